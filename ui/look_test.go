package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/ui/look"
	"assay.app/assay/ui/windowtest"
)

func TestScreenReadersAreToldTheSentenceItsLabelAndItsNotes(t *testing.T) {
	b := withSample(t)
	sentence := func() string {
		s := b.Session()
		u, _ := s.Current()
		return u.Span.Of(s.Document().Text)
	}
	b.WantHeard("Sentence 1 of ", "untagged", sentence())
	b.Keys("1k")
	b.WantHeard("Claim: " + sentence())
	b.Keys("n")
	b.Keys("Who says so?")
	b.Key(fyne.KeyEscape)
	b.WantHeard("Note by Ines: Who says so?")
	first := sentence()
	b.Keys("j")
	if b.WantHeard(sentence()); strings.Contains(b.Heard(), first) {
		t.Error("the previous sentence is still announced")
	}
	b.WantHeard("Preferences") // this button has an icon and no text
	b.Saved()
}

func (b *harness) check(title string) fyne.Tappable {
	b.T.Helper()
	var found fyne.Tappable
	b.Each(func(o fyne.CanvasObject) {
		box, can := o.(interface {
			fyne.Tappable
			fyne.Accessible
			SetChecked(bool)
		})
		if can && box.AccessibilityLabel() == title {
			found = box
		}
	})
	if found == nil {
		b.T.Fatalf("there is no check box %q", title)
	}
	return found
}

func TestContrastSerifsAndStillnessAreChosenAndRemembered(t *testing.T) {
	b := opened(t)
	if look.IsHigh(look.Variant()) || look.Serif() || !fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("a new window does not have the default look")
	}
	b.Menu("Edit", "Preferences…")
	for _, title := range []string{"High contrast", "Use a serif font for articles", "Reduce motion"} {
		test.Tap(b.check(title))
	}
	chosen := func(when string) {
		t.Helper()
		if !look.IsHigh(look.Variant()) || !look.Serif() || fyne.CurrentApp().Settings().ShowAnimations() {
			t.Errorf("%s: high contrast %v, serifs %v, animations %v", when,
				look.IsHigh(look.Variant()), look.Serif(), fyne.CurrentApp().Settings().ShowAnimations())
		}
	}
	chosen("at once")
	b.Key(fyne.KeyEscape)
	b.Menu("View", "Switch Light and Dark")
	chosen("in the other mode")
	b.another()
	chosen("in the next window")
}

func TestLargeTextFitsASmallWindowWithoutScrollingSideways(t *testing.T) {
	b := withSample(t)
	b.Keys("1kn")
	b.Keys("A note with Donaudampfschifffahrtsgesellschaft in it.")
	b.Key(fyne.KeyEscape)
	for range 10 {
		b.Menu("View", "Larger Text")
	}
	b.Window.Window().Resize(fyne.NewSize(1024, 700))
	var walk func(fyne.CanvasObject)
	scrollers := 0
	walk = func(o fyne.CanvasObject) {
		if _, entry := o.(interface{ SelectedText() string }); entry || !o.Visible() {
			return // entries scroll, so their text may be wider than they are
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *container.Scroll:
			scrollers++
			if needs, has := o.Content.MinSize().Width, o.Size().Width; needs > has {
				t.Errorf("%T needs a width of %v and has %v", o.Content, needs, has)
			}
			walk(o.Content)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	walk(b.Window.Window().Canvas().Content())
	if scrollers < 3 {
		t.Errorf("found only %d scrolled panes", scrollers)
	}
	b.Saved()
}

func TestLargeTextAndABannerFitASmallWindow(t *testing.T) {
	full := &windowtest.Failing{Desk: windowtest.NewDesk(t)}
	b := over(t, full)
	b.Button("Open the sample project")
	b.Until("the sample corpus", func() bool { return b.Screen.Articles == 5 && b.Screen.Article != "" })
	for range 10 {
		b.Menu("View", "Larger Text")
	}
	b.Window.Window().Resize(fyne.NewSize(1024, 700))
	b.Saved()
	full.Report(fmt.Errorf("write %s: no space left on device", strings.Repeat("/a/long/way/down", 20)))
	b.Until("the banner", func() bool { return b.Reads("could not be saved") })
	b.Window.Window().Resize(fyne.NewSize(1020, 700)) // the test driver repeats the layout only on a resize
	if got := b.Window.Window().Canvas().Content().MinSize(); got.Width > 1024 || got.Height > 700 {
		t.Errorf("the window needs %v", got)
	}
	full.Report(nil)
	b.Saved()
}

package main

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/ui/look"
)

// heard returns what a screen reader announces. Fyne looks for accessible objects
// in containers only.
func (b *harness) heard() string {
	var said []string
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		if a, ok := o.(fyne.Accessible); ok && a.AccessibilityRole() != fyne.AccessibleRoleContainer {
			said = append(said, a.AccessibilityLabel())
		}
		if c, ok := o.(*fyne.Container); ok {
			for _, child := range c.Objects {
				walk(child)
			}
		}
	}
	walk(b.Window.Window().Canvas().Content())
	return strings.Join(said, "\n")
}

func (b *harness) wantHeard(words ...string) {
	b.t.Helper()
	said := b.heard()
	for _, w := range words {
		if !strings.Contains(said, w) {
			b.t.Errorf("a screen reader is not told %q, but:\n%s", w, said)
		}
	}
}

func TestScreenReadersAreToldTheSentenceItsLabelAndItsNotes(t *testing.T) {
	b := withSample(t)
	sentence := func() string {
		s := b.Session()
		u, _ := s.Current()
		return u.Span.Of(s.Document().Text)
	}
	b.wantHeard("Sentence 1 of ", "untagged", sentence())
	b.keys("1k")
	b.wantHeard("Claim: " + sentence())
	b.keys("n")
	b.keys("Who says so?")
	b.key(fyne.KeyEscape)
	b.wantHeard("Note by Ines: Who says so?")
	first := sentence()
	b.keys("j")
	if b.wantHeard(sentence()); strings.Contains(b.heard(), first) {
		t.Error("the sentence before is still told")
	}
	b.wantHeard("Preferences") // an icon without text
	b.saved()
}

// check returns the check box with the title.
func (b *harness) check(title string) fyne.Tappable {
	b.t.Helper()
	var found fyne.Tappable
	b.each(func(o fyne.CanvasObject) {
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
		b.t.Fatalf("there is no %q to tick", title)
	}
	return found
}

func TestContrastSerifsAndStillnessAreChosenAndRemembered(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	if look.IsHigh(look.Variant()) || look.Serif() || !fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("a new window is not as usual")
	}
	b.menu("Edit", "Preferences…")
	for _, title := range []string{"High contrast", "Set in a face with serifs", "Nothing blinks or glides"} {
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
	b.key(fyne.KeyEscape)
	b.menu("View", "Light or Dark")
	chosen("in the other mode")
	newHarness(t, b.app)
	chosen("in the next window")
}

func TestLargeTextFitsASmallWindowWithoutScrollingSideways(t *testing.T) {
	b := withSample(t)
	b.keys("1kn")
	b.keys("A note with Donaudampfschifffahrtsgesellschaft in it.")
	b.key(fyne.KeyEscape)
	for range 10 {
		b.menu("View", "Larger Text")
	}
	b.Window.Window().Resize(fyne.NewSize(1024, 700))
	var walk func(fyne.CanvasObject)
	scrollers := 0
	walk = func(o fyne.CanvasObject) {
		if _, entry := o.(interface{ SelectedText() string }); entry || !o.Visible() {
			return // entries scroll, so their text may be longer
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
		t.Errorf("only %d panes were looked at", scrollers)
	}
	b.saved()
}

func TestLargeTextAndABannerFitASmallWindow(t *testing.T) {
	atHome(t)
	full := &failing{}
	b := newHarnessAt(t, nil, full)
	b.button("Open the sample corpus")
	b.until("the sample corpus", func() bool { return b.screen.Articles == 5 && b.screen.Article != "" })
	for range 10 {
		b.menu("View", "Larger Text")
	}
	b.Window.Window().Resize(fyne.NewSize(1024, 700))
	b.saved()
	full.report(fmt.Errorf("write %s: no space left on device", strings.Repeat("/a/long/way/down", 20)))
	b.until("the banner", func() bool { return b.reads("could not be saved") })
	b.Window.Window().Resize(fyne.NewSize(1020, 700)) // the test driver repeats the layout only on a resize
	if got := b.Window.Window().Canvas().Content().MinSize(); got.Width > 1024 || got.Height > 700 {
		t.Errorf("the window needs %v", got)
	}
	full.report(nil)
	b.saved()
}

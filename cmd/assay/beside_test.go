package main

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
)

func TestTwoArticlesAreReadBesideEachOther(t *testing.T) {
	b := withSample(t)
	first := b.screen.Article
	second := string(b.Session().Row(1).ID)
	if b.keys("1"); b.screen.Places != 1 {
		t.Fatalf("the screen is %+v", b.screen)
	}
	b.key(fyne.KeyF6)
	b.wantText("opens a second one beside it")

	b.shortcut(ctrl(fyne.KeyBackslash))
	if b.screen.Places != 2 || b.screen.Active != 1 || b.screen.Article != second || b.screen.Beside != first {
		t.Fatalf("beside %s the screen is %+v", first, b.screen)
	}
	b.wantHeadings(first, second)
	// Actions apply to the active reader, and the panels show it.
	unit, other := b.screen.Unit, b.Session().CursorAt(0)
	b.keys("2")
	if b.screen.Tagged != 1 || b.screen.Total != 2 || b.screen.Unit == unit || b.Session().CursorAt(0) != other {
		t.Errorf("after a label in the second reader the screen is %+v", b.screen)
	}
	b.keys("n")
	b.keys("As in the other one.")
	b.shortcutInEntry(&desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: fyne.KeyModifierControl})
	if b.screen.Writing || b.screen.Active != 0 || b.screen.Article != first || b.screen.Beside != second {
		t.Errorf("after Ctrl+Tab in a note the screen is %+v", b.screen)
	}
	b.wantText("Tellwire")
	b.key(fyne.KeyF6)
	if b.screen.Active != 1 || b.screen.Notes != 1 {
		t.Errorf("after F6 the screen is %+v", b.screen)
	}
	b.keys("]")
	if b.screen.Article == second || b.screen.Beside != first {
		t.Errorf("after ] the screen is %+v", b.screen)
	}
	b.shortcut(ctrl(fyne.KeyBackslash))
	if b.screen.Places != 1 || b.screen.Active != 0 || b.screen.Article != first || b.screen.Beside != "" {
		t.Errorf("with one reader again the screen is %+v", b.screen)
	}
	b.wantHeadings()
	b.saved()
}

// shortcutInEntry sends a shortcut while an entry has the focus.
func (b *harness) shortcutInEntry(s fyne.Shortcut) {
	b.t.Helper()
	entry, ok := b.Window.Window().Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		b.t.Fatal("no entry has the keyboard")
	}
	entry.TypedShortcut(s)
}

// headings returns the titles of the readers and the index of the bold one.
func (b *harness) headings() (titles []string, active int) {
	active = -1
	b.each(func(o fyne.CanvasObject) {
		w, ok := o.(interface {
			fyne.Widget
			fyne.Tappable
		})
		if !ok {
			return
		}
		objects := test.WidgetRenderer(w).Objects()
		if len(objects) != 3 { // a line, a background and a title
			return
		}
		if title, ok := objects[2].(*widget.Label); ok {
			if title.TextStyle.Bold {
				active = len(titles)
			}
			titles = append(titles, title.Text)
		}
	})
	return titles, active
}

func (b *harness) wantHeadings(articles ...string) {
	b.t.Helper()
	var want []string
	for _, id := range articles {
		sum, _ := b.Session().Summary(model.ArticleID(id))
		want = append(want, sum.Heading())
	}
	got, active := b.headings()
	if strings.Join(got, "|") != strings.Join(want, "|") || len(want) > 0 && active != b.screen.Active {
		b.t.Errorf("the readers are headed %q, the one at %d in bold; want %q and %d", got, active, want, b.screen.Active)
	}
}

func TestOneArticleInBothReadersShowsEveryChangeInBoth(t *testing.T) {
	b := withText(t, weather)
	b.key(fyne.KeyHome)
	b.shortcut(ctrl(fyne.KeyBackslash))
	if b.screen.Article != b.screen.Beside {
		t.Fatalf("the only article is not beside itself: %+v", b.screen)
	}
	letters := func() int {
		n := 0
		for _, text := range b.texts() {
			if text == "C" {
				n++
			}
		}
		return n
	}
	one := letters() // those in the inspector
	b.keys("1")
	if got := letters(); got != one+2 {
		t.Errorf("%d readers show the label", got-one)
	}
	b.key(fyne.KeyHome)
	b.keys("ss")
	if got := letters(); got != one+4 {
		t.Errorf("after a split %d letters show, want two in each reader", got-one)
	}
	meta := b.Session().Document().Metadata
	meta.Title = "Rain and snow"
	if err := b.Session().CorrectMetadata(b.Session().Document().ID, meta); err != nil {
		t.Fatal(err)
	}
	if got, _ := b.headings(); strings.Join(got, "|") != "Rain and snow|Rain and snow" {
		t.Errorf("the readers are headed %q", got)
	}
	b.saved()
}

func TestAClickGivesTheKeysToTheOtherReader(t *testing.T) {
	b := withSample(t)
	b.shortcut(ctrl(fyne.KeyBackslash))
	var headings []fyne.Tappable
	var pages []articlePage
	b.each(func(o fyne.CanvasObject) {
		if w, ok := o.(fyne.Widget); ok {
			if tappable, ok := o.(fyne.Tappable); ok && len(test.WidgetRenderer(w).Objects()) == 3 {
				if _, ok := test.WidgetRenderer(w).Objects()[2].(*widget.Label); ok {
					headings = append(headings, tappable)
				}
			}
		}
		if page := asPage(o); page != nil {
			pages = append(pages, page)
		}
	})
	if len(headings) != 2 || len(pages) != 2 {
		t.Fatalf("there are %d headings and %d pages", len(headings), len(pages))
	}
	if test.Tap(headings[0]); b.screen.Active != 0 {
		t.Errorf("a click on a heading gives %+v", b.screen)
	}
	// The middle of the page, low enough to hit text.
	for y := float32(100); y < 400 && b.screen.Active == 0; y += 10 {
		pages[1].Tapped(&fyne.PointEvent{Position: fyne.NewPos(pages[1].Size().Width/2, y)})
	}
	if b.screen.Active != 1 {
		t.Errorf("a click into the other article gives %+v", b.screen)
	}
}

func TestAPlaceWhoseArticleIsRemovedIsClosed(t *testing.T) {
	b := withSample(t)
	first := b.screen.Article
	b.shortcut(ctrl(fyne.KeyBackslash))
	b.menu("Edit", "Remove This Article")
	if b.screen.Places != 1 || b.screen.Article != first || b.screen.Articles != 4 {
		t.Errorf("the screen is %+v", b.screen)
	}
	b.shortcut(ctrl(fyne.KeyBackslash))
	b.key(fyne.KeyF6)
	second := b.screen.Beside
	b.menu("Edit", "Remove This Article") // of the first reader
	if b.screen.Places != 1 || b.screen.Article != second {
		t.Errorf("the screen is %+v", b.screen)
	}
	b.wantHeadings()
	b.keys("1")
	b.saved()
}

func TestTheListGivesItsRoomAndComesBackToBeFiltered(t *testing.T) {
	b := withSample(t)
	b.Window.Window().Resize(fyne.NewSize(1024, 700))
	listed := func() bool { return b.reads("5 articles") }
	if !listed() {
		t.Fatal("the list does not show beside one reader")
	}
	b.shortcut(ctrl(fyne.KeyBackslash))
	if listed() {
		t.Error("the list shows beside two readers in a narrow window")
	}
	b.keys("/")
	if !listed() || !b.screen.Writing {
		t.Errorf("/ does not bring the list: %+v", b.screen)
	}
	b.key(fyne.KeyEscape)
	if listed() {
		t.Error("Esc leaves the list there")
	}
	b.shortcut(ctrl(fyne.KeyBackslash))
	if !listed() {
		t.Error("the list does not come back")
	}
	b.shortcut(ctrl(fyne.KeyBackslash))
	b.Window.Window().Resize(fyne.NewSize(1600, 700))
	if !listed() {
		t.Error("the list does not show in a wide window")
	}
}

func TestAltAndTheArrowsGoBackAndForward(t *testing.T) {
	b := withSample(t)
	alt := func(name fyne.KeyName) {
		b.shortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierAlt})
	}
	first := b.screen.Article
	alt(fyne.KeyLeft)
	b.wantText("There is nothing to go back to yet.")
	b.keys("jjj")
	unit := b.screen.Unit
	b.keys("]")
	second := b.screen.Article
	b.keys("j]")
	alt(fyne.KeyLeft)
	alt(fyne.KeyLeft)
	if b.screen.Article != first || b.screen.Unit != unit {
		t.Errorf("back is %+v", b.screen)
	}
	alt(fyne.KeyRight)
	if b.screen.Article != second {
		t.Errorf("forward is %+v", b.screen)
	}
	alt(fyne.KeyRight)
	alt(fyne.KeyRight)
	b.wantText("There is nothing to go forward to.")
}

func TestTheFactsInTheInspectorAreCorrectedByOneClick(t *testing.T) {
	b := withSample(t)
	doc := b.Session().Document()
	b.wantText("Outlet: " + doc.Metadata.Outlet)
	b.wantText("Published: " + doc.Metadata.Published)
	b.shortcut(ctrl(fyne.KeyD))
	if !b.screen.Dialog || !b.screen.Writing {
		t.Fatalf("Ctrl+D gives %+v", b.screen)
	}
	b.keys("A gate opens") // the title has the focus
	b.key(fyne.KeyReturn)
	b.wantText("Title: A gate opens")
	b.shortcut(&fyne.ShortcutUndo{})
	if b.reads("Title: A gate opens") {
		t.Error("undo leaves the title")
	}
	b.saved()
}

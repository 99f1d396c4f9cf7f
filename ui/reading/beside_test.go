package reading_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/windowtest"
)

func TestTwoArticlesAreReadBesideEachOther(t *testing.T) {
	b := withSample(t)
	first := b.Screen.Article
	second := string(b.Session().Row(1).ID)
	if b.Keys("1"); b.Screen.Places != 1 {
		t.Fatalf("the state is %+v", b.Screen)
	}
	b.Key(fyne.KeyF6)
	b.WantText("Only one reader is open.")

	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	if b.Screen.Places != 2 || b.Screen.Active != 1 || b.Screen.Article != second || b.Screen.Beside != first {
		t.Fatalf("beside %s the state is %+v", first, b.Screen)
	}
	b.wantHeadings(first, second)
	// Commands act on the active reader, and the panels show its article.
	unit, other := b.Screen.Unit, b.Session().CursorAt(0)
	b.Keys("2")
	if b.Screen.Tagged != 1 || b.Screen.Total != 2 || b.Screen.Unit == unit || b.Session().CursorAt(0) != other {
		t.Errorf("after a label in the second reader the state is %+v", b.Screen)
	}
	b.Keys("n")
	b.Keys("As in the other one.")
	b.ShortcutInEntry(&desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: fyne.KeyModifierControl})
	if b.Screen.Writing || b.Screen.Active != 0 || b.Screen.Article != first || b.Screen.Beside != second {
		t.Errorf("after Ctrl+Tab in a note the state is %+v", b.Screen)
	}
	b.WantText("Tellwire")
	b.Key(fyne.KeyF6)
	if b.Screen.Active != 1 || b.Screen.Notes != 1 {
		t.Errorf("after F6 the state is %+v", b.Screen)
	}
	b.Keys("]")
	if b.Screen.Article == second || b.Screen.Beside != first {
		t.Errorf("after ] the state is %+v", b.Screen)
	}
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	if b.Screen.Places != 1 || b.Screen.Active != 0 || b.Screen.Article != first || b.Screen.Beside != "" {
		t.Errorf("after closing the second reader the state is %+v", b.Screen)
	}
	b.wantHeadings()
	b.Saved()
}

// headings returns the titles of the readers and the index of the bold one, or -1.
func (b *harness) headings() (titles []string, active int) {
	active = -1
	b.Each(func(o fyne.CanvasObject) {
		w, ok := o.(interface {
			fyne.Widget
			fyne.Tappable
		})
		if !ok {
			return
		}
		objects := test.WidgetRenderer(w).Objects()
		if len(objects) != 5 { // a background, a line, a title and two buttons
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
	b.T.Helper()
	var want []string
	for _, id := range articles {
		sum, _ := b.Session().Summary(model.ArticleID(id))
		want = append(want, sum.Heading())
	}
	got, active := b.headings()
	if strings.Join(got, "|") != strings.Join(want, "|") || len(want) > 0 && active != b.Screen.Active {
		b.T.Errorf("the headings are %q with number %d in bold; want %q and %d", got, active, want, b.Screen.Active)
	}
}

func TestOneArticleInBothReadersShowsEveryChangeInBoth(t *testing.T) {
	b := withText(t, weather)
	b.Keys("g") // a suggestion shows a letter too
	b.Key(fyne.KeyHome)
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	if b.Screen.Article != b.Screen.Beside {
		t.Fatalf("the only article is not open in both readers: %+v", b.Screen)
	}
	letters := func() int {
		n := 0
		for _, text := range b.Texts() {
			if text == "C" {
				n++
			}
		}
		return n
	}
	one := letters() // letters outside the readers
	b.Keys("1")
	if got := letters(); got != one+2 {
		t.Errorf("%d readers show the label, want 2", got-one)
	}
	b.Key(fyne.KeyHome)
	b.Keys("ss")
	if got := letters(); got != one+4 {
		t.Errorf("after a split %d letters show, want two in each reader", got-one)
	}
	meta := b.Session().Document().Metadata
	meta.Title = "Rain and snow"
	if err := b.Session().CorrectMetadata(b.Session().Document().ID, meta); err != nil {
		t.Fatal(err)
	}
	if got, _ := b.headings(); strings.Join(got, "|") != "Rain and snow|Rain and snow" {
		t.Errorf("the headings are %q", got)
	}
	b.Saved()
}

func TestAClickGivesTheKeysToTheOtherReader(t *testing.T) {
	b := withSample(t)
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	var headings []fyne.Tappable
	var pages []windowtest.Page
	b.Each(func(o fyne.CanvasObject) {
		if w, ok := o.(fyne.Widget); ok {
			if tappable, ok := o.(fyne.Tappable); ok && len(test.WidgetRenderer(w).Objects()) == 5 {
				if _, ok := test.WidgetRenderer(w).Objects()[2].(*widget.Label); ok {
					headings = append(headings, tappable)
				}
			}
		}
		if page := windowtest.AsPage(o); page != nil {
			pages = append(pages, page)
		}
	})
	if len(headings) != 2 || len(pages) != 2 {
		t.Fatalf("there are %d headings and %d pages", len(headings), len(pages))
	}
	if test.Tap(headings[0]); b.Screen.Active != 0 {
		t.Errorf("after a click on a heading the state is %+v", b.Screen)
	}
	// Click at points down the middle of the page until a click hits text.
	for y := float32(100); y < 400 && b.Screen.Active == 0; y += 10 {
		pages[1].Tapped(&fyne.PointEvent{Position: fyne.NewPos(pages[1].Size().Width/2, y)})
	}
	if b.Screen.Active != 1 {
		t.Errorf("after a click on the other article the state is %+v", b.Screen)
	}
}

func TestAPlaceWhoseArticleIsRemovedIsClosed(t *testing.T) {
	b := withSample(t)
	first := b.Screen.Article
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	b.Menu("Edit", "Remove Article")
	if b.Screen.Places != 1 || b.Screen.Article != first || b.Screen.Articles != 4 {
		t.Errorf("the state is %+v", b.Screen)
	}
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	b.Key(fyne.KeyF6)
	second := b.Screen.Beside
	b.Menu("Edit", "Remove Article") // removes the article of the first reader
	if b.Screen.Places != 1 || b.Screen.Article != second {
		t.Errorf("the state is %+v", b.Screen)
	}
	b.wantHeadings()
	b.Keys("1")
	b.Saved()
}

func TestTheListGivesItsRoomAndComesBackToBeFiltered(t *testing.T) {
	b := withSample(t)
	b.Window.Window().Resize(fyne.NewSize(1024, 700))
	listed := func() bool { return b.Reads("5 articles") }
	if !listed() {
		t.Fatal("the list does not show beside one reader")
	}
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	if listed() {
		t.Error("the list shows beside two readers in a narrow window")
	}
	b.Keys("/")
	if !listed() || !b.Screen.Writing {
		t.Errorf("/ does not show the list: %+v", b.Screen)
	}
	b.Key(fyne.KeyEscape)
	if listed() {
		t.Error("Esc does not hide the list")
	}
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	if !listed() {
		t.Error("the list does not show after the second reader was closed")
	}
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	b.Window.Window().Resize(fyne.NewSize(1600, 700))
	if !listed() {
		t.Error("the list does not show in a wide window")
	}
}

func TestAltAndTheArrowsGoBackAndForward(t *testing.T) {
	b := withSample(t)
	alt := func(name fyne.KeyName) {
		b.Shortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierAlt})
	}
	first := b.Screen.Article
	alt(fyne.KeyLeft)
	b.WantText("There is no earlier position to go back to.")
	b.Keys("jjj")
	unit := b.Screen.Unit
	b.Keys("]")
	second := b.Screen.Article
	b.Keys("j]")
	alt(fyne.KeyLeft)
	alt(fyne.KeyLeft)
	if b.Screen.Article != first || b.Screen.Unit != unit {
		t.Errorf("after going back the state is %+v", b.Screen)
	}
	alt(fyne.KeyRight)
	if b.Screen.Article != second {
		t.Errorf("after going forward the state is %+v", b.Screen)
	}
	alt(fyne.KeyRight)
	alt(fyne.KeyRight)
	b.WantText("There is no later position to go forward to.")
}

func TestTheFactsInTheInspectorAreCorrectedByOneClick(t *testing.T) {
	b := withSample(t)
	doc := b.Session().Document()
	b.WantText("Outlet\n" + doc.Metadata.Outlet)
	b.WantText("Published\n12 March 2031")
	b.Shortcut(windowtest.Ctrl(fyne.KeyD))
	if !b.Screen.Dialog || !b.Screen.Writing {
		t.Fatalf("after Ctrl+D the state is %+v", b.Screen)
	}
	b.Keys("A gate opens") // the title has the focus
	b.Key(fyne.KeyReturn)
	b.WantText("Article\nA gate opens")
	b.Shortcut(&fyne.ShortcutUndo{})
	if b.Reads("Article\nA gate opens") {
		t.Error("the corrected title still shows after undo")
	}
	b.Saved()
}

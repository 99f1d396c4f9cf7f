package ui_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

func TestTheListIsGroupedAndRowsOpenTheirArticles(t *testing.T) {
	b := withSample(t)
	s := b.Session()
	for _, c := range []struct {
		order    session.Order
		headings []string
	}{
		{session.ByOutlet, []string{"Radio Aldmoor  ·  1", "Tellwire  ·  1", "The Brenholt Chronicle  ·  1"}},
		{session.ByDate, []string{"March 2031  ·  5"}},
		{session.ByProgress, []string{"Not started  ·  5"}},
	} {
		s.SetOrder(c.order)
		for _, h := range c.headings {
			b.WantText(h)
		}
	}
	s.SetOrder(session.ByTitle)
	if b.Reads("  ·  1") || b.Reads("  ·  5") {
		t.Error("the list sorted by title has groups")
	}
	// The next article is that of the next row. The headings between rows are
	// skipped.
	s.SetOrder(session.ByOutlet)
	if err := s.Open(s.Row(0).ID); err != nil {
		t.Fatal(err)
	}
	var outlets []string
	for range s.Shown() {
		outlets = append(outlets, s.Document().Metadata.Outlet)
		b.Keys("]")
	}
	if !slices.IsSortedFunc(outlets, func(x, y string) int { return strings.Compare(strings.ToLower(x), strings.ToLower(y)) }) || len(slices.Compact(outlets)) != 5 {
		t.Errorf("the outlets are in the order %q", outlets)
	}
}

func TestTheListSaysThatNothingMatchesAndThatAllIsDone(t *testing.T) {
	b := withSample(t)
	b.Keys("/")
	b.Keys("zzz")
	b.WantText("0 of 5 articles")
	b.WantText("Press Esc in the filter to show all.")
	b.Key(fyne.KeyEscape, fyne.KeyEscape)
	for range b.Session().Total().Sentences {
		if b.Session().Label() != "" { // no untagged sentence follows in the article
			b.Key(fyne.KeySpace)
		}
		b.Keys("1")
	}
	b.Key(fyne.KeySpace)
	b.WantText("5 articles, all done")
	b.WantText("Every sentence of the project is tagged.")
	b.Keys("0")
	if b.Reads("Every sentence of the project is tagged.") {
		t.Error("the list still says that every sentence is tagged after a label was cleared")
	}
	b.Saved()
}

func TestTheOrderOfTheListIsKept(t *testing.T) {
	b := withSample(t)
	b.Press(command.Ctrl(fyne.KeyG))
	b.WantText("Radio Aldmoor  ·  1")
	again := restarted(b)
	again.WantText("Radio Aldmoor  ·  1")
	if again.Session().Order() != session.ByOutlet {
		t.Errorf("the order is %v", again.Session().Order())
	}
}

// titlesOf returns the titles of the articles in the list.
func titlesOf(b *harness) (titles []string) {
	for i := range b.Session().Shown() {
		titles = append(titles, b.Session().Row(i).Heading())
	}
	return titles
}

func TestSeveralArticlesAreSelectedByClicksAndRemovedByDelete(t *testing.T) {
	b := withSample(t)
	all := titlesOf(b)
	b.ClickRow(all[1], 0)
	if b.Session().Document().Heading() != all[1] {
		t.Fatal("a click does not open the article")
	}
	b.ClickRow(all[3], fyne.KeyModifierShift)
	b.WantText("3 of 5 selected")
	b.ClickRow(all[2], fyne.KeyModifierShortcutDefault)
	b.WantText("2 of 5 selected")
	if b.Session().Document().Heading() != all[1] {
		t.Error("selecting opens articles")
	}
	b.Keys("1") // while the list has the focus, letters and digits label nothing
	b.Key(fyne.KeyDelete)
	b.WantText("Remove 2 articles?")
	b.Key(fyne.KeyEscape)
	if b.Session().Articles() != 5 {
		t.Fatal("Esc removes articles")
	}
	b.Key(fyne.KeyDelete)
	b.Key(fyne.KeyReturn)
	if got := titlesOf(b); !slices.Equal(got, []string{all[0], all[2], all[4]}) || b.Screen.Total != 0 {
		t.Fatalf("the list has %q, and there are %d labels", got, b.Screen.Total)
	}
	b.WantText("2 articles removed.")
	if doc := b.Session().Document(); doc == nil || doc.Heading() != all[2] {
		t.Error("the nearest article that stays is not open")
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	if !slices.Equal(titlesOf(b), all) {
		t.Errorf("after one undo the list has %q", titlesOf(b))
	}
	b.Saved()
}

func TestTheListIsUsedByKeys(t *testing.T) {
	b := withSample(t)
	all := titlesOf(b)
	open := func() string { return b.Session().Document().Heading() }
	b.ClickRow(all[0], 0)
	b.Press(command.CtrlShift(fyne.KeyA))
	b.Key(fyne.KeyDown, fyne.KeyDown)
	if open() != all[0] {
		t.Error("the arrows open articles")
	}
	b.ShiftKey(fyne.KeyDown, fyne.KeyDown)
	b.WantText("3 of 5 selected")
	b.ShortcutInEntry(windowtest.Ctrl(fyne.KeyUp))
	b.ShortcutInEntry(windowtest.Ctrl(fyne.KeySpace))
	b.WantText("2 of 5 selected")
	b.ShortcutInEntry(&fyne.ShortcutSelectAll{})
	b.WantText("5 of 5 selected")
	b.ShortcutInEntry(&fyne.ShortcutCopy{})
	if got := b.App.Clipboard().Content(); got != strings.Join(all, "\n") {
		t.Errorf("the clipboard has %q", got)
	}
	b.Key(fyne.KeyHome, fyne.KeyDown, fyne.KeyReturn)
	if open() != all[1] {
		t.Errorf("Enter opens %q", open())
	}
	b.Keys("1") // the article has the keys again
	if b.Screen.Total != 1 {
		t.Error("the article does not get keys after Enter")
	}
	b.Press(command.CtrlShift(fyne.KeyA))
	b.Key(fyne.KeyEnd, fyne.KeyDelete)
	if got := titlesOf(b); !slices.Equal(got, all[:4]) {
		t.Errorf("after Delete the list has %q", got)
	}
	b.Keys("zzz")
	b.ShortcutInEntry(&fyne.ShortcutUndo{})
	if !slices.Equal(titlesOf(b), all) {
		t.Error("undo does not work while the list has the focus")
	}
	b.Key(fyne.KeyF9) // neither does a function key
	if showsList(b) {
		t.Error("F9 does not work while the list has the focus")
	}
	b.Saved()
}

func TestTheContextMenuOfTheList(t *testing.T) {
	b := withSample(t)
	all := titlesOf(b)
	b.ClickRow(all[0], 0)
	menu := func(title string) {
		b.T.Helper()
		b.ListRow(title).TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(100, 300)})
	}
	menu(all[2])
	b.Choose("Open Beside")
	b.Until("the second reader", func() bool { return b.Session().Places() == 2 })
	if got := b.Session().DocumentAt(1).Heading(); got != all[2] {
		t.Errorf("beside is %q", got)
	}
	b.Session().CloseBeside()
	b.ClickRow(all[0], 0)
	menu(all[3])
	b.Choose("Article Details…")
	b.Until("the details", func() bool { return b.Reads("Article details") })
	b.Key(fyne.KeyEscape)
	menu(all[3])
	b.Choose("Remove")
	b.Until("the removal", func() bool { return b.Session().Articles() == 4 })
	if b.Session().Document().Heading() != all[0] {
		t.Error("removing another article leaves the open one")
	}
	b.ClickRow(all[2], fyne.KeyModifierShift)
	menu(all[1])
	b.WantText("Remove 3 Articles…")
	b.Choose("Copy 3 Titles")
	b.Until("the titles", func() bool { return b.App.Clipboard().Content() == strings.Join(all[:3], "\n") })
	b.Saved()
}

func TestAnArticleIsDraggedToAReader(t *testing.T) {
	b := withSample(t)
	all := titlesOf(b)
	b.ClickRow(all[0], 0)
	size := b.Window.Window().Canvas().Size()
	drag := func(title string, x float32, shows string) {
		b.T.Helper()
		row := b.ListRow(title)
		row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, size.Height/2)}})
		b.WantText(shows)
		row.DragEnd()
	}
	middle := size.Width / 2
	drag(all[1], 20, all[1]) // not to a reader
	if b.Session().Document().Heading() != all[0] {
		t.Error("dragging within the list opens the article")
	}
	drag(all[1], middle-60, "Open here\n"+all[1])
	if b.Session().Document().Heading() != all[1] || b.Session().Places() != 1 {
		t.Error("dragging to the reader does not open the article there")
	}
	drag(all[2], middle+60, "Open beside\n"+all[2])
	if b.Session().Places() != 2 || b.Session().Document().Heading() != all[2] || b.Session().DocumentAt(0).Heading() != all[1] {
		t.Error("dragging to the right half does not open the article beside")
	}
	b.Session().CloseBeside()
}

// The driver reports a key that is held down as pressed once, and types it repeatedly.
func TestHoldingDeleteInTheListRemovesOneArticle(t *testing.T) {
	b := withSample(t)
	b.ClickRow(titlesOf(b)[0], 0)
	b.Press(command.CtrlShift(fyne.KeyA))
	b.Hold(fyne.KeyDelete, 3)
	if got := b.Session().Articles(); got != 4 {
		t.Fatalf("after one press there are %d articles", got)
	}
	b.Hold(fyne.KeyDelete, 3)
	if got := b.Session().Articles(); got != 3 {
		t.Errorf("after another press there are %d articles", got)
	}
	b.Saved()
}

func TestTheStatusBarShowsTheKeysOfTheListAndOfTheFindBar(t *testing.T) {
	b := withSample(t)
	b.Press(command.CtrlShift(fyne.KeyA))
	b.WantText("Delete remove")
	if b.Reads("1–3 label") {
		t.Error("the keys of labels are shown while the list has the focus")
	}
	b.Key(fyne.KeyEscape)
	b.WantText("1–3 label")
	b.Press(command.Ctrl(fyne.KeyF))
	b.WantText("Enter/Shift+Enter next and previous result")
	b.Key(fyne.KeyF10)
	if len(b.Lines()) == 0 {
		t.Error("F10 does not open the menu from the field for finding text")
	}
	b.Key(fyne.KeyEscape, fyne.KeyEscape)
	b.WantText("1–3 label")
	b.Saved()
}

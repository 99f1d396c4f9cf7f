package reading_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// selected returns the selected text of the active reader.
func (b *harness) selected() string {
	return b.Session().Selection().Of(b.Session().Document().Text)
}

func (b *harness) wantSelected(want string) {
	b.T.Helper()
	if got := b.selected(); got != want {
		b.T.Errorf("%q is selected, want %q", got, want)
	}
}

func (b *harness) wantCopied(want string) {
	b.T.Helper()
	if got := b.App.Clipboard().Content(); got != want {
		b.T.Errorf("%q is on the clipboard, want %q", got, want)
	}
}

// shift presses a key with Shift, and with other modifiers.
func (b *harness) shift(name fyne.KeyName, mod fyne.KeyModifier) {
	b.T.Helper()
	b.Press(command.Key{Name: name, Mod: mod | fyne.KeyModifierShift})
}

func TestTextIsSelectedByMouseAndCopied(t *testing.T) {
	b := withText(t, pier)
	page := b.Pages()[0]
	saw, coming := b.Spot(page, "saw"), b.Spot(page, "coming")
	b.Click(page, saw, 2, 0)
	b.wantSelected("saw")
	b.Press(command.Ctrl(fyne.KeyC))
	b.wantCopied("saw")
	b.WantText("Selection copied.")
	b.WantHeard("Selected: saw")
	b.Click(page, b.Spot(page, "harbour"), 3, 0)
	b.wantSelected("“We saw it coming,” the harbour master said.")
	b.Click(page, saw, 4, 0)
	b.wantSelected(pier)
	b.Key(fyne.KeyEscape)
	b.wantSelected("")

	b.Drag(page, saw, coming)
	if got := b.selected(); !strings.Contains("saw it coming", got) || !strings.Contains(got, " it ") {
		t.Errorf("dragging selects %q", got)
	}
	b.Click(page, b.Spot(page, "1931"), 1, 0) // a plain click ends the selection
	b.wantSelected("")
	if b.Screen.Unit != 1 {
		t.Errorf("the click selects sentence %d", b.Screen.Unit)
	}
	b.Press(command.Ctrl(fyne.KeyC))
	b.wantCopied("The ferry was built in 1931 and mended in 2020.")
	b.WantText("Sentence copied.")

	b.Click(page, b.Spot(page, "Rain"), 1, fyne.KeyModifierShift) // from the current sentence on
	b.wantSelected("The ferry was built in 1931 and mended in 2020. The pier costs $3 million. Rain fell.")
	b.WantText("3 sentences selected")
	b.WantText("suggestions (press Enter to accept)")
	b.WantText("Enter accept suggestions")
	b.WantHeard("3 sentences selected: The ferry")
	b.Keys("j")
	b.wantSelected("")
}

func TestTextIsSelectedByKeys(t *testing.T) {
	b := withText(t, pier)
	b.Keys("j")
	b.shift(fyne.KeyRight, 0)
	b.shift(fyne.KeyRight, 0)
	b.wantSelected("Th")
	b.shift(fyne.KeyLeft, 0)
	b.wantSelected("T")
	b.shift(fyne.KeyRight, fyne.KeyModifierShortcutDefault)
	b.shift(fyne.KeyRight, fyne.KeyModifierShortcutDefault)
	b.wantSelected("The ferry")
	b.shift(fyne.KeyLeft, fyne.KeyModifierShortcutDefault)
	b.wantSelected("The ")
	if b.Screen.Unit != 1 {
		t.Errorf("selecting moves to sentence %d", b.Screen.Unit)
	}
	b.Key(fyne.KeyEscape)
	b.wantSelected("")
	b.shift(fyne.KeyDown, 0)
	b.wantSelected("The ferry was built in 1931 and mended in 2020. The pier costs $3 million.")
	b.shift(fyne.KeyUp, 0)
	b.wantSelected("The ferry was built in 1931 and mended in 2020.")
	b.shift(fyne.KeyUp, 0)
	b.wantSelected("“We saw it coming,” the harbour master said. The ferry was built in 1931 and mended in 2020.")
	b.Press(command.Ctrl(fyne.KeyA))
	b.wantSelected(pier)
	b.WantText("4 sentences selected")
}

func TestSeveralSentencesAreTaggedNotedAndExcludedAtOnce(t *testing.T) {
	b := withText(t, pier)
	page := b.Pages()[0]
	several := func() {
		t.Helper()
		b.Key(fyne.KeyHome)
		b.Click(page, b.Spot(page, "million"), 1, fyne.KeyModifierShift)
		b.WantText("3 sentences selected")
	}
	several()
	b.Keys("1")
	if b.Screen.Total != 3 || b.Screen.Unit != 3 {
		t.Errorf("after 1 there are %d labels, and the cursor is at %d", b.Screen.Total, b.Screen.Unit)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	if b.Screen.Total != 0 {
		t.Errorf("one undo leaves %d labels", b.Screen.Total)
	}
	several()
	b.Label("Quote") // the inspector's button does the same
	if b.Screen.Total != 3 {
		t.Errorf("after a click on Quote there are %d labels", b.Screen.Total)
	}
	several()
	b.Keys("0")
	if b.Screen.Total != 0 {
		t.Errorf("after 0 there are %d labels", b.Screen.Total)
	}
	b.Keys("n")
	b.WantText("Note on 3 sentences")
	b.Keys("Nobody else has this.")
	b.ShortcutInEntry(windowtest.Ctrl(fyne.KeyReturn))
	b.WantText("3 notes added.")
	if b.Screen.Notes != 3 || b.Screen.Dialog {
		t.Errorf("after the note the state is %+v", b.Screen)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	if b.Screen.Notes != 0 {
		t.Errorf("one undo leaves %d notes", b.Screen.Notes)
	}
	several()
	b.Keys("x")
	if b.Screen.Sentences != 1 {
		t.Errorf("after X %d sentences are left, want 1", b.Screen.Sentences)
	}
	b.WantText("3 sentences selected")
	b.Keys("x") // includes them again
	if b.Screen.Sentences != 4 {
		t.Errorf("after another X there are %d sentences", b.Screen.Sentences)
	}
	b.Keys("x")
	b.Shortcut(&fyne.ShortcutUndo{})
	if b.Screen.Sentences != 4 {
		t.Errorf("one undo leaves %d sentences", b.Screen.Sentences)
	}
	several()
	b.Key(fyne.KeyReturn) // accepts what is suggested for them
	if b.Screen.Total != 3 {
		t.Errorf("after Enter there are %d labels", b.Screen.Total)
	}
	b.Saved()
}

func TestCopyWithSourceNamesOutletAndDateAsFarAsKnown(t *testing.T) {
	for want, m := range map[string]model.Metadata{
		"“The pier costs $3 million.”, Tide Post, 14 March 2031": {Title: "The pier", Outlet: "Tide Post", Published: "2031-03-14"},
		"“The pier costs $3 million.”, Tide Post":                {Title: "The pier", Outlet: "Tide Post"},
		"“The pier costs $3 million.”, 14 March 2031":            {Title: "The pier", Published: "2031-03-14"},
		"“The pier costs $3 million.”, The pier":                 {Title: "The pier"},
		"“The pier costs $3 million.”":                           {},
	} {
		b := withText(t, pier)
		if err := b.Session().CorrectMetadata(b.Session().Document().ID, m); err != nil {
			t.Fatal(err)
		}
		b.Session().MoveTo(2)
		b.Press(command.CtrlShift(fyne.KeyC))
		b.wantCopied(want)
		if b.Screen.Notice == "" {
			t.Error("no notice says that the text was copied")
		}
	}
}

func TestCopiedTextHasTheFormThatIsShown(t *testing.T) {
	b := withText(t, wire)
	b.Press(command.Ctrl(fyne.KeyA))
	b.Press(command.Ctrl(fyne.KeyC))
	got := b.App.Clipboard().Content()
	if strings.Count(got, "\n") != 2 || !strings.Contains(got, "hour before noon.\n\nThe mayor said") || !strings.Contains(got, "of the bank and reached") {
		t.Errorf("%q is on the clipboard", got)
	}
}

// wire is an article whose lines were broken at a fixed width.
const wire = `The river rose in the night and by the morning it stood at the top
of the bank and reached the first houses of the lower town, where
nobody had been told that the sluices upstream were open. It fell in
the last hour before noon.

The mayor said that the town had asked for sandbags a week before and
had been given none, and that she would ask the county engineer who
had ordered the sluices to be opened in the night without a warning.`

func TestMarksInTheMarginsAnswerTheMouse(t *testing.T) {
	b := withText(t, pier)
	page := b.Pages()[0]
	b.wantGhosts("BQC")
	pointed := b.Spot(page, "B")
	b.Point(page, pointed)
	if got := page.(desktop.Cursorable).Cursor(); got != desktop.PointerCursor {
		t.Errorf("on a letter the cursor is %v", got)
	}
	b.Click(page, pointed, 1, 0) // the letter of the second sentence, beside that of the first
	doc := b.Session().Document()
	if a, _ := doc.Annotation(doc.Units[1].Span, "Ines"); a.Label != model.Background || b.Screen.Total != 1 {
		t.Errorf("a click on the letter labels with %q; there are %d labels", a.Label, b.Screen.Total)
	}
	b.wantGhosts("QC")

	b.Session().MoveTo(3)
	b.Keys("nA note.")
	b.Key(fyne.KeyEscape)
	b.Key(fyne.KeyHome)
	mark := b.Spot(page, "Rain")
	mark.X = page.Size().Width - 30
	at := b.noteMark(page)
	b.Click(page, at, 1, 0)
	b.Until("the note", func() bool { return b.Screen.Writing && b.Screen.Unit == 3 })
	b.Key(fyne.KeyEscape)

	b.Key(fyne.KeyHome)
	mark.X = 5 // a click in the margin selects the sentence beside it
	b.Click(page, mark, 1, 0)
	if got := b.Screen.Sentence; !strings.HasPrefix(got, "The") && !strings.HasPrefix(got, "Rain") {
		t.Errorf("a click in the margin selects %q", got)
	}
	unit := b.Screen.Unit
	b.Session().MoveTo(0)
	page.TappedSecondary(&fyne.PointEvent{Position: mark})
	if b.Screen.Unit != unit {
		t.Errorf("a right click in the margin selects %d, want %d", b.Session().Cursor(), unit)
	}
	b.WantText("Copy with Source")
	b.Saved()
}

// noteMark returns the position on a page of the first mark of a note.
func (b *harness) noteMark(page windowtest.Page) fyne.Position {
	b.T.Helper()
	for _, o := range test.WidgetRenderer(page).Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.Size() == fyne.NewSize(12, 14) {
			return r.Position().AddXY(6, 7)
		}
	}
	b.T.Fatal("the page has no mark of a note")
	return fyne.Position{}
}

func TestTheSecondReadersArticleIsChosenAndClosedByMouse(t *testing.T) {
	b := withSample(t)
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	b.Click(b.Pages()[0], fyne.NewPos(300, 300), 1, 0)
	if b.Screen.Active != 0 {
		t.Fatalf("a click in the first reader leaves reader %d active", b.Screen.Active)
	}
	buttons := func(tip string) (found []fyne.Tappable) {
		b.Each(func(o fyne.CanvasObject) {
			a, named := o.(fyne.Accessible)
			if tappable, ok := o.(fyne.Tappable); ok && named && a.AccessibilityLabel() == tip {
				found = append(found, tappable)
			}
		})
		return found
	}
	test.Tap(buttons("Choose another article")[1])
	if !b.Screen.Dialog && b.Window.Window().Canvas().Overlays().Top() == nil {
		t.Fatal("no article can be chosen")
	}
	for row := range b.Session().Shown() {
		sum := b.Session().Row(row)
		b.WantText(strings.Join(strings.Fields(sum.Heading())[:5], " "))
	}
	b.Keys("sluice")
	b.Key(fyne.KeyReturn)
	last := b.Session().Row(b.Session().Shown() - 1).ID
	if b.Screen.Active != 1 || b.Screen.Article != string(last) {
		t.Errorf("after choosing the last article the state is %+v", b.Screen)
	}
	test.Tap(buttons("Close this reader")[1])
	if b.Screen.Places != 1 || b.Screen.Article == string(last) {
		t.Errorf("after closing the second reader the state is %+v", b.Screen)
	}
	b.OpenRow(b.Session().Shown() - 1) // beside the last article is the one before it
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	if b.Screen.Article == b.Screen.Beside {
		t.Error("the last article is open in both readers")
	}
	test.Tap(buttons("Close this reader")[0])
	if b.Screen.Places != 1 || b.Screen.Article == string(last) {
		t.Errorf("after closing the first reader the state is %+v", b.Screen)
	}
}

func TestASelectionInTheOtherReaderIsItsOwn(t *testing.T) {
	b := withText(t, pier)
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	pages := b.Pages()
	b.Click(pages[0], b.Spot(pages[0], "saw"), 2, 0)
	if b.Screen.Active != 0 {
		t.Errorf("a double click in the first reader leaves reader %d active", b.Screen.Active)
	}
	b.wantSelected("saw")
	b.Key(fyne.KeyF6)
	b.wantSelected("")
	b.Drag(pages[0], b.Spot(pages[0], "ferry"), b.Spot(pages[0], "built"))
	if b.Screen.Active != 0 || !strings.Contains(b.selected(), "was") {
		t.Errorf("after dragging in the first reader %q is selected in reader %d", b.selected(), b.Screen.Active)
	}
}

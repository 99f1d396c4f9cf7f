package notes_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// harness is a windowtest.Harness with methods for the tests of this package.
type harness struct{ *windowtest.Harness }

func withSample(t *testing.T) *harness { return &harness{windowtest.WithSample(t)} }

// write writes a note with a key of the window, such as "n".
func (b *harness) write(key, text string) {
	b.T.Helper()
	b.Keys(key)
	b.Keys(text)
	b.Key(fyne.KeyEscape)
	b.Saved()
}

// all opens the list of notes, and waits until it says how many there are.
func (b *harness) all(says string) {
	b.T.Helper()
	b.Press(command.CtrlShift(fyne.KeyN))
	b.Until(says, func() bool { return b.Reads(says) })
}

// rows returns the accessible names of the rows, from top to bottom.
func (b *harness) rows() (names []string) {
	b.Each(func(o fyne.CanvasObject) {
		if _, other := o.(fyne.Focusable); other { // the list of articles, an entry
			return
		}
		if row, ok := o.(interface {
			fyne.SecondaryTappable
			fyne.Tappable
			AccessibilityLabel() string
		}); ok {
			names = append(names, row.AccessibilityLabel())
		}
	})
	return names
}

// wantRows fails the test unless the notes in the list begin with these texts, in this
// order.
func (b *harness) wantRows(texts ...string) {
	b.T.Helper()
	begin := func() bool {
		rows := b.rows()
		if len(rows) != len(texts) {
			return false
		}
		for i := range rows {
			if !strings.HasPrefix(rows[i], texts[i]) {
				return false
			}
		}
		return true
	}
	b.Until(strings.Join(texts, ", "), begin)
}

// withNotes opens the sample with three notes on its first article, its first sentence
// and its outlet, and one on the third sentence of its second article.
func withNotes(t *testing.T) *harness {
	b := withSample(t)
	b.OpenRow(0)
	b.write("n", "Who says so?")
	b.write("a", "Wire copy.")
	b.write("o", "Local paper.")
	b.OpenRow(1)
	b.Session().MoveTo(3)
	b.write("n", "Café talk.")
	return b
}

func TestAllNotesAreListedFilteredAndSorted(t *testing.T) {
	b := withNotes(t)
	b.all("4 notes")
	b.wantRows("Café", "Local", "Wire", "Who")
	b.Keys("cafe")
	b.wantRows("Café")
	b.WantText("1 of 4 notes")
	b.Key(fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	b.wantRows("Café", "Local", "Wire", "Who")
	b.choose("All notes", "On outlets")
	b.wantRows("Local")
	b.choose("On outlets", "On sentences")
	b.wantRows("Café", "Who")
	b.choose("Any grade", "With a grade")
	b.Until("no notes", func() bool { return b.Reads("No notes match.") })
	b.choose("With a grade", "Without a grade")
	b.choose("Newest first", "In the order of the articles")
	b.wantRows("Who", "Café")

	// It is the same when it is opened again.
	b.Key(fyne.KeyEscape)
	if b.Screen.Dialog {
		b.closeDialog()
	}
	b.all("2 of 4 notes")
	b.wantRows("Who", "Café")
}

// closeDialog presses Esc with nothing focused.
func (b *harness) closeDialog() {
	b.Window.Window().Canvas().Unfocus()
	b.Key(fyne.KeyEscape)
}

// choose selects an option of the drop-down list that shows another.
func (b *harness) choose(from, to string) {
	b.T.Helper()
	found := false
	b.Each(func(o fyne.CanvasObject) {
		if s, ok := o.(interface {
			AccessibilityLabel() string
			SetSelected(string)
		}); ok && strings.HasSuffix(s.AccessibilityLabel(), ": "+from) && !found {
			found = true
			s.SetSelected(to)
		}
	})
	if !found {
		b.T.Fatalf("no drop-down list shows %q", from)
	}
}

func TestEnterAndAClickOpenTheNoteInItsPlaceAndBackReturns(t *testing.T) {
	b := withNotes(t)
	article, unit := b.Screen.Article, b.Screen.Unit
	b.all("4 notes")
	b.wantRows("Café", "Local", "Wire", "Who")
	b.Keys("who says")
	b.Key(fyne.KeyReturn) // without waiting for the list
	b.Until("the note", func() bool { return !b.Screen.Dialog })
	if b.Screen.Article == article {
		t.Error("Enter does not open the article of the note")
	}
	b.Press(command.Key{Name: fyne.KeyLeft, Mod: fyne.KeyModifierAlt})
	if b.Screen.Article != article || b.Screen.Unit != unit {
		t.Errorf("Back leads to %s, unit %d", b.Screen.Article, b.Screen.Unit)
	}

	// A note in the open article leaves a stop, too.
	b.Session().MoveTo(7)
	b.all("1 of 4 notes")
	b.Key(fyne.KeyBackspace) // the words are selected
	b.wantRows("Café", "Local", "Wire", "Who")
	b.tap("Café talk.")
	if b.Screen.Dialog || b.Screen.Article != article || b.Screen.Unit != unit {
		t.Errorf("a click leads to %s, unit %d", b.Screen.Article, b.Screen.Unit)
	}
	b.Press(command.Key{Name: fyne.KeyLeft, Mod: fyne.KeyModifierAlt})
	if b.Screen.Unit != 7 {
		t.Errorf("Back leads to unit %d", b.Screen.Unit)
	}
}

// tap clicks the row of a note.
func (b *harness) tap(text string) {
	b.T.Helper()
	var row fyne.Tappable
	b.Each(func(o fyne.CanvasObject) {
		if r, ok := o.(interface {
			fyne.SecondaryTappable
			fyne.Tappable
			AccessibilityLabel() string
		}); ok && strings.HasPrefix(r.AccessibilityLabel(), text) {
			row = r
		}
	})
	if row == nil {
		b.T.Fatalf("no row shows %q: %q", text, b.rows())
	}
	test.Tap(row)
}

func TestANoteIsDeletedAndTheDeletionUndone(t *testing.T) {
	b := withNotes(t)
	b.all("4 notes")
	b.wantRows("Café", "Local", "Wire", "Who")
	b.Key(fyne.KeyDown, fyne.KeyDelete)
	b.wantRows("Café", "Wire", "Who")
	b.WantText("Note deleted. Press Ctrl+Z to undo.")
	b.ShortcutInEntry(&fyne.ShortcutUndo{})
	b.wantRows("Café", "Local", "Wire", "Who")
	var first fyne.SecondaryTappable
	b.Each(func(o fyne.CanvasObject) {
		if r, ok := o.(interface {
			fyne.SecondaryTappable
			fyne.Tappable
			AccessibilityLabel() string
		}); ok && first == nil {
			first = r
		}
	})
	first.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(300, 300)})
	b.Choose("Delete Note")
	b.wantRows("Local", "Wire", "Who")
	b.Saved()
	b.WantText("Note deleted. Press Ctrl+Z to undo.")
	b.ShortcutInEntry(&fyne.ShortcutUndo{})
	b.wantRows("Café", "Local", "Wire", "Who")
	b.Choose("Delete note")
	b.Until("three notes", func() bool { return len(b.rows()) == 3 })
	b.Key(fyne.KeyEscape)
	b.Press(command.Ctrl(fyne.KeyZ))
	b.all("4 notes")
}

// The driver reports a key that is held down as pressed once, and types it repeatedly.
func TestHoldingDeleteDeletesOneNote(t *testing.T) {
	b := withNotes(t)
	b.all("4 notes")
	b.Hold(fyne.KeyDelete, 3)
	b.wantRows("Local", "Wire", "Who")
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestANoteByAnotherAnalystIsMarkedAndNotDeleted(t *testing.T) {
	b := withNotes(t)
	doc := b.Session().Document()
	n := model.Note{ID: "theirs", Target: model.OnArticle(doc.ID), Analyst: "Oskar", Text: "Seen elsewhere.", Created: doc.ImportedAt, Updated: doc.ImportedAt}
	path := windowtest.Files(t, map[string]string{"set.json": "{}"}) + "/set.json"
	b.Desk().Sets[path] = []edit.Edit{edit.Of(record.NoteID(n.ID), nil, &n)}
	b.Dropped(fyne.NewPos(9, 9), []fyne.URI{storage.NewFileURI(path)})
	b.Until("the result of the load", func() bool { return b.Screen.Dialog })
	b.closeDialog()
	b.Saved()
	b.all("4 notes") // while it is hidden
	b.Key(fyne.KeyEscape)
	b.Menu("View", "Other Analysts' Work")
	b.all("5 notes")
	b.Keys("elsewhere")
	b.wantRows("Seen elsewhere.")
	if row := b.rows()[0]; !strings.Contains(row, "by Oskar") {
		t.Errorf("the row is %q", row)
	}
	b.Key(fyne.KeyBackspace)
	for range len("elsewher") {
		b.Key(fyne.KeyBackspace)
	}
	b.Until("all", func() bool { return len(b.rows()) == 5 })
	b.Key(fyne.KeyPageUp, fyne.KeyDelete)
	b.WantText("This note is by Oskar. You can delete only your own notes.")
	if len(b.rows()) != 5 {
		t.Error("the note is deleted")
	}
}

func TestAnEmptyListSaysHowToWriteANote(t *testing.T) {
	b := withSample(t)
	b.all("There are no notes yet. In an article, press N ")
	b.Keys("label:claim")
	b.WantText("Filters work only when you search all articles.")
	b.Key(fyne.KeyEscape)
}

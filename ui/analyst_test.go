package ui_test

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/windowtest"
)

// reopen closes the window and opens another one, as a restart of the program does.
func (b *harness) reopen() *harness {
	b.T.Helper()
	b.Saved()
	b.Menu("File", "Quit")
	b.Until("the window close", func() bool { return b.Closed })
	again := b.another()
	again.Start(nil)
	again.Until("the project", func() bool { return again.Screen.Article != "" })
	return again
}

func TestARenamedAnalystKeepsTheirWork(t *testing.T) {
	b := withSample(t)
	b.Keys("121")
	b.Rename("Ines Ferrat")
	b.WantText("Is Ines Ferrat the same person as Ines?")
	b.WantText("3 labels in this project are by “Ines”.")
	b.SamePerson()
	b.WantWork("Ines", 3)
	b.WantText("Ines is now Ines Ferrat in this project.")
	b.Keys("1") // the new label is stored under the first name too
	b.WantWork("Ines", 4)
	b.wantCalled("Ines", "Ines Ferrat")
	again := b.reopen()
	again.WantWork("Ines", 4)
	again.wantCalled("Ines", "Ines Ferrat")
	again.Rename("Ines Ferrat-Moll") // the name changes a second time
	again.SamePerson()
	again.WantWork("Ines", 4)
	last := again.reopen()
	last.WantWork("Ines", 4)
	last.wantCalled("Ines", "Ines Ferrat-Moll")
}

// wantCalled compares what the analyst with a stored name is called now, in the session
// and in the toolbar.
func (b *harness) wantCalled(stored, name string) {
	b.T.Helper()
	if got := b.Session().Called(stored); got != name {
		b.T.Errorf("%s is called %q; want %q", stored, got, name)
	}
	b.nameInToolbar(name)
}

// nameInToolbar returns the button with the analyst's name.
func (b *harness) nameInToolbar(name string) (found *panel.TipButton) {
	b.T.Helper()
	b.Each(func(o fyne.CanvasObject) {
		if button, ok := o.(*panel.TipButton); ok && button.Text == name {
			found = button
		}
	})
	if found == nil {
		b.T.Fatalf("the toolbar does not have the name %q", name)
	}
	return found
}

func TestARenamedAnalystIsCalledSoEverywhereAndUndoTakesItBack(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Key(fyne.KeyUp)
	b.Keys("n")
	b.Keys("Only one source.")
	b.Key(fyne.KeyEscape)
	b.Rename("Ines Ferrat")
	b.SamePerson()
	b.WantWork("Ines", 1)
	b.WantText("Claim · Ines Ferrat · ")
	b.WantText("Ines Ferrat · ") // under the note
	b.Menu("Edit", "History…")
	b.Choose("Show the whole project")
	b.Until("the history", func() bool { return b.Reads("Analyst renamed from Ines to Ines Ferrat") })
	b.WantText("Ines Ferrat, ")
	b.Key(fyne.KeyEscape)
	b.Search(`analyst:"ines ferrat"`, "1 sentence")
	b.Key(fyne.KeyEscape)
	b.Menu("Edit", "Undo")
	b.WantText("Undone: Rename Analyst")
	b.wantCalled("Ines", "Ines")
	b.Menu("Edit", "Redo")
	b.wantCalled("Ines", "Ines Ferrat")
	b.Saved()
}

// A project in which an earlier version kept the old name of the same person has no record
// of the new one. Undoing the rename leads to the same state.
func TestAProjectThatKeepsAFormerNameShowsTheNewOneOnceItIsOpened(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.Rename("Ines Ferrat")
	b.SamePerson()
	b.WantWork("Ines", 2)
	b.Menu("Edit", "Undo")
	b.wantCalled("Ines", "Ines")
	again := b.reopen()
	again.WantWork("Ines", 2)
	again.wantCalled("Ines", "Ines Ferrat")
	again.Saved()
}

func TestSomebodyWithTheFormerNameOfAnotherIsSomebodyElse(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.Rename("Ines Ferrat")
	b.SamePerson()
	b.WantWork("Ines", 2)
	b.Rename("Omar")
	b.SomebodyElse()
	b.WantWork("Omar", 0)
	b.Keys("1")
	b.Rename("Ines") // not Ines Ferrat
	b.WantText("Is Ines the same person as Omar?")
	b.SomebodyElse()
	b.WantWork("Ines (2)", 0)
	b.Saved()
}

func TestTheNameAtTheTopIsClickedToSwitch(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	test.Tap(b.nameInToolbar("Ines"))
	b.Until("the question", func() bool { return b.Reads("Who is working?") })
	b.WantText("1 label · working now")
	b.Key(fyne.KeyDown, fyne.KeyReturn) // somebody new
	b.Until("the question for the name", func() bool { return b.Reads("New analyst") })
	b.Keys("Omar")
	b.Key(fyne.KeyReturn)
	b.WantWork("Omar", 0)
	b.wantCalled("Omar", "Omar")
	b.WantText("You are now working as Omar. There is 1 label by Ines.")
	b.Saved()
}

// newAnalyst lets somebody new work, by keys.
func (b *harness) newAnalyst(name string) {
	b.T.Helper()
	b.Shortcut(windowtest.Ctrl(fyne.KeyU))
	b.Key(fyne.KeyEnd, fyne.KeyReturn)
	b.Keys(name)
	b.Key(fyne.KeyReturn)
}

// switchTo lets the analyst in a row of the dialog work, by keys.
func (b *harness) switchTo(row int) {
	b.T.Helper()
	b.Shortcut(windowtest.Ctrl(fyne.KeyU))
	b.Key(fyne.KeyHome)
	for range row {
		b.Key(fyne.KeyDown)
	}
	b.Key(fyne.KeyReturn)
}

func TestTwoAnalystsWorkInTurn(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.newAnalyst("Omar")
	b.WantWork("Omar", 0)
	b.WantText("Labels shown: Omar.")
	b.Session().MoveToFirst()
	b.Keys("333")
	b.WantWork("Omar", 3)
	b.switchTo(0) // Ines
	b.WantWork("Ines", 2)
	b.WantText("There are 3 labels by Omar.")
	b.Menu("Edit", "Undo: Tag as Quote") // her own change, although his are newer
	b.WantWork("Ines", 1)
	b.switchTo(1)
	b.WantWork("Omar", 3)
	again := b.reopen() // as the analyst who worked last, without a question
	again.WantWork("Omar", 3)
	again.Saved()
}

func TestSwitchingSavesTheNoteThatIsBeingTyped(t *testing.T) {
	b := withSample(t)
	b.newAnalyst("Omar")
	b.Keys("n")
	b.Keys("Half a word")
	b.ShortcutInEntry(windowtest.Ctrl(fyne.KeyU))
	b.Key(fyne.KeyHome, fyne.KeyReturn)
	b.WantWork("Ines", 0)
	if b.Reads("Half a word") {
		t.Error("Ines sees the note of Omar")
	}
	b.switchTo(1)
	b.WantText("Half a word")
	b.Saved()
}

func TestANameThatIsLikeAnotherAnalystsIsRefused(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.newAnalyst("iNES")
	b.WantText("“iNES” differs from Ines only in capitals, spaces or the form of its letters.")
	b.Key(fyne.KeyEscape)
	b.WantWork("Ines", 1)
	b.newAnalyst("Omar")
	b.Keys("1")
	b.WantWork("Omar", 1)
	b.Menu("Edit", "Change Your Name…")
	b.Keys("INES") // in place of the selected name
	b.Key(fyne.KeyReturn)
	b.WantText("“INES” differs from Ines only")
	b.Key(fyne.KeyEscape)
	b.Menu("Edit", "Change Your Name…")
	b.Keys("Omar Reyes")
	b.Key(fyne.KeyReturn)
	b.WantWork("Omar", 1)
	b.wantCalled("Omar", "Omar Reyes")
	b.newAnalyst("Ines") // the very name of an analyst is that analyst
	b.WantWork("Ines", 1)
	b.Saved()
}

// others lists what the window shows of the label and the note of Omar.
func (b *harness) others() (seen []string) {
	for name, text := range map[string]string{"margin": "\nOmar", "inspector": "Background · Omar", "note": "Omar doubts it."} {
		if b.Reads(text) || name == "margin" && slices.Contains(b.Texts(), "Omar") {
			seen = append(seen, name)
		}
	}
	slices.Sort(seen)
	return seen
}

func TestTheWorkOfOthersIsHiddenUntilItIsShown(t *testing.T) {
	b := withSample(t)
	b.newAnalyst("Omar")
	b.Session().MoveToFirst()
	b.Keys("n")
	b.Keys("Omar doubts it.")
	b.Key(fyne.KeyEscape)
	b.Keys("3")
	b.switchTo(0)
	b.Session().MoveToFirst()
	wants := func(when string, want ...string) {
		t.Helper()
		if got := b.others(); !slices.Equal(got, want) {
			t.Errorf("%s the window shows %q of Omar's work, want %q", when, got, want)
		}
	}
	wants("at first")
	b.Search("note:doubts", "No results.")
	b.Key(fyne.KeyEscape)
	b.Search("analyst:omar", "Other analysts' work is hidden. Press Shift+L to show it.")
	b.Key(fyne.KeyEscape)
	b.Search("analyst:omaar ", "There is no analyst “omaar”.")
	b.Key(fyne.KeyEscape)
	b.Menu("Edit", "History…")
	b.Choose("Show the whole project")
	b.Until("the history", func() bool { return b.Reads("Work of another analyst (hidden)") })
	if b.Reads("doubts") || b.Reads("Background: ") {
		t.Error("the history shows what Omar wrote")
	}
	b.Key(fyne.KeyEscape)
	b.Press(command.Shifted('l'))
	wants("once shown", "inspector", "margin", "note")
	b.WantHeard("Background by Omar", "Note by Omar: Omar doubts it.")
	b.Search("analyst:omar", "1 sentence")
	b.Key(fyne.KeyEscape)
	b.Menu("Edit", "Undo: Show Other Analysts' Work")
	wants("after undo")
	b.Menu("Edit", "Redo: Show Other Analysts' Work")
	wants("after redo", "inspector", "margin", "note")
	b.switchTo(1)
	b.switchTo(0) // each has a setting of their own
	wants("after switching to and fro", "inspector", "margin", "note")
	b.Press(command.Shifted('l'))
	wants("once hidden")
	b.Saved()
}

func TestNotesOfOthersAreReadAndNotEdited(t *testing.T) {
	b := withSample(t)
	b.newAnalyst("Omar")
	b.Session().MoveToFirst()
	b.Keys("n")
	b.Keys("Omar doubts it.")
	b.Key(fyne.KeyEscape)
	b.switchTo(0)
	b.Press(command.Shifted('l'))
	b.Session().MoveToFirst()
	b.Keys("n") // a note of her own
	b.Keys("Ines does not.")
	b.Key(fyne.KeyEscape)
	b.WantText("Omar doubts it.")
	b.WantText("Ines does not.")
	notes, err := b.Session().Notes(model.OnSentence(b.Session().Document().ID, b.Session().Document().Units[b.Session().Cursor()].Span))
	if err != nil || len(notes) != 2 || notes[0].Analyst != "Omar" || notes[0].Text != "Omar doubts it." {
		t.Errorf("the notes are %+v (%v)", notes, err)
	}
	b.Saved()
}

func TestUndoSaysWhoHasBuiltOnAChange(t *testing.T) {
	b := withSample(t)
	b.Session().MoveToFirst()
	at := b.Session().Document().Units[b.Session().Cursor()].Span
	if err := b.Session().Split(at.Start + 8); err != nil {
		t.Fatal(err)
	}
	b.newAnalyst("Omar")
	b.Keys("1")
	b.switchTo(0)
	b.Commands().Run("edit.undo")
	b.WantText("Omar has built on this since. Switch to Omar and undo that first.")
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestSomebodyElseStartsWithoutLabelsAndIsToldOfThem(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.Rename("Omar")
	b.SomebodyElse()
	b.WantWork("Omar", 0)
	b.WantText("Labels shown: Omar.")
	b.WantText("There are 2 labels by Ines. Other analysts' work is hidden. Press Shift+L to show it.")
	b.Keys("3")
	b.WantWork("Omar", 1)
	again := b.reopen() // the question is not repeated
	again.WantWork("Omar", 1)
	again.Rename("Ines") // is known
	again.WantWork("Ines", 2)
	again.WantText("There is 1 label by Omar.")
	again.Saved()
}

// The groups of the list change with the analyst before its rows do.
func TestSomebodyElseMayWorkWhileTheListIsSortedByProgress(t *testing.T) {
	b := withSample(t)
	b.Session().SetOrder(session.ByProgress)
	b.Keys("12")
	b.OpenRow(2)
	b.Keys("1")
	b.Rename("Omar")
	b.SomebodyElse()
	b.WantWork("Omar", 0)
	b.WantText("Not started  ·  5")
	b.Saved()
}

func TestANameThatIsNotAnsweredForStaysAsItWas(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.Rename("Omar")
	b.Key(fyne.KeyEscape)
	b.WantWork("Ines", 2)
	b.reopen().WantWork("Ines", 2)
}

func TestANewNameIsNotAskedAboutWhereThereIsNoWork(t *testing.T) {
	b := withSample(t)
	b.Rename("Omar")
	b.WantWork("Omar", 0)
	b.Keys("1")
	b.WantWork("Omar", 1)
	b.Saved()
}

// The name is changed in a project without labels. The question comes when a
// project with labels is opened.
func TestANameChangedElsewhereIsAskedAboutWhenAProjectIsOpened(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.Saved()
	first := b.Screen.Project
	second := filepath.Join(t.TempDir(), "other.assay")
	b.Menu("File", "New Project…")
	b.Answer(second)
	b.Until("the other project", func() bool { return b.Screen.Project == second })
	b.AddPaths([]string{windowtest.Files(t, map[string]string{"rain.txt": "Rain over Kesmere\n\nThe river rose on Tuesday. Nobody was hurt.\n"})})
	b.Until("the preview", func() bool { return b.Screen.Dialog })
	b.Key(fyne.KeyReturn)
	b.Until("the article", func() bool { return b.Screen.Articles == 1 && b.Screen.Article != "" && !b.Screen.Dialog })
	b.Rename("Omar") // the open project has no labels
	b.WantWork("Omar", 0)
	b.OpenProject(first)
	b.Until("the question", func() bool { return b.Reads("Is Omar the same person as Ines?") })
	b.SamePerson()
	b.WantWork("Ines", 2)
	b.Saved()
}

func TestTheWelcomePageAsksForTheNameAtTheFirstStart(t *testing.T) {
	b := opened(t)
	b.WantText("What is your name?")
	var name *control.Entry
	b.Each(func(o fyne.CanvasObject) {
		if e, ok := o.(*control.Entry); ok {
			name = e
		}
	})
	if name == nil || name.Text != "Ines" {
		t.Fatalf("the name that the system knows is not offered: %+v", name)
	}
	b.Keys("Ines Ferrat") // in place of the selected name
	b.OpenSample()
	if got := b.Session().Analyst(); got != "Ines Ferrat" {
		t.Errorf("the analyst is %q", got)
	}
	b.nameInToolbar("Ines Ferrat")
	b.Saved()
}

func TestANameThatNobodyAnsweredForIsThatOfTheSystemAndIsNotAskedAgain(t *testing.T) {
	b := withSample(t)
	b.nameInToolbar("Ines")
	if got := b.App.Preferences().String("analyst"); got != "Ines" {
		t.Errorf("the preferences have the name %q", got)
	}
	b.Saved()
}

func TestEnterAcceptsTheNameAtTheFirstStart(t *testing.T) {
	b := opened(t)
	b.WantText("What is your name?")
	b.Keys("Zoe Marsh") // in place of the name that the system knows
	b.Key(fyne.KeyReturn)
	if b.Reads("What is your name?") {
		t.Error("the question is still there")
	}
	b.OpenSample()
	b.WantWork("Zoe Marsh", 0)
	b.nameInToolbar("Zoe Marsh")
	b.Saved()
}

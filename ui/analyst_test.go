package ui_test

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model/session"
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

func TestTheNameAtTheTopIsClickedToChangeIt(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	test.Tap(b.nameInToolbar("Ines"))
	b.Until("the question", func() bool { return b.Reads("Who is working?") })
	b.Keys("Ines Ferrat") // in place of the selected name
	b.Key(fyne.KeyReturn)
	b.SamePerson()
	b.WantWork("Ines", 1)
	b.wantCalled("Ines", "Ines Ferrat")
	b.Saved()
}

func TestSomebodyElseStartsWithoutLabelsAndIsToldOfThem(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.Rename("Omar")
	b.SomebodyElse()
	b.WantWork("Omar", 0)
	b.WantText("Labels shown: Omar.")
	b.WantText("There are 2 labels by Ines. Press L to show them in the margin.")
	b.Keys("3")
	b.WantWork("Omar", 1)
	again := b.reopen() // the question is not repeated
	again.WantWork("Omar", 1)
	again.Rename("Ines") // returns to the old name
	again.SomebodyElse()
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
	name.SetText("")
	test.Type(name, "Ines Ferrat")
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

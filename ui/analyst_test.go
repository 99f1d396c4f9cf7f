package ui_test

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

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
	b.WantText("In this project your labels stay under the name Ines.")
	b.Keys("1") // the new label is under the old name too
	b.WantWork("Ines", 4)
	again := b.reopen()
	again.WantWork("Ines", 4)
	again.Rename("Ines Ferrat-Moll") // the name changes a second time
	again.SamePerson()
	again.WantWork("Ines", 4)
	again.reopen().WantWork("Ines", 4)
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

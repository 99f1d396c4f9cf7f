package main

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/coding"
)

// rename changes the name in the preferences and closes them.
func (b *harness) rename(to string) {
	b.t.Helper()
	b.menu("Edit", "Preferences…")
	name := b.Window.Window().Canvas().Focused().(interface {
		fyne.Focusable
		SetText(string)
	})
	name.SetText("")
	test.Type(name, to)
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// samePerson and somebodyElse answer the question whether the new name is the same
// person.
func (b *harness) samePerson() { b.key(fyne.KeyReturn) }

func (b *harness) somebodyElse() {
	b.Window.Window().Canvas().FocusNext()
	b.key(fyne.KeyReturn)
}

// wantWork fails the test unless the session works as analyst and has that many
// labels.
func (b *harness) wantWork(analyst string, labels int) {
	b.t.Helper()
	b.until("the trace", func() bool { return !b.screen.Dialog })
	if got := b.Session().Analyst(); got != analyst || b.screen.Total != labels {
		b.t.Errorf("the work shown is that of %q with %d labels; want %q with %d", got, b.screen.Total, analyst, labels)
	}
}

// reopen closes the window and opens another one, as a restart does.
func (b *harness) reopen() *harness {
	b.t.Helper()
	b.saved()
	b.menu("File", "Quit")
	b.until("the window to close", func() bool { return b.closed })
	again := newHarness(b.t, b.app)
	again.Start(nil)
	again.until("the project", func() bool { return again.screen.Article != "" })
	return again
}

func TestARenamedAnalystKeepsTheirWork(t *testing.T) {
	b := withSample(t)
	b.keys("121")
	b.rename("Ines Ferrat")
	b.wantText("Is Ines Ferrat the same person as Ines?")
	b.wantText("3 labels in this project are by “Ines”.")
	b.samePerson()
	b.wantWork("Ines", 3)
	b.wantText("In this project your labels stay under the name Ines.")
	b.keys("1") // new labels stand beside the old ones
	b.wantWork("Ines", 4)
	again := b.reopen()
	again.wantWork("Ines", 4)
	again.rename("Ines Ferrat-Moll") // a second time
	again.samePerson()
	again.wantWork("Ines", 4)
	again.reopen().wantWork("Ines", 4)
}

func TestSomebodyElseStartsWithoutLabelsAndIsToldOfThem(t *testing.T) {
	b := withSample(t)
	b.keys("12")
	b.rename("Omar")
	b.somebodyElse()
	b.wantWork("Omar", 0)
	b.wantText("Labels shown: Omar.")
	b.wantText("There are 2 labels by Ines. Press L to show them in the margin.")
	b.keys("3")
	b.wantWork("Omar", 1)
	again := b.reopen() // the question is not repeated
	again.wantWork("Omar", 1)
	again.rename("Ines") // back to the old name
	again.somebodyElse()
	again.wantWork("Ines", 2)
	again.wantText("There is 1 label by Omar.")
	again.saved()
}

func TestANameThatIsNotAnsweredForStaysAsItWas(t *testing.T) {
	b := withSample(t)
	b.keys("12")
	b.rename("Omar")
	b.key(fyne.KeyEscape)
	b.wantWork("Ines", 2)
	b.reopen().wantWork("Ines", 2)
}

func TestANewNameIsNotAskedAboutWhereThereIsNoWork(t *testing.T) {
	b := withSample(t)
	b.rename("Omar")
	b.wantWork("Omar", 0)
	b.keys("1")
	b.wantWork("Omar", 1)
	b.saved()
}

// If the name was changed while no project was open, the question comes when one is
// opened. Once the answer is that it is the same person, no other project asks.
func TestANameChangedElsewhereIsAskedAboutWhenAProjectIsOpened(t *testing.T) {
	b := withSample(t)
	b.keys("12")
	b.saved()
	first := b.screen.Project
	second := filepath.Join(t.TempDir(), "other.assay")
	b.menu("File", "New Project…")
	b.answer(second)
	b.until("the other project", func() bool { return b.screen.Project == second })
	b.AddPaths([]string{files(t, map[string]string{"rain.txt": "Rain over Kesmere\n\nThe river rose on Tuesday. Nobody was hurt.\n"})})
	b.until("what was recognised", func() bool { return b.screen.Dialog })
	b.key(fyne.KeyReturn)
	b.until("the article", func() bool { return b.screen.Articles == 1 && b.screen.Article != "" && !b.screen.Dialog })
	b.rename("Omar") // no project is open
	b.wantWork("Omar", 0)
	b.OpenProject(first)
	b.until("the question", func() bool { return b.reads("Is Omar the same person as Ines?") })
	b.samePerson()
	b.wantWork("Ines", 2)
	b.saved()
}

// withLabelsOf loads a set with labels by an analyst called Lea into a new project
// of Ines. The keys are those that Lea typed.
func withLabelsOf(t *testing.T, keys string) *harness {
	t.Helper()
	b := withSample(t)
	path, fresh := filepath.Join(t.TempDir(), "lea.json"), filepath.Join(t.TempDir(), "fresh.assay")
	b.rename("Lea")
	b.keys(keys)
	b.saved()
	b.menu("File", "Export Annotation Set…")
	b.answer(path)
	b.until("the end of the export", func() bool { return b.reads("were written to") })
	b.key(fyne.KeyReturn)
	b.menu("File", "New Project…")
	b.answer(fresh)
	b.until("the other project", func() bool { return b.screen.Project == fresh })
	b.rename("Ines")
	b.menu("File", "Load Annotation Set…")
	b.answer(path)
	b.until("the end of the load", func() bool { return b.reads("Annotation set loaded") })
	return b
}

func TestLabelsOfOthersInALoadedSetAreSaidAndShown(t *testing.T) {
	b := withLabelsOf(t, "121")
	b.wantText("Your own labels are those by Ines. There are 3 labels by Lea. Press L to show them in the margin.")
	b.key(fyne.KeyReturn)
	open(b, 0)
	b.Session().MoveToFirst()
	home := b.screen.Unit
	b.keys("2") // Lea's label is a claim
	b.saved()
	b.wantWork("Ines", 1)
	b.wantText("Labels shown: Ines. There are 3 labels by Lea.")
	if b.reads("≠") || b.reads("\nLea") {
		t.Error("they are in the margin before that is asked for")
	}
	ghosts := b.ghosts()
	b.keys("l")
	b.wantText("≠ Lea")
	b.wantText("Labels by other analysts are shown in the right margin. Press L to hide them.")
	// The text is narrower now, so fewer sentences may be visible.
	if got := b.ghosts(); len(got) < 3 || !strings.HasPrefix(ghosts, got) {
		t.Errorf("suggestions were %q and are %q", ghosts, got)
	}
	b.Session().MoveTo(home)
	b.wantText("Labels shown: Ines. There are 3 labels by Lea.")
	again := b.reopen()
	again.wantText("≠ Lea") // the setting is remembered
	again.keys("l")
	if again.reads("≠ Lea") {
		t.Error("they are not hidden again")
	}
	again.shortcut(&fyne.ShortcutUndo{}) // undoes the label
	again.shortcut(&fyne.ShortcutUndo{}) // undoes the load
	again.until("nothing of Lea's labels", func() bool { return !again.reads("labels by Lea") })
}

func TestLabelsAreCountedByAnalyst(t *testing.T) {
	b := withSample(t)
	b.keys("121")
	b.rename("Omar")
	b.somebodyElse()
	b.keys("3")
	b.saved()
	p, err := storage.Open(b.screen.Project, storage.Options{ReadOnly: true, Encode: coding.Encode})
	if err == nil {
		t.Cleanup(func() { _ = p.Close() })
		for except, want := range map[string]map[string]int{
			"": {"Ines": 3, "Omar": 1}, "Ines": {"Omar": 1}, "Omar": {"Ines": 3}, "Lea": {"Ines": 3, "Omar": 1},
		} {
			got, err := p.Labels(except)
			if err != nil || len(got) != len(want) || got["Ines"] != want["Ines"] || got["Omar"] != want["Omar"] {
				t.Errorf("without %q there are %v, %v; want %v", except, got, err, want)
			}
		}
	}
}

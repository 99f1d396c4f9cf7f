package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model/edit"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

func TestWorkIsThereAfterClosingAndReopening(t *testing.T) {
	b := withSample(t)
	b.Keys("1212")
	b.Keys("n")
	b.Keys("Not saved yet when the window closes")
	b.Menu("File", "Quit")
	b.Until("the window close", func() bool { return b.Closed })
	was := b.Screen

	again := newHarness(t, b.App)
	again.Start(nil)
	again.Until("the project", func() bool { return again.Screen.Article != "" })
	now := again.Screen
	if now.Project != was.Project || now.Total != 4 || now.Notes != 1 || now.Article != was.Article {
		t.Errorf("after reopening the state is %+v, before it was %+v", now, was)
	}
	// Undo continues with the last change before the restart, the note.
	again.Shortcut(&fyne.ShortcutUndo{})
	if again.Screen.Notes != 0 || again.Screen.Total != 4 {
		t.Errorf("after undo the state is %+v", again.Screen)
	}
	again.Shortcut(&fyne.ShortcutUndo{})
	if again.Screen.Total != 3 {
		t.Errorf("after a second undo the state is %+v", again.Screen)
	}
	again.Saved()
}

func TestAFolderIsAddedAndWhatCannotBeIsNamed(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	folder := windowtest.Files(t, map[string]string{
		"rain.txt":  "Rain over Kesmere\n\nThe river rose on Tuesday. Nobody was hurt.\n",
		"empty.txt": "",
	})
	b.AddPaths([]string{folder})
	b.Until("the preview", func() bool { return b.Screen.Dialog })
	b.WantText("empty.txt")
	b.WantText("cannot be added")
	b.WantText("Add 1 article")
	b.Key(fyne.KeyReturn)
	b.Until("the article", func() bool { return b.Screen.Articles == 1 && b.Screen.Article != "" })
	b.Keys("1")
	if b.Screen.Total != 1 {
		t.Errorf("the article cannot be tagged: %+v", b.Screen)
	}
	b.Saved()

	// Adding the folder a second time adds nothing.
	b.AddPaths([]string{folder})
	b.Until("the preview", func() bool { return b.Screen.Dialog })
	b.WantText("already in the project")
	b.WantText("There is nothing to add")
	b.Key(fyne.KeyEscape)
	if b.Session().Articles() != 1 {
		t.Errorf("there are %d articles", b.Session().Articles())
	}
}

func TestAnAnnotationSetIsExported(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.export()
	path := filepath.Join(t.TempDir(), "mine")
	b.Answer(path) // the path has no extension
	b.Until("the end of the export", func() bool { return b.Reads("Export finished") })
	b.WantText("5 articles")
	b.WantText("2 labels")
	data, err := os.ReadFile(path + ".json")
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Validate(t, data)
	b.Key(fyne.KeyReturn)
	if b.Window.Window().Canvas().Overlays().Top() != nil {
		t.Error("Enter does not close the report")
	}
}

// The set comes from a computer with a wrong clock. It is in UTF-16, which makes no
// difference.
func TestASetOfTheFutureIsLoadedWithAWarning(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.export()
	path := filepath.Join(t.TempDir(), "mine.json")
	b.Answer(path)
	b.Until("the end of the export", func() bool { return b.Reads("Export finished") })
	b.Key(fyne.KeyReturn)
	set, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	future := regexp.MustCompile(`"time": "[^"]*"`).ReplaceAllString(string(set), `"time": "2931-02-03T12:00:00Z"`)
	raw, err := coding.Encode(future, coding.UTF16LEBOM)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	b.drop(path)
	b.Until("the end of the load", func() bool { return b.Reads("Annotation set loaded") })
	b.WantText("1 label or note has a date in the future, 3 February 2931,")
	b.Key(fyne.KeyReturn)
	b.Saved()
}

func TestAProjectThatIsOpenElsewhereIsRefusedWithTheWayOut(t *testing.T) {
	b := withSample(t)
	b.Saved()
	other := newHarness(t, b.App)
	other.OpenProject(b.Screen.Project)
	other.Until("the message", func() bool { return other.Reads("close it there") })
	if other.Session() != nil {
		t.Error("the project is open twice")
	}
	other.Key(fyne.KeyReturn)
	other.WantText("Open the sample project")
}

func TestAFullDiskStopsEditingAndSaysSoUntilItIsOver(t *testing.T) {
	atHome(t)
	full := &windowtest.Failing{Desk: desk{}}
	b := newHarnessAt(t, nil, full)
	b.Button("Open the sample project")
	b.Until("the sample corpus", func() bool { return b.Screen.Articles == 5 && b.Screen.Article != "" })
	b.Keys("1")
	b.Saved()

	full.Report(errors.New("no space left on device"))
	b.Until("the failed save", func() bool { return b.Screen.Saved == "Not saved" })
	b.WantText("No space left on device.")
	unit := b.Screen.Unit
	b.Keys("1")
	b.Keys("x")
	b.Shortcut(&fyne.ShortcutUndo{})
	if b.Screen.Total != 1 || b.Screen.Unit != unit {
		t.Errorf("editing changed the state to %+v", b.Screen)
	}
	b.WantText("Nothing can be changed until your work is saved.")
	b.Key(fyne.KeyDown)
	if b.Screen.Unit == unit {
		t.Error("Down does not move to the next sentence")
	}
	b.Menu("File", "Quit")
	b.WantText("Close without saving")
	b.Key(fyne.KeyEscape) // Esc is the safe answer
	if b.Closed || b.Session() == nil {
		t.Fatal("the window closed")
	}

	b.Button("Try again")
	full.Report(nil)
	b.Saved()
	if b.Reads("No space left on device.") {
		t.Error("the banner still shows after saving")
	}
	b.Keys("1")
	if b.Screen.Total != 2 {
		t.Errorf("editing does not work after saving: %+v", b.Screen)
	}
	b.Saved()
}

// harbour is an article of four sentences, the first three with suggestions.
const harbour = "“We saw it coming,” the harbour master said. The ferry was built in 1931 and mended in 2020. The pier costs $3 million. Rain fell."

// Suggestions must be neither in the project nor in an export.
func TestWhatIsSuggestedIsInNoFile(t *testing.T) {
	b := withText(t, harbour)
	if b.Screen.Suggested == "" {
		t.Fatal("there is no suggestion")
	}
	export := func() string {
		path := filepath.Join(t.TempDir(), "set.json")
		b.export()
		b.Answer(path)
		b.Until("the end of the export", func() bool { return b.Reads("Export finished") })
		b.Key(fyne.KeyReturn)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if set := export(); strings.Contains(set, `"label"`) {
		t.Errorf("the set holds a label:\n%s", set)
	}
	b.Shortcut(windowtest.Ctrl(fyne.KeyReturn))
	b.Saved()
	if set := export(); strings.Count(set, `"label"`) != 3 {
		t.Errorf("after accepting the set does not hold 3 labels:\n%s", set)
	}
	if history, err := b.Session().SentenceHistory(1); err != nil || len(history) != 0 {
		t.Errorf("the last sentence has a history: %v, %v", history, err)
	}
	b.Key(fyne.KeyHome)
	history, err := b.Session().SentenceHistory(1)
	if err != nil || len(history) != 1 || history[0].Verb != edit.Accept {
		t.Errorf("the history is %+v, %v", history, err)
	}
}

func TestWhatWasFoundIsExportedAsATableOrASet(t *testing.T) {
	b := withSample(t)
	b.Search("river ", "sentences in")
	for name, begins := range map[string]string{"found.csv": "\ufeffarticle", "found.json": "{"} {
		path := filepath.Join(t.TempDir(), name)
		b.ShortcutInEntry(windowtest.ShortcutOf(command.CtrlShift(fyne.KeyX)))
		b.Until("the question where to export", func() bool { return b.Reads("Export results") })
		b.Answer(path)
		b.Until("the report of the export", func() bool { return b.Reads(path) && b.Reads("Export finished") })
		b.Key(fyne.KeyEscape)
		data, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(data), begins) || !strings.Contains(strings.ToLower(string(data)), "river") {
			t.Errorf("%s begins with %.40q: %v", name, data, err)
		}
	}
	b.Key(fyne.KeyEscape)
}

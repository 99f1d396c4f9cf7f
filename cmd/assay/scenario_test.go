package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"assay.app/assay/assets"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/ui/uitest"
)

// program returns the path of the program: ASSAY_BIN, or a program built for this
// test.
func program(t *testing.T) string {
	t.Helper()
	if bin := os.Getenv("ASSAY_BIN"); bin != "" {
		path, err := filepath.Abs(bin)
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	path := filepath.Join(t.TempDir(), "assay")
	cmd := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", path, ".")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	return path
}

// outFolder returns the folder for pictures and the exported set: ASSAY_OUT, or a
// temporary folder.
func outFolder(t *testing.T) string {
	t.Helper()
	out := os.Getenv("ASSAY_OUT")
	if out == "" {
		return t.TempDir()
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		t.Fatal(err)
	}
	return out
}

// sampleFolder writes the sample corpus into a new folder and returns the folder's
// path.
func sampleFolder(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "Kesmere")
	if err := os.CopyFS(folder, assets.Sample()); err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestTheMainJobInARealWindow works with the keyboard in a real window. It adds
// five articles, tags every sentence, writes notes, and undoes and redoes an edit.
// It kills the process as soon as the screen shows Saved. After a restart it checks
// that everything is still there, and exports it.
func TestTheMainJobInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	bin, out, home := program(t), outFolder(t), t.TempDir()
	shot := func(app *uitest.App, name string) { app.Shot(filepath.Join(out, name+".png")) }

	// Given the sample corpus, opened from the command line.
	app := display.Start(t, bin, home, sampleFolder(t))
	app.See("the preview", func(s uitest.State) bool { return s.Dialog })
	shot(app, "1-recognised")
	app.Press("Return")
	app.See("five articles", func(s uitest.State) bool { return s.Articles == 5 && s.Article != "" && !s.Dialog })
	shot(app, "2-five-articles")

	// When every sentence is tagged with the keyboard.
	sentences := tagEverything(t, app, func(article int) { shot(app, fmt.Sprintf("3-article-%d", article)) })

	// And notes are written on a sentence, an article and an outlet.
	for i, key := range []string{"n", "a", "o"} {
		app.Press(key)
		app.See("the focus in a note", func(s uitest.State) bool { return s.Writing })
		app.Type(fmt.Sprintf("Reported by one outlet only; check against the other %d.", i+2))
		app.Press("Escape")
		app.See("the note saved", func(s uitest.State) bool { return !s.Writing && s.Saved == "Saved" })
	}
	shot(app, "4-notes")
	// The number of notes does not include notes on outlets.
	if s := app.Now(); s.Notes != 2 {
		t.Errorf("the articles have %d notes, want 2", s.Notes)
	}

	// And a label is cleared, restored by undo, cleared by redo and restored again.
	app.Press("0")
	app.See("one label fewer", func(s uitest.State) bool { return s.Total == sentences-1 })
	app.Press("ctrl+z")
	app.See("the label restored", func(s uitest.State) bool { return s.Total == sentences })
	app.Press("ctrl+shift+z")
	app.See("the label cleared again", func(s uitest.State) bool { return s.Total == sentences-1 })
	app.Press("ctrl+z")
	app.See("the label restored and saved", func(s uitest.State) bool { return s.Total == sentences && s.Saved == "Saved" })

	// And a sentence is split, and another article is opened beside this one.
	sentences = splitAndMerge(t, app, sentences)
	shot(app, "5-split")
	besideEachOther(t, app, func() { shot(app, "6-beside") })
	saved := app.See("everything saved", func(s uitest.State) bool { return s.Total == sentences && s.Saved == "Saved" })

	// And the process is killed as soon as the screen shows Saved.
	app.Kill()

	// Then everything is still there.
	app = display.Start(t, bin, home, saved.Project)
	again := app.See("the project", func(s uitest.State) bool { return s.Article != "" })
	if again.Total != sentences || again.Notes != 2 || again.Articles != 5 {
		t.Errorf("after the kill there are %d labels, %d notes, %d articles; want %d, 2, 5",
			again.Total, again.Notes, again.Articles, sentences)
	}
	shot(app, "7-reopened")
	// Undo also works for changes made before the kill.
	app.Press("ctrl+z")
	app.See("the undo of the split before the kill", func(s uitest.State) bool { return s.Total == sentences-1 })
	app.Press("ctrl+shift+z")
	app.See("the redo of the split", func(s uitest.State) bool { return s.Total == sentences && s.Saved == "Saved" })

	// And the annotation set can be exported with the keyboard.
	export(t, app, filepath.Join(out, "annotations.json"), sentences, 3)
	shot(app, "8-exported")
	quit(t, app)
	t.Logf("%d sentences; pictures and the annotation set are in %s", sentences, out)
}

// splitAndMerge splits a labelled sentence with the keyboard, merges the halves,
// and splits the sentence again. It returns the new number of labels, because both
// halves keep the label.
func splitAndMerge(t *testing.T, app *uitest.App, sentences int) int {
	t.Helper()
	app.Press("Home")
	for app.Now().Label == "" { // a unit that is set aside has no label
		from := app.Now().Unit
		app.Press("j")
		app.See("the next unit", func(s uitest.State) bool { return s.Unit == from+1 })
	}
	split := func() {
		app.Press("s")
		first := app.See("the caret", func(s uitest.State) bool { return s.Caret > 0 })
		app.Press("ctrl+Left")
		app.See("the caret a letter before", func(s uitest.State) bool { return s.Caret > 0 && s.Caret < first.Caret })
		app.Press("Right")
		app.See("the caret at the word again", func(s uitest.State) bool { return s.Caret == first.Caret })
		app.Press("Return")
		app.See("one sentence more", func(s uitest.State) bool { return s.Total == sentences+1 && s.Caret == 0 })
	}
	split()
	app.Press("m")
	app.See("one sentence fewer", func(s uitest.State) bool { return s.Total == sentences && !s.Dialog })
	split()
	return sentences + 1
}

// besideEachOther opens a second reader, switches between the readers, and closes
// the second one. It calls half while both are open.
func besideEachOther(t *testing.T, app *uitest.App, half func()) {
	t.Helper()
	before := app.Now()
	app.Press("bracketleft")
	app.See("the article before", func(s uitest.State) bool { return s.Article != before.Article })
	app.Press("ctrl+backslash")
	second := app.See("the second reader", func(s uitest.State) bool { return s.Places == 2 && s.Active == 1 && s.Article == before.Article })
	app.Press("j")
	app.See("the next sentence in it", func(s uitest.State) bool { return s.Unit == second.Unit+1 })
	half()
	app.Press("F6")
	first := app.See("the first reader active", func(s uitest.State) bool { return s.Active == 0 && s.Beside == before.Article })
	app.Press("ctrl+Tab")
	app.See("the second reader active", func(s uitest.State) bool { return s.Active == 1 && s.Unit == second.Unit+1 })
	app.Press("ctrl+backslash")
	app.See("one reader", func(s uitest.State) bool { return s.Places == 1 && s.Article == first.Article })
	app.Press("alt+Left") // back to the article that was open before
	app.See("the article and sentence from before", func(s uitest.State) bool { return s.Article == before.Article && s.Unit == before.Unit })
}

// TestRealArticlesInARealWindow tags and exports five real articles. It is skipped
// if they are not available.
func TestRealArticlesInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	corpus, err := filepath.Abs("../../../shared/corpus")
	if err != nil {
		t.Fatal(err)
	}
	if files, _ := filepath.Glob(filepath.Join(corpus, "*.txt")); len(files) != 5 {
		t.Skipf("%s does not have five articles", corpus)
	}
	display := uitest.NewDisplay(t, 1440, 900)
	app := display.Start(t, program(t), t.TempDir(), corpus)
	app.See("the preview", func(s uitest.State) bool { return s.Dialog })
	app.Press("Return")
	app.See("five articles", func(s uitest.State) bool { return s.Articles == 5 && s.Article != "" && !s.Dialog })
	sentences := tagEverything(t, app, func(int) {})
	export(t, app, filepath.Join(t.TempDir(), "real.json"), sentences, 0)
	quit(t, app)
	t.Logf("%d sentences of real articles tagged with as many keys", sentences)
}

// export exports the annotation set to path with the keyboard and checks the file.
func export(t *testing.T, app *uitest.App, path string, sentences, notes int) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	app.Press("ctrl+e")
	const filter = "Format, tool or file ending"
	app.See("the formats", func(s uitest.State) bool { return s.Focus == filter })
	app.Press("Return")
	app.See("the question where to export", func(s uitest.State) bool { return s.Writing && s.Focus != filter })
	app.Press("ctrl+a")
	app.Type(path)
	app.Press("Return")
	app.See("the export", func(s uitest.State) bool {
		_, err := os.Stat(path)
		return err == nil && s.Dialog && !s.Writing
	})
	checkSet(t, path, sentences, notes)
}

// quit closes the last dialog and the program.
func quit(t *testing.T, app *uitest.App) {
	t.Helper()
	app.Press("Return")
	app.See("the dialog closed", func(s uitest.State) bool { return !s.Dialog })
	app.Press("ctrl+q")
	if code := app.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
}

// tagEverything tags all sentences of five articles and returns their number. It
// checks that each label takes one key, and moving to each further article one
// more. It calls half in the middle of the first two articles.
func tagEverything(t *testing.T, app *uitest.App, half func(article int)) int {
	t.Helper()
	labels := []string{"1", "2", "c", "3", "q", "b"}
	before, total := app.Presses(), 0
	for article := 1; article <= 5; article++ {
		start := app.Now()
		for i := range start.Sentences {
			if i == start.Sentences/2 && article <= 2 {
				half(article)
			}
			app.Press(labels[(i+article)%len(labels)])
			app.See("the label", func(s uitest.State) bool { return s.Article == start.Article && s.Tagged == i+1 })
		}
		total += start.Sentences
		if article < 5 {
			app.Press("space")
			app.See("the next article", func(s uitest.State) bool { return s.Article != start.Article && s.Tagged == 0 })
		}
	}
	app.See("everything saved", func(s uitest.State) bool { return s.Total == total && s.Saved == "Saved" })
	if presses := app.Presses() - before; presses != total+4 {
		t.Errorf("tagging %d sentences took %d keys", total, presses)
	}
	return total
}

// checkSet checks that an annotation set has the given number of sentences, as many
// labels, and the given number of notes.
func checkSet(t *testing.T, path string, sentences, wantNotes int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Validate(t, data)
	var set struct {
		Outlets  []struct{ Notes []json.RawMessage }
		Articles []struct {
			Notes     []json.RawMessage
			Sentences []struct {
				Annotations []json.RawMessage
				Notes       []json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(data, &set); err != nil {
		t.Fatal(err)
	}
	var got, labels, notes int
	for _, o := range set.Outlets {
		notes += len(o.Notes)
	}
	for _, a := range set.Articles {
		got += len(a.Sentences)
		notes += len(a.Notes)
		for _, s := range a.Sentences {
			labels += len(s.Annotations)
			notes += len(s.Notes)
		}
	}
	if got != sentences || labels != sentences || notes != wantNotes {
		t.Errorf("the set holds %d sentences, %d labels, %d notes; want %d, %d, %d",
			got, labels, notes, sentences, sentences, wantNotes)
	}
}

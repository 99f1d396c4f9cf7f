package main

import (
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/ui/uitest"
)

// asRead holds the labels that the test gives the sentences of the sample's second
// article, one letter per sentence: c for claim, q for quote. Two of the labels
// differ from the suggestions. Three sentences have no suggestion.
const asRead = "c" + "ccc" + "cqqc" + "cqq" + "ccqq" + "ccc" + "cc" + "ccc"

// TestSuggestionsAreAcceptedInARealWindow accepts suggestions one by one and all at
// once, undoes that, and kills the program. After a restart it tags the article
// with the help of the suggestions and counts the keys. After a second kill it
// checks the labels.
func TestSuggestionsAreAcceptedInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	bin, out, home := program(t), outFolder(t), t.TempDir()
	preferIn(t, home, map[string]any{"still": true}) // a blinking caret would keep the window from coming to rest
	app := display.Start(t, bin, home, sampleFolder(t))
	shot := func(name string) { app.Picture(filepath.Join(out, name+".png"), 1440, 900) }
	app.See("the preview", func(s uitest.State) bool { return s.Dialog })
	app.Press("Return")
	first := app.See("five articles", func(s uitest.State) bool { return s.Articles == 5 && s.Article != "" && !s.Dialog })
	app.Press("bracketright")
	start := app.See("a suggestion", func(s uitest.State) bool { return s.Article != first.Article && s.Suggested == "claim" })
	shot("suggestions-1")

	// Show the reason for a suggestion. Accept the suggestion and undo that.
	app.Press("y")
	app.See("the reason", func(s uitest.State) bool { return s.Dialog })
	shot("suggestions-2-why")
	app.Press("Escape")
	app.See("the article", func(s uitest.State) bool { return !s.Dialog })
	app.Press("Return")
	app.See("the next sentence", func(s uitest.State) bool { return s.Tagged == 1 && s.Unit == start.Unit+1 && s.Suggested == "claim" })
	app.Press("ctrl+z")
	app.See("the suggestion again", func(s uitest.State) bool { return s.Tagged == 0 && s.Unit == start.Unit && s.Suggested == "claim" })

	// Accept all suggestions, and revert that with one undo.
	app.Press("ctrl+Return")
	app.See("all of them accepted", func(s uitest.State) bool {
		return s.Tagged == 20 && strings.HasPrefix(s.Notice, "20 suggestions accepted.")
	})
	shot("suggestions-3-all")
	app.Press("ctrl+z")
	saved := app.See("no labels", func(s uitest.State) bool { return s.Total == 0 && s.Saved == "Saved" })

	// The file has none of the labels.
	app.Kill()
	app = display.Start(t, bin, home, saved.Project)
	again := app.See("the article", func(s uitest.State) bool { return s.Article == start.Article })
	if again.Total != 0 || again.Sentences != len(asRead) {
		t.Errorf("after the kill the state is %+v", again)
	}

	// Tag the article as an analyst would: accept all suggestions, label the
	// remaining sentences, and correct two suggestions at the end.
	keys := []string{"ctrl+Return", "1", "2", "1", "End", "1", "k", "1"}
	app.Press("Home")
	app.See("the first sentence", func(s uitest.State) bool { return s.Unit == start.Unit })
	before := app.Presses()
	for _, key := range keys {
		was := app.Now()
		app.Press(key)
		app.See("the effect of "+key+" on the state", func(s uitest.State) bool { return s.Unit != was.Unit || s.Label != was.Label })
	}
	done := app.See("the article done", func(s uitest.State) bool { return s.Tagged == len(asRead) && s.Saved == "Saved" })
	used := app.Presses() - before
	shot("suggestions-4-done")
	app.Kill()

	// After another restart, all labels are there.
	app = display.Start(t, bin, home, done.Project)
	app.See("the labels", func(s uitest.State) bool { return s.Tagged == len(asRead) })
	read := ""
	for i := range asRead {
		app.Press([]string{"Home", "j"}[min(i, 1)])
		read += app.See("the next sentence", func(s uitest.State) bool { return s.Unit == start.Unit+i }).Label[:1]
	}
	if read != asRead {
		t.Errorf("the labels are %s, want %s", read, asRead)
	}
	if used != 8 {
		t.Errorf("tagging took %d keys, want 8", used)
	}
	app.Press("ctrl+q")
	if code := app.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
	t.Logf("%d sentences took %d keys with suggestions, and take one each without; pictures are in %s", len(asRead), used, out)
}

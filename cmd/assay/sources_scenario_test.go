package main

import (
	"path/filepath"
	"testing"

	"assay.app/assay/ui/uitest"
)

// TestSourcesAreJudgedByKeysInARealWindow labels and attributes the sentences of an article
// as suggested, grades its outlet and each sentence, and goes on in Sources. It counts the
// keys for a sentence.
func TestSourcesAreJudgedByKeysInARealWindow(t *testing.T) {
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
	app.See("five articles", func(s uitest.State) bool { return s.Articles == 5 && s.Article != "" && !s.Dialog })

	before := app.Presses()
	start := app.Now()
	for done := 0; done < start.Sentences; done++ {
		key := "Return"
		if app.Now().Suggested == "" {
			key = "3"
		}
		app.Press(key)
		app.See("the next label", func(s uitest.State) bool { return s.Tagged == done+1 })
	}
	app.Press("Home", "r", "r", "r", "b") // the letter of the outlet
	app.Press("Escape", "r")
	at := app.See("the first sentence", func(s uitest.State) bool { return s.Unit == start.Unit })
	for range start.Sentences - 1 {
		app.Press("2", "j")
		was := at.Unit
		at = app.See("the next sentence", func(s uitest.State) bool { return s.Unit > was })
	}
	app.Press("2")
	app.Press("Escape")
	t.Logf("%.1f keys for each of %d sentences", float64(app.Presses()-before)/float64(start.Sentences), start.Sentences)
	shot("sources-1-graded")

	// In Sources, keys act on the voice, again and again.
	app.Press("ctrl+3")
	for range 2 {
		app.Press("F2")
		app.See("the name of the voice", func(s uitest.State) bool { return s.Dialog && s.Writing })
		app.Press("Escape")
		app.See("the table", func(s uitest.State) bool { return !s.Dialog })
	}
	shot("sources-2-voices")
	app.Press("bracketright", "r")
	app.See("the grade of an outlet", func(s uitest.State) bool { return s.Dialog })
	shot("sources-3-grade")
	app.Press("Escape")
	app.See("the outlets", func(s uitest.State) bool { return !s.Dialog })
	shot("sources-4-outlets")
	app.Press("ctrl+1")
	app.See("everything saved", func(s uitest.State) bool { return s.Saved == "Saved" })
	app.Press("ctrl+q")
	if code := app.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
}

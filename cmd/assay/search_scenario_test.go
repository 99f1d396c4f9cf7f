package main

import (
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/ui/uitest"
)

// TestWhatIsSaidElsewhereIsFoundInARealWindow searches for a word and goes through
// the hits. It tags all hits of another search, undoes that, and opens an article
// by name. It counts the keys of one task: find the untagged sentences that mention
// a word, and tag them all as claims.
func TestWhatIsSaidElsewhereIsFoundInARealWindow(t *testing.T) {
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
	found := func(what, text string) uitest.State {
		return app.See(what, func(s uitest.State) bool { return strings.Contains(s.Found, text) })
	}

	// The search runs while the analyst types. The analyst opens a hit and goes on
	// to the following hits, into another article and back.
	app.Press("ctrl+shift+f")
	app.See("the search", func(s uitest.State) bool { return s.Dialog && s.Writing })
	app.Type("water ")
	found("the sentences", "sentences in 5 articles.")
	shot("search-1-found")
	app.Press("Down", "Return")
	first := app.See("a hit", func(s uitest.State) bool { return !s.Dialog && s.Hit == 2 })
	shot("search-2-walk")
	here, hit := first, first.Hit
	for here.Article == first.Article {
		app.Press("F3")
		hit++
		here = app.See("the next hit", func(s uitest.State) bool { return s.Hit == hit })
	}
	app.Press("shift+F3")
	app.See("the hit before", func(s uitest.State) bool { return s.Hit == hit-1 && s.Article == first.Article })
	app.Press("Escape")
	app.See("the end of the walk", func(s uitest.State) bool { return s.Hit == 0 })

	// The search opens again with the same query. A filter narrows it.
	app.Press("ctrl+shift+f")
	found("the same result again", "sentences in 5 articles.")
	app.Press("End")
	app.Type("out")
	app.Press("Tab")
	app.Type("echo")
	app.Press("Return")
	found("the hits of one outlet", "in 1 article.")
	shot("search-3-filter")
	app.Press("Escape")
	app.See("the article", func(s uitest.State) bool { return !s.Dialog })

	// Tag all untagged hits as claims.
	before := app.Presses()
	app.Press("ctrl+shift+f")
	app.See("the search", func(s uitest.State) bool { return s.Dialog && s.Writing })
	app.Type("gate untagged")
	found("the untagged hits", "sentences in")
	app.Press("ctrl+t")
	app.See("the labels to choose from", func(s uitest.State) bool { return s.Dialog && !s.Writing })
	shot("search-4-tag")
	app.Press("1")
	tagged := app.See("the labels", func(s uitest.State) bool { return s.Total > 5 && !s.Dialog })
	if !strings.Contains(tagged.Notice, "tagged as Claim") {
		t.Errorf("the notice is %q", tagged.Notice)
	}
	if used := app.Presses() - before; used != 3 {
		t.Errorf("the task took %d keys besides the typed words, want 3", used)
	}
	app.See("Saved", func(s uitest.State) bool { return s.Saved == "Saved" })
	app.Press("ctrl+shift+f")
	found("no hit left", "No results.")
	app.Press("Escape")
	app.See("the article", func(s uitest.State) bool { return !s.Dialog })
	app.Press("ctrl+z")
	app.See("no labels", func(s uitest.State) bool { return s.Total == 0 })

	// Open another article by a word of its name.
	was := app.Now().Article
	app.Press("ctrl+k")
	app.See("the palette", func(s uitest.State) bool { return s.Dialog && s.Writing })
	app.Type("sluice")
	app.Press("Return")
	app.See("another article", func(s uitest.State) bool { return !s.Dialog && s.Article != was })
	app.See("Saved", func(s uitest.State) bool { return s.Saved == "Saved" })
	app.Press("ctrl+q")
	if code := app.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
}

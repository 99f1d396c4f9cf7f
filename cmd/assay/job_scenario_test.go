package main

import (
	"path/filepath"
	"testing"

	"assay.app/assay/ui/trace"
	"assay.app/assay/ui/uitest"
)

// TestTheJobByMouseAloneInARealWindow does the main job without a key, except for the
// words of a note. From the first start it opens the sample project, labels every
// sentence, writes a note, and exports the annotation set.
func TestTheJobByMouseAloneInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	b, home := startTwins(t, "Results")
	shot := func(name string) { b.real.Shot(filepath.Join(outFolder(t), "mouse-"+name+".png")) }
	shot("1-welcome")
	b.click("Open the sample project")
	b.see("five articles", func(s trace.State) bool { return s.Articles == 5 && s.Article != "" && !s.Dialog })

	// A click on a suggested letter accepts the suggestion.
	b.clickMark(suggestedLetter)
	b.see("the suggestion accepted", func(s trace.State) bool { return s.Total == 1 })
	shot("2-accepted")

	// A note is written beside the text, and opened again with its mark.
	b.click("Add note")
	b.see("the focus in a note", func(s trace.State) bool { return s.Writing })
	const note = "One outlet only."
	b.real.Type(note)
	b.twin.Keys(note)
	noted := b.see("the note", func(s trace.State) bool { return s.Notes == 1 })
	b.clickMark(suggestedLetter)
	b.see("the next suggestion accepted", func(s trace.State) bool { return s.Total == 2 && !s.Writing && s.Saved == "Saved" })
	b.clickMark(noteMark)
	b.see("the note again", func(s trace.State) bool { return s.Writing && s.Unit == noted.Unit })
	shot("3-note")

	b.clickMark(suggestedLetter)
	b.see("an untagged sentence", func(s trace.State) bool { return s.Total == 3 && !s.Writing && s.Label == "" })

	// Every sentence is labelled. A label takes a click, and a further article one more.
	sentences := labelByMouse(b)
	shot("4-labelled")
	b.see("everything saved", func(s trace.State) bool { return s.Total == sentences && s.Saved == "Saved" })

	// The chooser goes to another folder.
	const filter = "Format, tool or file ending"
	b.click("Export")
	b.see("the formats", func(s trace.State) bool { return s.Focus == filter })
	b.click("Export…")
	b.see("the chooser", func(s trace.State) bool { return s.Writing && s.Focus != filter })
	b.click("Home")
	b.see("the home folder", func(s trace.State) bool { return s.Focus == "row 1 of 2" })
	b.layOut()
	shot("5-chooser")
	b.click("Export")
	b.twin.Until("the export", func() bool { return b.twin.Reads("Copy path") })
	b.real.See("the export", func(s uitest.State) bool { return s.Dialog && s.Focus == "Close" })
	shot("6-exported")
	b.click("Close")
	b.see("no dialog", func(s trace.State) bool { return !s.Dialog })
	found, _ := filepath.Glob(filepath.Join(home, "*.json"))
	if len(found) != 1 {
		t.Fatalf("the files %q were exported, want one", found)
	}
	checkSet(t, found[0], sentences, 1)
	b.menu("File", "Quit")
	if code := b.real.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
	// One click each to open, to add a note, to open it again, and to go from each
	// article to the next; five to export; two to quit.
	if got, want := b.real.Clicks(), sentences+3+4+5+2; got != want || b.real.Presses() != 0 {
		t.Errorf("the job took %d clicks and %d keys, want %d and 0", got, b.real.Presses(), want)
	}
	t.Logf("by mouse alone: %d sentences of 5 articles took %d clicks", sentences, b.real.Clicks())
}

// labelByMouse labels all sentences of five articles, of which the first one is open. It
// returns their number.
func labelByMouse(b *twins) (sentences int) {
	b.t.Helper()
	labels := []string{"Claim", "Quote", "Background"}
	total := b.real.Now().Total
	for article := range 5 {
		start := b.real.Now()
		if article > 0 {
			twin := b.twin.Screen.Article
			b.clickRow(article)
			b.twin.Until("the next article", func() bool { return b.twin.Screen.Article != twin })
			start = b.real.See("the next article", func(s uitest.State) bool { return s.Article != start.Article && s.Tagged == 0 })
		}
		sentences += start.Sentences
		for b.real.Now().Tagged < start.Sentences {
			b.click(labels[total%len(labels)])
			total++
			b.see("the label", func(s trace.State) bool { return s.Total == total })
		}
	}
	return sentences
}

// TestTheJobByKeysAloneInARealWindow does the main job without the mouse, from the
// first start to the exported annotation set.
func TestTheJobByKeysAloneInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	home, out := t.TempDir(), t.TempDir()
	app := display.Start(t, program(t), home)
	// Tab goes to the name and to the first button.
	for app.Now().Focus != "Open the sample project" {
		before := app.Now().Focus
		app.Press("Tab")
		app.See("the next control", func(s uitest.State) bool { return s.Focus != before })
	}
	opened := app.Presses()
	app.Press("space")
	app.See("five articles", func(s uitest.State) bool { return s.Articles == 5 && s.Article != "" && !s.Dialog })

	app.Press("Home")
	for app.Now().Suggested == "" {
		unit := app.Now().Unit
		app.Press("j")
		app.See("the next sentence", func(s uitest.State) bool { return s.Unit != unit })
	}
	app.Press("Return")
	app.See("the suggestion accepted", func(s uitest.State) bool { return s.Total == 1 })
	app.Press("n")
	app.See("the focus in a note", func(s uitest.State) bool { return s.Writing })
	app.Type("One outlet only.")
	app.Press("Escape")
	app.See("the note saved", func(s uitest.State) bool { return !s.Writing && s.Notes == 1 && s.Saved == "Saved" })

	sentences, moved := labelByKeys(app)
	path := filepath.Join(out, "set.json")
	export(t, app, path, sentences, 1)
	quit(t, app)
	t.Logf("by keys alone: %d sentences of 5 articles took %d keys, %d of them to open the project and %d to go to sentences, besides the words of a note and a path",
		sentences, app.Presses(), opened+1, moved)
	if most := sentences + 30; app.Presses() > most || app.Clicks() != 0 {
		t.Errorf("the job took %d keys and %d clicks, want at most %d and 0", app.Presses(), app.Clicks(), most)
	}
}

// labelByKeys labels all sentences of five articles, accepting suggestions with Enter. It
// returns their number and how many keys went to further sentences.
func labelByKeys(app *uitest.App) (sentences, moved int) {
	labels := []string{"1", "2", "3"}
	total := app.Now().Total
	for article := range 5 {
		start := app.Now()
		sentences += start.Sentences
		for s := start; s.Tagged < start.Sentences; s = app.Now() {
			if s.Label != "" {
				app.Press("space")
				moved++
				app.See("an untagged sentence", func(now uitest.State) bool { return now.Unit != s.Unit })
				continue
			}
			key := labels[total%len(labels)]
			if s.Suggested != "" {
				key = "Return"
			}
			app.Press(key)
			total++
			app.See("the label", func(now uitest.State) bool { return now.Total == total })
		}
		if article < 4 {
			app.Press("space")
			moved++
			app.See("the next article", func(s uitest.State) bool { return s.Article != start.Article && s.Tagged == 0 })
		}
	}
	return sentences, moved
}

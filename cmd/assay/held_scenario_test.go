package main

import (
	"testing"

	"assay.app/assay/ui/uitest"
)

// TestAKeyHeldDownActsOnceInARealWindow holds keys down until they have repeated
// several times.
func TestAKeyHeldDownActsOnceInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	app := display.Start(t, program(t), t.TempDir(), sampleFolder(t))
	app.See("the preview", func(s uitest.State) bool { return s.Dialog })
	app.Press("Return")
	app.See("five articles", func(s uitest.State) bool { return s.Articles == 5 && s.Article != "" && !s.Dialog })
	repeated := func(s uitest.State) bool { return s.Held >= 5 }
	total := 0
	for _, c := range []struct {
		key string
		by  int // how many labels the held key adds
	}{
		{"1", 1}, {"q", 1}, {"3", 1}, {"Return", 1}, {"0", 0}, {"Delete", 0}, {"c", 1},
	} {
		app.Press("space") // moves to an unlabelled sentence
		from := app.See("the release of the key", func(s uitest.State) bool { return s.Held == 0 })
		if c.key == "Return" {
			for from.Suggested == "" {
				app.Press("space")
				unit := from.Unit
				from = app.See("the next untagged sentence", func(s uitest.State) bool { return s.Unit != unit })
			}
		}
		s := app.Hold(c.key, "the repetitions of "+c.key, repeated)
		total += c.by
		if s.Total != total {
			t.Errorf("after holding %s there are %d labels, want %d", c.key, s.Total, total)
			total = s.Total
		}
	}
	// Holding the key removes only one label.
	app.Press("Home")
	app.See("the release of the key", func(s uitest.State) bool { return s.Held == 0 })
	if app.Now().Label == "" {
		total++
		app.Press("1", "Home")
	}
	app.See("a label", func(s uitest.State) bool { return s.Label != "" && s.Total == total })
	if s := app.Hold("0", "the repetitions of 0", repeated); s.Total != total-1 {
		t.Errorf("after holding 0 there are %d labels of %d, want one less", s.Total, total)
	}
	// Movement repeats.
	app.Press("Home")
	from := app.See("the release of the key", func(s uitest.State) bool { return s.Held == 0 })
	app.Hold("Down", "sentences further down", func(s uitest.State) bool { return s.Unit > from.Unit+3 })
	app.See("everything saved", func(s uitest.State) bool { return s.Saved == "Saved" })
	app.Press("ctrl+q")
	if code := app.Exit(); code != 0 {
		t.Errorf("the exit code is %d, want 0", code)
	}
}

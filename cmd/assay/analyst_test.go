package main

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/ui/command"
)

// reopen closes the window and opens another one, as a restart of the program does.
func (b *harness) reopen() *harness {
	b.T.Helper()
	b.Saved()
	b.Menu("File", "Quit")
	b.Until("the window close", func() bool { return b.Closed })
	again := newHarness(b.T, b.App)
	again.Start(nil)
	again.Until("the project", func() bool { return again.Screen.Article != "" })
	return again
}

// withLabelsOf returns a window in which Ines has loaded an annotation set by Lea
// into a new project. keys are the keys that Lea pressed to set the labels.
func withLabelsOf(t *testing.T, keys string) *harness {
	t.Helper()
	b := withSample(t)
	path, fresh := filepath.Join(t.TempDir(), "lea.json"), filepath.Join(t.TempDir(), "fresh.assay")
	b.Rename("Lea")
	b.Keys(keys)
	b.Saved()
	b.export()
	b.Answer(path)
	b.Until("the end of the export", func() bool { return b.Reads("Export finished") })
	b.Key(fyne.KeyReturn)
	b.Menu("File", "New Project…")
	b.Answer(fresh)
	b.Until("the other project", func() bool { return b.Screen.Project == fresh })
	b.Rename("Ines")
	b.Menu("File", "Load…")
	b.Answer(path)
	b.Until("the end of the load", func() bool { return b.Reads("Annotation set loaded") })
	return b
}

func TestLabelsOfOthersInALoadedSetAreSaidAndShown(t *testing.T) {
	b := withLabelsOf(t, "121")
	b.WantText("Your labels are those by Ines. There are 3 labels by Lea. Other analysts' work is hidden. Press Shift+L to show it.")
	b.Key(fyne.KeyReturn)
	b.OpenRow(0)
	b.Session().MoveToFirst()
	home := b.Screen.Unit
	b.Keys("2") // differs from Lea's label, which is a claim
	b.Saved()
	b.WantWork("Ines", 1)
	b.WantText("Labels shown: Ines. There are 3 labels by Lea.")
	if b.Reads("≠") || b.Reads("\nLea") {
		t.Error("Lea's labels show in the margin before they are shown")
	}
	ghosts := b.Ghosts()
	b.Press(command.Shifted('l'))
	b.WantText("≠ Lea")
	b.WantText("Other analysts' work is shown in the margin and the inspector. Press Shift+L to hide it.")
	// The text is narrower now, so fewer sentences may be visible.
	if got := b.Ghosts(); len(got) < 3 || !strings.HasPrefix(ghosts, got) {
		t.Errorf("the suggestions were %q and are now %q", ghosts, got)
	}
	b.Session().MoveTo(home)
	b.WantText("Labels shown: Ines. There are 3 labels by Lea.")
	again := b.reopen()
	again.WantText("≠ Lea") // the project knows it
	again.Press(command.Shifted('l'))
	if again.Reads("≠ Lea") {
		t.Error("Lea's labels still show after they were hidden")
	}
	for range 4 { // hiding, showing, the label, and the load
		again.Shortcut(&fyne.ShortcutUndo{})
	}
	again.Until("Lea's labels disappear", func() bool { return !again.Reads("labels by Lea") })
}

func TestLabelsAreCountedByAnalyst(t *testing.T) {
	b := withSample(t)
	b.Keys("121")
	b.Rename("Omar")
	b.SomebodyElse()
	b.Keys("3")
	b.Saved()
	p, err := storage.Open(b.Screen.Project, storage.Options{ReadOnly: true, Encode: coding.Encode})
	if err == nil {
		t.Cleanup(func() { _ = p.Close() })
		for except, want := range map[string]map[string]int{
			"": {"Ines": 3, "Omar": 1}, "Ines": {"Omar": 1}, "Omar": {"Ines": 3}, "Lea": {"Ines": 3, "Omar": 1},
		} {
			got, err := p.Labels(except)
			if err != nil || len(got) != len(want) || got["Ines"] != want["Ines"] || got["Omar"] != want["Omar"] {
				t.Errorf("Labels(%q) returns %v, %v; want %v", except, got, err, want)
			}
		}
	}
}

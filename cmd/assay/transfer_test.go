package main

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/storage/exchange"
	"assay.app/assay/ui/words"
)

// What a format leaves out is shown in the language of the window.
func TestWhatFormatsLeaveOutIsTranslated(t *testing.T) {
	if err := words.Choose("uk"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := words.Choose(words.English); err != nil {
			t.Error(err)
		}
	})
	for _, f := range exchange.Described() {
		for _, text := range f.Loses {
			if words.Omitted(text) == text {
				t.Errorf("%s: “%s” is not translated; see words.Omitted", f.Key, text)
			}
		}
	}
}

func TestADataSetOfAnotherProgramIsWrittenAndLoaded(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.Saved()
	b.Menu("File", "Export…")
	b.Keys("label studio")
	b.Until("what is kept", func() bool { return b.Reads("Kept\n• 2 labels") })
	b.Key(fyne.KeyReturn)
	path := filepath.Join(t.TempDir(), "tasks.json")
	b.Answer(path)
	b.Until("the end of the export", func() bool { return b.Reads("Export finished") })
	b.Key(fyne.KeyReturn)
	b.Commands().Run("edit.undo")
	b.Commands().Run("edit.undo")
	b.Saved()
	b.WantWork("Ines", 0)

	b.drop(path)
	b.Until("the preview", func() bool { return b.Reads("Is loaded\n• 2 labels") })
	b.Key(fyne.KeyReturn)
	b.Until("the end of the load", func() bool { return b.Reads("Loaded tasks.json") })
	b.Key(fyne.KeyReturn)
	b.WantWork("Ines", 2)
	b.Commands().Run("edit.undo")
	b.WantWork("Ines", 0)
	b.Saved()
}

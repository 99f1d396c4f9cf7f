package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

func (b *harness) drop(paths ...string) {
	b.T.Helper()
	var uris []fyne.URI
	for _, path := range paths {
		uris = append(uris, storage.NewFileURI(path))
	}
	b.Dropped(fyne.Position{}, uris)
}

func TestWhatIsDroppedMeanwhileComesNext(t *testing.T) {
	b := withSample(t)
	one := lay(t, t.TempDir(), "one.txt", bulletin("The gate at Vask"))
	two := lay(t, t.TempDir(), "two.txt", bulletin("The mill at Vask"))
	b.Keys("?")
	b.Until("the keys", func() bool { return b.Screen.Dialog })
	b.drop(one)
	b.drop(two)
	b.Until("the notice", func() bool { return b.Screen.Notice == "The dropped files will be added next." })
	b.Key(fyne.KeyEscape)
	offered := func(title string) func() bool {
		return func() bool {
			return b.Screen.Dialog && b.Reads("Add 1 article") && b.Reads(title)
		}
	}
	b.Until("the first file", offered("The gate at Vask"))
	b.Key(fyne.KeyReturn)
	b.Until("the second file", offered("The mill at Vask"))
	if b.Screen.Articles != 6 {
		t.Errorf("before the second file is added there are %d articles, want 6", b.Screen.Articles)
	}
	b.Key(fyne.KeyReturn)
	b.Until("both articles", func() bool { return b.Screen.Articles == 7 && !b.Screen.Dialog })
	b.Saved()
}

func TestAFileWithAProjectsNameAndOtherContentIsOfferedToBeRescued(t *testing.T) {
	b := withSample(t)
	path := lay(t, t.TempDir(), "Flood.assay", "This was a project once.")
	b.drop(path)
	b.Until("the offer", func() bool { return b.Screen.Dialog && b.Reads("Could not open Flood.assay") })
	b.WantText("There is no undamaged backup.")
	b.WantText("Recover readable data…")
	b.Key(fyne.KeyEscape)

	// If only the beginning of a project's file is overwritten, the rest can be
	// recovered.
	whole := b.Screen.Project
	b.Keys("1")
	b.Saved()
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	copy(data, strings.Repeat("x", 2*os.Getpagesize()))
	hurt := lay(t, t.TempDir(), "Hurt.assay", string(data))
	b.drop(hurt)
	b.Until("the offer", func() bool { return b.Screen.Dialog && b.Reads("Could not open Hurt.assay") })
	b.Key(fyne.KeyReturn)
	b.Until("the question where to recover", func() bool { return b.Screen.Dialog && b.Reads("Recover into a new project") })
	b.Key(fyne.KeyReturn)
	b.Until("the report of the recovery", func() bool { return b.Screen.Dialog && b.Reads("Recovered") })
	b.Key(fyne.KeyReturn)
	if b.Screen.Articles != 5 || filepath.Dir(b.Screen.Project) != filepath.Dir(hurt) {
		t.Errorf("there are %d articles in %s, want 5 beside the damaged file", b.Screen.Articles, b.Screen.Project)
	}
}

func TestAnImportTakesTheFilterOff(t *testing.T) {
	b := withSample(t)
	b.Keys("/zzzz")
	if b.Session().Shown() != 0 {
		t.Fatalf("the filter shows %d articles, want none", b.Session().Shown())
	}
	b.drop(lay(t, t.TempDir(), "one.txt", bulletin("The gate at Vask")))
	b.Until("the preview", func() bool { return b.Screen.Dialog && b.Reads("Add 1 article") })
	b.Key(fyne.KeyReturn)
	b.Until("all articles", func() bool { return b.Session().Shown() == 6 })
	b.WantText("1 article added. The filter was cleared. Press Ctrl+Z to undo.")
	b.Saved()
}

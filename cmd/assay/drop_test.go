package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// drop drops files on the window.
func (b *harness) drop(paths ...string) {
	b.t.Helper()
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
	b.keys("?")
	b.until("the keys", func() bool { return b.screen.Dialog })
	b.drop(one)
	b.drop(two)
	b.until("the word", func() bool { return b.screen.Notice == "What was dropped comes next." })
	b.key(fyne.KeyEscape)
	offered := func(title string) func() bool {
		return func() bool {
			return b.screen.Dialog && b.reads("Add 1 article") && b.reads(title)
		}
	}
	b.until("the first", offered("The gate at Vask"))
	b.key(fyne.KeyReturn)
	b.until("the second", offered("The mill at Vask"))
	if b.screen.Articles != 6 {
		t.Errorf("meanwhile there are %d articles", b.screen.Articles)
	}
	b.key(fyne.KeyReturn)
	b.until("both", func() bool { return b.screen.Articles == 7 && !b.screen.Dialog })
	b.saved()
}

func TestAFileWithAProjectsNameAndOtherContentIsOfferedToBeRescued(t *testing.T) {
	b := withSample(t)
	path := lay(t, t.TempDir(), "Flood.assay", "This was a project once.")
	b.drop(path)
	b.until("the offer", func() bool { return b.screen.Dialog && b.reads("Flood.assay cannot be opened") })
	b.wantText("There is no good backup of it.")
	b.wantText("Recover what is readable…")
	b.key(fyne.KeyEscape)

	// If only the beginning of the file was overwritten, everything else is
	// recovered.
	whole := b.screen.Project
	b.keys("1")
	b.saved()
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	copy(data, strings.Repeat("x", 2*os.Getpagesize()))
	hurt := lay(t, t.TempDir(), "Hurt.assay", string(data))
	b.drop(hurt)
	b.until("the offer", func() bool { return b.screen.Dialog && b.reads("Hurt.assay cannot be opened") })
	b.key(fyne.KeyReturn)
	b.until("where to", func() bool { return b.screen.Dialog && b.reads("Recover into a new project") })
	b.key(fyne.KeyReturn)
	b.until("what was saved", func() bool { return b.screen.Dialog && b.reads("Recovered") })
	b.key(fyne.KeyReturn)
	if b.screen.Articles != 5 || filepath.Dir(b.screen.Project) != filepath.Dir(hurt) {
		t.Errorf("%d articles are in %s", b.screen.Articles, b.screen.Project)
	}
}

func TestAnImportTakesTheFilterOff(t *testing.T) {
	b := withSample(t)
	b.keys("/zzzz")
	if b.Session().Shown() != 0 {
		t.Fatalf("%d are shown", b.Session().Shown())
	}
	b.drop(lay(t, t.TempDir(), "one.txt", bulletin("The gate at Vask")))
	b.until("the preview", func() bool { return b.screen.Dialog && b.reads("Add 1 article") })
	b.key(fyne.KeyReturn)
	b.until("all articles", func() bool { return b.Session().Shown() == 6 })
	b.wantText("1 added. The filter is off.")
	b.saved()
}

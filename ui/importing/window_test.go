package importing_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

const gate = "The gate at Vask stood open on Monday. Nobody had closed it.\n\nThe keeper was asleep."

// harness is a windowtest.Harness with methods for the tests of this package.
type harness struct{ *windowtest.Harness }

// withSample opens a window with the sample corpus, whose temporary files are in a
// folder of the test.
func withSample(t *testing.T) *harness {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	return &harness{windowtest.WithSample(t)}
}

// paste presses Ctrl+V while the clipboard has a text.
func (b *harness) paste(text string) {
	b.T.Helper()
	b.App.Clipboard().SetContent(text)
	b.Press(command.Ctrl(fyne.KeyV))
}

// offered waits until the preview offers to add articles, such as "1 article".
func (b *harness) offered(count string) {
	b.T.Helper()
	b.Until("the preview", func() bool { return b.Screen.Dialog && b.Reads("Add "+count) })
}

// wantNoTemporaryFiles fails the test if pasted texts are still on the disk.
func (b *harness) wantNoTemporaryFiles() {
	b.T.Helper()
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "assay-*")); err != nil || len(left) > 0 {
		b.T.Errorf("temporary files are left: %q (%v)", left, err)
	}
}

func TestAPastedTextBecomesAnArticle(t *testing.T) {
	b := withSample(t)
	b.paste(gate)
	b.offered("1 article")
	named := regexp.MustCompile(`Pasted text \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.txt`)
	if !named.MatchString(strings.Join(b.Texts(), "\n")) {
		t.Errorf("the preview does not say when the text was pasted: %q", b.Texts())
	}
	b.Key(fyne.KeyReturn)
	b.Until("the result", func() bool { return b.Screen.Notice == "1 article added. Press Ctrl+Z to undo." })
	doc := b.Session().Document()
	if doc.Text != gate || named.FindString(doc.ImportPath) != doc.ImportPath {
		t.Errorf("%q holds %q", doc.ImportPath, doc.Text)
	}
	b.wantNoTemporaryFiles()
	b.Saved()

	// The same text again is not offered, and neither is a text that the analyst
	// decides not to add.
	b.paste("  " + gate + "\n")
	b.Until("the reason", func() bool {
		return b.Reads("There is nothing to add: the article is already in the project.")
	})
	b.Key(fyne.KeyReturn)
	b.wantNoTemporaryFiles()
	b.paste("The mill was shut.")
	b.offered("1 article")
	b.Key(fyne.KeyEscape)
	b.wantNoTemporaryFiles()
	if b.Window.Window().Canvas().Overlays().Top() != nil || b.Screen.Articles != 6 {
		t.Errorf("there are %d articles, or the preview is still open", b.Screen.Articles)
	}

	b.Press(command.Ctrl(fyne.KeyZ))
	b.Until("the undo", func() bool { return b.Screen.Articles == 5 })
}

func TestTheMenuPastesAnArticleAlsoWithoutAProject(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	b := &harness{windowtest.Open(t)}
	b.App.Clipboard().SetContent(gate)
	b.Menu("Edit", "Paste as Article…")
	b.offered("1 article")
	b.Key(fyne.KeyReturn)
	b.Until("the article", func() bool { return b.Screen.Articles == 1 && !b.Screen.Dialog })
	if name := filepath.Base(b.Screen.Project); !strings.HasPrefix(name, "Pasted text") {
		t.Errorf("the project is called %q", name)
	}
	b.wantNoTemporaryFiles()
}

func TestPastedFilesAreAddedAsFiles(t *testing.T) {
	b := withSample(t)
	folder := windowtest.Files(t, map[string]string{"gate.txt": gate, "mill.txt": "The mill was shut."})
	b.paste("file://" + filepath.ToSlash(filepath.Join(folder, "gate.txt")) + "\r\nfile://" + filepath.ToSlash(filepath.Join(folder, "mill.txt")) + "\r\n")
	b.offered("2 articles")
	b.WantText("gate.txt")
	b.Key(fyne.KeyEscape)
}

func TestAPastedAddressIsNotOpened(t *testing.T) {
	b := withSample(t)
	b.paste("https://courier.example/2031/05/03/salt-store")
	b.Until("the explanation", func() bool { return b.Reads("Assay does not open web addresses") })
	b.Key(fyne.KeyReturn)
	b.paste("")
	if want := "There is no text to paste. Copy an article's text in the browser first."; b.Screen.Notice != want {
		t.Errorf("the status bar says %q", b.Screen.Notice)
	}
}

func TestPastingIntoAnEntryAddsNoArticle(t *testing.T) {
	b := withSample(t)
	b.Keys("/")
	b.App.Clipboard().SetContent("weir")
	b.ShortcutInEntry(&fyne.ShortcutPaste{Clipboard: b.App.Clipboard()})
	if b.Window.Window().Canvas().Overlays().Top() != nil || b.Session().Filter() != "weir" {
		t.Errorf("the filter is %q", b.Session().Filter())
	}
	b.Menu("Edit", "Paste as Article…")
	if b.Window.Window().Canvas().Overlays().Top() != nil || b.Session().Filter() != "weirweir" {
		t.Errorf("the filter is %q after the menu", b.Session().Filter())
	}
}

func TestTheResultOfAnImportCountsDuplicates(t *testing.T) {
	b := withSample(t)
	folder := windowtest.Files(t, map[string]string{"gate.txt": gate, "gate again.txt": gate, "mill.txt": "The mill was shut."})
	b.AddPaths([]string{folder})
	b.offered("2 articles")
	b.WantText("2 to add · 1 duplicate")
	b.Key(fyne.KeyReturn)
	b.Until("the result", func() bool {
		return b.Screen.Notice == "2 articles added, 1 duplicate skipped. Press Ctrl+Z to undo."
	})
	b.Press(command.Ctrl(fyne.KeyZ))
	b.Choose("Remove articles")
	b.Until("the undo", func() bool { return b.Screen.Articles == 5 })
}

func TestTheToolbarAndTheMenuAddFiles(t *testing.T) {
	b := withSample(t)
	b.Choose("Add articles")
	b.Until("the chooser", func() bool { return b.Screen.Dialog && b.Reads("Add articles") })
	b.Answer(windowtest.Files(t, map[string]string{"gate.txt": gate}) + "/gate.txt")
	b.offered("1 article")
	b.Key(fyne.KeyEscape)
	b.Menu("File", "Add Folder…")
	b.Until("the chooser", func() bool { return b.Screen.Dialog && b.Reads("Add folder") })
	b.Key(fyne.KeyEscape)
}

package transfer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// harness is a windowtest.Harness with methods for the tests of this package.
type harness struct{ *windowtest.Harness }

func withSample(t *testing.T) *harness {
	t.Helper()
	return &harness{windowtest.WithSample(t)}
}

// ask opens the dialog for an export and types into its filter.
func (b *harness) ask(filter string) {
	b.T.Helper()
	b.Press(command.Ctrl(fyne.KeyE))
	b.Until("the dialog", func() bool { return b.Screen.Dialog && b.Reads("Articles") })
	b.Keys(filter)
}

// written answers the file dialog with a name, waits for the file, and returns its lines.
func (b *harness) written(name string) []string {
	b.T.Helper()
	path := filepath.Join(b.T.TempDir(), name)
	b.Answer(path)
	b.Until("the message", func() bool { return b.Reads("Export finished") })
	data, err := os.ReadFile(path)
	if err != nil {
		b.T.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

// reach presses Tab until the object that has the focus says a text.
func (b *harness) reach(text string) {
	b.T.Helper()
	canvas := b.Window.Window().Canvas()
	for range 40 {
		if a, ok := canvas.Focused().(fyne.Accessible); ok && strings.HasPrefix(a.AccessibilityLabel(), text) {
			return
		}
		canvas.FocusNext()
	}
	b.T.Fatalf("Tab does not reach %q", text)
}

func TestAProjectIsExportedToAFormatWithTheKeyboardAlone(t *testing.T) {
	b := withSample(t)
	b.Keys("12")
	b.Saved()
	b.ask("doccano")
	b.Until("what is kept", func() bool {
		return b.Reads("2 labels") && b.Reads("There is also a place for labels by other analysts.")
	})
	b.Key(fyne.KeyReturn)
	if got := b.written("all.jsonl"); len(got) != 2 || got[0] != "doccano" {
		t.Errorf("wrote %q", got)
	}
	b.Key(fyne.KeyReturn)

	// The next export proposes the same format.
	b.ask("")
	b.Until("the format", func() bool { return b.Reads("Has no place in doccano") })
	b.Key(fyne.KeyEscape)
	if b.Window.Window().Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close the dialog")
	}
}

func TestWhatIsLostIsCountedBeforeAndSaidAfterTheExport(t *testing.T) {
	b := withSample(t)
	b.Keys("1a")
	b.Until("the note", func() bool { return b.Screen.Writing })
	b.Keys("Wire copy.")
	b.Key(fyne.KeyEscape)
	b.Saved()
	b.ask("conll")
	b.Until("what is lost", func() bool { return b.Reads("Has no place in CoNLL\n• 1 note on an article\n") })
	b.Key(fyne.KeyReturn)
	if got := b.written("all.conll"); got[0] != "conll" || got[1] != "Ines" {
		t.Errorf("wrote %q", got)
	}
	b.WantText("Has no place in the file:\n• 1 note on an article")
	b.Key(fyne.KeyReturn)

	// In brat, the note has a place. Another format needs no other count.
	b.ask("brat")
	b.Until("what is kept", func() bool { return b.Reads("Kept\n• 1 label\n• 1 note on an article") })
	if b.Reads("Has no place in brat standoff\n• 1 note") {
		t.Error("the note is said to be lost")
	}
}

func TestTheOpenArticleIsExported(t *testing.T) {
	b := withSample(t)
	b.OpenRow(2)
	id := string(b.Session().Document().ID)
	b.Press(command.CtrlShift(fyne.KeyE))
	b.Until("the dialog", func() bool { return b.Screen.Dialog && b.Reads("Annotation set") })
	b.Key(fyne.KeyReturn)
	if got := b.written("one.json"); got[0] != "json" || got[len(got)-1] != id {
		t.Errorf("wrote %q, want article %s", got, id)
	}
	b.Key(fyne.KeyReturn)

	// The same is chosen from all articles.
	b.ask("json")
	b.reach("Articles: All articles (5)")
	b.Key(fyne.KeyRight)
	b.reach("Articles: Article: ")
	b.Choose("Export…")
	if got := b.written("again.json"); got[len(got)-1] != id {
		t.Errorf("wrote %q, want article %s", got, id)
	}
}

func TestAFormatOfSeveralFilesIsAFolderOrAnArchive(t *testing.T) {
	b := withSample(t)
	b.ask("brat")
	b.Key(fyne.KeyReturn)
	folder := b.T.TempDir()
	taken := filepath.Join(folder, "taken")
	if err := os.WriteFile(taken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	b.Answer(taken)
	b.WantText("already exists.")
	if got := b.written("fresh"); got[0] != "brat" {
		t.Errorf("wrote %q", got)
	}
	b.Key(fyne.KeyReturn)
	b.ask("")
	b.reach("Write: a folder")
	b.Key(fyne.KeyRight)
	b.Choose("Export…")
	path := filepath.Join(folder, "packed")
	b.Answer(path)
	b.Until("the message", func() bool { return b.Reads("Export finished") })
	if _, err := os.Stat(path + ".zip"); err != nil {
		t.Error(err)
	}
	b.Key(fyne.KeyReturn)
	b.ask("")
	b.reach("Write: a ZIP archive")
}

// A format with one label a sentence does not show the work of others that is hidden.
func TestOneAnalystIsChosenForAFormatWithOneLabelASentence(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Saved()
	b.Rename("Lea")
	b.SomebodyElse()
	b.WantWork("Lea", 0)
	b.ask("conll")
	b.Until("the reason", func() bool { return b.Reads("you have none. Press Shift+L to show those of others first.") })
	b.Key(fyne.KeyReturn)
	b.WantText("you have none.")
	b.Key(fyne.KeyEscape)
	b.Press(command.Shifted('l'))
	b.ask("conll")
	b.reach("Whose labels: Ines")
}

func TestTheFormatsAreListedByGroupAndFiltered(t *testing.T) {
	b := withSample(t)
	b.ask("")
	text := strings.Join(b.Texts(), "\n")
	for _, want := range []string{"Assay", "Annotation set", ".json · everything, for another project or a colleague", "Annotation tools", "Corpora and data"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not listed: %q", want, text)
		}
	}
	b.Keys("zip")
	if !b.Reads("folder or .zip") || b.Reads(".jsonl") {
		t.Errorf("“zip” lists %q", b.Texts())
	}
	b.Keys("qqqq")
	b.WantText("No format matches.")
	b.Key(fyne.KeyReturn)
	b.WantText("No format matches.")
}

func TestTheExportFitsASmallWindow(t *testing.T) {
	b := withSample(t)
	b.Window.Window().Resize(fyne.NewSize(728, 490))
	b.ask("conll")
	if size := b.Window.Window().Canvas().Size(); size.Width > 728 || size.Height > 490 {
		t.Errorf("the window grew to %v", size)
	}
	b.Window.Window().Resize(fyne.NewSize(560, 490))
	b.Until("the button for the details", func() bool { return b.Reads("Details") })
	b.Choose("Details")
	b.Until("what is lost", func() bool { return b.Reads("Has no place in CoNLL") })
	b.Choose("Formats")
	b.Key(fyne.KeyReturn)
	b.WantText("Export: CoNLL")
}

package transfer_test

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// arrives makes a file of another program that loads a label on the first sentence.
func (b *harness) arrives(name string, a windowtest.Arrival) (string, *windowtest.Arrival) {
	b.T.Helper()
	path := filepath.Join(windowtest.Files(b.T, map[string]string{name: "{}"}), name)
	doc := b.Session().Document()
	key := record.OnSentence(doc.ID, doc.Sentences()[0].Span, "Ines")
	at := time.Date(2031, 3, 20, 9, 0, 0, 0, time.UTC)
	a.Edits = []edit.Edit{edit.Record{
		Key: key, After: &model.Annotation{Analyst: "Ines", Label: model.Quote, At: at},
		Is: &record.Version{Stamp: record.StampAt(7, record.Replica{}, at)},
	}}
	b.Desk().Arrivals[path] = &a
	return path, &a
}

// load chooses a file to load.
func (b *harness) load(path string) {
	b.T.Helper()
	b.Press(command.CtrlShift(fyne.KeyO))
	b.Until("the question", func() bool { return b.Reads("Load annotations") })
	b.Answer(path)
}

// click clicks the row of a list that shows a title.
func (b *harness) click(title string) {
	b.T.Helper()
	var row, found fyne.Tappable
	b.Each(func(o fyne.CanvasObject) {
		if r, ok := o.(interface {
			fyne.Tappable
			desktop.Mouseable
		}); ok {
			row = r
		}
		if l, ok := o.(*widget.Label); ok && l.Text == title {
			found = row
		}
	})
	if found == nil {
		b.T.Fatalf("no row shows %q: %q", title, b.Texts())
	}
	found.Tapped(&fyne.PointEvent{})
}

func mixed() windowtest.Arrival {
	return windowtest.Arrival{
		Format: "doccano", Shown: true,
		Labels: []arrival.Label{{From: "claim", To: "claim", Count: 3}, {From: "PER", Count: 2}, {From: "ORG", Count: 1}},
		Preview: arrival.Preview{
			Added: []arrival.Article{{ID: "x", Name: "new.txt"}},
			Lost:  []arrival.Place{{Document: "old.txt", At: "T4", Text: "the ferry", Why: "its text is not in the article"}},
			Texts: []arrival.Text{{At: "row 7", Ours: "The gate was shut.", Theirs: "The gate was open."}},
			Count: arrival.Count{Added: 1, Lost: 1, Texts: 1},
		},
	}
}

func TestUnknownLabelsAreMappedBeforeTheLoad(t *testing.T) {
	b := withSample(t)
	path, file := b.arrives("set.jsonl", mixed())
	b.load(path)
	b.Until("the reason", func() bool { return b.Reads("Choose what becomes of 2 labels.") })
	b.WantText("“PER” becomes")
	b.Keys("2") // the second label of the codebook
	b.Until("the other label", func() bool { return b.Reads("Choose what becomes of 1 label.") })
	b.Key(fyne.KeyDown, fyne.KeyReturn) // to the question what it becomes
	b.reach("Becomes")
	b.Keys("p") // Phrase
	b.Until("the preview", func() bool {
		return b.Reads("→ ORG (phrase)") && !b.Reads("Choose what becomes") && !b.Reads("Reading…")
	})
	b.Choose("Load")
	b.Until("the result", func() bool { return b.Reads("Loaded set.jsonl") })
	b.WantText("1 mark had no place. Press Ctrl+Z to undo.")
	if want := map[string]string{"PER": "quote", "ORG": "phrase:ORG"}; !maps.Equal(file.Mapped, want) {
		t.Errorf("loaded with %v, want %v", file.Mapped, want)
	}
	b.Key(fyne.KeyReturn)
	sentence := b.Session().Document().Sentences()[0].Span
	if got, _ := b.Session().Document().Annotation(sentence, "Ines"); got.Label != model.Quote {
		t.Errorf("the first sentence has the label %q", got.Label)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	if _, still := b.Session().Document().Annotation(sentence, "Ines"); still {
		t.Error("one undo does not take the load back")
	}
	b.Saved()

	// The choices are remembered.
	b.load(path)
	b.Until("the preview", func() bool { return b.Reads("Is loaded") })
	b.Key(fyne.KeyReturn)
	b.Until("the result", func() bool { return b.Reads("Loaded set.jsonl") })
	b.Key(fyne.KeyReturn)
}

func TestSeveralLabelsAreMappedAtOnce(t *testing.T) {
	b := withSample(t)
	a := mixed()
	for i := range 40 {
		a.Labels = append(a.Labels, arrival.Label{From: fmt.Sprint("L", i), Count: 1})
	}
	path, file := b.arrives("set.jsonl", a)
	b.load(path)
	b.Until("the reason", func() bool { return b.Reads("Choose what becomes of 42 labels.") })
	b.Key(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	b.ShiftKey(fyne.KeyEnd)
	b.WantText("41 selected labels become")
	b.reach("Becomes")
	b.Keys("a") // Add to the codebook
	b.Until("the preview", func() bool { return b.Reads("Choose what becomes of 1 label.") })
	b.reach("L39, → L39 (new label)")
	b.Key(fyne.KeyHome, fyne.KeyDown)
	b.Keys("1")
	b.Until("the preview", func() bool { return !b.Reads("Choose what becomes") && !b.Reads("Reading…") })
	b.Choose("Load")
	b.Until("the result", func() bool { return b.Reads("Loaded set.jsonl") })
	if len(file.Mapped) != 42 || file.Mapped["ORG"] != "label:ORG" || file.Mapped["L39"] != "label:L39" || file.Mapped["PER"] != "claim" {
		t.Errorf("loaded with %v", file.Mapped)
	}
}

func TestAPreviewListsWhatIsLostAndWhatDiffers(t *testing.T) {
	b := withSample(t)
	a := mixed()
	a.Labels = a.Labels[:1]
	for i := range arrival.Most {
		a.Preview.Conflicts = append(a.Preview.Conflicts, arrival.Change{
			Article: b.Session().Document().ID, Sentence: i, Text: fmt.Sprint("Sentence ", i), Analyst: "Ines", What: "label", From: "Claim", To: "Quote",
		})
	}
	a.Preview.Count.Conflicts = 4000
	path, file := b.arrives("set.jsonl", a)
	b.load(path)
	b.Until("the summary", func() bool { return b.Reads("Is loaded\n• 1 article\n• 3 labels") })
	for _, want := range []string{"Replaced (4,000)", "Texts that differ (1)", "No place (1)", "doccano"} {
		b.WantText(want)
	}
	b.click("No place (1)")
	b.WantText("its text is not in the article")
	b.click("Texts that differ (1)")
	b.WantText("In the file: The gate was open.\nIn the project: The gate was shut.")
	b.click("Replaced (4,000)")
	b.WantText("Only the first 1,000 are listed.")
	b.WantText("Label: Claim → Quote")
	if b.Reads("Sentence 900") {
		t.Error("rows exist that are not visible")
	}
	b.reach("Label: Claim → Quote")
	b.Key(fyne.KeyEnd)
	b.WantText("Sentence 999")
	b.Key(fyne.KeyEscape)
	if b.Window.Window().Canvas().Overlays().Top() != nil || file.Mapped != nil {
		t.Error("Esc does not leave everything as it was")
	}
}

func TestNothingToLoadIsSaid(t *testing.T) {
	b := withSample(t)
	path, file := b.arrives("set.jsonl", windowtest.Arrival{
		Format: "doccano", Shown: true, Preview: arrival.Preview{Count: arrival.Count{Known: 5, Unchanged: 9}},
	})
	b.load(path)
	b.Until("the reason", func() bool { return b.Reads("There is nothing to load") })
	b.Key(fyne.KeyReturn)
	if file.Mapped != nil {
		t.Error("it was loaded")
	}
}

func TestTheFormatIsAskedIfItIsUnknown(t *testing.T) {
	b := withSample(t)
	a := mixed()
	a.Format, a.Shown, a.Labels = "", false, a.Labels[:1]
	path, file := b.arrives("what.dat", a)
	b.load(path)
	b.Until("the question", func() bool { return b.Reads("Assay cannot tell the format of what.dat. Choose it:") })
	b.Keys("brat")
	b.Key(fyne.KeyReturn)
	b.Until("the preview", func() bool { return b.Reads("Is loaded") && b.Reads("brat standoff") })
	if file.As != "brat" {
		t.Errorf("read as %q", file.As)
	}
}

func TestADamagedFileIsRefusedWithThePlace(t *testing.T) {
	b := withSample(t)
	a := mixed()
	a.Damage = fmt.Errorf("set.jsonl: line 7: %w", errors.Join(model.ErrDamaged))
	path, _ := b.arrives("set.jsonl", a)
	b.load(path)
	b.Until("the reason", func() bool { return b.Reads("The file cannot be read as doccano, so nothing was loaded.") })
	b.WantText("Line 7: the file is damaged.")
	if b.Reads("Restore a Backup") {
		t.Error("it tells how to repair the project")
	}
}

func TestADroppedDataSetIsPreviewedAndOtherFilesAreArticles(t *testing.T) {
	b := withSample(t)
	drop := func(path string) { b.Dropped(fyne.NewPos(9, 9), []fyne.URI{storage.NewFileURI(path)}) }
	a := mixed()
	a.Labels = nil
	path, _ := b.arrives("set.jsonl", a)
	drop(path)
	b.Until("the preview", func() bool { return b.Reads("Is loaded") })
	b.Key(fyne.KeyEscape)

	folder := windowtest.Files(t, map[string]string{"one.txt": "The gate at Vask stood open."})
	drop(folder)
	b.Until("the article", func() bool { return b.Reads("Add 1 article") })
	b.Key(fyne.KeyEscape)

	// A text whose name alone is that of a data set is an article.
	a.Shown = false
	text, _ := b.arrives("notes.txt", a)
	drop(text)
	b.Until("the article", func() bool { return b.Reads("Add articles") })
	b.Key(fyne.KeyEscape)
}

func TestThePreviewFitsASmallWindow(t *testing.T) {
	b := withSample(t)
	path, _ := b.arrives("set.jsonl", mixed())
	b.Window.Window().Resize(fyne.NewSize(560, 490))
	b.load(path)
	b.Until("the reason", func() bool { return b.Reads("Choose what becomes of 2 labels.") })
	if size := b.Window.Window().Canvas().Size(); size.Width > 560 || size.Height > 490 {
		t.Errorf("the window grew to %v", size)
	}
	b.Choose("Details")
	b.Until("the labels", func() bool { return b.Reads("“PER” becomes") })
	b.Choose("Overview")
	if !strings.Contains(strings.Join(b.Texts(), "\n"), "Labels (3)") {
		t.Errorf("the parts are not shown: %q", b.Texts())
	}
}

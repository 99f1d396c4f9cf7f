package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/ui/look"
)

func TestTheSampleIsTaggedByKeysOfAnyScript(t *testing.T) {
	b := withSample(t)
	first := b.screen
	if first.Unit < 0 || first.Sentences < 5 || first.Total != 0 {
		t.Fatalf("the sample opens as %+v", first)
	}
	for i, c := range []struct {
		typed string
		label model.LabelKey
	}{
		{"1", model.Claim}, {"2", model.Quote}, {"3", model.Background}, {"c", model.Claim}, {"й", model.Quote},
	} {
		unit := b.screen.Unit
		b.keys(c.typed)
		if b.screen.Total != i+1 || b.screen.Unit == unit {
			t.Fatalf("after %q the screen is %+v", c.typed, b.screen)
		}
		b.Session().MoveTo(unit)
		if got := b.Session().Label(); got != c.label {
			t.Errorf("%q gives the label %q, want %q", c.typed, got, c.label)
		}
		b.key(fyne.KeySpace) // the next untagged sentence
	}
	b.saved()
	b.key(fyne.KeyUp)
	b.keys("k0") // clears the label of another one
	if b.screen.Total != 4 {
		t.Errorf("after clearing one there are %d labels", b.screen.Total)
	}
	b.saved()
}

func TestArrowsAndLettersMoveAndStopAtTheEnds(t *testing.T) {
	b := withSample(t)
	first, last := sentenceEnds(b)
	b.Session().MoveTo(0)
	for i, c := range []struct {
		press func()
		want  int
	}{
		{func() { b.key(fyne.KeyUp) }, 0},
		{func() { b.key(fyne.KeyDown) }, 1},
		{func() { b.keys("jj") }, 3},
		{func() { b.keys("k") }, 2},
		{func() { b.key(fyne.KeyHome) }, first},
		{func() { b.key(fyne.KeyEnd) }, last},
		{func() { b.keys("jjj") }, len(b.Session().Document().Units) - 1},
		{func() { b.keys("J") }, len(b.Session().Document().Units) - 1},
	} {
		if c.press(); b.screen.Unit != c.want {
			t.Errorf("step %d leads to %d, want %d", i, b.screen.Unit, c.want)
		}
	}
	article := b.screen.Article
	b.keys("]")
	if b.screen.Article == article {
		t.Error("] stays in the article")
	}
	b.keys("[")
	b.keys("[")
	if b.screen.Article != article {
		t.Errorf("[ leads to %s, not back to %s", b.screen.Article, article)
	}
	b.wantText("This is the first article.")
}

// sentenceEnds returns the units of the first and the last sentence of the open
// article.
func sentenceEnds(b *harness) (first, last int) {
	first = -1
	for i, u := range b.Session().Document().Units {
		if u.Kind != model.UnitSentence {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	return first, last
}

func TestHomeAndEndGoToSentencesInEveryArticle(t *testing.T) {
	b := withSample(t)
	aside := 0
	for row := range b.Session().Articles() {
		open(b, row)
		first, last := sentenceEnds(b)
		for _, c := range []struct {
			key  fyne.KeyName
			want int
		}{{fyne.KeyHome, first}, {fyne.KeyEnd, last}, {fyne.KeyHome, first}} {
			if b.key(c.key); b.screen.Unit != c.want {
				t.Errorf("article %d: %s leads to %d, want %d", row, c.key, b.screen.Unit, c.want)
			}
		}
		aside += first + len(b.Session().Document().Units) - 1 - last
	}
	if aside == 0 {
		t.Error("no article begins or ends with what is set aside")
	}
	// Text without any sentence still has a first and a last unit.
	for range b.Session().Document().Units {
		b.Session().MoveToFirst()
		if u, _ := b.Session().Current(); u.Kind == model.UnitSentence {
			b.keys("x")
		}
	}
	if b.key(fyne.KeyEnd); b.screen.Unit != len(b.Session().Document().Units)-1 {
		t.Errorf("End leads to %d", b.screen.Unit)
	}
	if b.key(fyne.KeyHome); b.screen.Unit != 0 {
		t.Errorf("Home leads to %d", b.screen.Unit)
	}
	b.saved()
}

func TestLabelsAreGivenAndTakenByClicking(t *testing.T) {
	b := withSample(t)
	unit := b.screen.Unit
	b.label("Quote")
	if b.screen.Total != 1 {
		t.Fatalf("after a click there are %d labels", b.screen.Total)
	}
	b.Session().MoveTo(unit)
	if got := b.Session().Label(); got != model.Quote {
		t.Fatalf("the label is %q", got)
	}
	b.label("Quote") // a second click removes the label
	if got := b.Session().Label(); got != "" {
		t.Errorf("a second click leaves %q", got)
	}
	b.keys("x") // sets it aside
	b.label("Claim")
	if b.screen.Total != 0 {
		t.Error("what is set aside was labelled by a click")
	}
	b.keys("1")
	b.wantText("This is set aside. X makes it a sentence.")
	b.saved()
}

func TestUndoAndRedoSayWhatTheyDid(t *testing.T) {
	b := withSample(t)
	unit := b.screen.Unit
	b.keys("1")
	b.shortcut(&fyne.ShortcutUndo{})
	if b.screen.Total != 0 || b.screen.Unit != unit {
		t.Errorf("undo leaves %+v", b.screen)
	}
	b.wantText("Undone: label")
	b.menu("Edit", "Redo")
	if b.screen.Total != 1 {
		t.Errorf("redo leaves %+v", b.screen)
	}
	b.wantText("Redone: label")
	b.shortcut(&fyne.ShortcutRedo{})
	b.wantText("There is nothing to redo.")
	b.saved()
}

func TestWorkIsThereAfterClosingAndReopening(t *testing.T) {
	b := withSample(t)
	b.keys("1212")
	b.keys("n")
	b.keys("Not saved yet when the window closes")
	b.menu("File", "Quit")
	b.until("the window to close", func() bool { return b.closed })
	was := b.screen

	again := newHarness(t, b.app)
	again.Start(nil)
	again.until("the project", func() bool { return again.screen.Article != "" })
	now := again.screen
	if now.Project != was.Project || now.Total != 4 || now.Notes != 1 || now.Article != was.Article {
		t.Errorf("after reopening the screen is %+v, before it was %+v", now, was)
	}
	// Undo continues where it stopped: with the note.
	again.shortcut(&fyne.ShortcutUndo{})
	if again.screen.Notes != 0 || again.screen.Total != 4 {
		t.Errorf("undo leaves %+v", again.screen)
	}
	again.shortcut(&fyne.ShortcutUndo{})
	if again.screen.Total != 3 {
		t.Errorf("a second undo leaves %+v", again.screen)
	}
	again.saved()
}

func TestAFolderIsAddedAndWhatCannotBeIsNamed(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	folder := files(t, map[string]string{
		"rain.txt":  "Rain over Kesmere\n\nThe river rose on Tuesday. Nobody was hurt.\n",
		"empty.txt": "",
	})
	b.AddPaths([]string{folder})
	b.until("what was recognised", func() bool { return b.screen.Dialog })
	b.wantText("empty.txt")
	b.wantText("cannot be added")
	b.wantText("Add 1 article")
	b.key(fyne.KeyReturn)
	b.until("the article", func() bool { return b.screen.Articles == 1 && b.screen.Article != "" })
	b.keys("1")
	if b.screen.Total != 1 {
		t.Errorf("the article cannot be tagged: %+v", b.screen)
	}
	b.saved()

	// Adding the folder a second time adds nothing.
	b.AddPaths([]string{folder})
	b.until("what was recognised", func() bool { return b.screen.Dialog })
	b.wantText("already in the project")
	b.wantText("Add 0 articles")
	b.key(fyne.KeyEscape)
	if b.Session().Articles() != 1 {
		t.Errorf("there are %d articles", b.Session().Articles())
	}
}

func TestAnImportIsUndoneAsOne(t *testing.T) {
	b := withSample(t)
	b.shortcut(&fyne.ShortcutUndo{})
	if b.screen.Articles != 0 || b.Session().Document() != nil {
		t.Errorf("after undo the screen is %+v", b.screen)
	}
	b.wantText("No article is open.")
	b.shortcut(&fyne.ShortcutRedo{})
	if b.screen.Articles != 5 {
		t.Errorf("after redo the screen is %+v", b.screen)
	}
	b.saved()
}

func TestAnAnnotationSetIsExported(t *testing.T) {
	b := withSample(t)
	b.keys("12")
	b.menu("File", "Export Annotation Set…")
	path := filepath.Join(t.TempDir(), "mine")
	b.answer(path) // without the extension
	b.until("the end of the export", func() bool { return b.reads("were written to") })
	b.wantText("5 articles")
	b.wantText("2 labels")
	data, err := os.ReadFile(path + ".json")
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Validate(t, data)
	b.key(fyne.KeyReturn)
	if b.Window.Window().Canvas().Overlays().Top() != nil {
		t.Error("Enter leaves the answer open")
	}
}

// A set from a computer with a wrong clock is loaded with a warning. A set in
// UTF-16 is loaded like any other.
func TestASetOfTheFutureIsLoadedWithAWarning(t *testing.T) {
	b := withSample(t)
	b.keys("1")
	b.menu("File", "Export Annotation Set…")
	path := filepath.Join(t.TempDir(), "mine.json")
	b.answer(path)
	b.until("the end of the export", func() bool { return b.reads("were written to") })
	b.key(fyne.KeyReturn)
	set, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	future := regexp.MustCompile(`"time": "[^"]*"`).ReplaceAllString(string(set), `"time": "2931-02-03T12:00:00Z"`)
	raw, err := coding.Encode(future, coding.UTF16LEBOM)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	b.drop(path)
	b.until("the end of the load", func() bool { return b.reads("Annotation set loaded") })
	b.wantText("1 of the labels and notes is dated in the future, up to 3 February 2931.")
	b.key(fyne.KeyReturn)
	b.saved()
}

func TestPreferencesAreRemembered(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	b.menu("View", "Dark")
	b.menu("View", "Larger Text")
	b.menu("View", "Larger Text")
	again := newHarness(t, b.app)
	got := again.app.Settings().Theme().(look.Theme)
	if got.Mode != look.Dark || got.Scale < 1.19 || got.Scale > 1.21 || look.Variant() != theme.VariantDark {
		t.Errorf("the next window has %+v", got)
	}
	for range 20 {
		again.menu("View", "Smaller Text")
	}
	if got := again.app.Settings().Theme().(look.Theme).Scale; got != look.MinScale {
		t.Errorf("text gets as small as %v", got)
	}
	again.menu("View", "Normal Text Size")
	if got := again.app.Settings().Theme().(look.Theme).Scale; got != 1 {
		t.Errorf("normal is %v", got)
	}
}

func TestANameInThePreferencesStandsOnLabelsFromThenOn(t *testing.T) {
	b := withSample(t)
	b.keys("1")
	b.rename("Omar")
	b.somebodyElse()
	if got := b.Session().Analyst(); got != "Omar" {
		t.Fatalf("the analyst is %q", got)
	}
	if b.screen.Total != 0 {
		t.Errorf("Omar has %d labels", b.screen.Total)
	}
	b.saved()
}

func TestTheFilterNarrowsTheListAndEscLeavesIt(t *testing.T) {
	b := withSample(t)
	b.keys("/")
	filter, ok := b.Window.Window().Canvas().Focused().(interface {
		fyne.Focusable
		SetText(string)
	})
	if !ok {
		t.Fatal("/ puts the keyboard nowhere")
	}
	test.Type(filter, "tellwire")
	b.wantText("1 of 5 articles")
	b.key(fyne.KeyReturn)
	if got := b.Session().Document().Metadata.Outlet; got != "Tellwire" {
		t.Errorf("Enter opens an article of %q", got)
	}
	b.keys("/")
	b.key(fyne.KeyEscape, fyne.KeyEscape)
	b.wantText("5 articles")
	b.keys("1")
	if b.screen.Total != 1 {
		t.Error("after Esc the keys are not the article's")
	}
	b.saved()
}

func TestAProjectThatIsOpenElsewhereIsRefusedWithTheWayOut(t *testing.T) {
	b := withSample(t)
	b.saved()
	other := newHarness(t, b.app)
	other.OpenProject(b.screen.Project)
	other.until("a word about it", func() bool { return other.reads("close it there") })
	if other.Session() != nil {
		t.Error("it is open twice")
	}
	other.key(fyne.KeyReturn)
	other.wantText("Open the sample corpus")
}

func TestAFullDiskStopsEditingAndSaysSoUntilItIsOver(t *testing.T) {
	atHome(t)
	full := &failing{}
	b := newHarnessAt(t, nil, full)
	b.button("Open the sample corpus")
	b.until("the sample corpus", func() bool { return b.screen.Articles == 5 && b.screen.Article != "" })
	b.keys("1")
	b.saved()

	full.report(errors.New("no space left on device"))
	b.until("the bad news", func() bool { return b.screen.Saved == "Not saved" })
	b.wantText("No space left on device.")
	unit := b.screen.Unit
	b.keys("1")
	b.keys("x")
	b.shortcut(&fyne.ShortcutUndo{})
	if b.screen.Total != 1 || b.screen.Unit != unit {
		t.Errorf("something was changed: %+v", b.screen)
	}
	b.wantText("Nothing can be changed until the work is saved again.")
	b.key(fyne.KeyDown)
	if b.screen.Unit == unit {
		t.Error("reading has stopped too")
	}
	b.menu("File", "Quit")
	b.wantText("Leave and lose them")
	b.key(fyne.KeyEscape) // the safe answer
	if b.closed || b.Session() == nil {
		t.Fatal("the window closed")
	}

	b.button("Try again")
	full.report(nil)
	b.saved()
	if b.reads("No space left on device.") {
		t.Error("the banner stays")
	}
	b.keys("1")
	if b.screen.Total != 2 {
		t.Errorf("editing does not go on: %+v", b.screen)
	}
	b.saved()
}

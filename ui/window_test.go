package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
)

func TestTheSampleIsTaggedByKeysOfAnyScript(t *testing.T) {
	b := withSample(t)
	first := b.Screen
	if first.Unit < 0 || first.Sentences < 5 || first.Total != 0 {
		t.Fatalf("the state after opening the sample is %+v", first)
	}
	for i, c := range []struct {
		typed string
		label model.LabelKey
	}{
		{"1", model.Claim}, {"2", model.Quote}, {"3", model.Background}, {"c", model.Claim}, {"й", model.Quote},
	} {
		unit := b.Screen.Unit
		b.Keys(c.typed)
		if b.Screen.Total != i+1 || b.Screen.Unit == unit {
			t.Fatalf("after %q the state is %+v", c.typed, b.Screen)
		}
		b.Session().MoveTo(unit)
		if got := b.Session().Label(); got != c.label {
			t.Errorf("%q sets the label %q, want %q", c.typed, got, c.label)
		}
		b.Key(fyne.KeySpace) // goes to the next untagged sentence
	}
	b.Saved()
	b.Key(fyne.KeyUp)
	b.Keys("k0") // clears the label of another sentence
	if b.Screen.Total != 4 {
		t.Errorf("after clearing a label there are %d labels, want 4", b.Screen.Total)
	}
	b.Saved()
}

func TestArrowsAndLettersMoveAndStopAtTheEnds(t *testing.T) {
	b := withSample(t)
	first, last := sentenceEnds(b)
	b.Session().MoveTo(0)
	for i, c := range []struct {
		press func()
		want  int
	}{
		{func() { b.Key(fyne.KeyUp) }, 0},
		{func() { b.Key(fyne.KeyDown) }, 1},
		{func() { b.Keys("jj") }, 3},
		{func() { b.Keys("k") }, 2},
		{func() { b.Key(fyne.KeyHome) }, first},
		{func() { b.Key(fyne.KeyEnd) }, last},
		{func() { b.Keys("jjj") }, len(b.Session().Document().Units) - 1},
		{func() { b.Keys("J") }, len(b.Session().Document().Units) - 1},
	} {
		if c.press(); b.Screen.Unit != c.want {
			t.Errorf("step %d leads to unit %d, want %d", i, b.Screen.Unit, c.want)
		}
	}
	article := b.Screen.Article
	b.Keys("]")
	if b.Screen.Article == article {
		t.Error("] stays in the article")
	}
	b.Keys("[")
	b.Keys("[")
	if b.Screen.Article != article {
		t.Errorf("[ leads to %s, want %s", b.Screen.Article, article)
	}
	b.WantText("This is the first article.")
}

// sentenceEnds returns the indices of the first and the last sentence among the
// units of the open article.
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
		b.OpenRow(row)
		first, last := sentenceEnds(b)
		for _, c := range []struct {
			key  fyne.KeyName
			want int
		}{{fyne.KeyHome, first}, {fyne.KeyEnd, last}, {fyne.KeyHome, first}} {
			if b.Key(c.key); b.Screen.Unit != c.want {
				t.Errorf("article %d: %s leads to unit %d, want %d", row, c.key, b.Screen.Unit, c.want)
			}
		}
		aside += first + len(b.Session().Document().Units) - 1 - last
	}
	if aside == 0 {
		t.Error("no article begins or ends with a unit that is set aside")
	}
	// Without any sentence, Home and End go to the first and the last unit.
	for range b.Session().Document().Units {
		b.Session().MoveToFirst()
		if u, _ := b.Session().Current(); u.Kind == model.UnitSentence {
			b.Keys("x")
		}
	}
	if b.Key(fyne.KeyEnd); b.Screen.Unit != len(b.Session().Document().Units)-1 {
		t.Errorf("End leads to unit %d, want the last", b.Screen.Unit)
	}
	if b.Key(fyne.KeyHome); b.Screen.Unit != 0 {
		t.Errorf("Home leads to unit %d, want 0", b.Screen.Unit)
	}
	b.Saved()
}

func TestLabelsAreGivenAndTakenByClicking(t *testing.T) {
	b := withSample(t)
	unit := b.Screen.Unit
	b.Label("Quote")
	if b.Screen.Total != 1 {
		t.Fatalf("after a click there are %d labels", b.Screen.Total)
	}
	b.Session().MoveTo(unit)
	if got := b.Session().Label(); got != model.Quote {
		t.Fatalf("the label is %q", got)
	}
	b.Label("Quote") // a second click removes the label
	if got := b.Session().Label(); got != "" {
		t.Errorf("after a second click the label is %q, want none", got)
	}
	b.Keys("x") // sets the sentence aside
	b.Label("Claim")
	if b.Screen.Total != 0 {
		t.Error("a unit that is set aside was labelled by a click")
	}
	b.Keys("1")
	b.WantText("This text is excluded. Press X to include it.")
	b.Saved()
}

func TestUndoAndRedoSayWhatTheyDid(t *testing.T) {
	b := withSample(t)
	unit := b.Screen.Unit
	b.Keys("1")
	b.Shortcut(&fyne.ShortcutUndo{})
	if b.Screen.Total != 0 || b.Screen.Unit != unit {
		t.Errorf("after undo the state is %+v", b.Screen)
	}
	b.WantText("Undone: Tag as Claim")
	b.Menu("Edit", "Redo")
	if b.Screen.Total != 1 {
		t.Errorf("after redo the state is %+v", b.Screen)
	}
	b.WantText("Redone: Tag as Claim")
	b.Shortcut(&fyne.ShortcutRedo{})
	b.WantText("There is nothing to redo.")
	b.Saved()
}

func TestPreferencesAreRemembered(t *testing.T) {
	b := opened(t)
	b.Menu("View", "Dark")
	b.Menu("View", "Larger Text")
	b.Menu("View", "Larger Text")
	again := b.another()
	got := again.App.Settings().Theme().(look.Theme)
	if got.Mode != look.Dark || got.Scale < 1.19 || got.Scale > 1.21 || look.Variant() != theme.VariantDark {
		t.Errorf("the next window has %+v", got)
	}
	for range 20 {
		again.Menu("View", "Smaller Text")
	}
	if got := again.App.Settings().Theme().(look.Theme).Scale; got != look.MinScale {
		t.Errorf("the smallest text has scale %v", got)
	}
	again.Menu("View", "Normal Text Size")
	if got := again.App.Settings().Theme().(look.Theme).Scale; got != 1 {
		t.Errorf("the normal scale is %v, want 1", got)
	}
}

func TestANameInThePreferencesStandsOnLabelsFromThenOn(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Rename("Omar")
	b.SomebodyElse()
	if got := b.Session().Analyst(); got != "Omar" {
		t.Fatalf("the analyst is %q", got)
	}
	if b.Screen.Total != 0 {
		t.Errorf("Omar has %d labels", b.Screen.Total)
	}
	b.Saved()
}

func TestTheFilterNarrowsTheListAndEscLeavesIt(t *testing.T) {
	b := withSample(t)
	b.Keys("/")
	filter, ok := b.Window.Window().Canvas().Focused().(interface {
		fyne.Focusable
		SetText(string)
	})
	if !ok {
		t.Fatal("/ does not focus the filter")
	}
	test.Type(filter, "tellwire")
	b.WantText("1 of 5 articles")
	b.Key(fyne.KeyReturn)
	if got := b.Session().Document().Metadata.Outlet; got != "Tellwire" {
		t.Errorf("Enter opens an article of %q, want Tellwire", got)
	}
	b.Keys("/")
	b.Key(fyne.KeyEscape, fyne.KeyEscape)
	b.WantText("5 articles")
	b.Keys("1")
	if b.Screen.Total != 1 {
		t.Error("after Esc the key 1 does not set a label")
	}
	b.Saved()
}

func TestAnImportIsUndoneAsOne(t *testing.T) {
	b := withSample(t)
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Choose("Remove articles")
	if b.Screen.Articles != 0 || b.Session().Document() != nil {
		t.Errorf("after undo the state is %+v", b.Screen)
	}
	b.WantText("No article is open.")
	b.Shortcut(&fyne.ShortcutRedo{})
	if b.Screen.Articles != 5 {
		t.Errorf("after redo the state is %+v", b.Screen)
	}
	b.Saved()
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
)

// search types a query and waits for its result.
func (b *harness) search(query, says string) {
	b.t.Helper()
	b.press(command.Ctrl(fyne.KeyF))
	b.keys(query)
	b.until(says, func() bool { return b.reads(says) && !b.reads("So far: ") })
}

// searchEffects adds the visible effects of the search commands.
func (b *harness) searchEffects(out map[command.ID]effect) {
	unit := 0
	given := func() { // at the first of two hits, in the third article
		b.search(`"the river"`, "sentences in")
		b.key(fyne.KeyReturn)
		b.until("the article", func() bool { return !b.screen.Dialog && b.reads("Hit 1 of") })
		unit = b.screen.Unit
	}
	moved := func() bool { return b.screen.Unit != unit && !b.screen.Dialog }
	asks := func(text string) effect {
		return effect{given: given, seen: func() bool { return b.screen.Dialog && b.reads(text) }, after: func() { b.key(fyne.KeyEscape) }}
	}
	out["search.show"] = effect{seen: func() bool { return b.screen.Dialog && b.reads("Search all text") }}
	out["search.next"] = effect{given: given, seen: moved, after: func() { b.key(fyne.KeyEscape) }}
	out["search.previous"] = effect{given: func() { given(); b.key(fyne.KeyF3); unit = b.screen.Unit }, seen: moved, after: func() { b.key(fyne.KeyEscape) }}
	out["search.tag"] = asks("Tag all that was found")
	out["search.export"] = asks(".csv is a table")
	out["search.save"] = asks("Save this search")
}

// The walk visits the hits of all articles in a circle, starting at the cursor.
func TestHitsAreWalkedInTheReader(t *testing.T) {
	b := withSample(t)
	b.search("water ", "sentences in")
	b.key(fyne.KeyReturn)
	b.until("the first hit", func() bool { return b.reads("Hit 1 of ") && b.reads("F3 next") })
	type place struct {
		article string
		unit    int
	}
	here := func() place { return place{b.screen.Article, b.screen.Unit} }
	first := here()
	var seen []place
	for {
		if text := strings.ToLower(b.screen.Sentence); len(text) < 60 && !strings.Contains(text, "water") {
			t.Errorf("%q is no hit", text)
		}
		seen = append(seen, here())
		b.key(fyne.KeyF3)
		if here() == first {
			break
		}
		if len(seen) > 100 {
			t.Fatalf("the walk does not come round: %v", seen)
		}
	}
	b.wantText("That was the last hit: here is the first.")
	if len(seen) < 5 || seen[len(seen)-1].article == first.article {
		t.Fatalf("the walk goes by %v", seen)
	}
	back := command.Key{Name: fyne.KeyF3, Mod: fyne.KeyModifierShift}
	b.press(back)
	if here() != seen[len(seen)-1] {
		t.Errorf("back from the first leads to %v", here())
	}
	b.key(fyne.KeyF3)

	// F3 starts at the cursor within an article.
	b.Session().MoveTo(0)
	b.key(fyne.KeyF3)
	if here() != seen[0] {
		t.Errorf("from the beginning of the article it goes to %v, not to %v", here(), seen[0])
	}
	// Esc ends the walk, and F3 continues it.
	b.key(fyne.KeyEscape)
	if b.reads("F3 next") {
		t.Error("Esc leaves the bar")
	}
	b.key(fyne.KeyF3)
	if here() != seen[1] || !b.reads("Hit 2 of ") {
		t.Errorf("F3 goes on to %v, not to %v", here(), seen[1])
	}
	// The search opens at the current hit.
	b.press(command.Ctrl(fyne.KeyF))
	b.key(fyne.KeyReturn)
	if here() != seen[1] {
		t.Errorf("the search opens at %v, not at %v", here(), seen[1])
	}
}

// The bar shows the search that F3 walks through. Without a search it is hidden.
func TestTheWalkEndsWithItsSearch(t *testing.T) {
	b := withSample(t)
	walk := func(query string) {
		t.Helper()
		b.search(query, "sentences in")
		b.key(fyne.KeyReturn)
		b.until("the walk", func() bool { return !b.screen.Dialog && b.reads("Hit 1 of ") })
	}
	walk("water ")
	b.press(command.Ctrl(fyne.KeyF))
	b.key(fyne.KeyEscape)
	if !b.reads("Hit 1 of ") {
		t.Error("looking at what was found ends the walk")
	}
	b.search("dam ", "sentences in")
	b.key(fyne.KeyEscape)
	if b.reads("Hit 1 of ") {
		t.Error("the bar tells of a search that is not there any more")
	}
	b.key(fyne.KeyF3)
	b.until("a hit of the last search", func() bool { return b.reads(": dam ") })
	b.press(command.Ctrl(fyne.KeyF))
	b.keys("dam untagged") // Esc and Ctrl+T follow without a pause
	b.key(fyne.KeyEscape)
	b.press(command.Ctrl(fyne.KeyT))
	b.until("what was found", func() bool { return b.reads("Tag all that was found") && b.reads("sentences in") })
	b.key(fyne.KeyEscape)
	walk("water ")
	b.press(command.Ctrl(fyne.KeyZ)) // removes the articles
	b.until("an empty project", func() bool { return b.screen.Articles == 0 })
	if b.reads("Hit 1 of ") {
		t.Error("without articles the walk goes on")
	}
}

func TestAllThatWasFoundIsTaggedAndTakenBack(t *testing.T) {
	b := withSample(t)
	found := b.Session().Articles()
	b.keys("2") // a quote that may be among the hits, and must stay one
	first := b.screen.Total
	if err := b.Session().Open(b.Session().Row(0).ID); err != nil || found != 5 {
		t.Fatal(err)
	}
	b.search("label:quote", "1 sentence in 1 article.")
	b.key(fyne.KeyEscape)

	b.search("the untagged", "sentences in")
	b.shortcutTyped(command.Ctrl(fyne.KeyT)) // waits for the end of the search
	b.until("what would become of them", func() bool { return b.reads("Get it: ") })
	if b.reads("Keep another") {
		t.Error("an untagged sentence has another label")
	}
	b.keys("1")
	b.until("the labels", func() bool { return b.screen.Total > first && !b.screen.Dialog })
	many := b.screen.Total
	b.wantText("sentences tagged as Claim.")
	b.saved()

	// Nothing is left to tag, and the quote has stayed one.
	b.press(command.Ctrl(fyne.KeyF))
	b.until("nothing", func() bool { return b.reads("Nothing has") })
	b.key(fyne.KeyEscape)
	b.search("label:quote", "1 sentence in 1 article.")
	b.shortcutTyped(command.Ctrl(fyne.KeyT))
	b.until("what would become of it", func() bool { return b.reads("Keep another: 1") })
	b.keys("r1") // including those with another label
	b.until("one more claim", func() bool { return !b.screen.Dialog && b.reads("tagged as Claim.") })
	if b.screen.Total != many {
		t.Errorf("%d labels, not %d", b.screen.Total, many)
	}
	b.press(command.Ctrl(fyne.KeyZ))
	b.press(command.Ctrl(fyne.KeyZ))
	b.until("one undo each", func() bool { return b.screen.Total == first })
	b.saved()
	b.search("label:quote", "1 sentence in 1 article.")
	b.key(fyne.KeyEscape)
}

// shortcutTyped sends a shortcut while an entry has the focus.
func (b *harness) shortcutTyped(k command.Key) {
	b.t.Helper()
	b.Window.Window().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(held(k))
}

func TestWhatWasFoundIsExportedAsATableOrASet(t *testing.T) {
	b := withSample(t)
	b.search("river ", "sentences in")
	for name, begins := range map[string]string{"found.csv": "\ufeffarticle", "found.json": "{"} {
		path := filepath.Join(t.TempDir(), name)
		b.shortcutTyped(command.CtrlShift(fyne.KeyX))
		b.until("the question where to", func() bool { return b.reads(".csv is a table") })
		b.answer(path)
		b.until("what was written", func() bool { return b.reads(path) && b.reads("were written to") })
		b.key(fyne.KeyEscape)
		data, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(data), begins) || !strings.Contains(strings.ToLower(string(data)), "river") {
			t.Errorf("%s begins with %.40q: %v", name, data, err)
		}
	}
	b.key(fyne.KeyEscape)
}

func TestASearchIsSavedFoundInThePaletteRenamedAndRemoved(t *testing.T) {
	b := withSample(t)
	b.search("river untagged", "sentences in")
	b.shortcutTyped(command.CtrlShift(fyne.KeyK))
	b.keys("Rivers") // replaces the query, which is selected
	b.key(fyne.KeyReturn)
	b.key(fyne.KeyEscape)
	b.wantText("Saved as “Rivers”.")

	b.press(command.Ctrl(fyne.KeyK))
	b.keys("rivers")
	b.wantText("river untagged")
	b.key(fyne.KeyReturn)
	b.until("what was found", func() bool { return b.reads("Search all text") && b.reads("sentences in") })
	b.key(fyne.KeyEscape)

	again := func() {
		b.press(command.Ctrl(fyne.KeyF))
		b.key(fyne.KeyBackspace) // all of it is selected
	}
	again()
	b.wantText("Rivers")
	b.key(fyne.KeyF2)
	b.keys("Water")
	b.key(fyne.KeyReturn)
	b.wantText("Water")
	b.key(fyne.KeyDelete)
	if b.reads("Water") || b.reads("Saved searches") {
		t.Error("it is not removed")
	}
	b.key(fyne.KeyEscape)
}

func TestALabelIsFoundFromThePalette(t *testing.T) {
	b := withSample(t)
	b.keys("1")
	b.press(command.Ctrl(fyne.KeyK))
	b.keys("find label claim")
	b.key(fyne.KeyReturn)
	b.until("the claim", func() bool { return b.reads("1 sentence in 1 article.") })
	b.until("its letter", func() bool { return b.reads("C") })
	b.key(fyne.KeyEscape)
	b.saved()
}

func TestANoteIsFoundAndGoneTo(t *testing.T) {
	b := withSample(t)
	article, unit := b.screen.Article, b.screen.Unit
	b.keys("n")
	b.keys("zzyzx")
	b.key(fyne.KeyEscape)
	b.saved()
	b.keys("]")
	b.search("zzyzx", "1 note in 1 article.")
	b.key(fyne.KeyReturn)
	if b.screen.Article != article || b.screen.Unit != unit {
		t.Errorf("it leads to %s, unit %d", b.screen.Article, b.screen.Unit)
	}
}

func TestNothingCanBeDoneWithNothing(t *testing.T) {
	b := withSample(t)
	for id, says := range map[command.ID]string{
		"search.next":   "Nothing was searched for. Ctrl+F searches.",
		"search.tag":    "Nothing was searched for. Ctrl+F searches.",
		"search.export": "Nothing was searched for. Ctrl+F searches.",
		"search.save":   "Nothing was searched for. Ctrl+F searches.",
	} {
		if got := b.Commands().Find(id).Why(); got != says {
			t.Errorf("%s cannot be done because: %q", id, got)
		}
	}
	b.search("zzyzx ", "Nothing has all of this.")
	b.key(fyne.KeyEscape)
	if got := b.Commands().Find("search.tag").Why(); got != "Nothing was found." {
		t.Errorf("all of nothing cannot be tagged because: %q", got)
	}
	b.keys("n")
	b.keys("zzyzx")
	b.key(fyne.KeyEscape)
	b.saved()
	b.press(command.Ctrl(fyne.KeyF))
	b.until("the note", func() bool { return b.reads("1 note in 1 article.") })
	b.key(fyne.KeyEscape)
	if got := b.Commands().Find("search.tag").Why(); !strings.HasPrefix(got, "Only notes were found") {
		t.Errorf("a note cannot be tagged because: %q", got)
	}
}

// Hits that only resemble the query are shown but not tagged.
func TestATypoIsFoundAndSaid(t *testing.T) {
	b := withSample(t)
	b.search("rivver ", "Nothing has “rivver” as written; like it: ")
	b.shortcutTyped(command.Ctrl(fyne.KeyT))
	b.wantText("Correct them to tag what was found.")
	b.key(fyne.KeyReturn)
	if b.screen.Dialog || !b.reads("Hit 1 of ") {
		t.Error("Enter does not lead to it")
	}
}

// While the query has an error, the list still shows the hits of the previous one,
// so commands on all hits are disabled.
func TestAQueryWithAMistakeIsNeitherTaggedNorExported(t *testing.T) {
	b := withSample(t)
	b.search("water lable:claim", "There is no filter called “lable”.")
	for _, key := range []command.Key{command.Ctrl(fyne.KeyT), command.CtrlShift(fyne.KeyX)} {
		b.press(key)
		if b.reads("Tag all that was found") || b.reads(".csv is a table") {
			t.Fatalf("%v does something", key)
		}
	}
	b.key(fyne.KeyEscape)
	b.press(command.Ctrl(fyne.KeyT))
	if b.screen.Dialog || !b.reads("There is a mistake in the search. Correct it first.") {
		t.Error("once the search is closed, what it did not mean is tagged")
	}
}

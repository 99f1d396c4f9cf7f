package find_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

// F3 walks through the hits of all articles and returns to the first hit.
func TestHitsAreWalkedInTheReader(t *testing.T) {
	b := withSample(t)
	b.Search("water ", "sentences in")
	b.Key(fyne.KeyReturn)
	b.Until("the first hit", func() bool { return b.Reads("Result 1 of ") && b.Reads("F3 next") })
	type place struct {
		article string
		unit    int
	}
	here := func() place { return place{b.Screen.Article, b.Screen.Unit} }
	first := here()
	var seen []place
	for {
		if text := strings.ToLower(b.Screen.Sentence); len(text) < 60 && !strings.Contains(text, "water") {
			t.Errorf("%q does not contain the word", text)
		}
		seen = append(seen, here())
		b.Key(fyne.KeyF3)
		if here() == first {
			break
		}
		if len(seen) > 100 {
			t.Fatalf("the walk does not return to the first hit: %v", seen)
		}
	}
	b.WantText("Reached the end, continued from the first result.")
	if len(seen) < 5 || seen[len(seen)-1].article == first.article {
		t.Fatalf("the walk visits %v", seen)
	}
	back := command.Key{Name: fyne.KeyF3, Mod: fyne.KeyModifierShift}
	b.Press(back)
	if here() != seen[len(seen)-1] {
		t.Errorf("Shift+F3 on the first hit leads to %v, want the last", here())
	}
	b.Key(fyne.KeyF3)

	// Within an article, F3 starts at the cursor.
	b.Session().MoveTo(0)
	b.Key(fyne.KeyF3)
	if here() != seen[0] {
		t.Errorf("F3 from the beginning of the article goes to %v, want %v", here(), seen[0])
	}
	// Esc ends the walk, and F3 continues it.
	b.Key(fyne.KeyEscape)
	if b.Reads("F3 next") {
		t.Error("Esc does not hide the bar")
	}
	b.Key(fyne.KeyF3)
	if here() != seen[1] || !b.Reads("Result 2 of ") {
		t.Errorf("F3 goes to %v, want %v", here(), seen[1])
	}
	// The search opens at the current hit.
	b.Press(command.CtrlShift(fyne.KeyF))
	b.Key(fyne.KeyReturn)
	if here() != seen[1] {
		t.Errorf("the search opens at %v, want %v", here(), seen[1])
	}
}

// The bar is hidden when the query changes or no article is left.
func TestTheWalkEndsWithItsSearch(t *testing.T) {
	b := withSample(t)
	walk := func(query string) {
		t.Helper()
		b.Search(query, "sentences in")
		b.Key(fyne.KeyReturn)
		b.Until("the walk", func() bool { return !b.Screen.Dialog && b.Reads("Result 1 of ") })
	}
	walk("water ")
	b.Press(command.CtrlShift(fyne.KeyF))
	b.Key(fyne.KeyEscape)
	if !b.Reads("Result 1 of ") {
		t.Error("opening and closing the search ends the walk")
	}
	b.Search("dam ", "sentences in")
	b.Key(fyne.KeyEscape)
	if b.Reads("Result 1 of ") {
		t.Error("the bar still shows the previous search")
	}
	b.Key(fyne.KeyF3)
	b.Until("a hit of the last search", func() bool { return b.Reads(": dam ") })
	b.Press(command.CtrlShift(fyne.KeyF))
	b.Keys("dam untagged") // Esc and Ctrl+T follow without a pause
	b.Key(fyne.KeyEscape)
	b.Press(command.Ctrl(fyne.KeyT))
	b.Until("what was found", func() bool { return b.Reads("Tag all results") && b.Reads("sentences in") })
	b.Key(fyne.KeyEscape)
	walk("water ")
	b.Press(command.Ctrl(fyne.KeyZ)) // undoes the import
	b.Choose("Remove articles")
	b.Until("an empty project", func() bool { return b.Screen.Articles == 0 })
	if b.Reads("Result 1 of ") {
		t.Error("the walk does not end when the articles are removed")
	}
}

func TestAllThatWasFoundIsTaggedAndTakenBack(t *testing.T) {
	b := withSample(t)
	found := b.Session().Articles()
	b.Keys("2") // the search may find this sentence, which must stay a quote
	first := b.Screen.Total
	if err := b.Session().Open(b.Session().Row(0).ID); err != nil || found != 5 {
		t.Fatal(err)
	}
	b.Search("label:quote", "1 sentence in 1 article.")
	b.Key(fyne.KeyEscape)

	b.Search("the untagged", "sentences in")
	b.shortcutTyped(command.Ctrl(fyne.KeyT))
	b.Until("the counts for each label", func() bool { return b.Reads(" new") })
	if b.Reads("keep another label") {
		t.Error("an untagged sentence has another label")
	}
	b.Keys("1")
	b.Until("the labels", func() bool { return b.Screen.Total > first && !b.Screen.Dialog })
	many := b.Screen.Total
	b.WantText("sentences tagged as Claim.")
	b.Saved()

	// Nothing is left to tag, and the quote is still a quote.
	b.Press(command.CtrlShift(fyne.KeyF))
	b.Until("the search without hits", func() bool { return b.Reads("No results.") })
	b.Key(fyne.KeyEscape)
	b.Search("label:quote", "1 sentence in 1 article.")
	b.shortcutTyped(command.Ctrl(fyne.KeyT))
	b.Until("the count of the quote", func() bool { return b.Reads("1 keep another label") })
	b.Keys("r1") // R includes sentences with another label
	b.Until("one more claim", func() bool { return !b.Screen.Dialog && b.Reads("tagged as Claim.") })
	if b.Screen.Total != many {
		t.Errorf("there are %d labels, want %d", b.Screen.Total, many)
	}
	b.Press(command.Ctrl(fyne.KeyZ))
	b.Press(command.Ctrl(fyne.KeyZ))
	b.Until("the labels undone", func() bool { return b.Screen.Total == first })
	b.Saved()
	b.Search("label:quote", "1 sentence in 1 article.")
	b.Key(fyne.KeyEscape)
}

// shortcutTyped sends the shortcut of a key to the focused entry.
func (b *harness) shortcutTyped(k command.Key) {
	b.T.Helper()
	b.Window.Window().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(windowtest.ShortcutOf(k))
}

func TestASearchIsSavedFoundInThePaletteRenamedAndRemoved(t *testing.T) {
	b := withSample(t)
	b.Search("river untagged", "sentences in")
	b.shortcutTyped(command.CtrlShift(fyne.KeyK))
	b.Keys("Rivers") // replaces the query, which is selected
	b.Key(fyne.KeyReturn)
	b.Key(fyne.KeyEscape)
	b.WantText("Saved as “Rivers”.")

	b.Press(command.Ctrl(fyne.KeyK))
	b.Keys("rivers")
	b.WantText("river untagged")
	b.Key(fyne.KeyReturn)
	b.Until("what was found", func() bool { return b.Reads("Search all articles") && b.Reads("sentences in") })
	b.Key(fyne.KeyEscape)

	again := func() {
		b.Press(command.CtrlShift(fyne.KeyF))
		b.Key(fyne.KeyBackspace) // the whole query is selected
	}
	again()
	b.WantText("Rivers")
	b.Key(fyne.KeyF2)
	b.Keys("Water")
	b.Key(fyne.KeyReturn)
	b.WantText("Water")
	b.Key(fyne.KeyDelete)
	if b.Reads("Water") || b.Reads("Saved searches") {
		t.Error("the saved search is not removed")
	}
	b.Key(fyne.KeyEscape)
}

func TestALabelIsFoundFromThePalette(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Press(command.Ctrl(fyne.KeyK))
	b.Keys("find label claim")
	b.Key(fyne.KeyReturn)
	b.Until("the claim", func() bool { return b.Reads("1 sentence in 1 article.") })
	b.Until("the letter of the label", func() bool { return b.Reads("C") })
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestANoteIsFoundAndGoneTo(t *testing.T) {
	b := withSample(t)
	article, unit := b.Screen.Article, b.Screen.Unit
	b.Keys("n")
	b.Keys("zzyzx")
	b.Key(fyne.KeyEscape)
	b.Saved()
	b.Keys("]")
	b.Search("zzyzx", "1 note in 1 article.")
	b.Key(fyne.KeyReturn)
	if b.Screen.Article != article || b.Screen.Unit != unit {
		t.Errorf("Enter leads to %s, unit %d", b.Screen.Article, b.Screen.Unit)
	}
}

func TestNothingCanBeDoneWithNothing(t *testing.T) {
	b := withSample(t)
	for id, says := range map[command.ID]string{
		"search.next":   "Search for something first. Press Ctrl+Shift+F to search all articles.",
		"search.tag":    "Search for something first. Press Ctrl+Shift+F to search all articles.",
		"search.export": "Search for something first. Press Ctrl+Shift+F to search all articles.",
		"search.save":   "Search for something first. Press Ctrl+Shift+F to search all articles.",
	} {
		if got := b.Commands().Find(id).Why(); got != says {
			t.Errorf("the reason why %s cannot run is %q", id, got)
		}
	}
	b.Search("zzyzx ", "No results.")
	b.Key(fyne.KeyEscape)
	if got := b.Commands().Find("search.tag").Why(); got != "No results." {
		t.Errorf("without hits the reason is %q", got)
	}
	b.Keys("n")
	b.Keys("zzyzx")
	b.Key(fyne.KeyEscape)
	b.Saved()
	b.Press(command.CtrlShift(fyne.KeyF))
	b.Until("the note", func() bool { return b.Reads("1 note in 1 article.") })
	b.Key(fyne.KeyEscape)
	if got := b.Commands().Find("search.tag").Why(); !strings.HasPrefix(got, "Only notes were found") {
		t.Errorf("with only a note found the reason is %q", got)
	}
}

// Hits that only resemble the query are shown but not tagged.
func TestATypoIsFoundAndSaid(t *testing.T) {
	b := withSample(t)
	b.Search("rivver ", "No exact results for “rivver”. Similar: ")
	b.shortcutTyped(command.Ctrl(fyne.KeyT))
	b.WantText("Correct the spelling to tag them.")
	b.Key(fyne.KeyReturn)
	if b.Screen.Dialog || !b.Reads("Result 1 of ") {
		t.Error("Enter does not lead to the hit")
	}
}

// While the query has a mistake, the list shows the hits of the last query without
// one. The commands on all hits are disabled.
func TestAQueryWithAMistakeIsNeitherTaggedNorExported(t *testing.T) {
	b := withSample(t)
	b.Search("water lable:claim", "There is no filter called “lable”.")
	for _, key := range []command.Key{command.Ctrl(fyne.KeyT), command.CtrlShift(fyne.KeyX)} {
		b.Press(key)
		if b.Reads("Tag all results") || b.Reads("Export results") {
			t.Fatalf("%v opens a dialog although the query has a mistake", key)
		}
	}
	b.Key(fyne.KeyEscape)
	b.Press(command.Ctrl(fyne.KeyT))
	if b.Screen.Dialog || !b.Reads("Fix the search first.") {
		t.Error("after the search was closed, Ctrl+T does not report the mistake")
	}
}

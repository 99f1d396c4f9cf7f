package find_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/search/token"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

var shiftF3 = command.Key{Name: fyne.KeyF3, Mod: fyne.KeyModifierShift}

// inArticle opens the bar and types a query.
func (b *harness) inArticle(query string) {
	b.T.Helper()
	b.Press(command.Ctrl(fyne.KeyF))
	b.Keys(query)
}

// counts returns the number of the current match and of all matches, such as "2 of 7", or
// what the bar says in its place, or "" if the bar is hidden.
func (b *harness) counts() (says string) {
	b.Each(func(o fyne.CanvasObject) {
		if l, ok := o.(*widget.Label); ok && (l.Text == "No matches" || strings.HasSuffix(l.Text, " matches") || matchCount.MatchString(l.Text)) {
			says = l.Text
		}
	})
	return says
}

var matchCount = regexp.MustCompile(`^\d+ of \d+$`)

func (b *harness) wantCounts(says string) {
	b.T.Helper()
	if got := b.counts(); got != says {
		b.T.Errorf("the bar says %q, want %q", got, says)
	}
}

// occurrences returns the units in which a folded query occurs, once for each
// occurrence.
func (b *harness) occurrences(query string) (units []int) {
	doc := b.Session().Document()
	for i, u := range doc.Units {
		text := strings.Join(strings.Fields(token.Fold(u.Span.Of(doc.Text))), " ")
		for range strings.Count(text, query) {
			units = append(units, i)
		}
	}
	return units
}

// The bar finds what a plain search in the folded sentences finds, in every article of
// the sample.
func TestTheBarFindsWhatAPlainSearchFinds(t *testing.T) {
	b := withSample(t)
	for row := range b.Session().Articles() {
		b.OpenRow(row)
		for _, query := range []string{"the", "wat", "“", "of the", "a", "zzyzx", "THE"} {
			b.Session().MoveTo(0)
			want := b.occurrences(token.Fold(query))
			b.inArticle(query)
			if len(want) == 0 {
				b.wantCounts("No matches")
				b.Key(fyne.KeyEscape)
				continue
			}
			for i, unit := range want {
				if says := fmt.Sprintf("%d of %d", i+1, len(want)); b.counts() != says || b.Screen.Unit != unit {
					t.Fatalf("%q in row %d: unit %d, want %d; the bar says %q, want %q", query, row, b.Screen.Unit, unit, b.counts(), says)
				}
				b.Key(fyne.KeyReturn)
			}
			b.WantText("Reached the end, continued from the top.")
			if b.Screen.Unit != want[0] {
				t.Errorf("after the last match of %q: unit %d, want %d", query, b.Screen.Unit, want[0])
			}
			b.Key(fyne.KeyEscape)
		}
	}
}

func TestTheBarIsWalkedByKeysAndByMouse(t *testing.T) {
	b := withSample(t)
	b.Session().MoveTo(0)
	units := b.occurrences("the")
	if len(units) < 4 {
		t.Fatal("too few matches")
	}
	of := func(n int) string { return fmt.Sprintf("%d of %d", n, len(units)) }
	b.inArticle("the")
	field := b.Window.Window().Canvas().Focused().(desktop.Keyable)
	b.Key(fyne.KeyReturn, fyne.KeyF3)
	b.wantCounts(of(3))
	field.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	b.Key(fyne.KeyReturn)
	b.wantCounts(of(2))
	b.Key(fyne.KeyF3)
	b.wantCounts(of(1))
	b.Key(fyne.KeyReturn)
	b.WantText("Reached the top, continued from the end.")
	field.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	b.Key(fyne.KeyReturn)
	b.wantCounts(of(1))
	b.named("Next match")
	b.wantCounts(of(2))
	b.named("Previous match")
	b.wantCounts(of(1))

	// Esc leaves the cursor at the match, and the article has the keys again.
	b.Key(fyne.KeyF3, fyne.KeyF3)
	b.inArticle("")
	b.Key(fyne.KeyEscape)
	if b.counts() != "" || b.Screen.Unit != units[2] || b.Window.Window().Canvas().Focused() != nil {
		t.Errorf("after Esc: unit %d, want %d", b.Screen.Unit, units[2])
	}
	// F3 goes on, without the field.
	b.Key(fyne.KeyF3)
	b.wantCounts(of(4))
	b.Press(shiftF3)
	b.wantCounts(of(3))
	// It begins at the cursor if the analyst has moved.
	b.Session().MoveTo(0)
	b.Key(fyne.KeyF3)
	b.wantCounts(of(1))
	b.Key(fyne.KeyEscape)
	if b.counts() != "" {
		t.Error("Esc in the article does not close the bar")
	}
}

// The readers have the room of a bar that is closed.
func TestTheReaderGetsTheRoomOfAClosedBar(t *testing.T) {
	b := withSample(t)
	height := func() (h float32) {
		b.Each(func(o fyne.CanvasObject) {
			if p := windowtest.AsPage(o); p != nil {
				h = fyne.CurrentApp().Driver().AbsolutePositionForObject(p).Y
			}
		})
		return h
	}
	top := height()
	b.inArticle("the")
	if height() <= top {
		t.Error("the bar is over the text")
	}
	b.Key(fyne.KeyEscape)
	if height() != top {
		t.Errorf("the text begins at %v, want %v", height(), top)
	}
}

// named clicks the button with an accessible name that begins with a text.
func (b *harness) named(name string) {
	b.T.Helper()
	var found fyne.Tappable
	b.Each(func(o fyne.CanvasObject) {
		a, ok := o.(fyne.Accessible)
		if button, taps := o.(fyne.Tappable); ok && taps && strings.HasPrefix(a.AccessibilityLabel(), name) {
			found = button
		}
	})
	if found == nil {
		b.T.Fatalf("no button is called %q", name)
	}
	test.Tap(found)
}

// A query that is typed further is found at or after the place where it was begun.
func TestTypingFindsFromWhereTheAnalystIs(t *testing.T) {
	b := withSample(t)
	units := b.occurrences("the")
	from := units[len(units)/2]
	b.Session().MoveTo(from)
	b.inArticle("t")
	if b.Screen.Unit != from {
		t.Errorf("the first letter leads to unit %d, want %d", b.Screen.Unit, from)
	}
	b.Keys("he")
	if b.Screen.Unit != from {
		t.Errorf("the word leads to unit %d, want %d", b.Screen.Unit, from)
	}
	b.Keys("zzz")
	b.WantText("No matches")
	b.Key(fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	if b.Screen.Unit != from || b.Reads("No matches") {
		t.Errorf("after a mistake: unit %d, want %d", b.Screen.Unit, from)
	}
	// The query is still there, selected, when the bar is opened again.
	b.Key(fyne.KeyEscape)
	b.inArticle("")
	if b.counts() == "" {
		t.Error("the last query is not found again")
	}
	b.Keys("a")
	if got, want := b.query(), "a"; got != want {
		t.Errorf("the field has %q, want %q", got, want)
	}
	b.Key(fyne.KeyEscape)
}

// query returns the text of the focused field.
func (b *harness) query() (text string) {
	field := b.Window.Window().Canvas().Focused()
	field.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	return field.(interface{ SelectedText() string }).SelectedText()
}

// F3 goes on with what was searched for last, in the article or everywhere.
func TestF3WalksWhatWasSearchedForLast(t *testing.T) {
	b := withSample(t)
	b.Search("water ", "sentences in")
	b.Key(fyne.KeyReturn)
	b.Until("a hit", func() bool { return b.Reads("Result 1 of ") })
	b.inArticle("the")
	if b.Reads("Result 1 of ") {
		t.Error("both bars are shown")
	}
	b.Key(fyne.KeyEscape, fyne.KeyF3)
	b.wantCounts(fmt.Sprintf("2 of %d", len(b.occurrences("the"))))
	b.Search("dam ", "sentences in")
	b.Key(fyne.KeyReturn)
	b.Until("a hit", func() bool { return b.Reads("Result 1 of ") })
	b.Key(fyne.KeyF3)
	b.WantText("Result 2 of ")
}

// With two readers, the bar is about the active one.
func TestTheBarIsAboutTheActiveReader(t *testing.T) {
	b := withSample(t)
	b.OpenRow(0)
	b.Session().MoveTo(0)
	b.Press(command.Ctrl(fyne.KeyBackslash))
	b.Session().MoveTo(0)
	count := func() int { return len(b.occurrences("the")) }
	first := count()
	b.inArticle("the")
	b.wantCounts(fmt.Sprintf("1 of %d", first))
	b.Window.Window().Canvas().Unfocus()
	b.OpenRow(3)
	if count() == first {
		t.Fatal("two articles have the same number of matches")
	}
	b.wantCounts(fmt.Sprintf("%d matches", count()))
	b.Session().MoveTo(0)
	b.Key(fyne.KeyF3)
	b.wantCounts(fmt.Sprintf("1 of %d", count()))
	right := b.Screen.Article
	b.Key(fyne.KeyF6)
	b.wantCounts(fmt.Sprintf("%d matches", count()))
	b.Session().MoveTo(0)
	b.Key(fyne.KeyF3)
	b.wantCounts(fmt.Sprintf("1 of %d", count()))
	if b.Screen.Article == right {
		t.Error("F6 does not lead to the other article")
	}
}

func TestTheBarClosesWithTheLastArticle(t *testing.T) {
	b := withSample(t)
	b.inArticle("the")
	b.Window.Window().Canvas().Unfocus()
	b.Press(command.Ctrl(fyne.KeyZ)) // undoes the import
	b.Choose("Remove articles")
	b.Until("an empty project", func() bool { return b.Screen.Articles == 0 })
	if b.counts() != "" {
		t.Error("the bar is still shown")
	}
	if why := b.Commands().Find("find.article").Why(); why == "" {
		t.Error("text can be found without an article")
	}
}

package panel

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func newWrittenNote(text string) *noteEntry {
	e := newNoteEntry(func() {}, func(fyne.Shortcut) bool { return false })
	e.SetText(text)
	return e
}

var noteTexts = map[string]string{
	"empty":                    "",
	"one word":                 "word",
	"one row":                  "Short and plain.",
	"several rows":             strings.TrimSpace(strings.Repeat("The gauge was read twice on the same morning. ", 9)),
	"lines":                    "One.\nTwo.\nThree.",
	"long lines":               strings.Repeat("The pump stood still for an hour at noon.\n", 5) + "Nobody said why.",
	"an empty line at the end": "Stopped at six.\n",
	"empty lines":              "\n\n",
	"a word longer than a row": strings.Repeat("Wasserstandsmessung", 12),
	"spaces at the end":        "Ends with spaces   ",
	"many spaces at the end":   "Ends with spaces" + strings.Repeat(" ", 80),
	"to the left":              strings.TrimSpace(strings.Repeat("המשאבה עמדה שעה בצהריים. ", 9)),
	"both ways":                "The sign said “אין כניסה” and סגור, twice over, in white paint on the door.",
	"emoji":                    strings.Repeat("👩‍👩‍👧 at the gate 🤦🏽‍♂️ ", 8),
	"ideographs":               strings.Repeat("水位が堤防を越えた。", 12),
	"accents":                  strings.Repeat("e\u0301te\u0301 a\u0308rger ", 12),
	"tabs":                     "one\ttwo\tthree\tfour\tfive\tsix\tseven\teight\tnine\tten",
}

var noteWidths = []float32{0, 60, 130, 260, 300, 900}

func TestTheCaretIsPutBehindANoteOfAnyTextAtAnyWidth(t *testing.T) {
	test.NewTempApp(t)
	for name, text := range noteTexts {
		for _, width := range noteWidths {
			for _, later := range noteWidths {
				e := newWrittenNote(text)
				w := test.NewTempWindow(t, e)
				w.SetPadded(false)
				if width > 0 {
					w.Resize(fyne.NewSize(width, 200))
				}
				e.caretToEnd()
				if later > 0 { // resize the entry after the caret is placed
					w.Resize(fyne.NewSize(later, 200))
				}
				e.TypedRune('!')
				if e.Text != text+"!" {
					t.Errorf("%s, %v then %v wide: typing continues as %q", name, width, later, e.Text)
				}
			}
		}
	}
}

func TestTheCaretStaysInTheTextWhenRowsChange(t *testing.T) {
	test.NewTempApp(t)
	for name, text := range noteTexts {
		e := newWrittenNote(text)
		w := test.NewTempWindow(t, e)
		runes := []rune(text)
		for at := 0; at <= len(runes); at += 1 + len(runes)/7 {
			w.Resize(fyne.NewSize(130, 200))
			e.setCaret(at)
			w.Resize(fyne.NewSize(420, 200))
			if got := e.CursorTextOffset(); got != at {
				t.Errorf("%s: the caret goes from %d to %d", name, at, got)
			}
		}
	}
}

// characters are single grapheme clusters.
var characters = []string{
	"x", "é", "e\u0301", "a\u0308\u0323", "🤦🏽\u200d♂\ufe0f", "👩‍👩‍👧‍👦", "🇺🇦", "👍🏿", "#\ufe0f\u20e3", "❤\ufe0f", "각", "\u1112\u1161\u11ab",
	"நி", "กำ", "שָׁ", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "z\u0335\u0321\u031b",
}

func TestANoteIsEditedByCharacters(t *testing.T) {
	test.NewTempApp(t)
	press := func(e *noteEntry, names ...fyne.KeyName) {
		for _, name := range names {
			e.TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
	for _, c := range characters {
		n := utf8.RuneCountInString(c)
		at := func(e *noteEntry, want int, what string) {
			t.Helper()
			if got := e.CursorTextOffset(); got != want {
				t.Errorf("%q: %s leads to %d, want %d", c, what, got, want)
			}
		}
		text := func(e *noteEntry, want, what string) {
			t.Helper()
			if e.Text != want {
				t.Errorf("%q: %s leaves %q, want %q", c, what, e.Text, want)
			}
		}
		e := newWrittenNote("a" + c + "b" + c)
		test.NewTempWindow(t, e).Resize(fyne.NewSize(300, 100))
		var changes []string
		e.OnChanged = func(s string) { changes = append(changes, s) }
		e.setCaret(1)
		press(e, fyne.KeyRight)
		at(e, 1+n, "right")
		press(e, fyne.KeyLeft)
		at(e, 1, "left")
		press(e, fyne.KeyDelete)
		text(e, "ab"+c, "Delete")
		e.Undo()
		text(e, "a"+c+"b"+c, "undo")
		e.caretToEnd()
		press(e, fyne.KeyBackspace)
		text(e, "a"+c+"b", "Backspace")
		if changes[len(changes)-1] != e.Text || len(changes) != 3 {
			t.Errorf("%q: the reported changes are %q", c, changes)
		}
		press(e, fyne.KeyBackspace)
		text(e, "a"+c, "Backspace on b")

		// Selecting with the arrow keys selects whole characters.
		e.setCaret(1)
		e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		press(e, fyne.KeyRight)
		e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		if e.SelectedText() != c {
			t.Errorf("%q: Shift and → select %q", c, e.SelectedText())
		}
		press(e, fyne.KeyDelete)
		text(e, "a", "deleting the selection")

		// If the caret is inside a character, the whole character is deleted.
		for _, key := range []fyne.KeyName{fyne.KeyBackspace, fyne.KeyDelete} {
			e.SetText("a" + c + "b")
			e.setCaret(2)
			press(e, key)
			switch {
			case n > 1:
				text(e, "ab", string(key)+" within it")
			case key == fyne.KeyBackspace:
				text(e, "ab", "Backspace")
			default:
				text(e, "a"+c, "Delete")
			}
		}
	}
}

func TestWordsAreDeletedByWholeCharacters(t *testing.T) {
	test.NewTempApp(t)
	word := func(name fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault}
	}
	for _, c := range characters {
		for _, s := range []string{"one " + c + "two", "one" + c, c + c, c + " " + c, "one two" + c + c} {
			e := newWrittenNote(s)
			test.NewTempWindow(t, e).Resize(fyne.NewSize(600, 100))
			whole := map[int]bool{0: true}
			for i := range []rune(s) {
				_, end := characterAt([]rune(s), i)
				whole[end] = true
			}
			e.caretToEnd()
			for range len(s) {
				e.TypedShortcut(word(fyne.KeyLeft))
				if !whole[e.CursorTextOffset()] {
					t.Errorf("%q: a word to the left is within a character, %d", s, e.CursorTextOffset())
				}
			}
			e.caretToEnd()
			for range len(s) {
				e.TypedShortcut(word(fyne.KeyBackspace))
				if !whole[utf8.RuneCountInString(e.Text)] || !strings.HasPrefix(s, e.Text) {
					t.Errorf("%q: deleting words backwards leaves %q", s, e.Text)
				}
			}
			e.SetText(s)
			e.setCaret(0)
			all := len([]rune(s))
			for range len(s) {
				e.TypedShortcut(word(fyne.KeyDelete))
				if !whole[all-utf8.RuneCountInString(e.Text)] || !strings.HasSuffix(s, e.Text) {
					t.Errorf("%q: deleting words forwards leaves %q", s, e.Text)
				}
			}
		}
	}
}

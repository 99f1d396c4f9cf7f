package panel

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/segment"
)

// noteEntry is the text box of a note. It grows with its text, and Esc leaves it.
//
// Fyne's entry stores the caret as a displayed row and a column in runes, and moves
// and deletes by runes. This entry keeps the caret at its place in the text when
// rows change. It moves and deletes by grapheme clusters, such as an emoji of
// several runes or a letter with its accents.
type noteEntry struct {
	leavable
	rows int  // displayed rows
	gone bool // the entry is not on the screen, but may still have the focus
	last bool // the caret was put at the end of the text and has not moved since
}

var (
	_ fyne.Accessible   = (*noteEntry)(nil)
	_ fyne.Focusable    = (*noteEntry)(nil)
	_ fyne.Shortcutable = (*noteEntry)(nil)
	_ desktop.Mouseable = (*noteEntry)(nil)
)

func newNoteEntry(leave func(), shortcut Shortcut) *noteEntry {
	e := &noteEntry{leavable: leavable{leave: leave, shortcut: shortcut}, rows: minNoteRows}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(lang.L("Write a note…"))
	e.SetMinRowsVisible(minNoteRows)
	return e
}

// TypedRune implements fyne.Focusable. If the entry is off the screen, it calls
// leave and ignores the rune.
func (e *noteEntry) TypedRune(r rune) {
	if e.gone {
		e.leave()
		return
	}
	e.keepLast()
	e.leavable.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (e *noteEntry) TypedKey(k *fyne.KeyEvent) {
	if e.gone || k.Name == fyne.KeyEscape {
		e.leave()
		return
	}
	e.keepLast()
	e.last = false
	switch k.Name {
	case fyne.KeyBackspace, fyne.KeyDelete:
		e.erase(k)
	case fyne.KeyRight:
		e.Entry.TypedKey(k)
		e.leaveCharacter(fyne.KeyRight)
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		e.Entry.TypedKey(k)
		e.leaveCharacter(fyne.KeyLeft)
	default:
		if !e.passed(k) {
			e.Entry.TypedKey(k)
		}
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *noteEntry) TypedShortcut(s fyne.Shortcut) {
	e.keepLast()
	e.last = false
	before, caret := []rune(e.Text), e.CursorTextOffset()
	e.leavable.TypedShortcut(s)
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return
	}
	switch custom.KeyName {
	case fyne.KeyLeft, fyne.KeyRight:
		e.leaveCharacter(custom.KeyName)
	case fyne.KeyBackspace: // also delete the rest of a character that was cut
		start, end := characterAt(before, e.CursorTextOffset())
		if at := e.CursorTextOffset(); at < caret && start < at && at < end {
			e.eraseRunes(at-start, 0)
		}
	case fyne.KeyDelete:
		gone := caret + len(before) - utf8.RuneCountInString(e.Text)
		if start, end := characterAt(before, gone); gone > caret && start < gone && gone < end {
			e.eraseRunes(0, end-gone)
		}
	}
}

// MouseDown implements desktop.Mouseable.
func (e *noteEntry) MouseDown(m *desktop.MouseEvent) {
	e.last = false
	e.Entry.MouseDown(m)
	if start, end := e.character(); start < e.CursorTextOffset() && e.CursorTextOffset() < end && e.SelectedText() == "" {
		e.setCaret(start)
	}
}

// erase deletes the selection. Without a selection, it deletes the character before
// or after the caret.
func (e *noteEntry) erase(k *fyne.KeyEvent) {
	at := e.CursorTextOffset()
	first := at // index of a rune of the deleted character
	if k.Name == fyne.KeyBackspace {
		first--
	}
	start, end := characterAt([]rune(e.Text), first)
	if e.SelectedText() != "" || end-start < 2 {
		e.Entry.TypedKey(k)
		return
	}
	e.eraseRunes(at-start, end-at)
}

// eraseRunes deletes runes before and after the caret as one undo step. Fyne does
// this only for a selection, so eraseRunes selects the runes first.
func (e *noteEntry) eraseRunes(before, behind int) {
	at := e.CursorTextOffset() - before
	e.setCaret(at)
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	e.KeyDown(shift)
	for end := at + before + behind; at < end; {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		was := at
		if at = e.CursorTextOffset(); at == was && e.rowStart(e.CursorRow+1) == 0 {
			break // the end of the text; at the end of another row, the caret may move only after a second key press
		}
	}
	e.KeyUp(shift)
	e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
}

// leaveCharacter types a key until the caret is no longer inside a character.
func (e *noteEntry) leaveCharacter(key fyne.KeyName) {
	start, end := e.character()
	for at := e.CursorTextOffset(); start < at && at < end; {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: key})
		was := at
		if at = e.CursorTextOffset(); at == was {
			return
		}
	}
}

// character returns the bounds, in runes, of the character that contains the rune
// after the caret.
func (e *noteEntry) character() (start, end int) {
	return characterAt([]rune(e.Text), e.CursorTextOffset())
}

// characterAt returns the bounds, in runes, of the grapheme cluster (UAX #29) that
// contains the rune at an index of text. If there is no such rune, both bounds are
// that index.
func characterAt(text []rune, at int) (start, end int) {
	if at < 0 || at >= len(text) {
		return at, at
	}
	first, last := at, at+1 // bounds of the line, which contains the whole character
	for first > 0 && text[first-1] != '\n' {
		first--
	}
	for last < len(text) && text[last-1] != '\n' {
		last++
	}
	line := string(text[first:last])
	start, from := first, 0
	for _, offset := range append(segment.Characters(line), len(line)) {
		end = start + utf8.RuneCountInString(line[from:offset])
		if end > at {
			break
		}
		start, from = end, offset
	}
	return start, end
}

func (e *noteEntry) caretToEnd() {
	e.last = true
	e.keepLast()
	e.Refresh()
}

// keepLast moves the caret to the end of the text if it has not moved since
// caretToEnd was called.
func (e *noteEntry) keepLast() {
	if e.last {
		e.place(utf8.RuneCountInString(e.Text))
	}
}

// setCaret moves the caret before the rune at an index of the text.
func (e *noteEntry) setCaret(at int) {
	e.place(at)
	e.Refresh()
}

// place does the same as setCaret, but without a refresh.
func (e *noteEntry) place(at int) {
	row, start := 0, 0
	for next := e.rowStart(1); next > 0 && next <= at; next = e.rowStart(row + 1) {
		row, start = row+1, next
	}
	e.CursorRow, e.CursorColumn = row, at-start
}

// rowStart returns the index of the first rune of a displayed row, or 0 if there is
// no such row.
func (e *noteEntry) rowStart(row int) int {
	wasRow, wasColumn := e.CursorRow, e.CursorColumn
	defer func() { e.CursorRow, e.CursorColumn = wasRow, wasColumn }()
	e.CursorRow, e.CursorColumn = row, 0
	return e.CursorTextOffset()
}

// AccessibilityLabel implements fyne.Accessible.
func (e *noteEntry) AccessibilityLabel() string {
	return lang.L("Note: {{.Text}}", map[string]any{"Text": e.Text})
}

// AccessibilityRole implements fyne.Accessible.
func (e *noteEntry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AcceptsTab implements fyne.Tabbable. Tab moves the focus to the grades.
func (e *noteEntry) AcceptsTab() bool { return false }

// Limits for the displayed rows of a note, and the width that is assumed before the
// first layout. A longer note scrolls.
const (
	minNoteRows = 2
	maxNoteRows = 14
	usualWidth  = 300
)

// Resize implements fyne.CanvasObject. If the width changes, the text breaks into
// other rows, but the caret stays at its place in the text.
func (e *noteEntry) Resize(size fyne.Size) {
	wider := size.Width != e.Size().Width
	caret := e.CursorTextOffset()
	e.leavable.Resize(size)
	if wider {
		e.fit()
		if e.CursorTextOffset() != caret {
			e.setCaret(caret)
		}
	}
}

// fit sets the height of the box to that of its text, within the limits.
func (e *noteEntry) fit() {
	width := e.Size().Width
	if width == 0 {
		width = usualWidth // before the first layout
	}
	measure := func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), e.TextStyle).Width }
	room, space := width-2*theme.InnerPadding()-2*theme.InputBorderSize(), measure(" ")
	rows := 0
	for line := range strings.SplitSeq(e.Text, "\n") {
		rows += rowsOf(line, room, space, measure)
		if rows >= maxNoteRows {
			break // the box has its greatest height, so the other lines need no measuring
		}
	}
	if rows = min(max(rows, minNoteRows), maxNoteRows); rows != e.rows {
		e.rows = rows
		e.SetMinRowsVisible(rows)
	}
}

// rowsOf returns the number of rows that a line needs in a width.
func rowsOf(line string, room, space float32, measure func(string) float32) int {
	rows, x := 1, float32(0)
	for word := range strings.FieldsSeq(line) {
		w := measure(word)
		if x > 0 && x+space+w > room {
			rows++
			x = 0
		}
		if x > 0 {
			x += space
		}
		x += w
		for x > room && room > 0 {
			rows++
			x -= room
		}
	}
	return rows
}

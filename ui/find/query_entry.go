package find

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/control"
)

// queryEntry is the field for the query. It handles a key itself only if neither
// the offers nor the dialog do.
type queryEntry struct {
	control.Entry
	view  *searchView
	quiet bool // changes start no search
}

var _ fyne.Tabbable = (*queryEntry)(nil)

func newQueryEntry(v *searchView) *queryEntry {
	e := &queryEntry{view: v}
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(lang.L("Words, “a phrase”, label:… outlet:… date:… untagged"))
	e.OnChanged = func(text string) {
		if !e.quiet {
			v.typed(text)
		}
	}
	e.OnCursorChanged = func() {
		if !e.quiet {
			v.offers.moved()
		}
	}
	return e
}

// AcceptsTab implements fyne.Tabbable. Tab takes an offer if there is one;
// otherwise it moves the focus.
func (e *queryEntry) AcceptsTab() bool { return e.view.offers.open() }

// TypedKey implements fyne.Focusable.
func (e *queryEntry) TypedKey(k *fyne.KeyEvent) {
	if !e.view.offers.key(k) && !e.view.key(k) {
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *queryEntry) TypedShortcut(s fyne.Shortcut) {
	why, known := e.view.Shortcut(s)
	if !known {
		e.Entry.TypedShortcut(s)
	}
	if why != "" {
		e.view.status.SetText(why)
	}
}

// put replaces the text and searches for it.
func (e *queryEntry) put(text string) { e.set(text, len(text)) }

// quietly replaces the text without searching for it.
func (e *queryEntry) quietly(text string) {
	e.quiet = true
	e.set(text, len(text))
	e.quiet = false
}

// set replaces the text and puts the cursor at a byte offset in it. Unless quiet is
// set, it then searches for the text.
func (e *queryEntry) set(text string, cursor int) {
	quiet := e.quiet
	e.quiet = true // the cursor is not in place yet
	e.SetText(text)
	e.CursorColumn = utf8.RuneCountInString(text[:cursor])
	e.quiet = quiet
	e.Refresh()
	if !quiet {
		e.view.typed(text)
	}
}

// cursor returns the byte offset of the cursor in the text.
func (e *queryEntry) cursor() int {
	n := 0
	for i := range e.Text {
		if n == e.CursorColumn {
			return i
		}
		n++
	}
	return len(e.Text)
}

// filter appends the name of a filter to the query. A name without a colon, such as
// “untagged”, is removed instead if the query has it.
func (e *queryEntry) filter(name string) {
	e.view.win.Canvas().Focus(e)
	text := strings.TrimSpace(e.Text)
	if !strings.HasSuffix(name, ":") {
		before := len(strings.Fields(text))
		words := strings.Fields(text)
		kept := words[:0]
		for _, w := range words {
			if w != name {
				kept = append(kept, w)
			}
		}
		if len(kept) < before {
			e.put(strings.Join(kept, " "))
			return
		}
		name += " "
	}
	if text != "" {
		text += " "
	}
	e.put(text + name)
}

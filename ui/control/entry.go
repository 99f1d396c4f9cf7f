package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
)

// Entry is a text entry that can handle Esc.
type Entry struct {
	widget.Entry
	OnEscape func()                 // called on Esc, if set
	OnF1     func(k *fyne.KeyEvent) // called on F1, which means nothing in a text, if set
	// OnShortcut is called on modifiers with a letter, such as Ctrl+O, except those that the
	// clipboard, undo and selecting use. If it is nil, they do nothing.
	OnShortcut func(s fyne.Shortcut)
	Viewport   Viewport
	Spoken     string // the accessible name

	press command.Press
}

// AccessibilityLabel implements fyne.Accessible.
func (e *Entry) AccessibilityLabel() string { return e.Spoken }

// AccessibilityRole implements fyne.Accessible. Fyne has no role for entries.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// NewEntry returns an empty entry.
func NewEntry() *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.Viewport.Reveal()
	e.Entry.FocusGained()
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && e.OnEscape != nil {
		e.OnEscape()
		return
	}
	if k.Name == fyne.KeyF1 && e.OnF1 != nil {
		e.OnF1(k)
		return
	}
	e.Entry.TypedKey(k)
}

// KeyDown implements desktop.Keyable.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	e.press.Down(k)
	e.Entry.KeyDown(k)
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && len(custom.KeyName) == 1 && e.OnShortcut != nil {
		e.press.Pass(e)
		e.OnShortcut(s)
		return
	}
	e.Entry.TypedShortcut(s)
}

// SearchEntry is an entry above the list of its results. It passes Enter and the
// keys that move up and down to the list.
type SearchEntry struct {
	Entry
	List *List
}

// NewSearchEntry returns an empty entry. Its list must be set before it has the
// focus.
func NewSearchEntry() *SearchEntry {
	e := &SearchEntry{}
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey implements fyne.Focusable.
func (e *SearchEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyReturn, fyne.KeyEnter:
		e.List.TypedKey(k)
	default:
		e.Entry.TypedKey(k)
	}
}

package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Field is an entry of one or several lines. Ctrl+Enter calls OnSave, and Tab moves to the
// next control.
type Field struct {
	Entry
	OnSave     func()
	OnShortcut func(fyne.Shortcut) bool // handles a shortcut, and reports whether it did; may be nil
}

// NewField returns an empty entry in which a number of lines is visible.
func NewField(lines int) *Field {
	f := &Field{}
	if lines > 1 {
		f.MultiLine, f.Wrapping = true, fyne.TextWrapWord
	}
	f.ExtendBaseWidget(f)
	f.SetMinRowsVisible(lines)
	return f
}

// AcceptsTab implements fyne.Tabbable.
func (f *Field) AcceptsTab() bool { return false }

// TypedShortcut implements fyne.Shortcutable.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	switch {
	case ok && c.Modifier == fyne.KeyModifierShortcutDefault && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter):
		f.OnSave()
	case f.OnShortcut != nil && f.OnShortcut(s):
	default:
		f.Entry.TypedShortcut(s)
	}
}

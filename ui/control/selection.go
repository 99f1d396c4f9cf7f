package control

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Selection is a drop-down list of options. The arrows select another option, and
// Space or Enter shows all options.
type Selection struct {
	widget.Select
	OnEscape func()
	Viewport Viewport
	Spoken   string // beginning of the accessible name, because screen readers do not read a label beside the control
	focused  bool
}

// CreateRenderer implements fyne.Widget.
func (s *Selection) CreateRenderer() fyne.WidgetRenderer {
	return newOutlined(s.Select.CreateRenderer(), 0, inputBorder(func() bool { return s.focused }))
}

// AccessibilityLabel implements fyne.Accessible.
func (s *Selection) AccessibilityLabel() string {
	if s.Spoken == "" {
		return s.Selected
	}
	return s.Spoken + ": " + s.Selected
}

// AccessibilityRole implements fyne.Accessible. Fyne has no role for selections.
func (s *Selection) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// NewSelection returns a Selection in which the option with index at is selected.
// It calls changed when the selection changes, and escape on Esc.
func NewSelection(options []string, at int, changed func(at int), escape func()) *Selection {
	s := &Selection{OnEscape: escape}
	s.Options = options
	s.SetSelectedIndex(at)
	s.OnChanged = func(string) { changed(s.SelectedIndex()) }
	s.ExtendBaseWidget(s)
	return s
}

// TypedRune implements fyne.Focusable. It selects the next option that begins with
// the typed character, in upper or lower case.
func (s *Selection) TypedRune(r rune) {
	n := len(s.Options)
	if s.Disabled() || n == 0 {
		return
	}
	for i := 1; i <= n; i++ {
		at := (max(s.SelectedIndex(), 0) + i) % n
		if strings.HasPrefix(strings.ToLower(s.Options[at]), strings.ToLower(string(r))) {
			s.SetSelectedIndex(at)
			return
		}
	}
}

// FocusGained implements fyne.Focusable.
func (s *Selection) FocusGained() {
	s.focused = true
	s.Viewport.Reveal()
	s.Select.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (s *Selection) FocusLost() {
	s.focused = false
	s.Select.FocusLost()
}

// TypedKey implements fyne.Focusable.
func (s *Selection) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		s.OnEscape()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		s.Select.TypedKey(k)
	}
}

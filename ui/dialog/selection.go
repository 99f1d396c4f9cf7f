package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// selection is one of several, which the arrows go through; Space shows all.
type selection struct {
	widget.Select
	escape  func()
	sight   sight
	spoken  string // what is chosen; the label in front of it is another object
	focused bool
}

// CreateRenderer implements fyne.Widget.
func (s *selection) CreateRenderer() fyne.WidgetRenderer {
	return newEdged(s.Select.CreateRenderer(), 0, border(func() bool { return s.focused }))
}

// AccessibilityLabel implements fyne.Accessible: what is chosen among what.
func (s *selection) AccessibilityLabel() string {
	if s.spoken == "" {
		return s.Selected
	}
	return s.spoken + ": " + s.Selected
}

// AccessibilityRole implements fyne.Accessible: Fyne has none for a choice.
func (s *selection) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func newSelection(options []string, at int, changed func(at int), escape func()) *selection {
	s := &selection{escape: escape}
	s.Options = options
	s.SetSelectedIndex(at)
	s.OnChanged = func(string) { changed(s.SelectedIndex()) }
	s.ExtendBaseWidget(s)
	return s
}

// TypedRune implements fyne.Focusable: it goes to the next that begins with what
// is typed.
func (s *selection) TypedRune(r rune) {
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
func (s *selection) FocusGained() {
	s.focused = true
	s.sight.bring(s)
	s.Select.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (s *selection) FocusLost() {
	s.focused = false
	s.Select.FocusLost()
}

// TypedKey implements fyne.Focusable.
func (s *selection) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		s.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		s.Select.TypedKey(k)
	}
}

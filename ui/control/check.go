package control

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Check is a check box that Enter toggles as well as Space.
type Check struct {
	widget.Check
	OnEscape func()
	Viewport Viewport
	Spoken   string // the accessible name; the box's text if empty
}

// NewCheck returns a check box that calls changed when it is ticked or cleared, and
// escape on Esc.
func NewCheck(text string, on bool, changed func(bool), escape func()) *Check {
	c := &Check{OnEscape: escape}
	c.Text, c.Checked, c.OnChanged = text, on, changed
	c.ExtendBaseWidget(c)
	return c
}

// AccessibilityLabel implements fyne.Accessible.
func (c *Check) AccessibilityLabel() string { return cmp.Or(c.Spoken, c.Text) }

// AccessibilityRole implements fyne.Accessible. Fyne has no role for check
// boxes.
func (c *Check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// FocusGained implements fyne.Focusable.
func (c *Check) FocusGained() {
	c.Viewport.Reveal()
	c.Check.FocusGained()
}

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		c.OnEscape()
	case fyne.KeyReturn, fyne.KeyEnter:
		c.SetChecked(!c.Checked)
	default:
		c.Check.TypedKey(k)
	}
}

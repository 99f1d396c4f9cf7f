package dialog

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// check is a box that Enter ticks, as Space does.
type check struct {
	widget.Check
	escape func()
	sight  sight
	spoken string // what it is called where its text does not say it
}

func newCheck(text string, on bool, changed func(bool), escape func()) *check {
	c := &check{escape: escape}
	c.Text, c.Checked, c.OnChanged = text, on, changed
	c.ExtendBaseWidget(c)
	return c
}

// AccessibilityLabel implements fyne.Accessible.
func (c *check) AccessibilityLabel() string { return cmp.Or(c.spoken, c.Text) }

// AccessibilityRole implements fyne.Accessible: Fyne has none for a box.
func (c *check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// FocusGained implements fyne.Focusable.
func (c *check) FocusGained() {
	c.sight.bring(c)
	c.Check.FocusGained()
}

// TypedKey implements fyne.Focusable.
func (c *check) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		c.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		c.SetChecked(!c.Checked)
	default:
		c.Check.TypedKey(k)
	}
}

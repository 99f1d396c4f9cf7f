package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/words"
)

// FocusGained implements fyne.Focusable.
func (c *Chart) FocusGained() { c.focus(true) }

// FocusLost implements fyne.Focusable.
func (c *Chart) FocusLost() { c.focus(false) }

func (c *Chart) focus(on bool) {
	c.focused, c.shift = on, false
	c.held.Up()
	c.BaseWidget.Refresh()
	c.host.Moved()
}

// TypedRune implements fyne.Focusable.
func (c *Chart) TypedRune(r rune) { c.host.PressRune(r) }

// TypedShortcut implements fyne.Shortcutable.
func (c *Chart) TypedShortcut(s fyne.Shortcut) { c.host.PressShortcut(s) }

// TypedKey implements fyne.Focusable. The arrows move from mark to mark and from band to band.
// With Shift, they scroll in time.
func (c *Chart) TypedKey(k *fyne.KeyEvent) {
	if c.laid == nil {
		c.host.PressKey(k)
		return
	}
	b, far := c.laid.Bands[c.band], c.laid.measures.width/3
	switch {
	case k.Name == fyne.KeyLeft && c.shifted():
		c.scrollBy(-far, 0)
	case k.Name == fyne.KeyRight && c.shifted():
		c.scrollBy(far, 0)
	case k.Name == fyne.KeyLeft:
		c.step(-1)
	case k.Name == fyne.KeyRight:
		c.step(1)
	case k.Name == fyne.KeyUp:
		c.turn(-1)
	case k.Name == fyne.KeyDown:
		c.turn(1)
	case k.Name == fyne.KeyPageUp:
		c.turn(-c.page())
	case k.Name == fyne.KeyPageDown:
		c.turn(c.page())
	case k.Name == fyne.KeyHome && b.To > b.From:
		c.choose(b.From)
	case k.Name == fyne.KeyEnd && b.To > b.From:
		c.choose(b.To - 1)
	default:
		c.host.PressKey(k)
	}
}

// KeyDown implements desktop.Keyable.
func (c *Chart) KeyDown(k *fyne.KeyEvent) {
	c.shift = c.shift || isShift(k)
	c.held.Down(k)
	command.PassDown(c, k)
}

// KeyUp implements desktop.Keyable.
func (c *Chart) KeyUp(k *fyne.KeyEvent) {
	c.shift = c.shift && !isShift(k)
	c.held.Up()
}

func isShift(k *fyne.KeyEvent) bool {
	return k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight
}

// shifted reports whether Shift is held down.
func (c *Chart) shifted() bool { return modifiers()&fyne.KeyModifierShift != 0 || c.shift }

// modifiers returns the modifiers that are held down, as far as the driver knows them.
func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// AccessibilityLabel implements fyne.Accessible.
func (c *Chart) AccessibilityLabel() string { return c.spoken() }

// AccessibilityRole implements fyne.Accessible.
func (c *Chart) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// spoken returns what is current: the band with its rank and lag, and the mark.
func (c *Chart) spoken() string {
	if c.laid == nil || c.band >= len(c.content.Bands) {
		return lang.L("Timeline")
	}
	b := c.content.Bands[c.band]
	text := words.Joined(", ", b.Rank, b.Name, b.Lag)
	if items := c.items(); len(items) > 0 {
		text = words.Joined(": ", text, c.content.Tip(items))
	}
	return text
}

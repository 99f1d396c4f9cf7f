package menu

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TypedKey implements fyne.Focusable. The arrows walk through the menus, Enter chooses,
// and Esc closes one menu.
func (c *catcher) TypedKey(e *fyne.KeyEvent) {
	o := c.open
	o.stop()
	p := o.deepest()
	switch e.Name {
	case fyne.KeyDown:
		o.walk(p, p.at+1)
	case fyne.KeyUp:
		if p.at < 0 {
			p.at = 0
		}
		o.walk(p, p.at-1)
	case fyne.KeyHome, fyne.KeyPageUp:
		o.walk(p, 0)
	case fyne.KeyEnd, fyne.KeyPageDown:
		o.walk(p, len(p.lines)-1)
	case fyne.KeyRight:
		o.right(p)
	case fyne.KeyLeft:
		o.left()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l := p.selected(); l != nil {
			o.choose(l)
			if o.deepest() != p { // a submenu has opened
				o.walk(o.deepest(), 0)
			}
		}
	case fyne.KeyEscape:
		if len(o.panels) > 1 {
			o.up()
			return
		}
		o.close()
	case fyne.KeyF10, desktop.KeyMenu:
		o.close()
	}
}

// walk selects a line of a panel. Before the first line comes the last one.
func (o *open) walk(p *panel, i int) {
	n := len(p.lines)
	if n == 0 {
		return
	}
	p.selectLine((i + n) % n)
	o.explain(p.selected(), false)
}

// right opens the submenu of the selected line or, if it has none, the next menu of the
// bar.
func (o *open) right(p *panel) {
	if l := p.selected(); l != nil && l.Item.Menu != nil && l.Item.Why == "" {
		o.enter(l)
		o.walk(o.deepest(), 0)
		return
	}
	if o.bar != nil {
		o.bar.step(1)
	}
}

// left closes a submenu or, if none is open, opens the previous menu of the bar.
func (o *open) left() {
	if len(o.panels) > 1 {
		o.up()
		return
	}
	if o.bar != nil {
		o.bar.step(-1)
	}
}

// up closes the deepest submenu.
func (o *open) up() {
	o.keep(len(o.panels) - 1)
	o.explain(o.deepest().selected(), false)
}

// TypedRune implements fyne.Focusable. It selects the next line that begins with the
// letter.
func (c *catcher) TypedRune(r rune) {
	o := c.open
	p := o.deepest()
	for step := 1; step <= len(p.lines); step++ {
		i := (p.at + step) % len(p.lines)
		if p.at < 0 {
			i = step - 1
		}
		if first := []rune(p.lines[i].Item.Title); len(first) > 0 && strings.EqualFold(string(first[0]), string(r)) {
			o.stop()
			o.walk(p, i)
			return
		}
	}
}

// TypedShortcut implements fyne.Shortcutable. Alt with a letter opens another menu of
// the bar.
func (c *catcher) TypedShortcut(s fyne.Shortcut) {
	o := c.open
	key, ok := s.(*desktop.CustomShortcut)
	if o.bar == nil || !ok || key.Modifier != fyne.KeyModifierAlt {
		return
	}
	if i := o.bar.Letter(key.KeyName); i >= 0 && i != o.bar.at {
		o.stop()
		o.bar.show(i)
		o.walk(o.deepest(), 0)
	}
}

package report

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
)

// parts is the list of the parts of a report: check boxes, whose order can be changed.
type parts struct {
	content fyne.CanvasObject
	column  *fyne.Container // of *part
	at      *part           // had the focus last
	changed func()
	win     fyne.Window
	save    func()
}

// part is the check box of a part.
type part struct {
	control.Check
	name string
	of   *parts
}

// newParts returns the list of the parts with the given names.
func newParts(names []string, s *sheet) *parts {
	p := &parts{changed: s.changed, win: s.win.Window(), save: s.save}
	p.column = container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()))
	for _, name := range names {
		one := &part{name: name, of: p}
		one.Text, one.Checked = partTitle(name), true
		one.OnChanged = func(bool) { p.changed() }
		one.OnEscape, one.Viewport = s.hide, s.through
		one.ExtendBaseWidget(one)
		p.column.Add(one)
	}
	p.at = p.column.Objects[0].(*part)
	button := func(text string, by int) *control.Button {
		b := control.NewButton(text, func() { p.move(p.at, by) }, s.hide)
		b.Viewport = s.through
		return b
	}
	up, down := button(lang.L("Move Up"), -1), button(lang.L("Move Down"), 1)
	keys := control.Wrapped(lang.L("{{.Up}} and {{.Down}} move a part.", map[string]any{
		"Up": command.Ctrl(fyne.KeyUp).String(), "Down": command.Ctrl(fyne.KeyDown).String(),
	}))
	keys.SizeName = theme.SizeNameCaptionText
	p.content = container.NewVBox(p.column, container.New(&control.Flow{}, up, down), keys)
	return p
}

// all returns the check boxes in their order.
func (p *parts) all() (all []*part) {
	for _, o := range p.column.Objects {
		all = append(all, o.(*part))
	}
	return all
}

// chosen returns the names of the parts that are checked, in their order.
func (p *parts) chosen() []string {
	names := []string{}
	for _, one := range p.all() {
		if one.Checked {
			names = append(names, one.name)
		}
	}
	return names
}

// set checks the parts with the given names and puts them first, in that order. It checks all in
// their present order if there are none.
func (p *parts) set(names []string) {
	place := func(one *part) int {
		if i := slices.Index(names, one.name); i >= 0 {
			return i
		}
		return len(names)
	}
	all := p.all()
	slices.SortStableFunc(all, func(a, b *part) int { return place(a) - place(b) })
	for i, one := range all {
		one.Checked = len(names) == 0 || place(one) < len(names)
		p.column.Objects[i] = one
		one.Refresh()
	}
	p.column.Refresh()
}

// move moves a part by a number of places, unless it would leave the list. The part keeps the
// focus.
func (p *parts) move(one *part, by int) {
	objects := p.column.Objects
	from := slices.Index(objects, fyne.CanvasObject(one))
	to := from + by
	if from < 0 || to < 0 || to >= len(objects) {
		return
	}
	objects[from], objects[to] = objects[to], objects[from]
	p.column.Refresh()
	p.win.Canvas().Focus(one)
	one.Viewport.Reveal()
	p.changed()
}

// focus focuses the part that is a number of places away from another.
func (p *parts) focus(from *part, by int) {
	if i := slices.Index(p.all(), from) + by; i >= 0 && i < len(p.column.Objects) {
		p.win.Canvas().Focus(p.all()[i])
	}
}

// FocusGained implements fyne.Focusable.
func (b *part) FocusGained() {
	b.of.at = b
	b.Check.FocusGained()
}

// TypedKey implements fyne.Focusable.
func (b *part) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyUp:
		b.of.focus(b, -1)
	case fyne.KeyDown:
		b.of.focus(b, 1)
	default:
		b.Check.TypedKey(k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (b *part) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return
	}
	switch (command.Key{Name: c.KeyName, Mod: c.Modifier}) {
	case command.Ctrl(fyne.KeyUp):
		b.of.move(b, -1)
	case command.Ctrl(fyne.KeyDown):
		b.of.move(b, 1)
	case command.Ctrl(fyne.KeyReturn), command.Ctrl(fyne.KeyEnter):
		b.of.save()
	default:
	}
}

// AccessibilityLabel implements fyne.Accessible. It returns the part, whether it is in the report,
// and its place.
func (b *part) AccessibilityLabel() string {
	state := lang.L("left out")
	if b.Checked {
		state = lang.L("in the report")
	}
	at := slices.Index(b.of.all(), b) + 1
	return b.Text + ", " + state + ", " + lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": at, "Count": len(b.of.column.Objects)})
}

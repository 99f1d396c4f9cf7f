package find

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/panel"
)

// articleBar is the bar that finds text in the article.
type articleBar struct {
	content *fyne.Container
	field   *articleEntry
	count   *widget.Label
}

func newArticleBar(c *Controller, tips *panel.Tips) *articleBar {
	b := &articleBar{count: widget.NewLabel("")}
	b.field = newArticleEntry(c)
	button := func(icon fyne.Resource, title string, id command.ID, step int) fyne.CanvasObject {
		return panel.NewTipButton(tips, icon, "", func() string { return c.win.WithKey(title, id) }, func() {
			c.win.Unfocus()
			c.stepInArticle(step)
		})
	}
	end := panel.NewTipButton(tips, theme.CancelIcon(), "", func() string {
		return lang.L("Close") + "  ( " + command.Named(fyne.KeyEscape).String() + " )"
	}, c.EndFindingInArticle)
	b.content = container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, container.NewHBox(
		container.New(fieldLayout{}, b.field),
		button(theme.MoveUpIcon(), lang.L("Previous match"), "search.previous", -1),
		button(theme.MoveDownIcon(), lang.L("Next match"), "search.next", 1),
		b.count,
	), end)), widget.NewSeparator())
	b.content.Hide()
	return b
}

// begin moves the focus to the field and selects its text.
func (b *articleBar) begin(canvas fyne.Canvas) {
	canvas.Focus(b.field)
	b.field.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// say shows the number of matches.
func (b *articleBar) say(count string, none bool) {
	b.count.Importance = widget.MediumImportance
	if none {
		b.count.Importance = widget.DangerImportance
	}
	b.count.SetText(count)
}

// fieldLayout gives the field a width that suits most queries.
type fieldLayout struct{}

// MinSize implements fyne.Layout.
func (fieldLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(16*theme.TextSize(), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (fieldLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// articleEntry is the field of the bar. Enter and F3 go to the next match, and with
// Shift to the previous one.
type articleEntry struct {
	control.Entry
	of    *Controller
	shift bool // Shift is held down
}

var _ desktop.Keyable = (*articleEntry)(nil)

func newArticleEntry(c *Controller) *articleEntry {
	e := &articleEntry{of: c}
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(lang.L("Find in this article"))
	e.OnChanged = c.typedInArticle
	e.OnEscape = c.EndFindingInArticle
	return e
}

// FocusGained implements fyne.Focusable.
func (e *articleEntry) FocusGained() {
	e.shift = false
	e.Entry.FocusGained()
	e.of.win.RefreshMarks() // and the keys that work
}

// FocusLost implements fyne.Focusable.
func (e *articleEntry) FocusLost() {
	e.Entry.FocusLost()
	e.of.win.RefreshMarks()
}

// KeyDown implements desktop.Keyable.
func (e *articleEntry) KeyDown(k *fyne.KeyEvent) {
	e.shift = e.shift || shiftKey(k)
	e.Entry.KeyDown(k)
}

// KeyUp implements desktop.Keyable.
func (e *articleEntry) KeyUp(k *fyne.KeyEvent) {
	e.shift = e.shift && !shiftKey(k)
	e.Entry.KeyUp(k)
}

func shiftKey(k *fyne.KeyEvent) bool {
	return k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight
}

// TypedKey implements fyne.Focusable.
func (e *articleEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF3:
		step := 1
		if e.shift {
			step = -1
		}
		e.of.stepInArticle(step)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut implements fyne.Shortcutable. The shortcuts of commands work in the
// field.
func (e *articleEntry) TypedShortcut(s fyne.Shortcut) {
	if !e.of.win.Shortcut(s) {
		e.Entry.TypedShortcut(s)
	}
}

package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/views"
)

func (w *Window) toolbar() fyne.CanvasObject {
	bar := &toolbarLayout{tabs: w.openViews()}
	bar.views = w.viewing.bar
	w.buttons = nil
	button := func(icon fyne.Resource, text string, id command.ID) {
		c := w.table.Find(id)
		tip := func() string {
			text := w.withKey(c.TitleNow(), id)
			if why := c.Why(); why != "" {
				text += "\n" + why
			}
			return text
		}
		if id == "app.analyst" {
			does := tip
			tip = func() string { return w.session.Called(w.session.Analyst()) + "\n" + does() }
		}
		bar.buttons = append(bar.buttons, panel.NewTipButton(w.tips, icon, text, tip, func() {
			w.unfocus()
			w.table.Run(id)
		}))
		bar.words = append(bar.words, text)
		w.buttons = append(w.buttons, toolButton{bar.buttons[len(bar.buttons)-1], c})
	}
	button(theme.ContentAddIcon(), lang.L("Add articles"), "import.files")
	button(theme.ContentUndoIcon(), lang.L("Undo"), "edit.undo")
	button(theme.ContentRedoIcon(), lang.L("Redo"), "edit.redo")
	bar.left = len(bar.buttons)
	button(theme.AccountIcon(), "", "app.analyst")
	who := bar.left
	button(theme.ColorPaletteIcon(), "", "view.toggle")
	button(theme.SettingsIcon(), "", "app.preferences")
	button(theme.HelpIcon(), "", "help.keys")
	button(theme.DocumentSaveIcon(), lang.L("Export"), "export.project")

	name := panel.NewTipLabel(w.tips)
	name.SetText(w.projects.Name())
	name.Tip = func() string { return w.projects.Current().Path() }
	name.TextStyle.Bold = true
	name.Alignment = fyne.TextAlignCenter
	bar.name = name
	content := container.New(bar, bar.tabs, name)
	for _, b := range bar.buttons {
		content.Add(b)
	}
	w.who = func(called string) {
		bar.words[who] = shortName(called)
		content.Refresh()
	}
	w.who(w.session.Called(w.session.Analyst()))
	return content
}

// toolButton is a button of the toolbar with its command.
type toolButton struct {
	button  *panel.TipButton
	command *command.Command
}

// refreshButtons enables the buttons whose commands can run, and disables the others.
func (w *Window) refreshButtons() {
	for _, b := range w.buttons {
		switch can := b.command.Why() == ""; {
		case can && b.button.Disabled():
			b.button.Enable()
		case !can && !b.button.Disabled():
			b.button.Disable()
		}
	}
	w.refreshNativeMenu()
}

// mostOfName is the greatest number of characters of the analyst's name in the toolbar.
const mostOfName = 24

// shortName shortens a long name of an analyst.
func shortName(name string) string {
	if r := []rune(name); len(r) > mostOfName {
		return strings.TrimSpace(string(r[:mostOfName-1])) + "…"
	}
	return name
}

// toolbarLayout puts the bar of views and buttons at the left of a bar, buttons at its right
// and a name between them. If the
// words do not fit, the buttons show only their icons; then the tabs show only their numbers.
type toolbarLayout struct {
	buttons []*panel.TipButton
	words   []string // the text of each button; "" for a button with only an icon
	left    int      // the number of buttons at the left
	name    fyne.CanvasObject
	tabs    fyne.CanvasObject // the content of views
	views   *views.Bar
}

var _ fyne.Layout = (*toolbarLayout)(nil)

// nameWish is the width that must be free for the name, in multiples of the text
// size. If less is free, the buttons lose their words.
const nameWish = 8

// MinSize implements fyne.Layout. It counts the icons of the buttons, not their
// words, and the numbers of the tabs.
func (l *toolbarLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	height := l.name.MinSize().Height
	for _, b := range l.buttons {
		height = max(height, b.MinSize().Height)
	}
	n := float32(len(l.buttons))
	icon := theme.IconInlineSize() + 2*theme.InnerPadding()
	return fyne.NewSize(l.views.Least()+n*(icon+theme.Padding())+l.name.MinSize().Width, height)
}

// Layout implements fyne.Layout.
func (l *toolbarLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.show(true)
	if l.width()+nameWish*theme.TextSize() > size.Width {
		l.show(false)
	}
	l.views.Brief(false)
	l.views.Brief(l.width() > size.Width)
	put := func(o fyne.CanvasObject, x, width float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
	put(l.tabs, 0, l.tabs.MinSize().Width)
	from, to := l.tabs.MinSize().Width, size.Width
	for _, b := range l.buttons[:l.left] {
		put(b, from, b.MinSize().Width)
		from += b.MinSize().Width + theme.Padding()
	}
	for i := len(l.buttons) - 1; i >= l.left; i-- {
		b := l.buttons[i]
		put(b, to-b.MinSize().Width, b.MinSize().Width)
		to -= b.MinSize().Width + theme.Padding()
	}
	put(l.name, from, max(0, to-from))
}

// show shows the buttons with their words, or as icons alone.
func (l *toolbarLayout) show(words bool) {
	for i, b := range l.buttons {
		text := ""
		if words {
			text = l.words[i]
		}
		if b.Text != text {
			b.SetText(text)
		}
	}
}

// width returns the current width of all buttons, each with a gap beside it.
func (l *toolbarLayout) width() (width float32) {
	width = l.tabs.MinSize().Width
	for _, b := range l.buttons {
		width += b.MinSize().Width + theme.Padding()
	}
	return width
}

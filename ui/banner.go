package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/session"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
)

// banner says that the work cannot be saved, and offers to try again or to save it
// elsewhere.
type banner struct {
	content fyne.CanvasObject
	back    *canvas.Rectangle
	text    *widget.Label
}

func newBanner(retry, elsewhere func()) *banner {
	b := &banner{back: canvas.NewRectangle(color.Transparent), text: widget.NewLabel("")}
	b.text.Wrapping = fyne.TextWrapWord
	b.text.TextStyle.Bold = true
	again := widget.NewButton(lang.L("Try again"), retry)
	again.Importance = widget.HighImportance
	// The buttons are below the text. If they were beside it, large text would get
	// a narrow column that is taller than a small window.
	buttons := container.NewHBox(again, widget.NewButton(lang.L("Save elsewhere…"), elsewhere))
	b.content = container.NewStack(b.back, container.New(layout.NewCustomPaddedLayout(4, 12, 8, 8),
		container.NewVBox(container.New(fewLines{}, container.NewVScroll(b.text)), container.New(layout.NewCustomPaddedLayout(0, 0, 8, 8), buttons))))
	b.content.Hide()
	return b
}

// show shows the banner if saving has failed, and hides it otherwise. It reports
// whether it has hidden a visible banner.
func (b *banner) show(s session.Save) (recovered bool) {
	if s.State != session.Failed {
		recovered = b.content.Visible()
		b.content.Hide()
		return recovered
	}
	b.back.FillColor = look.Current(look.ColorAlarm)
	b.text.SetText(lang.L("Your last edits could not be saved: {{.Why}} They are kept in memory; nothing can be changed until they are saved.",
		map[string]any{"Why": explain.Error(s.Err)}))
	b.content.Show()
	return false
}

// fewLines is a layout for one scrolled text. Its minimum height is that of the
// content, but at most about four lines, so that a long reason does not enlarge a
// small window.
type fewLines struct{}

// MinSize implements fyne.Layout.
func (fewLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	most := 4*1.4*theme.TextSize() + 2*theme.InnerPadding()
	text := objects[0].(*container.Scroll).Content
	return fyne.NewSize(0, min(text.MinSize().Height, most))
}

// Layout implements fyne.Layout.
func (fewLines) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// removedBar says above the reader that articles were removed, and offers to bring them
// back. It stays until the analyst dismisses it or changes something.
type removedBar struct {
	content *fyne.Container
	back    *canvas.Rectangle
	text    *widget.Label
	button  *widget.Button
	at      [2]uint64   // the state of the history; see reversible.newest
	stays   func() bool // reports whether what the bar offers is there; nil if it is
}

func newRemovedBar(tips *panel.Tips) *removedBar {
	b := &removedBar{back: canvas.NewRectangle(color.Transparent), text: widget.NewLabel("")}
	b.text.Wrapping = fyne.TextWrapWord
	b.button = widget.NewButton("", nil)
	b.button.Importance = widget.HighImportance
	dismiss := panel.NewTipButton(tips, theme.CancelIcon(), "", func() string { return lang.L("Dismiss") }, b.hide)
	buttons := container.NewHBox(container.NewCenter(b.button), container.NewCenter(dismiss))
	b.content = container.NewStack(b.back, container.NewBorder(nil, nil, nil, buttons, b.text))
	b.content.Hide()
	return b
}

// show shows a text with a button. newest is the present state of the history.
func (b *removedBar) show(text, button string, tapped func(), newest [2]uint64) {
	b.back.FillColor = look.Current(theme.ColorNameHeaderBackground)
	b.text.SetText(text)
	b.button.OnTapped = func() {
		b.hide()
		tapped()
	}
	b.button.SetText(button)
	b.at, b.stays = newest, nil
	b.content.Show()
	b.content.Refresh()
}

func (b *removedBar) hide() {
	if b.content.Visible() {
		b.content.Hide()
	}
}

// update hides the bar if the history has changed since it was shown.
func (b *removedBar) update(newest [2]uint64) {
	if b.content.Visible() && b.at != newest {
		b.hide()
	}
}

// check hides the bar if what it offers is gone.
func (b *removedBar) check() {
	if b.content.Visible() && b.stays != nil && !b.stays() {
		b.hide()
	}
}

// recolour updates the colour after the theme has changed.
func (b *removedBar) recolour() {
	b.back.FillColor = look.Current(theme.ColorNameHeaderBackground)
	b.back.Refresh()
}

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

package help

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
)

// ShowReport shows the facts that a report of a problem needs, and lets the analyst copy
// them. It calls copied with the text.
func ShowReport(facts []string, copied func(text string), w fyne.Window) {
	text := strings.Join(facts, "\n")
	intro := widget.NewLabel(lang.L("Assay sends nothing. Copy these details into your report, and describe what you did, what happened and what you expected."))
	intro.Wrapping = fyne.TextWrapWord
	details := widget.NewLabel(text)
	details.TextStyle.Monospace = true
	details.Wrapping = fyne.TextWrapWord
	details.Selectable = true
	body := container.NewVScroll(container.NewVBox(intro, details))
	d := control.Prompt(lang.L("Report a problem"), lang.L("Copy"), lang.L("Close"), body, w, func(yes bool) {
		if yes {
			copied(text)
		}
	})
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(560, size.Width-32), min(380, size.Height-24)))
}

package help

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/assets"
	"assay.app/assay/ui/control"
)

// ShowAbout shows the version, and the licences of third-party works. The works are
// on the left, and the text of the selected licence is on the right.
func ShowAbout(version string, licences []assets.Licence, w fyne.Window) {
	about := widget.NewLabel(lang.L("A workbench for reading several outlets' coverage of the same event.") + "\n" +
		lang.L("Everything stays on this computer.") + "\n" +
		lang.L("Assay is free software under the MIT licence. It includes the following third-party software."))
	about.Wrapping = fyne.TextWrapWord

	work := widget.NewLabel("")
	work.TextStyle.Bold = true
	work.Wrapping = fyne.TextWrapWord
	text := widget.NewLabel("")
	text.Wrapping = fyne.TextWrapWord
	text.SizeName = theme.SizeNameCaptionText
	scroll := container.NewVScroll(text)

	works := control.NewList(func() int { return len(licences) }, control.NewTitledRow, func(i int, o fyne.CanvasObject) {
		row := o.(*fyne.Container)
		row.Objects[0].(*widget.Label).SetText(licences[i].Work)
		row.Objects[1].(*widget.Label).SetText(licences[i].IDs)
	})
	works.OnChosen = func(i int) {
		work.SetText(licences[i].Work)
		text.SetText(licences[i].Text)
		scroll.ScrollToTop()
	}
	split := container.NewHSplit(works, container.NewBorder(work, nil, nil, nil, scroll))
	split.Offset = 0.42
	body := container.NewBorder(about, nil, nil, nil, split)
	d := control.Prompt(lang.L("Assay {{.Version}}", map[string]any{"Version": version}), "", lang.L("Close"), body, w, func(bool) {})
	works.OnEscape, works.OnAccept = d.Hide, d.Hide
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(860, size.Width-64), min(620, size.Height-48)))
	works.Choose(0)
	w.Canvas().Focus(works)
}

package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
)

// ShowKeys shows every command and its keys, drawn from the table.
func ShowKeys(t *command.Table, w fyne.Window) {
	var columns [2]*fyne.Container
	for i := range columns {
		columns[i] = container.NewVBox()
	}
	for _, g := range command.Groups() {
		column := columns[0]
		if g == command.Annotate || g == command.View || g == command.Help {
			column = columns[1]
		}
		head := widget.NewLabel(string(g))
		head.TextStyle.Bold = true
		column.Add(head)
		grid := container.New(layout.NewFormLayout())
		for _, c := range t.All(g) {
			if len(c.Keys) == 0 {
				continue
			}
			keys := widget.NewLabel(c.KeyText())
			keys.TextStyle.Monospace = true
			grid.Add(keys)
			grid.Add(widget.NewLabel(c.Title))
		}
		column.Add(grid)
	}
	body := container.NewVScroll(container.NewPadded(container.NewGridWithColumns(2, columns[0], columns[1])))
	d := keyed("Keys", "", "Close", body, w, func(bool) {})
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(920, size.Width-64), min(680, size.Height-48)))
}

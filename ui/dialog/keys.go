package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
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
		var keys, titles []string
		for _, c := range t.All(g) {
			if len(c.Keys) > 0 {
				keys = append(keys, c.KeyText())
				titles = append(titles, c.Title)
			}
		}
		// Two labels of many lines stand closer than many labels.
		column.Add(container.NewBorder(nil, nil, keyColumn(keys), nil, widget.NewLabel(strings.Join(titles, "\n"))))
	}
	body := container.NewVScroll(container.NewPadded(container.NewGridWithColumns(2, columns[0], columns[1])))
	d := keyed("Keys", "", "Close", body, w, func(bool) {})
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(920, size.Width-64), min(680, size.Height-48)))
}

// keyColumnWidth holds the longest keys, so that the columns line up from
// group to group.
const keyColumnWidth = 180

func keyColumn(keys []string) fyne.CanvasObject {
	l := widget.NewLabel(strings.Join(keys, "\n"))
	l.TextStyle.Bold = true
	return container.New(layout.NewGridWrapLayout(fyne.NewSize(keyColumnWidth*theme.TextSize()/14, l.MinSize().Height)), l)
}

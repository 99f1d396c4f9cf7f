package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
)

// ShowKeys shows the commands that have keys, in two columns of about the same
// height. In a narrow window, one column is below the other.
func ShowKeys(t *command.Table, w fyne.Window) {
	width := keyColumnWidth(t)
	var columns [2]*fyne.Container
	var lines [2]int
	for i := range columns {
		columns[i] = container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()))
	}
	for _, g := range command.Groups() {
		var keys, titles []string
		for _, c := range t.All(g) {
			if len(c.Keys) > 0 {
				keys = append(keys, c.KeyText())
				titles = append(titles, c.Title)
			}
		}
		if len(keys) == 0 {
			continue
		}
		shorter := 0
		if lines[1] < lines[0] {
			shorter = 1
		}
		lines[shorter] += len(keys) + headLines
		head := widget.NewLabel(g.Title())
		head.TextStyle.Bold = true
		head.Importance = widget.HighImportance
		columns[shorter].Add(head)
		// Two labels with many lines are more compact than many labels.
		columns[shorter].Add(container.NewBorder(nil, nil, keyColumn(keys, width), nil, widget.NewLabel(strings.Join(titles, "\n"))))
	}
	size := w.Canvas().Size()
	sheet := container.NewGridWithColumns(2, columns[0], columns[1])
	if sheet.MinSize().Width > size.Width-keysFrame {
		sheet = container.NewVBox(columns[0], columns[1])
	}
	body := container.NewVScroll(container.NewPadded(sheet))
	d := control.Prompt(lang.L("Keys"), "", lang.L("Close"), body, w, func(bool) {})
	d.Resize(fyne.NewSize(min(960, size.Width-64), min(760, size.Height-48)))
}

// keysFrame is the part of the window's width that the columns cannot use, in
// device-independent pixels.
const keysFrame = 96

// headLines is the height of a group's heading, in lines.
const headLines = 2

// keyColumnWidth returns the width of the longest keys, so that the columns of all
// groups line up.
func keyColumnWidth(t *command.Table) float32 {
	width := float32(0)
	for _, c := range t.Commands() {
		width = max(width, keyColumn([]string{c.KeyText()}, 0).Objects[0].MinSize().Width)
	}
	return width
}

func keyColumn(keys []string, width float32) *fyne.Container {
	l := widget.NewLabel(strings.Join(keys, "\n"))
	l.TextStyle.Bold = true
	return container.New(layout.NewGridWrapLayout(fyne.NewSize(width, l.MinSize().Height)), l)
}

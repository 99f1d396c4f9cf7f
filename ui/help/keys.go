package help

import (
	"cmp"
	"slices"
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

// ShowKeys shows the commands that have keys, in up to three columns of about the same
// height, as many as the width of the window allows.
func ShowKeys(t *command.Table, w fyne.Window) {
	size := w.Canvas().Size()
	sheet := keySheet(t, 3)
	for n := 2; n > 0 && sheet.MinSize().Width > size.Width-keysFrame; n-- {
		sheet = keySheet(t, n)
	}
	note := widget.NewLabel(lang.L("F10, or Alt with an underlined letter, opens a menu."))
	note.Importance = widget.LowImportance
	note.Wrapping = fyne.TextWrapWord
	body := container.NewVScroll(container.NewPadded(container.NewVBox(sheet, note)))
	d := control.Prompt(lang.L("Keyboard shortcuts"), "", lang.L("Close"), body, w, func(bool) {})
	want := body.Content.MinSize()
	d.Resize(fyne.NewSize(min(want.Width+keysFrame/2, size.Width-32), min(want.Height+keysHead*theme.TextSize(), size.Height-24)))
}

// keysHead is the height of the title and the button of the dialog with their padding, in
// multiples of the text size.
const keysHead = 9.5

// keySheet returns the commands that have keys in n columns.
func keySheet(t *command.Table, n int) fyne.CanvasObject {
	width := keyColumnWidth(t)
	columns := make([]*fyne.Container, n)
	lines := make([]int, n)
	for i := range columns {
		columns[i] = container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()))
	}
	for _, p := range keyParts(t) {
		var keys, titles []string
		for _, c := range p.commands {
			keys = append(keys, c.KeyText())
			titles = append(titles, c.Title)
		}
		shortest := slices.Index(lines, slices.Min(lines))
		lines[shortest] += len(keys) + headLines
		head := widget.NewLabel(p.title)
		head.TextStyle.Bold = true
		head.Importance = widget.HighImportance
		columns[shortest].Add(head)
		// Two labels with many lines are more compact than many labels.
		columns[shortest].Add(container.NewBorder(nil, nil, keyColumn(keys, width), nil, widget.NewLabel(strings.Join(titles, "\n"))))
	}
	var objects []fyne.CanvasObject
	for _, c := range columns {
		objects = append(objects, c)
	}
	return container.NewGridWithColumns(n, objects...)
}

// keyPart is a part of the sheet: the commands of a group that work in all views, or those
// of a view.
type keyPart struct {
	title    string
	commands []*command.Command // with keys
}

// keyParts returns the parts of the sheet in order.
func keyParts(t *command.Table) (parts []keyPart) {
	at := map[string]int{}
	for _, ofViews := range []bool{false, true} {
		for _, c := range t.Commands() {
			title := cmp.Or(c.View, c.Group.Title())
			if len(c.Keys) == 0 || ofViews != (c.View != "") {
				continue
			}
			if _, known := at[title]; !known {
				at[title] = len(parts)
				parts = append(parts, keyPart{title: title})
			}
			p := &parts[at[title]]
			p.commands = append(p.commands, c)
		}
	}
	return parts
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

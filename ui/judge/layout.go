package judge

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// columns is a layout for the statements, the judgement and the evidence. In a narrow window the
// evidence is below the judgement, and the part with the focus gets more of the height.
type columns struct{ v *view }

// The widths of the statements and of the judgement, and the width from which the evidence is
// beside the judgement, in multiples of the text size.
const (
	listEms   = 19
	leastList = 13
	formEms   = 30
	besideEms = 68
	columnGap = 8 // in device-independent pixels
)

// MinSize implements fyne.Layout.
func (columns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 200) }

// Layout implements fyne.Layout.
func (c columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	em := theme.TextSize()
	list := max(leastList*em, min(listEms*em, size.Width*0.24))
	objects[0].Resize(fyne.NewSize(list, size.Height))
	x := list + columnGap
	rest := max(0, size.Width-x)
	if size.Width < besideEms*em {
		upper := size.Height * 0.56
		if c.v.focusArea == treeArea {
			upper = size.Height * 0.3
		}
		place(objects[1], x, 0, rest, upper)
		place(objects[2], x, upper+columnGap, rest, size.Height-upper-columnGap)
		return
	}
	form := max(formEms*em, rest*0.44)
	place(objects[1], x, 0, form, size.Height)
	place(objects[2], x+form+columnGap, 0, rest-form-columnGap, size.Height)
}

func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, width), max(0, height)))
}

// above is a layout for a heading, a list, and the current row of the list in full.
type above struct{}

// leastFull is the height from which the current row is shown in full, in multiples of the text
// size.
const leastFull = 16

// MinSize implements fyne.Layout.
func (above) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, 120) }

// Layout implements fyne.Layout.
func (above) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head := objects[0].MinSize().Height
	full := min(size.Height*0.26, 7*theme.TextSize())
	if size.Height < leastFull*theme.TextSize() {
		full = 0 // the list needs the room, and its tips show the texts
	}
	place(objects[0], 0, 0, size.Width, head)
	place(objects[1], 0, head, size.Width, size.Height-head-full)
	place(objects[2], 0, size.Height-full, size.Width, full)
}

// wide is a layout that makes the filter wide enough for its options.
type wide struct{}

// wideEms is that width, in multiples of the text size.
const wideEms = 13

// MinSize implements fyne.Layout.
func (wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(wideEms*theme.TextSize(), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (wide) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// readable is a layout that limits the width of the text in place of an empty view.
type readable struct{}

// readableEms is that width, in multiples of the text size.
const readableEms = 34

// MinSize implements fyne.Layout. The label wraps, so its height follows from its width.
func (readable) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := readableEms * theme.TextSize()
	objects[0].Resize(fyne.NewSize(width, objects[0].Size().Height))
	return fyne.NewSize(width, objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (readable) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"assay.app/assay/model"
)

// labelList shows a button for each label that can be assigned, below the names of their
// groups. A long list scrolls by itself, so that what follows stays near.
type labelList struct {
	content *fyne.Container
	buttons []*labelButton
	scroll  *container.Scroll // nil if the list is short
	shown   model.LabelKey    // the label to which the list was scrolled last
}

// The numbers of labels above which buttons are low, and above which the list scrolls.
const (
	mostHigh     = 6
	mostUnrolled = 12
)

func newLabelList() *labelList { return &labelList{content: container.NewStack()} }

// set replaces the buttons. It calls key for the key of a label, and tapped when a button
// is clicked.
func (l *labelList) set(book model.Codebook, key func(model.LabelKey) string, tips *Tips, tapped func(model.LabelKey)) {
	l.buttons, l.scroll, l.shown = nil, nil, ""
	column := container.NewVBox()
	group := ""
	book = book.Current()
	for _, i := range book.Order() {
		label := book[i]
		if label.Group != group {
			group = label.Group
			column.Add(newGroupName(group))
		}
		b := newLabelButton(label, tips, tapped)
		b.low = len(book) > mostHigh
		b.key.Text = key(label.Key)
		l.buttons = append(l.buttons, b)
		column.Add(b)
	}
	l.content.Objects = []fyne.CanvasObject{column}
	if len(l.buttons) > mostUnrolled {
		l.scroll = container.NewVScroll(container.New(besideBar{}, column))
		height := l.buttons[0].MinSize().Height + 4
		l.scroll.SetMinSize(fyne.NewSize(0, height*(mostUnrolled-0.5))) // a row that is cut shows that there are more
		l.content.Objects = []fyne.CanvasObject{l.scroll}
	}
	l.content.Refresh()
}

// update shows which label the current sentence has, and whether it cannot have one.
func (l *labelList) update(current model.LabelKey, off bool) {
	for _, b := range l.buttons {
		b.set(b.label.Key == current, off)
		if l.scroll != nil && b.on && l.shown != current {
			l.reveal(b)
		}
	}
	l.shown = current
}

// reveal scrolls to a button.
func (l *labelList) reveal(b *labelButton) {
	top, room := b.Position().Y, l.scroll.Size().Height
	if top < l.scroll.Offset.Y || top+b.Size().Height > l.scroll.Offset.Y+room {
		l.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top-room/2)))
	}
}

// newGroupName returns the name of a group of labels, or a gap before labels without one.
func newGroupName(name string) fyne.CanvasObject {
	l := caption()
	l.TextStyle.Bold = true
	l.Wrapping = fyne.TextWrapOff
	l.Truncation = fyne.TextTruncateEllipsis
	l.SetText(name)
	return l
}

// besideBar leaves room for the scroll bar at the right of the list.
type besideBar struct{}

// barRoom is the width of that room.
const barRoom = 10

// MinSize implements fyne.Layout.
func (besideBar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(barRoom, 0)
}

// Layout implements fyne.Layout.
func (besideBar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size.SubtractWidthHeight(barRoom, 0))
}

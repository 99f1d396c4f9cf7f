package reading

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// earlierBar says above the text of an earlier version that there is a newer one, and offers to
// show it.
type earlierBar struct {
	content *fyne.Container
	back    *canvas.Rectangle
	text    *widget.Label
}

func newEarlierBar(newest, differences func()) *earlierBar {
	b := &earlierBar{back: canvas.NewRectangle(color.Transparent), text: control.Wrapped("")}
	show := widget.NewButton(lang.L("Show Newest"), newest)
	show.Importance = widget.HighImportance
	buttons := container.New(&control.Flow{}, show, widget.NewButton(lang.L("Differences"), differences))
	b.content = container.NewStack(b.back, container.NewPadded(container.New(&besideOrBelow{}, b.text, buttons)))
	b.content.Hide()
	return b
}

// set shows a text, or hides the bar if the text is "". It reports whether the bar has changed.
func (b *earlierBar) set(text string) bool {
	b.back.FillColor = look.Current(theme.ColorNameHeaderBackground)
	if text == b.text.Text && b.content.Visible() == (text != "") {
		b.back.Refresh()
		return false
	}
	b.text.SetText(text)
	b.content.Hidden = text == ""
	b.content.Refresh()
	return true
}

// earlierText says that an article is an earlier version, or returns "".
func earlierText(s *session.Session, doc *model.Document) string {
	current, superseded := s.CurrentVersion(doc.ID)
	sum, listed := s.Summary(current)
	if !superseded || !listed {
		return ""
	}
	text := lang.L("An earlier version. The newest: {{.Date}}.", map[string]any{"Date": words.VersionDate(sum.Article)})
	if next := s.Chains().Stored(current); next != nil && next.Corrected && next.Article == doc.ID {
		text = lang.L("The text was corrected. This is the text as it came in.")
	}
	return text + " " + lang.L("Labels and notes belong on the newest version.")
}

// VersionsChanged shows for each reader whether its article is an earlier version.
func (c *Controller) VersionsChanged() {
	for i := range c.win.Session().Places() {
		c.sayEarlier(i)
	}
}

// sayEarlier shows above the reader of a place whether its article is an earlier version.
func (c *Controller) sayEarlier(place int) {
	s, text := c.win.Session(), ""
	if doc := s.DocumentAt(place); doc != nil {
		text = earlierText(s, doc)
	}
	if l := c.leaves[place]; l.earlier.set(text) {
		l.content.Refresh()
	}
}

// besideOrBelow is a layout of a text and a row of buttons. The buttons are beside the text if
// the text then needs at most two lines, and below it otherwise, because a reader can be narrow.
type besideOrBelow struct{ width float32 }

// beside returns the width of the row of buttons, and reports whether it fits beside the text.
func (l *besideOrBelow) beside(objects []fyne.CanvasObject) (row float32, fits bool) {
	for _, o := range objects[1].(*fyne.Container).Objects {
		row += o.MinSize().Width + theme.Padding()
	}
	text := objects[0].(*widget.Label)
	room := l.width - row - 2*theme.InnerPadding()
	const filled = 0.85 // of a line, as words are not broken
	return row, fyne.MeasureText(text.Text, theme.TextSize(), text.TextStyle).Width <= 2*room*filled
}

// MinSize implements fyne.Layout. The height is that at the width of the last layout.
func (l *besideOrBelow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	text, buttons := objects[0].MinSize(), objects[1].MinSize()
	width := max(text.Width, buttons.Width)
	if _, fits := l.beside(objects); fits {
		return fyne.NewSize(width, max(text.Height, buttons.Height))
	}
	return fyne.NewSize(width, text.Height+theme.Padding()+buttons.Height)
}

// Layout implements fyne.Layout.
func (l *besideOrBelow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	text, buttons := objects[0], objects[1]
	row, fits := l.beside(objects)
	if !fits {
		high := buttons.MinSize().Height
		text.Move(fyne.NewPos(0, 0))
		text.Resize(fyne.NewSize(size.Width, size.Height-high-theme.Padding()))
		buttons.Move(fyne.NewPos(0, size.Height-high))
		buttons.Resize(fyne.NewSize(size.Width, high))
		return
	}
	buttons.Resize(fyne.NewSize(row, size.Height))
	high := buttons.MinSize().Height
	buttons.Resize(fyne.NewSize(row, high))
	buttons.Move(fyne.NewPos(size.Width-row, (size.Height-high)/2))
	text.Resize(fyne.NewSize(size.Width-row, size.Height))
	high = min(text.MinSize().Height, size.Height)
	text.Move(fyne.NewPos(0, (size.Height-high)/2))
	text.Resize(fyne.NewSize(size.Width-row, high))
}

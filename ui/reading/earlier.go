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
	// The buttons are below the text, because a reader can be narrow.
	buttons := container.New(&control.Flow{}, show, widget.NewButton(lang.L("Differences"), differences))
	b.content = container.NewStack(b.back, container.NewPadded(container.NewVBox(b.text, buttons)))
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

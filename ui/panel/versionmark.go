package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// listedVersions says how a row shows the versions of an article.
type listedVersions struct {
	count    int  // of the versions of a current article; 0 if it has no others
	unfolded bool // the older ones are below it
	older    bool // the row is an older version
	facts    string
}

// listed returns how the list shows the versions of an article.
func (c *Corpus) listed(sum model.Summary) (of listedVersions) {
	s := c.session
	if !s.Chains().Linked(sum.ID) {
		return of
	}
	if _, superseded := s.CurrentVersion(sum.ID); superseded {
		of.older, of.facts = true, words.VersionDate(sum.Article)
		if n, known := c.host.LeftOn(sum.ID); known && n > 0 {
			of.facts += " · " + words.N("{{.Count}} left behind", n)
		}
		return of
	}
	if n := len(s.Versions(sum.ID)); n > 1 {
		of.count, of.unfolded = n, s.VersionsShown(sum.ID)
	}
	return of
}

// versionsTip returns what the tip of a row says about versions, or "".
func (c *Corpus) versionsTip(id model.ArticleID) string {
	sum, ok := c.session.Summary(id)
	if !ok {
		return ""
	}
	switch of := c.listed(sum); {
	case of.older:
		return lang.L("An earlier version")
	case of.count > 1:
		return words.N("{{.Count}} versions", of.count)
	}
	return ""
}

// unfold shows the older versions of an article below it, or hides them. If an older version is
// the lead when they are hidden, the newest becomes the lead.
func (c *Corpus) unfold(id model.ArticleID, shown bool) {
	c.tips.Leave()
	if id == "" || len(c.session.Versions(id)) < 2 {
		return
	}
	if current, superseded := c.session.CurrentVersion(id); superseded && !shown {
		c.selection.Only(current)
		id = current
	}
	c.session.ShowVersions(id, shown)
	if row := c.session.RowOf(c.selection.Lead()); row >= 0 {
		c.list.Reveal(c.indexOf(row))
	}
	c.selectionChanged()
}

// RefreshVersions updates what the visible rows say about versions.
func (c *Corpus) RefreshVersions() { c.list.Refresh() }

// versionMark shows on the row of an article how many versions it has. A click unfolds them.
type versionMark struct {
	widget.BaseWidget
	id      model.ArticleID
	of      listedVersions
	unfold  func(model.ArticleID, bool)
	tips    *Tips
	text    *canvas.Text
	back    *canvas.Rectangle
	hovered bool
}

var (
	_ fyne.Tappable     = (*versionMark)(nil)
	_ fyne.Accessible   = (*versionMark)(nil)
	_ desktop.Hoverable = (*versionMark)(nil)
)

func newVersionMark(unfold func(model.ArticleID, bool), tips *Tips) *versionMark {
	m := &versionMark{unfold: unfold, tips: tips, text: canvas.NewText("", color.Transparent), back: canvas.NewRectangle(color.Transparent)}
	m.text.Alignment = fyne.TextAlignCenter
	m.Hidden = true
	m.ExtendBaseWidget(m)
	return m
}

// set shows the number of versions, if there are several.
func (m *versionMark) set(id model.ArticleID, of listedVersions) {
	m.id, m.of, m.Hidden = id, of, of.count < 2
}

// The signs of an article whose older versions are hidden, and shown.
const (
	foldedSign   = "▸ "
	unfoldedSign = "▾ "
)

// fit chooses a text for a width, and returns the width that it needs.
func (m *versionMark) fit(room float32) float32 {
	sign := foldedSign
	if m.of.unfolded {
		sign = unfoldedSign
	}
	m.text.TextSize = theme.CaptionTextSize()
	m.text.Text = sign + words.N("{{.Count}} versions", m.of.count)
	if m.text.MinSize().Width+markPad > room {
		m.text.Text = sign + words.Number(m.of.count)
	}
	m.Refresh()
	return m.text.MinSize().Width + markPad
}

// markPad is the space beside the text, in device-independent pixels.
const markPad = 8

// Tapped implements fyne.Tappable.
func (m *versionMark) Tapped(*fyne.PointEvent) { m.unfold(m.id, !m.of.unfolded) }

// MouseIn implements desktop.Hoverable.
func (m *versionMark) MouseIn(e *desktop.MouseEvent) {
	m.hovered = !dragging(e)
	m.Refresh()
	if m.hovered {
		text := lang.L("Show the earlier versions")
		if m.of.unfolded {
			text = lang.L("Hide the earlier versions")
		}
		m.tips.Below(m, text)
	}
}

// MouseMoved implements desktop.Hoverable.
func (m *versionMark) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (m *versionMark) MouseOut() {
	m.hovered = false
	m.tips.Leave()
	m.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (m *versionMark) AccessibilityLabel() string { return words.N("{{.Count}} versions", m.of.count) }

// AccessibilityRole implements fyne.Accessible.
func (m *versionMark) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (m *versionMark) CreateRenderer() fyne.WidgetRenderer { return &versionMarkRenderer{m} }

type versionMarkRenderer struct{ m *versionMark }

func (r *versionMarkRenderer) Destroy() {}

func (r *versionMarkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.m.back, r.m.text}
}

func (r *versionMarkRenderer) MinSize() fyne.Size {
	return r.m.text.MinSize().AddWidthHeight(markPad, 0)
}

func (r *versionMarkRenderer) Layout(size fyne.Size) {
	r.m.back.Resize(size)
	r.m.text.Resize(size)
}

func (r *versionMarkRenderer) Refresh() {
	m := r.m
	m.text.Color = look.Current(look.ColorDim)
	m.back.CornerRadius, m.back.FillColor = 4, color.Transparent
	if m.hovered {
		m.back.FillColor = look.Current(theme.ColorNameHover)
		m.text.Color = look.Current(theme.ColorNameForeground)
	}
	canvas.Refresh(m)
}

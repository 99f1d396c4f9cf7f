package versions

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/deed"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// leftList lists what is left on earlier versions. It shows the layers that the analyst sees,
// and counts the others.
type leftList struct {
	of     *Controller
	tips   *panel.Tips
	list   *rows.List
	all    []carry.Left
	hidden int // work of analysts whose layers are hidden
	at     int
}

func newLeftList(c *Controller, tips *panel.Tips) *leftList {
	l := &leftList{of: c, tips: tips}
	l.list = rows.New(leftRows{l})
	l.list.OnClick = func(i int, _ fyne.KeyModifier) {
		again := l.list.Focused() && i == l.at
		c.win.Focus(l.list)
		l.choose(i)
		if again {
			c.place()
		}
	}
	l.list.OnMenu = func(i int, at fyne.Position) {
		c.win.Focus(l.list)
		l.choose(i)
		c.openMenu(at)
	}
	l.list.OnDrag, l.list.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	l.list.OnEnter = func(i int, row fyne.CanvasObject) {
		if i < len(l.all) {
			tips.Below(row, words.Lines(l.title(i), l.old(i), l.why(i)))
		}
	}
	l.list.OnLeave = tips.Leave
	l.list.OnKey = l.typed
	l.list.OnRune, l.list.OnShortcut = c.win.PressRune, c.win.PressShortcut
	l.list.OnTab = func(int) { c.nextSection() }
	l.list.OnFocus = func(bool) { c.win.ShowHints() }
	l.list.Spoken = l.spoken
	return l
}

// seen reports whether the analyst sees what was left.
func (c *Controller) seen(l carry.Left) bool { return c.win.Session().Sees(ownerOf(l)) }

// set lists what is left according to the last reading. The current row stays at its place.
func (l *leftList) set() {
	l.all, l.hidden = nil, 0
	for _, one := range l.of.chain.left {
		if l.of.seen(one) {
			l.all = append(l.all, one)
		} else {
			l.hidden++
		}
	}
	l.at = min(l.at, max(0, len(l.all)-1))
	l.list.Refresh()
	l.list.Reveal(l.at)
}

// count returns how much is left, hidden work included.
func (l *leftList) count() int { return len(l.all) + l.hidden }

// current returns what the current row shows, or nil.
func (l *leftList) current() *carry.Left {
	if l.at >= len(l.all) {
		return nil
	}
	return &l.all[l.at]
}

func (l *leftList) choose(i int) {
	if len(l.all) == 0 {
		return
	}
	l.at = min(max(i, 0), len(l.all)-1)
	l.list.Reveal(l.at)
	l.list.RefreshStates()
	l.of.view.say()
	l.of.win.ShowHints()
}

// typed handles a key. Keys without a meaning in the list go to the window.
func (l *leftList) typed(k *fyne.KeyEvent, _ fyne.KeyModifier) {
	switch k.Name {
	case fyne.KeyDown:
		l.choose(l.at + 1)
	case fyne.KeyUp:
		l.choose(l.at - 1)
	case fyne.KeyPageDown:
		l.choose(l.at + l.list.Page())
	case fyne.KeyPageUp:
		l.choose(l.at - l.list.Page())
	case fyne.KeyHome:
		l.choose(0)
	case fyne.KeyEnd:
		l.choose(len(l.all) - 1)
	default:
		l.of.win.PressKey(k)
	}
}

// title returns what was left, and whose work it is if it is another analyst's.
func (l *leftList) title(i int) string {
	one := l.all[i]
	s := l.of.win.Session()
	texts := deed.Texts{Codebook: s.Codebook(), Passage: l.of.passage}
	text := words.UpperFirst(texts.Brief(edit.Record{Key: one.Key, After: one.Content}))
	if owner := ownerOf(one); owner != "" && owner != s.Analyst() {
		text = s.Called(owner) + " · " + text
	}
	return text
}

// passage returns a span of a version on one line.
func (c *Controller) passage(article model.ArticleID, span model.Span) string {
	i := c.chain.index(article)
	if i < 0 || span.End > len(c.chain.versions[i].doc.Text) {
		return ""
	}
	return opening(span.Of(c.chain.versions[i].doc.Text))
}

// old returns the sentence of the earlier version on which it was left, in quotation marks.
func (l *leftList) old(i int) string {
	one := l.all[i]
	if one.Span == (model.Span{}) {
		return lang.L("on the whole article")
	}
	return "“" + l.of.passage(one.Article, one.Span) + "”"
}

// why returns the date of the earlier version and the reason why it was left.
func (l *leftList) why(i int) string {
	one := l.all[i]
	text := reasonText(one)
	if at := l.of.chain.index(one.Article); at >= 0 {
		text = words.VersionDate(l.of.chain.versions[at].doc.Article) + " · " + text
	}
	return text
}

// reasonText returns in words why something was left behind.
func reasonText(l carry.Left) string {
	switch l.Reason {
	case carry.Gone:
		return lang.L("the newest version lacks the sentence")
	case carry.Taken:
		return lang.L("the newest version has another one there")
	case carry.Unknown:
		return lang.L("a newer version of Assay made it")
	case carry.Later:
		return lang.L("it was made on the earlier version, or its place has become free")
	default:
		return l.Reason.String()
	}
}

// says returns the text of the status line.
func (l *leftList) says() string {
	var parts []string
	if len(l.all) > 0 {
		parts = append(parts, lang.L("{{.Number}} of {{.Count}} left behind", map[string]any{"Number": words.Number(l.at + 1), "Count": words.Number(len(l.all))}))
	}
	if l.hidden > 0 {
		parts = append(parts, words.N("{{.Count}} more by analysts whose work is hidden", l.hidden))
	}
	return strings.Join(parts, " · ")
}

// spoken returns the text of the current row for screen readers.
func (l *leftList) spoken() string {
	if l.current() == nil {
		return leftSection.title() + ": " + l.of.view.whyEmpty()
	}
	row := lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": l.at + 1, "Count": len(l.all)})
	return strings.Join([]string{l.title(l.at), l.old(l.at), l.why(l.at), row}, ", ")
}

// leftRows implements rows.Source.
type leftRows struct{ l *leftList }

var _ rows.Source = leftRows{}

// Len implements rows.Source.
func (s leftRows) Len() int { return len(s.l.all) }

// Heading implements rows.Source. There are no headings.
func (s leftRows) Heading(int) bool { return false }

// HeadingsBefore implements rows.Source.
func (s leftRows) HeadingsBefore(int) int { return 0 }

// NewRow implements rows.Source.
func (s leftRows) NewRow() fyne.CanvasObject { return newLeftRow() }

// NewHeading implements rows.Source.
func (s leftRows) NewHeading() fyne.CanvasObject { return container.NewWithoutLayout() }

// Fill implements rows.Source.
func (s leftRows) Fill(i int, o fyne.CanvasObject) {
	if i < len(s.l.all) {
		o.(*leftRow).set(s.l.title(i), s.l.old(i), s.l.why(i))
	}
}

// State implements rows.Source.
func (s leftRows) State(i int) rows.State {
	return rows.State{Selected: i == s.l.at, Open: i == s.l.at, Lead: i == s.l.at}
}

// leftRow shows a record that was left behind: what it is, its old sentence, and why.
type leftRow struct {
	widget.BaseWidget
	title, old, why *control.MarkedText
}

func newLeftRow() *leftRow {
	r := &leftRow{
		title: control.NewMarkedText(theme.SizeNameText), old: control.NewMarkedText(theme.SizeNameText),
		why: control.NewMarkedText(theme.SizeNameCaptionText),
	}
	r.title.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

func (r *leftRow) set(title, old, why string) {
	r.title.Set(title, nil, theme.ColorNameForeground)
	r.old.Set(old, nil, theme.ColorNameForeground)
	r.why.Set(why, nil, look.ColorDim)
}

// CreateRenderer implements fyne.Widget.
func (r *leftRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(leftLayout{}, r.title, r.old, r.why))
}

// leftLayout puts lines of text below one another.
type leftLayout struct{}

// leftPad is the padding of a row, in device-independent pixels.
const leftPad = 8

// MinSize implements fyne.Layout.
func (leftLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(120, leftPad)
	for _, o := range objects {
		size.Height += o.MinSize().Height
	}
	return size
}

// Layout implements fyne.Layout.
func (leftLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(leftPad) / 2
	for _, o := range objects {
		high := o.MinSize().Height
		o.Move(fyne.NewPos(leftPad*1.5, y))
		o.Resize(fyne.NewSize(max(0, size.Width-leftPad*3-theme.ScrollBarSize()), high))
		y += high
	}
}

package compare

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/words"
)

// mentions shows the mentions of the current statement side by side. Only as many cards exist
// as fit; the arrows move the current mention, and the cards follow it.
type mentions struct {
	widget.BaseWidget
	of       *Controller
	row      model.StatementID // the statement that is shown
	emphasis [][]wording.Difference
	flagged  map[int]bool // the mentions that change words inside quotation marks
	chosen   map[model.Subject]bool
	at       int // the current mention
	first    int // the first visible one
	cards    []*card
	objects  []fyne.CanvasObject
	docs     documents
	version  int // counts how often the mentions were compared with each other
	focused  bool
	shift    bool // used if the driver does not know the modifiers
	held     command.Held
}

var (
	_ fyne.Focusable    = (*mentions)(nil)
	_ fyne.Shortcutable = (*mentions)(nil)
	_ fyne.Tabbable     = (*mentions)(nil)
	_ fyne.Scrollable   = (*mentions)(nil)
	_ desktop.Keyable   = (*mentions)(nil)
)

func newMentions(c *Controller) *mentions {
	m := &mentions{of: c, docs: documents{c: c}}
	m.ExtendBaseWidget(m)
	return m
}

// current returns the row that is shown, or nil if the matrix has no current row or the row has
// not been shown yet.
func (m *mentions) current() *compare.Row {
	r := m.of.view.matrix.current()
	if r == nil || r.ID != m.row {
		return nil
	}
	return r
}

// mention returns the current mention, or nil.
func (m *mentions) mention() *compare.Mention {
	r := m.current()
	if r == nil || m.at >= len(r.Mentions) {
		return nil
	}
	return &r.Mentions[m.at]
}

// show shows the mentions of the current row of the matrix.
func (m *mentions) show() {
	r := m.of.view.matrix.current()
	if r == nil {
		m.row, m.emphasis, m.flagged = "", nil, nil
		m.Refresh()
		return
	}
	if r.ID != m.row {
		m.row, m.at, m.first, m.chosen = r.ID, 0, 0, map[model.Subject]bool{}
	}
	m.emphasis, m.flagged = m.emphasise(r), m.flag(r)
	m.at = max(0, min(m.at, len(r.Mentions)-1))
	m.toColumn(m.of.view.matrix.column)
	m.version++
	m.Refresh()
}

// toColumn makes the first mention of an outlet current, unless one of that outlet is. It
// reports whether another one is current.
func (m *mentions) toColumn(column int) bool {
	r := m.current()
	if r == nil || m.focused {
		return false
	}
	if now := m.mention(); now != nil && now.Column == column {
		return false
	}
	if i := slices.IndexFunc(r.Mentions, func(x compare.Mention) bool { return x.Column == column }); i >= 0 && column >= 0 {
		m.at = i
		m.reveal()
		return true
	}
	return false
}

// emphasise returns what to emphasise in each mention. Only mentions in one language are
// compared word by word.
func (m *mentions) emphasise(r *compare.Row) [][]wording.Difference {
	all := make([][]wording.Difference, len(r.Mentions))
	by := map[string][]int{}
	for i := range r.Mentions {
		language := ""
		if sum, ok := m.of.win.Session().Summary(r.Mentions[i].Article); ok {
			language = sum.Metadata.Language
		}
		by[language] = append(by[language], i)
	}
	for language, group := range by {
		var texts []string
		for _, i := range group {
			texts = append(texts, r.Mentions[i].Text)
		}
		for k, found := range wording.Emphasis(texts, language) {
			all[group[k]] = found
		}
	}
	return all
}

// flag returns the mentions that change words inside quotation marks.
func (m *mentions) flag(r *compare.Row) map[int]bool {
	flagged := map[int]bool{}
	for _, u := range m.of.table.Utterances(r) {
		for _, v := range u.Variants {
			for i := range r.Mentions {
				if x := &r.Mentions[i]; v.Flagged && x.Article == v.Article && x.Sentence == v.Sentence {
					flagged[i] = true
				}
			}
		}
	}
	return flagged
}

// move makes another mention current.
func (m *mentions) move(to int) {
	r := m.current()
	if r == nil {
		return
	}
	m.at = max(0, min(to, len(r.Mentions)-1))
	m.reveal()
	if x := m.mention(); x != nil {
		m.of.view.matrix.follow(x.Column)
	}
	m.Refresh()
	m.of.win.ShowHints()
}

// toggle chooses the current mention for the commands that act on several, or undoes the choice.
func (m *mentions) toggle() {
	x := m.mention()
	if x == nil {
		return
	}
	if m.chosen[on(x)] {
		delete(m.chosen, on(x))
	} else {
		m.chosen[on(x)] = true
	}
	m.move(m.at)
}

// reveal scrolls the cards as little as needed to show the current mention.
func (m *mentions) reveal() {
	m.first = max(min(m.first, m.at), m.at-m.fit()+1, 0)
}

// The least width of a card, in multiples of the text size, and the space between two, in
// device-independent pixels.
const (
	cardEms = 21
	cardGap = 8
)

// fit returns the number of cards that fit.
func (m *mentions) fit() int {
	return max(1, int((m.Size().Width+cardGap)/(cardEms*theme.TextSize()+cardGap)))
}

// title returns what is shown, such as "Mentions 1–3 of 12".
func (m *mentions) title() string {
	r := m.current()
	if r == nil || len(r.Mentions) == 0 {
		return lang.L("Mentions")
	}
	n := len(r.Mentions)
	if last := min(m.first+m.fit(), n); m.first > 0 || last < n {
		return lang.L("Mentions {{.First}}–{{.Last}} of {{.Count}}", map[string]any{"First": words.Number(m.first + 1), "Last": words.Number(last), "Count": words.Number(n)})
	}
	return words.N("{{.Count}} mentions", n)
}

// spoken returns the text of the current mention for screen readers.
func (m *mentions) spoken() string {
	r := m.current()
	if x := m.mention(); x != nil {
		return lang.L("mention {{.Number}} of {{.Count}}", map[string]any{"Number": m.at + 1, "Count": len(r.Mentions)}) + ": " +
			strings.Join(append(m.of.cardLines(r, m.at, m.flagged[m.at]), x.Text), ". ")
	}
	return m.title() + ": " + m.of.whyNoMentions()
}

// FocusGained implements fyne.Focusable.
func (m *mentions) FocusGained() { m.focus(true) }

// FocusLost implements fyne.Focusable.
func (m *mentions) FocusLost() { m.focus(false) }

func (m *mentions) focus(on bool) {
	m.focused, m.shift = on, false
	m.held.Up()
	m.Refresh()
	m.of.focused(mentionsArea, on)
}

// TypedRune implements fyne.Focusable.
func (m *mentions) TypedRune(r rune) { m.of.win.PressRune(r) }

// TypedShortcut implements fyne.Shortcutable.
func (m *mentions) TypedShortcut(s fyne.Shortcut) { m.of.win.PressShortcut(s) }

// AcceptsTab implements fyne.Tabbable.
func (m *mentions) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (m *mentions) TypedKey(k *fyne.KeyEvent) {
	if m.held.Repeats(k) && (k.Name == fyne.KeyDelete || k.Name == fyne.KeyBackspace) {
		return
	}
	switch k.Name {
	case fyne.KeyLeft:
		m.move(m.at - 1)
	case fyne.KeyRight:
		m.move(m.at + 1)
	case fyne.KeyHome:
		m.move(0)
	case fyne.KeyEnd:
		m.move(1 << 30)
	case fyne.KeyDown:
		m.turn(1)
	case fyne.KeyUp:
		m.turn(-1)
	case fyne.KeyTab:
		if m.shifted() {
			m.of.nextArea(-1)
		} else {
			m.of.nextArea(1)
		}
	case menuKey:
		m.of.openMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(m))
	default:
		m.of.win.PressKey(k)
	}
}

// turn scrolls the text of the current mention by n lines.
func (m *mentions) turn(n int) {
	if i := m.at - m.first; i >= 0 && i < len(m.cards) {
		s := m.cards[i].scroll
		s.ScrollToOffset(s.Offset.AddXY(0, float32(n)*3*theme.TextSize()))
	}
}

// KeyDown implements desktop.Keyable.
func (m *mentions) KeyDown(k *fyne.KeyEvent) {
	m.shift = m.shift || isShift(k)
	m.held.Down(k)
	command.PassDown(m, k)
}

// KeyUp implements desktop.Keyable.
func (m *mentions) KeyUp(k *fyne.KeyEvent) {
	m.shift = m.shift && !isShift(k)
	m.held.Up()
}

func isShift(k *fyne.KeyEvent) bool {
	return k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight
}

// shifted reports whether Shift is held down.
func (m *mentions) shifted() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	return m.shift
}

// Scrolled implements fyne.Scrollable. The wheel moves the cards.
func (m *mentions) Scrolled(e *fyne.ScrollEvent) {
	if r := m.current(); r != nil {
		n := 1
		if e.Scrolled.DX+e.Scrolled.DY > 0 {
			n = -1
		}
		m.first = max(0, min(m.first+n, len(r.Mentions)-m.fit()))
		m.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (m *mentions) CreateRenderer() fyne.WidgetRenderer { return &mentionsRenderer{m} }

type mentionsRenderer struct{ m *mentions }

func (r *mentionsRenderer) Destroy()                     {}
func (r *mentionsRenderer) Objects() []fyne.CanvasObject { return r.m.objects }
func (r *mentionsRenderer) MinSize() fyne.Size           { return fyne.NewSize(100, 60) }

func (r *mentionsRenderer) Layout(size fyne.Size) {
	m := r.m
	row := m.current()
	n := 0
	if row != nil {
		m.first = max(0, min(m.first, len(row.Mentions)-m.fit()))
		m.reveal()
		n = min(m.fit(), len(row.Mentions)-m.first)
	}
	for len(m.cards) < n {
		k := newCard(m)
		m.cards = append(m.cards, k)
		m.objects = append(m.objects, k)
	}
	width := (size.Width - float32(m.fit()-1)*cardGap) / float32(m.fit())
	var wanted []model.ArticleID
	for i, k := range m.cards {
		if i >= n {
			k.Hide()
			continue
		}
		k.Show()
		k.Move(fyne.NewPos(float32(i)*(width+cardGap), 0))
		k.Resize(fyne.NewSize(width, size.Height))
		k.set(row, m.first+i)
		wanted = append(wanted, row.Mentions[m.first+i].Article)
	}
	m.docs.want(wanted)
	m.of.view.sayMentions()
}

func (r *mentionsRenderer) Refresh() {
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}

package transfer

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// mapping lists the labels of the data set, and asks what the selected ones become.
type mapping struct {
	of      *arriving
	content fyne.CanvasObject
	list    *control.ManyList
	becomes *control.Selection
	head    *widget.Label
	book    model.Codebook // the labels of the project that can be given
	quiet   bool           // the selection shows what was chosen before
}

func newMapping(a *arriving) *mapping {
	m := &mapping{of: a, book: a.win.Session().Codebook().Current(), head: control.Subheading("")}
	m.list = control.NewManyList(func() int { return len(m.labels()) }, func() fyne.CanvasObject {
		return newRow(func(at int, with fyne.KeyModifier) { m.list.Click(at, with) })
	}, m.fill)
	m.list.OnPicked = m.picked
	m.list.OnAccept = func() { a.win.Window().Canvas().Focus(m.becomes) }
	m.list.OnSpace = m.list.OnAccept
	m.list.OnEscape = a.leave
	m.list.OnTyped = m.typed
	m.list.Spoken = func(at int) string { return m.labels()[at].From + ", " + m.captionOf(m.labels()[at]) }
	m.becomes = control.NewSelection(nil, -1, m.chosen, a.leave)
	m.becomes.Spoken = lang.L("Becomes")
	m.becomes.PlaceHolder = lang.L("Choose…")
	foot := container.NewVBox(widget.NewSeparator(), control.Tight(m.head, m.becomes))
	m.content = container.NewBorder(nil, foot, nil, nil, m.list)
	return m
}

func (m *mapping) labels() []arrival.Label {
	if m.of.shown == nil {
		return nil
	}
	return m.of.shown.Labels
}

// to returns what a label becomes, or "" if that is not chosen.
func (m *mapping) to(l arrival.Label) string { return cmp.Or(m.of.labels[l.From], l.To) }

func (m *mapping) fill(at int, o fyne.CanvasObject) {
	labels := m.labels()
	if at >= len(labels) {
		return
	}
	l, r := labels[at], o.(*row)
	r.caption.Importance = widget.MediumImportance
	if m.to(l) == "" {
		r.caption.Importance = widget.DangerImportance
	}
	r.set(at, l.From, m.captionOf(l))
	r.mark(m.list.Selected(at) && at != m.list.At)
}

// captionOf says how often a label is given, and what it becomes.
func (m *mapping) captionOf(l arrival.Label) string {
	return words.Joined(" · ", m.toText(l), words.N("{{.Count}} times", l.Count))
}

// toText says what a label becomes.
func (m *mapping) toText(l arrival.Label) string {
	to := m.to(l)
	if to == "" {
		return lang.L("Choose what it becomes")
	}
	if name, added := strings.CutPrefix(to, arrival.AddLabel); added {
		return "→ " + name + " (" + lang.L("new label") + ")"
	}
	if name, phrase := strings.CutPrefix(to, arrival.AddPhrase); phrase {
		return "→ " + name + " (" + lang.L("phrase") + ")"
	}
	if at := m.book.Index(model.LabelKey(to)); at >= 0 {
		return "→ " + m.book[at].Called()
	}
	return "→ " + to
}

// refresh shows the labels again.
func (m *mapping) refresh() {
	if len(m.list.Rows()) == 0 { // the dialog has just opened
		m.list.SelectOnly(max(0, slices.IndexFunc(m.labels(), func(l arrival.Label) bool { return m.to(l) == "" })))
		return
	}
	m.list.Refresh()
	m.picked()
}

// picked shows what the selected labels become.
func (m *mapping) picked() {
	rows, labels := m.list.Rows(), m.labels()
	if len(rows) == 0 || rows[len(rows)-1] >= len(labels) {
		return
	}
	m.quiet = true
	defer func() { m.quiet = false }()
	m.head.SetText(lang.L("“{{.Label}}” becomes", map[string]any{"Label": control.OneLine(labels[rows[0]].From)}))
	if len(rows) > 1 {
		m.head.SetText(words.N("{{.Count}} selected labels become", len(rows)))
	}
	var options []string
	for _, l := range m.book {
		options = append(options, l.Called())
	}
	m.becomes.Options = append(options, lang.L("Add to the codebook"), lang.L("Phrase"))
	common := m.option(m.to(labels[rows[0]]))
	for _, at := range rows {
		if m.option(m.to(labels[at])) != common {
			common = -1
		}
	}
	if common < 0 {
		m.becomes.ClearSelected()
	} else {
		m.becomes.SetSelectedIndex(common)
	}
	m.becomes.Refresh()
}

// option returns the index of the option that maps a label, or −1.
func (m *mapping) option(to string) int {
	switch {
	case to == "":
		return -1
	case strings.HasPrefix(to, arrival.AddLabel):
		return len(m.book)
	case strings.HasPrefix(to, arrival.AddPhrase):
		return len(m.book) + 1
	}
	return m.book.Index(model.LabelKey(to))
}

// chosen maps the selected labels.
func (m *mapping) chosen(at int) {
	if m.quiet || at < 0 {
		return
	}
	var labels []string
	for _, row := range m.list.Rows() {
		labels = append(labels, m.labels()[row].From)
	}
	m.of.mapTo(labels, func(from string) string {
		switch at - len(m.book) {
		case 0:
			return arrival.AddLabel + value.LabelName.Fit(from)
		case 1:
			return arrival.AddPhrase + value.Phrase.Fit(from)
		default:
			return string(m.book[at].Key)
		}
	})
	m.list.Refresh()
}

// typed maps the selected labels to the one with a typed letter or digit.
func (m *mapping) typed(r rune) {
	if at := m.keyed(r); at >= 0 {
		m.becomes.SetSelectedIndex(at)
	}
}

// keyed returns the label of the project with a letter, or the digit of its place, or −1.
func (m *mapping) keyed(r rune) int {
	if at := int(r - '1'); at >= 0 && at < min(9, len(m.book)) {
		return at
	}
	for at, l := range m.book {
		if l.Letter != "" && strings.EqualFold(l.Letter, string(r)) {
			return at
		}
	}
	return -1
}

package report

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// which says which statements a report has.
type which int

const (
	allStatements which = iota
	judgedStatements
	chosenStatements
)

// statements chooses the statements of a report.
type statements struct {
	*sheet
	content *fyne.Container
	kind    *control.Selection
	list    *control.List
	box     fyne.CanvasObject // around the list
	all     []model.StatementID
	titles  map[model.StatementID]string
	chosen  map[model.StatementID]bool
}

// tickRow is a row of the list: a box and the title of a statement.
type tickRow struct {
	widget.BaseWidget
	icon   *widget.Icon
	title  *widget.Label
	tapped func()
}

func newTickRow() *tickRow {
	r := &tickRow{icon: widget.NewIcon(theme.CheckButtonIcon()), title: widget.NewLabel("")}
	r.title.Truncation = fyne.TextTruncateEllipsis
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *tickRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, r.icon, nil, r.title))
}

// Tapped implements fyne.Tappable.
func (r *tickRow) Tapped(*fyne.PointEvent) { r.tapped() }

func newStatements(s *sheet) *statements {
	l := &statements{sheet: s, titles: map[model.StatementID]string{}, chosen: map[model.StatementID]bool{}}
	list := s.win.Session().Compared().Statements
	l.all = list.All()
	for _, id := range l.all {
		l.titles[id] = list.Title(id)
	}
	l.list = control.NewList(func() int { return len(l.all) }, func() fyne.CanvasObject { return newTickRow() }, l.fill)
	l.list.OnEscape, l.list.OnAccept = s.hide, s.save
	l.list.OnSpace = func() { l.toggle(l.list.At) }
	l.list.Spoken = func(i int) string { return l.titles[l.all[i]] + ", " + l.state(i) }
	l.box = container.New(&high{rows: 6}, l.list)
	l.box.Hide()
	l.kind = control.NewSelection([]string{
		lang.L("All statements ({{.Count}})", map[string]any{"Count": words.Number(len(l.all))}), lang.L("Statements with a judgement"), lang.L("Chosen statements"),
	}, 0, func(at int) {
		control.ShowIf(l.box, which(at) == chosenStatements)
		s.changed()
	}, s.hide)
	l.kind.Spoken, l.kind.Viewport = lang.L("Statements"), s.through
	l.content = container.NewVBox(l.kind, l.box)
	return l
}

func (l *statements) state(i int) string {
	if l.chosen[l.all[i]] {
		return lang.L("in the report")
	}
	return lang.L("left out")
}

func (l *statements) fill(i int, o fyne.CanvasObject) {
	if i >= len(l.all) {
		return
	}
	r := o.(*tickRow)
	icon := theme.CheckButtonIcon()
	if l.chosen[l.all[i]] {
		icon = theme.CheckButtonCheckedIcon()
	}
	r.icon.SetResource(icon)
	r.title.SetText(l.titles[l.all[i]])
	r.tapped = func() {
		l.list.Choose(i)
		l.win.Window().Canvas().Focus(l.list)
		l.toggle(i)
	}
}

// toggle puts a statement in the report, or leaves it out.
func (l *statements) toggle(i int) {
	if i >= len(l.all) {
		return
	}
	l.chosen[l.all[i]] = !l.chosen[l.all[i]]
	l.list.RefreshItem(i)
	l.changed()
}

// ids returns the statements of the report; nil for all. The function counts reports whose
// judgements count.
func (l *statements) ids(counts func(analyst string) bool) map[model.StatementID]bool {
	switch which(l.kind.SelectedIndex()) {
	case judgedStatements:
		judged := map[model.StatementID]bool{}
		for _, j := range l.win.Session().Compared().Judgements(func(_ model.StatementID, analyst string) bool { return counts(analyst) }) {
			judged[j.Statement] = true
		}
		return judged
	case chosenStatements:
		chosen := map[model.StatementID]bool{}
		for id, is := range l.chosen {
			if is {
				chosen[id] = true
			}
		}
		return chosen
	default:
		return nil
	}
}

// high is a layout that makes an object as high as a number of rows of text.
type high struct{ rows float32 }

// MinSize implements fyne.Layout.
func (h *high) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, h.rows*(theme.TextSize()*1.4+2*theme.InnerPadding()))
}

// Layout implements fyne.Layout.
func (h *high) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

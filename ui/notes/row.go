package notes

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// row shows a note: its text and grade, what it is about, and where that is.
type row struct {
	widget.BaseWidget
	note, grade, about, where *control.MarkedText
	tapped                    func()
	menu                      func(at fyne.Position)
}

var (
	_ fyne.Tappable          = (*row)(nil)
	_ fyne.SecondaryTappable = (*row)(nil)
)

func newRow() *row {
	r := &row{
		note: control.NewMarkedText(theme.SizeNameText), grade: control.NewMarkedText(theme.SizeNameText),
		about: control.NewMarkedText(theme.SizeNameText), where: control.NewMarkedText(theme.SizeNameCaptionText),
	}
	r.grade.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

// before is the largest number of bytes of a text that are shown before the first mark.
const before = 48

// set shows a note with the marks of the query in it and in its sentence. It names the
// analyst of a note that is not by the analyst who works here.
func (r *row) set(e *entry, note, sentence []model.Span, analyst string) {
	text, marks := control.AroundMark(e.Text, note, before)
	if e.Text == "" {
		r.note.Set(lang.L("Only a grade, no text"), nil, look.ColorDim)
	} else {
		r.note.Set(text, marks, theme.ColorNameForeground)
	}
	r.grade.Set(e.Grade.String(), nil, theme.ColorNameForeground)
	switch e.kind() {
	case onSentences:
		text, marks := control.AroundMark(e.sentence, sentence, before)
		shift := len("“")
		for i := range marks {
			marks[i] = model.Span{Start: marks[i].Start + shift, End: marks[i].End + shift}
		}
		r.about.Set("“"+text+"”", marks, look.ColorDim)
	case onArticles:
		r.about.Set(lang.L("On the article"), nil, look.ColorDim)
	default:
		r.about.Set(lang.L("On the outlet"), nil, look.ColorDim)
	}
	facts := []string{e.outlet, e.title, e.date}
	if e.Analyst != analyst {
		facts = append(facts, lang.L("by {{.Analyst}}", map[string]any{"Analyst": e.by}))
	}
	r.where.Set(strings.Join(slices.DeleteFunc(facts, func(s string) bool { return s == "" }), " · "), nil, look.ColorDim)
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *row) Tapped(*fyne.PointEvent) { r.tapped() }

// TappedSecondary implements fyne.SecondaryTappable.
func (r *row) TappedSecondary(e *fyne.PointEvent) { r.menu(e.AbsolutePosition) }

// AccessibilityLabel implements fyne.Accessible.
func (r *row) AccessibilityLabel() string {
	return strings.Join([]string{r.note.Text, r.grade.Text, r.about.Text, r.where.Text}, ". ")
}

// AccessibilityRole implements fyne.Accessible.
func (r *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: rowLayout{r}, Objects: []fyne.CanvasObject{r.note, r.grade, r.about, r.where}})
}

// rowLayout puts the lines of a row one below the other, and the grade at the right end
// of the first.
type rowLayout struct{ row *row }

// MinSize implements fyne.Layout.
func (l rowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, 2*l.row.note.MinSize().Height+l.row.where.MinSize().Height+2*theme.Padding())
}

// Layout implements fyne.Layout.
func (l rowLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	r := l.row
	x, y := float32(control.OfferedPad), theme.Padding()
	width := max(0, size.Width-2*x)
	height := r.note.MinSize().Height
	grade := float32(0)
	if r.grade.Text != "" {
		grade = r.grade.Width() + 1
		r.grade.Move(fyne.NewPos(x+width-grade, y))
		grade += control.OfferedPad
	}
	r.grade.Resize(fyne.NewSize(grade, height))
	r.note.Move(fyne.NewPos(x, y))
	r.note.Resize(fyne.NewSize(max(0, width-grade), height))
	r.about.Move(fyne.NewPos(x, y+height))
	r.about.Resize(fyne.NewSize(width, height))
	r.where.Move(fyne.NewPos(x, y+2*height))
	r.where.Resize(fyne.NewSize(width, r.where.MinSize().Height))
}

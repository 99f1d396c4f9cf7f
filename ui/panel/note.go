package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// noteBox shows one note and, if it is the analyst's own, edits it. It has fields for the
// text and the grade, and a button that deletes the note.
type noteBox struct {
	actions noteActions
	content fyne.CanvasObject
	id      string
	target  model.NoteTarget
	text    *noteEntry
	read    *widget.Label // the text instead of the fields, if the note is fixed
	source  *choice
	info    *choice
	byline  *TipLabel
	remove  *TipButton
	foot    *fyne.Container // author, and the button that deletes the note
	grades  *fyne.Container
	quiet   bool
	fixed   bool // the note is another analyst's
}

// noteActions holds what a note box needs from the inspector.
type noteActions struct {
	write  func(id string, target model.NoteTarget, text string)
	grade  func(id string, target model.NoteTarget, g model.Grade)
	remove func(id string, target model.NoteTarget)
	leave  func()
	typed  Shortcut
	// writing is called when the text of a note gets or loses the focus.
	writing func(bool)
	called  func(analyst string) string // what an analyst is called now
	own     func(model.Note) bool       // whether the analyst wrote the note
	tips    *Tips
}

// sourceGrades and informationGrades return the options of the drop-down lists for
// Admiralty grades. The first option means no grade.
func sourceGrades() []string {
	return gradeOptions(lang.L("Source reliability"), sources, words.Reliability)
}

func informationGrades() []string {
	return gradeOptions(lang.L("Information credibility"), informations, words.Credibility)
}

func gradeOptions(none, grades string, wording func(string) string) []string {
	options := []string{none}
	for _, grade := range strings.Split(grades, "") {
		options = append(options, grade+"  "+wording(grade))
	}
	return options
}

// The letters and digits of the grades, in the order of the options.
const (
	sources      = "ABCDEF"
	informations = "123456"
)

func newNoteBox(a noteActions) *noteBox {
	b := &noteBox{actions: a}
	b.text = newNoteEntry(a.leave, a.typed)
	b.text.writing = a.writing
	b.text.OnChanged = func(text string) {
		b.text.fit()
		if !b.quiet {
			a.write(b.id, b.target, text)
		}
	}
	graded := func(string) {
		if !b.quiet {
			a.grade(b.id, b.target, b.grade())
		}
	}
	b.source = newChoice(sourceGrades(), graded)
	b.info = newChoice(informationGrades(), graded)
	b.byline = NewTipLabel(a.tips)
	b.byline.SizeName = theme.SizeNameCaptionText
	b.remove = NewTipButton(a.tips, theme.DeleteIcon(), "", always(lang.L("Delete note")), func() { a.remove(b.id, b.target) })
	b.foot = container.NewBorder(nil, nil, nil, b.remove, b.byline)
	b.grades = container.New(sideBySide{}, b.source, b.info)
	b.read = widget.NewLabel("")
	b.read.Wrapping = fyne.TextWrapWord
	b.content = container.NewVBox(b.read, b.text, b.grades, b.foot)
	return b
}

// set shows a note. Another analyst's note has no fields, only its text. For a new note,
// which has no time of creation, it hides the author and the button that deletes the note.
func (b *noteBox) set(n model.Note) {
	b.quiet = true
	defer func() { b.quiet = false }()
	b.id, b.target = n.ID, n.Target
	if b.text.Text != n.Text {
		b.text.SetText(n.Text)
	}
	b.source.SetSelectedIndex(strings.Index(sources, orBlank(n.Grade.Source)) + 1)
	b.info.SetSelectedIndex(strings.Index(informations, orBlank(n.Grade.Information)) + 1)
	control.ShowIf(b.info, n.Target.Sentence != nil) // only the grade of a sentence has a digit
	b.fixed = !n.Created.IsZero() && !b.actions.own(n)
	b.read.SetText(n.Text)
	control.ShowIf(b.read, b.fixed && n.Text != "")
	for _, field := range []fyne.CanvasObject{b.text, b.grades, b.remove} {
		control.ShowIf(field, !b.fixed)
	}
	if n.Created.IsZero() {
		b.foot.Hide()
		return
	}
	b.foot.Show()
	byline := b.actions.called(n.Analyst) + " · " + words.Moment(n.Updated.Local())
	if b.fixed && !n.Grade.IsZero() {
		byline = n.Grade.String() + " · " + byline
	}
	b.byline.SetText(byline)
}

// orBlank returns s, or "-" if s is empty. strings.Index finds "" at 0, but does
// not find "-" among the grades.
func orBlank(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func (b *noteBox) grade() model.Grade {
	var g model.Grade
	if i := b.source.SelectedIndex(); i > 0 {
		g.Source = sources[i-1 : i]
	}
	if i := b.info.SelectedIndex(); i > 0 && b.target.Sentence != nil {
		g.Information = informations[i-1 : i]
	}
	return g
}

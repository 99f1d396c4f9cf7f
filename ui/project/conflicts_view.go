package project

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// ConflictRow is a conflict as the view shows it.
type ConflictRow struct {
	Conflict       record.Conflict
	About          string // "Label on: Rain fell."
	Where          string // the title of the article, or ""
	Stands, Beside ConflictSide
}

// ConflictSide is one version of a conflict as the view shows it.
type ConflictSide struct {
	What string // "Claim"
	Who  string // "" if unknown
	At   time.Time
}

// ConflictActions is what the view of conflicts needs from its caller.
type ConflictActions struct {
	// Read returns all conflicts. It is called away from the GUI goroutine.
	Read func(context.Context) ([]ConflictRow, error)
	// Take makes the other version stand, and Keep settles the conflict.
	Take, Keep func(record.Conflict) error
	// Listed reports whether an article can be opened, and Open opens it at a sentence.
	Listed func(model.ArticleID) bool
	Open   func(model.Subject)
	// Undo is the key that undoes taking and keeping.
	Undo string
	// Explain turns an error into a message for the analyst.
	Explain func(error) string
}

// ShowConflicts shows the conflicts of the project, and lets the analyst decide them.
// post runs a function on the GUI goroutine.
func ShowConflicts(do ConflictActions, w fyne.Window, post func(func())) {
	v := &conflictsView{do: do, post: post}
	body := v.build()
	v.dialog = control.NewModal(lang.L("Conflicts"), body, w)
	v.list.OnEscape, v.list.OnAccept = v.dialog.Hide, v.openArticle
	v.open = control.NewButton(lang.L("Open article"), v.openArticle, v.dialog.Hide)
	v.keep = control.NewButton(lang.L("Keep this version"), func() { v.decide(do.Keep) }, v.dialog.Hide)
	v.take = control.NewButton(lang.L("Use the other version"), func() { v.decide(do.Take) }, v.dialog.Hide)
	v.dialog.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Close"), v.dialog.Hide, v.dialog.Hide), v.open, v.keep, v.take})
	size := w.Canvas().Size()
	v.dialog.Resize(fyne.NewSize(min(960, size.Width-64), min(640, size.Height-64)))
	ctx, stop := context.WithCancel(context.Background())
	v.ctx = ctx
	v.dialog.SetOnClosed(stop)
	v.read()
	v.dialog.Show()
	w.Canvas().Focus(v.list)
}

type conflictsView struct {
	do     ConflictActions
	post   func(func())
	dialog *fynedialog.CustomDialog
	ctx    context.Context // cancelled when the view closes

	rows    []ConflictRow
	reading bool

	list             *control.List
	about, detail    *widget.Label
	note             *widget.Label
	open, keep, take *control.Button
}

func (v *conflictsView) build() fyne.CanvasObject {
	v.list = control.NewList(func() int { return len(v.rows) }, control.NewTitledRow, func(i int, o fyne.CanvasObject) {
		if i >= len(v.rows) {
			return
		}
		row, box := v.rows[i], o.(*fyne.Container)
		box.Objects[0].(*widget.Label).SetText(row.About)
		box.Objects[1].(*widget.Label).SetText(row.caption())
	})
	v.list.OnChosen = func(int) { v.show() }
	v.about = widget.NewLabel("")
	v.about.TextStyle.Bold = true
	v.about.Wrapping = fyne.TextWrapWord
	v.detail = widget.NewLabel("")
	v.detail.Wrapping = fyne.TextWrapWord
	v.note = widget.NewLabel("")
	v.note.SizeName = theme.SizeNameCaptionText
	v.note.Wrapping = fyne.TextWrapWord
	right := container.NewBorder(nil, v.note, nil, nil, container.NewVScroll(container.NewVBox(v.about, v.detail)))
	split := container.NewHSplit(v.list, container.NewPadded(right))
	split.Offset = 0.5
	return split
}

// caption returns who made the versions, and the title of the article.
func (r ConflictRow) caption() string {
	var parts []string
	for _, part := range []string{r.Stands.Who, r.Beside.Who, r.Where} {
		if part != "" && (len(parts) == 0 || parts[len(parts)-1] != part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// read reads the conflicts again. Meanwhile none can be decided, because a decision can
// change the other conflicts.
func (v *conflictsView) read() {
	v.reading = true
	if len(v.rows) == 0 {
		v.blank(lang.L("Loading…"))
	}
	v.enable()
	go func() {
		rows, err := v.do.Read(v.ctx)
		v.post(func() {
			if v.ctx.Err() == nil {
				v.shown(rows, err)
			}
		})
	}()
}

// shown shows the conflicts that were read.
func (v *conflictsView) shown(rows []ConflictRow, err error) {
	v.rows, v.reading = rows, false
	v.list.Refresh()
	switch {
	case err != nil:
		v.rows = nil
		v.blank(v.do.Explain(err))
	case len(rows) == 0:
		v.blank(lang.L("No conflicts."))
	default:
		v.list.UnselectAll()
		v.list.Choose(v.list.At)
	}
	v.enable()
}

// blank shows a message in place of a conflict.
func (v *conflictsView) blank(text string) {
	v.about.SetText("")
	v.detail.SetText(text)
	v.note.SetText("")
}

// chosen returns the chosen conflict, and false if there is none.
func (v *conflictsView) chosen() (ConflictRow, bool) {
	if v.reading || v.list.At >= len(v.rows) {
		return ConflictRow{}, false
	}
	return v.rows[v.list.At], true
}

func (v *conflictsView) show() {
	row, ok := v.chosen()
	if !ok {
		return
	}
	v.about.SetText(row.About)
	var lines []string
	if row.Where != "" {
		lines = append(lines, row.Where, "")
	}
	lines = append(lines, lang.L("In use: {{.What}}", map[string]any{"What": row.Stands.What}), row.Stands.made(), "",
		words.UpperFirst(lang.L("other version: {{.What}}", map[string]any{"What": row.Beside.What})), row.Beside.made())
	v.detail.SetText(strings.Join(lines, "\n"))
	v.note.SetText(lang.L("“Keep this version” resolves the conflict. “Use the other version” swaps the two. Press {{.Undo}} to undo.",
		map[string]any{"Undo": v.do.Undo}))
	v.enable()
}

// made returns who made a version and when.
func (s ConflictSide) made() string {
	when := words.Date(s.At.Local()) + " " + s.At.Local().Format(time.TimeOnly)
	if s.Who == "" {
		return when
	}
	return s.Who + ", " + when
}

// enable enables the buttons that can be pressed now.
func (v *conflictsView) enable() {
	row, ok := v.chosen()
	for _, b := range []*control.Button{v.keep, v.take} {
		setEnabled(b, ok)
	}
	setEnabled(v.open, ok && v.do.Listed(row.Conflict.Subject.Article))
}

func setEnabled(b *control.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (v *conflictsView) decide(how func(record.Conflict) error) {
	row, ok := v.chosen()
	if !ok {
		return
	}
	if err := how(row.Conflict); err != nil {
		v.detail.SetText(v.do.Explain(err))
		return
	}
	v.read()
}

func (v *conflictsView) openArticle() {
	row, ok := v.chosen()
	if !ok || v.open.Disabled() {
		return
	}
	v.dialog.Hide()
	v.do.Open(row.Conflict.Subject)
}

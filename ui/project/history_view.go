package project

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// Step is one step of the history as the view shows it.
type Step struct {
	ID     uint64 // ID of the step's newest change
	What   string // "Quote, before Claim: Rain fell."
	Where  string // the title of the article; "" if the step concerns several or none
	Who    string
	At     time.Time
	Detail string // the full description
	Undone bool
}

// StepReader returns the next steps, newest first, and no steps at the end. It is
// called away from the GUI goroutine, one call at a time.
type StepReader func(ctx context.Context) ([]Step, error)

// HistoryActions is what the history view needs from its caller.
type HistoryActions struct {
	// Article is the title of the open article; "" if none is open.
	Article string
	// Read starts reading the history of the open article, or of the whole project
	// if article is false.
	Read func(article bool) StepReader
	// GoBack returns to a step in the open article, or in the whole project if
	// article is false.
	GoBack func(to Step, article bool)
	// Undo is the key that undoes going back.
	Undo string
	// Explain turns an error into a message for the analyst.
	Explain func(error) string
}

// ShowHistory shows the history of the open article or of the whole project, and
// lets the analyst go back to one of its steps. post runs a function on the GUI
// goroutine.
func ShowHistory(h HistoryActions, w fyne.Window, post func(func())) {
	v := &historyView{history: h, win: w, post: post, article: h.Article != ""}
	body := v.build()
	v.dialog = control.NewModal(lang.L("History"), body, w)
	v.list.OnEscape = v.close
	v.list.OnAccept = v.goBack
	v.back = control.NewButton(lang.L("Go back to here"), v.goBack, v.close)
	v.back.Importance = widget.HighImportance
	v.dialog.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Close"), v.close, v.close), v.back})
	size := w.Canvas().Size()
	v.dialog.Resize(fyne.NewSize(min(960, size.Width-64), min(640, size.Height-64)))
	v.dialog.SetOnClosed(func() { v.stop() }) // also if it is closed from outside
	v.restart()
	v.dialog.Show()
	w.Canvas().Focus(v.list)
}

type historyView struct {
	history HistoryActions
	win     fyne.Window
	post    func(func())
	dialog  *fynedialog.CustomDialog

	article bool // whether the view shows the history of the open article, not of the whole project
	read    StepReader
	ctx     context.Context // cancelled when the view closes or another reading starts
	stop    context.CancelFunc
	reading bool
	whole   bool // whether the oldest step has been read or reading has failed
	rows    []Step

	list   *control.List
	scope  *widget.Label
	other  *control.Button
	what   *widget.Label
	detail *widget.Label
	note   *widget.Label
	back   *control.Button
}

// readAhead is how close to the end of the list a visible row must be for more
// steps to be read.
const readAhead = 12

func (v *historyView) build() fyne.CanvasObject {
	v.list = control.NewList(func() int { return len(v.rows) }, control.NewTitledRow, func(i int, o fyne.CanvasObject) {
		if i >= len(v.rows) {
			return
		}
		box := o.(*fyne.Container)
		box.Objects[0].(*widget.Label).SetText(v.rows[i].What)
		box.Objects[1].(*widget.Label).SetText(v.caption(v.rows[i]))
		if i+readAhead >= len(v.rows) {
			v.more()
		}
	})
	v.list.OnChosen = v.show
	v.scope = widget.NewLabel("")
	v.scope.TextStyle.Bold = true
	v.scope.Truncation = fyne.TextTruncateEllipsis
	v.other = control.NewButton("", func() {
		v.article = !v.article
		v.restart()
		v.win.Canvas().Focus(v.list)
	}, v.close)
	v.other.Importance = widget.LowImportance
	if v.history.Article == "" {
		v.other.Hide()
	}
	v.what = widget.NewLabel("")
	v.what.TextStyle.Bold = true
	v.what.Wrapping = fyne.TextWrapWord
	v.detail = widget.NewLabel("")
	v.detail.Wrapping = fyne.TextWrapWord
	v.note = widget.NewLabel("")
	v.note.SizeName = theme.SizeNameCaptionText
	v.note.Wrapping = fyne.TextWrapWord
	right := container.NewBorder(nil, v.note, nil, nil, container.NewVScroll(container.NewVBox(v.what, v.detail)))
	split := container.NewHSplit(v.list, container.NewPadded(right))
	split.Offset = 0.5
	return container.NewBorder(container.NewBorder(nil, nil, nil, v.other, v.scope), nil, nil, nil, split)
}

func (v *historyView) caption(p Step) string {
	text := p.Who + " · " + words.Moment(p.At.Local())
	if !v.article && p.Where != "" {
		text += " · " + p.Where
	}
	if p.Undone {
		text = lang.L("Undone") + " · " + text
	}
	return text
}

// restart reads again from the newest step.
func (v *historyView) restart() {
	if v.stop != nil {
		v.stop()
	}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.rows, v.reading, v.whole, v.list.At = nil, false, false, 0
	v.read = v.history.Read(v.article)
	if v.article {
		v.scope.SetText(lang.L("Changes in “{{.Article}}”", map[string]any{"Article": v.history.Article}))
		v.other.SetText(lang.L("Show the whole project"))
	} else {
		v.scope.SetText(lang.L("Changes in the whole project"))
		v.other.SetText(lang.L("Show this article only"))
	}
	v.list.UnselectAll()
	v.list.Refresh()
	v.blank(lang.L("Loading…"))
	v.more()
}

// blank shows a message in place of a step.
func (v *historyView) blank(text string) {
	v.what.SetText("")
	v.detail.SetText(text)
	v.note.SetText("")
	if v.back != nil {
		v.back.Disable()
	}
}

func (v *historyView) more() {
	if v.reading || v.whole {
		return
	}
	v.reading = true
	read, ctx := v.read, v.ctx
	go func() {
		rows, err := read(ctx)
		v.post(func() {
			if ctx.Err() == nil { // otherwise another reading has started, or the view is closed
				v.add(rows, err)
			}
		})
	}()
}

// add appends the steps that were read to the list.
func (v *historyView) add(rows []Step, err error) {
	v.reading = false
	v.whole = len(rows) == 0
	first := len(v.rows) == 0
	v.rows = append(v.rows, rows...)
	v.list.Refresh()
	switch {
	case err != nil:
		v.whole = true
		v.detail.SetText(v.history.Explain(err))
	case first && len(rows) > 0:
		v.list.Choose(v.list.At)
	case first:
		v.blank(lang.L("No changes yet."))
	}
}

func (v *historyView) show(i int) {
	if i >= len(v.rows) {
		return
	}
	p := v.rows[i]
	v.what.SetText(p.What)
	lines := p.Who + ", " + words.Date(p.At.Local()) + " " + p.At.Local().Format(time.TimeOnly)
	if p.Undone {
		lines += "\n" + lang.L("This change was undone later.")
	}
	if p.Where != "" {
		lines += "\n" + p.Where
	}
	v.detail.SetText(lines + "\n\n" + p.Detail)
	switch {
	case i == 0:
		v.note.SetText(lang.L("This is the current state."))
		v.back.Disable()
		return
	case v.article:
		v.note.SetText(lang.L("Restores this article to this point. Other articles stay unchanged. Press {{.Undo}} to undo.",
			map[string]any{"Undo": v.history.Undo}))
	default:
		v.note.SetText(lang.L("Restores the whole project to this point. Press {{.Undo}} to undo.",
			map[string]any{"Undo": v.history.Undo}))
	}
	v.back.Enable()
}

func (v *historyView) close() { v.dialog.Hide() }

func (v *historyView) goBack() {
	if v.list.At >= len(v.rows) || v.back.Disabled() {
		return
	}
	to := v.rows[v.list.At]
	v.close()
	v.history.GoBack(to, v.article)
}

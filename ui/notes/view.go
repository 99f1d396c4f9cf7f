package notes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/search"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// view is the dialog with the list.
type view struct {
	*Controller
	canvas fyne.Canvas
	dialog *fynedialog.CustomDialog
	shows  bool
	undo   bool // Ctrl+Z in the field undoes the deletion of a note
	gone   bool // the line above the list says that a note was deleted

	field   *field
	list    *control.List
	status  *widget.Label
	empty   *widget.Label
	whole   *widget.Label // the text of the chosen note
	byline  *widget.Label
	remover *control.Button
	others  []*control.Button // need a note
	matcher *search.Matcher
}

// The size of the dialog, and the height of the part that shows the chosen note.
const (
	greatestWidth  = 960
	greatestHeight = 820
	wholeHeight    = 76
)

// showNotes opens the dialog for the controller's notes.
func showNotes(c *Controller) *view {
	v := &view{Controller: c, canvas: c.win.Window().Canvas(), shows: true, matcher: search.NewMatcher(c.wanted.query)}
	size := v.canvas.Size()
	size = fyne.NewSize(min(greatestWidth, size.Width-32), min(greatestHeight, size.Height-32))
	v.dialog = control.NewModal(lang.L("All notes"), v.build(size), c.win.Window())
	v.dialog.Resize(size)
	v.dialog.SetOnClosed(func() { v.shows = false }) // also if it is closed from outside
	v.dialog.Show()
	v.canvas.Focus(v.field)
	v.field.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	return v
}

// isOpen reports whether the dialog is shown. v may be nil.
func (v *view) isOpen() bool { return v != nil && v.shows }

func (v *view) build(size fyne.Size) fyne.CanvasObject {
	v.list = control.NewList(func() int { return len(v.shown) }, func() fyne.CanvasObject { return newRow() }, v.update)
	v.list.OnChosen = v.chose
	v.list.OnAccept = v.accept
	v.list.OnEscape = v.close
	v.list.OnShortcut = v.shortcut
	v.field = newField(v)
	v.status = small("")
	v.empty = widget.NewLabel("")
	v.empty.Wrapping = fyne.TextWrapWord
	v.empty.Alignment = fyne.TextAlignCenter
	v.whole = widget.NewLabel("")
	v.whole.Wrapping = fyne.TextWrapWord
	v.byline = small("")
	v.byline.Truncation = fyne.TextTruncateEllipsis

	choices := container.New(&control.Flow{},
		v.selection(lang.L("Notes on"), kindNames(), int(v.wanted.kind), func(w *wanted, i int) { w.kind = kind(i) }),
		v.selection(lang.L("Grade"), gradeNames(), gradeIndex(v.wanted.grade), func(w *wanted, i int) { w.grade = grades[i] }),
		v.selection(lang.L("Order"), orderNames(), int(v.wanted.order), func(w *wanted, i int) { w.order = order(i) }),
	)
	top := container.NewVBox(v.field, choices, v.status)
	whole := container.NewVScroll(v.whole)
	whole.SetMinSize(fyne.NewSize(0, min(wholeHeight*theme.TextSize()/14, size.Height*0.16)))
	foot := container.NewVBox(widget.NewSeparator(), whole, v.byline, v.buttons(size.Width-8*theme.Padding()))
	return container.NewBorder(top, foot, nil, nil, container.NewStack(v.list, container.NewCenter(container.New(emptyLayout{}, v.empty))))
}

func small(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName = theme.SizeNameCaptionText
	return l
}

// selection returns a drop-down list that changes which notes are listed.
func (v *view) selection(spoken string, options []string, at int, set func(*wanted, int)) fyne.CanvasObject {
	s := control.NewSelection(options, at, func(at int) { v.choose(func(w *wanted) { set(w, at) }) }, v.close)
	s.Spoken = spoken
	return container.New(choiceLayout{options}, s)
}

func kindNames() []string {
	return []string{lang.L("All notes"), lang.L("On sentences"), lang.L("On articles"), lang.L("On outlets")}
}

// grades are the values of wanted.grade, in the order of gradeNames.
var grades = [...]string{anyGrade, graded, ungraded, "A", "B", "C", "D", "E", "F", "1", "2", "3", "4", "5", "6"}

func gradeNames() []string {
	names := []string{lang.L("Any grade"), lang.L("With a grade"), lang.L("Without a grade")}
	for _, g := range grades[len(names):] {
		names = append(names, lang.L("Grade {{.Grade}}", map[string]any{"Grade": g}))
	}
	return names
}

func gradeIndex(grade string) int {
	for i, g := range grades {
		if g == grade {
			return i
		}
	}
	return 0
}

func orderNames() []string {
	return []string{lang.L("Newest first"), lang.L("In the order of the articles"), lang.L("By outlet")}
}

// buttons returns the buttons below the list, in several rows if they are too wide.
func (v *view) buttons(width float32) fyne.CanvasObject {
	open := control.NewButton(lang.L("Open")+"   "+command.Named(fyne.KeyReturn).String(), v.accept, v.close)
	open.Importance = widget.HighImportance
	v.remover = control.NewButton(lang.L("Delete note"), v.delete, v.close)
	export := control.NewButton(lang.L("Export…"), v.export, v.close)
	shut := control.NewButton(lang.L("Close"), v.close, v.close)
	v.others = []*control.Button{open, export}
	if row := container.NewHBox(open, v.remover, export, layout.NewSpacer(), shut); row.MinSize().Width <= width {
		return row
	}
	return control.InRows(width, open, v.remover, export, shut)
}

// refresh shows the current notes. v may be nil.
func (v *view) refresh() {
	if !v.isOpen() {
		return
	}
	v.matcher = search.NewMatcher(v.wanted.query)
	at := 0
	for i, e := range v.shown {
		if e.ID == v.chosen {
			at = i
			break
		}
	}
	v.list.UnselectAll()
	v.list.At = at
	v.list.Refresh()
	if len(v.shown) > 0 {
		v.list.Choose(at)
	}
	v.showChosen()
	v.status.SetText(v.says())
	v.empty.SetText(v.whyEmpty())
	v.empty.Hidden = v.empty.Text == ""
	for _, b := range v.others {
		enable(b, len(v.shown) > 0)
	}
}

func enable(b *control.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// says returns what the line above the list says.
func (v *view) says() string {
	query, err := search.Parse(v.text)
	mistake, _ := err.(*search.SyntaxError)
	switch {
	case v.err != nil:
		return explain.Error(v.err)
	case mistake != nil:
		return explain.Mistake(mistake)
	case len(query.Filters) > 0:
		return lang.L("Filters work only when you search all articles. Type words of the note, the sentence, the outlet or the title.")
	case !v.loaded:
		return lang.L("Reading the notes…")
	case v.gone:
		return lang.L("Note deleted. Press {{.Key}} to undo.", map[string]any{"Key": v.win.Key("edit.undo")})
	case v.wanted.all():
		return words.N("{{.Count}} notes", len(v.all))
	}
	return lang.L("{{.Shown}} of {{.Notes}}", map[string]any{"Shown": words.Number(len(v.shown)), "Notes": words.N("{{.Count}} notes", len(v.all))})
}

// whyEmpty returns what to say in place of an empty list.
func (v *view) whyEmpty() string {
	switch {
	case len(v.shown) > 0 || !v.loaded || v.busy():
		return ""
	case len(v.all) == 0:
		return lang.L("There are no notes yet. In an article, press {{.Sentence}} to write one on the current sentence, {{.Article}} on the article or {{.Outlet}} on its outlet.",
			map[string]any{"Sentence": v.win.Key("note.write"), "Article": v.win.Key("note.article"), "Outlet": v.win.Key("note.outlet")})
	}
	return lang.L("No notes match.")
}

// update shows a note in a row of the list.
func (v *view) update(i int, o fyne.CanvasObject) {
	if i >= len(v.shown) {
		return
	}
	r, e := o.(*row), v.shown[i]
	note, sentence := e.marks(v.matcher)
	r.set(e, note, sentence, v.win.Session().Analyst())
	r.tapped = func() {
		v.list.Choose(i)
		v.accept()
	}
	r.menu = func(at fyne.Position) {
		v.list.Choose(i)
		v.win.Menu(at,
			&command.Command{Title: lang.L("Open"), Run: v.accept},
			&command.Command{Title: lang.L("Delete Note"), Run: v.delete, Disabled: func() string { return v.whyKept(e) }},
		)
	}
}

// current returns the chosen note, or nil.
func (v *view) current() *entry {
	if v.list.At >= len(v.shown) {
		return nil
	}
	return v.shown[v.list.At]
}

func (v *view) chose(i int) {
	if i < len(v.shown) {
		v.chosen = v.shown[i].ID
	}
	v.showChosen()
}

// showChosen shows the whole text of the chosen note.
func (v *view) showChosen() {
	e := v.current()
	if e == nil {
		v.whole.SetText("")
		v.byline.SetText("")
		v.remover.Disable()
		return
	}
	text := e.Text
	if text == "" {
		text = lang.L("Only a grade, no text")
	}
	v.whole.SetText(text)
	v.byline.SetText(e.by + " · " + words.Moment(e.Updated.Local()))
	enable(v.remover, v.whyKept(e) == "")
}

// accept goes to the place that the chosen note is about. If the list is being
// filtered, it first waits for the end of that.
func (v *view) accept() {
	if v.busy() {
		v.then = v.accept
		return
	}
	if e := v.current(); e != nil {
		v.close()
		v.open(e)
	}
}

// delete deletes the chosen note.
func (v *view) delete() {
	e := v.current()
	switch {
	case e == nil || v.busy():
		return
	case v.whyKept(e) != "":
		v.status.SetText(v.whyKept(e))
		return
	}
	at := v.list.At
	if v.remove(e) {
		if at = min(at, len(v.shown)-1); at >= 0 {
			v.chosen = v.shown[at].ID
		}
		v.undo, v.gone = true, true
		v.refresh()
		if v.canvas.Focused() != fyne.Focusable(v.list) {
			v.canvas.Focus(v.field) // so that Ctrl+Z works after a click
		}
	}
}

func (v *view) close() { v.dialog.Hide() }

// shortcut undoes or redoes a change of the project.
func (v *view) shortcut(s fyne.Shortcut) {
	v.gone = false
	switch s.(type) {
	case *fyne.ShortcutUndo:
		v.win.Do("edit.undo")
	case *fyne.ShortcutRedo:
		v.win.Do("edit.redo")
	}
}

// field is the entry for the words. It passes keys to the list as a search does.
type field struct {
	control.SearchEntry
	of   *view
	held command.Held
}

func newField(v *view) *field {
	f := &field{of: v}
	f.ExtendBaseWidget(f)
	f.List, f.OnEscape = v.list, v.close
	f.SetPlaceHolder(lang.L("Filter by words of the note, the sentence, the outlet or the title"))
	f.SetText(v.text)
	f.OnChanged = func(text string) {
		v.undo, v.gone = false, false
		v.typed(text)
	}
	return f
}

// FocusLost implements fyne.Focusable.
func (f *field) FocusLost() {
	f.held.Up()
	f.SearchEntry.FocusLost()
}

// KeyDown implements desktop.Keyable.
func (f *field) KeyDown(k *fyne.KeyEvent) {
	f.held.Down(k)
	f.SearchEntry.KeyDown(k)
}

// KeyUp implements desktop.Keyable.
func (f *field) KeyUp(k *fyne.KeyEvent) {
	f.held.Up()
	f.SearchEntry.KeyUp(k)
}

// TypedKey implements fyne.Focusable. Delete deletes the chosen note if there is no
// text that it could delete. While it is held down, it does not delete the next one.
func (f *field) TypedKey(k *fyne.KeyEvent) {
	repeats := f.held.Repeats(k)
	if k.Name == fyne.KeyDelete && (f.Text == "" || repeats && f.of.gone) {
		if !repeats {
			f.of.delete()
		}
		return
	}
	f.SearchEntry.TypedKey(k)
}

// TypedShortcut implements fyne.Shortcutable. Undo takes back the deletion of a note
// if nothing was typed since.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if f.of.undo || f.Text == "" {
			f.of.shortcut(s)
			return
		}
	}
	f.SearchEntry.TypedShortcut(s)
}

// choiceLayout gives a drop-down list the width of its widest option.
type choiceLayout struct{ options []string }

// MinSize implements fyne.Layout.
func (l choiceLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	for _, o := range l.options {
		words := fyne.MeasureText(o, theme.TextSize(), fyne.TextStyle{}).Width
		size.Width = max(size.Width, words+theme.IconInlineSize()+3*theme.InnerPadding()+2*theme.Padding())
	}
	return size
}

// Layout implements fyne.Layout.
func (choiceLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// emptyLayout gives the text in place of an empty list a width that reads well.
type emptyLayout struct{}

// MinSize implements fyne.Layout. The label wraps, so its height follows from its
// width.
func (emptyLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := 30 * theme.TextSize()
	objects[0].Resize(fyne.NewSize(width, objects[0].Size().Height))
	return fyne.NewSize(width, objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (emptyLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

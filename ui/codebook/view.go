package codebook

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// view is the dialog that edits the codebook.
type view struct {
	*Controller
	draft  *draft
	canvas fyne.Canvas
	dialog *fynedialog.CustomDialog
	stop   context.CancelFunc // ends the counting

	rows   []row
	sound  bool // no label has a mistake
	tried  bool // saving was tried, so that a new label without a name is a mistake
	list   *control.List
	form   *form
	status *widget.Label
	retire *control.Button
	remove *control.Button
	join   *control.Button
	up     *control.Button
	down   *control.Button
}

// The greatest size of the dialog, and the share of the list.
const (
	greatestWidth  = 1000
	greatestHeight = 820
	listShare      = 0.36
)

func newView(c *Controller, d *draft) *view {
	v := &view{Controller: c, draft: d, canvas: c.win.Window().Canvas()}
	var ctx context.Context
	ctx, v.stop = context.WithCancel(context.Background())
	size := v.canvas.Size()
	size = fyne.NewSize(min(greatestWidth, size.Width-32), min(greatestHeight, size.Height-32))
	v.dialog = control.NewModal(lang.L("Codebook"), v.build(), c.win.Window())
	save := control.NewButton(lang.L("Save"), v.save, v.cancel)
	save.Importance = widget.HighImportance
	v.dialog.SetButtons([]fyne.CanvasObject{
		control.NewButton(lang.L("Import…"), v.chooseImport, v.cancel),
		control.NewButton(lang.L("Export…"), v.exportDraft, v.cancel),
		control.NewButton(lang.L("Cancel"), v.cancel, v.cancel), save,
	})
	v.dialog.Resize(size)
	v.dialog.SetOnClosed(v.stop)
	v.refresh()
	v.dialog.Show()
	v.list.Choose(0)
	v.canvas.Focus(v.list)
	v.count(ctx)
	return v
}

// build returns the content of the dialog.
func (v *view) build() fyne.CanvasObject {
	v.list = control.NewList(func() int { return len(v.rows) }, func() fyne.CanvasObject { return newRowView() }, v.update)
	v.list.Skip = func(i int) bool { return i < len(v.rows) && v.rows[i].entry == nil }
	v.list.Spoken = v.spoken
	v.list.OnChosen = func(int) { v.chose() }
	v.list.OnAccept = func() { v.canvas.Focus(v.form.fields[0].input) }
	v.list.OnEscape = v.cancel
	v.list.OnShortcut = func(s fyne.Shortcut) { v.shortcut(s) }
	v.form = newForm(v)
	v.status = control.Wrapped("")
	v.status.SizeName = theme.SizeNameCaptionText
	button := func(text string, do func()) *control.Button {
		b := control.NewButton(text, do, v.cancel)
		b.OnShortcut = func(s fyne.Shortcut) { v.shortcut(s) }
		return b
	}
	add := button(lang.L("Add label"), v.add)
	v.retire = button(lang.L("Retire…"), v.retireOrBringBack)
	v.join = button(lang.L("Join into…"), func() { v.askFate(v.chosen(), true) })
	v.remove = button(lang.L("Delete"), v.delete)
	v.up = button(lang.L("Move up"), func() { v.move(-1) })
	v.down = button(lang.L("Move down"), func() { v.move(1) })
	buttons := container.New(&control.Flow{}, add, v.retire, v.join, v.remove, v.up, v.down)
	left := container.NewBorder(nil, container.NewVBox(v.status, buttons), nil, nil, v.list)
	split := container.NewHSplit(left, v.form.content)
	split.Offset = listShare
	return split
}

// count counts the annotations. Until then, no label can be retired or joined.
func (v *view) count(ctx context.Context) {
	p := v.project
	v.win.Go(func() {
		err := p.Flush(ctx)
		var use map[model.LabelKey]int
		if err == nil {
			use, err = p.LabelUse(ctx)
		}
		v.win.Post(func() {
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				v.status.SetText(explain.Error(err))
				return
			}
			v.draft.use = use
			v.refresh()
		})
	})
}

// counted reports whether it is known how many annotations there are.
func (v *view) counted() bool { return v.draft.use != nil }

// chosen returns the chosen label, or nil.
func (v *view) chosen() *entry {
	if v.list.At >= len(v.rows) {
		return nil
	}
	return v.rows[v.list.At].entry
}

// chose shows the chosen label.
func (v *view) chose() {
	if e := v.chosen(); e != v.form.entry {
		v.form.show(e)
	}
	v.enable()
}

// update shows a row of the list.
func (v *view) update(i int, o fyne.CanvasObject) {
	if i >= len(v.rows) {
		return
	}
	r, count, wrong := v.rows[i], "", false
	if e := r.entry; e != nil {
		if v.counted() && !e.isNew() {
			count = words.Number(v.draft.used(e))
		}
		wrong = !v.sound && v.draft.wrong(e) && !v.unfinished(e)
	}
	o.(*rowView).show(r, count, wrong)
}

// unfinished reports whether a label was just added and has no name yet.
func (v *view) unfinished(e *entry) bool { return e.isNew() && e.label.Name == "" && !v.tried }

// spoken returns what screen readers say of a row.
func (v *view) spoken(i int) string {
	e := v.rows[i].entry
	if e == nil {
		return v.rows[i].heading
	}
	name, letter := e.called(), ""
	if e.label.Retired {
		name = words.LabelName(e.label)
	}
	if e.label.Letter != "" {
		letter = lang.L("Letter") + " " + e.label.Letter
	}
	return words.Joined(", ", name, letter, strings.TrimSuffix(v.stateOf(e), "."))
}

// refresh shows the draft after labels were added, moved or retired, or after they were
// counted.
func (v *view) refresh() {
	e := v.chosen()
	v.edited()
	v.choose(e)
	if v.form.entry != nil {
		v.form.refresh()
	}
	v.status.SetText(v.says())
	v.enable()
}

// changed shows the draft after it was changed. The list gets the focus if nothing has it,
// as after a click on a button, so that the keys work.
func (v *view) changed() {
	v.refresh()
	if v.canvas.Focused() == nil {
		v.canvas.Focus(v.list)
	}
}

// choose chooses a label, or the first one if the draft no longer has it.
func (v *view) choose(e *entry) {
	at := max(0, slices.IndexFunc(v.rows, func(r row) bool { return r.entry == e }))
	v.list.UnselectAll()
	v.list.Choose(at)
	v.chose()
}

// says returns the line below the list.
func (v *view) says() string {
	if !v.counted() {
		return lang.L("Counting labels…")
	}
	return words.N("{{.Count}} labels in the codebook", len(v.draft.current()))
}

// stateOf returns what the line above the fields says about a label.
func (v *view) stateOf(e *entry) string {
	n := v.draft.used(e)
	given := words.N("Given {{.Count}} times, by all analysts.", n)
	switch {
	case e.isNew():
		return lang.L("New label")
	case !v.counted():
		return ""
	case !e.label.Retired:
		return given
	case n == 0 || e.fate == fate{}:
		return lang.L("Retired: it can no longer be given.") + " " + given
	case e.fate.remove:
		return words.N("Retired. Its {{.Count}} labels in articles will be removed.", n)
	}
	return words.N("Retired. Its {{.Count}} labels in articles will become “{{.Label}}”.", n, map[string]any{"Label": e.fate.to.label.Called()})
}

// enable enables the buttons that can be pressed now.
func (v *view) enable() {
	e := v.chosen()
	set := func(b *control.Button, on bool) {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	current := e != nil && !e.label.Retired
	v.retire.SetText(lang.L("Retire…"))
	if e != nil && e.label.Retired {
		v.retire.SetText(lang.L("Bring back"))
	}
	set(v.retire, e != nil && v.counted() && !e.isNew())
	set(v.remove, e != nil && v.counted() && v.draft.used(e) == 0)
	set(v.join, current && v.counted() && !e.isNew() && len(v.draft.current()) > 1)
	set(v.up, current)
	set(v.down, current)
}

// edited shows the list after the draft was edited.
func (v *view) edited() {
	e, before := v.chosen(), v.rows
	v.rows, v.sound = rowsOf(v.draft, lang.L("Retired"), lang.L("Without a group")), v.draft.sound()
	v.list.Refresh()
	if !slices.Equal(v.rows, before) {
		v.choose(e)
	}
}

// add adds a label to the group of the chosen one.
func (v *view) add() {
	group := ""
	if e := v.chosen(); e != nil && !e.label.Retired {
		group = e.label.Group
	}
	e := v.draft.add(group)
	v.refresh()
	v.choose(e)
	v.canvas.Focus(v.form.fields[0].input)
}

// move moves the chosen label up or down.
func (v *view) move(by int) {
	if e := v.chosen(); e != nil && v.draft.move(e, by) {
		v.changed()
	}
}

// shortcut moves the chosen label by Alt with an arrow, and saves by Ctrl+Enter. It reports
// whether the shortcut does one of these.
func (v *view) shortcut(s fyne.Shortcut) bool {
	key, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return false
	}
	switch (command.Key{Name: key.KeyName, Mod: key.Modifier}) {
	case command.Key{Name: fyne.KeyUp, Mod: fyne.KeyModifierAlt}:
		v.move(-1)
	case command.Key{Name: fyne.KeyDown, Mod: fyne.KeyModifierAlt}:
		v.move(1)
	case command.Ctrl(fyne.KeyReturn), command.Ctrl(fyne.KeyEnter):
		v.save()
	default:
		return false
	}
	return true
}

// retireOrBringBack retires the chosen label, or takes that back.
func (v *view) retireOrBringBack() {
	switch e := v.chosen(); {
	case e == nil:
	case e.label.Retired:
		v.draft.bringBack(e)
		v.changed()
	case v.draft.used(e) == 0:
		v.draft.retire(e, fate{}, false)
		v.changed()
	default:
		v.askFate(e, false)
	}
}

// delete takes the chosen label, which no annotation has, out of the codebook.
func (v *view) delete() {
	at := v.list.At
	v.draft.remove(v.chosen())
	v.refresh()
	v.list.Choose(at)
	v.canvas.Focus(v.list)
}

// cancel closes the dialog. If the codebook was edited, it asks first.
func (v *view) cancel() {
	if !v.draft.changed() {
		v.dialog.Hide()
		return
	}
	dialog.Warn(lang.L("Discard the changes?"), lang.L("You have changed the codebook. Nothing is saved yet."),
		lang.L("Discard"), lang.L("Keep editing"), v.win.Window(), v.dialog.Hide, nil)
}

// save changes the codebook as the draft says, and closes the dialog.
func (v *view) save() { v.saveThen(func() {}) }

// saveAndFind saves, and then finds the labels that were given under the old definition.
func (v *view) saveAndFind(e *entry) {
	v.saveThen(func() {
		q := search.Query{Filters: []search.Filter{
			{Kind: search.Label, Values: []string{e.label.Name}}, {Kind: search.Definition, Values: []string{"old"}},
		}}
		v.win.Search(q.String() + " ")
	})
}

func (v *view) saveThen(then func()) {
	if e := v.draft.firstWrong(); e != nil {
		v.tried = true
		v.refresh()
		v.choose(e)
		for _, x := range v.form.fields {
			if !x.wrong.Hidden && x.wrong.Importance == widget.DangerImportance {
				v.canvas.Focus(x.input)
				break
			}
		}
		return
	}
	if !v.draft.changed() {
		v.dialog.Hide()
		then()
		return
	}
	v.revise(v.draft.revision(), v.draft.use, func() {
		v.dialog.Hide()
		then()
	})
}

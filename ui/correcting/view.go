package correcting

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// view is the dialog in which a text is corrected.
type view struct {
	*Controller
	text   *correction
	canvas fyne.Canvas
	dialog *fynedialog.CustomDialog
	closed bool
	saving bool // the corrected text is being saved

	list        *control.List
	where       *widget.Label // "Paragraph 3 of 40"
	entry       *control.Field
	filling     bool          // the entry is being filled, which is no correction
	wrong       *widget.Label // why the piece cannot be edited
	differences *differences
	join        *control.Button
	revert      *control.Button
	status      *widget.Label
	save        *control.Button
	later       func() // cancels what follows a pause in typing, if set
}

// The greatest size of the dialog, and the share of the list.
const (
	greatestWidth  = 1100
	greatestHeight = 860
	listShare      = 0.34
)

// The keys of the dialog, besides Esc.
var (
	nextKey     = command.Ctrl(fyne.KeyDown)
	previousKey = command.Ctrl(fyne.KeyUp)
	joinKey     = command.Ctrl(fyne.KeyJ)
	revertKey   = command.Ctrl(fyne.KeyR)
	saveKey     = command.Ctrl(fyne.KeyReturn)
)

// newView opens the dialog at a byte offset of the article.
func newView(c *Controller, d *correction, at int) *view {
	v := &view{Controller: c, text: d, canvas: c.win.Window().Canvas()}
	size := v.canvas.Size()
	v.dialog = control.NewModal(lang.L("Correct text"), v.build(), c.win.Window())
	v.save = control.NewButton(lang.L("Save"), v.accept, v.cancel)
	v.save.Importance = widget.HighImportance
	v.dialog.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), v.cancel, v.cancel), v.save})
	v.dialog.Resize(fyne.NewSize(min(greatestWidth, size.Width-32), min(greatestHeight, size.Height-32)))
	v.dialog.SetOnClosed(v.ended)
	v.dialog.Show()
	v.list.Choose(d.at(at))
	v.refresh()
	v.focus()
	return v
}

// build returns the content of the dialog.
func (v *view) build() fyne.CanvasObject {
	v.list = control.NewList(func() int { return len(v.text.pieces) }, control.NewTitledRow, v.update)
	v.list.Spoken = func(i int) string { return words.Joined(", ", v.titleOf(i), v.captionOf(i)) }
	v.list.OnChosen = func(int) { v.chose() }
	v.list.OnAccept = v.focus
	v.list.OnEscape = v.cancel
	v.list.OnShortcut = func(s fyne.Shortcut) { v.shortcut(s) }
	v.where = control.Subheading("")
	v.entry = control.NewField(6)
	v.entry.Spoken = lang.L("Corrected text")
	v.entry.OnChanged = v.typed
	v.entry.OnEscape, v.entry.OnSave = v.cancel, v.accept
	v.entry.OnShortcut = v.shortcut
	v.wrong = control.Wrapped("")
	v.wrong.Importance = widget.WarningImportance
	v.wrong.Hide()
	v.differences = newDifferences()
	button := func(text string, do func()) *control.Button {
		b := control.NewButton(text, do, v.cancel)
		b.OnShortcut = func(s fyne.Shortcut) { v.shortcut(s) }
		return b
	}
	v.join = button(lang.L("Join next paragraph"), v.joinNext)
	v.revert = button(lang.L("Revert"), v.revertChosen)
	v.status = control.Wrapped("")
	v.status.SizeName = theme.SizeNameCaptionText
	hint := control.Wrapped(lang.L("{{.Up}} and {{.Down}} go to another paragraph, {{.Join}} joins with the next one, {{.Revert}} reverts, and {{.Save}} saves. A blank line splits a paragraph; an empty one is dropped.",
		map[string]any{"Up": previousKey.String(), "Down": nextKey.String(), "Join": joinKey.String(), "Revert": revertKey.String(), "Save": saveKey.String()}))
	hint.SizeName = theme.SizeNameCaptionText
	edit := container.NewBorder(container.NewVBox(v.where, v.wrong), container.NewVBox(container.New(&control.Flow{}, v.join, v.revert)), nil, nil, v.entry)
	compared := container.NewBorder(control.Subheading(lang.L("Differences")), hint, nil, nil, v.differences.content)
	right := container.NewVSplit(edit, compared)
	right.Offset = 0.5
	split := container.NewHSplit(container.NewBorder(nil, v.status, nil, nil, v.list), right)
	split.Offset = listShare
	return split
}

// chosen returns the chosen piece, or nil.
func (v *view) chosen() *piece {
	if v.list.At >= len(v.text.pieces) {
		return nil
	}
	return v.text.pieces[v.list.At]
}

// focus puts the focus where the chosen piece is edited.
func (v *view) focus() {
	if p := v.chosen(); p != nil && p.editable() {
		v.canvas.Focus(v.entry)
		return
	}
	v.canvas.Focus(v.list)
}

// update shows a row of the list.
func (v *view) update(i int, o fyne.CanvasObject) {
	if i >= len(v.text.pieces) {
		return
	}
	row := o.(*fyne.Container)
	title, caption := row.Objects[0].(*widget.Label), row.Objects[1].(*widget.Label)
	p := v.text.pieces[i]
	title.TextStyle.Bold = p.changed()
	title.SetText(v.titleOf(i))
	caption.Importance = widget.LowImportance
	if p.changed() {
		caption.Importance = widget.HighImportance
	}
	caption.SetText(v.captionOf(i))
}

// titleOf returns the opening words of piece i.
func (v *view) titleOf(i int) string {
	p := v.text.pieces[i]
	if p.dropped() {
		return panel.Opening(p.old)
	}
	return panel.Opening(p.text)
}

// captionOf says what became of piece i.
func (v *view) captionOf(i int) string {
	p := v.text.pieces[i]
	state := ""
	switch {
	case !p.changed():
	case p.dropped():
		state = lang.L("dropped")
	case p.joined:
		state = lang.L("joined")
	default:
		state = lang.L("changed")
	}
	kind := ""
	if p.kind != model.UnitSentence {
		kind = panel.KindName(p.kind)
	}
	return words.Joined(" · ", words.Number(p.paragraph+1), state, kind)
}

// refresh shows the draft after pieces were joined or put back.
func (v *view) refresh() {
	v.list.Refresh()
	v.chose()
	v.count()
}

// chose shows the chosen piece.
func (v *view) chose() {
	v.callOff()
	p := v.chosen()
	if p == nil {
		v.entry.Disable()
		v.join.Disable()
		v.revert.Disable()
		return
	}
	named := lang.L("Paragraph {{.Number}} of {{.Total}}", map[string]any{"Number": words.Number(p.paragraph + 1), "Total": words.Number(len(v.text.doc.Paragraphs))})
	if p.sentence {
		named += " · " + lang.L("one sentence of a long paragraph")
	}
	v.where.SetText(named)
	v.filling = true
	if p.editable() {
		v.entry.Enable()
		v.entry.SetText(p.text)
		control.SetOrHide(v.wrong, "")
	} else {
		v.entry.SetText("")
		v.entry.Disable()
		control.SetOrHide(v.wrong, lang.L("This sentence is too long to be edited here ({{.Size}}). Correct it in the file and add it as a newer version.", map[string]any{"Size": words.Size(int64(len(p.old)))}))
	}
	v.entry.CursorRow, v.entry.CursorColumn = 0, 0
	v.entry.Refresh()
	v.filling = false
	v.enable()
	v.compare()
}

// enable enables the buttons that can be pressed now.
func (v *view) enable() {
	set := func(b *control.Button, on bool) {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	p := v.chosen()
	set(v.join, p != nil && v.text.canJoin(v.list.At))
	set(v.revert, p != nil && p.changed())
}

// typed corrects the chosen piece as the entry has it.
func (v *view) typed(text string) {
	p := v.chosen()
	if v.filling || p == nil || !p.editable() || text == p.text {
		return
	}
	p.text = text
	v.callOff()
	v.later = v.win.After(pause, func() {
		v.later = nil
		v.list.RefreshItem(v.list.At)
		v.count()
		v.compare()
	})
	v.enable()
}

// pause is how long typing must pause before what changed is shown.
const pause = 200 * time.Millisecond

func (v *view) callOff() {
	if v.later != nil {
		v.later()
		v.later = nil
		v.list.Refresh()
		v.count()
	}
}

// count says how much was corrected, and where it is kept.
func (v *view) count() {
	n := v.text.changes()
	if n == 0 {
		v.status.SetText(lang.L("Nothing is changed yet."))
		return
	}
	v.status.SetText(words.N("{{.Count}} paragraphs changed.", n) + " " + lang.L("Not saved yet: what you type here is kept only while this dialog is open."))
}

// compare shows what differs between the chosen piece and the article.
func (v *view) compare() {
	p := v.chosen()
	if p == nil {
		return
	}
	old, now := p.old, p.text
	if old == now || !p.editable() || p.dropped() {
		v.differences.show(old, now, nil, nil)
		return
	}
	language := v.text.doc.Metadata.Language
	v.win.Go(func() {
		inOld, inNow := wording.Differences(old, now, language)
		v.win.Post(func() {
			if at := v.chosen(); !v.closed && at == p && p.old == old && p.text == now {
				v.differences.show(old, now, inOld, inNow)
			}
		})
	})
}

// joinNext joins the chosen piece with the next one.
func (v *view) joinNext() {
	v.text.join(v.list.At)
	v.refresh()
	v.focus()
}

// revertChosen puts back what the article has in place of the chosen piece.
func (v *view) revertChosen() {
	if p := v.chosen(); p == nil || !p.changed() {
		return
	}
	v.text.revert(v.list.At)
	v.refresh()
	v.focus()
}

// shortcut runs what a key of the dialog does, and reports whether it does something.
func (v *view) shortcut(s fyne.Shortcut) bool {
	key, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return false
	}
	switch (command.Key{Name: key.KeyName, Mod: key.Modifier}) {
	case nextKey:
		v.list.Choose(v.list.At + 1)
	case previousKey:
		v.list.Choose(v.list.At - 1)
	case joinKey:
		v.joinNext()
	case revertKey:
		v.revertChosen()
	case saveKey, command.Ctrl(fyne.KeyEnter), command.Ctrl(fyne.KeyS):
		v.accept()
	default:
		return false
	}
	return true
}

// cancel closes the dialog. If something was corrected, it asks first.
func (v *view) cancel() {
	if v.text.changes() == 0 {
		v.dialog.Hide()
		return
	}
	v.askDiscard(nil)
}

// askDiscard asks whether to discard the corrections. If so, it closes the dialog and calls
// then, unless then is nil.
func (v *view) askDiscard(then func()) {
	dialog.Warn(lang.L("Discard the corrections?"), words.N("You have changed {{.Count}} paragraphs. Nothing is saved yet.", v.text.changes()),
		lang.L("Discard"), lang.L("Keep editing"), v.win.Window(), func() {
			v.dialog.Hide()
			if then != nil {
				then()
			}
		}, v.focus)
}

// accept saves the corrected text and closes the dialog. A text without a change is not saved.
func (v *view) accept() {
	if v.saving {
		return
	}
	text := v.text.text()
	switch {
	case text == v.text.doc.Text:
		v.dialog.Hide()
		v.win.Notice(lang.L("Nothing to change."))
	case strings.TrimSpace(text) == "":
		dialog.Tell(lang.L("Nothing would be left"), lang.L("An article must have some text. To take it out of the project, remove the article."), v.win.Window())
	default:
		v.saving = true
		v.Controller.save(v.text.doc.ID, text, v.dialog.Hide, func() { v.saving = false })
	}
}

// ended is called when the dialog has closed.
func (v *view) ended() {
	v.closed = true
	if v.later != nil {
		v.later()
		v.later = nil
	}
}

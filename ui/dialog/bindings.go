package dialog

import (
	"cmp"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
)

// ShowBindings lets the analyst change the keys of commands. The analyst chooses a
// command, presses Enter and then the new key. Every change takes effect at once.
func ShowBindings(t *command.Table, w fyne.Window) {
	v := &bindings{table: t, win: w, all: t.Commands()}
	v.names = names.NewIndex(len(v.all), func(i int, add func(string)) {
		add(v.all[i].Title)
		add(place(v.all[i]))
	})
	body := v.build()
	v.dialog = control.NewModal(lang.L("Change shortcuts"), body, w)
	size := w.Canvas().Size()
	v.dialog.SetButtons([]fyne.CanvasObject{control.InRows(size.Width-bindingsFrame,
		control.NewButton(lang.L("Reset all"), v.resetAll, v.close),
		v.reset, v.add, v.change,
		control.NewButton(lang.L("Close"), v.close, v.close),
	)})
	v.dialog.Resize(fyne.NewSize(min(820, size.Width-48), min(660, size.Height-48)))
	v.dialog.Show()
	v.refresh()
	w.Canvas().Focus(v.entry)
}

// bindingsFrame is the part of the window's width that the buttons of the dialog
// cannot use, in device-independent pixels.
const bindingsFrame = 80

type bindings struct {
	table  *command.Table
	win    fyne.Window
	all    []*command.Command
	names  *names.Index
	rows   []*command.Command
	dialog *fynedialog.CustomDialog

	entry              *control.SearchEntry
	list               *control.List
	press              *keyTaker // visible while the dialog waits for a key
	status             *widget.Label
	change, add, reset *control.Button
}

func (v *bindings) build() fyne.CanvasObject {
	v.entry = control.NewSearchEntry()
	v.entry.SetPlaceHolder(lang.L("Filter commands"))
	v.entry.OnEscape = v.close
	v.entry.OnChanged = func(string) { v.refresh() }
	v.list = control.NewList(func() int { return len(v.rows) }, func() fyne.CanvasObject { return control.NewOfferedRow() }, v.update)
	v.list.HideSeparators = true
	v.list.OnChosen = func(int) { v.hint() }
	v.list.OnAccept = func() { v.take(false) }
	v.list.OnEscape = v.close
	v.entry.List = v.list
	v.status = widget.NewLabel("")
	v.status.Wrapping = fyne.TextWrapWord
	v.press = newKeyTaker(v.taken, v.stopTaking)
	v.press.Hide()
	v.change = control.NewButton(lang.L("Change shortcut"), func() { v.take(false) }, v.close)
	v.change.Importance = widget.HighImportance
	v.add = control.NewButton(lang.L("Add shortcut"), func() { v.take(true) }, v.close)
	v.reset = control.NewButton(lang.L("Reset"), v.resetOne, v.close)
	return container.NewBorder(v.entry, container.NewStack(v.status, v.press), nil, nil, v.list)
}

func (v *bindings) update(i int, o fyne.CanvasObject) {
	if i >= len(v.rows) {
		return
	}
	c := v.rows[i]
	row := o.(*control.OfferedRow)
	row.Set(control.Offered{Title: c.Title, TitleMarks: names.Marks(v.entry.Text, c.Title), Detail: v.detail(c), Key: c.KeyText()})
	row.Key.Set(c.KeyText(), nil, theme.ColorNameForeground)
	row.OnTapped = func() {
		v.list.Choose(i)
		v.win.Canvas().Focus(v.entry)
	}
}

// place returns the view or the group to which a command belongs.
func place(c *command.Command) string { return cmp.Or(c.View, c.Group.Title()) }

// detail returns the group of a command. If its keys were changed, detail returns
// the usual keys instead.
func (v *bindings) detail(c *command.Command) string {
	if !v.table.IsChanged(c.ID) {
		return place(c)
	}
	usual := command.Command{Keys: v.table.Usual(c.ID)}
	if len(usual.Keys) == 0 {
		return lang.L("changed; default: none")
	}
	return lang.L("changed; default: {{.Keys}}", map[string]any{"Keys": usual.KeyText()})
}

func (v *bindings) refresh() {
	chosen := v.chosen()
	v.rows = nil
	for _, hit := range v.names.Find(v.entry.Text) {
		v.rows = append(v.rows, v.all[hit.Line])
	}
	v.list.Refresh()
	v.list.UnselectAll()
	v.list.Choose(max(0, slices.Index(v.rows, chosen)))
	v.hint()
}

// chosen returns the selected command, or nil if no command matches.
func (v *bindings) chosen() *command.Command {
	if v.list.At < len(v.rows) {
		return v.rows[v.list.At]
	}
	return nil
}

func (v *bindings) hint() {
	switch {
	case len(v.rows) == 0:
		v.say(lang.L("No matches."))
	default:
		v.say(lang.L("Select a command with the arrow keys and press Enter to change its shortcut. Tab moves to the buttons."))
	}
}

func (v *bindings) say(text string) { v.status.SetText(text) }

// take asks for a new key for the selected command. If beside is true, the key will
// be added to the command's keys. Otherwise it will replace them.
func (v *bindings) take(beside bool) {
	c := v.chosen()
	if c == nil {
		return
	}
	v.press.beside = beside
	v.press.ask(lang.L("Press the new shortcut for “{{.Command}}”, or Esc to cancel.", map[string]any{"Command": c.Title}))
	v.status.Hide()
	v.press.Show()
	v.win.Canvas().Focus(v.press)
}

// taken binds the pressed key to the selected command. If that is impossible, it
// says why and asks for another key.
func (v *bindings) taken(k command.Key) {
	c := v.chosen()
	keys := []command.Key{k}
	if v.press.beside {
		keys = append(slices.Clone(c.Keys), k)
	}
	if err := v.table.Bind(c.ID, keys...); err != nil {
		v.press.ask(refusal(err, k) + " " + lang.L("Press another one, or Esc to cancel."))
		return
	}
	v.stopTaking()
	v.list.Refresh()
	v.say(lang.L("“{{.Command}}” now has the shortcut {{.Key}}.", map[string]any{"Command": c.Title, "Key": c.KeyText()}))
}

// refusal returns a sentence that explains why a command cannot have a key.
func refusal(err error, k command.Key) string {
	var taken *command.TakenError
	switch {
	case errors.As(err, &taken):
		return lang.L("{{.Key}} is already used for “{{.Command}}”.", map[string]any{"Key": taken.Key.String(), "Command": taken.By.Title})
	case errors.Is(err, command.ErrKeyNotFree):
		return lang.L("{{.Key}} cannot be used as a shortcut.", map[string]any{"Key": k.String()})
	}
	return err.Error()
}

func (v *bindings) stopTaking() {
	v.press.Hide()
	v.status.Show()
	v.hint()
	v.win.Canvas().Focus(v.entry)
}

func (v *bindings) resetOne() {
	c := v.chosen()
	if c == nil {
		return
	}
	if err := v.table.Reset(c.ID); err != nil {
		v.say(refusal(err, command.Key{}) + " " + lang.L("Change that shortcut first."))
		return
	}
	v.list.Refresh()
	v.say(lang.L("“{{.Command}}” has its default shortcuts again.", map[string]any{"Command": c.Title}))
}

func (v *bindings) resetAll() {
	v.table.ResetAll()
	v.list.Refresh()
	v.say(lang.L("All commands have their default shortcuts again."))
}

func (v *bindings) close() { v.dialog.Hide() }

// keyTaker is a label that receives the keys pressed while it has the focus. It
// calls stopped on Esc, and taken on other keys that a command can have.
type keyTaker struct {
	widget.Label
	beside  bool // whether the key is added to the existing ones
	taken   func(command.Key)
	stopped func()
}

var (
	_ fyne.Focusable    = (*keyTaker)(nil)
	_ fyne.Shortcutable = (*keyTaker)(nil)
)

func newKeyTaker(taken func(command.Key), stopped func()) *keyTaker {
	k := &keyTaker{taken: taken, stopped: stopped}
	k.Wrapping = fyne.TextWrapWord
	k.TextStyle.Bold = true
	k.Importance = widget.HighImportance
	k.ExtendBaseWidget(k)
	return k
}

func (k *keyTaker) ask(text string) { k.SetText(text) }

// TypedKey implements fyne.Focusable. It handles Esc and the keys that are bound by
// name. TypedRune handles the others.
func (k *keyTaker) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape:
		k.stopped()
	case command.ByName(e.Name):
		k.taken(command.Named(e.Name))
	}
}

// TypedRune implements fyne.Focusable.
func (k *keyTaker) TypedRune(r rune) {
	if r != ' ' {
		k.taken(command.Typed(r))
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (k *keyTaker) TypedShortcut(s fyne.Shortcut) {
	if key, ok := command.OfShortcut(s); ok {
		k.taken(key)
	}
}

// FocusGained implements fyne.Focusable.
func (k *keyTaker) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (k *keyTaker) FocusLost() {}

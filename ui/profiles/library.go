package profiles

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/search/names"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// list is the dialog that lists the profiles that the analyst keeps.
type list struct {
	*Controller
	dialog *fynedialog.CustomDialog
	hidden bool
	all    []model.Profile
	shown  []model.Profile
	field  *filter
	rows   *control.List
	status *widget.Label
	basis  *control.Check // whether exports include the bases of the grades
	need   []*control.Button
	undo   *control.Button
}

// The maximum size of the dialog, in device-independent pixels.
const (
	listWidth  = 680
	listHeight = 620
)

// ShowLibrary opens the list of the profiles that the analyst keeps.
func (c *Controller) ShowLibrary() {
	if s := c.win.Session(); s != nil {
		s.EndTyping()
	}
	l := &list{Controller: c}
	canvas := c.win.Window().Canvas()
	size := fyne.NewSize(min(listWidth, canvas.Size().Width-32), min(listHeight, canvas.Size().Height-32))
	l.dialog = control.NewModal(lang.L("My Outlet Profiles"), l.build(size.Width-8*theme.Padding()), c.win.Window())
	l.dialog.Resize(size)
	l.refresh()
	l.dialog.Show()
	canvas.Focus(l.field)
	l.reread("")
}

func (l *list) close() {
	l.hidden = true
	l.dialog.Hide()
}

func (l *list) build(width float32) fyne.CanvasObject {
	l.rows = control.NewList(func() int { return len(l.shown) }, func() fyne.CanvasObject { return control.NewOfferedRow() }, func(i int, o fyne.CanvasObject) {
		if i < len(l.shown) {
			r, p := o.(*control.OfferedRow), l.shown[i]
			r.Set(control.Offered{Title: p.Outlet, TitleMarks: names.Marks(l.query(), p.Outlet), Detail: summary(p)})
			r.OnTapped = func() { l.rows.Choose(i) }
		}
	})
	l.rows.Spoken = func(i int) string { return words.Joined(", ", l.shown[i].Outlet, summary(l.shown[i])) }
	l.rows.OnAccept, l.rows.OnEscape = l.edit, l.close
	l.field = &filter{of: l}
	l.field.ExtendBaseWidget(l.field)
	l.field.List, l.field.OnEscape = l.rows, l.close
	l.field.SetPlaceHolder(lang.L("Filter outlets"))
	l.field.OnChanged = func(string) { l.refresh() }
	l.status = control.Wrapped("")
	l.status.SizeName = theme.SizeNameCaptionText
	button := func(title string, do func()) *control.Button { return control.NewButton(title, do, l.close) }
	open := button(lang.L("Edit…")+"   "+command.Named(fyne.KeyReturn).String(), l.edit)
	open.Importance = widget.HighImportance
	remove, export := button(lang.L("Remove"), l.remove), button(lang.L("Export…"), l.chooseExport)
	l.need = []*control.Button{open, remove, export}
	l.undo = button(lang.L("Undo import"), l.undoImport)
	l.undo.Hide()
	l.basis = control.NewCheck(lang.L("Export my reasons for the grades, too"), false, func(bool) {}, l.close)
	buttons := control.InRows(width, open, remove, button(lang.L("Import…"), l.chooseImport), export, button(lang.L("Close"), l.close))
	return container.NewBorder(l.field, container.NewVBox(l.status, container.NewHBox(l.undo), l.basis, buttons), nil, nil, l.rows)
}

func (l *list) query() string { return strings.TrimSpace(l.field.Text) }

// reread reads the library and shows it, with the text said below the list.
func (l *list) reread(said string) {
	l.read(func(all []model.Profile, aside string, err error) {
		if l.hidden {
			return
		}
		switch {
		case err != nil:
			said = lang.L("Your outlet profiles cannot be read.") + " " + explain.Error(err)
		case aside != "":
			said = l.damagedText(aside)
		case said == "" && len(all) == 0:
			said = lang.L("You have no profiles yet. The profile of an outlet is kept here when you save it.")
		}
		l.all = all
		l.refresh()
		l.status.SetText(said)
	})
}

// refresh shows the profiles that match the typed text.
func (l *list) refresh() {
	index := names.NewIndex(len(l.all), func(i int, add func(string)) { add(l.all[i].Outlet) })
	l.shown = nil
	for _, hit := range index.Find(l.query()) {
		l.shown = append(l.shown, l.all[hit.Line])
	}
	at := l.rows.At
	l.rows.UnselectAll()
	l.rows.Refresh()
	l.rows.Choose(at)
	for _, b := range l.need {
		if len(l.shown) > 0 {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// do calls act with the chosen profile, if any.
func (l *list) do(act func(model.Profile)) {
	if l.rows.At < len(l.shown) {
		act(l.shown[l.rows.At])
	}
}

// edit opens the chosen profile. The list opens again after saving.
func (l *list) edit() {
	l.do(func(p model.Profile) {
		l.close()
		e := &editor{Controller: l.Controller, outlet: p.Outlet, mine: true, before: &p}
		e.show(p, dated(p))
	})
}

// remove asks whether to remove the chosen profile from the library.
func (l *list) remove() {
	l.do(func(p model.Profile) {
		text := lang.L("Remove the profile of {{.Outlet}} from your profiles? Projects keep theirs.", map[string]any{"Outlet": p.Outlet})
		dialog.Ask(lang.L("My Outlet Profiles"), text, lang.L("Remove"), lang.L("Cancel"), l.win.Window(), func(yes bool) {
			if !yes {
				return
			}
			id := model.OutletIDOf(p.Outlet)
			l.change(func(own []model.Profile) ([]model.Profile, error) {
				if at := edit.ProfileIn(own, id); at >= 0 {
					own = append(own[:at:at], own[at+1:]...)
				}
				return own, nil
			}, func(_ string, err error) {
				if !l.win.Failed(explain.Titled(lang.L("Could not keep the profile"), err)) {
					l.reread(lang.L("Removed the profile of {{.Outlet}}.", map[string]any{"Outlet": p.Outlet}))
				}
			})
		})
	})
}

// filter is the entry that filters the list. It passes keys to the list.
type filter struct {
	control.SearchEntry
	of *list
}

// TypedKey implements fyne.Focusable. If Delete has no text to delete, it removes the chosen
// profile.
func (f *filter) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyDelete && f.Text == "" {
		f.of.remove()
		return
	}
	f.SearchEntry.TypedKey(k)
}

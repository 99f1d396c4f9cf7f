package profiles

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// editor is the dialog that edits a profile of an outlet.
type editor struct {
	*Controller
	outlet string
	mine   bool           // the dialog edits the library's profile, not the project's
	before *model.Profile // the profile of the project or, with mine, of the library; nil if it has none
	dialog *fynedialog.CustomDialog
	form   *form
	keeps  *control.Check // unused if mine is set
	status *widget.Label
}

// The maximum size of the dialog, in device-independent pixels.
const (
	editorWidth  = 720
	editorHeight = 820
)

// Edit opens the project's profile of an outlet. If the analyst keeps a newer and different
// one, the dialog shows that one.
func (c *Controller) Edit(outlet string) {
	id := model.OutletIDOf(outlet)
	if why := c.win.NeedWritable(); why != "" || id == "" {
		c.win.Notice(why)
		return
	}
	c.win.Session().EndTyping()
	c.read(func(all []model.Profile, aside string, err error) {
		e := &editor{Controller: c, outlet: outlet, before: c.win.Session().Profile(id)}
		p, state := model.Profile{Outlet: outlet}, lang.L("New profile")
		if e.before != nil {
			p, state = *e.before, dated(*e.before)
		}
		if at := edit.ProfileIn(all, id); at >= 0 && (e.before == nil || all[at].Updated.After(p.Updated) && !edit.AlikeProfiles(all[at], p)) {
			p, state = all[at], lang.L("From your own profiles. The project gets it when you save.")+" "+dated(all[at])
		}
		switch {
		case err != nil:
			state = lang.L("Your outlet profiles cannot be read.") + " " + explain.Error(err)
		case aside != "":
			state = c.damagedText(aside)
		}
		e.show(p, state)
	})
}

// dated returns a text that says when a profile was last changed.
func dated(p model.Profile) string {
	if p.Updated.IsZero() {
		return ""
	}
	return lang.L("Last changed on {{.Date}}", map[string]any{"Date": words.Date(p.Updated.Local())})
}

// show opens the dialog with a profile.
func (e *editor) show(p model.Profile, state string) {
	e.form = newForm(p, e.close, e.save)
	e.status = control.Wrapped("")
	e.status.Importance = widget.DangerImportance
	e.status.Hide()
	head := control.Wrapped(state)
	head.SizeName = theme.SizeNameCaptionText
	below := container.NewVBox(e.status)
	save := control.NewButton(lang.L("Save"), e.save, e.close)
	save.Importance = widget.HighImportance
	buttons := []fyne.CanvasObject{control.NewButton(lang.L("Cancel"), e.close, e.close), save}
	if !e.mine {
		e.keeps = control.NewCheck(lang.L("Keep for my other projects"), true, func(bool) {}, e.close)
		below.Add(e.keeps)
		if e.before != nil {
			buttons = append([]fyne.CanvasObject{control.NewButton(lang.L("Remove from project"), e.remove, e.close)}, buttons...)
		}
	}
	content := container.NewBorder(head, below, nil, nil, e.form.content)
	e.dialog = control.NewModal(lang.L("Profile of {{.Outlet}}", map[string]any{"Outlet": model.Excerpt(p.Outlet)}), content, e.win.Window())
	e.dialog.SetButtons(buttons)
	canvas := e.win.Window().Canvas()
	size := canvas.Size()
	e.dialog.Resize(fyne.NewSize(min(editorWidth, size.Width-32), min(editorHeight, size.Height-32)))
	e.dialog.Show()
	canvas.Focus(e.form.first())
}

func (e *editor) close() { e.dialog.Hide() }

// remove removes the profile from the project.
func (e *editor) remove() {
	if err := e.win.Session().RemoveProfile(model.OutletIDOf(e.outlet)); err != nil {
		e.refuse(err)
		return
	}
	e.close()
	e.win.Notice(lang.L("Removed the profile of {{.Outlet}} from the project.", map[string]any{"Outlet": e.outlet}))
}

// refuse shows why the profile cannot be saved, and moves the focus to the first field whose
// value is refused.
func (e *editor) refuse(err error) {
	text := explain.Error(err)
	if refused := (*value.Error)(nil); errors.As(err, &refused) {
		text = words.Sentence(explain.Value(refused))
	}
	e.status.SetText(text)
	e.status.Show()
	if f := e.form.wrong(); f != nil {
		e.win.Window().Canvas().Focus(f)
	}
}

// save stores the profile in the project and, if the check box is ticked, in the library.
func (e *editor) save() {
	p, err := value.AcceptProfile(e.form.profile())
	if err != nil {
		e.refuse(err)
		return
	}
	if e.mine {
		e.saveMine(p)
		return
	}
	if err := e.win.Session().SetProfile(p); err != nil {
		e.refuse(err)
		return
	}
	e.close()
	saved := lang.L("Saved the profile of {{.Outlet}}.", map[string]any{"Outlet": p.Outlet})
	stored := e.win.Session().Profile(model.OutletIDOf(p.Outlet))
	if stored == nil || !e.keeps.Checked { // nil if all fields were emptied
		e.win.Notice(saved)
		return
	}
	e.keep(*stored, func(err error) {
		if !e.win.Failed(err) {
			e.win.Notice(saved)
		}
	})
}

// saveMine stores the profile in the library only.
func (e *editor) saveMine(p model.Profile) {
	if e.before != nil && edit.AlikeProfiles(p, *e.before) {
		e.close()
		return
	}
	p.Updated = now()
	if e.before != nil {
		p.Updated = edit.Later(p.Updated, e.before.Updated)
	}
	e.close()
	e.keep(p, func(err error) {
		if !e.win.Failed(err) {
			e.ShowLibrary()
		}
	})
}

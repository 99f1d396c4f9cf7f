package profiles

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/platform"
	"assay.app/assay/ui/words"
)

// chooseExport asks for a file and writes all profiles to it.
func (l *list) chooseExport() {
	choice := dialog.ExportChoice(lang.L("Export outlet profiles"), l.desk.ProfileFormats())
	choice.Start = l.win.StartPath(lang.L("Outlet profiles") + choice.Ext)
	basis := l.basis.Checked
	l.win.Choose(choice, func(path string) {
		n := 0
		l.win.Run(lang.L("Exporting"), func(context.Context, func(dialog.Step)) error {
			all, _, err := l.desk.Profiles()
			if err != nil {
				return err
			}
			n = len(all)
			return l.desk.WriteProfiles(path, all, basis)
		}, func(err error) {
			if !l.win.Failed(explain.Titled(lang.L("Could not export the profiles"), err)) {
				l.status.SetText(words.N("Exported {{.Count}} outlet profiles.", n) + " " + path)
			}
		})
	})
}

// chooseImport asks for a file and shows what importing it would change.
func (l *list) chooseImport() {
	formats := l.desk.ProfileFormats()
	l.win.Choose(dialog.Choice{
		Title: lang.L("Import outlet profiles"), Accept: lang.L("Import"), Match: formats.Has,
		Kinds: []platform.Kind{{Name: lang.L("Outlet profiles"), Exts: formats.Exts()}}, Start: l.win.StartPath(""),
	}, func(path string) {
		var others, own []model.Profile
		l.win.Run(lang.L("Reading {{.Name}}", map[string]any{"Name": words.FileName(path)}), func(context.Context, func(dialog.Step)) (err error) {
			if others, err = l.desk.ReadProfiles(path); err != nil {
				return unreadable(err)
			}
			own, _, err = l.desk.Profiles()
			return err
		}, func(err error) {
			if !l.win.Failed(explain.Titled(lang.L("Could not import the profiles"), err)) {
				l.askImport(own, others, words.FileName(path))
			}
		})
	})
}

// unreadable explains why profiles cannot be imported. The advice for damaged projects, to
// restore a backup, does not help here.
func unreadable(err error) error {
	text := ""
	switch {
	case errors.Is(err, model.ErrValue):
		text = lang.L("A profile in the file has a value that is not allowed.")
	case errors.Is(err, model.ErrDamaged):
		text = lang.L("The file is damaged.")
	default:
		return err
	}
	return explain.Plain(text+" "+lang.L("Nothing was changed.")+"\n\n("+err.Error()+")", err)
}

// askImport shows what an import would change. It asks whether to replace profiles that are as
// new as those in the file, or newer.
func (l *list) askImport(own, others []model.Profile, name string) {
	_, adopted := edit.AdoptingProfiles(own, others, false)
	outlets := map[edit.ProfileFate][]string{}
	for _, a := range adopted {
		outlets[a.Fate] = append(outlets[a.Fate], a.Outlet)
	}
	changes := len(outlets[edit.ProfileAdded]) + len(outlets[edit.ProfileReplaced]) + len(outlets[edit.ProfileOlder])
	title := lang.L("Import “{{.Name}}”", map[string]any{"Name": name})
	if changes == 0 {
		dialog.Tell(title, lang.L("You have all profiles of this file."), l.win.Window())
		return
	}
	var hide func()
	escape := func() { hide() }
	column := container.NewVBox()
	for _, fate := range []edit.ProfileFate{edit.ProfileAdded, edit.ProfileReplaced, edit.ProfileOlder} {
		if of := outlets[fate]; len(of) > 0 {
			column.Add(control.Subheading(countOf(fate, len(of))))
			column.Add(control.Wrapped(strings.Join(of, ", ")))
		}
	}
	replace := control.NewCheck(lang.L("Replace mine by these, too"), false, func(bool) {}, escape)
	if len(outlets[edit.ProfileOlder]) > 0 {
		column.Add(replace)
	}
	column.Add(control.Wrapped(lang.L("Your reasons for grades stay where the file has none.")))
	d := control.NewModal(title, container.NewVScroll(control.BesideBar(column)), l.win.Window())
	hide = d.Hide
	yes := control.NewButton(lang.L("Import"), func() {
		d.Hide()
		l.adopt(others, replace.Checked)
	}, escape)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), escape, escape), yes})
	size := l.win.Window().Canvas().Size()
	d.Resize(fyne.NewSize(min(560, size.Width-64), min(520, size.Height-64)))
	d.Show()
	l.win.Window().Canvas().Focus(yes)
}

// countOf returns a text that says what happens to n profiles with a fate.
func countOf(fate edit.ProfileFate, n int) string {
	switch fate {
	case edit.ProfileAdded:
		return words.N("{{.Count}} profiles are added", n)
	case edit.ProfileReplaced:
		return words.N("{{.Count}} profiles are newer than yours and replace them", n)
	case edit.ProfileOlder:
		return words.N("{{.Count}} profiles differ from yours, but are not newer", n)
	}
	return ""
}

// adopt imports profiles into the library.
func (l *list) adopt(others []model.Profile, replace bool) {
	n := 0
	l.win.Run(lang.L("Importing"), func(context.Context, func(dialog.Step)) error {
		_, err := l.desk.ImportProfiles(func(own []model.Profile) ([]model.Profile, error) {
			after, adopted := edit.AdoptingProfiles(own, others, replace)
			for _, a := range adopted {
				if a.Fate == edit.ProfileAdded || a.Fate == edit.ProfileReplaced {
					n++
				}
			}
			return after, nil
		})
		return err
	}, func(err error) {
		if !l.win.Failed(explain.Titled(lang.L("Could not import the profiles"), err)) {
			l.undo.Show()
			l.reread(words.N("Imported {{.Count}} outlet profiles.", n))
		}
	})
}

// undoImport reverses the last import.
func (l *list) undoImport() {
	l.win.Run(lang.L("Importing"), func(context.Context, func(dialog.Step)) error { return l.desk.UndoProfileImport() }, func(err error) {
		if !l.win.Failed(explain.Titled(lang.L("Could not undo the import"), err)) {
			l.undo.Hide()
			l.win.Window().Canvas().Focus(l.field)
			l.reread(lang.L("The import was undone."))
		}
	})
}

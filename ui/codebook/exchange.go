package codebook

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/platform"
	"assay.app/assay/ui/words"
)

// export asks for a file and writes a codebook to it.
func (c *Controller) export(book model.Codebook) {
	choice := dialog.ExportChoice(lang.L("Export codebook (.json for Assay, .qdc for other programs)"), c.desk.CodebookFormats())
	choice.Start = filepath.Join(filepath.Dir(c.project.Path()), dialog.FileNamed(c.project.Info().Name, choice.Ext, func(name string) string {
		return lang.L("{{.Name}} codebook", map[string]any{"Name": name})
	}))
	c.win.Choose(choice, func(path string) {
		c.win.Run(lang.L("Exporting"), func(context.Context, func(dialog.Step)) error {
			return c.desk.WriteCodebook(path, book)
		}, func(err error) {
			if !c.win.Failed(explain.Titled(lang.L("Could not export the codebook"), err)) {
				c.win.Notice(lang.L("Exported to {{.Path}}", map[string]any{"Path": path}))
			}
		})
	})
}

// exportDraft exports the codebook as the dialog shows it.
func (v *view) exportDraft() { v.export(v.draft.book()) }

// chooseImport asks for a codebook and shows what importing it would change.
func (v *view) chooseImport() {
	formats := v.desk.CodebookFormats()
	v.win.Choose(dialog.Choice{
		Title: lang.L("Import codebook"), Accept: lang.L("Import"), Match: formats.Has,
		Kinds: []platform.Kind{{Name: lang.L("Codebooks"), Exts: formats.Exts()}}, Start: filepath.Dir(v.project.Path()),
	}, func(path string) {
		var book model.Codebook
		v.win.Run(lang.L("Reading {{.Name}}", map[string]any{"Name": words.FileName(path)}), func(context.Context, func(dialog.Step)) error {
			got, err := v.desk.ReadCodebook(path)
			v.win.Post(func() { book = got })
			return err
		}, func(err error) {
			if !v.win.Failed(explain.Titled(lang.L("Could not import the codebook"), unreadable(err))) {
				v.askImport(book, words.FileName(path))
			}
		})
	})
}

// unreadable explains why a codebook cannot be imported. The advice for damaged projects,
// to restore a backup, does not help here.
func unreadable(err error) error {
	text := ""
	switch refused := (*value.Error)(nil); {
	case errors.As(err, &refused):
		text = words.Sentence(explain.Value(refused))
	case errors.Is(err, model.ErrDamaged):
		text = lang.L("The file is damaged.") + " " + lang.L("Export the codebook again, or get the file again.")
	default:
		return err
	}
	return explain.Plain(text+" "+lang.L("Nothing was changed.")+"\n\n("+err.Error()+")", err)
}

// askImport shows what a codebook would change, and asks what becomes of annotations whose
// labels it lacks.
func (v *view) askImport(book model.Codebook, name string) {
	diff := v.draft.compare(book)
	if diff.none() {
		dialog.Tell(lang.L("Import codebook"), lang.L("“{{.Name}}” has the same labels as the project.", map[string]any{"Name": name}), v.win.Window())
		return
	}
	column := container.NewVBox()
	var modal interface{ Hide() }
	hide := func() { modal.Hide() }
	choices := map[*entry]*fateChoice{}
	if len(diff.lacking) > 0 {
		column.Add(control.Subheading(lang.L("Labels that the file does not have, but articles do")))
	}
	for _, e := range diff.lacking {
		choice := newFateChoice(lang.L("The label stays in the codebook"), v.draft.staying(diff.after), hide)
		choice.Spoken = e.label.Called()
		choices[e] = choice
		column.Add(control.Wrapped(e.label.Called() + ": " + words.N("{{.Count}} labels in articles", v.draft.used(e))))
		column.Add(choice.Selection)
	}
	list := func(title string, names []string) {
		if len(names) == 0 {
			return
		}
		column.Add(control.Subheading(title))
		column.Add(control.Wrapped(strings.Join(names, ", ")))
	}
	list(words.N("{{.Count}} labels are added", len(diff.added)), called(diff.after, diff.added))
	list(words.N("{{.Count}} labels change", len(diff.changed)), called(diff.after, diff.changed))
	var gone []string
	for _, e := range diff.unused {
		gone = append(gone, e.label.Called())
	}
	list(words.N("{{.Count}} unused labels are removed", len(gone)), gone)
	column.Add(control.Wrapped(lang.L("Nothing changes before you save the codebook.")))
	scroll := container.NewVScroll(control.BesideBar(column))
	d := control.NewModal(lang.L("Import “{{.Name}}”", map[string]any{"Name": name}), scroll, v.win.Window())
	modal = d
	yes := control.NewButton(lang.L("Import"), func() {
		d.Hide()
		fates := map[*entry]fate{}
		for e, choice := range choices {
			fates[e] = choice.fate()
		}
		v.draft.take(diff, fates)
		v.form.entry = nil // the fields of its label may have changed
		v.changed()
		v.choose(nil)
	}, hide)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), hide, hide), yes})
	size := v.canvas.Size()
	d.Resize(fyne.NewSize(min(560, size.Width-64), min(520, size.Height-64)))
	d.Show()
	v.canvas.Focus(yes)
}

// called returns the names of the labels with the keys, in the reader's words.
func called(book model.Codebook, keys []model.LabelKey) (names []string) {
	for _, l := range words.Codebook(book) {
		if slices.Contains(keys, l.Key) {
			names = append(names, l.Called())
		}
	}
	return names
}

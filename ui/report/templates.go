package report

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/report"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
)

// templates chooses, keeps and removes templates.
type templates struct {
	*sheet
	content fyne.CanvasObject
	kind    *control.Selection
	remove  *control.Button
	names   []string
	quiet   bool
}

func newTemplates(s *sheet) *templates {
	t := &templates{sheet: s}
	t.kind = control.NewSelection(nil, -1, t.chosen, s.hide)
	t.kind.PlaceHolder = lang.L("None")
	t.kind.Spoken, t.kind.Viewport = lang.L("Template"), s.through
	keep := control.NewButton(lang.L("Save as Template…"), t.ask, s.hide)
	t.remove = control.NewButton(lang.L("Remove"), t.askRemove, s.hide)
	keep.Viewport, t.remove.Viewport = s.through, s.through
	t.content = container.NewVBox(t.kind, container.New(&control.Flow{}, keep, t.remove))
	t.reread("")
	return t
}

// reread reads which templates there are, and selects one by its name.
func (t *templates) reread(selected string) {
	names, err := t.desk.ReportTemplates()
	t.win.Report(explain.Titled(lang.L("Could not read the templates"), err))
	t.names = names
	t.quiet = true
	t.kind.Options = names
	t.kind.ClearSelected()
	if at := slices.Index(names, selected); at >= 0 {
		t.kind.SetSelectedIndex(at)
	}
	t.kind.Refresh()
	t.quiet = false
	t.enable()
}

func (t *templates) enable() {
	if t.kind.SelectedIndex() < 0 {
		t.remove.Disable()
	} else {
		t.remove.Enable()
	}
}

// chosen shows the settings of a template.
func (t *templates) chosen(at int) {
	t.enable()
	if t.quiet || at < 0 {
		return
	}
	s, err := t.desk.ReportTemplate(t.names[at])
	if err != nil {
		t.win.Report(explain.Titled(lang.L("Could not read the template"), err))
		return
	}
	t.set(s)
	t.changed()
}

// ask asks for a name and keeps the settings as a template.
func (t *templates) ask() {
	now := ""
	if at := t.kind.SelectedIndex(); at >= 0 {
		now = t.names[at]
	}
	s := t.settings()
	name := ""
	dialog.AskNameThen(lang.L("Name of the template"), now, lang.L("Save"), t.win.Window(), func(typed string) (why string) {
		switch {
		case !model.IsFileName(typed):
			return lang.L("A template cannot have this name.")
		case typed != now && slices.Contains(t.names, typed):
			return lang.L("There is a template of this name. Choose it first to replace it.")
		}
		name = typed
		return ""
	}, func() { t.keep(name, s) })
}

func (t *templates) keep(name string, s report.Settings) {
	if err := t.desk.KeepReportTemplate(name, s); err != nil {
		t.win.Report(explain.Titled(lang.L("Could not keep the template"), err))
		return
	}
	t.reread(name)
}

// askRemove asks whether to remove the chosen template.
func (t *templates) askRemove() {
	at := t.kind.SelectedIndex()
	if at < 0 {
		return
	}
	name := t.names[at]
	dialog.Ask(lang.L("Remove the template?"), lang.L("“{{.Name}}” is removed for all projects.", map[string]any{"Name": name}),
		lang.L("Remove"), lang.L("Cancel"), t.win.Window(), func(yes bool) {
			if !yes {
				return
			}
			err := t.desk.RemoveReportTemplate(name)
			t.win.Report(explain.Titled(lang.L("Could not remove the template"), err))
			t.reread("")
			t.win.Window().Canvas().Focus(t.kind)
		})
}

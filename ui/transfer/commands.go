package transfer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// ExportCommands returns the commands that export the project.
func (c *Controller) ExportCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "export.project", Title: lang.L("Export…"), Group: command.File, Section: command.ExportSection,
			Keys:     []command.Key{command.Ctrl(fyne.KeyE)},
			Disabled: c.win.NeedArticles, Run: func() { c.Export() },
		},
		{
			ID: "export.article", Title: lang.L("Export This Article…"), Group: command.File, Section: command.ExportSection, Submenu: lang.L("Export Other"),
			Keys:     []command.Key{command.CtrlShift(fyne.KeyE)},
			Disabled: c.win.NeedArticle, Run: func() { c.Export(c.win.Session().Document().ID) },
		},
	}
}

// LoadCommands returns the commands that load data sets.
func (c *Controller) LoadCommands() []*command.Command {
	return []*command.Command{
		{
			ID: "load.set", Title: lang.L("Load…"), Group: command.File, Section: command.ImportSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyO)},
			Disabled: c.win.NeedProject, Run: c.choose,
		},
		{
			ID: "load.folder", Title: lang.L("Load Folder…"), Group: command.File, Section: command.ImportSection,
			Disabled: c.win.NeedProject, Run: c.chooseFolder,
		},
	}
}

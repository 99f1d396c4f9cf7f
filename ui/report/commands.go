package report

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// Commands returns the command that shows the dialog.
func (c *Controller) Commands() []*command.Command {
	return []*command.Command{
		{
			ID: "report.show", Title: lang.L("Report…"), Group: command.File, Section: command.ExportSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyR)},
			Disabled: c.win.NeedProject, Run: c.Show,
		},
	}
}

// ExportCommands returns the commands that write marked text.
func (c *Controller) ExportCommands() []*command.Command {
	other := lang.L("Export Other")
	return []*command.Command{
		{
			ID: "marked.article", Title: lang.L("Export Marked Article…"), Group: command.File, Section: command.ExportSection, Submenu: other,
			Disabled: c.win.NeedArticle, Run: c.exportMarkedArticle,
		},
		{
			ID: "marked.all", Title: lang.L("Export Marked Text…"), Group: command.File, Section: command.ExportSection, Submenu: other,
			Disabled: c.win.NeedArticles, Run: c.exportMarked,
		},
	}
}

package report

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// Commands returns the commands that write documents to hand in.
func (c *Controller) Commands() []*command.Command {
	other := lang.L("Export Other")
	return []*command.Command{
		{
			ID: "report.show", Title: lang.L("Report…"), Group: command.File, Section: command.ExportSection,
			Keys:     []command.Key{command.CtrlShift(fyne.KeyR)},
			Disabled: c.win.NeedProject, Run: c.Show,
		},
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

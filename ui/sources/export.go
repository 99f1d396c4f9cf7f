package sources

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
)

// exportCommand returns the command that exports the table, which works in all views.
func (c *Controller) exportCommand() *command.Command {
	return &command.Command{
		ID: "sources.export", Title: lang.L("Export Sources…"), Group: command.File, Section: command.ExportSection, Submenu: lang.L("Export Other"),
		Disabled: c.win.NeedProject, Run: c.Export,
	}
}

// Export asks for a file and writes the table of voices and outlets to it.
func (c *Controller) Export() {
	c.win.Session().EndTyping()
	p, analyst := c.project, c.analyst()
	choice := dialog.ExportChoice(lang.L("Export sources (.csv for a spreadsheet)"), model.ExchangeFormats{{Ext: ".csv"}})
	choice.Start = filepath.Join(filepath.Dir(p.Path()), dialog.FileNamed(p.Info().Name, choice.Ext, func(name string) string {
		return lang.L("{{.Name}} sources", map[string]any{"Name": name})
	}))
	c.win.Choose(choice, func(path string) {
		c.win.RunToEnd(lang.L("Exporting"), lang.L("The export is still running. If you stop it, no file is written."), func(ctx context.Context, step func(dialog.Step)) error {
			step(dialog.Step{What: filepath.Base(path)})
			return p.ExportSources(ctx, analyst, path)
		}, func(err error) {
			if !c.win.Failed(explain.Titled(lang.L("Could not export"), err)) {
				c.win.Written(path)
			}
		})
	})
}

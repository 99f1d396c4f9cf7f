package compare

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
)

// exportCommand returns the command that exports the table, which works in all views.
func (c *Controller) exportCommand() *command.Command {
	return &command.Command{
		ID: "compare.export", Title: lang.L("Export Statements…"), Group: command.File, Section: command.ExportSection, Submenu: lang.L("Export Other"),
		Disabled: c.win.NeedProject, Run: c.export,
	}
}

// export asks for a file and writes the table of the selection to it. The file has all rows,
// whatever the filters show.
func (c *Controller) export() {
	s := c.win.Session()
	s.EndTyping()
	p, chosen := c.project, c.request.resolve(s)
	asked := compare.Request{Counts: c.request.counts(s), Analyst: s.Analyst()}
	choice := dialog.ExportChoice(lang.L("Export statements (.csv for a spreadsheet)"), model.ExchangeFormats{{Ext: ".csv"}})
	choice.Start = filepath.Join(filepath.Dir(p.Path()), dialog.FileNamed(p.Info().Name, choice.Ext, func(name string) string {
		return lang.L("{{.Name}} statements", map[string]any{"Name": name})
	}))
	c.win.Choose(choice, func(path string) {
		c.win.RunToEnd(lang.L("Exporting"), lang.L("The export is still running. If you stop it, no file is written."), func(ctx context.Context, step func(dialog.Step)) error {
			step(dialog.Step{What: filepath.Base(path)})
			progress := func(done, all int) { step(dialog.Step{What: filepath.Base(path), Done: done, Total: all}) }
			var err error
			if asked.Articles, err = chosen.articles(ctx, p, progress); err != nil {
				return err
			}
			return p.ExportStatements(ctx, asked, path, progress)
		}, func(err error) {
			if !c.win.Failed(explain.Titled(lang.L("Could not export"), err)) {
				c.win.Written(path)
			}
		})
	})
}

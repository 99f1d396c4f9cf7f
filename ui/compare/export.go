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
	"assay.app/assay/ui/timeline"
)

// exportCommands returns the commands that export what is compared. They work in all views.
func (c *Controller) exportCommands() []*command.Command {
	one := func(id command.ID, title string, run func()) *command.Command {
		return &command.Command{
			ID: id, Title: title, Group: command.File, Section: command.ExportSection, Submenu: lang.L("Export Other"),
			Disabled: c.win.NeedProject, Run: run,
		}
	}
	return []*command.Command{
		one("compare.export", lang.L("Export Statements…"), c.export),
		one("timeline.export", lang.L("Export Timeline…"), c.exportTimeline),
	}
}

// export asks for a file and writes the table of the selection to it. The file has all rows,
// whatever the filters show.
func (c *Controller) export() {
	c.exporting(lang.L("Export statements (.csv for a spreadsheet)"), model.ExchangeFormats{{Ext: ".csv"}}, func(name string) string {
		return lang.L("{{.Name}} statements", map[string]any{"Name": name})
	}, c.project.ExportStatements)
}

// exportTimeline asks for a file and writes the timeline of the selection to it. A drawing is of
// the current statement, if the timeline of one is shown.
func (c *Controller) exportTimeline() {
	p, statement := c.project, model.StatementID("")
	if o := c.view.overTime; o.on && o.Display() == timeline.OfStatement {
		statement = c.view.matrix.id
	}
	c.exporting(lang.L("Export timeline (.csv for a spreadsheet, .svg for a drawing)"), model.ExchangeFormats{{Ext: ".csv"}, {Ext: ".svg"}}, func(name string) string {
		return lang.L("{{.Name}} timeline", map[string]any{"Name": name})
	}, func(ctx context.Context, asked compare.Request, path string, progress func(done, all int)) error {
		return p.ExportTimeline(ctx, asked, statement, path, progress)
	})
}

// exporting asks for a file in one of some formats, and writes it on another goroutine.
func (c *Controller) exporting(asks string, formats model.ExchangeFormats, named func(string) string, write func(context.Context, compare.Request, string, func(done, all int)) error) {
	s := c.win.Session()
	s.EndTyping()
	p, chosen := c.project, c.request.Resolve(s)
	asked := compare.Request{Counts: c.request.Counts(s), Analyst: s.Analyst()}
	choice := dialog.ExportChoice(asks, formats)
	choice.Start = filepath.Join(filepath.Dir(p.Path()), dialog.FileNamed(p.Info().Name, choice.Ext, named))
	c.win.Choose(choice, func(path string) {
		c.win.RunToEnd(lang.L("Exporting"), lang.L("The export is still running. If you stop it, no file is written."), func(ctx context.Context, step func(dialog.Step)) error {
			step(dialog.Step{What: filepath.Base(path)})
			progress := func(done, all int) { step(dialog.Step{What: filepath.Base(path), Done: done, Total: all}) }
			var err error
			if asked.Articles, err = chosen.Articles(ctx, p, progress); err != nil {
				return err
			}
			return write(ctx, asked, path, progress)
		}, func(err error) {
			if !c.win.Failed(explain.Titled(lang.L("Could not export"), err)) {
				c.win.Written(path)
			}
		})
	})
}

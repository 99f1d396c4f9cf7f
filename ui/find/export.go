package find

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/finding"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
)

// exportFound asks for a file and writes all hits to it. If a search is running, it
// waits for the end of the search.
func (c *Controller) exportFound() {
	if c.onceRead("search.export") {
		return
	}
	c.win.Session().EndTyping()
	p := c.project
	export := finding.Export{Selection: finding.Selection{Query: c.finding.Query().String(), Analyst: c.win.Session().Analyst(), Relaxed: c.finding.Relaxed()}}
	formats := c.desk.Formats().ForHits()
	choice := dialog.ExportChoice(lang.L("Export results (.csv for a spreadsheet, .json for an annotation set)"), formats)
	choice.Start = filepath.Join(filepath.Dir(p.Path()), dialog.FileNamed(p.Info().Name, choice.Ext, func(name string) string {
		return lang.L("{{.Name}} results", map[string]any{"Name": name})
	}))
	c.win.Choose(choice, func(path string) {
		export.Path = path
		c.withAllHits(func(hits *search.Hits) {
			export.Hits = hits
			c.writeFound(p, export)
		})
	})
}

func (c *Controller) writeFound(p Project, export finding.Export) {
	var report results.Export
	c.win.RunToEnd(lang.L("Exporting"), lang.L("The export is still running. If you stop it, no file is written."), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: filepath.Base(export.Path)})
		got, err := p.ExportFound(ctx, export)
		c.win.Post(func() { report = got })
		return err
	}, func(err error) {
		if !c.win.Failed(explain.Titled(lang.L("Could not export"), err)) {
			c.win.Exported(report, export.Path)
		}
	})
}

package notes

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/finding"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/dialog"
)

// selection returns the listed notes for an export.
func (c *Controller) selection() finding.Selection {
	s := finding.Selection{Query: strings.TrimSpace(c.text), Notes: true, Hits: &search.Hits{}}
	if s.Query == "" {
		s.Query = "note:*"
	}
	listed := slices.SortedFunc(slices.Values(c.shown), inArticles.compare)
	for i := 0; i < len(listed); {
		found := search.Found{Article: listed[i].Target.Article}
		for ; i < len(listed) && listed[i].Target.Article == found.Article; i++ {
			found.Notes = append(found.Notes, search.NoteHit{Note: listed[i].Note})
		}
		s.Hits.Add(found)
	}
	return s
}

// export asks for a file and writes the listed notes to it.
func (c *Controller) export() {
	p := c.project
	export := finding.Export{Selection: c.selection()}
	choice := dialog.ExportChoice(lang.L("Export notes (.csv for a spreadsheet, .json for an annotation set)"), c.desk.Formats().ForHits())
	choice.Start = filepath.Join(filepath.Dir(p.Path()), dialog.FileNamed(p.Info().Name, choice.Ext, func(name string) string {
		return lang.L("{{.Name}} notes", map[string]any{"Name": name})
	}))
	c.win.Choose(choice, func(path string) {
		export.Path = path
		var report results.Export
		c.win.RunToEnd(lang.L("Exporting"), lang.L("The export is still running. If you stop it, no file is written."), func(ctx context.Context, step func(dialog.Step)) error {
			step(dialog.Step{What: filepath.Base(path)})
			got, err := p.ExportFound(ctx, export)
			c.win.Post(func() { report = got })
			return err
		}, func(err error) {
			if !c.win.Failed(err) {
				c.win.Exported(report, path)
			}
		})
	})
}

package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/project"
)

// exportFound asks where to, and writes what was found there.
func (w *Window) exportFound() {
	if w.onceRead("search.export") {
		return
	}
	w.session.EndTyping()
	p := w.projects.Current()
	export := project.FoundExport{Query: w.finding.Query().String(), Analyst: w.session.Analyst(), Relaxed: w.finding.Relaxed()}
	formats := w.projects.Formats().ForHits()
	choice := dialog.ExportChoice(lang.L("Export what was found: .csv is a table, .json an annotation set"), formats)
	choice.Start = filepath.Join(filepath.Dir(p.Path()), dialog.FileNamed(p.Info().Name, choice.Ext, func(name string) string {
		return lang.L("{{.Name}} found", map[string]any{"Name": name})
	}))
	w.choose(choice, func(path string) {
		export.Path = path
		w.withAllHits(func(hits *search.Hits) {
			export.Hits = hits
			w.writeFound(p, export)
		})
	})
}

func (w *Window) writeFound(p project.Project, export project.FoundExport) {
	var report results.Export
	w.run(lang.L("Exporting"), func(ctx context.Context, step func(dialog.Step)) error {
		step(dialog.Step{What: filepath.Base(export.Path)})
		got, err := p.ExportFound(ctx, export)
		w.opts.Post(func() { report = got })
		return err
	}, func(err error) {
		if w.failed(err) {
			return
		}
		w.projects.Exported(report, export.Path)
	})
}

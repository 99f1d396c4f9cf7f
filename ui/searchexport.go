package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/dialog"
)

// FoundExport is what was found, and is to be exported.
type FoundExport struct {
	Path    string // ends in .csv for a table, or else for an annotation set
	Query   string // as search.Query writes it: the beginning of a word that was still being typed ends in a star
	Analyst string // whose labels it was about
	Relaxed bool   // typos were allowed
	Hits    *search.Hits
}

// IsTable reports whether a table is wanted.
func (f FoundExport) IsTable() bool { return strings.EqualFold(filepath.Ext(f.Path), ".csv") }

// exportFound asks where to, and writes what was found there.
func (w *Window) exportFound() {
	if w.onceRead("search.export") {
		return
	}
	w.session.EndTyping()
	p := w.project
	export := FoundExport{Query: w.finding.Query().String(), Analyst: w.session.Analyst(), Relaxed: w.finding.Relaxed()}
	start := filepath.Join(filepath.Dir(p.Path()), named(p.Info().Name, ".csv", func(name string) string {
		return lang.L("{{.Name}} found", map[string]any{"Name": name})
	}))
	w.choose(dialog.Choice{
		Title: lang.L("Export what was found: .csv is a table, .json an annotation set"), Accept: lang.L("Export"),
		Save: true, Ext: ".csv", Exts: []string{".json"}, Match: func(name string) bool { return isJSON(name) || FoundExport{Path: name}.IsTable() }, Start: start,
	}, func(path string) {
		export.Path = path
		w.withAllHits(func(hits *search.Hits) {
			export.Hits = hits
			w.writeFound(p, export)
		})
	})
}

func (w *Window) writeFound(p Project, export FoundExport) {
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
		w.exported(report, export.Path)
	})
}

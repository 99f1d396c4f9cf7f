package main

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/ui"
	"assay.app/assay/ui/dialog"
)

// Search implements ui.Project. What is being saved is saved before, so that
// labels given a moment ago are known; when they cannot be, the search tells
// what is in the file.
func (p project) Search(ctx context.Context, s dialog.SearchFor, found func(search.Found), looked func(done, all int)) (dialog.Searched, error) {
	if err := p.Project.Flush(ctx); err != nil && ctx.Err() != nil {
		return dialog.Searched{}, err
	}
	r, err := p.Project.Search(ctx, s.Query, storage.SearchOptions{Analyst: s.Analyst, Limit: s.Limit, Looked: looked}, func(f search.Found) error {
		found(f)
		return ctx.Err()
	})
	return dialog.Searched{Whole: r.Whole, Total: r.Total, AtLeast: r.AtLeast, Relaxed: r.Relaxed, Slow: whySlow(r)}, err
}

// ExportFound implements ui.Project.
func (p project) ExportFound(ctx context.Context, f ui.FoundExport) (results.Export, error) {
	if err := p.Project.Flush(ctx); err != nil {
		return results.Export{}, err
	}
	found := &exchange.Selection{Query: f.Query, Analyst: f.Analyst, Relaxed: f.Relaxed, Hits: f.Hits}
	return exchange.ExportFile(ctx, f.Path, p.Project, exchange.Options{Generator: "Assay " + model.Version, Selection: found})
}

// whySlow says why a search read texts that the index should have spared it.
func whySlow(r search.Result) string {
	switch {
	case !r.Scanned:
		return ""
	case errors.Is(r.Note, model.ErrIndexNotMade), errors.Is(r.Note, model.ErrIndexUnreadable):
		return lang.L("Searching reads all texts, because the index beside the project cannot be used.")
	}
	return lang.L("Searching reads all texts while the index is being made; soon it will be quicker.")
}

package main

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/index"
)

// Search implements find.Project. It first saves queued changes, so that it finds
// the newest labels. If that fails, it searches the file in its current state,
// unless ctx has ended.
func (p openProject) Search(ctx context.Context, r finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error) {
	if err := p.Project.Flush(ctx); err != nil && ctx.Err() != nil {
		return search.Result{}, err
	}
	return p.Project.Search(ctx, r.Query, index.Options{Analyst: r.Analyst, Blind: r.Blind, Limit: r.Limit, Looked: looked}, func(f search.Found) error {
		found(f)
		return ctx.Err()
	})
}

// EachNote implements notes.Project. Like Search, it first saves queued changes.
func (p openProject) EachNote(ctx context.Context, visit func(n model.Note, sentence string) error) error {
	if err := p.Project.Flush(ctx); err != nil && ctx.Err() != nil {
		return err
	}
	return p.Project.EachNote(ctx, visit)
}

// ExportFound implements find.Project.
func (p openProject) ExportFound(ctx context.Context, f finding.Export) (results.Export, error) {
	if err := p.Project.Flush(ctx); err != nil {
		return results.Export{}, err
	}
	return exchange.ExportFile(ctx, f.Path, p.Project, exchange.Options{Generator: "Assay " + model.Version, Selection: &f.Selection})
}

package main

import (
	"cmp"
	"context"
	"io"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/origin"
	"assay.app/assay/storage"
	"assay.app/assay/storage/comparison"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/intake/rehearse"
	"assay.app/assay/storage/report"
	"assay.app/assay/ui/project"
)

// openProject adapts an open project file to the window.
type openProject struct {
	*storage.Project
	comparison *comparison.Reader
	reports    *report.Composer
}

var _ project.Project = openProject{}

// adapt adapts an open project file.
func adapt(p *storage.Project) openProject { return openProject{p, comparison.New(p), composer(p)} }

// Preview implements project.Project.
func (p openProject) Preview(ctx context.Context, paths []string, known []draft.Mapping, progress func(draft.Step)) (*draft.Preview, draft.Rereader, error) {
	return rehearse.Preview(ctx, rehearse.Request{Project: p.Project, Paths: paths, Known: known}, progress)
}

// Import implements project.Project.
func (p openProject) Import(ctx context.Context, analyst string, preview *draft.Preview, progress func(draft.Step)) (draft.Added, error) {
	return rehearse.Import(ctx, p.Project, analyst, preview, progress)
}

// Correct implements project.Project. The old text is read from the file, so queued changes of
// its sentences must be written first.
func (p openProject) Correct(ctx context.Context, analyst string, of model.ArticleID, text string) (draft.Added, error) {
	if err := p.Project.Flush(ctx); err != nil {
		return draft.Added{}, err
	}
	return rehearse.Correct(ctx, p.Project, analyst, of, text)
}

// ExportSources implements project.Project.
func (p openProject) ExportSources(ctx context.Context, analyst, path string) error {
	if err := p.Project.Flush(ctx); err != nil {
		return err
	}
	table, err := p.Project.Sources(ctx, analyst, func(int, int) {})
	if err != nil {
		return err
	}
	return bundle.WriteFile(path, func(w io.Writer) error { return exchange.WriteSources(w, table) })
}

// Compare implements project.Project.
func (p openProject) Compare(ctx context.Context, asked compare.Request, progress func(done, all int)) (*compare.Table, []origin.Proposal, error) {
	found, err := p.comparison.Read(ctx, asked, progress)
	if err != nil {
		return nil, nil, err
	}
	proposed := slices.Collect(maps.Values(found.Origins))
	slices.SortFunc(proposed, func(a, b origin.Proposal) int { return cmp.Compare(a.Article, b.Article) })
	return found.Table, proposed, nil
}

// Propose implements project.Project.
func (p openProject) Propose(ctx context.Context, asked compare.Request, progress func(done, all int)) ([]compare.Offer, error) {
	return p.comparison.Propose(ctx, asked, progress)
}

// SaveCopy implements project.Project. The copy gets an id of its own among the copies
// of the project when it is opened.
func (p openProject) SaveCopy(ctx context.Context, path string) error {
	if err := p.Project.Flush(ctx); err != nil {
		return err
	}
	return p.Project.SaveElsewhere(path)
}

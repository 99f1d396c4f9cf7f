package exchange

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/peer"
)

// ByContent reports whether data sets of the format are recognised by their content, and not only by
// the extensions of their files.
func (f Format) ByContent() bool { return f.peer.Recognises != nil }

// Amounts counts what a project, or some of its articles, has of each feature.
func Amounts(ctx context.Context, p *storage.Project, opts Options) ([]model.Loss, error) {
	c, err := peer.Open(ctx, p, peer.Options{Articles: opts.Articles, Analyst: opts.Analyst, Progress: opts.Progress})
	if err != nil {
		return nil, err
	}
	for _, err := range c.Pages(ctx) {
		if err != nil {
			return nil, err
		}
	}
	return c.Amounts().Lost(0), nil
}

package main

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
)

// Compare implements project.Project.
func (p openProject) Compare(ctx context.Context, r compare.Request, progress func(done, all int)) (*compare.Table, error) {
	c, err := p.compared.Read(ctx, r, progress)
	if err != nil {
		return nil, err
	}
	return c.Table, nil
}

// Propose implements project.Project.
func (p openProject) Propose(ctx context.Context, r compare.Request, progress func(done, all int)) ([]compare.Offer, error) {
	return p.compared.Propose(ctx, r, progress)
}

// Repeats implements project.Project.
func (p openProject) Repeats(ctx context.Context, article model.ArticleID, sentence model.Span, progress func(done, all int)) (model.Passages, error) {
	if err := p.Project.Flush(ctx); err != nil {
		return nil, err
	}
	return p.compared.Repeats(ctx, article, sentence, progress)
}

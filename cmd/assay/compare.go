package main

import (
	"context"

	"assay.app/assay/model"
)

// Repeats implements project.Project.
func (p openProject) Repeats(ctx context.Context, article model.ArticleID, sentence model.Span, progress func(done, all int)) (model.Passages, error) {
	if err := p.Project.Flush(ctx); err != nil {
		return nil, err
	}
	return p.comparison.Repeats(ctx, article, sentence, progress)
}

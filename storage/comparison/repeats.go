package comparison

import (
	"context"

	"assay.app/assay/model"
)

// Repeats returns the other sentences of the project that are nearly identical to one: at least
// nine tenths of their words are the same, and all numbers and negations. Progress and ctx are
// as for Propose.
func (r *Reader) Repeats(ctx context.Context, article model.ArticleID, sentence model.Span, progress func(done, all int)) (model.Passages, error) {
	doc, err := r.project.Document(article)
	if err != nil {
		return nil, err
	}
	matching, err := r.project.Matching(ctx, progress)
	if err != nil {
		return nil, err
	}
	found := model.Passages{}
	for i, u := range doc.Sentences() {
		if u.Span != sentence {
			continue
		}
		for _, ref := range matching.Repeats(article, i) {
			if span, ok := matching.Span(ref); ok {
				found[ref.Article] = append(found[ref.Article], span)
			}
		}
	}
	return found, nil
}

package storage

import (
	"context"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// SearchOptions stands in until the engine is there.
type SearchOptions struct {
	Analyst string
	Limit   int
	Looked  func(done, all int)
}

// SearchResult stands in until the engine is there.
type SearchResult struct {
	Sentences, Articles, Notes int
	Whole                      bool
	Total                      int
	AtLeast, Relaxed, Scanned  bool
	Note                       error
}

// Search stands in until the engine is there.
func (p *Project) Search(ctx context.Context, q search.Query, opts SearchOptions, found func(search.Found) error) (SearchResult, error) {
	r, err := p.scanTmp(ctx, q, opts, found)
	if relaxed, can := q.Relaxed(); err == nil && r.Sentences == 0 && can {
		r, err = p.scanTmp(ctx, relaxed, opts, found)
		r.Relaxed = r.Sentences > 0
	}
	return r, err
}

func (p *Project) scanTmp(ctx context.Context, q search.Query, opts SearchOptions, found func(search.Found) error) (SearchResult, error) {
	r := SearchResult{Whole: true, Scanned: true}
	if q.Empty() {
		return r, nil
	}
	m := search.NewMatcher(q)
	book, err := p.Codebook()
	if err != nil {
		return r, err
	}
	for a, err := range p.Articles() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return r, err
		}
		if a.Removed || !q.WantsArticle(&a) {
			continue
		}
		doc, err := p.Document(a.ID)
		if err != nil {
			return r, err
		}
		f := search.Found{Article: a.ID}
		for _, u := range doc.Units {
			asked := search.Asked{
				Unit: u, Annotations: doc.Annotations[u.Span], Notes: doc.NotesOn(model.OnSentence(doc.ID, u.Span)),
				Analyst: opts.Analyst, Codebook: book,
			}
			if marks, ok := m.Match(u.Span.Of(doc.Text)); ok && q.WantsSentence(asked) {
				r.Total++
				if opts.Limit > 0 && r.Sentences == opts.Limit {
					r.Whole = false
					continue
				}
				f.Sentences = append(f.Sentences, search.Sentence{Span: u.Span, Text: u.Span.Of(doc.Text), Marks: marks})
				r.Sentences++
			}
		}
		if len(f.Sentences) > 0 {
			r.Articles++
			if err := found(f); err != nil {
				return r, err
			}
		}
	}
	return r, nil
}

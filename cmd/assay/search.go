package main

import (
	"context"

	"assay.app/assay/model/search"
	"assay.app/assay/storage"
)

// Search implements ui.Project: it reads one text after another, so it needs
// no index and holds no texts, and takes as long as reading them.
func (p project) Search(ctx context.Context, q search.Query, found func(search.Found), looked func(int)) error {
	matcher := search.NewMatcher(q)
	done := 0
	return p.EachText(ctx, func(t storage.Text) error {
		done++
		defer func() { looked(done) }()
		if !matcher.Maybe(t.Bytes) {
			return nil
		}
		structure, err := t.Structure()
		if err != nil {
			return err
		}
		if sentences := matcher.Sentences(string(t.Bytes), structure.Units); len(sentences) > 0 {
			found(search.Found{Article: t.Article, Sentences: sentences})
		}
		return nil
	})
}

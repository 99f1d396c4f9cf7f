package main

import (
	"context"

	"assay.app/assay/model/search"
	"assay.app/assay/storage"
)

// Search implements ui.Project. The window shows sentences.
func (p project) Search(ctx context.Context, q search.Query, found func(search.Found), looked func(int)) error {
	opts := storage.SearchOptions{Looked: func(done, _ int) { looked(done) }}
	_, err := p.Project.Search(ctx, q, opts, func(f search.Found) error {
		if len(f.Sentences) > 0 {
			found(f)
		}
		return nil
	})
	return err
}

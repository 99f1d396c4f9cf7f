package storage

import (
	"context"

	"assay.app/assay/model/search"
	"assay.app/assay/storage/index"
)

// Search finds the sentences, notes and outlets that q asks for, and calls
// found an article at a time, in the order of import; what is about outlets
// comes first. Units that were set aside are found like sentences. If nothing
// is found as it was typed, and what must be in a sentence is in none, words may
// have typos.
//
// Found may call the project, but not Search, nor Close, which waits for it; its
// error ends the search and is returned. Saving goes on meanwhile; what is
// changed meanwhile may be found as it was before or as it is now.
func (p *Project) Search(ctx context.Context, q search.Query, opts index.Options, found func(search.Found) error) (search.Result, error) {
	return p.index.Search(ctx, q, opts, found)
}

package storage

import (
	"context"

	"assay.app/assay/model/search"
	"assay.app/assay/storage/index"
)

// Search finds the sentences, notes and outlets that match q. It calls found with
// the hits on outlets, if there are any, and then with one article at a time, in
// the order of import. Units that were set aside are found like sentences. If
// nothing is found as typed, and no sentence has the required words, the search
// allows typos in words.
//
// found may call the project, except for Search and Close. Close waits until found
// returns. If found returns an error, Search stops and returns it. Changes are
// saved as usual meanwhile; a changed article may be found as it was before or
// after the change.
func (p *Project) Search(ctx context.Context, q search.Query, opts index.Options, found func(search.Found) error) (search.Result, error) {
	return p.index.Search(ctx, q, opts, found)
}

// Index returns the index that Search uses, for tests and measurements. Only the
// project may call its Begin and Close.
func (p *Project) Index() *index.Index { return &p.index }

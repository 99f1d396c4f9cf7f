package storage

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/ledger"
)

// Chains returns which articles are versions of one another, including removed articles.
func (p *Project) Chains() (c record.Chains, err error) {
	err = p.View("read the versions of articles", func(tx ledger.Tx) (err error) {
		c, err = ledger.ReadChains(tx)
		return err
	})
	return c, err
}

// Superseded returns the articles that have a newer version in the corpus, with the current
// version of each. It returns none for an article that was removed.
func (p *Project) Superseded() (out map[model.ArticleID]model.ArticleID, err error) {
	err = p.View("read the versions of articles", func(tx ledger.Tx) (err error) {
		out, err = ledger.ReadSuperseded(tx)
		return err
	})
	return out, err
}

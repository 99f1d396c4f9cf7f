package storage

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Phrases returns the list of the project's phrases.
func (p *Project) Phrases() (list record.Phrases, err error) {
	err = p.View("read the phrases", func(tx ledger.Tx) (err error) {
		list, err = ledger.ReadPhrases(tx)
		return err
	})
	return list, err
}

// OutletPhrases returns the phrases that were given to an outlet, by anyone.
func (p *Project) OutletPhrases(outlet model.OutletID) (given []*record.Given, err error) {
	err = p.View("read the phrases of an outlet", func(tx ledger.Tx) error {
		return ledger.ScanRecords(tx, ledger.KeySpot(0, record.GivenKind, model.Subject{Outlet: outlet}), func(_ ledger.Spot, content any) error {
			given = append(given, content.(*record.Given))
			return nil
		})
	})
	return given, err
}

// PhraseUses counts how often an analyst gave each phrase, or how often anyone did if
// analyst is empty. Phrases that were joined are counted by themselves; see
// record.Phrases.Used.
func (p *Project) PhraseUses(analyst string) (map[model.PhraseID]record.Uses, error) {
	uses := map[model.PhraseID]record.Uses{}
	err := p.View("count the phrases", func(tx ledger.Tx) error {
		removed := map[uint64]bool{}
		return ledger.ScanRecords(tx, []byte{byte(record.GivenKind)}, func(s ledger.Spot, content any) error {
			g := content.(*record.Given)
			if _, known := removed[s.Number]; !known && s.Number != 0 {
				value, err := ledger.BucketOf(tx, ledger.BucketArticles).Need(ledger.Key64(s.Number))
				if err != nil {
					return err
				}
				a, err := codec.DecodeArticle(value)
				if err != nil {
					return err
				}
				removed[s.Number] = a.Removed
			}
			uses[g.Phrase] = uses[g.Phrase].Plus(record.UseOf(s.On("a"), g.Analyst, analyst, removed[s.Number]))
			return nil
		})
	})
	return uses, err
}

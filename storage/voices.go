package storage

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Voices returns the list of the project's voices.
func (p *Project) Voices() (list record.Voices, err error) {
	err = p.View("read the voices", func(tx ledger.Tx) (err error) {
		list, err = ledger.ReadVoices(tx)
		return err
	})
	return list, err
}

// VoiceUses counts the sentences that an analyst attributed to each voice, or that anyone
// did if analyst is empty, and what else refers to it. Voices that were joined are counted
// by themselves.
func (p *Project) VoiceUses(analyst string) (map[model.VoiceID]record.VoiceUses, error) {
	uses := map[model.VoiceID]record.VoiceUses{}
	err := p.View("count what is attributed to voices", func(tx ledger.Tx) error {
		removed := map[uint64]bool{}
		count := func(s ledger.Spot, content any) error {
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
			id, use, ok := record.VoiceUseOf(s.Key("a"), content, analyst, removed[s.Number])
			if ok {
				uses[id] = uses[id].Plus(use)
			}
			return nil
		}
		if err := ledger.ScanRecords(tx, []byte{byte(record.AttributionKind)}, count); err != nil {
			return err
		}
		return ledger.ScanRecords(tx, ledger.KeyKind(0, record.GradeKind), count)
	})
	return uses, err
}

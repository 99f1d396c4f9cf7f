package storage

import (
	"assay.app/assay/model/record"
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

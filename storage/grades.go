package storage

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/ledger"
)

// Grades returns the grades of voices and outlets by all analysts.
func (p *Project) Grades() (map[model.Key]*record.Grade, error) {
	all := map[model.Key]*record.Grade{}
	err := p.View("read the grades", func(tx ledger.Tx) error {
		return ledger.ScanRecords(tx, ledger.KeyKind(0, record.GradeKind), func(s ledger.Spot, content any) error {
			all[s.Key("")] = content.(*record.Grade)
			return nil
		})
	})
	return all, err
}

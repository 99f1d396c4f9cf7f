package storage

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/ledger"
)

// Profiles returns the project's profiles of outlets.
func (p *Project) Profiles() (map[model.OutletID]*model.Profile, error) {
	all := map[model.OutletID]*model.Profile{}
	err := p.View("read the profiles of outlets", func(tx ledger.Tx) error {
		return ledger.ScanRecords(tx, ledger.KeyKind(0, record.ProfileKind), func(s ledger.Spot, content any) error {
			all[s.Subject.Outlet] = content.(*model.Profile)
			return nil
		})
	})
	return all, err
}

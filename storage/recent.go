package storage

import (
	"fmt"

	"assay.app/assay/model/edit"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Limits of Recent. A change to a sentence takes some 200 bytes in the file.
const (
	recentChanges = 64
	recentBytes   = 4 << 10
)

// Recent returns those of the newest 64 changes that take at most 4 KiB in the
// file, newest first. It skips larger ones, such as imports, without decoding them.
func (p *Project) Recent() ([]edit.Change, error) {
	var recent []edit.Change
	err := p.View("read the history", func(tx ledger.Tx) error {
		history := ledger.BucketOf(tx, ledger.BucketHistory)
		last, err := ledger.LastNumber(history)
		if err != nil {
			return err
		}
		for id := last; id > 0 && last-id < recentChanges; id-- { // ids have no gaps
			value, err := history.Need(ledger.Key64(id))
			if err != nil {
				return err
			}
			if len(value) > recentBytes {
				continue
			}
			change, err := codec.DecodeChange(id, value)
			if err != nil {
				return fmt.Errorf("change %d: %w", id, err)
			}
			recent = append(recent, change)
		}
		return nil
	})
	return recent, err
}

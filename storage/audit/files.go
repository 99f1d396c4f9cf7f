package audit

import (
	"assay.app/assay/model"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// file checks that an article is found by the name of its file.
func (v *verifier) file(number uint64, record codec.Article) {
	key := ledger.KeyFile(record.ImportPath, number)
	if v.value(ledger.BucketFiles, key) != nil {
		v.filed++
	} else if !v.isSpoiled(ledger.BucketFiles, key) {
		v.report(record.ID, model.Damaged("it is not found by the name of its file"))
	}
}

// files reports file names that lead to no article or to one with another name. It
// need not search for them if there are as many names as articles that were found
// by their names.
func (v *verifier) files() error {
	entries := uint64(0)
	err := ledger.ScanStored(ledger.BucketOf(v.tx, ledger.BucketFiles), nil, func(_, _ []byte) error {
		entries++
		return v.ctx.Err()
	})
	if err != nil || entries == v.filed {
		return err
	}
	return v.each(ledger.BucketFiles, nil, func(key, _ []byte) {
		number, ok := ledger.NumberInFile(key)
		if r := v.record(number); !ok || r == nil && !v.gone[number] {
			v.report("", model.Damaged("%s leads to no article", ledger.NameEntry(ledger.BucketFiles, key)))
		} else if r != nil && string(ledger.KeyFile(r.ImportPath, number)) != string(key) {
			v.report(r.ID, model.Damaged("it is also found by another name: %s", ledger.NameEntry(ledger.BucketFiles, key)))
		}
	})
}

package storage

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Grades returns the grades of voices, articles and outlets by all analysts, including those
// of removed articles. It skips over the grades of sentences without reading them.
func (p *Project) Grades() (map[model.Key]*record.Grade, error) {
	all := map[model.Key]*record.Grade{}
	err := p.View("read the grades", func(tx ledger.Tx) error {
		err := ledger.ScanRecords(tx, ledger.KeyKind(0, record.GradeKind), func(s ledger.Spot, content any) error {
			all[s.Key("")] = content.(*record.Grade)
			return nil
		})
		if err != nil {
			return err
		}
		return eachGraded(tx, func(number uint64) error { return gradesOf(tx, number, all) })
	})
	return all, err
}

// eachGraded calls visit with the number of each article that has a grade, or a sentence with
// a grade.
func eachGraded(tx ledger.Tx, visit func(number uint64) error) error {
	for next := uint64(1); next != 0; {
		key, _, err := ledger.BucketOf(tx, ledger.BucketRecords).Cursor().Seek(ledger.KeyKind(next, record.GradeKind))
		if err != nil || len(key) == 0 || model.Kind(key[0]) != record.GradeKind {
			return err
		}
		number := ledger.ArticleIn(key)
		if number < next {
			return model.Damaged("a record has the key %x", key)
		}
		if err := visit(number); err != nil {
			return err
		}
		next = number + 1
	}
	return nil
}

// gradesOf adds the grades of a whole article to all.
func gradesOf(tx ledger.Tx, number uint64, all map[model.Key]*record.Grade) error {
	var id model.ArticleID
	whole := ledger.KeySpot(number, record.GradeKind, model.Subject{Article: "a"}) // the id is not part of it
	return ledger.ScanRecords(tx, whole, func(s ledger.Spot, content any) error {
		if id == "" {
			value, err := ledger.BucketOf(tx, ledger.BucketArticles).Need(ledger.Key64(number))
			if err != nil {
				return err
			}
			a, err := codec.DecodeArticle(value)
			if err != nil {
				return err
			}
			of, err := a.Article()
			if err != nil {
				return err
			}
			id = of.ID
		}
		all[s.Key(id)] = content.(*record.Grade)
		return nil
	})
}

package mend

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/ledger"
)

// reportRecords reports the records that are lost: those on lost articles, and those
// whose entry has a wrong seal and that the history does not have.
func (b *rebuild) reportRecords() {
	for _, bucket := range b.bucketsOfRecords() {
		for _, entry := range slices.Sorted(maps.Keys(b.bad[bucket])) {
			key, ok := b.keyIn(bucket, []byte(entry))
			if !ok || bucket == ledger.BucketLabels || b.lost[key] {
				continue
			}
			f := b.history.records[key]
			have := f != nil && f.saved != nil
			inHistory := b.history.complete && (!record.Of(key.Kind).Founded || f != nil && f.change > 0)
			if bucket == ledger.BucketBeside {
				have = false
			} else if !have && !inHistory {
				b.lost[key] = true
			}
			if !have && !inHistory {
				b.report.Miss("%s cannot be read.", sentence(ledger.NameEntry(bucket, []byte(entry))))
			}
		}
	}
	others := map[model.Kind]int{}
	for key, lost := range b.lost {
		switch {
		case !lost:
		case key.Kind == record.Annotation:
			b.report.Lost.Annotations++
		case key.Kind == record.Note:
			b.report.Lost.Notes++
		default:
			others[key.Kind]++
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(others)) {
		n := fmt.Sprintf("%d records", others[kind])
		if others[kind] == 1 {
			n = "1 record"
		}
		b.report.Miss("%s of the kind %q cannot be read, or the article is lost.", n, record.Of(kind).Name)
	}
	if b.copies.lost > 0 {
		b.report.Miss("Copies of the project that got new ids because theirs cannot be read: %d.", b.copies.lost)
	}
}

// repairRecords adds the edits that lead from the records in the history to the saved
// ones.
func (b *rebuild) repairRecords() {
	var differ []*fate
	for _, f := range b.history.records {
		switch {
		case f.saved == f.fact:
		case f.saved == nil && f.fact.content == nil:
		case f.saved != nil && f.change == 0 && record.IsFounding(f.key, f.saved.version):
		default:
			differ = append(differ, f)
		}
	}
	slices.SortFunc(differ, func(x, y *fate) int { return x.key.Compare(y.key) })
	for _, f := range differ {
		e := edit.Record{Key: f.key}
		if f.fact != nil {
			e.Before, e.Was = f.fact.content, &f.fact.version
		}
		if f.saved != nil {
			e.After, e.Is = f.saved.content, &f.saved.version
		}
		b.repairs = append(b.repairs, e)
	}
}

// repairBeside adds the edits that lead from the versions in conflict in the history to
// the saved ones.
func (b *rebuild) repairBeside() {
	for _, at := range b.placesBeside() {
		f := b.history.beside[at]
		switch {
		case (f.saved == nil) == (f.fact == nil): // the content of a version never changes
		case f.saved != nil:
			b.repairs = append(b.repairs, edit.Record{Key: f.key, Beside: true, After: f.saved.content, Is: &f.saved.version})
		default:
			b.repairs = append(b.repairs, edit.Record{Key: f.key, Beside: true, Before: f.fact.content, Was: &f.fact.version})
		}
	}
}

// placesBeside returns the places of the versions in conflict, in order.
func (b *rebuild) placesBeside() []besidePlace {
	return slices.SortedFunc(maps.Keys(b.history.beside), func(x, y besidePlace) int {
		return cmp.Or(x.key.Compare(y.key), x.stamp.Compare(y.stamp))
	})
}

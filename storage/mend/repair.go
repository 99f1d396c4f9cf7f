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
// on pages that have an entry with a wrong seal and that the history does not have.
func (b *rebuild) reportRecords() {
	for _, bucket := range b.bucketsOfRecords() {
		for _, entry := range slices.Sorted(maps.Keys(b.bad[bucket])) {
			key, ok := b.keyIn(bucket, []byte(entry))
			if !ok || bucket == ledger.BucketLabels || b.lost[key] {
				continue
			}
			_, have := b.records[key]
			inHistory := b.history.complete && (!record.Of(key.Kind).Founded || b.history.records[key].version != nil)
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
		b.report.Miss("%s of the kind %q cannot be read or lost their article.", n, record.Of(kind).Name)
	}
	if b.copies.lost > 0 {
		b.report.Miss("The number of copies of the project that have new ids, because theirs cannot be read, is %d.", b.copies.lost)
	}
}

// repairRecords makes the edits that lead from the records in the history to the saved
// ones.
func (b *rebuild) repairRecords() {
	keys := union(b.records, b.history.records)
	for _, key := range slices.SortedFunc(maps.Keys(keys), model.Key.Compare) {
		fact, said := b.history.records[key]
		now, have := b.records[key]
		switch {
		case !have && fact.content == nil:
			continue
		case have && !said && b.isFounding(now):
			continue
		case have && said && fact.version != nil && fact.version.Stamp == now.Version.Stamp && record.Of(key.Kind).Same(fact.content, now.Content):
			continue
		}
		e := edit.Record{Key: key, Before: fact.content, Was: fact.version}
		if have {
			e.After, e.Is = now.Content, &now.Version
		}
		b.repairs = append(b.repairs, e)
	}
}

// isFounding reports whether a record is one with which the project began. The history
// does not have it.
func (b *rebuild) isFounding(h record.Held) bool {
	return record.Of(h.Key.Kind).Founded && h.Version.Counter == 0 && h.Version.Replica == record.Replica{}
}

// repairBeside makes the edits that lead from the versions in conflict in the history
// to the saved ones.
func (b *rebuild) repairBeside() {
	for _, at := range slices.SortedFunc(maps.Keys(union(b.beside, b.history.beside)), besidePlace.compare) {
		fact := b.history.beside[at]
		now, have := b.beside[at]
		if have == (fact.version != nil) {
			continue
		}
		e := edit.Record{Key: at.key, Beside: true, Before: fact.content, Was: fact.version}
		if have {
			e = edit.Record{Key: at.key, Beside: true, After: now.Content, Is: &now.Version}
		}
		b.repairs = append(b.repairs, e)
	}
}

// compare orders versions by their records, and then by their stamps.
func (p besidePlace) compare(other besidePlace) int {
	return cmp.Or(p.key.Compare(other.key), p.stamp.Compare(other.stamp))
}

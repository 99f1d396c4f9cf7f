package mend

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  Which records are saved
//
// A record is looked for in two places: on pages, and in the history. Kinds do not
// matter here; what does is in their declarations.
//
//	pages ──── pageRecords ──┐
//	                         ├─ choose ─ drop ─ save ─ repair
//	history ── records ──────┘
//
// drop leaves out what is about a lost article. Where the history does not lead to a
// saved version, a repair brings that version with its stamp, so that other copies of
// the project still recognise it.

// onPage is a record or a version as a page has it.
type onPage struct {
	record.Held
	origin origin
}

// gatherRecords decides which records and versions to save.
func (b *rebuild) gatherRecords() {
	stand, beside := b.pageRecords()
	b.records, b.beside, b.lost = map[model.Key]record.Held{}, map[besidePlace]record.Held{}, map[model.Key]bool{}
	for key := range union(stand, b.history.records) {
		fact := b.history.records[key]
		if h, ok := b.choose(stand[key], fact, b.hidden(fact)); ok {
			b.records[key] = h
		}
	}
	for at := range union(beside, b.history.beside) {
		if h, ok := b.choose(beside[at], b.history.beside[at], b.unreadable[ledger.BucketBeside]); ok {
			b.beside[at] = h
		}
	}
	b.drop()
	b.completeCodebook()
	b.reportRecords()
	b.repairRecords()
	b.repairBeside()
}

// union returns the keys of two maps.
func union[K comparable, V, W any](a map[K]V, b map[K]W) map[K]bool {
	keys := make(map[K]bool, max(len(a), len(b)))
	for key := range a {
		keys[key] = true
	}
	for key := range b {
		keys[key] = true
	}
	return keys
}

// bucketsOfRecords returns the buckets that have records in the damaged file.
func (b *rebuild) bucketsOfRecords() []string {
	if b.old {
		return ledger.OldBuckets()
	}
	return []string{ledger.BucketRecords, ledger.BucketBeside}
}

// pageRecords returns the records on pages, and the versions beside them. Of several
// entries of one record it takes the most trusted, and of those the newest.
func (b *rebuild) pageRecords() (stand map[model.Key]onPage, beside map[besidePlace]onPage) {
	stand, beside = map[model.Key]onPage{}, map[besidePlace]onPage{}
	for _, bucket := range b.bucketsOfRecords() {
		for entry, refs := range b.found[bucket] {
			if refs[0].origin == stale && !b.unreadable[bucket] {
				continue
			}
			b.values(bucket, entry, func(value []byte) bool {
				held, ok := b.recordIn(bucket, []byte(entry), value)
				if !ok {
					return false
				}
				h := onPage{held, refs[0].origin}
				if bucket == ledger.BucketBeside {
					beside[besidePlace{h.Key, h.Version.Stamp}] = h
				} else if old, twice := stand[h.Key]; !twice || cmp.Or(cmp.Compare(old.origin, h.origin), h.Version.Compare(old.Version.Stamp)) > 0 {
					stand[h.Key] = h
				}
				return true
			})
		}
	}
	return stand, beside
}

// keyIn returns the key of a record from that of its entry in a bucket. ok is false if
// it cannot be read, or if the record is about an article whose id is unknown. The key
// of a label in version 1 of the format has no ID.
func (b *rebuild) keyIn(bucket string, entry []byte) (key model.Key, ok bool) {
	var s ledger.Spot
	switch bucket {
	case ledger.BucketRecords:
		s, ok = ledger.ParseRecord(entry)
	case ledger.BucketBeside:
		if entry, ok = ledger.CutBeside(entry); ok {
			s, ok = ledger.ParseRecord(entry)
		}
	default:
		s, ok = ledger.ParseOld(bucket, entry)
	}
	id := b.ids[s.Number]
	return s.Key(id), ok && (s.Number == 0 || id != "")
}

// recordIn decodes the entry of a record in a bucket.
func (b *rebuild) recordIn(bucket string, entry, value []byte) (h record.Held, ok bool) {
	if h.Key, ok = b.keyIn(bucket, entry); !ok {
		return h, false
	}
	var err error
	if !b.old {
		h.Content, h.Version, err = codec.DecodeRecord(h.Key, value)
		b.copies.learn(h.Version, b.history.records[h.Key].version)
		h.Version = b.copies.identified(h.Version)
		return h, err == nil && record.Of(h.Key.Kind).Fits(h.Key, h.Content)
	}
	if h.Content, err = codec.DecodeContent(h.Key, value, time.Time{}); err != nil {
		return h, false
	}
	if e, ok := h.Content.(*record.Entry); ok {
		h.Key, e.Position = record.LabelKey(e.Key), int(binary.BigEndian.Uint16(entry))
	}
	h.Version = b.oldVersion(h.Key, h.Content)
	return h, record.Of(h.Key.Kind).Fits(h.Key, h.Content)
}

// oldVersion returns the version of a record from version 1 of the format: the one in
// the history that has the same content, or one that is older than all in the history.
func (b *rebuild) oldVersion(key model.Key, content any) record.Version {
	kind := record.Of(key.Kind)
	if fact, said := b.history.records[key]; said && fact.version != nil && kind.Same(fact.content, content) {
		return *fact.version
	}
	if kind.Founded {
		return b.founded()
	}
	v := record.Version{Stamp: record.StampAt(0, record.Replica{}, kind.At(content))}
	if v.Made() { // an edit with this version would make another one
		v.Nanos = 1
	}
	return v
}

// founded returns the version of the records with which the project began.
func (b *rebuild) founded() record.Version {
	return record.Version{Stamp: record.StampAt(0, record.Replica{}, b.info.Created)}
}

// hidden reports whether pages that cannot be read may have a record of the history.
func (b *rebuild) hidden(fact recordFact) bool {
	if !b.old {
		return b.unreadable[ledger.BucketRecords]
	}
	at := record.Of(fact.key.Kind).SubjectOf(fact.key, fact.content)
	return b.unreadable[ledger.OldBucket(fact.key.Kind, at)]
}

// choose returns the version to save, either that on a page or that in the history,
// one of which may be zero. It returns false if neither is to be saved.
func (b *rebuild) choose(page onPage, fact recordFact, hidden bool) (record.Held, bool) {
	found, said := page.Key.Kind != 0, fact.change != 0
	if !said {
		return page.Held, found
	}
	trusted := found && (page.origin == live || fact.version != nil && page.Version.Compare(fact.version.Stamp) > 0)
	switch {
	case b.history.decides(fact.change, trusted, hidden):
		if fact.version == nil {
			return record.Held{}, false
		}
		return record.Held{Key: fact.key, Version: *fact.version, Content: fact.content}, true
	case trusted:
		return page.Held, true
	}
	return record.Held{}, false
}

// drop leaves out the records that are about articles which are lost, and those that
// are not in the text of their article.
func (b *rebuild) drop() {
	for key, h := range b.records {
		owner, ok := b.owner(h)
		switch {
		case !ok:
			b.lost[key] = h.Content != nil
			delete(b.records, key)
		case owner != nil && h.Content != nil:
			owner.records = append(owner.records, h)
		}
	}
	for at, h := range b.beside {
		if _, ok := b.owner(h); !ok {
			delete(b.beside, at)
		}
	}
	for _, a := range b.articles {
		slices.SortFunc(a.records, func(x, y record.Held) int { return x.Key.Compare(y.Key) })
	}
}

// owner returns the article that a record is about, or nil if it is about none. ok is
// false if the article is lost or the record is not in its text.
func (b *rebuild) owner(h record.Held) (a *rescued, ok bool) {
	at := record.Of(h.Key.Kind).SubjectOf(h.Key, h.Content)
	if a = b.byID[at.Article]; a == nil {
		return nil, at.Article == "" && ledger.CheckRecord(0, at, h.Key) == nil
	}
	return a, ledger.CheckRecord(a.record.Size, at, h.Key) == nil
}

// completeCodebook adds labels to the codebook that are missing: those in use, and, if
// pages cannot be read, those of the default codebook, unless the project began with
// another one.
func (b *rebuild) completeCodebook() {
	book := map[model.LabelKey]bool{}
	next, plain := 0, true
	for key, h := range b.records {
		if e, ok := h.Content.(*record.Entry); ok {
			_, usual := b.opts.Codebook.Find(e.Key)
			next, plain, book[e.Key] = max(next, e.Position+1), plain && (usual || !b.isFounding(h)), true
		} else if key.Kind == record.Label {
			book[model.LabelKey(key.ID)] = true // it was deleted
		}
	}
	add := func(l model.Label) {
		key := record.LabelKey(l.Key)
		b.records[key] = record.Held{Key: key, Version: b.founded(), Content: &record.Entry{Label: l, Position: next}}
		book[l.Key] = true
		next++
	}
	hidden := b.unreadable[ledger.BucketRecords]
	if b.old {
		hidden = b.unreadable[ledger.BucketLabels]
	}
	if none := len(book) == 0; none || hidden && plain {
		for _, l := range b.opts.Codebook {
			if book[l.Key] {
				continue
			}
			add(l)
			if hidden {
				b.report.Miss("The label %q of the codebook is as in a new project.", l.Key)
			}
		}
	}
	used := map[model.LabelKey]bool{}
	for _, h := range b.records {
		if a, ok := h.Content.(*model.Annotation); ok && !book[a.Label] {
			used[a.Label] = true
		}
	}
	for _, label := range slices.Sorted(maps.Keys(used)) {
		add(model.Label{Key: label, Name: string(label)})
		b.report.Miss("The label %q is not in the codebook; only its key is known.", label)
	}
}

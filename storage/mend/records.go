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
// A record may be found on pages and in the history. All kinds are treated alike; their
// declarations have the differences.
//
//	pages ──── readRecords ──┐
//	                         ├─ choose ─ promote ─ drop ─ write
//	history ── replay ───────┘                        └── repair
//
// drop leaves out records about lost articles. If the history does not lead to a saved
// version, a repair brings that version with its stamp, so that other copies of the
// project still recognise it.

// held is a version of a record, with ids in place of the numbers of replicas.
type held struct {
	content any // nil if the record was deleted
	version record.Version
}

// fate has the versions that were found of a record, or of a version that does not stand,
// and the version that is saved.
type fate struct {
	key    model.Key
	fact   *held  // the newest version in the history; nil if there is none
	change uint64 // the last change of the record; 0 if the history does not have the record
	page   *held  // the version on a page; nil if there is none
	origin origin // of page
	saved  *held  // nil if nothing is saved
}

// fateIn returns the fate with a key in a map, and adds it if it is missing.
func fateIn[K comparable](all map[K]*fate, at K, key model.Key) *fate {
	f := all[at]
	if f == nil {
		f = &fate{key: key}
		all[at] = f
	}
	return f
}

// kind returns the declaration of the record's kind.
func (f *fate) kind() *record.Declaration { return record.Of(f.key.Kind) }

// subject returns what the saved version is about.
func (f *fate) subject() model.Subject { return f.kind().SubjectOf(f.key, f.saved.content) }

// gatherRecords decides which records and versions to save.
func (b *rebuild) gatherRecords() {
	b.readRecords()
	for _, f := range b.history.records {
		b.choose(f, b.hidden(f))
	}
	for _, f := range b.history.beside {
		b.choose(f, b.unreadable[ledger.BucketBeside])
	}
	b.lost = map[model.Key]bool{}
	b.promote()
	b.drop()
	b.completeCodebook()
	b.reportRecords()
	b.repairRecords()
	b.repairBeside()
}

// bucketsOfRecords returns the buckets that have records in the damaged file.
func (b *rebuild) bucketsOfRecords() []string {
	if b.old {
		return ledger.OldBuckets()
	}
	return []string{ledger.BucketRecords, ledger.BucketBeside}
}

// readRecords reads the records on pages, and the versions that do not stand. If it finds
// several versions of a record, it takes the most trusted one, or the newest of those. It
// skips records that the history decides anyway.
func (b *rebuild) readRecords() {
	for _, bucket := range b.bucketsOfRecords() {
		for entry, refs := range b.found[bucket] {
			if refs[0].origin == stale && !b.unreadable[bucket] {
				continue
			}
			key, ok := b.keyIn(bucket, []byte(entry))
			f := b.history.records[key]
			if decided := bucket == ledger.BucketBeside || f != nil && f.change > 0; !ok || decided && b.history.complete {
				continue
			}
			b.values(bucket, entry, func(value []byte) bool {
				key, h, ok := b.recordIn(key, []byte(entry), value)
				if ok {
					b.take(bucket, key, h, refs[0].origin)
				}
				return ok
			})
		}
		delete(b.found, bucket)
	}
}

// take stores a version that was found on a page in its fate, unless the fate has a
// better one.
func (b *rebuild) take(bucket string, key model.Key, h *held, from origin) {
	f := (*fate)(nil)
	if bucket == ledger.BucketBeside {
		f = fateIn(b.history.beside, besidePlace{key, h.version.Stamp}, key)
	} else {
		f = fateIn(b.history.records, key, key)
	}
	if f.page == nil || cmp.Or(cmp.Compare(f.origin, from), h.version.Compare(f.page.version.Stamp)) > 0 {
		f.page, f.origin = h, from
	}
}

// keyIn returns the key of a record. entry is the key of its entry in a bucket. ok is
// false if that cannot be read, or if the record is about an article whose id is unknown.
// The result has no ID for a label in version 1 of the format.
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

// recordIn decodes the entry of a record in a bucket. key is the result of keyIn.
func (b *rebuild) recordIn(key model.Key, entry, value []byte) (model.Key, *held, bool) {
	h := &held{}
	var err error
	if b.old {
		if h.content, err = codec.DecodeContent(key, value, time.Time{}); err != nil {
			return key, nil, false
		}
		if e, ok := h.content.(*record.Entry); ok {
			key, e.Position = record.LabelKey(e.Key), int(binary.BigEndian.Uint16(entry))
		}
		h.version = b.oldVersion(key, h.content)
		return key, h, record.Of(key.Kind).Fits(key, h.content)
	}
	h.content, h.version, err = codec.DecodeRecord(key, value)
	if err != nil || !record.Of(key.Kind).Fits(key, h.content) {
		return key, nil, false
	}
	b.learn(key, h.version)
	h.version = b.copies.identified(h.version)
	return key, h, true
}

// oldVersion returns the version of a record from version 1 of the format: the one in
// the history that has the same content, or one that is older than all in the history.
func (b *rebuild) oldVersion(key model.Key, content any) record.Version {
	kind := record.Of(key.Kind)
	if f := b.history.records[key]; f != nil && f.fact != nil && kind.Same(f.fact.content, content) {
		return f.fact.version
	}
	if kind.Founded {
		return b.founded()
	}
	v := record.Version{Stamp: record.StampAt(0, record.Replica{}, kind.At(content))}
	if v.Made() { // a zero stamp would make the edit create a new version
		v.Nanos = 1
	}
	return v
}

// founded returns the version of the records with which the project began.
func (b *rebuild) founded() record.Version {
	return record.Version{Stamp: record.StampAt(0, record.Replica{}, b.info.Created)}
}

// hidden reports whether pages that cannot be read may have a record of the history.
func (b *rebuild) hidden(f *fate) bool {
	if !b.old {
		return b.unreadable[ledger.BucketRecords]
	}
	at := f.key.Subject
	if f.fact != nil {
		at = f.kind().SubjectOf(f.key, f.fact.content)
	}
	return b.unreadable[ledger.OldBucket(f.key.Kind, at)]
}

// choose decides whether to save the version on a page, the one in the history, or none.
func (b *rebuild) choose(f *fate, hidden bool) {
	trusted := f.page != nil && (f.origin == live || f.fact != nil && f.page.version.Compare(f.fact.version.Stamp) > 0)
	switch {
	case f.change == 0:
		f.saved = f.page
	case b.history.decides(f.change, trusted, hidden):
		f.saved = f.fact
	case trusted:
		f.saved = f.page
	}
	if f.saved != nil && f.fact != nil && f.saved.version.Stamp == f.fact.version.Stamp && f.kind().Same(f.saved.content, f.fact.content) {
		f.saved = f.fact
	}
	f.page = nil
}

// promote lets the greatest version beside another stand if that one is lost or will be
// dropped. Nobody would see it otherwise.
func (b *rebuild) promote() {
	greatest := map[model.Key]*fate{}
	for _, f := range b.history.beside {
		if !b.keeps(f) || b.keeps(b.history.records[f.key]) {
			continue
		}
		if g := greatest[f.key]; g == nil || f.saved.version.Compare(g.saved.version.Stamp) > 0 {
			greatest[f.key] = f
		}
	}
	for key, f := range greatest {
		fateIn(b.history.records, key, key).saved, f.saved = f.saved, nil
		b.lost[key] = true
	}
}

// keeps reports whether a version is saved that drop does not leave out. f may be nil.
func (b *rebuild) keeps(f *fate) bool {
	if f == nil || f.saved == nil {
		return false
	}
	_, ok := b.owner(f)
	return ok
}

// drop leaves out records that are about lost articles or not within the text of their
// article. It adds the others to their articles.
func (b *rebuild) drop() {
	for _, f := range b.history.records {
		if f.saved == nil {
			continue
		}
		owner, ok := b.owner(f)
		switch {
		case !ok:
			b.lost[f.key] = f.saved.content != nil
			f.saved = nil
		case owner != nil:
			owner.records = append(owner.records, f)
		default:
			b.general = append(b.general, f)
		}
	}
	for _, f := range b.history.beside {
		if f.saved == nil {
			continue
		}
		if _, ok := b.owner(f); !ok {
			f.saved = nil
		}
	}
}

// owner returns the article that a record is about, or nil if it is about none. ok is
// false if the article is lost or the record is not in its text.
func (b *rebuild) owner(f *fate) (a *rescued, ok bool) {
	at := f.subject()
	if a = b.byID[at.Article]; a == nil {
		return nil, at.Article == "" && ledger.CheckRecord(0, at, f.key) == nil
	}
	return a, ledger.CheckRecord(a.record.Size, at, f.key) == nil
}

// completeCodebook adds missing labels to the codebook: those in use and, if there are no
// labels at all, or if pages cannot be read and the project did not begin with another
// codebook, those of the default codebook.
func (b *rebuild) completeCodebook() {
	book := map[model.LabelKey]bool{}
	next, plain := 0, true
	for _, f := range b.general {
		if f.key.Kind != record.Label {
			continue
		}
		book[model.LabelKey(f.key.ID)] = true // also if it was deleted
		if e, ok := f.saved.content.(*record.Entry); ok {
			_, usual := b.opts.Codebook.Find(e.Key)
			next, plain = max(next, e.Position+1), plain && (usual || !record.IsFounding(f.key, f.saved.version))
		}
	}
	add := func(l model.Label) {
		key := record.LabelKey(l.Key)
		f := fateIn(b.history.records, key, key)
		f.saved = &held{&record.Entry{Label: l, Position: next}, b.founded()}
		b.general = append(b.general, f)
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
	for _, label := range b.labelsUsed() {
		if !book[label] {
			add(model.Label{Key: label, Name: string(label)})
			b.report.Miss("The label %q is not in the codebook; only its key is known.", label)
		}
	}
}

// labelsUsed returns the labels of the saved annotations, sorted.
func (b *rebuild) labelsUsed() []model.LabelKey {
	used := map[model.LabelKey]bool{}
	for _, owner := range b.articles {
		for _, f := range owner.records {
			if a, ok := f.saved.content.(*model.Annotation); ok {
				used[a.Label] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(used))
}

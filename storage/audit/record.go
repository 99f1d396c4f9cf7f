package audit

import (
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// records checks the records about one article and counts them. If whole is false, its
// sentences are unknown, so it counts only records of kinds that count on every unit.
func (v *verifier) records(number uint64, of codec.Article, structure model.Structure, whole bool) ledger.Tally {
	var t ledger.Tally
	for _, kind := range v.kinds {
		v.recordsOf(kind, number, of, func(s ledger.Spot, content any) {
			if kind := record.Of(s.Kind); kind.Aside || whole && ledger.SentenceIn(structure.Units, s.Subject.Sentence) {
				t.Add(s.Key(of.ID), content)
			}
		}, func() { t.Notes++ })
	}
	v.versionsBeside(number, of)
	return t
}

// recordsOf checks the records of one kind about one article. It calls visit with those
// that exist, and lost for each that cannot be read although the article counts it.
func (v *verifier) recordsOf(kind model.Kind, number uint64, of codec.Article, visit func(ledger.Spot, any), lost func()) {
	// The only error is that of ctx.
	_ = ledger.ScanStored(ledger.BucketOf(v.tx, ledger.BucketRecords), ledger.KeyKind(number, kind), func(key, stored []byte) error {
		s, ok := ledger.ParseRecord(key)
		kind := record.Of(s.Kind)
		if !ledger.Sealed(ledger.BucketRecords, key, stored) {
			if ok && kind.Counts() && kind.Aside {
				lost()
			}
			return nil
		}
		content := v.recordAt(key, stored[:len(stored)-codec.SealLen], of)
		if content == nil {
			return v.ctx.Err()
		}
		visit(s, content)
		return v.ctx.Err()
	})
}

// recordAt checks one record and returns its content, which is nil if the record was
// deleted or cannot be read. of is the article that the record is about, or zero.
func (v *verifier) recordAt(stored, value []byte, of codec.Article) any {
	s, ok := ledger.ParseRecord(stored)
	if !ok {
		v.report(of.ID, model.Damaged("a record has the key %x", stored))
		return nil
	}
	key := s.Key(of.ID)
	content, version, err := codec.DecodeRecord(key, value)
	if err == nil {
		err = v.version(version)
	}
	if err != nil {
		v.report(of.ID, fmt.Errorf("%s: %w", s.Name(), err))
		return nil
	}
	if content == nil {
		return nil
	}
	kind := record.Of(s.Kind)
	at := kind.SubjectOf(key, content)
	switch {
	case string(ledger.KeyRecord(s.Number, at, key)) != string(stored) || at.Article != of.ID || !kind.Fits(key, content):
		v.report(of.ID, model.Damaged("%s is in the wrong place", s.Name()))
	case ledger.CheckRecord(of.Size, at, key) != nil:
		v.report(of.ID, model.Damaged("%s is outside the text", s.Name()))
	}
	v.history.found(key, content, version)
	v.note(key, content)
	return content
}

// note remembers who made a record, and its label if the codebook lacks it.
func (v *verifier) note(key model.Key, content any) {
	v.analysts[record.Of(key.Kind).By(key, content)] = true
	if a, ok := content.(*model.Annotation); ok && !v.labels[a.Label] {
		v.unknown[a.Label]++
	}
}

// version checks that a version is possible in this project: the file must have its
// replicas, and its counter must not exceed that of the newest change.
func (v *verifier) version(is record.Version) error {
	for i := -1; i < len(is.Past); i++ {
		s := is.Stamp
		if i >= 0 {
			s = is.Past[i].Last
		}
		number := codec.NumberOf(s.Replica)
		if _, known := v.replicas[number]; !known && !v.unnamed {
			return model.Damaged("its version was made in a copy with the number %d, which is not in the file", number)
		}
	}
	if is.Counter > v.history.counter && !v.torn {
		return model.Damaged("its version has the counter %d, and the newest change has %d", is.Counter, v.history.counter)
	}
	return nil
}

// identified returns a stamp with the id of its replica in place of the number.
func (v *verifier) identified(s record.Stamp) record.Stamp {
	s.Replica = v.replicas[codec.NumberOf(s.Replica)]
	return s
}

// versionsBeside checks the versions that do not stand of the records about one article,
// or of those that are not about an article if number is 0.
func (v *verifier) versionsBeside(number uint64, of codec.Article) {
	for _, kind := range v.kindsBeside {
		v.besideOf(kind, number, of)
	}
}

func (v *verifier) besideOf(kind model.Kind, number uint64, of codec.Article) {
	_ = v.each(ledger.BucketBeside, ledger.KeyKind(number, kind), func(stored, value []byte) { // the only error is that of ctx
		at, ok := ledger.CutBeside(stored)
		s, parsed := ledger.ParseRecord(at)
		if !ok || !parsed {
			v.report(of.ID, model.Damaged("a version in conflict has the key %x", stored))
			return
		}
		key := s.Key(of.ID)
		content, version, err := codec.DecodeRecord(key, value)
		if err == nil {
			err = v.version(version)
		}
		if err == nil && string(ledger.KeyBeside(at, version.Stamp)) != string(stored) {
			err = model.Damaged("it is in the wrong place")
		}
		if err != nil {
			v.report(of.ID, fmt.Errorf("a version in conflict of %s: %w", s.Name(), err))
			return
		}
		if !record.Of(s.Kind).Moves() && v.value(ledger.BucketRecords, at) == nil && !v.isSpoiled(ledger.BucketRecords, at) {
			v.report(of.ID, model.Damaged("no version of %s stands, but one is in conflict", s.Name()))
		}
		v.history.foundBeside(key, content, v.identified(version.Stamp))
		if content != nil {
			v.analysts[record.Of(key.Kind).By(key, content)] = true
		}
	})
}

// general checks the records that are not about an article.
func (v *verifier) general() error {
	for _, kind := range v.kinds {
		err := v.each(ledger.BucketRecords, ledger.KeyKind(0, kind), func(key, value []byte) { v.recordAt(key, value, codec.Article{}) })
		if err != nil {
			return err
		}
	}
	v.versionsBeside(0, codec.Article{})
	return nil
}

// copies reads the ids of the replicas, and the kinds of the records in the file.
func (v *verifier) copies() error {
	v.replicas = map[uint32]record.Replica{0: {}}
	var err error
	if v.kinds, err = ledger.KindsIn(ledger.BucketOf(v.tx, ledger.BucketRecords)); err != nil {
		return err
	}
	if v.kindsBeside, err = ledger.KindsIn(ledger.BucketOf(v.tx, ledger.BucketBeside)); err != nil {
		return err
	}
	v.unnamed = v.anySpoiled(ledger.BucketReplicas, nil)
	return v.each(ledger.BucketReplicas, nil, func(key, value []byte) {
		number, id, err := ledger.DecodeReplica(key, value)
		if err != nil {
			v.report("", err)
			v.unnamed = true
			return
		}
		v.replicas[number] = id
	})
}

// codebook reads the labels of the codebook.
func (v *verifier) codebook() error {
	return v.each(ledger.BucketRecords, ledger.KeyKind(0, record.Label), func(key, value []byte) {
		s, _ := ledger.ParseRecord(key)
		content, err := codec.DecodeCurrent(s.Key(""), value)
		if e, ok := content.(*record.Entry); ok && err == nil { // general reports an error
			v.labels[e.Key] = true
		}
	})
}

// people checks that everyone who wrote something is in the list of analysts. It
// also checks that the labels in use are in the codebook, unless a record that is not
// about an article is damaged.
func (v *verifier) people() error {
	for _, name := range slices.Sorted(maps.Keys(v.analysts)) {
		if name != "" && v.value(ledger.BucketAnalysts, []byte(name)) == nil && !v.isSpoiled(ledger.BucketAnalysts, []byte(name)) {
			v.report("", model.Damaged("%q is not in the list of analysts", name))
		}
	}
	if v.anySpoiled(ledger.BucketRecords, ledger.Key64(0)) {
		return nil
	}
	for label, n := range v.unknown {
		v.report("", fmt.Errorf("%d annotations say %q: %w", n, label, model.ErrNoLabel))
	}
	return nil
}

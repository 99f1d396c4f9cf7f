package audit

import (
	"encoding/binary"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// recount is the state of each record according to a history.
type recount struct {
	*replay
	said    map[uint64]outcome // by the hash of the record
	unnamed bool               // versions that do not stand cannot be identified, because a replica's id is lost
}

// recount compares each record with its state according to the history.
func (v *verifier) recount() error {
	r := &recount{replay: v.history, said: map[uint64]outcome{}, unnamed: v.unnamed}
	if err := v.eachChange(r.apply, func(uint64, error) {}); err != nil {
		return err
	}
	v.passSpoiled(r)
	ids := map[uint64]model.ArticleID{0: ""}
	err := v.each(ledger.BucketArticles, nil, func(key, value []byte) {
		if record, err := codec.DecodeArticle(value); err == nil && len(key) == 8 {
			ids[binary.BigEndian.Uint64(key)] = record.ID
		}
	})
	if err != nil {
		return err
	}
	err = v.each(ledger.BucketRecords, nil, func(stored, value []byte) {
		s, ok := ledger.ParseRecord(stored)
		id, known := ids[s.Number]
		if !ok || !known { // already reported
			return
		}
		key := s.Key(id)
		content, version, err := codec.DecodeRecord(key, value)
		if err == nil && content != nil && (!isFounding(key, content, version) || r.founded[key]) {
			v.explain(id, r.take(s.Name(), r.place(key), r.content(key, content)))
		}
	})
	if err != nil {
		return err
	}
	err = v.each(ledger.BucketBeside, nil, func(stored, value []byte) {
		of, _ := ledger.CutBeside(stored)
		s, ok := ledger.ParseRecord(of)
		id, known := ids[s.Number]
		if !ok || !known || r.unnamed {
			return
		}
		key := s.Key(id)
		content, version, err := codec.DecodeRecord(key, value)
		if err == nil {
			v.explain(id, r.take("a version in conflict of "+s.Name(), r.placeBeside(key, v.identified(version.Stamp)), r.contentBeside(key, content)))
		}
	})
	if err != nil {
		return err
	}
	v.reportUnfound(r)
	return nil
}

// passSpoiled removes from the state the entries that cannot be read. Their damage was
// already reported.
func (v *verifier) passSpoiled(r *recount) {
	for at := range v.spoiled {
		s, ok := ledger.ParseRecord([]byte(at.Key))
		if !ok || at.Bucket != ledger.BucketRecords {
			continue
		}
		id := model.ArticleID("")
		if a := v.record(s.Number); a != nil {
			id = a.ID
		}
		delete(r.said, r.place(s.Key(id)))
	}
}

// reportUnfound reports the changes whose records are missing from the file. It leaves
// out those on articles that are missing themselves.
func (v *verifier) reportUnfound(r *recount) {
	var changes []uint64
	for _, o := range r.said {
		if number := v.number(o.article); o.article == "" || number != 0 && !v.gone[number] {
			changes = append(changes, o.change)
		}
	}
	slices.Sort(changes)
	for _, id := range slices.Compact(changes) {
		v.report("", model.Damaged("what change %d of the history made is missing", id))
	}
}

func (r *recount) apply(c edit.Change) {
	for _, e := range c.Edits {
		e, ok := e.(edit.Record)
		if !ok || e.Beside && r.unnamed {
			continue
		}
		at, value, is := r.place(e.Key), r.content(e.Key, e.After), e.After != nil
		if e.Beside {
			at, value, is = r.placeBeside(e.Key, stampOf(e)), r.contentBeside(e.Key, e.After), e.Is != nil
		}
		if is {
			r.said[at] = outcome{value, c.ID, e.About()}
		} else {
			delete(r.said, at)
		}
	}
}

// take removes an entry of the file from the state, and returns an error if the
// state differs.
func (r *recount) take(what string, at, value uint64) error {
	o, known := r.said[at]
	delete(r.said, at)
	switch {
	case !known:
		return model.Damaged("%s is not in the history", what)
	case o.value != value:
		return model.Damaged("%s differs from change %d of the history", what, o.change)
	}
	return nil
}

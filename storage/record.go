package storage

import (
	"bytes"
	"errors"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  How a record is written
//
// An edit replaces the version in the file. The version that it makes has the stamp of
// its change, and its past includes the version before. Deleting a record leaves a
// version without content, so that the record does not come back from another copy. An
// edit that brings a version from another copy writes that version unchanged. Its
// inverse restores the version before or, if there was none, leaves nothing.

// record applies the edit of a record.
func (t *transaction) record(e edit.Record) error {
	kind := e.Kind()
	if !kind.Fits(e.Key, e.After) {
		return fmt.Errorf("a %s whose id is not %q", kind.Name, e.Key.ID)
	}
	from, err := t.site(e.Key, e.Before)
	if err != nil {
		return err
	}
	to := from
	if kind.Moves() {
		if to, err = t.site(e.Key, e.After); err != nil {
			return err
		}
	}
	if e.Beside && e.Is == nil {
		return t.beside(e, from)
	}
	if e.Beside {
		return t.beside(e, to)
	}
	b := t.bucket(ledger.BucketRecords)
	stored, err := b.Get(from.key)
	if err != nil {
		return err
	}
	before, was, err := t.replaced(e.Key, stored)
	if err != nil {
		return err
	}
	if before == nil && e.After == nil && e.Was == nil && e.Is == nil {
		return nil // there is nothing to delete
	}
	if err := t.countRecord(from, kind, e.Key, before, -1); err != nil {
		return err
	}
	withdrawn := e.Was != nil && e.Is == nil // and there was no version before it
	if stored != nil && (withdrawn || !bytes.Equal(from.key, to.key)) {
		err = b.Delete(from.key)
	}
	if err != nil || withdrawn {
		return err
	}
	if err := t.putRecord(b, to.key, e, was); err != nil {
		return err
	}
	return t.countRecord(to, kind, e.Key, e.After, +1)
}

// site is where the file stores a record.
type site struct {
	article *openArticle // nil if the record is not about an article
	at      model.Subject
	key     []byte
}

// site returns where a record with the given content is stored. A deleted record of a
// kind that can move has no subject, so it is stored with the records about the project.
func (t *transaction) site(key model.Key, content any) (s site, err error) {
	kind := record.Of(key.Kind)
	s.at = kind.SubjectOf(key, content)
	number, size := uint64(0), 0
	if s.at.Article != "" {
		if s.article, err = t.open(s.at.Article); err != nil {
			return s, err
		}
		number, size = s.article.number, s.article.record.Size
	}
	if err := ledger.CheckRecord(size, s.at, key); err != nil {
		return s, fmt.Errorf("%s %s on article %q: %w", kind.Name, key.ID, s.at.Article, err)
	}
	s.key = ledger.KeyRecord(number, s.at, key)
	return s, nil
}

// replaced decodes the version that an edit replaces. It returns a nil version if
// there is none.
func (t *transaction) replaced(key model.Key, stored []byte) (content any, was *record.Version, err error) {
	if stored == nil {
		return nil, nil, nil
	}
	content, v, err := codec.DecodeRecord(key, stored)
	return content, &v, err
}

// putRecord stores the version after an edit.
func (t *transaction) putRecord(b ledger.Bucket, key []byte, e edit.Record, was *record.Version) error {
	v, err := t.version(e, was)
	if err != nil {
		return err
	}
	data, err := codec.EncodeRecord(e.Key, e.After, v)
	if err != nil {
		return err
	}
	return errors.Join(t.know(e.Kind().By(e.Key, e.After)), t.know(v.By), b.Put(key, data))
}

// version returns the version that an edit makes or brings. It names replicas by their
// numbers in the file.
func (t *transaction) version(e edit.Record, was *record.Version) (v record.Version, err error) {
	c := t.change
	made := record.StampAt(c.Counter, codec.Numbered(c.Replica), c.At)
	if e.Is == nil {
		v.Stamp = made
		if was != nil {
			v.Past = was.After()
		}
	} else {
		if err := t.readReplicas(); err != nil {
			return v, err
		}
		if v, err = t.replicas.Numbered(*e.Is); err != nil {
			return v, err
		}
		if e.Is.Made() {
			v.Stamp = made
		}
	}
	if v.By == "" && e.After != nil && e.Kind().By(e.Key, e.After) == "" && !e.Brought() {
		v.By = c.Analyst
	}
	return v, nil
}

func (t *transaction) readReplicas() (err error) {
	if t.replicas == nil {
		t.replicas, err = ledger.ReplicasOf(t.tx, t.change.At)
	}
	return err
}

// completed returns the edits to apply for e. An edit that settles a conflict becomes
// several, which depend on the versions in the file. An undo may remove a version that
// does not stand and that was since made again, with another stamp. It then removes the
// newer one or, if the file has neither, nothing. changes is false if e is returned as
// it is.
func (t *transaction) completed(e edit.Edit) (these []edit.Edit, changes bool, err error) {
	these = []edit.Edit{e}
	r, ok := e.(edit.Record)
	switch {
	case !ok:
		return these, false, nil
	case r.Unsettled():
		held, err := t.standing(r)
		if err == nil && held != nil {
			var more []record.Held
			more, err = t.besides(r.Key, r.Settles.Drops)
			held = append(held, more...)
		}
		if err != nil {
			return nil, false, err
		}
		made, err := t.stamps(len(r.Settles.Leaves))
		return r.Settled(held, made, t.change.Analyst), true, err
	case !r.Beside || r.Is != nil || r.Was == nil:
		return these, false, nil
	}
	held, err := t.besides(r.Key, []any{r.Before})
	var newer *record.Version
	for _, h := range held {
		if h.Version.Stamp == r.Was.Stamp {
			return these, false, nil
		}
		if r.Kind().Same(h.Content, r.Before) {
			newer = &h.Version
		}
	}
	if err != nil || newer == nil {
		return nil, true, err
	}
	r.Was = newer
	return []edit.Edit{r}, true, nil
}

// stamps returns the n stamps just below that of the change, greatest first.
func (t *transaction) stamps(n int) (made []record.Stamp, err error) {
	if err := t.readReplicas(); err != nil {
		return nil, err
	}
	id, err := t.replicas.ID(t.change.Replica)
	for i := range n {
		made = append(made, record.StampAt(t.change.Counter-uint64(i+1), id, t.change.At))
	}
	return made, err
}

// standing returns a list with the version that stands of an edit's record, or nil if
// there is none.
func (t *transaction) standing(e edit.Record) ([]record.Held, error) {
	at, err := t.site(e.Key, e.Before)
	if err != nil {
		return nil, err
	}
	stored, err := t.bucket(ledger.BucketRecords).Get(at.key)
	if err != nil || stored == nil {
		return nil, err
	}
	h, err := t.identified(e.Key, stored)
	return []record.Held{h}, err
}

// besides returns the versions of a record that do not stand. A record that can move may
// have them in several places; besides looks where versions with the given contents are
// stored.
func (t *transaction) besides(key model.Key, contents []any) (held []record.Held, err error) {
	seen := map[string]bool{}
	for _, content := range contents {
		at, err := t.site(key, content)
		if err != nil {
			return nil, err
		}
		if seen[string(at.key)] {
			continue
		}
		seen[string(at.key)] = true
		err = ledger.Scan(t.bucket(ledger.BucketBeside), at.key, func(stored, value []byte) error {
			if of, ok := ledger.CutBeside(stored); !ok || !bytes.Equal(of, at.key) {
				return nil // a version of another record, whose key begins with this one's
			}
			h, err := t.identified(key, value)
			held = append(held, h)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return held, nil
}

// identified decodes a version of a record and replaces the numbers of its replicas with
// their ids.
func (t *transaction) identified(key model.Key, value []byte) (h record.Held, err error) {
	if err := t.readReplicas(); err != nil {
		return h, err
	}
	h.Key = key
	if h.Content, h.Version, err = codec.DecodeRecord(key, value); err != nil {
		return h, err
	}
	h.Version, err = t.replicas.Identified(h.Version)
	return h, err
}

// beside stores or deletes a version that does not stand.
func (t *transaction) beside(e edit.Record, at site) error {
	of := e.Is
	if of == nil {
		of = e.Was
	}
	if of == nil {
		return fmt.Errorf("an edit of a conflicting version of a %s names no version", e.Kind().Name)
	}
	if err := t.readReplicas(); err != nil {
		return err
	}
	v, err := t.replicas.Numbered(*of)
	if err != nil {
		return err
	}
	b, key := t.bucket(ledger.BucketBeside), ledger.KeyBeside(at.key, v.Stamp)
	if e.Is == nil {
		return b.Delete(key)
	}
	data, err := codec.EncodeRecord(e.Key, e.After, v)
	if err != nil {
		return err
	}
	return errors.Join(t.know(e.Kind().By(e.Key, e.After)), t.know(v.By), b.Put(key, data))
}

// countRecord adds a record to the counts of its article, or subtracts it if by is -1.
// A record on a unit that is set aside is not counted, unless its kind counts there, too.
func (t *transaction) countRecord(at site, kind *record.Declaration, key model.Key, content any, by int) error {
	if content == nil || at.article == nil || !kind.Counts() {
		return nil
	}
	if !kind.Aside {
		counts, err := t.isSentence(at.article, at.at.Sentence)
		if err != nil || !counts {
			return err
		}
	}
	p := model.Progress{Labelled: map[model.LabelKey]int{}}
	kind.Count(&p, content, by)
	at.article.record.Notes += p.Notes
	for label, n := range p.Labelled {
		if err := t.count(at.article, key.Analyst, label, n); err != nil {
			return err
		}
	}
	return nil
}

package migration

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  From version 1 to version 2
//
// Version 1 had several buckets for records, and no versions. The history is kept byte
// for byte. Replaying it shows which change made each record: the id of that change is
// the counter of the version. A record that was deleted becomes a deleted version. So
// copies of a project that are migrated separately have the same stamps for the records
// that they share.
//
// In version 1, notes had grades. Each becomes a grade of what the note is about, and also stays
// in the note.

// addVersions converts version 1 to version 2.
func addVersions(c *conversion, to *bolt.DB, from ledger.Tx) error {
	m := &versioning{conversion: c, to: to, from: from, ids: map[uint64]model.ArticleID{}, numbers: map[model.ArticleID]uint64{}}
	for _, part := range []func() error{m.copyRest, m.indexFiles, m.replay, m.records, m.empty} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// versioning is one conversion from version 1 to version 2.
type versioning struct {
	*conversion
	to   *bolt.DB
	from ledger.Tx

	files   [][]byte // keys of BucketFiles
	ids     map[uint64]model.ArticleID
	numbers map[model.ArticleID]uint64
	made    map[model.Key]record.Version // of the records that exist
	deleted map[model.Key]record.Version
	graded  []model.Note // with a grade
}

// copyRest copies the buckets that did not change.
func (m *versioning) copyRest() error {
	kept := []string{
		ledger.BucketMeta, ledger.BucketIDs, ledger.BucketArticles, ledger.BucketTexts, ledger.BucketUnits,
		ledger.BucketProgress, ledger.BucketAnalysts, ledger.BucketHistory,
	}
	var project string
	data, err := ledger.BucketOf(m.from, ledger.BucketMeta).Need([]byte(ledger.KeyProject))
	if err == nil {
		err = codec.Unmarshal(data, &project)
	}
	if err != nil {
		return err
	}
	return m.each(kept, m.to, m.from, func(name string, key, stored []byte) ([]byte, error) {
		switch {
		case name == ledger.BucketMeta && string(key) == ledger.KeyFormat:
			value, err := codec.Marshal(2)
			return ledger.Seal(name, key, value), err
		case name == ledger.BucketAnalysts:
			value, err := ledger.EncodeAnalyst(ledger.AnalystIDIn(project, string(key)))
			return ledger.Seal(name, key, value), err
		case name == ledger.BucketArticles:
			return stored, m.article(key, stored)
		}
		return stored, nil
	})
}

// article remembers an article's id and the name of its file.
func (m *versioning) article(key, stored []byte) error {
	value, err := ledger.Unseal(ledger.BucketArticles, key, stored)
	if err != nil {
		return err
	}
	r, err := codec.DecodeArticle(value)
	if err != nil || len(key) != 8 {
		return model.Damaged("the article with the key %x cannot be read (%v)", key, err)
	}
	number := binary.BigEndian.Uint64(key)
	m.ids[number], m.numbers[r.ID] = r.ID, number
	m.files = append(m.files, ledger.KeyFile(r.ImportPath, number))
	return nil
}

func (m *versioning) indexFiles() error {
	slices.SortFunc(m.files, bytes.Compare)
	return ledger.Fill(m.to, ledger.BucketFiles, func(put func(key, stored []byte) error) error {
		for _, key := range m.files {
			if err := put(key, ledger.Seal(ledger.BucketFiles, key, "")); err != nil {
				return err
			}
		}
		return nil
	})
}

// replay finds the versions of all records in the history.
func (m *versioning) replay() error {
	m.made, m.deleted = map[model.Key]record.Version{}, map[model.Key]record.Version{}
	return ledger.Scan(ledger.BucketOf(m.from, ledger.BucketHistory), nil, func(key, value []byte) error {
		if len(key) != 8 {
			return model.Damaged("a change has the key %x", key)
		}
		change, err := codec.DecodeChange(binary.BigEndian.Uint64(key), value)
		if err != nil {
			return fmt.Errorf("change %d: %w", binary.BigEndian.Uint64(key), err)
		}
		for _, e := range change.Edits {
			if e, ok := e.(edit.Record); ok {
				m.edited(e, change)
			}
		}
		return m.ctx.Err()
	})
}

func (m *versioning) edited(e edit.Record, c edit.Change) {
	next := record.Version{Stamp: record.StampAt(c.Counter, record.Replica{}, c.At)}
	was, exists := m.made[e.Key]
	if !exists {
		was, exists = m.deleted[e.Key]
	}
	if exists {
		next.Past = was.After()
	}
	if e.After != nil {
		m.made[e.Key] = next
		delete(m.deleted, e.Key)
		return
	}
	if _, made := m.made[e.Key]; made {
		m.deleted[e.Key] = next
		delete(m.made, e.Key)
	}
}

// entry is an entry of BucketRecords.
type entry struct{ key, value []byte }

// records fills the bucket of records, in the order of its keys.
func (m *versioning) records() error {
	gone, err := m.gone()
	if err != nil {
		return err
	}
	read := int64(0) // bytes since the last report
	return ledger.Fill(m.to, ledger.BucketRecords, func(put func(key, stored []byte) error) error {
		add := func(e entry) error {
			for len(gone) > 0 && bytes.Compare(gone[0].key, e.key) < 0 {
				if err := put(gone[0].key, ledger.Seal(ledger.BucketRecords, gone[0].key, gone[0].value)); err != nil {
					return err
				}
				gone = gone[1:]
			}
			if e.value == nil {
				return nil
			}
			if read += int64(len(e.key) + len(e.value)); read >= ledger.CopyBytes/8 {
				if err := m.advance(read); err != nil {
					return err
				}
				read = 0
			}
			return put(e.key, ledger.Seal(ledger.BucketRecords, e.key, e.value))
		}
		for _, part := range []func(func(entry) error) error{m.annotations, m.labels, m.outletNotes, m.notes, m.grades} {
			if err := part(add); err != nil {
				return err
			}
		}
		return add(entry{key: []byte{0xFF}}) // puts the deleted records after the last one
	})
}

// gone returns the deleted records, in the order of their keys. It leaves out those on
// articles that do not exist, and those that the file has: older versions of Assay could
// recover records without their changes.
func (m *versioning) gone() ([]entry, error) {
	notes, err := m.noteIDs()
	if err != nil {
		return nil, err
	}
	var out []entry
	for key, v := range m.deleted {
		number := uint64(0)
		if key.Article != "" {
			if number = m.numbers[key.Article]; number == 0 {
				continue
			}
		}
		there := notes[key.ID]
		if key.Kind == record.Annotation {
			if there, err = ledger.BucketOf(m.from, ledger.BucketAnnotations).Has(ledger.KeyAnnotation(number, key.Sentence, key.Analyst)); err != nil {
				return nil, err
			}
		}
		if !there {
			out = append(out, entry{ledger.KeyRecord(number, key.Subject, key), codec.AppendVersion(nil, v, false)})
		}
	}
	slices.SortFunc(out, func(a, b entry) int { return bytes.Compare(a.key, b.key) })
	return out, nil
}

// noteIDs returns the ids of the notes that the file has.
func (m *versioning) noteIDs() (map[string]bool, error) {
	ids := map[string]bool{}
	for _, bucket := range []string{ledger.BucketNotes, ledger.BucketOutletNotes} {
		err := ledger.ScanStored(ledger.BucketOf(m.from, bucket), nil, func(key, _ []byte) error {
			s, _ := ledger.ParseOld(bucket, key)
			ids[s.ID] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// versioned returns the entry of a record with its version.
func (m *versioning) versioned(number uint64, key model.Key, content any) (entry, error) {
	kind := record.Of(key.Kind)
	v, known := m.made[key]
	if !known { // older versions of Assay could recover records without their changes
		v = record.Version{Stamp: record.StampAt(0, record.Replica{}, kind.At(content))}
	}
	value, err := codec.EncodeRecord(key, content, v)
	return entry{ledger.KeyRecord(number, kind.SubjectOf(key, content), key), value}, err
}

func (m *versioning) annotations(add func(entry) error) error {
	return ledger.Scan(ledger.BucketOf(m.from, ledger.BucketAnnotations), nil, func(old, value []byte) error {
		number, span, analyst, ok := ledger.ParseSpan(old)
		if !ok {
			return model.Damaged("an annotation has the key %x", old)
		}
		content, err := codec.DecodeOldAnnotation(value, analyst)
		if err != nil {
			return err
		}
		e, err := m.versioned(number, record.OnSentence(m.ids[number], span, analyst), content)
		if err != nil {
			return err
		}
		return add(e)
	})
}

func (m *versioning) labels(add func(entry) error) error {
	var created record.Time
	data, err := ledger.BucketOf(m.from, ledger.BucketMeta).Need([]byte(ledger.KeyCreated))
	if err == nil {
		err = codec.Unmarshal(data, &created)
	}
	if err != nil {
		return err
	}
	at, err := created.Time()
	if err != nil {
		return err
	}
	var book []record.Entry
	err = ledger.Scan(ledger.BucketOf(m.from, ledger.BucketLabels), nil, func(_, value []byte) error {
		label, err := codec.DecodeOldLabel(value)
		book = append(book, record.Entry{Label: label, Position: len(book)})
		return err
	})
	if err != nil {
		return err
	}
	var list []entry
	err = ledger.WriteCodebook(func(key, value []byte) error {
		list = append(list, entry{key, value})
		return nil
	}, book, at)
	if err != nil {
		return err
	}
	return addSorted(list, add)
}

func (m *versioning) outletNotes(add func(entry) error) error {
	list, err := m.notesIn(ledger.BucketOutletNotes)
	if err != nil {
		return err
	}
	return addSorted(list, add)
}

func (m *versioning) notes(add func(entry) error) error {
	return ledger.Scan(ledger.BucketOf(m.from, ledger.BucketNotes), nil, func(old, value []byte) error {
		e, err := m.note(old, value)
		if err != nil {
			return err
		}
		return add(e)
	})
}

func (m *versioning) notesIn(bucket string) (list []entry, err error) {
	err = ledger.Scan(ledger.BucketOf(m.from, bucket), nil, func(old, value []byte) error {
		e, err := m.note(nil, value)
		list = append(list, e)
		return err
	})
	return list, err
}

// note converts a note. old is its key if it is on an article, otherwise nil.
func (m *versioning) note(old, value []byte) (entry, error) {
	n, err := codec.DecodeOldNote(value)
	if err != nil {
		return entry{}, err
	}
	number := uint64(0)
	if old != nil {
		number, _, _, _ = ledger.ParseSpan(old)
	}
	if !n.Grade.IsZero() {
		m.graded = append(m.graded, *n)
	}
	return m.versioned(number, record.NoteID(n.ID), n)
}

// grades makes the grades of notes grades of what the notes are about. Their versions are
// those of the notes, which keep their grades.
func (m *versioning) grades(add func(entry) error) error {
	var list []entry
	for key, n := range record.GradingNotes(m.graded) {
		_, g := record.FromNote(&n)
		v, known := m.made[record.NoteID(n.ID)]
		if !known {
			v = record.Version{Stamp: record.StampAt(0, record.Replica{}, n.Updated)}
		}
		value, err := codec.EncodeRecord(key, g, v)
		if err != nil {
			return err
		}
		list = append(list, entry{ledger.KeyRecord(m.numbers[key.Article], key.Subject, key), value})
	}
	return addSorted(list, add)
}

func addSorted(list []entry, add func(entry) error) error {
	slices.SortFunc(list, func(a, b entry) int { return bytes.Compare(a.key, b.key) })
	for _, e := range list {
		if err := add(e); err != nil {
			return err
		}
	}
	return nil
}

// empty creates the new buckets that have no entries at first.
func (m *versioning) empty() error {
	for _, name := range []string{ledger.BucketBeside, ledger.BucketReplicas} {
		if err := ledger.Fill(m.to, name, func(func(key, stored []byte) error) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

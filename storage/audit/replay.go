package audit

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  Replaying the history
//
// The history holds every change with the values before and after it. So replaying
// it from its beginning yields what the file must hold now:
//
//	history                                      add       subtract
//	1 import A
//	2 Ines: A 0-20 is a claim                    #claim
//	3 Ines: A 0-20 is a quote and was a claim    #quote    #claim
//	                                             ────────────────────
//	the file: A 0-20 Ines says quote                       #quote     leaves 0
//
// Single records are not remembered, because a project can hold very
// many. Instead, the hash of each value that a change wrote is added to one number,
// and the hash of each value that a change replaced or removed, or that the file
// holds, is subtracted. If the history leads to the state of the file, the sum is
// 0. The sum also differs from 0 if a change recorded a wrong previous value. Then
// the history is read again and the newest values are remembered (recount.go), to
// find out whether something is wrong, and what.
//
// The history does not hold the structure that an article was imported with. So
// edits of units are undone from the present structure, which must lead to a
// structure that covers the whole text.

// replay is the state that a history leads to.
type replay struct {
	seed maphash.Seed
	sum  uint64 // sum of the hashes of records; 0 if the file and the history agree

	counter uint64             // the highest counter of a change
	founded map[model.Key]bool // records with which the project began, and which the history changes

	number    func(model.ArticleID) uint64 // returns the number of an article, or 0 if it has none
	articles  []standing                   // by number
	strangers map[model.ArticleID]*standing

	metadata map[model.ArticleID]outcome
	divided  map[model.ArticleID][]edit.Units // oldest first
}

// standing is the state of an article according to the history.
type standing uint8

const (
	isNamed   standing = 1 << iota // a presence edit names it
	isPresent                      // the newest presence edit adds it to the corpus
	isLost                         // a recovery could not save it
	isFound                        // the file has it
)

// mostNumbered is the largest article number whose standing is kept in the slice.
const mostNumbered = 1 << 24

// outcome is the final state of one record, or of an article's metadata.
type outcome struct {
	value   uint64 // hash of the value
	change  uint64 // the change that led to it
	article model.ArticleID
}

// newReplay returns the replay of an empty history. last is the largest article
// number in the file.
func newReplay(last uint64, number func(model.ArticleID) uint64) *replay {
	return &replay{
		seed: maphash.MakeSeed(), number: number,
		articles: make([]standing, min(last, mostNumbered)+1), strangers: map[model.ArticleID]*standing{},
		founded: map[model.Key]bool{}, metadata: map[model.ArticleID]outcome{}, divided: map[model.ArticleID][]edit.Units{},
	}
}

func hash[T comparable](seed maphash.Seed, v T) uint64 { return maphash.Comparable(seed, v) }

// place returns a hash that identifies a record.
func (r *replay) place(key model.Key) uint64 { return hash(r.seed, key) }

// content returns a hash of a record with its content, or 0 if that is nil.
func (r *replay) content(key model.Key, content any) uint64 {
	type said struct {
		key     model.Key
		label   model.LabelKey
		analyst string
		at      record.Time
		other   uint64
	}
	switch content := content.(type) {
	case nil:
		return 0
	case *model.Annotation:
		return hash(r.seed, said{key: key, label: content.Label, analyst: content.Analyst, at: record.TimeOf(content.At)})
	}
	data, err := codec.EncodeContent(key, content, time.Time{})
	if err != nil {
		return 0
	}
	return hash(r.seed, said{key: key, other: maphash.Bytes(r.seed, data)})
}

// placeBeside returns a hash that identifies a version that does not stand.
func (r *replay) placeBeside(key model.Key, s record.Stamp) uint64 {
	type beside struct {
		key   model.Key
		stamp record.Stamp
	}
	return hash(r.seed, beside{key, s})
}

// contentBeside is content for a version that does not stand, which may be a deletion.
func (r *replay) contentBeside(key model.Key, content any) uint64 { return r.content(key, content) + 1 }

// stampOf returns the stamp of the version that an edit adds to those that do not stand,
// or removes from them.
func stampOf(e edit.Record) record.Stamp {
	switch {
	case e.Is != nil:
		return e.Is.Stamp
	case e.Was != nil:
		return e.Was.Stamp
	}
	return record.Stamp{}
}

func (r *replay) apply(c edit.Change) {
	r.counter = max(r.counter, c.Counter)
	for _, e := range c.Edits {
		switch e := e.(type) {
		case edit.Record:
			r.record(e)
		case edit.Metadata:
			r.metadata[e.Article] = outcome{hash(r.seed, e.After), c.ID, e.Article}
		case edit.Presence:
			r.presence(c, e)
		case edit.Units:
			if c.Verb == edit.Recover { // the recovery divided it again
				r.divided[e.Article] = nil
			}
			r.divided[e.Article] = append(r.divided[e.Article], e)
		default:
			panic(fmt.Sprintf("an edit of type %T is not known", e)) // Safely reports it
		}
	}
}

func (r *replay) record(e edit.Record) {
	if e.Beside {
		of := stampOf(e)
		if e.Is != nil {
			r.sum += r.placeBeside(e.Key, of) + r.contentBeside(e.Key, e.After)
		} else {
			r.sum -= r.placeBeside(e.Key, of) + r.contentBeside(e.Key, e.Before)
		}
		return
	}
	if record.Of(e.Key.Kind).Founded && !r.founded[e.Key] {
		r.founded[e.Key] = true
		r.sum += r.content(e.Key, e.Before)
	}
	if !r.founded[e.Key] && (byNote(e.Before) || byNote(e.After)) {
		r.founded[e.Key] = true
		if byNote(e.Before) { // the history did not make it
			r.sum += r.content(e.Key, e.Before)
		}
	}
	r.sum += r.content(e.Key, e.After) - r.content(e.Key, e.Before)
}

// found subtracts the hash of a record of the file.
func (r *replay) found(key model.Key, content any, v record.Version) {
	if !isFounding(key, content, v) || r.founded[key] {
		r.sum -= r.content(key, content)
	}
}

// isFounding reports whether a record may be one that the history did not make: with which
// the project began, or which the migration from version 1 made of the grade of a note.
func isFounding(key model.Key, content any, v record.Version) bool {
	return record.IsFounding(key, v) || byNote(content) && v.Replica == record.Replica{}
}

// byNote reports whether a content is a grade whose basis is a note.
func byNote(content any) bool {
	g, ok := content.(*record.Grade)
	return ok && g != nil && g.Note != ""
}

// foundBeside subtracts the hash of a version that does not stand.
func (r *replay) foundBeside(key model.Key, content any, s record.Stamp) {
	r.sum -= r.placeBeside(key, s) + r.contentBeside(key, content)
}

func (r *replay) presence(c edit.Change, e edit.Presence) {
	s := r.of(r.number(e.Article), e.Article)
	*s = *s&^isPresent | isNamed
	if e.After {
		*s |= isPresent
	} else if c.Verb == edit.Recover { // the article is given up
		*s |= isLost
		delete(r.metadata, e.Article)
	}
}

// of returns the standing of an article, which is 0 if neither the history nor the
// file has named the article so far.
func (r *replay) of(number uint64, id model.ArticleID) *standing {
	if s := r.strangers[id]; s != nil {
		return s
	}
	if 0 < number && number < uint64(len(r.articles)) {
		return &r.articles[number]
	}
	s := new(standing)
	r.strangers[id] = s
	return s
}

// article marks an article as found and compares it with its state according to the
// history.
func (r *replay) article(number uint64, a model.Article) error {
	var errs error
	s := r.of(number, a.ID)
	*s |= isFound
	switch {
	case *s&isNamed == 0:
		errs = model.Damaged("the history does not say when it was imported")
	case *s&isPresent != 0 == a.Removed:
		errs = model.Damaged("it is %s, but the history says otherwise", corpusWord(!a.Removed))
	}
	if o, corrected := r.metadata[a.ID]; corrected && o.value != hash(r.seed, a.Metadata) {
		errs = errors.Join(errs, model.Damaged("its record differs from change %d of the history", o.change))
	}
	return errs
}

func corpusWord(in bool) string {
	if in {
		return "in the corpus"
	}
	return "removed from the corpus"
}

// division compares the structure of an article with the history.
func (r *replay) division(id model.ArticleID, text string, s model.Structure) error {
	edits := r.divided[id]
	if len(edits) == 0 {
		return nil
	}
	for _, e := range slices.Backward(edits) {
		units, fits := model.Replace(s.Units, e.After, e.Before)
		if !fits {
			return model.Damaged("its division into sentences is not the one that the history leads to")
		}
		s.Units = units
	}
	if err := ledger.CheckCover(text, s); err != nil {
		return model.Damaged("the history does not lead back to a division of its text: %v", err)
	}
	return nil
}

// missing returns the articles in presence edits of the history that have neither a
// record nor an id in the file, except those that a recovery gave up.
func (r *replay) missing() []model.ArticleID {
	var ids []model.ArticleID
	for id, s := range r.strangers {
		if *s&(isLost|isFound) == 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// changes reads the history, checks each change and replays it.
func (v *verifier) changes() error {
	last, err := ledger.LastNumber(ledger.BucketOf(v.tx, ledger.BucketArticles))
	if err != nil {
		return err
	}
	v.history = newReplay(last, v.number)
	return v.eachChange(func(c edit.Change) {
		for _, of := range [][]uint64{c.Undoes, c.Redoes} {
			for _, other := range of {
				if other == 0 || other >= c.ID {
					v.report("", model.Damaged("change %d undoes or redoes change %d, which is not before it", c.ID, other))
				}
			}
		}
		v.analysts[c.Analyst] = true
		v.history.apply(c)
	}, func(id uint64, err error) {
		v.report("", fmt.Errorf("change %d: %w", id, err))
		v.torn = true
	})
}

// number returns the number of an article, or 0 if it has none.
func (v *verifier) number(id model.ArticleID) uint64 {
	if value := v.value(ledger.BucketIDs, []byte(id)); len(value) == 8 {
		return binary.BigEndian.Uint64(value)
	}
	return 0
}

// unexplained reports differences between the history and the file. If the history
// itself is damaged, it reports nothing, because everything might seem different.
func (v *verifier) unexplained() error {
	if v.torn {
		return nil
	}
	for _, id := range v.history.missing() {
		if v.gone[v.number(id)] {
			continue // already reported
		}
		v.report(id, model.Damaged("it is in the history but is missing"))
	}
	if v.history.sum == 0 {
		return nil
	}
	return v.recount()
}

package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Replaying the history
//
// The history holds every change with what was after it, so going through it
// from its beginning gives what should be there now:
//
//	history                                replayed            present
//	1 import A                             A is there
//	2 Ines: A 0-20 is a claim              A 0-20 Ines: 3f…    A 0-20 Ines: 3f…
//	3 Ines: A 0-20 is a quote              A 0-20 Ines: 91…    A 0-20 Ines: 91…
//
// Of annotations, notes and metadata two hashes are kept, of what it is about
// and of what is said of it, so that hundreds of thousands fit: 24 bytes each.
// Each thing that is found in the file is taken off; what is left at the end
// is missing there. How an article was divided when it was imported is not in
// the history, so divisions are taken back from the present one, which must
// lead to a division of the whole text.

// replay is what a history leads to.
type replay struct {
	seed    maphash.Seed
	said    map[uint64]outcome               // annotations, notes and metadata, by a hash of what they are about
	present map[model.ArticleID]bool         // by the newest presence edit
	divided map[model.ArticleID][]edit.Units // oldest first
	lost    map[model.ArticleID]bool         // given up by a recovery
}

// outcome is what one thing has become.
type outcome struct {
	value  uint64 // hash
	change uint64 // that made it so
}

func newReplay() *replay {
	return &replay{
		seed: maphash.MakeSeed(), said: map[uint64]outcome{}, present: map[model.ArticleID]bool{},
		divided: map[model.ArticleID][]edit.Units{}, lost: map[model.ArticleID]bool{},
	}
}

// annotationPlace and the like are what things are about; hashing them keeps
// their types apart.
type (
	annotationPlace struct {
		article  model.ArticleID
		sentence model.Span
		analyst  string
	}
	annotationValue struct {
		label model.LabelKey
		at    stamp
	}
	notePlace     struct{ id string }
	metadataPlace struct{ article model.ArticleID }
)

func hash[T comparable](r *replay, v T) uint64 { return maphash.Comparable(r.seed, v) }

func (r *replay) hashNote(n model.Note) uint64 {
	data, err := marshal(noteRecordOf(n))
	if err != nil {
		return 0
	}
	return maphash.Bytes(r.seed, data)
}

// apply takes a change in.
func (r *replay) apply(c edit.Change) {
	for _, e := range c.Edits {
		switch e := e.(type) {
		case edit.Annotation:
			place := hash(r, annotationPlace{e.Article, e.Sentence, e.Analyst})
			if e.After == nil {
				delete(r.said, place)
			} else {
				r.said[place] = outcome{hash(r, annotationValue{e.After.Label, stampOf(e.After.At)}), c.ID}
			}
		case edit.NoteText:
			place := hash(r, notePlace{e.ID()})
			if e.After == nil {
				delete(r.said, place)
			} else {
				r.said[place] = outcome{r.hashNote(*e.After), c.ID}
			}
		case edit.Metadata:
			r.said[hash(r, metadataPlace{e.Article})] = outcome{hash(r, e.After), c.ID}
		case edit.Presence:
			r.present[e.Article] = e.After
			if c.Verb == edit.Recover && !e.After { // the article is given up
				r.lost[e.Article] = true
				delete(r.said, hash(r, metadataPlace{e.Article}))
			}
		case edit.Units:
			if c.Verb == edit.Recover { // it was divided anew
				r.divided[e.Article] = nil
			}
			r.divided[e.Article] = append(r.divided[e.Article], e)
		}
	}
}

// take takes something that is there off what should be, and gives what is
// wrong with it.
func (r *replay) take(what string, place, value uint64) error {
	o, known := r.said[place]
	delete(r.said, place)
	switch {
	case !known:
		return damaged("%s is not in the history", what)
	case o.value != value:
		return damaged("%s is not as change %d of the history has made it", what, o.change)
	}
	return nil
}

func (r *replay) annotation(article model.ArticleID, sentence model.Span, a model.Annotation) error {
	return r.take(
		fmt.Sprintf("the annotation of %q on %v", a.Analyst, sentence),
		hash(r, annotationPlace{article, sentence, a.Analyst}), hash(r, annotationValue{a.Label, stampOf(a.At)}),
	)
}

func (r *replay) note(n model.Note) error {
	return r.take("note "+n.ID, hash(r, notePlace{n.ID}), r.hashNote(n))
}

// article compares an article with what the history says of it. The text is
// asked for only where it is needed.
func (r *replay) article(a model.Article, s model.Structure, text func() string) error {
	var errs error
	present, known := r.present[a.ID]
	delete(r.present, a.ID)
	switch {
	case !known:
		errs = damaged("the history does not say when it was imported")
	case present == a.Removed:
		errs = damaged("it is removed (%v), and the history says otherwise", a.Removed)
	}
	place := hash(r, metadataPlace{a.ID})
	if _, corrected := r.said[place]; corrected {
		errs = errors.Join(errs, r.take("what is known about it", place, hash(r, a.Metadata)))
	}
	edits := r.divided[a.ID]
	if len(edits) == 0 {
		return errs
	}
	for _, e := range slices.Backward(edits) {
		units, fits := model.Replace(s.Units, e.After, e.Before)
		if !fits {
			return errors.Join(errs, damaged("its division into sentences is not the one that the history leads to"))
		}
		s.Units = units
	}
	if err := checkCover(text(), s); err != nil {
		errs = errors.Join(errs, damaged("the history does not lead back to a division of its text: %v", err))
	}
	return errs
}

// left gives the changes whose outcomes were not found, and the articles.
func (r *replay) left() (changes []uint64, articles []model.ArticleID) {
	for _, o := range r.said {
		changes = append(changes, o.change)
	}
	slices.Sort(changes)
	for id := range r.present {
		if !r.lost[id] {
			articles = append(articles, id)
		}
	}
	slices.Sort(articles)
	return slices.Compact(changes), articles
}

// history reads the history, checks each change and replays it.
func (v *verifier) history() error {
	return v.each(bucketHistory, nil, func(key, value []byte) {
		if len(key) != 8 {
			return // the chain has said so
		}
		id := binary.BigEndian.Uint64(key)
		change, err := decodeChange(id, value)
		if err != nil {
			v.report("", fmt.Errorf("change %d: %w", id, err))
			return
		}
		for _, of := range [][]uint64{change.Undoes, change.Redoes} {
			for _, other := range of {
				if other == 0 || other >= id {
					v.report("", damaged("change %d takes back or makes again change %d, which is not before it", id, other))
				}
			}
		}
		v.analysts[change.Analyst] = true
		v.replayed.apply(change)
	})
}

// unexplained reports what the history says should be there and is not.
func (v *verifier) unexplained() error {
	changes, articles := v.replayed.left()
	for _, id := range changes {
		v.report("", damaged("what change %d of the history has made is missing", id))
	}
	for _, id := range articles {
		v.report(id, damaged("it is in the history and is missing"))
	}
	return nil
}

// explain reports an error about something of an article, if there is one.
func (v *verifier) explain(article model.ArticleID, err error) {
	if err != nil {
		v.report(article, err)
	}
}

package audit

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// Replaying the history
//
// The history holds every change with what was before and after it, so going
// through it from its beginning gives what should be there now:
//
//	history                                      adds      takes off
//	1 import A
//	2 Ines: A 0-20 is a claim                    #claim
//	3 Ines: A 0-20 is a quote and was a claim    #quote    #claim
//	                                             ────────────────────
//	the file: A 0-20 Ines says quote                       #quote     leaves 0
//
// A project of any size has to fit, so nothing is remembered of annotations
// and notes: of each thing that a change made, a hash is added to one number,
// and of each that it took away, and each that is found in the file, a hash is
// taken off. When the history leads to what is there, nothing is left.
// Otherwise, or when a change did not say rightly what was before it, the
// history is gone through again and each thing remembered (recount.go),
// to see whether something is wrong, and what.
//
// Of an article one byte is kept, of a corrected or a differently divided one
// what was said of it. How an article was divided when it was imported is not
// in the history, so divisions are taken back from the present one, which must
// lead to a division of the whole text.

// replay is what a history leads to.
type replay struct {
	seed maphash.Seed
	sum  uint64 // of annotations and notes: 0 when those in the file are those of the history

	number    func(model.ArticleID) uint64 // of an article; 0 when it has none
	articles  []standing                   // by number
	strangers map[model.ArticleID]*standing

	metadata map[model.ArticleID]outcome
	divided  map[model.ArticleID][]edit.Units // oldest first
}

// standing is what the history says of an article.
type standing uint8

const (
	isNamed   standing = 1 << iota // there is a presence edit
	isPresent                      // the newest one puts it into the corpus
	isLost                         // given up by a recovery
	isFound                        // the file has it
)

// mostNumbered is up to which number articles are kept by it.
const mostNumbered = 1 << 24

// outcome is what one thing has become.
type outcome struct {
	value   uint64 // hash
	change  uint64 // that made it so
	article model.ArticleID
}

// newReplay is the replay of an empty history, of a file whose last article
// has a number.
func newReplay(last uint64, number func(model.ArticleID) uint64) *replay {
	return &replay{
		seed: maphash.MakeSeed(), number: number,
		articles: make([]standing, min(last, mostNumbered)+1), strangers: map[model.ArticleID]*standing{},
		metadata: map[model.ArticleID]outcome{}, divided: map[model.ArticleID][]edit.Units{},
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
		at    codec.Stamp
	}
	saidAnnotation struct {
		annotationPlace
		annotationValue
	}
	notePlace struct{ id string }
)

func hash[T comparable](seed maphash.Seed, v T) uint64 { return maphash.Comparable(seed, v) }

func hashNote(seed maphash.Seed, n model.Note) uint64 {
	data, err := codec.Marshal(codec.NoteOf(n))
	if err != nil {
		return 0
	}
	return maphash.Bytes(seed, data)
}

// apply takes a change in.
func (r *replay) apply(c edit.Change) {
	for _, e := range c.Edits {
		switch e := e.(type) {
		case edit.Annotation:
			at := annotationPlace{e.Article, e.Sentence, e.Analyst}
			if e.After != nil {
				r.sum += r.hashAnnotation(at, *e.After)
			}
			if e.Before != nil {
				r.sum -= r.hashAnnotation(at, *e.Before)
			}
		case edit.NoteText:
			if e.After != nil {
				r.sum += hashNote(r.seed, *e.After)
			}
			if e.Before != nil {
				r.sum -= hashNote(r.seed, *e.Before)
			}
		case edit.Metadata:
			r.metadata[e.Article] = outcome{hash(r.seed, e.After), c.ID, e.Article}
		case edit.Presence:
			r.presence(c, e)
		case edit.Units:
			if c.Verb == edit.Recover { // it was divided anew
				r.divided[e.Article] = nil
			}
			r.divided[e.Article] = append(r.divided[e.Article], e)
		}
	}
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

// of gives the standing of an article.
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

func (r *replay) hashAnnotation(at annotationPlace, a model.Annotation) uint64 {
	return hash(r.seed, saidAnnotation{at, annotationValue{a.Label, codec.StampOf(a.At)}})
}

// annotation takes off an annotation that is in the file.
func (r *replay) annotation(article model.ArticleID, sentence model.Span, a model.Annotation) {
	r.sum -= r.hashAnnotation(annotationPlace{article, sentence, a.Analyst}, a)
}

// note takes off a note that is in the file.
func (r *replay) note(n model.Note) { r.sum -= hashNote(r.seed, n) }

// article compares an article with what the history says of it.
func (r *replay) article(number uint64, a model.Article) error {
	var errs error
	s := r.of(number, a.ID)
	*s |= isFound
	switch {
	case *s&isNamed == 0:
		errs = model.Damaged("the history does not say when it was imported")
	case *s&isPresent != 0 == a.Removed:
		errs = model.Damaged("it is %s, and the history says otherwise", corpusWord(!a.Removed))
	}
	if o, corrected := r.metadata[a.ID]; corrected && o.value != hash(r.seed, a.Metadata) {
		errs = errors.Join(errs, model.Damaged("what is known about it is not as change %d of the history has made it", o.change))
	}
	return errs
}

func corpusWord(in bool) string {
	if in {
		return "in the corpus"
	}
	return "removed from the corpus"
}

// division compares how an article is divided with what the history says of
// it.
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

// missing gives the articles that the history has and the file has not, nor
// their ids.
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
					v.report("", model.Damaged("change %d takes back or makes again change %d, which is not before it", c.ID, other))
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

// readAhead is how many changes are decoded at a time while those before them
// are replayed.
const readAhead = 512

// entry is a change of the history: as it lies there, and as it was read.
type entry struct {
	id     uint64
	value  []byte
	change edit.Change
	err    error
}

// eachChange goes through the history, as far as it can be read. Decoding takes
// most of the time and needs no transaction, so another goroutine does it, a
// load ahead; eachChange returns when that has ended.
func (v *verifier) eachChange(visit func(edit.Change), unreadable func(id uint64, err error)) error {
	tell := func(load []entry) {
		for _, e := range load {
			if e.err != nil {
				unreadable(e.id, e.err)
				continue
			}
			visit(e.change)
		}
	}
	var load []entry
	ahead := make(chan []entry, 1) // so that a load nobody waits for ends too
	decoding := false
	send := func() {
		next, before := load, []entry(nil)
		if decoding {
			before = <-ahead
		}
		load, decoding = make([]entry, 0, readAhead), true
		go func() { ahead <- decoded(next) }()
		tell(before)
	}
	err := v.each(ledger.BucketHistory, nil, func(key, value []byte) {
		if len(key) != 8 {
			return // the chain has said so
		}
		load = append(load, entry{id: binary.BigEndian.Uint64(key), value: value})
		if len(load) == readAhead {
			send()
		}
	})
	if decoding {
		before := <-ahead
		if err == nil {
			tell(before)
		}
	}
	if err == nil {
		tell(decoded(load))
	}
	return err
}

// decoded reads changes in place. Their bytes lie in the file's map, which may
// have got shorter under it.
func decoded(load []entry) []entry {
	for i := range load {
		e := &load[i]
		err := ledger.Safely(func() (err error) {
			e.change, err = codec.DecodeChange(e.id, e.value)
			return err
		})
		e.err = err
	}
	return load
}

// number gives the number of an article, 0 when it has none.
func (v *verifier) number(id model.ArticleID) uint64 {
	if value := v.value(ledger.BucketIDs, []byte(id)); len(value) == 8 {
		return binary.BigEndian.Uint64(value)
	}
	return 0
}

// unexplained reports where the history does not lead to what is there. When
// something is wrong with the history itself, everything may seem so.
func (v *verifier) unexplained() error {
	if v.torn {
		return nil
	}
	for _, id := range v.history.missing() {
		if v.gone[v.number(id)] {
			continue // has been said
		}
		v.report(id, model.Damaged("it is in the history and is missing"))
	}
	if v.history.sum == 0 {
		return nil
	}
	return v.recount()
}

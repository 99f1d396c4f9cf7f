package mend

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

//  What the history is worth in a recovery
//
// The history holds every change that analysts made, with the values after it. If
// all of it can be read, replaying it restores all records with their versions,
// whatever happened to their pages. If some changes are lost, the pages take
// precedence, except over changes newer than the pages, and the history supplies what
// the pages lack.
//
// The chain shows which changes belong to the history: a change found outside the
// tree is accepted if it holds the link of the one before, or if pages of the
// history cannot be read. That is how the last change is recovered if the header
// that led to it is damaged.

// history is the history of a damaged file, as far as it can be read.
type history struct {
	chosen   []ref // by id−1; size 0 marks a lost change
	lost     int
	counter  uint64 // the highest counter of a change
	complete bool   // no change is missing, not even at the end
	tree     uint64 // the newest change reachable from the root

	copies  *copies
	founded record.Version // of the records with which the project began

	records   map[model.Key]*fate
	beside    map[besidePlace]*fate
	metadata  map[model.ArticleID]metadataFact
	presence  map[model.ArticleID]presenceFact
	divisions map[model.ArticleID][]edit.Units // oldest first
	named     map[model.ArticleID]bool         // result of articles; nil until it is called
}

// besidePlace identifies a version that does not stand.
type besidePlace struct {
	key   model.Key
	stamp record.Stamp
}

// Facts are the newest values in the history, with the change that set them. Those of
// records are in their fates.
type (
	metadataFact struct {
		is     model.Metadata
		change uint64
	}
	presenceFact struct {
		is     bool
		change uint64
		first  time.Time // time of import
	}
)

// history chooses the changes that belong to the history and replays them.
func (s *salvage) history(copies *copies, founded record.Version) (*history, error) {
	h := &history{
		copies: copies, founded: founded,
		records: map[model.Key]*fate{}, beside: map[besidePlace]*fate{},
		metadata: map[model.ArticleID]metadataFact{}, presence: map[model.ArticleID]presenceFact{},
		divisions: map[model.ArticleID][]edit.Units{},
	}
	s.choose(h)
	for i, r := range h.chosen {
		if i%1024 == 0 && s.ctx.Err() != nil {
			return nil, s.ctx.Err()
		}
		if r.size == 0 {
			continue
		}
		change, _, err := s.change(uint64(i+1), r)
		if err != nil {
			return nil, err // it was readable before
		}
		h.replay(change)
	}
	return h, nil
}

// change reads a change and also returns its encoded value.
func (s *salvage) change(id uint64, r ref) (edit.Change, []byte, error) {
	value, err := s.value(ledger.BucketHistory, string(ledger.Key64(id)), r)
	if err != nil {
		return edit.Change{}, nil, err
	}
	c, err := codec.DecodeChange(id, value)
	return c, value, err
}

// choose finds the changes that belong to the history.
func (s *salvage) choose(h *history) {
	newest := uint64(0)
	for key, refs := range s.found[ledger.BucketHistory] {
		if id := binary.BigEndian.Uint64([]byte(key)); len(key) == 8 {
			newest = max(newest, id)
			if refs[0].origin == live {
				h.tree = max(h.tree, id)
			}
		}
	}
	newest = min(newest, h.tree+1<<24) // an implausible number must not determine the size of a list
	unreadable := s.unreadable[ledger.BucketHistory]
	link := ledger.FirstLink(s.projectID())
	for id := uint64(1); id <= newest; id++ {
		var chosen ref
		var next []byte
		for _, believe := range []func(r ref, change []byte) bool{
			func(_ ref, held []byte) bool { return link != nil && bytes.Equal(held, link) },
			func(r ref, _ []byte) bool { return r.origin == live },
			func(ref, []byte) bool { return unreadable },
		} {
			for _, r := range s.found[ledger.BucketHistory][string(ledger.Key64(id))] {
				_, value, err := s.change(id, r)
				if chosen.size != 0 || err != nil {
					continue
				}
				if held, err := codec.LinkIn(value); err == nil && believe(r, held) {
					chosen, next = r, ledger.LinkOf(id, value)
				}
			}
		}
		if chosen.size == 0 && !unreadable && id > h.tree {
			break // no valid change follows the end of the tree
		}
		h.chosen, link = append(h.chosen, chosen), next
	}
	for len(h.chosen) > 0 && h.chosen[len(h.chosen)-1].size == 0 {
		h.chosen = h.chosen[:len(h.chosen)-1]
	}
	closed, marked := s.closedAt()
	if marked && closed > uint64(len(h.chosen)) && closed < uint64(len(h.chosen))+1<<24 {
		h.chosen = append(h.chosen, make([]ref, closed-uint64(len(h.chosen)))...)
	}
	for _, r := range h.chosen {
		if r.size == 0 {
			h.lost++
		}
	}
	h.complete = h.lost == 0 && (!unreadable || marked)
}

// closedAt returns the newest change at the last good close. It returns false if no
// mark of a good close can be read.
func (s *salvage) closedAt() (uint64, bool) {
	var r ledger.MarkRecord
	for _, at := range s.found[ledger.BucketMeta][ledger.KeyClosed] {
		if at.origin != live {
			continue
		}
		value, err := s.value(ledger.BucketMeta, ledger.KeyClosed, at)
		if err == nil && codec.Unmarshal(value, &r) == nil {
			return r.Change, true
		}
	}
	return 0, false
}

func (s *salvage) projectID() (id string) {
	s.values(ledger.BucketMeta, ledger.KeyProject, func(value []byte) bool { return codec.Unmarshal(value, &id) == nil })
	return id
}

// replay applies the edits of a change.
func (h *history) replay(c edit.Change) {
	h.counter = max(h.counter, c.Counter)
	for _, e := range c.Edits {
		switch e := e.(type) {
		case edit.Record:
			h.record(c, e)
		case edit.Metadata:
			h.metadata[e.Article] = metadataFact{e.After, c.ID}
		case edit.Presence:
			first := h.presence[e.Article].first
			if first.IsZero() {
				first = c.At
			}
			h.presence[e.Article] = presenceFact{e.After, c.ID, first}
		case edit.Units:
			if c.Verb == edit.Recover {
				h.divisions[e.Article] = nil
			}
			h.divisions[e.Article] = append(h.divisions[e.Article], e)
		default:
			panic(fmt.Sprintf("an edit of type %T is not known", e))
		}
	}
}

func (h *history) record(c edit.Change, e edit.Record) {
	if e.Beside {
		of := e.Is
		if of == nil {
			of = e.Was
		}
		f := fateIn(h.beside, besidePlace{e.Key, of.Stamp}, e.Key)
		f.fact, f.change = nil, c.ID
		if e.Is != nil {
			f.fact = &held{e.After, *e.Is}
		}
		return
	}
	f := fateIn(h.records, e.Key, e.Key)
	founding := e.Before != nil && e.Kind().Founded && f.change == 0
	if e.After == nil && e.Was == nil && e.Is == nil && (f.fact == nil || f.fact.content == nil) && !founding {
		return // there was nothing to delete
	}
	f.fact, f.change = h.after(c, e, f.fact), c.ID
}

// after returns the version of a record after an edit. was is the one before, or nil.
// It returns nil if the edit withdraws the only version. It must agree with what
// package storage writes.
func (h *history) after(c edit.Change, e edit.Record, was *held) *held {
	is := &held{content: e.After}
	switch {
	case e.Is != nil:
		is.version = *e.Is
		if !is.version.Made() {
			return is
		}
	case e.Was != nil:
		return nil
	case was != nil:
		is.version.Past = was.version.After()
	case e.Before != nil && e.Kind().Founded:
		is.version.Past = h.founded.After()
	}
	is.version.Stamp = record.StampAt(c.Counter, h.copies.id(c.Replica), c.At)
	if is.version.By == "" && e.After != nil && e.Kind().By(e.Key, e.After) == "" {
		is.version.By = c.Analyst
	}
	return is
}

// decides reports whether the history's value, set by a change, takes precedence over
// the pages. onPage reports whether a page has a value, and hidden whether pages that
// cannot be read may have had one.
func (h *history) decides(change uint64, onPage, hidden bool) bool {
	return h.complete || change > h.tree && h.tree > 0 || !onPage && hidden
}

// articles returns the articles named in the history, except those named only in records
// that can move.
func (h *history) articles() map[model.ArticleID]bool {
	if h.named != nil {
		return h.named
	}
	h.named = map[model.ArticleID]bool{}
	for id := range h.presence {
		h.named[id] = true
	}
	for id := range h.metadata {
		h.named[id] = true
	}
	for id := range h.divisions {
		h.named[id] = true
	}
	for key, f := range h.records {
		if key.Article != "" && f.change > 0 {
			h.named[key.Article] = true
		}
	}
	return h.named
}

// describe returns how many changes are lost, as in "3 of the 40 changes of the
// history".
func (h *history) describe() string {
	return fmt.Sprintf("%d of the %d changes of the history", h.lost, len(h.chosen))
}

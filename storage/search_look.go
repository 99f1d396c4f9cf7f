package storage

import (
	"encoding/binary"
	"fmt"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// looker looks at articles in one transaction.
type looker struct {
	*searching
	tx          *bolt.Tx
	annotations *beside
	remarks     *beside // notes
}

// look looks at the article whose turn it is, and gives what of it is wanted.
// What is found beyond that is counted.
func (l *looker) look(t turn) (search.Found, error) {
	f := search.Found{Notes: t.notes}
	l.result.Notes += len(t.notes)
	var err error
	if t.part != nil || t.read {
		if f.Sentences, err = l.sentences(t); err != nil {
			return f, fmt.Errorf("article number %d: %w", t.number, err)
		}
	}
	if len(f.Sentences)+len(f.Notes) == 0 {
		return f, nil
	}
	record, err := l.record(t.number)
	f.Article = record.ID
	if len(f.Sentences) > 0 {
		l.result.Sentences += len(f.Sentences)
		l.result.Articles++
	}
	return f, err
}

func (l *looker) record(number uint64) (articleRecord, error) {
	data, err := bucketOf(l.tx, bucketArticles).need(key64(number))
	if err != nil {
		return articleRecord{}, err
	}
	return decodeArticle(data)
}

// sentences gives the sentences of an article that are found, as far as they
// are wanted.
func (l *looker) sentences(t turn) ([]search.Sentence, error) {
	if l.full() {
		if t.read {
			l.read++
		} else {
			l.counted++
		}
	}
	if t.read {
		record, err := l.record(t.number)
		if err != nil || record.Removed {
			return nil, err
		}
		if a := (model.Article{ID: record.ID, Metadata: model.Metadata(record.Metadata)}); l.asks.Article && !l.q.WantsArticle(&a) {
			return nil, nil
		}
	}
	said, ok, err := l.said(t.number)
	if err != nil || !ok {
		return nil, err
	}
	var text []byte
	if len(l.q.Terms) > 0 || !l.full() {
		if text, err = bucketOf(l.tx, bucketTexts).need(key64(t.number)); err != nil {
			return nil, err
		}
		if t.read && !l.matcher.Maybe(text) {
			return nil, nil
		}
	}
	data, err := bucketOf(l.tx, bucketUnits).need(key64(t.number))
	if err != nil {
		return nil, err
	}
	structure, err := decodeStructure(data)
	if err != nil {
		return nil, err
	}
	return l.matching(t, text, structure.Units, said)
}

// matching gives those of an article's units that match.
func (l *looker) matching(t turn, text []byte, units []model.Unit, said said) (out []search.Sentence, err error) {
	from, to := 0, len(units)
	if t.part != nil {
		_, from, to = t.part.Article(t.part.article)
		if to-from != len(units) {
			return nil, nil // divided anew a moment ago
		}
	}
	for i, u := range units {
		if t.part != nil && !t.part.set.Has(from+i) || !said.wants(l, u) {
			continue
		}
		s := search.Sentence{Span: u.Span}
		if text != nil {
			if u.Span.Start < 0 || u.Span.End < u.Span.Start || u.Span.End > len(text) {
				return nil, damaged("unit %v leaves the text", u.Span)
			}
			ok := false
			s.Text = string(text[u.Span.Start:u.Span.End])
			if s.Marks, ok = l.matcher.Match(s.Text); !ok {
				continue
			}
		}
		if t.part == nil || !l.exact {
			l.result.Total++
		}
		if l.opts.Limit == 0 || l.result.Sentences+len(out) < l.opts.Limit {
			out = append(out, s)
		}
	}
	return out, nil
}

// said is what analysts said of an article's sentences, as far as filters ask.
type said struct {
	annotations map[model.Span][]model.Annotation
	notes       map[model.Span][]model.Note
}

// said reads that, and reports false where nothing of the article can be found
// for want of it.
func (l *looker) said(number uint64) (s said, ok bool, err error) {
	if l.asks.Annotations {
		if l.annotations == nil {
			l.annotations = walkBeside(l.tx, bucketAnnotations)
		}
		err = l.annotations.at(number, func(span model.Span, rest string, value []byte) error {
			a, err := decodeAnnotation(value, rest)
			if s.annotations == nil {
				s.annotations = map[model.Span][]model.Annotation{}
			}
			s.annotations[span] = append(s.annotations[span], a)
			return err
		})
		if err != nil || l.must.Annotations && len(s.annotations) == 0 {
			return s, false, err
		}
	}
	if l.asks.Notes {
		if l.remarks == nil {
			l.remarks = walkBeside(l.tx, bucketNotes)
		}
		err = l.remarks.at(number, func(span model.Span, _ string, value []byte) error {
			n, err := decodeNote(value)
			if s.notes == nil {
				s.notes = map[model.Span][]model.Note{}
			}
			s.notes[span] = append(s.notes[span], n)
			return err
		})
		if err != nil || l.must.Notes && len(s.notes) == 0 {
			return s, false, err
		}
	}
	return s, true, nil
}

// wants reports whether a unit passes the filters.
func (s said) wants(l *looker, u model.Unit) bool {
	if !l.asks.Annotations && !l.asks.Notes && !l.asks.Unit {
		return true
	}
	return l.q.WantsSentence(search.Asked{
		Unit: u, Annotations: s.annotations[u.Span], Notes: s.notes[u.Span], Analyst: l.opts.Analyst, Codebook: l.book,
	})
}

// beside walks through what is about stretches of articles, beside a walk
// through articles: both are in the order of the articles' numbers.
type beside struct {
	bucket      bucket
	cursor      *bolt.Cursor
	key, stored []byte
	begun       bool
	seals       sealer
}

func walkBeside(tx *bolt.Tx, name string) *beside {
	b := bucketOf(tx, name)
	return &beside{bucket: b, cursor: b.Cursor()}
}

// at visits what is about an article. The numbers it is asked for must grow.
func (w *beside) at(number uint64, visit func(span model.Span, rest string, value []byte) error) error {
	if !w.begun || len(w.key) >= 8 && binary.BigEndian.Uint64(w.key) < number {
		w.begun = true
		w.key, w.stored = w.cursor.Seek(key64(number))
	}
	for len(w.key) >= 8 && binary.BigEndian.Uint64(w.key) == number {
		_, span, rest, ok := parseSpan(w.key)
		if !ok {
			return damaged("%s has the key %x", w.bucket.name, w.key)
		}
		value, err := w.seals.unseal(w.bucket.name, w.key, w.stored)
		if err == nil {
			err = visit(span, rest, value)
		}
		if err != nil {
			return err
		}
		w.key, w.stored = w.cursor.Next()
	}
	return nil
}

package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// looker looks at articles in one transaction.
type looker struct {
	*searching
	tx          ledger.Tx
	ended       func() error // why the search is to end, asked for each sentence that is matched: an article can be long
	annotations *beside
	remarks     *beside // notes
	memory      said
}

// look looks at the article whose turn it is, and gives what of it is wanted.
// What is found beyond that is counted.
func (l *looker) look(t turn) (search.Found, error) {
	if t.read {
		there, err := ledger.BucketOf(l.tx, ledger.BucketArticles).Has(ledger.Key64(t.number))
		if err != nil || !there {
			return search.Found{}, errors.Join(err, l.leap(t.number))
		}
	}
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

// leap goes to the end of a gap in the numbers of articles, which a project that
// was saved from a damaged file has where texts were lost.
func (l *looker) leap(number uint64) error {
	key, _, err := ledger.BucketOf(l.tx, ledger.BucketArticles).Cursor().Seek(ledger.Key64(number))
	if err == nil && len(key) == 8 && number == l.next {
		l.next = binary.BigEndian.Uint64(key) - 1 // it is passed
	}
	return err
}

func (l *looker) record(number uint64) (codec.Article, error) {
	data, err := ledger.BucketOf(l.tx, ledger.BucketArticles).Need(ledger.Key64(number))
	if err != nil {
		return codec.Article{}, err
	}
	return codec.DecodeArticle(data)
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
	said, any, err := l.said(t.number)
	if err != nil || !any {
		return nil, err
	}
	var text []byte
	if t.read || !l.plan.Exact() { // what is found is only seen in the text
		if text, err = ledger.BucketOf(l.tx, ledger.BucketTexts).Need(ledger.Key64(t.number)); err != nil {
			return nil, err
		}
		if !l.matcher.Maybe(text) {
			return nil, nil
		}
	}
	data, err := ledger.BucketOf(l.tx, ledger.BucketUnits).Need(ledger.Key64(t.number))
	if err != nil {
		return nil, err
	}
	structure, err := codec.DecodeStructure(data)
	if err != nil {
		return nil, err
	}
	return l.matching(t, text, structure.Units, said)
}

// matching gives those of an article's units that match. Where the text is not
// given, it is read for those that are wanted.
func (l *looker) matching(t turn, text []byte, units []model.Unit, said said) (out []search.Sentence, err error) {
	from := 0
	if t.part != nil {
		_, first, end := t.part.Article(t.part.article)
		if from = first; end-first != len(units) {
			return nil, nil // divided anew a moment ago
		}
	}
	for i, u := range units {
		if t.part != nil && !t.part.set.Has(from+i) || !said.wants(l, u) {
			continue
		}
		wanted := l.opts.Limit == 0 || l.result.Sentences+len(out) < l.opts.Limit
		if text == nil && wanted {
			if text, err = ledger.BucketOf(l.tx, ledger.BucketTexts).Need(ledger.Key64(t.number)); err != nil {
				return nil, err
			}
		}
		if text != nil {
			if err := l.ended(); err != nil {
				return nil, err
			}
			s, ok, err := l.match(text, u.Span)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			if wanted {
				out = append(out, s)
			}
		}
		if t.part == nil || !l.exact {
			l.result.Total++
		}
	}
	return out, nil
}

// match reports whether a stretch of a text matches, and where.
func (l *looker) match(text []byte, span model.Span) (s search.Sentence, ok bool, err error) {
	if span.Start < 0 || span.End < span.Start || span.End > len(text) {
		return s, false, model.Damaged("unit %v leaves the text", span)
	}
	s.Span, s.Text = span, string(text[span.Start:span.End])
	s.Marks, ok = l.matcher.Match(s.Text)
	return s, ok, nil
}

// said is what analysts said of an article's sentences, as far as filters ask.
// It is good until the next article.
type said struct {
	annotations []saidOf[model.Annotation]
	notes       []saidOf[model.Note]
}

// saidOf is what is said of one sentence.
type saidOf[T any] struct {
	span model.Span
	all  []T
}

// addSaid adds one more; those on one sentence come one after another.
func addSaid[T any](list []saidOf[T], span model.Span, one T) []saidOf[T] {
	if n := len(list); n > 0 && list[n-1].span == span {
		list[n-1].all = append(list[n-1].all, one)
		return list
	}
	if n := len(list); n < cap(list) { // use its memory again
		list = list[:n+1]
		list[n].span, list[n].all = span, append(list[n].all[:0], one)
		return list
	}
	return append(list, saidOf[T]{span, []T{one}})
}

// on gives what is said of a sentence. The list is in the order of the text.
func on[T any](list []saidOf[T], span model.Span) []T {
	i, found := slices.BinarySearchFunc(list, span, func(s saidOf[T], span model.Span) int {
		return cmp.Or(cmp.Compare(s.span.Start, span.Start), cmp.Compare(s.span.End, span.End))
	})
	if !found {
		return nil
	}
	return list[i].all
}

// said reads that, and reports false where nothing of the article can be found
// for want of it.
func (l *looker) said(number uint64) (s said, any bool, err error) {
	s = said{l.memory.annotations[:0], l.memory.notes[:0]}
	if l.asks.Annotations {
		if l.annotations == nil {
			l.annotations = walkBeside(l.tx, ledger.BucketAnnotations)
		}
		err = l.annotations.at(number, func(span model.Span, rest string, value []byte) error {
			a, err := codec.DecodeAnnotation(value, rest)
			s.annotations = addSaid(s.annotations, span, a)
			return err
		})
		l.memory.annotations = s.annotations
		if err != nil || l.must.Annotations && len(s.annotations) == 0 {
			return s, false, err
		}
	}
	if l.asks.Notes {
		if l.remarks == nil {
			l.remarks = walkBeside(l.tx, ledger.BucketNotes)
		}
		err = l.remarks.at(number, func(span model.Span, _ string, value []byte) error {
			n, err := codec.DecodeNote(value)
			s.notes = addSaid(s.notes, span, n)
			return err
		})
		l.memory.notes = s.notes
		if err != nil || l.must.Notes && len(s.notes) == 0 {
			return s, false, err
		}
	}
	return s, !l.must.Annotations || l.kind || s.anyOf(l), nil
}

// anyOf reports whether one of the sentences with a label passes the filters.
func (s said) anyOf(l *looker) bool {
	for _, of := range s.annotations {
		if s.wants(l, model.Unit{Span: of.span}) {
			return true
		}
	}
	return false
}

// wants reports whether a unit passes the filters.
func (s said) wants(l *looker, u model.Unit) bool {
	if !l.asks.Annotations && !l.asks.Notes && !l.asks.Unit {
		return true
	}
	annotations, notes := on(s.annotations, u.Span), on(s.notes, u.Span)
	if len(annotations) > 1 || l.asks.Notes {
		return l.asked(u, annotations, notes)
	}
	// Most sentences are alike: one of a few labels, by one of a few analysts.
	alike := sameSaid{kind: u.Kind}
	if len(annotations) == 1 {
		alike.label, alike.analyst = annotations[0].Label, annotations[0].Analyst
	}
	wants, remembered := l.answers[alike]
	if !remembered {
		wants = l.asked(u, annotations, notes)
		l.answers[alike] = wants
	}
	return wants
}

// sameSaid is what filters see of a sentence with one label or none.
type sameSaid struct {
	kind    model.UnitKind
	label   model.LabelKey
	analyst string
}

func (l *looker) asked(u model.Unit, annotations []model.Annotation, notes []model.Note) bool {
	return l.q.WantsSentence(search.Asked{
		Unit: u, Annotations: annotations, Notes: notes, Analyst: l.opts.Analyst, Codebook: l.book,
	})
}

// beside walks through what is about stretches of articles, beside a walk
// through articles: both are in the order of the articles' numbers.
type beside struct {
	bucket      ledger.Bucket
	cursor      *ledger.Cursor
	key, stored []byte
	begun       bool
	seals       ledger.Sealer
}

func walkBeside(tx ledger.Tx, name string) *beside {
	b := ledger.BucketOf(tx, name)
	return &beside{bucket: b, cursor: b.Cursor()}
}

// at visits what is about an article. The numbers it is asked for must grow.
func (w *beside) at(number uint64, visit func(span model.Span, rest string, value []byte) error) (err error) {
	if !w.begun || len(w.key) >= 8 && binary.BigEndian.Uint64(w.key) < number {
		w.begun = true
		w.key, w.stored, err = w.cursor.Seek(ledger.Key64(number))
	}
	for err == nil && len(w.key) >= 8 && binary.BigEndian.Uint64(w.key) == number {
		_, span, rest, ok := ledger.ParseSpan(w.key)
		if !ok {
			return model.Damaged("%s has the key %x", w.bucket.Name, w.key)
		}
		value, damage := w.seals.Unseal(w.bucket.Name, w.key, w.stored)
		if damage != nil {
			return damage
		}
		if err := visit(span, rest, value); err != nil {
			return err
		}
		w.key, w.stored, err = w.cursor.Next()
	}
	return err
}

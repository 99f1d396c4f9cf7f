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

// looker matches articles in one transaction.
type looker struct {
	*searching
	tx          ledger.Tx
	ended       func() error // returns the reason to end the search, or nil; called before each sentence is matched, because an article can be long
	annotations *ledger.SpanWalk
	remarks     *ledger.SpanWalk // the notes on sentences
	memory      attached
}

// look matches the article of t. It returns the matches up to the limit. It adds
// all matches to the total unless the index has counted them already.
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

// leap moves to the end of a gap in the numbers of articles. A recovered project
// has gaps where texts were lost.
func (l *looker) leap(number uint64) error {
	key, _, err := ledger.BucketOf(l.tx, ledger.BucketArticles).Cursor().Seek(ledger.Key64(number))
	if err == nil && len(key) == 8 && number == l.next {
		l.next = binary.BigEndian.Uint64(key) - 1 // pass adds 1
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

// sentences returns the matching sentences of an article, up to the limit, and
// counts the others.
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
	attached, any, err := l.attached(t.number)
	if err != nil || !any {
		return nil, err
	}
	var text []byte
	if t.read || !l.plan.Exact() { // only the text shows whether it matches
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
	return l.matching(t, text, structure.Units, attached)
}

// matching returns the units of an article that match, up to the limit. If text is
// nil, it reads the text when the first unit below the limit needs it.
func (l *looker) matching(t turn, text []byte, units []model.Unit, attached attached) (out []search.Sentence, err error) {
	from := 0
	if t.part != nil {
		_, first, end := t.part.Article(t.part.article)
		if from = first; end-first != len(units) {
			return nil, nil // the article was divided again since the search began
		}
	}
	for i, u := range units {
		if t.part != nil && !t.part.set.Has(from+i) || !attached.wants(l, u) {
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

// match reports whether a span of a text matches, and where.
func (l *looker) match(text []byte, span model.Span) (s search.Sentence, ok bool, err error) {
	if span.Start < 0 || span.End < span.Start || span.End > len(text) {
		return s, false, model.Damaged("unit %v is outside the text", span)
	}
	s.Span, s.Text = span, string(text[span.Start:span.End])
	s.Marks, ok = l.matcher.Match(s.Text)
	return s, ok, nil
}

// attached holds the annotations and notes on an article's sentences, as far as
// filters need them. Its memory is reused for the next article.
type attached struct {
	annotations []attachedTo[model.Annotation]
	notes       []attachedTo[model.Note]
}

// attachedTo holds the annotations or notes on one sentence.
type attachedTo[T any] struct {
	span model.Span
	all  []T
}

// attach adds an item to the list. Items on the same sentence must be added
// consecutively.
func attach[T any](list []attachedTo[T], span model.Span, one T) []attachedTo[T] {
	if n := len(list); n > 0 && list[n-1].span == span {
		list[n-1].all = append(list[n-1].all, one)
		return list
	}
	if n := len(list); n < cap(list) { // reuse its memory
		list = list[:n+1]
		list[n].span, list[n].all = span, append(list[n].all[:0], one)
		return list
	}
	return append(list, attachedTo[T]{span, []T{one}})
}

// on returns the items on a sentence. The list is in text order.
func on[T any](list []attachedTo[T], span model.Span) []T {
	i, found := slices.BinarySearchFunc(list, span, func(s attachedTo[T], span model.Span) int {
		return cmp.Or(cmp.Compare(s.span.Start, span.Start), cmp.Compare(s.span.End, span.End))
	})
	if !found {
		return nil
	}
	return list[i].all
}

// attached reads the annotations and notes on an article's sentences. any is false
// if they show that nothing in the article can match.
func (l *looker) attached(number uint64) (s attached, any bool, err error) {
	s = attached{l.memory.annotations[:0], l.memory.notes[:0]}
	if l.asks.Annotations {
		if l.annotations == nil {
			l.annotations = ledger.WalkSpans(l.tx, ledger.BucketAnnotations)
		}
		err = l.annotations.At(number, func(span model.Span, rest string, value []byte) error {
			a, err := codec.DecodeAnnotation(value, rest)
			s.annotations = attach(s.annotations, span, a)
			return err
		})
		l.memory.annotations = s.annotations
		if err != nil || l.must.Annotations && len(s.annotations) == 0 {
			return s, false, err
		}
	}
	if l.asks.Notes {
		if l.remarks == nil {
			l.remarks = ledger.WalkSpans(l.tx, ledger.BucketNotes)
		}
		err = l.remarks.At(number, func(span model.Span, _ string, value []byte) error {
			n, err := codec.DecodeNote(value)
			s.notes = attach(s.notes, span, n)
			return err
		})
		l.memory.notes = s.notes
		if err != nil || l.must.Notes && len(s.notes) == 0 {
			return s, false, err
		}
	}
	return s, !l.must.Annotations || l.kind || s.anyOf(l), nil
}

// anyOf reports whether a labelled sentence passes the filters.
func (s attached) anyOf(l *looker) bool {
	for _, of := range s.annotations {
		if s.wants(l, model.Unit{Span: of.span}) {
			return true
		}
	}
	return false
}

// wants reports whether a unit passes the filters.
func (s attached) wants(l *looker, u model.Unit) bool {
	if !l.asks.Annotations && !l.asks.Notes && !l.asks.Unit {
		return true
	}
	annotations, notes := on(s.annotations, u.Span), on(s.notes, u.Span)
	if len(annotations) > 1 || l.asks.Notes {
		return l.asked(u, annotations, notes)
	}
	// Most sentences have one of a few labels by one of a few analysts, so the
	// answers are cached.
	alike := labelling{kind: u.Kind}
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

// labelling is what filters need to know about a sentence with at most one label.
type labelling struct {
	kind    model.UnitKind
	label   model.LabelKey
	analyst string
}

func (l *looker) asked(u model.Unit, annotations []model.Annotation, notes []model.Note) bool {
	return l.q.WantsSentence(search.Asked{
		Unit: u, Annotations: annotations, Notes: notes, Analyst: l.opts.Analyst, Codebook: l.book,
	})
}

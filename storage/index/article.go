package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

type articleMatcher struct {
	*searching
	tx          ledger.Tx
	ended       func() error // returns the reason to end the search, or nil
	annotations *ledger.RecordWalk
	others      []*ledger.RecordWalk // at most one for each kind in asks.Records, in that order
	memory      attached
}

// matchArticle matches one article. It returns the matches up to the limit, and
// counts all matches unless the index has counted them already.
func (m *articleMatcher) matchArticle(next nextArticle) (search.Found, error) {
	if next.read {
		there, err := ledger.BucketOf(m.tx, ledger.BucketArticles).Has(ledger.Key64(next.number))
		if err != nil || !there {
			return search.Found{}, errors.Join(err, m.leap(next.number))
		}
	}
	f := search.Found{Notes: next.notes}
	m.result.Notes += len(next.notes)
	var err error
	if next.part != nil || next.read {
		if f.Sentences, err = m.sentences(next); err != nil {
			return f, fmt.Errorf("article number %d: %w", next.number, err)
		}
	}
	if len(f.Sentences)+len(f.Notes) == 0 {
		return f, nil
	}
	record, err := m.record(next.number)
	f.Article = record.ID
	if len(f.Sentences) > 0 {
		m.result.Sentences += len(f.Sentences)
		m.result.Articles++
	}
	return f, err
}

// leap moves to the end of a gap in the numbers of articles. A recovered project
// may have gaps where texts were lost.
func (m *articleMatcher) leap(number uint64) error {
	key, _, err := ledger.BucketOf(m.tx, ledger.BucketArticles).Cursor().Seek(ledger.Key64(number))
	if err == nil && len(key) == 8 && number == m.next {
		m.next = binary.BigEndian.Uint64(key) - 1 // pass adds 1
	}
	return err
}

func (m *articleMatcher) record(number uint64) (codec.Article, error) {
	data, err := ledger.BucketOf(m.tx, ledger.BucketArticles).Need(ledger.Key64(number))
	if err != nil {
		return codec.Article{}, err
	}
	return codec.DecodeArticle(data)
}

// sentences returns the matching sentences of an article, up to the limit.
func (m *articleMatcher) sentences(next nextArticle) ([]search.Sentence, error) {
	if m.full() {
		if next.read {
			m.read++
		} else {
			m.counted++
		}
	}
	if next.read {
		if !m.wantsVersion(next.number) {
			return nil, nil
		}
		record, err := m.record(next.number)
		if err != nil || record.Removed {
			return nil, err
		}
		if a := (model.Article{ID: record.ID, Metadata: model.Metadata(record.Metadata)}); m.asks.Article && !m.q.WantsArticle(&a) {
			return nil, nil
		}
	}
	attached, any, err := m.attached(next.number)
	if err != nil || !any {
		return nil, err
	}
	var text []byte
	if next.read || !m.plan.Exact() { // only the text shows whether it matches
		if text, err = ledger.BucketOf(m.tx, ledger.BucketTexts).Need(ledger.Key64(next.number)); err != nil {
			return nil, err
		}
		if !m.matcher.Maybe(text) {
			return nil, nil
		}
	}
	data, err := ledger.BucketOf(m.tx, ledger.BucketUnits).Need(ledger.Key64(next.number))
	if err != nil {
		return nil, err
	}
	structure, err := codec.DecodeStructure(data)
	if err != nil {
		return nil, err
	}
	return m.matching(next, text, structure.Units, attached)
}

// matching returns the matching units of an article, up to the limit. If text is
// nil, it reads the text on demand.
func (m *articleMatcher) matching(next nextArticle, text []byte, units []model.Unit, attached attached) (out []search.Sentence, err error) {
	from := 0
	if next.part != nil {
		_, first, end := next.part.Article(next.part.article)
		if from = first; end-first != len(units) {
			return nil, nil // the article was divided again since the search began
		}
	}
	for i, u := range units {
		if next.part != nil && !next.part.set.Has(from+i) || !attached.wants(m, u) {
			continue
		}
		wanted := m.opts.Limit == 0 || m.result.Sentences+len(out) < m.opts.Limit
		if text == nil && wanted {
			if text, err = ledger.BucketOf(m.tx, ledger.BucketTexts).Need(ledger.Key64(next.number)); err != nil {
				return nil, err
			}
		}
		if text != nil {
			if err := m.ended(); err != nil {
				return nil, err
			}
			s, ok, err := m.match(text, u.Span)
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
		if next.part == nil || !m.exact {
			m.result.Total++
		}
	}
	return out, nil
}

// match returns the sentence at a byte span of a text, and reports whether it
// matches.
func (m *articleMatcher) match(text []byte, span model.Span) (s search.Sentence, ok bool, err error) {
	if span.Start < 0 || span.End < span.Start || span.End > len(text) {
		return s, false, model.Damaged("unit %v is outside the text", span)
	}
	s.Span, s.Text = span, string(text[span.Start:span.End])
	s.Marks, ok = m.matcher.Match(s.Text)
	return s, ok, nil
}

// attached holds the annotations and other records on an article's sentences, as far as
// filters need them. Its memory is reused for the next article.
type attached struct {
	annotations []attachedTo[model.Annotation]
	others      [][]attachedTo[any] // one for each kind in searching.asks.Records
	around      [][]any             // likewise; about the article and its outlet
}

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

// on returns the items on a sentence. The list must be in text order.
func on[T any](list []attachedTo[T], span model.Span) []T {
	i, found := slices.BinarySearchFunc(list, span, func(s attachedTo[T], span model.Span) int {
		return cmp.Or(cmp.Compare(s.span.Start, span.Start), cmp.Compare(s.span.End, span.End))
	})
	if !found {
		return nil
	}
	return list[i].all
}

// attached reads the records on an article's sentences. some is false if they show that
// nothing in the article can match.
func (m *articleMatcher) attached(number uint64) (s attached, some bool, err error) {
	s.annotations = m.memory.annotations[:0]
	if m.asks.Annotations {
		if m.annotations == nil {
			m.annotations = ledger.WalkRecords(m.tx, record.Annotation)
		}
		err = m.annotations.At(number, func(span model.Span, content any) error {
			s.annotations = attach(s.annotations, span, *content.(*model.Annotation))
			return nil
		})
		m.memory.annotations = s.annotations
		if err != nil || m.must.Annotations && len(s.annotations) == 0 {
			return s, false, err
		}
	}
	s.around = m.memory.around[:0]
	for i, kind := range m.asks.Records {
		if i == len(m.others) {
			m.others, m.memory.others = append(m.others, ledger.WalkRecords(m.tx, kind)), append(m.memory.others, nil)
		}
		list := m.memory.others[i][:0]
		err = m.others[i].At(number, func(span model.Span, content any) error {
			list = attach(list, span, content)
			return nil
		})
		m.memory.others[i] = list
		var around []any
		if search.Around(kind) {
			around = slices.Concat(on(list, model.Span{}), m.known.aroundOutlet(kind, number))
		}
		s.around = append(s.around, around)
		if m.memory.around = s.around; err != nil || len(list)+len(around) == 0 && slices.Contains(m.must.Records, kind) {
			return s, false, err
		}
	}
	s.others = m.memory.others
	return s, !m.must.Annotations || m.kind || s.anyOf(m), nil
}

// anyOf reports whether at least one labelled sentence passes the filters.
func (s attached) anyOf(m *articleMatcher) bool {
	for _, of := range s.annotations {
		if s.wants(m, model.Unit{Span: of.span}) {
			return true
		}
	}
	return false
}

// wants reports whether a unit passes the filters.
func (s attached) wants(m *articleMatcher, u model.Unit) bool {
	if !m.asks.Unit {
		return true
	}
	annotations := on(s.annotations, u.Span)
	if len(annotations) > 1 || len(m.asks.Records) > 0 {
		return m.asked(s, u, annotations)
	}
	// Many sentences have the same label by the same analyst, so the answers are
	// cached.
	alike := labelling{kind: u.Kind}
	if len(annotations) == 1 {
		alike.label, alike.analyst = annotations[0].Label, annotations[0].Analyst
	}
	wants, remembered := m.answers[alike]
	if !remembered {
		wants = m.asked(s, u, annotations)
		m.answers[alike] = wants
	}
	return wants
}

// labelling is what filters need to know about a sentence with at most one label.
type labelling struct {
	kind    model.UnitKind
	label   model.LabelKey
	analyst string
}

func (m *articleMatcher) asked(s attached, u model.Unit, annotations []model.Annotation) bool {
	return m.q.WantsSentence(search.Asked{
		Unit: u, Annotations: annotations, Analyst: m.opts.Analyst, Blind: m.opts.Blind, Codebook: m.book, Phrases: m.phrases,
		Voices: m.voices, OfVoice: m.ofVoice, Statements: m.statements,
		Records: func(kind model.Kind) []any {
			i := slices.Index(m.asks.Records, kind)
			all := on(s.others[i], u.Span)
			if len(s.around[i]) > 0 {
				all = slices.Concat(all, s.around[i])
			}
			return all
		},
	})
}

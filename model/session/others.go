package session

import (
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// others holds the other analysts and the number of their labels.
type others struct {
	list  []Annotator
	known bool // list has the store's counts
	stale bool // a change that is not durable yet may affect the counts
}

// Annotator is an analyst and the number of sentences in the corpus that the
// analyst labelled.
type Annotator struct {
	Name   string // what the analyst is called now
	Labels int
}

// Others returns the other analysts who have labels in the corpus, sorted by name.
func (s *Session) Others() ([]Annotator, error) {
	if s.others.known {
		return s.others.list, nil
	}
	counts, err := s.store.Labels(s.opts.Analyst)
	if err != nil {
		return nil, fmt.Errorf("count the labels of others: %w", err)
	}
	list := make([]Annotator, 0, len(counts))
	for name, n := range counts {
		list = append(list, Annotator{Name: s.Called(name), Labels: n})
	}
	slices.SortFunc(list, func(a, b Annotator) int { return strings.Compare(a.Name, b.Name) })
	s.others.list, s.others.known = list, true
	return list, nil
}

// LabelsOn returns the labels on a sentence that the analyst sees: the own label first, and
// then the others, sorted by analyst.
func (s *Session) LabelsOn(doc *model.Document, sentence model.Span) []model.Annotation {
	all := s.OthersOn(doc, sentence)
	if own, ok := doc.Annotation(sentence, s.opts.Analyst); ok {
		all = slices.Insert(all, 0, own)
	}
	return all
}

// OthersOn returns the labels of other analysts on a sentence that the analyst sees,
// sorted by analyst.
func (s *Session) OthersOn(doc *model.Document, sentence model.Span) []model.Annotation {
	return slices.DeleteFunc(slices.Clone(doc.Annotations[sentence]), func(a model.Annotation) bool {
		return a.Analyst == s.opts.Analyst || !s.Sees(a.Analyst)
	})
}

// NotesOn returns the notes on a target in an article that the analyst sees.
func (s *Session) NotesOn(doc *model.Document, target model.NoteTarget) []model.Note {
	return s.seen(doc.NotesOn(target))
}

// seen returns the notes that the analyst sees.
func (s *Session) seen(notes []model.Note) []model.Note {
	return slices.DeleteFunc(slices.Clone(notes), func(n model.Note) bool { return !s.Sees(n.Analyst) })
}

// touchOthers marks the counts of others as stale if edits may change them; they
// are counted again once the edits are durable.
func (s *Session) touchOthers(edits []edit.Edit) {
	for _, e := range edits {
		if r, ok := e.(edit.Record); ok && r.Key.Analyst != "" && r.Key.Analyst != s.opts.Analyst {
			s.others.stale = true
		}
		if e.Moves() {
			s.others.stale = s.others.stale || !s.others.known || len(s.others.list) > 0
		}
	}
}

// recountOthers drops stale counts of others once everything is durable.
func (s *Session) recountOthers() {
	if s.others.stale && len(s.pending) == 0 {
		s.others = others{}
		s.emit(CorpusChanged{})
	}
}

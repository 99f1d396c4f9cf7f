package session

import (
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// others are the analysts beside the one who annotates, with their labels.
type others struct {
	list  []Annotator
	known bool // the list is of what the store has
	stale bool // a change that is not durable yet may concern it
}

// Annotator is an analyst and how many sentences of the corpus they labelled.
type Annotator struct {
	Name   string
	Labels int
}

// Others returns the analysts beside this one who have labels in the corpus, by
// name.
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
		list = append(list, Annotator{Name: name, Labels: n})
	}
	slices.SortFunc(list, func(a, b Annotator) int { return strings.Compare(a.Name, b.Name) })
	s.others.list, s.others.known = list, true
	return list, nil
}

// OthersOn returns the labels that other analysts have given a sentence, by
// the analysts' names.
func (s *Session) OthersOn(doc *model.Document, sentence model.Span) []model.Annotation {
	var out []model.Annotation
	for _, a := range doc.Annotations[sentence] {
		if a.Analyst != s.opts.Analyst {
			out = append(out, a)
		}
	}
	return out
}

// touchOthers notes that edits may change what others have: it is counted again
// once the edits are durable.
func (s *Session) touchOthers(edits []edit.Edit) {
	for _, e := range edits {
		switch e := e.(type) {
		case edit.Annotation:
			s.others.stale = s.others.stale || e.Analyst != s.opts.Analyst
		case edit.Presence, edit.Units:
			s.others.stale = s.others.stale || !s.others.known || len(s.others.list) > 0
		}
	}
}

// recountOthers has what others have counted again when everything is durable.
func (s *Session) recountOthers() {
	if s.others.stale && len(s.pending) == 0 {
		s.others = others{}
		s.emit(CorpusChanged{})
	}
}

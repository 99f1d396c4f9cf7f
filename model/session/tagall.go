package session

import (
	"context"
	"errors"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
)

// Labelling all hits
//
// The hits of a search are in articles that are not open, and a change must contain
// the values before it. Reading the articles takes long, and neither the session
// nor the analyst should have to wait:
//
//	session's goroutine      elsewhere                  session's goroutine
//	PlanTagAll ────────────▶ Read: each article, ─────▶ TagAll: articles
//	                         as the store has it        changed since are
//	                                                    read again; commit
//
// Changes made in between, or not yet saved before, therefore do no harm. The
// labelling is one change, and one undo reverses it, even after a restart.

// TagPlan is a plan to label all hits of a search. Only one goroutine may use it at
// a time.
type TagPlan struct {
	store  Store
	found  Passages
	change edit.Change // without edits
	edits  func(doc *model.Document, found []model.Span) ([]edit.Edit, edit.Labelled)
	since  uint64 // articles in read may lack changes after this one
	known  bool   // since is set
	read   map[model.ArticleID]relabelled
}

// Passages are passages of articles, such as the hits of a search. Spans are in bytes.
type Passages interface {
	Articles() []model.ArticleID
	In(id model.ArticleID) []model.Span
}

// relabelled holds the edits for an article, and their counts.
type relabelled struct {
	edits []edit.Edit
	n     edit.Labelled
}

// PlanTagAll prepares to label all sentences of hits, or to remove the analyst's
// labels from them if label is "". If label is not "", a sentence keeps another
// label of the analyst unless replace is set. Units that are set aside do not
// change. Nothing changes before TagAll. PlanTagAll returns ErrNoLabel if the
// codebook lacks the label. The hits must not change afterwards.
func (s *Session) PlanTagAll(hits *search.Hits, label model.LabelKey, replace bool) (*TagPlan, error) {
	if l, ok := s.codebook.Find(label); (!ok || l.Retired) && label != "" {
		return nil, fmt.Errorf("tag with %q: %w", label, model.ErrNoLabel)
	}
	if err := s.writable(); err != nil {
		return nil, err
	}
	l := edit.Labelling{Analyst: s.opts.Analyst, Label: label, Replace: replace, Clock: s.clock()}
	return s.plan(hits, l.Verb(), l.Edits), nil
}

func (s *Session) plan(found Passages, verb edit.Verb, edits func(*model.Document, []model.Span) ([]edit.Edit, edit.Labelled)) *TagPlan {
	return &TagPlan{
		store: s.store, found: found, change: edit.Change{Verb: verb, Analyst: s.opts.Analyst},
		edits: edits, read: map[model.ArticleID]relabelled{},
	}
}

// PlanEverywhere prepares to give the analyst's label, attribution and grade of the current
// sentence to the sentences that repeat it; see edit.Repeating. Nothing changes before TagAll.
// The error is ErrNoSentence if no sentence is current, and ErrNothingToGive if it has
// no label, attribution or grade of the analyst.
func (s *Session) PlanEverywhere(repeats Passages) (*TagPlan, error) {
	u, ok := s.Current()
	if !ok || u.Kind != model.UnitSentence {
		return nil, fmt.Errorf("%s: %w", edit.Everywhere, model.ErrNoSentence)
	}
	if err := s.writable(); err != nil {
		return nil, err
	}
	r := edit.Repeating{
		Labelling:   edit.Labelling{Analyst: s.opts.Analyst, Clock: s.clock()},
		Attribution: s.AttributionOn(s.doc, u.Span),
		Grade:       record.GradeIn(s.doc, record.GradeOn(model.Subject{Article: s.doc.ID, Sentence: u.Span}, s.opts.Analyst)),
	}
	if a, labelled := s.doc.Annotation(u.Span, s.opts.Analyst); labelled {
		r.Labelling.Label = a.Label
	}
	if r.Labelling.Label == "" && r.Attribution == nil && r.Grade == nil {
		return nil, fmt.Errorf("%s: %w", edit.Everywhere, model.ErrNothingToGive)
	}
	return s.plan(repeats, edit.Everywhere, r.Edits), nil
}

// Read reads the articles in advance for TagAll. It may be called on any goroutine,
// and calls looked with the number of articles read and the number of all articles.
// If ctx ends, TagAll can still be called and reads the rest.
func (p *TagPlan) Read(ctx context.Context, looked func(done, all int)) error {
	if !p.known {
		newest, err := p.store.History(^uint64(0), 1)
		if err != nil {
			return fmt.Errorf("label what was found: %w", err)
		}
		for _, c := range newest {
			p.since = c.ID
		}
		p.known = true
	}
	articles := p.found.Articles()
	for i, id := range articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := p.look(id, p.store.Document); err != nil {
			return err
		}
		looked(i+1, len(articles))
	}
	return nil
}

// look computes the edits for an article. It does not fail if the project no longer
// has the article.
func (p *TagPlan) look(id model.ArticleID, document func(model.ArticleID) (*model.Document, error)) error {
	found := p.found.In(id)
	if len(found) == 0 { // only notes were found
		return nil
	}
	doc, err := document(id)
	if errors.Is(err, model.ErrNoArticle) {
		p.read[id] = relabelled{n: edit.Labelled{Gone: len(found)}}
		return nil
	}
	if err != nil {
		return fmt.Errorf("label what was found in article %s: %w", id, err)
	}
	edits, n := p.edits(doc, found)
	p.read[id] = relabelled{edits, n}
	return nil
}

// TagAll makes the planned change and counts the results. It reads the articles
// that were not read in advance or have changed since. It makes no change if there
// is nothing to do.
func (s *Session) TagAll(p *TagPlan) (edit.Labelled, error) {
	var all edit.Labelled
	if err := s.writable(); err != nil {
		return all, err
	}
	s.endTyping()
	if err := s.forget(p); err != nil {
		return all, err
	}
	c := p.change
	for _, id := range p.found.Articles() {
		if _, read := p.read[id]; !read {
			if err := p.look(id, s.document); err != nil {
				return all, err
			}
		}
		c.Edits = append(c.Edits, p.read[id].edits...)
		all.Add(p.read[id].n)
	}
	clear(p.read) // stale after the change
	if len(c.Edits) == 0 {
		return all, nil
	}
	return all, s.commit(c)
}

// forget drops the articles that have changed since Read began.
func (s *Session) forget(p *TagPlan) error {
	if !p.known {
		return nil
	}
	later, err := s.history.After(p.since)
	if err != nil {
		return fmt.Errorf("label what was found: %w", err)
	}
	for _, c := range later {
		for e := range c.All() {
			delete(p.read, e.About())
		}
	}
	return nil
}

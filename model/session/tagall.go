package session

import (
	"context"
	"errors"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
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
	store     Store
	hits      *search.Hits
	labelling edit.Labelling
	since     uint64 // articles in read may lack changes after this one
	known     bool   // since is set
	read      map[model.ArticleID]relabelled
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
	return &TagPlan{
		store: s.store, hits: hits, read: map[model.ArticleID]relabelled{},
		labelling: edit.Labelling{Analyst: s.opts.Analyst, Label: label, Replace: replace, Clock: s.clock()},
	}, nil
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
	articles := p.hits.Articles()
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
	found := p.hits.In(id)
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
	edits, n := p.labelling.Edits(doc, found)
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
	c := edit.Change{Verb: p.labelling.Verb(), Analyst: p.labelling.Analyst}
	for _, id := range p.hits.Articles() {
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

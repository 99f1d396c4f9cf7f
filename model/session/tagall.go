package session

import (
	"context"
	"errors"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/search"
)

// Labelling all that was found
//
// What a search found lies in articles that are not open, and to make a change
// one has to know what is there before it. Reading them takes long, and the
// session must not wait, nor must the analyst:
//
//	session's goroutine      elsewhere                  session's goroutine
//	PlanTagAll ────────────▶ Read: each article, ─────▶ TagAll: what was
//	                         as the store has it         changed since is
//	                                                     read again; commit
//
// So it does not matter what is done in between, nor what was on its way to the
// disk before. All of it is one change: one undo takes it back, also after a
// restart.

// TagPlan is a label for all the sentences that a search found, being worked
// out. It is not for use by two goroutines at a time.
type TagPlan struct {
	store     Store
	hits      *search.Hits
	labelling edit.Labelling
	since     uint64 // changes after this one may be missing in what was read
	known     bool   // since is set
	read      map[model.ArticleID]relabelled
}

// relabelled is what is to be done in an article.
type relabelled struct {
	edits []edit.Edit
	n     edit.Labelled
}

// PlanTagAll prepares to give the analyst's label to all the sentences of hits,
// or to take the analyst's labels off them when label is "". Where a sentence
// has another label of the analyst, it is left, unless replace says otherwise;
// what is set aside is never labelled. Nothing is changed before TagAll. It
// gives ErrNoLabel when there is no such label. The hits must not change any
// more.
func (s *Session) PlanTagAll(hits *search.Hits, label model.LabelKey, replace bool) (*TagPlan, error) {
	if _, ok := s.codebook.Find(label); !ok && label != "" {
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

// Read reads the articles, so that TagAll has not to. It may be called on any
// goroutine, and tells looked how many of all articles it has read. When ctx
// ends, nothing is lost: TagAll reads what is missing, or is not called.
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

// look works out what is to be done in an article. One that the project does
// not have any more is no error.
func (p *TagPlan) look(id model.ArticleID, document func(model.ArticleID) (*model.Document, error)) error {
	found := p.hits.In(id)
	if len(found) == 0 { // but notes
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

// TagAll makes the change that was prepared, and tells what became of the
// sentences. Articles that were not read beforehand, or have changed since, are
// read here. There is no change when there is nothing to do.
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
	clear(p.read) // it is out of date now
	if len(c.Edits) == 0 {
		return all, nil
	}
	return all, s.commit(c)
}

// forget lets go of what was read of articles that have changed since.
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
			delete(p.read, edit.ArticleOf(e))
		}
	}
	return nil
}

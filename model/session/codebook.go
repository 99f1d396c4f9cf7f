package session

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Codebook returns the labels as the reader knows them, retired ones among them.
func (s *Session) Codebook() model.Codebook { return s.codebook }

// StoredCodebook returns the labels as the project stores them.
func (s *Session) StoredCodebook() model.Codebook { return record.Book(s.entries) }

// RevisionPlan is a plan to revise the codebook. Only one goroutine may use it at a time.
type RevisionPlan struct {
	store    Store
	revision edit.Revision
	affected map[model.LabelKey]bool
	since    uint64 // annotations in used may lack changes after this one
	used     map[model.Key]model.Annotation
}

// PlanRevision prepares to revise the codebook. Nothing changes before Revise. It returns
// the errors of edit.Revision.Edits that do not depend on annotations.
func (s *Session) PlanRevision(r edit.Revision) (*RevisionPlan, error) {
	if err := s.writable(); err != nil {
		return nil, err
	}
	if _, err := r.Edits(s.entries, nil, s.now()); err != nil {
		return nil, err
	}
	return &RevisionPlan{store: s.store, revision: r, affected: r.Affected(s.entries)}, nil
}

// Affects reports whether the plan changes or removes annotations with a label.
func (p *RevisionPlan) Affects(label model.LabelKey) bool { return p.affected[label] }

// Reads reports whether Read has to read annotations, which takes long in large projects.
func (p *RevisionPlan) Reads() bool { return len(p.affected) > 0 }

// Read reads the annotations that the plan affects, and calls found with the number of
// those found so far. It may be called on any goroutine.
func (p *RevisionPlan) Read(ctx context.Context, found func(n int)) error {
	newest, err := p.store.History(^uint64(0), 1)
	if err != nil {
		return fmt.Errorf("read the annotations: %w", err)
	}
	for _, c := range newest {
		p.since = c.ID
	}
	affected, err := p.store.Annotated(ctx, p.affected, found)
	if err != nil {
		return fmt.Errorf("read the annotations: %w", err)
	}
	p.used = make(map[model.Key]model.Annotation, len(affected))
	for _, a := range affected {
		p.used[a.Key] = a.Annotation
	}
	return nil
}

// Revise makes the planned change and returns the number of annotations that it
// changes. If the plan reads annotations, Read must have succeeded before. Revise makes no
// change if there is nothing to do.
func (s *Session) Revise(p *RevisionPlan) (annotations int, err error) {
	if err := s.writable(); err != nil {
		return 0, err
	}
	s.endTyping()
	used, err := s.stillUsed(p)
	if err != nil {
		return 0, err
	}
	edits, err := p.revision.Edits(s.entries, used, s.now())
	if err != nil || len(edits) == 0 {
		return 0, err
	}
	for _, e := range edits {
		if e.About() != "" {
			annotations++
		}
	}
	return annotations, s.commit(edit.Change{Verb: p.revision.Verb, Edits: edits})
}

// stillUsed returns the annotations that the plan affects now: those that Read found,
// with the changes made since.
func (s *Session) stillUsed(p *RevisionPlan) ([]edit.Annotated, error) {
	if !p.Reads() {
		return nil, nil
	}
	later, err := s.history.After(p.since)
	if err != nil {
		return nil, fmt.Errorf("read the annotations: %w", err)
	}
	for _, c := range later {
		for e := range c.All() {
			r, _ := e.(edit.Record)
			_, after, ok := r.Annotation()
			switch {
			case !ok:
			case after != nil && p.affected[after.Label]:
				p.used[r.Key] = *after
			default:
				delete(p.used, r.Key)
			}
		}
	}
	var used []edit.Annotated
	for key, a := range p.used {
		used = append(used, edit.Annotated{Key: key, Annotation: a})
	}
	return used, nil
}

// labelsChanged updates the codebook after the edits of a change.
func (s *Session) labelsChanged(edits iter.Seq[edit.Edit]) {
	entries := revised(s.entries, edits)
	if len(entries) == len(s.entries) && (len(entries) == 0 || &entries[0] == &s.entries[0]) {
		return
	}
	s.entries = entries
	s.showCodebook()
	clear(s.proposals)
	s.emit(CodebookChanged{})
	for _, p := range s.places {
		if p.doc != nil {
			s.emitFor(p.doc.ID, SuggestionsChanged{})
		}
	}
}

// revised returns the entries of the codebook after edits, sorted. If none of the edits
// is of a label, it returns entries itself.
func revised(entries []record.Entry, edits iter.Seq[edit.Edit]) []record.Entry {
	copied := false
	for e := range edits {
		r, _ := e.(edit.Record)
		if r.Key.Kind != record.Label || r.Beside {
			continue
		}
		if !copied {
			entries, copied = slices.Clone(entries), true
		}
		entries = slices.DeleteFunc(entries, func(e record.Entry) bool { return string(e.Key) == r.Key.ID })
		if after, ok := r.After.(*record.Entry); ok {
			entries = append(entries, *after)
		}
	}
	if copied {
		record.SortEntries(entries)
	}
	return entries
}

// showCodebook updates the labels that the reader sees.
func (s *Session) showCodebook() {
	s.codebook = record.Book(s.entries)
	if s.opts.Wording != nil {
		s.codebook = s.opts.Wording(s.codebook)
	}
}

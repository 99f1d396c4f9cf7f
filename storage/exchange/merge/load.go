// Package merge loads annotation sets into projects.
package merge

import (
	"context"
	"crypto/rand"
	"fmt"
	"iter"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
	"assay.app/assay/storage/budget"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/intake/rehearse"
)

// How a set is loaded
//
// First everything is planned: each article of the set is compared with the project
// and becomes a new article, a change to an existing one, or a refusal. Then
// everything is written: new articles by an import, and changes through the queue.
// All of it is one batch, so one undo undoes the whole load. Nothing else may
// change the project between planning and writing, because each planned edit
// records the value that it replaces.

// Target is a project that a set is loaded into, such as *storage.Project.
type Target interface {
	Info() model.ProjectInfo
	Codebook() (model.Codebook, error)
	All() ([]model.Article, error)
	rehearse.Corpus
	Analysts() ([]string, error)
	IntroduceAnalysts(ids map[string]record.AnalystID) error
	Document(id model.ArticleID) (*model.Document, error)
	OutletNotes() ([]model.Note, error)
	Versions(id model.ArticleID) (map[model.Key][]record.Held, error)
	Import(ctx context.Context, docs iter.Seq[*model.Document], opts storage.ImportOptions) (storage.ImportResult, error)
	Enqueue(c edit.Change) uint64
	Flush(ctx context.Context) error
}

// Load loads the set into dst in the name of analyst. Missing articles are
// imported, and existing ones get the set's annotations and notes. If a label or
// note differs, the newer version is kept. A label or note that was removed from
// dst is added again only if it is newer than the removal. Articles that do not fit
// are refused with a reason, and the rest is loaded. After an error before the
// first write, dst is unchanged and the result is empty. After a later error, the
// result's Changes are those that were imported or enqueued.
func Load(ctx context.Context, dst Target, from *setfile.Set, analyst string) (results.Load, error) {
	defer budget.Tighten(0)()
	p := &plan{batch: rand.Text(), analyst: analyst, at: time.Now().UTC(), labelled: from.Labelled}
	if err := p.make(ctx, dst, from); err != nil {
		return results.Load{}, fmt.Errorf("load: %w", err)
	}
	p.result.Future = from.Future(p.at)
	if err := p.compare(ctx, dst); err != nil {
		return results.Load{}, fmt.Errorf("load: %w", err)
	}
	if len(p.changes)+len(p.fresh) > 0 && len(from.IDs) > 0 {
		ids := map[string]record.AnalystID{}
		for name, id := range from.IDs {
			ids[p.held.Known(name)] = id
		}
		if err := dst.IntroduceAnalysts(ids); err != nil {
			return results.Load{}, fmt.Errorf("load: %w", err)
		}
	}
	if err := p.write(ctx, dst); err != nil {
		return p.result, fmt.Errorf("load: %w", err)
	}
	return p.result, nil
}

// plan is what a load will do.
type plan struct {
	batch, analyst string
	at             time.Time

	labelled bool              // the set has only units with annotations or notes
	held     value.Analysts    // the analysts' names as the project stores them
	odd      bool              // the project stores a name in another form than sets
	fresh    []setfile.Article // to be imported
	changes  []edit.Change     // to existing articles and to outlets
	result   results.Load
}

func (p *plan) make(ctx context.Context, dst Target, from *setfile.Set) error {
	if err := p.codebook(dst, from); err != nil {
		return err
	}
	if err := p.names(dst); err != nil {
		return err
	}
	all, err := dst.All()
	if err != nil {
		return err
	}
	there := make(map[model.ArticleID]model.Article, len(all))
	for _, a := range all {
		there[a.ID] = a
	}
	for _, a := range from.Articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		if p.odd {
			a = inNamesOf(p.held, a)
		}
		mine, known := there[a.ID]
		switch {
		case strays(a.Document):
			p.refuse(a, errStray)
		case known:
			if err := p.merge(dst, mine, a); err != nil {
				return fmt.Errorf("article %s: %w", a.ID, err)
			}
		case p.labelled:
			p.refuse(a, fmt.Errorf("the set has only its labelled sentences; import it first: %w", model.ErrNoArticle))
		case !a.HasText:
			p.refuse(a, fmt.Errorf("the set does not include its text, and the project does not have the article; import it first: %w", model.ErrNoArticle))
		default:
			p.fresh = append(p.fresh, a)
		}
	}
	return p.general(dst, from)
}

// compare finds the new articles that have nearly the same text as an article in
// the project, for example with different line endings.
func (p *plan) compare(ctx context.Context, dst Target) error {
	if len(p.fresh) == 0 {
		return nil
	}
	like := rehearse.Likeness{Most: mostCompared}
	if err := like.Learn(ctx, dst, func(int, int) {}); err != nil || like.Empty() {
		return err
	}
	for _, a := range p.fresh {
		if err := ctx.Err(); err != nil {
			return err
		}
		if to := like.To(a.Document, false); len(to) > 0 {
			p.result.Similar = append(p.result.Similar, results.Similarity{Article: a.Article, To: to})
		}
	}
	return nil
}

// mostCompared is the largest number of articles of the project that new ones are
// compared with. It bounds the memory.
const mostCompared = 1 << 16

// errStray is the reason for refusing an article with annotations on spans that are
// not units.
var errStray = fmt.Errorf("it has labels on spans that are not sentences; verify the project that the set comes from: %w", model.ErrDamaged)

// strays reports whether the document has annotations on spans that are not units.
func strays(doc *model.Document) bool {
	onUnits := 0
	for _, u := range doc.Units {
		if len(doc.Annotations[u.Span]) > 0 {
			onUnits++
		}
	}
	return onUnits < len(doc.Annotations)
}

// names reads the names of the project's analysts.
func (p *plan) names(dst Target) error {
	names, err := dst.Analysts()
	if err != nil {
		return err
	}
	p.held = value.AnalystsOf(names)
	for form, name := range p.held {
		p.odd = p.odd || form != name
	}
	p.analyst = p.held.Known(p.analyst)
	return nil
}

// codebook checks that the project has all labels of the set's codebook.
func (p *plan) codebook(dst Target, from *setfile.Set) error {
	book, err := dst.Codebook()
	if err != nil {
		return err
	}
	for _, l := range from.Codebook {
		if _, ok := book.Find(l.Key); !ok {
			return fmt.Errorf("label %q of the set: %w", l.Key, model.ErrNoLabel)
		}
	}
	return nil
}

// general adds the records that are not about an article to the plan: notes on
// outlets, and the labels of the codebook if the set comes from a copy of the project.
func (p *plan) general(dst Target, from *setfile.Set) error {
	mine, err := dst.Versions("")
	if err != nil {
		return err
	}
	theirs := generalOf(from)
	for key, held := range theirs {
		for i := range held {
			held[i].Content = inNameOf(p.held, held[i].Content)
		}
		if key.Kind == record.Label {
			delete(theirs, key)
		}
	}
	if from.Project.ID == dst.Info().ID {
		for i, l := range from.Codebook {
			key := record.LabelKey(l.Key)
			if v, known := from.Versions[key]; known {
				theirs[key] = []record.Held{{Key: key, Version: v, Content: &record.Entry{Label: l, Position: i}}}
			}
		}
		addRecords(theirs, slices.DeleteFunc(slices.Clone(from.Records), func(r setfile.Record) bool { return r.Key.Kind != record.Label }))
	}
	p.change(p.combine(mine, theirs))
	return nil
}

// change adds edits to the plan as one change.
func (p *plan) change(edits []edit.Edit) {
	if len(edits) > 0 {
		p.changes = append(p.changes, edit.Change{
			At: p.at, Analyst: p.analyst, Verb: edit.Load, Batch: p.batch, Edits: edits,
		})
	}
}

func (p *plan) refuse(a setfile.Article, err error) {
	p.result.Refused = append(p.result.Refused, results.Refusal{Article: a.Article, Err: err})
}

func (p *plan) write(ctx context.Context, dst Target) error {
	if len(p.fresh) > 0 {
		if err := p.importFresh(ctx, dst); err != nil {
			return err
		}
	}
	for _, c := range p.changes {
		c.ID = dst.Enqueue(c)
		p.result.Changes = append(p.result.Changes, c.Packed())
	}
	return dst.Flush(ctx)
}

// importFresh imports the new articles, each with its annotations and notes.
func (p *plan) importFresh(ctx context.Context, dst Target) error {
	byID := make(map[model.ArticleID]setfile.Article, len(p.fresh))
	counts := make(map[model.ArticleID]results.Load, len(p.fresh)) // of records, of one article
	for _, a := range p.fresh {
		byID[a.ID] = a
	}
	docs := func(yield func(*model.Document) bool) {
		for _, a := range p.fresh {
			bare := *a.Document
			bare.Annotations, bare.Notes = nil, nil
			if !yield(&bare) {
				return
			}
		}
	}
	_, err := dst.Import(ctx, docs, storage.ImportOptions{
		Analyst: p.analyst, Batch: p.batch, Verb: edit.Load,
		Extra: func(doc *model.Document) []edit.Edit {
			one := &plan{}
			edits := one.combine(nil, versionsOf(byID[doc.ID]))
			counts[doc.ID] = one.result
			return edits
		},
		Landed: func(l storage.Landing) {
			if l.Change.ID != 0 {
				p.result.Changes = append(p.result.Changes, l.Change.Packed())
			}
			p.result.Added = append(p.result.Added, l.Added...)
			for _, id := range l.Added {
				p.result.Annotations += counts[id].Annotations
				p.result.Notes += counts[id].Notes
				p.result.Conflicts += counts[id].Conflicts
			}
		},
	})
	return err
}

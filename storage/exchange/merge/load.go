// Package merge loads annotation sets into projects.
package merge

import (
	"context"
	"crypto/rand"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
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
	Codebook() (model.Codebook, error)
	All() ([]model.Article, error)
	rehearse.Corpus
	Analysts() ([]string, error)
	Document(id model.ArticleID) (*model.Document, error)
	OutletNotes() ([]model.Note, error)
	History(before uint64, limit int) ([]edit.Change, error)
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
	p.clearings = sync.OnceValues(func() (*clearings, error) { return clearingsOf(dst) })
	if err := p.make(ctx, dst, from); err != nil {
		return results.Load{}, fmt.Errorf("load: %w", err)
	}
	p.result.Future = from.Future(p.at)
	if err := p.compare(ctx, dst); err != nil {
		return results.Load{}, fmt.Errorf("load: %w", err)
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

	// clearings returns the removals in the project's history. The first call reads
	// the history.
	clearings func() (*clearings, error)

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
	return p.outlets(dst, from)
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

// outlets adds the notes on outlets to the plan.
func (p *plan) outlets(dst Target, from *setfile.Set) error {
	mine, err := dst.OutletNotes()
	if err != nil {
		return err
	}
	var edits []edit.Edit
	for _, outlet := range from.Outlets {
		more, err := p.notes(mine, notesInNamesOf(p.held, outlet.Notes))
		if err != nil {
			return err
		}
		edits = append(edits, more...)
	}
	p.change(edits)
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
	byID := make(map[model.ArticleID]*model.Document, len(p.fresh))
	for _, a := range p.fresh {
		byID[a.ID] = a.Document
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
		Extra: func(doc *model.Document) []edit.Edit { return labelsAndNotes(byID[doc.ID]) },
		Landed: func(l storage.Landing) {
			if l.Change.ID != 0 {
				p.result.Changes = append(p.result.Changes, l.Change.Packed())
			}
			p.result.Added = append(p.result.Added, l.Added...)
			for _, id := range l.Added {
				for _, list := range byID[id].Annotations {
					p.result.Annotations += len(list)
				}
				p.result.Notes += len(byID[id].Notes)
			}
		},
	})
	return err
}

// labelsAndNotes returns the edits that add the document's annotations and notes to
// an article without any.
func labelsAndNotes(doc *model.Document) []edit.Edit {
	var edits []edit.Edit
	for _, span := range slices.SortedFunc(maps.Keys(doc.Annotations), model.Span.Compare) {
		for _, a := range doc.Annotations[span] {
			edits = append(edits, edit.Of(record.OnSentence(doc.ID, span, a.Analyst), nil, &a))
		}
	}
	for _, n := range doc.Notes {
		edits = append(edits, edit.OfNote(nil, &n))
	}
	return edits
}

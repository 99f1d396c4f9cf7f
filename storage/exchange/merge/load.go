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

// Load loads the set into dst in the name of analyst. Missing articles are imported, and
// existing ones are combined with those of the set: their records, divisions and
// metadata. If versions are in conflict, the one with the greatest stamp stands; see
// record.Combine. Articles that do not fit are refused with a reason, and the rest is
// loaded. After an error before the first write, dst is unchanged and the result is
// empty. After a later error, the result's Changes are those that were imported or
// enqueued.
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
	if len(p.labels)+len(p.changes)+len(p.fresh) > 0 && len(from.IDs) > 0 {
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

	copied   bool                              // the set comes from a copy of the project
	labelled bool                              // the set has only units with annotations or notes
	held     value.Analysts                    // the analysts' names as the project stores them
	odd      bool                              // the project stores a name in a form that sets do not have
	there    map[model.ArticleID]model.Article // the articles of the project, and those to be imported
	labels   []edit.Change                     // changes to the codebook
	fresh    []arrival
	changes  []edit.Change // to existing articles, notes, and records that are not about an article
	result   results.Load

	// The versions of notes and of records that are not about an article: all that the
	// project has, and those of the set that are left for rest to plan.
	mine, theirs map[model.Key][]record.Held
}

// arrival is an article to be imported, with the versions of its records.
type arrival struct {
	setfile.Article
	versions map[model.Key][]record.Held
}

func (p *plan) make(ctx context.Context, dst Target, from *setfile.Set) error {
	p.copied = from.Project.ID == dst.Info().ID
	if err := p.names(dst); err != nil {
		return err
	}
	all, err := dst.All()
	if err != nil {
		return err
	}
	p.there = make(map[model.ArticleID]model.Article, len(all))
	for _, a := range all {
		p.there[a.ID] = a
	}
	if err := p.general(dst, from); err != nil {
		return err
	}
	if err := p.codebook(dst, from); err != nil {
		return err
	}
	for _, a := range from.Articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		mine, known := p.there[a.ID]
		switch {
		case strays(a):
			p.refuse(a, errStray)
		case known:
			if err := p.merge(dst, mine, a); err != nil {
				return fmt.Errorf("article %s: %w", a.ID, err)
			}
		case p.removed(record.PresenceOf(a.ID)):
			p.result.Unchanged = append(p.result.Unchanged, a.ID)
		case p.labelled:
			p.refuse(a, fmt.Errorf("the set has only its labelled sentences; import it first: %w", model.ErrNoArticle))
		case !a.HasText:
			p.refuse(a, fmt.Errorf("the set does not include its text, and the project does not have the article; import it first: %w", model.ErrNoArticle))
		default:
			versions := p.versionsOf(a)
			if err := checkDivisions(a.Document, versions); err != nil {
				p.refuse(a, err)
				continue
			}
			p.postpone(versions, func(key model.Key) bool { return len(p.mine[key]) > 0 })
			p.there[a.ID] = a.Document.Article
			p.fresh = append(p.fresh, arrival{a, versions})
		}
	}
	p.rest()
	return nil
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
			p.result.Similar = append(p.result.Similar, results.Similarity{Article: a.Document.Article, To: to})
		}
	}
	return nil
}

// mostCompared is the largest number of articles of the project that new ones are
// compared with. It bounds the memory.
const mostCompared = 1 << 16

// errStray is the reason for refusing an article with annotations without stamps on
// spans that are not units.
var errStray = fmt.Errorf("it has labels on spans that are not sentences; verify the project that the set comes from: %w", model.ErrDamaged)

// strays reports whether the article has an annotation without a stamp on a span that is
// not a unit. Combining can detach annotations, but those have stamps.
func strays(a setfile.Article) bool {
	units := make(map[model.Span]bool, len(a.Units))
	for _, u := range a.Units {
		units[u.Span] = true
	}
	for span, list := range a.Annotations {
		for _, one := range list {
			if v := a.Versions[record.OnSentence(a.ID, span, one.Analyst)]; !units[span] && v.Made() {
				return true
			}
		}
	}
	return false
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

// general reads the versions of notes and of records that are not about an article. If the
// set comes from another project, it ignores the set's labels, its presences, its records
// of who sees all layers, and its names for analysts who were never renamed here.
func (p *plan) general(dst Target, from *setfile.Set) (err error) {
	if p.mine, err = dst.Versions(""); err != nil {
		return err
	}
	p.theirs = p.inNames(from.Held())
	for key := range p.theirs {
		if !p.copied && (key.Kind == record.Label || key.Kind == record.PresenceKind || key.Kind == record.LayersKind) {
			delete(p.theirs, key)
		}
		if _, known := p.held[value.Analyst.Fit(key.Analyst)]; !p.copied && known && key.Kind == record.PersonKind && len(p.mine[key]) == 0 {
			delete(p.theirs, key)
		}
	}
	return nil
}

// versionsOf returns the versions that a set lists with an article.
func (p *plan) versionsOf(a setfile.Article) map[model.Key][]record.Held {
	versions := p.inNames(a.Held())
	for key := range versions {
		if p.labelled && key.Kind == record.Division { // a labelled set divides nothing
			delete(versions, key)
		}
	}
	return versions
}

// postpone moves a note of an article to p.theirs, for rest to plan, if the set also has
// versions of it elsewhere, or if elsewhere returns true.
func (p *plan) postpone(versions map[model.Key][]record.Held, elsewhere func(model.Key) bool) {
	for key, held := range versions {
		if key.Article == "" && (len(p.theirs[key]) > 0 || elsewhere(key)) {
			p.theirs[key] = append(held, p.theirs[key]...)
			delete(versions, key)
		}
	}
}

// fits reports whether a version can be stored. It must not be about an article that the
// project does not have, or about a sentence beyond the end of the text.
func (p *plan) fits(h record.Held) bool {
	if h.Content == nil {
		return true
	}
	at := record.Of(h.Key.Kind).SubjectOf(h.Key, h.Content)
	a, known := p.there[at.Article]
	return at.Article == "" || known && at.Sentence.End <= a.Size
}

// rest plans the records that the set has outside its articles, and the notes that were
// postponed.
func (p *plan) rest() {
	for key, held := range p.theirs {
		fitting := slices.DeleteFunc(held, func(h record.Held) bool { return !p.fits(h) })
		if p.theirs[key] = fitting; len(fitting) == 0 {
			delete(p.theirs, key)
		}
	}
	edits := append(p.combine(nil, p.theirs), p.presences()...)
	p.changes = p.change(p.changes, edits)
	changed := map[model.ArticleID]bool{}
	for _, e := range edits {
		changed[e.About()] = true
		if r, ok := e.(edit.Record); ok {
			changed[r.Leaves()] = true
		}
	}
	p.result.Unchanged = slices.DeleteFunc(p.result.Unchanged, func(id model.ArticleID) bool {
		if changed[id] {
			p.result.Merged = append(p.result.Merged, id)
		}
		return changed[id]
	})
}

// change adds edits to a list of changes as one change.
func (p *plan) change(to []edit.Change, edits []edit.Edit) []edit.Change {
	if len(edits) == 0 {
		return to
	}
	return append(to, edit.Change{At: p.at, Analyst: p.analyst, Verb: edit.Load, Batch: p.batch, Edits: edits})
}

func (p *plan) refuse(a setfile.Article, err error) {
	p.result.Refused = append(p.result.Refused, results.Refusal{Article: a.Article, Err: err})
}

func (p *plan) write(ctx context.Context, dst Target) error {
	enqueue := func(changes []edit.Change) {
		for _, c := range changes {
			c.ID = dst.Enqueue(c)
			p.result.Changes = append(p.result.Changes, c.Packed())
		}
	}
	enqueue(p.labels)
	if len(p.fresh) > 0 {
		if err := p.importFresh(ctx, dst); err != nil {
			return err
		}
	}
	enqueue(p.changes)
	return dst.Flush(ctx)
}

// importFresh imports the new articles, each with the records about it.
func (p *plan) importFresh(ctx context.Context, dst Target) error {
	versions := make(map[model.ArticleID]map[model.Key][]record.Held, len(p.fresh))
	counts := make(map[model.ArticleID]results.Load, len(p.fresh)) // of records and conflicts
	for _, a := range p.fresh {
		versions[a.ID] = a.versions
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
			one := &plan{held: p.held, mine: p.mine}
			edits := one.combine(nil, versions[doc.ID])
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

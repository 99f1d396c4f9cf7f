// Package adopt brings what a data set of another program holds into a project.
package adopt

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/peer"
)

// How a data set is adopted
//
//	documents ─▶ articles: by id, by text, by address; texts that are new become articles
//	marks     ─▶ spans of the article: as stated, or where the same or nearly the same words are
//	spans     ─▶ units: sentences, and excluded passages that become sentences for their labels
//	labels    ─▶ the codebook: as mapped, by key, by name, or as the data set's codebook adds them
//	             ─▶ one label a sentence and analyst; the others become phrases
//
// Everything is planned before anything is written. Nothing else may change the project between Make
// and Apply, because each planned edit records the value that it replaces. All of it is one batch, so
// one undo undoes the whole load.

// Options say how a data set is adopted.
type Options struct {
	File, Format string // for the preview
	// Analyst is the stored name of the one who loads. Marks without an analyst become theirs.
	Analyst string
	// Map says what becomes of labels, by their names in the data set: the key or the name of a label
	// of the project, "label:NAME" to add a label, or "phrase:NAME".
	Map map[string]string
	// HeadlinesAside is as in intake.Options.
	HeadlinesAside bool
	Now            func() time.Time // nil means time.Now
	// Progress is called with the number of documents planned so far and of all. It may be nil.
	Progress func(done, all int)
}

// Plan is what adopting a data set will change.
type Plan struct {
	Preview arrival.Preview

	opts    Options
	at      time.Time
	batch   string
	store   *storage.Project
	book    *codebook
	lists   *lists
	fresh   []*target     // articles to add
	changes []edit.Change // to articles of the project
}

// Make plans how a project adopts a data set. It changes nothing. If Preview.Unmapped is not empty, the
// plan cannot be applied. The error wraps model.ErrNoLabel if Options.Map names a label that the
// project lacks.
func Make(ctx context.Context, p *storage.Project, b *peer.Batch, o Options) (*Plan, error) {
	pl := &Plan{opts: o, batch: rand.Text(), store: p, at: time.Now().UTC()}
	if o.Now != nil {
		pl.at = o.Now().UTC()
	}
	pl.Preview = arrival.Preview{
		File: o.File, Format: o.Format,
		Added: []arrival.Article{}, Known: []arrival.Article{}, Labels: []arrival.Label{}, Unmapped: []arrival.Label{},
		Codebook: []string{}, Phrases: []string{}, Conflicts: []arrival.Change{}, Texts: []arrival.Text{},
		Moved: []arrival.Place{}, Demoted: []arrival.Place{}, Lost: []arrival.Place{}, Remarks: append([]string{}, b.Remarks...),
	}
	if err := pl.make(ctx, b); err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	return pl, nil
}

func (pl *Plan) make(ctx context.Context, b *peer.Batch) (err error) {
	if pl.lists, err = newLists(pl.store, pl.opts.Analyst, pl.at); err != nil {
		return err
	}
	if pl.book, err = newCodebook(pl.store, b, pl.opts.Map); err != nil {
		return err
	}
	pl.Preview.Labels, pl.Preview.Unmapped = pl.book.labels, pl.book.unmapped
	pl.Preview.Codebook = append(pl.Preview.Codebook, pl.book.names()...)
	targets, err := pl.match(ctx, b)
	if err != nil {
		return err
	}
	for i, t := range targets {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := pl.target(t); err != nil {
			return err
		}
		if pl.opts.Progress != nil {
			pl.opts.Progress(i+1, len(targets))
		}
	}
	pl.outlets(b.Outlets)
	pl.statements(b.Statements)
	pl.Preview.Phrases = append(pl.Preview.Phrases, pl.lists.newPhrases...)
	return nil
}

// target plans what becomes of the documents that are one article.
func (pl *Plan) target(t *target) error {
	if t.fresh == nil {
		doc, err := pl.store.Document(t.id)
		if err != nil {
			return err
		}
		t.doc = doc
	} else {
		t.doc = t.fresh
	}
	w := newWork(pl, t)
	for _, d := range t.documents {
		w.document(d)
	}
	edits := w.finish()
	article := arrival.Article{ID: t.doc.ID, Name: t.documents[0].Name}
	if t.fresh != nil {
		t.edits = edits
		pl.fresh = append(pl.fresh, t)
		add(&pl.Preview.Added, &pl.Preview.Count.Added, article)
		return nil
	}
	add(&pl.Preview.Known, &pl.Preview.Count.Known, article)
	if len(edits) > 0 {
		pl.changes = append(pl.changes, pl.change(edits))
	}
	return nil
}

// add counts an item of the preview, and lists it if the list is not too long.
func add[T any](list *[]T, count *int, item T) {
	if *count++; len(*list) < arrival.Most {
		*list = append(*list, item)
	}
}

func (pl *Plan) change(edits []edit.Edit) edit.Change {
	return edit.Change{At: pl.at, Analyst: pl.opts.Analyst, Verb: edit.Load, Batch: pl.batch, Edits: edits}
}

// outlets plans the marks on outlets.
func (pl *Plan) outlets(marks []peer.Mark) {
	for _, m := range marks {
		id := model.OutletIDOf(m.Outlet)
		if id == "" {
			continue
		}
		analyst := pl.lists.analyst(m.Analyst)
		for _, n := range m.Notes {
			pl.lists.outletNote(pl, m, analyst, n)
		}
		for _, name := range m.Phrases {
			pl.lists.outletPhrase(pl, id, analyst, name)
		}
	}
}

// statements plans the titles of a list of statements. Those that the project lacks are added at the end
// of its list; those that the data set lacks stay.
func (pl *Plan) statements(all []peer.Statement) {
	l, p := pl.lists, &pl.Preview
	for i, s := range all {
		root := l.statements.Root(s.ID)
		before := l.statements.Stored(root)
		if s.ID == "" || before == nil {
			known := len(l.edits)
			if _, _, ok := l.statement(peer.Mention{Statement: s.ID, Title: s.Title}); !ok {
				add(&p.Lost, &p.Count.Lost, arrival.Place{At: fmt.Sprintf("statement %d", i+1), Text: head(s.Title), Why: "its title is refused"})
			}
			p.Count.Statements += len(l.edits) - known
			continue
		}
		after := *before
		after.Title = s.Title
		content, err := record.Of(record.StatementKind).Accept(&after)
		titled, _ := content.(*record.Statement)
		switch {
		case err != nil:
			add(&p.Lost, &p.Count.Lost, arrival.Place{At: fmt.Sprintf("statement %d", i+1), Text: head(s.Title), Why: err.Error()})
		case titled.Title == before.Title:
			p.Count.Unchanged++
		default:
			add(&p.Conflicts, &p.Count.Conflicts, arrival.Change{Sentence: -1, What: "statement", From: before.Title, To: titled.Title})
			p.Count.Statements++
			l.edits = append(l.edits, edit.Of(record.StatementKey(root), before, titled))
			l.statements = l.statements.With(root, titled)
			l.titles[value.Folded(titled.Title)] = root
		}
	}
}

// ErrUnmapped is the error for a data set with labels that are neither in the codebook nor mapped.
var ErrUnmapped = fmt.Errorf("labels of the data set are not in the codebook: %w", model.ErrNoLabel)

// Apply carries out the plan. The error is ErrUnmapped if labels are not mapped. After an error during
// writing, the result's Changes are those that were made.
func (pl *Plan) Apply(ctx context.Context) (results.Load, error) {
	var done results.Load
	if len(pl.Preview.Unmapped) > 0 {
		return done, fmt.Errorf("load: %w", ErrUnmapped)
	}
	first, err := pl.first()
	if err != nil {
		return done, fmt.Errorf("load: %w", err)
	}
	pl.enqueue(&done, first)
	if err := pl.importFresh(ctx, &done); err != nil {
		return done, fmt.Errorf("load: %w", err)
	}
	pl.enqueue(&done, pl.changes...)
	for _, c := range pl.changes {
		done.Merged = append(done.Merged, c.Edits[0].About())
	}
	if err := pl.store.Flush(ctx); err != nil {
		return done, fmt.Errorf("load: %w", err)
	}
	done.Annotations, done.Notes, done.Conflicts = pl.Preview.Count.Annotations, pl.Preview.Count.Notes, pl.Preview.Count.Conflicts
	return done, nil
}

// first returns the change of what is outside the articles: the codebook, the lists, and notes on
// outlets.
func (pl *Plan) first() (edit.Change, error) {
	edits, err := pl.book.edits(pl.store, pl.at)
	return pl.change(append(edits, pl.lists.edits...)), err
}

func (pl *Plan) enqueue(done *results.Load, changes ...edit.Change) {
	for _, c := range changes {
		if len(c.Edits) > 0 {
			c.ID = pl.store.Enqueue(c)
			done.Changes = append(done.Changes, c.Packed())
		}
	}
}

func (pl *Plan) importFresh(ctx context.Context, done *results.Load) error {
	if len(pl.fresh) == 0 {
		return nil
	}
	edits := map[model.ArticleID][]edit.Edit{}
	docs := func(yield func(*model.Document) bool) {
		for _, t := range pl.fresh {
			edits[t.doc.ID] = t.edits
			if !yield(t.doc) {
				return
			}
		}
	}
	_, err := pl.store.Import(ctx, docs, storage.ImportOptions{
		Analyst: pl.opts.Analyst, Batch: pl.batch, Verb: edit.Load,
		Extra: func(doc *model.Document) []edit.Edit { return edits[doc.ID] },
		Landed: func(l storage.Landing) {
			if l.Change.ID != 0 {
				done.Changes = append(done.Changes, l.Change.Packed())
			}
			done.Added = append(done.Added, l.Added...)
		},
	})
	return err
}

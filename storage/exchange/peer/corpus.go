package peer

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/crew"
	"assay.app/assay/storage/exchange/schema"
)

// Options select what a Corpus has.
type Options struct {
	// Articles are the ids of the articles, in any order. Nil means all that are not removed.
	Articles []model.ArticleID
	// Analyst is the one whose labels formats with one label a sentence have: the present name.
	// "" means the analyst with most labels.
	Analyst   string
	Now       func() time.Time // nil means time.Now
	Generator string
	// Progress is called with the number of articles written so far and of all. It may be nil.
	Progress func(done, all int)
}

// Corpus is a project as the writers of formats see it. Its methods read the project anew each time,
// so nothing may change the project while a Corpus is used.
type Corpus struct {
	Project Project
	Analyst string // whose labels formats with one label a sentence have; "" if nobody labelled anything

	store      *storage.Project
	opts       Options
	articles   []model.Article // in the order of their import
	names      record.Names
	phrases    record.Phrases
	voices     record.Voices
	statements record.Statements
	general    map[model.Key]any           // the records that stand and are not about an article
	far        map[model.Key]*record.Grade // the grades that are not in articles
	labelled   []string                    // see Labelled
	amounts    Amounts
}

// Open reads what a project has outside of its articles. The error wraps model.ErrNoArticle if a
// chosen article does not exist; there is an error, too, if the analyst does not.
func Open(ctx context.Context, p *storage.Project, opts Options) (*Corpus, error) {
	c := &Corpus{store: p, opts: opts, general: map[model.Key]any{}}
	versions, err := p.Versions("")
	if err != nil {
		return nil, err
	}
	for key, held := range versions {
		if held[0].Content != nil {
			c.general[key] = held[0].Content
		}
	}
	if c.names, err = p.Names(); err != nil {
		return nil, err
	}
	if err := c.lists(); err != nil {
		return nil, err
	}
	if err := c.choose(ctx); err != nil {
		return nil, err
	}
	if err := c.head(); err != nil {
		return nil, err
	}
	return c, c.layer()
}

// Store returns the project itself, for formats that need more than a Corpus has.
func (c *Corpus) Store() *storage.Project { return c.store }

// Labelled returns the present names of the analysts who labelled sentences of the project, sorted.
func (c *Corpus) Labelled() []string { return c.labelled }

// Len returns the number of articles.
func (c *Corpus) Len() int { return len(c.articles) }

func (c *Corpus) lists() (err error) {
	if c.phrases, err = c.store.Phrases(); err != nil {
		return err
	}
	if c.voices, err = c.store.Voices(); err != nil {
		return err
	}
	if c.statements, err = c.store.Statements(); err != nil {
		return err
	}
	c.far = map[model.Key]*record.Grade{}
	for key, content := range c.general {
		if g, ok := content.(*record.Grade); ok {
			c.far[key] = g
		}
	}
	return nil
}

// choose lists the articles to write, in the order of their import.
func (c *Corpus) choose(ctx context.Context) error {
	missing := map[model.ArticleID]bool{}
	for _, id := range c.opts.Articles {
		missing[id] = true
	}
	for a, err := range c.store.Articles() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if c.opts.Articles == nil && !a.Removed || missing[a.ID] {
			c.articles = append(c.articles, a)
			delete(missing, a.ID)
		}
	}
	for id := range missing {
		return fmt.Errorf("article %s: %w", id, model.ErrNoArticle)
	}
	slices.SortStableFunc(c.articles, func(a, b model.Article) int { return a.ImportedAt.Compare(b.ImportedAt) })
	return nil
}

// layer chooses the analyst for formats with one label a sentence.
func (c *Corpus) layer() error {
	counts, err := c.store.Labels("")
	if err != nil {
		return err
	}
	most := -1
	for _, a := range c.Project.Analysts {
		stored, _ := c.names.Stored(a.Name)
		if counts[stored] > 0 {
			c.labelled = append(c.labelled, a.Name)
		}
		switch n := counts[stored]; {
		case c.opts.Analyst != "" && !value.AlikeNames(a.Name, c.opts.Analyst):
		case n > most:
			c.Analyst, most = a.Name, n
		}
	}
	if c.Analyst == "" && c.opts.Analyst != "" {
		return fmt.Errorf("the project has no analyst %q", c.opts.Analyst)
	}
	return nil
}

// Pages yields the articles in the order of their import, read on all processors. If an error
// occurs, it is the last item.
func (c *Corpus) Pages(ctx context.Context) iter.Seq2[*Page, error] {
	return Encoded(ctx, c, func() func(*Page) (*Page, error) {
		return func(p *Page) (*Page, error) { return p, nil }
	})
}

// Encoded yields what functions return for the articles, in the order of their import. worker is
// called once on each of several goroutines; the function that it returns may reuse memory only if
// its results do not. If an error occurs, it is the last item.
func Encoded[T any](ctx context.Context, c *Corpus, worker func() func(*Page) (T, error)) iter.Seq2[T, error] {
	type result struct {
		out   T
		found Amounts
		err   error
	}
	work := crew.Work[model.Article, result]{
		Items: slices.Values(c.articles),
		Size:  func(a model.Article) int64 { return 1<<14 + 8*int64(a.Size) },
		Worker: func() func(model.Article) result {
			encode, reads := worker(), c.pager()
			return func(a model.Article) (r result) {
				page, err := reads.page(a.ID)
				if err != nil {
					return result{err: fmt.Errorf("article %s: %w", a.ID, err)}
				}
				r.found = page.amounts
				r.out, r.err = encode(page)
				return r
			}
		},
	}
	return func(yield func(T, error) bool) {
		done := 0
		c.amounts = c.outside()
		for r := range work.Results(ctx) {
			c.amounts.join(r.found)
			if !yield(r.out, r.err) || r.err != nil {
				return
			}
			if done++; c.opts.Progress != nil {
				c.opts.Progress(done, len(c.articles))
			}
		}
		if err := ctx.Err(); err != nil {
			var none T
			yield(none, err)
		}
	}
}

// Amounts returns what the articles of the last iteration had, and what the project has outside of
// them.
func (c *Corpus) Amounts() Amounts { return c.amounts }

func (c *Corpus) head() error {
	info, now := c.store.Info(), time.Now
	if c.opts.Now != nil {
		now = c.opts.Now
	}
	book, err := c.store.Codebook()
	if err != nil {
		return err
	}
	c.Project = Project{
		ID: info.ID, Name: info.Name, Created: info.Created, Exported: now().UTC().Truncate(time.Second),
		Generator: c.opts.Generator, Codebook: book,
	}
	ids, err := c.store.AnalystIDs()
	if err != nil {
		return err
	}
	for _, stored := range c.names.All() {
		a := Analyst{Name: c.names.Shown(stored)}
		if id, known := ids[stored]; known {
			a.ID = id.String()
		}
		c.Project.Analysts = append(c.Project.Analysts, a)
	}
	slices.SortFunc(c.Project.Analysts, func(a, b Analyst) int { return cmp.Compare(a.Name, b.Name) })
	c.sources()
	for _, id := range c.statements.All() {
		c.Project.Statements = append(c.Project.Statements, Statement{id, c.statements.Title(id)})
	}
	return nil
}

// sources fills the lists of phrases, voices and outlets.
func (c *Corpus) sources() {
	r := c.pager()
	for _, p := range c.phrases.All() {
		if c.phrases.Stored(p.ID) != nil {
			c.Project.Phrases = append(c.Project.Phrases, p)
		}
	}
	grades := map[model.VoiceID][]Graded{}
	outlets := map[model.OutletID]*Outlet{}
	named := func(id model.OutletID, name string) *Outlet {
		if outlets[id] == nil {
			outlets[id] = &Outlet{ID: id, Name: cmp.Or(name, string(id))}
		}
		return outlets[id]
	}
	for _, a := range c.articles {
		if id := model.OutletIDOf(a.Metadata.Outlet); id != "" {
			named(id, a.Metadata.Outlet)
		}
	}
	for key, content := range c.general {
		switch content := content.(type) {
		case *record.Grade:
			switch content.On {
			case record.GradedVoice:
				root := c.voices.Root(content.Voice)
				grades[root] = append(grades[root], r.grade(content, nil))
			case record.GradedOutlet:
				o := named(key.Outlet, "")
				o.Grades = append(o.Grades, r.grade(content, nil))
			default:
			}
		case *record.Given:
			if key.Outlet != "" {
				o := named(key.Outlet, "")
				o.Phrases = append(o.Phrases, r.given(content))
			}
		case *model.Note:
			if content.Target.Outlet != "" {
				o := named(model.OutletIDOf(content.Target.Outlet), content.Target.Outlet)
				o.Notes = append(o.Notes, r.note(*content, nil))
			}
		default:
		}
	}
	for _, v := range c.voices.All() {
		sortGraded(grades[v.ID])
		c.Project.Voices = append(c.Project.Voices, Voice{Voice: v, Aliases: c.voices.Aliases(v.ID), Grades: grades[v.ID]})
	}
	for _, o := range outlets {
		sortGraded(o.Grades)
		sortGiven(o.Phrases)
		model.SortNotes(o.Notes)
		c.Project.Outlets = append(c.Project.Outlets, *o)
	}
	slices.SortFunc(c.Project.Outlets, func(a, b Outlet) int { return cmp.Compare(a.ID, b.ID) })
}

func sortGraded(all []Graded) {
	slices.SortFunc(all, func(a, b Graded) int { return cmp.Or(cmp.Compare(a.Analyst, b.Analyst), a.At.Compare(b.At)) })
}

func sortGiven(all []Given) {
	slices.SortFunc(all, func(a, b Given) int {
		return cmp.Or(cmp.Compare(a.Analyst, b.Analyst), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Phrase, b.Phrase))
	})
}

// fileOf returns the name of the file of an article.
func fileOf(doc *model.Document) string {
	name, _ := schema.FileName(doc.ImportPath)
	return name
}

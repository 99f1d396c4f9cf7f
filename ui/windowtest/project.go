package windowtest

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/model/search"
	"assay.app/assay/model/sources"
	"assay.app/assay/ui/project"
)

// openProject is a project in memory. Its changes are durable at once.
type openProject struct {
	mu     sync.Mutex
	desk   *Desk
	store  *modeltest.Store
	path   string
	notify project.Notify
	tags   bool // whether the headlines of added articles are sentences to tag
	sets   map[string][]edit.Edit
}

var _ project.Project = (*openProject)(nil)

// locked calls read while it holds the lock of p, and returns the results.
func locked[T any](p *openProject, read func() (T, error)) (T, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return read()
}

// Info implements session.Store.
func (p *openProject) Info() model.ProjectInfo { return p.store.Info() }

// Entries implements session.Store.
func (p *openProject) Entries() ([]record.Entry, error) { return locked(p, p.store.Entries) }

// Annotated implements session.Store.
func (p *openProject) Annotated(ctx context.Context, labels map[model.LabelKey]bool, found func(n int)) ([]edit.Annotated, error) {
	return locked(p, func() ([]edit.Annotated, error) { return p.store.Annotated(ctx, labels, found) })
}

// LabelUse implements project.Project.
func (p *openProject) LabelUse(ctx context.Context) (map[model.LabelKey]int, error) {
	return locked(p, func() (map[model.LabelKey]int, error) { return p.store.LabelUse(ctx) })
}

// Names implements session.Store.
func (p *openProject) Names() (record.Names, error) { return locked(p, p.store.Names) }

// Phrases implements session.Store.
func (p *openProject) Phrases() (record.Phrases, error) { return locked(p, p.store.Phrases) }

// PhraseUses implements session.Store.
func (p *openProject) PhraseUses(analyst string) (map[model.PhraseID]record.Uses, error) {
	return locked(p, func() (map[model.PhraseID]record.Uses, error) { return p.store.PhraseUses(analyst) })
}

// OutletPhrases implements session.Store.
func (p *openProject) OutletPhrases(outlet model.OutletID) ([]*record.Given, error) {
	return locked(p, func() ([]*record.Given, error) { return p.store.OutletPhrases(outlet) })
}

// Voices implements session.Store.
func (p *openProject) Voices() (record.Voices, error) { return locked(p, p.store.Voices) }

// Compared implements session.Store.
func (p *openProject) Compared() (record.Compared, error) { return locked(p, p.store.Compared) }

// Chains implements session.Store.
func (p *openProject) Chains() (record.Chains, error) { return locked(p, p.store.Chains) }

// Grades implements session.Store.
func (p *openProject) Grades() (map[model.Key]*record.Grade, error) { return locked(p, p.store.Grades) }

// VoiceUses implements session.Store.
func (p *openProject) VoiceUses(analyst string) (map[model.VoiceID]record.VoiceUses, error) {
	return locked(p, func() (map[model.VoiceID]record.VoiceUses, error) { return p.store.VoiceUses(analyst) })
}

// Profiles implements session.Store.
func (p *openProject) Profiles() (map[model.OutletID]*model.Profile, error) {
	return locked(p, p.store.Profiles)
}

// Sources implements project.Project.
func (p *openProject) Sources(_ context.Context, analyst string, _ func(done, all int)) (sources.Table, error) {
	return locked(p, func() (sources.Table, error) { return p.store.Sources(analyst) })
}

// Repeats implements project.Project. Sentences with the same text repeat each other.
func (p *openProject) Repeats(_ context.Context, article model.ArticleID, sentence model.Span, _ func(done, all int)) (model.Passages, error) {
	return locked(p, func() (model.Passages, error) {
		found := model.Passages{}
		doc, err := p.store.Document(article)
		if err != nil {
			return nil, err
		}
		text := sentence.Of(doc.Text)
		for _, d := range p.store.Docs {
			for _, u := range d.Units {
				if u.Span.Of(d.Text) == text && (d.ID != article || u.Span != sentence) && !d.Removed {
					found[d.ID] = append(found[d.ID], u.Span)
				}
			}
		}
		return found, nil
	})
}

// Summaries implements session.Store.
func (p *openProject) Summaries(analyst string) ([]model.Summary, error) {
	return locked(p, func() ([]model.Summary, error) { return p.store.Summaries(analyst) })
}

// Labels implements session.Store.
func (p *openProject) Labels(except string) (map[string]int, error) {
	return locked(p, func() (map[string]int, error) { return p.store.Labels(except) })
}

// Document implements session.Store.
func (p *openProject) Document(id model.ArticleID) (*model.Document, error) {
	return locked(p, func() (*model.Document, error) { return p.store.Document(id) })
}

// Notes implements session.Store.
func (p *openProject) Notes(target model.NoteTarget) ([]model.Note, error) {
	return locked(p, func() ([]model.Note, error) { return p.store.Notes(target) })
}

// History implements session.Store.
func (p *openProject) History(before uint64, limit int) ([]edit.Change, error) {
	return locked(p, func() ([]edit.Change, error) { return p.store.History(before, limit) })
}

// Recent implements session.Store.
func (p *openProject) Recent() ([]edit.Change, error) { return locked(p, p.store.Recent) }

// Enqueue implements session.Store.
func (p *openProject) Enqueue(c edit.Change) uint64 {
	id, _ := locked(p, func() (uint64, error) {
		id := p.store.Enqueue(c)
		p.store.Settle()
		return id, nil
	})
	if id > 0 {
		p.notify(id, nil)
	}
	return id
}

// Path implements project.Project.
func (p *openProject) Path() string { return p.path }

// Preview implements project.Project.
func (p *openProject) Preview(_ context.Context, paths []string, _ []draft.Mapping, _ func(draft.Step)) (*draft.Preview, draft.Rereader, error) {
	found, err := locked(p, func() (*draft.Preview, error) { return p.desk.preview(paths, p.store) })
	return found, nil, err
}

// Import implements project.Project.
func (p *openProject) Import(_ context.Context, analyst string, preview *draft.Preview, _ func(draft.Step)) (draft.Added, error) {
	docs, err := wanted(preview)
	if err != nil {
		return draft.Added{}, err
	}
	return locked(p, func() (draft.Added, error) { return p.add(analyst, docs), nil })
}

// add adds articles. Those that were removed are put back.
func (p *openProject) add(analyst string, docs []*model.Document) draft.Added {
	change := edit.Change{Analyst: analyst, Verb: edit.Import, Batch: fmt.Sprint("import ", p.store.Last)}
	for _, doc := range docs {
		if p.store.Find(doc.ID) == nil {
			doc.Removed = true // until the change adds it
			p.store.Docs = append(p.store.Docs, doc)
		}
		change.Edits = append(change.Edits, edit.Presence{Article: doc.ID, After: true})
	}
	added := draft.Added{Added: len(docs)}
	if len(docs) > 0 {
		change.ID = p.store.Enqueue(change)
		p.store.Settle()
		added.First, added.Changes = docs[0].ID, []edit.Change{change}
	}
	return added
}

// Correct implements project.Project. The sentences of the corrected article are those of its
// paragraphs, whatever was set aside.
func (p *openProject) Correct(_ context.Context, analyst string, of model.ArticleID, text string) (draft.Added, error) {
	return locked(p, func() (draft.Added, error) {
		old := p.store.Find(of)
		if old == nil {
			return draft.Added{}, model.ErrNoArticle
		}
		doc := document(old.ImportPath, text)
		doc.Metadata = old.Metadata
		if there := p.store.Find(doc.ID); there != nil && !there.Removed {
			return draft.Added{}, model.ErrSameText
		}
		return p.add(analyst, []*model.Document{doc}), nil
	})
}

// ExportSources implements project.Project. It writes a line for each voice, with its name
// and the number of its sentences.
func (p *openProject) ExportSources(_ context.Context, analyst, path string) error {
	table, err := locked(p, func() (sources.Table, error) { return p.store.Sources(analyst) })
	if err != nil {
		return err
	}
	text := ""
	for _, v := range table.Voices {
		text += fmt.Sprintf("%s,%d\n", v.Name, v.Total.Total())
	}
	return os.WriteFile(path, []byte(text), 0o600)
}

// EachNote implements project.Project.
func (p *openProject) EachNote(_ context.Context, visit func(n model.Note, sentence string) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	for _, id := range slices.Sorted(maps.Keys(p.store.Outlets)) {
		for _, n := range p.store.Outlets[id] {
			err = cmp.Or(err, visit(n, ""))
		}
	}
	for _, doc := range p.store.Docs {
		for _, n := range doc.Notes {
			sentence := ""
			if n.Target.Sentence != nil {
				sentence = n.Target.Sentence.Of(doc.Text)
			}
			if !doc.Removed {
				err = cmp.Or(err, visit(n, sentence))
			}
		}
	}
	return err
}

// ExportFound implements project.Project.
func (p *openProject) ExportFound(context.Context, finding.Export) (results.Export, error) {
	return results.Export{}, errNotHere
}

// Load implements project.Project. It loads one of Desk.Sets and counts only its
// articles and conflicts.
func (p *openProject) Load(_ context.Context, analyst, path string) (results.Load, error) {
	return locked(p, func() (results.Load, error) {
		edits := p.sets[path]
		if edits == nil {
			return results.Load{}, errNotHere
		}
		c := edit.Change{Analyst: analyst, Verb: edit.Load, Edits: edits}
		c.ID = p.store.Enqueue(c)
		p.store.Settle()
		done := results.Load{Changes: []edit.Change{c}}
		for _, e := range edits {
			if id := e.About(); id != "" && !slices.Contains(done.Merged, id) {
				done.Merged = append(done.Merged, id)
			}
			if r, ok := e.(edit.Record); ok && r.Beside {
				done.Conflicts++
			}
		}
		return done, nil
	})
}

// Conflicts implements project.Project.
func (p *openProject) Conflicts() ([]record.Conflict, error) {
	return locked(p, p.store.Conflicts)
}

// TagsHeadlines implements project.Project.
func (p *openProject) TagsHeadlines() (bool, error) {
	return locked(p, func() (bool, error) { return p.tags, nil })
}

// SetTagsHeadlines implements project.Project.
func (p *openProject) SetTagsHeadlines(on bool) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tags = on
	return nil
}

// Analysts implements project.Project.
func (p *openProject) Analysts() ([]string, error) {
	return locked(p, func() ([]string, error) {
		names := map[string]bool{}
		for _, c := range p.store.Durable {
			names[c.Analyst] = true
		}
		return slices.Sorted(maps.Keys(names)), nil
	})
}

// BackUp implements project.Project.
func (p *openProject) BackUp(_ context.Context, byHand bool) (string, error) {
	if !byHand {
		return "", nil
	}
	return p.path + ".backups/backup" + model.ProjectExt, nil
}

// Check implements project.Project.
func (p *openProject) Check(context.Context) ([]string, error) { return nil, nil }

// Head implements project.Project.
func (p *openProject) Head() (string, error) {
	return locked(p, func() (string, error) { return fmt.Sprint(p.store.Last), nil })
}

// Missing implements project.Project.
func (p *openProject) Missing(string) (missing bool, changes int, err error) { return false, 0, nil }

// Flush implements project.Project.
func (p *openProject) Flush(ctx context.Context) error { return ctx.Err() }

// Retry implements project.Project.
func (p *openProject) Retry() {}

// SaveElsewhere implements project.Project.
func (p *openProject) SaveElsewhere(string) error { return errNotHere }

// SaveCopy implements project.Project. The copy is another project with the same
// content at this moment.
func (p *openProject) SaveCopy(_ context.Context, path string) error {
	if _, err := os.Stat(path); err == nil {
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	p.desk.Make(path, p.store.Book)
	return nil
}

// Close implements project.Project.
func (p *openProject) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.store.Closed = true
	return nil
}

// Search implements project.Project. It reads every article. If it finds nothing
// and the query has no filters, it searches again with the relaxed query, if there
// is one.
func (p *openProject) Search(ctx context.Context, r finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error) {
	result, err := p.scan(ctx, r, found, looked)
	if relaxed, can := r.Query.Relaxed(); can && err == nil && result.Sentences+result.Notes == 0 && len(r.Query.Filters) == 0 {
		r.Query = relaxed
		result, err = p.scan(ctx, r, found, looked)
		result.Relaxed = result.Sentences+result.Notes > 0
	}
	return result, err
}

// scan searches once, without relaxing the query, and returns a summary of the
// hits.
func (p *openProject) scan(ctx context.Context, r finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error) {
	matcher := search.NewMatcher(r.Query)
	result := search.Result{Whole: true}
	if r.Query.Empty() {
		return result, nil
	}
	var older map[model.ArticleID]model.ArticleID
	docs, err := locked(p, func() ([]*model.Document, error) {
		v, err := versionsOf(p.store)
		if err == nil {
			older = v.current
		}
		return slices.Clone(p.store.Docs), err
	})
	for i, d := range docs {
		looked(i, len(docs))
		doc, readErr := p.Document(d.ID)
		if err = cmp.Or(err, readErr, ctx.Err()); err != nil {
			return result, err
		}
		if _, superseded := older[doc.ID]; doc.Removed || !r.Query.WantsVersion(superseded) || !r.Query.WantsArticle(&doc.Article) {
			continue
		}
		f, err := p.hits(doc, r, matcher)
		if err != nil {
			return result, err
		}
		result.Total += len(f.Sentences)
		if r.Limit > 0 && result.Sentences+len(f.Sentences) > r.Limit {
			f.Sentences, result.Whole = f.Sentences[:r.Limit-result.Sentences], false
		}
		if len(f.Sentences)+len(f.Notes) > 0 {
			result.Sentences += len(f.Sentences)
			result.Notes += len(f.Notes)
			result.Articles++
			found(f)
		}
	}
	return result, nil
}

// hits returns the sentences and notes of an article that match the request. It
// returns notes only if the query has no filters.
func (p *openProject) hits(doc *model.Document, r finding.Request, matcher *search.Matcher) (search.Found, error) {
	f := search.Found{Article: doc.ID}
	entries, bookErr := p.Entries()
	phrases, phrasesErr := p.Phrases()
	voices, voicesErr := p.Voices()
	compared, comparedErr := p.Compared()
	onOutlet, err := p.OutletPhrases(model.OutletIDOf(doc.Metadata.Outlet))
	if err := cmp.Or(bookErr, phrasesErr, voicesErr, comparedErr, err); err != nil {
		return f, err
	}
	grades, err := p.Grades()
	if err != nil {
		return f, err
	}
	records := func(kind model.Kind, sentence model.Span) []any {
		all := record.On(doc, kind, sentence)
		if search.Around(kind) {
			all = append(all, record.On(doc, kind, model.Span{})...)
		}
		switch kind {
		case record.GivenKind:
			for _, g := range onOutlet {
				all = append(all, g)
			}
		case record.GradeKind:
			for key, g := range grades {
				if key.Outlet != "" && key.Outlet == model.OutletIDOf(doc.Metadata.Outlet) {
					all = append(all, g)
				}
			}
		}
		return all
	}
	for _, s := range matcher.Sentences(doc.Text, doc.Units) {
		i := slices.IndexFunc(doc.Units, func(u model.Unit) bool { return u.Span == s.Span })
		asked := search.Asked{
			Unit: doc.Units[i], Annotations: doc.Annotations[s.Span], Analyst: r.Analyst, Blind: r.Blind, Codebook: record.Book(entries), Phrases: phrases,
			Voices: voices.Names(), OfVoice: grading.ByVoice(voices, slices.Collect(maps.Values(grades))), Statements: compared.Statements,
			Records: func(kind model.Kind) []any { return records(kind, s.Span) },
		}
		if r.Query.WantsSentence(asked) {
			f.Sentences = append(f.Sentences, s)
		}
	}
	if len(r.Query.Filters) == 0 {
		for _, n := range doc.Notes {
			if marks, ok := matcher.Match(n.Text); ok && search.Sees(r.Analyst, r.Blind, n.Analyst) {
				f.Notes = append(f.Notes, search.NoteHit{Note: n, Text: n.Text, Marks: marks})
			}
		}
	}
	return f, nil
}

// Package modeltest holds documents, codebooks and a store in memory for tests.
package modeltest

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Store is a session.Store in memory. Changes become durable when the test calls
// Settle. A Store is not safe for concurrent use.
type Store struct {
	ID      string            // ID of the project
	Docs    []*model.Document // in order of import
	Outlets map[model.OutletID][]model.Note
	Records map[model.Key]any // the other records that are not about an article
	Book    model.Codebook    // the default codebook if nil
	Durable []edit.Change     // oldest first
	Queue   []edit.Change     // not durable yet, oldest first
	Last    uint64            // ID of the newest change
	Closed  bool              // whether Enqueue refuses changes
	Reads   error             // if set, the reading methods return it

	t testing.TB
}

// NewStore returns a store that holds the documents, in order of import.
func NewStore(t testing.TB, docs ...*model.Document) *Store {
	return &Store{t: t, ID: "p", Docs: docs, Outlets: map[model.OutletID][]model.Note{}, Records: map[model.Key]any{}}
}

// Info implements session.Store.
func (m *Store) Info() model.ProjectInfo { return model.ProjectInfo{ID: m.ID, Name: "Flood"} }

// Entries implements session.Store.
func (m *Store) Entries() ([]record.Entry, error) {
	book := m.Book
	if book == nil {
		book = model.DefaultCodebook()
	}
	var entries []record.Entry
	for i, l := range book {
		if _, changed := m.Records[record.LabelKey(l.Key)]; !changed {
			entries = append(entries, record.Entry{Label: l, Position: i})
		}
	}
	for _, content := range m.Records {
		if e, ok := content.(*record.Entry); ok {
			entries = append(entries, *e)
		}
	}
	record.SortEntries(entries)
	return entries, m.Reads
}

// Annotated implements session.Store.
func (m *Store) Annotated(_ context.Context, labels map[model.LabelKey]bool, found func(n int)) (all []edit.Annotated, err error) {
	for _, d := range m.Docs {
		for span, on := range d.Annotations {
			for _, a := range on {
				if labels[a.Label] {
					all = append(all, edit.Annotated{Key: record.OnSentence(d.ID, span, a.Analyst), Annotation: a})
					found(len(all))
				}
			}
		}
	}
	return all, m.Reads
}

// LabelUse counts the annotations by label.
func (m *Store) LabelUse(context.Context) (map[model.LabelKey]int, error) {
	counts := map[model.LabelKey]int{}
	for _, d := range m.Docs {
		for _, on := range d.Annotations {
			for _, a := range on {
				counts[a.Label]++
			}
		}
	}
	return counts, m.Reads
}

// Names implements session.Store.
func (m *Store) Names() (record.Names, error) {
	var held []string
	for _, d := range m.Docs {
		for _, on := range d.Annotations {
			for _, a := range on {
				held = append(held, a.Analyst)
			}
		}
	}
	for _, c := range m.Durable {
		held = append(held, c.Analyst)
	}
	return record.NewNames(held, maps.All(m.Records)), m.Reads
}

// Phrases implements session.Store.
func (m *Store) Phrases() (record.Phrases, error) {
	stored := map[model.PhraseID]record.Phrase{}
	for key, content := range m.Records {
		if p, ok := content.(*record.Phrase); ok {
			stored[model.PhraseID(key.ID)] = *p
		}
	}
	return record.NewPhrases(stored), m.Reads
}

// PhraseUses implements session.Store.
func (m *Store) PhraseUses(analyst string) (map[model.PhraseID]record.Uses, error) {
	uses := map[model.PhraseID]record.Uses{}
	count := func(records map[model.Key]any, removed bool) {
		for key, content := range records {
			g, ok := content.(*record.Given)
			if !ok {
				continue
			}
			uses[g.Phrase] = uses[g.Phrase].Plus(record.UseOf(key.Subject, g.Analyst, analyst, removed))
		}
	}
	count(m.Records, false)
	for _, d := range m.Docs {
		count(d.Records, d.Removed)
	}
	return uses, m.Reads
}

// OutletPhrases implements session.Store.
func (m *Store) OutletPhrases(outlet model.OutletID) (given []*record.Given, err error) {
	for key, content := range m.Records {
		if g, ok := content.(*record.Given); ok && key.Outlet == outlet {
			given = append(given, g)
		}
	}
	return given, m.Reads
}

// Grades implements session.Store.
func (m *Store) Grades() (map[model.Key]*record.Grade, error) {
	all := map[model.Key]*record.Grade{}
	add := func(records map[model.Key]any) {
		for key, content := range records {
			if g, ok := content.(*record.Grade); ok && g.On != record.GradedSentence {
				all[key] = g
			}
		}
	}
	add(m.Records)
	for _, d := range m.Docs {
		add(d.Records)
	}
	return all, m.Reads
}

// Profiles implements session.Store.
func (m *Store) Profiles() (map[model.OutletID]*model.Profile, error) {
	all := map[model.OutletID]*model.Profile{}
	for key, content := range m.Records {
		if p, ok := content.(*model.Profile); ok {
			all[key.Outlet] = p
		}
	}
	return all, m.Reads
}

// Summaries implements session.Store. Articles with equal counts share one map.
func (m *Store) Summaries(analyst string) ([]model.Summary, error) {
	var out []model.Summary
	shared := map[string]map[model.LabelKey]int{}
	for _, d := range m.Docs {
		if d.Removed {
			continue
		}
		progress := d.ProgressOf(analyst)
		counts := fmt.Sprint(progress.Labelled)
		if shared[counts] == nil {
			shared[counts] = progress.Labelled
		}
		progress.Labelled = shared[counts]
		out = append(out, model.Summary{Article: d.Article, Progress: progress})
	}
	return out, m.Reads
}

// Labels implements session.Store.
func (m *Store) Labels(except string) (map[string]int, error) {
	out := map[string]int{}
	for _, d := range m.Docs {
		for _, u := range d.Units {
			for _, a := range d.Annotations[u.Span] {
				if !d.Removed && u.Kind == model.UnitSentence && a.Analyst != except {
					out[a.Analyst]++
				}
			}
		}
	}
	return out, m.Reads
}

// Find returns an article, even a removed one, or nil if there is none with the ID.
func (m *Store) Find(id model.ArticleID) *model.Document {
	for _, d := range m.Docs {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// Document implements session.Store.
func (m *Store) Document(id model.ArticleID) (*model.Document, error) {
	d := m.Find(id)
	switch {
	case m.Reads != nil:
		return nil, m.Reads
	case d == nil:
		return nil, model.ErrNoArticle
	}
	own := *d
	own.Units = slices.Clone(d.Units)
	own.Notes = slices.Clone(d.Notes)
	own.Annotations = maps.Clone(d.Annotations)
	own.Records = maps.Clone(d.Records)
	return &own, nil
}

// Notes implements session.Store.
func (m *Store) Notes(target model.NoteTarget) ([]model.Note, error) {
	if target.Outlet != "" {
		return slices.Clone(m.Outlets[model.OutletIDOf(target.Outlet)]), m.Reads
	}
	return m.Find(target.Article).NotesOn(target), m.Reads
}

// Recent implements session.Store.
func (m *Store) Recent() ([]edit.Change, error) { return slices.Clone(m.Durable), m.Reads }

// History implements session.Store.
func (m *Store) History(before uint64, limit int) ([]edit.Change, error) {
	var out []edit.Change
	for _, c := range slices.Backward(m.Durable) {
		if c.ID < before && len(out) < limit {
			out = append(out, c)
		}
	}
	return out, m.Reads
}

// Enqueue implements session.Store.
func (m *Store) Enqueue(c edit.Change) uint64 {
	if m.Closed {
		return 0
	}
	m.Last++
	c.ID = m.Last
	m.Queue = append(m.Queue, c)
	return c.ID
}

// Settle makes all enqueued changes durable. It returns the ID of the newest
// change.
func (m *Store) Settle() uint64 {
	m.t.Helper()
	for _, c := range m.Queue {
		for _, e := range c.Edits {
			m.apply(e)
		}
	}
	m.Durable = append(m.Durable, m.Queue...)
	m.Queue = nil
	return m.Last
}

// apply applies an edit. It fails the test if the edit's old value is not the
// current value.
func (m *Store) apply(e edit.Edit) {
	m.t.Helper()
	d := m.Find(e.About())
	if r, ok := e.(edit.Record); ok && (d == nil || r.Beside) {
		m.applyToProject(r)
		return
	}
	switch e := e.(type) {
	case edit.Record:
		from := d
		if id := e.Leaves(); id != "" {
			from = m.Find(id)
			defer e.Apply(from)
		}
		m.expect(e, m.content(from, e), e.Before)
	case edit.Metadata:
		m.expect(e, d.Metadata, e.Before)
	case edit.Units:
		_, ok := model.Replace(d.Units, e.Before, e.After)
		m.expect(e, ok, true)
	case edit.Presence:
		m.expect(e, !d.Removed, e.Before)
	default:
		m.t.Fatalf("an edit of type %T", e)
	}
	e.Apply(d)
}

// content returns the present content of the record that an edit changes, or nil.
func (m *Store) content(d *model.Document, e edit.Record) any {
	switch e.Key.Kind {
	case record.Annotation:
		if a, ok := d.Annotation(e.Key.Sentence, e.Key.Analyst); ok {
			return &a
		}
	case record.Note:
		if n := noteIn(d.Notes, e.Key.ID); n != nil {
			return n
		}
	default:
		return d.Records[e.Key]
	}
	return nil
}

func noteIn(notes []model.Note, id string) *model.Note {
	if i := slices.IndexFunc(notes, func(n model.Note) bool { return n.ID == id }); i >= 0 {
		return &notes[i]
	}
	return nil
}

// applyToProject applies the edit of a record that is not about an article.
func (m *Store) applyToProject(e edit.Record) {
	m.t.Helper()
	before, after, isNote := e.Note()
	switch outlet := e.Subject().Outlet; {
	case e.Beside: // the Store has only the versions that stand
	case isNote:
		m.expect(e, noteIn(m.Outlets[outlet], e.Key.ID), before)
		m.Outlets[outlet] = model.SetNote(m.Outlets[outlet], e.Key.ID, after)
	default:
		before := m.Records[e.Key]
		if entries, _ := m.Entries(); e.Key.Kind == record.Label {
			if at := record.Book(entries).Index(model.LabelKey(e.Key.ID)); at >= 0 {
				before = &entries[at]
			}
		}
		m.expect(e, before, e.Before)
		m.Records[e.Key] = e.After
	}
}

func (m *Store) expect(e edit.Edit, is, expected any) {
	m.t.Helper()
	if !reflect.DeepEqual(is, expected) {
		m.t.Errorf("%#v expects the old value %+v; the store has %+v", e, expected, is)
	}
}

// Changes returns all changes, durable or not, oldest first.
func (m *Store) Changes() []edit.Change { return slices.Concat(m.Durable, m.Queue) }

// Article returns an article with the given paragraphs. Every word is a sentence.
func Article(id model.ArticleID, outlet string, paragraphs ...string) *model.Document {
	d := &model.Document{
		Article: model.Article{
			ID: id, Metadata: model.Metadata{Title: "Article " + string(id), Outlet: outlet},
			ImportedAt: time.Date(2031, 3, 14, 8, 0, 0, 0, time.UTC),
		},
		Text:        strings.Join(paragraphs, "\n"),
		Annotations: map[model.Span][]model.Annotation{},
	}
	start := 0
	for i, p := range paragraphs {
		d.Paragraphs = append(d.Paragraphs, model.Span{Start: start, End: start + len(p)})
		for sentence := range strings.SplitSeq(p, " ") {
			span := model.Span{Start: start, End: start + len(sentence)}
			d.Units = append(d.Units, model.Unit{Span: span, Paragraph: i})
			start = span.End + 1
		}
	}
	return d
}

// Flood returns three articles about one event from two outlets. Article one has
// three sentences in two paragraphs, article two has two sentences and article
// three has one.
func Flood() []*model.Document {
	return []*model.Document{
		Article("one", "Tide Post", "Rain. Flood.", "Calm."),
		Article("two", "tide  POST", "Storm. Silence."),
		Article("three", "The Quay Courier", "Sun."),
	}
}

package session_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// memory is a store in memory. Enqueued changes become durable when the test calls
// settle, as if the disk were slow.
type memory struct {
	t       testing.TB
	docs    []*model.Document // in order of import
	outlets map[model.OutletID][]model.Note
	history []edit.Change // durable, oldest first
	queue   []edit.Change // not durable, oldest first
	last    uint64
	closed  bool
	reads   error // if set, reading returns it
}

func newMemory(t testing.TB, docs ...*model.Document) *memory {
	return &memory{t: t, docs: docs, outlets: map[model.OutletID][]model.Note{}}
}

func (m *memory) Info() model.ProjectInfo           { return model.ProjectInfo{ID: "p", Name: "Flood"} }
func (m *memory) Codebook() (model.Codebook, error) { return model.DefaultCodebook(), m.reads }

// Summaries shares one map of counts among articles with the same counts, as a
// project does.
func (m *memory) Summaries(analyst string) ([]model.Summary, error) {
	var out []model.Summary
	shared := map[string]map[model.LabelKey]int{}
	for _, d := range m.docs {
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
	return out, m.reads
}

// Labels counts the labels on sentences by analyst, as a project does.
func (m *memory) Labels(except string) (map[string]int, error) {
	out := map[string]int{}
	for _, d := range m.docs {
		for _, u := range d.Units {
			for _, a := range d.Annotations[u.Span] {
				if !d.Removed && u.Kind == model.UnitSentence && a.Analyst != except {
					out[a.Analyst]++
				}
			}
		}
	}
	return out, m.reads
}

func (m *memory) find(id model.ArticleID) *model.Document {
	for _, d := range m.docs {
		if d.ID == id {
			return d
		}
	}
	return nil
}

func (m *memory) Document(id model.ArticleID) (*model.Document, error) {
	d := m.find(id)
	switch {
	case m.reads != nil:
		return nil, m.reads
	case d == nil:
		return nil, model.ErrNoArticle
	}
	own := *d
	own.Units = slices.Clone(d.Units)
	own.Notes = slices.Clone(d.Notes)
	own.Annotations = maps.Clone(d.Annotations)
	return &own, nil
}

func (m *memory) Notes(target model.NoteTarget) ([]model.Note, error) {
	if target.Outlet != "" {
		return slices.Clone(m.outlets[model.OutletIDOf(target.Outlet)]), m.reads
	}
	return m.find(target.Article).NotesOn(target), m.reads
}

func (m *memory) Recent() ([]edit.Change, error) { return slices.Clone(m.history), m.reads }

func (m *memory) History(before uint64, limit int) ([]edit.Change, error) {
	var out []edit.Change
	for _, c := range slices.Backward(m.history) {
		if c.ID < before && len(out) < limit {
			out = append(out, c)
		}
	}
	return out, m.reads
}

func (m *memory) Enqueue(c edit.Change) uint64 {
	if m.closed {
		return 0
	}
	m.last++
	c.ID = m.last
	m.queue = append(m.queue, c)
	return c.ID
}

// settle makes all enqueued changes durable, and returns the id of the last change.
func (m *memory) settle() uint64 {
	m.t.Helper()
	for _, c := range m.queue {
		for _, e := range c.Edits {
			m.apply(e)
		}
	}
	m.history = append(m.history, m.queue...)
	m.queue = nil
	return m.last
}

// apply makes an edit. It fails the test if the present value is not the edit's old
// value.
func (m *memory) apply(e edit.Edit) {
	m.t.Helper()
	d := m.find(edit.ArticleOf(e))
	switch e := e.(type) {
	case edit.Annotation:
		var before *model.Annotation
		if a, ok := d.Annotation(e.Sentence, e.Analyst); ok {
			before = &a
		}
		m.expect(e, before, e.Before)
		d.SetAnnotation(e.Sentence, e.Analyst, e.After)
	case edit.NoteText:
		notes := m.outlets[model.OutletIDOf(e.Target().Outlet)]
		if d != nil {
			notes = d.Notes
		}
		var before *model.Note
		if i := slices.IndexFunc(notes, func(n model.Note) bool { return n.ID == e.ID() }); i >= 0 {
			before = &notes[i]
		}
		m.expect(e, before, e.Before)
		notes = model.SetNote(notes, e.ID(), e.After)
		if d != nil {
			d.Notes = notes
		} else {
			m.outlets[model.OutletIDOf(e.Target().Outlet)] = notes
		}
	case edit.Metadata:
		m.expect(e, d.Metadata, e.Before)
		d.Metadata = e.After
	case edit.Units:
		units, ok := model.Replace(d.Units, e.Before, e.After)
		m.expect(e, ok, true)
		d.Units = units
	case edit.Presence:
		m.expect(e, !d.Removed, e.Before)
		d.Removed = !e.After
	}
}

func (m *memory) expect(e edit.Edit, is, expected any) {
	m.t.Helper()
	if !reflect.DeepEqual(is, expected) {
		m.t.Errorf("%#v expects %+v, but the value is %+v", e, expected, is)
	}
}

// changes returns all changes, durable or not, oldest first.
func (m *memory) changes() []edit.Change { return slices.Concat(m.history, m.queue) }

var errDisk = errors.New("no space left on device")

// article returns an article with the given paragraphs. Every word is a sentence.
func article(id model.ArticleID, outlet string, paragraphs ...string) *model.Document {
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

// flood returns the coverage of one event by two outlets: article one has three
// sentences in two paragraphs, two has two and three has one.
func flood() []*model.Document {
	return []*model.Document{
		article("one", "Tide Post", "Rain. Flood.", "Calm."),
		article("two", "tide  POST", "Storm. Silence."),
		article("three", "The Quay Courier", "Sun."),
	}
}

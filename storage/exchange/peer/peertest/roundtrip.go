package peertest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// Export returns a project in a format: the file, or a ZIP archive if the format has several files.
func Export(t testing.TB, f peer.Format, p *storage.Project) []byte {
	t.Helper()
	data, _ := exported(t, f, p)
	return data
}

func exported(t testing.TB, f peer.Format, p *storage.Project) ([]byte, *peer.Corpus) {
	t.Helper()
	c, err := peer.Open(context.Background(), p, peer.Options{Now: func() time.Time { return Epoch }, Generator: "Assay test"})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if f.Write != nil {
		err = f.Write(context.Background(), &out, c)
	} else {
		err = bundle.WriteZIP(&out, func(to bundle.Folder) error { return f.Bundle(context.Background(), to, c) })
	}
	if err != nil {
		t.Fatalf("export to %s: %v", f.Key, err)
	}
	return out.Bytes(), c
}

// Read reads a data set.
func Read(t testing.TB, f peer.Format, data []byte) *peer.Batch {
	t.Helper()
	files, err := bundle.Of("out"+f.Ext, data)
	if err != nil {
		t.Fatal(err)
	}
	b, err := f.Read(context.Background(), files)
	if err != nil {
		t.Fatalf("read %s: %v", f.Key, err)
	}
	return b
}

// RoundTrip writes random projects in a format, reads them back and compares everything that the
// format carries. One project is empty, one has no work, and one has 10,000 sentences.
func RoundTrip(t *testing.T, f peer.Format) {
	t.Helper()
	seeds := 25
	if testing.Short() {
		seeds = 6
	}
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 24))
			there(t, f, Project(t, rng, rng.IntN(4), 1+rng.IntN(30)))
		})
	}
	t.Run("ten thousand sentences", func(t *testing.T) {
		there(t, f, Project(t, rand.New(rand.NewPCG(1, 1)), 5, 4000))
	})
}

// there writes a project and compares it with what is read back.
func there(t *testing.T, f peer.Format, p *storage.Project) {
	t.Helper()
	data, c := exported(t, f, p)
	if again, _ := exported(t, f, p); !bytes.Equal(data, again) {
		t.Error("two exports of one project differ")
	}
	Compare(t, f, c, Read(t, f, data))
}

// Compare reports each difference between a project and what was read back, in what the format
// carries.
func Compare(t testing.TB, f peer.Format, c *peer.Corpus, b *peer.Batch) {
	t.Helper()
	k := &comparing{f: f, analyst: c.Analyst, book: c.Project.Codebook}
	want := map[string]bool{}
	for page, err := range c.Pages(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		k.pages = append(k.pages, page)
		k.expected(want, page)
	}
	if k.carries(model.OutletNotes) {
		for _, o := range c.Project.Outlets {
			for _, n := range o.Notes {
				want[fact(string(o.ID), "note", n.Analyst, n.Text)] = true
			}
		}
	}
	got := map[string]bool{}
	for _, d := range b.Documents {
		k.found(t, got, d)
	}
	for _, m := range b.Outlets {
		k.mark(got, string(model.OutletIDOf(m.Outlet)), m)
	}
	report(t, "is lost", want, got)
	report(t, "was never written", got, want)
}

// report reports up to ten facts that are only in the first set.
func report(t testing.TB, what string, first, second map[string]bool) {
	t.Helper()
	n := 0
	for _, text := range slices.Sorted(maps.Keys(first)) {
		if second[text] {
			continue
		}
		if n++; n <= 10 {
			t.Errorf("%s: %q", what, text)
		}
	}
	if n > 10 {
		t.Errorf("and %d more: %s", n-10, what)
	}
}

type comparing struct {
	f       peer.Format
	analyst string
	book    model.Codebook
	pages   []*peer.Page
}

func (k *comparing) carries(f model.Feature) bool { return k.f.Carries.Has(f) }

func fact(parts ...string) string { return strings.Join(parts, " | ") }

// expected adds the facts of a page that the format carries.
func (k *comparing) expected(want map[string]bool, p *peer.Page) {
	whole := string(p.ID)
	if k.carries(model.MetadataFields) {
		metadata(want, whole, p.Metadata)
	}
	k.said(want, whole, "", peer.Unit{Notes: p.Notes, Phrases: p.Phrases, Grades: p.Grades}, true)
	for _, u := range p.Units {
		if u.IsSentence() {
			k.said(want, k.place(p, u.Span), "", u, false)
		}
	}
}

func metadata(into map[string]bool, where string, m model.Metadata) {
	fields := reflect.ValueOf(m)
	for i := range fields.NumField() {
		if text := fields.Field(i).String(); text != "" {
			into[fact(where, fields.Type().Field(i).Name, text)] = true
		}
	}
}

// place names a sentence by its article and its text, because some formats do not tell apart two
// sentences of one text.
func (k *comparing) place(p *peer.Page, span model.Span) string {
	return string(p.ID) + ": " + span.Of(p.Text)
}

func (k *comparing) said(into map[string]bool, where, _ string, u peer.Unit, whole bool) {
	feature := func(sentence, article model.Feature) bool {
		if whole {
			return k.carries(article)
		}
		return k.carries(sentence)
	}
	for _, a := range u.Labels {
		if a.Analyst == k.analyst && k.carries(model.Labels) || k.carries(model.FurtherLabels) {
			into[fact(where, "label", a.Analyst, string(a.Label))] = true
			if k.carries(model.LabelTimes) {
				into[fact(where, "time", a.Analyst, a.At.Format(time.RFC3339))] = true
			}
		}
	}
	for _, n := range u.Notes {
		if feature(model.SentenceNotes, model.ArticleNotes) {
			into[fact(where, "note", n.Analyst, n.Text)] = true
		}
	}
	for _, g := range u.Phrases {
		if feature(model.SentencePhrases, model.ArticlePhrases) {
			into[fact(where, "phrase", g.Analyst, g.Name)] = true
		}
	}
	for _, g := range u.Grades {
		if feature(model.SentenceGrades, model.SourceGrades) {
			into[fact(where, "grade", g.Analyst, g.Grade.String())] = true
		}
	}
	for _, a := range u.Attributions {
		if k.carries(model.Attributions) {
			into[fact(where, "attribution", a.Analyst, a.Name, string(a.Mode), a.Cue, a.Via)] = true
		}
	}
	for _, m := range u.Mentions {
		if k.carries(model.Mentions) {
			into[fact(where, "mention", m.Analyst, m.Title, string(m.Stance))] = true
		}
	}
}

// found adds the facts of a document that was read.
func (k *comparing) found(t testing.TB, got map[string]bool, d *peer.Document) {
	t.Helper()
	p := k.page(d)
	if p == nil {
		t.Errorf("document %q is no article: %.60q", d.Name, d.Text)
		return
	}
	if d.Text != "" && d.Text != p.Text && strings.ReplaceAll(d.Text, "\r\n", "\n") != strings.ReplaceAll(p.Text, "\r\n", "\n") {
		t.Errorf("document %q has another text than article %s: %.60q", d.Name, p.ID, d.Text)
	}
	if k.carries(model.MetadataFields) {
		metadata(got, string(p.ID), d.Metadata)
	}
	find := places(p, d)
	for _, m := range d.Marks {
		where := string(p.ID)
		if !m.Whole {
			span, ok := find(m)
			if !ok {
				t.Errorf("%s %s has no place in article %s: %+v", d.Name, m.At, p.ID, m)
				continue
			}
			where = k.place(p, span)
		}
		k.mark(got, where, m)
	}
}

func (k *comparing) page(d *peer.Document) *peer.Page {
	for _, p := range k.pages {
		same := d.Text != "" && strings.ReplaceAll(d.Text, "\r\n", "\n") == strings.ReplaceAll(p.Text, "\r\n", "\n")
		if d.Article == p.ID || d.Article == "" && (same || d.Text == "" && d.Metadata.URL == p.Metadata.URL) {
			return p
		}
	}
	return nil
}

// places returns a function that returns the span of a mark of a document in its article: by the id of
// the sentence, by the span if the texts are equal, or by the words.
func places(p *peer.Page, d *peer.Document) func(peer.Mark) (model.Span, bool) {
	spans, same := map[string]model.Span{}, d.Text == p.Text
	words := func(s string) string { return "words: " + strings.Join(strings.Fields(s), " ") }
	for _, u := range p.Units {
		spans[u.ID] = u.Span
		spans[u.Span.String()] = u.Span
		spans[words(u.Span.Of(p.Text))] = u.Span
	}
	return func(m peer.Mark) (model.Span, bool) {
		name := m.Sentence
		switch {
		case name != "":
		case same:
			name = m.Span.String()
		case d.Text != "":
			name = words(m.Span.Of(d.Text))
		default:
			name = words(m.Quote)
		}
		span, ok := spans[name]
		return span, ok
	}
}

func (k *comparing) mark(got map[string]bool, where string, m peer.Mark) {
	by := m.Analyst
	if by == "" {
		by = k.analyst
	}
	for _, name := range m.Labels {
		got[fact(where, "label", by, string(k.key(name)))] = true
		if k.carries(model.LabelTimes) {
			got[fact(where, "time", by, m.Time.UTC().Format(time.RFC3339))] = true
		}
	}
	for _, n := range m.Notes {
		got[fact(where, "note", by, n.Text)] = true
	}
	for _, name := range m.Phrases {
		got[fact(where, "phrase", by, name)] = true
	}
	if !m.Grade.IsZero() {
		got[fact(where, "grade", by, m.Grade.String())] = true
	}
	if a := m.Attribution; a != nil {
		got[fact(where, "attribution", by, a.Name, string(a.Mode), a.Cue, a.Via)] = true
	}
	for _, one := range m.Mentions {
		got[fact(where, "mention", by, one.Title, string(one.Stance))] = true
	}
}

// key returns the key of a label that is named by its key or its name.
func (k *comparing) key(name string) model.LabelKey {
	for _, l := range k.book {
		if string(l.Key) == name || strings.EqualFold(l.Name, name) {
			return l.Key
		}
	}
	return model.LabelKey(cmp.Or(name, "(none)"))
}

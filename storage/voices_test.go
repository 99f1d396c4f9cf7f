package storage_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/sources"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// put makes a change with edits by an analyst, and waits until it is on the disk.
func put(t testing.TB, p *storage.Project, by string, edits ...edit.Edit) {
	t.Helper()
	p.Enqueue(edit.Change{Analyst: by, Verb: edit.Attribute, Edits: edits})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func attribution(on model.Subject, by string, voice model.VoiceID, mode model.SpeechMode) edit.Edit {
	a := &record.Attribution{Analyst: by, Voice: voice, Name: string(voice), Mode: mode}
	return edit.Of(record.AttributionOn(on.Article, on.Sentence, by), nil, a)
}

func grade(key model.Key, on record.Graded, source, information string) edit.Edit {
	g := &record.Grade{Analyst: key.Analyst, On: on, Grade: model.Grade{Source: source, Information: information}}
	if on == record.GradedVoice {
		g.Voice = model.VoiceID(key.ID)
	}
	return edit.Of(key, nil, g)
}

func TestWhoIsLetSpeakIsCounted(t *testing.T) {
	p, one, two := phrased(t)
	put(t, p, "Ines",
		edit.Of(record.VoiceKey("ann"), nil, &record.Voice{Name: "Ann", Kind: model.VoiceOfficial}),
		edit.Of(record.VoiceKey("the mayor"), nil, &record.Voice{Name: "the mayor", Into: "ann"}),
		attribution(sentence(one, 0), "Ines", "ann", model.Direct),
		attribution(sentence(one, 1), "Ines", "the mayor", model.Indirect),
		attribution(sentence(two, 0), "Ines", "gone", model.Mixed),                                                       // a voice that the list no longer has
		attribution(model.Subject{Article: one.ID, Sentence: model.Span{Start: 0, End: 2}}, "Ines", "ann", model.Direct), // detached
		grade(record.GradeOn(model.Subject{Outlet: "tide post"}, "Ines"), record.GradedOutlet, "E", ""),
		grade(record.GradeOn(sentence(one, 0), "Ines"), record.GradedSentence, "", "1"),
		grade(record.GradeOn(sentence(one, 1), "Ines"), record.GradedSentence, "B", "5"),
	)
	put(t, p, "Oskar",
		attribution(sentence(one, 0), "Oskar", "ann", model.Mixed),
		grade(record.GradeOfVoice("the mayor", "Oskar"), record.GradedVoice, "C", ""),
	)
	done := 0
	table, err := p.Sources(t.Context(), "Ines", func(n, _ int) { done = n })
	if err != nil {
		t.Fatal(err)
	}
	ann := table.Voices[0]
	if ann.Name != "Ann" || ann.Total != (sources.Uses{Direct: 1, Indirect: 1}) || ann.Count["tide post"] != ann.Total || !reflect.DeepEqual(ann.Aliases, []string{"the mayor"}) || ann.Letter != "" {
		t.Errorf("the first voice is %+v (after %d articles)", ann, done)
	}
	if gone := table.Voices[1]; gone.Name != "gone" || gone.Count[""] != (sources.Uses{Mixed: 1}) {
		t.Errorf("the second voice is %+v", gone)
	}
	if o := table.Outlets[0]; o.ID != "tide post" || o.Name != "Tide  Post" || o.Articles != 1 || o.Letter != "E" {
		t.Errorf("the first outlet is %+v", o)
	}
	confirmed := sources.Contradiction{Article: one.ID, Sentence: sentence(one, 0).Sentence, Rule: sources.OneOrigin, Grade: model.Grade{Information: "1"}}
	want := []sources.Contradiction{
		{Article: one.ID, Sentence: sentence(one, 0).Sentence, Rule: sources.UnreliableConfirmed, Grade: model.Grade{Source: "E", Information: "1"}},
		{Article: one.ID, Sentence: sentence(one, 1).Sentence, Rule: sources.ReliableImprobable, Grade: model.Grade{Source: "B", Information: "5"}},
		{Article: one.ID, Sentence: sentence(one, 1).Sentence, Rule: sources.NearerBetter, Grade: model.Grade{Source: "B", Information: "5"}},
		confirmed,
	}
	if !reflect.DeepEqual(table.Contradictions, want) {
		t.Errorf("the contradictions are %+v", table.Contradictions)
	}
	all, err := p.Sources(t.Context(), "", func(int, int) {})
	if err != nil || all.Voices[0].Total != (sources.Uses{Direct: 1, Indirect: 1, Mixed: 1}) || all.Voices[0].Letter != "C" {
		t.Errorf("for everybody: %+v (%v)", all.Voices, err)
	}
	uses, err := p.VoiceUses("Ines")
	if err != nil || uses["ann"] != (record.VoiceUses{Sentences: 2, Others: 1}) || uses["the mayor"] != (record.VoiceUses{Sentences: 1, Grades: 1}) {
		t.Errorf("the uses are %+v (%v)", uses, err)
	}
}

func TestCountingWhoIsLetSpeakStops(t *testing.T) {
	p := storagetest.New(t)
	rng := rand.New(rand.NewPCG(1, 2))
	var docs []*model.Document
	for range 300 {
		docs = append(docs, storagetest.Invent(rng, 1))
	}
	storagetest.Import(t, p, docs...)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := p.Sources(ctx, "", func(int, int) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}

// BenchmarkSources counts who gets to speak in 13,013 articles with two attributions each.
func BenchmarkSources(b *testing.B) {
	p, err := storage.Create(filepath.Join(b.TempDir(), "bench.assay"), storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	rng := rand.New(rand.NewPCG(1, 2))
	docs := func(yield func(*model.Document) bool) {
		for range 13_013 {
			if !yield(storagetest.Invent(rng, 30)) {
				return
			}
		}
	}
	_, err = p.Import(b.Context(), docs, storage.ImportOptions{Extra: func(d *model.Document) []edit.Edit {
		voice := model.VoiceID(fmt.Sprint("voice ", rng.IntN(500)))
		return []edit.Edit{attribution(sentence(d, 0), "Ines", voice, model.Direct), attribution(sentence(d, 1), "Ines", voice, model.Indirect)}
	}})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := p.Sources(b.Context(), "Ines", func(int, int) {}); err != nil {
			b.Fatal(err)
		}
	}
}

package figures_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// world makes random changes to a project.
type world struct {
	*testing.T
	rng  *rand.Rand
	p    *storage.Project
	docs []*model.Document // as they are now
	told func(edit.Edit)   // is called with every edit

	contents map[model.Key]any // of all records that the world made
	edits    []edit.Edit       // of the next change
}

func newWorld(t *testing.T, seed uint64, articles int) *world {
	t.Helper()
	w := &world{T: t, rng: rand.New(rand.NewPCG(seed, 7)), p: storagetest.New(t), contents: map[model.Key]any{}}
	t.Logf("seed %d", seed)
	for i := range articles {
		d := storagetest.Invent(w.rng, 3+w.rng.IntN(8))
		d.ImportPath = fmt.Sprintf("%d.txt", i)
		if w.rng.IntN(6) == 0 {
			d.Metadata.Outlet = ""
		}
		if w.rng.IntN(6) == 0 {
			d.Metadata.Published, d.Metadata.PublishedAt = "", ""
		}
		w.docs = append(w.docs, d)
	}
	storagetest.Import(t, w.p, w.docs...)
	return w
}

func analysts() []string { return []string{"Ines", "Oskar", "A. Lind"} }

func pick[T any](w *world, list ...T) T { return list[w.rng.IntN(len(list))] }

// put makes the content of a record.
func (w *world) put(key model.Key, content any) {
	e := edit.Record{Key: key, Before: w.contents[key], After: content}
	if e.Before == nil && e.After == nil {
		return
	}
	w.contents[key] = content
	w.edit(e)
}

func (w *world) edit(e edit.Edit) { w.edits = append(w.edits, e) }

// step makes a random change.
func (w *world) step(n int) {
	w.edits = nil
	d := pick(w, w.docs...)
	by := pick(w, analysts()...)
	u := pick(w, d.Units...)
	on := model.Subject{Article: d.ID, Sentence: u.Span}
	at := storagetest.Noon().Add(time.Duration(n) * 7 * time.Hour)
	remove := w.rng.IntN(5) == 0
	voice := pick(w, model.VoiceID("ana ré"), "the mayor", "b. okray", "gone")
	statement := pick(w, model.StatementID("S1"), "S2", "S3", "S4")
	switch w.rng.IntN(15) {
	case 0, 1, 2, 3:
		a := &model.Annotation{Analyst: by, Label: pick(w, model.Claim, model.Quote, model.Background), At: pick(w, at, at, time.Time{})}
		w.unless(remove, record.OnSentence(d.ID, u.Span, by), a)
	case 4, 5:
		a := &record.Attribution{Analyst: by, Voice: voice, Name: "N " + string(voice), Mode: pick(w, model.SpeechModes()...), At: at}
		w.unless(remove, record.AttributionOn(d.ID, u.Span, by), a)
	case 6:
		g := &record.Grade{Analyst: by, Grade: model.Grade{Source: pick(w, "", "A", "B", "F"), Information: pick(w, "1", "2", "6")}, At: at}
		w.unless(remove, record.GradeOn(on, by), g)
	case 7:
		key := record.GradeOn(model.Subject{Article: d.ID}, by)
		grade := &record.Grade{Analyst: by, On: record.GradedArticle, Grade: model.Grade{Source: pick(w, "C", "F")}, At: at}
		switch w.rng.IntN(3) {
		case 0:
			key, grade.On = record.GradeOn(model.Subject{Outlet: "tide post"}, by), record.GradedOutlet
		case 1:
			key, grade.On, grade.Voice = record.GradeOfVoice(voice, by), record.GradedVoice, voice
		}
		w.unless(remove, key, grade)
	case 8, 9:
		m := &record.Mention{Analyst: by, Statement: statement, Title: "T " + string(statement), Stance: pick(w, model.Stances()...), At: at}
		w.unless(remove, record.MentionOn(on, by, statement), m)
	case 10:
		gap := &record.Gap{Statement: statement, Analyst: by, Title: "T", At: at}
		w.unless(remove, record.GapOf(pick(w, model.OutletID("tide post"), "the quay courier"), by, statement), gap)
	case 11:
		o := &record.Origin{Kind: model.FromAgency, Name: pick(w, "Harbour Wire", "Harbour", "Semaphore")}
		if w.rng.IntN(3) == 0 {
			o = &record.Origin{Kind: model.OwnReporting}
		}
		w.unless(remove, record.OriginOf(d.ID), o)
	case 12:
		w.list(voice, statement)
	case 13:
		w.set(d, u)
	default:
		w.article(d)
	}
	if len(w.edits) > 0 {
		w.p.Enqueue(edit.Change{At: at, Analyst: by, Verb: edit.Load, Edits: w.edits})
		for _, e := range w.edits {
			if w.told != nil {
				w.told(e)
			}
		}
	}
}

func (w *world) unless(remove bool, key model.Key, content any) {
	if remove {
		content = nil
	}
	w.put(key, content)
}

// list changes the list of voices or that of statements.
func (w *world) list(voice model.VoiceID, statement model.StatementID) {
	if w.rng.IntN(2) == 0 {
		v := &record.Voice{Name: "Voice " + string(voice)}
		if w.rng.IntN(3) == 0 && voice != "ana ré" {
			v.Into = "ana ré"
		}
		w.put(record.VoiceKey(voice), v)
		return
	}
	s := &record.Statement{Title: "Title " + string(statement), Position: float64(w.rng.IntN(9))}
	if w.rng.IntN(4) == 0 && statement != "S1" {
		s.Into = "S1"
	}
	w.put(record.StatementKey(statement), s)
}

// set sets a unit aside, or restores it.
func (w *world) set(d *model.Document, u model.Unit) {
	after := u
	after.Kind = model.UnitResidue
	if u.Kind != model.UnitSentence {
		after.Kind = model.UnitSentence
	}
	w.edit(edit.Units{Article: d.ID, Before: []model.Unit{u}, After: []model.Unit{after}})
	d.Units = slices.Clone(d.Units)
	d.Units[slices.Index(d.Units, u)] = after
}

// article changes the metadata of an article, removes it, puts it back, or makes it a version.
func (w *world) article(d *model.Document) {
	switch w.rng.IntN(4) {
	case 0:
		after := d.Metadata
		after.Outlet, after.Title = pick(w, "Tide Post", "tide  post", "Tide", ""), "Corrected"
		w.edit(edit.Metadata{Article: d.ID, Before: d.Metadata, After: after})
		d.Metadata = after
	case 1, 2:
		w.edit(edit.Presence{Article: d.ID, Before: !d.Removed, After: d.Removed})
		d.Removed = !d.Removed
	default:
		if other := pick(w, w.docs...); other.ID != d.ID {
			w.put(record.PredecessorOf(d.ID), &record.Predecessor{Article: other.ID})
		}
	}
}

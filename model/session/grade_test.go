package session_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

// rated parses a grade as analysts write it; it may be empty.
func rated(s string) model.Grade {
	if s == "" {
		return model.Grade{}
	}
	g, err := grading.Typed(model.Grade{}, s)
	if err != nil {
		panic(err)
	}
	return g
}

// wantInForce compares the grade in force of a sentence of the open article, and what its
// letter is about.
func (w *world) wantInForce(unit int, want string, from record.Graded) {
	w.t.Helper()
	doc := w.Document()
	f := w.InForce(doc, doc.Units[unit].Span)
	if f.String() != want || f.Source != "" && f.From != from {
		w.t.Errorf("the grade %q of %d is in force in sentence %d, want %q of %d", f, f.From, unit, want, from)
	}
}

// wantGrade compares the grade that actions on something would replace.
func (w *world) wantGrade(on record.Graded, want, basis string) {
	w.t.Helper()
	g := w.GradeOf(on)
	switch {
	case g == nil && want != "":
		w.t.Errorf("there is no grade of %d, want %s", on, want)
	case g != nil && (g.Grade.String() != want || g.Basis != basis):
		w.t.Errorf("the grade of %d is %s (%q), want %q (%q)", on, g.Grade, g.Basis, want, basis)
	}
}

// attributes makes an analyst attribute a sentence of the open article to a voice.
func (w *world) attributes(unit int, analyst string, voice model.VoiceID) {
	w.t.Helper()
	doc := w.Document()
	a := &record.Attribution{Analyst: analyst, Voice: voice, Name: string(voice), Mode: model.Direct, At: w.clock}
	w.loads(edit.Of(record.AttributionOn(doc.ID, doc.Units[unit].Span, analyst), nil, a))
}

// loads makes edits part of the project, and opens the article again.
func (w *world) loads(edits ...edit.Edit) {
	w.t.Helper()
	id := w.Document().ID
	w.EndTyping()
	w.saved()
	w.store.Enqueue(edit.Change{Verb: edit.Load, Analyst: "Ines", Edits: edits})
	w.store.Settle()
	w.restart()
	w.open(id)
}

func TestTheNearestLetterIsInForce(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.loads(edit.Of(record.VoiceKey("ana"), nil, &record.Voice{Name: "Ana"}), edit.Of(record.VoiceKey("mayor"), nil, &record.Voice{Name: "The mayor", Into: "ana"}))
	w.attributes(0, "Ines", "mayor")
	w.attributes(1, "Omar", "ana") // nothing of others counts
	w.MoveTo(0)
	w.wantInForce(0, "", 0)

	w.ok(w.SetGrade(record.GradedOutlet, rated("e"), "Often wrong."))
	w.wantInForce(0, "E", record.GradedOutlet)
	w.ok(w.SetGrade(record.GradedArticle, rated("A"), ""))
	w.wantInForce(0, "A", record.GradedArticle)
	w.ok(w.SetGrade(record.GradedVoice, rated("F"), "Unknown."))
	w.wantInForce(0, "F", record.GradedVoice) // a letter like others
	w.wantInForce(1, "A", record.GradedArticle)
	w.ok(w.SetGrade(record.GradedSentence, rated("2"), "Two saw it."))
	w.wantInForce(0, "F2", record.GradedVoice)
	w.wantInForce(1, "A", record.GradedArticle) // digits are not inherited
	w.ok(w.SetGrade(record.GradedSentence, rated("C2"), "Two saw it."))
	w.wantInForce(0, "C2", record.GradedSentence)
	w.wantChanges(2 + 1 + 5)

	if f := w.ArticleGrade("one"); f.String() != "A" || f.From != record.GradedArticle {
		t.Errorf("the list shows %v", f)
	}
	if f := w.ArticleGrade("two"); f.String() != "E" || f.From != record.GradedOutlet {
		t.Errorf("the list shows %v for another article of the outlet", f)
	}
	if f := w.ArticleGrade("three"); f != (grading.InForce{}) {
		t.Errorf("the list shows %v for an article of another outlet", f)
	}
	if g := w.VoiceGrade("mayor"); g == nil || g.Voice != "ana" {
		t.Errorf("the alias has the grade %+v", g)
	}
	w.wantGrade(record.GradedOutlet, "E", "Often wrong.")
	w.wantGrade(record.GradedSentence, "C2", "Two saw it.")

	w.works("Omar")
	w.wantInForce(0, "", 0)
	w.wantGrade(record.GradedSentence, "", "")
	w.works("Ines")
	w.restart()
	w.open("one")
	w.wantInForce(0, "C2", record.GradedSentence)
	for range 5 {
		w.undo()
	}
	w.wantInForce(0, "", 0)
	if f := w.ArticleGrade("two"); f != (grading.InForce{}) {
		t.Errorf("the list shows %v after undo", f)
	}
}

func TestEventsOfGrades(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	var batch []session.Event
	w.Subscribe(func(events []session.Event) { batch = events })
	has := func(want session.Event) {
		t.Helper()
		if !slices.Contains(batch, want) {
			t.Errorf("the events are %#v, without %#v", batch, want)
		}
	}
	w.ok(w.SetGrade(record.GradedArticle, rated("B"), ""))
	has(session.GradesChanged{})
	w.ok(w.SetOutletGrade(" tide post", rated("B"), ""))
	has(session.GradesChanged{})
	w.ok(w.SetGrade(record.GradedSentence, rated("B1"), ""))
	has(session.UnitChanged{})
}

func TestGradesThatAreRefused(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	for _, c := range []struct {
		name  string
		on    record.Graded
		grade model.Grade
		basis string
		want  error
	}{
		{"a letter outside the scale", record.GradedSentence, model.Grade{Source: "H"}, "", model.ErrGrade},
		{"MISP's letter", record.GradedSentence, model.Grade{Source: "G", Information: "2"}, "", model.ErrGrade},
		{"a digit outside the scale", record.GradedSentence, model.Grade{Source: "A", Information: "7"}, "", model.ErrGrade},
		{"a digit on an article", record.GradedArticle, rated("B2"), "", model.ErrDigit},
		{"a digit on an outlet", record.GradedOutlet, rated("2"), "", model.ErrDigit},
		{"a sentence without a voice", record.GradedVoice, rated("B"), "", model.ErrNoVoice},
		{"a basis that is too long", record.GradedOutlet, rated("B"), strings.Repeat("x", 1<<20), model.ErrValue},
		{"nothing", 77, rated("B"), "", model.ErrValue},
	} {
		if err := w.SetGrade(c.on, c.grade, c.basis); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	if err := w.SetVoiceGrade("nobody", rated("B"), ""); !errors.Is(err, model.ErrNoVoice) {
		t.Errorf("an unknown voice: %v", err)
	}
	if err := w.SetOutletGrade(" ", rated("B"), ""); !errors.Is(err, model.ErrNoOutlet) {
		t.Errorf("no outlet: %v", err)
	}
	w.wantChanges(0)

	key := record.GradeOn(model.Subject{Article: "one"}, "Ines")
	w.loads(edit.Of(key, nil, &record.Grade{Analyst: "Ines", On: record.GradedArticle, Grade: model.Grade{Source: "G"}, At: w.clock}))
	w.wantInForce(0, "G", record.GradedArticle) // kept, where it comes from elsewhere
	w.ok(w.SetGrade(record.GradedArticle, model.Grade{Source: "G"}, "It lies."))
	w.wantGrade(record.GradedArticle, "G", "It lies.")
}

func TestTheGradeOfAJoinedVoiceCountsUntilItsOwn(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	grade := func(voice model.VoiceID, letter string, after time.Duration) edit.Edit {
		return edit.Of(record.GradeOfVoice(voice, "Ines"), nil, &record.Grade{
			Analyst: "Ines", On: record.GradedVoice, Voice: voice, Grade: model.Grade{Source: letter}, At: w.clock.Add(after),
		})
	}
	w.loads(
		edit.Of(record.VoiceKey("ana"), nil, &record.Voice{Name: "Ana"}),
		edit.Of(record.VoiceKey("mayor"), nil, &record.Voice{Name: "The mayor", Into: "ana"}),
		edit.Of(record.VoiceKey("she"), nil, &record.Voice{Name: "She", Into: "mayor"}),
		grade("mayor", "C", time.Hour), grade("she", "D", 0),
	)
	if g := w.VoiceGrade("ana"); g == nil || g.Grade.Source != "C" {
		t.Errorf("the grade is %+v, want the newest of the aliases", g)
	}
	w.ok(w.SetVoiceGrade("she", rated("A"), ""))
	if g := w.VoiceGrade("mayor"); g == nil || g.Grade.Source != "A" || g.Voice != "ana" {
		t.Errorf("the grade is %+v, want that of the voice itself", g)
	}
	w.ok(w.SetVoiceGrade("ana", model.Grade{}, ""))
	if g := w.VoiceGrade("ana"); g != nil {
		t.Errorf("after the removal, the voice has the grade %+v", g)
	}
	w.undo()
	if g := w.VoiceGrade("ana"); g == nil || g.Grade.Source != "A" {
		t.Errorf("after undo, the grade is %+v", g)
	}
}

func TestAnArticleWithAnotherOutletHasItsGrade(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.SetOutletGrade("The Quay Courier", rated("B"), ""))
	w.wantInForce(0, "", 0)
	facts := w.Document().Metadata
	facts.Outlet = "the quay courier"
	w.ok(w.CorrectMetadata("one", facts))
	w.wantInForce(0, "B", record.GradedOutlet)
}

func TestChecklists(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	list := record.Checklist{Found: map[model.Pillar]model.Established{model.PillarDate: model.EstablishedPartly, model.PillarSource: ""}, Remark: " The date is a guess. "}
	w.ok(w.SetChecklist(record.GradedSentence, list))
	w.ok(w.SetChecklist(record.GradedArticle, record.Checklist{Found: map[model.Pillar]model.Established{model.PillarSource: model.NotEstablished}}))
	w.wantChanges(2)
	c := w.ChecklistOf(record.GradedSentence)
	if c == nil || len(c.Found) != 1 || c.Analyst != "Ines" || !c.At.Equal(w.clock) {
		t.Fatalf("the sentence has %+v", c)
	}
	if a := w.ChecklistOf(record.GradedArticle); a == nil || a.Found[model.PillarSource] != model.NotEstablished {
		t.Errorf("the article has %+v", a)
	}
	w.ok(w.SetChecklist(record.GradedSentence, list)) // nothing changes
	w.wantChanges(2)
	w.MoveTo(1)
	if c := w.ChecklistOf(record.GradedSentence); c != nil {
		t.Errorf("another sentence has %+v", c)
	}
	w.MoveTo(0)
	w.ok(w.SetChecklist(record.GradedSentence, record.Checklist{}))
	if c := w.ChecklistOf(record.GradedSentence); c != nil {
		t.Errorf("after the removal, the sentence has %+v", c)
	}
	w.undo()
	if c := w.ChecklistOf(record.GradedSentence); c == nil {
		t.Error("undo did not bring it back")
	}
	for name, bad := range map[string]record.Checklist{
		"a pillar": {Found: map[model.Pillar]model.Established{"mood": model.EstablishedFully}},
		"a value":  {Found: map[model.Pillar]model.Established{model.PillarDate: "maybe"}},
		"a remark": {Remark: strings.Repeat("x", 1<<20)},
	} {
		if err := w.SetChecklist(record.GradedSentence, bad); !errors.Is(err, model.ErrValue) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.SetChecklist(record.GradedOutlet, list); !errors.Is(err, model.ErrValue) {
		t.Errorf("an outlet: %v", err)
	}
}

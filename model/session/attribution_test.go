package session_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/attribute"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

// wantAttributed compares the attributions of the units of the open article: "voice mode",
// "" if a unit has none.
func (w *world) wantAttributed(want ...string) {
	w.t.Helper()
	var got []string
	for _, u := range w.Document().Units {
		text := ""
		if a := w.AttributionOn(w.Document(), u.Span); a != nil {
			text = w.Voices().Called(a) + " " + string(a.Mode)
		}
		got = append(got, text)
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("the sentences are attributed to %q, want %q", got, want)
	}
}

func (w *world) wantVoices(want ...string) {
	w.t.Helper()
	var got []string
	for _, v := range w.Voices().All() {
		got = append(got, strings.Join(append([]string{v.Name}, w.Voices().Aliases(v.ID)...), "="))
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("the voices are %q, want %q", got, want)
	}
}

func said(voice string, mode model.SpeechMode) session.Attributing {
	return session.Attributing{Voice: voice, Mode: mode}
}

func TestSentencesAreAttributedToVoices(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.Attribute(said(" Lena  Okray", model.Direct)))
	w.ok(w.Attribute(said("LENA OKRAY", model.Direct))) // it has it already
	w.MoveTo(1)
	w.ok(w.Attribute(said("the mayor", model.Indirect)))
	w.wantChanges(2)
	w.wantAttributed("Lena Okray direct", "the mayor indirect", "")
	w.wantVoices("Lena Okray", "the mayor")
	w.ok(w.JoinVoices("the mayor", "lena okray"))
	w.wantAttributed("Lena Okray direct", "Lena Okray indirect", "")
	w.wantVoices("Lena Okray=the mayor")
	if a := w.Attribution(); a == nil || a.Voice != "the mayor" {
		t.Errorf("the current sentence has %+v", a)
	}
	w.ok(w.Attribute(said("Lena Okray", model.Mixed))) // stays under its name
	w.restart()
	w.open("one")
	w.wantAttributed("Lena Okray direct", "Lena Okray mixed", "")
	w.ok(w.DivideVoice("the mayor"))
	w.wantAttributed("Lena Okray direct", "the mayor mixed", "")
	for range 5 {
		if _, err := w.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	w.wantAttributed("", "", "")
	w.wantVoices()
}

func TestSelectedSentencesAreAttributedInOneChange(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.Select(model.Span{Start: 0, End: w.Document().Units[1].Span.End})
	w.ok(w.Attribute(said("Ann", model.Direct)))
	w.wantChanges(1)
	w.wantAttributed("Ann direct", "Ann direct", "")
	if a := w.Attribution(); a == nil || a.Name != "Ann" {
		t.Errorf("they have %+v", a)
	}
	w.ok(w.RemoveAttribution())
	w.ok(w.RemoveAttribution())
	w.wantChanges(2)
	w.wantAttributed("", "", "")
	w.wantVoices("Ann") // a voice that nobody has stays
}

func TestVoicesInUseAreNotDeleted(t *testing.T) {
	docs := modeltest.Flood()
	on := docs[1].Units[0].Span
	record.Of(record.AttributionKind).Show(docs[1], record.AttributionOn("two", on, "Oskar"), &record.Attribution{Analyst: "Oskar", Voice: "bo", Name: "Bo", Mode: model.Direct})
	w := given(t, docs...)
	for _, name := range []string{"Ann", "Bo", "Cy"} {
		w.store.Records[record.VoiceKey(record.VoiceIDOf(name))] = &record.Voice{Name: name}
	}
	w.store.Records[record.GradeOfVoice("cy", "Oskar")] = &record.Grade{Analyst: "Oskar", On: record.GradedVoice, Voice: "cy", Grade: model.Grade{Source: "B"}}
	w.restart()
	w.open("one")
	w.ok(w.Attribute(said("Ann", model.Direct)))
	for _, id := range []model.VoiceID{"ann", "bo", "cy"} { // also what is hidden
		if err := w.DeleteVoice(id); !errors.Is(err, model.ErrVoiceUsed) {
			t.Errorf("%s: %v", id, err)
		}
	}
	if err := w.AddAlias("ann", "bo"); !errors.Is(err, model.ErrVoiceExists) {
		t.Errorf("the other name: %v", err)
	}
	w.ok(w.RemoveAttribution())
	w.ok(w.DeleteVoice("ann"))
	w.wantVoices("Bo", "Cy")
	w.saved()
	if got := w.VoiceOffers(w.Document()); !slices.Equal(got, []string{"Bo", "Cy"}) {
		t.Errorf("%q is offered", got)
	}
	if err := w.RenameVoice("ann", "x"); !errors.Is(err, model.ErrNoVoice) {
		t.Errorf("a deleted voice: %v", err)
	}
}

func TestAttributionsAndGradesOfOthersAreHidden(t *testing.T) {
	docs := modeltest.Flood()
	on := docs[0].Units[0].Span
	record.Of(record.AttributionKind).Show(docs[0], record.AttributionOn("one", on, "Oskar"), &record.Attribution{Analyst: "Oskar", Voice: "bo", Name: "Bo", Mode: model.Direct})
	for span, grade := range map[model.Span]string{on: "2", {}: "E"} {
		g := &record.Grade{Analyst: "Oskar", On: record.GradedSentence, Grade: model.Grade{Information: grade}}
		if span == (model.Span{}) {
			g.On, g.Grade = record.GradedArticle, model.Grade{Source: grade}
		}
		record.Of(record.GradeKind).Show(docs[0], record.GradeOn(model.Subject{Article: "one", Sentence: span}, "Oskar"), g)
	}
	w := given(t, docs...)
	w.open("one")
	if w.Attribution() != nil || len(w.OthersAttributions()) > 0 || len(w.OthersGrades()) > 0 {
		t.Error("the attribution or the grade of another analyst is seen")
	}
	w.ok(w.Attribute(said("Ann", model.Mixed)))
	w.ok(w.ShowLayers(true))
	if all := w.OthersAttributions(); len(all) != 1 || all[0].Name != "Bo" {
		t.Errorf("there are %+v", all)
	}
	if all := w.OthersGrades(); len(all) != 2 || all[0].Grade.String() != "2" || all[1].Grade.String() != "E" {
		t.Errorf("the grades of others are %+v", all)
	}
	w.ok(w.RemoveAttribution())
	if all := w.OthersAttributions(); len(all) != 1 {
		t.Errorf("the other analyst's attribution is lost: %+v", all)
	}
}

func TestAttributionsThatAreRefusedChangeNothing(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	if err := w.Attribute(said("Ann", model.Direct)); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("without an article: %v", err)
	}
	w.open("one")
	for _, bad := range []session.Attributing{said("", model.Direct), said("Ann", "sung"), said("Ann", ""), said(strings.Repeat("x", 256), model.Direct)} {
		if err := w.Attribute(bad); !errors.Is(err, model.ErrValue) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	w.wantChanges(0)
	w.wantVoices()
}

// A sentence that is set aside keeps its attribution, which shows again when it is restored.
func TestAnAttributionOutlivesSettingAside(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.Attribute(said("Ann", model.Direct)))
	w.ok(w.ToggleAside())
	w.restart()
	w.open("one")
	w.MoveTo(0)
	w.ok(w.ToggleAside())
	w.wantAttributed("Ann direct", "", "")
}

func TestAKeyWithoutAProposalWritesOnlyTheLabel(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.Tag(model.Claim))
	if c := w.store.Changes()[0]; len(c.Edits) != 1 {
		t.Errorf("the change has %d edits", len(c.Edits))
	}
}

// spoken returns an article whose sentences have speakers.
func spoken(t *testing.T) *model.Document {
	t.Helper()
	d := modeltest.Article("s", "Tide Post", "x")
	d.Metadata.Language = "en"
	d.Text = "“The pier is closed until spring,” said Lena Okray, the harbour master. “We will not open it earlier,” said Lena Okray."
	d.Paragraphs = []model.Span{{Start: 0, End: len(d.Text)}}
	second := strings.Index(d.Text, " “We")
	d.Units = []model.Unit{{Span: model.Span{Start: 0, End: second}}, {Span: model.Span{Start: second + 1, End: len(d.Text)}}}
	if len(attribute.For(d)) < 2 {
		t.Fatal("no attributions are proposed for this text")
	}
	return d
}

func TestAConfirmedSuggestionTakesTheProposedAttribution(t *testing.T) {
	for name, confirm := range map[string]func(*world) error{
		"accept":  (*world).acceptBoth,
		"all":     func(w *world) error { _, err := w.AcceptAll(); return err },
		"own key": func(w *world) error { return errors.Join(w.Tag(model.Quote), w.Tag(model.Quote)) },
	} {
		w := given(t, spoken(t))
		w.SetSuggest(true)
		w.open("s")
		p, ok := w.ProposedAttribution(w.Document(), 0)
		if !ok || !strings.Contains(p.Voice, "Okray") {
			t.Fatalf("%s: %+v is proposed", name, p)
		}
		w.ok(confirm(w))
		w.wantAttributed(p.Voice+" "+string(p.Mode), p.Voice+" direct")
		if got := len(w.Voices().All()); got != 1 {
			t.Errorf("%s: there are %d voices", name, got)
		}
		if _, again := w.ProposedAttribution(w.Document(), 0); again {
			t.Errorf("%s: it is proposed again", name)
		}
		for {
			if _, err := w.Undo(); err != nil {
				break
			}
		}
		w.wantAttributed("", "")
		w.wantVoices()
	}
}

func (w *world) acceptBoth() error { return errors.Join(w.Accept(), w.Accept()) }

func TestAnotherLabelByHandTakesNoAttribution(t *testing.T) {
	w := given(t, spoken(t))
	w.SetSuggest(true)
	w.open("s")
	w.ok(w.Tag(model.Background))
	w.wantAttributed("", "")
	w.MoveTo(1)
	if !w.Dismiss() {
		t.Error("nothing is dismissed")
	}
	if _, ok := w.ProposedAttribution(w.Document(), 1); ok {
		t.Error("what was dismissed is proposed")
	}
}

func TestAProposalIsNamedAsTheProjectNamesIt(t *testing.T) {
	d := spoken(t)
	w := given(t, d)
	found := attribute.For(d)[0]
	w.store.Records[record.VoiceKey("the master")] = &record.Voice{Name: "The Master"}
	w.store.Records[record.VoiceKey(record.VoiceIDOf(found.Voice))] = &record.Voice{Name: found.Voice, Into: "the master"}
	w.restart()
	w.SetSuggest(true)
	w.open("s")
	if p, _ := w.ProposedAttribution(w.Document(), 0); p.Voice != "The Master" {
		t.Errorf("%+v is proposed", p)
	}
	w.ok(w.Accept())
	if a := w.AttributionOn(w.Document(), w.Document().Units[0].Span); a == nil || a.Voice != record.VoiceIDOf(found.Voice) {
		t.Errorf("it is attributed under %+v", a) // so that dividing takes it along
	}
	if offers := w.VoiceOffers(w.Document()); len(offers) == 0 || offers[0] != "The Master" {
		t.Errorf("%q is offered", offers)
	}
}

func TestTheVoicesOfNearbySentencesAreOfferedFirst(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	for i, voice := range []string{"Ann", "Bo", "Cy"} {
		w.MoveTo(i)
		w.ok(w.Attribute(said(voice, model.Indirect)))
	}
	for unit, want := range []string{"Bo Cy", "Ann Cy", "Bo Ann"} {
		w.MoveTo(unit)
		got := w.VoiceOffers(w.Document())
		own := slices.DeleteFunc(slices.Clone(got), func(name string) bool { return !strings.Contains(want, name) })
		if len(got) < 3 || strings.Join(own, " ") != want || !slices.Equal(got[:2], own) {
			t.Errorf("sentence %d: %q are offered, want first %s", unit, got, want)
		}
	}
}

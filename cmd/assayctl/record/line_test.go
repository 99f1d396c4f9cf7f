package record

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/grading"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

var files = map[model.ArticleID]string{"a": "harbour.txt"}

func TestEveryEditHasALine(t *testing.T) {
	lines := map[string]bool{}
	for _, e := range modeltest.Edits(t) {
		line := Line(e, files)
		if line == "" || strings.ContainsAny(line, "\r\n") || strings.Contains(line, "  ") || e.About() == "a" && !strings.HasPrefix(line, "a (harbour.txt) ") {
			t.Errorf("%+v is printed as %q", e, line)
		}
		lines[line] = true
	}
	if len(lines) < 30 {
		t.Errorf("there are only %d different lines", len(lines))
	}
}

func graded(grade, basis string) *record.Grade {
	g, err := grading.Typed(model.Grade{}, grade)
	if err != nil {
		panic(err)
	}
	return &record.Grade{Grade: g, Basis: basis}
}

func checked(remark string) *record.Checklist {
	return &record.Checklist{Found: map[model.Pillar]model.Established{model.PillarDate: model.EstablishedPartly}, Remark: remark}
}

func TestLinesSayWhatEditsDid(t *testing.T) {
	span := model.Span{Start: 3, End: 9}
	claim := &model.Annotation{Analyst: "ana", Label: model.Claim}
	note := func(on model.NoteTarget) *model.Note {
		return &model.Note{ID: "n", Target: on, Analyst: "bo", Text: "Who says so?\nNobody.", Grade: model.Grade{Source: "B"}}
	}
	beside := edit.Of(record.OnSentence("a", span, "ana"), nil, claim)
	beside.Beside, beside.Is = true, &record.Version{}
	strange := model.Key{Kind: modeltest.UnknownKind, Subject: model.Subject{Outlet: "the echo"}, Analyst: "ana", ID: "x"}
	for _, c := range []struct {
		edit edit.Edit
		want string
	}{
		{edit.Of(record.OnSentence("a", span, "ana"), nil, claim), "a (harbour.txt) [3-9] none → claim, for ana"},
		{edit.Of(record.OnSentence("b", span, ""), claim, &model.Annotation{}), "b (-) [3-9] claim → -, for -"},
		{beside, "a (harbour.txt) [3-9] also kept: claim, for ana"},
		{beside.Inverse(), "a (harbour.txt) [3-9] no longer kept: claim, for ana"},
		{edit.OfNote(nil, note(model.OnSentence("a", span))), `a (harbour.txt) [3-9] note none → "Who says so? Nobody." [B]`},
		{edit.OfNote(note(model.OnArticle("a")), nil), `a (harbour.txt) note "Who says so? Nobody." [B] → none`},
		{edit.OfNote(nil, note(model.OnOutlet("The  Echo"))), `outlet The Echo note none → "Who says so? Nobody." [B]`},
		{
			edit.Of(record.LabelKey("risk"), &record.Entry{Label: model.Label{Key: "risk"}}, &record.Entry{Label: model.Label{Key: "risk", Letter: "R"}}),
			`label risk: letter "" → "R"`,
		},
		{
			edit.Record{Key: strange, After: &record.Raw{CBOR: []byte{1, 2}}},
			"outlet the echo kind-200 x: none → made by a newer Assay (2 bytes), for ana",
		},
		{
			edit.Of(record.GradeOn(model.Subject{Article: "a", Sentence: span}, "ana"), graded("2", ""), graded("B2", "Saw it.")),
			`a (harbour.txt) [3-9] grade 2 → B2 "Saw it.", for ana`,
		},
		{
			edit.Of(record.GradeOn(model.Subject{Outlet: "the echo"}, "ana"), graded("B", ""), &record.Grade{Grade: model.Grade{Source: "B"}, Note: "n"}),
			"outlet the echo grade B → B by a note, for ana",
		},
		{edit.Of(record.GradeOfVoice("ann", "ana"), graded("C", "Late."), nil), `grade ann: C "Late." → none, for ana`},
		{
			edit.Of(record.AttributionOn("a", span, "ana"), nil, &record.Attribution{Voice: "ann", Name: "Ann", Cue: "said", Mode: model.Direct, Guess: true}),
			"a (harbour.txt) [3-9] attribution none → Ann, direct, “said”, guessed, for ana",
		},
		{
			edit.Of(record.ChecklistOn(model.Subject{Article: "a"}, "ana"), checked("once"), checked("twice")),
			`a (harbour.txt) checklist date: partly: remark "once" → "twice", for ana`,
		},
		{
			edit.Of(record.ProfileOf("the echo"), &model.Profile{Outlet: "The Echo"}, &model.Profile{Outlet: "The Echo", Owner: "Echo Press"}),
			`outlet the echo profile The Echo: owner "" → "Echo Press"`,
		},
		{
			edit.Metadata{Article: "a", Before: model.Metadata{Title: "Old"}, After: model.Metadata{Title: "New", Outlet: "Echo"}},
			`a (harbour.txt) title "Old" → "New"; outlet "" → "Echo"`,
		},
		{
			edit.Units{Article: "a", Before: []model.Unit{{Span: span}}, After: []model.Unit{{Span: model.Span{Start: 3, End: 5}}, {Span: model.Span{Start: 6, End: 9}, Kind: model.UnitHeader}}},
			"a (harbour.txt) sentence [3-9] → sentence [3-5], header [6-9]",
		},
		{edit.Presence{Article: "a", After: true}, "a (harbour.txt) added to the project"},
		{edit.Presence{Article: "a", Before: true}, "a (harbour.txt) removed from the project"},
	} {
		if got := Line(c.edit, files); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

package record

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
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

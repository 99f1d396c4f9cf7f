package record

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

// wantJSON fails the test unless the value is encoded as want, which may have any
// white space.
func wantJSON(t *testing.T, what string, value any, want string) {
	t.Helper()
	got, err := json.Marshal(value)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(want)); err != nil {
		t.Fatalf("%s: %v in %s", what, err, want)
	}
	if !bytes.Equal(got, compact.Bytes()) {
		t.Errorf("%s is\n%s\nwant\n%s", what, got, compact.Bytes())
	}
}

var noon = time.Date(2031, 4, 2, 12, 0, 0, 0, time.UTC)

func TestEachKindOfEditHasItsFields(t *testing.T) {
	const id = model.ArticleID("0123456789abcdef")
	span := model.Span{Start: 3, End: 9}
	note := func(target model.NoteTarget, text string) *model.Note {
		return &model.Note{
			ID: "n1", Target: target, Analyst: "bo", Text: text,
			Grade: model.Grade{Source: "B", Information: "2"}, Created: noon, Updated: noon.Add(time.Minute),
		}
	}
	const noteJSON = `{"text":"Who?","grade":{"source":"B","information":"2"},"analyst":"bo","created":"2031-04-02T12:00:00Z","updated":"2031-04-02T12:01:00Z"}`
	for _, c := range []struct {
		name string
		edit edit.Edit
		want string
	}{
		{"a first label", edit.Of(record.OnSentence(id, span, "ana"), nil, &model.Annotation{Analyst: "ana", Label: model.Claim, At: noon}), `{"kind":"annotation","article":"0123456789abcdef","span":{"bytes":[3,9]},"analyst":"ana","before":null,"after":{"label":"claim","time":"2031-04-02T12:00:00Z"}}`},
		{"a removed label", edit.Of(record.OnSentence(id, span, "ana"), &model.Annotation{Analyst: "ana", Label: model.Quote, At: noon}, nil), `{"kind":"annotation","article":"0123456789abcdef","span":{"bytes":[3,9]},"analyst":"ana","before":{"label":"quote","time":"2031-04-02T12:00:00Z"},"after":null}`},
		{
			"a note on a sentence",
			edit.OfNote(nil, note(model.OnSentence(id, span), "Who?")),
			`{"kind":"note","article":"0123456789abcdef","span":{"bytes":[3,9]},"note":"n1","before":null,"after":` + noteJSON + `}`,
		},
		{
			"a removed note on an article",
			edit.OfNote(note(model.OnArticle(id), "Who?"), nil),
			`{"kind":"note","article":"0123456789abcdef","note":"n1","before":` + noteJSON + `,"after":null}`,
		},
		{
			"a note on an outlet",
			edit.OfNote(nil, note(model.OnOutlet("The Echo"), "Who?")),
			`{"kind":"note","outlet":"The Echo","note":"n1","before":null,"after":` + noteJSON + `}`,
		},
		{"metadata", edit.Metadata{Article: id, Before: model.Metadata{Title: "A"}, After: model.Metadata{
			Title: "B", Outlet: "C", Byline: "D", Dateline: "E", Published: "F", URL: "G", Language: "H",
			PublishedAt: "I", Retrieved: "J", Archive: "K", Section: "L",
		}}, `{"kind":"metadata","article":"0123456789abcdef",
			"before":{"title":"A","outlet":"","byline":"","dateline":"","published":"","url":"","language":"","publishedAt":"","retrieved":"","archive":"","section":""},
			"after":{"title":"B","outlet":"C","byline":"D","dateline":"E","published":"F","url":"G","language":"H","publishedAt":"I","retrieved":"J","archive":"K","section":"L"}}`},
		{
			"units",
			edit.Units{Article: id, After: []model.Unit{{Span: span, Paragraph: 2}, {Span: span, Kind: model.UnitHeader}}},
			`{"kind":"units","article":"0123456789abcdef","before":[],"after":[{"kind":"sentence","span":{"bytes":[3,9]},"paragraph":2},{"kind":"header","span":{"bytes":[3,9]},"paragraph":0}]}`,
		},
		{
			"a version of a label in conflict",
			edit.Record{Key: record.OnSentence(id, span, "ana"), Before: &model.Annotation{Analyst: "ana", Label: model.Quote, At: noon}, Was: &record.Version{}, Beside: true},
			`{"kind":"annotation","article":"0123456789abcdef","span":{"bytes":[3,9]},"analyst":"ana","beside":true,"before":{"label":"quote","time":"2031-04-02T12:00:00Z"},"after":null}`,
		},
		{
			"a new label of the codebook", edit.Of(record.LabelKey("risk"), nil, &record.Entry{Label: model.Label{Key: "risk", Name: "Risk"}, Position: 3}),
			`{"kind":"label","id":"risk","before":null,"after":{"key":"risk","name":"Risk","letter":"","color":"","definition":"","position":3}}`,
		},
		{
			"a record of a newer Assay",
			edit.Record{
				Key:    model.Key{Kind: modeltest.UnknownKind, Subject: model.Subject{Article: id, Sentence: span}, Analyst: "ana", ID: "x"},
				Before: &record.Raw{CBOR: []byte{0xA1, 1, 2}}, After: &record.Raw{CBOR: []byte{0xFF}},
			},
			`{"kind":"kind-200","article":"0123456789abcdef","span":{"bytes":[3,9]},"analyst":"ana","id":"x","before":"oQEC","after":"/w=="}`,
		},
		{
			"a record about an outlet",
			edit.Record{Key: model.Key{Kind: modeltest.UnknownKind, Subject: model.Subject{Outlet: "the echo"}}, After: &record.Raw{CBOR: []byte{0}}},
			`{"kind":"kind-200","outlet":"the echo","before":null,"after":"AA=="}`,
		},
		{"presence", edit.Presence{Article: id, After: true}, `{"kind":"presence","article":"0123456789abcdef","before":false,"after":true}`},
	} {
		wantJSON(t, c.name, ChangeOf(edit.Change{Edits: []edit.Edit{c.edit}}, false).Edits[0], c.want)
	}
}

func TestAChangeHasAllItsFields(t *testing.T) {
	wantJSON(t, "an empty change", ChangeOf(edit.Change{}, false),
		`{"id":0,"time":"0001-01-01T00:00:00Z","analyst":"","verb":"","batch":"","undone":false,"undoes":[],"redoes":[],"edits":[]}`)
	wantJSON(t, "an undo", ChangeOf(edit.Change{
		ID: 5, At: noon, Analyst: "ana", Verb: edit.SetAside, Batch: "b1", Undoes: []uint64{4, 3}, Redoes: []uint64{1},
	}, true),
		`{"id":5,"time":"2031-04-02T12:00:00Z","analyst":"ana","verb":"set aside","batch":"b1","undone":true,"undoes":[4,3],"redoes":[1],"edits":[]}`)
}

func TestEveryEditIsPrinted(t *testing.T) {
	for _, e := range modeltest.Edits(t) {
		all := ChangeOf(edit.Change{Edits: []edit.Edit{e}}, false).Edits
		if len(all) != len(edit.Told([]edit.Edit{e})) {
			t.Errorf("%+v is printed as %+v", e, all)
		}
		printed := editOf(e)
		data, err := json.Marshal(printed)
		if err != nil {
			t.Errorf("%+v: %v", e, err)
		}
		var fields map[string]any
		if err := json.Unmarshal(data, &fields); err != nil {
			t.Errorf("%s: %v", data, err)
		}
		_, hasBefore := fields["before"]
		_, hasAfter := fields["after"]
		if fields["kind"] == "" || !hasBefore || !hasAfter || printed.Article != e.About() {
			t.Errorf("%+v is printed as %s", e, data)
		}
		if r, ok := e.(edit.Record); ok && (printed.Kind != r.Kind().Name || (fields["before"] == nil) != (r.Before == nil) || (fields["after"] == nil) != (r.After == nil)) {
			t.Errorf("%+v is printed as %s", e, data)
		}
	}
}

package edit_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

var (
	longAgo  = time.Date(2031, 3, 1, 8, 0, 0, 0, time.UTC)
	thisDay  = time.Date(2031, 3, 14, 8, 0, 0, 0, time.UTC)
	inQuotes = model.Label{Key: "quote", Name: "Quote", Letter: "Q"}
	fact     = model.Label{Key: "claim", Name: "Claim", Letter: "C", Definition: "A fact."}
)

// storedAs returns the entries of a codebook.
func storedAs(book ...model.Label) (out []record.Entry) {
	for i, l := range book {
		out = append(out, record.Entry{Label: l, Position: i})
	}
	return out
}

func annotated(label model.LabelKey, analyst string) edit.Annotated {
	return edit.Annotated{
		Key:        record.OnSentence("one", model.Span{Start: 0, End: 5}, analyst),
		Annotation: model.Annotation{Analyst: analyst, Label: label, At: longAgo},
	}
}

// books returns the labels of edits as they are after them: nil if one is deleted.
func books(edits []edit.Edit) map[model.LabelKey]*record.Entry {
	out := map[model.LabelKey]*record.Entry{}
	for _, e := range edits {
		if r := e.(edit.Record); r.Key.Kind == record.Label {
			after, _ := r.After.(*record.Entry)
			out[model.LabelKey(r.Key.ID)] = after
		}
	}
	return out
}

func TestARevisionChangesOnlyWhatDiffers(t *testing.T) {
	renamed := fact
	renamed.Name = "Assertion"
	edits, err := edit.Revision{After: model.Codebook{renamed, inQuotes}}.Edits(storedAs(fact, inQuotes), nil, thisDay)
	if got := books(edits); err != nil || len(edits) != 1 || got["claim"].Name != "Assertion" || !got["claim"].Defined.IsZero() {
		t.Errorf("%v %v", edits, err)
	}
	if edits, err := (edit.Revision{After: model.Codebook{fact, inQuotes}}).Edits(storedAs(fact, inQuotes), nil, thisDay); len(edits) > 0 || err != nil {
		t.Errorf("no change: %v %v", edits, err)
	}
	edits, err = edit.Revision{After: model.Codebook{inQuotes, fact}}.Edits(storedAs(fact, inQuotes), nil, thisDay)
	if got := books(edits); err != nil || got["claim"].Position != 1 || got["quote"].Position != 0 {
		t.Errorf("reordered: %v %v", edits, err)
	}
}

func TestANewDefinitionIsDated(t *testing.T) {
	for name, change := range map[string]func(*model.Label){
		"definition": func(l *model.Label) { l.Definition = "Anything that can be checked." },
		"use":        func(l *model.Label) { l.Use = "For figures." },
		"avoid":      func(l *model.Label) { l.Avoid = "Not for opinions." },
	} {
		after := fact
		change(&after)
		revision := edit.Revision{After: model.Codebook{after}}
		edits, err := revision.Edits(storedAs(fact), nil, thisDay)
		if err != nil || !books(edits)["claim"].Defined.Equal(thisDay) {
			t.Errorf("%s: %v %v", name, edits, err)
		}
		revision.Minor = map[model.LabelKey]bool{"claim": true}
		edits, err = revision.Edits(storedAs(fact), nil, thisDay)
		if err != nil || !books(edits)["claim"].Defined.IsZero() {
			t.Errorf("%s, but a minor change: %v %v", name, edits, err)
		}
	}
	if a := (model.Annotation{Label: "claim", At: longAgo}); !(model.Label{Key: "claim", Defined: thisDay}).Outdated(a) {
		t.Error("an annotation from before is not outdated")
	}
}

func TestJoiningRelabelsAllAnalystsAndKeepsTheirTimes(t *testing.T) {
	joined := inQuotes
	joined.Retired = true
	r := edit.Revision{After: model.Codebook{fact, joined}, Relabel: map[model.LabelKey]model.LabelKey{"quote": "claim"}}
	if got := r.Affected(storedAs(fact, inQuotes)); len(got) != 1 || !got["quote"] {
		t.Errorf("it affects %v", got)
	}
	edits, err := r.Edits(storedAs(fact, inQuotes), []edit.Annotated{annotated("quote", "ana"), annotated("quote", "bo")}, thisDay)
	if err != nil {
		t.Fatal(err)
	}
	var by []string
	for _, e := range edits {
		if before, after, ok := e.(edit.Record).Annotation(); ok {
			by = append(by, after.Analyst)
			if before.Label != "quote" || after.Label != "claim" || !after.At.Equal(longAgo) {
				t.Errorf("%+v becomes %+v", before, after)
			}
		}
	}
	if !slices.Equal(by, []string{"ana", "bo"}) || !books(edits)["quote"].Retired {
		t.Errorf("relabelled: %v; %v", by, edits)
	}
	r.Relabel["quote"] = ""
	edits, err = r.Edits(storedAs(fact, inQuotes), []edit.Annotated{annotated("quote", "ana")}, thisDay)
	if _, after, ok := edits[len(edits)-1].(edit.Record).Annotation(); err != nil || !ok || after != nil {
		t.Errorf("removed: %v %v", edits, err)
	}
}

func TestALabelInUseIsNotRemovedByAccident(t *testing.T) {
	r := edit.Revision{After: model.Codebook{fact}}
	if _, err := r.Edits(storedAs(fact, inQuotes), []edit.Annotated{annotated("quote", "ana")}, thisDay); !errors.Is(err, model.ErrLabelUsed) {
		t.Errorf("a used label is removed: %v", err)
	}
	edits, err := r.Edits(storedAs(fact, inQuotes), nil, thisDay)
	if after, there := books(edits)["quote"]; err != nil || !there || after != nil {
		t.Errorf("an unused label is not removed: %v %v", edits, err)
	}
	r.Relabel = map[model.LabelKey]model.LabelKey{"quote": "nothing"}
	if _, err := r.Edits(storedAs(fact, inQuotes), nil, thisDay); !errors.Is(err, model.ErrNoLabel) {
		t.Errorf("annotations get a label that is not there: %v", err)
	}
}

package edit_test

import (
	"reflect"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

func keysOf(book model.Codebook) (keys []model.LabelKey) {
	for _, l := range book {
		keys = append(keys, l.Key)
	}
	return keys
}

func TestAdoptingMatchesLabelsByKeyAndThenByName(t *testing.T) {
	long := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	before := model.Codebook{
		{Key: "claim", Name: "Claim", Definition: "old", Defined: long},
		{Key: "quote", Name: "Quote"},
		{Key: "risk", Name: "Risk to  life"},
		{Key: "date", Name: "Date"},
	}
	file := model.Codebook{
		{Key: "risk-to-life", Name: "RISK to life", Color: "#000000"},                      // by name
		{Key: "claim", Name: "Assertion", Definition: "new", Defined: long.Add(time.Hour)}, // by key
		{Key: "quote", Name: "Quote", Defined: long},                                       // the same
		{Key: "date-2", Name: "Risk to life"},                                              // its label is taken
		{Key: "forecast", Name: "Forecast", Defined: long},                                 // new
	}
	after, added, changed, missing := edit.Adopting(before, file)
	keys := []model.LabelKey{"risk", "claim", "quote", "date-2", "forecast"}
	switch {
	case !reflect.DeepEqual(keysOf(after), keys):
		t.Errorf("the labels are %q, want %q", keysOf(after), keys)
	case !reflect.DeepEqual(added, []model.LabelKey{"date-2", "forecast"}) || !reflect.DeepEqual(changed, []model.LabelKey{"risk", "claim"}) || !reflect.DeepEqual(missing, []model.LabelKey{"date"}):
		t.Errorf("added %q, changed %q, missing %q", added, changed, missing)
	case after[0].Color != "#000000" || after[1].Name != "Assertion" || after[1].Definition != "new":
		t.Errorf("the labels are %+v", after)
	case !after[1].Defined.Equal(long) || !after[2].Defined.IsZero() || !after[4].Defined.IsZero():
		t.Errorf("the times of the definitions are those of the file: %+v", after)
	}
	if after, added, changed, missing := edit.Adopting(before, before); !reflect.DeepEqual(after, before) || added != nil || changed != nil || missing != nil {
		t.Errorf("a project adopts its own codebook: %v, %v, %v, %v", after, added, changed, missing)
	}
	if after := edit.Retiring(file[:1], before, []model.LabelKey{"date", "no such"}); len(after) != 2 || after[1].Key != "date" || !after[1].Retired || before[3].Retired {
		t.Errorf("with the missing label retired, the labels are %+v", after)
	}
}

// A definition that an adopted codebook changes is dated, so that the annotations made
// under the old one are found.
func TestAnAdoptedDefinitionIsDated(t *testing.T) {
	now := time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)
	before := []record.Entry{{Label: model.Label{Key: "claim", Definition: "old"}}}
	after, _, _, _ := edit.Adopting(record.Book(before), model.Codebook{{Key: "claim", Definition: "new", Defined: now.Add(-time.Hour)}})
	edits, err := edit.Revision{Verb: edit.ChangeCodebook, After: after}.Edits(before, nil, now)
	if err != nil || len(edits) != 1 {
		t.Fatalf("the edits are %v, %v", edits, err)
	}
	if e := edits[0].(edit.Record).After.(*record.Entry); e.Definition != "new" || !e.Defined.Equal(now) {
		t.Errorf("the label is %+v", e)
	}
}

func TestALabelIsMovedToTheDigitItIsToHave(t *testing.T) {
	book := model.Codebook{{Key: "a"}, {Key: "old", Retired: true}, {Key: "b"}, {Key: "c"}}
	for _, c := range []struct {
		key  model.LabelKey
		n    int
		want []model.LabelKey
	}{
		{"c", 1, []model.LabelKey{"c", "a", "old", "b"}},
		{"c", 2, []model.LabelKey{"a", "old", "c", "b"}},
		{"c", 3, []model.LabelKey{"a", "old", "b", "c"}},
		{"a", 2, []model.LabelKey{"old", "b", "a", "c"}},
		{"a", 9, []model.LabelKey{"old", "b", "c", "a"}},
		{"no such", 1, []model.LabelKey{"a", "old", "b", "c"}},
	} {
		if got := keysOf(edit.Moved(book, c.key, c.n)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s moved to %d: %q, want %q", c.key, c.n, got, c.want)
		}
	}
	if want := []model.LabelKey{"a", "old", "b", "c"}; !reflect.DeepEqual(keysOf(book), want) {
		t.Errorf("moving changed the codebook itself: %q", keysOf(book))
	}
}

func TestANewLabelHasAKeyAndAColourOfItsOwn(t *testing.T) {
	book := model.DefaultCodebook()
	l := edit.NewLabel("Claim", book)
	if l.Key != "claim-2" || l.Name != "Claim" || l.Color != model.LabelColors()[3] {
		t.Errorf("the label is %+v", l)
	}
}

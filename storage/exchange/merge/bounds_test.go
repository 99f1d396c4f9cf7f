package merge_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/merge"
)

// Older versions of Assay accepted longer notes. Such a note can come into conflict, and
// the conflict can be turned round and back.
func TestANoteThatOnlyOlderVersionsAcceptedCanBeInConflict(t *testing.T) {
	a := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	exchangetest.Import(t, a, doc)
	long := strings.Repeat("w ", 1<<20)
	note := exchangetest.Note(model.OnArticle(doc.ID), "n1", "ana", long, exchangetest.After(1))
	exchangetest.ApplyAsBefore(t, a, note)
	b := exchangetest.NewProjectOf(t, a.Info())
	exchangetest.Import(t, b, doc)
	for i := range 9 {
		exchangetest.Apply(t, b, exchangetest.Label(doc, 0, "bo", []model.LabelKey{model.Claim, model.Quote}[i%2], exchangetest.After(i)))
	}
	exchangetest.Apply(t, b, exchangetest.Note(model.OnArticle(doc.ID), "n1", "ana", "Short.", exchangetest.After(2)))
	exchangetest.Load(t, a, exchangetest.Read(t, exchangetest.Export(t, b, exchange.Options{})))
	text := func() string {
		all, err := a.Versions("")
		if err != nil {
			t.Fatal(err)
		}
		held := all[record.NoteID("n1")]
		if len(held) != 2 {
			t.Errorf("there are %d versions", len(held))
		}
		return held[0].Content.(*model.Note).Text
	}
	if got := text(); got != "Short." {
		t.Errorf("%.20q stands", got)
	}
	takeAll(t, a)
	if got := text(); got != long {
		t.Errorf("%.20q stands", got)
	}
	takeAll(t, a)
	undo(t, a)
	if got := text(); got != long {
		t.Errorf("%.20q stands", got)
	}
}

// A set could not have more labels, so the project could never be exported and loaded.
func TestLoadRefusesLabelsBeyondTheMost(t *testing.T) {
	of := func(prefix string, identity model.ProjectInfo) *storage.Project {
		p := exchangetest.NewProjectOf(t, identity)
		var edits []edit.Edit
		for i := range value.MostLabels * 2 / 3 {
			key := model.LabelKey(fmt.Sprint(prefix, i))
			edits = append(edits, edit.Of(record.LabelKey(key), nil, &record.Entry{Label: model.Label{Key: key, Name: "x"}, Position: i}))
		}
		exchangetest.Apply(t, p, edits...)
		return p
	}
	one := of("a", model.ProjectInfo{})
	two := of("b", one.Info())
	before := exchangetest.Export(t, one, exchange.Options{})
	_, err := merge.Load(t.Context(), one, exchangetest.Read(t, exchangetest.Export(t, two, exchange.Options{})), "loader")
	if !errors.Is(err, model.ErrValue) {
		t.Errorf("loading says %v", err)
	}
	exchangetest.SameBut(t, before, exchangetest.Export(t, one, exchange.Options{}))
}

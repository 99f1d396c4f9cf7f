package storage_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/storagetest"
)

func TestRecentSkipsLargeChangesAndLooksBackSoFar(t *testing.T) {
	p := storagetest.New(t)
	if recent, err := p.Recent(); err != nil || len(recent) != 0 {
		t.Errorf("an empty history has %v (%v)", recent, err)
	}
	at := time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)
	var before *model.Note
	for i := range 100 {
		text := "Who says so?"
		if i == 98 {
			text = strings.Repeat("x", 1<<16)
		}
		after := &model.Note{ID: "n", Target: model.OnOutlet("Tide Post"), Analyst: "Ines", Text: text, Created: at, Updated: at}
		p.Enqueue(edit.Change{At: at, Analyst: "Ines", Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(before, after)}})
		before = after
	}
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	recent, err := p.Recent()
	if err != nil || len(recent) != 62 || recent[0].ID != 98 || recent[61].ID != 37 {
		t.Errorf("there are %d (%v)", len(recent), err)
	}
}

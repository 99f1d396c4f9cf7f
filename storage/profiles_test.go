package storage_test

import (
	"reflect"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/storagetest"
)

func TestProfilesOfOutletsAreRead(t *testing.T) {
	p := storagetest.New(t)
	want := map[model.OutletID]*model.Profile{
		"tide post": {Outlet: "Tide Post", Letter: "B", Basis: "Corrects.", Updated: time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)},
		"tellwire":  {Outlet: "Tellwire", Checks: []model.Check{{Question: model.CheckOwner, Answer: model.NotFound, Address: "https://tellwire.example"}}},
	}
	c := edit.Change{Analyst: "Ines", Verb: edit.TakeProfiles}
	for id, profile := range want {
		c.Edits = append(c.Edits, edit.Of(record.ProfileOf(id), nil, profile))
	}
	if p.Enqueue(c) == 0 {
		t.Fatal("the change is refused")
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, err := p.Profiles()
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v: %+v", err, got)
	}
}

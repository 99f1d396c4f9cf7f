package session_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
)

const (
	tidePost = model.OutletID("tide post")
	courier  = model.OutletID("the quay courier")
)

// wantProfiles compares the outlets of the project's profiles, with their letters.
func (w *world) wantProfiles(want ...string) {
	w.t.Helper()
	var got []string
	for _, p := range w.Profiles() {
		got = append(got, p.Outlet+" "+p.Letter)
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("there are the profiles %q, want %q", got, want)
	}
}

func TestAProfileIsSetUndoneAndKept(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.ok(w.SetProfile(model.Profile{Outlet: "Tide Post", Letter: "B"}))
	w.wantProfiles("Tide Post B")
	if !slices.Contains(w.events, "ProfilesChanged{}") {
		t.Errorf("the events are %q", w.events)
	}
	w.ok(w.SetProfile(model.Profile{Outlet: "tide post", Letter: "C"}))
	w.wantProfiles("tide post C")
	w.restart()
	w.wantProfiles("tide post C")
	if p := w.Profile(tidePost); p == nil || p.Updated.IsZero() {
		t.Errorf("%+v", p)
	}
	w.ok(w.RemoveProfile(tidePost))
	w.wantProfiles()
	w.ok(w.RemoveProfile(tidePost)) // it is already removed
	for _, want := range [][]string{{"tide post C"}, {"Tide Post B"}, nil} {
		_, err := w.Undo()
		w.ok(err)
		w.wantProfiles(want...)
	}
	if err := w.SetProfile(model.Profile{Outlet: "Tide Post", Letter: "B2"}); !errors.Is(err, model.ErrValue) {
		t.Errorf("%v", err)
	}
}

func TestProfilesAreReadWithWhatIsNotDurable(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.ok(w.SetProfile(model.Profile{Outlet: "Tide Post", Letter: "B"}))
	w.ok(w.Reload())
	w.wantProfiles("Tide Post B")
}

func TestKnownOutletsAreOffered(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	library := []model.Profile{
		{Outlet: "The Quay Courier", Letter: "D", Updated: w.clock},
		{Outlet: "TIDE POST", Letter: "B", Updated: w.clock},
		{Outlet: "Elsewhere", Letter: "A", Updated: w.clock},
	}
	want := func(outlets ...string) {
		t.Helper()
		var got []string
		for _, o := range w.OfferedProfiles(library) {
			got = append(got, o.Profile.Outlet)
			if !reflect.DeepEqual(o.Has, w.Profile(model.OutletIDOf(o.Profile.Outlet))) {
				t.Errorf("%+v", o)
			}
		}
		if !slices.Equal(got, outlets) {
			t.Errorf("%q are offered, want %q", got, outlets)
		}
	}
	want("The Quay Courier", "TIDE POST")
	w.ok(w.TakeProfiles(library[:1], false))
	want("TIDE POST")
	w.pass(time.Hour)
	w.ok(w.SetProfile(model.Profile{Outlet: "Tide Post", Letter: "E"})) // newer than what is kept
	want()
	library[1].Updated = w.clock.Add(time.Hour)
	want("TIDE POST")
	library[1] = *w.Profile(tidePost) // says the same
	library[1].Updated = w.clock.Add(2 * time.Hour)
	want()
}

func TestTakingProfilesIsOneChange(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.ok(w.TakeProfiles([]model.Profile{{Outlet: "Tide Post", Letter: "B", Basis: "Corrects.", Updated: w.clock}}, true))
	w.restart()
	if g := w.OutletGrade(tidePost); g == nil || g.Grade.Source != "B" || g.Basis != "Corrects." {
		t.Errorf("the grade is %+v", g)
	}
	w.ok(w.TakeProfiles([]model.Profile{
		{Outlet: "Tide Post", Letter: "C", Updated: w.clock.Add(time.Hour)}, {Outlet: "The Quay Courier", Letter: "D", Updated: w.clock},
	}, true))
	w.wantProfiles("The Quay Courier D", "Tide Post C")
	if g := w.OutletGrade(tidePost); g == nil || g.Grade.Source != "B" {
		t.Errorf("the grade of the analyst became %+v", g)
	}
	_, err := w.Undo()
	w.ok(err)
	w.wantProfiles("Tide Post B")
	if g := w.OutletGrade(courier); g != nil {
		t.Errorf("the grade %+v is left", g)
	}
}

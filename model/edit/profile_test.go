package edit_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

var march = time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)

// profiling returns the profiling of a project with these profiles, in May.
func profiling(all ...model.Profile) edit.Profiling {
	return edit.Profiling{Now: march.AddDate(0, 2, 0), Analyst: "Ines", Of: func(id model.OutletID) *model.Profile {
		if at := edit.ProfileIn(all, id); at >= 0 {
			return &all[at]
		}
		return nil
	}}
}

func profilesOf(c edit.Change) (all []model.Profile) {
	for _, e := range c.Edits {
		if p, ok := e.(edit.Record).After.(*model.Profile); ok {
			all = append(all, *p)
		}
	}
	return all
}

func TestAProfileIsDatedWhenItIsSet(t *testing.T) {
	later := march.AddDate(1, 0, 0) // another computer's clock is ahead
	for _, before := range []model.Profile{{Outlet: "Other"}, {Outlet: "tide post", Updated: march}, {Outlet: "tide post", Updated: later}} {
		w := profiling(before)
		c, err := w.Setting(model.Profile{Outlet: " Tide Post ", Letter: "B"})
		got := profilesOf(c)
		if err != nil || len(got) != 1 || got[0].Outlet != "Tide Post" || !got[0].Updated.After(before.Updated) || got[0].Updated.Before(w.Now) {
			t.Errorf("%+v: %+v, %v", before, got, err)
		}
	}
	same := model.Profile{Outlet: "Tide Post", Letter: "B", Updated: march}
	if c, err := profiling(same).Setting(same); err != nil || len(c.Edits) > 0 {
		t.Errorf("the same: %+v, %v", c, err)
	}
	for _, wrong := range []model.Profile{{Letter: "B"}, {Outlet: "A", Letter: "B2"}, {Outlet: "A", Checks: []model.Check{{Question: "age"}}}} {
		if c, err := profiling().Setting(wrong); !errors.Is(err, model.ErrValue) || len(c.Edits) > 0 {
			t.Errorf("%+v: %+v, %v", wrong, c, err)
		}
	}
}

func TestTakenProfilesKeepTheirDatesAndGradeWhatIsNotGraded(t *testing.T) {
	taken := []model.Profile{
		{Outlet: "Tide Post", Letter: "B", Basis: "Corrects.", Updated: march},
		{Outlet: "Tellwire", Letter: "A", Updated: march},
		{Outlet: "Radio Aldmoor", Updated: march},
	}
	w := profiling(model.Profile{Outlet: "Tellwire", Basis: "Ours.", Updated: march.AddDate(0, -1, 0)})
	gradeOf := func(id model.OutletID) *record.Grade {
		if id == model.OutletIDOf("Tellwire") {
			return &record.Grade{}
		}
		return nil
	}
	c, err := w.Taking(taken, gradeOf)
	if err != nil || len(c.Edits) != 4 {
		t.Fatalf("%+v, %v", c, err)
	}
	got := profilesOf(c)
	if got[0].Updated != march || got[1].Basis != "Ours." {
		t.Errorf("%+v", got)
	}
	grade, ok := c.Edits[1].(edit.Record).After.(*record.Grade)
	if want := (record.Grade{Analyst: "Ines", On: record.GradedOutlet, Grade: model.Grade{Source: "B"}, Basis: "Corrects.", At: w.Now}); !ok || *grade != want {
		t.Errorf("%+v", grade)
	}
	if c, err := w.Taking(taken, nil); err != nil || len(c.Edits) != 3 {
		t.Errorf("without grades: %+v, %v", c, err)
	}
	if c, err := profiling(taken...).Taking(taken, nil); err != nil || len(c.Edits) > 0 {
		t.Errorf("again: %+v, %v", c, err)
	}
	if c, err := w.Taking(append(taken, model.Profile{}), nil); !errors.Is(err, model.ErrValue) || len(c.Edits) > 0 {
		t.Errorf("a wrong one: %+v, %v", c, err)
	}
}

func TestTheNewerProfileIsAdopted(t *testing.T) {
	before, after := march.AddDate(0, -1, 0), march.AddDate(0, 1, 0)
	own := model.Profile{Outlet: "Tide Post", Owner: "We", Basis: "Ours.", Updated: march}
	for name, c := range map[string]struct {
		other   model.Profile
		replace bool
		fate    edit.ProfileFate
		want    model.Profile
	}{
		"newer":             {model.Profile{Outlet: "tide post", Owner: "They", Basis: "Theirs.", Updated: after}, false, edit.ProfileReplaced, model.Profile{Outlet: "tide post", Owner: "They", Basis: "Theirs.", Updated: after}},
		"without a basis":   {model.Profile{Outlet: "Tide Post", Owner: "They", Updated: after}, false, edit.ProfileReplaced, model.Profile{Outlet: "Tide Post", Owner: "They", Basis: "Ours.", Updated: after}},
		"older":             {model.Profile{Outlet: "Tide Post", Owner: "They", Updated: before}, false, edit.ProfileOlder, own},
		"as old":            {model.Profile{Outlet: "Tide Post", Owner: "They", Updated: march}, false, edit.ProfileOlder, own},
		"undated":           {model.Profile{Outlet: "Tide Post", Owner: "They"}, false, edit.ProfileOlder, own},
		"older, to replace": {model.Profile{Outlet: "Tide Post", Owner: "They", Updated: before}, true, edit.ProfileReplaced, model.Profile{Outlet: "Tide Post", Owner: "They", Basis: "Ours.", Updated: before}},
		"the same":          {model.Profile{Outlet: "Tide Post", Owner: "We", Updated: before}, true, edit.ProfileSame, own},
	} {
		mine := []model.Profile{{Outlet: "Other"}, own}
		got, adopted := edit.AdoptingProfiles(mine, []model.Profile{c.other}, c.replace)
		if len(got) != 2 || !reflect.DeepEqual(got[1], c.want) || len(adopted) != 1 || adopted[0].Fate != c.fate || mine[1].Owner != "We" {
			t.Errorf("%s: %+v, %+v", name, got, adopted)
		}
	}
	if got, adopted := edit.AdoptingProfiles(nil, []model.Profile{own}, false); len(got) != 1 || adopted[0].Fate != edit.ProfileAdded {
		t.Errorf("%+v, %+v", got, adopted)
	}
}

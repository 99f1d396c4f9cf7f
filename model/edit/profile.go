package edit

import (
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// Profiling changes a project's profiles of outlets.
type Profiling struct {
	Now     time.Time
	Analyst string // whose grades Taking adds
	// Of returns the project's profile of an outlet, or nil.
	Of func(model.OutletID) *model.Profile
}

// Setting returns the change that makes p the profile of its outlet, with the present time. If
// all other fields of p are empty, the change removes the profile of the outlet. It has no
// edits if the profile already has the same content. The error is ErrValue if a value is
// refused.
func (w Profiling) Setting(p model.Profile) (Change, error) {
	c := Change{Verb: SetProfile, At: w.Now}
	p, err := value.AcceptProfile(p)
	if err != nil {
		return c, err
	}
	id := model.OutletIDOf(p.Outlet)
	if AlikeProfiles(p, model.Profile{Outlet: p.Outlet}) {
		return w.Removing(id), nil
	}
	before := w.Of(id)
	if p.Updated = w.Now; before != nil {
		p.Updated = Later(w.Now, before.Updated)
	}
	c.Edits = w.edits(id, &p, func(before *model.Profile) bool { return AlikeProfiles(*before, p) })
	return c, nil
}

// Removing returns the change that removes the profile of an outlet. It has no edits if the
// project has no such profile.
func (w Profiling) Removing(id model.OutletID) Change {
	c := Change{Verb: RemoveProfile, At: w.Now}
	if before := w.Of(id); before != nil {
		c.Edits = []Edit{Of(record.ProfileOf(id), before, nil)}
	}
	return c
}

// Taking returns the change that adds profiles from elsewhere, with their dates, or replaces
// those of the project. If a profile has no basis, the project's basis stays. If gradeOf is not
// nil, it returns the analyst's grade of an outlet; the change then also makes the letter and
// the basis of each profile the analyst's grade of its outlet, unless the analyst has graded
// the outlet. The error is ErrValue if a value is refused.
func (w Profiling) Taking(all []model.Profile, gradeOf func(model.OutletID) *record.Grade) (Change, error) {
	c := Change{Verb: TakeProfiles, At: w.Now}
	for _, p := range all {
		p, err := value.AcceptProfile(p)
		if err != nil {
			return Change{Verb: c.Verb}, err
		}
		id := model.OutletIDOf(p.Outlet)
		if before := w.Of(id); before != nil {
			p = withBasis(p, *before)
		}
		c.Edits = append(c.Edits, w.edits(id, &p, func(before *model.Profile) bool {
			return AlikeProfiles(*before, p) && before.Updated.Equal(p.Updated)
		})...)
		if gradeOf != nil && p.Letter != "" && gradeOf(id) == nil {
			key := record.GradeOn(model.Subject{Outlet: id}, w.Analyst)
			c.Edits = append(c.Edits, Of(key, nil, &record.Grade{
				Analyst: w.Analyst, On: record.GradedOutlet, Grade: model.Grade{Source: p.Letter}, Basis: p.Basis, At: w.Now,
			}))
		}
	}
	return c, nil
}

// edits returns the edit that makes p the profile of an outlet, or nil if same returns true
// for the present profile.
func (w Profiling) edits(id model.OutletID, p *model.Profile, same func(before *model.Profile) bool) []Edit {
	before := w.Of(id)
	if before != nil && same(before) {
		return nil
	}
	return []Edit{Of(record.ProfileOf(id), before, p)}
}

// AlikeProfiles reports whether two profiles have the same content, apart from their times.
func AlikeProfiles(a, b model.Profile) bool { return record.Of(record.ProfileKind).Alike(&a, &b) }

// withBasis returns p with the basis of own if p has none.
func withBasis(p, own model.Profile) model.Profile {
	if p.Basis == "" {
		p.Basis = own.Basis
	}
	return p
}

// ProfileFate says what became of a profile from elsewhere.
type ProfileFate int

// The fates of profiles.
const (
	ProfileAdded    ProfileFate = iota // the analyst had no profile of the outlet
	ProfileReplaced                    // it replaced the analyst's own
	ProfileSame                        // the analyst's own has the same content
	ProfileOlder                       // it differs from the analyst's own, which stays because it is as new or newer
)

// AdoptedProfile is a profile from elsewhere and its fate.
type AdoptedProfile struct {
	model.Profile
	Fate ProfileFate
}

// AdoptingProfiles returns an analyst's own profiles after those from elsewhere are added. A
// profile from elsewhere replaces the analyst's own of the same outlet if it is newer, or if
// replace is set. If it has no basis, the analyst's own basis stays.
func AdoptingProfiles(own, others []model.Profile, replace bool) (after []model.Profile, adopted []AdoptedProfile) {
	after = slices.Clone(own)
	for _, p := range others {
		at := ProfileIn(after, model.OutletIDOf(p.Outlet))
		if at < 0 {
			after = append(after, p)
			adopted = append(adopted, AdoptedProfile{p, ProfileAdded})
			continue
		}
		mine := after[at]
		p = withBasis(p, mine)
		newer := p.Updated.After(mine.Updated)
		fate := ProfileReplaced
		switch {
		case AlikeProfiles(p, mine):
			fate = ProfileSame
			if newer {
				after[at] = p // with its date
			}
		case newer || replace:
			after[at] = p
		default:
			fate = ProfileOlder
		}
		adopted = append(adopted, AdoptedProfile{p, fate})
	}
	return after, adopted
}

// KeepingProfile returns an analyst's own profiles with p as the profile of its outlet.
func KeepingProfile(own []model.Profile, p model.Profile) []model.Profile {
	own = slices.Clone(own)
	if at := ProfileIn(own, model.OutletIDOf(p.Outlet)); at >= 0 {
		own[at] = p
		return own
	}
	return append(own, p)
}

// ProfileIn returns the index of the profile of an outlet, or -1.
func ProfileIn(all []model.Profile, id model.OutletID) int {
	return slices.IndexFunc(all, func(p model.Profile) bool { return model.OutletIDOf(p.Outlet) == id })
}

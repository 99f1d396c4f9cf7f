package session

import (
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// readProfiles reads the profiles of outlets.
func (s *Session) readProfiles() (err error) {
	if s.profiles, err = s.store.Profiles(); err != nil {
		return fmt.Errorf("read the profiles of outlets: %w", err)
	}
	for e := range s.pendingRecords(record.ProfileKind) {
		s.applyProfile(e)
	}
	return nil
}

func (s *Session) applyProfile(e edit.Record) {
	if after, ok := e.After.(*model.Profile); ok {
		s.profiles[e.Key.Outlet] = after
	} else {
		delete(s.profiles, e.Key.Outlet)
	}
}

// profileChanged updates the profiles after the edit of a record.
func (s *Session) profileChanged(e edit.Record) {
	if e.Key.Kind == record.ProfileKind {
		s.applyProfile(e)
		s.emit(ProfilesChanged{})
	}
}

// profiling returns the edit.Profiling for the project and the analyst.
func (s *Session) profiling() edit.Profiling {
	return edit.Profiling{Now: s.now(), Analyst: s.opts.Analyst, Of: func(id model.OutletID) *model.Profile { return s.profiles[id] }}
}

// Profile returns the project's profile of an outlet, or nil. The caller must not change
// it.
func (s *Session) Profile(outlet model.OutletID) *model.Profile { return s.profiles[outlet] }

// Profiles returns the project's profiles, sorted by outlet.
func (s *Session) Profiles() []model.Profile {
	var all []model.Profile
	for _, p := range s.profiles {
		all = append(all, *p)
	}
	slices.SortFunc(all, func(a, b model.Profile) int {
		return strings.Compare(string(model.OutletIDOf(a.Outlet)), string(model.OutletIDOf(b.Outlet)))
	})
	return all
}

// SetProfile makes p the project's profile of its outlet, with the present time. If all other
// fields of p are empty, it removes the profile. The error is ErrValue if a value is refused.
func (s *Session) SetProfile(p model.Profile) error {
	return s.changeProfiles(func() (edit.Change, error) { return s.profiling().Setting(p) })
}

// RemoveProfile removes the project's profile of an outlet, if it has one.
func (s *Session) RemoveProfile(outlet model.OutletID) error {
	return s.changeProfiles(func() (edit.Change, error) { return s.profiling().Removing(outlet), nil })
}

// TakeProfiles copies profiles that the analyst keeps to the project, with their dates, in one
// change. If grade is set, the change also makes their letters the analyst's grades of those
// outlets that the analyst has not graded. The error is ErrValue if a value is refused.
func (s *Session) TakeProfiles(all []model.Profile, grade bool) error {
	return s.changeProfiles(func() (edit.Change, error) {
		gradeOf := s.OutletGrade
		if !grade {
			gradeOf = nil
		}
		return s.profiling().Taking(all, gradeOf)
	})
}

// changeProfiles commits a change, unless it has no edits.
func (s *Session) changeProfiles(change func() (edit.Change, error)) error {
	defer s.together()()
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	c, err := change()
	if err != nil || len(c.Edits) == 0 {
		return err
	}
	return s.commit(c)
}

// Offer is a kept profile that the analyst can copy to the project.
type Offer struct {
	Profile model.Profile
	Has     *model.Profile // the project's own, which is older and differs, or nil
}

// OfferedProfiles returns the profiles in library that the analyst can copy to the project,
// sorted by outlet: those of outlets in the list of articles for which the project has no
// profile, or an older and different one.
func (s *Session) OfferedProfiles(library []model.Profile) []Offer {
	kept := make(map[model.OutletID]model.Profile, len(library))
	for _, p := range library {
		kept[model.OutletIDOf(p.Outlet)] = p
	}
	names, seen := map[string]bool{}, map[model.OutletID]bool{}
	var offers []Offer
	for _, sum := range s.corpus.all {
		if names[sum.Metadata.Outlet] {
			continue
		}
		names[sum.Metadata.Outlet] = true
		id := model.OutletIDOf(sum.Metadata.Outlet)
		p, known := kept[id]
		if id == "" || !known || seen[id] {
			continue
		}
		seen[id] = true
		has := s.profiles[id]
		if has == nil || p.Updated.After(has.Updated) && !edit.AlikeProfiles(p, *has) {
			offers = append(offers, Offer{p, has})
		}
	}
	slices.SortFunc(offers, func(a, b Offer) int {
		return strings.Compare(string(model.OutletIDOf(a.Profile.Outlet)), string(model.OutletIDOf(b.Profile.Outlet)))
	})
	return offers
}

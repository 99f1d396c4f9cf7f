package record

import (
	"reflect"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// ProfileOf returns the key of the profile that a project has of an outlet.
func ProfileOf(outlet model.OutletID) model.Key {
	return model.Key{Kind: ProfileKind, Subject: model.Subject{Outlet: outlet}}
}

// StoredProfile is a profile as files store it.
type StoredProfile struct {
	Outlet      string        `cbor:"1,keyasint,omitempty" json:"outlet"`
	Owner       string        `cbor:"2,keyasint,omitempty" json:"owner,omitempty"`
	Country     string        `cbor:"3,keyasint,omitempty" json:"country,omitempty"`
	Kind        string        `cbor:"4,keyasint,omitempty" json:"kind,omitempty"`
	Grade       string        `cbor:"5,keyasint,omitempty" json:"grade,omitempty"`
	Basis       string        `cbor:"6,keyasint,omitempty" json:"basis,omitempty"`
	Corrections string        `cbor:"7,keyasint,omitempty" json:"corrections,omitempty"`
	Checks      []StoredCheck `cbor:"8,keyasint,omitempty" json:"checks,omitempty"`
	Updated     Time          `cbor:"9,keyasint,omitempty" json:"date,omitempty"`
}

// StoredCheck is the answer to a question of the checklist as files store it.
type StoredCheck struct {
	Question model.CheckKey `cbor:"1,keyasint,omitempty" json:"question"`
	Answer   model.Answer   `cbor:"2,keyasint,omitempty" json:"answer,omitempty"`
	Address  string         `cbor:"3,keyasint,omitempty" json:"address,omitempty"`
}

// StoredProfileOf returns the stored form of a profile.
func StoredProfileOf(p *model.Profile) *StoredProfile {
	s := &StoredProfile{p.Outlet, p.Owner, p.Country, p.Kind, p.Letter, p.Basis, p.Corrections, nil, TimeOf(p.Updated)}
	for _, c := range p.Checks {
		s.Checks = append(s.Checks, StoredCheck(c))
	}
	return s
}

// Profile returns the profile that s stores. The error wraps ErrDamaged if its time is
// invalid.
func (s *StoredProfile) Profile() (*model.Profile, error) {
	updated, err := s.Updated.Time()
	p := &model.Profile{
		Outlet: s.Outlet, Owner: s.Owner, Country: s.Country, Kind: s.Kind, Letter: s.Grade, Basis: s.Basis,
		Corrections: s.Corrections, Updated: updated,
	}
	for _, c := range s.Checks {
		p.Checks = append(p.Checks, model.Check(c))
	}
	return p, err
}

func profiles() *Declaration {
	return Declare(Spec[model.Profile]{
		Kind: ProfileKind, Name: "profile",
		Same:  func(a, b *model.Profile) bool { return alikeProfiles(a, b) && a.Updated.Equal(b.Updated) },
		Alike: alikeProfiles,
		Check: func(_, after *model.Profile) error {
			_, err := value.AcceptProfile(*after)
			return err
		},
		Keyed: func(k model.Key) bool { return k.Outlet != "" && k == ProfileOf(k.Outlet) },
		Accept: func(p *model.Profile) (*model.Profile, error) {
			accepted, err := value.AcceptProfile(*p)
			return &accepted, err
		},
		At:     func(p *model.Profile) time.Time { return p.Updated },
		Text:   func(p *model.Profile) string { return p.Outlet },
		Stored: func(_ model.Key, p *model.Profile, _ time.Time) any { return StoredProfileOf(p) },
		Restored: func(decode func(any) error, _ model.Key, _ time.Time) (*model.Profile, error) {
			var s StoredProfile
			if err := decode(&s); err != nil {
				return nil, err
			}
			return s.Profile()
		},
	})
}

// alikeProfiles reports whether two profiles have the same content, apart from their times.
func alikeProfiles(a, b *model.Profile) bool {
	one, other := *a, *b
	one.Checks, other.Checks, one.Updated, other.Updated = nil, nil, time.Time{}, time.Time{}
	return reflect.DeepEqual(one, other) && slices.Equal(a.Checks, b.Checks)
}

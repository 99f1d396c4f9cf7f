package record

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Checklist is the content that says how far an analyst has established the five pillars of
// First Draft's guide to verification for an article or a sentence. If a pillar is missing, the
// analyst has not looked at it.
type Checklist struct {
	Analyst string // as in the key
	Found   map[model.Pillar]model.Established
	Remark  string
	At      time.Time // UTC
}

// ChecklistOn returns the key of an analyst's checklist for a sentence or an article.
func ChecklistOn(on model.Subject, analyst string) model.Key {
	return model.Key{Kind: ChecklistKind, Subject: on, Analyst: analyst}
}

// storedChecklist is a Checklist as files store it, without the fields that its key has.
type storedChecklist struct {
	Found  map[model.Pillar]model.Established `cbor:"1,keyasint,omitempty" json:"found"`
	Remark string                             `cbor:"2,keyasint,omitempty" json:"remark,omitempty"`
	At     Time                               `cbor:"3,keyasint,omitempty" json:"time,omitempty"`
}

func checklists() *Declaration {
	return Declare(Spec[Checklist]{
		Kind: ChecklistKind, Name: "checklist", Layer: true,
		By:    func(c *Checklist) string { return c.Analyst },
		Same:  func(a, b *Checklist) bool { return a.alike(b) && a.At.Equal(b.At) },
		Alike: (*Checklist).alike,
		Check: func(_, after *Checklist) error {
			accepted := *after
			return accepted.accept()
		},
		Keyed: func(k model.Key) bool {
			return k.Analyst != "" && k == ChecklistOn(k.Subject, k.Analyst) && k.Article != "" && k.Outlet == "" &&
				(k.Sentence == model.Span{} || onText(k.Subject))
		},
		Accept: func(c *Checklist) (*Checklist, error) {
			accepted := *c
			return &accepted, accepted.accept()
		},
		Rename: func(c *Checklist, name func(string) string) *Checklist {
			renamed := *c
			renamed.Analyst = name(c.Analyst)
			return &renamed
		},
		At: func(c *Checklist) time.Time { return c.At },
		Text: func(c *Checklist) string {
			var found []string
			for _, p := range model.Pillars() {
				if c.Found[p] != "" {
					found = append(found, string(p)+": "+string(c.Found[p]))
				}
			}
			return strings.Join(found, ", ")
		},
		Stored: func(_ model.Key, c *Checklist, _ time.Time) any {
			return &storedChecklist{c.Found, c.Remark, TimeOf(c.At)}
		},
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Checklist, error) {
			var s storedChecklist
			if err := decode(&s); err != nil {
				return nil, err
			}
			at, err := s.At.Time()
			return &Checklist{key.Analyst, s.Found, s.Remark, at}, err
		},
	})
}

// alike reports whether both have the same content, apart from their times.
func (c *Checklist) alike(b *Checklist) bool {
	return c.Analyst == b.Analyst && maps.Equal(c.Found, b.Found) && c.Remark == b.Remark
}

// accept replaces the values with their accepted forms. The error is that of the first value
// that is refused.
func (c *Checklist) accept() (err error) {
	for pillar, found := range c.Found {
		if !slices.Contains(model.Pillars(), pillar) {
			return fmt.Errorf("%w: the checklist has no question %q", model.ErrValue, model.Excerpt(string(pillar)))
		}
		switch found {
		case model.EstablishedFully, model.EstablishedPartly, model.NotEstablished:
		default:
			return fmt.Errorf("%w: %q is no answer of the checklist", model.ErrValue, model.Excerpt(string(found)))
		}
	}
	if c.Remark, err = value.Remark.Accept(c.Remark); err != nil {
		return err
	}
	if len(c.Found) == 0 && c.Remark == "" {
		return fmt.Errorf("%w: the checklist is empty", model.ErrValue)
	}
	return value.CheckTime(c.At)
}

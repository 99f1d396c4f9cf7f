package record

import (
	"fmt"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Origin is the content that says where an article's knowledge comes from.
type Origin struct {
	Kind model.OriginKind `cbor:"1,keyasint,omitempty" json:"kind"`
	Name string           `cbor:"2,keyasint,omitempty" json:"name,omitempty"` // empty only for own reporting
}

// OriginOf returns the key of the origin of an article.
func OriginOf(article model.ArticleID) model.Key {
	return model.Key{Kind: OriginKind, Subject: model.Subject{Article: article}}
}

func origins() *Declaration {
	return Declare(Spec[Origin]{
		Kind: OriginKind, Name: "origin", Searched: true,
		Check: func(_, after *Origin) error {
			accepted := *after
			return accepted.accept()
		},
		Keyed: func(k model.Key) bool { return k.Article != "" && k == OriginOf(k.Article) },
		Accept: func(o *Origin) (*Origin, error) {
			accepted := *o
			return &accepted, accepted.accept()
		},
		Text: func(o *Origin) string {
			if o.Name == "" {
				return string(o.Kind)
			}
			return string(o.Kind) + ": " + o.Name
		},
	})
}

// accept replaces the values with their accepted forms.
func (o *Origin) accept() (err error) {
	if !slices.Contains([]model.OriginKind{model.OwnReporting, model.FromAgency, model.FromOutlet}, o.Kind) {
		return fmt.Errorf("%w: %q is not a kind of origin", model.ErrValue, model.Excerpt(string(o.Kind)))
	}
	if o.Name, err = value.OriginName.Accept(o.Name); err != nil {
		return err
	}
	if o.Name == "" && o.Kind != model.OwnReporting {
		return fmt.Errorf("%w: the origin has no name", model.ErrValue)
	}
	return nil
}

// Dismissal is the content of an analyst's mark that keeps a sentence out of proposals.
type Dismissal struct {
	Analyst string    // as in the key
	At      time.Time // UTC
}

// DismissalOf returns the key of an analyst's dismissal of a sentence.
func DismissalOf(on model.Subject, analyst string) model.Key {
	return model.Key{Kind: DismissalKind, Subject: on, Analyst: analyst}
}

// storedDismissal is a Dismissal as files store it, without the analyst, whom its key has.
type storedDismissal struct {
	At Time `cbor:"1,keyasint,omitempty" json:"time,omitempty"`
}

func dismissals() *Declaration {
	return Declare(Spec[Dismissal]{
		Kind: DismissalKind, Name: "dismissal", Layer: true, Whole: true,
		By:    func(d *Dismissal) string { return d.Analyst },
		Same:  func(a, b *Dismissal) bool { return a.Analyst == b.Analyst && a.At.Equal(b.At) },
		Alike: func(a, b *Dismissal) bool { return a.Analyst == b.Analyst },
		Check: func(_, after *Dismissal) error { return value.CheckTime(after.At) },
		Keyed: func(k model.Key) bool {
			return k.Analyst != "" && k.Article != "" && k == DismissalOf(k.Subject, k.Analyst) && onText(k.Subject)
		},
		Rename: func(d *Dismissal, name func(string) string) *Dismissal {
			return &Dismissal{name(d.Analyst), d.At}
		},
		At:     func(d *Dismissal) time.Time { return d.At },
		Text:   func(*Dismissal) string { return "not proposed" },
		Stored: func(_ model.Key, d *Dismissal, _ time.Time) any { return &storedDismissal{TimeOf(d.At)} },
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Dismissal, error) {
			var s storedDismissal
			if err := decode(&s); err != nil {
				return nil, err
			}
			at, err := s.At.Time()
			return &Dismissal{key.Analyst, at}, err
		},
	})
}

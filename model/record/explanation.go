package record

import (
	"fmt"
	"math"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Explanation is one of the project's rival explanations of what happened.
type Explanation struct {
	Title    string  `cbor:"1,keyasint" json:"title"`
	Position float64 `cbor:"2,keyasint,omitempty" json:"position"` // explanations are listed in the order of their positions
}

// ExplanationKey returns the key of an explanation.
func ExplanationKey(id model.ExplanationID) model.Key {
	return model.Key{Kind: ExplanationKind, ID: string(id)}
}

func explanations() *Declaration {
	return Declare(Spec[Explanation]{
		Kind: ExplanationKind, Name: "explanation",
		Keyed: func(k model.Key) bool {
			return k.ID != "" && !strings.Contains(k.ID, "/") && k == ExplanationKey(model.ExplanationID(k.ID))
		},
		Check: func(_, after *Explanation) error {
			accepted := *after
			return accepted.accept()
		},
		Accept: func(e *Explanation) (*Explanation, error) {
			accepted := *e
			return &accepted, accepted.accept()
		},
		Text: func(e *Explanation) string { return e.Title },
	})
}

// accept replaces the values with their accepted forms.
func (e *Explanation) accept() (err error) {
	if e.Title, err = value.Explanation.Accept(e.Title); err != nil {
		return err
	}
	if math.IsNaN(e.Position) || math.IsInf(e.Position, 0) {
		return fmt.Errorf("%w: an explanation's position must be a finite number", model.ErrValue)
	}
	return nil
}

// Rating is the content by which an analyst says how a statement fits an explanation.
type Rating struct {
	Analyst     string              // as in the key
	Explanation model.ExplanationID // as in the key
	Statement   model.StatementID   // as in the key
	Title       string              // the statement's title when it was rated
	Fit         model.Fit
	At          time.Time // UTC
}

// RatingBy returns the key of an analyst's rating.
func RatingBy(analyst string, explanation model.ExplanationID, statement model.StatementID) model.Key {
	return model.Key{Kind: RatingKind, Analyst: analyst, ID: string(explanation) + "/" + string(statement)}
}

// Rated returns the explanation and the statement of the rating with a key.
func Rated(k model.Key) (model.ExplanationID, model.StatementID) {
	explanation, statement, _ := strings.Cut(k.ID, "/")
	return model.ExplanationID(explanation), model.StatementID(statement)
}

// storedRating is a Rating as files store it, without the fields that its key has.
type storedRating struct {
	Title string    `cbor:"1,keyasint,omitempty" json:"title"`
	Fit   model.Fit `cbor:"2,keyasint" json:"fit"`
	At    Time      `cbor:"3,keyasint,omitempty" json:"time,omitempty"`
}

func ratings() *Declaration {
	return Declare(Spec[Rating]{
		Kind: RatingKind, Name: "rating", Layer: true,
		By:    func(r *Rating) string { return r.Analyst },
		Same:  func(a, b *Rating) bool { return a.alike(b) && a.Title == b.Title && a.At.Equal(b.At) },
		Alike: (*Rating).alike,
		Check: func(_, after *Rating) error {
			accepted := *after
			return accepted.accept()
		},
		Keyed: func(k model.Key) bool {
			explanation, statement := Rated(k)
			return k.Analyst != "" && explanation != "" && statement != "" && k == RatingBy(k.Analyst, explanation, statement)
		},
		Accept: func(r *Rating) (*Rating, error) {
			accepted := *r
			return &accepted, accepted.accept()
		},
		Rename: func(r *Rating, name func(string) string) *Rating {
			renamed := *r
			renamed.Analyst = name(r.Analyst)
			return &renamed
		},
		At:     func(r *Rating) time.Time { return r.At },
		ID:     func(r *Rating) string { return string(r.Explanation) + "/" + string(r.Statement) },
		Text:   func(r *Rating) string { return string(r.Fit) + ": " + r.Title },
		Stored: func(_ model.Key, r *Rating, _ time.Time) any { return &storedRating{r.Title, r.Fit, TimeOf(r.At)} },
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Rating, error) {
			var s storedRating
			if err := decode(&s); err != nil {
				return nil, err
			}
			at, err := s.At.Time()
			explanation, statement := Rated(key)
			return &Rating{key.Analyst, explanation, statement, s.Title, s.Fit, at}, err
		},
	})
}

func (r *Rating) alike(b *Rating) bool {
	return r.Explanation == b.Explanation && r.Statement == b.Statement && r.Analyst == b.Analyst && r.Fit == b.Fit
}

// accept replaces the values with their accepted forms.
func (r *Rating) accept() (err error) {
	if r.Title, err = value.Statement.Accept(r.Title); err != nil {
		return err
	}
	if !r.Fit.Valid() {
		return fmt.Errorf("%w: %q does not say how a statement fits an explanation", model.ErrValue, model.Excerpt(string(r.Fit)))
	}
	return value.CheckTime(r.At)
}

package record

import (
	"fmt"
	"math"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Statement is a statement of the project's list: one thing that is said about the event, in
// the analyst's words. A statement that was joined into another one stays in the list, with a
// link to it.
type Statement struct {
	Title    string            `cbor:"1,keyasint,omitempty" json:"title"`
	Position float64           `cbor:"2,keyasint,omitempty" json:"position"` // statements are listed in the order of their positions
	Into     model.StatementID `cbor:"3,keyasint,omitempty" json:"into,omitempty"`
}

func (s Statement) joinedInto() model.StatementID { return s.Into }

// StatementKey returns the key of a statement.
func StatementKey(id model.StatementID) model.Key {
	return model.Key{Kind: StatementKind, ID: string(id)}
}

func statements() *Declaration {
	return Declare(Spec[Statement]{
		Kind: StatementKind, Name: "statement", Searched: true,
		Keyed: func(k model.Key) bool { return k.ID != "" && k == StatementKey(model.StatementID(k.ID)) },
		Check: func(_, after *Statement) error {
			if err := value.Statement.Check(after.Title); err != nil {
				return err
			}
			return after.checkPosition()
		},
		Accept: func(s *Statement) (*Statement, error) {
			accepted := *s
			var err error
			if accepted.Title, err = value.Statement.Accept(s.Title); err != nil {
				return nil, err
			}
			return &accepted, accepted.checkPosition()
		},
		Text: func(s *Statement) string {
			text := s.Title
			if s.Into != "" {
				text += ", joined into " + model.Excerpt(string(s.Into))
			}
			return text
		},
	})
}

func (s *Statement) checkPosition() error {
	if math.IsNaN(s.Position) || math.IsInf(s.Position, 0) {
		return fmt.Errorf("%w: a statement's position must be a finite number", model.ErrValue)
	}
	return nil
}

package record

import (
	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Phrase is a phrase of the project's list.
type Phrase struct {
	Name string         `cbor:"1,keyasint,omitempty" json:"name"`
	Into model.PhraseID `cbor:"2,keyasint,omitempty" json:"into,omitempty"` // the phrase that it was joined into
}

// PhraseKey returns the key of a phrase of the project's list.
func PhraseKey(id model.PhraseID) model.Key { return model.Key{Kind: PhraseKind, ID: string(id)} }

// PhraseIDOf returns the id of a new phrase. Names that value.Folded does not distinguish
// have the same id.
func PhraseIDOf(name string) model.PhraseID { return model.PhraseID(value.Folded(name)) }

func phrases() *Declaration {
	return Declare(Spec[Phrase]{
		Kind: PhraseKind, Name: "phrase",
		Keyed: func(k model.Key) bool { return k.ID != "" && k == PhraseKey(model.PhraseID(k.ID)) },
		Check: func(_, after *Phrase) error { return value.Phrase.Check(after.Name) },
		Accept: func(p *Phrase) (*Phrase, error) {
			name, err := value.Phrase.Accept(p.Name)
			return &Phrase{Name: name, Into: p.Into}, err
		},
		Text: func(p *Phrase) string {
			if p.Into != "" {
				return p.Name + ", joined into " + model.Excerpt(string(p.Into))
			}
			return p.Name
		},
	})
}

package record

import (
	"strings"

	"golang.org/x/text/unicode/norm"

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

// PhraseIDOf returns the id of a new phrase. Names that differ only in case, in spaces or
// in the form of accented letters have the same id.
func PhraseIDOf(name string) model.PhraseID {
	name = strings.Join(strings.Fields(norm.NFC.String(name)), " ")
	return model.PhraseID(norm.NFC.String(strings.ToLower(strings.ToUpper(name))))
}

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

package record

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Given is the content that says that an analyst gave a phrase to a sentence, an article
// or an outlet.
type Given struct {
	Phrase  model.PhraseID // as in the key
	Analyst string         // as in the key
	Name    string         // what the phrase was called when it was given
}

// GivenOn returns the key of a phrase that an analyst gave to a subject.
func GivenOn(on model.Subject, analyst string, phrase model.PhraseID) model.Key {
	return model.Key{Kind: GivenKind, Subject: on, Analyst: analyst, ID: string(phrase)}
}

// storedGiven is a Given in files. The key has the rest.
type storedGiven struct {
	Name string `cbor:"1,keyasint,omitempty" json:"name"`
}

func givens() *Declaration {
	return Declare(Spec[Given]{
		Kind: GivenKind, Name: "given", Searched: true, Layer: true,
		By:    func(g *Given) string { return g.Analyst },
		Check: func(_, after *Given) error { return value.Phrase.Check(after.Name) },
		Keyed: func(k model.Key) bool {
			article := k.Article != "" && k.Outlet == "" && (k.Sentence == model.Span{} || onText(k.Subject))
			outlet := k.Article == "" && k.Outlet != "" && k.Sentence == model.Span{}
			return (article || outlet) && k.Analyst != "" && k.ID != ""
		},
		Accept: func(g *Given) (*Given, error) {
			accepted := *g
			var err error
			accepted.Name, err = value.Phrase.Accept(g.Name)
			return &accepted, err
		},
		Rename: func(g *Given, name func(string) string) *Given {
			renamed := *g
			renamed.Analyst = name(g.Analyst)
			return &renamed
		},
		ID:     func(g *Given) string { return string(g.Phrase) },
		Text:   func(g *Given) string { return g.Name },
		Stored: func(_ model.Key, g *Given, _ time.Time) any { return &storedGiven{g.Name} },
		Restored: func(decode func(any) error, key model.Key, _ time.Time) (*Given, error) {
			var s storedGiven
			err := decode(&s)
			return &Given{Phrase: model.PhraseID(key.ID), Analyst: key.Analyst, Name: s.Name}, err
		},
	})
}

// GivenTo returns the phrases that were given to a sentence of a document, or to the
// article if the span is empty, by anyone.
func GivenTo(doc *model.Document, sentence model.Span) []*Given {
	var all []*Given
	for _, content := range On(doc, GivenKind, sentence) {
		all = append(all, content.(*Given))
	}
	return all
}

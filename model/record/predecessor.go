package record

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Predecessor is the content that makes an article a newer version of another one: a text that
// the outlet changed after it was published, or that the analyst corrected. Each version is an
// article of its own; see Chains.
type Predecessor struct {
	Article   model.ArticleID `cbor:"1,keyasint" json:"article"` // the version before
	Corrected bool            `cbor:"2,keyasint,omitempty" json:"corrected,omitempty"`
}

// PredecessorOf returns the key of the predecessor of an article.
func PredecessorOf(newer model.ArticleID) model.Key {
	return model.Key{Kind: PredecessorKind, Subject: model.Subject{Article: newer}}
}

func predecessors() *Declaration {
	return Declare(Spec[Predecessor]{
		Kind: PredecessorKind, Name: "predecessor", Searched: true,
		Check: func(_, after *Predecessor) error {
			if err := value.ArticleID.Check(string(after.Article)); err != nil {
				return fmt.Errorf("the version before: %w", err)
			}
			return nil
		},
		Keyed: func(k model.Key) bool { return k.Article != "" && k == PredecessorOf(k.Article) },
		Text: func(p *Predecessor) string {
			if p.Corrected {
				return "the corrected text of article " + string(p.Article)
			}
			return "a newer version of article " + string(p.Article)
		},
	})
}

package record

import "assay.app/assay/model"

// Presence is the content that says whether an article is in the corpus. An article that
// was never removed has no such record. If it was put back, its record is deleted.
type Presence struct {
	Present bool `cbor:"1,keyasint,omitempty" json:"present"`
}

// PresenceOf returns the key of the presence of an article. The article is not its
// subject, so that copies without the article can store the record, too.
func PresenceOf(article model.ArticleID) model.Key {
	return model.Key{Kind: PresenceKind, ID: string(article)}
}

// Absent reports whether the content of a record of the kind says that the article was
// removed from the corpus.
func Absent(content any) bool {
	p, ok := content.(*Presence)
	return ok && !p.Present
}

func presences() *Declaration {
	return Declare(Spec[Presence]{
		Kind: PresenceKind, Name: "presence", Quiet: true,
		Keyed: func(k model.Key) bool { return k.ID != "" && k == PresenceOf(model.ArticleID(k.ID)) },
		Text: func(p *Presence) string {
			if p.Present {
				return "in the corpus"
			}
			return "removed from the corpus"
		},
	})
}

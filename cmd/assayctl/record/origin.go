package record

import (
	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/origin"
)

// ArticleOrigin is where an article's knowledge comes from, as "origins --json" prints it.
type ArticleOrigin struct {
	Article  model.ArticleID `json:"article"`
	File     string          `json:"file"`
	Title    string          `json:"title"`
	Outlet   string          `json:"outlet"`
	Origin   Origin          `json:"origin"`   // without a kind if it is unknown
	Proposed bool            `json:"proposed"` // nobody has set it
	Because  []Evidence      `json:"because"`
	Family   int             `json:"family"` // of near-identical articles, from 1; 0 if it has none
}

// Evidence is a reason for proposing an origin.
type Evidence struct {
	Kind string          `json:"kind"`
	Name string          `json:"name,omitempty"` // of the agency or the outlet
	Span *Bytes          `json:"span,omitempty"`
	Text string          `json:"text,omitempty"`
	Of   model.ArticleID `json:"of,omitempty"` // the other article, if the texts are nearly identical
	// Changes are the sentences that differ from those of the other article.
	Changes []SentenceChange `json:"changes,omitempty"`
}

// SentenceChange is a sentence that a reprint changed, moved, added or dropped.
type SentenceChange struct {
	Kind string `json:"kind"`
	Was  string `json:"was,omitempty"` // in the other article
	Now  string `json:"now,omitempty"`
}

// ChangesOf returns the sentences of an article that differ from those of another one.
func ChangesOf(other, doc *model.Document) (all []SentenceChange) {
	sentence := func(d *model.Document, at int) string {
		if at < 0 {
			return ""
		}
		return d.Sentences()[at].Span.Of(d.Text)
	}
	for _, c := range align.Documents(other, doc) {
		if c.Name() != align.Same.String() {
			all = append(all, SentenceChange{c.Name(), sentence(other, c.A), sentence(doc, c.B)})
		}
	}
	return all
}

// EvidenceOf returns the record of evidence in a text.
func EvidenceOf(e origin.Evidence, text string) Evidence {
	one := Evidence{Kind: e.Kind.String(), Name: e.Name, Of: e.Of}
	if e.Span != (model.Span{}) {
		span := BytesOf(e.Span)
		one.Span, one.Text = &span, e.Span.Of(text)
	}
	return one
}

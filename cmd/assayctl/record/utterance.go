package record

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/compare/wording"
)

// Utterance is something that several outlets quote, as "variants --json" prints it.
type Utterance struct {
	Wording    string              `json:"wording"` // the one that most outlets share
	Outlets    int                 `json:"outlets"` // how many quote that wording, whole or in part
	Of         int                 `json:"of"`      // how many quote it in any wording
	Voice      string              `json:"voice,omitempty"`
	Statements []model.StatementID `json:"statements"` // of which a variant is a mention
	Variants   []Variant           `json:"variants"`
}

// Variant is how one sentence quotes an utterance.
type Variant struct {
	Article     model.ArticleID `json:"article"`
	File        string          `json:"file"`
	Outlet      string          `json:"outlet"`
	Index       int             `json:"index"` // of the sentence, from 0
	Span        Bytes           `json:"span"`  // of the quoted words
	Text        string          `json:"text"`
	Voice       string          `json:"voice,omitempty"`
	Flagged     bool            `json:"flagged"` // words inside the quotation marks were changed
	Differences []Difference    `json:"differences"`
}

// Difference is where a variant differs from the shared wording.
type Difference struct {
	Kind string `json:"kind"` // added, dropped or replaced
	Span Bytes  `json:"span"` // in bytes of the variant's text
	Text string `json:"text"` // what the variant has
	Was  string `json:"was"`  // what the shared wording has
}

// UtteranceOf returns the record of an utterance. file returns the file of an article.
func UtteranceOf(u *compare.Utterance, file func(model.ArticleID) string) Utterance {
	out := Utterance{Wording: u.Wording, Outlets: u.Outlets, Of: u.Of, Voice: u.VoiceName, Statements: []model.StatementID{}, Variants: []Variant{}}
	for _, v := range u.Variants {
		one := Variant{
			Article: v.Article, File: file(v.Article), Outlet: v.OutletName, Index: v.Index, Span: BytesOf(v.Span),
			Text: v.Text, Voice: v.VoiceName, Flagged: v.Flagged, Differences: []Difference{},
		}
		for _, op := range v.Ops {
			if op.Kind != wording.Same {
				one.Differences = append(one.Differences, Difference{op.Kind.String(), BytesOf(op.Span), strings.TrimSpace(op.Span.Of(v.Text)), op.Words})
			}
		}
		out.Variants = append(out.Variants, one)
	}
	return out
}

package record

import (
	"assay.app/assay/model"
	"assay.app/assay/model/suggest"
)

// Suggestions is an article as "suggest --json" prints it.
type Suggestions struct {
	ID          model.ArticleID `json:"id"`
	Heading     string          `json:"heading"`
	Suggestions []Suggestion    `json:"suggestions"`
}

// Suggestion is a label suggested for a sentence.
type Suggestion struct {
	Index   int            `json:"index"` // of the sentence, counted from 0
	Span    model.Span     `json:"span"`  // in bytes of the article's text
	Label   model.LabelKey `json:"label"`
	Code    string         `json:"code"` // identifies the rule
	Speaker string         `json:"speaker,omitempty"`
	Reason  string         `json:"reason"`
	Text    string         `json:"text"`
}

// SuggestionsOf returns the suggestions for a document.
func SuggestionsOf(doc *model.Document, codebook model.Codebook) Suggestions {
	out := Suggestions{ID: doc.ID, Heading: doc.Heading(), Suggestions: []Suggestion{}}
	index, unit := 0, 0
	for _, s := range suggest.For(doc, codebook) {
		for ; unit < s.Unit; unit++ {
			if doc.Units[unit].Kind == model.UnitSentence {
				index++
			}
		}
		span := doc.Units[s.Unit].Span
		out.Suggestions = append(out.Suggestions, Suggestion{
			Index: index, Span: span, Label: s.Label, Code: s.Reason.Code.String(),
			Speaker: s.Reason.Speaker, Reason: s.Reason.String(), Text: span.Of(doc.Text),
		})
	}
	return out
}

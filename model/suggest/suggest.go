// Package suggest proposes labels for the sentences of an article, each with its
// reason.
//
// It follows rules that people can read and question; docs/suggestions.md lists
// them in the order in which they are tried. Nothing is labelled until an analyst
// accepts a suggestion.
package suggest

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/quote"
)

// Suggestion is a label proposed for one unit of a document.
type Suggestion struct {
	Unit   int            // index into the document's units
	Label  model.LabelKey // a key of the codebook
	Reason Reason
}

// For returns the suggestions for a document, at most one for each unit, in the
// order of the units. It suggests labels only for sentences, not for units set
// aside. The labels are Quote, Background and Claim, as far as codebook has them.
// The same document and codebook always get the same suggestions.
func For(doc *model.Document, codebook model.Codebook) []Suggestion {
	a := article{doc: doc, now: present(doc)}
	for _, key := range []model.LabelKey{model.Quote, model.Background, model.Claim} {
		if _, ok := codebook.Find(key); ok {
			a.labels = append(a.labels, key)
		}
	}
	if len(a.labels) == 0 {
		return nil
	}
	a.quotes = quote.Find(doc.Metadata.Language, doc.Text, doc.Paragraphs)
	var all []Suggestion
	for i, u := range doc.Units {
		if u.Kind != model.UnitSentence {
			continue
		}
		if label, reason, ok := a.judge(u.Span); ok {
			all = append(all, Suggestion{Unit: i, Label: label, Reason: reason})
		}
	}
	return all
}

// article is the state of the rules while they read a document.
type article struct {
	doc    *model.Document
	labels []model.LabelKey // the labels that may be suggested
	quotes []quote.Quote    // all quotes of the article
	first  int              // the first quote that does not end before the current sentence
	now    int              // the year of the article; 0 if unknown
}

// judge tries the rules on one sentence, in the order of a.labels, and returns the
// first match.
func (a *article) judge(s model.Span) (model.LabelKey, Reason, bool) {
	text := s.Of(a.doc.Text)
	has := signsOf(text)
	for _, key := range a.labels {
		var r Reason
		var ok bool
		switch key {
		case model.Quote:
			r, ok = a.quoted(s)
		case model.Background:
			r, ok = a.older(text, has)
		case model.Claim:
			r, ok = checkable(text, has)
		}
		if ok {
			return key, r, true
		}
	}
	return "", Reason{}, false
}

// quoted looks for direct speech in the sentence, and for speech reported without
// quotation marks. A few quoted words without a verb of saying do not make a longer
// sentence a quote.
func (a *article) quoted(s model.Span) (Reason, bool) {
	for a.first < len(a.quotes) && a.quotes[a.first].Span.End <= s.Start {
		a.first++
	}
	for _, q := range a.quotes[a.first:] {
		if q.Span.Start >= s.End {
			break
		}
		if q.Kind == quote.Speech && a.counts(q, s) {
			return a.direct(q, s), true
		}
	}
	text := s.Of(a.doc.Text)
	if who, cue, ok := quote.Reported(a.doc.Metadata.Language, text); ok {
		return Reason{Code: ReportedSpeech, Speaker: clean(who.Of(text)), Words: clean(cue.Of(text))}, true
	}
	return Reason{}, false
}

// counts reports whether a quotation makes the sentence a quote.
func (a *article) counts(q quote.Quote, s model.Span) bool {
	const fewest = 5 // words
	part := model.Span{Start: max(q.Span.Start, s.Start), End: min(q.Span.End, s.End)}
	return q.Cue.Len() > 0 || 2*part.Len() > s.Len() || len(strings.Fields(part.Of(a.doc.Text))) >= fewest
}

// direct returns the reason for a quotation in the sentence.
func (a *article) direct(q quote.Quote, s model.Span) Reason {
	r := Reason{Code: DirectSpeech, Speaker: clean(q.Speaker.Of(a.doc.Text))}
	if q.Span.Start < s.Start {
		r.Code = SpeechGoesOn
	}
	part := model.Span{Start: max(q.Span.Start, s.Start), End: min(q.Span.End, s.End)}
	r.Words = model.Excerpt(part.Of(a.doc.Text))
	return r
}

// clean shortens words of the article so that they fit into a reason.
func clean(words string) string { return model.Excerpt(words) }

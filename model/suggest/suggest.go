// Package suggest proposes labels for the sentences of an article, each with its
// reason.
//
// It follows rules that people can read and question; docs/suggestions.md lists
// them in the order in which they are tried. Nothing is labelled until an analyst
// accepts a suggestion.
package suggest

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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
// aside. The labels are Quote, Background and Claim, as far as codebook has them and
// they are not retired.
// The same document and codebook always get the same suggestions.
func For(doc *model.Document, codebook model.Codebook) []Suggestion {
	known := map[model.LabelKey]bool{}
	for _, key := range []model.LabelKey{model.Quote, model.Background, model.Claim} {
		if l, ok := codebook.Find(key); ok && !l.Retired {
			known[key] = true
		}
	}
	if len(known) == 0 {
		return nil
	}
	a := article{doc: doc, english: isEnglish(doc.Metadata.Language), toks: make([]token, 0, 64)}
	a.readDate()
	a.quotes = quote.Find(doc.Metadata.Language, doc.Text, doc.Paragraphs)
	all := make([]Suggestion, 0, len(doc.Units))
	for i, u := range doc.Units {
		if u.Kind != model.UnitSentence {
			continue
		}
		if label, reason := a.judge(u.Span); known[label] {
			all = append(all, Suggestion{Unit: i, Label: label, Reason: reason})
		}
		a.index++
	}
	return all
}

// article is the state of the rules while they read a document.
type article struct {
	doc     *model.Document
	english bool
	dated   bool          // the date is known
	year    int           // of the date, or else the latest one that the text names; 0 if unknown
	month   int           // of the date or the dateline, from 1; 0 if unknown
	day     int           // of the date or the dateline, from 1; 0 if unknown
	quotes  []quote.Quote // all quotes of the article
	first   int           // the first quote that does not end before the current sentence
	index   int           // of the current sentence, from 0
	toks    []token       // of the current sentence
}

// isEnglish reports whether the rules for English apply to a language tag. As
// elsewhere, they apply if the language is unknown.
func isEnglish(tag string) bool {
	base, _, _ := strings.Cut(tag, "-")
	return base == "" || strings.EqualFold(base, "en")
}

// readDate sets the date of the article from its metadata or, if that has none, from
// its dateline and the years in its text.
func (a *article) readDate() {
	number := func(from, to int) int {
		if published := a.doc.Metadata.Published; len(published) >= to {
			n, _ := strconv.Atoi(published[from:to])
			return n
		}
		return 0
	}
	a.year, a.month, a.day = number(0, len("2025")), number(len("2025-"), len("2025-10")), number(len("2025-10-"), len("2025-10-10"))
	a.dated = a.year > 0
	if a.dated {
		return
	}
	a.month, a.day = dayIn(a.doc.Metadata.Dateline)
	const head = 1 << 16 // bytes at the beginning of the text
	text := a.doc.Text[:min(len(a.doc.Text), head)]
	for y := range years(text) {
		a.year = max(a.year, yearOf(y.Of(text)))
	}
}

// dayIn returns the month and the day that a dateline names: "WASHINGTON, Oct 10". They
// are 0 if it names none.
func dayIn(dateline string) (month, day int) {
	s := sentence{text: dateline, toks: read(nil, dateline)}
	for i, t := range s.toks {
		switch {
		case t.class&isMonth != 0 && t.capital:
			month = monthOf(t.Of(dateline))
		case s.isDay(i):
			day, _ = strconv.Atoi(strings.TrimRight(t.Of(dateline), "stndrh"))
		}
	}
	return month, day
}

// judge returns the label for a sentence and its reason; "" if none of the rules
// holds.
func (a *article) judge(s model.Span) (model.LabelKey, Reason) {
	text := s.Of(a.doc.Text)
	a.toks = read(a.toks[:0], text)
	if len(a.toks) == 0 {
		return "", Reason{}
	}
	speech := a.listen(s)
	if speech.mainly {
		r := Reason{Code: DirectSpeech, Words: clean(speech.words.Of(a.doc.Text))}
		if speech.goesOn {
			r.Code = SpeechGoesOn
		}
		return model.Quote, a.spoken(r, speech)
	}
	a.markYears(text)
	if !a.english {
		a.report(s, nil, &speech)
		label, r := a.inAnyLanguage(text, speech)
		return label, a.spoken(r, speech)
	}
	e := parse(text, a.toks)
	a.report(s, &e, &speech)
	label, r := a.inEnglish(&e, speech)
	return label, a.spoken(r, speech)
}

// spoken adds the speaker to a reason.
func (a *article) spoken(r Reason, s speech) Reason {
	r.Speaker = clean(s.speaker.Of(a.doc.Text))
	return r
}

// inEnglish judges an English sentence that is not mainly direct speech.
func (a *article) inEnglish(e *sentence, s speech) (model.LabelKey, Reason) {
	if r, ok := a.before(e, s.reported); ok {
		return model.Background, r
	}
	if s.reported {
		return model.Claim, Reason{Code: ReportedSpeech, Words: clean(s.cue.Of(a.doc.Text))}
	}
	if e.isSilent() {
		return "", Reason{}
	}
	if a.index == 0 {
		return model.Claim, Reason{Code: Lead}
	}
	if e.isUnclear() {
		return "", Reason{}
	}
	if r, ok := e.checkable(); ok {
		return model.Claim, r
	}
	if e.tense <= present {
		return "", Reason{} // "It is a strong wall" may be news, an explanation or a comment
	}
	return model.Claim, Reason{Code: Statement}
}

// inAnyLanguage judges a sentence by what needs no grammar, if it is not mainly
// direct speech.
func (a *article) inAnyLanguage(text string, s speech) (model.LabelKey, Reason) {
	if s.reported {
		return model.Claim, Reason{Code: ReportedSpeech, Words: clean(s.cue.Of(a.doc.Text))}
	}
	e := sentence{text: text, toks: a.toks}
	figure := -1
	for i, t := range a.toks {
		if t.aside || !t.digit {
			continue
		}
		if a.older(&e, i) {
			return model.Background, Reason{Code: OlderYear, Words: e.words(i, 1)}
		}
		if figure < 0 && t.year == 0 {
			figure = i
		}
	}
	if figure < 0 || e.isSilent() {
		return "", Reason{}
	}
	return model.Claim, Reason{Code: CheckableFigure, Words: e.words(figure, 2)}
}

// markYears sets the years of the tokens.
func (a *article) markYears(text string) {
	if !slices.ContainsFunc(a.toks, func(t token) bool { return t.digit && t.Len() >= yearDigits }) {
		return
	}
	i := 0
	for y := range years(text) {
		for i < len(a.toks) && a.toks[i].End < y.End {
			i++
		}
		if i < len(a.toks) && a.toks[i].Start <= y.Start {
			a.toks[i].year = yearOf(y.Of(text))
		}
	}
}

// clean shortens words of the article so that they fit into a reason. Most reasons
// are a few words with single spaces, which need no copy.
func clean(words string) string {
	const short = 40 // bytes
	if len(words) <= short && strings.IndexFunc(words, func(r rune) bool { return r == utf8.RuneError || r != ' ' && unicode.IsSpace(r) }) < 0 &&
		!strings.Contains(words, "  ") {
		return words
	}
	return model.Excerpt(words)
}

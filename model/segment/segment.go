package segment

import (
	"math"

	"assay.app/assay/model"
	"assay.app/assay/model/segment/language"
	"assay.app/assay/model/segment/paragraph"
)

// Sentence is one sentence of a text: its span, in bytes of the text, and the index
// of its paragraph in Result.Paragraphs.
type Sentence struct {
	Span      model.Span
	Paragraph int
}

// Result is a divided text. Both lists are in text order. No span is empty, begins
// or ends with white space, or overlaps another span of the same list.
type Result struct {
	Paragraphs []model.Span
	Sentences  []Sentence
}

// Segmenter divides a text into paragraphs and sentences. It may be used by several
// goroutines at once.
type Segmenter interface {
	Segment(text string) Result
}

// byRules is a Segmenter that follows the rules of one language.
type byRules struct{ *language.Rules }

var _ Segmenter = byRules{}

// Paragraphs returns the paragraphs of text as byte spans, in order. No span is
// empty or has white space at its ends. Each line that is not blank is a paragraph,
// except that hard-wrapped lines are joined.
func Paragraphs(text string) []model.Span { return paragraph.Split(text) }

// For returns the segmenter for a BCP 47 language tag such as "en", "uk" or
// "de-AT". A language without rules of its own, and the empty tag, get the English
// rules.
func For(lang string) Segmenter { return byRules{language.For(lang)} }

// Sentences returns the sentences of one paragraph as byte spans, in order. The
// parameter lang is a BCP 47 language tag. Line breaks count as spaces.
func Sentences(lang, paragraph string) []model.Span {
	return AppendSentences(nil, lang, paragraph)
}

// AppendSentences is like Sentences, but appends the spans to dst and returns the
// extended slice.
func AppendSentences(dst []model.Span, lang, paragraph string) []model.Span {
	return AppendFewSentences(dst, lang, paragraph, math.MaxInt)
}

// AppendFewSentences is like AppendSentences, but appends no more sentences
// than the parameter most allows.
func AppendFewSentences(dst []model.Span, lang, paragraph string, most int) []model.Span {
	return sentences(language.For(lang), dst, paragraph, most)
}

// MostSentences estimates the number of sentences in text without dividing it. The
// estimate is usually too high.
func MostSentences(text string) int {
	n := 1
	for i := range len(text) {
		if c := text[i]; halts[c] != 0 || c < ' ' {
			n++
		}
	}
	return n
}

// Segment divides text into paragraphs and each paragraph into sentences. It takes
// time proportional to the length of text.
func (d byRules) Segment(text string) Result {
	res := Result{Paragraphs: paragraph.Split(text)}
	res.Sentences = make([]Sentence, 0, len(res.Paragraphs)+len(text)/averageSentence)
	var spans []model.Span
	for i, p := range res.Paragraphs {
		spans = sentences(d.Rules, spans[:0], p.Of(text), math.MaxInt)
		for _, s := range spans {
			s.Start += p.Start
			s.End += p.Start
			res.Sentences = append(res.Sentences, Sentence{Span: s, Paragraph: i})
		}
	}
	return res
}

// averageSentence is the length of a typical news sentence in bytes. It is used
// only to size a slice.
const averageSentence = 120

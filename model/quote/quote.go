package quote

import (
	"iter"
	"strings"

	"assay.app/assay/model"
)

// Kind is the purpose of the marks around a stretch of text.
type Kind uint8

// The kinds of quotations.
const (
	Speech Kind = iota // somebody's words: spoken, written or thought
	Title              // the name of a work, a programme, a person or a thing
	Scare              // other words, such as one that the author does not adopt or mentions as a word
)

var kindNames = [...]string{"speech", "title", "scare"}

// String returns the name of the kind, or "unknown".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Quote is one stretch of text between quotation marks, one of which may be
// missing. All spans are byte offsets into the text.
//
// Speech that continues in the next paragraph, with an opening mark in each
// paragraph and a closing mark only in the last, makes one Quote for each
// paragraph. All but the last are Open. A part without a speaker gets the first
// speaker that another part names.
type Quote struct {
	Span    model.Span // with its marks
	Kind    Kind
	Speaker model.Span // the speaker, in the words of the text: a name, "he"; empty if unnamed
	Cue     model.Span // the words that attribute it: "said", "according to"; empty if there are none
	Open    bool       // no mark closes it
}

// Find returns the quotations of a text in the language of a BCP 47 tag, in order.
// It does not return a quotation inside another. paragraphs must be the result of
// segment.Paragraphs. Find takes time proportional to the length of the text.
func Find(lang, text string, paragraphs []model.Span) []Quote {
	var all []Quote
	for q := range All(lang, text, paragraphs) {
		all = append(all, q)
	}
	return all
}

// All is like Find but yields the quotations one by one, so that the caller need
// not keep them all.
func All(lang, text string, paragraphs []model.Span) iter.Seq[Quote] {
	return func(yield func(Quote) bool) {
		f := finder{language: languageOf(lang), text: text, yield: yield, singles: singlesOf(text)}
		for i, p := range paragraphs {
			f.next = model.Span{Start: len(text), End: len(text)}
			if f.later = paragraphs[i+1:]; len(f.later) > 0 {
				f.next = f.later[0]
			}
			if !f.paragraph(p) {
				return
			}
		}
		f.end()
	}
}

// singlesOf returns how a text uses single quotation marks. If it has double marks,
// « or 「, those mark speech. Otherwise, if it has pairs of apostrophes in place of
// double marks, single marks are used within those. In other texts single marks
// mark speech.
func singlesOf(text string) singles {
	for _, mark := range []string{"\"", "“", "”", "«", "「"} {
		if strings.Contains(text, mark) {
			return besideDouble
		}
	}
	if strings.Contains(text, "''") {
		return withinDouble
	}
	return forSpeech
}

// singles is how a text uses single quotation marks.
type singles uint8

const (
	besideDouble singles = iota
	withinDouble
	forSpeech
)

package quote

import (
	"iter"
	"strings"

	"assay.app/assay/model"
)

// Kind says what the marks around a stretch of text are there for.
type Kind uint8

// The kinds of quotations.
const (
	Speech Kind = iota // somebody's words: spoken, written or thought
	Title              // the name of a work, a programme, a person or a thing
	Scare              // a word held at arm's length, or talked about as a word
)

var kindNames = [...]string{"speech", "title", "scare"}

// String gives the kind's name as it is written to files.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Quote is one stretch of a text between quotation marks. All spans are byte
// offsets into that text.
//
// Speech that goes on in the next paragraph, each paragraph opened by a mark
// of its own and only the last one closed, is a quote for each paragraph, all
// but the last Open, and all with the speaker that any of them is given.
type Quote struct {
	Span    model.Span // with its marks
	Kind    Kind
	Speaker model.Span // who speaks, as the text puts it: a name, "he"; empty when it does not say
	Cue     model.Span // the words that say so: "said", "according to"; empty when there are none
	Open    bool       // no mark closes it
}

// Find gives the quotations of a text in the language of a BCP 47 tag, in
// order and none inside another: what is quoted within speech is part of it.
// The paragraphs are those that segment.Paragraphs finds. It takes time in
// proportion to the length of the text.
func Find(lang, text string, paragraphs []model.Span) []Quote {
	var all []Quote
	for q := range All(lang, text, paragraphs) {
		all = append(all, q)
	}
	return all
}

// All is Find for a text with more quotations than one wants to keep.
func All(lang, text string, paragraphs []model.Span) iter.Seq[Quote] {
	return func(yield func(Quote) bool) {
		f := finder{language: languageOf(lang), text: text, yield: yield, singles: singlesOf(text)}
		for i, p := range paragraphs {
			f.next = model.Span{Start: len(text), End: len(text)}
			if i+1 < len(paragraphs) {
				f.next = paragraphs[i+1]
			}
			if !f.paragraph(p) {
				return
			}
		}
		f.end()
	}
}

// singlesOf tells what the single marks of a text are for. Where there are no
// double ones, they are the marks for speech. Where apostrophes are doubled to
// make double marks, they lie within.
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

// singles says what the single quotation marks of a text are for.
type singles uint8

const (
	besideDouble singles = iota
	withinDouble
	forSpeech
)

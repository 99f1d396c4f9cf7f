package compare

import (
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/quote"
)

// Quoted holds the words of one speaker that one sentence of an article quotes directly.
type Quoted struct {
	Article    model.ArticleID
	Index      int            // of the sentence in its article, from 0; −1 if it is detached
	Sentence   model.Span     // in bytes of the article's text
	Outlet     model.OutletID // see ColumnOf
	OutletName string
	Language   string // a BCP 47 tag
	Parts      []Part // in order; more than one if words between them interrupt: “It,” she said, “held.”
	Voice      model.VoiceID
	VoiceName  string // who is quoted; the words of the article if Voice is empty
}

// Part is a stretch of quoted words.
type Part struct {
	Span model.Span // in bytes of the article's text, without quotation marks
	Text string
}

// omission stands in the text of Quoted where other words interrupt it.
const omission = " … "

// Text returns the quoted words, with " … " between the parts, and each stretch of white
// space as one space.
func (q *Quoted) Text() string {
	texts := make([]string, len(q.Parts))
	for i, p := range q.Parts {
		texts[i] = strings.Join(strings.Fields(p.Text), " ")
	}
	return strings.Join(texts, omission)
}

// Span returns the bytes of the article's text from the first quoted word to the last.
func (q *Quoted) Span() model.Span {
	if len(q.Parts) == 0 {
		return model.Span{Start: q.Sentence.Start, End: q.Sentence.Start}
	}
	return model.Span{Start: q.Parts[0].Span.Start, End: q.Parts[len(q.Parts)-1].Span.End}
}

// Quotations returns what the sentences of an article quote, in order, without titles.
// Voice is empty, and VoiceName is the speaker in the article's words, if package quote
// finds one. A quotation of several sentences is returned for each of them. Quotations of
// one sentence are one Quoted if they have the same speaker.
func Quotations(doc *model.Document) (all []Quoted) {
	base := Quoted{
		Article: doc.ID, Outlet: ColumnOf(doc.ID, doc.Metadata.Outlet), OutletName: doc.Metadata.Outlet,
		Language: doc.Metadata.Language,
	}
	sentences := doc.Sentences()
	at := 0
	for q := range quote.All(doc.Metadata.Language, doc.Text, doc.Paragraphs) {
		if q.Kind == quote.Title {
			continue
		}
		for at < len(sentences) && sentences[at].Span.End <= q.Span.Start {
			at++
		}
		speaker := q.Speaker.Of(doc.Text)
		for i := at; i < len(sentences) && sentences[i].Span.Start < q.Span.End; i++ {
			s := sentences[i].Span
			span := bare(doc.Text, model.Span{Start: max(s.Start, q.Span.Start), End: min(s.End, q.Span.End)})
			if wordless(span.Of(doc.Text)) {
				continue
			}
			part := Part{span, span.Of(doc.Text)}
			if n := len(all); n > 0 && all[n-1].Index == i && (speaker == "" || all[n-1].VoiceName == "" || speaker == all[n-1].VoiceName) {
				all[n-1].Parts = append(all[n-1].Parts, part)
				if speaker != "" {
					all[n-1].VoiceName = speaker
				}
				continue
			}
			one := base
			one.Index, one.Sentence, one.Parts, one.VoiceName = i, s, []Part{part}, speaker
			all = append(all, one)
		}
	}
	return all
}

// bare returns a span of text without the quotation marks, dashes and spaces at its ends.
func bare(text string, s model.Span) model.Span {
	mark := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Quotation_Mark, r) || unicode.Is(unicode.Dash, r) || r == '`' || r == '>' || r == '<'
	}
	inner := strings.TrimLeftFunc(s.Of(text), mark)
	s.Start = s.End - len(inner)
	s.End = s.Start + len(strings.TrimRightFunc(inner, mark))
	return s
}

// wordless reports whether a text has no letter and no digit.
func wordless(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return false
		}
	}
	return true
}

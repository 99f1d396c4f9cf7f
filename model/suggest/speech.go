package suggest

import (
	"sort"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote"
)

// speech describes the speech in a sentence. Its spans are byte offsets into the
// article's text.
type speech struct {
	words    model.Span // the first words in quotation marks, with the marks; empty if there are none
	speaker  model.Span // empty if none is named
	cue      model.Span // the verb of saying; empty if there is none
	mainly   bool       // the sentence is mainly direct speech, or part of a longer quotation
	goesOn   bool       // the quotation began in an earlier sentence
	reported bool       // the sentence reports what somebody said, apart from words in quotation marks
}

// listen finds the direct speech in sentence s, and marks its tokens as aside. The
// sentence is mainly speech if at least half of its words are, or if a quotation
// crosses one of its ends. If the sentence begins with the speech, the words that
// attribute it do not count.
//
// Some outlets open each sentence of a quotation with a mark but close only the
// last one, all within one paragraph. So a sentence that begins with a mark is
// quoted up to the next mark.
func (a *article) listen(s model.Span) speech {
	var found speech
	text := a.doc.Text
	if opens(s.Of(text)) {
		found.words = s
		if at := strings.IndexAny(text[s.Start+1:s.End], "\"“”"); at >= 0 {
			_, mark := utf8.DecodeRuneInString(text[s.Start+1+at:])
			found.words.End = s.Start + 1 + at + mark
		}
		a.setAside(s, found.words)
	}
	for a.first < len(a.quotes) && a.quotes[a.first].Span.End <= s.Start+1 {
		a.first++
	}
	for _, q := range a.quotes[a.first:] {
		if q.Span.Start >= s.End {
			break
		}
		a.setAside(s, q.Span)
		if q.Kind != quote.Speech {
			continue
		}
		if found.words.Len() == 0 {
			found.words = model.Span{Start: max(q.Span.Start, s.Start), End: min(q.Span.End, s.End)}
			found.goesOn = q.Span.Start < s.Start
		}
		if found.speaker.Len() == 0 {
			found.speaker = q.Speaker
		}
		if found.cue.Len() == 0 {
			found.cue = q.Cue
		}
		found.mainly = found.mainly || q.Span.Start < s.Start || q.Span.End > s.End || q.Open
	}
	aside, all := 0, 0
	leads := found.words.Start == s.Start
	for _, t := range a.toks {
		at := s.Start + t.Start
		if t.mark != 0 || leads && (found.speaker.Contains(at) || found.cue.Contains(at)) {
			continue
		}
		all++
		if t.aside {
			aside++
		}
	}
	found.mainly = found.words.Len() > 0 && (found.mainly || 2*aside >= all)
	return found
}

// opens reports whether a sentence begins with a mark that opens a quotation.
func opens(sentence string) bool {
	return len(sentence) > 1 && (sentence[0] == '"' && sentence[1] != ' ' || strings.HasPrefix(sentence, "“"))
}

// setAside marks the tokens of sentence s that are in part.
func (a *article) setAside(s, part model.Span) {
	from := sort.Search(len(a.toks), func(i int) bool { return s.Start+a.toks[i].Start >= part.Start })
	for i := from; i < len(a.toks) && s.Start+a.toks[i].End <= part.End; i++ {
		a.toks[i].aside = true
	}
}

// report looks for reported speech in sentence s, whose main verb is known if it is
// English.
func (a *article) report(s model.Span, e *sentence, found *speech) {
	text := s.Of(a.doc.Text)
	who, cue, ok := quote.Reported(a.doc.Metadata.Language, text)
	if ok && (e == nil || e.isReport(who, cue)) {
		found.reported = true
		found.speaker = model.Span{Start: s.Start + who.Start, End: s.Start + who.End}
		found.cue = model.Span{Start: s.Start + cue.Start, End: s.Start + cue.End}
		return
	}
	found.reported = found.cue.Len() > 0
	if e != nil && e.says {
		verb := e.toks[e.verb]
		found.reported = true
		found.cue = model.Span{Start: s.Start + verb.Start, End: s.Start + verb.End}
	}
}

// isReport reports whether the sentence itself, and not only a side clause, reports
// what somebody said. The spans are byte offsets into the sentence: those of the
// speaker and of the verb of saying.
func (s *sentence) isReport(who, cue model.Span) bool {
	at, from := 0, 0 // the tokens where cue and who begin
	for at < len(s.toks) && s.toks[at].Start < cue.Start {
		at++
	}
	for from < len(s.toks) && s.toks[from].Start < who.Start {
		from++
	}
	switch {
	case at == len(s.toks):
		return false
	case from > at && strings.Contains(cue.Of(s.text), " "): // "according to her"
		return true
	case at == s.verb:
		return s.says || s.tense == past
	case at > s.verb: // "…, she said"
		return from > 0 && s.toks[from-1].mark == ','
	}
	for i := at - 1; i >= 0 && s.toks[i].mark == 0; i-- {
		if s.toks[i].class&(isRelative|isConjunction) != 0 {
			return false
		}
	}
	that := at+1 < len(s.toks) && s.toks[at+1].class&isRelative != 0
	return that || s.toks[at].class&(isSaying|isClaiming) != 0
}

package attribute

import (
	"sort"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/quote"
)

// speech describes the words of a sentence that are in quotation marks.
type speech struct {
	found  bool // some words are direct speech
	few    bool // some words that are not a title are in quotation marks
	from   bool // the quotation began in an earlier sentence
	on     bool // the quotation continues in the next sentence
	all    bool // no word is outside the quotation
	quote  int  // the first quotation that is speech, or -1
	quoted int  // the number of words in quotation marks
	words  int  // the number of all words
}

// listen finds the direct speech in the sentence, and marks its tokens.
//
// Some outlets begin each sentence of a quotation with a mark and close only the last one.
// So a sentence that begins with a mark is quoted up to the next mark.
func (a *article) listen() {
	s := a.doc.Units[a.unit].Span
	sp := speech{quote: -1}
	text := s.Of(a.doc.Text)
	if strings.HasPrefix(text, "\"") && !strings.HasPrefix(text, "\" ") || strings.HasPrefix(text, "“") {
		sp.found = true
		part := s
		if at := strings.IndexAny(text[1:], "\"“”"); at >= 0 {
			part.End = s.Start + 1 + at
		} else {
			sp.on = true
		}
		a.setAside(part)
	}
	for a.first < len(a.quotes) && a.quotes[a.first].Span.End <= s.Start+1 {
		a.first++
	}
	read := s.End // of the words that were read
	if n := len(a.s.toks); n > 0 {
		read = a.s.toks[n-1].span.End
	}
	for i, q := range a.quotes[a.first:] {
		if q.Span.Start >= read {
			break
		}
		a.setAside(q.Span)
		if q.Kind == quote.Title {
			continue
		}
		sp.few = true
		if q.Kind != quote.Speech {
			continue
		}
		sp.found = true
		if sp.quote < 0 {
			sp.quote = a.first + i
		}
		sp.from = sp.from || q.Span.Start < s.Start
		sp.on = sp.on || q.Span.End > s.End || q.Open && q.Span.End >= s.End
	}
	for _, t := range a.s.toks {
		if t.isWord() {
			sp.words++
			if t.said {
				sp.quoted++
			}
		}
	}
	if a.unclosed = a.runsOn(s, sp); a.unclosed && sp.quoted == 0 {
		sp.found, sp.from, sp.on, sp.quoted = true, true, true, sp.words
		a.setAside(s)
	}
	sp.all = sp.quoted == sp.words && sp.quoted > 0
	a.speech = sp
}

// runsOn reports whether a quotation whose mark begins the sentence with a span continues
// after the sentence. It continues up to the next mark, and only if a mark begins or ends one
// of the next sentences.
func (a *article) runsOn(s model.Span, sp speech) bool {
	const few = 3
	if a.unit == 0 || sp.words == 0 {
		return false
	}
	marked := strings.ContainsAny(s.Of(a.doc.Text), "\"“”")
	if marked {
		return sp.found && sp.on && sp.quoted == sp.words
	}
	if !a.unclosed || a.doc.Units[a.unit-1].Paragraph != a.doc.Units[a.unit].Paragraph {
		return false
	}
	for k := a.unit + 1; k < len(a.doc.Units) && k <= a.unit+few; k++ {
		u := a.doc.Units[k]
		if u.Paragraph != a.doc.Units[a.unit].Paragraph {
			return false
		}
		if text := u.Span.Of(a.doc.Text); strings.HasPrefix(text, "\"") || strings.HasPrefix(text, "“") || strings.HasSuffix(text, "\"") || strings.HasSuffix(text, "”") {
			return true
		}
	}
	return false
}

func (a *article) setAside(part model.Span) {
	from := sort.Search(len(a.s.toks), func(i int) bool { return a.s.toks[i].span.Start >= part.Start })
	for i := from; i < len(a.s.toks) && a.s.toks[i].span.End <= part.End; i++ {
		t := &a.s.toks[i]
		t.said = t.kind != mark || t.span.Start > part.Start && t.span.End < part.End
	}
}

// mode returns how the sentence reports its voice. It is direct if at least half of the words
// are quoted, if the quotation continues from or into another sentence, or if the sentence
// reports only a whole quotation: “Ré, who runs the port, said: ‘It leaks.’”
func (a *article) mode(r reading) model.SpeechMode {
	sp := a.speech
	if !sp.few && !sp.found {
		return model.Indirect
	}
	if !sp.found {
		if r.rank != none && sp.quoted > 0 {
			return model.Mixed
		}
		return model.Indirect
	}
	attributing := 0
	if r.rank != none {
		attributing = r.to - r.from + 1
	}
	if sp.from || sp.on || 2*sp.quoted >= sp.words-attributing || r.rank != none && (a.introduces(r.verb) || a.leads(r)) {
		return model.Direct
	}
	return model.Mixed
}

// leads reports whether the sentence begins with a quotation, and the voice and the verb
// follow right after it: “It leaks,” Ré said at the harbour.
func (a *article) leads(r reading) bool {
	t := a.s.toks
	if len(t) < 2 || !t[1].said && !t[0].said {
		return false
	}
	for k := min(r.from, r.verb) - 1; k >= 0; k-- {
		if t[k].said {
			return true
		}
		if t[k].isWord() && !t[k].is(isArticle|isOffice) {
			return false
		}
	}
	return false
}

// introduces reports whether the verb at a token introduces a whole quotation, with a colon
// or a comma.
func (a *article) introduces(verb int) bool {
	t := a.s.toks
	for k := verb + 1; k+1 < len(t) && k < verb+longest; k++ {
		if t[k].kind == colon || t[k].kind == comma && t[k+1].kind == mark {
			for k++; k < len(t) && !t[k].isWord(); k++ {
			}
			return k < len(t) && t[k].said && t[k].kind == upperWord
		}
		if t[k].said {
			return false
		}
	}
	return false
}

// speaker returns the voice of the direct speech in a sentence that does not name one: the
// voice that the rest of the quotation names, or the voice that spoke before.
func (a *article) speaker() (voice, string, bool) {
	s := a.doc.Units[a.unit].Span
	if a.speech.quote >= 0 {
		q := a.quotes[a.speech.quote]
		if q.Speaker.Len() > 0 {
			part := sentence{words: a.words, text: a.doc.Text, toks: a.words.tokens(nil, a.doc.Text, q.Speaker)}
			from, to := part.noun(0, len(part.toks))
			if v, ok := a.voiceOf(&part, from, to); ok && to > from {
				cue := ""
				if s.Overlaps(q.Cue) {
					cue = fold(q.Cue.Of(a.doc.Text))
				}
				if !s.Overlaps(q.Speaker) {
					v.as = model.Span{}
				}
				return v, cue, true
			}
		}
		if a.speech.from {
			if v, ok := a.last(); ok {
				return v, "", true
			}
		}
		if v, ok := a.lookAhead(); ok {
			return v, "", true
		}
	}
	v, ok := a.last()
	if !a.speech.all && 2*a.speech.quoted < a.speech.words || !a.speech.from {
		v.guess = true
	}
	if 2*a.speech.quoted < a.speech.words {
		return v, "", false
	}
	return v, "", ok
}

// last returns the voice of the previous sentence, or of an earlier one in the paragraph.
func (a *article) last() (voice, bool) {
	for i := len(a.recent) - 1; i >= 0; i-- {
		if h := a.recent[i]; h.spoke || h.ent != nil && h.ent.kind != body && a.hasSpoken(h.voice) {
			v := h.voice
			v.guess = v.guess || !(a.speech.from && h.quoted && h.unit == a.before(a.unit))
			v.as = model.Span{}
			return v, true
		}
	}
	return voice{}, false
}

func (a *article) hasSpoken(v voice) bool {
	for _, h := range a.recent {
		if h.spoke && h.ent == v.ent {
			return true
		}
	}
	return false
}

// lookAhead returns the voice that the last sentence of the quotation names: “It leaks. It
// always has,” Ré said.
func (a *article) lookAhead() (voice, bool) {
	const far = 40
	q := a.speech.quote
	if a.ahead != q {
		a.ahead, a.aheadVoice = q, voice{}
		span := a.quotes[q].Span
		for k := a.unit + 1; k < len(a.doc.Units) && k < a.unit+far; k++ {
			u := a.doc.Units[k]
			if u.Span.Start >= span.End {
				break
			}
			if u.Span.End >= span.End && u.Kind == model.UnitSentence && u.Span.Len() < longestSentence {
				a.readAhead(u.Span, span)
				break
			}
		}
	}
	return a.aheadVoice, a.aheadVoice.name != ""
}

func (a *article) readAhead(unit, quoted model.Span) {
	s := sentence{words: a.words, text: a.doc.Text, toks: a.words.tokens(nil, a.doc.Text, unit)}
	for i := range s.toks {
		s.toks[i].said = s.toks[i].span.End < quoted.End
	}
	if r := s.read(); r.rank != none {
		if v, ok := a.voiceOf(&s, r.from, r.to); ok {
			v.as = model.Span{}
			a.aheadVoice = v
		}
	}
}

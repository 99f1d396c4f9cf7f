package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model/quote/lexicon"
)

// shape describes the words of a quotation.
type shape struct {
	words  int
	titled bool // the first word and all others, except small ones such as "of", have a capital
	clause bool // it has a pronoun or an auxiliary verb, as sentences have: "We Will Stay"
	called bool // it ends with an exclamation or question mark
	aside  bool // it is in brackets: "(Laughter.)"
}

// setting describes the text beside a quotation.
type setting struct {
	naming   bool // a word such as "titled" precedes it
	work     bool // a kind of work is beside it: "the film"
	owned    bool // an owner precedes it: "CNN's"
	placed   bool // a word such as "on" or "of" precedes it
	article  bool // an article precedes it: "during a"
	as       bool // "as" or "as a" precedes it
	nickname bool // it is inside a name: Robert C. "Bobby" Scott
}

func (f *finder) shapeOf(q pair) shape {
	r := &f.reader
	to := min(q.inner.End, q.inner.Start+longestReach)
	r.toks = r.tokens(r.toks[:0], f.text, q.inner.Start, to, false)
	s := shape{titled: true}
	capitals := 0
	for _, t := range r.toks {
		if !t.isWord() {
			continue
		}
		s.words++
		s.clause = s.clause || t.role&(lexicon.Pronoun|lexicon.Filler) != 0
		if t.kind != lowerWord {
			capitals++
		} else if t.role&lexicon.Small == 0 || s.words == 1 {
			s.titled = false
		}
	}
	s.titled = s.titled && capitals > 0
	inner := q.inner.Of(f.text)
	s.aside = neighbourOf(firstRune(inner)) == open && neighbourOf(lastRune(inner)) == shut
	s.called = strings.ContainsRune("!?！？", lastRune(inner))
	return s
}

// settingOf describes the text beside the quotation, between the bytes from and to:
// the words right before it, a kind of work after it, and the next character.
func (f *finder) settingOf(q pair, from, to int) setting {
	r := &f.reader
	works := f.workFollows(q.span.End, to)
	from = max(from, q.span.Start-2*longestWord)
	for from < q.span.Start && !utf8.RuneStart(f.text[from]) {
		from++
	}
	r.toks = r.tokens(r.toks[:0], f.text, from, q.span.Start, false)
	end := len(r.toks)
	if end > 0 && r.toks[end-1].kind == comma {
		end-- // "his film, “…”"
	}
	if end == 0 || !r.toks[end-1].isWord() {
		return setting{work: works}
	}
	last := r.toks[end-1]
	word := last.span.Of(f.text)
	s := setting{
		naming:  last.role&lexicon.Naming != 0,
		work:    works || last.role&lexicon.Work != 0,
		owned:   possessive(word),
		article: r.determines(end - 1),
		placed:  last.kind == lowerWord && last.role&lexicon.Opener != 0 && last.role&(lexicon.Pronoun|lexicon.Break) == 0 || word == "of" && !(end > 1 && r.toks[end-2].role&lexicon.Noun != 0),
	}
	if r.determines(end-1) && end > 1 {
		word = r.toks[end-2].span.Of(f.text)
	}
	s.as = word == "as" || word == "als" || word == "como" || word == "comme" || word == "як" || word == "как"
	if end == len(r.toks) && last.kind == upperWord && q.span.End < to {
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(f.text[q.span.End:min(to, q.span.End+4)], " "))
		s.nickname = unicode.IsUpper(next)
	}
	return s
}

// workFollows reports whether a word for a kind of work follows right after the
// quotation: the "Night Ferry" series.
func (f *finder) workFollows(from, to int) bool {
	to = min(to, from+longestWord)
	for from < to && f.text[from] == ' ' {
		from++
	}
	if from == to || !unicode.IsLower(firstRune(f.text[from:to])) {
		return false
	}
	return f.language.word(f.text, from, to).role&lexicon.Work != 0
}

// judge returns the kind of a quotation. The first rule that fits decides.
func (f *finder) judge(q *found) Kind {
	const short, nickname = 4, 3 // words
	s, b := q.shape, q.beside
	switch {
	case q.unmarked:
		return Speech
	case s.aside:
		return Scare
	case q.joins || q.goes:
		return Speech
	case s.titled && b.nickname && s.words <= nickname:
		return Title // Robert C. "Bobby" Scott
	case q.family == single && f.singles != forSpeech && (f.singles == withinDouble || q.said.force != firm || s.words < nickname):
		return Scare // in a text with double marks, single ones have other uses
	case s.titled && !s.called && (b.naming || b.work || b.owned || b.placed || b.article && q.said.force == unsaid):
		return Title // the film "Night Ferry"
	case b.work && q.said.force == unsaid && !q.start:
		return Title // her column “How we lost the wall”
	case q.said.named && s.words <= short, b.naming && s.words <= short && (q.said.force == unsaid || !f.reports):
		return Scare // is called a "leaky pipe"
	case q.said.force == firm:
		return Speech
	case s.titled && !s.called && !(q.said.force == weak && (f.reports || s.clause)) && !(s.clause && s.words > short):
		return Title
	case s.words > short, s.called:
		return Speech
	case q.said.force == weak && (f.reports || s.words > 1 && q.said.speaker.Len() > 0):
		return Speech // calls him a "con artist"
	case q.also && f.kind == Speech && s.words > 1:
		return Speech // and a "spoiled child"
	case b.as && s.words > 1 && f.reports:
		return Speech // attacked him as a "con artist"
	}
	return Scare
}

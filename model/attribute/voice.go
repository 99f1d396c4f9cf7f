package attribute

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// voice is the voice that a sentence reports.
type voice struct {
	name   string     // in full
	ent    *entity    // nil for a common noun
	head   string     // of a common noun: "spokesman"
	as     model.Span // the words that name it, in bytes of the text
	gender role
	plural bool
	guess  bool
}

// kind returns the kind of the voice, if its words show one.
func (v voice) kind(w *words) entityKind {
	switch {
	case v.ent != nil && v.ent.kind != unknown:
		return v.ent.kind
	case v.ent != nil && v.ent.gender != 0:
		return person
	case v.ent != nil && len(v.ent.words) == 1:
		return unknown
	case v.ent != nil:
		return person
	}
	switch r := w.roles[v.head]; {
	case r&(isOffice|isMale|isFemale) != 0:
		return person
	case r&(isBody|isText|isMedium) != 0:
		return body
	}
	return unknown
}

// voiceOf returns the voice that the tokens [from,to) of a sentence name.
func (a *article) voiceOf(s *sentence, from, to int) (voice, bool) {
	if from >= to {
		return voice{}, false
	}
	t := s.toks
	if t[from].is(isPronoun) && !(t[from].is(isArticle) && to-from > 1) {
		return a.pronoun(t[from], s.genderOfVerb(from, to))
	}
	end := s.core(from, to)
	if m := a.index.mentionAt(t[end-1].span.Start); m != nil && m.ent != nil && m.span.End >= t[end-1].span.End && t[end-1].kind == upperWord {
		return a.named(m, s, from), true
	}
	return a.common(s, from, end, to)
}

// named returns the voice that a mention names.
func (a *article) named(m *mention, s *sentence, from int) voice {
	v := voice{name: m.ent.name, ent: m.ent, as: m.span, gender: m.ent.gender, guess: m.guess}
	for _, t := range s.toks {
		if t.span.Start >= m.span.Start {
			break
		}
		if t.span.Start >= s.toks[from].span.Start && t.kind == lowerWord {
			v.gender |= t.role & (isMale | isFemale)
		}
	}
	if g := s.genderOfVerb(from, from+1); v.gender == 0 {
		v.gender = g
	}
	return v
}

// genderOfVerb returns the gender that the ending of the verb beside the tokens [from,to)
// shows, in languages whose verbs have one.
func (s *sentence) genderOfVerb(from, to int) role {
	if s.pasts[0] == "" {
		return 0
	}
	for k := max(0, from-2); k < len(s.toks) && k < to+longest; k++ {
		if t := s.toks[k]; t.is(isSaid | isCue) {
			switch {
			case strings.HasSuffix(t.low, s.pasts[1]):
				return isFemale
			case strings.HasSuffix(t.low, s.pasts[0]):
				return isMale
			}
		}
	}
	return 0
}

// common returns the voice that a common noun names: "a ministry spokesman", "the report".
// A noun with "the" may stand for an entity, or for a noun that spoke before.
func (a *article) common(s *sentence, from, end, to int) (voice, bool) {
	const longestVoice = 80 // bytes
	t := s.toks
	head := t[end-1]
	if !head.isWord() || head.role&notInNames&^isArticle != 0 {
		return voice{}, false
	}
	stop := end
	if end < to && (t[end].low == "of" || t[end].low == "for" || t[end].low == "at" || t[end].low == "from" || t[end].low == "by" || a.free) {
		for stop = end + 1; stop < to && t[stop].isWord() && !t[stop].is(isFinite); stop++ {
		}
		if last := t[stop-1]; last.is(isPrep|isArticle|isTime) || t[stop-1].span.End-t[from].span.Start > longestVoice {
			stop = end
		}
	}
	v := voice{head: head.low, as: model.Span{Start: t[from].span.Start, End: t[stop-1].span.End}}
	if t[stop-1].owns || v.as.Len() > longestVoice {
		return voice{}, false
	}
	v.gender = head.role & (isMale | isFemale)
	v.plural = strings.HasSuffix(head.low, "s") && head.role&(isBody|isOffice) == 0 || head.low == "people" || head.low == "police"
	if t[from].is(isTheDef) && stop == end {
		if known, ok := a.standing(s, from, end, v); ok {
			return known, true
		}
	}
	v.name = a.decapitalise(t[from], v.as)
	return v, true
}

// decapitalise returns the words of a span. If the first has a capital only because it begins
// a sentence, decapitalise removes the capital.
func (a *article) decapitalise(first token, span model.Span) string {
	words := fold(span.Of(a.doc.Text))
	r, n := utf8.DecodeRuneInString(words)
	if span.Start != a.doc.Units[a.unit].Span.Start || first.kind != upperWord || a.index.capital[first.low] || first.role&isBody != 0 ||
		isAcronym(words[:first.span.Len()]) || first.role == 0 && len(words) == first.span.Len() && !strings.HasSuffix(words, "s") {
		return words
	}
	return string(unicode.ToLower(r)) + words[n:]
}

// standing returns the voice that a noun with "the" stands for: "the mayor", "the bank",
// "the spokesman".
func (a *article) standing(s *sentence, from, end int, v voice) (voice, bool) {
	at := s.toks[from].span.Start
	head := s.toks[end-1]
	known := func(e *entity) (voice, bool) {
		return voice{name: e.name, ent: e, as: v.as, gender: e.gender, guess: true}, true
	}
	for i := len(a.lone) - 1; i >= 0; i-- {
		if l := a.lone[i]; l.head == v.head && len(l.name) > v.as.Len() && end-from == 2 {
			l.as, l.guess = v.as, true
			return l, true
		}
	}
	if e := a.index.holderOf(v.head, at); e != nil && (head.role&(isMale|isFemale) == 0 || e.gender == 0 || e.gender&head.role != 0) {
		return known(e)
	}
	if end-from == 2 && head.is(isBody) {
		if e := a.index.bodyWith(v.head, at); e != nil {
			return known(e)
		}
		if e := a.index.principal(at); e != nil && generic(v.head) {
			return known(e)
		}
	}
	return voice{}, false
}

// generic reports whether a noun can stand for any firm.
func generic(noun string) bool {
	switch noun {
	case "company", "firm", "group", "corporation", "airline", "retailer", "carmaker", "maker", "broadcaster":
		return true
	}
	return false
}

// pronoun returns the voice that a pronoun stands for: the last voice that agrees with it, in
// the same paragraph or in the sentence right before.
func (a *article) pronoun(t token, verb role) (voice, bool) {
	gender := t.role & (isMale | isFemale)
	if gender == 0 || gender == isMale|isFemale {
		gender = verb
	}
	for i := len(a.recent) - 1; i >= 0; i-- {
		h := a.recent[i]
		k := h.voice.kind(a.words)
		fits := false
		switch {
		case t.role&isThing != 0:
			fits = k != person && !h.plural
		case t.role&isPlural != 0 && t.role&(isMale|isFemale) == 0:
			fits = h.plural || k == body || h.ent != nil && len(h.ent.words) == 1 && strings.HasSuffix(h.name, "s")
		default:
			fits = k != body && !h.plural && (h.gender == 0 || gender == 0 || h.gender&gender != 0) && (k == person || h.spoke || h.ent != nil)
		}
		if fits {
			v := h.voice
			v.as, v.guess = t.span, true
			if v.gender == 0 {
				v.gender = gender
			}
			return v, true
		}
	}
	return voice{}, false
}

package quote

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// attribution is what the words beside a quotation say about its speaker.
type attribution struct {
	speaker, cue model.Span
	force        force
	named        bool // the quotation is only a name for something: "was called"
}

// force is how certainly a quotation is attributed to somebody.
type force uint8

const (
	unsaid force = iota
	weak         // a verb of saying is somewhere in the sentence
	firm         // the words clearly attribute it: "she said", "told us that", "according to"
)

// reader reads attributions in the words beside quotations.
type reader struct {
	*words
	text  string
	toks  []token
	scrap []token    // the words of a speaker, for settled
	sound model.Span // the last result of settled
	mask  []bool     // for each token whether it is quoted, for reported
}

// farthest is the number of tokens after a quotation that are searched for a verb of
// saying; before the quotation, twice as many are searched. longest is the maximum
// number of words in a speaker.
const (
	farthest = 14
	longest  = 12
)

// before reads the attribution that introduces a quotation, at the end of
// text[from:to]:
//
//	Ana Ré said: “…”
//	According to the police, “…”
//	The mayor called the plan “…”     the verb is farther away: a weak sign
func (r *reader) before(from, to int) attribution {
	r.toks = r.tokens(r.toks[:0], r.text, r.sentenceStart(r.text, from, to), to, false)
	t := r.toks
	end := len(t)
	led := false
	for end > 0 && !t[end-1].isWord() {
		led = led || t[end-1].kind == comma || t[end-1].kind == colon
		if t[end-1].kind == stop {
			return attribution{}
		}
		end--
	}
	r.toks = t[:end]
	for i := 0; i < end; i++ {
		if e, ok := r.phrase(i); ok && (e+1 < end || t[e].role&lexicon.Article == 0) {
			return attribution{speaker: r.settled(r.naming(e)), cue: model.Span{Start: t[i].span.Start, End: t[e-1].span.End}, force: firm}
		}
	}
	predicate := r.isPredicate(to)
	for j := end - 1; j >= 0 && j >= end-2*farthest; j-- {
		if r.says(j, end, led) {
			if !r.yields(j, end, led, predicate) {
				return r.cueAt(j, end, led)
			}
		} else if a, ok := r.noun(j, end); ok {
			return a
		}
	}
	if led && end < len(t) && t[end].kind == colon {
		return r.headed(end)
	}
	return attribution{}
}

// headed reads an attribution that is only a name before a colon, perhaps with an
// office or a verb in front:
//
//	WALLACE: “…”    – Harbour master Ana Ré: “…”    Said Ana Ré: “…”
func (r *reader) headed(end int) attribution {
	const most, fewest = 8, 4 // words
	t := r.toks
	i := 0
	for i < end && t[i].kind == dash {
		i++
	}
	switch {
	case i == end || end-i > most:
		return attribution{}
	case t[i].role&lexicon.Cue != 0 && t[i].kind == upperWord && i+1 < end && r.isSpeaker(i+1):
		return attribution{speaker: r.naming(i + 1), cue: t[i].span, force: firm}
	case end-i <= fewest && r.allUpper(i, end):
		return attribution{speaker: r.between(i, end), force: firm}
	}
	k := end
	for k > i && t[k-1].kind == upperWord && t[k-1].role&lexicon.Opener == 0 {
		k--
	}
	if end-k < 2 || k == i || t[i].kind != upperWord || t[i].role&(lexicon.Opener|lexicon.Pronoun|lexicon.Prep) != 0 || r.nounEnd(i, end) < end {
		return attribution{}
	}
	for _, one := range t[i:k] {
		if !one.isWord() || one.role&^(lexicon.Article|lexicon.Title|lexicon.Work) != 0 {
			return attribution{}
		}
	}
	return attribution{speaker: r.between(i, end), force: firm}
}

// lacksSubject reports whether the cue is a verb at the beginning of the words that
// the reader holds, after words that only join it: "and praised", ", saying".
func (r *reader) lacksSubject(cue model.Span) bool {
	t := r.toks
	for j := range t {
		if t[j].span == cue {
			return t[j].role&lexicon.Cue != 0 && !r.isNoun(j) && !r.isPassiveAt(j)
		}
		if t[j].isWord() && t[j].role&(lexicon.Coord|lexicon.Filler) == 0 {
			return false
		}
	}
	return false
}

// noun reads an attribution by a noun at token j for a statement. It returns false if it
// finds none.
//
//	Ana Ré's claim    chants of    the message that    used the phrase
func (r *reader) noun(j, end int) (attribution, bool) {
	t := r.toks
	if t[j].kind != lowerWord {
		return attribution{}, false
	}
	a := attribution{cue: t[j].span, force: weak}
	switch rest := end - 1 - j; {
	case j > 0 && t[j].role&lexicon.Saying != 0 && possessive(t[j-1].span.Of(r.text)):
		a.speaker = r.owner(j - 1)
	case rest == 1 && t[j].role&lexicon.Noun != 0 && t[end-1].role&lexicon.From != 0 && t[end-1].span.Of(r.text) != "by":
		a.force = firm
	case rest > 0 && t[j].role&(lexicon.Noun|lexicon.Saying|lexicon.Text) != 0 && t[j].role&lexicon.Use == 0 && t[j+1].span.Of(r.text) == "that":
	case rest > 1 && t[j].role&lexicon.Use != 0 && t[end-1].role&lexicon.Naming != 0 && r.determines(end-2):
		a.speaker = r.subject(0, j)
	default:
		return attribution{}, false
	}
	return a, true
}

// says reports whether token j is a verb of saying. After an article or a
// possessive such a word is a noun ("the claim", "her call"). Nouns, and verbs that
// only sometimes mean saying, count only right before the quotation: "his last
// words: “…”", "and she went, “…”".
func (r *reader) says(j, end int, led bool) bool {
	t := r.toks
	if j == 0 && t[j].kind == upperWord && t[j].role&lexicon.Cue != 0 && strings.HasSuffix(t[j].span.Of(r.text), "s") {
		return true // in a list: "Calls the plan “a waste”"
	}
	if t[j].kind != lowerWord || t[j].role&(lexicon.Cue|lexicon.SoftCue) == 0 {
		return false
	}
	noun, shown := r.isNoun(j), false
	if j > 0 {
		before := t[j-1].span.Of(r.text)
		shown = isPassive(before) || strings.ContainsAny(before, "'’") && t[j-1].kind != number || t[j-1].role&lexicon.Filler != 0
	}
	beside := j == end-1
	if t[j].role&lexicon.Cue != 0 {
		return !noun || beside && led
	}
	if word := t[j].span.Of(r.text); word == "like" {
		return beside && shown // "she was like, “…”"
	}
	return beside && (led || !noun && t[j].role&lexicon.Manner == 0)
}

// lexicon.Noun reports whether token j, a verb of saying by its form, is a noun or an
// adjective because of the words before it: "the claim", "her last call", "the
// alleged", but not "the mayor says" and "that says".
func (r *reader) isNoun(j int) bool {
	if j == 0 {
		return false
	}
	t, before := r.toks, r.toks[j-1]
	word := before.span.Of(r.text)
	may := t[j].role&(lexicon.Noun|lexicon.SoftCue) != 0
	switch {
	case possessive(word):
		return r.roleOf(word[:strings.LastIndexAny(word, "'’")])&lexicon.Pronoun == 0
	case r.determines(j - 1):
		return may || before.role&(lexicon.Break|lexicon.Count) == 0
	case t[j].role&lexicon.Noun != 0 && j+1 < len(t) && t[j+1].kind == lowerWord && t[j+1].role&lexicon.Cue != 0 && t[j+1].role&lexicon.Noun == 0 && !r.isGerund(j+1):
		return true // "the port report said"
	case !may || before.kind != lowerWord:
		return false
	case j > 1 && before.role == 0 && (r.determines(j-2) || possessive(t[j-2].span.Of(r.text))):
		return true
	}
	if t[j].role&lexicon.Noun != 0 && (strings.HasSuffix(word, "ing") || before.role&lexicon.From != 0 || before.role&lexicon.Opener != 0 && before.role&(lexicon.Break|lexicon.Filler) == 0) {
		return true // "taking calls", "with chants"
	}
	return t[j].role&lexicon.Base != 0 && before.role&(lexicon.Pronoun|lexicon.Filler|lexicon.Break) == 0 && word != "to" && !strings.HasSuffix(word, "s")
}

// nounAt reports whether the token with the span is a noun; see lexicon.Noun.
func (r *reader) nounAt(s model.Span) bool {
	for j, t := range r.toks {
		if t.span == s {
			return r.isNoun(j)
		}
	}
	return false
}

// determines reports whether token i is an article or a similar word, but not a
// pronoun that may be the speaker.
func (r *reader) determines(i int) bool {
	return r.toks[i].role&lexicon.Article != 0 && r.toks[i].role&lexicon.Pronoun == 0
}

// possessive reports whether the word has the ending of a possessive: "Ana's", "the
// workers'".
func possessive(word string) bool {
	return strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s") || strings.HasSuffix(word, "s'") || strings.HasSuffix(word, "s’")
}

// cueAt reads the attribution with the verb at token j.
func (r *reader) cueAt(j, end int, led bool) attribution {
	const object = 7 // the maximum number of words after the verb, as in "told reporters at the airport that"
	t := r.toks
	passive := r.isPassiveAt(j) && !r.isGerund(j) || j > 0 && j+1 < end && r.isParticiple(j) && t[j+1].span.Of(r.text) == "by"
	a := attribution{cue: t[j].span, force: weak, speaker: r.speakerOf(j, end, passive)}
	rest, calls := end-1-j, t[j].role&lexicon.Call != 0
	if rest == 0 || rest <= object && (led || t[end-1].role&lexicon.Break != 0) {
		a.force = firm
	}
	switch {
	case passive && calls && a.speaker.Len() > 0:
		if a.force = firm; !r.onlyArticles(a.speaker.End, end) {
			return attribution{} // "was called a fool by the mayor for mending the “old” wall"
		}
	case a.force == weak && r.generic(a.speaker):
		return attribution{}
	case calls && !passive && rest <= object:
		a.force = firm // "called the plan a “waste”"
	}
	participle := passive || j > 0 && !t[max(0, r.dropFillers(0, j)-1)].isWord() // "(sometimes called"
	a.named = participle && a.speaker.Len() == 0 && t[j].role&lexicon.Naming != 0
	return a
}

// speakerOf returns the speaker of the verb or noun of saying at token j.
func (r *reader) speakerOf(j, end int, passive bool) model.Span {
	t := r.toks
	switch {
	case passive:
		for k := end - 1; k > j; k-- {
			if t[k].span.Of(r.text) == "by" {
				return r.naming(k + 1)
			}
		}
		return model.Span{}
	case r.isNoun(j):
		if possessive(t[j-1].span.Of(r.text)) {
			return r.owner(j - 1)
		}
		return model.Span{}
	case j == 0 && (t[j].kind == upperWord || end == 1):
		return model.Span{}
	case j == 0:
		return r.naming(1)
	case r.isInserted(j, end):
		return r.naming(j + 1)
	case strings.HasSuffix(t[j].span.Of(r.text), "ing"):
		return r.participleSubject(j)
	}
	return r.subject(0, j)
}

// onlyArticles reports whether the words from a byte to token end are "as", an
// article or both: "as a".
func (r *reader) onlyArticles(from, end int) bool {
	for _, t := range r.toks[:end] {
		if t.span.Start >= from && t.role&lexicon.Article == 0 && t.span.Of(r.text) != "as" {
			return false
		}
	}
	return true
}

// generic reports whether a speaker is a pronoun such as "you" or "I".
func (r *reader) generic(who model.Span) bool { return r.roleOf(who.Of(r.text))&lexicon.Generic != 0 }

// phrase reports whether a phrase such as "according to" begins at token i and
// another token follows it. It returns the index of the token after it.
func (r *reader) phrase(i int) (int, bool) {
	for _, p := range r.Phrases {
		if i+len(p) > len(r.toks) {
			continue
		}
		ok := true
		for k, word := range p {
			ok = ok && strings.EqualFold(r.toks[i+k].span.Of(r.text), word)
		}
		if ok && i+len(p) < len(r.toks) {
			return i + len(p), true
		}
	}
	return 0, false
}

// between returns the span of the tokens [i,j).
func (r *reader) between(i, j int) model.Span {
	if i >= j {
		return model.Span{}
	}
	return model.Span{Start: r.toks[i].span.Start, End: r.toks[j-1].span.End}
}

func (r *reader) allUpper(i, j int) bool {
	for _, t := range r.toks[i:j] {
		if t.kind != upperWord {
			return false
		}
	}
	return i < j
}

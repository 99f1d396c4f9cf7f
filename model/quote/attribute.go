package quote

import (
	"strings"

	"assay.app/assay/model"
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
	text string
	toks []token
}

// farthest is how many tokens after a quotation are searched for a verb of saying;
// before the quotation, twice as many are searched. longest is the maximum number
// of words in a speaker.
const (
	farthest = 14
	longest  = 12
)

// after reads the attribution that follows a quotation, in text[from:to]:
//
//	“…,” said the harbour master      the verb, then the speaker
//	“…,” Ana Ré, who saw it, said     the speaker, then the verb
//	“…,” according to the police      a phrase, then the speaker
//
// A comma, a dash or a similar mark usually links the quotation and the words after
// it. Without one, the words may be about something else, so stricter rules apply
// to the verb: see inverted and plainAfter.
func (r *reader) after(q pair, from, to int) attribution {
	to = min(to, from+longestReach)
	r.toks = r.tokens(r.toks[:0], r.text, from, to, true)
	t := r.toks
	i := 0
	last := lastRune(q.inner.Of(r.text))
	led := strings.ContainsRune(",?!，？！–—-…", last)
	for i < len(t) && (t[i].kind == comma || t[i].kind == dash) {
		led = true
		i++
	}
	if i == len(t) || !t[i].isWord() {
		return attribution{}
	}
	if end, ok := r.phrase(i); ok {
		return attribution{speaker: r.naming(end), cue: model.Span{Start: t[i].span.Start, End: t[end-1].span.End}, force: firm}
	}
	if a, ok := r.inverted(i, led); ok {
		return a
	}
	return r.plainAfter(i, led, last)
}

// inverted reads an attribution in which the verb precedes the speaker. It returns
// false if there is none.
func (r *reader) inverted(i int, led bool) (attribution, bool) {
	t := r.toks
	for i < len(t) && t[i].kind == lowerWord && t[i].role&(isFiller|isPronoun) != 0 && t[i].role&isCue == 0 && i+1 < len(t) && t[i+1].role&isCue != 0 {
		if t[i].role&isPronoun != 0 {
			return attribution{}, false
		}
		i++ // an auxiliary verb: "a déclaré"
	}
	if i >= len(t) || t[i].kind != lowerWord {
		return attribution{}, false
	}
	word := t[i].span.Of(r.text)
	if verb, who, ok := strings.Cut(word, "-"); ok && r.roleOf(verb)&isCue != 0 { // "demanda-t-il"
		at := t[i].span.Start
		who = who[strings.LastIndexByte(who, '-')+1:]
		return attribution{
			speaker: model.Span{Start: t[i].span.End - len(who), End: t[i].span.End},
			cue:     model.Span{Start: at, End: at + len(verb)}, force: firm,
		}, true
	}
	if t[i].role&isCue == 0 || strings.HasSuffix(word, "ing") || !led && i+1 < len(t) && t[i+1].role&isArticle != 0 && t[i+1].kind == lowerWord && len(t) > longest {
		return attribution{}, false
	}
	who := model.Span{}
	if !strings.HasPrefix(word, "tell") && word != "told" {
		who = r.naming(i + 1)
	}
	return attribution{speaker: who, cue: t[i].span, force: firm}, true
}

// plainAfter reads an attribution in which the verb follows the speaker.
func (r *reader) plainAfter(i int, led bool, last rune) attribution {
	t := r.toks
	for j := i; j < len(t) && j-i <= farthest; j++ {
		switch {
		case t[j].kind == stop || t[j].kind == colon:
			return attribution{}
		case t[j].kind != lowerWord || j == i:
			continue
		case t[j].role&isCue == 0 && (t[j].role&isSoftCue == 0 || j-i > 3 || t[i].kind == lowerWord && t[i].role&isPronoun == 0):
			continue
		}
		closed := j+1 == len(t) || !t[j+1].isWord()
		switch {
		case led && strings.ContainsRune("?!", last) && !closed && (t[j+1].kind == upperWord || t[j+1].role&isArticle != 0):
			return attribution{force: weak}
		case led, last == '.' && closed && j-i <= 4:
			return attribution{speaker: r.subject(i, j), cue: t[j].span, force: firm}
		case last == '.' || t[j].role&isCue == 0:
			return attribution{}
		}
		return attribution{speaker: r.subject(i, j), cue: t[j].span, force: weak}
	}
	return attribution{}
}

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
		if e, ok := r.phrase(i); ok {
			return attribution{speaker: r.naming(e), cue: model.Span{Start: t[i].span.Start, End: t[e-1].span.End}, force: firm}
		}
	}
	for j := end - 1; j >= 0 && j >= end-2*farthest; j-- {
		if r.says(j, end, led) {
			return r.cueAt(j, end, led)
		}
		if j > 0 && t[j].role&isSaying != 0 && possessive(t[j-1].span.Of(r.text)) {
			return attribution{speaker: r.owner(j - 1), cue: t[j].span, force: weak}
		}
	}
	const fewest = 4
	if led && end > 0 && end <= fewest && end < len(t) && t[end].kind == colon && r.allUpper(0, end) {
		return attribution{speaker: r.between(0, end), force: firm} // "WALLACE: “…”"
	}
	return attribution{}
}

// says reports whether token j is a verb of saying. After an article or a
// possessive such a word is a noun ("the claim", "her call"). Nouns, and verbs that
// only sometimes mean saying, count only right before the quotation: "his last
// words: “…”", "and she went, “…”".
func (r *reader) says(j, end int, led bool) bool {
	t := r.toks
	if t[j].kind != lowerWord || t[j].role&(isCue|isSoftCue) == 0 {
		return false
	}
	noun, shown := false, false
	if j > 0 {
		before := t[j-1].span.Of(r.text)
		noun = r.determines(j-1) || possessive(before) || j > 1 && t[j-1].kind == lowerWord && t[j-1].role == 0 && r.determines(j-2)
		shown = isPassive(before) || strings.ContainsAny(before, "'’") && t[j-1].kind != number || t[j-1].role&isFiller != 0
	}
	beside := j == end-1
	if t[j].role&isCue != 0 {
		return !noun || beside && led
	}
	if word := t[j].span.Of(r.text); word == "like" {
		return beside && shown // "she was like, “…”"
	}
	return beside && (led || !noun)
}

// determines reports whether token i is an article or a similar word, but not a
// pronoun that may be the speaker.
func (r *reader) determines(i int) bool {
	return r.toks[i].role&isArticle != 0 && r.toks[i].role&isPronoun == 0
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
	a := attribution{cue: t[j].span, force: weak}
	if rest := end - 1 - j; rest == 0 || rest <= object && (led || t[end-1].role&isBreak != 0) {
		a.force = firm
	}
	word := t[j].span.Of(r.text)
	passive := j > 0 && isPassive(t[j-1].span.Of(r.text)) || j > 1 && isPassive(t[j-2].span.Of(r.text))
	switch {
	case passive:
		for k := j + 1; k < end; k++ {
			if t[k].span.Of(r.text) == "by" {
				a.speaker = r.naming(k + 1)
			}
		}
	case j == 0 && end > 1:
		a.speaker = r.naming(1)
	case strings.HasSuffix(word, "ing"):
		a.speaker = r.participleSubject(j)
	default:
		a.speaker = r.subject(0, j)
	}
	a.named = passive && a.speaker.Len() == 0 && t[j].role&isNaming != 0
	return a
}

// participleSubject returns the speaker of a participle at token j, such as
// "saying" or "adding". It is the subject of a verb of saying earlier in the
// sentence or, if there is none, the subject of the sentence.
func (r *reader) participleSubject(j int) model.Span {
	for k := j - 1; k > 0; k-- {
		if r.says(k, j, false) && !strings.HasSuffix(r.toks[k].span.Of(r.text), "ing") {
			return r.subject(0, k)
		}
	}
	return r.sentenceSubject(j)
}

// isPassive reports whether the word makes a verb after it passive.
func isPassive(word string) bool {
	switch word {
	case "was", "were", "been", "is", "are", "be", "being":
		return true
	}
	return false
}

// phrase reports whether a phrase such as "according to" begins at token i and
// another token follows it. It returns the index of the token after it.
func (r *reader) phrase(i int) (int, bool) {
	for _, p := range r.phrases {
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

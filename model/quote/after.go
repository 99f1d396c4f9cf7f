package quote

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// after reads the attribution that follows a quotation, in text[from:to]:
//
//	“…,” said the harbour master      the verb, then the speaker
//	“…,” Ana Ré, who saw it, said     the speaker, then the verb
//	“…,” according to the police      a phrase, then the speaker
//	“…,” came the reply from Ana Ré   a noun, then the speaker
//	“….” – Ana Ré, harbour master     the speaker alone, behind a dash
//
// A comma, a dash or a similar mark usually links the quotation and the words after
// it. Without one, the words may be about something else, so stricter rules apply
// to the verb: see inverted and plainAfter.
func (r *reader) after(q pair, from, to int) attribution {
	to = min(to, from+longestReach)
	r.toks = r.tokens(r.toks[:0], r.text, from, to, true)
	t := r.toks
	last := lastRune(q.inner.Of(r.text))
	i := r.linked()
	led := i > 0 || strings.ContainsRune(",?!，？！–—-…", last)
	if i == len(t) || !t[i].isWord() {
		return attribution{}
	}
	if end, ok := r.phrase(i); ok {
		return attribution{speaker: r.settled(r.naming(end)), cue: model.Span{Start: t[i].span.Start, End: t[end-1].span.End}, force: firm}
	}
	if a, ok := r.inverted(i, led); ok {
		return a
	}
	if a, ok := r.answered(i); ok && led {
		return a
	}
	if i > 0 && t[i-1].kind == dash && strings.ContainsRune(",.?!…", last) {
		if a, ok := r.signed(i, to); ok {
			return a
		}
	}
	if a := r.plainAfter(i, led, last); a.force != unsaid {
		return a
	}
	return r.closing(to)
}

// closing reads the attribution that ends the sentence of a quotation, behind a comma:
//
//	the “old” wall will hold, the mayor said on Monday.
//	the “old” wall will hold, said the mayor.
func (r *reader) closing(to int) attribution {
	t := r.toks
	end := len(t)
	if end > 0 && t[end-1].kind == stop {
		end--
	} else if end == 0 || strings.TrimSpace(r.text[t[end-1].span.End:to]) != "" {
		return attribution{}
	}
	for c := end - 1; c > 0; c-- {
		if t[c].kind != comma {
			continue
		}
		if c+2 < end && t[c+1].kind == lowerWord && t[c+1].role&lexicon.Cue != 0 && !r.isGerund(c+1) && !r.isTelling(c+1) && r.isSpeaker(c+2) && t[c+2].role&lexicon.Pronoun == 0 {
			return attribution{speaker: r.settled(r.naming(c + 2)), cue: t[c+1].span, force: weak}
		}
		if c+1 < end && r.isSpeaker(c+1) {
			return r.closedBy(c+1, end)
		}
	}
	return attribution{}
}

// closedBy reads a speaker at token i and a verb after it that end a sentence at token
// end. A few words such as "on Monday" may follow the verb.
func (r *reader) closedBy(i, end int) attribution {
	const most = 4 // words after the verb
	t := r.toks
	for j := i + 1; j < end; j++ {
		if t[j].kind != lowerWord || t[j].role&lexicon.Cue == 0 || r.isNoun(j) || r.isGerund(j) {
			continue
		}
		rest := end - 1 - j
		if rest > most || rest > 0 && t[j+1].role&lexicon.Opener == 0 && t[j+1].kind != upperWord {
			break
		}
		if who := r.subject(i, j); who.Len() > 0 && who.Start == t[i].span.Start {
			return attribution{speaker: who, cue: t[j].span, force: weak}
		}
	}
	return attribution{}
}

// isTelling reports whether the noun after the verb at token i is the listener, as after
// "told".
func (r *reader) isTelling(i int) bool {
	word := r.toks[i].span.Of(r.text)
	return strings.HasPrefix(word, "tell") || word == "told"
}

// linked returns the index of the first token after commas and dashes.
func (r *reader) linked() int {
	i := 0
	for i < len(r.toks) && (r.toks[i].kind == comma || r.toks[i].kind == dash) {
		i++
	}
	return i
}

// answered reads an attribution by a noun for a statement. The speaker is empty if the
// words name none. answered returns false if it finds no such attribution.
//
//	came the reply from Ana Ré      was Ana Ré's answer      was the answer
func (r *reader) answered(i int) (attribution, bool) {
	const most = 5
	t := r.toks
	if t[i].kind != lowerWord || t[i].role&lexicon.Link == 0 {
		return attribution{}, false
	}
	for j := i + 1; j < len(t) && j-i <= most && t[j].isWord(); j++ {
		if t[j].role&lexicon.Reply == 0 {
			continue
		}
		a := attribution{cue: t[j].span, force: firm}
		switch {
		case j+1 < len(t) && t[j+1].role&lexicon.From != 0:
			a.speaker = r.naming(j + 2)
		case possessive(t[j-1].span.Of(r.text)):
			a.speaker = r.owner(j - 1)
		}
		return a, true
	}
	return attribution{}, false
}

// signed reads a speaker who is named without a verb, in the tokens from i on: a
// name, and perhaps an office after a comma. It returns false if other words follow
// before byte end.
func (r *reader) signed(i, end int) (attribution, bool) {
	t := r.toks
	if len(t)-i > longest || t[i].kind != upperWord || t[i].role&(lexicon.Article|lexicon.Opener|lexicon.Pronoun) != 0 || strings.TrimSpace(r.text[t[len(t)-1].span.End:end]) != "" {
		return attribution{}, false
	}
	for _, one := range t[i:] {
		if one.role&lexicon.Cue != 0 {
			return attribution{}, false
		}
	}
	who := r.naming(i)
	for i < len(t) && t[i].span.Start < who.End {
		i++
	}
	return attribution{speaker: who, force: firm}, i == len(t) || !t[i].isWord()
}

// signature reads a paragraph that consists of a dash and a speaker: "– Ana Ré".
func (r *reader) signature(p model.Span) (attribution, bool) {
	if p.Len() == 0 || p.Len() > longestReach || neighbourOf(firstRune(p.Of(r.text))) != line {
		return attribution{}, false
	}
	r.toks = r.tokens(r.toks[:0], r.text, p.Start, p.End, false)
	if i := r.linked(); i < len(r.toks) {
		return r.signed(i, p.End)
	}
	return attribution{}, false
}

// unlisted reads an attribution after a quotation whose verb is not in the lists.
// The verb has the form of the past, and a name or a pronoun is beside it:
//
//	“We must go,” gushed Ana Ré.      “We must go,” she beamed.
//
// It reads the tokens that after has read, behind a quotation that begins its
// sentence. A comma or a dash must link the two, unless the quotation ends with !, ?
// or … and the verb or a pronoun comes first. unlisted returns false if it finds no
// such attribution.
func (r *reader) unlisted(q pair) (attribution, bool) {
	t := r.toks
	i := r.linked()
	last := lastRune(q.inner.Of(r.text))
	pause := i > 0 || last == ',' || last == '，'
	if i >= len(t) || !pause && !strings.ContainsRune("?!…", last) {
		return attribution{}, false
	}
	verb := i
	if t[i].kind == lowerWord && t[i].role&lexicon.Filler != 0 && t[i].role&lexicon.Pronoun == 0 {
		verb++ // an auxiliary verb: "a soupiré"
	}
	if verb+1 < len(t) && r.isVerb(verb) && r.isSpeaker(verb+1) {
		return attribution{speaker: r.naming(verb + 1), cue: t[verb].span, force: firm}, true
	}
	j := i
	for j < len(t) && j-i <= longest/2 && (t[j].kind == upperWord && t[j].role&lexicon.Opener == 0 || j == i && r.isSpeaker(i) || r.determines(i) && t[j].role == 0 && !r.isVerb(j)) {
		j++
	}
	k := j
	for k < len(t) && t[k].kind == lowerWord && strings.HasSuffix(t[k].span.Of(r.text), "ly") {
		k++
	}
	if !pause && t[i].kind == upperWord || j == i || k == len(t) || !r.isVerb(k) {
		return attribution{}, false
	}
	if k+1 < len(t) && t[k+1].isWord() && (t[k+1].kind != lowerWord || t[k+1].role&lexicon.Article != 0) {
		return attribution{}, false // it has an object: "“Night Ferry,” he steered the boat"
	}
	return attribution{speaker: r.between(i, j), cue: t[k].span, force: firm}, true
}

// isVerb reports whether token i, which is in no list, may be a verb of saying: a past
// form in small letters.
func (r *reader) isVerb(i int) bool {
	const shortest = 3 // bytes
	t := r.toks[i]
	return t.kind == lowerWord && t.role&^(lexicon.SoftCue|lexicon.Manner) == 0 && t.span.Len() >= shortest && r.isPast(t.span.Of(r.text))
}

// isSpeaker reports whether a speaker may begin at token i.
func (r *reader) isSpeaker(i int) bool {
	t := r.toks[i]
	return t.kind == upperWord && t.role&lexicon.Opener == 0 || t.role&lexicon.Pronoun != 0 && t.role&lexicon.Break == 0 || r.determines(i) ||
		r.Bare && t.kind == lowerWord && t.role == 0
}

// inverted reads an attribution in which the verb precedes the speaker. It returns
// false if it finds none.
func (r *reader) inverted(i int, led bool) (attribution, bool) {
	t := r.toks
	for i < len(t) && t[i].kind == lowerWord && t[i].role&(lexicon.Filler|lexicon.Pronoun) != 0 && t[i].role&lexicon.Cue == 0 && i+1 < len(t) && t[i+1].role&lexicon.Cue != 0 {
		if t[i].role&lexicon.Pronoun != 0 {
			return attribution{}, false
		}
		i++ // an auxiliary verb: "a déclaré"
	}
	if i >= len(t) || t[i].kind != lowerWord {
		return attribution{}, false
	}
	word := t[i].span.Of(r.text)
	if verb, who, ok := strings.Cut(word, "-"); ok && r.roleOf(verb)&lexicon.Cue != 0 { // "demanda-t-il"
		at := t[i].span.Start
		who = who[strings.LastIndexByte(who, '-')+1:]
		return attribution{
			speaker: model.Span{Start: t[i].span.End - len(who), End: t[i].span.End},
			cue:     model.Span{Start: at, End: at + len(verb)}, force: firm,
		}, true
	}
	if t[i].role&lexicon.Cue == 0 || strings.HasSuffix(word, "ing") || !led && t[i].role&lexicon.Noun != 0 || !led && i+1 < len(t) && t[i+1].role&lexicon.Article != 0 && t[i+1].kind == lowerWord && len(t) > longest {
		return attribution{}, false
	}
	who := model.Span{}
	if !r.isTelling(i) {
		if i+1 < len(t) && t[i+1].kind == lowerWord && t[i+1].role&(lexicon.Prep|lexicon.To) != 0 && t[i+1].role&lexicon.Filler == 0 && t[i].role&lexicon.Noun == 0 && r.isPast(word) && word != "said" {
			return attribution{}, false // "compared to", "described by"
		}
		who = r.settled(r.naming(i + 1))
	}
	return attribution{speaker: who, cue: t[i].span, force: firm}, true
}

// plainAfter reads an attribution in which the verb follows the speaker.
func (r *reader) plainAfter(i int, led bool, last rune) attribution {
	t := r.toks
	if t[i].kind == lowerWord && t[i].role&lexicon.Break != 0 && t[i].role&(lexicon.Opener|lexicon.Pronoun) == 0 {
		return attribution{} // "“…,” which …"
	}
	reach := farthest
	if (i > 0 || last == ',') && t[i].kind == upperWord {
		reach *= 2 // "Ana Ré, the clerk of the port, one of those who saw it, said"
	}
	for j := i; j < len(t) && j-i <= reach; j++ {
		switch {
		case t[j].kind == stop || t[j].kind == colon:
			return attribution{}
		case t[j].kind != lowerWord || j == i:
			continue
		case j+1 < len(t) && r.isAside(j) && t[i].role&lexicon.Break == 0:
			continue // "Ana, who asked for help, said"
		case t[j].role&lexicon.Cue == 0 && (t[j].role&lexicon.SoftCue == 0 || j-i > 3 || t[i].kind == lowerWord && t[i].role&lexicon.Pronoun == 0):
			continue
		}
		closed := j+1 == len(t) || !t[j+1].isWord()
		switch {
		case r.isNoun(j) && !(led && closed):
			continue
		case t[i].kind == lowerWord && t[i].role&lexicon.Break != 0 && t[i].role&lexicon.Pronoun == 0 && !closed && t[i].span.Of(r.text) != "as":
			return attribution{} // "“…,” while she said that …"
		}
		switch {
		case led && strings.ContainsRune("?!", last) && !closed && (t[j+1].kind == upperWord || t[j+1].role&lexicon.Article != 0):
			return attribution{force: weak}
		case led, last == '.' && j-i <= 4 && j+1 < len(t) && t[j+1].kind == stop:
			return attribution{speaker: r.subject(i, j), cue: t[j].span, force: firm}
		case last == '.' || t[j].role&lexicon.Cue == 0:
			return attribution{}
		}
		if who := r.subject(i, j); who.Start == t[i].span.Start && who.Len() > 0 && r.isSpeaker(i) {
			return attribution{speaker: who, cue: t[j].span, force: weak} // "the “loopholes” he cited"
		}
		return attribution{}
	}
	return attribution{}
}

package quote

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// The speaker is the subject of the verb of saying, which is often not the phrase
// nearest to it. subject therefore reads the clause from the verb back to its
// beginning and takes the first noun phrase there:
//
//	a man of 70 with 1,400 sheep told the board    the words after the noun modify it
//	the report, sent by Bo, the clerk, said        insertions stand between commas
//	the clerk, who saw it, later said              a relative clause is one of them
//	Ana rose early and, after a while, said        verbs that "and" joins share a subject
//	asked whether he would stay, Ana said          "he" is the subject of another verb
//
// Each step moves to the left, so the cost is that of reading the sentence once.

const (
	longestClause = 40 // tokens of a clause that are read before its verb
	mostSteps     = 8  // clauses and insertions that are skipped to find a subject
)

// subject returns the subject of the verb at token j, which is at or after token
// from. The result is empty if the words before the verb name none.
func (r *reader) subject(from, j int) model.Span {
	t := r.toks
	end := r.dropFillers(from, j)
	shares := j < len(t) && r.isGerund(j)
	if end > from && t[end-1].role&lexicon.To != 0 {
		shares = true // "took to the air to say"
		end = r.dropFillers(from, end-1)
	}
	for range mostSteps {
		start := r.clauseStart(from, end)
		if start == end {
			lead := max(start-1, from)
			switch {
			case start == from:
				return model.Span{}
			case t[lead].role&lexicon.Relative != 0 && (lead > from):
				return r.antecedent(from, lead)
			case t[lead].role&lexicon.Coord != 0:
				shares = true
				end = r.dropFillers(from, lead)
			case t[lead].kind == comma:
				start, end = r.beforeInsertion(from, lead)
				end = r.dropBrackets(start, end)
				if start == end {
					return model.Span{}
				}
				shares = true
				if who := r.nounIn(r.clauseStart(start, end), end); who.Len() > 0 {
					return who
				}
				if t[end-1].kind == comma {
					return model.Span{}
				}
				continue
			case t[lead].span.Of(r.text) == ")":
				if end = r.dropBrackets(from, start); end == start {
					return model.Span{}
				}
				end = r.dropFillers(from, end)
			default:
				return model.Span{}
			}
			continue
		}
		who := r.nounIn(start, end)
		switch {
		case start > from && t[start-1].kind == comma && r.isApposition(start):
			if name := r.nameBefore(from, start-1); name.Len() > 0 {
				return name // "Bo Lee, a clerk at the port said"
			}
		case start == from:
		case who.Len() == 0 && t[start-1].kind == comma:
			end = start // "Ana, from the port, said", "Ana, in May, continued to say"
			continue
		case shares && t[start-1].role&lexicon.Break != 0 && t[start-1].role&lexicon.Coord == 0 && t[start-1].kind == lowerWord && r.roleOf(who.Of(r.text))&lexicon.Pronoun != 0:
			end = r.dropFillers(from, start-1) // "Ana said that she would wait but said"
			if outer := r.subject(from, end); outer.Len() > 0 {
				return outer
			}
			return who
		case who.Len() == 0 && t[start-1].role&lexicon.Relative != 0 && start-1 > from:
			return r.antecedent(from, start-1) // "who in May said"
		case t[start-1].kind == lowerWord && t[start-1].role&lexicon.Break != 0 && (who.Len() == 0 || !shares && r.hasVerb(who, end)):
			end = r.dropFillers(from, start-1)
			if end > from && t[end-1].kind == comma {
				end--
			}
			continue
		}
		return who
	}
	return model.Span{}
}

// clauseStart returns the token, at or after from, where the words that end before
// token end begin: after a sign, or after a word such as "that" that no speaker has.
func (r *reader) clauseStart(from, end int) int {
	t := r.toks
	start := end
	for start > from && end-start < longestClause && t[start-1].isWord() && (t[start-1].role&lexicon.Break == 0 && (t[start-1].role&lexicon.Relative == 0 || t[start-1].kind == upperWord) || r.joins(from, start-1)) {
		start--
	}
	return start
}

// nounIn returns the first noun phrase in the tokens [start,end) of a clause, after
// words such as "On Monday" and without the words that modify it from behind.
func (r *reader) nounIn(start, end int) model.Span {
	t := r.toks
	personal := func(i int) bool {
		return t[i].role&lexicon.Pronoun != 0 && t[i].role&(lexicon.Article|lexicon.Relative) == 0
	}
	if end > start && personal(end-1) && !personal(start) {
		return r.between(end-1, end) // "was all she said", but not "he would do it and said"
	}
	start = r.dropFront(start, end)
	if start >= end {
		return model.Span{}
	}
	if personal(start) {
		return r.between(start, start+1)
	}
	end = r.dropDay(start, r.nounEnd(start, end))
	return r.settled(r.between(start, max(start, end)))
}

// nounEnd returns the end of the noun phrase that begins at token i, at most end: the
// first preposition, participle or verb after its noun. A complement such as "of
// Hallen" belongs to the phrase.
func (r *reader) nounEnd(i, end int) int {
	t := r.toks
	if i < end && t[i].role&lexicon.Pronoun != 0 && t[i].role&(lexicon.Article|lexicon.Relative) == 0 {
		return i + 1
	}
	for k := i + 1; k < end; k++ {
		before := t[k-1]
		word := t[k].span.Of(r.text)
		switch {
		case t[k].kind != lowerWord:
			continue
		case t[k].role&(lexicon.Aux|lexicon.Relative) != 0 && t[k].role&lexicon.Article == 0:
			return k
		case t[k].role&lexicon.Prep != 0 && word != "of" && word != "for" && word != "from":
			return k
		case r.determines(k-1) || strings.HasSuffix(before.span.Of(r.text), "ly") || t[k].role&lexicon.Article != 0:
			continue
		case r.isGerund(k), t[k].role&lexicon.Cue != 0 && t[k].role&lexicon.Noun == 0, r.isParticiple(k) && (k+1 == end || t[k+1].role&(lexicon.Prep|lexicon.Article|lexicon.Pronoun|lexicon.To) != 0 || t[k+1].kind == number || t[k+1].kind == upperWord && before.kind == upperWord):
			return k
		}
	}
	return end
}

// hasVerb reports whether the tokens after a noun phrase and before token end have a
// verb of which the phrase is the subject.
func (r *reader) hasVerb(who model.Span, end int) bool {
	for k := end - 1; k >= 0 && r.toks[k].span.Start >= who.End; k-- {
		t := r.toks[k]
		if t.kind == lowerWord && (t.role&lexicon.Aux != 0 || t.role&lexicon.Cue != 0 && t.role&lexicon.Noun == 0 && !r.isGerund(k) || r.isParticiple(k) && k+1 < end && r.toks[k+1].role&lexicon.Prep == 0) {
			return true
		}
	}
	return false
}

// isGerund reports whether token i has the form of a participle such as "saying".
func (r *reader) isGerund(i int) bool {
	return r.Gerund != "" && r.toks[i].kind == lowerWord && strings.HasSuffix(r.toks[i].span.Of(r.text), r.Gerund)
}

// isParticiple reports whether token i has the form of a participle such as "sent by".
func (r *reader) isParticiple(i int) bool {
	return r.Gerund != "" && r.toks[i].kind == lowerWord && r.isPast(r.toks[i].span.Of(r.text))
}

// antecedent returns the noun that the relative word at token i is about: "the clerk
// who", "a note from the port, which".
func (r *reader) antecedent(from, i int) model.Span {
	t := r.toks
	person := r.toks[i].role&lexicon.Pronoun != 0 // "who"
	end := i
	if end > from && t[end-1].kind == comma {
		end--
	}
	end = r.dropBrackets(from, end)
	k := end
	for k > from && t[k-1].kind == upperWord && t[k-1].role&lexicon.Opener == 0 {
		k--
	}
	named := k < end
	const most = 4 // words of the noun before an article
	for m := k; m > from && k-m <= most && t[m-1].isWord() && t[m-1].role&(lexicon.Break|lexicon.Cue|lexicon.Prep|lexicon.Aux) == 0; m-- {
		if r.determines(m-1) || possessive(t[m-1].span.Of(r.text)) {
			k = m - 1
			break
		}
	}
	if !named && k == end && end > from && t[end-1].kind == lowerWord {
		k = end - 1
	}
	if !person && k-2 >= from && t[k-1].role&lexicon.Prep != 0 && t[k-2].kind == lowerWord && t[k-2].role&(lexicon.Break|lexicon.Cue|lexicon.Prep|lexicon.Aux) == 0 {
		for m := k - 1; m > from && k-m <= most && t[m-1].isWord() && t[m-1].role&(lexicon.Break|lexicon.Cue|lexicon.Prep|lexicon.Aux) == 0; m-- {
			if r.determines(m - 1) {
				k = m - 1
				break
			}
		}
	}
	return r.settled(r.between(k, end))
}

// beforeInsertion returns the tokens before the insertion that ends with the comma at
// token c. An apposition is an insertion too, so the result is the first of several
// phrases that name one speaker.
//
//	the report, sent by Bo, the clerk, said
//	~~~~~~~~~~
func (r *reader) beforeInsertion(from, c int) (start, end int) {
	t := r.toks
	first := c
	for depth := 0; first > from && c-first < longestClause; first-- {
		switch word := t[first-1].span.Of(r.text); {
		case word == ")":
			depth++
			continue
		case word == "(" && depth > 0:
			depth--
			continue
		case depth > 0:
			continue
		}
		if r.divides(first - 1) {
			break
		}
	}
	start, end = first, c
	found := false
	for e := c; e > first; {
		s := e
		for s > first && t[s-1].kind != comma {
			s--
		}
		if e < c || s == first {
			switch {
			case !r.opensNoun(s, e):
				if found {
					return start, end
				}
			case !found:
				start, end, found = s, e, true
			case r.isName(s, e) && s == first:
				return s, e
			default:
				return start, end
			}
		}
		e = s - 1
	}
	return start, end
}

// divides reports whether token i is a sign across which no subject reaches.
func (r *reader) divides(i int) bool {
	switch t := r.toks[i]; t.kind {
	case stop, colon, dash:
		return true
	case sign:
		return strings.ContainsAny(t.span.Of(r.text), ";；\"“”„«»")
	default:
		return false
	}
}

// opensNoun reports whether a noun phrase begins the tokens [s,e), as opposed to a
// relative clause, a participle or a preposition.
func (r *reader) opensNoun(s, e int) bool {
	t := r.toks
	e = r.dropBrackets(s, e)
	s = r.clauseStart(s, e)
	if s == e || r.Gerund == "" && !r.isSpeaker(s) && t[s].role&(lexicon.Opener|lexicon.Prep) == 0 {
		return false
	}
	return r.nounIn(s, e).Len() > 0
}

// isName reports whether the tokens [s,e) are only a name, perhaps with an article or
// in brackets.
func (r *reader) isName(s, e int) bool {
	if e = r.dropBrackets(s, e); s < e && r.determines(s) {
		s++
	}
	return r.allUpper(s, e) && r.toks[s].role&lexicon.Opener == 0
}

// isApposition reports whether the words from token i on begin like an apposition: "a
// clerk", "chief clerk".
func (r *reader) isApposition(i int) bool {
	t := r.toks[i]
	return t.kind == lowerWord && (t.role == 0 || t.role&lexicon.Article != 0 && t.role&(lexicon.Pronoun|lexicon.Count) == 0)
}

// nameBefore returns the name of at least two words that ends before the comma at
// token c and begins its clause. The result is empty if no such name does.
func (r *reader) nameBefore(from, c int) model.Span {
	s := c
	for s > from && r.toks[s-1].isWord() {
		s--
	}
	if c-s < 2 || !r.isName(s, c) || s > from && r.toks[s-1].kind != stop {
		return model.Span{}
	}
	return r.between(s, c)
}

// joins reports whether token i joins the last two parts of a subject that begins its
// clause: "Ida Quill and Tom Penn", "the mayor and the clerk".
func (r *reader) joins(from, i int) bool {
	t := r.toks
	if t[i].role&lexicon.Join == 0 || i+1 >= len(t) || !r.isSpeaker(i+1) && !(t[i+1].kind == lowerWord && t[i+1].role == 0) {
		return false
	}
	k := i
	for k > from && i-k < longest && t[k-1].isWord() && t[k-1].role&(lexicon.Break|lexicon.Cue|lexicon.Aux|lexicon.Pronoun|lexicon.To) == 0 && !r.isParticiple(k-1) && !r.isGerund(k-1) {
		k--
	}
	if k == i || k > from && t[k-1].isWord() && t[k-1].role&lexicon.Break == 0 {
		return false
	}
	if t[k].kind == upperWord && t[k].role&(lexicon.Opener|lexicon.Prep) == 0 && r.isSpeaker(i+1) {
		return true
	}
	const few = 5 // words of a noun
	return r.determines(k) && (r.determines(i+1) || t[i+1].kind == upperWord || i-k <= few)
}

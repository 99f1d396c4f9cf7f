package quote

import (
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// participleSubject returns the speaker of a participle at token j, such as
// "saying" or "adding". It is the name right before it, the subject of a verb of
// saying earlier in the sentence that is in no side clause, or the subject of the
// sentence.
func (r *reader) participleSubject(j int) model.Span {
	t := r.toks
	if j > 0 && t[j-1].role&lexicon.Aux != 0 {
		who := r.subject(0, j) // "is saying"
		for _, one := range t[:j] {
			if one.kind == upperWord && one.role&(lexicon.Article|lexicon.Opener) == 0 && one.span.Start >= who.Start && one.span.End <= who.End || one.span == who && one.role&lexicon.Pronoun != 0 {
				return who
			}
		}
		return model.Span{} // "an example is calling it"
	}
	if k := r.dropFillers(0, j); k > 0 && t[k-1].kind == upperWord && t[k-1].role&lexicon.Opener == 0 {
		start := k - 1
		for start > 0 && t[start-1].kind == upperWord && t[start-1].role&lexicon.Opener == 0 {
			start--
		}
		if start > 0 {
			return r.between(start, k) // "the film shows Ana Ré saying"
		}
	}
	for k := j - 1; k > 0 && k >= j-2*farthest; k-- {
		if r.says(k, j, false) && !r.isGerund(k) && !r.isAside(k) && t[k-1].role&lexicon.To == 0 {
			if who := r.subject(0, k); who.Len() > 0 {
				return who
			}
		}
	}
	if who := r.settled(r.sentenceSubject(j)); who.Len() > 0 {
		return who
	}
	return r.subject(0, j)
}

// isAside reports whether the verb at token j is in a relative clause, or in a side
// clause of time or reason.
func (r *reader) isAside(j int) bool {
	t := r.toks
	start := r.clauseStart(0, r.dropFillers(0, j))
	for range mostSteps {
		if start == 0 || t[start-1].role&lexicon.Coord == 0 {
			break
		}
		start = r.clauseStart(0, start-1) // "since she wrote to it and asked"
	}
	if start == 0 {
		return false
	}
	lead := t[start-1]
	switch {
	case lead.role&lexicon.Relative != 0:
		return start > 1 && start == r.dropFillers(0, j)
	case lead.role&lexicon.Break != 0:
		return lead.role&lexicon.Prep != 0 || lead.role&lexicon.Opener != 0 && lead.role&(lexicon.Coord|lexicon.Relative|lexicon.Join) == 0
	}
	return false
}

// isPredicate reports whether the quotation whose mark is at byte i begins with a verb
// that needs a subject before it: "is", "was".
func (r *reader) isPredicate(i int) bool {
	if i >= len(r.text) {
		return false
	}
	_, n := utf8.DecodeRuneInString(r.text[i:])
	if i+n >= len(r.text) || neighbourOf(firstRune(r.text[i+n:])) != word {
		return false
	}
	first := r.word(r.text, i+n, min(len(r.text), i+n+longestWord))
	return first.kind == lowerWord && first.role&lexicon.Aux != 0
}

// yields reports whether the verb of saying at token j leaves the quotation to another
// one before it, because it is in a side clause or may not be a verb at all:
//
//	she said whoever asks the clerk “is not having a good day”
//	the board said in May, since she wrote to the clerk, it is “closed”
//	Ana said the flurry of posts was “odd”
func (r *reader) yields(j, end int, led, predicate bool) bool {
	t := r.toks
	rest := end - 1 - j
	if rest == 0 || led && t[j].role&lexicon.Noun == 0 || t[j].role&lexicon.Call != 0 && !predicate {
		return false
	}
	doubtful := t[j].role&lexicon.Noun != 0 || r.isAside(j) && (predicate || t[end-1].role&lexicon.Break == 0)
	if r.isAside(j) && j+1 < end-1 && t[j+1].span.Of(r.text) == "that" && t[end-1].span.Of(r.text) == "that" {
		doubtful = true // "told a man who said that it rained that"
	}
	if start := r.clauseStart(0, j); start < j && t[start].kind == lowerWord && t[start].role&lexicon.Cue != 0 && t[start].role&lexicon.Noun == 0 {
		doubtful = true // "Ana, the clerk, said the sum agreed for it would be"
	}
	if !doubtful && rest > 0 && !r.isGerund(j) {
		doubtful = r.speakerOf(j, end, false).Len() == 0
	}
	if !doubtful || r.isPassiveAt(j) {
		return false
	}
	for k := j - 1; k > 0 && k >= end-2*farthest; k-- {
		if t[k].role&lexicon.Cue != 0 && t[k].role&lexicon.Noun == 0 && r.says(k, end, led) && !r.isAside(k) && !r.isPassiveAt(k) {
			return true
		}
	}
	return false
}

// isPassiveAt reports whether the verb at token j is passive.
func (r *reader) isPassiveAt(j int) bool {
	t := r.toks
	return j > 0 && isPassive(t[j-1].span.Of(r.text)) || j > 1 && isPassive(t[j-2].span.Of(r.text))
}

// isPassive reports whether the word makes a verb after it passive.
func isPassive(word string) bool {
	switch word {
	case "was", "were", "been", "is", "are", "be", "being":
		return true
	}
	return false
}

// isInserted reports whether the verb at token j and the speaker after it are set off
// by commas: "the port, says Ana Ré, is".
func (r *reader) isInserted(j, end int) bool {
	t := r.toks
	if j == 0 || t[j-1].kind != comma || r.isGerund(j) || j+1 >= end || t[j+1].kind != upperWord && t[j+1].role&lexicon.Pronoun == 0 {
		return false
	}
	who := r.naming(j + 1)
	k := j + 1
	for k < end && t[k].span.Start < who.End {
		k++
	}
	return k < end && t[k].kind == comma
}

package quote

import (
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/quote/lexicon"
)

// joinsNext reports whether token i joins the name before it to another name that is
// not the subject of a verb of its own.
func (r *reader) joinsNext(i int) bool {
	t := r.toks
	if t[i].role&lexicon.Join == 0 || i+1 >= len(t) || t[i+1].kind != upperWord || t[i+1].role&(lexicon.Article|lexicon.Opener|lexicon.Pronoun) != 0 {
		return false
	}
	k := i + 1
	for k < len(t) && t[k].kind == upperWord {
		k++
	}
	return k == len(t) || t[k].kind != lowerWord || t[k].role&lexicon.Cue == 0 && !r.isPast(t[k].span.Of(r.text))
}

// owner returns the name that the possessive at token j ends: "Ana Ré's".
func (r *reader) owner(j int) model.Span {
	start := j
	for start > 0 && r.toks[start-1].kind == upperWord && r.toks[start-1].role&lexicon.Opener == 0 {
		start--
	}
	who := r.between(start, j+1)
	who.End = who.Start + strings.LastIndexAny(who.Of(r.text), "'’")
	return who
}

// dropFillers moves the index j back over the adverbs and auxiliary verbs before
// token j, at most to from, and returns the result.
func (r *reader) dropFillers(from, j int) int {
	for j > from {
		t := r.toks[j-1]
		word := t.span.Of(r.text)
		if t.kind != lowerWord || t.role&lexicon.Filler == 0 && !strings.HasSuffix(word, "ly") || t.role&lexicon.Pronoun != 0 {
			break
		}
		if t.role&lexicon.Filler == 0 && j-1 > from && r.determines(j-2) {
			break // "the daily", "an ally"
		}
		j--
	}
	return j
}

// dropBrackets moves the index j back over words in brackets before token j: "Ana Ré
// (D-Hal.)".
func (r *reader) dropBrackets(from, j int) int {
	if j == from || r.toks[j-1].span.Of(r.text) != ")" {
		return j
	}
	for k := j - 1; k > from && j-k <= longest; k-- {
		if r.toks[k].span.Of(r.text) == "(" {
			return k
		}
	}
	return j
}

// dropFront returns where the speaker in the tokens [start,end) begins, after words
// such as "But" and "On Monday". If a longer phrase begins the clause, the speaker
// is the name nearest to the verb. The result is end if a preposition leads and no
// noun but its own follows.
func (r *reader) dropFront(start, end int) int {
	t := r.toks
	led, place := false, false
	for start < end && t[start].role&(lexicon.Opener|lexicon.Prep) != 0 && t[start].role&lexicon.Pronoun == 0 {
		led = true
		place = t[start].role&lexicon.Prep != 0
		start++
	}
	for start < end-1 && (led && t[start].kind == number || t[start].kind == lowerWord && strings.HasSuffix(t[start].span.Of(r.text), "ly") || t[start].role&lexicon.Filler != 0) && t[start].role&(lexicon.Article|lexicon.Pronoun) == 0 {
		if t[start].role&lexicon.Aux != 0 {
			return end
		}
		start++
	}
	if start == end || !led || t[start].role&(lexicon.Article|lexicon.Pronoun) != 0 && t[start].kind == upperWord {
		return start
	}
	k := end
	for k > start && t[k-1].kind == upperWord {
		k--
	}
	switch {
	case k == end && t[end-1].role&lexicon.Pronoun != 0:
		return end - 1
	case k > start && k < end && t[k-1].role&lexicon.Article != 0:
		k--
	case k == end && !place:
		return start
	case k == end:
		for m := end - 1; m > start; m-- {
			if r.determines(m) && t[m-1].role&lexicon.Prep == 0 {
				return m // "over the weekend the mayor"
			}
		}
		return end
	}
	if place && (k == start || r.determines(start) && k == start+1) {
		return end // "in the Mirror"
	}
	return k
}

// dropDay returns the end of the speaker in the tokens [start,end) without the day
// after it: "Ana Ré on Monday".
func (r *reader) dropDay(start, end int) int {
	t := r.toks
	if end-start > 2 && t[end-1].role&lexicon.Opener != 0 && t[end-1].kind == upperWord && t[end-2].span.Of(r.text) == "on" {
		return end - 2
	}
	if end-start > 1 && t[end-1].role&lexicon.Opener != 0 {
		return end - 1
	}
	return end
}

// sentenceSubject returns the subject of a participle at token j such as "saying":
// the first name, pronoun or noun with an article in the sentence.
func (r *reader) sentenceSubject(j int) model.Span {
	const front = 16 // the maximum number of words in a phrase before the subject: "In it,"
	t := r.toks
	i := 0
	for k := 1; k < min(j, front) && t[0].role&lexicon.Opener != 0 && t[0].role&lexicon.Pronoun == 0; k++ {
		if t[k].kind == comma {
			i = k + 1
		}
	}
	for i < j && t[i].role&lexicon.Opener != 0 && t[i].role&lexicon.Pronoun == 0 {
		i++
	}
	end := i
	for end < j && t[end].isWord() && t[end].role&lexicon.Break == 0 {
		end++
	}
	if k := r.nounEnd(i, end); k < end {
		return r.between(i, r.dropFillers(i, k))
	}
	return r.namingUpTo(i, j)
}

// naming returns the speaker that begins at token i: a pronoun, a name with the
// words before it, or a noun with its complements.
//
//	said he                              he
//	said Mayor Ida T. Quill, who …       Mayor Ida T. Quill
//	said a spokesman for the port in …   a spokesman for the port
func (r *reader) naming(i int) model.Span { return r.namingUpTo(i, len(r.toks)) }

func (r *reader) namingUpTo(i, to int) model.Span {
	who := r.longestName(i, to)
	k := i
	for k < to && r.toks[k].span.End <= who.End {
		k++
	}
	for i < k && r.toks[i].span.Start < who.Start {
		i++
	}
	return r.between(i, r.nounEnd(i, k))
}

// longestName returns the words that may name a speaker, from token i on.
func (r *reader) longestName(i, to int) model.Span {
	t := r.toks
	for i < to && t[i].kind == lowerWord && (t[i].role&lexicon.Filler != 0 || strings.HasSuffix(t[i].span.Of(r.text), "ly")) && t[i].role&(lexicon.Pronoun|lexicon.Article) == 0 {
		i++
	}
	if i < to && t[i].role&lexicon.Pronoun != 0 && t[i].role&lexicon.Article == 0 {
		return r.between(i, i+1)
	}
	end, named := i, false
	article := i < to && r.determines(i)
	for ; end < to && end-i < longest && t[end].isWord(); end++ {
		lower := t[end].kind == lowerWord
		word := t[end].span.Of(r.text)
		switch {
		case t[end].kind == upperWord && t[end].role&(lexicon.Article|lexicon.Opener) == 0:
			named = true
			continue
		case named && r.joinsNext(end):
			continue
		case t[end].kind == number && article && strings.ContainsFunc(t[end].span.Of(r.text), unicode.IsLetter):
			continue // "the 22-year-old"
		case t[end].kind == number && end+1 < to && t[end+1].isWord() && t[end+1].role&(lexicon.Break|lexicon.Opener|lexicon.Prep) == 0 && !named:
			continue
		case article && end > i && (end == i+1 || t[end].role&lexicon.Noun != 0) && lower && t[end].role&lexicon.Cue != 0 && !named:
			continue // "the report", "the 52-page report"
		case t[end].kind == number || t[end].role&lexicon.Break != 0 || t[end].role&lexicon.Cue != 0 && end > i:
			return r.between(i, end)
		case named && r.continuesName(end, to):
			continue
		case lower && (word == "of" || word == "for" || word == "from") && end > i:
			if end+1 < to && strings.HasSuffix(t[end+1].span.Of(r.text), "ing") {
				return r.between(i, end) // "by the mayor for mending"
			}
			continue
		case lower && t[end].role&lexicon.Article == 0 && named && !particle(word) && !(article && !inflected(word)),
			lower && t[end].role&lexicon.Opener != 0, lower && t[end].role&lexicon.Filler != 0 && !article:
			return r.between(i, end)
		}
	}
	return r.between(i, end)
}

// continuesName reports whether the words in small letters from token i on stand
// between two parts of one name, as an office does: "Hallen Stone clerk Bo Lee".
func (r *reader) continuesName(i, to int) bool {
	const most = 3
	t := r.toks
	for k := i; k < to && k-i <= most; k++ {
		switch word := t[k].span.Of(r.text); {
		case t[k].kind == upperWord:
			return k > i && t[k].role&(lexicon.Opener|lexicon.Pronoun|lexicon.Article) == 0
		case t[k].kind != lowerWord || t[k].role != 0 || strings.HasSuffix(word, "ly") || r.isPast(word) || r.isGerund(k):
			return false
		}
	}
	return false
}

// inflected reports whether a word looks like a verb in the third person or the
// past: "pleads" in "the Mayor pleads", but not "envoy" in "the US envoy".
func inflected(word string) bool {
	return strings.HasSuffix(word, "s") || strings.HasSuffix(word, "ed")
}

// particle reports whether a word in small letters can be part of a name.
func particle(word string) bool {
	switch word {
	case "de", "la", "von", "van", "der", "den", "bin", "al", "el", "di", "da", "du", "ter", "zu":
		return true
	}
	return false
}

// isPast reports whether a word has the form of a verb in the past.
func (w *words) isPast(word string) bool {
	for _, ending := range w.Pasts {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

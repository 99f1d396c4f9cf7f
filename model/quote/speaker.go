package quote

import (
	"strings"

	"assay.app/assay/model"
)

// subject returns the subject of the verb at token j: the words of the clause
// before it, from token from on. It skips an insertion between commas, and words
// that only join or date the clause:
//
//	On Monday Ana Ré, the harbour master, later said
//	          ~~~~~~
func (r *reader) subject(from, j int) model.Span {
	t := r.toks
	end := r.dropBrackets(from, r.dropFillers(from, j))
	if end > from && t[end-1].kind == comma {
		end--
		for k := end - 1; k > from && end-k <= longest; k-- {
			if t[k].kind == comma {
				end = k
				break
			}
		}
	}
	if end-1 > from && t[end-1].span.Of(r.text) == "who" {
		end--
		if t[end-1].kind == comma {
			end--
		}
	}
	start := end
	for start > from && end-start < longest && t[start-1].isWord() && (t[start-1].role&isBreak == 0 || r.joins(from, start-1)) {
		start--
	}
	if end > start && t[end-1].role&isPronoun != 0 && t[end-1].role&isArticle == 0 {
		return r.between(end-1, end) // "was all she said"
	}
	start, end = r.dropFront(start, end), r.dropDay(start, end)
	return r.between(start, max(start, end))
}

// joins reports whether token i joins the last two names of a subject that begins
// its clause: "Ida Quill and Tom Penn". The clause begins at token from or after a
// sign.
func (r *reader) joins(from, i int) bool {
	t := r.toks
	if t[i].role&isJoin == 0 || i+1 >= len(t) || !r.isSpeaker(i+1) {
		return false
	}
	k := i
	for k > from && i-k < longest && t[k-1].kind == upperWord {
		k--
	}
	return k < i && (k == from || !t[k-1].isWord() || r.determines(k-1) && (k-1 == from || !t[k-2].isWord()))
}

// joinsNext reports whether token i joins the name before it and another that is
// not the subject of a verb of its own.
func (r *reader) joinsNext(i int) bool {
	t := r.toks
	if t[i].role&isJoin == 0 || i+1 >= len(t) || t[i+1].kind != upperWord || t[i+1].role&(isArticle|isOpener|isPronoun) != 0 {
		return false
	}
	k := i + 1
	for k < len(t) && t[k].kind == upperWord {
		k++
	}
	return k == len(t) || t[k].kind != lowerWord || t[k].role&isCue == 0 && !r.isPast(t[k].span.Of(r.text))
}

// owner returns the name that the possessive at token j ends: "Ana Ré's".
func (r *reader) owner(j int) model.Span {
	start := j
	for start > 0 && r.toks[start-1].kind == upperWord && r.toks[start-1].role&isOpener == 0 {
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
		if t.kind != lowerWord || t.role&isFiller == 0 && !strings.HasSuffix(word, "ly") || t.role&isPronoun != 0 {
			break
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
// is the name nearest to the verb.
func (r *reader) dropFront(start, end int) int {
	t := r.toks
	led := false
	for start < end-1 && t[start].role&isOpener != 0 && t[start].role&isPronoun == 0 {
		led = true
		start++
	}
	if !led || t[start].role&(isArticle|isPronoun) != 0 && t[start].kind == upperWord {
		return start
	}
	k := end
	for k > start && t[k-1].kind == upperWord {
		k--
	}
	switch {
	case k == end && t[end-1].role&isPronoun != 0:
		return end - 1
	case k > start && k < end && t[k-1].role&isArticle != 0:
		return k - 1
	case k < end:
		return k
	}
	return start
}

// dropDay returns the end of the speaker in the tokens [start,end) without the day
// after it: "Ana Ré on Monday".
func (r *reader) dropDay(start, end int) int {
	t := r.toks
	if end-start > 2 && t[end-1].role&isOpener != 0 && t[end-1].kind == upperWord && t[end-2].span.Of(r.text) == "on" {
		return end - 2
	}
	if end-start > 1 && t[end-1].role&isOpener != 0 {
		return end - 1
	}
	return end
}

// sentenceSubject returns the subject of a participle at token j such as "saying":
// the first name, pronoun or noun with an article in the sentence.
func (r *reader) sentenceSubject(j int) model.Span {
	const front = 8 // the maximum number of words in a phrase before the subject: "In it,"
	t := r.toks
	i := 0
	for k := 1; k < min(j, front) && t[0].role&isOpener != 0 && t[0].role&isPronoun == 0; k++ {
		if t[k].kind == comma {
			i = k + 1
		}
	}
	for i < j && t[i].role&isOpener != 0 && t[i].role&isPronoun == 0 {
		i++
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
	t := r.toks
	for i < to && t[i].kind == lowerWord && (t[i].role&isFiller != 0 || strings.HasSuffix(t[i].span.Of(r.text), "ly")) && t[i].role&(isPronoun|isArticle) == 0 {
		i++
	}
	if i < to && t[i].role&isPronoun != 0 && t[i].role&isArticle == 0 {
		return r.between(i, i+1)
	}
	end, named := i, false
	article := i < to && r.determines(i)
	for ; end < to && end-i < longest && t[end].isWord(); end++ {
		lower := t[end].kind == lowerWord
		word := t[end].span.Of(r.text)
		switch {
		case t[end].kind == upperWord && t[end].role&(isArticle|isOpener) == 0:
			named = true
			continue
		case named && r.joinsNext(end):
			continue
		case t[end].kind == number || t[end].role&isBreak != 0 || t[end].role&isCue != 0 && end > i:
			return r.between(i, end)
		case lower && (word == "of" || word == "for" || word == "from") && end > i:
			if end+1 < to && strings.HasSuffix(t[end+1].span.Of(r.text), "ing") {
				return r.between(i, end) // "by the mayor for mending"
			}
			continue
		case lower && t[end].role&isArticle == 0 && named && !particle(word) && !(article && !inflected(word)),
			lower && t[end].role&isOpener != 0, lower && t[end].role&isFiller != 0 && !article:
			return r.between(i, end)
		}
	}
	return r.between(i, end)
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
	for _, ending := range w.pasts {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

package attribute

import (
	"strings"

	"assay.app/assay/model"
)

// sentence is the sentence that is being read.
type sentence struct {
	*words
	text string // of the article
	toks []token
}

// reading is an attribution in a sentence: the words that name the voice, and the cue.
type reading struct {
	from, to int        // the tokens of the voice
	cue      model.Span // in bytes of the text
	verb     int        // the last token of the cue
	rank     rank
}

// rank says how a reading governs its sentence. The reading with the highest rank is taken,
// or the first of these.
type rank uint8

const (
	none    rank = iota
	aside        // in a relative clause or a participle: "Ré, who says it leaks, …"
	inside       // "prices rose according to Ré"
	governs      // the verb of the main clause: "Ré said that …"
	closes       // "…, Ré said"
)

// reach is the number of tokens that are read before and after a verb of saying.
const reach = 40

// read returns the attribution that governs a sentence. It ignores words in quotation marks.
// The rank of the result is none if nothing attributes the sentence.
func (s *sentence) read() reading {
	var best reading
	for i := 0; i < len(s.toks); i++ {
		if s.toks[i].said || !s.toks[i].isWord() {
			continue
		}
		if r := s.readAt(i); r.rank > best.rank {
			best = r
		}
	}
	return best
}

func (s *sentence) readAt(i int) reading {
	t := s.toks
	if k, ok := s.phrase(t, i); ok {
		from, to := s.following(k)
		r := reading{from, to, model.Span{Start: t[i].span.Start, End: t[k-1].span.End}, k - 1, inside}
		if from == to {
			return reading{}
		}
		if i == 0 || !t[i-1].isWord() {
			r.rank = governs
		}
		return r
	}
	switch {
	case t[i].kind != lowerWord:
		return reading{}
	case t[i].is(isAdding):
		return s.participle(i)
	case t[i].low == "quoted":
		return s.quotedAs(i)
	case !t[i].is(isSaid|isCue|isTold) || s.isNoun(i) || s.isTakenBack(i) || !s.reports(i):
		return reading{}
	}
	cue := t[i].span
	if s.inverts(i) {
		if from, to := s.following(i + 1); to > from && !(t[from].is(isPronoun) && s.free && t[from].role&(isMale|isFemale|isPlural|isThing) == 0) {
			return reading{from, to, cue, i, closes}
		}
	}
	from, to, rank := s.subject(i)
	if rank != none && t[i].is(isBase) && !s.isPlural(from, to) {
		return reading{}
	}
	if rank == governs && from > 0 && t[from-1].kind == comma && s.ends(i+1) {
		rank = closes
	}
	return reading{from, to, cue, i, rank}
}

// isPlural reports whether the subject in tokens [from,to) can be several.
func (s *sentence) isPlural(from, to int) bool {
	head := s.toks[s.core(from, to)-1]
	if head.role&isPronoun != 0 && head.role&(isMale|isFemale|isThing) != 0 {
		return false
	}
	for k := from; k < to; k++ {
		if s.toks[k].low == "and" {
			return true
		}
	}
	return strings.HasSuffix(head.low, "s") && !head.owns || head.role&isPlural != 0 || head.low == "police" || head.low == "people" || head.low == "data" || strings.HasSuffix(head.low, "men")
}

// inverts reports whether the voice follows the verb at token i, as it can after a comma or a
// quotation: "…, said Ana Ré". In English, only an insertion may then follow the voice.
func (s *sentence) inverts(i int) bool {
	t := s.toks
	k := i
	for s.free && k > 0 && t[k-1].is(isFiller) && t[k-1].kind == lowerWord {
		k--
	}
	if i+1 >= len(t) || !t[i+1].isWord() || t[i+1].is(isBreak|isPrep) || k == 0 || t[k-1].isWord() || t[i].is(isTold) && !s.free {
		return false
	}
	switch before := t[k-1]; {
	case before.kind == mark || dashes(before.span.Of(s.text)):
		return true
	case before.kind != comma:
		return false
	case s.free || k > 1 && (t[k-2].kind == mark || t[k-2].said):
		return true
	}
	if _, _, rank := s.subject(i); rank != none {
		return false // "Ana Ré, the harbour master, said the wall leaked"
	}
	from, to := s.following(i + 1)
	return to > from && !(t[from].is(isPronoun) && to-from == 1) && (to == len(t) || !t[to].isWord())
}

func dashes(sign string) bool { return sign == "—" || sign == "–" || sign == "-" }

// ends reports whether only a time and a place follow from token i on.
func (s *sentence) ends(i int) bool {
	for ; i < len(s.toks); i++ {
		if t := s.toks[i]; t.isWord() && !t.is(isTime) && !(t.low == "on" || t.low == "in") && t.kind != number {
			return t.is(isPrep) || t.is(isAdding)
		} else if t.kind == comma || t.kind == mark {
			return true
		}
	}
	return true
}

// isNoun reports whether the word at token i, a verb by its form, is a noun: "the report".
func (s *sentence) isNoun(i int) bool {
	t := s.toks
	if i == 0 {
		return true
	}
	before := t[i-1]
	if before.isWord() && (before.is(isArticle) && !before.is(isPronoun) || before.owns || before.is(isPrep)) {
		return true
	}
	if t[i].is(isText) && i+1 < len(t) && t[i+1].role&(isCue|isSaid|isFinite) != 0 && t[i+1].kind == lowerWord {
		return true // "the annual report showed"
	}
	return t[i].is(isText) && before.kind == lowerWord && i > 1 && t[i-2].is(isArticle) && !s.opens(i+1)
}

// opens reports whether the word at token i begins the reported words, as "that" does.
func (s *sentence) opens(i int) bool {
	return i < len(s.toks) && s.toks[i].isWord() && s.opening[s.toks[i].low]
}

// isTakenBack reports whether the words before the verb at token i show that it reports
// nothing: "would say", "is said".
func (s *sentence) isTakenBack(i int) bool {
	t := s.toks
	for k := i - 1; k >= 0 && k >= i-3 && t[k].isWord(); k-- {
		switch {
		case t[k].low == "to" && k >= 2 && t[k-1].low == "on" && t[k-2].low == "went":
			return false
		case t[k].is(isNever):
			return true
		case t[k].is(isBe):
			return true
		case !t[k].is(isFiller):
			return false
		}
	}
	return false
}

// reports reports whether the words after the verb at token i can be reported words.
func (s *sentence) reports(i int) bool {
	t := s.toks
	if t[i].is(isTold) {
		return i+1 < len(t) && t[i+1].isWord() && !t[i+1].is(isPrep)
	}
	k := s.afterTime(i + 1)
	if k < len(t) && t[k].said || s.quotesAfter(i) {
		return true
	}
	if t[i].is(isSaid) && !s.free {
		return true
	}
	switch {
	case k >= len(t) || t[k].kind == sign || t[k].kind == comma && !s.opens(k+1):
		return s.hangs(i)
	case t[k].kind != lowerWord && !t[k].isWord():
		return true // a colon, a quotation mark
	case s.opens(k):
		return true
	case s.free:
		return s.inverts(i)
	case t[i].low == "warned" || t[i].low == "warns" || t[i].low == "complained":
		return true
	case t[i].low == "described" || t[i].low == "describes":
		return s.has(i, "as")
	case t[i].low == "accused" || t[i].low == "accuses":
		return s.has(i, "of")
	case t[i].low == "denied" || t[i].low == "denies":
		return true
	case t[k].is(isPrep):
		return s.hangs(i) && (t[k].low == "in" || t[k].low == "on" || t[k].low == "at")
	}
	return s.clause(k)
}

func (s *sentence) has(i int, word string) bool {
	for k := i + 1; k < len(s.toks) && k < i+reach; k++ {
		if s.toks[k].low == word {
			return true
		}
	}
	return false
}

// quotesAfter reports whether words in quotation marks follow the verb in its clause.
func (s *sentence) quotesAfter(i int) bool {
	for k := i + 1; k < len(s.toks) && k < i+reach/2; k++ {
		if s.toks[k].said {
			return true
		}
		if s.toks[k].is(isBreak) && s.toks[k].low != "that" && s.toks[k].low != "and" && s.toks[k].low != "as" {
			return false
		}
	}
	return false
}

// clause reports whether the words from token i on have a finite verb.
func (s *sentence) clause(i int) bool {
	const far = 24
	for k := i; k < len(s.toks) && k < i+far; k++ {
		switch t := s.toks[k]; {
		case t.is(isFinite) && k > i && t.kind == lowerWord:
			return true
		case t.kind == lowerWord && t.role == 0 && strings.HasSuffix(t.low, "ing") && k-i < longest/2:
			return false // "show the mayor mending the wall"
		}
	}
	return false
}

// hangs reports whether the clause of the verb at token i follows the reported words, after
// a comma or a quotation mark.
func (s *sentence) hangs(i int) bool {
	if s.inverts(i) {
		return true
	}
	from, to, rank := s.subject(i)
	return rank != none && to > from && from > 0 && (s.toks[from-1].kind == comma || s.toks[from-1].kind == mark || dashes(s.toks[from-1].span.Of(s.text)))
}

// afterTime returns the index of the token after words for a time: "on Monday".
func (s *sentence) afterTime(k int) int {
	t := s.toks
	for k < len(t) && (t[k].is(isTime) || t[k].is(isFiller) && t[k].kind == lowerWord && !t[k].is(isFinite) || t[k].is(isPrep) && k+1 < len(t) && t[k+1].is(isTime)) {
		k++
	}
	return k
}

// quotedAs reads "was quoted as saying" at token i.
func (s *sentence) quotedAs(i int) reading {
	t := s.toks
	end := i
	for end > 0 && (t[end-1].is(isBe|isFiller) && t[end-1].kind == lowerWord) {
		end--
	}
	if end == i || !s.has(i, "saying") {
		return reading{}
	}
	from, to, rank := s.subject(end)
	return reading{from, to, t[i].span, i, rank}
}

// participle reads "…, saying that" at token i. Its voice is the subject of the sentence.
func (s *sentence) participle(i int) reading {
	t := s.toks
	k := i
	for k > 0 && t[k-1].is(isFiller) && t[k-1].kind == lowerWord {
		k--
	}
	if k == 0 || t[k-1].kind != comma || i+1 >= len(t) || !(s.opens(i+1) || s.clause(i+1) || t[i+1].kind == colon || t[i+1].kind == comma || t[i+1].said || s.quotesAfter(i)) {
		return reading{}
	}
	from, to := s.main()
	if to == from || to > i || t[to].low == "of" {
		return reading{}
	}
	return reading{from, to, t[i].span, i, aside}
}

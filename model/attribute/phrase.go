package attribute

import "strings"

// longest is the maximum number of words in a voice.
const longest = 12

// subject returns the tokens [from,to) of the subject of the verb at token i. It skips
// insertions between commas, and words that only join or date the clause:
//
//	On Monday Ana Ré, the harbour master, later said
//	          ~~~~~~
//
// The rank is none if the verb has no subject, or if its clause depends on another one.
func (s *sentence) subject(i int) (from, to int, r rank) {
	t := s.toks
	end := s.beforeFillers(i)
	if end == 0 {
		return 0, 0, none
	}
	if t[end-1].is(isRelative) {
		return s.antecedent(end - 1)
	}
	if isJoin(t[end-1].low) {
		if from, to := s.main(); to > from && to < end {
			return from, to, aside // "The bank closed and said that …"
		}
		return 0, 0, none
	}
	parts, dependent := s.parts(end)
	if len(parts) == 0 {
		return 0, 0, none
	}
	if t[end-1].kind == comma {
		parts = s.withoutInsertion(parts)
	} else {
		parts = parts[:1]
	}
	for _, p := range parts {
		if from, to := s.noun(p.from, p.to); to > from {
			if dependent && p == parts[len(parts)-1] && s.afterBreak(p.from) {
				return 0, 0, none
			}
			return from, to, governs
		}
	}
	return 0, 0, none
}

// part is a stretch of a clause between commas, in tokens.
type part struct{ from, to int }

// parts returns the stretches between commas of the clause that ends before token end, the
// last one first, and whether a word such as "because" begins the clause.
func (s *sentence) parts(end int) (parts []part, dependent bool) {
	const some = 5
	t := s.toks
	to, i := end, end
	closed := t[end-1].kind == comma
	if closed {
		to, i = end-1, end-1
	}
	add := func() {
		if i < to {
			parts = append(parts, part{i, to})
		}
	}
	for ; i > 0 && end-i < reach && len(parts) < some; i-- {
		b := t[i-1]
		switch {
		case b.span.Of(s.text) == ")":
			for k := i - 1; k > 0 && i-k < longest; k-- {
				if t[k-1].span.Of(s.text) == "(" {
					i = k
					break
				}
			}
		case b.said || b.kind == mark || b.kind == colon || b.kind == sign:
			add()
			return parts, false
		case b.is(isRelative) && closed && i > 1 && t[i-2].kind == comma:
			add() // "Ré, who was there, said"
			to = i - 2
			i--
		case b.is(isRelative), b.is(isBreak) && !s.joins(i-1):
			add()
			return parts, !isJoin(b.low) && (b.low != "while" || i == 1)
		case b.kind == comma:
			add()
			to = i - 1
		}
	}
	add()
	return parts, false
}

func isJoin(word string) bool {
	switch word {
	case "and", "but", "so", "or", "nor", "aber", "und", "mais", "et", "pero", "y", "але", "і", "та", "но", "и":
		return true
	}
	return false
}

// afterBreak reports whether token i follows a word that makes a clause depend on another
// one.
func (s *sentence) afterBreak(i int) bool { return i > 0 && s.toks[i-1].is(isBreak|isRelative) }

// joins reports whether token i joins two nouns of one subject: "Ana Ré and Bo Lind",
// "businessmen and officials".
func (s *sentence) joins(i int) bool {
	t := s.toks
	if t[i].low != "and" || i == 0 || i+1 >= len(t) || !t[i-1].isWord() || !t[i+1].isWord() {
		return false
	}
	if t[i+1].isName() && t[i-1].isName() || t[i+1].is(isArticle) && t[i+1].low != "the" && t[i-1].isName() {
		return true
	}
	plural := func(k int) bool {
		return t[k].kind == lowerWord && strings.HasSuffix(t[k].low, "s") && t[k].role&^(isOffice|isBody|isText) == 0
	}
	return i == 1 && plural(i+1) || plural(i-1) && plural(i+1)
}

// withoutInsertion orders the parts of a clause before a comma and a verb: the likeliest
// subject comes first. The last part is usually an insertion:
//
//	Ana Ré, the harbour master, said       The head of the port, Ana Ré, said
//	~~~~~~                                                       ~~~~~~
func (s *sentence) withoutInsertion(parts []part) []part {
	if len(parts) == 1 {
		return nil
	}
	for k := 1; k < len(parts); k++ {
		if from, to := s.noun(parts[k].from, parts[k].to); to > from && s.isNamed(from, to) {
			return []part{parts[k]}
		}
	}
	if from, to := s.noun(parts[0].from, parts[0].to); to > from && s.isNamed(from, to) && from == parts[0].from && !s.toks[from-1].is(isRelative) {
		return parts[:1]
	}
	return parts[1:2]
}

// isNamed reports whether the phrase in tokens [from,to) has a name as its head.
func (s *sentence) isNamed(from, to int) bool {
	end := s.core(from, to)
	return s.toks[end-1].isName() && !s.toks[end-1].is(isOffice)
}

// core returns the token where the complements of the phrase in tokens [from,to) begin: "a
// spokesman | for the port".
func (s *sentence) core(from, to int) int {
	for k := from + 1; k < to; k++ {
		if t := s.toks[k]; t.kind == lowerWord && t.is(isPrep) && !(t.is(isParticle) && k+1 < to && s.toks[k-1].isName() && s.toks[k+1].isName()) || !t.isWord() {
			if (t.low == "of" || t.low == "for") && k+1 < to && s.toks[k-1].isName() && s.toks[k-1].is(isBody) && s.toks[k+1].isName() {
				continue
			}
			if n := s.afterName(k+1, to); t.low == "of" && s.toks[k-1].isName() && n > k+1 && n < to && s.toks[n].kind == lowerWord && !s.toks[n].is(isPrep|isTime) {
				k = n // "the Friends of Halm database"
				continue
			}
			return k
		}
	}
	return to
}

// afterName returns the index after the words with capitals from token i on.
func (s *sentence) afterName(i, to int) int {
	for i < to && s.toks[i].isName() {
		i++
	}
	return i
}

// antecedent returns the noun before the relative pronoun at token i: "Ré, who said".
func (s *sentence) antecedent(i int) (from, to int, r rank) {
	end := i
	if end > 0 && s.toks[end-1].kind == comma {
		end--
	}
	if end == 0 || s.toks[i].low == "which" || s.toks[i].low == "whose" {
		return 0, 0, none
	}
	from = end
	for from > 0 && end-from < longest && s.toks[from-1].isWord() && !s.toks[from-1].is(isBreak|isFinite|isPrep) {
		from--
	}
	from, to = s.noun(from, end)
	if to == from || !s.isNamed(from, to) {
		return 0, 0, none
	}
	return from, to, aside
}

// beforeFillers returns the index after the subject of the verb at token i, which it finds
// by stepping back over adverbs, auxiliary verbs and days.
func (s *sentence) beforeFillers(i int) int {
	t := s.toks
	for i > 0 && t[i-1].isWord() {
		b := t[i-1]
		switch {
		case b.kind == lowerWord && (b.is(isFiller) || strings.HasSuffix(b.low, "ly") && b.role == 0), b.is(isTime) && i > 1, b.kind == number && i > 1 && t[i-2].is(isTime):
		case b.is(isPrep) && t[i].is(isTime):
		default:
			return i
		}
		i--
	}
	return i
}

// noun returns the noun phrase in tokens [from,to) without the words that only join or date
// the clause. It returns an empty phrase if the rest cannot be a voice; see isScrap.
func (s *sentence) noun(from, to int) (int, int) {
	t := s.toks
	for from < to {
		f := t[from]
		dated := f.is(isPrep) && from+1 < to && (t[from+1].is(isTime) || t[from+1].kind == number)
		if !(f.is(isOther|isBreak|isTime) && !f.is(isArticle|isRelative) && !strings.HasSuffix(f.low, "ing") && !strings.HasSuffix(f.low, "ed") || f.kind == number && from > 0 && t[from-1].is(isTime) || dated || f.is(isOther) && from+1 < to && t[from+1].is(isTime)) {
			break
		}
		from++
	}
	if from < to && t[from].is(isPrep) {
		from = s.lastNoun(from, to)
	}
	if from >= to || to-from > reach/2 {
		return to, to
	}
	for k := from; k < to; k++ {
		if t[k].is(isFinite) && t[k].kind == lowerWord || t[k].said {
			return to, to
		}
	}
	if t[from].is(isPronoun) && !t[from].is(isArticle) {
		if to-from > 1 || t[from].role&(isMale|isFemale|isThing|isPlural) == 0 {
			return to, to
		}
		return from, to
	}
	if s.isScrap(from, to) {
		return to, to
	}
	return from, to
}

// lastNoun returns the token where the last name, or noun with an article, in tokens
// [from,to) begins: "At the meeting the mayor". It returns to if they have neither.
func (s *sentence) lastNoun(from, to int) int {
	t := s.toks
	k := to
	for k > from+1 && t[k-1].isName() {
		k--
	}
	if k < to && !t[k-1].is(isPrep) && k-1 > from && !t[k-1].is(isArticle) {
		return k
	}
	for k = to - 1; k > from+1; k-- {
		if t[k].is(isPrep) {
			return to
		}
		if t[k].is(isArticle) && !t[k-1].is(isPrep) {
			return k
		}
	}
	return to
}

// isScrap reports whether the phrase in tokens [from,to) cannot be a voice: it is an article
// alone, or begins with a preposition, a relative word, a participle or a verb.
func (s *sentence) isScrap(from, to int) bool {
	t := s.toks
	first := t[from]
	if first.role&(isPrep|isRelative|isBreak|isBe|isNever|isFinite|isTime|isAdding) != 0 && first.role&isArticle == 0 || first.kind == number || !first.isWord() {
		return true
	}
	if first.role&(isSaid|isCue|isTold) != 0 && first.role&isText == 0 {
		return true
	}
	if strings.HasSuffix(first.low, "ing") && first.role&^isOther == 0 && (first.kind == lowerWord || from == 0) {
		return true
	}
	head := s.core(from, to) - 1
	if t[head].role&(isArticle|isPronoun|isTime|isPrep|isBreak) != 0 || t[head].kind == number || !t[head].isWord() {
		return true
	}
	for k := from; k < to; k++ {
		if t[k].kind == lowerWord && (t[k].is(isSaid|isTold|isAdding) || t[k].is(isTheDef) && k > from && k <= head) {
			return true
		}
	}
	if head == from && first.kind == lowerWord && !s.isBare(head) {
		return true
	}
	return strings.HasSuffix(first.low, "ed") && first.kind == lowerWord && first.role == 0
}

// isBare reports whether the noun at token i can be a voice without an article: "analysts
// said", "research shows".
func (s *sentence) isBare(i int) bool {
	t := s.toks[i]
	return s.free || len(t.low) > 3 && strings.HasSuffix(t.low, "s") || t.is(isText|isBody|isOffice) || t.low == "people"
}

// following returns the noun phrase that begins at token i: a pronoun, a name with the
// words before it, or a noun with its complements.
//
//	said Mayor Ida T. Quill, who …       Mayor Ida T. Quill
//	said a spokesman for the port in …   a spokesman for the port
func (s *sentence) following(i int) (from, to int) {
	t := s.toks
	for i < len(t) && t[i].is(isFiller) && t[i].kind == lowerWord && !t[i].is(isArticle) {
		i++
	}
	if i < len(t) && t[i].is(isPronoun) && !(t[i].is(isArticle) && i+1 < len(t) && t[i+1].isWord() && !t[i+1].is(isBreak|isPrep)) {
		return s.noun(i, i+1)
	}
	named := false
	end := i
loop:
	for ; end < len(t) && end-i < longest && t[end].isWord() && !t[end].said; end++ {
		k := t[end]
		next := end+1 < len(t) && t[end+1].isWord() && !t[end+1].said
		switch {
		case k.kind == number || k.is(isBreak) && !s.joins(end) || k.is(isRelative|isTime) || k.is(isFinite|isNever) && k.kind == lowerWord:
			break loop
		case k.is(isPronoun) && !k.is(isArticle):
			break loop
		case k.kind == upperWord:
			named = true
		case k.is(isPrep) && !(next && (k.low == "of" || k.low == "for" || k.low == "at" || k.low == "by" || s.free)):
			break loop
		case k.is(isSaid|isTold) && end > i, k.is(isAdding):
			break loop
		case named && k.kind == lowerWord && k.role == 0 && !t[i].is(isArticle),
			end > i+1 && k.kind == lowerWord && k.role == 0 && strings.HasSuffix(k.low, "ed") && !s.free:
			break loop
		}
	}
	return s.noun(i, end)
}

// main returns the subject of the sentence: the first name or noun with an article, up to a
// verb.
func (s *sentence) main() (from, to int) {
	t := s.toks
	i := 0
	if len(t) > 0 && (t[0].is(isPrep|isBreak) || strings.HasSuffix(t[0].low, "ing")) {
		for k := 1; k < len(t) && k < longest; k++ {
			if t[k].kind == comma {
				i = k + 1
				break
			}
		}
		if i == 0 {
			return 0, 0
		}
	}
	for i < len(t) && t[i].is(isOther|isBreak|isTime) && !t[i].is(isArticle|isPronoun) {
		i++
	}
	if i < len(t) && t[i].is(isPronoun) && !t[i].is(isArticle) {
		return s.noun(i, i+1)
	}
	named := false
	for end := i; end < len(t) && end-i < longest; end++ {
		k := t[end]
		switch {
		case !k.isWord() || k.said || k.is(isFinite|isFiller|isBreak|isRelative|isPrep|isTime) && k.kind == lowerWord && end > i:
			return s.noun(i, end)
		case k.kind == lowerWord && end > i && (named && k.role&(isOffice|isBody|isParticle) == 0 || strings.HasSuffix(k.low, "ed") || k.is(isSaid|isCue|isTold) && !k.is(isText)):
			return s.noun(i, end)
		}
		named = named || k.isName() && end > i
	}
	return 0, 0
}

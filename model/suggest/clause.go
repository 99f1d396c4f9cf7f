package suggest

import (
	"assay.app/assay/model"
)

// The main clause
//
// The main verb of an English sentence says what the sentence is about. Other verbs,
// and the times beside them, are about something else:
//
//	Ten sheds wrecked in the 2019 flood were reopened yesterday.
//	          ~~~~~~~ a participle      ^^^^
//	The mill, which was built in 1931, has closed.
//	                ~~~ a relative clause  ^^^
//
// There is no dictionary of verbs. The forms of "be", "have" and the other
// auxiliaries are listed, and so are irregular past forms; any longer word that ends
// in "ed" is taken for a past form. This suffices to distinguish the past, the
// perfect and the pluperfect, which is all that the rules need. Of other verbs in
// the present, only those of saying are recognised.

// tense is the form of a main verb.
type tense uint8

const (
	unknown    tense = iota
	present          // "is", "has", "says"
	past             // "was", "opened"
	perfect          // "has opened"
	pluperfect       // "had opened"
	modal            // "will open"
)

// sentence is an English sentence with its main verb.
type sentence struct {
	text  string
	toks  []token
	verb  int   // the index of the main verb or its auxiliary; len(toks) if unknown
	tense tense // of the main verb
	says  bool  // the main verb is a verb of saying
}

// parse finds the main verb: the first one that is not aside, nor in a relative or
// a subordinate clause.
func parse(text string, toks []token) sentence {
	s := sentence{text: text, toks: toks, verb: len(toks)}
	relatives := 0 // relative clauses whose verb is still to come
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		switch {
		case t.aside:
		case t.mark == '–':
			if end := s.next(i+1, '–'); end < len(toks) {
				i = end
			}
		case t.class&isRelative != 0 && i > 0 && !s.pointsAt(i):
			if toks[i-1].mark == ',' {
				i = s.next(i, ',')
			} else if s.tense != unknown {
				return s
			} else {
				relatives++
			}
		case t.class&isConjunction != 0 && s.begins(i):
			i = s.next(i, ',')
		case i == 0 && t.class&(isPreposition|isComparison) != 0 && s.next(i, ',') < len(toks):
			i = s.next(i, ',') // "Since the mill opened,"
		case t.class&isConjunction != 0 && s.tense != unknown:
			return s
		case t.class&isAuxiliary != 0:
			if s.tense != unknown && (relatives > 0 || toks[i-1].class&(isPronoun|isDeterminer|isRelative|isCoordinator) != 0) {
				return s // of another clause
			}
			if relatives > 0 {
				relatives--
				continue
			}
			s.settle(i)
			return s
		case s.tense != unknown:
		case t.class&(isSaying|isClaiming) != 0 && relatives == 0 && s.reports(i):
			s.verb, s.tense, s.says = i, present, true
			if t.class&isPast != 0 {
				s.tense = past
			}
			return s
		case t.class&(isPast|isFinite) == 0 || t.capital && i > 0:
		case i > 0 && toks[i-1].mark == ',' && s.mayBeParticiple(i):
			i = s.next(i, ',') // ", founded in 1931,"
		case i > 0 && toks[i-1].class&isDeterminer != 0: // "the proposed rise"
		case relatives > 0:
			relatives--
		default:
			s.verb, s.tense = i, past
			if !s.mayBeParticiple(i) {
				return s
			}
		}
	}
	return s
}

// settle makes the auxiliary at i the main verb. If another auxiliary follows in
// the same clause, that one is the main verb: "the patches they have made are out".
func (s *sentence) settle(i int) {
	s.verb, s.tense = i, s.tenseAt(i)
	if s.tense != perfect && s.tense != pluperfect {
		return
	}
	for j := i + 1; j < len(s.toks); j++ {
		t := s.toks[j]
		switch {
		case t.mark != 0, t.aside, t.class&(isRelative|isConjunction|isCoordinator) != 0:
			return
		case t.class&isAuxiliary != 0 && t.class&isPast == 0:
			s.verb, s.tense = j, s.tenseAt(j)
		}
	}
}

// tenseAt returns the tense that the auxiliary at i forms with the words after it.
func (s *sentence) tenseAt(i int) tense {
	c := s.toks[i].class
	done := s.participle(i) > 0
	switch {
	case c&isBe != 0:
		return present
	case c&isWas != 0:
		return past
	case c&isModal != 0:
		return modal
	case c&isHad != 0 && done:
		return pluperfect
	case c&isHad != 0:
		return past
	case done:
		return perfect
	}
	return present
}

// participle returns the index of the participle that follows the auxiliary at i,
// perhaps after adverbs; 0 if there is none.
func (s *sentence) participle(i int) int {
	const adverbs = 2
	for j := i + 1; j <= min(i+1+adverbs, len(s.toks)-1); j++ {
		t := s.toks[j]
		switch {
		case t.class&isPast != 0:
			return j
		case t.class&isQuantifier != 0, t.mark == ',':
		case t.mark != 0, t.class&(isDeterminer|isPronoun|isPreposition) != 0:
			return 0
		}
	}
	return 0
}

// next returns the index of the first such mark at i or later, brackets and
// quotations aside, or the number of tokens if there is none.
func (s *sentence) next(i int, mark rune) int {
	for i < len(s.toks) && (s.toks[i].mark != mark || s.toks[i].aside) {
		i++
	}
	return i
}

// begins reports whether a clause can begin at i.
func (s *sentence) begins(i int) bool {
	return i == 0 || s.toks[i-1].mark == ',' || s.toks[i-1].class&isCoordinator != 0
}

// pointsAt reports whether the relative at i is a determiner instead: "that year".
func (s *sentence) pointsAt(i int) bool {
	return i+1 < len(s.toks) && s.toks[i+1].class&isUnit != 0
}

// mayBeParticiple reports whether the past form at i may be a participle that
// follows its noun: "the sheds wrecked in", but not "the flood wrecked sheds".
func (s *sentence) mayBeParticiple(i int) bool {
	if s.toks[i].class&isFinite != 0 || i+1 == len(s.toks) {
		return false
	}
	return s.toks[i+1].class&(isPreposition|isFunction|isComparison|isAuxiliary) != 0
}

// reports reports whether the verb at i introduces reported speech. A verb of the
// class isSaying does. One of the class isClaiming does only if the words after it
// begin like a clause and have a verb.
func (s *sentence) reports(i int) bool {
	t := s.toks[i]
	if i == 0 || i+1 == len(s.toks) || t.capital || s.toks[i-1].mark == ',' || s.toks[i-1].class&isDeterminer != 0 ||
		t.class&isPast != 0 && s.mayBeParticiple(i) {
		return false
	}
	if t.class&isSaying != 0 {
		return true
	}
	next := s.toks[i+1]
	if !next.capital && !next.digit && next.class&(isRelative|isConjunction|isPronoun|isDeterminer|isAmount) == 0 {
		return false
	}
	const most = 60 // tokens; the rest of a longer sentence is not read
	for _, u := range s.toks[i+1 : min(i+1+most, len(s.toks))] {
		if u.class&(isAuxiliary|isPast|isFinite) != 0 {
			return true
		}
	}
	return false
}

// words returns n tokens from i on, as written.
func (s *sentence) words(i, n int) string {
	last := min(i+n, len(s.toks)) - 1
	return clean(model.Span{Start: s.toks[i].Start, End: s.toks[last].End}.Of(s.text))
}

package segment

import (
	"strings"
	"unicode/utf8"
)

// endsStop decides on a single full stop, the one terminator that also
// abbreviates.
func (s *scanner) endsStop(e *ending, f follow) bool {
	w := wordBefore(s.text, s.start, e.start)
	switch {
	case s.goesOn(e, f, w):
		return false
	case f.class == lower:
		return s.smallStart(e, f, w)
	case s.leads(e, w), s.isOrdinal(e, f, w), s.isBracketed(e):
		return false
	}
	if c, _ := at(s.text, s.start); f.dashed && c == digit && e.start-s.start <= longestDate {
		return false // "17 May. - The committee meets"
	}
	switch s.kindAt(e, w) {
	case title:
		small, _ := at(w, 0)
		return small == lower && f.class == upper && s.counted(e, w) && !s.fronted(e)
	case number:
		return f.class != digit && !s.isLabel(f) && !s.isDate(f) && !(len(w) == 1 && s.zones.get(f.word) == listed)
	case cite:
		return !s.cites(f)
	case initial:
		return s.begins(f) && !f.dashed && particles.get(f.word) == plain && !s.isSubject(e, w)
	case name:
		return !s.isSubject(e, w) && s.begins(f) || f.quoted && !f.bracket && f.class == upper && !e.quoted && !s.ordinals
	case firm:
		return !s.isSubject(e, w) && (s.begins(f) || s.opensClause(e, f)) || f.quoted && !f.bracket && f.class == upper && !e.quoted && !s.nouns
	case unit:
		return !(f.dashed && clipped(w) == plain) && !s.fronted(e) && !s.isOffice(f)
	case clock:
		return !s.fronted(e) && f.class == upper && !f.bracket && s.zones.get(f.word) == plain
	}
	return !(f.class == digit && isConsonant(w) && s.isAlone(e.start-len(w)))
}

// longestDate is the length in bytes of the longest date that heads an entry.
const longestDate = 24

// isOrdinal reports whether the word w is an ordinal number: "3. Oktober".
// Where nouns have small letters, a capital behind a number that no typical
// word precedes begins a sentence: "Billetten koster 40. Butikken er lukket".
func (s *scanner) isOrdinal(e *ending, f follow, w string) bool {
	if !s.ordinals || len(w) > 2 || !isNumber(w) || s.begins(f) {
		return false
	}
	from := e.start - len(w)
	if len(s.ordinalFronts) == 0 || f.class != upper || from == s.start {
		return true
	}
	return s.ordinalFronts.get(wordBefore(s.text, s.start, skipSpaceBack(s.text, s.start, from))) == listed
}

// isOffice reports whether the title of an office follows, as it does after a
// shortened state: "Calif. Gov. Reyes". Courtesy titles are no offices.
func (s *scanner) isOffice(f follow) bool {
	return s.kinds[f.word] == title && s.starters.get(f.word) == plain
}

// isDate reports whether a shortened month and a day follow, as they do after
// a day of the week: "Mon. Oct. 2".
func (s *scanner) isDate(f follow) bool {
	end := f.at + len(f.word)
	if s.kinds.get(f.word) != number || end >= len(s.text) || s.text[end] != '.' {
		return false
	}
	c, _ := at(s.text, skipSpace(s.text, end+1))
	return c == digit
}

// particles belong to family names and keep their capital behind an initial.
var particles = set(`de del della di da do dos du des d la le les l el al von van zu ter ten`)

// counted reports whether a number stands before the word w that the ending
// closes: then it is a unit, and "м." means metres and not a city.
func (s *scanner) counted(e *ending, w string) bool {
	c, _ := before(s.text, skipSpaceBack(s.text, s.start, e.start-len(w)))
	return c == digit
}

// smallStart decides where a lower-case letter follows. Edited text has no
// sentences that begin so, and a full stop there abbreviates a word we do not
// know. But many people write without capitals: one who began a sentence of
// this paragraph small begins the next one small too, and nobody types "!!" in
// the middle of a sentence. Elsewhere it takes a long common word before the
// terminator and a typical first word after it.
func (s *scanner) smallStart(e *ending, f follow, w string) bool {
	if e.quoted || e.inside || f.dashed || s.kindAt(e, w) != plain {
		return false
	}
	c, _ := at(w, 0)
	switch {
	case f.bracket:
		return e.class == stop || e.class == mark && c == lower
	case s.small, e.class == mark && e.close > e.start+1:
		return true
	case c != lower || f.quoted || s.isSpeech(f.word):
		return false
	case e.class == mark:
		return len(w) > 1
	}
	const long = 4
	return utf8.RuneCountInString(w) >= long && (s.starters.get(f.word) == listed || isWhole(w)) || f.word == "i" && len(w) > 2
}

// isWhole reports whether the word cannot be a shortened one: those end where
// the next letter is a vowel.
func isWhole(w string) bool {
	return strings.HasSuffix(w, "e") || strings.HasSuffix(w, "y") || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed")
}

// leads reports whether the sentence so far is only a number or a heading
// such as "2.1.", "IV." or "Figure 3.", which leads the sentence in.
func (s *scanner) leads(e *ending, w string) bool {
	const longest, digits = 8, 3
	isArabic := isCount(w) && !(isNumber(w) && len(w) > digits)
	if !isArabic && !isRoman(w) || len(w) > longest || e.start-s.start > longestWord {
		return false
	}
	from, first := e.start-len(w), s.start
	for first < from {
		c, n := at(s.text, first)
		if c.isWord() {
			break
		}
		first += n
	}
	if from == first {
		return true
	}
	word := wordAt(s.text, first)
	gap := s.text[first+len(word) : from]
	return s.headings.get(word) == listed && (gap == " " || gap == ". ")
}

// kindOf tells what the word before a full stop is.
func (s *scanner) kindOf(w string) kind {
	if isInitial(w) {
		if k, ok := s.kinds[w]; ok {
			return k
		}
		return initial
	}
	if k := s.kinds.get(w); k != plain {
		if _, listed := s.kinds[w]; k == title && !listed && isShouted(w) {
			return plain // "CA." is not "ca."
		}
		return k
	}
	if isDotted(w) {
		return name
	}
	if s.nouns && strings.HasSuffix(w, "str") {
		return number // a street: "Hauptstr. 5"
	}
	return clipped(w)
}

// kindAt tells what the word before the ending is there: a single capital
// behind a sign, as in "AT&T", is no initial.
func (s *scanner) kindAt(e *ending, w string) kind {
	if k := s.compound(e, w); k != plain {
		return k
	}
	k, from := s.kindOf(w), e.start-len(w)
	if k == initial {
		if c, _ := before(s.text, from); c == inner || c == other || c == mark {
			return plain
		}
	} else if k == plain && strings.HasSuffix(s.text[s.start:from], ".-") {
		return title // "Dipl.-Psych."
	}
	return k
}

// begins reports whether what follows is plainly the start of a sentence.
func (s *scanner) begins(f follow) bool {
	if f.class != upper {
		return false
	}
	end := f.at + len(f.word)
	if isInitial(f.word) && end < len(s.text) && s.text[end] == '.' {
		return false
	}
	return s.starters.get(f.word) == listed
}

// isSubject reports whether the sentence so far is only the abbreviation w,
// perhaps with an article: "The U.S." has a verb to come.
func (s *scanner) isSubject(e *ending, w string) bool {
	from := e.start - len(w)
	first := wordAt(s.text, s.start)
	return from <= s.start || from == s.start+len(first)+1 && s.starters.get(first) == listed
}

// fronted reports whether the sentence so far is only a phrase of time: "At 5
// p.m." cannot be all of it.
func (s *scanner) fronted(e *ending) bool {
	const longest = 40
	return e.start-s.start < longest && s.fronts.get(wordAt(s.text, s.start)) == listed
}

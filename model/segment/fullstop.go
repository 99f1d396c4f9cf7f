package segment

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// endsStop decides on a single full stop, the one terminator that also
// abbreviates.
func (s *scanner) endsStop(e *ending, f follow) bool {
	w := char.WordBefore(s.text, s.start, e.start)
	switch {
	case s.goesOn(e, f, w):
		return false
	case f.class == char.Lower:
		return s.smallStart(e, f, w)
	case s.leads(e, w), s.isOrdinal(e, f, w), s.isBracketed(e):
		return false
	}
	if c, _ := char.At(s.text, s.start); f.dashed && c == char.Digit && e.start-s.start <= longestDate {
		return false // "17 May. - The committee meets"
	}
	switch s.kindAt(e, w) {
	case language.Title:
		small, _ := char.At(w, 0)
		return small == char.Lower && f.class == char.Upper && s.counted(e, w) && !s.fronted(e)
	case language.Number:
		return f.class != char.Digit && !s.isLabel(f) && !s.isDate(f) && !(len(w) == 1 && s.Zones.Has(f.word))
	case language.Cite:
		return !s.cites(f)
	case language.Initial:
		return s.begins(f) && !f.dashed && !particles.Has(f.word) && !s.isSubject(e, w)
	case language.Name:
		return !s.isSubject(e, w) && s.begins(f) || f.quoted && !f.bracket && f.class == char.Upper && !e.quoted && !s.Ordinals
	case language.Firm:
		return !s.isSubject(e, w) && (s.begins(f) || s.opensClause(e, f)) || f.quoted && !f.bracket && f.class == char.Upper && !e.quoted && !s.Nouns
	case language.Unit:
		return !(f.dashed && language.Clipped(w) == language.Plain) && !s.fronted(e) && !s.isOffice(f)
	case language.Clock:
		return !s.fronted(e) && f.class == char.Upper && !f.bracket && !s.Zones.Has(f.word)
	}
	return !(f.class == char.Digit && char.IsConsonant(w) && s.isAlone(e.start-len(w)))
}

// longestDate is the length in bytes of the longest date that heads an entry.
const longestDate = 24

// isOrdinal reports whether the word w is an ordinal number: "3. Oktober".
// Where nouns have small letters, a capital behind a number that no typical
// word precedes begins a sentence: "Billetten koster 40. Butikken er lukket".
func (s *scanner) isOrdinal(e *ending, f follow, w string) bool {
	if !s.Ordinals || len(w) > 2 || !char.IsNumber(w) || s.begins(f) {
		return false
	}
	from := e.start - len(w)
	if len(s.OrdinalFronts) == 0 || f.class != char.Upper || from == s.start {
		return true
	}
	return s.OrdinalFronts.Has(char.WordBefore(s.text, s.start, char.SkipSpaceBack(s.text, s.start, from)))
}

// isOffice reports whether the title of an office follows, as it does after a
// shortened state: "Calif. Gov. Reyes". Courtesy titles are no offices.
func (s *scanner) isOffice(f follow) bool {
	return s.Kinds[f.word] == language.Title && !s.Starters.Has(f.word)
}

// isDate reports whether a shortened month and a day follow, as they do after
// a day of the week: "Mon. Oct. 2".
func (s *scanner) isDate(f follow) bool {
	end := f.at + len(f.word)
	if s.Kinds.Get(f.word) != language.Number || end >= len(s.text) || s.text[end] != '.' {
		return false
	}
	c, _ := char.At(s.text, char.SkipSpace(s.text, end+1))
	return c == char.Digit
}

// particles belong to family names and keep their capital behind an initial.
var particles = language.Set(`de del della di da do dos du des d la le les l el al von van zu ter ten`)

// counted reports whether a number stands before the word w that the ending
// closes: then it is a unit, and "м." means metres and not a city.
func (s *scanner) counted(e *ending, w string) bool {
	c, _ := char.Before(s.text, char.SkipSpaceBack(s.text, s.start, e.start-len(w)))
	return c == char.Digit
}

// smallStart decides where a lower-case letter follows. Edited text has no
// sentences that begin so, and a full stop there abbreviates a word we do not
// know. But many people write without capitals: one who began a sentence of
// this paragraph small begins the next one small too, and nobody types "!!" in
// the middle of a sentence. Elsewhere it takes a long common word before the
// terminator and a typical first word after it.
func (s *scanner) smallStart(e *ending, f follow, w string) bool {
	if e.quoted || e.inside || f.dashed || s.kindAt(e, w) != language.Plain {
		return false
	}
	c, _ := char.At(w, 0)
	switch {
	case f.bracket:
		return e.class == char.Stop || e.class == char.Mark && c == char.Lower
	case s.small, e.class == char.Mark && e.close > e.start+1:
		return true
	case c != char.Lower || f.quoted || s.isSpeech(f.word):
		return false
	case e.class == char.Mark:
		return len(w) > 1
	}
	const long = 4
	return utf8.RuneCountInString(w) >= long && (s.Starters.Has(f.word) || isWhole(w)) || f.word == "i" && len(w) > 2
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
	isArabic := char.IsCount(w) && !(char.IsNumber(w) && len(w) > digits)
	if !isArabic && !char.IsRoman(w) || len(w) > longest || e.start-s.start > char.LongestWord {
		return false
	}
	from, first := e.start-len(w), s.start
	for first < from {
		c, n := char.At(s.text, first)
		if c.IsWord() {
			break
		}
		first += n
	}
	if from == first {
		return true
	}
	word := char.WordAt(s.text, first)
	gap := s.text[first+len(word) : from]
	return s.Headings.Has(word) && (gap == " " || gap == ". ")
}

// kindAt tells what the word before the ending is there: a single capital
// behind a sign, as in "AT&T", is no initial.
func (s *scanner) kindAt(e *ending, w string) language.Kind {
	if k := s.compound(e, w); k != language.Plain {
		return k
	}
	k, from := s.KindOf(w), e.start-len(w)
	if k == language.Initial {
		if c, _ := char.Before(s.text, from); c == char.Inner || c == char.Other || c == char.Mark {
			return language.Plain
		}
	} else if k == language.Plain && strings.HasSuffix(s.text[s.start:from], ".-") {
		return language.Title // "Dipl.-Psych."
	}
	return k
}

// begins reports whether what follows is plainly the start of a sentence.
func (s *scanner) begins(f follow) bool {
	if f.class != char.Upper {
		return false
	}
	end := f.at + len(f.word)
	if char.IsInitial(f.word) && end < len(s.text) && s.text[end] == '.' {
		return false
	}
	return s.Starters.Has(f.word)
}

// isSubject reports whether the sentence so far is only the abbreviation w,
// perhaps with an article: "The U.S." has a verb to come.
func (s *scanner) isSubject(e *ending, w string) bool {
	from := e.start - len(w)
	first := char.WordAt(s.text, s.start)
	return from <= s.start || from == s.start+len(first)+1 && s.Starters.Has(first)
}

// fronted reports whether the sentence so far is only a phrase of time: "At 5
// p.m." cannot be all of it.
func (s *scanner) fronted(e *ending) bool {
	const longest = 40
	return e.start-s.start < longest && s.Fronts.Has(char.WordAt(s.text, s.start))
}

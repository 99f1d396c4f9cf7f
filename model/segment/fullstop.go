package segment

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// endsStop reports whether a single full stop ends a sentence. The full stop may
// abbreviate the word before it instead.
func (s *scanner) endsStop(e *ending, f following) bool {
	w := char.WordBefore(s.text, s.start, e.start)
	switch {
	case s.continuesCompound(e, f, w):
		return false
	case f.class == char.Lower:
		return s.endsBeforeSmall(e, f, w)
	case s.isHeading(e, w), s.isOrdinal(e, f, w), s.isBracketed(e):
		return false
	}
	if c, _ := char.At(s.text, s.start); f.dashed && c == char.Digit && e.start-s.start <= longestDate {
		return false // "17 May. - The committee meets"
	}
	switch s.kindAt(e, w) {
	case language.Title:
		small, _ := char.At(w, 0)
		return small == char.Lower && f.class == char.Upper && s.followsNumber(e, w) && !s.isTimePhrase(e)
	case language.Number:
		return f.class != char.Digit && !s.isLabel(f) && !s.isDate(f) && !(len(w) == 1 && s.AfterTimes.Has(f.word))
	case language.Cite:
		return !s.cites(f)
	case language.Initial:
		return s.begins(f) && !f.dashed && !particles.Has(f.word) && !s.isSubject(e, w)
	case language.Name:
		return !s.isSubject(e, w) && s.begins(f) || f.quoted && !f.bracket && f.class == char.Upper && !e.quoted && !s.Ordinals
	case language.Firm:
		return !s.isSubject(e, w) && (s.begins(f) || s.opensClause(e, f)) || f.quoted && !f.bracket && f.class == char.Upper && !e.quoted && !s.Nouns
	case language.Unit:
		return !(f.dashed && language.Clipped(w) == language.Plain) && !s.isTimePhrase(e) && !s.isOffice(f)
	case language.Clock:
		return !s.isTimePhrase(e) && f.class == char.Upper && !f.bracket && !s.AfterTimes.Has(f.word)
	}
	return !(f.class == char.Digit && char.IsConsonant(w) && s.isAlone(e.start-len(w)))
}

// longestDate is the length, in bytes, of the longest date that can begin an entry
// such as "17 May. - The committee meets".
const longestDate = 24

// isOrdinal reports whether w is an ordinal number, as in "3. Oktober". If the
// rules list the words before ordinal numbers, a capital follows, and w does not
// begin the sentence, one of those words must precede w: "den 4. Maj", but not
// "koster 40. Butikken".
func (s *scanner) isOrdinal(e *ending, f following, w string) bool {
	if !s.Ordinals || len(w) > 2 || !char.IsNumber(w) || s.begins(f) {
		return false
	}
	from := e.start - len(w)
	if len(s.BeforeOrdinals) == 0 || f.class != char.Upper || from == s.start {
		return true
	}
	return s.BeforeOrdinals.Has(char.WordBefore(s.text, s.start, char.SkipSpaceBack(s.text, s.start, from)))
}

// isOffice reports whether the word at f is a listed title, as after the
// abbreviation of a state in "Calif. Gov. Reyes". Titles that often begin
// sentences, such as Mr., do not count.
func (s *scanner) isOffice(f following) bool {
	return s.Kinds[f.word] == language.Title && !s.Starters.Has(f.word)
}

// isDate reports whether an abbreviation and a number follow, as after the day of
// the week in "Mon. Oct. 2".
func (s *scanner) isDate(f following) bool {
	end := f.at + len(f.word)
	if s.Kinds.Get(f.word) != language.Number || end >= len(s.text) || s.text[end] != '.' {
		return false
	}
	c, _ := char.At(s.text, char.SkipSpace(s.text, end+1))
	return c == char.Digit
}

// particles begin family names such as De Witt, which may follow an initial.
var particles = language.Set(`de del della di da do dos du des d la le les l el al von van zu ter ten`)

// followsNumber reports whether a digit precedes w, the word before the ending.
// After a number, w is probably a unit: "м." means metres, not a city.
func (s *scanner) followsNumber(e *ending, w string) bool {
	c, _ := char.Before(s.text, char.SkipSpaceBack(s.text, s.start, e.start-len(w)))
	return c == char.Digit
}

// endsBeforeSmall reports whether a sentence ends before a lower-case letter. In
// edited text few sentences begin with one, so a full stop there probably
// abbreviates a word that no list has. But many people write without capitals.
// Signs of that are an earlier sentence that begins with a small letter, a row such
// as "!!", and a word before the full stop that looks complete.
func (s *scanner) endsBeforeSmall(e *ending, f following, w string) bool {
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

// isWhole reports whether the word has an ending that few abbreviations have.
func isWhole(w string) bool {
	return strings.HasSuffix(w, "e") || strings.HasSuffix(w, "y") || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed")
}

// isHeading reports whether the sentence so far is only a number or a heading that
// belongs to the text after it, such as "2.1.", "IV." or "Figure 3.".
func (s *scanner) isHeading(e *ending, w string) bool {
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

// kindAt returns the kind of w, the word before the ending. It also looks at the
// text before w: the T of "AT&T" is not an initial.
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

// begins reports whether the word at f is a capitalised word that often begins
// sentences. A single capital before a full stop does not count.
func (s *scanner) begins(f following) bool {
	if f.class != char.Upper {
		return false
	}
	end := f.at + len(f.word)
	if char.IsInitial(f.word) && end < len(s.text) && s.text[end] == '.' {
		return false
	}
	return s.Starters.Has(f.word)
}

// isSubject reports whether the sentence so far is only the abbreviation w, perhaps
// after a word such as The. "The U.S." is not a whole sentence.
func (s *scanner) isSubject(e *ending, w string) bool {
	from := e.start - len(w)
	first := char.WordAt(s.text, s.start)
	return from <= s.start || from == s.start+len(first)+1 && s.Starters.Has(first)
}

// isTimePhrase reports whether the sentence so far is short and begins like a
// phrase of time. "At 5 p.m." is not a whole sentence.
func (s *scanner) isTimePhrase(e *ending) bool {
	const longest = 40
	return e.start-s.start < longest && s.TimeOpeners.Has(char.WordAt(s.text, s.start))
}

package segment

import (
	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// cites reports whether what follows an abbreviation such as "Fed." or "Supp."
// goes on with a reference to a law or a court: a number, a section, a letter,
// or one more such abbreviation. "The Fed. J. Ode agrees" does not: what stands
// behind the initial is a name.
func (s *scanner) cites(f follow) bool {
	const section = "§"
	if f.class == char.Digit || s.isLabel(f) || len(s.text)-f.at >= len(section) && s.text[f.at:f.at+len(section)] == section {
		return true
	}
	end := f.at + len(f.word)
	if end >= len(s.text) || s.text[end] != '.' {
		return false
	}
	if !char.IsInitial(f.word) {
		return s.Kinds.Get(f.word) == language.Cite
	}
	next := char.SkipSpace(s.text, end+1)
	if c, _ := char.At(s.text, next); next == end+1 || c == char.Digit {
		return c == char.Digit
	}
	k := s.Kinds.Get(char.WordAt(s.text, next))
	return k == language.Cite || k == language.Number
}

// isLabel reports whether what follows numbers something: "II", "B". The words
// A and I do where a word follows that cannot follow them as words: "App. A
// of", "Fig. A shows".
func (s *scanner) isLabel(f follow) bool {
	if char.IsNumeral(f.word) {
		return true
	}
	end := f.at + len(f.word)
	if f.word != "A" && f.word != "I" || end == len(s.text) {
		return false
	}
	c, _ := char.At(s.text, end)
	return c == char.Inner || c == char.Stop || c == char.Closer || afterLabels.Has(char.WordAt(s.text, char.SkipSpace(s.text, end)))
}

// afterLabels are words that follow a letter used as a label, and not the
// articles and pronouns that look like one.
var afterLabels = language.Set(`of in to for on at from by with under and or is shows lists contains gives`)

// opensClause reports whether what follows the name of a company begins a
// sentence with a noun: "… of Hallen Corp. Shares rose". A noun that belongs to
// the name, or to whom the company employs, has another capital after it or is
// an office, and a sentence that ends there has more in it than the name.
func (s *scanner) opensClause(e *ending, f follow) bool {
	if f.class != char.Upper || f.quoted || f.bracket || f.dashed || s.Nouns || s.Offices.Has(f.word) || s.Kinds.Get(f.word) != language.Plain {
		return false
	}
	const shortest = 3
	if len(f.word) < shortest || !char.IsCapitalised(f.word) {
		return false
	}
	end := f.at + len(f.word)
	if end < len(s.text) && s.text[end] == ',' {
		end++
	}
	next := char.SkipSpace(s.text, end)
	c, _ := char.At(s.text, next)
	if next == end || c != char.Lower {
		return false
	}
	if isPlural := f.word[len(f.word)-1] == 's'; !isPlural && inNames.Has(char.WordAt(s.text, next)) {
		return false
	}
	return s.hasSmallWord(e.start)
}

// inNames are the small words inside names: "Bank of Hallen".
var inNames = language.Set(`of and for de du da del di e y et und`)

// hasSmallWord reports whether the last part of the sentence before byte i has
// a word in small letters, longer than the small words in names.
func (s *scanner) hasSmallWord(i int) bool {
	const reach, longer = 120, 3
	run := 0
	for j := max(s.start, i-reach); j < i; {
		c, n := char.At(s.text, j)
		switch {
		case c == char.Lower && run >= 0:
			if run++; run > longer {
				return true
			}
		case c.IsWord():
			run = -1 // a word with a capital or a digit
		default:
			run = 0
		}
		j += n
	}
	return false
}

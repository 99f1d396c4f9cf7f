package segment

import (
	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// cites reports whether a reference to a law or a court continues after an
// abbreviation such as "Fed." or "Supp.": with a number, a section sign, a label
// such as "II" or "R", or another such abbreviation.
func (s *scanner) cites(f following) bool {
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

// isLabel reports whether the word at f is a label that numbers something, such as
// "II" or "B". A and I are labels only before punctuation or before one of
// afterLabels: "App. A of", "Fig. A shows".
func (s *scanner) isLabel(f following) bool {
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

// afterLabels are words that often follow a letter used as a label, but seldom the
// article A or the pronoun I.
var afterLabels = language.Set(`of in to for on at from by with under and or is shows lists contains gives`)

// opensClause reports whether the text after the name of a company begins a
// sentence with a noun: "… of Hallen Corp. Shares rose". The noun must not be the
// title of an office, and a word in small letters must follow it; otherwise the
// noun may be part of the name. The sentence that ends there must contain a word in
// small letters too.
func (s *scanner) opensClause(e *ending, f following) bool {
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

// hasSmallWord reports whether the last 120 bytes of the sentence before byte i
// contain a word of more than three small letters. Most small words inside names
// are shorter.
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

package segment

// cites reports whether what follows an abbreviation such as "Fed." or "Supp."
// goes on with a reference to a law or a court: a number, a section, a letter,
// or one more such abbreviation. "The Fed. J. Ode agrees" does not: what stands
// behind the initial is a name.
func (s *scanner) cites(f follow) bool {
	const section = "§"
	if f.class == digit || s.isLabel(f) || len(s.text)-f.at >= len(section) && s.text[f.at:f.at+len(section)] == section {
		return true
	}
	end := f.at + len(f.word)
	if end >= len(s.text) || s.text[end] != '.' {
		return false
	}
	if !isInitial(f.word) {
		return s.kinds.get(f.word) == cite
	}
	next := skipSpace(s.text, end+1)
	if c, _ := at(s.text, next); next == end+1 || c == digit {
		return c == digit
	}
	k := s.kinds.get(wordAt(s.text, next))
	return k == cite || k == number
}

// isLabel reports whether what follows numbers something: "II", "B". The words
// A and I do where a word follows that cannot follow them as words: "App. A
// of", "Fig. A shows".
func (s *scanner) isLabel(f follow) bool {
	if isNumeral(f.word) {
		return true
	}
	end := f.at + len(f.word)
	if f.word != "A" && f.word != "I" || end == len(s.text) {
		return false
	}
	c, _ := at(s.text, end)
	return c == inner || c == stop || c == closer || afterLabels.get(wordAt(s.text, skipSpace(s.text, end))) == listed
}

// afterLabels are words that follow a letter used as a label, and not the
// articles and pronouns that look like one.
var afterLabels = set(`of in to for on at from by with under and or is shows lists contains gives`)

// opensClause reports whether what follows the name of a company begins a
// sentence with a noun: "… of Hallen Corp. Shares rose". A noun that belongs to
// the name, or to whom the company employs, has another capital after it or is
// an office, and a sentence that ends there has more in it than the name.
func (s *scanner) opensClause(e *ending, f follow) bool {
	if f.class != upper || f.quoted || f.bracket || f.dashed || s.nouns || s.offices.get(f.word) == listed || s.kinds.get(f.word) != plain {
		return false
	}
	const shortest = 3
	if len(f.word) < shortest || !isCapitalised(f.word) {
		return false
	}
	end := f.at + len(f.word)
	if end < len(s.text) && s.text[end] == ',' {
		end++
	}
	next := skipSpace(s.text, end)
	c, _ := at(s.text, next)
	if next == end || c != lower {
		return false
	}
	if isPlural := f.word[len(f.word)-1] == 's'; !isPlural && inNames.get(wordAt(s.text, next)) == listed {
		return false
	}
	return s.hasSmallWord(e.start)
}

// inNames are the small words inside names: "Bank of Hallen".
var inNames = set(`of and for de du da del di e y et und`)

// isCapitalised reports whether only the first letter of the word is a capital.
func isCapitalised(word string) bool {
	c, n := at(word, 0)
	if c != upper {
		return false
	}
	for i := n; i < len(word); i += n {
		if c, n = at(word, i); c != lower {
			return false
		}
	}
	return true
}

// hasSmallWord reports whether the last part of the sentence before byte i has
// a word in small letters, longer than the small words in names.
func (s *scanner) hasSmallWord(i int) bool {
	const reach, longer = 120, 3
	run := 0
	for j := max(s.start, i-reach); j < i; {
		c, n := at(s.text, j)
		switch {
		case c == lower && run >= 0:
			if run++; run > longer {
				return true
			}
		case c.isWord():
			run = -1 // a word with a capital or a digit
		default:
			run = 0
		}
		j += n
	}
	return false
}

package segment

import "strings"

// attributes reports whether what follows a quotation that ends with ! or ?
// tells who spoke: “Where to?” Anna Berg asked. Names and I keep their
// capital there, so a capital alone does not begin a sentence; a name, a verb
// of saying and then punctuation do not.
func (s *scanner) attributes(f follow) bool {
	if f.class != upper || f.quoted || f.bracket {
		return false
	}
	if s.starters.get(f.word) == listed && f.word != "I" {
		return false
	}
	const names = 5
	i := f.at
	for range names {
		w := wordAt(s.text, i)
		end := i + len(w)
		if s.speech.get(w) == listed && i > f.at {
			c, _ := at(s.text, end)
			return c == inner || c == stop
		}
		if c, _ := at(w, 0); c != upper {
			return false
		}
		if end < len(s.text) && s.text[end] == '.' {
			end++
		}
		i = skipSpace(s.text, end)
	}
	return false
}

// attributesWide does the same for Japanese, where と follows the quotation,
// and Chinese, where a verb of saying stands within the next few characters.
func attributesWide(rest string) bool {
	const near = 6
	n := 0
	for _, r := range rest {
		switch {
		case n == 0 && (r == 'と' || r == 'っ'), strings.ContainsRune("说說道问問喊叫答", r):
			return true
		case n == near || classOf(r) != letter:
			return false
		}
		n++
	}
	return false
}

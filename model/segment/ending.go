package segment

// ending is a run of terminators with the closing marks after it.
type ending struct {
	start int   // the first terminator
	end   int   // after the last terminator
	close int   // after the closing quotation marks and brackets
	next  int   // the next character that is not white space
	class class // the strongest terminator of the run
	stops int   // how many full stops
}

// readEnding reads the run that begins at byte i.
func readEnding(text string, i int) ending {
	e := ending{start: i, end: i}
	j := i
	for {
		c, n := at(text, j)
		switch {
		case n > 0 && (c == stop || c == mark || c == ellipsis || c == wide):
			if c == stop {
				e.stops++
			}
			if c > e.class || e.class == stop {
				e.class = c
			}
			j += n
			e.end = j
			continue
		case c == closer || c == quote || c == opener:
			if k, _ := at(text, j+n); !k.isWord() && (c == closer || c == quote || k == space) {
				j += n
				continue
			}
		}
		break
	}
	e.close = j
	e.next = skipSpace(text, j)
	return e
}

// ends reports whether the run ends a sentence.
func (s *scanner) ends(e ending) bool {
	if e.next == len(s.text) {
		return false
	}
	if e.class == wide {
		return true
	}
	if e.next == e.close {
		return false
	}
	c, _ := at(s.text, e.next)
	return c != lower && c != inner
}

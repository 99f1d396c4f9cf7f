package segment

// takeJoinedNote takes in the number of a note typed right behind the full
// stop, as in "was never found.23 Others say".
func (s *scanner) takeJoinedNote(e *ending, f follow) bool {
	const long, digits = 4, 3
	w := wordBefore(s.text, s.start, e.start)
	end := f.at + len(f.word)
	next := skipSpace(s.text, end)
	if e.close != e.start+1 || len(w) < long || !isNumber(f.word) || len(f.word) > digits || next == end || s.kindOf(w) != plain {
		return false
	}
	last, _ := before(w, len(w))
	after, _ := at(s.text, next)
	if last != lower || after != upper {
		return false
	}
	e.close = end
	return true
}

// takeNote takes in the number of a note that stands alone behind a sentence,
// as in "was never found. 8 Yet others say". It takes a plain first word after
// it, for else the number begins the next sentence.
func (s *scanner) takeNote(e *ending, f follow) bool {
	const digits = 2
	if f.class != digit || f.at != e.next || !isNumber(f.word) || len(f.word) > digits {
		return false
	}
	end := f.at + len(f.word)
	next := skipSpace(s.text, end)
	w := wordBefore(s.text, s.start, e.start)
	if next == end || s.kindOf(w) != plain || isCount(w) || !s.begins(readFollow(s.text, next)) {
		return false
	}
	e.close = end
	return true
}

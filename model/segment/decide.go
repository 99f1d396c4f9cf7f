package segment

import "strings"

// ends reports whether a sentence ends with e, at e.close; where it ends
// earlier or later, it moves e.close there.
func (s *scanner) ends(e *ending) bool {
	if e.next == len(s.text) {
		return false // the paragraph ends here in any case
	}
	if e.class == wide {
		return s.endsWide(e)
	}
	f := readFollow(s.text, e.next)
	switch {
	case e.next == e.close:
		return s.endsJoined(e, f)
	case f.class.isTerminator() && f.bracket && s.omitsNext(f):
		return e.class == stop && e.stops == 1 && s.kindAt(e, wordBefore(s.text, s.start, e.start)) == plain
	case f.class == inner || f.class == space || f.class.isTerminator():
		return false
	case f.bracket && s.isYear(f):
		return false
	case e.class == mark:
		return s.endsMark(e, f)
	case e.class == ellipsis || e.stops > 1:
		return s.endsEllipsis(e, f)
	}
	return s.takeNote(e, f) || s.endsStop(e, f)
}

// endsMark decides on a run with ! or ?.
func (s *scanner) endsMark(e *ending, f follow) bool {
	w := wordBefore(s.text, s.start, e.start)
	switch {
	case s.isBracketed(e):
		return false
	case f.class == lower:
		s.learnName(e, w)
		return s.smallStart(e, f, w)
	case e.quoted && s.attributes(f):
		return false
	}
	return !s.isNamed(e, f, w)
}

// endsEllipsis decides on … and on rows of full stops. They end a sentence
// before a capital, with the exceptions of people who write about texts: a row
// in brackets, or set apart by spaces, stands for words left out.
func (s *scanner) endsEllipsis(e *ending, f follow) bool {
	b, _ := before(s.text, e.start)
	switch {
	case f.class == lower || f.class == digit || s.opensWith(e):
		return false
	case e.quoted && s.attributes(f):
		return false
	case omits(s.text, e) && !s.begins(f):
		return false
	case b == space && f.word == "I":
		return false // "well . . . I mean": a pause, and I has its capital anyway
	}
	const stopAndOmission = 4
	if e.spaced && e.stops == stopAndOmission && b != space && !e.quoted {
		e.close = e.start + 1 // "It ended. . . . The rest": what is left out follows
	}
	return true
}

// isYear reports whether the brackets that open there hold only a year.
func (s *scanner) isYear(f follow) bool {
	end := f.at + len(f.word)
	return isNumber(f.word) && len(f.word) == 4 && end < len(s.text) && s.text[end] == ')'
}

// omitsNext reports whether what follows is an omission, (…) or (...), with a
// capital after it: words are left out before the next sentence.
func (s *scanner) omitsNext(f follow) bool {
	const longest = len("...")
	i := f.at
	for c, n := at(s.text, i); c == stop || c == ellipsis; c, n = at(s.text, i) {
		i += n
	}
	if i-f.at > longest || i >= len(s.text) || s.text[i] != ')' {
		return false
	}
	c, _ := at(s.text, skipSpace(s.text, i+1))
	return c == upper
}

// omits reports whether the ellipsis fills a pair of brackets: "[…]" stands for
// words of a sentence.
func omits(text string, e *ending) bool {
	return e.inside && e.last < e.close && strings.IndexByte("[(", text[max(0, e.start-1)]) >= 0 &&
		strings.IndexByte("])", text[e.last]) >= 0
}

// opensWith reports whether the sentence begins with the ending.
func (s *scanner) opensWith(e *ending) bool {
	i := s.start
	if e.start-i > longestWord {
		return false
	}
	for i < e.start {
		c, n := at(s.text, i)
		if c != opener && c != quote {
			return false
		}
		i += n
	}
	return true
}

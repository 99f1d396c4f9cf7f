package segment

import (
	"strings"

	"assay.app/assay/model/segment/char"
)

// ending is the text around a possible end of a sentence: a run of terminators, the
// closing quotation marks and brackets that belong to it, and the white space after
// it. Positions are byte offsets in the paragraph.
//
//	He asked “Why (or how?!)”. Nobody knew.
//	                     └ start
//	                          └ close
//	                           └ next
//
// References such as [12], footnote marks and emoji after the terminators belong to
// the run too. The scan continues where the run ends, so reading all endings of a
// paragraph takes time proportional to its length.
type ending struct {
	start  int        // the byte of the first terminator
	last   int        // the byte after the last terminator
	close  int        // the byte where the run ends
	next   int        // the byte of the next character that is not white space
	class  char.Class // the highest class among the terminators of the run
	stops  int        // the number of full stops
	quoted bool       // the run has a closing quotation mark
	inside bool       // the run has a closing bracket
	spaced bool       // the full stops stand apart: ". . ."
	titled bool       // the run ends with 》 or 〉, which close titles
}

// readEnding reads the run that begins with the terminator at byte i.
func (s *scanner) readEnding(i int) ending {
	text := s.text
	e := ending{start: i, close: i}
	for {
		c, n := char.At(text, e.close)
		var ok bool
		switch {
		case c.IsTerminator():
			ok = e.add(c, n)
		case c == char.Silent:
			e.close += n
			ok = true
		case c == char.Closer || c == char.Quote || c == char.Opener:
			ok = s.closes(e.close, c, n) && e.addClosing(text, e.close, n) || e.addNote(text, e.close)
		case c == char.Space && n > 0:
			ok = e.addSpaced(text, char.SkipSpace(text, e.close))
		default:
			ok = e.addNote(text, e.close)
		}
		if !ok {
			e.next = char.SkipSpace(text, e.close)
			return e
		}
	}
}

// add adds a terminator of the given class and width in bytes to the run. It always
// returns true.
func (e *ending) add(c char.Class, width int) bool {
	if c == char.Stop {
		e.stops++
	}
	e.class = max(e.class, c)
	e.close += width
	e.last = e.close
	e.titled = false
	return true
}

// addClosing adds the closing mark at byte i, of the given width in bytes, to the
// run. It always returns true.
func (e *ending) addClosing(text string, i, width int) bool {
	switch text[i] {
	case ')', ']', '}':
		e.inside = true
	default:
		e.quoted = true
		e.titled = strings.HasPrefix(text[i:], "》") || strings.HasPrefix(text[i:], "〉")
	}
	e.close = i + width
	return true
}

// noteStarts marks the bytes that can begin a reference, a footnote mark, an emoji
// or an emoticon.
var noteStarts = [256]bool{
	'[': true, '*': true, ':': true, ';': true, '=': true, '^': true,
	0xC2: true, 0xE2: true, 0xEF: true, 0xF0: true,
}

// addNote adds a reference, a footnote mark, an emoji or an emoticon at byte i to
// the run, and reports whether there is one.
func (e *ending) addNote(text string, i int) bool {
	if i >= len(text) || !noteStarts[text[i]] {
		return false
	}
	n := reference(text, i, i > e.close)
	if n == 0 && i == e.close {
		n = noteMark(text, i)
	}
	if n == 0 {
		n = emojiWidth(text, i)
	}
	if n == 0 {
		return false
	}
	e.close = i + n
	return true
}

// addSpaced adds the part of the run that follows white space and begins at byte i:
// the next dot of ". . .", the next mark of "! !", the closing mark of « Oui. », a
// reference or an emoji. It reports whether there is one.
func (e *ending) addSpaced(text string, i int) bool {
	c, n := char.At(text, i)
	after, _ := char.At(text, i+n)
	lone := after == char.Space || after == char.Inner || after == char.Stop
	switch {
	case c == char.Stop && e.class == char.Stop && !e.quoted && !e.inside && !after.IsWord():
		e.spaced = true
		e.close = i
		return true
	case c == char.Mark && e.class == char.Mark && !after.IsWord():
		e.close = i
		return true
	case c == char.Closer && lone, c == char.Quote && lone && n > 0 && !quotedAlready(text, e.start):
		return e.addClosing(text, i, n)
	case c == char.Quote && after == char.Quote && char.SkipSpace(text, i+n+1) == len(text):
		return e.addClosing(text, i, n+1)
	}
	return e.addNote(text, i)
}

// quotedAlready reports whether a straight quotation mark precedes the terminator
// at byte i. Then a mark after the terminator opens a quotation.
func quotedAlready(text string, i int) bool {
	if i > 0 && text[i-1] == ' ' {
		i--
	}
	c, _ := char.Before(text, i)
	return c == char.Quote
}

// closes reports whether the bracket or quotation mark at byte i, after a
// terminator, is a closing one. A straight mark closes unless a word begins right
// after it; in scripts without spaces every second " closes. An opening quotation
// mark counts as closing before white space or punctuation, because “ closes in
// German and marks are often typed the wrong way round.
func (s *scanner) closes(i int, c char.Class, width int) bool {
	after, _ := char.At(s.text, i+width)
	switch c {
	case char.Closer:
		return true
	case char.Quote:
		return !after.IsWord() || after == char.Letter && s.text[i] == '"' && s.isSecond(i)
	}
	switch s.text[i] {
	case '(', '[', '{':
		return false
	}
	return after == char.Space || after == char.Closer || after == char.Inner || after.IsTerminator()
}

// isSecond reports whether the number of " before byte i of the paragraph is odd.
func (s *scanner) isSecond(i int) bool {
	s.straight += strings.Count(s.text[s.countedTo:max(i, s.countedTo)], `"`)
	s.countedTo = max(i, s.countedTo)
	return s.straight%2 == 1
}

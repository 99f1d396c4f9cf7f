package segment

import (
	"strings"

	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// ends reports whether the run e ends a sentence before the end of the paragraph.
// It may move e.close to where the sentence ends.
func (s *scanner) ends(e *ending) bool {
	if e.next == len(s.text) {
		return false // the paragraph ends here in any case
	}
	if e.class == char.Wide {
		return s.endsWide(e)
	}
	f := readFollowing(s.text, e.next)
	switch {
	case e.next == e.close:
		return s.endsJoined(e, f)
	case f.class.IsTerminator() && f.bracket && s.omitsNext(f):
		return e.class == char.Stop && e.stops == 1 && s.kindAt(e, char.WordBefore(s.text, s.start, e.start)) == language.Plain
	case f.class == char.Inner || f.class == char.Space || f.class.IsTerminator():
		return false
	case f.bracket && s.isYear(f):
		return false
	case e.class == char.Mark:
		return s.endsMark(e, f)
	case e.class == char.Ellipsis || e.stops > 1:
		return s.endsEllipsis(e, f)
	}
	return s.takeNote(e, f) || s.endsStop(e, f)
}

// endsMark reports whether a run with ! or ? ends a sentence.
func (s *scanner) endsMark(e *ending, f following) bool {
	w := char.WordBefore(s.text, s.start, e.start)
	switch {
	case s.isBracketed(e):
		return false
	case f.class == char.Lower:
		s.learnName(e, w)
		return s.endsBeforeSmall(e, f, w)
	case e.quoted && s.attributes(f):
		return false
	}
	return !s.isNamed(e, f, w)
}

// endsEllipsis reports whether … or a row of full stops ends a sentence. It does
// not if a small letter or a digit follows, if the sentence begins with it, or if
// it ends a quotation and words that name the speaker follow. In brackets it stands
// for omitted words, and ends a sentence only if a typical first word follows.
func (s *scanner) endsEllipsis(e *ending, f following) bool {
	b, _ := char.Before(s.text, e.start)
	switch {
	case f.class == char.Lower || f.class == char.Digit || s.opensWith(e):
		return false
	case e.quoted && s.attributes(f):
		return false
	case isOmission(s.text, e) && !s.begins(f):
		return false
	case b == char.Space && f.word == "I":
		return false // "well . . . I mean": a pause; the capital of I proves nothing
	}
	const stopAndOmission = 4
	if e.spaced && e.stops == stopAndOmission && b != char.Space && !e.quoted {
		e.close = e.start + 1 // "It ended. . . . The rest": only the first full stop belongs to the sentence
	}
	return true
}

// isYear reports whether the text at f is a number of four digits before a closing
// bracket.
func (s *scanner) isYear(f following) bool {
	end := f.at + len(f.word)
	return char.IsNumber(f.word) && len(f.word) == 4 && end < len(s.text) && s.text[end] == ')'
}

// omitsNext reports whether the text at f is the rest of (…) or (...) before a
// capital. Such dots stand for words left out before the next sentence.
func (s *scanner) omitsNext(f following) bool {
	const longest = len("...")
	i := f.at
	for c, n := char.At(s.text, i); c == char.Stop || c == char.Ellipsis; c, n = char.At(s.text, i) {
		i += n
	}
	if i-f.at > longest || i >= len(s.text) || s.text[i] != ')' {
		return false
	}
	c, _ := char.At(s.text, char.SkipSpace(s.text, i+1))
	return c == char.Upper
}

// isOmission reports whether the ellipsis is all that a pair of brackets holds:
// "[…]" stands for omitted words.
func isOmission(text string, e *ending) bool {
	return e.inside && e.last < e.close && strings.IndexByte("[(", text[max(0, e.start-1)]) >= 0 &&
		strings.IndexByte("])", text[e.last]) >= 0
}

// opensWith reports whether the sentence begins with the ending. Opening marks and
// straight quotation marks may precede it.
func (s *scanner) opensWith(e *ending) bool {
	i := s.start
	if e.start-i > char.LongestWord {
		return false
	}
	for i < e.start {
		c, n := char.At(s.text, i)
		if c != char.Opener && c != char.Quote {
			return false
		}
		i += n
	}
	return true
}

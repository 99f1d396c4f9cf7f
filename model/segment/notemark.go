package segment

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// reference returns the width, in bytes, of a reference at byte i, such as [12] or
// [source needed], or of an omission in brackets such as […]. It returns 0 if there
// is none. The parameter apart says that white space precedes the bracket; then a
// reference may not have capitals, as [Note 3] does.
func reference(text string, i int, apart bool) int {
	if i >= len(text) || text[i] != '[' {
		return 0
	}
	const longest = 30
	for j := i + 1; j < len(text) && j <= i+longest; {
		c, n := char.At(text, j)
		switch {
		case text[j] == ']' && j > i+1:
			return j + 1 - i
		case c == char.Digit || c == char.Stop || c == char.Ellipsis || c == char.Lower || c == char.Space || c == char.Dash:
			j += n
		case text[j] == ',' || text[j] == ';' || !apart && (c == char.Upper || c == char.Letter || text[j] == ':'):
			j += n
		default:
			return 0
		}
	}
	return 0
}

// noteMark returns the width, in bytes, of the footnote marks at byte i, right
// after a terminator: superscript numbers, or asterisks and daggers. It returns 0
// if there are none, or if asterisks or daggers belong to the next word.
func noteMark(text string, i int) int {
	j := i
	for j < len(text) {
		r, n := utf8.DecodeRuneInString(text[j:])
		between := j > i && strings.ContainsRune(",–-", r)
		if between {
			next, _ := utf8.DecodeRuneInString(text[j+n:])
			between = isRaised(next)
		}
		if !between && !isRaised(r) {
			break
		}
		j += n
	}
	if j > i {
		return j - i
	}
	for j < len(text) {
		r, n := utf8.DecodeRuneInString(text[j:])
		if !strings.ContainsRune("*†‡", r) {
			break
		}
		j += n
	}
	if c, _ := char.At(text, j); c.IsWord() {
		return 0 // the mark belongs to the next word
	}
	return j - i
}

// isRaised reports whether r is a superscript digit or sign.
func isRaised(r rune) bool {
	switch r {
	case '¹', '²', '³', '⁻', '⁺':
		return true
	}
	return '⁰' <= r && r <= '⁹'
}

// takeJoinedNote adds to the ending the number of a footnote right after the full
// stop, as in "was never found.23 Others say", and reports whether it did.
func (s *scanner) takeJoinedNote(e *ending, f following) bool {
	const long, digits = 4, 3
	w := char.WordBefore(s.text, s.start, e.start)
	end := f.at + len(f.word)
	next := char.SkipSpace(s.text, end)
	if e.close != e.start+1 || len(w) < long || !char.IsNumber(f.word) || len(f.word) > digits || next == end || s.KindOf(w) != language.Plain {
		return false
	}
	last, _ := char.Before(w, len(w))
	after, _ := char.At(s.text, next)
	if last != char.Lower || after != char.Upper {
		return false
	}
	e.close = end
	return true
}

// takeNote adds to the ending the number of a footnote that stands alone after a
// full stop, as in "was never found. 8 Yet others say", and reports whether it did.
// A typical first word must follow the number.
func (s *scanner) takeNote(e *ending, f following) bool {
	const digits = 2
	if f.class != char.Digit || f.at != e.next || !char.IsNumber(f.word) || len(f.word) > digits {
		return false
	}
	end := f.at + len(f.word)
	next := char.SkipSpace(s.text, end)
	w := char.WordBefore(s.text, s.start, e.start)
	if next == end || s.KindOf(w) != language.Plain || char.IsCount(w) || !s.begins(readFollowing(s.text, next)) {
		return false
	}
	e.close = end
	return true
}

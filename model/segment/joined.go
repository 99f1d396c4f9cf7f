package segment

import (
	"strings"
	"unicode/utf8"
)

// endsJoined decides where no white space follows. A space forgotten between
// two sentences ("it was late.Nobody came") looks much like the inside of a
// web address, a file name, a version or an abbreviation, so it takes a common
// word before and a common word with a capital after.
func (s *scanner) endsJoined(e *ending, f follow) bool {
	b, _ := before(s.text, e.start)
	switch {
	case b == letter && e.class == mark && (f.class == letter || f.class == digit || f.class == upper):
		return s.endsWide(e) // scripts without spaces use ! and ? as well
	case f.bracket || f.dashed || s.inAddress(e):
		return false
	case f.class == digit:
		return s.takeJoinedNote(e, f)
	case f.class != upper || !isCommon(s.text, f):
		return false
	case e.class == mark:
		return true
	case e.class == ellipsis || e.stops > 1:
		return !e.spaced && !s.opensWith(e)
	}
	if suffixes.get(f.word) != plain || f.quoted && !e.quoted {
		return false
	}
	w := wordBefore(s.text, s.start, e.start)
	c, _ := before(w, len(w))
	switch {
	case c == lower:
		return utf8.RuneCountInString(w) > 1 && s.kindAt(e, w) == plain
	case isDotted(w): // and neither "E.D.And F. Man" nor "R.I.Ma"
		return s.begins(f) && len(f.word) > 2 && inNames.get(f.word) == plain
	case isNumber(w), b == closer, b == quote, e.quoted, e.inside:
		return s.begins(f) && !isInitial(f.word) || f.word == "I" // "in 2006.The", "(for an hour).She"
	}
	return false
}

// suffixes end the names of files and sites, sometimes with a capital.
var suffixes = set(`com net org gov edu info co uk io js ts py go md txt pdf doc docx xls xlsx csv htm html xml json jpg jpeg png gif zip exe`)

// inAddress reports whether the characters before the ending, back to white
// space, look like an address or a path.
func (s *scanner) inAddress(e *ending) bool {
	from := e.start
	for from > s.start && e.start-from < longestWord {
		c, n := before(s.text, from)
		if c == space {
			break
		}
		from -= n
	}
	return strings.ContainsAny(s.text[from:e.start], "@/\\=_") || strings.HasPrefix(s.text[from:e.start], "www.")
}

// isCommon reports whether what follows is written as a word is, with no
// capital but the first, and is not the front of an address.
func isCommon(text string, f follow) bool {
	end := f.at + len(f.word)
	_, first := at(f.word, 0)
	for i := first; i < len(f.word); {
		c, n := at(f.word, i)
		if c != lower {
			return false
		}
		i += n
	}
	c, n := at(text, end)
	if first == len(f.word) && c != space {
		return false // a single capital, as in "e.V"
	}
	if c == stop || n > 0 && strings.IndexByte("@/(_=", text[end]) >= 0 {
		after, _ := at(text, end+n)
		return c == stop && !after.isWord()
	}
	return true
}

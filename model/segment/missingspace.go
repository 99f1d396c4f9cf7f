package segment

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model/segment/char"
	"assay.app/assay/model/segment/language"
)

// endsJoined reports whether a sentence ends where no white space follows. A
// missing space between two sentences ("it was late.Nobody came") looks much like
// the inside of a web address, a file name, a version or an abbreviation. With few
// exceptions, an ordinary word with a capital must therefore follow.
func (s *scanner) endsJoined(e *ending, f following) bool {
	b, _ := char.Before(s.text, e.start)
	switch {
	case b == char.Letter && e.class == char.Mark && (f.class == char.Letter || f.class == char.Digit || f.class == char.Upper):
		return s.endsWide(e) // scripts without spaces also use the ASCII ! and ?
	case f.bracket || f.dashed || s.inAddress(e):
		return false
	case f.class == char.Digit:
		return s.takeJoinedNote(e, f)
	case f.class != char.Upper || !isCommon(s.text, f):
		return false
	case e.class == char.Mark:
		return true
	case e.class == char.Ellipsis || e.stops > 1:
		return !e.spaced && !s.opensWith(e)
	}
	if suffixes.Has(f.word) || f.quoted && !e.quoted {
		return false
	}
	w := char.WordBefore(s.text, s.start, e.start)
	c, _ := char.Before(w, len(w))
	switch {
	case c == char.Lower:
		return utf8.RuneCountInString(w) > 1 && s.kindAt(e, w) == language.Plain
	case char.IsDotted(w): // but not in "E.D.And F. Man" or "R.I.Ma"
		return s.begins(f) && len(f.word) > 2 && !inNames.Has(f.word)
	case char.IsNumber(w), b == char.Closer, b == char.Quote, e.quoted, e.inside:
		return s.begins(f) && !char.IsInitial(f.word) || f.word == "I" // "in 2006.The", "(for an hour).She"
	}
	return false
}

// suffixes end the names of files and sites, sometimes with a capital.
var suffixes = language.Set(`com net org gov edu info co uk io js ts py go md txt pdf doc docx xls xlsx csv htm html xml json jpg jpeg png gif zip exe`)

// inAddress reports whether the characters before the ending, back to white space,
// look like an address or a path.
func (s *scanner) inAddress(e *ending) bool {
	from := e.start
	for from > s.start && e.start-from < char.LongestWord {
		c, n := char.Before(s.text, from)
		if c == char.Space {
			break
		}
		from -= n
	}
	return strings.ContainsAny(s.text[from:e.start], "@/\\=_") || strings.HasPrefix(s.text[from:e.start], "www.")
}

// isCommon reports whether all letters of the word at f after the first are small,
// and the word does not begin an address.
func isCommon(text string, f following) bool {
	end := f.at + len(f.word)
	_, first := char.At(f.word, 0)
	for i := first; i < len(f.word); {
		c, n := char.At(f.word, i)
		if c != char.Lower {
			return false
		}
		i += n
	}
	c, n := char.At(text, end)
	if first == len(f.word) && c != char.Space {
		return false // a single capital, as in "e.V"
	}
	if c == char.Stop || n > 0 && strings.IndexByte("@/(_=", text[end]) >= 0 {
		after, _ := char.At(text, end+n)
		return c == char.Stop && !after.IsWord()
	}
	return true
}

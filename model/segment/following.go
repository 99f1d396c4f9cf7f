package segment

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model/segment/char"
)

// following is what comes after an ending: the first word or sign, and the opening
// marks before it.
type following struct {
	class   char.Class // of the character at byte at; Upper if countAsCapital says so
	at      int        // the byte after the marks
	quoted  bool       // a mark other than ( [ { precedes it, usually a quotation mark
	bracket bool       // an opening bracket precedes it
	dashed  bool       // a dash precedes it
	word    string     // the word there, or ""
}

// readFollowing skips quotation marks, brackets, dashes and other marks from byte i
// on, and reads the first word after them. If there are eight or more marks, it
// reads no word.
func readFollowing(text string, i int) following {
	f := following{at: i}
	const marks = 8 // limits the time that a long row of marks takes
	for range marks {
		c, n := char.At(text, f.at)
		switch {
		case c == char.Opener || c == char.Closer || c == char.Quote:
			if strings.IndexByte("([{", text[f.at]) >= 0 {
				f.bracket = true
			} else {
				f.quoted = true
			}
		case c == char.Dash:
			f.dashed = true
		case c == char.Bullet, c == char.Silent, c == char.Space && n > 0 && (f.dashed || f.quoted):
		default:
			f.class = c
			f.word = char.WordAt(text, f.at)
			f.countAsCapital(text)
			return f
		}
		f.at += n
	}
	return f
}

// countAsCapital makes a lower-case letter count as a capital if it begins a name
// such as eBay, a web address, or a phrase such as the Dutch ’s Avonds, where the
// second word has the capital.
func (f *following) countAsCapital(text string) {
	if f.class != char.Lower {
		return
	}
	if f.quoted && f.isElided(text) {
		f.class, f.quoted = char.Upper, false
		return
	}
	rest := text[f.at:]
	if strings.HasPrefix(rest, "http://") || strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "www.") {
		f.class = char.Upper
		return
	}
	const shortest = 4 // shorter words, such as kWh, may be units
	if utf8.RuneCountInString(f.word) < shortest {
		return
	}
	for i := 0; i < len(f.word); {
		c, n := char.At(f.word, i)
		if c == char.Upper {
			f.class = char.Upper
			return
		}
		i += n
	}
}

// isElided reports whether the word is a letter after an apostrophe and before a
// word with a capital: "’s Avonds", "'t Is", "’s-Hertogenbosch".
func (f *following) isElided(text string) bool {
	if len(f.word) != 1 || !strings.HasSuffix(text[:f.at], "’") && !strings.HasSuffix(text[:f.at], "'") && !strings.HasSuffix(text[:f.at], "‘") {
		return false
	}
	i := f.at + 1
	if i < len(text) && (text[i] == ' ' || text[i] == '-') {
		i++
	}
	apostrophe, n := char.Before(text, f.at)
	b, _ := char.Before(text, f.at-n)
	c, _ := char.At(text, i)
	return apostrophe != char.Space && b == char.Space && c == char.Upper && i > f.at+1
}

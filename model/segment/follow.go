package segment

import (
	"strings"
	"unicode/utf8"
)

// follow is what comes after an ending: the first word or sign, with the
// marks that open before it.
type follow struct {
	class   class  // of the first character that is not an opening mark or a dash
	at      int    // where that character is
	quoted  bool   // a quotation mark opens before it
	bracket bool   // a bracket opens before it
	dashed  bool   // a dash stands before it
	word    string // the word there, or ""
}

// readFollow reads what begins at byte i.
func readFollow(text string, i int) follow {
	f := follow{at: i}
	const marks = 8 // more opening marks than anyone writes
	for range marks {
		c, n := at(text, f.at)
		switch {
		case c == opener || c == closer || c == quote:
			if strings.IndexByte("([{", text[f.at]) >= 0 {
				f.bracket = true
			} else {
				f.quoted = true
			}
		case c == dash:
			f.dashed = true
		case c == bullet, c == silent, c == space && n > 0 && (f.dashed || f.quoted):
		default:
			f.class = c
			f.word = wordAt(text, f.at)
			f.raise(text)
			return f
		}
		f.at += n
	}
	return f
}

// raise makes a lower-case start count as a capital where it is one in
// effect: names such as eBay, web addresses, and the Dutch ’s Avonds, where the
// second word has the capital.
func (f *follow) raise(text string) {
	if f.class != lower {
		return
	}
	if f.quoted && f.leansOn(text) {
		f.class, f.quoted = upper, false
		return
	}
	rest := text[f.at:]
	if strings.HasPrefix(rest, "http://") || strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "www.") {
		f.class = upper
		return
	}
	const shortest = 4 // shorter ones, such as kWh, are units
	if utf8.RuneCountInString(f.word) < shortest {
		return
	}
	for i := 0; i < len(f.word); {
		c, n := at(f.word, i)
		if c == upper {
			f.class = upper
			return
		}
		i += n
	}
}

// leansOn reports whether the word is a letter behind an apostrophe that a word
// with a capital follows: "’s Avonds", "'t Is", "’s-Hertogenbosch".
func (f *follow) leansOn(text string) bool {
	if len(f.word) != 1 || !strings.HasSuffix(text[:f.at], "’") && !strings.HasSuffix(text[:f.at], "'") && !strings.HasSuffix(text[:f.at], "‘") {
		return false
	}
	i := f.at + 1
	if i < len(text) && (text[i] == ' ' || text[i] == '-') {
		i++
	}
	apostrophe, n := before(text, f.at)
	b, _ := before(text, f.at-n)
	c, _ := at(text, i)
	return apostrophe != space && b == space && c == upper && i > f.at+1
}

package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model/segment/char"
)

// Kind is the kind of a word before a full stop. It shows what the full stop may
// mean.
type Kind uint8

const (
	Plain   Kind = iota // a word of no other kind
	Title               // precedes what it belongs to: "Mr.", "Gen.", "e.g."
	Number              // precedes a number: "No.", "p.", "Nov."
	Name                // belongs to a name or ends one: "Jr.", "U.S."
	Firm                // ends the name of a company: "Inc.", "Corp."
	Cite                // part of a reference to a law or a court: "Fed. R. Civ. P. 12"
	Initial             // a single capital
	Unit                // an abbreviation that may end a sentence: "lbs."
	Clock               // "a.m.", "p.m."
	listed              // any word of a table that is only a set
)

// Table maps words to kinds. An entry in lower case matches the word in any
// case; an entry with a capital matches only itself and itself all in capitals.
type Table map[string]Kind

// Has reports whether the table lists a word.
func (t Table) Has(word string) bool { return t.Get(word) != Plain }

// Get returns the kind of a word, or Plain if the table does not list it. It
// allocates nothing.
func (t Table) Get(word string) Kind {
	if word == "" || len(word) > char.LongestWord {
		return Plain
	}
	if k, ok := t[word]; ok {
		return k
	}
	var buf [2 * char.LongestWord]byte
	small := appendLower(buf[:0], word)
	if string(small) == word {
		return Plain
	}
	return t[string(small)]
}

func appendLower(dst []byte, word string) []byte {
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := char.RuneAt(word, i)
		switch {
		case 'а' <= r && r <= 'џ': // small Cyrillic, the most frequent case
		case 'А' <= r && r <= 'Я':
			r += 'а' - 'А'
		default:
			r = unicode.ToLower(r)
		}
		dst = utf8.AppendRune(dst, r)
		i += n
	}
	return dst
}

// Clipped returns the kind of a word by its form alone. A word of two to five
// consonants is a Unit if they are small ("pct", "грн"), and a Name if only the
// first is a capital ("Blvd"). Any other word is Plain ("TV", "MPs").
func Clipped(word string) Kind {
	const fewest, most = 2, 5
	if len(word) > most*utf8.UTFMax {
		return Plain
	}
	letters, k := 0, Unit
	for i, r := range word {
		switch c := char.Of(r); {
		case c == char.Upper && i == 0:
			k, r = Name, unicode.ToLower(r)
		case c != char.Lower:
			return Plain
		}
		if letters++; letters > most || char.IsVowel(r) {
			return Plain
		}
	}
	if letters < fewest {
		return Plain
	}
	return k
}

// add adds words separated by white space. It adds a word with a capital also in
// the form with all capitals.
func (t Table) add(words string, k Kind) {
	for _, w := range strings.Fields(words) {
		t[w] = k
		if shout := strings.ToUpper(w); w != strings.ToLower(w) && utf8.RuneCountInString(w) > 1 {
			t[shout] = k
		}
	}
}

// Set returns a table of words separated by white space.
func Set(words string) Table {
	t := Table{}
	t.add(words, listed)
	return t
}

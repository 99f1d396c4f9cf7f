package suggest

import (
	"strings"
	"unicode/utf8"
)

// Which patterns are worth trying
//
// Trying every pattern on every sentence would be slow. But each pattern needs a
// digit or one of a few words. One pass over the words of the sentence shows which
// patterns cannot match. "The boat lay there in the rain." has no such word. "Rain
// fell for years." has "years", so the pattern earlier is tried.
//
// Words are runs of ASCII letters, digits and "_", like those between \b. The tests
// check that every match of a pattern has its sign.

// signs is a set of features of a sentence, each of which some pattern needs.
type signs uint8

const (
	signDigit   signs = 1 << iota // a digit, needed by year and figure
	signEarlier                   // a word, needed by earlier
	signSpelled                   // a word, needed by spelled
	signDate                      // a word, needed by date
	signAct                       // a word, needed by act

	allSigns = 1<<iota - 1
)

// signWords maps words in lower case to the signs of the patterns that need them.
var signWords = wordsOf(map[signs]string{
	signEarlier: "earlier last ago before recent years decades centuries past time back previously formerly historically " +
		"war invasion crisis pandemic term founded built born established opened",
	signSpelled: "two three four five six seven eight nine ten eleven twelve dozen dozens scores hundred hundreds " +
		"thousand thousands million millions billion billions",
	signDate: "monday tuesday wednesday thursday friday saturday sunday " +
		"january february march april may june july august september october november december",
	signAct: "announced issued signed launched approved rejected passed voted opened closed arrested charged " +
		"sentenced convicted killed injured wounded attacked invaded seized released freed returned reunited delivered handed met " +
		"visited arrived left resigned elected appointed fired banned ordered bought sold acquired paid built destroyed won lost " +
		"sent received responded deported abducted displaced accompanied filed sued published agreed ended began",
})

func wordsOf(lists map[signs]string) map[string]signs {
	out := map[string]signs{}
	for sign, list := range lists {
		for word := range strings.FieldsSeq(list) {
			out[word] |= sign
		}
	}
	return out
}

func signsOf(text string) (found signs) {
	const longest = len("historically")
	var word [longest]byte
	n := 0 // the length of the current word in bytes; the array word holds its beginning
	for i := 0; i <= len(text); i++ {
		c := byte(' ')
		if i < len(text) {
			c = text[i]
		}
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case '0' <= c && c <= '9':
			found |= signDigit
		case 'a' <= c && c <= 'z', c == '_':
		default:
			if 0 < n && n <= longest {
				found |= signWords[string(word[:n])]
			}
			n = 0
			// The old long s and the kelvin sign match s and k in a pattern that
			// ignores case.
			if c >= utf8.RuneSelf && (strings.HasPrefix(text[i:], "ſ") || strings.HasPrefix(text[i:], "\u212a")) {
				return allSigns
			}
			continue
		}
		if n < longest {
			word[n] = c
		}
		n++
	}
	return found
}

package suggest

import (
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// token is a word, a number or a mark of a sentence.
type token struct {
	model.Span      // in bytes of the sentence
	class           // of a word
	mark       rune // ',' or another mark that ends a part of a sentence; 0 for a word
	aside      bool // in brackets or in quotation marks
	capital    bool // begins with a capital
	digit      bool // contains a digit
	year       int  // of a number that is a year; otherwise 0
}

// longestWord is the length in bytes of the longest word with a class.
const longestWord = len("traditionally")

// read appends the tokens of a sentence to toks. It leaves out full stops and
// quotation marks.
func read(toks []token, text string) []token {
	depth := 0 // of brackets
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case inWord(r):
			t := token{Span: model.Span{Start: i, End: endOfWord(text, i)}, aside: depth > 0, capital: unicode.IsUpper(r)}
			t.classify(text[t.Start:t.End])
			toks = append(toks, t)
			i = t.End
			continue
		case r == '(', r == '[':
			depth++
		case r == ')', r == ']':
			depth = max(0, depth-1)
		case r == ',', r == ';', r == ':', r == '–', r == '—', r == '-' && dash(text, i):
			if r == '—' || r == '-' {
				r = '–'
			}
			toks = append(toks, token{Span: model.Span{Start: i, End: i + size}, mark: r, aside: depth > 0})
		}
		i += size
	}
	return toks
}

// classify sets the class of a word, and whether it contains a digit.
func (t *token) classify(word string) {
	var small [longestWord]byte
	n := 0
	for _, r := range word {
		switch {
		case unicode.IsDigit(r):
			t.digit = true
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r == '’':
			r = '\''
		}
		if r < utf8.RuneSelf && n < len(small) {
			small[n] = byte(r)
		}
		n++
	}
	if n <= len(small) {
		t.class = classes[string(small[:n])]
	}
	if n > len("need") && word[len(word)-2:] == "ed" {
		t.class |= isPast
	}
}

// endOfWord returns the end of the word that begins at start. A word may contain
// apostrophes and hyphens, and a number full stops and commas.
func endOfWord(text string, start int) int {
	digit := false
	for i := start; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			switch r {
			case '\'', '’', '-':
				if !inWord(next) {
					return i
				}
			case '.', ',':
				if !digit || !unicode.IsDigit(next) {
					return i
				}
			default:
				return i
			}
		}
		digit = unicode.IsDigit(r)
		i += size
	}
	return len(text)
}

func inWord(r rune) bool {
	switch r {
	case '%', '$', '€', '£', '₴', '₽', '¥':
		return true
	}
	return 'a' <= r && r <= 'z' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// dash reports whether the hyphen at i has spaces around it, and so is a dash.
func dash(text string, i int) bool {
	return i > 0 && text[i-1] == ' ' && i+1 < len(text) && text[i+1] == ' '
}

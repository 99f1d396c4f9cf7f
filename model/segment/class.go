package segment

import (
	"unicode"
	"unicode/utf8"
)

// class says what part a character plays at the edge of a sentence.
type class uint8

const (
	other    class = iota
	space          // white space of any kind
	lower          // a lower-case letter
	upper          // a capital
	letter         // a letter of a script without case
	digit          // a decimal digit
	opener         // an opening bracket or quotation mark, ¿ and ¡
	closer         // a closing bracket or quotation mark
	quote          // " and ', which open and close
	dash           // hyphens and dashes
	stop           // the full stop, which also abbreviates
	mark           // ! and ?, and their like written before a space
	ellipsis       // …
	wide           // 。 and its like, which end a sentence without a space
	bullet         // • and its like
	inner          // punctuation that goes on with the sentence: , ; : % …
	numPos         // how many there are
)

// ascii holds the classes of the first 128 characters.
var ascii = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z':
			t[c] = lower
		case 'A' <= c && c <= 'Z':
			t[c] = upper
		case '0' <= c && c <= '9':
			t[c] = digit
		case c == ' ' || '\t' <= c && c <= '\r':
			t[c] = space
		}
	}
	for _, set := range []struct {
		chars string
		class class
	}{
		{"([{", opener},
		{")]}", closer},
		{"\"'`", quote},
		{"-", dash},
		{".", stop},
		{"!?", mark},
		{",;:%&/\\=+_", inner},
	} {
		for _, c := range set.chars {
			t[c] = set.class
		}
	}
	return t
}()

// classOf gives the class of any character. Bytes that are not UTF-8 arrive
// here as U+FFFD and are other.
func classOf(r rune) class {
	if r < utf8.RuneSelf {
		return ascii[r]
	}
	switch r {
	case '“', '„', '«', '‹', '‚', '‘', '‟', '‛', '「', '『', '《', '〈', '（', '【', '〔', '［', '｛', '｢', '〝', '¿', '¡':
		return opener
	case '”', '»', '›', '’', '」', '』', '》', '〉', '）', '】', '〕', '］', '｝', '｣', '〞', '〟':
		return closer
	case '＂', '＇':
		return quote
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return dash
	case '…', '⋯':
		return ellipsis
	case '‼', '⁇', '⁈', '⁉', '‽', '؟', '۔', '।', '॥', '։', '՜', '՞', '።', '፧', '።'+6, '။', '។', '៕', '᠃', '᠉', '܀', '܁', '܂', ';':
		return mark
	case '。', '！', '？', '｡', '．':
		return wide
	case '•', '‣', '◦', '⁃', '▪', '▫', '■', '●', '○', '►', '▶', '➢', '➤', '❖', '✓', '✔':
		return bullet
	case '，', '、', '；', '：', '،', '؛', '·':
		return inner
	}
	switch {
	case unicode.IsLower(r):
		return lower
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return upper
	case unicode.IsLetter(r):
		return letter
	case unicode.IsSpace(r):
		return space
	case unicode.IsDigit(r):
		return digit
	}
	return other
}

// at gives the class of the character that begins at byte i of text, and its
// width in bytes. Past the end it gives space and 0.
func at(text string, i int) (class, int) {
	if i >= len(text) {
		return space, 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	return classOf(r), n
}

// before gives the class of the character that ends at byte i of text, and its
// width in bytes. At the start it gives space and 0.
func before(text string, i int) (class, int) {
	if i <= 0 {
		return space, 0
	}
	if c := text[i-1]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, n := utf8.DecodeLastRuneInString(text[:i])
	return classOf(r), n
}

// skipSpace gives the first byte at or after i that is not white space.
func skipSpace(text string, i int) int {
	for {
		c, n := at(text, i)
		if c != space || n == 0 {
			return i
		}
		i += n
	}
}

// isWord reports whether the class is of letters or digits.
func (c class) isWord() bool { return lower <= c && c <= digit }

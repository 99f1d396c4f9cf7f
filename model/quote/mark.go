package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// family is a set of marks that can open and close the same quotation, however they
// are curled.
type family uint8

const (
	double family = iota
	single
	angled // « », ‹ ›
	corner // 「 」, 『 』
)

// side is what a mark does: open, close, or either.
type side uint8

const (
	either side = iota
	opens
	closes
)

// mark is one quotation mark of a text.
type mark struct {
	at, end int
	family  family
	side    side
	plain   bool // a straight mark, whose look does not show its side
}

// looks maps each quotation mark to its family and the side that it looks like.
var looks = map[rune]struct {
	family family
	side   side
}{
	'"': {double, either}, '＂': {double, either},
	'“': {double, opens}, '„': {double, opens}, '‟': {double, opens}, '”': {double, closes}, '〝': {double, opens}, '〞': {double, closes},
	'\'': {single, either}, '‘': {single, opens}, '‚': {single, opens}, '‛': {single, opens}, '’': {single, closes},
	'«': {angled, opens}, '»': {angled, closes}, '‹': {angled, opens}, '›': {angled, closes},
	'「': {corner, opens}, '」': {corner, closes}, '『': {corner, opens}, '』': {corner, closes}, '｢': {corner, opens}, '｣': {corner, closes},
}

// halts marks the bytes at which a quotation mark can begin; all others are skipped
// without decoding. The entry of an ASCII mark is all ones. The entry of the first
// byte of a longer mark is a set of second bytes, one bit for each value of their
// low six bits.
var halts = func() (t [256]uint64) {
	for r := range looks {
		if s := string(r); len(s) == 1 {
			t[s[0]] = ^uint64(0)
		} else {
			t[s[0]] |= 1 << (s[1] & 0x3F)
		}
	}
	return t
}()

// nextMark returns the first mark in text[i:p.End] of the paragraph p, and false if
// there is none.
func nextMark(text string, p model.Span, i int) (mark, bool) {
	for i < p.End {
		c := text[i]
		set := halts[c]
		if set == 0 || c >= utf8.RuneSelf && (i+1 == p.End || set>>(text[i+1]&0x3F)&1 == 0) {
			i++
			continue
		}
		if m, ok := readMark(text, p, i); ok {
			return m, true
		}
		_, n := utf8.DecodeRuneInString(text[i:p.End])
		i += n
	}
	return mark{}, false
}

// readMark reads the mark at byte i and decides its side. It returns false if there
// is no mark, or only an apostrophe.
func readMark(text string, p model.Span, i int) (mark, bool) {
	if text[i] == '\'' && (i > p.Start && text[i-1] == '\'' || i+1 < p.End && text[i+1] == '\'') {
		return mark{}, false // doubled apostrophes are wiki markup for italics
	}
	r, n := utf8.DecodeRuneInString(text[i:p.End])
	look, ok := looks[r]
	if !ok {
		return mark{}, false
	}
	m := mark{at: i, end: i + n, family: look.family, side: look.side, plain: look.side == either}
	switch m.family {
	case corner: // corner brackets are written without spaces and always the right way round
	case single:
		m.side = singleSide(surroundings(text, p, m), look.side)
		return m, m.side != either
	default:
		m.side = sideOf(surroundings(text, p, m), look.side)
	}
	return m, true
}

// neighbour is the kind of character right beside a mark.
type neighbour uint8

const (
	gap   neighbour = iota // white space, an invisible character, or an end of the paragraph
	word                   // a letter, a digit or any sign not named below
	point                  // . , ; : ! ? …
	shut                   // a closing bracket, or >
	open                   // an opening bracket, ¿, ¡, / or <
	line                   // a dash
	other                  // another quotation mark
	equal                  // =, before the value of an attribute
)

// beside describes the text on both sides of a mark.
type beside struct {
	left, right         neighbour
	leftRune, rightRune rune
	text                string // the rest of the paragraph after the mark
}

func surroundings(text string, p model.Span, m mark) beside {
	l, _ := utf8.DecodeLastRuneInString(text[p.Start:m.at])
	r, _ := utf8.DecodeRuneInString(text[m.end:p.End])
	b := beside{left: neighbourOf(l), right: neighbourOf(r), leftRune: l, rightRune: r, text: text[m.end:p.End]}
	if m.at == p.Start {
		b.left = gap
	}
	if m.end == p.End {
		b.right = gap
	}
	return b
}

// neighbourOf classifies a character. One without a class of its own, such as
// U+FFFD for bytes that are not UTF-8, counts as part of a word.
func neighbourOf(r rune) neighbour {
	if r < utf8.RuneSelf {
		switch {
		case r <= ' ':
			return gap
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			return word
		}
	}
	switch r {
	case '.', ',', ';', ':', '!', '?', '…', '。', '，', '、', '；', '：', '！', '？', '؟', '،', '؛', '।':
		return point
	case ')', ']', '}', '）', '】', '>':
		return shut
	case '(', '[', '{', '（', '【', '¿', '¡', '/', '<':
		return open
	case '-', '‐', '‑', '‒', '–', '—', '―', '−':
		return line
	case '=':
		return equal
	}
	if _, ok := looks[r]; ok || r == '`' {
		return other
	}
	if unicode.IsSpace(r) || r == '\u200B' || r == '\u200E' || r == '\u200F' || r == '\uFEFF' {
		return gap
	}
	return word
}

// sideOf decides the side of a double or angled mark. The characters beside it count
// more than its look, because marks are often typed the wrong way round and “ closes in
// German. Its look decides only where the table says so.
//
//	left \ right   gap     word    point   dash
//	gap, dash, (   look    opens   closes  opens
//	word, point    closes  look    closes  closes
//
// Exceptions to the table are another mark on the left, a full stop or … on the
// right, and a dash on the left with a dash or punctuation on the right.
func sideOf(b beside, look side) side {
	free := b.left == gap || b.left == open || b.left == line
	switch {
	case b.left == other && b.right == word, b.left == other && b.right == open:
		return opens
	case b.left == other && (b.right == gap || b.right == point || b.right == shut):
		return closes
	case b.left == other:
		return look
	case free && b.left == line && b.right == line:
		return look
	case free && (b.right == word || b.right == open || b.right == other || b.right == line):
		return opens
	case free && b.right == point && (b.rightRune == '.' || b.rightRune == '…') && (look != closes || !strings.HasPrefix(b.text, ".") || strings.HasPrefix(b.text, "..")):
		return opens // "...and then", but not « neuf ».
	case free && b.right == point && b.left != line, free && b.right == shut:
		return closes
	case free:
		return look
	case b.right == gap || b.right == point || b.right == shut || b.right == line:
		return closes
	}
	return look
}

// singleSide decides the side of a single mark. It returns either for an
// apostrophe, as in "don't", "'em", "rock ’n’ roll" and "the ’70s".
func singleSide(b beside, look side) side {
	switch {
	case b.left == word && b.right == word:
		return either
	case (b.left == gap || b.left == open || b.left == line || b.left == other) && (b.right == word || b.right == open):
		if look == closes || elides(b.text) {
			return either
		}
		return opens
	case b.left == other && b.right == other, b.left == gap && b.right == gap:
		return either
	case (b.left == word || b.left == point || b.left == shut || b.left == other) && b.right != word && b.right != open:
		return closes
	}
	return either
}

// elides reports whether an apostrophe before the text stands for letters omitted
// at the beginning of a word, or for the century of a year.
func elides(text string) bool {
	n := 0
	for n < len(text) && n < len("twould") && neighbourOf(rune(text[n])) == word && text[n] < utf8.RuneSelf {
		n++
	}
	w := strings.ToLower(text[:n])
	if n > 1 && '0' <= w[0] && w[0] <= '9' && '0' <= w[1] && w[1] <= '9' && (n == 2 || w[n-1] == 's') {
		return true
	}
	switch w {
	case "em", "tis", "twas", "til", "till", "cause", "n", "bout", "round", "cos", "cuz", "s", "nuff", "twill", "ere":
		return true
	}
	return false
}

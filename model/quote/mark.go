package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// family gathers the marks that can open and close the same quotation,
// however they are curled.
type family uint8

const (
	double family = iota
	single
	angled // « », ‹ ›
	corner // 「 」, 『 』
)

// side says what a mark does.
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
	plain   bool // a typewriter's mark, whose look does not tell its side
}

// looks holds every quotation mark with what it looks like.
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

// halts tells at which bytes a mark can begin: nothing for most, and for the
// first byte of a longer character a bit for each second byte, by its low six
// bits. All other bytes are skipped without being decoded.
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

// nextMark finds the first mark in text[i:end], a part of the paragraph p. It
// gives false when there is none.
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

// readMark reads the mark at byte i, if there is one, and decides what it does.
func readMark(text string, p model.Span, i int) (mark, bool) {
	if text[i] == '\'' && (i > p.Start && text[i-1] == '\'' || i+1 < p.End && text[i+1] == '\'') {
		return mark{}, false // doubled, it sets a wiki's words in italics
	}
	r, n := utf8.DecodeRuneInString(text[i:p.End])
	look, ok := looks[r]
	if !ok {
		return mark{}, false
	}
	m := mark{at: i, end: i + n, family: look.family, side: look.side, plain: look.side == either}
	switch m.family {
	case corner: // written without spaces, and never the wrong way round
	case single:
		m.side = singleSide(surroundings(text, p, m), look.side)
		return m, m.side != either
	default:
		m.side = sideOf(surroundings(text, p, m), look.side)
	}
	return m, true
}

// near is what stands right beside a mark.
type near uint8

const (
	gap   near = iota // white space, or an end of the paragraph
	word              // a letter, a digit or a sign that begins a word
	point             // . , ; : ! ? …
	shut              // a closing bracket
	open              // an opening bracket
	line              // a dash
	other             // another quotation mark
	equal             // =, before the value of an attribute
)

// beside is what stands on both sides of a mark.
type beside struct {
	left, right         near
	leftRune, rightRune rune
	text                string // the paragraph's rest behind the mark
}

func surroundings(text string, p model.Span, m mark) beside {
	l, _ := utf8.DecodeLastRuneInString(text[p.Start:m.at])
	r, _ := utf8.DecodeRuneInString(text[m.end:p.End])
	b := beside{left: nearOf(l), right: nearOf(r), leftRune: l, rightRune: r, text: text[m.end:p.End]}
	if m.at == p.Start {
		b.left = gap
	}
	if m.end == p.End {
		b.right = gap
	}
	return b
}

// nearOf sorts a character. Nothing at all arrives as U+FFFD, as does what is
// not UTF-8.
func nearOf(r rune) near {
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

// sideOf decides what a double mark does. What stands beside it counts more
// than how it is curled, for marks are often typed the wrong way round and “
// closes in German; where that tells nothing, the look decides.
//
//	left \ right   gap     word    point   dash
//	gap, dash, (   look    opens   closes  opens
//	word, point    closes  look    closes  closes
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
	case free && b.right == point && (b.rightRune == '.' || b.rightRune == '…'):
		return opens // "...and then"
	case free && b.right == point && b.left != line, free && b.right == shut:
		return closes
	case free:
		return look
	case b.right == gap || b.right == point || b.right == shut || b.right == line:
		return closes
	}
	return look
}

// singleSide decides what a single mark does, and gives either for an
// apostrophe: "don't", "'em", "rock ’n’ roll", "the ’70s".
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

// elides reports whether an apostrophe before the text stands for letters left
// out at the beginning of a word, or for the century of a year.
func elides(text string) bool {
	n := 0
	for n < len(text) && n < len("twould") && nearOf(rune(text[n])) == word && text[n] < utf8.RuneSelf {
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

// Package token folds texts and cuts them into the words that searches compare.
package token

import (
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Cutting text into words
//
//	Le café-bar, 東京都 3月     1,200 m²     un-⏎known
//	le cafe bar  東京 京都 都  3 月   1200 m 2 m2   un known unknown
//
// A word is a longest run of letters, numbers and marks, folded. Where a script
// puts no spaces between words nobody can tell them apart without a dictionary;
// there each letter with the next one makes a word, and the last of a run one
// by itself. So each letter begins exactly one word, and what stands in the
// text in one piece is found as words that follow one another.
//
// A number is the same word with and without thousands signs (numbers.go). Where
// a word is written in pieces, each piece is a word, and all of them together
// make one more, a joined word, which follows its pieces (cutter.go).
//
// What a sign is folded to, and what becomes of it, is looked up in a table
// that fills as signs come up, so that the tables of Unicode are asked once a
// sign; plain letters do without. It costs some nanoseconds a byte and
// allocates nothing once the table is filled.

// WordsVersion counts the changes to what the words of a text are. Words that
// were kept under another version are to be made again.
const WordsVersion = 2

// MaxWord is the length of the longest word, in bytes of its folded form. A
// longer one is cut there, in texts and in queries alike, so two that begin
// with the same MaxWord bytes are the same word.
const MaxWord = 64

// Tokenizer cuts texts into words. It keeps its memory from one text to the
// next and is for one goroutine.
type Tokenizer struct {
	signs  [256]*[256]sign // by code point below U+10000, as they come up
	plain  [MaxWord]byte   // the word that is being read, if it is of plain letters
	word   []byte          // any other, or two letters of an unspaced script
	joined []byte          // the pieces before word that it may belong to
	spill  []byte          // what a sign is folded to that becomes several

	apart bool // each group of a number is a word

	// Of the joined word that is being visited: what joins it, and how many of the
	// words before it are its pieces, or joined from some of them.
	join   joint
	pieces int
}

// NewTokenizer makes a tokenizer.
func NewTokenizer() *Tokenizer { return &Tokenizer{word: make([]byte, 0, 2*MaxWord)} }

// Each calls visit with each word of a text, in order: its folded form, which
// is valid only inside the call, and its place, in bytes. A joined word is
// visited after its last piece; its place covers all of them. The letters and
// digits of the place, folded, are the word, unless it is longer than MaxWord or
// contains a sign that stands for several words, such as “½”.
func (t *Tokenizer) Each(text []byte, visit func(word []byte, span model.Span)) {
	eachWord(t, text, visit)
}

// EachIn is Each for a string.
func (t *Tokenizer) EachIn(text string, visit func(word []byte, span model.Span)) {
	eachWord(t, text, visit)
}

// Joined describes the word that is being visited: how many of the words before
// it are its pieces, or joined from some of them, and whether a query that
// contains it means the word rather than its pieces. For a word that is not
// joined it returns 0 and false.
func (t *Tokenizer) Joined() (pieces int, inOneWord bool) {
	return t.pieces, t.join == inOne
}

// AppendFolded appends the folded form of text to dst, without the signs between the
// pieces of joined words. So it contains every word of the text, joined ones as
// well, except that numbers keep their thousands signs.
func (t *Tokenizer) AppendFolded(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf {
			i++
			if b == '-' {
				if next := divided(text, i); next > 0 {
					i = next
					continue
				}
			}
			dst = append(dst, lower(b))
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		switch s := t.of(r); {
		case s&signSeveral != 0:
			dst = FoldRune(dst, r)
		case s&signHyphen != 0 && divided(text, i) > 0:
			i = divided(text, i)
		case s.role() != nothing && s.role() != joiner:
			dst = utf8.AppendRune(dst, rune(s&signRune))
		}
	}
	return dst
}

// eachWord takes the words of plain letters itself, which most texts are made
// of, and hands over to a cutter where a word has others, or may go on behind
// the sign that ends it.
func eachWord[S string | []byte](t *Tokenizer, text S, visit func([]byte, model.Span)) {
	c := cutter{t: t, visit: visit}
	for i := 0; i < len(text); {
		start, n := i, 0
		for i < len(text) {
			b := plainLetters[text[i]]
			if b == 0 {
				break
			}
			if n < len(t.plain) {
				t.plain[n] = b
				n++
			}
			i++
		}
		if i < len(text) && (text[i] >= utf8.RuneSelf || n > 0 && (text[start] <= '9' || text[i] == '-') && goesOn(text, start, i)) {
			i = cut(&c, text, start)
			continue
		}
		if n > 0 {
			visit(t.plain[:n], model.Span{Start: start, End: i})
		}
		i++
	}
}

// goesOn reports whether a plain word at text[start:end] may go on behind the
// sign at end: it is the first digits of a number, or divided at the end of a line.
func goesOn[S string | []byte](text S, start, end int) bool {
	if end+1 >= len(text) {
		return false
	}
	next := text[end+1]
	if text[end] == '-' {
		return next <= ' '
	}
	return end-start <= 3 && ('0' <= next && next <= '9' || next >= utf8.RuneSelf) && thousands(rune(text[end])) != 0
}

// decode returns the code point at a place in text, and how many bytes it has.
func decode[S string | []byte](text S, at int) (rune, int) {
	switch {
	case at >= len(text):
		return utf8.RuneError, 0
	case text[at] < utf8.RuneSelf:
		return rune(text[at]), 1
	case at+1 < len(text) && 0xC2 <= text[at] && text[at] < 0xE0 && text[at+1]&0xC0 == 0x80:
		return rune(text[at]&0x1F)<<6 | rune(text[at+1]&0x3F), 2
	}
	var buf [utf8.UTFMax]byte
	return utf8.DecodeRune(buf[:copy(buf[:], text[at:])])
}

// plainLetters returns by byte the folded form of an ASCII letter or digit, and 0
// for all else.
var plainLetters = func() (table [256]byte) {
	for b := range table[:utf8.RuneSelf] {
		if r := rune(b); unicode.IsLetter(r) || unicode.IsNumber(r) {
			table[b] = lower(byte(b))
		}
	}
	return table
}()

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
// A word is a run of letters, numbers and marks, folded. In a script
// without spaces, words cannot be told apart without a dictionary; there each
// letter makes a word with the next one, and the last letter of a run makes one
// alone. So exactly one word begins at each letter, and a stretch of such text is
// found as words that follow one another.
//
// A number is the same word with and without thousands signs (numbers.go). If a
// word is written in pieces, each piece is a word, and all pieces make another, a
// joined word, which follows its pieces (cutter.go).
//
// A table holds the folded form and the role of each sign. It is filled on demand,
// so that Unicode's tables are read once for each sign; plain letters do without
// it. Cutting takes some nanoseconds a byte, and allocates nothing once the table
// is filled.

// WordsVersion counts the changes to the definition of words. Words that were
// stored under another version are stale.
const WordsVersion = 2

// MaxWord is the length of the longest word, in bytes of its folded form. Longer
// words are cut there, in texts and in queries alike, so two words with the same
// first MaxWord bytes are the same word.
const MaxWord = 64

// Tokenizer cuts texts into words. It reuses its memory, and is for one goroutine
// at a time.
type Tokenizer struct {
	signs         [256]*[256]sign // by code point below U+10000, filled on demand
	foldedLetters [MaxWord]byte   // the current word, if it has only plain letters
	word          []byte          // any other current word, or two letters of an unspaced script
	joined        []byte          // the pieces before word that it may belong to
	spill         []byte          // the folded form of a sign that is folded to several

	apart bool // each group of a number is a word

	// The joint of the joined word being visited, and how many of the words before
	// it are its pieces, or joined from some of them.
	join   joint
	pieces int
}

// NewTokenizer returns a tokenizer.
func NewTokenizer() *Tokenizer { return &Tokenizer{word: make([]byte, 0, 2*MaxWord)} }

// Each calls visit with each word of a text, in order: its folded form, which is
// valid only during the call, and its place, in bytes of the text. It visits a
// joined word after its last piece; its place covers all pieces. The letters and
// digits of the place, folded, are the word, unless the word is longer than MaxWord
// or contains a sign that stands for several words, such as “½”.
func (t *Tokenizer) Each(text []byte, visit func(word []byte, span model.Span)) {
	eachWord(t, text, visit)
}

// EachIn is Each for a string.
func (t *Tokenizer) EachIn(text string, visit func(word []byte, span model.Span)) {
	eachWord(t, text, visit)
}

// Joined describes the word that is being visited: how many of the words before it
// are its pieces, or joined from some of them, and whether a query that contains it
// means the word rather than its pieces. It returns 0 and false if the word is not
// joined.
func (t *Tokenizer) Joined() (pieces int, inOneWord bool) {
	return t.pieces, t.join == inOne
}

// AppendFolded appends the folded form of text to dst, without the signs between
// the pieces of joined words. So it contains every word of the text, joined ones
// included, except that numbers keep their thousands signs.
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

// eachWord reads words of plain letters itself, because most texts consist of them.
// It calls a cutter if a word has other letters or may continue after the sign that
// ends it.
func eachWord[S string | []byte](t *Tokenizer, text S, visit func([]byte, model.Span)) {
	c := cutter{t: t, visit: visit}
	for i := 0; i < len(text); {
		start, n := i, 0
		for i < len(text) {
			b := plainLetters[text[i]]
			if b == 0 {
				break
			}
			if n < len(t.foldedLetters) {
				t.foldedLetters[n] = b
				n++
			}
			i++
		}
		if i < len(text) && (text[i] >= utf8.RuneSelf || n > 0 && (text[start] <= '9' || text[i] == '-') && mayContinue(text, start, i)) {
			i = cut(&c, text, start)
			continue
		}
		if n > 0 {
			visit(t.foldedLetters[:n], model.Span{Start: start, End: i})
		}
		i++
	}
}

// mayContinue reports whether the plain word text[start:end] may continue after the
// sign at end: it is the first digits of a number, or divided at the end of a line.
func mayContinue[S string | []byte](text S, start, end int) bool {
	if end+1 >= len(text) {
		return false
	}
	next := text[end+1]
	if text[end] == '-' {
		return next <= ' '
	}
	return end-start <= 3 && ('0' <= next && next <= '9' || next >= utf8.RuneSelf) && thousands(rune(text[end])) != 0
}

// decode returns the code point at an offset of text, and its width in bytes.
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

// plainLetters maps ASCII letters and digits to their folded form, and all other
// bytes to 0.
var plainLetters = func() (table [256]byte) {
	for b := range table[:utf8.RuneSelf] {
		if r := rune(b); unicode.IsLetter(r) || unicode.IsNumber(r) {
			table[b] = lower(byte(b))
		}
	}
	return table
}()

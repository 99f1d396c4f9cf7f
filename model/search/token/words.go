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
// A word is a run of letters, numbers and marks, folded. In a script without
// spaces, words cannot be recognised without a dictionary. There each letter makes
// a word with the next one, and the last letter of a run makes one alone. Exactly
// one word begins at each letter, so a part of such a text is found as words that
// follow one another.
//
// A number is the same word with and without thousands signs (numbers.go). If a
// word is written in pieces, each piece is a word, and all pieces make another, a
// joined word, which follows its pieces (cutter.go).
//
// A table holds the folded form and the role of each code point below U+10000. It
// is filled on demand and saves most lookups in Unicode's tables. ASCII letters do
// not need it.

// WordsVersion counts the changes to the definition of words. Words that were
// stored under another version are stale.
const WordsVersion = 2

// MaxWord is the length of the longest word, in bytes of its folded form. Longer
// words are cut to at most this length, in texts and in queries alike, so two words
// with the same first MaxWord bytes are the same word.
const MaxWord = 64

// Tokenizer cuts texts into words. It reuses its memory, and is for one goroutine
// at a time.
type Tokenizer struct {
	signs         [256]*[256]sign // by code point below U+10000, filled on demand
	foldedLetters [MaxWord]byte   // the current word, if it has only ASCII letters and digits
	word          []byte          // any other current word, or two letters of an unspaced script
	joined        []byte          // the pieces before word that may be joined to it
	spill         []byte          // the folded form of a code point that is folded to several

	apart bool // each group of a number is a word

	// join is the joint of the joined word being visited. pieces is how many of the
	// words before it are its pieces, or joined from some of them.
	join   joint
	pieces int
}

// NewTokenizer returns a tokenizer.
func NewTokenizer() *Tokenizer { return &Tokenizer{word: make([]byte, 0, 2*MaxWord)} }

// Each calls visit with each word of a text, in order, and with its span in bytes
// of the text. The word is folded, and valid only during the call. Each visits a
// joined word after its last piece; the span covers all pieces. The word consists
// of the folded letters, numbers and marks in its span, unless it is longer than
// MaxWord or the span has a sign that stands for several words, such as “½”.
func (t *Tokenizer) Each(text []byte, visit func(word []byte, span model.Span)) {
	eachWord(t, text, visit)
}

// EachIn is Each for a string.
func (t *Tokenizer) EachIn(text string, visit func(word []byte, span model.Span)) {
	eachWord(t, text, visit)
}

// Joined describes the word that is being visited. pieces is how many of the words
// before it are its pieces, or joined from some of them. inOneWord reports whether
// a query that contains it means this word rather than its pieces. Joined returns 0
// and false if the word is not joined.
func (t *Tokenizer) Joined() (pieces int, inOneWord bool) {
	return t.pieces, t.join == inOne
}

// AppendFolded appends the folded form of text to dst, without the hyphens and
// apostrophes between the pieces of joined words. The result therefore contains
// every word of the text, including joined ones, except that numbers keep their
// thousands signs.
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

// eachWord reads words of ASCII letters and digits itself, because most texts
// consist of them. It calls cut if a word has other letters or may continue after
// the character that ends it.
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

// mayContinue reports whether the ASCII word text[start:end] may continue after the
// character at end, because it is the first digits of a number or is divided at the
// end of a line.
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

package search

import (
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Cutting text into words
//
//	Le café-bar, 東京都 3月
//	le cafe bar  東京 京都 都  3 月
//
// A word is a longest run of letters, numbers and marks, folded. Where a script
// puts no spaces between words nobody can tell them apart without a dictionary;
// there each letter with the next one makes a word, and the last of a run one
// by itself. So each letter begins exactly one word, and what stands in the
// text in one piece is found as words that follow one another.
//
// What a sign is folded to, and what becomes of it, is looked up in a table
// that fills as signs come up, so that the tables of Unicode are asked once a
// sign; plain letters do without. It costs some nanoseconds a byte and
// allocates nothing once the table is filled.

// WordsVersion counts the changes to what the words of a text are. Words that
// were kept under another version are to be made again.
const WordsVersion = 1

// MaxWord is the length of the longest word, in bytes of its folded form. A
// longer one is cut there, in texts and in queries alike, so two that begin
// with the same MaxWord bytes are the same word.
const MaxWord = 64

// Tokenizer cuts texts into words. It keeps its memory from one text to the
// next and is for one goroutine.
type Tokenizer struct {
	signs [256]*[256]sign // by code point below U+10000, as they come up
	plain [MaxWord]byte   // the word that is being read, if it is of plain letters
	word  []byte          // any other, or two letters of an unspaced script
	spill []byte          // what a sign is folded to that becomes several
}

// NewTokenizer makes a tokenizer.
func NewTokenizer() *Tokenizer { return &Tokenizer{word: make([]byte, 0, 2*MaxWord)} }

// Each calls visit with each word of a text, in order: its folded form, which
// is good only inside the call, and where it stands, in bytes. Fold gives the
// same word of what stands there, unless it is longer than MaxWord or has a
// sign that stands for several words, such as “½”.
func (t *Tokenizer) Each(text []byte, visit func(word []byte, span model.Span)) {
	eachWord(t, text, visit)
}

// EachIn is Each for a string.
func (t *Tokenizer) EachIn(text string, visit func(word []byte, span model.Span)) {
	eachWord(t, text, visit)
}

// fold adds the folded form of text to dst: appendFold, by the table.
func (t *Tokenizer) fold(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf {
			dst = append(dst, lower(b))
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		switch s := t.of(r); {
		case s&signSeveral != 0:
			dst = foldRune(dst, r)
		case role(s>>signRole)&7 != nothing:
			dst = utf8.AppendRune(dst, rune(s&signRune))
		}
	}
	return dst
}

// eachWord takes the words of plain letters itself, which most texts are made
// of, and hands over to a cutter where a word has others.
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
		if i < len(text) && text[i] >= utf8.RuneSelf {
			i = cut(&c, text, start)
			continue
		}
		if n > 0 {
			visit(t.plain[:n], model.Span{Start: start, End: i})
		}
		i++
	}
}

// cut reads what stands together from start on, and gives where it goes on.
func cut[S string | []byte](c *cutter, text S, start int) int {
	i := start
	c.begin()
	for i < len(text) {
		if b := text[i]; b < utf8.RuneSelf {
			if plainLetters[b] == 0 {
				break
			}
			c.letter(rune(plainLetters[b]), inWord, i, i+1)
			i++
			continue
		}
		r, size := decode(text, i)
		c.rune(r, i, i+size)
		i += size
	}
	c.flush()
	return i
}

// decode gives the code point at a place in text.
func decode[S string | []byte](text S, at int) (rune, int) {
	var buf [utf8.UTFMax]byte
	return utf8.DecodeRune(buf[:copy(buf[:], text[at:])])
}

// plainLetters gives by byte the folded form of an ASCII letter or digit, and 0
// for all else.
var plainLetters = func() (table [256]byte) {
	for b := range table[:utf8.RuneSelf] {
		if r := rune(b); unicode.IsLetter(r) || unicode.IsNumber(r) {
			table[b] = lower(byte(b))
		}
	}
	return table
}()

// role is what a folded sign does.
type role uint8

const (
	between role = iota // ends words
	nothing             // is left out, and belongs to what it stands behind
	inWord              // is part of a word
	mark                // is part of what stands before it
	alone               // is a letter of an unspaced script
	lonely              // is a mark of an unspaced script
)

// roleOf gives the role of a code point that is folded.
func roleOf(r rune) role {
	isMark := unicode.IsMark(r)
	switch {
	case !isMark && !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return between
	case unspaced(r) && isMark:
		return lonely
	case unspaced(r):
		return alone
	case isMark:
		return mark
	}
	return inWord
}

// unspaced reports whether a letter is of a script that puts no spaces between
// words. Some signs of Japanese belong to no script and are counted in.
func unspaced(r rune) bool {
	return r >= 0x0e00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r == 'ー' || r == '〆' || '〱' <= r && r <= '〵')
}

// sign is what is known of a code point: what it is folded to, its role then,
// and whether it is known at all.
type sign uint32

const (
	signKnown   sign = 1 << 31
	signSeveral sign = 1 << 30 // it is folded to several, each with its role
	signRole         = 24      // bits below
	signRune    sign = 1<<21 - 1
)

// of gives what is known of a code point.
func (t *Tokenizer) of(r rune) sign {
	if r > 0xffff {
		return t.find(r)
	}
	page := t.signs[r>>8]
	if page == nil {
		page = new([256]sign)
		t.signs[r>>8] = page
	}
	s := page[r&0xff]
	if s == 0 {
		s = t.find(r)
		page[r&0xff] = s
	}
	return s
}

// find asks the tables of Unicode.
func (t *Tokenizer) find(r rune) sign {
	t.spill = foldRune(t.spill[:0], r)
	if len(t.spill) == 0 {
		return signKnown | sign(nothing)<<signRole
	}
	to, size := utf8.DecodeRune(t.spill)
	if size < len(t.spill) {
		return signKnown | signSeveral
	}
	return signKnown | sign(roleOf(to))<<signRole | sign(to)
}

// cutter reads signs one after another and gives the words they make.
type cutter struct {
	t     *Tokenizer
	visit func([]byte, model.Span)
	state role // of what is being read: between, inWord or alone
	span  model.Span
	// In an unspaced script two letters are being read; this is where the second
	// begins, in the word and in the text; 0 in the word while there is one.
	second   int
	secondAt int
}

// begin forgets what was read.
func (c *cutter) begin() {
	c.t.word, c.state = c.t.word[:0], between
}

// rune reads a code point of the text that stands at [from,to).
func (c *cutter) rune(r rune, from, to int) {
	s := c.t.of(r)
	if s&signSeveral == 0 {
		c.letter(rune(s&signRune), role(s>>signRole)&7, from, to)
		return
	}
	// Reading takes no further sign, so spill stays as it is.
	c.t.spill = foldRune(c.t.spill[:0], r)
	for rest := c.t.spill; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		c.letter(r, roleOf(r), from, to)
	}
}

// letter reads a folded sign that came from [from,to).
func (c *cutter) letter(r rune, does role, from, to int) {
	switch {
	case does == between:
		c.flush()
	case does == nothing:
		if c.state != between {
			c.span.End = to
		}
	case does == inWord || does == mark && c.state != alone:
		if c.state != inWord {
			c.flush()
			c.state, c.span.Start = inWord, from
		}
		c.add(r, to)
	case (does == mark || does == lonely) && c.state == alone:
		c.add(r, to)
	default:
		c.single(r, from, to)
	}
}

// single reads a letter of an unspaced script.
func (c *cutter) single(r rune, from, to int) {
	switch {
	case c.state != alone:
		c.flush()
		c.state, c.span.Start, c.second = alone, from, 0
	case c.second == 0:
		c.second, c.secondAt = len(c.t.word), from
	default:
		c.give()
		c.next()
		c.second, c.secondAt = len(c.t.word), from
	}
	c.add(r, to)
}

// next leaves the second of two letters as the first.
func (c *cutter) next() {
	c.t.word = c.t.word[:copy(c.t.word, c.t.word[c.second:])]
	c.span.Start, c.second = c.secondAt, 0
}

// add adds a sign to the word. What is too long is not kept.
func (c *cutter) add(r rune, to int) {
	if len(c.t.word)-c.second <= MaxWord {
		c.t.word = utf8.AppendRune(c.t.word, r)
	}
	c.span.End = to
}

// give gives the word that was read.
func (c *cutter) give() {
	word := c.t.word
	if len(word) > MaxWord {
		n := MaxWord
		for !utf8.RuneStart(word[n]) {
			n--
		}
		word = word[:n]
	}
	c.visit(word, c.span)
}

// flush gives what is left.
func (c *cutter) flush() {
	if c.state == between {
		return
	}
	c.give()
	if c.state == alone && c.second > 0 {
		c.next()
		c.give()
	}
	c.begin()
}

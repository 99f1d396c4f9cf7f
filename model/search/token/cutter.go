package token

import (
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Words in pieces
//
//	un-⏎known   the pieces un, known and the joined word unknown
//	Hawaiʻi     hawai, i and hawaii
//	20 000      20, 000 and 20000
//	H₂O         h, 2, o and h2o
//	3½  5¹      3, 1, 2 and 5, 1: digits next to digits are not joined
//
// A piece ends at a joint. Joints are a hyphen at the end of a line, an apostrophe
// that is a letter, a space between the thousands of a number, and both sides of a
// raised, lowered or composed sign such as ² or ㎏. Each piece is a word, so that it
// is found alone and as part of phrases. The joined word follows its last piece, so
// that it is found when it is typed without a joint.

// joint is how the pieces of a word are joined. It decides how a query that
// contains such a word is read.
type joint uint8

const (
	noJoint  joint = iota
	inPieces       // read as the pieces: un-known may be meant as two words
	inOne          // read as the joined word
)

// cutter reads characters one after another and visits the words they make.
type cutter struct {
	t     *Tokenizer
	visit func([]byte, model.Span)
	state role // of the current word: between, inWord or alone
	span  model.Span
	last  rune  // the last letter of the word, folded; 0 if there is none
	apart apart // how the word's letters are set apart
	next  joint // the joint between the word and the next letter
	// The pieces before the word that belong to it: how they are joined, the byte
	// where they begin, and how many words have been visited since.
	chain   joint
	begun   int
	emitted int
	// In an unspaced script the word has two letters. These are the bytes where the
	// second one begins, in the word and in the text. second is 0 while there is
	// only one letter.
	second   int
	secondAt int
}

// cut reads the text from byte start up to an ASCII character that ends a word, or
// to the end of the text. It returns the offset where it stopped.
func cut[S string | []byte](c *cutter, text S, start int) int {
	i := start
	c.begin()
	for i < len(text) {
		if b := text[i]; b < utf8.RuneSelf {
			switch letter := plainLetters[b]; {
			case b == '-' && continuesAt(c, text, i+1) > 0:
				i = continuesAt(c, text, i+1)
				c.next = inPieces
			case letter == 0:
				c.flush()
				return i
			case c.amid(rune(letter)):
				c.add(rune(letter), i+1)
				i++
			case b <= '9' && c.state != inWord:
				i = number(c, text, i, i+1)
			default:
				c.letter(rune(letter), inWord, flat, i, i+1)
				i++
			}
			continue
		}
		r, size := decode(text, i)
		s := c.t.of(r)
		switch {
		case s.role() == inWord && s.apart() == flat && c.amid(rune(s&signRune)):
			c.add(rune(s&signRune), i+size)
			i += size
			continue
		case s.role() == inWord && c.state != inWord && s&signRune <= '9' && unicode.IsDigit(r):
			i = number(c, text, i, i+size)
			continue
		case s&signHyphen != 0 && continuesAt(c, text, i+size) > 0:
			i = continuesAt(c, text, i+size)
			c.next = inPieces
			continue
		}
		c.rune(r, s, i, i+size)
		i += size
	}
	c.flush()
	return i
}

// continuesAt returns the byte where the current word continues if the hyphen
// before at divides it, or 0 if it does not.
func continuesAt[S string | []byte](c *cutter, text S, at int) int {
	if c.state != inWord || c.next != noJoint || unicode.IsNumber(c.last) {
		return 0
	}
	return divided(text, at)
}

// number reads the number in groups that begins with the digit text[at:end] and
// returns where it ends. If there is no such number, it reads only that digit.
func number[S string | []byte](c *cutter, text S, at, end int) int {
	last, blanks := 0, false
	if !c.t.apart {
		last, blanks = NumberEnd(text, at)
	}
	for last = max(last, end); at < last; {
		r, size := decode(text, at)
		if r >= utf8.RuneSelf && unicode.IsDigit(r) {
			r = rune('0' + digitValue(r))
		}
		switch isDigit := '0' <= r && r <= '9'; {
		case isDigit && c.amid(r):
			c.add(r, at+size)
		case isDigit:
			c.letter(r, inWord, flat, at, at+size)
		case blanks:
			c.next = inOne
		}
		at += size
	}
	return last
}

// isLineHyphen reports whether a character may divide a word at the end of a line:
// a hyphen, a soft hyphen, or a sign that old texts use instead.
func isLineHyphen(r rune) bool {
	switch r {
	case '-', '\u00ad', '‐', '¬', '⸗', '֊':
		return true
	}
	return false
}

// divided returns the byte where a word continues if the hyphen before at divides
// it at the end of a line: the letter after one line ending and any indentation. It
// returns 0 if the word does not continue.
func divided[S string | []byte](text S, at int) int {
	if at < len(text) && text[at] > ' ' {
		return 0
	}
	at = blanks(text, at)
	switch {
	case at+1 < len(text) && text[at] == '\r' && text[at+1] == '\n':
		at += 2
	case at < len(text) && (text[at] == '\n' || text[at] == '\r'):
		at++
	default:
		return 0
	}
	at = blanks(text, at)
	if at == len(text) {
		return 0
	}
	if r, _ := decode(text, at); !unicode.IsLetter(r) || IsUnspaced(r) {
		return 0
	}
	return at
}

// blanks returns the offset of the first byte from at on that is not a space or
// tab.
func blanks[S string | []byte](text S, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	return at
}

func (c *cutter) begin() {
	c.t.word, c.t.joined = c.t.word[:0], c.t.joined[:0]
	c.state, c.last, c.next, c.chain, c.emitted = between, 0, noJoint, noJoint, 0
}

// rune reads the code point r of the text at [from,to); s is its sign.
func (c *cutter) rune(r rune, s sign, from, to int) {
	if s&signSeveral == 0 {
		c.letter(rune(s&signRune), s.role(), s.apart(), from, to)
		return
	}
	// c.letter does not change spill.
	c.t.spill = FoldRune(c.t.spill[:0], r)
	whole := isFraction(c.t.spill)
	if whole {
		c.flush()
	}
	set := s.apart()
	for rest := c.t.spill; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		c.letter(r, roleOf(r), set, from, to)
		if set == single { // only the first is set apart from the letters before it
			set, c.apart = flat, flat
		}
	}
	if c.state == inWord {
		c.apart = s.apart()
	}
	if whole {
		c.flush()
	}
}

// letter reads a folded code point of the text at [from,to).
func (c *cutter) letter(r rune, does role, set apart, from, to int) {
	switch {
	case does == between:
		c.flush()
	case does == nothing:
		if c.state != between && c.next == noJoint {
			c.span.End = to
		}
	case does == joiner && c.state == inWord && c.next == noJoint:
		c.next = inPieces
	case does == joiner:
		c.flush()
	case does == inWord || does == mark && c.state != alone:
		if set != flat || !c.amid(r) {
			c.inWord(r, does, set, from)
		}
		c.add(r, to)
	case (does == mark || does == lonely) && c.state == alone:
		c.add(r, to)
	default:
		c.single(r, from, to)
	}
}

// amid reports whether the current word certainly continues with r, a letter that
// is not set apart.
func (c *cutter) amid(r rune) bool {
	return c.state == inWord && c.next == noJoint && c.apart == flat && (max(r, c.last) < firstHangul || IsHangul(r) == IsHangul(c.last))
}

// inWord prepares for a letter, digit or mark at byte from, which may begin a word
// or a piece.
func (c *cutter) inWord(r rune, does role, set apart, from int) {
	switch {
	case c.state != inWord:
		c.flush()
	case does == mark && c.next == noJoint:
		return
	case does == mark:
		c.flush()
	case c.next != noJoint:
		c.joint(c.next)
	case IsHangul(r) != IsHangul(c.last) && !unicode.IsMark(c.last):
		c.flush() // a particle after a foreign name or a number
	case set == c.apart && set != single:
		return
	case unicode.IsDigit(r) && unicode.IsDigit(c.last):
		c.flush()
	default:
		c.joint(inOne)
	}
	c.state, c.span.Start, c.apart = inWord, from, set
}

// joint ends a piece. The next letters may be joined to it.
func (c *cutter) joint(j joint) {
	c.emit()
	if c.chain == noJoint {
		c.begun, c.chain = c.span.Start, j
	}
	c.join()
	if c.chain != j { // the pieces before a joint of another kind also make a word
		c.emitJoined()
		c.chain = inPieces
	}
	c.t.word, c.last, c.next = c.t.word[:0], 0, noJoint
}

// join adds the word to the pieces before it, unless these already have more than
// MaxWord bytes.
func (c *cutter) join() {
	if len(c.t.joined) <= MaxWord {
		c.t.joined = append(c.t.joined, c.t.word...)
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
		c.emit()
		c.shift()
		c.second, c.secondAt = len(c.t.word), from
	}
	c.add(r, to)
}

// shift removes the first of two letters, so that the second becomes the first.
func (c *cutter) shift() {
	c.t.word = c.t.word[:copy(c.t.word, c.t.word[c.second:])]
	c.span.Start, c.second = c.secondAt, 0
}

// add adds a folded code point to the word, unless the word is too long already.
func (c *cutter) add(r rune, to int) {
	switch {
	case len(c.t.word)-c.second > MaxWord:
	case r < utf8.RuneSelf:
		c.t.word = append(c.t.word, byte(r))
	default:
		c.t.word = utf8.AppendRune(c.t.word, r)
	}
	c.span.End, c.last = to, r
}

// emit visits the current word.
func (c *cutter) emit() {
	c.visit(shortened(c.t.word), c.span)
	c.emitted++
}

// emitJoined visits the joined word of the pieces so far.
func (c *cutter) emitJoined() {
	c.t.join, c.t.pieces = c.chain, c.emitted
	c.visit(shortened(c.t.joined), model.Span{Start: c.begun, End: c.span.End})
	c.t.join, c.t.pieces = noJoint, 0
	c.emitted++
}

// shortened returns the first MaxWord bytes of a word, or fewer to keep letters
// whole.
func shortened(word []byte) []byte {
	if len(word) <= MaxWord {
		return word
	}
	n := MaxWord
	for !utf8.RuneStart(word[n]) {
		n--
	}
	return word[:n]
}

// flush visits the remaining words.
func (c *cutter) flush() {
	if c.state == between {
		return
	}
	c.emit()
	switch {
	case c.state == alone && c.second > 0:
		c.shift()
		c.emit()
	case c.chain != noJoint:
		c.join()
		c.emitJoined()
	}
	c.begin()
}

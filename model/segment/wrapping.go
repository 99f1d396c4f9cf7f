package segment

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
)

// wrapping is the width, in columns, at which a text was broken into lines by
// a program; 0 when it was not.
//
// Wire copy and e-mail come hard-wrapped: a break every 60 to 80 columns that
// means nothing, and a blank line or an indent where a paragraph begins. Other
// texts put one short paragraph on each line with no blank line between. The
// two are told apart by how such a program works: it breaks a line only where
// the next word no longer fits.
//
//	The river rose for a third day and the town council asked   57
//	families near the old mill to leave their homes before      54 + before
//	nightfall.
//
// A break is full when the first word of the next line would have gone past
// the longest line of the block. A block of at least three lines counts as
// wrapped when nearly all its breaks are full, few of its lines end a sentence
// and many of the lines after a break begin with a small letter. Poems, lists
// of headlines, tables and paragraphs of a line each fail at least one of
// these. Once a block has proved the width, shorter blocks of the same text
// are held against it.
type wrapping int

const (
	narrowest = 55  // columns; shorter lines are verse, lists and tables
	widest    = 100 // columns; longer lines are paragraphs
)

// measure is what the look of a line tells.
type measure struct {
	indent int  // columns of white space before it
	width  int  // columns with the indent; more than widest when it is longer
	word   int  // columns of its first word
	small  bool // it begins with a small letter or a letter without case
	final  bool // it ends like a sentence

	bullet, numbered bool // it begins like an item of a list
}

// findWrapping looks for the first block that is surely wrapped.
func findWrapping(text string, blocks []block) wrapping {
	for _, b := range blocks {
		if w := b.wrapping(text); w > 0 {
			return w
		}
	}
	return 0
}

// wrapping gives the width at which the block was wrapped, or 0.
func (b block) wrapping(text string) wrapping {
	const fewest = 3
	if len(b) < fewest {
		return 0
	}
	w := 0
	lines := make([]measure, len(b))
	for i, line := range b {
		if lines[i] = measureLine(text, line); lines[i].width > widest {
			return 0
		}
		w = max(w, lines[i].width)
	}
	if w < narrowest {
		return 0
	}
	breaks, full, finals, small := 0, 0, 0, 0
	for i, next := range lines[1:] {
		this := lines[i]
		isFull := this.isFull(next, wrapping(w))
		switch {
		case next.indent > this.indent, next.bullet, next.numbered:
			continue // a paragraph begins there whatever the width
		case !isFull && !this.final && next.small:
			continue // a line cut short by hand, which proves nothing
		}
		breaks++
		full += count(isFull)
		finals += count(isFull && this.final)
		small += count(next.small)
	}
	if full < 2 || full*4 < breaks*3 || finals*2 >= full || small*2 < full {
		return 0
	}
	return wrapping(w)
}

// join appends the paragraphs of one block.
func (w wrapping) join(dst []model.Span, text string, b block) []model.Span {
	if w == 0 || len(b) < 2 {
		return append(dst, b...)
	}
	proven := b.wrapping(text) > 0
	this := measureLine(text, b[0])
	dst = append(dst, b[0])
	for _, line := range b[1:] {
		next := measureLine(text, line)
		if w.continues(this, next, proven) {
			dst[len(dst)-1].End = line.End
		} else {
			dst = append(dst, line)
		}
		this = next
	}
	return dst
}

// continues reports whether the paragraph goes on from one line to the next.
// In a block that has not proved itself wrapped it takes every sign at once.
func (w wrapping) continues(this, next measure, proven bool) bool {
	full := this.isFull(next, w)
	switch {
	case !proven && (!full || this.final || !next.small):
		return false
	case this.width > widest || next.width > widest, next.bullet:
		return false
	case next.numbered && (this.final || !full):
		return false
	case next.indent > this.indent:
		return full && !this.final && (this.bullet || this.numbered)
	case full:
		return true
	}
	near := this.width*5 >= int(w)*4
	return !this.final && (next.small || near || next.indent < this.indent)
}

// isFull reports whether the first word of next would not have fitted.
func (m measure) isFull(next measure, w wrapping) bool {
	return m.width+1+next.word > int(w)
}

// measureLine measures a trimmed line. It reads no more of a long one than
// tells that it is long.
func measureLine(text string, line model.Span) measure {
	m := measure{width: widest + 1}
	for i := line.Start; i > 0 && (text[i-1] == ' ' || text[i-1] == '\t'); i-- {
		m.indent++
	}
	s := line.Of(text)
	if len(s) > widest*utf8.UTFMax {
		return m
	}
	m.width = m.indent + utf8.RuneCountInString(s)
	word, _, _ := strings.Cut(s, " ")
	m.word = utf8.RuneCountInString(word)
	c, n := at(s, 0)
	m.small = c == lower || c == letter && word != s // a line without spaces proves nothing
	after, _ := at(s, n)
	m.bullet = (c == bullet || c == dash || s[0] == '*') && after == space
	m.numbered = isEnumerator(word)
	m.final = endsFinal(s)
	return m
}

// isEnumerator reports whether the word is a short number with a full stop or
// bracket behind it.
func isEnumerator(word string) bool {
	n := len(word) - 1
	return 1 <= n && n <= 3 && (word[n] == '.' || word[n] == ')') && isNumber(word[:n])
}

// endsFinal reports whether a line ends with a terminator, not counting the
// closing marks after it.
func endsFinal(s string) bool {
	for i := len(s); i > 0; {
		c, n := before(s, i)
		if c.isTerminator() {
			return true
		}
		if c != closer && c != quote {
			return false
		}
		i -= n
	}
	return false
}

// count gives 1 for true, to add up.
func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

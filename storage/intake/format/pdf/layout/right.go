package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/pdf"
)

// Hebrew and Arabic in PDFs
//
// Most programs draw lines of these scripts in visual order, from left to right, so
// the last letter of a line comes first in the file. Others draw the lines in
// reading order, from right to left. The positions of the letters are the same, so
// letters are sorted by position and then brought from visual order into reading
// order: the line is reversed, and left-to-right text in it (Latin words, numbers)
// is reversed back.
//
//	by place    .3-2 ל ABC ו ן פ צ      (visual order, left to right)
//	reversed    צ פ ן ו CBA ל 2-3.
//	runs back   צ פ ן ו ABC ל 2-3.
//
// A few files place the letters of a word from left to right in reading order. They
// are recognised by letters that only end words, and by the Arabic definite
// article, which begins words.

// Characters before rightBlock belong to no right-to-left script.
const rightBlock = '\u0590'

// isRight reports whether a character belongs to a right-to-left script.
func isRight(r rune) bool {
	if r < rightBlock {
		return false
	}
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

// strong counts the letters of a text that run to the left and to the right.
func strong(s string) (left, right int) {
	for _, r := range s {
		switch {
		case isRight(r):
			left++
		case unicode.IsLetter(r):
			right++
		}
	}
	return left, right
}

func hasRight(s string) bool { return strings.ContainsFunc(s, isRight) }

// anyRight reports whether a page has right-to-left letters.
func anyRight(letters []pdf.Letter) bool {
	return slices.ContainsFunc(letters, func(l pdf.Letter) bool { return hasRight(l.Text) })
}

// byPlace sorts letters by line, and from left to right. Marks drawn over a letter
// are added to it.
func byPlace(letters []pdf.Letter) []pdf.Letter {
	sorted := slices.Clone(letters)
	for i := range sorted {
		if l := &sorted[i]; l.Width < 0 {
			l.X, l.Width = l.X+l.Width, -l.Width
		}
	}
	slices.SortStableFunc(sorted, func(a, b pdf.Letter) int { return cmp.Compare(b.Y, a.Y) })
	out := sorted[:0]
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && sorted[0].Y-sorted[n].Y < 0.2*min(sorted[0].Size, sorted[n].Size) {
			n++
		}
		row := sorted[:n]
		slices.SortStableFunc(row, func(a, b pdf.Letter) int { return cmp.Compare(a.X, b.X) })
		out = append(out, withMarks(row)...)
		sorted = sorted[n:]
	}
	return out
}

// withMarks adds the vowel points and accents of a line to the nearest letters, in
// place.
func withMarks(row []pdf.Letter) []pdf.Letter {
	if !slices.ContainsFunc(row, isMark) {
		return row
	}
	bases := slices.DeleteFunc(slices.Clone(row), isMark)
	if len(bases) == 0 {
		return row
	}
	for _, m := range row {
		if !isMark(m) {
			continue
		}
		at := m.X + m.Width/2
		i, _ := slices.BinarySearchFunc(bases, at, func(l pdf.Letter, at float64) int { return cmp.Compare(l.X+l.Width/2, at) })
		if i == len(bases) || i > 0 && at-middle(bases[i-1]) <= middle(bases[i])-at {
			i--
		}
		bases[i].Text += m.Text
	}
	return row[:copy(row, bases)]
}

func middle(l pdf.Letter) float64 { return l.X + l.Width/2 }

func isMark(l pdf.Letter) bool {
	r, _ := utf8.DecodeRuneInString(l.Text)
	return unicode.Is(unicode.Mn, r)
}

// toRead joins the pieces of a line, which are in visual order, in reading order.
// base is true if the line runs to the left.
func toRead(pieces []string, base bool) string {
	if left, _ := strong(strings.Join(pieces, "")); left == 0 {
		return strings.Join(pieces, "")
	}
	kinds := kindsOf(pieces)
	if base {
		slices.Reverse(pieces)
		slices.Reverse(kinds)
		back := make([]bool, len(pieces)) // pieces that run to the right
		for i := 0; i < len(pieces); {
			n := rightward(kinds[i:])
			if n == 0 {
				i++
				continue
			}
			slices.Reverse(pieces[i : i+n])
			for j := range n {
				back[i+j] = true
			}
			i += n
		}
		mirror(pieces, back)
		return strings.Join(pieces, "")
	}
	for i := 0; i < len(pieces); i++ {
		if n := leftward(kinds[i:]); n > 0 {
			pieces[i] = toRead(slices.Clone(pieces[i:i+n]), true)
			clear(pieces[i+1 : i+n])
			i += n - 1
		}
	}
	return strings.Join(pieces, "")
}

// kind is the effect of a piece on the direction of a text.
type kind byte

const (
	neutral kind = iota
	toLeft
	toRight
	digit
	within // may be inside a number: . , : / and, except in Arabic, + -
	beside // may be beside a number: % $ €
)

// kindsOf returns the kinds of pieces. In Arabic text, fewer signs belong to
// numbers (rule W2 of the bidirectional algorithm, Unicode Standard Annex 9).
func kindsOf(pieces []string) []kind {
	kinds := make([]kind, len(pieces))
	var signs []int
	arabic := false
	for i, s := range pieces {
		r, _ := utf8.DecodeRuneInString(s)
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.R:
			kinds[i] = toLeft
		case bidi.AL:
			kinds[i], arabic = toLeft, true
		case bidi.L:
			kinds[i] = toRight
		case bidi.EN, bidi.AN:
			kinds[i] = digit
		case bidi.CS:
			kinds[i] = within
		case bidi.ES:
			kinds[i], signs = within, append(signs, i)
		case bidi.ET:
			kinds[i], signs = beside, append(signs, i)
		}
	}
	if arabic {
		for _, i := range signs {
			kinds[i] = neutral
		}
	}
	return kinds
}

// rightward returns how many pieces, from the first, run to the right: a number, or
// Latin text with adjacent numbers.
func rightward(kinds []kind) (n int) {
	for i, k := range kinds {
		switch {
		case k == toLeft:
			return n
		case k == toRight || k == digit:
			if gap := kinds[n:i]; n == 0 && slices.ContainsFunc(gap, func(k kind) bool { return k != beside }) || n > 0 && !joins(kinds[n-1], gap, k) {
				return n
			}
			n = i + 1
		case k == beside && n > 0 && n == i:
			n = i + 1
		case k != beside && n == 0:
			return 0
		}
	}
	return n
}

// joins reports whether two pieces with a gap between them run to the right
// together.
func joins(a kind, gap []kind, b kind) bool {
	switch {
	case a == toRight && b == toRight:
		return true
	case a == toRight || b == toRight:
		return len(gap) <= 1
	}
	return len(gap) == 0 || len(gap) == 1 && gap[0] == within
}

// leftward returns how many pieces, from the first, run to the left in a text that
// runs to the right.
func leftward(kinds []kind) (n int) {
	for i, k := range kinds {
		switch k {
		case toLeft:
			n = i + 1
		case toRight:
			return n
		default:
			if n == 0 {
				return 0
			}
		}
	}
	return n
}

// mirrored maps characters to their mirror images.
var mirrored = map[string]string{
	"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»", "»": "«", "‹": "›", "›": "‹",
}

// mirror replaces the brackets outside the pieces that run to the right with their
// mirror images, unless they already pair up. Some files store the shape of a
// bracket, others the character.
func mirror(pieces []string, back []bool) {
	open, wrong := 0, 0
	for i, s := range pieces {
		switch {
		case back[i]:
		case strings.Contains("([{<«‹", s) && s != "":
			open++
		case strings.Contains(")]}>»›", s) && s != "":
			if open--; open < 0 {
				open, wrong = 0, wrong+1
			}
		}
	}
	if wrong+open == 0 {
		return
	}
	for i, s := range pieces {
		if to := mirrored[s]; to != "" && !back[i] {
			pieces[i] = to
		}
	}
}

// Letters that only end words, the Arabic definite article, which begins many
// words, and its reverse.
const (
	endsWords      = "ךםןףץةى"
	beginsWords    = "\u0627\u0644"
	beginsReversed = "\u0644\u0627"
)

// inReadingOrder reports whether the letters of words stand from left to right in
// reading order.
func inReadingOrder(lines []string) bool {
	read, seen := 0, 0
	for _, line := range lines {
		for word := range strings.FieldsSeq(line) {
			word = strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
			if utf8.RuneCountInString(word) < 3 {
				continue
			}
			first, _ := utf8.DecodeRuneInString(word)
			last, _ := utf8.DecodeLastRuneInString(word)
			if strings.ContainsRune(endsWords, last) || strings.HasPrefix(word, beginsWords) {
				read++
			}
			if strings.ContainsRune(endsWords, first) || strings.HasSuffix(word, beginsReversed) {
				seen++
			}
		}
	}
	return read >= 2 && read > 2*seen
}

// isMostlyRight reports whether most letters of the pages run to the left.
func isMostlyRight(pages []sheet) bool {
	left, right := 0, 0
	for _, s := range pages {
		left += s.toLeft
		right += s.letters - s.toLeft
	}
	return left > right
}

// mirrorPages mirrors pages of right-to-left text, so that columns and indents are
// found as on other pages.
func mirrorPages(pages []sheet) {
	for _, s := range pages {
		for i := range s.chunks {
			c := &s.chunks[i]
			c.left, c.right = -c.right, -c.left
		}
		slices.SortStableFunc(s.chunks, func(a, b chunk) int {
			return cmp.Or(cmp.Compare(math.Round(b.y), math.Round(a.y)), cmp.Compare(a.left, b.left))
		})
	}
}

// turn brings the lines of a page into reading order, and reports whether the page
// runs to the left.
func (s *sheet) turn() (base bool) {
	var seen []string
	left, right := 0, 0
	for _, c := range s.chunks {
		seen = append(seen, c.text)
		l, r := strong(c.text)
		left, right = left+l, right+r
	}
	s.toLeft, base = left, left > right
	if inReadingOrder(seen) {
		return base
	}
	for i := range s.chunks {
		c := &s.chunks[i]
		l, r := strong(c.text)
		c.text = article.Plain(hyphen(toRead(c.draft.pieces, base && l > 0 || l > r)))
	}
	return base
}

package reader

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Text that runs both ways
//
// A line of Hebrew with an English name and a number is stored in reading order and
// drawn in another order. UAX #9 assigns a level to every character: text with an
// even level runs to the right, and text with an odd level to the left. Text with a
// deeper level is nested in the text around it.
//
//	stored   he said SHALOM 12 today      capitals stand for Hebrew
//	levels   00000000111111122000000
//	drawn    he said 12 MOLAHS today
//
// golang.org/x/text/unicode/bidi resolves the directions but does not export the
// levels. Up to level 2, the levels follow from the directions. In a paragraph that
// runs to the left, text that runs to the right has level 2. In a paragraph that
// runs to the right, a number directly after text that runs to the left has level
// 2, and other text that runs to the right has level 0. Deeper levels need explicit
// embedding marks, which articles rarely have. They are not computed.

// levelRun is the beginning of a stretch of text with one level.
type levelRun struct {
	at    int // byte offset
	level uint8
}

// runsLeft reports whether a paragraph runs from right to left. The first character
// with a strong direction decides. If there is none, the paragraph runs from left
// to right.
func runsLeft(text string) bool {
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf {
			if 'a' <= b|0x20 && b|0x20 <= 'z' {
				return false
			}
			i++
			continue
		}
		p, size := bidi.LookupString(text[i:])
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
		i += max(size, 1)
	}
	return false
}

// maybeLeft reports whether a rune is in a range that contains letters of scripts
// written from right to left, or direction marks.
func maybeLeft(r rune) bool {
	switch {
	case r < 0x590:
		return false
	case r < 0x900:
		return true
	case r < 0xfb1d:
		return r == '\u200f' || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
	}
	return r <= 0xfdff || 0xfe70 <= r && r <= 0xfeff || 0x10800 <= r && r <= 0x10fff || 0x1e800 <= r && r <= 0x1efff
}

// levels returns the level runs of a part of a paragraph. The parameter left says
// whether the paragraph runs from right to left. The first run begins at byte 0.
func levels(text string, left bool) []levelRun {
	base := uint8(0)
	if left {
		base = 1
	}
	if !left && strings.IndexFunc(text, maybeLeft) < 0 {
		return []levelRun{{0, base}}
	}
	// A direction mark at the beginning sets the direction of the paragraph.
	runes := make([]rune, 1, len(text)+1)
	offsets := make([]int, 1, len(text)+2)
	runes[0] = '\u200e'
	if left {
		runes[0] = '\u200f'
	}
	for i, r := range text {
		if c, _ := bidi.LookupRune(r); c.Class() == bidi.B || isSpace(r) {
			r = ' '
		}
		runes, offsets = append(runes, r), append(offsets, i)
	}
	var p bidi.Paragraph
	var order bidi.Ordering
	_, err := p.SetString(string(runes))
	if err == nil {
		order, err = p.Order()
	}
	if err != nil {
		return []levelRun{{0, base}}
	}
	var out []levelRun
	begin := func(rune int, level uint8) {
		if n := len(out); n == 0 || out[n-1].level != level {
			out = append(out, levelRun{offsets[max(rune, 1)], level})
		}
	}
	for i := range order.NumRuns() {
		run := order.Run(i)
		from, last := run.Pos()
		switch {
		case last == 0: // the run has only the mark
		case run.Direction() == bidi.RightToLeft:
			begin(from, 1)
		case left:
			begin(from, 2)
		case i == 0:
			begin(from, 0)
		default:
			end := from + number(runes[from:last+1])
			if end > from {
				begin(from, 2)
			}
			if end <= last {
				begin(end, 0)
			}
		}
	}
	if len(out) == 0 {
		return []levelRun{{0, base}}
	}
	out[0].at = 0
	return out
}

// number returns the length, in runes, of the number at the beginning of a text, or
// 0 if there is none.
func number(runes []rune) (n int) {
	for i, r := range runes {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.EN, bidi.AN, bidi.ET, bidi.NSM, bidi.BN:
			n = i + 1
		case bidi.ES, bidi.CS:
		default:
			return n
		}
	}
	return n
}

// arrange changes the order of the atoms of a line from reading order to drawing
// order, by rule L2 of UAX #9.
func arrange(line []atom) {
	highest, lowestOdd := uint8(0), uint8(255)
	for _, a := range line {
		highest = max(highest, a.level)
		if a.level%2 == 1 {
			lowestOdd = min(lowestOdd, a.level)
		}
	}
	for level := highest; level >= lowestOdd && level > 0; level-- {
		for i := 0; i < len(line); i++ {
			from := i
			for i < len(line) && line[i].level >= level {
				i++
			}
			for a, b := from, i-1; a < b; a, b = a+1, b-1 {
				line[a], line[b] = line[b], line[a]
			}
		}
	}
}

// isControl reports whether a rune is an invisible mark that controls the direction
// of text. Such marks are not drawn.
func isControl(r rune) bool {
	return r == '\u061c' || r == '\u200e' || r == '\u200f' || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

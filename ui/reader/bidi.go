package reader

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Text that runs both ways
//
// A line of Hebrew with an English name and a number in it is stored in the
// order in which it is read, and drawn in another. UAX #9 gives every
// character a level: even ones run to the right, odd ones to the left, and
// what is deeper is set inside of what is shallower.
//
//	stored   he said SHALOM 12 today      capitals stand for Hebrew
//	levels   00000000111111122000000
//	drawn    he said 12 MOLAHS today
//
// golang.org/x/text/unicode/bidi resolves the directions, and keeps the levels
// to itself. They follow from the directions as long as nothing is set deeper
// than two levels: in a paragraph that runs to the left, what runs to the right
// has level 2; in one that runs to the right, a number that follows text to the
// left has level 2, and all else that runs to the right has level 0. Deeper
// text needs explicit embedding marks, which no article has.

// levelRun is where a level begins.
type levelRun struct {
	at    int // byte offset
	level uint8
}

// runsLeft reports whether a paragraph runs from right to left: what its first
// letter with a direction does.
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

// maybeLeft tells runes that may make text run to the left.
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

// levels gives where in a text, part of a paragraph that runs to the left or
// not, levels begin. The first begins at 0.
func levels(text string, left bool) []levelRun {
	base := uint8(0)
	if left {
		base = 1
	}
	if !left && strings.IndexFunc(text, maybeLeft) < 0 {
		return []levelRun{{0, base}}
	}
	// A mark in front makes the paragraph run as it should.
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
		case last == 0: // the mark alone
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

// number is how many of the runes, from the first, make up a number.
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

// arrange puts the parts of a line, given in the order in which they are read,
// into the order in which they are drawn: rule L2.
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

// isControl tells the marks that steer the direction of text and draw nothing.
// They have had their say when the levels are known.
func isControl(r rune) bool {
	return r == '\u061c' || r == '\u200e' || r == '\u200f' || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

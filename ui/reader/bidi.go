package reader

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Text that runs both ways
//
// A line of Hebrew with an English name and a number in it is stored in reading
// order and drawn in another order. UAX #9 gives every character a level: even
// levels run to the right, odd levels to the left, and a deeper level is nested in
// a shallower one.
//
//	stored   he said SHALOM 12 today      capitals stand for Hebrew
//	levels   00000000111111122000000
//	drawn    he said 12 MOLAHS today
//
// golang.org/x/text/unicode/bidi resolves the directions but does not export the
// levels. The levels follow from the directions if nothing is nested deeper than
// two levels: in a paragraph that runs to the left, text that runs to the right has
// level 2; in one that runs to the right, a number after text to the left has level
// 2, and other text that runs to the right has level 0. Deeper nesting needs
// explicit embedding marks, which articles do not have.

// levelRun is the beginning of a run of one level.
type levelRun struct {
	at    int // byte offset
	level uint8
}

// runsLeft reports whether a paragraph runs from right to left: its first letter
// with a direction decides.
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

// maybeLeft reports whether a rune can make text run to the left.
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

// levels returns the level runs of a text, which is part of a paragraph of the
// direction left. The first run begins at 0.
func levels(text string, left bool) []levelRun {
	base := uint8(0)
	if left {
		base = 1
	}
	if !left && strings.IndexFunc(text, maybeLeft) < 0 {
		return []levelRun{{0, base}}
	}
	// A mark in front sets the direction of the paragraph.
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
		case last == 0: // only the mark
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

// number returns how many runes at the beginning form a number.
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

// arrange reorders the atoms of a line from reading order to drawing order, by rule
// L2.
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

// isControl reports whether a rune is a mark that controls the direction of text
// and draws nothing. These marks have no further use when the levels are known.
func isControl(r rune) bool {
	return r == '\u061c' || r == '\u200e' || r == '\u200f' || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

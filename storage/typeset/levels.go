package typeset

import "golang.org/x/text/unicode/bidi"

// Text that runs both ways
//
// UAX #9 assigns a level to every character: text with an even level runs to the right, and text
// with an odd level to the left. golang.org/x/text/unicode/bidi resolves the directions but does
// not export the levels. Up to level 2, the levels follow from the directions. In a paragraph that
// runs to the left, text that runs to the right has level 2. In a paragraph that runs to the
// right, a number directly after text that runs to the left has level 2, and other text that runs
// to the right has level 0. Deeper levels need explicit embedding marks, which articles rarely
// have. They are not computed.

// runsLeft reports whether a paragraph runs from right to left. The first character with a strong
// direction decides; without one, it is the given direction.
func runsLeft(text []rune, otherwise bool) bool {
	for _, r := range text {
		if 'a' <= r|0x20 && r|0x20 <= 'z' {
			return false
		}
		if r < 0xaa {
			continue
		}
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return otherwise
}

// mayRunLeft reports whether a rune is in a range that contains letters of scripts written from
// right to left, or marks of direction.
func mayRunLeft(r rune) bool {
	switch {
	case r < 0x590:
		return false
	case r < 0x900:
		return true
	case r < 0xfb1d:
		return r == 0x200f || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
	}
	return r <= 0xfdff || 0xfe70 <= r && r <= 0xfeff || 0x10800 <= r && r <= 0x10fff || 0x1e800 <= r && r <= 0x1efff
}

// levelsOf returns the level of each rune of a paragraph, or nil if all have level 0. The text has
// no line breaks.
func levelsOf(text []rune, left bool) []uint8 {
	if !left {
		some := false
		for _, r := range text {
			some = some || mayRunLeft(r)
		}
		if !some {
			return nil
		}
	}
	levels := make([]uint8, len(text))
	set := func(from, to int, level uint8) {
		for i := max(from, 0); i < to && i < len(levels); i++ {
			levels[i] = level
		}
	}
	base, mark := uint8(0), '\u200e'
	if left {
		base, mark = 1, '\u200f'
	}
	set(0, len(levels), base)
	runes := append([]rune{mark}, text...) // the mark sets the direction of the paragraph
	var p bidi.Paragraph
	if _, err := p.SetString(string(runes)); err != nil {
		return levels
	}
	order, err := p.Order()
	if err != nil {
		return levels
	}
	for i := range order.NumRuns() {
		run := order.Run(i)
		from, last := run.Pos()
		switch {
		case run.Direction() == bidi.RightToLeft:
			set(from-1, last, 1)
		case left:
			set(from-1, last, 2)
		case i == 0:
			set(from-1, last, 0)
		default:
			end := from + number(runes[from:last+1])
			set(from-1, end-1, 2)
			set(end-1, last, 0)
		}
	}
	return levels
}

// number returns the length, in runes, of the number at the beginning of a text.
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

// arrange changes the order of the pieces of a line from reading order to drawing order, by rule
// L2 of UAX #9.
func arrange(line []Piece) {
	highest, lowestOdd := uint8(0), uint8(255)
	for i := range line {
		highest = max(highest, line[i].level)
		if line[i].level%2 == 1 {
			lowestOdd = min(lowestOdd, line[i].level)
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

package content

import (
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// Direction is the direction of text.
type Direction uint8

// The directions.
const (
	Neutral Direction = iota // without a letter that has a direction
	LeftToRight
	RightToLeft
)

// Or returns d, or other if d is Neutral.
func (d Direction) Or(other Direction) Direction {
	if d == Neutral {
		return other
	}
	return d
}

// DirectionOf returns the direction of the first letter that has one, as rules P2 and P3 of the
// Unicode Bidirectional Algorithm (UAX #9) do, but without regard to isolates.
func DirectionOf(text string) Direction {
	for _, r := range text {
		if d := strong(r); d != Neutral {
			return d
		}
	}
	return Neutral
}

// DirectionOfRuns returns the direction of a paragraph: that of its first run that has one.
func DirectionOfRuns(runs []Run) Direction {
	for _, r := range runs {
		if d := DirectionOf(r.Text); d != Neutral {
			return d
		}
	}
	return Neutral
}

func strong(r rune) Direction {
	if r < 0x590 {
		if unicode.IsLetter(r) {
			return LeftToRight
		}
		return Neutral
	}
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.L:
		return LeftToRight
	case bidi.R, bidi.AL, bidi.AN:
		return RightToLeft
	default:
		return Neutral
	}
}

// Piece is a piece of a text with one direction, which is not Neutral.
type Piece struct {
	Text      string
	Direction Direction
}

// Pieces divides a text where its direction changes, for formats that do not find directions
// themselves. The text is regarded on its own: its first letter decides in which direction it is
// laid out, or base if it has none. What is between letters of one direction has theirs; digits,
// spaces and signs elsewhere have that of the text.
func Pieces(text string, base Direction) []Piece {
	base = DirectionOf(text).Or(base).Or(LeftToRight)
	var out []Piece
	begin, end := 0, 0 // of the present piece; end is after its last letter
	now := base
	for i, r := range text {
		d := strong(r)
		if d == Neutral {
			continue
		}
		if d != now {
			at := i
			if now != base { // what is between belongs to the text, not to the foreign piece
				at = end
			}
			if at > begin {
				out = append(out, Piece{Text: text[begin:at], Direction: now})
			}
			begin, now = at, d
		}
		end = i + len(string(r))
	}
	if now != base && end < len(text) {
		out = append(out, Piece{Text: text[begin:end], Direction: now})
		begin, now = end, base
	}
	if begin < len(text) {
		out = append(out, Piece{Text: text[begin:], Direction: now})
	}
	return out
}

package drawing

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode/utf8"

	"assay.app/assay/model"
)

// svg writes SVG. After the first error nothing more is written.
type svg struct {
	w   io.Writer
	err error
}

// line writes one line. Numbers and text among the arguments must be strings that number and
// escaped return.
func (s *svg) line(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.w, format+"\n", args...)
	}
}

// number returns a coordinate with at most one decimal.
func number(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}

// escaped returns text on one line for use in SVG, of at most the given number of runes.
// Characters that XML forbids, and those that are invisible or change the direction of text,
// are left out; joiners stay.
func escaped(text string, most int) string {
	out := make([]byte, 0, len(text[:min(len(text), 4*most)])+8)
	last, runes, gap := 0, 0, false // last is where the last rune begins
	for _, r := range text {
		if r == '\t' || r == '\n' || r == '\r' || r == ' ' {
			gap = runes > 0
			continue
		}
		if !drawn(r) {
			continue
		}
		if runes == most || gap && runes+1 == most {
			return string(append(out[:last], "…"...))
		}
		if gap {
			out = append(out, ' ')
			runes++
		}
		last, gap = len(out), false
		out = appendEscaped(out, r)
		runes++
	}
	return string(out)
}

// drawn reports whether a character that is not white space is written.
func drawn(r rune) bool {
	const zwnj, zwj = '\u200C', '\u200D'
	switch {
	case r < ' ', r >= 0x7F && r < 0xA0, r == 0xFFFE, r == 0xFFFF:
		return false
	}
	return !model.Hidden(r) || r == zwnj || r == zwj
}

func appendEscaped(out []byte, r rune) []byte {
	switch r {
	case '&':
		return append(out, "&amp;"...)
	case '<':
		return append(out, "&lt;"...)
	case '>':
		return append(out, "&gt;"...)
	case '"':
		return append(out, "&#34;"...)
	case '\'':
		return append(out, "&#39;"...)
	}
	return utf8.AppendRune(out, r)
}

// style is the whole look. Shapes differ too, so that a drawing without colours can be read.
const style = `text { font-family: sans-serif; font-size: 12px; fill: #1a1a1a; unicode-bidi: plaintext; }
.title { font-size: 18px; font-weight: bold; }
.outlet { font-weight: bold; unicode-bidi: normal; }
tspan { unicode-bidi: isolate; }
.paper { fill: #ffffff; }
.tick { stroke: #d9d9d9; stroke-width: 1; }
.major { stroke: #9a9a9a; }
.line { stroke: #8a8a8a; stroke-width: 1; }
.gone { stroke: #8a8a8a; stroke-width: 2; stroke-dasharray: 2 2; }
.shape { fill: #1f5fa8; stroke: #1f5fa8; stroke-width: 1.5; }
.open { fill: #ffffff; }
.day { fill: #dbe8f6; stroke: #1f5fa8; stroke-width: 1; stroke-dasharray: 3 2; }
.cross { fill: none; stroke: #a83232; stroke-width: 2; }
.query { fill: #8a5a00; stroke: #8a5a00; }
.query.open { fill: #ffffff; }
@media (prefers-color-scheme: dark) {
text { fill: #ececec; }
.paper, .open, .query.open { fill: #1c1c1c; }
.tick { stroke: #3a3a3a; }
.major { stroke: #6a6a6a; }
.line, .gone { stroke: #8f8f8f; }
.shape { fill: #7fb2ea; stroke: #7fb2ea; }
.shape.open { fill: #1c1c1c; }
.day { fill: #22374f; stroke: #7fb2ea; }
.cross { fill: none; stroke: #f08a8a; }
.query { fill: #e0b050; stroke: #e0b050; }
}`

// shape draws the sign of a stance around a point; an article has that of what asserts. It is
// hollow if the zone is unknown.
func (s *svg) shape(stance model.Stance, x, y float64, hollow bool) {
	open := ""
	if hollow {
		open = " open"
	}
	switch stance {
	case model.Attributes: // a diamond
		s.line(`<path class="shape%s" d="M%s %sl5 5l-5 5l-5 -5z"/>`, open, number(x), number(y-5))
	case model.Denies: // a cross
		s.line(`<path class="cross" d="M%s %sl8 8m0 -8l-8 8"/>`, number(x-4), number(y-4))
	case model.Doubts: // a triangle
		s.line(`<path class="shape query%s" d="M%s %sl5 9l-10 0z"/>`, open, number(x), number(y-5))
	default:
		s.line(`<circle class="shape%s" cx="%s" cy="%s" r="4"/>`, open, number(x), number(y))
	}
}

package scene

import (
	"fmt"
	"math"
)

// RGB is an opaque colour in sRGB. It is a color.Color.
type RGB struct{ R, G, B uint8 }

// RGBA returns the colour as color.Color has it.
func (c RGB) RGBA() (r, g, b, a uint32) {
	return uint32(c.R) * 0x101, uint32(c.G) * 0x101, uint32(c.B) * 0x101, 0xffff
}

// String returns the colour as "#RRGGBB".
func (c RGB) String() string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// ParseRGB parses "#RRGGBB". It reports false for anything else.
func ParseRGB(s string) (RGB, bool) {
	if len(s) != 7 || s[0] != '#' {
		return RGB{}, false
	}
	var parts [3]uint8
	for i := range 6 {
		digit, ok := hexDigit(s[i+1])
		if !ok {
			return RGB{}, false
		}
		parts[i/2] = parts[i/2]<<4 | digit
	}
	return RGB{parts[0], parts[1], parts[2]}, true
}

func hexDigit(b byte) (uint8, bool) {
	switch {
	case b >= '0' && b <= '9':
		return b - '0', true
	case b >= 'a' && b <= 'f':
		return b - 'a' + 10, true
	case b >= 'A' && b <= 'F':
		return b - 'A' + 10, true
	}
	return 0, false
}

// Mix returns a mixture of two colours. The share of a is from 0 to 1.
func Mix(a, b RGB, share float64) RGB {
	share = min(max(share, 0), 1)
	mix := func(p, q uint8) uint8 { return uint8(math.Round(float64(p)*share + float64(q)*(1-share))) }
	return RGB{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B)}
}

// Contrast returns the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it.
func Contrast(a, b RGB) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance returns the relative luminance as WCAG 2.2 defines it.
func luminance(c RGB) float64 {
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}

// Readable returns the colour of text upon a fill: black or white, whichever has more contrast.
// That is at least 4.5 for any fill.
func Readable(fill RGB) RGB {
	black, white := RGB{}, RGB{255, 255, 255}
	if Contrast(black, fill) >= Contrast(white, fill) {
		return black
	}
	return white
}

// Palette maps roles to colours. The writers of SVG, PNG and PDF, and the window, share the
// palettes, so that a drawing has the same colours everywhere.
type Palette struct {
	Ink, Muted, Grid, Paper, Accent RGB
	Series                          []RGB // those of Number 0, 1, …; after the last, the first again
	Full                            RGB   // a Shade whose Share is 1
}

// Of returns the colour of any role but OnFill, which follows from the item below the text. It
// returns Ink for OnFill and for roles that it does not know.
func (p *Palette) Of(c Color) RGB {
	switch c.Role {
	case Muted:
		return p.Muted
	case Grid:
		return p.Grid
	case Paper:
		return p.Paper
	case Accent:
		return p.Accent
	case Series:
		if n := len(p.Series); n > 0 {
			return p.Series[((c.Number%n)+n)%n]
		}
		return p.Accent
	case Own:
		if rgb, ok := ParseRGB(c.RGB); ok {
			return rgb
		}
		return p.Accent
	case Shade:
		return p.shade(c.Share)
	default:
		return p.Ink
	}
}

// leastShade is the share of Full in the palest shade.
const leastShade = 0.06

func (p *Palette) shade(share float64) RGB {
	if !(share >= 0) { // NaN too
		share = 0
	}
	return Mix(p.Full, p.Paper, leastShade+(1-leastShade)*min(share, 1))
}

// Colors returns the colour of each item of a scene. OnFill is readable upon the last rectangle
// painted before it, or Ink without one.
func (p *Palette) Colors(s *Scene) []RGB {
	out := make([]RGB, len(s.Items))
	on := p.Ink
	for i := range s.Items {
		it := &s.Items[i]
		switch {
		case it.Fill.Role == OnFill:
			out[i] = on
		default:
			out[i] = p.Of(it.Fill)
		}
		if it.Shape == Rect {
			on = Readable(out[i])
		}
	}
	return out
}

// Light returns the palette of dark text on white paper, for documents and the light window.
func Light() *Palette {
	return &Palette{
		Ink: rgb(0x1D1D1B), Muted: rgb(0x5F5E5A), Grid: rgb(0xDDDAD3), Paper: rgb(0xFFFFFF), Accent: rgb(0x1F5F99),
		Series: series(0x0072B2, 0xD55E00, 0x008562, 0xB4568C, 0x9A6B00, 0x5A3FB8, 0x4B4B4B, 0x7A1F4B),
		Full:   rgb(0x0B4A80),
	}
}

// Dark returns the palette of the dark window.
func Dark() *Palette {
	return &Palette{
		Ink: rgb(0xE9E7E2), Muted: rgb(0xB6B4AE), Grid: rgb(0x45474D), Paper: rgb(0x1A1B1E), Accent: rgb(0x7FB8EA),
		Series: series(0x56B4E9, 0xE8803A, 0x2FBF95, 0xD98FB8, 0xF0E442, 0xA58BF8, 0xC8C8C8, 0xE06A9A),
		Full:   rgb(0x9CCBF2),
	}
}

// HighLight returns the palette of the light window in high contrast.
func HighLight() *Palette {
	return &Palette{
		Ink: rgb(0x000000), Muted: rgb(0x262626), Grid: rgb(0x6B6B6B), Paper: rgb(0xFFFFFF), Accent: rgb(0x0B3C8C),
		Series: series(0x00568A, 0xA34300, 0x00614A, 0x8F2F68, 0x6B4A00, 0x44309A, 0x333333, 0x66103A),
		Full:   rgb(0x062A66),
	}
}

// HighDark returns the palette of the dark window in high contrast.
func HighDark() *Palette {
	return &Palette{
		Ink: rgb(0xFFFFFF), Muted: rgb(0xE2E2E2), Grid: rgb(0x8C8C8C), Paper: rgb(0x000000), Accent: rgb(0xA6D2FF),
		Series: series(0x7CC8F5, 0xFF9E57, 0x4FD9AE, 0xF0A8D0, 0xFFE95C, 0xBDA8FF, 0xE0E0E0, 0xFF6F91),
		Full:   rgb(0xCFE6FF),
	}
}

func rgb(v uint32) RGB { return RGB{uint8(v >> 16), uint8(v >> 8), uint8(v)} }

func series(values ...uint32) []RGB {
	out := make([]RGB, len(values))
	for i, v := range values {
		out[i] = rgb(v)
	}
	return out
}

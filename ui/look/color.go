// Package look holds the theme of Assay, with its colours, sizes and fonts.
package look

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Hex parses "#RRGGBB". It returns black if the length or the "#" is wrong, and
// reads an invalid digit as 0.
func Hex(s string) color.NRGBA {
	c := color.NRGBA{A: 0xff}
	if len(s) != 7 || s[0] != '#' {
		return c
	}
	digit := func(i int) uint8 {
		switch b := s[i]; {
		case b >= '0' && b <= '9':
			return b - '0'
		case b >= 'a' && b <= 'f':
			return b - 'a' + 10
		case b >= 'A' && b <= 'F':
			return b - 'A' + 10
		}
		return 0
	}
	c.R = digit(1)<<4 | digit(2)
	c.G = digit(3)<<4 | digit(4)
	c.B = digit(5)<<4 | digit(6)
	return c
}

// Mix returns an opaque mixture of two colours. The share of a is from 0 to 1.
func Mix(a, b color.Color, share float64) color.NRGBA {
	x, y := nrgba(a), nrgba(b)
	mix := func(p, q uint8) uint8 { return uint8(math.Round(float64(p)*share + float64(q)*(1-share))) }
	return color.NRGBA{R: mix(x.R, y.R), G: mix(x.G, y.G), B: mix(x.B, y.B), A: 0xff}
}

// Contrast returns the contrast ratio of two colours, from 1 to 21, as WCAG 2.2
// defines it.
func Contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance returns the relative luminance as WCAG 2.2 defines it.
func luminance(c color.Color) float64 {
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	n := nrgba(c)
	return 0.2126*channel(n.R) + 0.7152*channel(n.G) + 0.0722*channel(n.B)
}

func nrgba(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }

// Colours that Fyne has no name for.
const (
	ColorPaper     fyne.ThemeColorName = "assayPaper"     // behind the article
	ColorPane      fyne.ThemeColorName = "assayPane"      // behind the corpus list and the inspector
	ColorDim       fyne.ThemeColorName = "assayDim"       // less important text
	ColorAside     fyne.ThemeColorName = "assayAside"     // text that is set aside
	ColorCurrent   fyne.ThemeColorName = "assayCurrent"   // outlines of the current sentence and of the focused object
	ColorHover     fyne.ThemeColorName = "assayHover"     // behind the sentence under the pointer
	ColorSelected  fyne.ThemeColorName = "assaySelected"  // behind selected text of the article
	ColorTrack     fyne.ThemeColorName = "assayTrack"     // the part of a progress bar that is not done
	ColorUntouched fyne.ThemeColorName = "assayUntouched" // the dot of an article without labels
	ColorAlarm     fyne.ThemeColorName = "assayAlarm"     // behind the message that work is not saved
)

// The largest shares of a label's colour in the colours that Tint and Solid return.
// behindText reduces a share if text on the colour would lack contrast.
const (
	tintLight  = 0.30
	tintDark   = 0.34
	solidLight = 0.62
	solidDark  = 0.48
)

// Tint returns the colour behind text that has a label.
func Tint(label color.Color, variant fyne.ThemeVariant) color.NRGBA {
	if IsDark(variant) {
		return behindText(label, variant, tintDark)
	}
	return behindText(label, variant, tintLight)
}

// Solid returns a label's colour for chips. Letters on it stay legible.
func Solid(label color.Color, variant fyne.ThemeVariant) color.NRGBA {
	if IsDark(variant) {
		return behindText(label, variant, solidDark)
	}
	return behindText(label, variant, solidLight)
}

// Stripe returns a label's colour in a bar without letters, which is drawn on
// ColorTrack.
func Stripe(label color.Color, variant fyne.ThemeVariant) color.NRGBA {
	if IsHigh(variant) {
		return nrgba(label)
	}
	return Solid(label, variant)
}

// behindText mixes a colour into the paper. It reduces the share of the colour if
// text on the mixture would lack contrast.
func behindText(label color.Color, variant fyne.ThemeVariant, share float64) color.NRGBA {
	colors := paletteOf(variant)
	paper, ink := colors[ColorPaper], colors[theme.ColorNameForeground]
	mixed := Mix(label, paper, share)
	for share > 0 && Contrast(ink, mixed) < LeastContrast(variant) {
		share -= 0.02
		mixed = Mix(label, paper, max(share, 0))
	}
	return mixed
}

// LeastContrast returns the minimum contrast of text on its background: 4.5 (WCAG
// 2.2 AA), or 7 (AAA) in high contrast.
func LeastContrast(variant fyne.ThemeVariant) float64 {
	if IsHigh(variant) {
		return 7
	}
	return 4.5
}

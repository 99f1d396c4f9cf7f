// Package look has the colours, sizes, fonts and theme of Assay: light and dark,
// each also in high contrast.
package look

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Hex parses "#RRGGBB". It returns black for anything else.
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

// Mix returns a mixture of two colours in which a has a share from 0 to 1.
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
	ColorPaper   fyne.ThemeColorName = "assayPaper"   // behind the article
	ColorPane    fyne.ThemeColorName = "assayPane"    // behind the corpus list and the inspector
	ColorDim     fyne.ThemeColorName = "assayDim"     // text of lesser weight
	ColorAside   fyne.ThemeColorName = "assayAside"   // text that is set aside
	ColorCurrent fyne.ThemeColorName = "assayCurrent" // the outline of the current sentence
	ColorHover   fyne.ThemeColorName = "assayHover"   // behind the sentence under the pointer
	ColorTrack   fyne.ThemeColorName = "assayTrack"   // the part of a progress bar that is not done
	ColorAlarm   fyne.ThemeColorName = "assayAlarm"   // behind the message that work is not saved
)

// The shares of a label's colour in the colours behind its text, on chips and on
// bars. A share is reduced if the text would lack contrast.
const (
	tintLight  = 0.30
	tintDark   = 0.34
	solidLight = 0.62
	solidDark  = 0.48
)

// Tint returns the colour behind text with a label.
func Tint(label color.Color, variant fyne.ThemeVariant) color.NRGBA {
	if IsDark(variant) {
		return behindText(label, variant, tintDark)
	}
	return behindText(label, variant, tintLight)
}

// Solid returns a label's colour on chips and in bars, which must differ from its
// neighbours and have a legible letter on it.
func Solid(label color.Color, variant fyne.ThemeVariant) color.NRGBA {
	if IsDark(variant) {
		return behindText(label, variant, solidDark)
	}
	return behindText(label, variant, solidLight)
}

// Stripe returns a label's colour in a bar without letters, on ColorTrack.
func Stripe(label color.Color, variant fyne.ThemeVariant) color.NRGBA {
	if IsHigh(variant) {
		return nrgba(label)
	}
	return Solid(label, variant)
}

// behindText mixes at most a share of a colour into the paper, less if the text on
// it would lack the contrast of the variant.
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

// LeastContrast returns the least contrast of text on its background: 4.5 (WCAG 2.2
// AA), or 7 (AAA) in high contrast.
func LeastContrast(variant fyne.ThemeVariant) float64 {
	if IsHigh(variant) {
		return 7
	}
	return 4.5
}

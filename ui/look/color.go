// Package look is what Assay looks like: colours, sizes and the theme, light
// and dark.
package look

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Hex reads "#RRGGBB". Anything else gives black.
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

// Mix gives share (0–1) of a over b.
func Mix(a, b color.Color, share float64) color.NRGBA {
	x, y := nrgba(a), nrgba(b)
	mix := func(p, q uint8) uint8 { return uint8(math.Round(float64(p)*share + float64(q)*(1-share))) }
	return color.NRGBA{R: mix(x.R, y.R), G: mix(x.G, y.G), B: mix(x.B, y.B), A: 0xff}
}

// Contrast is the contrast ratio of two colours, 1–21, by WCAG 2.2.
func Contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
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

// The colours that Fyne has no name for.
const (
	ColorPaper   fyne.ThemeColorName = "assayPaper"   // behind the article
	ColorPane    fyne.ThemeColorName = "assayPane"    // behind the corpus list and the inspector
	ColorDim     fyne.ThemeColorName = "assayDim"     // text of lesser weight
	ColorAside   fyne.ThemeColorName = "assayAside"   // text that is set aside
	ColorCurrent fyne.ThemeColorName = "assayCurrent" // the outline of the current sentence
	ColorHover   fyne.ThemeColorName = "assayHover"   // behind the sentence under the pointer
)

type palette map[fyne.ThemeColorName]color.Color

var light = palette{
	ColorPaper:                         Hex("#FFFFFF"),
	ColorPane:                          Hex("#F7F6F3"),
	ColorDim:                           Hex("#5F5E5A"),
	ColorAside:                         Hex("#6F6D68"),
	ColorCurrent:                       Hex("#1F5F99"),
	ColorHover:                         Hex("#F1F0EC"),
	theme.ColorNameBackground:          Hex("#F7F6F3"),
	theme.ColorNameForeground:          Hex("#1D1D1B"),
	theme.ColorNamePlaceHolder:         Hex("#6B6A65"),
	theme.ColorNameDisabled:            Hex("#85837D"),
	theme.ColorNamePrimary:             Hex("#1F5F99"),
	theme.ColorNameHyperlink:           Hex("#1F5F99"),
	theme.ColorNameForegroundOnPrimary: Hex("#FFFFFF"),
	theme.ColorNameButton:              Hex("#E9E7E1"),
	theme.ColorNameDisabledButton:      Hex("#EFEDE8"),
	theme.ColorNameHover:               color.NRGBA{A: 0x10},
	theme.ColorNamePressed:             color.NRGBA{A: 0x20},
	theme.ColorNameFocus:               color.NRGBA{R: 0x1F, G: 0x5F, B: 0x99, A: 0x3a},
	theme.ColorNameSelection:           color.NRGBA{R: 0x1F, G: 0x5F, B: 0x99, A: 0x30},
	theme.ColorNameInputBackground:     Hex("#FFFFFF"),
	theme.ColorNameInputBorder:         Hex("#C9C6BE"),
	theme.ColorNameSeparator:           Hex("#DDDAD3"),
	theme.ColorNameMenuBackground:      Hex("#FFFFFF"),
	theme.ColorNameOverlayBackground:   Hex("#FFFFFF"),
	theme.ColorNameHeaderBackground:    Hex("#EFEDE8"),
	theme.ColorNameScrollBar:           color.NRGBA{A: 0x70},
	theme.ColorNameScrollBarBackground: color.NRGBA{A: 0x08},
	theme.ColorNameShadow:              color.NRGBA{A: 0x30},
	theme.ColorNameError:               Hex("#B3261E"),
	theme.ColorNameForegroundOnError:   Hex("#FFFFFF"),
	theme.ColorNameWarning:             Hex("#8A5A00"),
	theme.ColorNameForegroundOnWarning: Hex("#FFFFFF"),
	theme.ColorNameSuccess:             Hex("#1B7A4B"),
	theme.ColorNameForegroundOnSuccess: Hex("#FFFFFF"),
}

var dark = palette{
	ColorPaper:                         Hex("#1A1B1E"),
	ColorPane:                          Hex("#222327"),
	ColorDim:                           Hex("#A9A7A0"),
	ColorAside:                         Hex("#8F8D87"),
	ColorCurrent:                       Hex("#7FB8EA"),
	ColorHover:                         Hex("#25262A"),
	theme.ColorNameBackground:          Hex("#222327"),
	theme.ColorNameForeground:          Hex("#E9E7E2"),
	theme.ColorNamePlaceHolder:         Hex("#A09E98"),
	theme.ColorNameDisabled:            Hex("#7C7A75"),
	theme.ColorNamePrimary:             Hex("#7FB8EA"),
	theme.ColorNameHyperlink:           Hex("#7FB8EA"),
	theme.ColorNameForegroundOnPrimary: Hex("#10202E"),
	theme.ColorNameButton:              Hex("#33353A"),
	theme.ColorNameDisabledButton:      Hex("#2A2C30"),
	theme.ColorNameHover:               color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x12},
	theme.ColorNamePressed:             color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x24},
	theme.ColorNameFocus:               color.NRGBA{R: 0x7F, G: 0xB8, B: 0xEA, A: 0x44},
	theme.ColorNameSelection:           color.NRGBA{R: 0x7F, G: 0xB8, B: 0xEA, A: 0x3c},
	theme.ColorNameInputBackground:     Hex("#1A1B1E"),
	theme.ColorNameInputBorder:         Hex("#45474D"),
	theme.ColorNameSeparator:           Hex("#35373C"),
	theme.ColorNameMenuBackground:      Hex("#2A2C30"),
	theme.ColorNameOverlayBackground:   Hex("#26282C"),
	theme.ColorNameHeaderBackground:    Hex("#2A2C30"),
	theme.ColorNameScrollBar:           color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x66},
	theme.ColorNameScrollBarBackground: color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x08},
	theme.ColorNameShadow:              color.NRGBA{A: 0x80},
	theme.ColorNameError:               Hex("#F2A19A"),
	theme.ColorNameForegroundOnError:   Hex("#3A0B08"),
	theme.ColorNameWarning:             Hex("#F0C265"),
	theme.ColorNameForegroundOnWarning: Hex("#2F2100"),
	theme.ColorNameSuccess:             Hex("#7FD3A6"),
	theme.ColorNameForegroundOnSuccess: Hex("#06311C"),
}

// tintShare is how much of a label's colour lies behind its text. It leaves
// the text a contrast of well over 4.5:1 on every tint.
const (
	tintLight = 0.30
	tintDark  = 0.34
	// solid is for the chip in the margin and the bars of the charts.
	solidLight = 0.62
	solidDark  = 0.48
)

// Tint is what lies behind text that carries a label of the given colour.
func Tint(label color.Color, variant fyne.ThemeVariant) color.NRGBA {
	if variant == theme.VariantDark {
		return Mix(label, dark[ColorPaper], tintDark)
	}
	return Mix(label, light[ColorPaper], tintLight)
}

// Solid is a label's colour on chips and in bars, where it must be told from
// its neighbours and still carry a letter.
func Solid(label color.Color, variant fyne.ThemeVariant) color.NRGBA {
	if variant == theme.VariantDark {
		return Mix(label, dark[ColorPaper], solidDark)
	}
	return Mix(label, light[ColorPaper], solidLight)
}

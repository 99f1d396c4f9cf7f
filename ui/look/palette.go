package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// High-contrast variants, in addition to Fyne's light and dark variants. They are
// not passed to Fyne.
const (
	VariantHighLight fyne.ThemeVariant = 16 // black on white
	VariantHighDark  fyne.ThemeVariant = 17 // light on black
)

// IsDark reports whether a variant has light text on a dark background.
func IsDark(v fyne.ThemeVariant) bool { return v == theme.VariantDark || v == VariantHighDark }

// IsHigh reports whether a variant has high contrast.
func IsHigh(v fyne.ThemeVariant) bool { return v == VariantHighLight || v == VariantHighDark }

// high returns the high-contrast variant for light or dark.
func high(v fyne.ThemeVariant) fyne.ThemeVariant {
	if IsDark(v) {
		return VariantHighDark
	}
	return VariantHighLight
}

// plain returns Fyne's dark variant for a dark variant, and its light variant
// otherwise.
func plain(v fyne.ThemeVariant) fyne.ThemeVariant {
	if IsDark(v) {
		return theme.VariantDark
	}
	return theme.VariantLight
}

func paletteOf(v fyne.ThemeVariant) palette {
	switch v {
	case VariantHighLight:
		return highLight
	case VariantHighDark:
		return highDark
	case theme.VariantDark:
		return dark
	}
	return light
}

type palette map[fyne.ThemeColorName]color.Color

var light = palette{
	ColorPaper:                         Hex("#FFFFFF"),
	ColorPane:                          Hex("#F7F6F3"),
	ColorDim:                           Hex("#5F5E5A"),
	ColorAside:                         Hex("#6F6D68"),
	ColorCurrent:                       Hex("#1F5F99"),
	ColorHover:                         Hex("#F1F0EC"),
	ColorSelected:                      Hex("#BBD6F2"),
	ColorTrack:                         Hex("#DDDAD3"),
	ColorUntouched:                     Hex("#7B7870"),
	ColorAlarm:                         Hex("#F1D8D7"),
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
	theme.ColorNameInputBorder:         Hex("#8B887F"),
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
	ColorDim:                           Hex("#B6B4AE"),
	ColorAside:                         Hex("#8F8D87"),
	ColorCurrent:                       Hex("#7FB8EA"),
	ColorHover:                         Hex("#25262A"),
	ColorSelected:                      Hex("#2F5378"),
	ColorTrack:                         Hex("#35373C"),
	ColorUntouched:                     Hex("#9A9DA6"),
	ColorAlarm:                         Hex("#413336"),
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
	theme.ColorNameInputBorder:         Hex("#757880"),
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

var highLight = palette{
	ColorPaper:                         Hex("#FFFFFF"),
	ColorPane:                          Hex("#FFFFFF"),
	ColorDim:                           Hex("#262626"),
	ColorAside:                         Hex("#404040"),
	ColorCurrent:                       Hex("#0B3C8C"),
	ColorHover:                         Hex("#E3E3E3"),
	ColorSelected:                      Hex("#9CC4F5"),
	ColorTrack:                         Hex("#333333"),
	ColorUntouched:                     Hex("#404040"),
	ColorAlarm:                         Hex("#FFE3E1"),
	theme.ColorNameBackground:          Hex("#FFFFFF"),
	theme.ColorNameForeground:          Hex("#000000"),
	theme.ColorNamePlaceHolder:         Hex("#404040"),
	theme.ColorNameDisabled:            Hex("#4F4F4F"),
	theme.ColorNamePrimary:             Hex("#0B3C8C"),
	theme.ColorNameHyperlink:           Hex("#0B3C8C"),
	theme.ColorNameForegroundOnPrimary: Hex("#FFFFFF"),
	theme.ColorNameButton:              Hex("#EAEAEA"),
	theme.ColorNameDisabledButton:      Hex("#F4F4F4"),
	theme.ColorNameHover:               color.NRGBA{A: 0x28},
	theme.ColorNamePressed:             color.NRGBA{A: 0x40},
	theme.ColorNameFocus:               color.NRGBA{R: 0x0B, G: 0x3C, B: 0x8C, A: 0x58},
	theme.ColorNameSelection:           color.NRGBA{R: 0x0B, G: 0x3C, B: 0x8C, A: 0x50},
	theme.ColorNameInputBackground:     Hex("#FFFFFF"),
	theme.ColorNameInputBorder:         Hex("#000000"),
	theme.ColorNameSeparator:           Hex("#000000"),
	theme.ColorNameMenuBackground:      Hex("#FFFFFF"),
	theme.ColorNameOverlayBackground:   Hex("#FFFFFF"),
	theme.ColorNameHeaderBackground:    Hex("#FFFFFF"),
	theme.ColorNameScrollBar:           color.NRGBA{A: 0xb0},
	theme.ColorNameScrollBarBackground: color.NRGBA{A: 0x18},
	theme.ColorNameShadow:              color.NRGBA{A: 0x80},
	theme.ColorNameError:               Hex("#8F0E08"),
	theme.ColorNameForegroundOnError:   Hex("#FFFFFF"),
	theme.ColorNameWarning:             Hex("#5E3D00"),
	theme.ColorNameForegroundOnWarning: Hex("#FFFFFF"),
	theme.ColorNameSuccess:             Hex("#0B5530"),
	theme.ColorNameForegroundOnSuccess: Hex("#FFFFFF"),
}

var highDark = palette{
	ColorPaper:                         Hex("#000000"),
	ColorPane:                          Hex("#000000"),
	ColorDim:                           Hex("#E2E2E2"),
	ColorAside:                         Hex("#C4C4C4"),
	ColorCurrent:                       Hex("#FFD84A"),
	ColorHover:                         Hex("#2B2B2B"),
	ColorSelected:                      Hex("#1F4F8A"),
	ColorTrack:                         Hex("#333333"),
	ColorUntouched:                     Hex("#C4C4C4"),
	ColorAlarm:                         Hex("#3D1512"),
	theme.ColorNameBackground:          Hex("#000000"),
	theme.ColorNameForeground:          Hex("#FFFFFF"),
	theme.ColorNamePlaceHolder:         Hex("#C8C8C8"),
	theme.ColorNameDisabled:            Hex("#B4B4B4"),
	theme.ColorNamePrimary:             Hex("#A6D2FF"),
	theme.ColorNameHyperlink:           Hex("#A6D2FF"),
	theme.ColorNameForegroundOnPrimary: Hex("#000000"),
	theme.ColorNameButton:              Hex("#1C1C1C"),
	theme.ColorNameDisabledButton:      Hex("#141414"),
	theme.ColorNameHover:               color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x2c},
	theme.ColorNamePressed:             color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x3a},
	theme.ColorNameFocus:               color.NRGBA{R: 0xA6, G: 0xD2, B: 0xFF, A: 0x4c},
	theme.ColorNameSelection:           color.NRGBA{R: 0xA6, G: 0xD2, B: 0xFF, A: 0x4c},
	theme.ColorNameInputBackground:     Hex("#000000"),
	theme.ColorNameInputBorder:         Hex("#FFFFFF"),
	theme.ColorNameSeparator:           Hex("#FFFFFF"),
	theme.ColorNameMenuBackground:      Hex("#000000"),
	theme.ColorNameOverlayBackground:   Hex("#000000"),
	theme.ColorNameHeaderBackground:    Hex("#000000"),
	theme.ColorNameScrollBar:           color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xb0},
	theme.ColorNameScrollBarBackground: color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x20},
	theme.ColorNameShadow:              color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x40},
	theme.ColorNameError:               Hex("#FFB3AC"),
	theme.ColorNameForegroundOnError:   Hex("#000000"),
	theme.ColorNameWarning:             Hex("#FFD98A"),
	theme.ColorNameForegroundOnWarning: Hex("#000000"),
	theme.ColorNameSuccess:             Hex("#8FEBBB"),
	theme.ColorNameForegroundOnSuccess: Hex("#000000"),
}

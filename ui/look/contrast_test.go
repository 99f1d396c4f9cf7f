package look

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
)

// variants are light and dark.
var variants = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}

// The least contrast of WCAG 2.2: 1.4.3 for text, 1.4.11 for what shows where
// something is.
const (
	forText     = 4.5
	forOutlines = 3
)

// over gives what is seen where a colour lies on an opaque one.
func over(top, bottom color.Color) color.Color {
	n := nrgba(top)
	return Mix(color.NRGBA{R: n.R, G: n.G, B: n.B, A: 0xff}, bottom, float64(n.A)/0xff)
}

func wantContrast(t *testing.T, what string, a, b color.Color, least float64) {
	t.Helper()
	if got := Contrast(a, b); got < least {
		t.Errorf("%s: %.2f:1 (%s on %s), want at least %v:1", what, got, hex(a), hex(b), least)
	}
}

func hex(c color.Color) string {
	n := nrgba(c)
	return fmt.Sprintf("#%02X%02X%02X", n.R, n.G, n.B)
}

// onEachSurface is text, and what it stands on somewhere in the window.
var onEachSurface = map[fyne.ThemeColorName][]fyne.ThemeColorName{
	theme.ColorNameForeground: {
		ColorPaper, ColorPane, ColorHover, theme.ColorNameBackground, theme.ColorNameOverlayBackground,
		theme.ColorNameMenuBackground, theme.ColorNameInputBackground, theme.ColorNameButton, theme.ColorNameHeaderBackground,
	},
	ColorDim:                           {ColorPaper, ColorPane, theme.ColorNameButton, theme.ColorNameOverlayBackground},
	ColorAside:                         {ColorPaper, ColorHover},
	theme.ColorNamePlaceHolder:         {theme.ColorNameInputBackground},
	theme.ColorNamePrimary:             {ColorPaper, ColorPane, theme.ColorNameBackground, theme.ColorNameOverlayBackground},
	theme.ColorNameHyperlink:           {ColorPaper, ColorPane, theme.ColorNameOverlayBackground},
	theme.ColorNameError:               {ColorPaper, ColorPane, theme.ColorNameBackground, theme.ColorNameOverlayBackground, theme.ColorNameInputBackground},
	theme.ColorNameWarning:             {ColorPaper, ColorPane, theme.ColorNameOverlayBackground},
	theme.ColorNameSuccess:             {ColorPaper, ColorPane, theme.ColorNameOverlayBackground},
	theme.ColorNameForegroundOnPrimary: {theme.ColorNamePrimary},
	theme.ColorNameForegroundOnError:   {theme.ColorNameError},
	theme.ColorNameForegroundOnWarning: {theme.ColorNameWarning},
	theme.ColorNameForegroundOnSuccess: {theme.ColorNameSuccess},
}

func TestTextCanBeReadOnEverySurface(t *testing.T) {
	for name, variant := range variants {
		for text, surfaces := range onEachSurface {
			for _, surface := range surfaces {
				at := func(n fyne.ThemeColorName) color.Color { return Theme{}.Color(n, variant) }
				wantContrast(t, fmt.Sprintf("%s: %s on %s", name, text, surface), at(text), at(surface), forText)
			}
		}
	}
}

func TestTextCanBeReadWhereThePointerOrTheFocusIs(t *testing.T) {
	for name, variant := range variants {
		at := func(n fyne.ThemeColorName) color.Color { return Theme{}.Color(n, variant) }
		for _, film := range []fyne.ThemeColorName{
			theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameFocus, theme.ColorNameSelection,
		} {
			for _, surface := range []fyne.ThemeColorName{
				ColorPane, theme.ColorNameButton, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground,
			} {
				wantContrast(t, fmt.Sprintf("%s: text on %s over %s", name, film, surface),
					at(theme.ColorNameForeground), over(at(film), at(surface)), forText)
			}
		}
	}
}

func TestTextCanBeReadOnEveryLabel(t *testing.T) {
	for name, variant := range variants {
		ink := Theme{}.Color(theme.ColorNameForeground, variant)
		for _, l := range model.DefaultCodebook() {
			wantContrast(t, name+": text on the tint of "+l.Name, ink, Tint(Hex(l.Color), variant), forText)
			wantContrast(t, name+": the letter of "+l.Name, ink, Solid(Hex(l.Color), variant), forText)
			wantContrast(t, name+": the outline over "+l.Name, Theme{}.Color(ColorCurrent, variant), Tint(Hex(l.Color), variant), forOutlines)
		}
		wantContrast(t, name+": the banner of what could not be saved", ink,
			Mix(Theme{}.Color(theme.ColorNameError, variant), Theme{}.Color(ColorPaper, variant), 0.18), forText)
	}
}

func TestTheCurrentSentenceIsSeenOnThePage(t *testing.T) {
	for name, variant := range variants {
		outline := Theme{}.Color(ColorCurrent, variant)
		for _, surface := range []fyne.ThemeColorName{ColorPaper, ColorHover} {
			wantContrast(t, name+": the outline on "+string(surface), outline, Theme{}.Color(surface, variant), forOutlines)
		}
	}
}

func TestLabelsAreToldApart(t *testing.T) {
	for name, variant := range variants {
		book := model.DefaultCodebook()
		for i, a := range book {
			for _, b := range book[:i] {
				x, y := nrgba(Tint(Hex(a.Color), variant)), nrgba(Tint(Hex(b.Color), variant))
				d := math.Hypot(math.Hypot(float64(x.R)-float64(y.R), float64(x.G)-float64(y.G)), float64(x.B)-float64(y.B))
				if d < 30 {
					t.Errorf("%s: %s and %s are %.0f apart", name, a.Name, b.Name, d)
				}
			}
		}
	}
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#FFFFFF", 21},
		{"#FFFFFF", "#FFFFFF", 1},
		{"#777777", "#FFFFFF", 4.48},
		{"#FF0000", "#FFFFFF", 4.00},
		{"#0000FF", "#FFFFFF", 8.59},
		{"#E69F00", "#000000", 9.32},
	} {
		for _, got := range []float64{Contrast(Hex(c.a), Hex(c.b)), Contrast(Hex(c.b), Hex(c.a))} {
			if math.Abs(got-c.want) > 0.01 {
				t.Errorf("%s and %s have %.3f:1, want %.2f:1", c.a, c.b, got, c.want)
			}
		}
	}
}

func TestHexReadsOnlyColours(t *testing.T) {
	for s, want := range map[string]color.NRGBA{
		"#E69F00": {0xe6, 0x9f, 0x00, 0xff}, "#e69f00": {0xe6, 0x9f, 0x00, 0xff},
		"": {A: 0xff}, "E69F00": {A: 0xff}, "#E69F0": {A: 0xff}, "#E69F000": {A: 0xff},
	} {
		if got := Hex(s); got != want {
			t.Errorf("%q is %v, want %v", s, got, want)
		}
	}
}

func TestMixGivesItsShareOfEach(t *testing.T) {
	black, white := Hex("#000000"), Hex("#FFFFFF")
	for share, want := range map[float64]uint8{0: 0, 0.5: 128, 1: 255} {
		if got := Mix(white, black, share); got != (color.NRGBA{want, want, want, 0xff}) {
			t.Errorf("%v of white over black is %v", share, got)
		}
	}
}

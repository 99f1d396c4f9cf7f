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

var looks = map[string]Theme{
	"light":                {Mode: Light},
	"dark":                 {Mode: Dark},
	"light, high contrast": {Mode: Light, Contrast: true},
	"dark, high contrast":  {Mode: Dark, Contrast: true},
}

// forOutlines is the minimum contrast of outlines and other parts that are not text
// (WCAG 2.2, 1.4.11). forText returns the minimum contrast of text (1.4.3, and
// 1.4.6 in high contrast).
const forOutlines = 3

func forText(th Theme) float64 {
	if th.Contrast {
		return 7
	}
	return 4.5
}

// shown returns a colour of a theme. All themes in looks have a mode, so the mode
// of the system does not matter.
func shown(th Theme, n fyne.ThemeColorName) color.Color { return th.Color(n, theme.VariantLight) }

func variantOf(th Theme) fyne.ThemeVariant { return th.Variant(theme.VariantLight) }

// over returns the colour that results from drawing a colour on an opaque one.
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

// onEachSurface lists the backgrounds of each text colour.
var onEachSurface = map[fyne.ThemeColorName][]fyne.ThemeColorName{
	theme.ColorNameForeground: {
		ColorPaper, ColorPane, ColorHover, ColorSelected, ColorAlarm, theme.ColorNameBackground, theme.ColorNameOverlayBackground,
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
	for name, th := range looks {
		for text, surfaces := range onEachSurface {
			for _, surface := range surfaces {
				wantContrast(t, fmt.Sprintf("%s: %s on %s", name, text, surface), shown(th, text), shown(th, surface), forText(th))
			}
		}
	}
}

func TestTextCanBeReadWhereThePointerOrTheFocusIs(t *testing.T) {
	for name, th := range looks {
		for _, film := range []fyne.ThemeColorName{
			theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameFocus, theme.ColorNameSelection,
		} {
			for _, surface := range []fyne.ThemeColorName{
				ColorPane, theme.ColorNameButton, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground,
			} {
				wantContrast(t, fmt.Sprintf("%s: text on %s over %s", name, film, surface),
					shown(th, theme.ColorNameForeground), over(shown(th, film), shown(th, surface)), forText(th))
			}
		}
		for _, film := range []fyne.ThemeColorName{theme.ColorNameHover, theme.ColorNameFocus} {
			for text, surface := range map[fyne.ThemeColorName]fyne.ThemeColorName{
				theme.ColorNameForegroundOnPrimary: theme.ColorNamePrimary,
				theme.ColorNameForegroundOnError:   theme.ColorNameError,
			} {
				wantContrast(t, fmt.Sprintf("%s: %s on %s over %s", name, text, film, surface),
					shown(th, text), over(shown(th, film), shown(th, surface)), forText(th))
			}
		}
	}
}

func TestTextThatIsDisabledCanBeReadInHighContrast(t *testing.T) {
	for name, th := range looks {
		if !th.Contrast {
			continue // WCAG exempts disabled parts
		}
		for _, surface := range []fyne.ThemeColorName{ColorPane, theme.ColorNameMenuBackground} {
			wantContrast(t, name+": disabled on "+string(surface), shown(th, theme.ColorNameDisabled), shown(th, surface), 7)
		}
	}
}

func TestTextCanBeReadOnEveryLabel(t *testing.T) {
	for name, th := range looks {
		ink, variant := shown(th, theme.ColorNameForeground), variantOf(th)
		for _, l := range model.DefaultCodebook() {
			wantContrast(t, name+": text on the tint of "+l.Name, ink, Tint(Hex(l.Color), variant), forText(th))
			wantContrast(t, name+": the letter of "+l.Name, ink, Solid(Hex(l.Color), variant), forText(th))
			wantContrast(t, name+": the outline over "+l.Name, shown(th, ColorCurrent), Tint(Hex(l.Color), variant), forOutlines)
		}
	}
}

// The labels of a codebook can have any colour.
func TestTextCanBeReadOnALabelOfAnyColour(t *testing.T) {
	for name, th := range looks {
		ink, variant := shown(th, theme.ColorNameForeground), variantOf(th)
		for v := 0; v < 1<<24; v += 0x0b0b07 { // 24 colours
			c := color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
			wantContrast(t, name+": text on the tint of "+hex(c), ink, Tint(c, variant), forText(th))
			wantContrast(t, name+": a letter on "+hex(c), ink, Solid(c, variant), forText(th))
		}
		for _, c := range []string{"#000000", "#FFFFFF", "#FF0000", "#00FF00", "#0000FF", "#FFFF00", "#808080"} {
			wantContrast(t, name+": text on the tint of "+c, ink, Tint(Hex(c), variant), forText(th))
			wantContrast(t, name+": a letter on "+c, ink, Solid(Hex(c), variant), forText(th))
		}
	}
}

// A chip with a grade is filled, or hollow if the letter comes from elsewhere. Under the
// pointer, it has the colour of what is selected.
func TestGradesCanBeReadAndTheirChipsSeen(t *testing.T) {
	for name, th := range looks {
		ink, dim := shown(th, theme.ColorNameForeground), shown(th, ColorDim)
		edge, around := shown(th, theme.ColorNameInputBorder), shown(th, ColorCurrent)
		wantContrast(t, name+": a grade on its chip", ink, shown(th, theme.ColorNameButton), forText(th))
		wantContrast(t, name+": a grade under the pointer", ink, shown(th, ColorSelected), forText(th))
		wantContrast(t, name+": the edge of a chip under the pointer", around, shown(th, ColorSelected), forOutlines)
		wantContrast(t, name+": the edge of a chip with the focus", around, shown(th, ColorPane), forOutlines)
		for _, surface := range []fyne.ThemeColorName{ColorPaper, ColorPane, theme.ColorNameHeaderBackground} {
			wantContrast(t, fmt.Sprintf("%s: a grade on a hollow chip on %s", name, surface), dim, shown(th, surface), forText(th))
			wantContrast(t, fmt.Sprintf("%s: the edge of a chip on %s", name, surface), edge, shown(th, surface), forOutlines)
		}
		for _, row := range []fyne.ThemeColorName{ColorHover, ColorSelected} { // rows of the list
			wantContrast(t, fmt.Sprintf("%s: a grade in a row with %s", name, row), ink, shown(th, row), forText(th))
			wantContrast(t, fmt.Sprintf("%s: the edge of a chip in a row with %s", name, row), dim, shown(th, row), forOutlines)
		}
	}
}

func TestTheCurrentSentenceIsSeenOnThePage(t *testing.T) {
	for name, th := range looks {
		for _, surface := range []fyne.ThemeColorName{ColorPaper, ColorHover, ColorSelected} {
			wantContrast(t, name+": the outline on "+string(surface), shown(th, ColorCurrent), shown(th, surface), forOutlines)
		}
	}
}

func TestSelectedTextIsSeenOnThePage(t *testing.T) {
	for name, th := range looks {
		selected := shown(th, ColorSelected)
		wantContrast(t, name+": selected text on the paper", selected, shown(th, ColorPaper), 1.4)
		wantContrast(t, name+": the line under a hit on selected text", shown(th, theme.ColorNamePrimary), selected, forOutlines)
		for _, l := range model.DefaultCodebook() {
			x, y := nrgba(selected), nrgba(Tint(Hex(l.Color), variantOf(th)))
			if d := math.Hypot(math.Hypot(float64(x.R)-float64(y.R), float64(x.G)-float64(y.G)), float64(x.B)-float64(y.B)); d < 20 {
				t.Errorf("%s: selected text and %s are %.0f apart", name, l.Name, d)
			}
		}
	}
}

func TestPartsOfTheWindowAreSeen(t *testing.T) {
	for name, th := range looks {
		for _, surface := range []fyne.ThemeColorName{ColorPane, theme.ColorNameOverlayBackground, theme.ColorNameInputBackground} {
			for _, part := range []fyne.ThemeColorName{
				theme.ColorNameInputBorder, theme.ColorNamePrimary, theme.ColorNameSuccess, theme.ColorNameError,
			} {
				wantContrast(t, name+": "+string(part)+" on "+string(surface), shown(th, part), shown(th, surface), forOutlines)
			}
			bar := over(shown(th, theme.ColorNameScrollBar), shown(th, surface))
			wantContrast(t, name+": the scroll bar on "+string(surface), bar, shown(th, surface), forOutlines)
		}
	}
}

func TestRowsOfTheListAreSeen(t *testing.T) {
	for name, th := range looks {
		pane := shown(th, ColorPane)
		for state, back := range map[string]color.Color{
			"a row": pane, "a selected row": over(shown(th, theme.ColorNameSelection), pane), "a row under the pointer": over(shown(th, theme.ColorNameHover), pane),
		} {
			for _, dot := range []fyne.ThemeColorName{ColorUntouched, theme.ColorNamePrimary, theme.ColorNameSuccess} {
				wantContrast(t, name+": "+string(dot)+" on "+state, shown(th, dot), back, forOutlines)
			}
			for _, text := range []fyne.ThemeColorName{ColorDim, theme.ColorNameForeground} {
				wantContrast(t, name+": "+string(text)+" on "+state, shown(th, text), back, forText(th))
			}
		}
	}
}

func TestTheTrackOfASliderIsSeen(t *testing.T) {
	for name, th := range looks {
		for _, surface := range []fyne.ThemeColorName{ColorPane, theme.ColorNameOverlayBackground} {
			wantContrast(t, name+": the track on "+string(surface), shown(th, theme.ColorNameInputBorder), shown(th, surface), forOutlines)
		}
	}
}

func TestProgressIsSeenInHighContrast(t *testing.T) {
	for name, th := range looks {
		if !th.Contrast {
			continue // the number beside the bar has the same information
		}
		for _, l := range model.DefaultCodebook() {
			wantContrast(t, name+": the bar of "+l.Name, Stripe(Hex(l.Color), variantOf(th)), shown(th, ColorTrack), forOutlines)
		}
	}
}

func TestHighContrastDrawsWithAThickerPen(t *testing.T) {
	for _, size := range []fyne.ThemeSizeName{SizeOutline, SizeEdge, theme.SizeNameInputBorder} {
		if usual, high := (Theme{}).Size(size), (Theme{Contrast: true}).Size(size); high <= usual {
			t.Errorf("%s is %v, and %v in high contrast", size, usual, high)
		}
	}
}

func TestLabelsAreToldApart(t *testing.T) {
	for name, th := range looks {
		book := model.DefaultCodebook()
		for i, a := range book {
			for _, b := range book[:i] {
				x, y := nrgba(Tint(Hex(a.Color), variantOf(th))), nrgba(Tint(Hex(b.Color), variantOf(th)))
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

// The words that differ are coloured on the paper, and the signs of stances and states on the
// pane and on a selected row. Signs have forms of their own, too.
func TestWhatIsComparedIsSeen(t *testing.T) {
	for name, th := range looks {
		pane := shown(th, ColorPane)
		selected := over(shown(th, theme.ColorNameSelection), pane)
		for _, ink := range []fyne.ThemeColorName{theme.ColorNamePrimary, theme.ColorNameError} {
			wantContrast(t, name+": "+string(ink)+" words on the paper", shown(th, ink), shown(th, ColorPaper), forText(th))
		}
		for _, sign := range []fyne.ThemeColorName{
			theme.ColorNamePrimary, theme.ColorNameError, theme.ColorNameWarning, theme.ColorNameSuccess, theme.ColorNameForeground, ColorDim,
		} {
			wantContrast(t, name+": a "+string(sign)+" sign on the pane", shown(th, sign), pane, forText(th))
			wantContrast(t, name+": a "+string(sign)+" sign on a selected row", shown(th, sign), selected, forOutlines)
		}
	}
}

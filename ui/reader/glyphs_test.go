package reader

import (
	"image"
	"image/color"
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/ui/look"
)

// pictured renders a text in a large size.
func pictured(text string, th look.Theme, style fyne.TextStyle) image.Image {
	c := canvas.NewText(text, color.Black)
	c.TextSize, c.TextStyle = 60, style
	return software.Render(c, th)
}

// gapAbove reports whether an image has blank rows between rows with ink, as below
// the dot of an i. The text must not have other letters as high as the dot.
func gapAbove(img image.Image) (gap bool) {
	rows := make([]bool, img.Bounds().Dy())
	for y := range rows {
		for x := range img.Bounds().Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
				rows[y] = true
			}
		}
	}
	inked, ended := false, false
	for _, row := range rows {
		switch {
		case row && ended:
			return true
		case row:
			inked = true
		case inked:
			ended = true
		}
	}
	return false
}

func TestUkrainianLettersKeepTheirDots(t *testing.T) {
	settings := test.NewTempApp(t).Settings()
	for _, serif := range []bool{false, true} {
		th := look.Theme{Mode: look.Light, Serif: serif}
		settings.SetTheme(th)
		for _, bold := range []bool{false, true} {
			styles := []fyne.TextStyle{look.Reading(bold), {Bold: bold}} // of articles and of the rest of the window
			for _, style := range styles {
				for _, text := range []string{"ніс", "і", "міна", "ја"} {
					if !gapAbove(pictured(glyphs(Run{Text: text}), th, style)) {
						t.Errorf("%q is drawn without its dot in %+v, serif %v", text, style, serif)
					}
				}
				if gapAbove(pictured(glyphs(Run{Text: "но"}), th, style)) {
					t.Error("a letter without a dot has one")
				}
			}
		}
	}
}

func TestAnAccentStandsOnItsLetter(t *testing.T) {
	settings := test.NewTempApp(t).Settings()
	for _, serif := range []bool{false, true} {
		th := look.Theme{Mode: look.Light, Serif: serif}
		settings.SetTheme(th)
		for _, bold := range []bool{false, true} {
			style := look.Reading(bold)
			for decomposed, composed := range map[string]string{"и\u0306": "й", "і\u0308": "ї", "e\u0301": "é", "i\u0301": "í", "u\u0308": "ü"} {
				got, want := pictured(decomposed, th, style), pictured(composed, th, style)
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%q is drawn unlike %q in %+v, serif %v", decomposed, composed, style, serif)
				}
			}
			// An accent does not widen a letter, even if Unicode has no composed
			// form of the two.
			for marked, plain := range map[string]string{"а\u0301": "а", "о\u0301": "о", "е\u0301": "е"} {
				if got, want := fyne.MeasureText(marked, 60, style), fyne.MeasureText(plain, 60, style); got != want {
					t.Errorf("%q is %v large, %q is %v", marked, got, plain, want)
				}
				if !gapAbove(pictured(marked, th, style)) {
					t.Errorf("%q is drawn without its accent in %+v, serif %v", marked, style, serif)
				}
			}
		}
	}
}

func TestATextThatRunsToTheLeftIsMarked(t *testing.T) {
	for _, c := range []struct {
		run  Run
		want string
	}{
		{Run{Text: "(א)", Left: true}, "(א)"},
		{Run{Text: ").", Left: true}, "\u200f)."},
		{Run{Text: ")."}, ")."},
	} {
		if got := glyphs(c.run); got != c.want {
			t.Errorf("%+v is drawn as %q, want %q", c.run, got, c.want)
		}
	}
}

package reader

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/ui/look"
)

// gapAbove reports whether a text, all of whose letters are as low as x, has
// blank rows between inked ones, as there are below a dot.
func gapAbove(t *testing.T, text string) (gap bool) {
	t.Helper()
	c := canvas.NewText(text, color.Black)
	c.TextSize = 60
	img := software.Render(c, look.Theme{Mode: look.Light})
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
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Mode: look.Light})
	for _, text := range []string{"ніс", "і", "міна", "ја"} {
		if !gapAbove(t, glyphs(Run{Text: text})) {
			t.Errorf("%q is drawn without its dot", text)
		}
	}
	if gapAbove(t, glyphs(Run{Text: "но"})) {
		t.Error("a letter without a dot has one")
	}
}

func TestATextThatRunsToTheLeftSaysSo(t *testing.T) {
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

package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func TestTheModeOverridesTheSystem(t *testing.T) {
	for _, c := range []struct {
		mode         Mode
		wanted, want fyne.ThemeVariant
	}{
		{System, theme.VariantDark, theme.VariantDark},
		{System, theme.VariantLight, theme.VariantLight},
		{Light, theme.VariantDark, theme.VariantLight},
		{Dark, theme.VariantLight, theme.VariantDark},
	} {
		th := Theme{Mode: c.mode}
		if got := th.Variant(c.wanted); got != c.want {
			t.Errorf("mode %q on %d shows %d", c.mode, c.wanted, got)
		}
		want := Theme{}.Color(ColorPaper, c.want)
		if got := th.Color(ColorPaper, c.wanted); got != want {
			t.Errorf("mode %q on %d has paper %v, want %v", c.mode, c.wanted, got, want)
		}
	}
}

func TestScaleMakesTextLargerAndNothingElse(t *testing.T) {
	normal, large := Theme{}, Theme{Scale: 1.5}
	for _, name := range []fyne.ThemeSizeName{theme.SizeNameText, theme.SizeNameCaptionText, SizeReading, SizeTitle, SizeSmall} {
		if got, want := large.Size(name), 1.5*normal.Size(name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	for _, name := range []fyne.ThemeSizeName{theme.SizeNamePadding, theme.SizeNameInnerPadding, theme.SizeNameScrollBar} {
		if large.Size(name) != normal.Size(name) {
			t.Errorf("%s grows with the text", name)
		}
	}
}

func TestEveryColourIsThereInLightAndDark(t *testing.T) {
	for name := range light {
		if _, ok := dark[name]; !ok {
			t.Errorf("%s is not there in dark", name)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("there are %d light colours and %d dark ones", len(light), len(dark))
	}
}

package look

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
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

func TestEveryColourIsThereInEveryVariant(t *testing.T) {
	for variant, colors := range map[string]palette{"dark": dark, "high light": highLight, "high dark": highDark} {
		for name := range light {
			if _, ok := colors[name]; !ok {
				t.Errorf("%s is missing in %s", name, variant)
			}
		}
		if len(light) != len(colors) {
			t.Errorf("there are %d light colours and %d in %s", len(light), len(colors), variant)
		}
	}
}

func TestHighContrastFollowsTheMode(t *testing.T) {
	for _, c := range []struct {
		mode         Mode
		wanted, want fyne.ThemeVariant
	}{
		{System, theme.VariantDark, VariantHighDark},
		{System, theme.VariantLight, VariantHighLight},
		{Light, theme.VariantDark, VariantHighLight},
		{Dark, theme.VariantLight, VariantHighDark},
	} {
		if got := (Theme{Mode: c.mode, Contrast: true}).Variant(c.wanted); got != c.want {
			t.Errorf("mode %q on %d shows %d, want %d", c.mode, c.wanted, got, c.want)
		}
	}
}

func TestOnlyArticlesAreSetInSerif(t *testing.T) {
	settings := test.NewTempApp(t).Settings()
	plain, serif := Theme{}, Theme{Serif: true}
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}, {TabWidth: 4}} {
		if got, want := serif.Font(style), plain.Font(style); got.Name() != want.Name() {
			t.Errorf("%+v has the face %s, want %s", style, got.Name(), want.Name())
		}
	}
	settings.SetTheme(plain)
	for _, bold := range []bool{false, true} {
		if got, want := plain.Font(Reading(bold)), plain.Font(fyne.TextStyle{Bold: bold}); got.Name() != want.Name() {
			t.Errorf("articles have the face %s, want %s", got.Name(), want.Name())
		}
	}
	settings.SetTheme(serif)
	regular, bold := serif.Font(Reading(false)), serif.Font(Reading(true))
	if regular.Name() != "NotoSerif-Regular.ttf" || bold.Name() != "NotoSerif-Bold.ttf" {
		t.Errorf("articles have the faces %s and %s", regular.Name(), bold.Name())
	}
	if bytes.Equal(regular.Content(), bold.Content()) {
		t.Error("bold is regular")
	}
}

// Blurring is slow without a graphics card.
func TestNothingIsBlurredBehindDialogs(t *testing.T) {
	for _, contrast := range []bool{false, true} {
		if r := (Theme{Contrast: contrast}).Size(theme.SizeNameModalBlurRadius); r != 0 {
			t.Errorf("the window behind a dialog is blurred by %v (high contrast: %v)", r, contrast)
		}
	}
}

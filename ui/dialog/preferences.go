package dialog

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// Preferences are what the analyst can choose.
type Preferences struct {
	Analyst string
	Mode    look.Mode
	Scale   float32
	Advance bool

	Contrast bool // high contrast
	Serif    bool // articles in a serif face
	Still    bool // no animations
}

// Theme is the look that was chosen.
func (p Preferences) Theme() look.Theme {
	return look.Theme{Mode: p.Mode, Contrast: p.Contrast, Serif: p.Serif, Scale: p.Scale}
}

var modes = []look.Mode{look.System, look.Light, look.Dark}

// ShowPreferences lets the preferences be changed; try shows a change at once.
func ShowPreferences(p Preferences, w fyne.Window, try func(Preferences)) {
	name := newEntry()
	name.SetText(p.Analyst)
	name.OnChanged = func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			p.Analyst = s
		}
	}
	mode := widget.NewRadioGroup([]string{"As the system", "Light", "Dark"}, nil)
	mode.Horizontal = true
	for i, m := range modes {
		if m == p.Mode {
			mode.SetSelected(mode.Options[i])
		}
	}
	mode.OnChanged = func(s string) {
		for i, o := range mode.Options {
			if o == s {
				p.Mode = modes[i]
			}
		}
		try(p)
	}
	size := widget.NewSlider(look.MinScale*100, look.MaxScale*100)
	size.Step = 10
	size.SetValue(float64(p.Scale) * 100)
	percent := widget.NewLabel(fmt.Sprintf("%.0f %%", p.Scale*100))
	size.OnChanged = func(v float64) { percent.SetText(fmt.Sprintf("%.0f %%", v)) }
	size.OnChangeEnded = func(v float64) {
		p.Scale = float32(v / 100)
		try(p)
	}
	advance := widget.NewCheck("Go to the next untagged sentence after tagging", func(on bool) {
		p.Advance = on
		try(p)
	})
	advance.SetChecked(p.Advance)
	choose := func(title string, on *bool) *widget.Check {
		c := widget.NewCheck(title, nil)
		c.SetChecked(*on)
		c.OnChanged = func(now bool) {
			*on = now
			try(p)
		}
		return c
	}
	form := widget.NewForm(
		widget.NewFormItem("Your name", name),
		widget.NewFormItem("Colours", mode),
		widget.NewFormItem("", choose(lang.L("High contrast"), &p.Contrast)),
		widget.NewFormItem(lang.L("Articles"), choose(lang.L("Set in a face with serifs"), &p.Serif)),
		widget.NewFormItem("Text size", container.NewBorder(nil, nil, nil, percent, size)),
		widget.NewFormItem(lang.L("Motion"), choose(lang.L("Nothing blinks or glides"), &p.Still)),
		widget.NewFormItem("Tagging", advance),
	)
	form.Items[0].HintText = "Stands on every label and note you give"
	d := keyed("Preferences", "", "Close", form, w, func(bool) { try(p) })
	name.escape = func() {
		d.Hide()
		try(p)
	}
	name.OnSubmitted = func(string) { name.escape() }
	d.Resize(fyne.NewSize(min(560, w.Canvas().Size().Width-64), 0))
	w.Canvas().Focus(name)
}

package settings

import "assay.app/assay/ui/look"

// Choices are the analyst's choices in the preferences dialog.
type Choices struct {
	Analyst string
	Mode    look.Mode
	Scale   float32
	Advance bool
	Suggest bool

	Contrast bool // high contrast
	Serif    bool // show articles in a serif face
	Still    bool // no animations

	Language string // a code of words.Languages; "" is the system language. Takes effect at the next start
}

// Theme returns the chosen look.
func (p Choices) Theme() look.Theme {
	return look.Theme{Mode: p.Mode, Contrast: p.Contrast, Serif: p.Serif, Scale: p.Scale}
}

package timeline

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// Sign is what a mark shows.
type Sign struct {
	Text string
	Ink  fyne.ThemeColorName
}

// articleSign is the sign of an article.
func articleSign() Sign { return Sign{"●", theme.ColorNamePrimary} }

// stanceSign returns the sign of a stance, which is that of the matrix.
func stanceSign(s model.Stance) Sign {
	switch s {
	case model.Asserts:
		return Sign{"●", theme.ColorNamePrimary}
	case model.Attributes:
		return Sign{"“", theme.ColorNameForeground}
	case model.Denies:
		return Sign{"✕", theme.ColorNameError}
	case model.Doubts:
		return Sign{"?", theme.ColorNameWarning}
	default: // made by a newer Assay
		return Sign{"•", look.ColorDim}
	}
}

// joined returns the sign of n items at one mark, of which some are given: each form once, and
// the number of items.
func joined(some []Sign, n int) Sign {
	out := some[0]
	seen := []string{out.Text}
	for _, s := range some[1:] {
		if !slices.Contains(seen, s.Text) {
			seen = append(seen, s.Text)
			out.Text += s.Text
		}
	}
	out.Text += words.Number(n)
	return out
}

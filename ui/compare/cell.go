package compare

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// The signs of cells. They differ in form, so that nobody needs their colours.
const (
	assertsSign    = "●"
	attributesSign = "“"
	deniesSign     = "✕"
	doubtsSign     = "?"
	leftOutSign    = "–"
	detachedSign   = "○"
	figuresSign    = "≠"
	wordingSign    = "≈"
	withdrawnSign  = "†"
)

// stanceSign returns the sign of a stance, and its colour.
func stanceSign(s model.Stance) (sign string, ink fyne.ThemeColorName) {
	switch s {
	case model.Asserts:
		return assertsSign, theme.ColorNamePrimary
	case model.Attributes:
		return attributesSign, theme.ColorNameForeground
	case model.Denies:
		return deniesSign, theme.ColorNameError
	case model.Doubts:
		return doubtsSign, theme.ColorNameWarning
	default: // made by a newer Assay
		return "•", look.ColorDim
	}
}

// sign returns the text of a cell and its colour: the stance or, if it is mixed, all stances,
// the number of mentions if there are several, the mark of a difference, and that of a withdrawal.
func sign(r *compare.Row, cell compare.Cell) (text string, ink fyne.ThemeColorName) {
	switch {
	case cell.Mixed:
		for _, s := range stances(r, cell) {
			one, _ := stanceSign(s)
			text += one
		}
		ink = theme.ColorNameError
	case cell.Stance != "":
		text, ink = stanceSign(cell.Stance)
	case cell.LeftOut:
		return leftOutSign, look.ColorDim
	case len(cell.Mentions) > 0:
		return detachedSign, look.ColorDim
	default:
		return "", look.ColorDim
	}
	if n := len(cell.Mentions); n > 1 {
		text += words.Number(n)
	}
	switch {
	case cell.Differs&compare.FiguresDiffer != 0:
		text += " " + figuresSign
	case cell.Differs&compare.WordingDiffers != 0:
		text += " " + wordingSign
	}
	if cell.Withdrawn {
		text += withdrawnSign
	}
	return text, ink
}

// stances returns the stances of the mentions of a cell, in their usual order.
func stances(r *compare.Row, cell compare.Cell) (all []model.Stance) {
	for _, s := range model.Stances() {
		if slices.ContainsFunc(cell.Mentions, func(i int) bool { return r.Mentions[i].Index >= 0 && r.Mentions[i].Stance == s }) {
			all = append(all, s)
		}
	}
	return all
}

// spokenCell returns a cell in words, such as "Tellwire attributes to officials, differs in a
// figure".
func spokenCell(outlet string, r *compare.Row, cell compare.Cell) string {
	parts := []string{says(outlet, r, cell)}
	if n := len(cell.Mentions); n > 1 {
		parts = append(parts, words.N("{{.Count}} mentions", n))
	}
	if cell.Differs&compare.FiguresDiffer != 0 {
		parts = append(parts, lang.L("differs in a figure"))
	}
	if cell.Differs&compare.WordingDiffers != 0 {
		parts = append(parts, lang.L("changes quoted words"))
	}
	if cell.Withdrawn {
		parts = append(parts, lang.L("withdrawn"))
	}
	return strings.Join(parts, ", ")
}

// says returns what an outlet says in a cell.
func says(outlet string, r *compare.Row, cell compare.Cell) string {
	data := map[string]any{"Outlet": outlet}
	switch {
	case cell.Mixed:
		var all []string
		for _, s := range stances(r, cell) {
			all = append(all, words.Stance(s))
		}
		data["Stances"] = strings.Join(all, ", ")
		return lang.L("{{.Outlet}}: {{.Stances}}", data)
	case cell.Stance == model.Attributes:
		if data["Voices"] = voices(r, cell); data["Voices"] != "" {
			return lang.L("{{.Outlet}} attributes to {{.Voices}}", data)
		}
		return lang.L("{{.Outlet}} attributes to somebody", data)
	case cell.Stance == model.Asserts:
		return lang.L("{{.Outlet}} asserts", data)
	case cell.Stance == model.Denies:
		return lang.L("{{.Outlet}} denies", data)
	case cell.Stance == model.Doubts:
		return lang.L("{{.Outlet}} doubts", data)
	case cell.LeftOut:
		return lang.L("{{.Outlet}} leaves it out", data)
	case len(cell.Mentions) > 0:
		return lang.L("{{.Outlet}}: the sentence was split, merged or excluded", data)
	}
	return lang.L("{{.Outlet}}: not found", data)
}

// voices returns the names of those to whom the mentions of a cell attribute.
func voices(r *compare.Row, cell compare.Cell) string {
	var names []string
	for _, i := range cell.Mentions {
		if m := &r.Mentions[i]; m.Stance == model.Attributes && m.VoiceName != "" && !slices.Contains(names, m.VoiceName) {
			names = append(names, m.VoiceName)
		}
	}
	return strings.Join(names, ", ")
}

// stateSign returns the sign of a state and its colour.
func stateSign(s compare.State) (sign string, ink fyne.ThemeColorName) {
	switch s {
	case compare.Uniform:
		return "=", theme.ColorNameSuccess
	case compare.Differing:
		return figuresSign, theme.ColorNameWarning
	case compare.Contradicted:
		return deniesSign, theme.ColorNameError
	default:
		return "", look.ColorDim
	}
}

// stateInWords returns a state in words.
func stateInWords(s compare.State) string {
	switch s {
	case compare.Uniform:
		return lang.L("uniform")
	case compare.Differing:
		return lang.L("differing")
	case compare.Contradicted:
		return lang.L("contradicted")
	default:
		return s.String()
	}
}

// support returns, in words, how many outlets have a statement, how many independent sources it
// has at most, and how many outlets withdrew it.
func support(r *compare.Row) string {
	text := lang.L("{{.Outlets}}, at most {{.Count}} independent", map[string]any{
		"Outlets": words.N("{{.Count}} outlets", r.Outlets), "Count": words.Number(r.Independent.Count),
	})
	if r.Withdrawn > 0 {
		text += ", " + words.N("{{.Count}} withdrawn", r.Withdrawn)
	}
	return text
}

// supportShort is support in a narrow window.
func supportShort(r *compare.Row) string {
	text := words.Number(r.Outlets) + " · ≤ " + words.Number(r.Independent.Count)
	if r.Withdrawn > 0 {
		text += " · " + withdrawnSign + words.Number(r.Withdrawn)
	}
	return text
}

// outletName returns the name of a column: that of the outlet, or else the title of the article
// that has no outlet.
func outletName(o compare.Outlet) string {
	if name := o.Heading(); name != "" {
		return name
	}
	return lang.L("No outlet")
}

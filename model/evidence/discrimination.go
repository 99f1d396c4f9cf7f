package evidence

import "assay.app/assay/model"

// Tally counts how statements fit one explanation, or how one statement fits several.
type Tally struct{ Consistent, Inconsistent, Neither, Unrated int }

// Count returns the tally of some fits. An empty fit is not rated.
func Count(fits []model.Fit) (t Tally) {
	for _, f := range fits {
		switch f {
		case model.Consistent:
			t.Consistent++
		case model.Inconsistent:
			t.Inconsistent++
		case model.NeitherFit:
			t.Neither++
		default:
			t.Unrated++
		}
	}
	return t
}

// Discrimination returns how many pairs of rival explanations a statement separates: it is
// consistent with one of them and inconsistent with the other. A statement that fits all
// explanations alike separates none, so it says nothing about which of them holds. This is the
// diagnosticity of evidence in Heuer, Psychology of Intelligence Analysis (1999), chapter 8. It
// compares statements, and ranks no explanation.
func Discrimination(fits []model.Fit) (pairs int) {
	t := Count(fits)
	return t.Consistent * t.Inconsistent
}

package words

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// Verdict returns a verdict of the project's scale for the screen. The verdicts that projects begin
// with are translated; others are shown as the project has them.
func Verdict(verdict string) string {
	if !slices.Contains(model.Verdicts(), verdict) {
		return verdict
	}
	switch verdict {
	case "confirmed":
		return lang.X("verdict.confirmed", "confirmed")
	case "likely":
		return lang.X("verdict.likely", "likely")
	case "disputed":
		return lang.X("verdict.disputed", "disputed")
	case "unsupported":
		return lang.X("verdict.unsupported", "unsupported")
	case "refuted":
		return lang.X("verdict.refuted", "refuted")
	}
	return lang.X("verdict.cannot be judged", "cannot be judged")
}

// Likelihood returns the words for a likelihood, or "" if it is empty.
func Likelihood(l model.Likelihood) string {
	switch l {
	case model.AlmostNoChance:
		return lang.X("likelihood.almost no chance", "almost no chance")
	case model.VeryUnlikely:
		return lang.X("likelihood.very unlikely", "very unlikely")
	case model.Unlikely:
		return lang.X("likelihood.unlikely", "unlikely")
	case model.RoughlyEven:
		return lang.X("likelihood.roughly even chance", "roughly even chance")
	case model.LikelyLikelihood:
		return lang.X("likelihood.likely", "likely")
	case model.VeryLikely:
		return lang.X("likelihood.very likely", "very likely")
	case model.AlmostCertain:
		return lang.X("likelihood.almost certain", "almost certain")
	}
	return string(l)
}

// LikelihoodRange returns a likelihood with its range: “likely (55–80 %)”.
func LikelihoodRange(l model.Likelihood) string {
	from, to := l.Range()
	if to == 0 {
		return Likelihood(l)
	}
	return lang.L("{{.Likelihood}} ({{.From}}–{{.To}} %)", map[string]any{"Likelihood": Likelihood(l), "From": from, "To": to})
}

// Confidence returns the words for a degree of confidence, or "" if it is empty.
func Confidence(c model.Confidence) string {
	switch c {
	case model.LowConfidence:
		return lang.X("confidence.low", "low")
	case model.ModerateConfidence:
		return lang.X("confidence.moderate", "moderate")
	case model.HighConfidence:
		return lang.X("confidence.high", "high")
	}
	return string(c)
}

// Weight returns the words for how a sentence bears on a judgement.
func Weight(w model.Weight) string {
	switch w {
	case model.For:
		return lang.X("weight.for", "for")
	case model.Against:
		return lang.X("weight.against", "against")
	case model.Neither:
		return lang.X("weight.neither", "neither for nor against")
	}
	return string(w)
}

// Fit returns the words for how a statement fits an explanation.
func Fit(f model.Fit) string {
	switch f {
	case model.Consistent:
		return lang.X("fit.consistent", "consistent")
	case model.Inconsistent:
		return lang.X("fit.inconsistent", "inconsistent")
	case model.NeitherFit:
		return lang.X("fit.neither", "neither")
	}
	return string(f)
}

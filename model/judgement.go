package model

import (
	"slices"
	"strings"
)

// JudgementID identifies a judgement in all copies of a project.
type JudgementID string

// Verdicts returns the verdicts that projects begin with. A project can have its own instead.
func Verdicts() []string {
	return []string{"confirmed", "likely", "disputed", "unsupported", "refuted", "cannot be judged"}
}

// Likelihood is one of the seven degrees of likelihood of Intelligence Community Directive 203
// (2015), or "".
type Likelihood string

// The likelihoods, from the least to the greatest.
const (
	AlmostNoChance   Likelihood = "almost no chance"
	VeryUnlikely     Likelihood = "very unlikely"
	Unlikely         Likelihood = "unlikely"
	RoughlyEven      Likelihood = "roughly even chance"
	LikelyLikelihood Likelihood = "likely"
	VeryLikely       Likelihood = "very likely"
	AlmostCertain    Likelihood = "almost certain"
)

// likelihoods has the second terms of the directive and its ranges, in percent.
var likelihoods = [...]struct {
	Likelihood
	also     string
	from, to int
}{
	{AlmostNoChance, "remote", 1, 5},
	{VeryUnlikely, "highly improbable", 5, 20},
	{Unlikely, "improbable", 20, 45},
	{RoughlyEven, "roughly even odds", 45, 55},
	{LikelyLikelihood, "probable", 55, 80},
	{VeryLikely, "highly probable", 80, 95},
	{AlmostCertain, "nearly certain", 95, 99},
}

// Likelihoods returns the likelihoods, from the least to the greatest.
func Likelihoods() []Likelihood {
	var all []Likelihood
	for _, l := range likelihoods {
		all = append(all, l.Likelihood)
	}
	return all
}

// LikelihoodOf returns the likelihood that a term of the directive stands for. The directive has
// two for each: “probable” stands for LikelyLikelihood. LikelihoodOf ignores case and extra spaces,
// and returns false if text is not one of the terms.
func LikelihoodOf(text string) (Likelihood, bool) {
	term := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	for _, one := range likelihoods {
		if term == string(one.Likelihood) || term == one.also {
			return one.Likelihood, true
		}
	}
	return "", false
}

// Terms returns the two terms of the directive for a likelihood, or "" and "" if l is not one of
// Likelihoods.
func (l Likelihood) Terms() (first, second string) {
	for _, one := range likelihoods {
		if one.Likelihood == l {
			return string(l), one.also
		}
	}
	return "", ""
}

// Range returns the least and the greatest probability that a likelihood stands for, in percent.
// It returns 0 and 0 if l is not one of Likelihoods.
func (l Likelihood) Range() (from, to int) {
	for _, one := range likelihoods {
		if one.Likelihood == l {
			return one.from, one.to
		}
	}
	return 0, 0
}

// Valid reports whether l is one of Likelihoods, or empty.
func (l Likelihood) Valid() bool { return l == "" || slices.Contains(Likelihoods(), l) }

// Confidence is how much an analyst trusts the basis of a judgement, or "".
type Confidence string

// The degrees of confidence.
const (
	LowConfidence      Confidence = "low"
	ModerateConfidence Confidence = "moderate"
	HighConfidence     Confidence = "high"
)

// Confidences returns the degrees of confidence, from the least to the greatest.
func Confidences() []Confidence {
	return []Confidence{LowConfidence, ModerateConfidence, HighConfidence}
}

// Valid reports whether c is one of Confidences, or empty.
func (c Confidence) Valid() bool { return c == "" || slices.Contains(Confidences(), c) }

// Weight says how a sentence that a judgement cites bears on it.
type Weight string

// The weights.
const (
	For     Weight = "for"
	Against Weight = "against"
	Neither Weight = "neither"
)

// Weights returns the weights, in the order in which they are offered.
func Weights() []Weight { return []Weight{For, Against, Neither} }

// Valid reports whether w is one of Weights.
func (w Weight) Valid() bool { return slices.Contains(Weights(), w) }

// WeightOf returns the weight that is proposed for a mention: a sentence that asserts or attributes
// a statement is for it, and one that denies it is against it.
func WeightOf(s Stance) Weight {
	switch s {
	case Asserts, Attributes:
		return For
	case Denies:
		return Against
	case Doubts:
	}
	return Neither
}

// ExplanationID identifies a rival explanation in all copies of a project. It has no slash.
type ExplanationID string

// Fit says how a statement fits an explanation.
type Fit string

// The fits.
const (
	Consistent   Fit = "consistent"
	Inconsistent Fit = "inconsistent"
	NeitherFit   Fit = "neither"
)

// Fits returns the fits, in the order in which they are offered.
func Fits() []Fit { return []Fit{Consistent, Inconsistent, NeitherFit} }

// Valid reports whether f is one of Fits.
func (f Fit) Valid() bool { return slices.Contains(Fits(), f) }

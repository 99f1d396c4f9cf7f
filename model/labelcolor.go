package model

import "slices"

// LabelColors returns the colours that are offered for labels. The first seven are those
// of Okabe and Ito without black, those of DefaultCodebook first; see there. The other
// five were chosen so that no two of the twelve are closer to one another than the
// closest of the seven, for people with and without a red or green deficiency.
func LabelColors() []string {
	return []string{
		"#E69F00", "#56B4E9", "#009E73", "#D55E00", "#CC79A7", "#0072B2", "#F0E442",
		"#8B5CF6", "#882255", "#734D28", "#B2B262", "#FFBFBF",
	}
}

// NextColor returns the colour for a new label: the first of LabelColors that no current
// label has or, if all are used, the first of those that the fewest have.
func (c Codebook) NextColor() string {
	uses := map[string]int{}
	for _, l := range c.Current() {
		uses[l.Color]++
	}
	return slices.MinFunc(LabelColors(), func(a, b string) int { return uses[a] - uses[b] })
}

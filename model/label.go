package model

import (
	"cmp"
	"slices"
	"time"
)

// LabelKey identifies a label in files and in code: "claim".
type LabelKey string

// The labels of the default codebook.
const (
	Claim      LabelKey = "claim"
	Quote      LabelKey = "quote"
	Background LabelKey = "background"
)

// Label is one entry of the codebook.
type Label struct {
	Key             LabelKey
	Name            string
	Letter          string // the key that assigns it, and its mark in the margin: "C"
	Color           string // "#RRGGBB"
	Group           string // the group under which lists show it, or ""
	Definition      string
	Use             string // when to use it
	Avoid           string // when not to use it
	Examples        []string
	CounterExamples []string
	Retired         bool      // it is no longer assigned; annotations may still have it
	Defined         time.Time // when Definition, Use or Avoid last changed; zero if they never did
}

// Equal reports whether two labels are equal in all fields.
func (l Label) Equal(other Label) bool {
	return l.Key == other.Key && l.Name == other.Name && l.Letter == other.Letter && l.Color == other.Color &&
		l.Group == other.Group && l.SameDefinition(other) && slices.Equal(l.Examples, other.Examples) &&
		slices.Equal(l.CounterExamples, other.CounterExamples) && l.Retired == other.Retired && l.Defined.Equal(other.Defined)
}

// SameDefinition reports whether two labels agree in Definition, Use and Avoid. A
// difference in examples does not change what a label means.
func (l Label) SameDefinition(other Label) bool {
	return l.Definition == other.Definition && l.Use == other.Use && l.Avoid == other.Avoid
}

// Called returns the label's name, or its key if it has no name.
func (l Label) Called() string { return cmp.Or(l.Name, string(l.Key)) }

// Outdated reports whether an annotation with the label was made before the definition
// of the label last changed.
func (l Label) Outdated(a Annotation) bool { return a.Label == l.Key && a.At.Before(l.Defined) }

// Codebook is the list of a project's labels, including retired ones. Current has those
// that can be assigned, in the order of their digit keys: the first label has the key 1.
type Codebook []Label

// Find returns the label with the key, and false if the codebook lacks it.
func (c Codebook) Find(key LabelKey) (Label, bool) {
	if at := c.Index(key); at >= 0 {
		return c[at], true
	}
	return Label{}, false
}

// Index returns the index of the label with the key, or -1 if the codebook lacks it.
func (c Codebook) Index(key LabelKey) int {
	return slices.IndexFunc(c, func(l Label) bool { return l.Key == key })
}

// Current returns the labels that are not retired.
func (c Codebook) Current() Codebook {
	if !slices.ContainsFunc(c, func(l Label) bool { return l.Retired }) {
		return c
	}
	return slices.DeleteFunc(slices.Clone(c), func(l Label) bool { return l.Retired })
}

// Order returns the indexes of the labels in the order in which lists show them: labels of
// a group stand together, at the place of the group's first label, and retired labels come
// last.
func (c Codebook) Order() []int {
	first, out := map[string]int{}, make([]int, len(c))
	for i, l := range c {
		out[i] = i
		if _, seen := first[l.Group]; !seen && !l.Retired {
			first[l.Group] = i
		}
	}
	place := func(i int) int {
		if c[i].Retired {
			return len(c)
		}
		return first[c[i].Group]
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(place(a), place(b)) })
	return out
}

// Outdated reports whether an annotation was made before the definition of its label
// last changed.
func (c Codebook) Outdated(a Annotation) bool {
	l, known := c.Find(a.Label)
	return known && l.Outdated(a)
}

// DefaultCodebook returns the codebook of a new project. docs/suggestions.md names the
// literature that its definitions follow. Its colours are orange, sky blue and bluish
// green from M. Okabe and K. Ito, "Color Universal Design" (2008), a palette that takes
// colour blindness into account.
func DefaultCodebook() Codebook {
	return Codebook{
		{
			Key: Claim, Name: "Claim", Letter: "C", Color: "#E69F00",
			Definition: "The sentence asserts something that can be checked, in the article's own voice or as what somebody said.",
			Use:        "Figures, dates, acts, results and states of affairs. Also reported speech: what somebody said, without quotation marks.",
			Avoid:      "Not for sentences that are mainly direct speech, for what happened before the event, or for mere opinion.",
			Examples: []string{
				"The bridge was closed to lorries at six in the morning.",
				"The harbour master said that the pier would open in May.",
			},
			CounterExamples: []string{"“We saw it coming,” the harbour master said."},
		},
		{
			Key: Quote, Name: "Quote", Letter: "Q", Color: "#56B4E9",
			Definition:      "The sentence is mainly somebody's own words, given directly: in quotation marks or as a block quotation.",
			Use:             "Most of the sentence is direct speech, or it is part of a longer quotation.",
			Avoid:           "Not for reported speech, or for a report with a few quoted words. Those are claims.",
			Examples:        []string{"“We saw it coming,” the harbour master said."},
			CounterExamples: []string{"The harbour master called the plan “reckless”."},
		},
		{
			Key: Background, Name: "Background", Letter: "B", Color: "#009E73",
			Definition:      "The sentence says what happened before the event, or explains something.",
			Use:             "History, earlier stages, who somebody is, what an institution does, how something works.",
			Avoid:           "Not for the news itself, even if it is compared with an earlier time.",
			Examples:        []string{"The bridge was opened in 1931 and rebuilt twice since."},
			CounterExamples: []string{"Traffic fell by a third compared with last year, the council reported."},
		},
	}
}

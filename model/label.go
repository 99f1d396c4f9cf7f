package model

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
	Key        LabelKey
	Name       string
	Letter     string // the key that assigns it, and its mark in the margin: "C"
	Color      string // "#RRGGBB"
	Definition string
	Examples   []string
}

// Codebook is the list of a project's labels, in the order of their digit keys: the
// first label has the key 1.
type Codebook []Label

// Find returns the label with the key, and false if there is none.
func (c Codebook) Find(key LabelKey) (Label, bool) {
	for _, l := range c {
		if l.Key == key {
			return l, true
		}
	}
	return Label{}, false
}

// DefaultCodebook returns the codebook of a new project. Its colours are orange,
// sky blue and bluish green from M. Okabe and K. Ito, "Color Universal Design"
// (2008), a palette that takes colour blindness into account.
func DefaultCodebook() Codebook {
	return Codebook{
		{
			Key: Claim, Name: "Claim", Letter: "C", Color: "#E69F00",
			Definition: "The article itself states something that could be checked: a figure, a date, an act.",
			Examples:   []string{"The bridge was closed to lorries at six in the morning."},
		},
		{
			Key: Quote, Name: "Quote", Letter: "Q", Color: "#56B4E9",
			Definition: "Somebody's words, given directly or reported, and said to be theirs.",
			Examples:   []string{"“We saw it coming,” the harbour master said."},
		},
		{
			Key: Background, Name: "Background", Letter: "B", Color: "#009E73",
			Definition: "Context from before the event: earlier happenings, history, explanation.",
			Examples:   []string{"The bridge was opened in 1931 and rebuilt twice since."},
		},
	}
}

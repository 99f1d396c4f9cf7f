package model

// PhraseID identifies a phrase in all copies of a project. It is the phrase's first name,
// folded, so that copies that add the same phrase agree.
type PhraseID string

// Phrase is a short remark that analysts give again and again, such as "single source",
// to a sentence, an article or an outlet.
type Phrase struct {
	ID   PhraseID
	Name string
}

// StartingPhrases returns the phrases that every project offers. A project stores one of
// them only once it is given, renamed or joined.
func StartingPhrases() []Phrase {
	return []Phrase{
		{"single source", "single source"},
		{"anonymous source", "anonymous source"},
		{"wire copy", "wire copy"},
		{"denied", "denied"},
		{"no date", "no date"},
		{"contradicted", "contradicted"},
	}
}

// Package arrival describes what loading a file of another program would change, and what it changed.
package arrival

import "assay.app/assay/model"

// Preview is what loading a data set would do. Lists have at most Most items; the counts beside them
// cover all. Its JSON is that of "assayctl load --dry-run --json".
type Preview struct {
	File   string `json:"file"`
	Format string `json:"format"` // the name in model.ExchangeFormat

	Added     []Article `json:"added"`     // texts that become articles
	Known     []Article `json:"known"`     // texts that are articles of the project
	Labels    []Label   `json:"labels"`    // of the data set, in its order
	Unmapped  []Label   `json:"unmapped"`  // those that the project lacks and that are not mapped; nothing is loaded while there are any
	Codebook  []string  `json:"codebook"`  // names of labels that are added to the codebook
	Phrases   []string  `json:"phrases"`   // names of phrases that are new to the project
	Conflicts []Change  `json:"conflicts"` // labels, notes and grades of the project that are replaced or removed
	Texts     []Text    `json:"texts"`     // texts that differ from the project's, which keeps its own
	Moved     []Place   `json:"moved"`     // marks that were placed on another span than their own
	Demoted   []Place   `json:"demoted"`   // labels that become phrases because the sentence has another label
	Lost      []Place   `json:"lost"`      // marks that have no place
	Remarks   []string  `json:"remarks"`   // what was noticed when the file was read

	Count Count `json:"count"`
}

// Most is the greatest length of a list in a Preview.
const Most = 1000

// Count counts what a load writes and what it cannot.
type Count struct {
	Annotations  int `json:"annotations"`
	Notes        int `json:"notes"`
	Phrases      int `json:"phrases"`
	Grades       int `json:"grades"`
	Attributions int `json:"attributions"`
	Mentions     int `json:"mentions"`
	Statements   int `json:"statements"` // that are new, or get another title
	Unchanged    int `json:"unchanged"`  // labels, notes and so on that the project has already

	Added     int `json:"added"`
	Known     int `json:"known"`
	Conflicts int `json:"conflicts"`
	Texts     int `json:"texts"`
	Moved     int `json:"moved"`
	Demoted   int `json:"demoted"`
	Lost      int `json:"lost"`
}

// Written returns how many labels, notes, phrases, grades, attributions, mentions and statements are written.
func (c Count) Written() int {
	return c.Annotations + c.Notes + c.Phrases + c.Grades + c.Attributions + c.Mentions + c.Statements
}

// Article is a text of the data set. Its ID is that of the article.
type Article struct {
	ID   model.ArticleID `json:"id"`
	Name string          `json:"name"` // in the data set
}

// Label is a label of the data set. To is the key of the project's label, "label:NAME" for a label that
// is added, or "phrase:NAME".
type Label struct {
	From  string `json:"from"`
	To    string `json:"to,omitempty"`
	Count int    `json:"count"`
}

// Change is a value that the project has and the data set replaces. To is empty if it is removed.
type Change struct {
	Article  model.ArticleID `json:"article"`
	Sentence int             `json:"sentence"` // its index, from 0; −1 for the whole article or an excluded passage
	Text     string          `json:"text"`     // the opening words of the sentence
	Analyst  string          `json:"analyst"`
	What     string          `json:"what"` // "label", "note", "grade", "stance" or "statement"
	From     string          `json:"from"`
	To       string          `json:"to"`
}

// Text is a text that the data set has otherwise than the project.
type Text struct {
	Article model.ArticleID `json:"article"`
	At      string          `json:"at"` // where it is in the data set
	Ours    string          `json:"ours"`
	Theirs  string          `json:"theirs"`
}

// Place is a mark of the data set and what became of it.
type Place struct {
	Document string `json:"document"` // its name in the data set
	At       string `json:"at"`       // of the mark in the data set
	Text     string `json:"text"`     // that the mark is on, or the label
	Why      string `json:"why"`
}

package peer

import (
	"context"
	"fmt"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
)

// Reader reads a data set of one format, wholly or not at all. The error wraps model.ErrDamaged if
// the data set is not of the format or contradicts itself, and names the file and the place in it.
type Reader func(ctx context.Context, files *bundle.Files) (*Batch, error)

// Batch is what a data set holds, as a reader found it. Texts are valid UTF-8.
type Batch struct {
	// Codes are the entries of the data set's own codebook, in its order. Formats that only have
	// names of labels leave it empty.
	Codes     []Code
	Documents []*Document
	Outlets   []Mark // on outlets, which Mark.Outlet names
	// Statements are those of a list of statements, in its order. The ID of a new one is empty.
	Statements []Statement
	Remarks    []string
}

// Remark adds a sentence about what the reader noticed, such as that offsets count UTF-16 units.
func (b *Batch) Remark(format string, args ...any) {
	b.Remarks = append(b.Remarks, fmt.Sprintf(format, args...))
}

// Code is an entry of a data set's codebook. Empty fields are unknown.
type Code struct {
	Key        model.LabelKey // if the data set has it
	Name       string
	Color      string // "#RRGGBB"
	Definition string
	Group      string // the name of the code above it
	Phrase     bool   // it stands for a phrase, not for a label

	// What only Assay's own labels have.
	Letter                    string
	Use, Avoid                string
	Examples, CounterExamples []string
	Retired                   bool
}

// Document is a text of a data set with what is said of it.
type Document struct {
	Name     string          // its name in the data set, for messages and as the name of its file
	Article  model.ArticleID // the article that it was exported from, if the data set says so
	Metadata model.Metadata
	// Text is empty if the data set has only parts of the text.
	Text string
	// Complete says that a document without Text has a mark with the Quote of every sentence, in the order
	// of the text, so that the text can be put together from them.
	Complete bool
	Marks    []Mark
}

// Mark is what one analyst says of a part of a document.
type Mark struct {
	// At names the mark in messages: "T1", "row 7".
	At string

	// The subject: the whole document, an outlet, or a part of the text. A part has a Span, if the
	// document has a text, or else a Sentence or a Quote.
	Whole    bool
	Outlet   string
	Span     model.Span // in bytes of the document's text
	Sentence string     // "<article>:<start>-<end>", in bytes of the article's text
	Quote    string     // the exact text
	Before   string     // the text before the quote
	After    string     // the text after it

	Analyst string // the name; "" stands for the analyst who loads the data set
	Time    time.Time

	Labels  []string // names or keys of labels
	Cleared bool     // the analyst has no label on the sentence, and one in the project is to be removed
	Phrases []string
	Notes   []Note
	Grade   model.Grade
	Basis   string // of the grade

	Attribution *Attribution // its Analyst and Voice are ignored
	Mentions    []Mention    // their Analyst is ignored; Statement may be empty
}

// Note is a note of a data set.
type Note struct {
	ID   string // of the note in the project that it was exported from, or ""
	Text string
	Time time.Time
}

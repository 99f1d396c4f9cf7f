// Package report has what an analyst asks of a report, and what its preview shows. Storage composes
// reports.
package report

import (
	"errors"

	"assay.app/assay/model"
)

// Settings are what an analyst sets for a report and may use again for others.
type Settings struct {
	Parts    []string `json:"parts,omitempty"`  // the names of the parts, in their order
	Redact   []string `json:"redact,omitempty"` // the names of what is left out
	Language string   `json:"language,omitempty"`
	Title    string   `json:"title,omitempty"`
	Question string   `json:"question,omitempty"`
}

// The names of what can be left out of a report.
const (
	RedactAnalysts = "analysts"
	RedactNotes    = "notes"
	RedactTexts    = "texts"
)

// Request asks for a report.
type Request struct {
	Settings
	Author string
	// Articles are the articles of the selection; all if nil. Selection describes them.
	Articles  map[model.ArticleID]bool
	Selection string
	// Statements are the statements of the report, each by the id that stands; all if nil.
	Statements map[model.StatementID]bool
	// Counts reports whether the work of an analyst, by the stored name, is in the report.
	Counts func(analyst string) bool
}

// Marking asks for the marked text of articles.
type Marking struct {
	Article model.ArticleID // the only article; "" for all
	// Articles are the articles of the selection if Article is ""; all if nil.
	Articles map[model.ArticleID]bool
	Language string
	Counts   func(analyst string) bool // as in Request
}

// Written says what a reader should know of a file that was written.
type Written struct {
	Missing int // the number of characters that no font on this computer has
}

// Errors of writing a report. Those of the file system are returned as they are.
var (
	ErrInUse       = errors.New("another program has the file open")
	ErrIsFolder    = errors.New("the name is that of a folder")
	ErrNoFolder    = errors.New("the folder of the file does not exist")
	ErrNotRedacted = errors.New("nothing can be left out of a spreadsheet")
)

// Preview is the beginning of a document.
type Preview struct {
	Title, Subtitle string
	Made            string // by whom and when the document was made
	Blocks          []Block
	More            int // how many blocks follow
	// Outline lists the headings of the document that are among Blocks.
	Outline []Place
}

// Place is a heading of a Preview.
type Place struct {
	Level int // from 1
	Title string
	Block int // the index of the heading in the blocks
}

// Kind is the kind of a Block.
type Kind uint8

// The kinds.
const (
	Heading Kind = iota
	Paragraph
	List
	Table
	Picture
)

// Look is the look of a paragraph.
type Look uint8

// The looks.
const (
	Body Look = iota
	Lead
	Quote
	Caption
	Small
	Warning
)

// Block is a part of a Preview.
type Block struct {
	Kind  Kind
	Level int   // of a heading, from 1
	Look  Look  // of a paragraph
	Text  []Run // of a heading or a paragraph, or what a picture shows
	Side  []Run // what stands beside a paragraph
	Items [][]Run
	Rows  [][][]Run // of a table, by row and column; the first has the titles
	Share []float64 // the widths of the columns of a table, as shares of 1
	More  int       // how many rows of the table follow
}

// Run is a stretch of text that looks the same throughout. A line ends before it if Break is set.
type Run struct {
	Text                             string
	Bold, Italic, Muted, Mono, Break bool
	Linked                           bool   // it leads somewhere
	Fill                             string // the colour behind the text, as "#RRGGBB", or ""
}

// Package content is the content of a document to hand in, apart from any file format: headings,
// paragraphs, tables and pictures. Each format has a writer in a room of its own.
package content

import (
	"iter"
	"time"

	"assay.app/assay/model/scene"
)

// Document is a document to write. Its blocks are made while they are written, so that a document
// of any length needs little memory. Writers show Title, Subtitle and Made at the top; Subject, Authors,
// Program and Created are properties of the file.
type Document struct {
	Title    string
	Subtitle string
	Made     string // by whom and when it was made
	Subject  string
	Authors  []string
	Language string // a BCP 47 tag
	Program  string // that makes the document, with its version
	Created  time.Time

	// Outline lists the headings that the table of contents shows, in their order. The headings
	// among Blocks have the same IDs. It is empty if the document has no table of contents.
	Outline []Entry
	// Blocks is read once. A writer stops at the first error and returns it.
	Blocks iter.Seq2[Block, error]
	// Words are the words that writers add, in the language of the document.
	Words Words
}

// Words are the words that writers add to a document.
type Words struct {
	Contents  string // the heading of the table of contents
	Notes     string // the heading of the notes
	Back      string // names the link from a note to its place
	Page      func(page, of int) string
	Continued string // after the title of a table that goes on
}

// Entry is an entry of the table of contents.
type Entry struct {
	Level int // from 1
	ID    string
	Title string
}

// Block is a Heading, a Paragraph, a List, a Table, a Picture or a Break.
type Block interface{ block() }

// Heading is a heading.
type Heading struct {
	Level int    // from 1 to 4
	ID    string // unique in the document even if case is ignored (see ValidID)
	Text  []Run
}

// Look is the look of a paragraph.
type Look uint8

// The looks.
const (
	Body    Look = iota
	Lead         // the first lines of a part
	Quote        // words of an article
	Caption      // below a quotation, a table or a picture
	Small        // of less weight
	Warning      // something that the reader must not miss
)

// Paragraph is a paragraph. Its direction follows from its first letter that has one.
type Paragraph struct {
	Look Look
	ID   string // of a place that links lead to, or ""
	Text []Run
	// Side stands beside the paragraph in the margin where a format has room for it, and below it
	// otherwise: the labels, notes and grades of marked text.
	Side []Run
}

// List is a list of short paragraphs.
type List struct {
	Numbered bool
	Items    [][]Run
}

// Align is the alignment of a column.
type Align uint8

// The alignments. Leading is the side where text in the language of the document begins.
const (
	Leading Align = iota
	Centre
	Trailing // for numbers
)

// Column is a column of a Table.
type Column struct {
	Title string
	Width float64 // its share of the width; the shares are added up
	Align Align
}

// Cell is a cell of a Table.
type Cell struct {
	Text []Run
	Fill string // "#RRGGBB", or "" for none
}

// Table is a table, whose first row, the titles of the columns, is repeated on each page.
type Table struct {
	ID      string
	Title   string // above the table, or ""
	Summary string // what it shows, for those who cannot see it
	Columns []Column
	Rows    iter.Seq2[[]Cell, error] // each with a cell for every column; read once
}

// Picture is a drawing.
type Picture struct {
	ID      string
	Scene   *scene.Scene // its Title is the alternative text
	Caption []Run
}

// Break begins a new page where a format has pages.
type Break struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Picture) block()   {}
func (Break) block()     {}

// Run is a stretch of text that looks the same throughout. Writers clean the text (see Clean).
type Run struct {
	Text   string
	Bold   bool
	Italic bool
	Muted  bool
	Mono   bool // for hashes and addresses, which may be broken anywhere
	Break  bool // a line ends before the text

	// Fill is the colour behind the text, as "#RRGGBB", or "" for none.
	Fill string
	// Link leads to a place in the document ("#" and its ID) or to an address of the web. Anything
	// else is no link (see Target).
	Link string
	// ID makes the text a place that links lead to.
	ID string
	// Language is a BCP 47 tag if it is not that of the document.
	Language string
	// Note is set if a note, which the writer numbers, follows the text.
	Note *Note
}

// Note is a footnote, or a note at the end, as the format has them.
type Note struct {
	ID   string // unique in the document
	Text []Run  // without notes
}

// Plain returns a run of plain text.
func Plain(text string) Run { return Run{Text: text} }

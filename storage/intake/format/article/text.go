// Package article holds the types that the readers of all formats share.
package article

import (
	"strings"

	"assay.app/assay/model"
)

// Text is one article in a file. Empty lines separate its paragraphs.
type Text struct {
	Text     string
	Metadata model.Metadata // as the file states it
	Part     string         // its place in the file, such as "#12" or "/report.pdf"; may be empty
	Asides   []model.Span   // byte spans to set aside, in order, such as the signature of a message
	Record   string         // its number, such as "2 of 3", if Text is a whole record, with lines that a provider may have added; otherwise ""
	Place    model.Span     // the byte span of its record in Input.Text, or in Input.Raw if there is no text; zero if unknown
	Whole    string         // all text of a page with lines typical of exports, if it was not divided into records; otherwise ""
}

// LeftOut is the error for an unread part of a file. The articles in other parts
// may be returned with it.
type LeftOut struct {
	Part string // its place in the file, such as "/report.pdf"
	Err  error

	// Blocks is how many more articles Options.AllBlocks would yield.
	Blocks int
}

func (l LeftOut) Error() string { return strings.TrimLeft(l.Part, "/#") + " in it: " + l.Err.Error() }

func (l LeftOut) Unwrap() error { return l.Err }

// Package article holds what the readers of all formats share: the input and its
// options, the articles that they return, and the paragraphs of their texts.
package article

import (
	"strings"

	"assay.app/assay/model"
)

// Text is one article in a file. Empty lines separate its paragraphs.
type Text struct {
	Text     string
	Metadata model.Metadata // as the file states it; Published is not normalised
	Part     string         // which of the articles in the file: "#12"; "" where it is the only one
	Asides   []model.Span   // spans to set aside, in bytes and in order, such as the signature of a mail
	Record   string         // which record of an export it is, with all that the provider put around it: "2 of 3"
	Place    model.Span     // the span of its record in Input.Text, or in Input.Raw if there is no text; zero if unknown
	Whole    string         // all text of a page that has lines as exports have; "" for others
}

// LeftOut is an error that comes with articles: it names a part of the same file
// that could not be read, and the reason.
type LeftOut struct {
	Part string // where it is in the file: "/report.pdf"
	Err  error

	// Blocks is the number of articles that Options.AllBlocks would make of the
	// part.
	Blocks int
}

func (l LeftOut) Error() string { return strings.TrimLeft(l.Part, "/#") + " in it: " + l.Err.Error() }

func (l LeftOut) Unwrap() error { return l.Err }

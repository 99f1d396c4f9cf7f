package article

import (
	"strings"

	"assay.app/assay/model"
)

// Text is one article in a file: paragraphs, divided by empty lines.
type Text struct {
	Text     string
	Metadata model.Metadata // as the file says it; Published as it is written there
	Part     string         // which of the articles in the file: "#12"; "" where it is the only one
	Asides   []model.Span   // what in it is to be set aside, in bytes and in order: the signature of a mail
	Record   string         // which record of an export it is, with all that the provider put around it: "2 of 3"
	Place    model.Span     // where its record is in the file: in Input.Text if there is one, otherwise in Input.Raw; zero if unknown
	Whole    string         // all text of a page that has lines as exports have; "" for others
}

// LeftOut is an error that goes with articles: what in the same file could not
// be read, and why.
type LeftOut struct {
	Part string // where it is in the file: "/report.pdf"
	Err  error

	// Blocks is how many articles can be made of it after all, by Options.AllBlocks.
	Blocks int
}

func (l LeftOut) Error() string { return strings.TrimLeft(l.Part, "/#") + " in it: " + l.Err.Error() }

func (l LeftOut) Unwrap() error { return l.Err }

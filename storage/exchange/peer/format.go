package peer

import (
	"context"
	"io"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
)

// Format is a file format of other programs. One of Write and Bundle is not nil if projects can be
// exported to it, and Read is not nil if it can be loaded.
type Format struct {
	model.ExchangeFormat

	// Write writes the articles to one file. Its memory does not grow with their number.
	Write func(ctx context.Context, w io.Writer, c *Corpus) error
	// Bundle writes the articles to several files.
	Bundle func(ctx context.Context, to bundle.Folder, c *Corpus) error
	// Archive adds the articles to a folder with the data of many projects, in which it replaces what
	// an earlier export of the project left. It is nil if the format has no such folders.
	Archive func(ctx context.Context, dir string, c *Corpus) error
	// Read reads a data set.
	Read Reader
	// Recognises reports whether a data set seems to be of the format. front is the beginning of its
	// first file whose name has one of the format's extensions, at most FrontBytes. It is nil if the
	// extension decides.
	Recognises func(files *bundle.Files, front []byte) bool
}

// FrontBytes is how much of a file Format.Recognises sees.
const FrontBytes = 1 << 16

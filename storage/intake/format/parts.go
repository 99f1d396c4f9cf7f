package format

import (
	"context"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/object"
	"assay.app/assay/storage/intake/format/table"
	"assay.app/assay/storage/intake/window"
)

// Reading a large file in parts
//
// Tables, JSON Lines and mailboxes may be larger than memory, so they are read in
// two steps. A survey goes through the whole file, one window at a time. It finds
// properties of the whole file, such as the order of dates, and divides the file
// into parts. Then each part is read separately.

// IsLines reports whether files of a format can be read in parts.
func IsLines(f article.Format) bool {
	switch f.Name() {
	case "csv", "tsv", "jsonl", "mbox":
		return true
	}
	return false
}

// Survey divides a file into parts. Its format must be one that IsLines accepts;
// front is the beginning of its text.
func Survey(ctx context.Context, f article.Format, file *window.File, front string, opts article.Options) (*article.Parts, error) {
	switch f.Name() {
	case "csv", "tsv":
		p, err := table.Survey(ctx, file, front, opts)
		if err == nil {
			order := p.Table.DateOrder
			p.Table, _ = TableIn(front, opts)
			p.Table.DateOrder = order
		}
		return p, err
	case "jsonl":
		return object.Survey(ctx, file, opts)
	case "mbox":
		return mails.Survey(ctx, file, opts)
	}
	return nil, fmt.Errorf("%w: files of the format %s are not read in parts", model.ErrTooLarge, f.Name())
}

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

// Reading a file of lines in parts
//
// Tables, JSON lines and mailboxes may be larger than memory, so they are read
// twice. A survey looks at the whole file, a window at a time. It finds the order
// of dates and other properties of the whole file, the parts that cannot be read,
// and the places between two articles where the file can be cut. Then each part
// between two cuts is read separately, in any order, and yields the same articles
// as if the whole file were read at once.

// IsLines reports whether files of a format can be read in parts.
func IsLines(f article.Format) bool {
	switch f.Name() {
	case "csv", "tsv", "jsonl", "mbox":
		return true
	}
	return false
}

// Survey surveys a file of a format that IsLines accepts; front is the beginning of
// its text. An error refuses the file.
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

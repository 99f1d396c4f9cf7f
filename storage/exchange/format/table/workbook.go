package table

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/spreadsheet"
)

// ReadWorkbook reads the sheets of a workbook whose headings are those of a table of sentences. It
// implements peer.Reader.
func ReadWorkbook(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	b, err := workbook(ctx, files)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", files.Name(), err)
	}
	return b, nil
}

func workbook(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	book, err := spreadsheet.Load(files)
	if err != nil {
		return nil, err
	}
	// A CSV file that somebody saved as a workbook still has the guards; see Guard.
	ours := slices.Contains(book.Sheets(), "About") && slices.Contains(book.Sheets(), "Sentences")
	r, some := newReader(!ours), false
	for _, name := range book.Sheets() {
		found, err := r.sheetOf(ctx, book, name)
		if err != nil {
			return nil, fmt.Errorf("the sheet %s: %w", name, err)
		}
		some = some || found
	}
	if !some {
		return nil, damaged("no sheet has the headings of a table of sentences, such as sentence_id")
	}
	return r.end(), nil
}

// sheetOf reads a sheet, and reports whether it is a table of sentences.
func (r *reader) sheetOf(ctx context.Context, book *spreadsheet.Loaded, name string) (bool, error) {
	next, stop := iter.Pull2(book.Rows(name))
	defer stop()
	top, err, some := next()
	if !some || err != nil {
		return false, err
	}
	h, err := headings(top.Cells, r.unguard)
	if err != nil || !isSentences(h) {
		return false, nil //nolint:nilerr // another sheet, with headings of its own
	}
	r.head, r.sheet = h, name
	return true, r.table(ctx, func(yield func(row, error) bool) {
		for {
			one, err, some := next()
			if !some || !yield(row{one.Number, one.Cells}, err) {
				return
			}
		}
	})
}

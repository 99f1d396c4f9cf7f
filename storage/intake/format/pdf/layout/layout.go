// Package layout assembles the letters on the pages of a PDF into paragraphs.
package layout

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/pdf"
)

// Read reads the text layer of a PDF as one article. A PDF has the position of each
// letter, but no lines or paragraphs: lines.go and blocks.go derive them from the
// positions.
func Read(in article.Input, opts article.Options) ([]article.Text, string, error) {
	file, err := pdf.Open(in.Raw, opts.Room)
	if err != nil {
		return nil, "", notPDF(err)
	}
	defer file.Close()
	pages, err := file.Pages()
	if err != nil {
		return nil, "", notPDF(err)
	}
	var sheets []sheet
	var lines counted
	defer func() { lines.release(opts) }()
	known, unknown := 0, 0
	for i, page := range pages {
		letters, without, err := page.Letters()
		if err != nil {
			return nil, "", fmt.Errorf("page %d: %w", i+1, notPDF(err))
		}
		for _, turned := range byTurn(letters) {
			var s sheet
			if err := opts.Within(placedBytes(turned), func() error { s = sheetOf(turned); return nil }); err != nil {
				return nil, "", err
			}
			known += s.letters
			sheets = append(sheets, s)
			if err := lines.add(len(s.chunks), opts); err != nil {
				return nil, "", err
			}
		}
		if unknown += without; known > article.MaxText {
			return nil, "", article.ErrTooMuch
		}
	}
	switch {
	case unknown > known:
		return nil, "", fmt.Errorf("%w: its letters are shapes without characters; run it through text recognition (OCR) first", model.ErrNoTextLayer)
	case known == 0:
		return nil, "", fmt.Errorf("%w; run it through text recognition (OCR) first", model.ErrNoTextLayer)
	}
	if isMostlyRight(sheets) {
		mirrorPages(sheets)
	}
	text, meta := articleOf(sheets)
	meta.Language = file.Language()
	return []article.Text{{Text: text, Metadata: meta}}, "", nil
}

// Limits for the lines of a PDF. Memory is taken for chunkStep lines at a time,
// chunkBytes for each: the text of a line and a copy.
const (
	maxChunks  = 1 << 19
	chunkStep  = 1 << 14
	chunkBytes = 176
)

// placedBytes returns the number of bytes needed to sort the letters of a page by
// place. Only pages with right-to-left letters are sorted.
func placedBytes(letters []pdf.Letter) int64 {
	const each = 192 // a copy of the letter, and its text in pieces
	if !anyRight(letters) {
		return 0
	}
	return int64(len(letters)) * each
}

// counted counts lines and takes memory for them.
type counted struct {
	lines int
	held  int64
}

func (c *counted) add(lines int, opts article.Options) error {
	before := c.lines / chunkStep
	if c.lines += lines; c.lines > maxChunks {
		return article.ErrTooMuch
	}
	n := int64(c.lines/chunkStep-before) * chunkStep * chunkBytes
	if opts.Room == nil || n == 0 {
		return nil
	}
	err := opts.Room.Take(n)
	if err == nil {
		c.held += n
	}
	return err
}

func (c *counted) release(opts article.Options) {
	if opts.Room != nil {
		opts.Room.Give(c.held)
	}
}

// notPDF returns the error for a PDF that cannot be read, with the remedy.
func notPDF(err error) error {
	switch {
	case errors.Is(err, pdf.ErrLocked):
		return fmt.Errorf("%w; save it without one", model.ErrEncrypted)
	case errors.Is(err, pdf.ErrTooMuch):
		return fmt.Errorf("%w: it would take far too much time or memory; save only the pages of the article", model.ErrTooLarge)
	}
	return fmt.Errorf("%w: its structure is invalid (%v); open it in a viewer and save it again, or save its text", model.ErrDamaged, err)
}

// byTurn groups the letters of a page by the direction of their lines, the largest
// group first: text that runs up the margin is not part of the lines it crosses.
func byTurn(letters []pdf.Letter) [][]pdf.Letter {
	var turned [4][]pdf.Letter
	for _, l := range letters {
		turned[l.Turn] = append(turned[l.Turn], l)
	}
	all := turned[:]
	slices.SortStableFunc(all, func(a, b []pdf.Letter) int { return cmp.Compare(len(b), len(a)) })
	return slices.DeleteFunc(all, func(one []pdf.Letter) bool { return len(one) == 0 })
}

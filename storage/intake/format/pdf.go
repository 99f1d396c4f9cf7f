package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ledongthuc/pdf"

	"assay.app/assay/model"
)

// maxPages and maxPage bound what a PDF may hold: pages, and bytes of drawing
// on one of them.
const (
	maxPages = 5000
	maxPage  = 64 << 20
)

// readPDF reads the text layer of a PDF as one article. A PDF says where each
// letter stands and nothing of lines or paragraphs: those are found by how the
// letters lie, in pdf_lines.go and pdf_blocks.go.
func readPDF(in Input, _ Options) ([]Text, string, error) {
	r, err := pdf.NewReader(bytes.NewReader(in.Raw), int64(len(in.Raw)))
	if err != nil {
		return nil, "", notPDF(err)
	}
	n := r.NumPage()
	if n > maxPages {
		return nil, "", fmt.Errorf("%w: it has %d pages; save the pages of the article alone", model.ErrTooLarge, n)
	}
	var pages []sheet
	letters := 0
	for i := 1; i <= n; i++ {
		p := r.Page(i)
		if p.V.IsNull() {
			continue
		}
		if err := checkPage(p); err != nil {
			return nil, "", fmt.Errorf("page %d: %w", i, err)
		}
		s := sheetOf(p.Content().Text)
		letters += s.letters
		if letters > maxText {
			return nil, "", errTooMuch
		}
		pages = append(pages, s)
	}
	if letters == 0 {
		return nil, "", fmt.Errorf("%w; run it through text recognition (OCR) first", model.ErrNoTextLayer)
	}
	text, title := article(pages)
	return []Text{{Text: text, Metadata: model.Metadata{Title: title}}}, "", nil
}

// notPDF says why a PDF cannot be opened.
func notPDF(err error) error {
	if errors.Is(err, pdf.ErrInvalidPassword) || strings.Contains(err.Error(), "encrypt") || strings.Contains(err.Error(), "password") {
		return fmt.Errorf("%w; save it without one", model.ErrEncrypted)
	}
	return fmt.Errorf("%w: its inner form is wrong (%v); open it in a viewer and save it anew, or save its text", model.ErrDamaged, err)
}

// checkPage refuses pages that would take endless memory.
func checkPage(p pdf.Page) error {
	contents := p.V.Key("Contents")
	parts := []pdf.Value{contents}
	if contents.Kind() == pdf.Array {
		parts = parts[:0]
		for i := range contents.Len() {
			parts = append(parts, contents.Index(i))
		}
	}
	left := int64(maxPage)
	for _, part := range parts {
		if part.Kind() != pdf.Stream {
			continue
		}
		in := part.Reader()
		n, err := io.Copy(io.Discard, io.LimitReader(in, left+1))
		in.Close()
		if left -= n; left < 0 {
			return errTooMuch
		}
		if err != nil {
			return fmt.Errorf("%w: what is drawn on it cannot be read (%v)", model.ErrDamaged, err)
		}
	}
	return nil
}

package intake

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/recognise"
)

// Made returns an article with a text that a data set holds, as if the text had been imported from a
// file at path. The facts of m take precedence over those recognised in the text. Of opts, Made uses
// Now, HeadlinesAside and Language.
//
// The error is ErrEmptyFile if the text has no words, ErrBinary if it is not UTF-8, and ErrTooLarge
// if it exceeds the limits of imports.
func Made(path, text string, m model.Metadata, opts Options) (*model.Document, error) {
	switch {
	case strings.TrimSpace(text) == "":
		return nil, fmt.Errorf("read %s: %w", path, model.ErrEmptyFile)
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return nil, fmt.Errorf("read %s: %w", path, model.ErrBinary)
	case len(text) > maxArticle:
		return nil, fmt.Errorf("read %s: %w", path, errArticle)
	}
	if err := checkLines(text); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	doc := plainDocument(sha256.Sum256([]byte(text)), text, coding.UTF8, path, opts)
	doc.Metadata = tidy(m)
	if describe(doc, recognise.Known{HeadlinesAside: opts.HeadlinesAside}, opts.Language, maxUnits) > maxUnits {
		return nil, fmt.Errorf("read %s: %w", path, errUnits)
	}
	return doc, nil
}

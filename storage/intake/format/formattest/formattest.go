// Package formattest holds helpers and sample files for the tests of the formats.
package formattest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format"
	"assay.app/assay/storage/intake/format/article"
)

// Read recognises the format of a file by its content and returns its name and its
// articles. If it recognises none, it returns the name "text" and no articles. It
// decodes formats that are based on plain text as UTF-8. The encoding and the error
// are those of article.Format.Read.
func Read(raw []byte, opts article.Options) (name string, texts []article.Text, encoding string, err error) {
	f := format.OfBytes(raw)
	if f == nil {
		f = format.OfText(string(raw), opts)
	}
	if f == nil {
		return "text", nil, "", nil
	}
	texts, encoding, err = f.Read(article.Input{Raw: raw, Text: string(raw), Encoding: "utf-8"}, opts)
	return f.Name(), texts, encoding, err
}

// ReadText reads the articles of a text in the format that format.OfText
// recognises. It returns an error for plain text.
func ReadText(t testing.TB, text string, opts article.Options) ([]article.Text, error) {
	t.Helper()
	f := format.OfText(text, opts)
	if f == nil {
		return nil, fmt.Errorf("%q is plain text", text)
	}
	texts, _, err := f.Read(article.Input{Text: text}, opts)
	return texts, err
}

// Only returns the only article of a file. It fails the test if the file cannot be
// read, has another format, or does not have exactly one article.
func Only(t testing.TB, name string, raw []byte) article.Text {
	t.Helper()
	got, texts, _, err := Read(raw, article.Options{})
	if err != nil || got != name || len(texts) != 1 {
		t.Fatalf("read as %s: %d articles, %v; want one as %s", got, len(texts), err, name)
	}
	return texts[0]
}

// Same fails the test if got differs from want; what names the value.
func Same(t testing.TB, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s is\n%q, want\n%q", what, got, want)
	}
}

// Fuzz runs Sound as a fuzz test with these seeds.
func Fuzz(f *testing.F, seeds ...[]byte) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(Sound)
}

// Sound checks that each article of a file is valid UTF-8 and not blank, and that
// an error wraps one of the errors in model.
func Sound(t *testing.T, raw []byte) {
	if format.OfBytes(raw) == nil && !utf8.Valid(raw) {
		return // an import passes only valid UTF-8 to OfText
	}
	name, texts, _, err := Read(raw, article.Options{})
	for _, text := range texts {
		if strings.TrimSpace(text.Text) == "" || !utf8.ValidString(text.Text) || !utf8.ValidString(text.Metadata.Title) {
			t.Errorf("%s gives %q", name, text)
		}
	}
	if err != nil && strings.Contains(err.Error(), "runtime error") {
		t.Errorf("a panic was caught: %v", err)
	}
	for _, named := range []error{nil, model.ErrDamaged, model.ErrBinary, model.ErrEncrypted, model.ErrEmptyFile, model.ErrTooLarge, model.ErrNoArticles, model.ErrIncomplete} {
		if errors.Is(err, named) {
			return
		}
	}
	t.Errorf("an error without a name: %v", err)
}

package storagetest

import (
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
)

// Letter is the text of an article with two paragraphs of two sentences each.
const Letter = "The ferry left late. Nobody was told.\n\nThe harbour café stayed open. The tram did not come."

// WithLetter makes a project with one article, whose text is Letter. Like New, it
// verifies the project when the test ends.
func WithLetter(t testing.TB, opts storage.Options) (*storage.Project, *model.Document) {
	p, d := NewWith(t, opts), Document(Letter)
	Import(t, p, d)
	return p, d
}

// NewLetter is WithLetter with no options and without Finish, which would report
// changes that were not saved.
func NewLetter(t testing.TB) (*storage.Project, *model.Document) {
	t.Helper()
	p, err := storage.Create(filepath.Join(t.TempDir(), "failed.assay"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	d := Document(Letter)
	Import(t, p, d)
	return p, d
}

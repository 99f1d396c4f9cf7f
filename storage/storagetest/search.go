package storagetest

import (
	"context"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
)

// Finder has the signature of the method Search of a project.
type Finder func(context.Context, search.Query, index.Options, func(search.Found) error) (search.Result, error)

// Find searches with by and returns the results.
func Find(t testing.TB, by Finder, q search.Query, opts index.Options) ([]search.Found, search.Result) {
	t.Helper()
	var all []search.Found
	r, err := by(t.Context(), q, opts, func(f search.Found) error {
		all = append(all, f)
		return nil
	})
	if err != nil {
		t.Fatalf("search: %v", err)
	}
	return all, r
}

// Parse parses a query.
func Parse(t testing.TB, text string) search.Query {
	t.Helper()
	q, err := search.Parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return q
}

// Texts returns the sentences and notes found, with their marks in brackets.
func Texts(all []search.Found) (out []string) {
	for _, f := range all {
		for _, s := range f.Sentences {
			out = append(out, Bracketed(s.Text, s.Marks))
		}
		for _, n := range f.Notes {
			out = append(out, "note: "+Bracketed(n.Text, n.Marks))
		}
	}
	return out
}

// Bracketed returns a text with its marks in brackets.
func Bracketed(text string, marks []model.Span) string {
	for _, m := range slices.Backward(marks) {
		text = text[:m.Start] + "[" + text[m.Start:m.End] + "]" + text[m.End:]
	}
	return text
}

// Scan returns a Finder that searches a project without its index.
func Scan(p *storage.Project) Finder {
	return func(ctx context.Context, q search.Query, opts index.Options, found func(search.Found) error) (search.Result, error) {
		opts.Scan = true
		return p.Search(ctx, q, opts, found)
	}
}

package exchangetest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/storage/exchange/setfile"
)

// Export returns the set that is exported from src, at Epoch unless opts.Now is set.
func Export(t testing.TB, src exchange.Source, opts exchange.Options) []byte {
	t.Helper()
	if opts.Now == nil {
		opts.Now = Clock
	}
	opts.Generator = "test"
	var b bytes.Buffer
	count, err := exchange.Export(context.Background(), &b, src, opts)
	if err != nil {
		t.Fatal(err)
	}
	if count.Bytes != int64(b.Len()) {
		t.Errorf("counted %d bytes of %d", count.Bytes, b.Len())
	}
	return b.Bytes()
}

// Read reads a set and fails the test if it cannot.
func Read(t testing.TB, raw []byte) *setfile.Set {
	t.Helper()
	set, err := setfile.Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// Load loads a set into a project in the name of "loader".
func Load(t testing.TB, p *storage.Project, set *setfile.Set) results.Load {
	t.Helper()
	done, err := merge.Load(context.Background(), p, set, "loader")
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// Shelf is an exchange.Source that returns the contents of a set.
type Shelf struct{ Set *setfile.Set }

// Info returns the project of the set.
func (s Shelf) Info() model.ProjectInfo { return s.Set.Project }

// Codebook returns the codebook of the set.
func (s Shelf) Codebook() (model.Codebook, error) { return s.Set.Codebook, nil }

// Articles iterates over the articles of the set.
func (s Shelf) Articles() iter.Seq2[model.Article, error] {
	return func(yield func(model.Article, error) bool) {
		for _, a := range s.Set.Articles {
			if !yield(a.Article, nil) {
				return
			}
		}
	}
}

// Document returns an article of the set, or ErrNoArticle.
func (s Shelf) Document(id model.ArticleID) (*model.Document, error) {
	for _, a := range s.Set.Articles {
		if a.ID == id {
			doc := *a.Document
			doc.Records = map[model.Key]any{}
			for key, held := range a.Held() {
				if key.Article == id && key.Kind != record.Annotation && held[0].Content != nil && !held[0].Version.Made() {
					doc.Records[key] = held[0].Content
				}
			}
			return &doc, nil
		}
	}
	return nil, model.ErrNoArticle
}

// OutletNotes returns the set's notes on outlets.
func (s Shelf) OutletNotes() ([]model.Note, error) {
	var out []model.Note
	for _, o := range s.Set.Outlets {
		out = append(out, o.Notes...)
	}
	return out, nil
}

// AnalystIDs returns the ids of the set's analysts.
func (s Shelf) AnalystIDs() (map[string]record.AnalystID, error) { return s.Set.IDs, nil }

// Versions returns the versions of the set's records; see exchange.Source.
func (s Shelf) Versions(id model.ArticleID) (map[model.Key][]record.Held, error) {
	out := map[model.Key][]record.Held{}
	add := func(versions map[model.Key][]record.Held) {
		for key, held := range versions {
			if key.Article == id && (key.Kind != record.GradeKind || !held[0].Version.Made()) { // else a note has it
				out[key] = append(out[key], held...)
			}
		}
	}
	for _, a := range s.Set.Articles {
		add(a.Held())
	}
	add(s.Set.Held())
	return out, nil
}

// SameBut checks that two sets are equal except for their project, the ids of their
// analysts, and the time of their export.
func SameBut(t testing.TB, first, second []byte) {
	t.Helper()
	cut := func(set []byte) []byte {
		lines := bytes.Split(set, []byte("\n"))
		return bytes.Join(slices.DeleteFunc(lines, func(l []byte) bool {
			return bytes.HasPrefix(l, []byte(`  "project":`)) || bytes.HasPrefix(l, []byte(`  "exported":`)) ||
				bytes.HasPrefix(l, []byte(`  "analystIds":`))
		}), []byte("\n"))
	}
	if a, b := cut(first), cut(second); !bytes.Equal(a, b) {
		t.Error("the sets differ:", FirstDifference(a, b))
	}
}

// FirstDifference describes the first line in which two texts differ. If there is
// none, it returns "one is longer".
func FirstDifference(a, b []byte) string {
	as, bs := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return fmt.Sprintf("line %d:\n- %s\n+ %s", i+1, as[i], bs[i])
		}
	}
	return "one is longer"
}

// Altered returns a copy of a set after applying change to it.
func Altered(t testing.TB, set []byte, change func(set Tree)) []byte {
	t.Helper()
	var loose Tree
	if err := json.Unmarshal(set, &loose); err != nil {
		t.Fatal(err)
	}
	change(loose)
	raw, err := json.Marshal(loose)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// AsVersion1 returns a set in version 1 of the format, without stamps, records and ids of
// analysts.
func AsVersion1(t testing.TB, set []byte) []byte {
	t.Helper()
	return Altered(t, set, func(set Tree) {
		without(set, "stamp", "records", "analystIds")
		set["version"] = 1
	})
}

// without removes fields from a value of a set and from all values in it.
func without(value any, fields ...string) {
	switch value := value.(type) {
	case Tree:
		for _, field := range fields {
			delete(value, field)
		}
		for _, inner := range value {
			without(inner, fields...)
		}
	case []any:
		for _, inner := range value {
			without(inner, fields...)
		}
	}
}

// Tree is a JSON object of a set, decoded without types.
type Tree = map[string]any

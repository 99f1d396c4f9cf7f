package storagetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/ledger"
)

// Babble invents an article in one of several scripts. Its words are few and short,
// so that they recur often.
func Babble(rng *rand.Rand) *model.Document {
	alphabets := []string{"abcde", "abcdé", "авднё", "東京都新聞", "กขคงา", "123456,.0 ٢", "한국서울kb1", "abʻ²1½"}
	letters := []rune(alphabets[rng.IntN(len(alphabets))])
	var text strings.Builder
	for range 1 + rng.IntN(8) {
		for range 1 + rng.IntN(6) {
			for range 1 + rng.IntN(1+rng.IntN(9)) {
				text.WriteRune(letters[rng.IntN(len(letters))])
			}
			text.WriteString([]string{" ", " ", ", ", "-"}[rng.IntN(4)])
		}
		fmt.Fprintf(&text, "%d. ", rng.IntN(1000))
		if rng.IntN(4) == 0 {
			text.WriteString("\n\n")
		}
	}
	d := Document(text.String())
	d.Metadata = model.Metadata{
		Title: "On " + string(letters[:2]), Outlet: []string{"", "Tide Post", "Quay Courier", "abc"}[rng.IntN(4)],
		Published: fmt.Sprintf("203%d-%02d-11", rng.IntN(3), 1+rng.IntN(12)), Language: []string{"en", "ru", "ja"}[rng.IntN(3)],
	}
	if clock := []string{"", "T09:30", "T09:30:20+05:30"}[text.Len()%3]; clock != "" {
		d.Metadata.PublishedAt = d.Metadata.Published + clock
	}
	return d
}

// Library makes a closed project with invented articles and an index, and returns
// its path and articles.
func Library(t testing.TB, articles int) (path string, docs []*model.Document) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "library"+model.ProjectExt)
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	SmallIndex(p, 60)
	rng := rand.New(rand.NewPCG(3, uint64(articles)))
	for range articles {
		docs = append(docs, Babble(rng))
	}
	Import(t, p, docs...)
	SettleIndex(p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + index.Ext); err != nil {
		t.Fatalf("there is no index: %v", err)
	}
	return path, docs
}

// Reopened opens a project of Library and closes it at the end of the test.
func Reopened(t testing.TB, path string, opts storage.Options) *storage.Project {
	t.Helper()
	p, err := storage.Open(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	SmallIndex(p, 60)
	return p
}

// SameFound fails the test if the index and a scan find different results for any
// of several queries. It returns the result of the first query.
func SameFound(t testing.TB, p *storage.Project) search.Result {
	t.Helper()
	var first search.Result
	for i, text := range []string{"a", "ab ", "東", "в* -а", `"a b`, "tide", "outlet:tide a", "date:2031"} {
		want, _ := Find(t, Scan(p), Parse(t, text), index.Options{})
		got, result := Find(t, p.Search, Parse(t, text), index.Options{})
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q finds with the index\n%q\nand without\n%q", text, Texts(got), Texts(want))
		}
		if i == 0 {
			first = result
		}
	}
	return first
}

// Covered fails the test unless the index covers all articles.
func Covered(t testing.TB, p *storage.Project) {
	t.Helper()
	if parts, _, next, err := p.Index().Shape(t.Context()); err != nil || len(parts) == 0 || next != uint64(Stored(p))+1 {
		t.Errorf("the index has the parts %v, up to article %d of %d (%v)", parts, next, Stored(p), err)
	}
}

// SmallIndex makes the index of a project use segments of about the given number of
// sentences, and build them even for few sentences. It must be called before
// anything is imported or searched.
func SmallIndex(p *storage.Project, segment int) {
	p.Index().Sizes = index.Sizes{Segment: segment, Memory: 1 << 30, Long: 1 << 30, Least: 1, Dirty: 4, DirtyBytes: 2000, Small: 4}
}

// SettleIndex makes the index of a project build what it lacks, and waits until it
// is idle.
func SettleIndex(p *storage.Project) {
	p.Index().Nudge()
	p.Index().Settle(context.Background())
}

// Stored returns the number of the newest article in the file of a project. It is
// the number of articles unless some were lost.
func Stored(p *storage.Project) int {
	n := uint64(0)
	_ = p.View("count the articles", func(tx ledger.Tx) (err error) {
		n, err = ledger.LastNumber(ledger.BucketOf(tx, ledger.BucketArticles))
		return err
	})
	return int(n)
}

package setfile_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

// bothWays reads a set quickly and plainly, and fails the test if the two disagree.
// It reports whether the set was read quickly.
func bothWays(t *testing.T, raw []byte) bool {
	t.Helper()
	got, ok := setfile.ReadQuickly(bytes.NewReader(raw))
	if !ok {
		return false
	}
	want, err := setfile.ReadPlainly(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("it was read quickly, but %v", err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("it was read as\n%+v\nnot\n%+v", got, want)
	}
	return true
}

func TestWhatIsExportedIsReadQuickly(t *testing.T) {
	p := exchangetest.Contested(t)
	long := strings.Repeat("The ferry to Ölland “was” cancelled. ", 10_000) // many times the size of the first buffer
	exchangetest.Import(t, p, exchangetest.Parse(t, long, "long.txt"), exchangetest.Converted())
	for _, opts := range []exchange.Options{{}, {NoText: true}, {Labelled: true}, {Labelled: true, NoText: true}} {
		raw := exchangetest.Export(t, p, opts)
		if !bothWays(t, raw) {
			t.Errorf("%+v: it is not", opts)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, raw); err != nil {
			t.Fatal(err)
		}
		if !bothWays(t, compact.Bytes()) {
			t.Errorf("%+v: it is not, on one line", opts)
		}
		if _, ok := setfile.ReadQuickly(iotest.OneByteReader(bytes.NewReader(compact.Bytes()))); !ok {
			t.Errorf("%+v: it is not, a byte at a time", opts)
		}
	}
	if empty := exchangetest.Export(t, exchangetest.NewProject(t), exchange.Options{}); !bothWays(t, empty) {
		t.Error("a set without articles is not")
	}
}

// Unusual and wrong sets are read plainly, from the beginning of the set.
func TestAFileIsReadAgainFromTheBeginningOfTheSet(t *testing.T) {
	good := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	path := filepath.Join(t.TempDir(), "set.json")
	usual := string(good)
	for name, raw := range map[string]string{
		"floats":     floats(rand.New(rand.NewPCG(1, 2)), usual),
		"UTF-16":     string(asUTF16(usual, binary.LittleEndian, true)),
		"a mark":     "\uFEFF" + usual,
		"as written": usual,
	} {
		if err := os.WriteFile(path, []byte("12345"+raw), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if _, err := file.Seek(5, 0); err != nil {
			t.Fatal(err)
		}
		if set, err := setfile.Read(file); err != nil || len(set.Articles) != 2 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// If several articles are wrong, the error is about the first.
func TestTheFirstWrongArticleIsNamed(t *testing.T) {
	p := exchangetest.NewProject(t)
	exchangetest.Import(t, p, exchangetest.Invented(t, 300)...)
	good := exchangetest.Export(t, p, exchange.Options{})
	for _, first := range []int{0, 1, 150, 298} {
		raw := exchangetest.Altered(t, good, func(set exchangetest.Tree) {
			articles := set["articles"].([]any)
			for i := first; i < len(articles); i++ {
				articles[i].(exchangetest.Tree)["length"].(exchangetest.Tree)["bytes"] = 1 + i
			}
		})
		_, err := setfile.Read(bytes.NewReader(raw))
		if want := fmt.Sprintf("article %d (", first); !errors.Is(err, model.ErrDamaged) || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// FuzzQuickReading checks that reading a set quickly and reading it plainly return the
// same set.
func FuzzQuickReading(f *testing.F) {
	for _, opts := range []exchange.Options{{}, {NoText: true}, {Labelled: true}} {
		var small bytes.Buffer
		if err := json.Compact(&small, exchangetest.Export(f, noted(f), opts)); err != nil {
			f.Fatal(err)
		}
		f.Add(small.Bytes())
		f.Add(exchangetest.AsVersion1(f, small.Bytes()))
	}
	f.Add([]byte(`{"format":"assay.annotation-set","version":1,"exported":"2026-01-02T03:04:05Z","codebook":[],"articles":[]}`))
	f.Fuzz(func(t *testing.T, raw []byte) { bothWays(t, raw) })
}

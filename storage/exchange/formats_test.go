package exchange_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model/results"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/exchangetest"
)

func TestTheDocumentsListEveryFormat(t *testing.T) {
	page, err := os.ReadFile("../../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "| name | format |")
	table, _, _ = strings.Cut(table, "\n\n")
	rows := strings.Split(table, "\n")[2:]
	var want []string
	for _, f := range exchange.Formats() {
		does := "writes"
		if f.Loads {
			does = "writes, reads"
		}
		if f.Hits {
			does += ", hits (`--" + f.Flag + "`)"
		}
		endings := "`" + strings.Join(f.Endings(), "` `") + "`"
		want = append(want, fmt.Sprintf("| `%s` | %s | %s | %s | %s |", f.Key, f.Name, endings, does, strings.Join(f.Lacks(), ", ")))
	}
	if !slices.Equal(rows, want) {
		t.Errorf("docs/export.md lists\n%s\nnot\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
}

// Formats of other programs may share the ending of a format, and are chosen by their keys.
func TestNoTwoOwnFormatsShareAnEndingOrAFlag(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range exchange.Formats() {
		if f.Name == "" || len(f.Lacks()) == 0 || f.Ext != strings.ToLower(f.Ext) || !strings.HasPrefix(f.Ext, ".") || seen[f.Ext] && !f.Foreign {
			t.Errorf("%+v", f.ExchangeFormat)
		}
		seen[f.Ext] = true
		if !f.Hits {
			continue
		}
		if f.Flag == "" || seen["--"+f.Flag] {
			t.Errorf("%s has the flag %q", f.Name, f.Flag)
		}
		seen["--"+f.Flag] = true
	}
}

func TestEveryFormatIsWrittenAndReadAsItSays(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	for _, f := range exchange.Formats() {
		path := filepath.Join(t.TempDir(), "out"+strings.ToUpper(f.Ext))
		for _, c := range []struct {
			takes bool
			opts  exchange.Options
		}{{f.Project, exchange.Options{Now: exchangetest.Clock}}, {f.Hits, exchange.Options{Now: exchangetest.Clock, Selection: finds(t, p, "gave")}}} {
			if !c.takes {
				continue
			}
			var out bytes.Buffer
			count, err := f.Export(t.Context(), &out, p, c.opts)
			if err != nil || count.Articles == 0 || count.Sentences == 0 || count.Bytes != int64(out.Len()) {
				t.Errorf("%s: %+v of %d bytes, %v", f.Name, count, out.Len(), err)
			}
			if _, err := f.ExportFile(t.Context(), path, p, c.opts); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
			if file, err := os.ReadFile(path); err != nil || !bytes.Equal(file, out.Bytes()) {
				t.Errorf("%s: the file of that ending holds something else (%v)", f.Name, err)
			}
			if !f.Loads {
				continue
			}
			readBack(t, f, path, count)
		}
	}
}

// readBack reads a file as the format that it is recognised as.
func readBack(t *testing.T, f exchange.Format, path string, count results.Export) {
	t.Helper()
	files, err := bundle.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	if known, err := exchange.Recognised(files); err != nil || known.Key != f.Key {
		t.Errorf("%s is recognised as %s (%v)", f.Name, known.Name, err)
	}
	if f.Key != "json" {
		if _, err := f.Read(t.Context(), files); err != nil {
			t.Errorf("%s: read back: %v", f.Name, err)
		}
		return
	}
	_, raw, err := files.First()
	if err != nil {
		t.Fatal(err)
	}
	if set, err := exchange.ReadAs(path, bytes.NewReader(raw)); err != nil || len(set.Articles) != count.Articles {
		t.Errorf("%s: read back: %v", f.Name, err)
	}
}

func TestAFileWithAnotherEndingHasTheDefaultFormat(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	set := exchangetest.Export(t, p, exchange.Options{Now: exchangetest.Clock})
	for _, name := range []string{"out", "out.txt"} {
		path := filepath.Join(t.TempDir(), name)
		if _, err := exchange.ExportFile(t.Context(), path, p, exchange.Options{Now: exchangetest.Clock, Generator: "test"}); err != nil {
			t.Fatal(err)
		}
		if got, err := exchange.ReadAs(path, bytes.NewReader(set)); err != nil || len(got.Articles) == 0 {
			t.Errorf("%s: %v", name, err)
		}
		if file, err := os.ReadFile(path); err != nil || !bytes.Equal(file, set) {
			t.Errorf("%s is not an annotation set (%v)", name, err)
		}
	}
}

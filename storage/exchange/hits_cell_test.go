package exchange

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

// FuzzCell holds a cell to what docs/export.md says: no spreadsheet computes
// it, and one apostrophe less is what was there.
func FuzzCell(f *testing.F) {
	for _, text := range []string{"", "a", "=1", "'=1", "''", "' =", "\r=", "\tx", "–1", "＝1", "a\r\nb\rc", "-", "'-'", "\u00e9"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := cell(text)
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.UseCRLF = true
		if err := w.Write([]string{"x", got}); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		row, err := csv.NewReader(&b).Read()
		if err != nil || row[1] != got {
			t.Fatalf("%q was read as %q (%v)", got, row, err)
		}
		if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r\n") {
			t.Errorf("%q would be computed", got)
		}
		plain := strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
		first, _ := strings.CutPrefix(got, "'")
		if guarded := first != got && strings.IndexAny(strings.TrimLeft(first, "'"), "=+-@\t\n") == 0; guarded {
			got = first
		}
		for _, wide := range []string{"＝", "＋", "－", "＠"} {
			if strings.HasPrefix(strings.TrimLeft(first, "'"), wide) {
				got = first
			}
		}
		if got != plain {
			t.Errorf("%q cannot be had again: %q", plain, got)
		}
	})
}

package table

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWhatASpreadsheetTakesForANumberIsText(t *testing.T) {
	for text, guarded := range map[string]bool{
		"6108160486303236": true, "123456789012": true, "12e34": true, "12E+34": true, "1234e-5678": true, "0012": true,
		"1.50": true, "1,250": true, ".5": true, " 12e3 ": true, "'12e34": true, "''007": true, "12e3456789012345": true,
		"": false, "0": false, "1931": false, "12345678901": false, "e34": false, "12e": false, "12e3a": false, "1.2.3": false,
		"2025-10-09": false, "6108160486303236:24-72": false, "aa08874885ff73a5": false, "'1931": false, "9 ferries": false, ".": false,
	} {
		if got := Guard(text); (got == "'"+text) != guarded || !guarded && got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestACellHasTheExactTextButForControlCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"a\u202eb\u2066c\u200fd":  "a\u202eb\u2066c\u200fd",
		"a\u0085b\u009bc\u007fd":  "a\u0085b\u009bc\u007fd",
		"a\u2028b\u2029c\ufeffd":  "a\u2028b\u2029c\ufeffd",
		"a\x00b\x1b[2Jc\td\ne":    "a\ufffdb\ufffd[2Jc\td\ne",
		"\x00=1":                  "\ufffd=1",
		"family \U0001F468\u200d": "family \U0001F468\u200d",
	} {
		if got := Guard(text); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

// guarded matches the cells from which one apostrophe must be removed according to
// docs/export.md.
var guarded = regexp.MustCompile(`^'*([=+\-@\t\n＝＋－＠]|\s*([0-9]{12,}|0[0-9]+|[0-9]+[.,][0-9]*|[.,][0-9]+|([0-9]+([.,][0-9]*)?|[.,][0-9]+)[eE][+-]?[0-9]+)\s*$)`)

// FuzzCell checks that no cell begins like a formula, and that removing one
// apostrophe from a guarded cell restores the text.
func FuzzCell(f *testing.F) {
	for _, text := range []string{
		"", "a", "=1", "'=1", "''", "' =", "\r=", "\tx", "–1", "＝1", "a\r\nb\rc", "-", "'-'", "\u00e9",
		"12e34", "'0012", "1.", ".5e1", " 6108160486303236\n", "\x00", "\x1b\u202e",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
			return strings.ContainsRune("\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", r) || '\u2000' <= r && r <= '\u200a'
		}) {
			return // a text that no project can have, or one with spaces that the pattern does not match
		}
		got := Guard(text)
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.UseCRLF = true
		if err := w.Write([]string{"x", got}); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		if field := string(appendField(nil, got)); b.String() != "x,"+field+"\r\n" {
			t.Errorf("the field of %q is %q", got, field)
		}
		row, err := csv.NewReader(&b).Read()
		if err != nil || row[1] != got {
			t.Fatalf("%q was read as %q (%v)", got, row, err)
		}
		if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r\n") {
			t.Errorf("%q would be computed", got)
		}
		plain := strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' {
				return '\uFFFD'
			}
			return r
		}, strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
		if Unguard(got) != plain {
			t.Errorf("%q without its guard is %q, not %q", got, Unguard(got), plain)
		}
		if guarded.MatchString(got) {
			got = got[1:]
		}
		if got != plain {
			t.Errorf("%q cannot be had again: %q", plain, got)
		}
	})
}

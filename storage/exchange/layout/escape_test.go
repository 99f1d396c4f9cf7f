package layout

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"assay.app/assay/model"
)

// unfit reports whether a character is unsafe on a terminal.
func unfit(r rune) bool { return unicode.IsControl(r) && r != '\n' || model.Hidden(r) }

// FuzzEscape checks that escaping removes unsafe characters and keeps the value.
func FuzzEscape(f *testing.F) {
	for _, text := range []string{"", "a\u202eb", "\x7f\u0085\u2028", "\U000E0001<>&", "\\u202e\"", "\xff", "a\u200db"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b strings.Builder
		if err := Write(&b, map[string]string{"k": text}); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsFunc(b.String(), unfit) {
			t.Errorf("%q is written %q", text, b.String())
		}
		var back map[string]string
		if err := json.Unmarshal([]byte(b.String()), &back); err != nil || back["k"] != string([]rune(text)) {
			t.Errorf("%q is read back as %q (%v)", text, back["k"], err)
		}
	})
}

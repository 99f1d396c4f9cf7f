package dialog

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSuggestedNamesFitTheFileSystem(t *testing.T) {
	titled := func(name string) string { return name + " annotations" }
	for _, name := range []string{"harbour", strings.Repeat("新", 80), strings.Repeat("新", 83), strings.Repeat("e\u0301", 83), strings.Repeat("x", 3000)} {
		got := FileNamed(name, ".json", titled)
		stem, whole := strings.CutSuffix(got, " annotations.json")
		if len(got) > 255 || !whole || !utf8.ValidString(got) || !strings.HasPrefix(name, stem) || stem == "" {
			t.Errorf("file name of %q: %q", name, got)
		}
		if len(name) < 100 && got != "harbour annotations.json" {
			t.Errorf("the file name is %q", got)
		}
	}
}

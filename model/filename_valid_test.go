package model

import (
	"strings"
	"testing"
)

func TestFileNamesAreThoseOfEverySystem(t *testing.T) {
	for _, name := range []string{"Flood", "Flood + rain (2)", "Повінь", "a.b", "console", "COM", "com10"} {
		if !IsFileName(name) {
			t.Errorf("%q is refused", name)
		}
	}
	for _, name := range []string{"", ".", "..", ".hidden", "a/b", `a\b`, "a:b", "a?", "end.", " a", "a ", "a\n", "nul", "CON.assay", "com1", "Lpt9.x", "\xff", strings.Repeat("a", 256)} {
		if IsFileName(name) {
			t.Errorf("%q is accepted", name)
		}
	}
}

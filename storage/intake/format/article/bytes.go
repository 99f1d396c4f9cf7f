package article

import (
	"strings"
	"unsafe"
)

func Head(s string, n int) string { return s[:min(len(s), n)] }

// BytesOf returns the bytes of a string without a copy. The caller must not alter
// them.
func BytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// StringOf returns bytes as a string without a copy. The caller must not alter the
// bytes afterwards.
func StringOf(raw []byte) string { return unsafe.String(unsafe.SliceData(raw), len(raw)) }

func WordSet(names string) map[string]bool {
	s := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		s[name] = true
	}
	return s
}

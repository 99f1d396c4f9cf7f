package format

import (
	"strings"
	"unsafe"
)

func head(s string, n int) string { return s[:min(len(s), n)] }

// bytesOf returns the bytes of a string, which must not be altered.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// textOfBytes returns bytes as a string. They must not be altered afterwards.
func textOfBytes(raw []byte) string { return unsafe.String(unsafe.SliceData(raw), len(raw)) }

func set(names string) map[string]bool {
	s := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		s[name] = true
	}
	return s
}

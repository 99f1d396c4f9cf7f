package window

import "unsafe"

// textOf returns raw as a string without copying. The bytes must not change
// afterwards.
func textOf(raw []byte) string { return unsafe.String(unsafe.SliceData(raw), len(raw)) }

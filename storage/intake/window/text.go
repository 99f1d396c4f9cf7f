package window

import "unsafe"

// textOf returns bytes as a string. They must not be altered afterwards.
func textOf(raw []byte) string { return unsafe.String(unsafe.SliceData(raw), len(raw)) }

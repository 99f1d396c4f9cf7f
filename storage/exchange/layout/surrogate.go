package layout

import (
	"bytes"
	"strconv"
)

// HalfCharacter returns the byte offset of the first escape of an unpaired UTF-16
// surrogate, or -1. Decoding would silently replace it with U+FFFD.
func HalfCharacter(raw []byte) int {
	for i := 0; i < len(raw); {
		n := bytes.IndexByte(raw[i:], '\\')
		if n < 0 {
			break
		}
		i += n
		switch unit := escaped(raw[i:]); {
		case 0xD800 <= unit && unit < 0xDC00 && i+6 <= len(raw):
			if low := escaped(raw[i+6:]); low < 0xDC00 || low >= 0xE000 {
				return i
			}
			i += 12
		case 0xDC00 <= unit && unit < 0xE000:
			return i
		default:
			i += 2
		}
	}
	return -1
}

// escaped returns the UTF-16 code unit of the \u escape at the beginning of raw, or
// -1.
func escaped(raw []byte) int {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return -1
	}
	unit, err := strconv.ParseUint(string(raw[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return int(unit)
}

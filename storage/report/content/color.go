package content

import (
	"math"
	"strconv"
	"strings"
)

// Fill returns a colour as six upper-case hexadecimal digits, "" if color is not "#RRGGBB".
func Fill(color string) string {
	digits, found := strings.CutPrefix(color, "#")
	if !found || len(digits) != 6 {
		return ""
	}
	if _, err := strconv.ParseUint(digits, 16, 32); err != nil {
		return ""
	}
	return strings.ToUpper(digits)
}

// InkOn returns the colour in which text is easiest to read on a fill that Fill returned: black or
// white, as six hexadecimal digits. Its contrast is at least 4.58 to 1.
func InkOn(fill string) string {
	// Black and white contrast equally with a luminance of 0.179 (WCAG 2.2).
	if luminance(fill) > 0.179 {
		return "000000"
	}
	return "FFFFFF"
}

// luminance returns the relative luminance of a colour as WCAG 2.2 defines it, from 0 to 1.
func luminance(fill string) float64 {
	n, _ := strconv.ParseUint(fill, 16, 32)
	channel := func(c uint64) float64 {
		v := float64(c&0xFF) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n>>16) + 0.7152*channel(n>>8) + 0.0722*channel(n)
}

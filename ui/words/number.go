package words

import (
	"strconv"

	"fyne.io/fyne/v2/lang"
)

// Number formats a whole number with the thousands separator of the window's
// language, such as "13,013".
func Number(n int) string {
	return grouped(n, separator(lang.X("language", English)))
}

// separator returns the thousands separator of a language, from CLDR 44.
func separator(code string) string {
	const noBreakSpace, narrowNoBreakSpace = "\u00a0", "\u202f"
	switch code {
	case "de", "es":
		return "."
	case "fr":
		return narrowNoBreakSpace
	case "uk":
		return noBreakSpace
	}
	return ","
}

func grouped(n int, separator string) string {
	const group = 3
	if n < 0 {
		return "−" + grouped(-n, separator)
	}
	digits := strconv.Itoa(n)
	for at := len(digits) - group; at > 0; at -= group {
		digits = digits[:at] + separator + digits[at:]
	}
	return digits
}

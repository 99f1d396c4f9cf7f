package clock

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// SinceEpoch accepts times from firstYear up to, but not including, lastYear.
const (
	firstYear = 1980
	lastYear  = 2100
)

// SinceEpoch reads a number of seconds since 1970 in UTC, or of milliseconds,
// microseconds or nanoseconds, judging by its size. It returns false for anything
// else, such as the digits of a date (20310403).
func SinceEpoch(s string) (t time.Time, ok bool) {
	s = strings.TrimSpace(s)
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n <= 0 || strings.ContainsAny(s, "xXpP_") {
		return t, false
	}
	for _, unit := range []float64{1, 1e3, 1e6, 1e9} {
		if seconds := n / unit; 1e8 <= seconds && seconds < 5e9 {
			whole, _ := math.Modf(seconds)
			t = time.Unix(int64(whole), 0).UTC()
			return t, firstYear <= t.Year() && t.Year() < lastYear
		}
	}
	return t, false
}

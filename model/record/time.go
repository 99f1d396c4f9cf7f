package record

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"assay.app/assay/model"
)

// Time is a time as stored in files: RFC 3339 in UTC with as many decimals of the
// second as necessary, or empty for the zero time.
type Time string

// TimeOf returns the stored form of a time.
func TimeOf(t time.Time) Time {
	if t.IsZero() {
		return ""
	}
	return Time(t.UTC().Format(time.RFC3339Nano))
}

// Time returns the time, in UTC. For a year below 0 or above 9999 in UTC it returns a
// time in year 1 or 9999. The error wraps ErrDamaged.
func (s Time) Time() (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, string(s))
	if err == nil && strings.HasSuffix(string(s), "Z") { // as TimeOf writes it
		return t, nil
	}
	t = t.UTC()
	switch {
	case err != nil && beyond.MatchString(string(s)):
		return nearest(s[0] == '-'), nil
	case err != nil:
		return time.Time{}, fmt.Errorf("%w: %v", model.ErrDamaged, err)
	case t.Year() < 0 || t.Year() > 9999: // because of its offset
		return nearest(t.Year() < 0), nil
	}
	return t, nil
}

// beyond matches times before year 0 or after year 9999 as time.Format writes them.
// Older versions could store such times but not read them.
var beyond = regexp.MustCompile(`^(-\d{3,}|\d{5,})-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$`)

// nearest returns the time that replaces one outside the years that files can hold. It is
// in year 1 if before is true, otherwise in year 9999.
func nearest(before bool) time.Time {
	if before {
		return time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC)
	}
	return time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
}

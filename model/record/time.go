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

// Time returns the time, in UTC; see ParseTime. For a year below 0 or above 9999 in UTC it
// returns a time in year 1 or 9999. The error wraps ErrDamaged.
func (s Time) Time() (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, ok := ParseTime(string(s))
	switch {
	case !ok && beyond.MatchString(string(s)):
		return nearest(s[0] == '-'), nil
	case !ok:
		return time.Time{}, fmt.Errorf("%w: %q is not a time, such as 2006-01-02T15:04:05Z", model.ErrDamaged, model.Excerpt(string(s)))
	case t.Year() < 0 || t.Year() > 9999: // because of its offset or a leap second
		return nearest(t.Year() < 0), nil
	}
	return t, nil
}

// ParseTime returns the time that a text of RFC 3339 stands for, in UTC, and false if it is
// no such text. It accepts "t" and "z" in lower case (section 5.6), and a leap second,
// 23:59:60 in UTC, which it treats as midnight of the next day.
func ParseTime(text string) (time.Time, bool) {
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil { // nearly always
		return at.UTC(), true
	}
	text = strings.ToUpper(text)
	const seconds = len("2006-01-02T15:04:")
	leap := len(text) > seconds+2 && text[seconds:seconds+2] == "60"
	if leap {
		text = text[:seconds] + "59" + text[seconds+2:]
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, false
	}
	at = at.UTC()
	if leap {
		if at.Hour() != 23 || at.Minute() != 59 {
			return time.Time{}, false
		}
		at = at.Add(time.Second)
	}
	return at, true
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

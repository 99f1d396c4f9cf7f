package schema

import (
	"encoding/json"
	"strings"
	"time"
)

// Moment is a time in the form of RFC 3339. Unlike time.Time, it accepts a leap
// second, 23:59:60 in UTC, and treats it as midnight of the next day.
type Moment struct{ time.Time }

// At returns t as a Moment in UTC.
func At(t time.Time) Moment { return Moment{t.UTC()} }

// UnmarshalJSON implements json.Unmarshaler.
func (m *Moment) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		return nil
	}
	var text string
	ok := json.Unmarshal(raw, &text) == nil
	if ok {
		m.Time, ok = parseMoment(text)
	}
	if !ok {
		return valueError(raw, "is not a time, such as 2006-01-02T15:04:05Z")
	}
	return nil
}

func parseMoment(text string) (time.Time, bool) {
	text = strings.ToUpper(text) // RFC 3339, section 5.6, allows t and z for T and Z
	const seconds = len("2006-01-02T15:04:")
	leap := len(text) > seconds+2 && text[seconds:seconds+2] == "60"
	if leap {
		text = text[:seconds] + "59" + text[seconds+2:]
	}
	var at time.Time
	if err := at.UnmarshalText([]byte(text)); err != nil {
		return time.Time{}, false
	}
	if leap {
		if utc := at.UTC(); utc.Hour() != 23 || utc.Minute() != 59 {
			return time.Time{}, false
		}
		at = at.Add(time.Second)
	}
	return at, true
}

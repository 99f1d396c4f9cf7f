package schema

import (
	"encoding/json"
	"strings"
	"time"
)

// Moment is a time in a set, by RFC 3339. Unlike time.Time it can be read from a
// leap second, 23:59:60 in UTC. That becomes the second after it, which clocks
// without leap seconds show.
type Moment struct{ time.Time }

// At returns the moment of a time, in UTC.
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
	text = strings.ToUpper(text) // t and z are allowed for T and Z: RFC 3339, 5.6
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

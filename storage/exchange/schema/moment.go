package exchange

import (
	"encoding/json"
	"strings"
	"time"
)

// moment is a time in a set, by RFC 3339. Unlike time.Time it can be a leap
// second, 23:59:60 in UTC: that is read as the second after it, as clocks show
// it that know no leap seconds.
type moment struct{ time.Time }

// UnmarshalJSON implements json.Unmarshaler.
func (m *moment) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		return nil
	}
	var text string
	ok := json.Unmarshal(raw, &text) == nil
	if ok {
		m.Time, ok = parseMoment(text)
	}
	if !ok {
		return misfitOf(raw, "is not a time, such as 2006-01-02T15:04:05Z")
	}
	return nil
}

func parseMoment(text string) (time.Time, bool) {
	text = strings.ToUpper(text) // RFC 3339, 5.6: t and z stand for T and Z
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

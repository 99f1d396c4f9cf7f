package schema

import (
	"encoding/json"
	"time"

	"assay.app/assay/model/record"
)

// Moment is a time in the form of RFC 3339. Unlike time.Time, it accepts all that
// record.ParseTime does, such as a leap second.
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
		m.Time, ok = record.ParseTime(text)
	}
	if !ok {
		return valueError(raw, "is not a time, such as 2006-01-02T15:04:05Z")
	}
	return nil
}

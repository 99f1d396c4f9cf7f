package timeline

import (
	"time"

	"assay.app/assay/model"
)

// Precision is how precisely a time is known.
type Precision uint8

// The precisions, from the least.
const (
	Unknown Precision = iota // not even the day
	Day
	Minute
	Second
)

var precisionNames = [...]string{"unknown", "day", "minute", "second"}

// String returns the name of the precision: "unknown", "day", "minute" or "second".
func (p Precision) String() string {
	if int(p) < len(precisionNames) {
		return precisionNames[p]
	}
	return precisionNames[Unknown]
}

// Moment is when an article was published, as precisely as it is known. The zero Moment is
// unknown.
type Moment struct {
	From, To  time.Time // [From,To); in UTC if Zoned, otherwise the local time as if it were UTC
	Precision Precision
	Zoned     bool   // the zone is known
	Zone      string // "+02:00" or "Z"; "" if unknown
	Text      string // as in the metadata: "2031-03-12T15:21+01:00", "2031-03-12"; "" if unknown
}

// MomentOf returns when an article was published.
func MomentOf(m model.Metadata) Moment {
	from, to, zoned := m.PublishedWithin()
	if from.IsZero() && to.IsZero() {
		return Moment{}
	}
	out := Moment{From: from.UTC(), To: to.UTC(), Zoned: zoned, Text: m.PublishedAt}
	if zoned {
		out.Zone = from.Format("Z07:00")
	}
	switch to.Sub(from) {
	case time.Second:
		out.Precision = Second
	case time.Minute:
		out.Precision = Minute
	default:
		out.Precision, out.Text = Day, m.Published
	}
	return out
}

// Known reports whether at least the day is known.
func (m Moment) Known() bool { return m.Precision != Unknown }

// Clocks are at most this far ahead of UTC and behind it.
const (
	mostAhead  = 14 * time.Hour // Kiritimati
	mostBehind = 12 * time.Hour // ships and Baker Island
)

// Certain returns the interval [from,to) of UTC in which the article was published. It is
// longer than the Moment's by 26 hours if the zone is unknown, and zero if the day is unknown.
func (m Moment) Certain() (from, to time.Time) {
	if m.Zoned || !m.Known() {
		return m.From, m.To
	}
	return m.From.Add(-mostAhead), m.To.Add(mostBehind)
}

// In returns the interval [from,to) at which the moment is shown on an axis of a location: a
// time without a zone is shown as a time of that location, and a day from midnight to
// midnight.
func (m Moment) In(where *time.Location) (from, to time.Time) {
	if m.Zoned || !m.Known() {
		return m.From.In(where), m.To.In(where)
	}
	return asIn(m.From, where), asIn(m.To, where)
}

// asIn returns the time in a location whose clock shows what t shows.
func asIn(t time.Time, where *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, where)
}

// Compare orders moments for display: by their beginning, then by their end, and unknown ones
// last. It orders moments that cannot be ordered, too; see Statement for those.
func (m Moment) Compare(other Moment) int {
	switch {
	case m.Known() != other.Known():
		if m.Known() {
			return -1
		}
		return 1
	case !m.From.Equal(other.From):
		return m.From.Compare(other.From)
	}
	return m.To.Compare(other.To)
}

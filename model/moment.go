package model

import (
	"strings"
	"time"
)

// momentLayouts are the forms of times in Metadata.PublishedAt and
// Metadata.Retrieved: RFC 3339 date-times without fractions of a second. Seconds
// and zone may be missing.
var momentLayouts = []struct {
	layout string
	zoned  bool
}{
	{"2006-01-02T15:04Z07:00", true},
	{"2006-01-02T15:04:05Z07:00", true},
	{"2006-01-02T15:04", false},
	{"2006-01-02T15:04:05", false},
}

// ParseMoment parses a date with a time of day: "2031-03-12T15:21+01:00". Seconds
// and zone may be missing; without a zone, t is in UTC and zoned is false. If s is
// not such a time, ok is false.
func ParseMoment(s string) (t time.Time, zoned, ok bool) {
	for _, l := range momentLayouts {
		if t, err := time.Parse(l.layout, s); err == nil && !strings.ContainsAny(s, ".,") {
			return t, l.zoned, true
		}
	}
	return time.Time{}, false, false
}

// Chronological returns the time of publication as text that sorts by time. The
// text is in UTC if the zone is known, and only the date if the time is unknown. It
// is "" if the date is unknown.
func (m Metadata) Chronological() string {
	if m.PublishedAt == "" {
		return m.Published
	}
	t, _, ok := ParseMoment(m.PublishedAt)
	if !ok {
		return m.Published
	}
	return t.UTC().Format("2006-01-02T15:04:05")
}

// PublishedWithin returns the day, minute or second [from,to) in which the article
// was published, as precisely as it is known. If the zone is unknown, zoned is
// false, and from and to hold the local time as UTC. If the date is unknown, both
// are zero.
func (m Metadata) PublishedWithin() (from, to time.Time, zoned bool) {
	if t, zoned, ok := ParseMoment(m.PublishedAt); ok {
		if len(m.PublishedAt) > len("2006-01-02T15:04:") && m.PublishedAt[len("2006-01-02T15:04")] == ':' {
			return t, t.Add(time.Second), zoned
		}
		return t, t.Add(time.Minute), zoned
	}
	t, err := time.Parse(time.DateOnly, m.Published)
	if err != nil {
		return time.Time{}, time.Time{}, false
	}
	return t, t.AddDate(0, 0, 1), false
}

// Publication returns the time of publication for display, as precisely as it is
// known: "2031-03-12 15:21 +01:00", or only the date.
func (m Metadata) Publication() string {
	t, zoned, ok := ParseMoment(m.PublishedAt)
	if !ok {
		return m.Published
	}
	day, clock, _ := strings.Cut(m.PublishedAt, "T")
	if zoned {
		zone := t.Format("Z07:00")
		clock = strings.TrimSuffix(clock, zone) + " " + zone
	}
	return day + " " + clock
}

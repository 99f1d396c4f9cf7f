package search

import (
	"strings"
	"time"
)

// Interval is a stretch of time from one day to another, both included, as
// full-dates of RFC 3339: "2025-10-09". An empty one is open.
type Interval struct{ From, To string }

// Contains reports whether a full-date is in the stretch. What is no date is in
// none, not even in one that is open on both sides.
func (d Interval) Contains(date string) bool {
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return false
	}
	return d.From <= date && (d.To == "" || date <= d.To)
}

// parseDates reads a year, a month, a day, two of these with two dots between
// them, either of which may be missing, or a star for any date.
func parseDates(s string) (Interval, Reason) {
	first, last, stretch := strings.Cut(s, "..")
	if s == "*" {
		return Interval{}, 0
	}
	if !stretch {
		last = first
	}
	var d Interval
	if first != "" || !stretch {
		from, _, ok := period(first)
		if !ok {
			return d, BadDate
		}
		d.From = from
	}
	if last != "" {
		_, to, ok := period(last)
		if !ok {
			return d, BadDate
		}
		d.To = to
	}
	if s == ".." {
		return d, BadDate
	}
	if d.To != "" && d.To < d.From {
		return d, DatesReversed
	}
	return d, 0
}

// period gives the first and the last day of a year, a month or a day.
func period(s string) (from, to string, ok bool) {
	for _, p := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if t, err := time.Parse(p.layout, s); err == nil {
			return t.Format(time.DateOnly), t.AddDate(p.years, p.months, p.days-1).Format(time.DateOnly), true
		}
	}
	return "", "", false
}

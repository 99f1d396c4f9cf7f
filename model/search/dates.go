package search

import (
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
)

// Interval is a stretch of time, [From,To); a zero bound is open. If Zoned is set
// the bounds are instants. Otherwise they are the readings of calendars and clocks
// at the place of publication, written in UTC.
type Interval struct {
	From, To time.Time
	Zoned    bool

	timed bool // a bound has a time of day, so the day of publication alone does not decide
}

// The widest zones in use: noon on a clock of unknown zone is at most 14 hours
// before noon in UTC, and at most 12 hours after it.
const (
	easternmost = 14 * time.Hour
	westernmost = 12 * time.Hour
)

// Contains reports whether an article was certainly published in the interval. An
// article of which only the day is known was published at some time of it, so the
// whole day must be inside. An article without a date is in no interval, not even
// in one that is open on both sides.
func (d Interval) Contains(m model.Metadata) bool {
	from, to, zoned := m.PublishedWithin()
	switch {
	case from.IsZero():
		return false
	case d.Zoned && !zoned:
		from, to = from.Add(-easternmost), to.Add(westernmost)
	case !d.Zoned:
		from, to = clockOf(from), clockOf(to)
	}
	return (d.From.IsZero() || !from.Before(d.From)) && (d.To.IsZero() || !to.After(d.To))
}

// clockOf returns the reading of calendar and clock at t in its zone, as a time in
// UTC.
func clockOf(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// parseDates reads a period, two periods with two dots between them, either of
// which may be missing, or a star for any date. If only one period has a zone, it
// holds for both.
func parseDates(s string) (Interval, Reason) {
	first, last, stretch := strings.Cut(s, "..")
	if s == "*" {
		return Interval{}, 0
	}
	if !stretch {
		last = first
	}
	var d Interval
	var begin, end period
	if first != "" || !stretch {
		var ok bool
		if begin, ok = periodIn(first); !ok {
			return d, BadDate
		}
		d.From, d.Zoned, d.timed = begin.from, begin.zoned, begin.timed
	}
	if last != "" {
		var ok bool
		if end, ok = periodIn(last); !ok {
			return d, BadDate
		}
		d.To, d.Zoned, d.timed = end.to, d.Zoned || end.zoned, d.timed || end.timed
	}
	if s == ".." {
		return d, BadDate
	}
	if d.Zoned && first != "" && last != "" {
		d.From, d.To = begin.in(end).from, end.in(begin).to
	}
	if !d.To.IsZero() && !d.To.After(d.From) {
		return d, DatesReversed
	}
	return d, 0
}

// period is a year, a month, a day, an hour, a minute or a second: [from,to).
type period struct {
	from, to     time.Time
	timed, zoned bool
}

// in returns p in the zone of another period if p has none.
func (p period) in(other period) period {
	if p.zoned || !other.zoned {
		return p
	}
	_, offset := other.from.Zone()
	p.from = p.from.Add(-time.Duration(offset) * time.Second)
	p.to = p.to.Add(-time.Duration(offset) * time.Second)
	return p
}

// calendarForms are periods of days; clockForms are periods within a day.
var (
	calendarForms = []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}}

	clockForms = []struct {
		layout string
		takes  time.Duration
	}{{"15", time.Hour}, {"15:04", time.Minute}, {"15:04:05", time.Second}}

	zoneForms = []string{"", "Z07:00", "Z0700", "Z07"}
)

// periodIn reads a year, a month, a day, or a day with an hour, a minute or a
// second after a T or a space, with or without a zone.
func periodIn(s string) (p period, ok bool) {
	day, clock, timed := strings.Cut(strings.ToUpper(s), "T")
	if !timed {
		day, clock, timed = strings.Cut(s, " ")
	}
	if !timed {
		for _, f := range calendarForms {
			if t, err := time.Parse(f.layout, day); err == nil {
				return period{from: t, to: t.AddDate(f.years, f.months, f.days)}, true
			}
		}
		return p, false
	}
	clock = strings.ToUpper(strings.Replace(clock, " ", "", 1)) // as the window shows it: 14:05 +02:00
	if _, err := time.Parse(time.DateOnly, day); err != nil || len(clock) < 2 || strings.ContainsAny(clock, ".,") {
		return p, false
	}
	for _, f := range clockForms {
		for _, zone := range zoneForms {
			if len(clock) < len(f.layout) || clock[:2] > "23" {
				continue
			}
			if t, err := time.Parse(time.DateOnly+"T"+f.layout+zone, day+"T"+clock); err == nil && isZoneInUse(t) {
				return period{t, t.Add(f.takes), true, zone != ""}, true
			}
		}
	}
	return p, false
}

// isZoneInUse reports whether the zone of t is within the range of the zones in
// use.
func isZoneInUse(t time.Time) bool {
	_, offset := t.Zone()
	ahead := time.Duration(offset) * time.Second
	return -westernmost <= ahead && ahead <= easternmost
}

// periods returns the years of the dates, newest first. Once a year is typed it
// adds the months, once a month is typed the days, and once a day is typed the
// hours and then the minutes of times on that day. Complete drops those that do not
// fit the typed text. After two dots, each period has the text up to the dots
// before it.
func (v Vocabulary) periods(typed string) []string {
	before := ""
	if i := strings.LastIndex(typed, ".."); i >= 0 {
		before, typed = typed[:i+2], typed[i+2:]
	}
	var out []string
	for _, date := range v.Dates {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			continue
		}
		out = append(out, before+date[:len("2006")])
		if len(typed) >= len("2006") {
			out = append(out, before+date[:len("2006-01")])
		}
		if len(typed) >= len("2006-01") {
			out = append(out, before+date)
		}
	}
	const hour, minute = len("2006-01-02T15"), len("2006-01-02T15:04")
	for _, at := range v.Times {
		if len(typed) < len(time.DateOnly) || len(at) < minute || !strings.HasPrefix(at, typed[:len(time.DateOnly)]) {
			continue
		}
		out = append(out, before+at[:hour])
		if len(typed) >= hour {
			out = append(out, before+at[:minute])
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(b, a)
	})
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool {
		_, wrong := parseDates(s)
		return wrong != 0 // such as an end before the beginning
	})
}

package search

import (
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
)

// Interval is a time interval, [From,To); a zero bound is open. If Zoned is set,
// the bounds are instants. Otherwise they are local dates and times at the place of
// publication, stored as UTC.
type Interval struct {
	From, To time.Time
	Zoned    bool

	timed bool // a bound has a time of day, so the day of publication alone is not enough
}

// easternmost and westernmost are the greatest offsets from UTC in use, to the east
// and to the west. Noon on a clock of unknown zone is at most 14 hours before noon
// in UTC, and at most 12 hours after it.
const (
	easternmost = 14 * time.Hour
	westernmost = 12 * time.Hour
)

// Contains reports whether an article was certainly published in the interval. If
// only the day of publication is known, the whole day must be inside. An article
// without a date is in no interval, not even in one that is open on both sides.
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

// clockOf returns the local date and time of t in its zone, stored as UTC.
func clockOf(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// parseDates reads a period, an interval such as 2025-03..2025-10, or a star for
// any date. An interval may lack one of its ends. If only one of two ends has a
// zone, the zone applies to both. The reason is 0 if s is valid.
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
		return d, RangeReversed
	}
	return d, 0
}

// period is a year, a month, a day, an hour, a minute or a second: [from,to).
type period struct {
	from, to     time.Time
	timed, zoned bool
}

// in returns p as local time in the zone of other, if only other has a zone.
// Otherwise it returns p unchanged.
func (p period) in(other period) period {
	if p.zoned || !other.zoned {
		return p
	}
	_, offset := other.from.Zone()
	p.from = p.from.Add(-time.Duration(offset) * time.Second)
	p.to = p.to.Add(-time.Duration(offset) * time.Second)
	return p
}

// calendarForms are the forms of whole years, months and days; clockForms are those
// of times of day.
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

// periodIn reads a year, a month, a day, or a day with a time of day. The time may
// stop at the hour or the minute; it follows a T or a space and may have a zone. ok
// is false if s has another form.
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
	clock = strings.ToUpper(strings.Replace(clock, " ", "", 1)) // the window shows times as 14:05 +02:00
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

// periods returns completions for typed, which may be incomplete. They are the
// years of the dates. Once a year is typed, they include the months; once a month
// is typed, the days; and once a day is typed, the hours and then the minutes on
// that day. Shorter completions come first, and newer ones before older ones of the
// same length. Complete drops those that do not fit the typed text. If typed has
// two dots, each result begins with the text up to the end of the dots.
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
		return wrong != 0 // for example, the end is before the beginning
	})
}

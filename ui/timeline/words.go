package timeline

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/timeline"
	"assay.app/assay/ui/words"
)

// when returns a moment as precisely as it is known, and says what is unknown: "12 March 2031
// 15:21 +01:00", "12 March 2031, time unknown".
func when(m timeline.Moment) string {
	if !m.Known() {
		return lang.L("date unknown")
	}
	day := m.Text[:min(len(m.Text), len(time.DateOnly))]
	text := words.DayOf(model.Metadata{Published: day, PublishedAt: m.Text}.Publication())
	switch {
	case m.Precision == timeline.Day:
		return lang.L("{{.Date}}, time unknown", map[string]any{"Date": words.DayOf(day)})
	case !m.Zoned:
		return lang.L("{{.Time}}, zone unknown", map[string]any{"Time": text})
	}
	return text
}

// lag returns how long after the first outlet another one says a statement.
func lag(s *timeline.Statement, o timeline.Standing) string {
	a, first := &s.Appearances[o.First], &s.Appearances[s.Outlets[0].First]
	days := a.Moment.Precision == timeline.Day || first.Moment.Precision == timeline.Day
	switch {
	case o.Rank == 0 && !a.Says():
		return words.Stance(a.Stance)
	case o.Rank == 0:
		return lang.L("date unknown")
	case o.Rank == 1 && s.Firsts == 1:
		return lang.L("first")
	case days && (o.Rank > 1 || daysBetween(first.Moment, a.Moment) == 0):
		return words.DaysLater(daysBetween(first.Moment, a.Moment), o.Lag.Least, o.Lag.Most)
	case o.Lag.Exact():
		return words.Later(o.Lag.Least)
	case o.Rank == 1:
		return lang.L("may be first")
	case !a.Moment.Zoned || !first.Moment.Zoned:
		return lang.L("{{.Time}}, zone unknown", map[string]any{"Time": words.HoursLater(o.Lag.Least, o.Lag.Most)})
	}
	return words.HoursLater(o.Lag.Least, o.Lag.Most)
}

// daysBetween returns the number of days from the day of a to that of b, as printed, at least 0.
func daysBetween(a, b timeline.Moment) int {
	day := func(m timeline.Moment) time.Time {
		at, err := time.Parse(time.DateOnly, m.Text[:min(len(m.Text), len(time.DateOnly))])
		if err != nil {
			return m.From
		}
		return at
	}
	return max(0, int(day(b).Sub(day(a)).Hours()/24))
}

// tick returns the label of a tick.
func tick(t timeline.Tick) string {
	switch t.Level {
	case timeline.ByYear:
		return t.Time.Format("2006")
	case timeline.ByMonth:
		return t.Time.Format(lang.X("layout.tick.month", "Jan 2006"))
	case timeline.ByWeek, timeline.ByDay:
		return t.Time.Format(lang.X("layout.tick.day", "2 Jan"))
	default:
		return t.Time.Format("15:04")
	}
}

// lead returns the label at the left end of the axis: the day with its year, if the ticks show
// less.
func lead(t timeline.Tick, level timeline.Level) string {
	if level >= timeline.ByWeek {
		return words.Date(t.Time)
	}
	return tick(t)
}

// zoneName returns what the axis shows: "UTC+02:00".
func zoneName(where *time.Location) string {
	offset := time.Unix(0, 0).In(where).Format("-07:00")
	if where == time.UTC || offset == "+00:00" {
		return "UTC"
	}
	return "UTC" + offset
}

// Zone returns the zone for the axis of a timeline: the offset that most of its articles have, or
// UTC if none has a zone. Of several, it is the first from the west.
func Zone(t *timeline.Timeline) *time.Location {
	counts := map[int]int{}
	for i := range t.Articles {
		m := &t.Articles[i].Moment
		if !m.Zoned || m.Zone == "" {
			continue
		}
		if at, err := time.Parse("Z07:00", m.Zone); err == nil {
			_, offset := at.Zone()
			counts[offset]++
		}
	}
	best, most := 0, 0
	for offset, n := range counts {
		if n > most || n == most && offset < best {
			best, most = offset, n
		}
	}
	if best == 0 {
		return time.UTC
	}
	return time.FixedZone("", best)
}

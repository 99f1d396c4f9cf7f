package timeline

import (
	"math"
	"time"
)

// Level is how far an axis is zoomed in: the unit of the calendar between two ticks.
type Level uint8

// The levels, from the coarsest.
const (
	ByYear Level = iota
	ByMonth
	ByWeek
	ByDay
	ByHour
)

// levels has the usual length of the unit of each level, and its width on the axis.
var levels = [...]struct {
	seconds, width float64
}{{365.2425 * daySeconds, 120}, {365.2425 * daySeconds / 12, 120}, {7 * daySeconds, 120}, {daySeconds, 120}, {3600, 72}}

const daySeconds = 24 * 60 * 60

// In returns the next level when zooming in, and reports whether there is one.
func (l Level) In() (Level, bool) {
	if l >= ByHour {
		return l, false
	}
	return l + 1, true
}

// Out returns the next level when zooming out, and reports whether there is one.
func (l Level) Out() (Level, bool) {
	if l == ByYear {
		return l, false
	}
	return l - 1, true
}

// Scale maps times to places along an axis, which starts at 0. It is linear, so that equal
// distances are equal times and empty stretches stay empty. Units of length are those of the
// caller, such as pixels.
type Scale struct {
	Level    Level
	Every    int // a tick at every so many units of the level, at least 1
	Where    *time.Location
	From, To time.Time // the ends of the axis, at ticks

	first, last time.Time // what the axis has to show
	perSecond   float64
}

// NewScale returns the scale of a level for an axis that shows all of [from,to).
func NewScale(level Level, from, to time.Time, where *time.Location) Scale {
	level = min(level, ByHour)
	s := newScale(level, 1, from, to, where)
	s.perSecond = levels[level].width / levels[level].seconds
	return s
}

func newScale(level Level, every int, from, to time.Time, where *time.Location) Scale {
	s := Scale{Level: level, Every: every, Where: where, first: from, last: to}
	s.From = s.floor(from)
	s.To = s.floor(to)
	if s.To.Before(to) || !s.To.After(s.From) {
		s.To = s.next(s.To)
	}
	return s
}

// At returns the scale of another level for the same times.
func (s Scale) At(level Level) Scale { return NewScale(level, s.first, s.last, s.Where) }

// steps are the distances of ticks among which Fit chooses, from the finest.
var steps = [...]struct {
	level Level
	every int
}{
	{ByHour, 1},
	{ByHour, 3},
	{ByHour, 6},
	{ByHour, 12},
	{ByDay, 1},
	{ByWeek, 1},
	{ByMonth, 1},
	{ByMonth, 3},
	{ByMonth, 6},
	{ByYear, 1},
	{ByYear, 2},
	{ByYear, 5},
	{ByYear, 10},
	{ByYear, 20},
	{ByYear, 50},
	{ByYear, 100},
	{ByYear, 200},
	{ByYear, 500},
	{ByYear, 1000},
}

// Fit returns a scale with which an axis of a width shows all of [from,to). Its ticks are at
// least the given distance apart, as far as the longest step allows.
func Fit(from, to time.Time, where *time.Location, width, apart float64) (s Scale) {
	for _, step := range steps {
		s = newScale(step.level, step.every, from, to, where)
		s.perSecond = width / seconds(s.From, s.To)
		if float64(step.every)*levels[step.level].seconds*s.perSecond >= apart {
			break
		}
	}
	return s
}

// seconds returns the time between two times. A time.Duration ends at 292 years.
func seconds(from, to time.Time) float64 {
	return float64(to.Unix()-from.Unix()) + float64(to.Nanosecond()-from.Nanosecond())/1e9
}

// X returns the place of a time. It may be outside the axis.
func (s Scale) X(t time.Time) float64 { return seconds(s.From, t) * s.perSecond }

// Time returns the time at a place.
func (s Scale) Time(x float64) time.Time {
	whole, part := math.Modf(x / s.perSecond)
	return time.Unix(s.From.Unix()+int64(whole), int64(s.From.Nanosecond())+int64(part*1e9)).In(s.Where)
}

// Width returns the length of the axis.
func (s Scale) Width() float64 { return s.X(s.To) }

// Tick is a boundary of the calendar on an axis.
type Tick struct {
	X     float64
	Time  time.Time
	Level Level // the coarsest unit that begins here: a year on 1 January. Weeks begin on Mondays
}

// Ticks returns the ticks in [x0,x1) of the axis, and the last one before it, whose label may
// reach into it.
func (s Scale) Ticks(x0, x1 float64) (out []Tick) {
	x0, x1 = max(x0, 0), min(x1, math.Nextafter(s.Width(), math.Inf(1)))
	if x1 <= x0 {
		return nil
	}
	for t := s.floor(s.Time(x0)); s.X(t) < x1; t = s.next(t) {
		out = append(out, Tick{X: s.X(t), Time: t, Level: s.begins(t)})
	}
	return out
}

// begins returns the coarsest unit of the calendar that begins at a tick.
func (s Scale) begins(t time.Time) Level {
	for level := ByYear; level < s.Level; level++ {
		if level == ByWeek && s.Level == ByHour {
			continue // a day that begins is enough
		}
		if unit := (Scale{Level: level, Every: 1, Where: s.Where}); unit.floor(t).Equal(t) {
			return level
		}
	}
	return s.Level
}

// floor returns the last tick that is not after a time.
func (s Scale) floor(t time.Time) time.Time {
	t = t.In(s.Where)
	year, month, day := t.Date()
	switch s.Level {
	case ByYear:
		return s.date(year-(year%s.Every+s.Every)%s.Every, time.January, 1, 0)
	case ByMonth:
		return s.date(year, month-(month-1)%time.Month(s.Every), 1, 0)
	case ByWeek:
		return s.date(year, month, day-int(t.Weekday()+6)%7, 0) // ISO 8601: weeks begin on Mondays
	case ByDay:
		return s.date(year, month, day, 0)
	default:
		// Not time.Date: an hour that a clock shows twice is two hours.
		at := t.Add(-time.Duration(t.Hour()%s.Every)*time.Hour - time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second - time.Duration(t.Nanosecond()))
		if at.Day() == day && at.Hour() == t.Hour()-t.Hour()%s.Every {
			return at
		}
		return s.date(year, month, day, t.Hour()-t.Hour()%s.Every)
	}
}

func (s Scale) date(year int, month time.Month, day, hour int) time.Time {
	return time.Date(year, month, day, hour, 0, 0, 0, s.Where)
}

// next returns the tick after a tick.
func (s Scale) next(t time.Time) time.Time {
	year, month, day := t.Date()
	var after time.Time
	switch s.Level {
	case ByYear:
		after = s.date(year+s.Every, time.January, 1, 0)
	case ByMonth:
		after = s.date(year, month+time.Month(s.Every), 1, 0)
	case ByWeek:
		after = s.date(year, month, day+7, 0)
	case ByDay:
		after = s.date(year, month, day+1, 0)
	default:
		after = s.floor(t.Add(time.Duration(s.Every) * time.Hour))
	}
	if !after.After(t) { // clocks were set back
		after = t.Add(time.Duration(s.Every) * time.Hour)
	}
	return after
}

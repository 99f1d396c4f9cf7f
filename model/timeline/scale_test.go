package timeline

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

func at(t *testing.T, text string, where *time.Location) time.Time {
	t.Helper()
	out, err := time.ParseInLocation("2006-01-02 15:04", text, where)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// located returns a location, or skips the test on a system without a list of zones.
func located(t *testing.T, name string) *time.Location {
	t.Helper()
	where, err := time.LoadLocation(name)
	if err != nil {
		t.Skip(err)
	}
	return where
}

func TestTicksAreAtBoundariesOfTheCalendar(t *testing.T) {
	berlin, cairo := located(t, "Europe/Berlin"), located(t, "Africa/Cairo")
	for _, c := range []struct {
		level    Level
		from, to string
		where    *time.Location
		want     string
	}{
		{ByYear, "2027-05-01 00:00", "2029-01-01 00:00", time.UTC, "2027-01-01 00:00, 2028-01-01 00:00, 2029-01-01 00:00"},
		{ByMonth, "2028-01-31 12:00", "2028-03-01 00:01", time.UTC, "2028-01-01 00:00/0, 2028-02-01 00:00, 2028-03-01 00:00, 2028-04-01 00:00"},
		{ByWeek, "2031-03-12 09:00", "2031-03-17 00:00", time.UTC, "2031-03-10 00:00, 2031-03-17 00:00"},
		{ByWeek, "2031-03-09 09:00", "2031-03-09 10:00", time.UTC, "2031-03-03 00:00, 2031-03-10 00:00"},
		{ByDay, "2028-02-28 23:59", "2028-03-01 00:00", time.UTC, "2028-02-28 00:00/2, 2028-02-29 00:00, 2028-03-01 00:00/1"},
		{ByDay, "2031-03-29 12:00", "2031-03-31 00:00", berlin, "2031-03-29 00:00, 2031-03-30 00:00, 2031-03-31 00:00/2"}, // a day of 23 hours
		{ByHour, "2031-03-30 01:30", "2031-03-30 03:30", berlin, "2031-03-30 01:00, 2031-03-30 03:00, 2031-03-30 04:00"},
		{ByHour, "2031-10-26 01:30", "2031-10-26 03:30", berlin, "2031-10-26 01:00, 2031-10-26 02:00, 2031-10-26 02:00, 2031-10-26 03:00, 2031-10-26 04:00"},
		{ByHour, "2031-12-31 22:30", "2032-01-01 01:00", time.UTC, "2031-12-31 22:00, 2031-12-31 23:00, 2032-01-01 00:00/0, 2032-01-01 01:00"},
		{ByDay, "2024-04-25 12:00", "2024-04-27 12:00", cairo, "2024-04-25 00:00, 2024-04-26 01:00, 2024-04-27 00:00, 2024-04-28 00:00"}, // without a midnight
		{ByDay, "2031-03-12 00:00", "2031-03-12 00:00", time.UTC, "2031-03-12 00:00, 2031-03-13 00:00"},
	} {
		s := NewScale(c.level, at(t, c.from, c.where), at(t, c.to, c.where), c.where)
		var got []string
		for _, tick := range s.Ticks(math.Inf(-1), math.Inf(1)) {
			text := tick.Time.Format("2006-01-02 15:04")
			if tick.Level != c.level {
				text += fmt.Sprintf("/%d", tick.Level)
			}
			got = append(got, text)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%d from %s to %s: %s", c.level, c.from, c.to, strings.Join(got, ", "))
		}
	}
}

func TestZoomingInAndOutComesBack(t *testing.T) {
	r := random(t)
	for range 500 {
		from := time.Unix(r.Int64N(4e9)-1e9, 0).UTC()
		to := from.Add(time.Duration(r.Int64N(int64(3e3 * time.Hour))))
		s := NewScale(ByMonth, from, to, time.UTC)
		if s.Width() <= 0 || s.X(s.From) != 0 || s.From.After(from) || s.To.Before(to) {
			t.Fatalf("%+v", s)
		}
		level := s.Level
		for range r.IntN(4) {
			level, _ = level.In()
		}
		zoomed := s.At(level)
		if back := zoomed.At(s.Level); back != s {
			t.Fatalf("%+v, not %+v", back, s)
		}
		x := r.Float64() * zoomed.Width()
		if again := zoomed.X(zoomed.Time(x)); math.Abs(again-x) > 1e-3 {
			t.Fatalf("%f comes back as %f", x, again)
		}
		if _, ok := ByHour.In(); ok {
			t.Fatal("there is no level after hours")
		}
		if l, ok := ByYear.Out(); ok || l != ByYear {
			t.Fatal("there is no level before years")
		}
	}
}

func TestAnAxisFitsAWidth(t *testing.T) {
	r := random(t)
	for range 500 {
		from := time.Unix(r.Int64N(4e9)-1e9, 0).UTC()
		to := from.Add(time.Duration(math.Exp(r.Float64()*20)) * time.Second)
		s := Fit(from, to, time.UTC, 1000, 90)
		ticks := s.Ticks(0, math.Inf(1))
		if math.Abs(s.Width()-1000) > 1e-6 || len(ticks) < 2 || len(ticks) > 13 || s.X(from) < 0 || s.X(to) > 1000+1e-6 {
			t.Fatalf("%s to %s: %+v with %d ticks", from, to, s, len(ticks))
		}
		if x := ticks[len(ticks)-1].X; math.Abs(x-1000) > 1e-6 {
			t.Fatalf("the last tick is at %f", x)
		}
	}
	if s := Fit(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), time.UTC, 1000, 90); s.Level != ByYear || s.Every != 1000 {
		t.Errorf("%+v", s)
	}
}

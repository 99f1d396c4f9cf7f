package timeline

import (
	"math"
	"slices"
)

// span is an interval [from,to) in seconds since 1970.
type span struct{ from, to int64 }

// first and last return the first and the last minute of the interval, since 1970.
func (s span) first() int64 { return floor(s.from, 60) }
func (s span) last() int64  { return floor(s.to-1, 60) }

func floor(n, by int64) int64 {
	q := n / by
	if n%by < 0 {
		q--
	}
	return q
}

// when is an interval with what is known of its clock.
type when struct {
	certain span // of UTC
	local   span // of a clock that is unknown; zero if zoned
	zoned   bool
}

func whenOf(m Moment) when {
	from, to := m.Certain()
	w := when{certain: span{from.Unix(), to.Unix()}, zoned: m.Zoned}
	if !m.Zoned {
		w.local = span{m.From.Unix(), m.To.Unix()}
	}
	return w
}

// earlier returns the interval in which the first of two things of one outlet happened.
func (w when) earlier(other when) when {
	out := when{certain: least(w.certain, other.certain), zoned: w.zoned || other.zoned}
	if !out.zoned {
		out.local = least(w.local, other.local)
	}
	return out
}

func least(a, b span) span { return span{min(a.from, b.from), min(a.to, b.to)} }

// days returns the local days of an interval without a zone.
func (w when) days() span {
	const day = 24 * 60 * 60
	return span{floor(w.local.from, day) * day, (floor(w.local.to-1, day) + 1) * day}
}

// sides returns the intervals of two outlets on a clock on which they can be compared.
func sides(a, b when) (span, span) {
	if a.zoned || b.zoned {
		return a.certain, b.certain
	}
	return a.days(), b.days()
}

// before reports whether a is before b, of another outlet, for certain.
func (a when) before(b when) bool {
	x, y := sides(a, b)
	return x.to <= y.from
}

// places returns the first and the last place, from 1, that each of several outlets may have,
// in O(n log n).
func places(all []when) (first, last []int) {
	var zoned, local, localDays []span
	for _, w := range all {
		if w.zoned {
			zoned = append(zoned, w.certain)
		} else {
			local, localDays = append(local, w.certain), append(localDays, w.days())
		}
	}
	z, l, d := newCounts(zoned), newCounts(local), newCounts(localDays)
	for _, w := range all {
		before, after := z.before(w.certain), z.after(w.certain)
		if w.zoned {
			before, after = before+l.before(w.certain), after+l.after(w.certain)
		} else {
			before, after = before+d.before(w.days()), after+d.after(w.days())
		}
		first, last = append(first, 1+before), append(last, len(all)-after)
	}
	return first, last
}

// counts counts intervals before and after another one.
type counts struct{ from, to []int64 } // sorted

func newCounts(all []span) (c counts) {
	for _, s := range all {
		c.from, c.to = append(c.from, s.from), append(c.to, s.to)
	}
	slices.Sort(c.from)
	slices.Sort(c.to)
	return c
}

func (c counts) before(s span) int {
	n, _ := slices.BinarySearch(c.to, s.from+1)
	return n
}

func (c counts) after(s span) int {
	n, _ := slices.BinarySearch(c.from, s.to)
	return len(c.from) - n
}

// Lag is how long after the first outlet another one follows, in minutes of the clock: from
// 15:21 to 15:47 is 26, with seconds or without. Least and Most differ if a time is a day, its
// zone is unknown, or several outlets may be the first.
type Lag struct {
	Least, Most int64
}

// Exact reports whether the lag is known to the minute.
func (l Lag) Exact() bool { return l.Least == l.Most }

// lags returns the lag of each outlet after the first of those whose place may be the first.
func lags(all []when, first []int) []Lag {
	var zoned, local, localDays lowest
	for i, w := range all {
		switch {
		case first[i] > 1:
		case w.zoned:
			zoned.add(i, w.certain)
		default:
			local.add(i, w.certain)
			localDays.add(i, w.days())
		}
	}
	out := make([]Lag, len(all))
	for i, w := range all {
		zoned.after(i, w.certain, &out[i])
		if w.zoned {
			local.after(i, w.certain, &out[i])
		} else {
			localDays.after(i, w.days(), &out[i])
		}
	}
	return out
}

// lowest keeps the earliest first and last minutes among several intervals.
type lowest struct{ first, last least2 }

func (l *lowest) add(i int, s span) {
	l.first.add(i, s.first())
	l.last.add(i, s.last())
}

// after raises a lag to that of the interval with the index i after the others.
func (l *lowest) after(i int, s span, lag *Lag) {
	if v, ok := l.last.without(i); ok {
		lag.Least = max(lag.Least, s.first()-v)
	}
	if v, ok := l.first.without(i); ok {
		lag.Most = max(lag.Most, s.last()-v)
	}
}

// least2 keeps the two least values, and whose the least is.
type least2 struct {
	n, of      int
	one, other int64
}

func (l *least2) add(i int, v int64) {
	switch {
	case l.n == 0:
		l.of, l.one, l.other = i, v, math.MaxInt64
	case v < l.one:
		l.of, l.one, l.other = i, v, l.one
	default:
		l.other = min(l.other, v)
	}
	l.n++
}

// without returns the least value that is not that of i.
func (l *least2) without(i int) (int64, bool) {
	switch {
	case l.n == 0 || l.n == 1 && l.of == i:
		return 0, false
	case l.of == i:
		return l.other, true
	}
	return l.one, true
}

package chart

import (
	"time"

	"assay.app/assay/model/figures"
	"assay.app/assay/model/scene"
)

// The measures of columns over time.
const (
	tall   = 180.0 // the height of the tallest column
	narrow = 5.0   // the least width of a column
	wide   = 40.0  // the greatest
)

// stretch is a length of time that one column covers.
type stretch struct{ days, months int }

// stretches are from the shortest to the longest. The last one, repeated, is long enough for all
// dates.
func stretches() []stretch {
	return []stretch{{days: 1}, {days: 7}, {months: 1}, {months: 3}, {months: 12}, {months: 60}, {months: 120}, {months: 600}, {months: 1200}, {months: 6000}}
}

// begin returns the beginning of the stretch that has a day.
func (s stretch) begin(t time.Time) time.Time {
	switch {
	case s.days == 1:
		return t
	case s.days > 0: // weeks begin on Monday
		return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	}
	months := t.Year()*12 + int(t.Month()) - 1
	months -= ((months % s.months) + s.months) % s.months
	return time.Date(months/12, time.Month(months%12+1), 1, 0, 0, 0, 0, time.UTC)
}

func (s stretch) next(t time.Time) time.Time { return t.AddDate(0, s.months, s.days) }

// label returns the label of a stretch, in ISO 8601, which is the same in all languages.
func (s stretch) label(t time.Time) string {
	switch {
	case s.days > 0:
		return t.Format(time.DateOnly)
	case s.months < 12:
		return t.Format("2006-01")
	}
	return t.Format("2006")
}

// heap is what one column shows.
type heap struct {
	from   time.Time
	rows   []int // of the figure
	counts []int // by column of the figure
	sum    int
}

// heaps returns the columns to draw, with empty ones between them, and the stretch of each. It
// returns at most the given number.
func (d *drawing) heaps(most int) ([]heap, stretch) {
	first, last := time.Time{}, time.Time{}
	for _, v := range d.f.Rows {
		if v.None() || v.Time.IsZero() {
			continue
		}
		if first.IsZero() || v.Time.Before(first) {
			first = v.Time
		}
		if v.Time.After(last) {
			last = v.Time
		}
	}
	if first.IsZero() {
		return nil, stretch{days: 1}
	}
	all := stretches()
	s := all[0]
	for i := 1; i < len(all) && s.longer(first, last, most); i++ {
		s = all[i]
	}
	var out []heap
	at := map[time.Time]int{}
	for t := s.begin(first); !t.After(last); t = s.next(t) {
		at[t] = len(out)
		out = append(out, heap{from: t, counts: make([]int, len(d.f.Columns))})
	}
	for r, v := range d.f.Rows {
		if v.None() || v.Time.IsZero() {
			continue
		}
		h := &out[at[s.begin(v.Time)]]
		h.rows = append(h.rows, r)
		for _, c := range d.f.RowCells(r) {
			h.counts[c.Column] += c.Count
			h.sum += c.Count
		}
	}
	return out, s
}

// longer reports whether there are more stretches than most between two days.
func (s stretch) longer(first, last time.Time, most int) bool {
	days := last.Sub(first).Hours()/24 + 1
	one := float64(s.days) + 30*float64(s.months)
	return days/one > float64(most-1)
}

// days lays out a column for each day, or for each longer stretch if there are many. What has no
// date is said below.
func (d *drawing) days() {
	tallest := 1
	numbers := 0.0
	heaps, s := d.heaps(max(int((d.s.Width-2*margin-60)/narrow), 2))
	for _, h := range heaps {
		tallest = max(tallest, h.sum)
	}
	step := niceStep(tallest)
	top := (tallest + step - 1) / step * step
	for n := 0; n <= top; n += step {
		numbers = max(numbers, d.Measure(d.Words.Number(n), textSize, false))
	}
	left := margin + numbers + gap
	room := d.s.Width - margin - left
	d.y += gap
	base := d.y + tall
	for n := 0; n <= top; n += step {
		y := base - tall*float64(n)/float64(top)
		d.rule(left, y, room, 0)
		d.text(left-gap, y+rise, d.Words.Number(n), style{size: textSize, role: scene.Muted, anchor: scene.End})
	}
	if len(heaps) > 0 {
		d.columns(heaps, s, left, base, room, tall/float64(top))
	}
	d.y = base + line
	d.undated()
}

// columns adds the columns and their labels.
func (d *drawing) columns(heaps []heap, s stretch, left, base, room, unit float64) {
	slot := room / float64(len(heaps))
	w := min(slot*0.8, wide)
	free := left - gap // up to where labels are written
	for i, h := range heaps {
		x := left + slot*float64(i) + (slot-w)/2
		y := base
		for c, n := range h.counts {
			if n == 0 {
				continue
			}
			height := float64(n) * unit
			of := -1
			if len(h.rows) == 1 {
				of = d.f.At(h.rows[0], c)
			}
			part := d.rect(x, y-height, w, height, d.color(c), of, d.dayTip(h, s, c, n))
			part.Hatched = d.hatched(c)
			y -= height
		}
		label := s.label(h.from)
		half := d.Measure(label, textSize, false) / 2
		middle := left + slot*(float64(i)+0.5)
		if middle-half >= free+gap && middle+half <= left+room+margin {
			d.text(middle, base+line-gap/2, label, style{size: textSize, role: scene.Muted, anchor: scene.Middle})
			free = middle + half
		}
	}
}

func (d *drawing) dayTip(h heap, s stretch, c, n int) string {
	when := s.label(h.from)
	if s.days == 7 {
		when += "–" + h.from.AddDate(0, 0, 6).Format(time.DateOnly)
	} else if s.months > 12 {
		when += "–" + s.next(h.from).AddDate(0, 0, -1).Format("2006")
	}
	if d.f.Cross.Columns == figures.Whole {
		return when + ": " + d.Words.Number(n)
	}
	return when + ", " + d.column(c) + ": " + d.Words.Number(n)
}

// undated says how much has no date.
func (d *drawing) undated() {
	n := 0
	for r, v := range d.f.Rows {
		if v.None() || v.Time.IsZero() {
			n += d.f.Sums[r]
		}
	}
	if n > 0 {
		d.y += line
		d.text(margin, d.y, d.Words.Undated(n), style{size: textSize, role: scene.Muted, most: d.s.Width - 2*margin})
	}
}

// niceStep returns the distance between the lines of an axis up to a number: 1, 2 or 5 times a
// power of ten.
func niceStep(most int) int {
	const lines = 5
	step := 1
	for {
		for _, by := range []int{1, 2, 5} {
			if most <= step*by*lines {
				return step * by
			}
		}
		step *= 10
	}
}

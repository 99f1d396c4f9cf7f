package timeline

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// many returns a source of 13,013 articles of 40 outlets within two years, each with a mention.
func many() Source {
	r := rand.New(rand.NewPCG(1, 2))
	var all []said
	for range 13_013 {
		at := time.Date(2031, 1, 1, 0, r.IntN(2*365*24*60), 0, 0, time.UTC)
		layout := []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"}[r.IntN(4)]
		all = append(all, said{outlet: fmt.Sprintf("Outlet %02d", r.IntN(40)), at: at.Format(layout)})
	}
	return oneStatement(all...)
}

var measures = Shape{Mark: 10, Gap: 2, Row: 14, Head: 20, Points: 4, Bars: 2}

func BenchmarkNew(b *testing.B) {
	from := many()
	for b.Loop() {
		New(from)
	}
}

func BenchmarkLayout(b *testing.B) {
	t := New(many())
	for b.Loop() {
		c := t.Chart(time.UTC)
		from, to := c.Extent()
		NewLayout(&c, NewScale(ByDay, from, to, time.UTC), measures)
	}
}

func BenchmarkVisible(b *testing.B) {
	c := New(many()).Chart(time.UTC)
	from, to := c.Extent()
	for level := ByYear; level <= ByHour; level++ {
		l := NewLayout(&c, NewScale(level, from, to, time.UTC), measures)
		b.Run(fmt.Sprint(level), func(b *testing.B) {
			var list []int
			x := l.Scale.Width() / 2
			for b.Loop() {
				list = l.AppendVisible(list[:0], x, x+1600, 300, 1300)
			}
			b.ReportMetric(float64(len(list)), "marks")
		})
	}
}

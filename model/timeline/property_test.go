package timeline

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
)

// random returns a generator whose seed is in the test's output.
func random(t testing.TB) *rand.Rand {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// randomTime returns a date within four days, often with a time and a zone, or "".
func randomTime(r *rand.Rand) string {
	at := time.Date(2031, 3, 11, r.IntN(96), r.IntN(4)*15, r.IntN(2)*30, 0, time.UTC)
	zone := []string{"", "Z", "+05:30", "-09:00", "+14:00"}[r.IntN(5)]
	switch r.IntN(8) {
	case 0:
		return ""
	case 1, 2:
		return at.Format(time.DateOnly)
	case 3:
		return at.Format("2006-01-02T15:04:05") + zone
	default:
		return at.Format("2006-01-02T15:04") + zone
	}
}

func randomSource(r *rand.Rand, n, outlets int) (all []said) {
	for range n {
		stance := []model.Stance{model.Asserts, model.Asserts, model.Attributes, model.Denies}[r.IntN(4)]
		all = append(all, said{fmt.Sprintf("O%02d", r.IntN(outlets)), randomTime(r), stance})
	}
	return all
}

// whens returns when each ranked outlet says the statement, by column, found the plain way.
func whens(s *Statement) map[int]when {
	out := map[int]when{}
	for i := range s.Appearances {
		a := &s.Appearances[i]
		if !a.Says() || !a.Moment.Known() {
			continue
		}
		w := whenOf(a.Moment)
		if old, ok := out[a.Column]; ok {
			w = w.earlier(old)
		}
		out[a.Column] = w
	}
	return out
}

func TestBeforeIsAnOrder(t *testing.T) {
	r := random(t)
	for range 1000 {
		s := New(oneStatement(randomSource(r, 9, 3)...)).Statements[0]
		w := whens(&s)
		for i, a := range w {
			if a.before(a) {
				t.Fatalf("%d is before itself", i)
			}
			for _, b := range w {
				for _, c := range w {
					if a.before(b) && b.before(c) && !a.before(c) {
						t.Fatalf("%v before %v before %v", a, b, c)
					}
				}
			}
		}
	}
}

// Ranks, last places and lags are those that comparing each outlet with each other finds.
func TestRanksAreThoseOfComparingAllPairs(t *testing.T) {
	r := random(t)
	for range 1000 {
		n := 1 + r.IntN(12)
		s := New(oneStatement(randomSource(r, n, 6)...)).Statements[0]
		all := whens(&s)
		rank, last := map[int]int{}, map[int]int{}
		for a, w := range all {
			rank[a], last[a] = 1, len(all)
			for b, v := range all {
				if v.before(w) {
					rank[a]++
				}
				if a != b && w.before(v) {
					last[a]--
				}
			}
		}
		if s.Ranked != len(all) || n > 0 && len(all) > 0 && s.Outlets[0].Rank != 1 {
			t.Fatalf("%+v", s)
		}
		for _, o := range s.Outlets {
			if o.Rank != rank[o.Column] || o.Last != last[o.Column] {
				t.Fatalf("%+v has the places %d to %d", o, rank[o.Column], last[o.Column])
			}
			if o.Rank > 0 && o.Lag != plainLag(all, rank, o.Column) {
				t.Fatalf("%+v has the lag %v", o, plainLag(all, rank, o.Column))
			}
			if o.Rank == 1 && o.Lag.Least != 0 || s.Firsts == 1 && o.Rank == 1 && o.Lag != (Lag{}) || o.Lag.Most < o.Lag.Least {
				t.Fatalf("%+v of %d firsts", o, s.Firsts)
			}
		}
	}
}

func plainLag(all map[int]when, rank map[int]int, column int) (lag Lag) {
	for first, w := range all {
		if rank[first] == 1 && first != column {
			x, y := sides(w, all[column])
			lag.Least = max(lag.Least, y.first()-x.last())
			lag.Most = max(lag.Most, y.last()-x.first())
		}
	}
	return lag
}

// The actual times, whatever they are within what is known, agree with the ranks.
func TestWhateverTheZonesAreTheOrderHolds(t *testing.T) {
	r := random(t)
	for range 1000 {
		var all []said
		actual := map[string]int64{}
		for i := range 6 {
			at := time.Date(2031, 3, 11, r.IntN(96), r.IntN(60), 0, 0, time.UTC)
			outlet := fmt.Sprintf("O%d", i)
			actual[outlet] = at.Unix() / 60
			local := at.In(time.FixedZone("", (r.IntN(27)-12)*3600))
			text := local.Format("2006-01-02T15:04Z07:00")
			if i == 0 { // one of unknown zone among zoned ones
				text = []string{local.Format("2006-01-02T15:04"), local.Format(time.DateOnly)}[r.IntN(2)]
			}
			all = append(all, said{outlet: outlet, at: text})
		}
		tl := New(oneStatement(all...))
		first := slices.MinFunc(slices.Collect(func(yield func(int64) bool) {
			for _, v := range actual {
				yield(v)
			}
		}), func(a, b int64) int { return int(a - b) })
		for _, o := range tl.Statements[0].Outlets {
			lag := actual[tl.Outlets[o.Column].Name] - first
			before := 0
			for _, v := range actual {
				if v < actual[tl.Outlets[o.Column].Name] {
					before++
				}
			}
			if lag < o.Lag.Least || lag > o.Lag.Most || before+1 > o.Last || o.Rank > len(actual) {
				t.Fatalf("%v: %+v, but it follows by %d after %d", all, o, lag, before)
			}
		}
	}
}

func TestATimelineDoesNotDependOnOrder(t *testing.T) {
	r := random(t)
	for range 200 {
		one := oneStatement(randomSource(r, 30, 8)...)
		other := one
		other.Articles = slices.Clone(one.Articles)
		r.Shuffle(len(other.Articles), reflect.Swapper(other.Articles))
		row := &one.Table.Rows[0]
		want := New(one)
		row.Mentions = slices.Clone(row.Mentions)
		r.Shuffle(len(row.Mentions), reflect.Swapper(row.Mentions))
		got := New(other)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\nnot\n%+v", got, want)
		}
	}
}

var shapes = []Shape{
	{Mark: 8, Gap: 2, Row: 10, Head: 14, Points: 3, Bars: 2},
	{Mark: 8, Row: 10},
}

func TestEachDatedArticleIsInOnePlace(t *testing.T) {
	r := random(t)
	for range 100 {
		tl := New(oneStatement(randomSource(r, r.IntN(60), 1+r.IntN(5))...))
		for _, c := range []Chart{tl.Chart(time.UTC), tl.Statements[0].Chart(time.UTC)} {
			from, to := c.Extent()
			for level := ByYear; level <= ByHour; level++ {
				for _, shape := range shapes {
					l := NewLayout(&c, NewScale(level, from, to, time.UTC), shape)
					checkLayout(t, &c, l)
				}
			}
		}
	}
}

func TestALayoutDoesNotDependOnOrder(t *testing.T) {
	r := random(t)
	for range 50 {
		c := New(oneStatement(randomSource(r, 60, 4)...)).Chart(time.UTC)
		from, to := c.Extent()
		scale := NewScale(ByDay, from, to, time.UTC)
		want := NewLayout(&c, scale, shapes[0])
		r.Shuffle(len(c.Items), reflect.Swapper(c.Items))
		got := NewLayout(&c, scale, shapes[0])
		if !reflect.DeepEqual(got.Marks, want.Marks) || !reflect.DeepEqual(got.Bands, want.Bands) {
			t.Fatalf("%+v\nnot\n%+v", got.Marks, want.Marks)
		}
	}
}

func checkLayout(t *testing.T, c *Chart, l *Layout) {
	t.Helper()
	seen := make([]int, len(c.Items))
	for i := range l.Marks {
		m := &l.Marks[i]
		b := l.Bands[m.Band]
		if m.Row < 0 || l.Top(i)+l.Shape.Row > b.Y+b.Height+1e-9 || i < b.From || i >= b.To {
			t.Fatalf("%+v is outside its band %+v", m, b)
		}
		for _, item := range l.Items(i) {
			seen[item]++
			it := c.Items[item]
			if it.Band != m.Band || it.Bar != m.Bar {
				t.Fatalf("%+v is at %+v", it, m)
			}
			if x := l.Scale.X(it.From); x < m.X-1e-6 || x > m.X1+l.Shape.Mark+l.Shape.Gap || x < 0 || l.Scale.X(it.To) > l.Scale.Width()+1e-6 {
				t.Fatalf("%+v at %f is at %+v", it, x, m)
			}
		}
		for k := b.From; k < i; k++ {
			if o := &l.Marks[k]; o.Row == m.Row && o.X1+l.Shape.Gap > m.X0+1e-9 {
				t.Fatalf("%+v covers %+v", m, o)
			}
		}
	}
	for i, n := range seen {
		if n != 1 {
			t.Fatalf("%+v is in %d places", c.Items[i], n)
		}
	}
}

func TestWhatIsVisibleIsWhatAllMarksSay(t *testing.T) {
	r := random(t)
	for range 100 {
		tl := New(oneStatement(randomSource(r, 1+r.IntN(80), 1+r.IntN(9))...))
		c := tl.Chart(time.UTC)
		for i := range c.Items {
			if r.IntN(5) == 0 {
				c.Items[i].Until = c.Items[i].To.Add(time.Duration(r.IntN(50)) * time.Hour)
			}
		}
		from, to := c.Extent()
		l := NewLayout(&c, NewScale(Level(r.IntN(5)), from, to, time.UTC), shapes[r.IntN(2)])
		for range 20 {
			x0, y0 := r.Float64()*l.Scale.Width(), r.Float64()*l.Height()
			x1, y1 := x0+r.Float64()*500, y0+r.Float64()*60
			var want []int
			for i := range l.Marks {
				m := &l.Marks[i]
				if m.X0 < x1 && max(m.X1, m.Until) > x0 && l.Top(i) < y1 && l.Top(i)+l.Shape.Row > y0 {
					want = append(want, i)
				}
			}
			if got := l.AppendVisible(nil, x0, x1, y0, y1); !slices.Equal(got, want) {
				t.Fatalf("visible are %v, not %v", got, want)
			}
		}
	}
}

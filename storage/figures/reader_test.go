package figures_test

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/figures"
	"assay.app/assay/storage/comparison"
	read "assay.app/assay/storage/figures"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

// worked calls check with projects after random changes.
func worked(t *testing.T, check func(w *world)) {
	t.Helper()
	for seed := range uint64(4) {
		w := newWorld(t, seed, 2+int(seed)*4)
		for n := range 60 + 70*int(seed) {
			w.step(n)
		}
		if err := w.p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		check(w)
	}
}

func (w *world) counts(asked compare.Request) *figures.Counts {
	w.Helper()
	facts, err := read.Read(w.Context(), w.p, time.UTC)
	if err != nil {
		w.Fatal(err)
	}
	return figures.NewCounts(facts, asked)
}

// crosses returns all figures that can be counted.
func crosses(t *testing.T) (all []figures.Cross) {
	t.Helper()
	for _, rows := range figures.Dimensions() {
		for _, columns := range figures.Dimensions() {
			x := figures.Cross{Rows: rows, Columns: columns}
			if _, err := figures.UnitOf(x); err == nil {
				all = append(all, x)
			} else if !errors.Is(err, model.ErrValue) {
				t.Errorf("%v: %v", x, err)
			}
		}
	}
	return append(all, figures.Cross{Rows: figures.Outlet, Columns: figures.Coverage})
}

func cross(t testing.TB, c *figures.Counts, x figures.Cross) *figures.Figure {
	t.Helper()
	f, err := c.Cross(x)
	if err != nil {
		t.Fatalf("%v: %v", x, err)
	}
	return f
}

// shown is what a figure says.
type shown struct {
	Rows, Columns []figures.Value
	Counts        [][]int
	Sums, Totals  []int
	Total         int
	Open          [][]figures.Open
}

func show(f *figures.Figure) shown {
	s := shown{Sums: f.Sums, Totals: f.Totals, Total: f.Total}
	for _, v := range f.Rows {
		s.Rows = append(s.Rows, figures.Value{Key: v.Key, Name: v.Name, Color: v.Color, Mark: v.Mark, Group: v.Group, Time: v.Time})
	}
	for _, v := range f.Columns {
		s.Columns = append(s.Columns, figures.Value{Key: v.Key, Name: v.Name, Color: v.Color, Mark: v.Mark, Group: v.Group, Time: v.Time})
	}
	for r := range f.Rows {
		s.Counts, s.Open = append(s.Counts, nil), append(s.Open, nil)
		for c := range f.Columns {
			s.Counts[r] = append(s.Counts[r], f.Count(r, c))
			if f.Count(r, c) > 0 {
				s.Open[r] = append(s.Open[r], f.Open(r, c))
			}
		}
	}
	return s
}

func TestFiguresCountWhatTheStatisticsCount(t *testing.T) {
	worked(t, func(w *world) {
		s, err := w.p.Statistics()
		if err != nil {
			t.Fatal(err)
		}
		c := w.counts(compare.Request{})
		for _, rows := range []figures.Dimension{figures.Article, figures.Outlet, figures.Origin, figures.Published, figures.Analyst, figures.Worked, figures.Whole} {
			f := cross(t, c, figures.Cross{Rows: rows, Columns: figures.Label})
			got := map[model.LabelKey]int{}
			for i, label := range f.Columns {
				got[model.LabelKey(label.Key)] = f.Totals[i]
			}
			for key, n := range s.Labels {
				if got[key] != n {
					t.Errorf("by %v: %d of %s, not %d", rows, got[key], key, n)
				}
			}
		}
		byAnalyst(t, s, c)
	})
}

// byAnalyst compares the figure of progress with the statistics.
func byAnalyst(t *testing.T, s *model.Statistics, c *figures.Counts) {
	t.Helper()
	f, _ := c.Figure("progress-by-analyst")
	all := [4]int{s.Tagged, s.Attributed, s.Graded, s.Mentioned}
	if got := [4]int(f.Totals); got != all {
		t.Errorf("in all %v, not %v", got, all)
	}
	labels := cross(t, c, figures.Cross{Rows: figures.Analyst, Columns: figures.Label})
	for _, a := range s.Analysts {
		want, got := [4]int{a.Tagged, a.Attributed, a.Graded, a.Mentioned}, [4]int{}
		for r, row := range f.Rows {
			if row.Name == a.Name {
				got = [4]int{f.Count(r, 0), f.Count(r, 1), f.Count(r, 2), f.Count(r, 3)}
			}
		}
		if got != want {
			t.Errorf("%s: %v, not %v", a.Name, got, want)
		}
		for r, row := range labels.Rows {
			for i, label := range labels.Columns {
				if row.Name == a.Name && labels.Count(r, i) != a.Labels[model.LabelKey(label.Key)] {
					t.Errorf("%s: %d of %s, not %d", a.Name, labels.Count(r, i), label.Key, a.Labels[model.LabelKey(label.Key)])
				}
			}
		}
	}
	if g, _ := c.Figure("grades"); g.Total != s.Graded {
		t.Errorf("%d graded, not %d", g.Total, s.Graded)
	}
}

// Every cell opens as many sentences as it says.
func TestCellsOpenWhatTheyCount(t *testing.T) {
	said, of := 0, 0
	worked(t, func(w *world) {
		only := "Ines"
		for _, asked := range []compare.Request{{}, {Counts: func(by string) bool { return by == only }}} {
			c := w.counts(asked)
			for _, x := range crosses(t) {
				f := cross(t, c, x)
				for _, cell := range f.Cells {
					of++
					o := f.Open(cell.Row, cell.Column)
					if o.Hits < 0 {
						continue
					}
					said++
					if n := w.hits(o); n != o.Hits {
						t.Errorf("%v %q %q: %s finds %d, not %d", x, f.Rows[cell.Row].Name, f.Columns[cell.Column].Name, o.Query, n, o.Hits)
					}
					if o.Hits < cell.Count && f.Unit == figures.Sentences {
						t.Errorf("%s: %d hits for %d sentences", o.Query, o.Hits, cell.Count)
					}
				}
			}
		}
	})
	t.Logf("%d of %d cells can be searched for", said, of)
	if said*3 < of {
		t.Errorf("only %d of %d cells can be searched for", said, of)
	}
}

// hits returns how many sentences a cell opens.
func (w *world) hits(o figures.Open) int {
	w.Helper()
	found, _ := storagetest.Find(w, storagetest.Scan(w.p), storagetest.Parse(w, o.Query), index.Options{})
	n := 0
	for _, f := range found {
		if o.Article == "" || f.Article == o.Article {
			n += len(f.Sentences)
		}
	}
	return n
}

func TestAFigureAfterChangesIsThatOfTheProject(t *testing.T) {
	all := crosses(t)
	for seed := range uint64(4) {
		w := newWorld(t, 100+seed, 8)
		asked := compare.Request{}
		if seed%2 == 1 {
			asked.Counts = func(by string) bool { return by != "Oskar" }
			asked.Articles = map[model.ArticleID]bool{}
			for _, d := range w.docs[:5] {
				asked.Articles[d.ID] = true
			}
		}
		c := w.counts(asked)
		w.told = func(e edit.Edit) {
			if !c.Apply(e) {
				t.Fatalf("%+v is not applied", e)
			}
		}
		for n := range 200 {
			w.step(n)
			if n%3 == 0 {
				cross(t, c, all[w.rng.IntN(len(all))])
			}
			if n%50 != 49 {
				continue
			}
			if err := w.p.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			fresh := w.counts(asked)
			for _, x := range all {
				if got, want := show(cross(t, c, x)), show(cross(t, fresh, x)); !reflect.DeepEqual(got, want) {
					t.Fatalf("%v after %d changes:\n%+v\nwant\n%+v", x, n+1, got, want)
				}
			}
		}
	}
}

// A selection counts what the same rows count without it.
func TestASelectionCountsOnlyItsArticles(t *testing.T) {
	worked(t, func(w *world) {
		some := map[model.ArticleID]bool{}
		chosen := map[string]bool{}
		chains, err := w.p.Chains()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range w.docs {
			if w.rng.IntN(2) == 0 && !chains.Linked(d.ID) {
				some[d.ID], chosen[string(d.ID)] = true, true
			}
		}
		all, part := w.counts(compare.Request{}), w.counts(compare.Request{Articles: some})
		for _, columns := range []figures.Dimension{figures.Label, figures.Voice, figures.Letter, figures.Statement, figures.Work} {
			x := figures.Cross{Rows: figures.Article, Columns: columns}
			if got, want := cells(cross(t, part, x), chosen), cells(cross(t, all, x), chosen); !reflect.DeepEqual(got, want) {
				t.Errorf("%v: %v, not %v", x, got, want)
			}
		}
	})
}

// cells returns the counts in the chosen rows, by the keys of row and column.
func cells(f *figures.Figure, chosen map[string]bool) map[[2]string]int {
	out := map[[2]string]int{}
	for _, c := range f.Cells {
		if key := f.Rows[c.Row].Key; chosen[key] {
			out[[2]string{key, f.Columns[c.Column].Key}] = c.Count
		}
	}
	return out
}

// Without versions and proposals, statements have the outlets and the sources of a comparison.
func TestStatementsHaveTheSourcesOfAComparison(t *testing.T) {
	worked(t, func(w *world) {
		chains, err := w.p.Chains()
		if err != nil {
			t.Fatal(err)
		}
		if len(chains.All()) > 0 {
			return
		}
		compared, err := comparison.New(w.p).Read(t.Context(), compare.Request{}, func(int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		c := w.counts(compare.Request{})
		c.Use(compared.Table)
		f := cross(t, c, figures.Cross{Rows: figures.Statement, Columns: figures.Outlets})
		want := map[[2]string]int{}
		for _, cell := range f.Cells {
			for i := range compared.Table.Rows {
				row := &compared.Table.Rows[i]
				if f.Rows[cell.Row].Key == string(row.ID) && f.Columns[cell.Column].Name == itoa(row.Outlets) {
					want[[2]string{string(row.ID), itoa(row.Outlets)}]++
				}
			}
		}
		if len(want) != len(f.Cells) {
			t.Errorf("%d of %d statements have the outlets of the comparison", len(want), len(f.Cells))
		}
	})
}

func itoa(n int) string { return string(rune('0' + n)) }

func TestACancelledReadStops(t *testing.T) {
	w := newWorld(t, 1, 3)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := read.Read(ctx, w.p, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

package figures

import (
	"cmp"
	"math"
	"slices"
)

// Arranged returns the figure with the rows and columns at the given indexes, in the given order.
// Sums and totals stay those of the whole figure, and so does the darkest shade; see Largest.
func (f *Figure) Arranged(rows, columns []int) *Figure {
	out := *f
	out.largest = f.Largest()
	out.Rows, out.Columns = pick(f.Rows, rows), pick(f.Columns, columns)
	out.Sums, out.Totals = pick(f.Sums, rows), pick(f.Totals, columns)
	place := make([]int, len(f.Columns))
	for i := range place {
		place[i] = -1
	}
	for i, c := range columns {
		place[c] = i
	}
	out.Cells, out.starts = make([]Cell, 0, len(f.Cells)), make([]int32, 0, len(rows)+1)
	for i, r := range rows {
		start := len(out.Cells)
		out.starts = append(out.starts, int32(start))
		for _, c := range f.RowCells(r) {
			if at := place[c.Column]; at >= 0 {
				out.Cells = append(out.Cells, Cell{i, at, c.Count, c.hits})
			}
		}
		slices.SortFunc(out.Cells[start:], func(a, b Cell) int { return cmp.Compare(a.Column, b.Column) })
	}
	out.starts = append(out.starts, int32(len(out.Cells)))
	return &out
}

func pick[T any](all []T, at []int) []T {
	out := make([]T, len(at))
	for i, k := range at {
		out[i] = all[k]
	}
	return out
}

// Largest returns the count of the largest cell. After Arranged, it is that of the whole figure.
func (f *Figure) Largest() int {
	if f.largest > 0 {
		return f.largest
	}
	most := 0
	for i := range f.Cells {
		most = max(most, f.Cells[i].Count)
	}
	return most
}

// WholeShare is 100 % in a figure of shares, which counts tenths of a percent.
const WholeShare = 1000

// Shares returns a figure that has shares in place of counts, in tenths of a percent. Those of
// cells are of the sum of their row or, if the figure has one column, of the total. What is not
// zero stays at least 1. The figure has the same cells, with the same indexes.
func (f *Figure) Shares() *Figure {
	out := *f
	of := func(n, all int) int {
		switch {
		case n == 0 || all == 0:
			return 0
		default:
			return max(1, int(math.Round(float64(n)*WholeShare/float64(all))))
		}
	}
	single := len(f.Columns) == 1
	out.Cells, out.Sums, out.Totals = slices.Clone(f.Cells), slices.Clone(f.Sums), slices.Clone(f.Totals)
	for i := range out.Cells {
		all := f.Sums[out.Cells[i].Row]
		if single {
			all = f.Total
		}
		out.Cells[i].Count = of(out.Cells[i].Count, all)
	}
	for i, n := range f.Sums {
		if out.Sums[i] = of(n, n); single {
			out.Sums[i] = of(n, f.Total)
		}
	}
	for i, n := range f.Totals {
		out.Totals[i] = of(n, f.Total)
	}
	out.Total, out.largest = of(f.Total, f.Total), WholeShare
	if single {
		out.largest = 0
	}
	return &out
}

// Fresh reports whether Cross returns the figure of two dimensions without counting again.
func (c *Counts) Fresh(x Cross) bool {
	t := c.tables[x]
	return !c.stale && t != nil && t.fresh
}

// Facts returns what is counted.
func (c *Counts) Facts() *Facts { return c.facts }

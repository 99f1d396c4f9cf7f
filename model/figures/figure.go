package figures

import (
	"cmp"
	"slices"
	"time"
)

// Figure is a table of counts, ready to be shown.
type Figure struct {
	Name string // see Named; "" if it has none
	Cross
	Unit    Unit
	Rows    []Value // not to be changed
	Columns []Value
	Cells   []Cell  // those that are not zero, by row, then by column
	Sums    []int   // of the rows, by row
	Totals  []int   // of the columns, by column
	Total   int     // of everything
	starts  []int32 // where the cells of each row begin, and the end of the last
	largest int     // see Largest
	counts  *Counts
	table   *counted
}

// Value is a row or a column.
type Value struct {
	Key   string // identifies it in the project; "" if there is no value
	Name  string // for people; "" if there is no value
	Color string // of a label, "#RRGGBB"
	Mark  string // the letter of a label
	Group string // of a Speaker: the outlet's name
	Time  time.Time

	number int32
}

// None reports whether the value stands for what has none, such as articles without an outlet.
func (v Value) None() bool { return v.number == none }

// Cell is a count.
type Cell struct {
	Row, Column int // indexes into the figure's rows and columns
	Count       int

	hits int32
}

// RowCells returns the cells of a row, which are not zero, by column.
func (f *Figure) RowCells(row int) []Cell { return f.Cells[f.starts[row]:f.starts[row+1]] }

// Count returns the count in a cell.
func (f *Figure) Count(row, column int) int {
	if at := f.At(row, column); at >= 0 {
		return f.Cells[at].Count
	}
	return 0
}

// At returns the index of a cell, or −1 if its count is zero.
func (f *Figure) At(row, column int) int {
	cells := f.RowCells(row)
	at, found := slices.BinarySearchFunc(cells, column, func(c Cell, column int) int { return cmp.Compare(c.Column, column) })
	if !found {
		return -1
	}
	return int(f.starts[row]) + at
}

// Additive reports whether the counts of a row or a column add up to its sum. Sentences that are
// counted in several cells count once in a sum.
func (f *Figure) Additive() bool { return f.table.how != bySentence && f.table.how != byWork }

// Cross returns the figure of two dimensions. The error wraps model.ErrValue if they cannot be
// set against each other.
func (c *Counts) Cross(x Cross) (*Figure, error) {
	t, err := c.table(x)
	if err != nil {
		return nil, err
	}
	if x == (Cross{Rows: Statement, Columns: Whole}) || t.how == byCoverage || t.how == byStatement {
		c.support() // cells open statements
	}
	if t.last != nil && t.named == c.renamed && len(t.touched) == 0 {
		f := *t.last
		return &f, nil
	}
	f := &Figure{Cross: x, Unit: t.unit, counts: c, table: t, Total: int(t.all.count)}
	was := t.order
	rows, columns := c.sorted(t, 0), c.sorted(t, 1)
	f.Rows, f.Columns = c.show(&t.shown[0], x.Rows, rows), c.show(&t.shown[1], x.Columns, columns)
	for _, number := range columns {
		n := 0
		if int(number+1) < len(t.columns) {
			n = int(t.columns[number+1].count)
		}
		f.Totals = append(f.Totals, n)
	}
	before := t.last
	if !slices.Equal(was[1], columns) {
		before = nil
	}
	f.fill(t, rows, columns, before, was[0])
	t.last, t.named, t.touched = f, c.renamed, t.touched[:0]
	copied := *f
	return &copied, nil
}

// fill sets the cells and the sums of the rows. It copies rows that did not change from the figure
// before, which has the same columns, unless it is nil. was has the rows of that figure.
func (f *Figure) fill(t *counted, rows, columns []int32, before *Figure, was []int32) {
	place := make([]int32, len(t.columns)) // the index of a column by its number plus 1
	for i, number := range columns {
		if int(number+1) < len(place) {
			place[number+1] = int32(i)
		}
	}
	n := 0
	if t.last != nil {
		n = len(t.last.Cells) + 8
	}
	f.Cells = make([]Cell, 0, n)
	f.Sums, f.starts = make([]int, len(rows)), make([]int32, len(rows)+1)
	changed := map[int32]bool{}
	for _, number := range t.touched {
		changed[number] = true
	}
	at := 0 // the place of a row before is mostly near that of the last one
	for i, number := range rows {
		from := len(f.Cells)
		f.starts[i] = int32(from)
		if before != nil && !changed[number] {
			if at = near(was, at, number); at >= 0 {
				f.Sums[i] = before.Sums[at]
				f.Cells = append(f.Cells, before.RowCells(at)...)
				for k := range f.Cells[from:] {
					f.Cells[from+k].Row = i
				}
				at++
				continue
			}
		}
		at = max(at, 0) + 1
		if int(number+1) >= len(t.lines) {
			continue
		}
		l := &t.lines[number+1]
		f.Sums[i] = int(l.all.count)
		for _, e := range l.cells {
			if e.count > 0 {
				f.Cells = append(f.Cells, Cell{i, int(place[e.column+1]), int(e.count), e.hits})
			}
		}
		byColumn(f.Cells[from:])
	}
	f.starts[len(rows)] = int32(len(f.Cells))
}

// near returns the index of a number in a list at an index or beside it, or −1.
func near(list []int32, at int, number int32) int {
	for _, i := range [...]int{at, at + 1, at - 1} {
		if i >= 0 && i < len(list) && list[i] == number {
			return i
		}
	}
	return -1
}

// show returns the values with the numbers. It takes over those of the last figure, of which there
// may be as many as articles. Names of other dimensions may have changed since.
func (c *Counts) show(last *shown, d Dimension, numbers []int32) []Value {
	if d != Article && d != Outlet && d != Speaker {
		return c.values(d, numbers)
	}
	if slices.Equal(last.order, numbers) {
		return last.values
	}
	values, at := make([]Value, 0, len(numbers)), 0
	for i, number := range numbers {
		if at = near(last.order, at, number); at >= 0 {
			values = append(values, last.values[at])
			at++
			continue
		}
		values = append(values, c.values(d, numbers[i:i+1])...)
		at = i + 1
	}
	last.order, last.values = numbers, values
	return values
}

// byColumn sorts the cells of a row, which are few or nearly sorted.
func byColumn(cells []Cell) {
	for i := 1; i < len(cells); i++ {
		if cells[i-1].Column > cells[i].Column {
			slices.SortFunc(cells, func(a, b Cell) int { return cmp.Compare(a.Column, b.Column) })
			return
		}
	}
}

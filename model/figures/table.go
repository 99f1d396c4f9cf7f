package figures

import (
	"cmp"
	"slices"
)

// none is the value of what has no value in a dimension.
const none int32 = -1

// amount is how often something is counted, and on how many units of text a search finds it.
type amount struct{ count, hits int32 }

func (a *amount) add(b amount) {
	a.count += b.count
	a.hits += b.hits
}

// entry is a cell of a table.
type entry struct {
	column int32
	amount
}

// line is a row of a table. Its cells are in the order of their columns.
type line struct {
	cells []entry
	all   amount
}

func (l *line) add(column int32, by amount) {
	if l.cells == nil {
		l.cells = make([]entry, 0, 4)
	}
	at := len(l.cells)
	if at > 0 && l.cells[at-1].column >= column {
		at, _ = slices.BinarySearchFunc(l.cells, column, func(e entry, c int32) int { return cmp.Compare(e.column, c) })
	}
	if at == len(l.cells) || l.cells[at].column != column {
		l.cells = slices.Insert(l.cells, at, entry{column: column})
	}
	l.cells[at].add(by)
}

// table has the cells of two dimensions that are not zero, by the numbers of their values.
type table struct {
	lines   []line   // by the row plus 1, so that none is first
	columns []amount // the totals of columns, by the column plus 1
	all     amount

	watched bool    // whether touched is kept
	touched []int32 // the rows that changed since the last figure
}

func (t *table) line(row int32) *line {
	for int(row+1) >= len(t.lines) {
		t.lines = append(t.lines, make([]line, max(1, len(t.lines)))...)
	}
	if t.watched {
		t.touched = append(t.touched, row)
	}
	return &t.lines[row+1]
}

func (t *table) column(column int32) *amount {
	for int(column+1) >= len(t.columns) {
		t.columns = append(t.columns, amount{})
	}
	return &t.columns[column+1]
}

// add adds to a cell and to the totals.
func (t *table) add(row, column int32, by amount) {
	l := t.line(row)
	l.add(column, by)
	l.all.add(by)
	t.column(column).add(by)
	t.all.add(by)
}

// set is a small set of values.
type set []int32

func (s *set) put(v int32) {
	if !slices.Contains(*s, v) {
		*s = append(*s, v)
	}
}

// pairs are the cells that one sentence is counted in.
type pairs []pair

// pair is a row and a column.
type pair struct{ row, column int32 }

func (p *pairs) put(one pair) {
	if !slices.Contains(*p, one) {
		*p = append(*p, one)
	}
}

// addSentence adds a sentence, which counts once in each of its cells, rows and columns.
func (t *table) addSentence(cells pairs, by amount) {
	for i, p := range cells {
		l := t.line(p.row)
		l.add(p.column, by)
		if !slices.ContainsFunc(cells[:i], func(q pair) bool { return q.row == p.row }) {
			l.all.add(by)
		}
		if !slices.ContainsFunc(cells[:i], func(q pair) bool { return q.column == p.column }) {
			t.column(p.column).add(by)
		}
	}
	if len(cells) > 0 {
		t.all.add(by)
	}
}

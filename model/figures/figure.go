package figures

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"assay.app/assay/model"
)

// Figure is a table of counts, ready to be shown.
type Figure struct {
	Name string // see Named; "" if it has none
	Cross
	Unit    Unit
	Rows    []Value
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
	f := &Figure{Cross: x, Unit: t.unit, counts: c, table: t, Total: int(t.all.count)}
	rows, columns := c.sorted(t, 0), c.sorted(t, 1)
	f.Rows, f.Columns = c.values(x.Rows, rows), c.values(x.Columns, columns)
	place := make([]int32, len(t.columns)) // the index of a column by its number plus 1
	for i, number := range columns {
		if int(number+1) < len(place) {
			place[number+1] = int32(i)
		}
		n := 0
		if int(number+1) < len(t.columns) {
			n = int(t.columns[number+1].count)
		}
		f.Totals = append(f.Totals, n)
	}
	f.Cells = make([]Cell, 0, t.cells+8)
	f.Sums, f.starts = make([]int, 0, len(rows)), make([]int32, 0, len(rows)+1)
	for i, number := range rows {
		f.starts = append(f.starts, int32(len(f.Cells)))
		if int(number+1) >= len(t.lines) {
			f.Sums = append(f.Sums, 0)
			continue
		}
		l := &t.lines[number+1]
		f.Sums = append(f.Sums, int(l.all.count))
		for _, e := range l.cells {
			if e.count > 0 {
				f.Cells = append(f.Cells, Cell{i, int(place[e.column+1]), int(e.count), e.hits})
			}
		}
		byColumn(f.Cells[f.starts[i]:])
	}
	f.starts = append(f.starts, int32(len(f.Cells)))
	t.cells = len(f.Cells)
	return f, nil
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

// sorted returns the values of the rows (side 0) or the columns (side 1) that have a count, in
// their order.
func (c *Counts) sorted(t *counted, side int) []int32 {
	d, counts := t.Rows, make([]int32, len(t.lines))
	for i := range t.lines {
		counts[i] = t.lines[i].all.count
	}
	if side == 1 {
		d, counts = t.Columns, make([]int32, len(t.columns))
		for i := range t.columns {
			counts[i] = t.columns[i].count
		}
	}
	out := make([]int32, 0, len(counts))
	known := make([]bool, len(counts))
	add := func(number int32) {
		for int(number+1) >= len(known) {
			known, counts = append(known, false), append(counts, 0)
		}
		if !known[number+1] {
			known[number+1] = true
			out = append(out, number)
		}
	}
	for _, number := range t.order[side] { // nearly in order already
		if int(number+1) < len(counts) && counts[number+1] > 0 {
			add(number)
		}
	}
	for i := range counts {
		if counts[i] > 0 {
			add(int32(i - 1))
		}
	}
	for _, number := range c.always(d) {
		add(number)
	}
	below := int32(0)
	for _, number := range out {
		below = max(below, number+1)
	}
	ranks := c.ranks(d, below)
	var groups map[int32]int32 // the counts of outlets, whose speakers are together
	if d == Speaker {
		groups = map[int32]int32{}
		for _, number := range out {
			if number != none {
				groups[c.speakers.keys[number].outlet] += counts[number+1]
			}
		}
	}
	slices.SortFunc(out, func(a, b int32) int {
		if a == none || b == none {
			return cmp.Compare(b, a) // what has no value is last
		}
		if groups != nil && c.speakers.keys[a].outlet != c.speakers.keys[b].outlet {
			return c.byGroup(groups, c.speakers.keys[a].outlet, c.speakers.keys[b].outlet)
		}
		if !d.Ordered() && counts[a+1] != counts[b+1] {
			return cmp.Compare(counts[b+1], counts[a+1])
		}
		return cmp.Or(cmp.Compare(ranks[a], ranks[b]), cmp.Compare(a, b))
	})
	t.order[side] = out
	return out
}

// byGroup compares two outlets by their counts and then by name. No outlet is last.
func (c *Counts) byGroup(counts map[int32]int32, a, b int32) int {
	if a == none || b == none {
		return cmp.Compare(b, a)
	}
	return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(folding(c.outlets.names[a]), folding(c.outlets.names[b])), cmp.Compare(a, b))
}

// ranks returns the places of the values of a dimension below a number: in their own order or, if
// they have none, by name. It remembers them until the project changes.
func (c *Counts) ranks(d Dimension, below int32) []int32 {
	if known := c.ranked[d]; len(known) >= int(below) {
		return known
	}
	out := make([]int32, below)
	if d == Worked || d == Letter || d == Digit || d == Outlets || d == Independents {
		for i := range out {
			out[i] = int32(i)
		}
		return out
	}
	place := map[string]int32{} // of each different text
	texts := make([]string, below)
	for i := range texts {
		texts[i] = c.rank(d, int32(i))
		place[texts[i]] = 0
	}
	for at, text := range slices.Sorted(maps.Keys(place)) {
		place[text] = int32(at)
	}
	for i, text := range texts {
		out[i] = place[text]
	}
	if d != Label { // the codebook changes without making anything stale
		if c.ranked == nil {
			c.ranked = map[Dimension][]int32{}
		}
		c.ranked[d] = out
	}
	return out
}

// folding returns a name in the form in which names are compared.
func folding(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// always returns the values that a figure shows even if nothing counts there.
func (c *Counts) always(d Dimension) (out []int32) {
	switch d {
	case Label:
		for _, l := range c.facts.Codebook.Current() {
			out = append(out, int32(c.facts.Names.Label(l.Key)))
		}
	case Mode:
		for i := range model.SpeechModes() {
			out = append(out, int32(i))
		}
	case Letter:
		for _, l := range "ABCDEF" {
			out = append(out, l)
		}
	case Digit:
		for _, l := range "123456" {
			out = append(out, l)
		}
	case Work:
		out = []int32{workLabelled, workAttributed, workGraded, workMentioned}
	case Coverage:
		out = []int32{coverageSaid, coverageLeftOut, coverageNotFound}
	case Whole:
		out = []int32{0}
	default:
	}
	return out
}

// rank returns a text that sorts the values of a dimension.
func (c *Counts) rank(d Dimension, number int32) string {
	switch d {
	case Label:
		if int(number) >= len(c.facts.Names.labels.ids) {
			return ""
		}
		at := c.facts.Codebook.Index(c.facts.Names.labels.ids[number])
		if at < 0 {
			return "~" + c.name(d, number)
		}
		return fmt.Sprintf("%09d", at)
	case Published:
		return c.days.keys[number]
	case Mode, Work, Coverage, Whole:
		return string(rune('0' + number))
	default:
		return folding(c.name(d, number))
	}
}

// values returns the values with the numbers.
func (c *Counts) values(d Dimension, numbers []int32) []Value {
	out := make([]Value, len(numbers))
	for i, number := range numbers {
		v := Value{number: number}
		if number != none {
			v.Key, v.Name = c.key(d, number), c.name(d, number)
		}
		switch d {
		case Label:
			if l, ok := c.facts.Codebook.Find(model.LabelKey(v.Key)); ok {
				v.Color, v.Mark = l.Color, l.Letter
			}
		case Speaker:
			if number != none && c.speakers.keys[number].outlet != none {
				v.Group = c.outlets.names[c.speakers.keys[number].outlet]
			}
		case Published:
			if number != none {
				v.Time, _ = time.Parse(time.DateOnly, v.Key)
			}
		case Worked:
			if number == none {
				break
			}
			v.Time = time.Unix(int64(number)*24*60*60, 0).UTC()
		default:
		}
		out[i] = v
	}
	return out
}

// key returns what identifies a value.
func (c *Counts) key(d Dimension, number int32) string {
	n := c.facts.Names
	switch d {
	case Label:
		return string(n.labels.ids[number])
	case Article:
		return string(c.facts.articles[number].ID)
	case Outlet:
		return string(c.outlets.keys[number])
	case Origin:
		if c.origins.keys[number] == "" {
			return ownOrigin
		}
		return c.origins.keys[number]
	case Voice:
		return string(n.voices.ids[number])
	case Mode:
		if modes := model.SpeechModes(); int(number) < len(modes) {
			return string(modes[number])
		}
		return "other"
	case Speaker:
		s := c.speakers.keys[number]
		if s.outlet == none {
			return "/" + string(n.voices.ids[s.voice])
		}
		return string(c.outlets.keys[s.outlet]) + "/" + string(n.voices.ids[s.voice])
	case Published:
		return c.days.keys[number]
	case Analyst:
		return n.analysts.ids[number]
	case Worked:
		return time.Unix(int64(number)*24*60*60, 0).UTC().Format(time.DateOnly)
	case Letter, Digit:
		return string(rune(number))
	case Statement:
		return string(n.statements.ids[number])
	case Outlets, Independents:
		return strconv.Itoa(int(number))
	case Work:
		return [...]string{"labelled", "attributed", "graded", "mentioned"}[number]
	case Coverage:
		return [...]string{"said", "left-out", "not-found"}[number]
	default:
		return "all"
	}
}

// name returns what people call a value: a name of the project, or its key.
func (c *Counts) name(d Dimension, number int32) string {
	if number == none {
		return ""
	}
	f := c.facts
	switch d {
	case Label:
		if l, ok := f.Codebook.Find(f.Names.labels.ids[number]); ok {
			return l.Called()
		}
	case Article:
		return cmp.Or(f.articles[number].Title, string(f.articles[number].ID))
	case Outlet:
		return c.outlets.names[number]
	case Origin:
		return c.origins.names[number]
	case Voice:
		id := f.Names.voices.ids[number]
		return cmp.Or(f.Voices.Name(id), f.Names.called[id], string(id))
	case Speaker:
		return c.name(Voice, c.speakers.keys[number].voice)
	case Analyst:
		return f.Analysts.Shown(f.Names.analysts.ids[number])
	case Statement:
		id := f.Names.statements.ids[number]
		return cmp.Or(f.Statements.Title(id), f.Names.titled[id], string(id))
	default:
	}
	return c.key(d, number)
}

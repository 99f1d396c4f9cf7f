package figures

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"assay.app/assay/model"
)

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
	var groups []int32 // the places of outlets by number plus 1; their speakers are together
	if d == Speaker {
		groups = c.groups(out, counts)
	}
	slices.SortFunc(out, func(a, b int32) int {
		if a == none || b == none {
			return cmp.Compare(b, a) // what has no value is last
		}
		if groups != nil && c.speakers.keys[a].outlet != c.speakers.keys[b].outlet {
			return cmp.Compare(groups[c.speakers.keys[a].outlet+1], groups[c.speakers.keys[b].outlet+1])
		}
		if !d.Ordered() && counts[a+1] != counts[b+1] {
			return cmp.Compare(counts[b+1], counts[a+1])
		}
		return cmp.Or(cmp.Compare(ranks[a], ranks[b]), cmp.Compare(a, b))
	})
	t.order[side] = out
	return out
}

// groups returns the places of outlets by the counts of their speakers and then by name. No outlet
// is last.
func (c *Counts) groups(speakers, counts []int32) []int32 {
	n := len(c.outlets.keys)
	sums, order, places := make([]int32, n), make([]int32, n), make([]int32, n+1)
	for _, number := range speakers {
		if number != none && c.speakers.keys[number].outlet != none {
			sums[c.speakers.keys[number].outlet] += counts[number+1]
		}
	}
	for i := range order {
		order[i] = int32(i)
	}
	names := c.ranks(Outlet, int32(n))
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(names[a], names[b]), cmp.Compare(a, b))
	})
	for place, outlet := range order {
		places[outlet+1] = int32(place)
	}
	places[0] = int32(n)
	return places
}

// ranks returns the places of the values of a dimension below a number: in their own order or, if
// they have none, by name. It remembers them until the project changes.
func (c *Counts) ranks(d Dimension, below int32) []int32 {
	if known := c.ranked[d]; len(known) >= int(below) {
		return known
	}
	out := make([]int32, below)
	if d == Letter || d == Digit || d == Outlets || d == Independents {
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
	case Worked:
		return fmt.Sprintf("%010d", int64(c.worked.keys[number])-math.MinInt32)
	case Mode, Work, Coverage, Whole:
		return string(rune('0' + number))
	default:
		return folding(c.name(d, number))
	}
}

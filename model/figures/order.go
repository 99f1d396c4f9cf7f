package figures

import (
	"cmp"
	"fmt"
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
	out = c.arrange(d, out, counts)
	t.order[side] = out
	return out
}

// placed is a value with the numbers by which it is sorted.
type placed struct {
	first  uint64 // the place of its group, and then its count from the most to the least
	second uint64 // its rank, and then its number
	number int32
}

func (p placed) compare(q placed) int {
	return cmp.Or(cmp.Compare(p.first, q.first), cmp.Compare(p.second, q.second))
}

// arrange sorts values by their groups, their counts, and their ranks. counts are by the number
// plus 1. What has no value is last.
func (c *Counts) arrange(d Dimension, numbers, counts []int32) []int32 {
	below := int32(0)
	for _, number := range numbers {
		below = max(below, number+1)
	}
	ranks := c.ranks(d, below)
	var groups []int32 // the places of outlets by number plus 1; their speakers are together
	if d == Speaker {
		groups = c.groups(numbers, counts)
	}
	all := make([]placed, len(numbers))
	for i, number := range numbers {
		if all[i].number = number; number == none {
			all[i].first = math.MaxUint64
			continue
		}
		if groups != nil {
			all[i].first = uint64(groups[c.speakers.keys[number].outlet+1]) << 32
		}
		if !d.Ordered() {
			all[i].first |= uint64(math.MaxUint32 - uint32(counts[number+1]))
		}
		all[i].second = uint64(ranks[number])<<32 | uint64(number)
	}
	for i, p := range sortPlaced(all) {
		numbers[i] = p.number
	}
	return numbers
}

// sortPlaced sorts values, of which most are in order already if a figure was made before. It takes
// out both of any two neighbours in the wrong order, sorts these alone, and merges them with the
// others.
func sortPlaced(all []placed) []placed {
	kept, loose := make([]placed, 0, len(all)), []placed(nil)
	for _, p := range all {
		if n := len(kept); n > 0 && kept[n-1].compare(p) > 0 {
			loose = append(loose, kept[n-1], p)
			kept = kept[:n-1]
			continue
		}
		kept = append(kept, p)
		if len(loose) > len(all)/8 {
			slices.SortFunc(all, placed.compare)
			return all
		}
	}
	if len(loose) == 0 {
		return all
	}
	slices.SortFunc(loose, placed.compare)
	out := all[:0]
	for _, p := range kept {
		for len(loose) > 0 && loose[0].compare(p) < 0 {
			out, loose = append(out, loose[0]), loose[1:]
		}
		out = append(out, p)
	}
	return append(out, loose...)
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
	if d == Speaker { // speakers have the names of their voices
		voices := c.ranks(Voice, int32(len(c.facts.Names.voices.ids)))
		for i := range out {
			out[i] = voices[c.speakers.keys[i].voice]
		}
		return out
	}
	texts := make([]string, below)
	for i := range texts {
		texts[i] = c.rank(d, int32(i))
	}
	out = places(texts)
	if d != Label { // the codebook changes without making anything stale
		if c.ranked == nil {
			c.ranked = map[Dimension][]int32{}
		}
		c.ranked[d] = out
	}
	return out
}

// places returns the places of texts in their order. Equal texts have one place. Most texts are
// compared by their first eight bytes after what all have in common.
func places(texts []string) []int32 {
	type begun struct {
		first uint64
		at    int32
	}
	all, common := make([]begun, len(texts)), commonLength(texts)
	for i, text := range texts {
		all[i] = begun{firstBytes(text[common:]), int32(i)}
	}
	slices.SortFunc(all, func(a, b begun) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return strings.Compare(texts[a.at], texts[b.at])
	})
	out, place := make([]int32, len(texts)), int32(0)
	for i, b := range all {
		if i > 0 && texts[b.at] != texts[all[i-1].at] {
			place++
		}
		out[b.at] = place
	}
	return out
}

// commonLength returns how many bytes all texts begin with.
func commonLength(texts []string) int {
	if len(texts) == 0 {
		return 0
	}
	n := len(texts[0])
	for _, text := range texts {
		n = min(n, len(text))
		for text[:n] != texts[0][:n] {
			n--
		}
	}
	return n
}

// firstBytes returns the first eight bytes of a text as a number that sorts as they do.
func firstBytes(text string) (n uint64) {
	for i := range 8 {
		n <<= 8
		if i < len(text) {
			n |= uint64(text[i])
		}
	}
	return n
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

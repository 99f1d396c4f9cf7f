package session

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token"
)

// Order is how the corpus list is sorted.
type Order int

// The orders. Ties keep the order of import.
const (
	ByImport Order = iota
	ByOutlet
	ByDate
	ByProgress
	ByTitle
)

// Sorting a hundred thousand
//
// Outlets and dates are names that many articles share. Each different name
// is ranked once; then articles are dealt into as many piles as there are
// ranks, which compares nothing, takes one pass, and leaves those of one rank
// in the order in which they came. Dealt by date and then by outlet, they lie
// by outlet and in it by date. Titles are all different: they are folded once
// and compared by their first bytes as a number; only those that begin alike
// are compared whole.

// sorted gives the articles' indices in an order.
func (o Order) sorted(all []model.Summary) []int {
	out := make([]int, len(all))
	for i := range out {
		out[i] = i
	}
	switch o {
	case ByOutlet:
		dates, outlets := dateRanks(all), outletRanks(all)
		out = dealt(out, func(i int) int { return dates[i] })
		out = dealt(out, func(i int) int { return outlets[all[i].Metadata.Outlet] })
	case ByDate:
		dates := dateRanks(all)
		out = dealt(out, func(i int) int { return dates[i] })
	case ByProgress:
		out = dealt(out, func(i int) int { return advance(all[i].Progress) })
	case ByTitle:
		sortByTitle(out, all)
	}
	return out
}

// dealt sorts indices by their ranks, which are small numbers from 0.
func dealt(indices []int, rank func(i int) int) []int {
	ranks := make([]int, len(indices))
	var begin []int // by rank, how many are below; then where its next one goes
	for k, i := range indices {
		r := rank(i)
		ranks[k] = r
		if r+1 >= len(begin) {
			begin = append(begin, make([]int, r+2-len(begin))...)
		}
		begin[r+1]++
	}
	for r := range len(begin) - 1 {
		begin[r+1] += begin[r]
	}
	out := make([]int, len(indices))
	for k, i := range indices {
		out[begin[ranks[k]]] = i
		begin[ranks[k]]++
	}
	return out
}

// advance ranks progress: by state, and within it by the share of what is
// tagged, in ten-thousandths.
func advance(p model.Progress) int {
	const fine = 10_000
	switch StateOf(p) {
	case NotBegun:
		return 0
	case Done:
		return fine
	}
	return min(max(1, fine*p.Tagged()/p.Sentences), fine-1)
}

// sortByTitle sorts indices by what the articles are called.
func sortByTitle(indices []int, all []model.Summary) {
	type title struct {
		leading uint64
		text    string
		at      int
	}
	titles := make([]title, len(indices))
	for k, i := range indices {
		text := sortingTitle(all[i].Heading())
		titles[k] = title{leading(text), text, i}
	}
	slices.SortFunc(titles, func(a, b title) int {
		switch {
		case a.leading < b.leading:
			return -1
		case a.leading > b.leading:
			return 1
		}
		return cmp.Or(cmp.Compare(a.text, b.text), a.at-b.at)
	})
	for k, t := range titles {
		indices[k] = t.at
	}
}

// outletRanks gives each outlet's name, as written, its place in the alphabet;
// the unknown outlet is last.
func outletRanks(all []model.Summary) map[string]int {
	ids := map[string]model.OutletID{}
	for i := range all {
		name := all[i].Metadata.Outlet
		if _, known := ids[name]; !known {
			ids[name] = model.OutletIDOf(name)
		}
	}
	order := ranks(maps.Values(ids))
	out := make(map[string]int, len(ids))
	for name, id := range ids {
		out[name] = order[id]
	}
	return out
}

// dateRanks returns the place of each article by its time of publication; those
// of unknown time are last.
func dateRanks(all []model.Summary) []int {
	times := make([]string, len(all))
	for i := range all {
		times[i] = all[i].Metadata.Chronological()
	}
	order := ranks(slices.Values(times))
	places := make([]int, len(all))
	for i, t := range times {
		places[i] = order[t]
	}
	return places
}

// ranks gives each different name its place among them; the empty one is last.
func ranks[S ~string](names func(func(S) bool)) map[S]int {
	out := map[S]int{}
	for name := range names {
		out[name] = 0
	}
	for i, name := range slices.SortedFunc(maps.Keys(out), emptyLast[S]) {
		out[name] = i
	}
	return out
}

func emptyLast[S ~string](a, b S) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// sortingTitle is what a title is sorted by: folded, without quotes, and
// without the dots that it may begin with.
func sortingTitle(title string) string {
	folded := strings.ReplaceAll(token.Fold(title), `"`, "")
	return strings.TrimLeftFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// leading gives the first eight bytes of s as a number that compares as they
// do.
func leading(s string) uint64 {
	var b [8]byte
	copy(b[:], s)
	return binary.BigEndian.Uint64(b[:])
}

// State is how far an article is tagged.
type State int

// The states.
const (
	NotBegun State = iota
	InPart
	Done // also of an article that has nothing to tag
)

// StateOf tells how far an article is tagged.
func StateOf(p model.Progress) State {
	switch tagged := p.Tagged(); {
	case tagged >= p.Sentences:
		return Done
	case tagged == 0:
		return NotBegun
	}
	return InPart
}

// Group is a stretch of the list in which articles share an outlet, a month or
// a state of progress.
type Group struct {
	First int   // its first row
	State State // when the list was sorted by progress: it may have changed since
}

// groups gives the groups of a sorted list. Orders without groups give none.
func (o Order) groups(all []model.Summary, shown []int) []Group {
	var same func(a, b *model.Summary) bool
	switch o {
	case ByOutlet:
		same = func(a, b *model.Summary) bool {
			return a.Metadata.Outlet == b.Metadata.Outlet ||
				model.OutletIDOf(a.Metadata.Outlet) == model.OutletIDOf(b.Metadata.Outlet)
		}
	case ByDate:
		same = func(a, b *model.Summary) bool { return Month(a.Metadata) == Month(b.Metadata) }
	case ByProgress:
		return stateGroups(all, shown)
	default:
		return nil
	}
	var out []Group
	for row, at := range shown {
		if row == 0 || !same(&all[shown[row-1]], &all[at]) {
			out = append(out, Group{First: row})
		}
	}
	return out
}

// stateGroups is groups by progress. There are at most three, one after
// another, so where each ends is found by halving.
func stateGroups(all []model.Summary, shown []int) (out []Group) {
	for row := 0; row < len(shown); {
		state := StateOf(all[shown[row]].Progress)
		out = append(out, Group{First: row, State: state})
		row += sort.Search(len(shown)-row, func(i int) bool { return StateOf(all[shown[row+i]].Progress) > state })
	}
	return out
}

// Month is the month in which an article was published, as "2031-03"; "" when
// that is not known.
func Month(m model.Metadata) string { return m.Published[:min(len(m.Published), len("2031-03"))] }

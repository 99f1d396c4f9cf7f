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

// Order is the order of the articles in the list.
type Order int

// The orders that the list can have. Articles that compare equal stay in order of
// import.
const (
	ByImport Order = iota
	ByOutlet
	ByDate
	ByProgress
	ByTitle
	ByOrigin
)

// Sorting a hundred thousand articles
//
// Many articles share an outlet or a date, so each different value is ranked once.
// Then a counting sort puts the articles into one pile for each rank. The counting
// sort needs no comparisons, takes linear time, and keeps the order within a rank.
// Sorting by date and then by outlet leaves the articles of each outlet in order of
// date. Titles are nearly all different. They are folded once and compared by their
// first eight bytes as a number; only titles with the same first bytes are compared
// as a whole.

// sorted returns the indices of the articles in the order o. origin returns the name of the
// origin of an article, or "" if it is unknown.
func (o Order) sorted(all []model.Summary, origin func(*model.Summary) string) []int {
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
	case ByOrigin:
		dates, origins := dateRanks(all), make([]string, len(all))
		for i := range all {
			origins[i] = string(model.OutletIDOf(origin(&all[i])))
		}
		order := ranks(slices.Values(origins))
		out = dealt(out, func(i int) int { return dates[i] })
		out = dealt(out, func(i int) int { return order[origins[i]] })
	}
	return out
}

// dealt sorts indices by their ranks, which are small numbers from 0. The sort is
// stable.
func dealt(indices []int, rank func(i int) int) []int {
	ranks := make([]int, len(indices))
	var begin []int // for each rank, where its next index goes in out
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

// advance returns the rank of an article's progress. Articles not begun are first
// and those that are done are last. The others are ranked by their tagged share in
// ten-thousandths.
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

// sortByTitle sorts indices by the articles' headings.
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

// outletRanks maps each outlet's name, as written, to its place in the alphabet.
// The unknown outlet is last.
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

// dateRanks returns the rank of each article by its time of publication. Articles
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

// ranks maps each different name to its place in sorted order. The empty name is
// last.
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

// sortingTitle returns the form of a title for sorting: folded, without double
// quotation marks, and without anything before the first letter or digit.
func sortingTitle(title string) string {
	folded := strings.ReplaceAll(token.Fold(title), `"`, "")
	return strings.TrimLeftFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// leading returns the first eight bytes of s as a number. Such numbers have the
// same order as the bytes.
func leading(s string) uint64 {
	var b [8]byte
	copy(b[:], s)
	return binary.BigEndian.Uint64(b[:])
}

// State is an article's state of progress.
type State int

const (
	NotBegun State = iota
	InPart
	Done // every sentence is tagged, or there are none
)

// StateOf returns the state of an article with the given progress.
func StateOf(p model.Progress) State {
	switch tagged := p.Tagged(); {
	case tagged >= p.Sentences:
		return Done
	case tagged == 0:
		return NotBegun
	}
	return InPart
}

// Group is a run of rows in the list whose articles share an outlet, a month or a
// state.
type Group struct {
	First int   // its first row
	State State // the state of its articles when they were sorted by progress
}

// groups returns the groups of a sorted list, and none for orders without groups.
func (o Order) groups(all []model.Summary, shown []int, origin func(*model.Summary) string) []Group {
	var same func(a, b *model.Summary) bool
	switch o {
	case ByOutlet:
		same = func(a, b *model.Summary) bool {
			return a.Metadata.Outlet == b.Metadata.Outlet ||
				model.OutletIDOf(a.Metadata.Outlet) == model.OutletIDOf(b.Metadata.Outlet)
		}
	case ByDate:
		same = func(a, b *model.Summary) bool { return Month(a.Metadata) == Month(b.Metadata) }
	case ByOrigin:
		same = func(a, b *model.Summary) bool { return model.OutletIDOf(origin(a)) == model.OutletIDOf(origin(b)) }
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

// stateGroups returns the groups by progress. There are at most three, one after
// another, so binary search finds the end of each.
func stateGroups(all []model.Summary, shown []int) (out []Group) {
	for row := 0; row < len(shown); {
		state := StateOf(all[shown[row]].Progress)
		out = append(out, Group{First: row, State: state})
		row += sort.Search(len(shown)-row, func(i int) bool { return StateOf(all[shown[row+i]].Progress) > state })
	}
	return out
}

// Month returns the month in which an article was published, as "2031-03", or "" if
// unknown.
func Month(m model.Metadata) string { return m.Published[:min(len(m.Published), len("2031-03"))] }

package importing

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/words"
)

// state is a state by which the rows of the preview can be filtered.
type state int

const (
	anyState state = iota
	newState
	similarState
	versionState
	takenState // not in the list of states
	thereState
	twinState
	outState
	partState
	refusedState
)

type namedState struct {
	is   state
	name string
}

func states() []namedState {
	return []namedState{
		{anyState, lang.L("All")},
		{newState, lang.L("To be added")},
		{similarState, lang.L("Similar to another article")},
		{versionState, lang.L("Offered as newer versions")},
		{thereState, lang.L("Already in the project")},
		{twinState, lang.L("Duplicates in this import")},
		{outState, lang.L("Skipped")},
		{partState, lang.L("Added in part")},
		{refusedState, lang.L("Cannot be added")},
	}
}

// has reports whether item i is in a state. The items are the drafts, followed by
// the refused files. A draft that resembles another can be new as well.
func (im *importer) has(i int, s state) bool {
	if s == anyState {
		return true
	}
	if at := i - len(im.preview.Drafts); at >= 0 {
		if im.preview.Refused[at].Partial {
			return s == partState
		}
		return s == refusedState
	}
	d := im.preview.Drafts[i]
	switch s {
	case newState:
		return !d.IsDuplicate() && !d.Leave
	case similarState:
		return !d.IsDuplicate() && len(d.Similar) > 0
	case versionState:
		return im.offering.Of(d)
	case takenState:
		return im.offering.Takes(d)
	case thereState:
		return d.Known
	case twinState:
		return d.IsDuplicate() && !d.Known
	case outState:
		return !d.IsDuplicate() && d.Leave
	}
	return false
}

// refilter rebuilds the list and the counts of all states.
func (im *importer) refilter() {
	im.recount()
	im.filter()
	im.count()
}

func (im *importer) recount() {
	im.offering = im.preview.Offering()
	counts := map[state]int{}
	for i := range len(im.preview.Drafts) + len(im.preview.Refused) {
		im.countIn(counts, i)
	}
	im.which.Options = im.which.Options[:0]
	for at, s := range states() {
		im.which.Options = append(im.which.Options, fmt.Sprintf("%s (%s)", s.name, words.Number(counts[s.is])))
		if s.is == im.state {
			im.which.Selected = im.which.Options[at]
		}
	}
	im.which.Refresh()
	im.sum(counts)
}

// countIn counts item i in all states that it is in.
func (im *importer) countIn(counts map[state]int, i int) {
	for s := anyState; s <= refusedState; s++ {
		if im.has(i, s) {
			counts[s]++
		}
	}
}

// sum shows the counts together, because articles that are not new are easily
// missed in a long list.
func (im *importer) sum(counts map[state]int) {
	im.sums.SetText(tally(counts))
}

// filter limits the list to the chosen state and keeps the selected row if it is
// still listed.
func (im *importer) filter() {
	chosen := -1
	if im.list.At < len(im.rows) {
		chosen = im.rows[im.list.At]
	}
	im.rows = im.rows[:0]
	at := 0
	headed := draft.Source{}
	for i := range len(im.preview.Drafts) + len(im.preview.Refused) {
		if !im.has(i, im.state) {
			continue
		}
		if s, several := im.preview.Sharing(i); several && s != headed {
			im.rows, headed = append(im.rows, ^i), s
		}
		if i == chosen {
			at = len(im.rows)
		}
		im.rows = append(im.rows, i)
	}
	im.list.UnselectAll()
	im.list.Refresh()
	im.list.Choose(at)
	if len(im.rows) == 0 {
		im.showPicked()
	}
}

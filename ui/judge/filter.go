package judge

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// filter says which statements are listed: those in a state or, if verdict is not empty, those to
// which the analyst gave it.
type filter struct {
	state   state
	verdict string
}

// state limits the list to statements in a state.
type state int

const (
	anyState state = iota
	notJudged
	incomplete
	states
)

func (s state) title() string {
	switch s {
	case notJudged:
		return lang.L("Not judged")
	case incomplete:
		return lang.L("Incomplete")
	default:
		return lang.L("All statements")
	}
}

func (f filter) title() string {
	if f.verdict != "" {
		return words.UpperFirst(words.Verdict(f.verdict))
	}
	return f.state.title()
}

// filters returns the filters in the order in which they are offered.
func filters(verdicts []string) (all []filter) {
	for s := range states {
		all = append(all, filter{state: s})
	}
	for _, v := range verdicts {
		all = append(all, filter{verdict: v})
	}
	return all
}

// takes reports whether the filter lists a statement, as an analyst judged it.
func (f filter) takes(l *ledger, analyst string, id model.StatementID) bool {
	switch j, judged := l.standing(analyst, id); {
	case f.verdict != "":
		return judged && j.Verdict == f.verdict
	case f.state == notJudged:
		return !judged
	case f.state == incomplete:
		return l.incomplete(analyst, id)
	}
	return true
}

// next returns the filter after f.
func (f filter) next(verdicts []string) filter {
	all := filters(verdicts)
	return all[(slices.Index(all, f)+1)%len(all)]
}

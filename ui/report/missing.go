package report

import (
	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// warning says what is missing in a report, and at which statement.
type warning struct {
	text      string
	statement model.StatementID
}

// missing returns the warnings about the judgements of the report.
func (s *sheet) missing() (all []warning) {
	compared, counts := s.win.Session().Compared(), s.counts()
	only := s.statements.ids(counts)
	regarded := func(id model.StatementID) bool { return only == nil || only[id] }
	cited := compared.Citations()
	judged := map[model.StatementID]bool{}
	bare, first := 0, model.StatementID("")
	for _, j := range compared.Judgements(func(id model.StatementID, analyst string) bool { return regarded(id) && counts(analyst) }) {
		judged[j.Statement] = true
		if j.Later == "" && len(cited[j.ID]) == 0 {
			if bare++; bare == 1 {
				first = j.Statement
			}
		}
	}
	unjudged, without := 0, model.StatementID("")
	for _, id := range compared.Statements.All() {
		if regarded(id) && !judged[id] {
			if unjudged++; unjudged == 1 {
				without = id
			}
		}
	}
	if unjudged > 0 {
		all = append(all, warning{words.N("{{.Count}} statements have no judgement", unjudged), without})
	}
	if bare > 0 {
		all = append(all, warning{words.N("{{.Count}} judgements cite no sentence", bare), first})
	}
	return all
}

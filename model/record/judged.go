package record

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
)

// Verdicts returns the verdicts of the project's scale.
func (c Compared) Verdicts() []string {
	if s, ok := c.records[ScaleKey()].(*Scale); ok && len(s.Verdicts) > 0 {
		return slices.Clone(s.Verdicts)
	}
	return model.Verdicts()
}

// Judged is a judgement with its id.
type Judged struct {
	ID model.JudgementID
	*Judgement
	Later model.JudgementID // of the same analyst on the same statement, which supersedes this one; "" if this one stands
}

// Judgements returns the judgements for which keep returns true: by statement in the order of
// the list, by analyst, and by time, the latest first. Statement is the one that stands for the
// statement that was judged, in the result as well as for keep.
func (c Compared) Judgements(keep func(statement model.StatementID, analyst string) bool) []Judged {
	place := map[model.StatementID]int{}
	standing := c.Statements.All()
	for i, id := range standing {
		place[id] = i - len(standing) // before those that the list lacks, whose place is 0
	}
	var all []Judged
	c.Each(JudgementKind, func(key model.Key, content any) {
		j := *content.(*Judgement)
		j.Statement = c.Statements.Root(j.Statement)
		if keep(j.Statement, j.Analyst) {
			all = append(all, Judged{ID: model.JudgementID(key.ID), Judgement: &j})
		}
	})
	slices.SortFunc(all, func(a, b Judged) int {
		return cmp.Or(cmp.Compare(place[a.Statement], place[b.Statement]), cmp.Compare(a.Statement, b.Statement),
			cmp.Compare(a.Analyst, b.Analyst), b.At.Compare(a.At), cmp.Compare(b.ID, a.ID))
	})
	for i := 1; i < len(all); i++ {
		if before := all[i-1]; before.Statement == all[i].Statement && before.Analyst == all[i].Analyst {
			all[i].Later = before.ID
		}
	}
	return all
}

// Judgement returns a judgement of an analyst, or nil.
func (c Compared) Judgement(analyst string, id model.JudgementID) *Judgement {
	j, _ := c.records[JudgementBy(analyst, id)].(*Judgement)
	return j
}

// Cited is a sentence that a judgement cites.
type Cited struct {
	On model.Subject
	*Citation
}

// Citations returns the sentences that judgements cite, by the id of the judgement, sorted by
// article and sentence.
func (c Compared) Citations() map[model.JudgementID][]Cited {
	all := map[model.JudgementID][]Cited{}
	c.Each(CitationKind, func(key model.Key, content any) {
		one := Cited{key.Subject, content.(*Citation)}
		all[one.Judgement] = append(all[one.Judgement], one)
	})
	for _, cited := range all {
		slices.SortFunc(cited, func(a, b Cited) int {
			return model.Key{Subject: a.On}.Compare(model.Key{Subject: b.On})
		})
	}
	return all
}

// Explained is an explanation with its id.
type Explained struct {
	ID model.ExplanationID
	*Explanation
}

// Explanations returns the project's rival explanations, in their order.
func (c Compared) Explanations() []Explained {
	var all []Explained
	c.Each(ExplanationKind, func(key model.Key, content any) {
		all = append(all, Explained{model.ExplanationID(key.ID), content.(*Explanation)})
	})
	slices.SortFunc(all, func(a, b Explained) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Fit returns an analyst's rating of how a statement fits an explanation, or "". Ratings of
// statements that were joined into it count if it has none of its own.
func (c Compared) Fit(analyst string, explanation model.ExplanationID, statement model.StatementID) model.Fit {
	root := c.Statements.Root(statement)
	for _, id := range append([]model.StatementID{root}, c.Statements.Joined(root)...) {
		if r, ok := c.records[RatingBy(analyst, explanation, id)].(*Rating); ok {
			return r.Fit
		}
	}
	return ""
}

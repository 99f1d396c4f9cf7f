package edit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Citing is a sentence that a judgement is to cite.
type Citing struct {
	On     model.Subject
	Weight model.Weight // "" to cite the sentence no longer
}

// Judging returns the change that adds the analyst's judgement of a statement, with the sentences
// that it cites, and the id of the judgement. It supersedes earlier judgements of the analyst on
// the statement. It sets Analyst, Title and At of the judgement. The error is ErrNoStatement if the
// list lacks the statement, and ErrValue if a value is refused or the verdict is not on the scale.
func (c Comparing) Judging(j record.Judgement, cited ...Citing) (Change, model.JudgementID, error) {
	change := Change{Verb: Judge, At: c.Now}
	if c.Compared.Statements.Stored(j.Statement) == nil {
		return change, "", noStatement(j.Statement)
	}
	j.Statement = c.Compared.Statements.Root(j.Statement)
	j.Analyst, j.Title, j.At = c.Analyst, c.Compared.Statements.Title(j.Statement), c.afterOthers(j.Statement)
	after, err := c.acceptJudgement(&j, "")
	if err != nil {
		return change, "", err
	}
	id := model.JudgementID(c.NewID())
	change.Edits = append([]Edit{Of(record.JudgementBy(c.Analyst, id), nil, after)}, c.citing(id, cited)...)
	return change, id, checkCited(cited)
}

// afterOthers returns the time of a new judgement of a statement: now, or after the analyst's
// others if the clock went back.
func (c Comparing) afterOthers(id model.StatementID) time.Time {
	at := c.Now
	for _, j := range c.ours(id) {
		at = Later(at, j.At)
	}
	return at
}

// ours returns the analyst's judgements of a statement, the latest first.
func (c Comparing) ours(id model.StatementID) []record.Judged {
	root := c.Compared.Statements.Root(id)
	return c.Compared.Judgements(func(statement model.StatementID, analyst string) bool {
		return statement == root && analyst == c.Analyst
	})
}

// acceptJudgement returns the stored form of a judgement. A verdict that is not on the scale is
// refused unless it is was, the one that the judgement had.
func (c Comparing) acceptJudgement(j *record.Judgement, was string) (*record.Judgement, error) {
	after, err := acceptedAs(record.JudgementKind, j)
	if err != nil {
		return nil, err
	}
	if scale := c.Compared.Verdicts(); after.Verdict != was && !slices.Contains(scale, after.Verdict) {
		return nil, fmt.Errorf("%w: %q is not one of the project's verdicts: %s", model.ErrValue, model.Excerpt(after.Verdict), strings.Join(scale, ", "))
	}
	return after, nil
}

func checkCited(cited []Citing) error {
	for _, one := range cited {
		if one.Weight != "" && !one.Weight.Valid() {
			return fmt.Errorf("%w: %q is not a weight", model.ErrValue, model.Excerpt(string(one.Weight)))
		}
	}
	return nil
}

// citing returns the edits that cite sentences in a judgement, set their weights, or cite them no
// longer.
func (c Comparing) citing(id model.JudgementID, cited []Citing) (edits []Edit) {
	for _, one := range cited {
		key := record.CitationOn(one.On, c.Analyst, id)
		before, _ := c.Compared.Of(key).(*record.Citation)
		switch {
		case one.Weight == "" && before == nil:
		case one.Weight == "":
			edits = append(edits, Of(key, before, nil))
		case before == nil:
			edits = append(edits, Of(key, nil, &record.Citation{Judgement: id, Analyst: c.Analyst, Weight: one.Weight, At: c.Now}))
		case before.Weight != one.Weight:
			after := &record.Citation{Judgement: id, Analyst: c.Analyst, Weight: one.Weight, At: Later(c.Now, before.At)}
			edits = append(edits, Of(key, before, after))
		}
	}
	return edits
}

// Citing returns the change that cites sentences in a judgement of the analyst, sets their weights,
// or cites them no longer. It has no edits if nothing changes. The error is ErrNoJudgement, or
// ErrValue if a weight is refused.
func (c Comparing) Citing(id model.JudgementID, cited ...Citing) (Change, error) {
	change := Change{Verb: Cite, At: c.Now}
	if len(cited) > 0 && !slices.ContainsFunc(cited, func(one Citing) bool { return one.Weight != "" }) {
		change.Verb = DropCitation
	}
	if c.Compared.Judgement(c.Analyst, id) == nil {
		return change, noJudgement(id)
	}
	if err := checkCited(cited); err != nil {
		return change, err
	}
	change.Edits = c.citing(id, cited)
	return change, nil
}

func noJudgement(id model.JudgementID) error {
	return fmt.Errorf("judgement %q: %w", model.Excerpt(string(id)), model.ErrNoJudgement)
}

// ChangingJudgement returns the change that corrects a judgement of the analyst without superseding
// it: set changes a copy. It has no edits if nothing changes. The error is ErrNoJudgement, or
// ErrValue if a value is refused.
func (c Comparing) ChangingJudgement(id model.JudgementID, set func(*record.Judgement)) (Change, error) {
	change := Change{Verb: ChangeJudgement, At: c.Now}
	before := c.Compared.Judgement(c.Analyst, id)
	if before == nil {
		return change, noJudgement(id)
	}
	after := *before
	set(&after)
	after.Analyst, after.Statement, after.Title, after.At = before.Analyst, before.Statement, before.Title, before.At
	accepted, err := c.acceptJudgement(&after, before.Verdict)
	if err != nil || *accepted == *before {
		return change, err
	}
	change.Edits = []Edit{Of(record.JudgementBy(c.Analyst, id), before, accepted)}
	return change, nil
}

// RemovingJudgement returns the change that removes a judgement of the analyst with its citations.
// It also removes citations that are left of a judgement that was removed in another copy of the
// project. The error is ErrNoJudgement.
func (c Comparing) RemovingJudgement(id model.JudgementID) (Change, error) {
	change := Change{Verb: RemoveJudgement, At: c.Now}
	key := record.JudgementBy(c.Analyst, id)
	if before := c.Compared.Judgement(c.Analyst, id); before != nil {
		change.Edits = append(change.Edits, Of(key, before, nil))
	}
	for _, cited := range c.citationsOf(map[model.Key]bool{key: true}) {
		change.Edits = append(change.Edits, Record{Key: cited, Before: c.Compared.Of(cited)})
	}
	if len(change.Edits) == 0 {
		return change, noJudgement(id)
	}
	return change, nil
}

// citationsOf returns the keys of the citations of judgements, which it gets by their keys.
func (c Comparing) citationsOf(judgements map[model.Key]bool) []model.Key {
	if len(judgements) == 0 {
		return nil
	}
	return c.Compared.Keys(record.CitationKind, func(key model.Key) bool {
		return judgements[record.JudgementBy(key.Analyst, model.JudgementID(key.ID))]
	})
}

// judged returns the keys of everybody's judgements of a statement with their citations, and of
// the ratings of the statement.
func (c Comparing) judged(root model.StatementID) (keys []model.Key) {
	of := func(statement model.StatementID, _ string) bool { return statement == root }
	judgements := map[model.Key]bool{}
	for _, j := range c.Compared.Judgements(of) {
		key := record.JudgementBy(j.Analyst, j.ID)
		keys = append(keys, key)
		judgements[key] = true
	}
	keys = append(keys, c.citationsOf(judgements)...)
	return append(keys, c.Compared.Keys(record.RatingKind, func(key model.Key) bool {
		_, statement := record.Rated(key)
		return c.Compared.Statements.Root(statement) == root
	})...)
}

// SettingScale returns the change that sets the project's verdicts, or the default ones if verdicts
// is empty. Judgements keep their verdicts. The error is ErrValue if the scale is refused.
func (c Comparing) SettingScale(verdicts []string) (Change, error) {
	change := Change{Verb: SetScale, At: c.Now}
	before, _ := c.Compared.Of(record.ScaleKey()).(*record.Scale)
	var after *record.Scale
	if len(verdicts) > 0 {
		var err error
		if after, err = acceptedAs(record.ScaleKind, &record.Scale{Verdicts: verdicts}); err != nil {
			return change, err
		}
	}
	if before == nil && after == nil || before != nil && after != nil && slices.Equal(before.Verdicts, after.Verdicts) {
		return change, nil
	}
	change.Edits = []Edit{Of(record.ScaleKey(), before, after)}
	return change, nil
}

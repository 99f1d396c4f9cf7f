package edit

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// NewExplanation returns the change that adds a rival explanation at the end of the list, and its
// id. The error is ErrValue if the title is refused.
func (c Comparing) NewExplanation(title string) (Change, model.ExplanationID, error) {
	change := Change{Verb: NewExplanation, At: c.Now}
	e := record.Explanation{Title: title}
	if all := c.Compared.Explanations(); len(all) > 0 {
		e.Position = all[len(all)-1].Position + 1
	}
	after, err := acceptedAs(record.ExplanationKind, &e)
	if err != nil {
		return change, "", err
	}
	id := model.ExplanationID(c.NewID())
	change.Edits = []Edit{Of(record.ExplanationKey(id), nil, after)}
	return change, id, nil
}

func (c Comparing) explanation(id model.ExplanationID) (*record.Explanation, error) {
	if e, ok := c.Compared.Of(record.ExplanationKey(id)).(*record.Explanation); ok {
		return e, nil
	}
	return nil, fmt.Errorf("explanation %q: %w", model.Excerpt(string(id)), model.ErrNoExplanation)
}

// RenamingExplanation returns the change that changes the title of an explanation. The error is
// ErrNoExplanation, or ErrValue if the title is refused.
func (c Comparing) RenamingExplanation(id model.ExplanationID, title string) (Change, error) {
	change := Change{Verb: RenameExplanation, At: c.Now}
	before, err := c.explanation(id)
	if err != nil {
		return change, err
	}
	after, err := acceptedAs(record.ExplanationKind, &record.Explanation{Title: title, Position: before.Position})
	if err != nil || *after == *before {
		return change, err
	}
	change.Edits = []Edit{Of(record.ExplanationKey(id), before, after)}
	return change, nil
}

// MovingExplanation returns the change that moves an explanation to a place in the list, from 0,
// counted without it. The error is ErrNoExplanation.
func (c Comparing) MovingExplanation(id model.ExplanationID, to int) (Change, error) {
	change := Change{Verb: MoveExplanation, At: c.Now}
	if _, err := c.explanation(id); err != nil {
		return change, err
	}
	all := c.Compared.Explanations()
	at := slices.IndexFunc(all, func(e record.Explained) bool { return e.ID == id })
	moved := all[at]
	all = slices.Delete(all, at, at+1)
	all = slices.Insert(all, min(max(to, 0), len(all)), moved)
	for i, e := range all { // there are few explanations, so all are numbered again
		if after := *e.Explanation; after.Position != float64(i) {
			after.Position = float64(i)
			change.Edits = append(change.Edits, Of(record.ExplanationKey(e.ID), e.Explanation, &after))
		}
	}
	return change, nil
}

// RemovingExplanation returns the change that removes an explanation with the analyst's ratings.
// The error is ErrNoExplanation, or ErrExplanationUsed if other analysts have rated it.
func (c Comparing) RemovingExplanation(id model.ExplanationID) (Change, error) {
	change := Change{Verb: RemoveExplanation, At: c.Now}
	before, err := c.explanation(id)
	if err != nil {
		return change, err
	}
	for _, key := range c.Compared.Keys(record.RatingKind, func(key model.Key) bool {
		explanation, _ := record.Rated(key)
		return explanation == id
	}) {
		if key.Analyst != c.Analyst {
			return change, fmt.Errorf("remove %q: %w", before.Title, model.ErrExplanationUsed)
		}
		change.Edits = append(change.Edits, Record{Key: key, Before: c.Compared.Of(key)})
	}
	change.Edits = append(change.Edits, Of(record.ExplanationKey(id), before, nil))
	return change, nil
}

// Rating returns the change by which the analyst says how a statement fits an explanation, or no
// longer does if fit is empty. It has no edits if nothing changes. The error is ErrNoExplanation,
// ErrNoStatement, or ErrValue if fit is not valid.
func (c Comparing) Rating(explanation model.ExplanationID, statement model.StatementID, fit model.Fit) (Change, error) {
	change := Change{Verb: Rate, At: c.Now}
	if _, err := c.explanation(explanation); err != nil {
		return change, err
	}
	list := c.Compared.Statements
	root := list.Root(statement)
	if list.Stored(root) == nil {
		return change, noStatement(statement)
	}
	key := record.RatingBy(c.Analyst, explanation, root)
	before, _ := c.Compared.Of(key).(*record.Rating)
	if fit == "" {
		for _, joined := range c.joined(root) { // those of statements that were joined would count instead
			key := record.RatingBy(c.Analyst, explanation, joined)
			if rated, ok := c.Compared.Of(key).(*record.Rating); ok {
				change.Edits = append(change.Edits, Of(key, rated, nil))
			}
		}
		return change, nil
	}
	r := &record.Rating{Analyst: c.Analyst, Explanation: explanation, Statement: root, Title: list.Title(root), Fit: fit, At: c.Now}
	if before != nil {
		r.At = Later(c.Now, before.At)
	}
	after, err := acceptedAs(record.RatingKind, r)
	if err != nil || before != nil && before.Fit == after.Fit {
		return change, err
	}
	change.Edits = []Edit{Of(key, before, after)}
	return change, nil
}

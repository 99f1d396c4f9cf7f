package session

import (
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Judge adds a judgement of the analyst and returns its id; see edit.Comparing.Judging. Changes
// with the same batch, unless it is empty, are undone together.
func (s *Session) Judge(j record.Judgement, batch string, cited ...edit.Citing) (id model.JudgementID, err error) {
	err = s.changePhrases(func() (c edit.Change, err error) {
		c, id, err = s.comparing().Judging(j, cited...)
		c.Batch = batch
		return c, err
	})
	return id, err
}

// ChangeJudgement corrects a judgement of the analyst; see edit.Comparing.ChangingJudgement and
// Judge.
func (s *Session) ChangeJudgement(id model.JudgementID, batch string, set func(*record.Judgement)) error {
	return s.changePhrases(func() (edit.Change, error) {
		c, err := s.comparing().ChangingJudgement(id, set)
		c.Batch = batch
		return c, err
	})
}

// Cite cites sentences in a judgement of the analyst; see edit.Comparing.Citing.
func (s *Session) Cite(id model.JudgementID, cited ...edit.Citing) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Citing(id, cited...) })
}

// RemoveJudgement removes a judgement of the analyst with its citations.
func (s *Session) RemoveJudgement(id model.JudgementID) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().RemovingJudgement(id) })
}

// SetVerdicts sets the project's verdicts; see edit.Comparing.SettingScale.
func (s *Session) SetVerdicts(verdicts []string) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().SettingScale(verdicts) })
}

// NewExplanation adds a rival explanation and returns its id.
func (s *Session) NewExplanation(title string) (id model.ExplanationID, err error) {
	err = s.changePhrases(func() (c edit.Change, err error) {
		c, id, err = s.comparing().NewExplanation(title)
		return c, err
	})
	return id, err
}

// RenameExplanation changes the title of an explanation.
func (s *Session) RenameExplanation(id model.ExplanationID, title string) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().RenamingExplanation(id, title) })
}

// MoveExplanation moves an explanation to a place in the list; see
// edit.Comparing.MovingExplanation.
func (s *Session) MoveExplanation(id model.ExplanationID, to int) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().MovingExplanation(id, to) })
}

// RemoveExplanation removes an explanation with the analyst's ratings; see
// edit.Comparing.RemovingExplanation.
func (s *Session) RemoveExplanation(id model.ExplanationID) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().RemovingExplanation(id) })
}

// RateExplanation says how a statement fits an explanation; see edit.Comparing.Rating.
func (s *Session) RateExplanation(explanation model.ExplanationID, statement model.StatementID, fit model.Fit) error {
	return s.changePhrases(func() (edit.Change, error) { return s.comparing().Rating(explanation, statement, fit) })
}

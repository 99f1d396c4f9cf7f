package judge

import (
	"crypto/rand"
	"errors"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/explain"
)

// How a judgement is written
//
// A statement that the analyst has not judged shows an empty form, and the first verdict makes a
// judgement of it. A judgement that is there is only shown, until the analyst corrects it or begins
// a new one, which supersedes it and starts with its values and citations. What is done to one
// statement until another one or another view is shown is a sitting: one undo takes it back. Every
// value reaches the session at once, and texts as they are typed; see session.WriteJudgement.

// sitting is the work on the judgement of the current statement.
type sitting struct {
	writes bool              // the form takes values
	id     model.JudgementID // the judgement that is written; "" if the first verdict makes it
	start  record.Judgement  // what a new judgement starts with
	from   model.JudgementID // the judgement that a new one supersedes; "" if there is none
	batch  string
	makes  bool // the session is making the judgement, whose id is not known yet
}

// own returns the judgement of the analyst that stands for the current statement, or false.
func (c *Controller) own() (record.Judged, bool) {
	if c.at == "" {
		return record.Judged{}, false
	}
	return c.ledger.standing(c.win.Session().Analyst(), c.at)
}

// shown returns what the form shows: what is being written, or the judgement that stands.
func (c *Controller) shown() record.Judgement {
	if c.sitting.writes && c.sitting.id == "" {
		return c.sitting.start
	}
	if j, judged := c.own(); judged {
		if now := c.win.Session().Judgement(j.ID); now != nil {
			return *now
		}
	}
	return record.Judgement{}
}

// keepSitting adapts the sitting to what is there now, for example after an undo.
func (c *Controller) keepSitting() {
	j, judged := c.own()
	s := &c.sitting
	switch {
	case s.makes:
		return
	case c.at == "":
		*s = sitting{}
	case s.writes && s.id != "" && (!judged || j.ID != s.id), s.writes && s.id == "" && (judged != (s.from != "") || judged && j.ID != s.from):
		*s = sitting{}
	}
	if c.at != "" && !s.writes && !judged {
		*s = sitting{writes: true, batch: rand.Text()}
	}
}

// endSitting passes what was typed to the session, and ends the sitting.
func (c *Controller) endSitting() {
	c.win.Session().EndTyping()
	c.sitting = sitting{}
}

// begin begins a judgement that supersedes the one that stands.
func (c *Controller) begin() {
	c.endSitting()
	if j, judged := c.own(); judged {
		c.sitting = sitting{writes: true, start: *j.Judgement, from: j.ID, batch: rand.Text()}
	}
	c.keepSitting()
	c.view.refreshStatement()
	c.win.ShowHints()
}

// correct begins the correction of the judgement that stands.
func (c *Controller) correct() {
	c.endSitting()
	if j, judged := c.own(); judged {
		c.sitting = sitting{writes: true, id: j.ID, batch: rand.Text()}
	}
	c.keepSitting()
	c.view.refreshStatement()
	c.win.ShowHints()
}

// set changes the judgement that is being written, or makes a new one. It reports whether that was
// accepted.
func (c *Controller) set(change func(*record.Judgement)) bool {
	return c.accepted(c.put(change))
}

func (c *Controller) put(change func(*record.Judgement)) error {
	s, session := &c.sitting, c.win.Session()
	if s.id != "" {
		return session.ChangeJudgement(s.id, s.batch, change)
	}
	j := s.start
	change(&j)
	j.Statement = c.at
	s.makes = true
	id, err := session.Judge(j, s.batch, c.carried()...)
	s.makes = false
	if err == nil {
		s.id, s.from, s.start = id, "", record.Judgement{}
		c.keepSitting()
		c.view.refreshStatement()
	}
	return err
}

// carried returns the citations that a new judgement takes over.
func (c *Controller) carried() (all []edit.Citing) {
	for key, weight := range c.ledger.cited[c.sitting.from] {
		if key.Analyst == c.win.Session().Analyst() {
			all = append(all, edit.Citing{On: key.Subject, Weight: weight})
		}
	}
	return all
}

// write changes a text of the judgement as it is typed. It reports whether that was accepted.
func (c *Controller) write(change func(*record.Judgement)) bool {
	s := &c.sitting
	if s.id == "" {
		return c.set(change)
	}
	return c.accepted(c.win.Session().WriteJudgement(s.id, s.batch, change))
}

// accepted shows why a change was refused, and reports whether it was accepted.
func (c *Controller) accepted(err error) bool {
	if err != nil {
		c.win.Notice(why(err))
	}
	return err == nil
}

// done shows a notice of what was changed, or the reason why it was refused.
func (c *Controller) done(err error, said string) {
	if c.accepted(err) {
		c.win.Notice(said + " " + lang.L("Press {{.Key}} to undo.", map[string]any{"Key": c.win.Key("edit.undo")}))
	}
}

// why explains an error that refused a change.
func why(err error) string {
	switch {
	case errors.Is(err, model.ErrNoStatement):
		return lang.L("This statement was removed.")
	case errors.Is(err, model.ErrNoJudgement):
		return lang.L("This judgement was removed.")
	case errors.Is(err, model.ErrNoExplanation):
		return lang.L("This explanation was removed.")
	case errors.Is(err, model.ErrExplanationUsed):
		return lang.L("Other analysts rated this explanation, so it stays.")
	}
	return explain.Error(err)
}

// remove removes the judgement that stands. The one before it then stands again.
func (c *Controller) remove() {
	j, judged := c.own()
	if !judged {
		return
	}
	c.endSitting()
	c.done(c.win.Session().RemoveJudgement(j.ID), lang.L("Judgement removed."))
	c.keepSitting()
	c.view.refreshStatement()
}

// setVerdict chooses a verdict of the scale by its index.
func (c *Controller) setVerdict(i int) {
	verdict := c.verdicts()[i]
	if c.set(func(j *record.Judgement) { j.Verdict = verdict }) {
		c.win.ShowHints()
	}
}

// setLikelihood chooses a likelihood, or none if it was chosen already.
func (c *Controller) setLikelihood(l model.Likelihood) {
	if l == c.shown().Likelihood {
		l = ""
	}
	c.set(func(j *record.Judgement) { j.Likelihood = l })
}

// stepLikelihood chooses the likelihood n steps above the present one. Below the least is none.
func (c *Controller) stepLikelihood(n int) {
	all := append([]model.Likelihood{""}, model.Likelihoods()...)
	at := 0
	for all[at] != c.shown().Likelihood && at < len(all)-1 {
		at++
	}
	to := all[max(0, min(at+n, len(all)-1))]
	c.set(func(j *record.Judgement) { j.Likelihood = to })
}

// setConfidence chooses a degree of confidence, or none if it was chosen already.
func (c *Controller) setConfidence(to model.Confidence) {
	if to == c.shown().Confidence {
		to = ""
	}
	c.set(func(j *record.Judgement) { j.Confidence = to })
}

// nextConfidence chooses the next degree of confidence. After the highest comes none.
func (c *Controller) nextConfidence() {
	all := append([]model.Confidence{""}, model.Confidences()...)
	at := 0
	for all[at] != c.shown().Confidence && at < len(all)-1 {
		at++
	}
	to := all[(at+1)%len(all)]
	c.set(func(j *record.Judgement) { j.Confidence = to })
}

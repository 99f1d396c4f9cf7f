package session_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

// concludes adds a statement and a judgement of it, in a batch.
func (w *world) concludes(batch string) (model.StatementID, model.JudgementID) {
	w.t.Helper()
	statement, err := w.NewStatement("The wall gave way", nil)
	w.ok(err)
	id, err := w.Judge(record.Judgement{Statement: statement, Verdict: "likely"}, batch)
	w.ok(err)
	return statement, id
}

func reason(text string) func(*record.Judgement) {
	return func(j *record.Judgement) { j.Reason = text }
}

func TestAJudgementIsSavedAsItIsTypedAndUndoneInOneStep(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	_, id := w.concludes("sitting")
	for i := range "two outlets" {
		w.ok(w.WriteJudgement(id, "sitting", reason("two outlets"[:i+1])))
		w.pass(100 * time.Millisecond)
	}
	if got := w.Judgement(id).Reason; got != "two outlets" {
		t.Errorf("the screen shows %q", got)
	}
	w.pass(300 * time.Millisecond)
	if got := w.Compared().Judgement("Ines", id).Reason; got != "two outlets" {
		t.Errorf("after a pause %q is saved", got)
	}
	w.ok(w.WriteJudgement(id, "sitting", func(j *record.Judgement) { j.Gaps = "no witness" }))
	if s := w.Save().State; s != session.Saving {
		t.Errorf("while typing, the state is %v", s)
	}
	w.EndTyping()
	if j := w.Compared().Judgement("Ines", id); j.Reason != "two outlets" || j.Gaps != "no witness" {
		t.Errorf("the judgement is %+v", j)
	}
	w.undo()
	if j := w.Judgement(id); j != nil {
		t.Errorf("after one undo the judgement is %+v", j)
	}
	w.redo()
	if j := w.Judgement(id); j == nil || j.Gaps != "no witness" {
		t.Errorf("after one redo the judgement is %+v", j)
	}
	w.saved()
}

func TestTypingInAJudgementEndsBeforeAnotherChange(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	_, id := w.concludes("first")
	w.ok(w.WriteJudgement(id, "second", reason("one outlet")))
	w.ok(w.ChangeJudgement(id, "second", func(j *record.Judgement) { j.Confidence = model.LowConfidence }))
	if j := w.Judgement(id); j.Reason != "one outlet" || j.Confidence != model.LowConfidence {
		t.Errorf("the judgement is %+v", j)
	}
	w.undo()
	if j := w.Judgement(id); j == nil || j.Reason != "" || j.Confidence != "" {
		t.Errorf("undo leaves %+v", j)
	}
	w.saved()
}

func TestWhatCannotBeTypedIsRefusedAtOnce(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	_, id := w.concludes("sitting")
	if err := w.WriteJudgement("other", "sitting", reason("x")); !errors.Is(err, model.ErrNoJudgement) {
		t.Errorf("a judgement that does not exist: %v", err)
	}
	if err := w.WriteJudgement(id, "sitting", reason(strings.Repeat("long ", 100_000))); !errors.Is(err, model.ErrValue) {
		t.Errorf("a text that is too long: %v", err)
	}
	if s := w.Judgement(id).Reason; s != "" {
		t.Errorf("the reason is %q", s[:min(len(s), 40)])
	}
	w.saved()
}

func TestTypingInAJudgementThatWasRemovedEnds(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	_, id := w.concludes("sitting")
	w.ok(w.WriteJudgement(id, "sitting", reason("one outlet")))
	w.ok(w.RemoveJudgement(id))
	w.EndTyping()
	if j := w.Judgement(id); j != nil {
		t.Errorf("the judgement is %+v", j)
	}
	w.undo()
	if j := w.Judgement(id); j == nil || j.Reason != "one outlet" {
		t.Errorf("after undo the judgement is %+v", j)
	}
	w.saved()
}

package session_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
)

// judging is a world with a statement, in whose first article the first sentence mentions it.
func judging(t *testing.T) (*world, model.StatementID, model.Subject) {
	t.Helper()
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := model.Subject{Article: "one", Sentence: w.Document().Units[0].Span}
	id, err := w.NewStatement("The river rose", []edit.Mentioning{{On: on, Stance: model.Asserts}})
	w.ok(err)
	return w, id, on
}

// wantJudged compares the judgements and ratings of everybody, and the explanations.
func (w *world) wantJudged(want ...string) {
	w.t.Helper()
	c := w.Compared()
	citations := c.Citations()
	var got []string
	for _, j := range c.Judgements(func(model.StatementID, string) bool { return true }) {
		text := fmt.Sprintf("%s %s %s", j.Analyst, j.Verdict, j.Gaps)
		for _, cited := range citations[j.ID] {
			text += fmt.Sprintf(" %s:%s", cited.On.Article, cited.Weight)
		}
		if j.Later != "" {
			text = "(" + text + ")"
		}
		got = append(got, text)
	}
	for _, e := range c.Explanations() {
		text := e.Title
		for _, id := range c.Statements.All() {
			text += " " + string(c.Fit(w.Analyst(), e.ID, id))
		}
		got = append(got, text)
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("judged is %q, want %q", got, want)
	}
}

// unchanged undoes the newest change and redoes it, before and after a restart, and compares what
// is judged before and after it.
func (w *world) unchanged(before, after []string) {
	w.t.Helper()
	w.wantJudged(after...)
	for range 2 {
		w.undo()
		w.wantJudged(before...)
		w.redo()
		w.wantJudged(after...)
		w.restart()
		w.open("one")
		w.wantJudged(after...)
	}
}

func TestJudgementsAreUndoneAndRedone(t *testing.T) {
	w, statement, on := judging(t)
	first, err := w.Judge(record.Judgement{Statement: statement, Verdict: "likely", Gaps: "when"}, "", edit.Citing{On: on, Weight: model.For})
	w.ok(err)
	w.unchanged(nil, []string{"Ines likely when one:for"})
	w.pass(time.Hour)
	_, err = w.Judge(record.Judgement{Statement: statement, Verdict: "confirmed"}, "")
	w.ok(err)
	both := []string{"Ines confirmed ", "(Ines likely when one:for)"}
	w.unchanged([]string{"Ines likely when one:for"}, both)
	w.ok(w.ChangeJudgement(first, "", func(j *record.Judgement) { j.Gaps = "where" }))
	changed := []string{"Ines confirmed ", "(Ines likely where one:for)"}
	w.unchanged(both, changed)
	w.ok(w.Cite(first, edit.Citing{On: on, Weight: model.Against}))
	cited := []string{"Ines confirmed ", "(Ines likely where one:against)"}
	w.unchanged(changed, cited)
	w.ok(w.RemoveJudgement(first))
	w.unchanged(cited, []string{"Ines confirmed "})
	w.ok(w.SetVerdicts([]string{"true", "false"}))
	if _, err := w.Judge(record.Judgement{Statement: statement, Verdict: "likely"}, ""); !errors.Is(err, model.ErrValue) {
		t.Errorf("a verdict of another scale: %v", err)
	}
	w.undo()
	if got := w.Compared().Verdicts(); !slices.Equal(got, model.Verdicts()) {
		t.Errorf("the verdicts are %q", got)
	}
}

func TestExplanationsAndRatingsAreUndoneAndRedone(t *testing.T) {
	w, statement, _ := judging(t)
	first, err := w.NewExplanation("Rain")
	w.ok(err)
	w.unchanged(nil, []string{"Rain "})
	second, err := w.NewExplanation("A broken dam")
	w.ok(err)
	w.ok(w.RateExplanation(second, statement, model.Inconsistent))
	rated := []string{"Rain ", "A broken dam inconsistent"}
	w.unchanged([]string{"Rain ", "A broken dam "}, rated)
	w.ok(w.MoveExplanation(second, 0))
	moved := []string{"A broken dam inconsistent", "Rain "}
	w.unchanged(rated, moved)
	w.ok(w.RenameExplanation(first, "Much rain"))
	renamed := []string{"A broken dam inconsistent", "Much rain "}
	w.unchanged(moved, renamed)
	w.ok(w.RemoveExplanation(second))
	w.unchanged(renamed, []string{"Much rain "})
	for name, err := range map[string]error{
		"renamed": w.RenameExplanation(second, "x"), "moved": w.MoveExplanation(second, 0),
		"removed": w.RemoveExplanation(second), "rated": w.RateExplanation(second, statement, model.Consistent),
	} {
		if !errors.Is(err, model.ErrNoExplanation) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is typed into one judgement is undone at once.
func TestChangesOfOneBatchAreUndoneTogether(t *testing.T) {
	w, statement, _ := judging(t)
	id, err := w.Judge(record.Judgement{Statement: statement, Verdict: "likely"}, "form")
	w.ok(err)
	for _, gaps := range []string{"w", "wh", "when"} {
		w.ok(w.ChangeJudgement(id, "form", func(j *record.Judgement) { j.Gaps = gaps }))
	}
	w.wantJudged("Ines likely when")
	w.undo()
	w.wantJudged()
	w.redo()
	w.wantJudged("Ines likely when")
}

func TestAnalystsChangeOnlyTheirOwnJudgements(t *testing.T) {
	w, statement, on := judging(t)
	w.works("Omar")
	id, err := w.Judge(record.Judgement{Statement: statement, Verdict: "refuted"}, "", edit.Citing{On: on, Weight: model.Against})
	w.ok(err)
	e, err := w.NewExplanation("Rain")
	w.ok(err)
	w.ok(w.RateExplanation(e, statement, model.Consistent))
	w.saved()
	w.works("Ines")
	for name, err := range map[string]error{
		"changed": w.ChangeJudgement(id, "", func(j *record.Judgement) { j.Verdict = "likely" }),
		"cited":   w.Cite(id, edit.Citing{On: on, Weight: model.For}),
		"removed": w.RemoveJudgement(id),
	} {
		if !errors.Is(err, model.ErrNoJudgement) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.RemoveStatement(statement); !errors.Is(err, model.ErrStatementUsed) {
		t.Errorf("the statement was removed: %v", err)
	}
	if err := w.RemoveExplanation(e); !errors.Is(err, model.ErrExplanationUsed) {
		t.Errorf("the explanation was removed: %v", err)
	}
	if w.Sees("Omar") {
		t.Error("Ines sees what Omar judged")
	}
	w.wantJudged("Omar refuted  one:against", "Rain ")
	w.ok(w.RateExplanation(e, statement, model.Inconsistent))
	w.wantJudged("Omar refuted  one:against", "Rain inconsistent")
	w.works("Omar")
	w.wantJudged("Omar refuted  one:against", "Rain consistent")
}

func TestJudgementsAreReported(t *testing.T) {
	w, statement, on := judging(t)
	w.saved()
	w.events = nil
	id, err := w.Judge(record.Judgement{Statement: statement, Verdict: "likely"}, "", edit.Citing{On: on, Weight: model.For})
	w.ok(err)
	for _, key := range []model.Key{record.JudgementBy("Ines", id), record.CitationOn(on, "Ines", id)} {
		if e := (session.ComparedChanged{Key: key}); !slices.Contains(w.events, fmt.Sprintf("%T%v", e, e)[len("session."):]) {
			t.Errorf("no event says that %+v changed: %q", key, w.events)
		}
	}
	if c, ok := w.Document().Records[record.CitationOn(on, "Ines", id)].(*record.Citation); !ok || c.Weight != model.For {
		t.Errorf("the open article has the citation %+v", c)
	}
	w.events = nil
	w.ok(w.Cite(id, edit.Citing{On: on, Weight: model.For})) // nothing changes
	if len(w.events) > 0 {
		t.Errorf("%q", w.events)
	}
	w.fails()
	if _, err := w.Judge(record.Judgement{Statement: statement, Verdict: "likely"}, ""); err == nil {
		t.Error("a judgement is taken that cannot be saved")
	}
}

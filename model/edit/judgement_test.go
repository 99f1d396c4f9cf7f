package edit_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// judge adds a judgement.
func (w *table) judge(analyst string, j record.Judgement, cited ...edit.Citing) model.JudgementID {
	w.t.Helper()
	c, id, err := w.by(analyst).Judging(j, cited...)
	w.make(c, err)
	return id
}

// judged returns the judgements of a statement as text, the latest first, each with the sentences
// that it cites. One that is superseded is in brackets.
func (w *table) judged(id model.StatementID) (all []string) {
	citations := w.records.Citations()
	root := w.records.Statements.Root(id)
	for _, j := range w.records.Judgements(func(s model.StatementID, _ string) bool { return s == root }) {
		text := j.Analyst + " " + j.Verdict
		for _, c := range citations[j.ID] {
			text += fmt.Sprintf(" %s%d:%s", c.On.Article, c.On.Sentence.Start, c.Weight)
		}
		if j.Later != "" {
			text = "(" + text + ")"
		}
		all = append(all, text)
	}
	return all
}

// inverse takes the newest change back and makes it again, and fails the test if the records are
// not exactly as they were.
func (w *table) inverse() {
	w.t.Helper()
	after, c := w.records.Clone(), w.changes[len(w.changes)-1]
	w.undo()
	w.make(c, nil)
	if !reflect.DeepEqual(w.records, after) {
		w.t.Errorf("%s is not the same when it is made again", c.Verb)
	}
}

func no(_ edit.Change, _ model.JudgementID, err error) error { return err }

func TestALaterJudgementSupersedesTheEarlier(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut")
	w.judge("Ines", record.Judgement{
		Statement: a, Verdict: " likely ", Likelihood: model.VeryLikely, Confidence: model.LowConfidence, Reason: "One\r\nsource.",
	}, edit.Citing{On: on("a", 0), Weight: model.For}, edit.Citing{On: on("b", 0), Weight: model.Against})
	w.inverse()
	w.judge("Oskar", record.Judgement{Statement: a, Verdict: "disputed"})
	w.judge("Ines", record.Judgement{Statement: a, Verdict: "confirmed", Analyst: "Oskar", Title: "Something else"}, edit.Citing{On: on("a", 0), Weight: model.Neither})
	w.want("judged", w.judged(a), []string{"Ines confirmed a0:neither", "(Ines likely a0:for b0:against)", "Oskar disputed"})
	for _, j := range w.records.Judgements(func(model.StatementID, string) bool { return true }) {
		if j.Title != "The bridge was shut" || j.Verdict == "likely" && j.Reason != "One\nsource." {
			t.Errorf("%+v", *j.Judgement)
		}
	}
}

func TestAJudgementIsLaterThanTheEarlierEvenIfTheClockWentBack(t *testing.T) {
	w := &table{t: t}
	a, b := w.add("Ines", "The bridge was shut"), w.add("Ines", "The bridge was closed")
	judgeAt := func(statement model.StatementID, verdict string, at time.Time) {
		by := w.by("Ines")
		by.Now = at
		c, _, err := by.Judging(record.Judgement{Statement: statement, Verdict: verdict})
		w.make(c, err)
	}
	noon := time.Date(2031, 3, 14, 12, 0, 0, 0, time.UTC)
	judgeAt(b, "refuted", noon.Add(2*time.Hour))
	judgeAt(a, "confirmed", noon)
	judgeAt(a, "likely", noon.Add(-time.Hour))
	judgeAt(a, "disputed", noon.Add(-time.Minute))
	w.want("judged", w.judged(a), []string{"Ines disputed", "(Ines likely)", "(Ines confirmed)"})
	w.make(w.by("Ines").Joining(b, a))
	w.want("joined", w.judged(b), []string{"Ines refuted", "(Ines disputed)", "(Ines likely)", "(Ines confirmed)"})
	judgeAt(b, "unsupported", noon)
	w.want("judged after joining", w.judged(a)[:2], []string{"Ines unsupported", "(Ines refuted)"})
	w.undo()
	w.undo()
	w.want("joining undone", w.judged(b), []string{"Ines refuted"})
}

func TestAJudgementIsCorrected(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut")
	first := w.judge("Ines", record.Judgement{Statement: a, Verdict: "likely"})
	second := w.judge("Ines", record.Judgement{Statement: a, Verdict: "confirmed"})
	before := *w.records.Judgement("Ines", first)
	w.make(w.by("Ines").ChangingJudgement(first, func(j *record.Judgement) {
		*j = record.Judgement{Analyst: "Oskar", Statement: "x", Title: "y", Verdict: "unsupported", Gaps: "When.", At: time.Now()}
	}))
	w.inverse()
	want := before
	want.Verdict, want.Gaps = "unsupported", "When."
	if got := w.records.Judgement("Ines", first); *got != want {
		t.Errorf("%+v, want %+v", *got, want)
	}
	w.want("judged", w.judged(a), []string{"Ines confirmed", "(Ines unsupported)"}) // it is not later than the second
	if c, err := w.by("Ines").ChangingJudgement(second, func(j *record.Judgement) { j.Verdict = "confirmed" }); err != nil || len(c.Edits) > 0 {
		t.Errorf("no change: %+v, %v", c, err)
	}
	for name, set := range map[string]func(*record.Judgement){
		"verdict":    func(j *record.Judgement) { j.Verdict = "perhaps" },
		"likelihood": func(j *record.Judgement) { j.Likelihood = "certain" },
		"confidence": func(j *record.Judgement) { j.Confidence = "total" },
		"reason":     func(j *record.Judgement) { j.Reason = strings.Repeat("x", 1<<20) },
		"change":     func(j *record.Judgement) { j.Change = "a\xff" },
	} {
		if _, err := w.by("Ines").ChangingJudgement(second, set); !errors.Is(err, model.ErrValue) {
			t.Errorf("another %s: %v", name, err)
		}
	}
}

func TestSentencesAreCitedWeighedAndNoLongerCited(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut")
	id := w.judge("Ines", record.Judgement{Statement: a, Verdict: "likely"})
	w.make(w.by("Ines").Citing(id, edit.Citing{On: on("a", 0), Weight: model.For}, edit.Citing{On: on("b", 0), Weight: model.Neither}))
	w.inverse()
	w.make(w.by("Ines").Citing(id, edit.Citing{On: on("a", 0), Weight: model.Against}, edit.Citing{On: on("b", 0)}, edit.Citing{On: on("c", 0)}))
	w.want("cited", w.judged(a), []string{"Ines likely a0:against"})
	w.undo()
	w.want("undone", w.judged(a), []string{"Ines likely a0:for b0:neither"})
	if c, err := w.by("Ines").Citing(id, edit.Citing{On: on("a", 0), Weight: model.For}, edit.Citing{On: on("c", 0)}); err != nil || len(c.Edits) > 0 {
		t.Errorf("no change: %+v, %v", c, err)
	}
	for _, c := range []struct {
		cited []edit.Citing
		want  edit.Verb
	}{
		{[]edit.Citing{{On: on("a", 0)}}, edit.DropCitation},
		{[]edit.Citing{{On: on("a", 0)}, {On: on("c", 0), Weight: model.For}}, edit.Cite},
		{nil, edit.Cite},
	} {
		if got, err := w.by("Ines").Citing(id, c.cited...); err != nil || got.Verb != c.want {
			t.Errorf("%+v: %q, %v", c.cited, got.Verb, err)
		}
	}
	w.make(w.by("Ines").RemovingJudgement(id))
	w.inverse()
	if left := w.records.Citations(); len(w.judged(a)) > 0 || len(left) > 0 {
		t.Errorf("left are %q and %v", w.judged(a), left)
	}
}

// One machine of an analyst removed a judgement while another one cited a sentence in it.
func TestCitationsOfARemovedJudgementCanBeRemoved(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut")
	id := w.judge("Ines", record.Judgement{Statement: a, Verdict: "likely"}, edit.Citing{On: on("a", 0), Weight: model.For})
	w.records.Set(record.JudgementBy("Ines", id), nil)
	if _, err := w.by("Oskar").RemovingJudgement(id); !errors.Is(err, model.ErrNoJudgement) {
		t.Errorf("removed by somebody else: %v", err)
	}
	w.make(w.by("Ines").RemovingJudgement(id))
	w.inverse()
	if left := w.records.Citations(); len(left) > 0 {
		t.Errorf("left are %v", left)
	}
}

func TestNobodyChangesAnotherAnalystsJudgement(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut")
	id := w.judge("Ines", record.Judgement{Statement: a, Verdict: "likely"}, edit.Citing{On: on("a", 0), Weight: model.For})
	by := w.by("Oskar")
	for name, err := range map[string]error{
		"changed":  first(by.ChangingJudgement(id, func(j *record.Judgement) { j.Verdict = "refuted" })),
		"cited":    first(by.Citing(id, edit.Citing{On: on("a", 0), Weight: model.Against})),
		"uncited":  first(by.Citing(id, edit.Citing{On: on("a", 0)})),
		"removed":  first(by.RemovingJudgement(id)),
		"a ghost":  first(by.RemovingJudgement("x")),
		"no ghost": first(w.by("Ines").Citing("x", edit.Citing{On: on("a", 0), Weight: model.For})),
	} {
		if !errors.Is(err, model.ErrNoJudgement) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.by("Oskar").Removing(a); !errors.Is(err, model.ErrStatementUsed) {
		t.Errorf("the statement was removed: %v", err)
	}
}

func TestJudgementsThatAreRefused(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut")
	good := record.Judgement{Statement: a, Verdict: "likely"}
	with := func(set func(*record.Judgement)) record.Judgement {
		j := good
		set(&j)
		return j
	}
	by := w.by("Ines")
	for name, c := range map[string]struct{ err, want error }{
		"an unknown statement":     {no(by.Judging(record.Judgement{Statement: "x", Verdict: "likely"})), model.ErrNoStatement},
		"no statement":             {no(by.Judging(record.Judgement{Verdict: "likely"})), model.ErrNoStatement},
		"no verdict":               {no(by.Judging(record.Judgement{Statement: a})), model.ErrValue},
		"another verdict":          {no(by.Judging(record.Judgement{Statement: a, Verdict: "perhaps"})), model.ErrValue},
		"another likelihood":       {no(by.Judging(with(func(j *record.Judgement) { j.Likelihood = "probable" }))), model.ErrValue},
		"another confidence":       {no(by.Judging(with(func(j *record.Judgement) { j.Confidence = "medium" }))), model.ErrValue},
		"a reason that is no text": {no(by.Judging(with(func(j *record.Judgement) { j.Reason = "a\xff" }))), model.ErrValue},
		"another weight":           {no(by.Judging(good, edit.Citing{On: on("a", 0), Weight: "heavy"})), model.ErrValue},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
}

func TestVerdictsAreThoseOfTheScale(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut")
	id := w.judge("Ines", record.Judgement{Statement: a, Verdict: "likely"})
	w.make(w.by("Oskar").SettingScale([]string{" true", "half true", "false"}))
	w.inverse()
	w.want("verdicts", w.records.Verdicts(), []string{"true", "half true", "false"})
	if err := no(w.by("Ines").Judging(record.Judgement{Statement: a, Verdict: "likely"})); !errors.Is(err, model.ErrValue) || !strings.Contains(err.Error(), "true, half true, false") {
		t.Errorf("a verdict of the old scale: %v", err)
	}
	w.make(w.by("Ines").ChangingJudgement(id, func(j *record.Judgement) { j.Reason = "Two sources." }))
	w.want("an older judgement", w.judged(a), []string{"Ines likely"}) // keeps its verdict
	w.make(w.by("Ines").ChangingJudgement(id, func(j *record.Judgement) { j.Verdict = "half true" }))
	if c, err := w.by("Ines").SettingScale([]string{"true", "half true", "false"}); err != nil || len(c.Edits) > 0 {
		t.Errorf("the same scale: %+v, %v", c, err)
	}
	for _, bad := range [][]string{{"true"}, {"true", "TRUE"}, {"true", " "}, {"a", "b\x1b"}, strings.Split(strings.Repeat("v,", 31)+"v", ",")} {
		if _, err := w.by("Ines").SettingScale(bad); !errors.Is(err, model.ErrValue) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	w.make(w.by("Ines").SettingScale(nil))
	w.want("default", w.records.Verdicts(), model.Verdicts())
	if c, err := w.by("Ines").SettingScale(nil); err != nil || len(c.Edits) > 0 {
		t.Errorf("the default scale again: %+v, %v", c, err)
	}
}

func TestAStatementIsRemovedWithOwnJudgementsOnly(t *testing.T) {
	w := &table{t: t}
	a, b := w.add("Ines", "The bridge was shut"), w.add("Ines", "The bridge was closed")
	w.judge("Ines", record.Judgement{Statement: a, Verdict: "likely"}, edit.Citing{On: on("a", 0), Weight: model.For})
	w.judge("Ines", record.Judgement{Statement: b, Verdict: "disputed"}, edit.Citing{On: on("b", 0), Weight: model.For})
	e := w.explain("Ines", "It was under repair")
	w.make(w.by("Ines").Rating(e, a, model.Consistent))
	w.make(w.by("Ines").Joining(a, b))
	for name, theirs := range map[string]func(){
		"judgement": func() { w.judge("Oskar", record.Judgement{Statement: a, Verdict: "refuted"}) },
		"rating":    func() { w.make(w.by("Oskar").Rating(e, b, model.Inconsistent)) },
	} {
		theirs()
		if _, err := w.by("Ines").Removing(a); !errors.Is(err, model.ErrStatementUsed) {
			t.Errorf("with another's %s: %v", name, err)
		}
		w.undo()
	}
	before := w.records.Clone()
	w.make(w.by("Ines").Removing(b))
	w.inverse()
	for _, kind := range []model.Kind{record.JudgementKind, record.CitationKind, record.RatingKind} {
		if left := w.records.Keys(kind, func(model.Key) bool { return true }); len(left) > 0 {
			t.Errorf("left are %+v", left)
		}
	}
	w.undo()
	if !reflect.DeepEqual(w.records, before) {
		t.Error("undo restores another state")
	}
}

// A judgement of a statement that another copy of the project deleted can be removed with it.
func TestWhatIsJudgedOfADeletedStatementIsRemoved(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut")
	w.judge("Ines", record.Judgement{Statement: a, Verdict: "likely"})
	w.records.Set(record.StatementKey(a), nil)
	if err := no(w.by("Ines").Judging(record.Judgement{Statement: a, Verdict: "likely"})); !errors.Is(err, model.ErrNoStatement) {
		t.Errorf("judged: %v", err)
	}
	w.want("judged", w.judged(a), []string{"Ines likely"})
	w.make(w.by("Ines").Removing(a))
	w.want("judged", w.judged(a), nil)
}

func TestADividedStatementKeepsItsJudgements(t *testing.T) {
	w := &table{t: t}
	a := w.add("Ines", "The bridge was shut", edit.Mentioning{On: on("a", 0), Stance: model.Asserts}, edit.Mentioning{On: on("b", 0), Stance: model.Denies})
	w.judge("Ines", record.Judgement{Statement: a, Verdict: "likely"}, edit.Citing{On: on("b", 0), Weight: model.Against})
	c, divided, err := w.by("Ines").Dividing(a, "It was open", on("b", 0))
	w.make(c, err)
	w.want("judged", w.judged(a), []string{"Ines likely b0:against"})
	w.want("divided", w.judged(divided), nil)
}

// Random changes of judgements, citations, statements and explanations: nobody changes the layer of
// another analyst, at most one judgement of an analyst on a statement stands, and undo restores every
// state.
func TestRandomJudgements(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(23, seed))
		w := &table{t: t}
		w.add("Ines", "first")
		var states []record.Compared
		for range 120 {
			by := []string{"Ines", "Oskar"}[r.IntN(2)]
			before := w.records.Clone()
			c, err := w.random(r, w.by(by))
			if err != nil {
				continue
			}
			states = append(states, before)
			w.make(c, nil)
			w.wantSound(seed, by, before)
			if t.Failed() {
				t.FailNow()
			}
		}
		for _, state := range slices.Backward(states) {
			w.undo()
			if !same(w.records, state) {
				t.Fatalf("seed %d: undo restores another state", seed)
			}
		}
	}
}

// random returns a random change.
func (w *table) random(r *rand.Rand, by edit.Comparing) (c edit.Change, err error) {
	statements, explanations := w.records.Statements.All(), w.records.Explanations()
	statement, other := model.StatementID("none"), model.StatementID("none")
	if len(statements) > 0 {
		statement, other = statements[r.IntN(len(statements))], statements[r.IntN(len(statements))]
	}
	explanation := model.ExplanationID("none")
	if len(explanations) > 0 {
		explanation = explanations[r.IntN(len(explanations))].ID
	}
	judgement := model.JudgementID("none")
	if all := w.records.Judgements(func(model.StatementID, string) bool { return true }); len(all) > 0 {
		judgement = all[r.IntN(len(all))].ID
	}
	cited := []edit.Citing{
		{On: on("a", 10*r.IntN(3)), Weight: model.Weights()[r.IntN(3)]},
		{On: on("b", 10*r.IntN(3)), Weight: append(model.Weights(), "")[r.IntN(4)]},
	}
	scale := w.records.Verdicts()
	verdict := scale[r.IntN(len(scale))]
	switch r.IntN(14) {
	case 0:
		c, _, err = by.New(fmt.Sprint("Statement ", r.IntN(9)), []edit.Mentioning{{On: on("a", 0), Stance: model.Asserts}})
	case 1:
		c, err = by.Joining(statement, other)
	case 2:
		c, err = by.Removing(statement)
	case 3:
		c, _, err = by.Dividing(statement, "Divided", on("a", 0))
	case 4:
		c, _, err = by.NewExplanation(fmt.Sprint("Explanation ", r.IntN(9)))
	case 5:
		c, err = by.MovingExplanation(explanation, r.IntN(4))
	case 6:
		c, err = by.RemovingExplanation(explanation)
	case 7, 8:
		c, err = by.Rating(explanation, statement, append(model.Fits(), "")[r.IntN(4)])
	case 9:
		c, err = by.ChangingJudgement(judgement, func(j *record.Judgement) { j.Verdict, j.Gaps = verdict, fmt.Sprint(r.IntN(3)) })
	case 10:
		c, err = by.RemovingJudgement(judgement)
	case 11:
		c, err = by.Citing(judgement, cited...)
	case 12:
		c, err = by.SettingScale([][]string{nil, {"true", "false"}}[r.IntN(2)])
	default:
		c, _, err = by.Judging(record.Judgement{Statement: statement, Verdict: verdict}, cited...)
	}
	return c, err
}

// wantSound fails the test if somebody else's record changed or the records contradict one
// another.
func (w *table) wantSound(seed uint64, by string, before record.Compared) {
	w.t.Helper()
	for _, kind := range record.ComparedKinds()[1:] {
		theirs := func(key model.Key) bool { return key.Analyst != "" && key.Analyst != by }
		keys := before.Keys(kind, theirs)
		if !slices.Equal(keys, w.records.Keys(kind, theirs)) {
			w.t.Errorf("seed %d: %s changed which records of this kind others have", seed, by)
		}
		for _, key := range keys {
			if before.Of(key) != w.records.Of(key) {
				w.t.Errorf("seed %d: %s changed %+v", seed, by, key)
			}
		}
	}
	standing := map[[2]string]int{}
	all := w.records.Judgements(func(model.StatementID, string) bool { return true })
	held := map[model.JudgementID]bool{}
	for _, j := range all {
		held[j.ID] = true
		if of := [2]string{string(j.Statement), j.Analyst}; j.Later == "" {
			if standing[of]++; standing[of] > 1 {
				w.t.Errorf("seed %d: two judgements of %v stand", seed, of)
			}
		} else if !slices.ContainsFunc(all, func(o record.Judged) bool {
			return o.ID == j.Later && o.Analyst == j.Analyst && o.Statement == j.Statement && o.At.After(j.At)
		}) {
			w.t.Errorf("seed %d: %s is superseded by %q, which is not later", seed, j.ID, j.Later)
		}
		if w.records.Statements.Stored(j.Statement) == nil {
			w.t.Errorf("seed %d: %s judges a statement that was removed", seed, j.ID)
		}
	}
	for id := range w.records.Citations() {
		if !held[id] {
			w.t.Errorf("seed %d: a citation of %s is left", seed, id)
		}
	}
}

// same reports whether both have the same records.
func same(a, b record.Compared) bool {
	if !reflect.DeepEqual(a.Statements, b.Statements) {
		return false
	}
	for _, kind := range record.ComparedKinds()[1:] {
		keys := a.Keys(kind, func(model.Key) bool { return true })
		if !slices.Equal(keys, b.Keys(kind, func(model.Key) bool { return true })) {
			return false
		}
		for _, key := range keys {
			if !record.Of(kind).Same(a.Of(key), b.Of(key)) {
				return false
			}
		}
	}
	return true
}

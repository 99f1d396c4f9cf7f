package merge_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

// judge makes a random change of judgements, citations, the scale or explanations. It has no edits
// if the change is not possible.
func (a *analyst) judge(c edit.Comparing, statement model.StatementID, on edit.Mentioning) (change edit.Change) {
	a.t.Helper()
	c.NewID = func() string { return fmt.Sprint(a.rand.Uint64()) }
	var judgements []record.Judged
	for _, j := range c.Compared.Judgements(func(model.StatementID, string) bool { return true }) {
		if j.Analyst == c.Analyst {
			judgements = append(judgements, j)
		}
	}
	verdict := c.Compared.Verdicts()[a.rand.IntN(2)]
	citing := edit.Citing{On: on.On, Weight: append(model.Weights(), "")[a.rand.IntN(4)]}
	judgement := model.JudgementID("none")
	if len(judgements) > 0 {
		judgement = judgements[a.rand.IntN(len(judgements))].ID
	}
	explanation := model.ExplanationID("none")
	if all := c.Compared.Explanations(); len(all) > 0 {
		explanation = all[a.rand.IntN(len(all))].ID
	}
	var err error
	switch a.rand.IntN(10) {
	case 0:
		change, err = c.ChangingJudgement(judgement, func(j *record.Judgement) { j.Verdict, j.Gaps = verdict, fmt.Sprint(a.rand.IntN(3)) })
	case 1:
		change, err = c.RemovingJudgement(judgement)
	case 2:
		change, err = c.Citing(judgement, citing)
	case 3:
		change, err = c.SettingScale([][]string{nil, {"true", "false"}, {"yes", "no", "perhaps"}}[a.rand.IntN(3)])
	case 4:
		change, _, err = c.NewExplanation(fmt.Sprint("Explanation ", a.rand.IntN(4)))
	case 5:
		change, err = c.MovingExplanation(explanation, a.rand.IntN(3))
	case 6:
		change, err = c.RemovingExplanation(explanation)
	case 7:
		change, err = c.Rating(explanation, statement, append(model.Fits(), "")[a.rand.IntN(4)])
	default:
		change, _, err = c.Judging(record.Judgement{Statement: statement, Verdict: verdict}, citing)
	}
	if err != nil {
		return edit.Change{}
	}
	return change
}

// copiesOf returns two copies of a project that can be compared.
func copiesOf(t *testing.T) (a, b *storage.Project) {
	t.Helper()
	a = exchangetest.Compared(t)
	b = exchangetest.NewProjectOf(t, a.Info())
	exchangetest.Load(t, b, exchangetest.Read(t, exchangetest.Export(t, a, exchange.Options{})))
	return a, b
}

// comparingIn returns what changes the judgements of an analyst in a project.
func comparingIn(t *testing.T, p *storage.Project, by string, at time.Time, id string) edit.Comparing {
	t.Helper()
	compared, err := p.Compared()
	if err != nil {
		t.Fatal(err)
	}
	return edit.Comparing{Compared: compared, Analyst: by, Now: at, NewID: func() string { return id }}
}

// exchanged makes both projects load the sets of both: a its own first, b that of a first.
func exchanged(t *testing.T, a, b *storage.Project) {
	t.Helper()
	sets := [][]byte{exchangetest.Export(t, a, exchange.Options{}), exchangetest.Export(t, b, exchange.Options{})}
	for _, i := range []int{0, 1} {
		exchangetest.Load(t, a, exchangetest.Read(t, sets[i]))
		exchangetest.Load(t, b, exchangetest.Read(t, sets[i]))
	}
	exchangetest.SameBut(t, exchangetest.Export(t, a, exchange.Options{}), exchangetest.Export(t, b, exchange.Options{}))
}

// judgedIn returns the judgements of a project as lines; one that is superseded is in brackets.
func judgedIn(t *testing.T, p *storage.Project) (all []string) {
	t.Helper()
	c, err := p.Compared()
	if err != nil {
		t.Fatal(err)
	}
	citations := c.Citations()
	for _, j := range c.Judgements(func(model.StatementID, string) bool { return true }) {
		text := fmt.Sprintf("%s %s %s %d", j.Statement, j.Analyst, j.Verdict, len(citations[j.ID]))
		if j.Later != "" {
			text = "(" + text + ")"
		}
		all = append(all, text)
	}
	return all
}

func wantJudgedIn(t *testing.T, p *storage.Project, want ...string) {
	t.Helper()
	if got := judgedIn(t, p); !slices.Equal(got, want) {
		t.Errorf("the judgements are %q, want %q", got, want)
	}
}

// judging adds a judgement of the statement s1 that cites a sentence.
func judging(t *testing.T, p *storage.Project, by, verdict string, at time.Time, sentence int) {
	t.Helper()
	doc := exchangetest.Named(t, p, "harbour.txt")
	on := model.Subject{Article: doc.ID, Sentence: doc.Sentences()[sentence].Span}
	c, _, err := comparingIn(t, p, by, at, "by "+by+" in "+verdict).Judging(record.Judgement{Statement: "s1", Verdict: verdict}, edit.Citing{On: on, Weight: model.For})
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Apply(t, p, c.Edits...)
}

func TestJudgementsOfTwoAnalystsAreBothKept(t *testing.T) {
	a, b := copiesOf(t)
	judging(t, a, "ana", "confirmed", exchangetest.After(9), 0)
	judging(t, b, "bo", "refuted", exchangetest.After(8), 0)
	exchanged(t, a, b)
	for _, p := range []*storage.Project{a, b} {
		wantJudgedIn(t, p, "s1 ana confirmed 1", "s1 bo refuted 1")
	}
}

// An analyst judges on two machines, whose clocks may differ. Both judgements are kept, and the
// later one stands in both copies.
func TestOfTwoMachinesOfAnAnalystTheLaterJudgementStands(t *testing.T) {
	for _, later := range []int{0, 1} {
		a, b := copiesOf(t)
		verdicts, at := []string{"confirmed", "refuted"}, []time.Time{exchangetest.After(8), exchangetest.After(8)}
		at[later] = exchangetest.After(9)
		for i, p := range []*storage.Project{a, b} {
			judging(t, p, "ana", verdicts[i], at[i], i)
		}
		exchanged(t, a, b)
		for _, p := range []*storage.Project{a, b} {
			wantJudgedIn(t, p, "s1 ana "+verdicts[later]+" 1", "(s1 ana "+verdicts[1-later]+" 1)")
		}
		if conflicts, err := a.Conflicts(); err != nil || len(conflicts) > 0 {
			t.Errorf("they are in conflict: %+v (%v)", conflicts, err)
		}
	}
}

// One copy removes a judgement, and in the other the analyst cites another sentence in it.
func TestCitationsThatAreLeftOfARemovedJudgementBelongToNone(t *testing.T) {
	a, b := copiesOf(t)
	judging(t, a, "ana", "likely", exchangetest.After(7), 0)
	exchanged(t, a, b)
	wantJudgedIn(t, b, "s1 ana likely 1")
	id := model.JudgementID("by ana in likely")
	removed, err := comparingIn(t, a, "ana", exchangetest.After(8), "").RemovingJudgement(id)
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Apply(t, a, removed.Edits...)
	doc := exchangetest.Named(t, b, "harbour.txt")
	on := model.Subject{Article: doc.ID, Sentence: doc.Sentences()[2].Span}
	cited, err := comparingIn(t, b, "ana", exchangetest.After(9), "").Citing(id, edit.Citing{On: on, Weight: model.Against})
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Apply(t, b, cited.Edits...)
	exchanged(t, a, b)
	for _, p := range []*storage.Project{a, b} {
		wantJudgedIn(t, p)
	}
	left, err := comparingIn(t, b, "ana", exchangetest.After(10), "").RemovingJudgement(id)
	if err != nil || len(left.Edits) != 1 {
		t.Errorf("left are %+v, %v", left.Edits, err)
	}
	exchangetest.Apply(t, b, left.Edits...)
	exchanged(t, a, b)
}

func TestTwoScalesAreInConflict(t *testing.T) {
	a, b := copiesOf(t)
	for p, scale := range map[*storage.Project][]string{a: {"true", "false"}, b: {"yes", "no", "perhaps"}} {
		c, err := comparingIn(t, p, "ana", exchangetest.After(9), "").SettingScale(scale)
		if err != nil {
			t.Fatal(err)
		}
		exchangetest.Apply(t, p, c.Edits...)
	}
	exchanged(t, a, b)
	one, errA := a.Compared()
	other, errB := b.Compared()
	if err := errors.Join(errA, errB); err != nil || !slices.Equal(one.Verdicts(), other.Verdicts()) {
		t.Errorf("the scales are %q and %q (%v)", one.Verdicts(), other.Verdicts(), err)
	}
	for _, p := range []*storage.Project{a, b} {
		conflicts, err := p.Conflicts()
		if err != nil || len(conflicts) != 1 || conflicts[0].Stands().Key != record.ScaleKey() {
			t.Errorf("the conflicts are %+v (%v)", conflicts, err)
		}
	}
}

func TestASetWithADamagedJudgementIsRefused(t *testing.T) {
	p := exchangetest.Compared(t)
	judging(t, p, "ana", "likely", exchangetest.After(9), 0)
	c := comparingIn(t, p, "ana", exchangetest.After(9), "e1")
	explained, _, err := c.NewExplanation("A storm")
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Apply(t, p, explained.Edits...)
	rated, err := comparingIn(t, p, "ana", exchangetest.After(9), "").Rating("e1", "s1", model.Consistent)
	scale, errScale := c.SettingScale([]string{"likely", "unlikely"})
	if err := errors.Join(err, errScale); err != nil {
		t.Fatal(err)
	}
	exchangetest.Apply(t, p, slices.Concat(rated.Edits, scale.Edits)...)
	raw := exchangetest.Export(t, p, exchange.Options{})
	set := func(field string, to any) func(exchangetest.Tree) {
		return func(r exchangetest.Tree) {
			delete(r, "cbor")
			r["value"].(exchangetest.Tree)[field] = to
		}
	}
	without := func(field string) func(exchangetest.Tree) {
		return func(r exchangetest.Tree) { delete(r, field) }
	}
	for _, c := range []struct {
		name, kind, text string
		change           func(exchangetest.Tree)
		says             string
	}{
		{"no verdict", "judgement", "likely", set("verdict", ""), "verdict"},
		{"another likelihood", "judgement", "likely", set("likelihood", "probable"), `"probable" is not a likelihood`},
		{"another confidence", "judgement", "likely", set("confidence", "medium"), `"medium" is not a degree of confidence`},
		{"no statement", "judgement", "likely", set("statement", ""), "names no statement"},
		{"a judgement by nobody", "judgement", "likely", without("analyst"), "cannot have this subject"},
		{"a judgement without an id", "judgement", "likely", without("id"), "cannot have this subject"},
		{"another weight", "citation", "for", set("weight", "heavy"), `"heavy" is not a weight`},
		{"a citation without a sentence", "citation", "for", without("span"), "cannot have this subject"},
		{"one verdict", "scale", "likely", set("verdicts", []any{"likely"}), `("scale")`},
		{"a scale with an id", "scale", "likely", func(r exchangetest.Tree) { r["id"] = "x" }, "cannot have this subject"},
		{"an explanation without a title", "explanation", "A storm", set("title", " "), "explanation"},
		{"an explanation with a slash", "explanation", "A storm", func(r exchangetest.Tree) { r["id"] = "e/1" }, "cannot have this subject"},
		{"another fit", "rating", "consistent", set("fit", "maybe"), `"maybe"`},
		{"a rating of no statement", "rating", "consistent", func(r exchangetest.Tree) { r["id"] = "e1" }, "cannot have this subject"},
	} {
		_, err := setfile.Read(bytes.NewReader(alteredRecord(t, raw, c.kind, c.text, c.change)))
		if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: the error is %v, want %q", c.name, err, c.says)
		}
	}
	// A verdict that is not on the scale and a judgement of a statement that the list lacks are kept.
	into := exchangetest.NewProject(t)
	odd := alteredRecord(t, raw, "judgement", "likely", func(r exchangetest.Tree) {
		delete(r, "cbor")
		r["value"].(exchangetest.Tree)["verdict"] = "perhaps"
		r["value"].(exchangetest.Tree)["statement"] = "gone"
	})
	if done := exchangetest.Load(t, into, exchangetest.Read(t, odd)); len(done.Refused) > 0 {
		t.Errorf("%+v", done.Refused)
	}
	wantJudgedIn(t, into, "gone ana perhaps 1")
}

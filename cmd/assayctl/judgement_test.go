package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

// by runs a command for an analyst.
func by(t *testing.T, analyst string, code int, command string, args ...string) clitest.Result {
	t.Helper()
	words := strings.Fields(command)
	return want(t, code, append(append(words, "--project", "P.assay", "--analyst", analyst), args...)...)
}

// judge adds a judgement and returns its id.
func judge(t *testing.T, analyst string, args ...string) string {
	t.Helper()
	return strings.TrimSpace(by(t, analyst, cli.ExitDone, "judge", args...).Out)
}

type listedJudgement struct {
	ID, Statement, Title, Analyst, Verdict, Likelihood, Confidence, Reason, Assumptions, Gaps, Change string
	Range                                                                                             []int
	Time                                                                                              time.Time
	Citations                                                                                         []struct {
		Weight, Article, File, Outlet, Stance, Voice, Grade, Text string
		Index, Paragraph                                          int
		Removed                                                   bool
	}
	Incomplete bool
	Superseded string
}

// String returns the judgement on one line.
func (j listedJudgement) String() string {
	text := fmt.Sprintf("%s: %s %s", j.Analyst, j.Title, j.Verdict)
	for _, c := range j.Citations {
		text += fmt.Sprintf(" | %s %s %d", c.Weight, strings.TrimSuffix(c.File, ".md"), c.Index)
	}
	if j.Incomplete {
		text += " | incomplete"
	}
	if j.Superseded != "" {
		text = "(" + text + ")"
	}
	return text
}

func judgements(t *testing.T, more ...string) []listedJudgement {
	t.Helper()
	return clitest.Unmarshal[[]listedJudgement](t, want(t, cli.ExitDone, append([]string{"judgements", "--project", "P.assay", "--json"}, more...)...))
}

// wantJudgements compares the judgements, those that are superseded in brackets.
func wantJudgements(t *testing.T, want ...string) {
	t.Helper()
	var got []string
	for _, j := range judgements(t, "--all") {
		got = append(got, j.String())
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the judgements are\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAStatementIsJudged(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1", "blatt", "1")
	stated(t, cli.ExitDone, "add", id, "echo", "1", "--stance", "denies")
	by(t, "ana", cli.ExitDone, "grade", "--article", "tide", "--sentence", "1", "B2")
	first := judge(t, "ana", id, "--verdict", "LIKELY", "--likelihood", "Highly Probable", "--confidence", "low", "--reason", "One source.\nIt was there.",
		"--assumptions", "They can count.", "--gaps", "When.", "--change", "A list of names.", "--for", "tide.md:1", "--for", "blatt:1", "--against", "echo:1", "--neither", "echo.md:0")
	one := judgements(t)[0]
	if one.ID != first || one.Statement != id || one.Likelihood != "very likely" || fmt.Sprint(one.Range) != "[80 95]" || one.Confidence != "low" || one.Verdict != "likely" ||
		one.Reason != "One source.\nIt was there." || one.Assumptions != "They can count." || one.Gaps != "When." || one.Change != "A list of names." || one.Incomplete || one.Superseded != "" {
		t.Errorf("%+v", one)
	}
	const cited = " | for blatt 1 | for tide 1 | against echo 1 | neither echo 0"
	wantJudgements(t, "ana: Eight were rescued likely"+cited)
	if c := one.Citations[1]; c.Grade != "B2" || c.Stance != "attributes" || c.Outlet != "Tide Post" || c.Text != "Eight people were rescued, the harbour master said." {
		t.Errorf("%+v", c)
	}
	second := judge(t, "ana", id[:6], "--verdict", "confirmed", "--cite-mentions", "--neither", "blatt:1")
	judge(t, "bo", "eight WERE rescued", "--verdict", "cannot be judged")
	wantJudgements(t, "ana: Eight were rescued confirmed | for tide 1 | against echo 1 | neither blatt 1",
		"(ana: Eight were rescued likely"+cited+")", "bo: Eight were rescued cannot be judged | incomplete")
	if all := judgements(t, "--analyst", "ana"); len(all) != 1 || all[0].ID != second {
		t.Errorf("%+v", all)
	}
	newStatement(t, "The Alma ran aground", "tide", "0")
	if all := judgements(t, "--statement", "The Alma ran aground", "--all"); len(all) != 0 {
		t.Errorf("%+v", all)
	}
	out := want(t, cli.ExitDone, "judgements", "--project", "P.assay", "--all").Out
	clitest.Contains(t, out, "Eight were rescued\n", "likely; very likely (80–95 %); low confidence (ana, ", "superseded by "+second,
		"incomplete, it cites no sentence", "reason: One source. It was there.", "would change it: A list of names.", "against The Echo, echo.md 1: Nine people were rescued.", "(attributes; B2)")
}

func TestEachChangeOfAJudgementIsUndone(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	judge(t, "ana", id, "--verdict", "disputed", "--for", "tide:1")
	second := judge(t, "ana", id, "--verdict", "likely", "--for", "tide:1", "--against", "echo:1", "--likelihood", "remote")
	const first = "ana: Eight were rescued disputed | for tide 1"
	const stands = "ana: Eight were rescued likely | for tide 1 | against echo 1"
	before := []string{stands, "(" + first + ")"}
	wantJudgements(t, before...)
	for _, c := range []struct {
		command []string
		says    string
		after   []string
	}{
		{[]string{"edit", second, "--verdict", "refuted", "--likelihood", "none", "--confidence", "high"}, "change judgement: Eight were rescued, refuted\n", []string{strings.Replace(stands, "likely", "refuted", 1), "(" + first + ")"}},
		{[]string{"cite", strings.ToLower(second[:5]), "--neither", "tide:1", "--for", "blatt:0"}, "cite: Eight were rescued\n", []string{"ana: Eight were rescued likely | for blatt 0 | against echo 1 | neither tide 1", "(" + first + ")"}},
		{[]string{"uncite", second, "echo:1", "tide.md:1"}, "drop citation: Eight were rescued\n", []string{"ana: Eight were rescued likely | incomplete", "(" + first + ")"}},
		{[]string{"remove", second}, "remove judgement: Eight were rescued, likely\n", []string{first}},
	} {
		clitest.Contains(t, by(t, "ana", cli.ExitDone, "judgement "+c.command[0], c.command[1:]...).Out, c.says)
		wantJudgements(t, c.after...)
		undo(t)
		wantJudgements(t, before...)
		want(t, cli.ExitDone, "redo", "--project", "P.assay")
		wantJudgements(t, c.after...)
		undo(t)
	}
	for _, command := range [][]string{
		{"judgement edit", second, "--verdict", "likely"}, {"judgement cite", second, "--against", "echo:1"}, {"judgement uncite", second, "blatt:0"},
	} {
		clitest.Contains(t, by(t, "ana", cli.ExitDone, command[0], command[1:]...).Out, " (unchanged)\n")
	}
	clitest.Contains(t, by(t, "ana", cli.ExitDone, "judgement edit", second, "--gaps", "Who", "--json").Out, `"changed": true`, `"id": "`+second+`"`, `"done": "change judgement"`)
	clitest.Contains(t, by(t, "bo", cli.ExitFailed, "judgement remove", second).ErrOut, "no such judgement")
	clitest.Contains(t, by(t, "bo", cli.ExitFailed, "statement remove", id).ErrOut, "other analysts")
}

func TestTheReasonIsNotRefusedForAMixedSentence(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	r := by(t, "ana", cli.ExitDone, "judge", id, "--verdict", "likely", "--reason", "Low confidence that it is likely.")
	clitest.Contains(t, r.ErrOut, "ICD 203")
	judgement := strings.TrimSpace(r.Out)
	for _, c := range []struct {
		args []string
		says bool
	}{
		{[]string{"--reason", "The witness is likely unaware. Confidence is low."}, false},
		{[]string{"--reason", "It is almost certain, with high confidence."}, true},
		{[]string{"--gaps", "It is almost certain, with high confidence."}, false},
	} {
		if r := by(t, "ana", cli.ExitDone, "judgement edit", append([]string{judgement}, c.args...)...); (r.ErrOut != "") != c.says {
			t.Errorf("%q: it says %q", c.args, r.ErrOut)
		}
	}
}

func TestJudgementsThatAreWrong(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	judgement := judge(t, "ana", id, "--verdict", "likely")
	for _, c := range []struct {
		code    int
		command string
		args    []string
		says    string
	}{
		{cli.ExitUsage, "judge", []string{"--verdict", "likely"}, "STATEMENT is missing"},
		{cli.ExitUsage, "judge", []string{id}, "verdict"},
		{cli.ExitUsage, "judge", []string{id, "--verdict", " "}, "verdict"},
		{cli.ExitFailed, "judge", []string{id, "--verdict", "perhaps"}, "confirmed, likely, disputed"},
		{cli.ExitFailed, "judge", []string{"nothing", "--verdict", "likely"}, "no such statement"},
		{cli.ExitUsage, "judge", []string{id, "--verdict", "likely", "--likelihood", "certain"}, "almost certain, none"},
		{cli.ExitUsage, "judge", []string{id, "--verdict", "likely", "--confidence", "medium"}, "must be one of low, moderate, high"},
		{cli.ExitUsage, "judge", []string{id, "--verdict", "likely", "--reason", strings.Repeat("x", 1<<14+1)}, "--reason"},
		{cli.ExitUsage, "judge", []string{id, "--verdict", "likely", "--for", "tide"}, "ARTICLE:SENTENCE"},
		{cli.ExitUsage, "judge", []string{id, "--verdict", "likely", "--for", ":1"}, "ARTICLE:SENTENCE"},
		{cli.ExitUsage, "judge", []string{id, "--verdict", "likely", "--for", "tide:x"}, "not a sentence index"},
		{cli.ExitUsage, "judge", []string{id, "--verdict", "likely", "--for", "tide:1", "--against", "tide.md:1"}, "cited both for and against"},
		{cli.ExitFailed, "judge", []string{id, "--verdict", "likely", "--for", "tide:9"}, "numbered from 0"},
		{cli.ExitFailed, "judge", []string{id, "--verdict", "likely", "--against", "nothing:1"}, "no such article"},
		{cli.ExitUsage, "judgement", nil, "no command given"},
		{cli.ExitUsage, "judgement change", nil, `unknown command "change"`},
		{cli.ExitUsage, "judgement edit", nil, "JUDGEMENT is missing"},
		{cli.ExitFailed, "judgement edit", []string{judgement[:3], "--gaps", "x"}, "no such judgement"},
		{cli.ExitUsage, "judgement cite", []string{judgement}, "--for"},
		{cli.ExitUsage, "judgement uncite", []string{judgement}, "ARTICLE:SENTENCE is missing"},
		{cli.ExitUsage, "judgement uncite", []string{judgement, "tide"}, "names no sentence"},
		{cli.ExitFailed, "judgement remove", []string{"zzzz"}, "no such judgement"},
	} {
		clitest.Contains(t, by(t, "ana", c.code, c.command, c.args...).ErrOut, c.says)
	}
	clitest.Contains(t, want(t, cli.ExitUsage, "judge", "--project", "P.assay", id, "--verdict", "likely").ErrOut, "analyst")
	wantJudgements(t, "ana: Eight were rescued likely | incomplete")
	by(t, "ana", cli.ExitDone, "judgement remove", judgement)
	clitest.Contains(t, want(t, cli.ExitDone, "judgements", "--project", "P.assay").Out, "no judgements")
}

func TestVerdictsAreSet(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	judge(t, "ana", id, "--verdict", "likely")
	verdicts := func(code int, args ...string) clitest.Result {
		t.Helper()
		return want(t, code, append([]string{"verdicts", "--project", "P.assay"}, args...)...)
	}
	usual := verdicts(cli.ExitDone).Out
	if usual != "confirmed\nlikely\ndisputed\nunsupported\nrefuted\ncannot be judged\n" {
		t.Errorf("%q", usual)
	}
	for _, args := range [][]string{
		{"--set", "true, false"},
		{"--default"},
		{"--set", "true", "--default", "--analyst", "ana"},
		{"--set", "true", "--analyst", "ana"},
		{"--set", "true,TRUE", "--analyst", "ana"},
		{"more"},
	} {
		verdicts(cli.ExitUsage, args...)
	}
	if now := verdicts(cli.ExitDone, "--analyst", "ana", "--set", "true, half true", "--set", "false").Out; now != "true\nhalf true\nfalse\n" {
		t.Errorf("%q", now)
	}
	if now := clitest.Unmarshal[[]string](t, verdicts(cli.ExitDone, "--json")); fmt.Sprint(now) != "[true half true false]" {
		t.Errorf("%q", now)
	}
	clitest.Contains(t, by(t, "ana", cli.ExitFailed, "judge", id, "--verdict", "likely").ErrOut, "true, half true, false")
	judge(t, "ana", id, "--verdict", "HALF  true")
	wantJudgements(t, "ana: Eight were rescued half true | incomplete", "(ana: Eight were rescued likely | incomplete)")
	if now := verdicts(cli.ExitDone, "--analyst", "ana", "--default").Out; now != usual {
		t.Errorf("%q", now)
	}
	undo(t)
	if now := verdicts(cli.ExitDone).Out; now != "true\nhalf true\nfalse\n" {
		t.Errorf("%q", now)
	}
}

func TestExplanationsAreRated(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	newStatement(t, "The Alma ran aground", "tide", "0")
	explained := func(want ...string) {
		t.Helper()
		all := clitest.Unmarshal[[]struct {
			Title   string
			Ratings []struct{ Statement, Title, Analyst, Fit string }
		}](t, wantDone(t, "explanations", "--json"))
		var got []string
		for _, e := range all {
			text := e.Title
			for _, r := range e.Ratings {
				text += fmt.Sprintf(" | %s %s %s", r.Analyst, r.Title, r.Fit)
			}
			got = append(got, text)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("the explanations are %q, want %q", got, want)
		}
	}
	clitest.Contains(t, wantDone(t, "explanations").Out, "no explanations")
	storm := strings.TrimSpace(by(t, "ana", cli.ExitDone, "explanation new", "A storm").Out)
	by(t, "bo", cli.ExitDone, "explanation new", "An error")
	by(t, "ana", cli.ExitDone, "explanation rate", "a STORM", id, "consistent")
	by(t, "bo", cli.ExitDone, "explanation rate", storm[:4], id, "inconsistent")
	before := []string{"A storm | ana Eight were rescued consistent | bo Eight were rescued inconsistent", "An error"}
	explained(before...)
	clitest.Contains(t, wantDone(t, "explanations").Out, storm+"  A storm\n    consistent: Eight were rescued (ana)\n")
	clitest.Contains(t, wantDone(t, "explanations", "--analyst", "bo").Out, "A storm\n    inconsistent: Eight were rescued (bo)\n")
	for _, c := range []struct {
		command []string
		says    string
		after   []string
	}{
		{[]string{"rename", storm, "A gale"}, "rename explanation: A storm → A gale\n", []string{"A gale" + before[0][len("A storm"):], "An error"}},
		{[]string{"move", "an error", "1"}, "move explanation: An error\n", []string{"An error", before[0]}},
		{[]string{"remove", "an error"}, "remove explanation: An error\n", before[:1]},
		{[]string{"rate", "a storm", id, "none"}, "rate: A storm, Eight were rescued: none\n", []string{"A storm | bo Eight were rescued inconsistent", "An error"}},
		{[]string{"rate", "an error", "the alma ran aground", "neither"}, "rate: An error, The Alma ran aground: neither\n", []string{before[0], "An error | ana The Alma ran aground neither"}},
	} {
		clitest.Contains(t, by(t, "ana", cli.ExitDone, "explanation "+c.command[0], c.command[1:]...).Out, c.says)
		explained(c.after...)
		undo(t)
		explained(before...)
	}
	for _, c := range []struct {
		code    int
		command string
		args    []string
		says    string
	}{
		{cli.ExitUsage, "explanation", nil, "no command given"},
		{cli.ExitUsage, "explanation new", []string{" "}, "explanation"},
		{cli.ExitUsage, "explanation move", []string{storm, "0"}, "counted from 1"},
		{cli.ExitUsage, "explanation rate", []string{storm, id, "perhaps"}, "consistent, inconsistent, neither or none"},
		{cli.ExitFailed, "explanation rate", []string{storm, "nothing", "neither"}, "no such statement"},
		{cli.ExitFailed, "explanation rename", []string{"nothing", "x"}, "no such explanation"},
		{cli.ExitFailed, "explanation remove", []string{storm}, "other analysts"},
	} {
		clitest.Contains(t, by(t, "ana", c.code, c.command, c.args...).ErrOut, c.says)
	}
	by(t, "ana", cli.ExitDone, "explanation new", "A storm")
	clitest.Contains(t, by(t, "ana", cli.ExitFailed, "explanation remove", "a storm").ErrOut, "more than one explanation")
}

// wantDone runs a command on the project.
func wantDone(t *testing.T, command string, args ...string) clitest.Result {
	t.Helper()
	return want(t, cli.ExitDone, append([]string{command, "--project", "P.assay"}, args...)...)
}

func TestJudgementsSurviveAnExport(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	judge(t, "ana", id, "--verdict", "likely", "--cite-mentions", "--likelihood", "probable")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "set.json")
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "set.json")
	first := want(t, cli.ExitDone, "judgements", "--project", "P.assay", "--json").Out
	if second := want(t, cli.ExitDone, "judgements", "--project", "Q.assay", "--json").Out; first != second {
		t.Errorf("the copy has %s, not %s", second, first)
	}
	want(t, cli.ExitDone, "verify", "--project", "Q.assay")
}

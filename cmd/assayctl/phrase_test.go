package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

// phrasesIn returns the phrases of a project that are used.
func phrasesIn(t *testing.T, project string, more ...string) (used []string) {
	t.Helper()
	type phrase struct {
		ID, Name                            string
		Count, Sentences, Articles, Outlets int
	}
	for _, p := range clitest.Unmarshal[[]phrase](t, want(t, cli.ExitDone, append([]string{"phrases", "--project", project, "--json"}, more...)...)) {
		if p.Count > 0 {
			used = append(used, p.ID+"="+p.Name+strings.Repeat(" sentence", p.Sentences)+strings.Repeat(" article", p.Articles)+strings.Repeat(" outlet", p.Outlets))
		}
	}
	return used
}

func wantPhrases(t *testing.T, want ...string) {
	t.Helper()
	if got := phrasesIn(t, "P.assay"); !slices.Equal(got, want) {
		t.Errorf("the phrases are %q, want %q", got, want)
	}
}

// phrased runs a command for Ana in the project.
func phrased(t *testing.T, code int, command ...string) clitest.Result {
	t.Helper()
	return want(t, code, append(command, "--project", "P.assay", "--analyst", "ana")...)
}

func TestPhrasesAreGivenListedAndRemoved(t *testing.T) {
	inProject(t)
	if got := phrasesIn(t, "P.assay"); got != nil {
		t.Errorf("a new project has %q", got)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "phrases", "--project", "P.assay").Out, "single source", "anonymous source", "wire copy", "denied", "no date", "contradicted")
	clitest.Contains(t, phrased(t, cli.ExitDone, "phrase", "harbour", "1", " Single  SOURCE").Out, "sentence 1: single source (given)")
	clitest.Contains(t, phrased(t, cli.ExitDone, "phrase", "harbour", "1", "single source").Out, "(unchanged)")
	phrased(t, cli.ExitDone, "phrase", "harbour", "0", "Who  knows?")
	phrased(t, cli.ExitDone, "phrase", "harbour", "-", "who knows?")
	phrased(t, cli.ExitDone, "phrase", "harbour", "--article", "wire copy")
	wantPhrases(t, "who knows?=Who knows? sentence article", "single source=single source sentence", "wire copy=wire copy article")
	if got := phrasesIn(t, "P.assay", "--analyst", "zoe"); got != nil {
		t.Errorf("zoe gave %q", got)
	}
	clitest.Contains(t, phrased(t, cli.ExitDone, "phrase", "harbour", "-", "--remove", "WHO KNOWS?").Out, "Who knows? (removed)")
	clitest.Contains(t, phrased(t, cli.ExitDone, "phrase", "harbour", "-", "--remove", "who knows?").Out, "(unchanged)")
	wantPhrases(t, "single source=single source sentence", "who knows?=Who knows? sentence", "wire copy=wire copy article")
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	wantPhrases(t, "who knows?=Who knows? sentence article", "single source=single source sentence", "wire copy=wire copy article")
	clitest.Contains(t, want(t, cli.ExitDone, "log", "--project", "P.assay").Out, "give phrase", "remove phrase", "none → single source, for ana")
}

func TestPhrasesAreRenamedJoinedAndDeleted(t *testing.T) {
	inProject(t)
	phrased(t, cli.ExitDone, "phrase", "harbour", "0", "refuted")
	phrased(t, cli.ExitDone, "phrase", "harbour", "1", "denied")
	clitest.Contains(t, phrased(t, cli.ExitDone, "phrases", "rename", "REFUTED", "Rejected").Out, "refuted → Rejected")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "phrases", "rename", "rejected", " denied ").ErrOut, "another phrase has this name; join the two")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "phrases", "delete", "rejected").ErrOut, "the phrase is in use")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "phrases", "delete", "wire copy").ErrOut, "the phrase belongs to the starting set")
	wantPhrases(t, "denied=denied sentence", "refuted=Rejected sentence")
	phrased(t, cli.ExitDone, "phrases", "join", "rejected", "denied")
	wantPhrases(t, "denied=denied sentence sentence")
	clitest.Contains(t, want(t, cli.ExitDone, "search", "--project", "P.assay", "phrase:denied").ErrOut, "2 sentences in 1 article")
	clitest.Contains(t, phrased(t, cli.ExitDone, "phrases", "join", "denied", "denied").Out, "(unchanged)")
	phrased(t, cli.ExitDone, "phrase", "harbour", "2", "odd")
	phrased(t, cli.ExitDone, "phrase", "harbour", "2", "--remove", "odd")
	phrased(t, cli.ExitDone, "phrases", "delete", "odd")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "phrase", "harbour", "2", "--remove", "odd").ErrOut, `"odd"`, "there is no such phrase")
	for range 4 {
		want(t, cli.ExitDone, "undo", "--project", "P.assay")
	}
	wantPhrases(t, "denied=denied sentence", "refuted=Rejected sentence")
}

// What is refused is explained and changes nothing.
func TestPhrasesThatAreRefused(t *testing.T) {
	inProject(t)
	before, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code    int
		command []string
		says    string
	}{
		{cli.ExitUsage, []string{"phrase", "harbour", "1", ""}, "the phrase is missing"},
		{cli.ExitUsage, []string{"phrase", "harbour", "1", strings.Repeat("x", 10_000)}, "has 10,000 bytes, and at most 255 can be kept"},
		{cli.ExitUsage, []string{"phrase", "harbour", "1", "a\x1bb"}, "has control characters in it"},
		{cli.ExitUsage, []string{"phrase", "harbour", "1"}, "TEXT is missing"},
		{cli.ExitUsage, []string{"phrase", "harbour", "x", "odd"}, "is not a sentence index"},
		{cli.ExitUsage, []string{"phrase", "harbour", "--article", "--outlet", "odd"}, "--article and --outlet cannot be given together"},
		{cli.ExitUsage, []string{"phrases", "rename", "odd"}, "NEW is missing"},
		{cli.ExitFailed, []string{"phrase", "harbour", "99", "odd"}, "there is no such sentence"},
		{cli.ExitFailed, []string{"phrase", "nowhere", "1", "odd"}, "there is no such article"},
		{cli.ExitFailed, []string{"phrase", "harbour", "1", "--remove", "odd"}, "there is no such phrase"},
		{cli.ExitFailed, []string{"phrases", "rename", "denied", strings.Repeat("x", 10_000)}, "at most 255 can be kept"},
		{cli.ExitFailed, []string{"phrases", "join", "denied", "odd"}, "there is no such phrase"},
	} {
		clitest.Contains(t, phrased(t, c.code, c.command...).ErrOut, c.says)
	}
	wantPhrases(t)
	if log := want(t, cli.ExitDone, "log", "--project", "P.assay").Out; strings.Contains(log, "phrase") {
		t.Errorf("the history has %s", log)
	}
	if after, err := os.ReadFile("P.assay"); err != nil || len(after) < len(before) {
		t.Errorf("%d bytes became %d (%v)", len(before), len(after), err)
	}
}

func TestPhrasesTravelInASet(t *testing.T) {
	inProject(t)
	phrased(t, cli.ExitDone, "phrase", "harbour", "0", "refuted")
	phrased(t, cli.ExitDone, "phrase", "harbour", "-", "denied")
	phrased(t, cli.ExitDone, "phrases", "join", "refuted", "denied")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json")
	raw, err := os.ReadFile("P.json")
	if err != nil || strings.Count(string(raw), `"phrases": [`) != 2 {
		t.Errorf("the set names phrases %d times (%v)", strings.Count(string(raw), `"phrases": [`), err)
	}
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "P.json")
	if got := phrasesIn(t, "Q.assay"); !slices.Equal(got, []string{"denied=denied sentence article"}) {
		t.Errorf("the other project has %q", got)
	}
	want(t, cli.ExitDone, "search", "--project", "P.assay", "--csv", "found.csv", "phrase:denied")
	table, err := os.ReadFile("found.csv")
	if err != nil || !strings.Contains(string(table), ",phrases") || !strings.Contains(string(table), ",denied") {
		t.Errorf("the table is %s (%v)", table, err)
	}
}

package main

import (
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

func TestGradesAreSetAndRemoved(t *testing.T) {
	inProject(t)
	grade := func(want string, args ...string) {
		t.Helper()
		clitest.Contains(t, phrased(t, cli.ExitDone, append([]string{"grade"}, args...)...).Out, want)
	}
	shows := func(want string) {
		t.Helper()
		clitest.Contains(t, showsOf(t), want)
	}
	grade(": B\n", "--article", "harbour", "b", "--basis", "Careful so far.")
	shows("^ B (ana, letter of the article)")
	grade("sentence 1: 2\n", "--article", "harbour", "--sentence", "1", "2")
	shows("^ B2 (ana, letter of the article)")
	grade("sentence 1: F2\n", "--article", "harbour", "--sentence", "1", "F")
	shows("^ F2 (ana)")
	grade("F2 (unchanged)", "--article", "harbour", "--sentence", "1", "f2")
	grade("sentence 1: none", "--article", "harbour", "--sentence", "1", "NONE")
	shows("^ B (ana, letter of the article)")
	phrased(t, cli.ExitDone, "note", "harbour", "0", "Two saw it.", "--grade", "A1")
	shows("^ A1 (ana)")
	shows("* [A1] Two saw it. (ana)")
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	clitest.Contains(t, want(t, cli.ExitDone, "search", "--project", "P.assay", "--analyst", "ana", "grade:A..C").Out, "harbour")
}

func TestGradesThatAreRefused(t *testing.T) {
	inProject(t)
	for _, c := range []struct {
		code    int
		message string
		args    []string
	}{
		{cli.ExitUsage, "use A to F for the source", []string{"--article", "harbour", "H"}},
		{cli.ExitUsage, "use A to F for the source", []string{"--article", "harbour", "G"}},
		{cli.ExitUsage, "use A to F for the source", []string{"--article", "harbour", "--sentence", "0", "B7"}},
		{cli.ExitUsage, "only the grade of a sentence has a digit", []string{"--article", "harbour", "B2"}},
		{cli.ExitUsage, "only the grade of a sentence has a digit", []string{"--outlet", "Nowhere", "2"}},
		{cli.ExitUsage, "only the grade of a sentence has a digit", []string{"--voice", "Nobody", "B2"}},
		{cli.ExitUsage, "what to grade is missing", []string{"B2"}},
		{cli.ExitUsage, "--sentence needs --article", []string{"--outlet", "O", "--sentence", "0", "B"}},
		{cli.ExitFailed, "no article is from such an outlet", []string{"--outlet", "Nowhere", "B"}},
		{cli.ExitFailed, "there is no such voice", []string{"--voice", "Nobody", "B"}},
		{cli.ExitFailed, "there is no such article", []string{"--article", "nothing", "B"}},
		{cli.ExitFailed, "there is no such sentence", []string{"--article", "harbour", "--sentence", "99", "B"}},
	} {
		clitest.Contains(t, phrased(t, c.code, append([]string{"grade"}, c.args...)...).ErrOut, c.message)
	}
}

// showsOf returns what "show" prints of an article.
func showsOf(t *testing.T) string {
	t.Helper()
	return want(t, cli.ExitDone, "show", "--project", "P.assay", "harbour").Out
}

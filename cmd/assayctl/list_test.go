package main

import (
	"bytes"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/storage/exchange/layout"
)

func TestListCountsSentencesThatSeveralLabelledOnce(t *testing.T) {
	inProject(t)
	for _, tag := range [][]string{
		{"ana", "harbour", "0", "claim"},
		{"ana", "harbour", "1", "claim"},
		{"bo", "harbour", "1", "quote"},
		{"bo", "harbour", "2", "quote"},
		{"bo", "mill", "1", "quote"},
	} {
		want(t, cli.ExitDone, append([]string{"tag", "--project", "P.assay", "--analyst"}, tag...)...)
	}
	for analyst, tagged := range map[string]map[string]int{
		"":    {"harbour.txt": 3, "mill.txt": 1, "ferry.txt": 0},
		"ana": {"harbour.txt": 2, "mill.txt": 0, "ferry.txt": 0},
		"bo":  {"harbour.txt": 2, "mill.txt": 1, "ferry.txt": 0},
	} {
		for _, a := range list(t, "--analyst", analyst) {
			if a.Tagged != tagged[a.File] {
				t.Errorf("%q labelled %d sentences of %s, want %d", analyst, a.Tagged, a.File, tagged[a.File])
			}
		}
	}
}

func TestAListPrintedWhileReadingIsLaidOutAsOneValue(t *testing.T) {
	inProject(t)
	check := func(articles int) {
		t.Helper()
		out := want(t, cli.ExitDone, "list", "--project", "P.assay", "--json").Out
		rows := clitest.Unmarshal[[]record.Listed](t, clitest.Result{Out: out})
		var whole bytes.Buffer
		if err := layout.Write(&whole, rows); err != nil {
			t.Fatal(err)
		}
		if len(rows) != articles || out != whole.String() {
			t.Errorf("%d articles:\n%s\nlaid out as one value:\n%s", len(rows), out, &whole)
		}
	}
	check(3)
	want(t, cli.ExitDone, "undo", "--project", "P.assay", "--analyst", "tester")
	check(0)
}

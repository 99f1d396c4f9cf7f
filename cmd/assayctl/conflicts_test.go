package main

import (
	"os"
	"testing"
	"time"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

// conflict is a conflict as "conflicts --json" prints it.
type conflict struct {
	ID, Kind, Article, File, Analyst string
	Span                             struct{ Bytes [2]int }
	Versions                         []struct {
		Value            struct{ Label string }
		Analyst, Replica string
		Time             time.Time
		Counter          uint64
		Stands           bool
	}
}

func conflicts(t *testing.T, project string) []conflict {
	t.Helper()
	return clitest.Unmarshal[[]conflict](t, want(t, cli.ExitDone, "conflicts", "--project", project, "--json"))
}

// copyFile copies a closed project, as cp does.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// standing returns the labels that stand in a project's conflicts.
func standing(t *testing.T, project string) (labels []string) {
	t.Helper()
	for _, c := range conflicts(t, project) {
		labels = append(labels, c.Versions[0].Value.Label)
	}
	return labels
}

func TestConflictsAreListedTurnedRoundAndSettled(t *testing.T) {
	inProject(t)
	copyFile(t, "P.assay", "Q.assay")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	want(t, cli.ExitDone, "tag", "--project", "Q.assay", "--analyst", "ana", "harbour", "1", "background")
	want(t, cli.ExitDone, "tag", "--project", "Q.assay", "--analyst", "ana", "harbour", "1", "quote")
	want(t, cli.ExitDone, "export", "--project", "Q.assay", "-o", "Q.json")
	clitest.Contains(t, want(t, cli.ExitDone, "load", "--project", "P.assay", "Q.json").Out, "1 conflict found")

	list := conflicts(t, "P.assay")
	if len(list) != 1 || len(list[0].Versions) != 2 {
		t.Fatalf("the conflicts are %+v", list)
	}
	c := list[0]
	stands, beside := c.Versions[0], c.Versions[1]
	switch {
	case c.Kind != "annotation" || c.Article == "" || c.File != "harbour.txt" || c.Analyst != "ana" || c.Span.Bytes[1] == 0:
		t.Errorf("the conflict is %+v", c)
	case !stands.Stands || stands.Value.Label != "quote" || stands.Analyst != "ana" || stands.Time.IsZero():
		t.Errorf("what stands is %+v", stands)
	case beside.Stands || beside.Value.Label != "claim" || beside.Analyst != "ana" || beside.Time.IsZero():
		t.Errorf("the other version is %+v", beside)
	case stands.Counter <= beside.Counter || stands.Replica == beside.Replica:
		t.Errorf("the stamps are %+v and %+v", stands, beside)
	}

	clitest.Contains(t, want(t, cli.ExitDone, "conflicts", "take", "--project", "P.assay", "--analyst", "bo", c.ID).Out, "claim")
	if got := standing(t, "P.assay"); len(got) != 1 || got[0] != "claim" {
		t.Errorf("after take, %q stand", got)
	}
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	if got := standing(t, "P.assay"); len(got) != 1 || got[0] != "quote" {
		t.Errorf("after undo, %q stand", got)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "conflicts", "keep", "--project", "P.assay", c.ID).Out, "quote")
	if got := standing(t, "P.assay"); len(got) > 0 {
		t.Errorf("after keep, %q stand in conflicts", got)
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "conflicts", "keep", "--project", "P.assay", c.ID).ErrOut, c.ID, "no such conflict")
}

package main

import (
	"context"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/storage"
)

// newerVersion makes an article a newer version of another one.
func newerVersion(t *testing.T, newer, of string) {
	t.Helper()
	p, err := storage.Open("P.assay", cli.Options(false))
	if err != nil {
		t.Fatal(err)
	}
	chains, err := p.Chains()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]model.ArticleID{}
	for _, name := range []string{newer, of} {
		doc, err := cli.OpenArticle(p, name)
		if err != nil {
			t.Fatal(err)
		}
		ids[name] = doc.ID
	}
	plan, err := carry.Planner{Chains: chains, Document: p.Document}.Add(ids[newer], ids[of], false)
	if err == nil {
		plan.Change.Analyst = "ana"
		err = cli.Commit(context.Background(), p, plan.Change)
	}
	if closed := p.Close(); err != nil || closed != nil {
		t.Fatal(err, closed)
	}
}

func TestWithdrawnMentionsAndEarlierVersionsAreListed(t *testing.T) {
	inCoverage(t)
	newStatement(t, "Aground", "tide", "0", "echo", "0")
	newerVersion(t, "blatt", "tide")

	s := clitest.Unmarshal[[]record.Statement](t, want(t, cli.ExitDone, "statements", "--project", "P.assay", "--json"))[0]
	var gone, kept int
	for _, m := range s.Mentions {
		if m.Gone != "" {
			gone++
		} else {
			kept++
		}
	}
	if gone == 0 || s.Withdrawn != 1 || gone+kept != 2 || s.Elsewhere != 0 {
		t.Errorf("%d gone and %d kept; %+v", gone, kept, s)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "statements", "--project", "P.assay").Out, "1 withdrawn", "said in an earlier version, gone in a newer one")
	clitest.Contains(t, want(t, cli.ExitDone, "matrix", "--project", "P.assay").Out, "; withdrawn", ", 1 withdrawn")
	clitest.Contains(t, want(t, cli.ExitDone, "stats", "--project", "P.assay").Out, "1 earlier version; left behind: 1 mention")

	listed := clitest.Unmarshal[[]record.Listed](t, want(t, cli.ExitDone, "list", "--project", "P.assay", "--json"))
	all := clitest.Unmarshal[[]record.Listed](t, want(t, cli.ExitDone, "list", "--project", "P.assay", "--all", "--json"))
	if len(all) != len(listed)+1 {
		t.Fatalf("%d articles, and %d with all versions", len(listed), len(all))
	}
	older := 0
	for _, a := range all {
		if a.Newest != "" {
			older++
		}
		if a.Newest != "" && a.Versions != 2 {
			t.Errorf("%+v", a)
		}
	}
	if older != 1 {
		t.Errorf("%d earlier versions", older)
	}
	if text := want(t, cli.ExitDone, "list", "--project", "P.assay").Out; !strings.Contains(text, "(2 versions)") || strings.Contains(text, "an earlier version") {
		t.Errorf("%s", text)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "list", "--project", "P.assay", "--all").Out, "(2 versions)", "(an earlier version of ")
	want(t, cli.ExitDone, "verify", "--project", "P.assay")
}

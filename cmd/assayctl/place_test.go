package main

import (
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model"
)

func TestTheSectionAndThePlaceInAFileAreShown(t *testing.T) {
	clitest.InFolder(t)
	fields := "HD Ferry late again\nBY Ann Doe\nWC 20 words\nPD 2 April 2031\nSN The Echo\nSE Local\nLP The ferry was late on Monday. Nobody on the quay knew why.\nAN Document ECHO000020310402e1\n\n"
	two := fields + strings.NewReplacer("late again", "in time", "e1", "e2").Replace(fields)
	clitest.Write(t, "two.txt", two)
	set := clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitDone, "import", "--project", "P.assay", "--dry-run", "--json", "two.txt"))
	place := model.Record{N: 2, Of: 2, Start: int64(len(fields)), End: int64(len(two)) - 2, ID: "ECHO000020310402e2"}
	if a := set.Articles[1]; a.Section != "Local" || a.Record == nil || *a.Record != place {
		t.Errorf("the dry run says %q, %+v; want %+v", a.Section, a.Record, place)
	}
	want(t, cli.ExitDone, "import", "--project", "P.assay", "two.txt")
	text := want(t, cli.ExitDone, "show", "--project", "P.assay", "two.txt#2").Out
	clitest.Contains(t, text, "section    Local", "record     2 of 2, bytes ", place.ID)
	shown := want(t, cli.ExitDone, "show", "--project", "P.assay", "--json", "two.txt#2").Out
	clitest.Contains(t, shown, `"section": "Local"`, `"n": 2`, `"id": "`+place.ID+`"`)
	clitest.Contains(t, want(t, cli.ExitDone, "list", "--project", "P.assay", "--json").Out, `"section": "Local"`)
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "set.json")
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "set.json")
	if again := want(t, cli.ExitDone, "show", "--project", "Q.assay", "--json", "two.txt#2").Out; again != shown {
		t.Errorf("loaded from a set it is\n%s\nand was\n%s", again, shown)
	}
}

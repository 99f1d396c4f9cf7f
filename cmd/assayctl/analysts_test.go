package main

import (
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

// team makes a project in which ana and Omar have labelled a sentence, and returns the id
// of its article.
func team(t *testing.T) (article string) {
	t.Helper()
	clitest.InFolder(t)
	want(t, cli.ExitDone, "import", "--project", "P.assay", "--analyst", "ana", "press")
	article = string(list(t)[0].ID)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", article, "0", "claim")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Omar", article, "0", "quote")
	want(t, cli.ExitDone, "note", "--project", "P.assay", "--analyst", "Omar", article, "0", "Doubtful.")
	want(t, cli.ExitDone, "phrase", "--project", "P.assay", "--analyst", "Omar", article, "0", "denied")
	want(t, cli.ExitDone, "phrase", "--project", "P.assay", "--analyst", "Omar", "--article", article, "wire copy")
	return article
}

func analysts(t *testing.T) []record.Analyst {
	t.Helper()
	return clitest.Unmarshal[[]record.Analyst](t, want(t, cli.ExitDone, "analysts", "--project", "P.assay", "--json"))
}

func TestTheAnalystsAreListed(t *testing.T) {
	team(t)
	all := analysts(t)
	if len(all) != 2 {
		t.Fatalf("there are %d analysts: %+v", len(all), all)
	}
	omar, ana := all[0], all[1]
	for _, a := range all {
		if len(a.ID) != 16 || a.First == "" || a.Last < a.First || a.LayersShown || a.Stored != a.Name {
			t.Errorf("an analyst is %+v", a)
		}
	}
	if omar.Name != "Omar" || omar.Labels != 1 || omar.Notes != 1 || omar.Phrases != 2 || ana.Name != "ana" || ana.Labels != 1 || ana.Notes != 0 || ana.Phrases != 0 {
		t.Errorf("the analysts are %+v", all)
	}
	text := want(t, cli.ExitDone, "analysts", "--project", "P.assay").Out
	for _, part := range []string{omar.ID, "Omar", "ana", "1 label", "1 note", "0 notes", "2 phrases", "0 phrases"} {
		clitest.Contains(t, text, part)
	}
}

func TestWhoSeesAllLayersIsListed(t *testing.T) {
	team(t)
	p, err := storage.Open("P.assay", cli.Options(false))
	if err != nil {
		t.Fatal(err)
	}
	names, err := p.Names()
	if err != nil {
		t.Fatal(err)
	}
	if err := cli.Commit(t.Context(), p, edit.Change{Analyst: "ana", Verb: edit.Show, Edits: []edit.Edit{edit.Showing(names, "ana", true)}}); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for _, a := range analysts(t) {
		if a.LayersShown != (a.Name == "ana") {
			t.Errorf("the layers are shown to %s: %v", a.Name, a.LayersShown)
		}
	}
}

func TestAnAnalystIsRenamedAndKeepsTheWork(t *testing.T) {
	article := team(t)
	before := analysts(t)[1]
	clitest.Contains(t, want(t, cli.ExitDone, "analysts", "rename", "--project", "P.assay", "ana", " Ana  Lind ").Out, "ana is called Ana Lind")
	after := analysts(t)[0]
	if after.Name != "Ana Lind" || after.Stored != "ana" || after.ID != before.ID || after.Labels != 1 {
		t.Errorf("after the rename ana is %+v, before %+v", after, before)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "log", "--project", "P.assay").Out, "Ana Lind")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ana Lind", article, "1", "claim")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", article, "2", "claim") // the name in the file
	if a := analysts(t)[0]; a.Labels != 3 {
		t.Errorf("Ana Lind has %d labels, want 3", a.Labels)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "analysts", "rename", "--project", "P.assay", "ana", "Ana Lind").Out, "(unchanged)")
	want(t, cli.ExitDone, "analysts", "rename", "--project", "P.assay", "ana", "ANA LIND")
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	if a := analysts(t)[0]; a.Name != "Ana Lind" {
		t.Errorf("after undo ana is called %s", a.Name)
	}
	want(t, cli.ExitDone, "verify", "--project", "P.assay")
}

func TestARenameThatCannotBeIsRefusedAndChangesNothing(t *testing.T) {
	team(t)
	log := want(t, cli.ExitDone, "log", "--project", "P.assay").Out
	for _, c := range []struct {
		old, to, says string
		code          int
	}{
		{"ana", "Omar", `"Omar" is already used`, cli.ExitFailed},
		{"ana", "OMAR", `"Omar"`, cli.ExitFailed},
		{"ana", "O mar", `"Omar"`, cli.ExitFailed},
		{"ana", "\uff2fmar", `"Omar"`, cli.ExitFailed},
		{"Zoe", "Zoe Lang", `the project has "Omar", "ana"`, cli.ExitFailed},
		{"Ana", "Ana Lind", `there is no analyst "Ana"`, cli.ExitFailed},
		{"", "Ana Lind", `there is no analyst ""`, cli.ExitFailed},
		{"ana", " ", "missing", cli.ExitUsage},
		{"ana", strings.Repeat("x", value.Analyst.Longest()+1), "shorten it", cli.ExitUsage},
		{"ana", "a\x1bb", "control characters", cli.ExitUsage},
	} {
		r := want(t, c.code, "analysts", "rename", "--project", "P.assay", c.old, c.to)
		clitest.Contains(t, r.ErrOut, c.says)
	}
	if now := want(t, cli.ExitDone, "log", "--project", "P.assay").Out; now != log {
		t.Errorf("the history is now\n%s", now)
	}
}

func TestANewAnalystWhoseNameIsAlikeIsRefused(t *testing.T) {
	article := team(t)
	for _, name := range []string{"omar", "ANA", "O mar"} {
		r := want(t, cli.ExitFailed, "tag", "--project", "P.assay", "--analyst", name, article, "1", "claim")
		clitest.Contains(t, r.ErrOut, "only in case, spaces or the form")
	}
	if all := analysts(t); len(all) != 2 {
		t.Errorf("the analysts are %+v", all)
	}
}

func TestASearchNamesAnAnalystWhomTheProjectDoesNotHave(t *testing.T) {
	team(t)
	clitest.Contains(t, want(t, cli.ExitDone, "search", "--project", "P.assay", "analyst:zoe ").ErrOut, `the project has no analyst "zoe"`)
	if r := want(t, cli.ExitDone, "search", "--project", "P.assay", "analyst:omar "); strings.Contains(r.ErrOut, "has no analyst") || !strings.Contains(r.Out, "Omar") {
		t.Errorf("the work of Omar is not found: %q %q", r.Out, r.ErrOut)
	}
}

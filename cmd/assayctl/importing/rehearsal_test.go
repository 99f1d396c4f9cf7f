package importing

import (
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/format/article"
)

func TestDryRunSaysWhatAnImportWouldBringAndWritesNothing(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "press/page.html", `<html><head><meta charset="utf-8"><meta property="og:site_name" content="The Quay Post"><title>Ferry late</title></head><body><p>By noon the ferry was three hours late, and nobody on the quay knew why.</p></body></html>`)
	clitest.Write(t, "press/again.txt", clitest.Harbour)
	clitest.Write(t, "press/near.txt", strings.Replace(clitest.Harbour, "Tuesday", "Wednesday", 1))
	clitest.Write(t, "press/none.pdf", "%PDF-1.7\n")
	set := clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "--json", "press"))
	if cli.Exists("P.assay") {
		t.Error("a project was made")
	}
	got := map[string]record.Rehearsed{}
	for _, a := range set.Articles {
		got[model.BaseName(a.File)] = a
	}
	if len(got) != 6 || len(set.Refused) != 1 || !strings.HasSuffix(set.Refused[0].File, "none.pdf") {
		t.Fatalf("%d articles, refused %+v", len(got), set.Refused)
	}
	page := got["page.html"]
	if page.Format != "html" || page.Encoding != "utf-8" || page.Outlet != "The Quay Post" || page.Title != "Ferry late" || page.Sentences != 1 || page.Language != "en" || !strings.HasPrefix(page.Opening, "By noon") || len(page.Asides) != 1 || page.Asides[0] != (record.Aside{Kind: "header", Text: "Ferry late"}) {
		t.Errorf("%+v", page)
	}
	if first, second := got["again.txt"], got["harbour.txt"]; first.Known || !second.Known || first.ID != second.ID || first.Format != "text" {
		t.Errorf("of the same bytes: %+v, %+v", first, second)
	}
	if near := got["near.txt"].Similar; len(near) == 0 || near[0].ID != got["harbour.txt"].ID || near[0].Alike < 0.5 || near[0].Alike >= 1 {
		t.Errorf("nearly the same: %+v", near)
	}

	want(t, cli.ExitPartial, "import", "--project", "P.assay", "press")
	before, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	set = clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "--json", "press"))
	for _, a := range set.Articles {
		if !a.Known {
			t.Errorf("%s is not known, though it was imported", a.File)
		}
	}
	if after, err := os.ReadFile("P.assay"); err != nil || string(after) != string(before) {
		t.Errorf("the project was written to (%v)", err)
	}
	r := want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "press")
	clitest.Contains(t, r.Out, "html", "duplicate", "Ferry late")
}

func TestDryRunSaysWhatColumnsHoldAndWhichTextsAreNearlyTheSame(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "press/clips.csv", "Story,Kopf\nThe ferry was late.,Ferry late\n")
	clitest.Write(t, "press/odd.csv", "Meldung;Kopf\nDie Fähre kam spät.;Fähre\n")
	want(t, cli.ExitPartial, "import", "--project", "P.assay", "press")
	clitest.Write(t, "near.txt", strings.Replace(clitest.Harbour, "Tuesday", "Wednesday", 1))
	set := clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitDone, "import", "--project", "P.assay", "--dry-run", "--json", "near.txt"))
	if got := set.Articles[0].Similar; len(got) != 1 || !got[0].InProject || model.BaseName(got[0].File) != "harbour.txt" || got[0].Title == "" {
		t.Errorf("near.txt is like %+v", got)
	}
	set = clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "--json", "--column", "title=Kopf", "press/clips.csv", "press/odd.csv"))
	if len(set.Tables) != 2 || set.Tables[0].Columns["text"] != "Story" || set.Tables[0].Columns["title"] != "Kopf" ||
		set.Tables[1].Columns["text"] != "" || len(set.Tables[1].Names) != 2 {
		t.Errorf("the tables are %+v", set.Tables)
	}
}

func TestARemarkNamesADuplicateOrTheMostSimilarArticle(t *testing.T) {
	similar := []record.Similar{{ArticleFile: record.ArticleFile{File: "press/b.txt"}, Alike: 0.9}, {Alike: 0.8}}
	for _, c := range []struct {
		article record.Rehearsed
		want    string
	}{
		{record.Rehearsed{}, ""},
		{record.Rehearsed{Known: true}, "duplicate of an article in the project"},
		{record.Rehearsed{Known: true, Twin: "press/a.txt"}, "duplicate of a.txt in this import"},
		{record.Rehearsed{Similar: similar}, "90% similar to b.txt"},
		{record.Rehearsed{Known: true, Similar: similar}, "duplicate of an article in the project"},
	} {
		if got := remark(c.article); got != c.want {
			t.Errorf("%+v: %q, want %q", c.article, got, c.want)
		}
	}
}

func TestTablesAreListedInTheOrderOfTheirFiles(t *testing.T) {
	r := newReading(t.Context(), io.Discard, intake.Options{})
	tables := r.collectTables()
	if all := tables.list(); all == nil || len(all) != 0 {
		t.Errorf("no tables are listed as %+v", all)
	}
	var adding sync.WaitGroup
	for _, path := range []string{"c.csv", "a.csv", "b.csv"} {
		adding.Go(func() { r.opts.Table(path, article.Table{Names: []string{path}}) })
	}
	adding.Wait()
	var files []string
	for _, table := range tables.list() {
		files = append(files, table.File+" "+table.Names[0])
	}
	if got := strings.Join(files, ", "); got != "a.csv a.csv, b.csv b.csv, c.csv c.csv" {
		t.Errorf("the tables are %s", got)
	}
}

package main

import (
	"os"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
)

// rehearsedSet is what "import --dry-run --json" prints.
type rehearsedSet struct {
	Articles []record.Rehearsed
	Refused  []record.Refused
	Tables   []record.Table
}

func TestDryRunSaysWhatAnImportWouldBringAndWritesNothing(t *testing.T) {
	inFolder(t)
	write(t, "press/page.html", `<html><head><meta charset="utf-8"><meta property="og:site_name" content="The Quay Post"><title>Ferry late</title></head><body><p>By noon the ferry was three hours late, and nobody on the quay knew why.</p></body></html>`)
	write(t, "press/again.txt", harbour)
	write(t, "press/near.txt", strings.Replace(harbour, "Tuesday", "Wednesday", 1))
	write(t, "press/none.pdf", "%PDF-1.7\n")
	set := unmarshal[rehearsedSet](t, want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "--json", "press"))
	if cli.Exists("P.assay") {
		t.Error("a project was made")
	}
	got := map[string]record.Rehearsed{}
	for _, a := range set.Articles {
		got[output.BaseName(a.File)] = a
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
	set = unmarshal[rehearsedSet](t, want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "--json", "press"))
	for _, a := range set.Articles {
		if !a.Known {
			t.Errorf("%s is not known, though it was imported", a.File)
		}
	}
	if after, err := os.ReadFile("P.assay"); err != nil || string(after) != string(before) {
		t.Errorf("the project was written to (%v)", err)
	}
	r := want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "press")
	contains(t, r.out, "html", "duplicate", "Ferry late")
}

func TestImportOfAConvertedArticleIsVerifiedAndExported(t *testing.T) {
	inFolder(t)
	write(t, "clips.csv", "Story,Headline\nThe ferry was late.,Ferry late\nThe ferry was early.,Ferry early\n")
	want(t, cli.ExitDone, "import", "--project", "P.assay", "--column", "text=Story", "clips.csv")
	want(t, cli.ExitDone, "verify", "--project", "P.assay")
	r := want(t, cli.ExitDone, "export", "--project", "P.assay")
	contains(t, r.out, `"format": "csv"`, `clips.csv#2`, `"Ferry early`)
	want(t, cli.ExitUsage, "import", "--project", "P.assay", "--column", "nonsense", "clips.csv")
	contains(t, want(t, cli.ExitFailed, "import", "--project", "P.assay", "--column", "text=Body", "clips.csv").errOut, "clips.csv")
}

func TestDryRunSaysWhatColumnsHoldAndWhichTextsAreNearlyTheSame(t *testing.T) {
	inFolder(t)
	write(t, "press/clips.csv", "Story,Kopf\nThe ferry was late.,Ferry late\n")
	write(t, "press/odd.csv", "Meldung;Kopf\nDie Fähre kam spät.;Fähre\n")
	want(t, cli.ExitPartial, "import", "--project", "P.assay", "press")
	write(t, "near.txt", strings.Replace(harbour, "Tuesday", "Wednesday", 1))
	set := unmarshal[rehearsedSet](t, want(t, cli.ExitDone, "import", "--project", "P.assay", "--dry-run", "--json", "near.txt"))
	if got := set.Articles[0].Similar; len(got) != 1 || !got[0].InProject || output.BaseName(got[0].File) != "harbour.txt" || got[0].Title == "" {
		t.Errorf("near.txt is like %+v", got)
	}
	set = unmarshal[rehearsedSet](t, want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "--json", "--column", "title=Kopf", "press/clips.csv", "press/odd.csv"))
	if len(set.Tables) != 2 || set.Tables[0].Columns["text"] != "Story" || set.Tables[0].Columns["title"] != "Kopf" ||
		set.Tables[1].Columns["text"] != "" || len(set.Tables[1].Names) != 2 {
		t.Errorf("the tables are %+v", set.Tables)
	}
}

func TestAnEncodingIsNamed(t *testing.T) {
	inFolder(t)
	write(t, "greek.txt", "\xC7 \xE3\xDD\xF6\xF5\xF1\xE1 \xDD\xF0\xE5\xF3\xE5.")
	set := unmarshal[rehearsedSet](t, want(t, cli.ExitDone, "import", "--project", "P.assay", "--dry-run", "--json", "--encoding", "Windows-1253", "greek.txt"))
	if a := set.Articles[0]; a.Encoding != "windows-1253" || a.Opening != "Η γέφυρα έπεσε." {
		t.Errorf("%+v", a)
	}
	contains(t, want(t, cli.ExitUsage, "import", "--project", "P.assay", "--dry-run", "--encoding", "ebcdic", "greek.txt").errOut, "windows-1253")
}

func TestTheOrderOfDatesCanBeSaid(t *testing.T) {
	inFolder(t)
	write(t, "list.csv", "date,title,text\n03/04/2031,One,The gates were shut on Monday.\n05/06/2031,Two,The gates were open on Tuesday.\n")
	r := want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "--json", "list.csv")
	set := unmarshal[rehearsedSet](t, r)
	if set.Tables[0].DateOrder != "unknown" || set.Articles[0].Published != "" || len(set.Articles) != 2 {
		t.Errorf("%+v", set)
	}
	contains(t, r.errOut, "the column date in it", "lines 2, 3", "03/04/2031")
	for order, day := range map[string]string{"day-first": "2031-04-03", "month-first": "2031-03-04"} {
		set := unmarshal[rehearsedSet](t, want(t, cli.ExitDone, "import", "--project", "P.assay", "--dry-run", "--json", "--dates", order, "list.csv"))
		if set.Tables[0].DateOrder != strings.Replace(order, "-", " ", 1) || set.Articles[0].Published != day {
			t.Errorf("%s: %+v", order, set)
		}
	}
	contains(t, want(t, cli.ExitUsage, "import", "--project", "P.assay", "--dates", "any", "list.csv").errOut, "day-first, month-first or year-first")
}

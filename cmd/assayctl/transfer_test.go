package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model/arrival"
)

// formatList is what "formats --json" prints.
type formatList []struct {
	Name    string   `json:"name"`
	Endings []string `json:"endings"`
	Reads   bool     `json:"reads"`
	Writes  bool     `json:"writes"`
	Loses   []string `json:"loses"`
}

// worked makes a project with a few labels and a note by two analysts.
func worked(t *testing.T) {
	t.Helper()
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "mill", "1", "background")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "bo", "harbour", "1", "quote")
	want(t, cli.ExitDone, "note", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "Who says so?")
}

func TestEveryFormatIsListedWrittenAndLoaded(t *testing.T) {
	worked(t)
	list := clitest.Unmarshal[formatList](t, want(t, cli.ExitDone, "formats", "--json"))
	if len(list) < 3 || list[0].Name != "json" {
		t.Fatalf("%+v", list)
	}
	for _, f := range list {
		if !f.Writes {
			continue
		}
		out := "out-" + f.Name + f.Endings[0]
		want(t, cli.ExitDone, "export", "--project", "P.assay", "--format", f.Name, "-o", out)
		if !f.Reads || f.Name == "qdc" || f.Name == "csv-statements" {
			continue
		}
		r := want(t, cli.ExitDone, "load", "--project", "P.assay", "--analyst", "ana", "--format", f.Name, "--dry-run", "--json", out)
		if f.Name == "json" {
			continue
		}
		p := clitest.Unmarshal[arrival.Preview](t, r)
		if p.Format != f.Name || p.Count.Written() > 0 || p.Count.Unchanged == 0 || len(p.Unmapped) > 0 {
			t.Errorf("%s: loaded back into its project it would change something: %+v", f.Name, p)
		}
		recognised := clitest.Unmarshal[arrival.Preview](t, want(t, cli.ExitDone, "load", "--project", "P.assay", "--analyst", "ana", "--dry-run", "--json", out))
		if recognised.Format != f.Name {
			t.Errorf("%s is taken for %s", out, recognised.Format)
		}
	}
}

func TestAFormatOfSeveralFilesIsAFolderOrAnArchive(t *testing.T) {
	worked(t)
	want(t, cli.ExitDone, "export", "--project", "P.assay", "--format", "parquet", "-o", "tables")
	if entries, err := os.ReadDir("tables"); err != nil || len(entries) < 2 {
		t.Error(entries, err)
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "export", "--project", "P.assay", "--format", "parquet", "-o", "tables").ErrOut, "not empty")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "--format", "parquet", "-o", "tables.zip")
	if data, err := os.ReadFile("tables.zip"); err != nil || !strings.HasPrefix(string(data), "PK") {
		t.Error("not an archive:", err)
	}
}

func TestAnExportSaysWhatIsLost(t *testing.T) {
	worked(t)
	r := want(t, cli.ExitDone, "export", "--project", "P.assay", "--format", "claimreview", "-o", "out.jsonld")
	clitest.Contains(t, r.ErrOut, "1 note on a sentence has no place in ClaimReview", "2 labels have no place", "nothing to write")
	r = want(t, cli.ExitDone, "export", "--project", "P.assay", "--format", "claimreview", "-o", "out.jsonld", "--json")
	var out struct {
		Format string
		Lost   []struct {
			What  string
			Count int
		}
	}
	if err := json.Unmarshal([]byte(r.Out), &out); err != nil || out.Format != "claimreview" {
		t.Fatal(r.Out, err)
	}
	if !slices.ContainsFunc(out.Lost, func(l struct {
		What  string
		Count int
	},
	) bool {
		return l.What == "notes on sentences" && l.Count == 1
	}) {
		t.Errorf("%+v", out.Lost)
	}
}

func TestLabelsOfAFileAreMapped(t *testing.T) {
	inProject(t)
	file := filepath.Join(t.TempDir(), "tasks.json")
	clitest.Write(t, file, `[{"data": {"text": "Nobody was hurt. It rained."}, "annotations": [{"completed_by": 1, "result": [
		{"id": "a", "from_name": "label", "to_name": "text", "type": "labels", "value": {"start": 0, "end": 16, "text": "Nobody was hurt.", "labels": ["Rumour"]}}]}]}]`)
	r := want(t, cli.ExitPartial, "load", "--project", "P.assay", "--analyst", "ana", "--format", "label-studio", file)
	clitest.Contains(t, r.ErrOut, `"Rumour" (1 mark) is not in the codebook`, "nothing was loaded")
	if list := want(t, cli.ExitDone, "list", "--project", "P.assay").Out; strings.Count(list, "\n") != 3 {
		t.Errorf("something was loaded:\n%s", list)
	}
	preview := clitest.Unmarshal[arrival.Preview](t, want(t, cli.ExitPartial, "load", "--project", "P.assay", "--analyst", "ana", "--dry-run", "--json", file))
	if len(preview.Unmapped) != 1 || preview.Unmapped[0].From != "Rumour" || preview.Count.Added != 1 {
		t.Errorf("%+v", preview)
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "load", "--project", "P.assay", "--analyst", "ana", "--map", "Rumour=nothing", file).ErrOut, "nothing")
	want(t, cli.ExitDone, "load", "--project", "P.assay", "--analyst", "ana", "--map", "Rumour=label:Hearsay", file)
	clitest.Contains(t, want(t, cli.ExitDone, "stats", "--project", "P.assay").Out, "1 hearsay")
	want(t, cli.ExitDone, "undo", "--project", "P.assay", "--analyst", "ana")
	if list := want(t, cli.ExitDone, "list", "--project", "P.assay").Out; strings.Count(list, "\n") != 3 {
		t.Errorf("one undo leaves\n%s", list)
	}
}

func TestADryRunWritesNothing(t *testing.T) {
	worked(t)
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "--format", "qdpx", "-o", "P.qdpx")
	for _, file := range []string{"P.json", "P.qdpx"} {
		want(t, cli.ExitDone, "load", "--project", "new.assay", "--analyst", "ana", "--dry-run", file)
		clitest.Absent(t, "new.assay")
	}
}

func TestABadFileOfAFormatIsNamed(t *testing.T) {
	inProject(t)
	clitest.Write(t, "bad.qdpx", "no archive")
	clitest.Write(t, "bad.json", "[{]")
	for _, args := range [][]string{{"bad.qdpx"}, {"--format", "label-studio", "bad.json"}} {
		r := want(t, cli.ExitFailed, append([]string{"load", "--project", "P.assay", "--analyst", "ana"}, args...)...)
		clitest.Contains(t, r.ErrOut, args[len(args)-1])
	}
	clitest.Contains(t, want(t, cli.ExitUsage, "load", "--project", "P.assay", "--analyst", "ana", "--format", "word", "bad.json").ErrOut, "qdpx")
	clitest.Contains(t, want(t, cli.ExitUsage, "export", "--project", "P.assay", "--format", "word", "-o", "x").ErrOut, "label-studio")
}

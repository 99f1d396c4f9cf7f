package main

import (
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model/figures"
)

// figuresJSON is what "figures --json" prints.
type figuresJSON struct {
	Figures []struct {
		Name, Title, Counts string
		Rows, Columns       struct {
			Dimension string
			Values    []struct {
				Key, Name, Group string
				Total            int
			}
		}
		Cells []struct {
			Row, Column, Count int
			Query, Article     string
			Hits               *int
			Statements         []string
		}
		Total int
	}
}

// counted makes a project with labels by two analysts.
func inFigures(t *testing.T) {
	t.Helper()
	inTime(t)
	for _, line := range []string{"ana 0 claim", "ana 1 quote", "bo 0 claim"} {
		f := strings.Fields(line)
		want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", f[0], "tide", f[1], f[2])
	}
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "echo", "0", "claim")
}

func figuresOf(t *testing.T, args ...string) figuresJSON {
	t.Helper()
	return clitest.Unmarshal[figuresJSON](t, want(t, cli.ExitDone, append([]string{"figures", "--project", "P.assay", "--json"}, args...)...))
}

func TestFiguresPrintsAllFigures(t *testing.T) {
	inFigures(t)
	var names []string
	for _, f := range figuresOf(t).Figures {
		names = append(names, f.Name)
		if f.Title == "" || f.Counts == "" || f.Rows.Dimension == "" {
			t.Errorf("%+v", f)
		}
	}
	if !slices.Equal(names, figures.Named()) {
		t.Errorf("%v", names)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "figures", "--project", "P.assay").Out,
		"Labels by outlet (labels-by-outlet): 4 annotations", "Tide Post", "What outlets leave out (left-out): 0 statements")
}

func TestCellsOfFiguresAreFoundBySearching(t *testing.T) {
	inFigures(t)
	f := figuresOf(t, "--figure", "labels-by-outlet").Figures[0]
	if len(f.Cells) != 3 || f.Total != 4 {
		t.Fatalf("%+v", f)
	}
	for _, c := range f.Cells {
		found := want(t, cli.ExitDone, "search", "--project", "P.assay", "--json", c.Query).ErrOut
		if c.Hits == nil || !strings.Contains(found, fmt.Sprintf("%d sentence", *c.Hits)) {
			t.Errorf("%s finds %s", c.Query, found)
		}
	}
	ana := figuresOf(t, "--figure", "labels-by-outlet", "--analyst", "ana").Figures[0]
	if ana.Total != 3 || !strings.HasSuffix(ana.Cells[0].Query, "analyst:ana") {
		t.Errorf("%+v", ana)
	}
}

func TestAnyTwoDimensionsOfSomeArticlesAreCounted(t *testing.T) {
	inFigures(t)
	f := figuresOf(t, "--rows", "label", "--columns", "analyst", "--filter", `outlet:"Tide Post"`).Figures[0]
	if f.Total != 3 || f.Name != "" || f.Counts != "annotations" || f.Columns.Values[0].Name != "ana" {
		t.Errorf("%+v", f)
	}
	if f := figuresOf(t, "--rows", "outlet").Figures[0]; f.Counts != "articles" || f.Total != 6 {
		t.Errorf("%+v", f)
	}
	r := want(t, cli.ExitDone, "figures", "--project", "P.assay", "--figure", "labels-by-outlet", "--filter", "outlet:nobody")
	clitest.Contains(t, r.ErrOut, "the filter finds nothing")
	clitest.Contains(t, r.Out, "0 annotations")
}

func TestAFigureIsWrittenAsATableAndADrawing(t *testing.T) {
	inFigures(t)
	want(t, cli.ExitDone, "figures", "--project", "P.assay", "--figure", "labels-by-outlet", "--csv", "f.csv", "--svg", "f.svg")
	file, err := os.Open("f.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) != 4 || rows[1][0] != "Tide Post" || rows[3][len(rows[3])-1] != "4" {
		t.Errorf("%v (%v)", rows, err)
	}
	drawn, err := os.ReadFile("f.svg")
	if err != nil || !strings.Contains(string(drawn), "Tide Post") {
		t.Errorf("%s (%v)", drawn, err)
	}
	for d := xml.NewDecoder(strings.NewReader(string(drawn))); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if out := want(t, cli.ExitDone, "figures", "--project", "P.assay", "--figure", "grades", "--svg", "-").Out; !strings.HasPrefix(out, "<svg") {
		t.Errorf("%.40s", out)
	}
}

func TestFiguresRefusesWhatItCannotCount(t *testing.T) {
	inFigures(t)
	before, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, says string }{
		{"--figure pie", "there is no such figure"},
		{"--figure", "needs an argument"},
		{"--figure grades --rows label", "exclude each other"},
		{"--columns label", "needs --rows"},
		{"--rows pie", "not one of"},
		{"--rows label --columns label", "against itself"},
		{"--rows work --columns label", "work is counted only by"},
		{"--rows coverage", "coverage is counted only by outlet"},
		{"--csv f.csv", "writes one figure"},
		{"--figure grades --csv P.assay", "is the project itself"},
		{"--figure grades --csv=", "the name of the file is missing"},
		{"--figure grades --csv - --json", "only one output"},
		{"--filter label:", "--filter has a mistake"},
		{"--filter=", "nothing to search for"},
	} {
		args := append([]string{"figures", "--project", "P.assay"}, strings.Fields(c.args)...)
		clitest.Contains(t, want(t, cli.ExitUsage, args...).ErrOut, c.says)
	}
	for _, c := range []struct{ args, says string }{
		{"--analyst cy", "there is no analyst"},
		{"--figure grades --svg none/f.svg", "none"},
	} {
		args := append([]string{"figures", "--project", "P.assay"}, strings.Fields(c.args)...)
		clitest.Contains(t, want(t, cli.ExitFailed, args...).ErrOut, c.says)
	}
	after, err := os.ReadFile("P.assay")
	if err != nil || string(after) != string(before) {
		t.Errorf("the project changed (%v)", err)
	}
}

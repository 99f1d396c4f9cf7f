package table_test

import (
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/storage/exchange/format/table"
)

// comparison returns a table of two outlets and articles without an outlet.
func comparison() *compare.Table {
	b := compare.NewBuilder()
	for id, outlet := range map[model.ArticleID]string{"a": "=Echo", "b": "Tide, Post", "c": ""} {
		b.Article(compare.Article{ID: id, Outlet: outlet, Language: "en"})
	}
	b.Statement(compare.Statement{ID: "0012", Title: "+Eight\nwere rescued"})
	b.Statement(compare.Statement{ID: "t", Title: "Nobody has it", Position: 1})
	b.Gap(compare.Gap{Statement: "0012", Outlet: "tide, post", Analyst: "Ines"})
	say := func(article model.ArticleID, analyst, text string, stance model.Stance, index int) {
		b.Mention(compare.Mention{
			Statement: "0012", Analyst: analyst, Article: article, Sentence: model.Span{End: len(text)}, Index: index, Text: text, Stance: stance,
		})
	}
	say("a", "Ines", "Eight were rescued.", model.Asserts, 0)
	say("a", "Oskar", "Eight were rescued.", model.Denies, 0)
	say("c", "Ines", "Eight were rescued.", model.Asserts, -1)
	return b.Table()
}

func TestTheMatrixIsWrittenAsCSV(t *testing.T) {
	var b strings.Builder
	if err := table.WriteMatrix(&b, comparison()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\uFEFF"))).ReadAll()
	if err != nil || !strings.HasPrefix(b.String(), "\uFEFF") || !strings.HasSuffix(b.String(), "\r\n") {
		t.Fatalf("%v in %q", err, b.String())
	}
	want := [][]string{
		{"statement", "state", "outlets", "independent_at_most", "id", "'=Echo", "Tide, Post", "(no outlet)"},
		{"'+Eight\nwere rescued", "contradicted", "1", "1", "'0012", "mixed", "left out", "detached"},
		{"Nobody has it", "uniform", "0", "0", "t", "", "", ""},
	}
	if !slices.EqualFunc(rows, want, slices.Equal) {
		t.Errorf("the table is\n%q\nnot\n%q", rows, want)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errBroken }

var errBroken = errors.New("broken")

func TestTheErrorOfTheFileIsReturned(t *testing.T) {
	if err := table.WriteMatrix(brokenPipe{}, comparison()); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}

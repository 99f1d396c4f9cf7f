package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/storage/exchange/exchangetest"
)

type foundSentence struct {
	sentence
	Kind  string
	Marks [][2]int
}

type searched struct {
	Query                      string
	Typos                      bool
	Sentences, Articles, Total int
	Found                      []struct {
		ID, Heading, Title, Outlet, Published, URL string
		Sentences                                  []foundSentence
	}
}

// searchJSON runs a search and returns what it prints as JSON.
func searchJSON(t *testing.T, args ...string) searched {
	t.Helper()
	r := clitest.Unmarshal[searched](t, want(t, cli.ExitDone, append([]string{"search", "-p", "P.assay", "--json"}, args...)...))
	n := 0
	for _, a := range r.Found {
		n += len(a.Sentences)
	}
	if n != r.Sentences || len(r.Found) != r.Articles || r.Total < n {
		t.Errorf("%q: %d sentences in %d articles were found, and it says %d in %d of %d", args, n, len(r.Found), r.Sentences, r.Articles, r.Total)
	}
	return r
}

func (r searched) texts() (out []string) {
	for _, a := range r.Found {
		for _, s := range a.Sentences {
			out = append(out, s.Text)
		}
	}
	return out
}

func TestSearchFindsSentences(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "-p", "P.assay", "--analyst", "ana", "harbour", "0", "claim")
	const wall, hours = "The wall of the old harbour gave way on Tuesday.", "Passengers waited for 9 hours."
	for _, c := range []struct {
		args  []string
		found []string
		typos bool
	}{
		{[]string{"hours"}, []string{hours}, false},
		{[]string{"hour"}, []string{hours}, true}, // without an asterisk, it matches only as a typo
		{[]string{"hour*"}, []string{hours}, false},
		{[]string{"wall", "harbour", "old"}, []string{wall}, false},
		{[]string{"harbour -saw"}, []string{"Harbour wall gives way", wall}, false},
		{[]string{`"gave way"`}, []string{wall}, false},
		{[]string{"label:claim"}, []string{wall}, false},
		{[]string{`/\d{4}/`}, []string{"It was built in 1931."}, false},
		{[]string{"--", "-the no"}, []string{"No one was hurt."}, false},
		{[]string{"xylophones"}, nil, false},
	} {
		if got := searchJSON(t, c.args...); !slices.Equal(got.texts(), c.found) || got.Typos != c.typos {
			t.Errorf("%q finds %q, typos: %v", c.args, got.texts(), got.Typos)
		}
	}
}

func TestSearchPrintsWhatShowPrints(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "-p", "P.assay", "--analyst", "ana", "harbour", "0", "claim")
	want(t, cli.ExitDone, "note", "-p", "P.assay", "--analyst", "bo", "harbour", "0", "Who says so?")
	r := want(t, cli.ExitDone, "search", "-p", "P.assay", "gave way")
	clitest.Contains(t, r.Out, "Harbour wall gives way\n", "    0  [24-72] The wall of the old harbour gave way on Tuesday.\n       = claim (ana)\n       * Who says so? (bo)\n")
	clitest.Contains(t, r.ErrOut, "1 sentence in 1 article")
	if strings.Contains(r.Out, "hurt") {
		t.Errorf("it prints\n%s", r.Out)
	}
	found := searchJSON(t, "gave way").Found[0]
	inShow := show(t, "harbour").Sentences[0]
	got := found.Sentences[0]
	if got.ID != inShow.ID || got.Index != 0 || got.Span != inShow.Span || len(got.Annotations) != 1 || got.Annotations[0] != inShow.Annotations[0] ||
		len(got.Notes) != 1 || got.Notes[0].Text != "Who says so?" || got.Kind != "" {
		t.Errorf("%+v", got)
	}
	var marked []string
	for _, m := range got.Marks {
		marked = append(marked, got.Text[m[0]:m[1]])
	}
	if strings.Join(marked, "|") != "gave|way" {
		t.Errorf("%q is marked", marked)
	}
}

func TestSearchStopsAtTheLimit(t *testing.T) {
	inProject(t)
	if got := searchJSON(t, "the"); got.Sentences < 4 {
		t.Fatalf("%+v", got)
	}
	r := want(t, cli.ExitDone, "search", "-p", "P.assay", "the", "--limit", "2")
	clitest.Contains(t, r.ErrOut, "2 sentences in ", "; 5 sentences match")
	if strings.Count(r.Out, "  [") != 2 {
		t.Errorf("it prints\n%s", r.Out)
	}
	want(t, cli.ExitUsage, "search", "-p", "P.assay", "the", "--limit", "-1")
	want(t, cli.ExitUsage, "search", "-p", "P.assay", "the", "--limit", "0")
}

func TestSearchAllowsTyposWhenNothingIsFound(t *testing.T) {
	inProject(t)
	r := want(t, cli.ExitDone, "search", "-p", "P.assay", "pasengers")
	clitest.Contains(t, r.Out, "Passengers waited")
	clitest.Contains(t, r.ErrOut, "differ by a letter or two")
	if got := searchJSON(t, "pasengers"); !got.Typos || len(got.texts()) != 1 {
		t.Errorf("%+v", got)
	}
	refused := want(t, cli.ExitFailed, "search", "-p", "P.assay", "pasengers", "--tag", "claim", "--analyst", "ana")
	clitest.Contains(t, refused.ErrOut, "no labels were changed")
	if labels(t, "ana") != 0 {
		t.Error("something was labelled")
	}
}

// labels returns the number of sentences that an analyst labelled.
func labels(t *testing.T, analyst string) (n int) {
	t.Helper()
	for _, a := range list(t, "--analyst", analyst) {
		n += a.Tagged
	}
	return n
}

func TestSearchShowsWhereAQueryIsWrong(t *testing.T) {
	inProject(t)
	for _, c := range []struct{ query, lines string }{
		{"flood lable:claim x", "assayctl:   flood lable:claim x\nassayctl:         ^^^^^"},
		{"港 /a(/", "assayctl:   港 /a(/\nassayctl:       ^"}, // 港 takes two columns
		{"date:x", "assayctl:   date:x\nassayctl:        ^"},
		{"a\tb date:\x1b[2J", "assayctl:   a b date:\uFFFD[2J\nassayctl:            ^"},
		{strings.Repeat("x", 3000) + " date:soon", "assayctl:   …" + strings.Repeat("x", 34) + " date:soon\nassayctl:   " + strings.Repeat(" ", 41) + "^^^^"},
	} {
		r := want(t, cli.ExitUsage, "search", "-p", "P.assay", c.query)
		if !strings.HasPrefix(r.ErrOut, c.lines) || !strings.Contains(r.ErrOut, `QUERY has a mistake; see "assayctl search --help"`) {
			t.Errorf("%q:\n%s", c.query, r.ErrOut)
		}
	}
	for _, args := range [][]string{
		{},
		{""},
		{"?!"},
		{"a", "--replace"},
		{"a", "--tag", "claim"},
		{"a", "--tag", "", "--analyst", "ana"},
		{"a", "--analyst", " "},
		{"a", "--csv", ""},
		{"a", "--csv", "-", "--set", "-"},
		{"a", "--csv", "-", "--json"},
		{"a", "--set", "P.assay"},
		{"-a"},
	} {
		want(t, cli.ExitUsage, append([]string{"search", "-p", "P.assay"}, args...)...)
	}
	want(t, cli.ExitFailed, "search", "-p", "no.assay", "a")
	want(t, cli.ExitFailed, "search", "-p", "P.assay", "the", "--tag", "opinion", "--analyst", "ana")
}

func TestSearchLabelsAllThatItFinds(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "-p", "P.assay", "--analyst", "ana", "harbour", "1", "quote")
	all := searchJSON(t, "the").Sentences
	r := want(t, cli.ExitDone, "search", "-p", "P.assay", "the", "--tag", "claim", "--analyst", "ana")
	clitest.Contains(t, r.Out, "claim: ", "1 skipped because of another label")
	if n := labels(t, "ana"); n != all || strings.Contains(r.Out, "  [") {
		t.Errorf("%d of %d sentences are labelled:\n%s", n, all, r.Out)
	}
	if got := show(t, "harbour").Sentences[1].Annotations[0].Label; got != "quote" {
		t.Errorf("the other label is %s", got)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "search", "-p", "P.assay", "the", "--tag", "claim", "--analyst", "ana", "--replace").Out,
		"claim: 1 sentence in 1 article, 1 relabelled")
	clitest.Contains(t, want(t, cli.ExitDone, "log", "-p", "P.assay").Out, "labelled search results")
	want(t, cli.ExitDone, "undo", "-p", "P.assay")
	want(t, cli.ExitDone, "undo", "-p", "P.assay")
	if n := labels(t, "ana"); n != 1 {
		t.Errorf("undone, %d sentences are labelled", n)
	}
	want(t, cli.ExitDone, "redo", "-p", "P.assay")
	clitest.Contains(t, want(t, cli.ExitDone, "search", "-p", "P.assay", "label:claim", "--analyst", "ana", "--tag", "none").Out, "none: ")
	if n := labels(t, "ana"); n != 1 {
		t.Errorf("cleared, %d sentences are labelled", n)
	}
	if n := labels(t, "bo"); n != 0 {
		t.Errorf("somebody else has labelled %d", n)
	}
}

func TestSearchAsksAboutOneAnalystsLabels(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "-p", "P.assay", "--analyst", "ana", "harbour", "0", "claim")
	for analyst, n := range map[string]int{"ana": 1, "bo": 0} {
		if got := searchJSON(t, "label:claim", "--analyst", analyst); got.Sentences != n {
			t.Errorf("%s has %d", analyst, got.Sentences)
		}
	}
}

// Filters on grades look at those of everyone or of one analyst, as filters on labels do.
func TestSearchAsksAboutEveryonesGradesOrOneAnalysts(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "grade", "-p", "P.assay", "--analyst", "ana", "--article", "harbour", "--sentence", "0", "B")
	want(t, cli.ExitDone, "grade", "-p", "P.assay", "--analyst", "bo", "--article", "harbour", "--sentence", "0", "D")
	for query, counts := range map[string][3]int{"grade:B": {1, 1, 0}, "grade:D": {1, 0, 1}, "grade:B grade:D": {1, 0, 0}, "grade:*": {1, 1, 1}} {
		for i, analyst := range [][]string{nil, {"--analyst", "ana"}, {"--analyst", "bo"}} {
			if got := searchJSON(t, append([]string{query}, analyst...)...); got.Sentences != counts[i] {
				t.Errorf("%s %v: %d sentences, want %d", query, analyst, got.Sentences, counts[i])
			}
		}
	}
}

func TestSearchLabelsNothingForAFileThatCannotBeWritten(t *testing.T) {
	inProject(t)
	r := want(t, cli.ExitFailed, "search", "-p", "P.assay", "the", "--tag", "claim", "--analyst", "ana", "--csv", "no-folder/found.csv")
	clitest.Contains(t, r.ErrOut, "no-folder", "nothing was done")
	if n := searchJSON(t, "label:claim").Sentences; n != 0 {
		t.Errorf("%d sentences are labelled", n)
	}
}

func TestSearchSaysWhatIsNoLabel(t *testing.T) {
	inProject(t)
	clitest.Contains(t, want(t, cli.ExitDone, "search", "-p", "P.assay", "label:claim,cliam").ErrOut, `no label "cliam"`)
	if r := want(t, cli.ExitDone, "search", "-p", "P.assay", "label:Quote"); strings.Contains(r.ErrOut, "no label") {
		t.Errorf("it says %q", r.ErrOut)
	}
}

func TestSearchExportsWhatItFinds(t *testing.T) {
	inProject(t)
	r := want(t, cli.ExitDone, "search", "-p", "P.assay", "old harbour", "--tag", "claim", "--analyst", "ana", "--csv", "found.csv", "--set", "found.json")
	clitest.Contains(t, r.ErrOut, "found.csv: 1 article, 1 sentence, 1 annotation, 0 notes", "found.json: 1 article,")
	raw, err := os.ReadFile("found.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][slices.Index(rows[0], "label: ana")] != "claim" {
		t.Errorf("%q (%v)", rows, err)
	}
	set := setFile(t, "found.json")
	var selection struct{ Query, Analyst string }
	if err := json.Unmarshal(set["selection"], &selection); err != nil || selection.Query != "old harbour" || selection.Analyst != "ana" {
		t.Errorf("%+v (%v)", selection, err)
	}
	exchangetest.Validate(t, []byte(want(t, cli.ExitDone, "search", "-p", "P.assay", "harbour", "--set", "-").Out))
	clitest.Contains(t, want(t, cli.ExitDone, "search", "-p", "P.assay", "harbour", "--csv", "-").Out, "\uFEFFarticle,title,")
	clitest.Contains(t, want(t, cli.ExitDone, "load", "-p", "Q.assay", "found.json").Out, "1")
	want(t, cli.ExitFailed, "search", "-p", "P.assay", "harbour", "--csv", "no/such/folder/found.csv")
	clitest.Absent(t, "no")
}

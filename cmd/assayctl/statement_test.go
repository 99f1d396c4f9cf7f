package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

// inCoverage is inProject with invented articles of three outlets in two languages.
func inCoverage(t *testing.T) {
	t.Helper()
	clitest.InFolder(t)
	clitest.Write(t, "news/tide.md", marked("Ferry stranded", "Tide Post", "en",
		"The ferry Alma ran aground near Ostra on Monday. Eight people were rescued, the harbour master said. “We had no warning at all from the pilots,” said Lena Okray."))
	clitest.Write(t, "news/echo.md", marked("Alma aground", "The Echo", "en",
		"The ferry Alma ran aground near Ostra on Monday. Nine people were rescued. Lena Okray said: “We had no warning whatever from the pilots.”"))
	clitest.Write(t, "news/blatt.md", marked("Fähre auf Grund", "Das Blatt", "de",
		"Die Fähre Alma lief am Montag bei Ostra auf Grund. Acht Menschen wurden gerettet."))
	want(t, cli.ExitDone, "import", "--project", "P.assay", "news")
	t.Cleanup(func() { want(t, cli.ExitDone, "verify", "--project", "P.assay") })
}

func marked(title, outlet, language, body string) string {
	return fmt.Sprintf("---\ntitle: %s\noutlet: %s\nlanguage: %s\n---\n\n%s\n", title, outlet, language, body)
}

// stated runs a subcommand of "statement" for Ana.
func stated(t *testing.T, code int, command ...string) clitest.Result {
	t.Helper()
	return want(t, code, append([]string{"statement", "--project", "P.assay", "--analyst", "ana"}, command...)...)
}

// newStatement adds a statement and returns its id.
func newStatement(t *testing.T, args ...string) string {
	t.Helper()
	return strings.TrimSpace(stated(t, cli.ExitDone, append([]string{"new"}, args...)...).Out)
}

type listedStatement struct {
	ID, Title, State                string
	Outlets, Independent, Elsewhere int
	Mentions                        []struct {
		Article, File, Outlet, Stance, Analyst, Voice, Text, Note string
		Index                                                     int
		Span                                                      struct{ Bytes [2]int }
	}
	Gaps      []string
	Conflicts []struct {
		Mentions   [2]int
		Kind, A, B string
	}
	Deleted bool
}

// String returns the title, the mentions and the gaps on one line.
func (s listedStatement) String() string {
	text := s.Title
	for _, m := range s.Mentions {
		text += fmt.Sprintf(" | %s %d %s", strings.TrimSuffix(m.File, ".md"), m.Index, m.Stance)
	}
	for _, outlet := range s.Gaps {
		text += " | not " + outlet
	}
	return text
}

func statements(t *testing.T, project string, more ...string) []listedStatement {
	t.Helper()
	return clitest.Unmarshal[[]listedStatement](t, want(t, cli.ExitDone, append([]string{"statements", "--project", project, "--json"}, more...)...))
}

// wantStatements fails the test if the project does not have these statements.
func wantStatements(t *testing.T, want ...string) {
	t.Helper()
	var got []string
	for _, s := range statements(t, "P.assay") {
		got = append(got, s.String())
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the statements are\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func undo(t *testing.T) {
	t.Helper()
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
}

func TestEachChangeOfAStatementIsUndone(t *testing.T) {
	inCoverage(t)
	const eight = "Eight were rescued | blatt 1 asserts | echo 1 asserts | tide 1 attributes"
	const aground = "The Alma ran aground | echo 0 asserts | tide 0 asserts"
	id := newStatement(t, "Eight were rescued", "tide", "1", "echo.md", "1", "blatt", "1")
	second := newStatement(t, "The Alma ran aground", "tide", "0", "echo", "0", "0")
	wantStatements(t, eight, aground)
	for _, c := range []struct {
		command []string
		after   []string
	}{
		{[]string{"new", "No warning", "tide", "2", "echo", "2"}, []string{eight, aground, "No warning | echo 2 attributes | tide 2 attributes"}},
		{[]string{"add", id, "echo", "2", "--stance", "denies"}, []string{"Eight were rescued | blatt 1 asserts | echo 1 asserts | echo 2 denies | tide 1 attributes", aground}},
		{[]string{"add", id, "tide", "1", "--stance", "doubts"}, []string{"Eight were rescued | blatt 1 asserts | echo 1 asserts | tide 1 doubts", aground}},
		{[]string{"drop", id, "tide", "1", "echo", "1"}, []string{"Eight were rescued | blatt 1 asserts", aground}},
		{[]string{"gap", second, "DAS  blatt", "left-out"}, []string{eight, aground + " | not Das Blatt"}},
		{[]string{"rename", "eight were RESCUED", "Eight got out"}, []string{strings.Replace(eight, "were rescued", "got out", 1), aground}},
		{[]string{"join", second, strings.ToLower(id[:4])}, []string{"Eight were rescued | blatt 1 asserts | echo 0 asserts | echo 1 asserts | tide 0 asserts | tide 1 attributes"}},
		{[]string{"divide", id, "echo", "1"}, []string{"Eight were rescued | blatt 1 asserts | tide 1 attributes", "Nine people were rescued | echo 1 asserts", aground}},
		{[]string{"divide", id, "echo", "1", "--title", "Nine"}, []string{"Eight were rescued | blatt 1 asserts | tide 1 attributes", "Nine | echo 1 asserts", aground}},
		{[]string{"remove", id}, []string{aground}},
	} {
		stated(t, cli.ExitDone, c.command...)
		wantStatements(t, c.after...)
		undo(t)
		wantStatements(t, eight, aground)
		want(t, cli.ExitDone, "redo", "--project", "P.assay")
		wantStatements(t, c.after...)
		undo(t)
	}
}

func TestStatementsSayWhatWasDone(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	other := newStatement(t, "Nine were rescued", "echo", "1")
	for _, c := range []struct {
		command []string
		says    string
	}{
		{[]string{"add", id, "tide", "1"}, "mention: Eight were rescued, attributes (unchanged)"},
		{[]string{"drop", id, "tide", "0"}, "drop mention: Eight were rescued (unchanged)"},
		{[]string{"gap", id, "the echo", "left-out"}, "mark gap: Eight were rescued, The Echo\n"},
		{[]string{"gap", id, "the echo", "left-out"}, "mark gap: Eight were rescued, The Echo (unchanged)"},
		{[]string{"gap", id, "the echo", "found"}, "unmark gap: Eight were rescued, The Echo\n"},
		{[]string{"gap", id, "the echo", "clear"}, "unmark gap: Eight were rescued, The Echo (unchanged)"},
		{[]string{"rename", id, "Eight were rescued"}, "rename statement: Eight were rescued (unchanged)"},
		{[]string{"rename", id, "Eight"}, "rename statement: Eight were rescued → Eight\n"},
		{[]string{"rename", id, "Eight were rescued", "--json"}, `"title": "Eight were rescued"`},
		{[]string{"join", other, id}, "join statements: Nine were rescued → Eight were rescued; " + id + " stands"},
		{[]string{"remove", other}, "remove statement: Eight were rescued\n"}, // it was joined
	} {
		clitest.Contains(t, stated(t, cli.ExitDone, c.command...).Out, c.says)
	}
	wantStatements(t)
	clitest.Contains(t, want(t, cli.ExitDone, "statements", "--project", "P.assay").Out, "no statements")
}

// What is refused is explained and changes nothing.
func TestChangesOfStatementsThatAreRefused(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	newStatement(t, "Twice", "tide", "0")
	newStatement(t, "Twice", "echo", "0")
	want(t, cli.ExitDone, "statement", "--project", "P.assay", "--analyst", "bo", "add", id, "echo", "1")
	for _, c := range []struct {
		code    int
		command []string
		says    string
	}{
		{cli.ExitUsage, []string{"new", "", "tide", "1"}, "the statement's title is missing"},
		{cli.ExitUsage, []string{"new", " \t ", "tide", "1"}, "the statement's title is missing"},
		{cli.ExitUsage, []string{"new", strings.Repeat("x", 10_000), "tide", "1"}, "at most 4,096 can be kept"},
		{cli.ExitUsage, []string{"new", "x"}, "ARTICLE is missing"},
		{cli.ExitUsage, []string{"new", "x", "tide"}, "SENTENCE is missing"},
		{cli.ExitUsage, []string{"new", "x", "tide", "one"}, `"one" is not a sentence index`},
		{cli.ExitUsage, []string{"new", "x", "tide", "1", "echo"}, `SENTENCE is missing after the article "echo"`},
		{cli.ExitUsage, []string{"new", "x", "tide", "1", "--stance", "maybe"}, "must be one of asserts, attributes, denies, doubts"},
		{cli.ExitFailed, []string{"new", "x", "tide", "99"}, "there is no such sentence: the article has 3 sentences"},
		{cli.ExitFailed, []string{"new", "x", "tide", "0", "nowhere", "1"}, `article "nowhere": there is no such article`},
		{cli.ExitFailed, []string{"add", "nothing", "tide", "1"}, `statement "nothing": there is no such statement; "assayctl statements" lists`},
		{cli.ExitFailed, []string{"add", id[:3], "tide", "1"}, "there is no such statement"},
		{cli.ExitFailed, []string{"add", "twice", "tide", "1"}, `statement "twice": more than one statement matches`},
		{cli.ExitUsage, []string{"gap", id, "The Echo", "perhaps"}, "it must be left-out, clear or found"},
		{cli.ExitUsage, []string{"gap", id, "The Echo"}, "left-out is missing"},
		{cli.ExitFailed, []string{"gap", id, "The Gazette", "left-out"}, `outlet "The Gazette": no article is from such an outlet`},
		{cli.ExitUsage, []string{"rename", id, ""}, "the statement's title is missing"},
		{cli.ExitFailed, []string{"join", id, id}, "a statement cannot be joined to itself"},
		{cli.ExitFailed, []string{"join", id, "nothing"}, "there is no such statement"},
		{cli.ExitFailed, []string{"divide", id, "tide", "0"}, "the sentence is not a mention of the statement"},
		{cli.ExitFailed, []string{"divide", id, "echo", "1"}, "the sentence is not a mention of the statement"}, // only for bo
		{cli.ExitFailed, []string{"remove", id}, "other analysts have mentions, judgements or ratings of the statement"},
		{cli.ExitUsage, nil, "no command given"},
		{cli.ExitUsage, []string{"frob"}, `unknown command "frob"`},
	} {
		clitest.Contains(t, stated(t, c.code, c.command...).ErrOut, c.says)
	}
	want(t, cli.ExitUsage, "statement", "--project", "P.assay", "rename", id, "x") // without an analyst
	wantStatements(t, "Eight were rescued | echo 1 asserts | tide 1 attributes", "Twice | tide 0 asserts", "Twice | echo 0 asserts")
}

func TestStatementsTravelInASet(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1", "echo", "1")
	stated(t, cli.ExitDone, "gap", id, "Das Blatt", "left-out")
	other := newStatement(t, "No warning", "tide", "2")
	stated(t, cli.ExitDone, "join", newStatement(t, "No warnings", "echo", "2"), other)
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json")
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "P.json")
	a, b := fmt.Sprintf("%+v", statements(t, "P.assay")), fmt.Sprintf("%+v", statements(t, "Q.assay"))
	if a != b || !strings.Contains(a, "No warning | echo 2 attributes") {
		t.Errorf("the other project has\n%s\nnot\n%s", b, a)
	}
}

// One copy of a project deletes a statement while another adds a mention of it.
func TestWhatIsLeftOfAStatementThatACopyDeleted(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	stated(t, cli.ExitDone, "gap", id, "Das Blatt", "left-out")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json")
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "P.json")
	stated(t, cli.ExitDone, "remove", id)
	bo := func(code int, command ...string) clitest.Result {
		return want(t, code, append([]string{"statement", "--project", "P.assay", "--analyst", "bo"}, command...)...)
	}
	want(t, cli.ExitDone, "statement", "--project", "Q.assay", "--analyst", "bo", "add", id, "echo", "0", "1")
	want(t, cli.ExitDone, "export", "--project", "Q.assay", "-o", "Q.json")
	want(t, cli.ExitDone, "load", "--project", "P.assay", "Q.json")
	wantStatements(t, "Eight were rescued | echo 0 asserts | echo 1 asserts")
	for _, command := range [][]string{{"add", id, "tide", "1"}, {"rename", id, "Nine"}, {"join", id, id}, {"gap", id, "Das Blatt", "left-out"}} {
		clitest.Contains(t, bo(cli.ExitFailed, command...).ErrOut, "was deleted in another copy of the project; \"statement divide\" makes a new one")
	}
	clitest.Contains(t, stated(t, cli.ExitFailed, "remove", id).ErrOut, "other analysts have mentions")
	clitest.Contains(t, bo(cli.ExitDone, "drop", strings.ToLower(id), "echo", "0").Out, "drop mention: Eight were rescued\n")
	wantStatements(t, "Eight were rescued | echo 1 asserts")
	bo(cli.ExitDone, "divide", id, "echo", "1", "--title", "Nine")
	wantStatements(t, "Nine | echo 1 asserts")
	undo(t)
	clitest.Contains(t, bo(cli.ExitDone, "remove", id).Out, "remove statement: Eight were rescued\n")
	wantStatements(t)
	clitest.Contains(t, bo(cli.ExitFailed, "remove", id).ErrOut, "there is no such statement")
}

func TestStatementsOfSeveralAnalysts(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Eight were rescued", "tide", "1")
	want(t, cli.ExitDone, "statement", "--project", "P.assay", "--analyst", "bo", "add", id, "tide", "1", "--stance", "denies")
	for analyst, want := range map[string]string{"ana": "Eight were rescued | tide 1 attributes", "bo": "Eight were rescued | tide 1 denies", "zoe": "Eight were rescued"} {
		if got := statements(t, "P.assay", "--analyst", analyst)[0].String(); got != want {
			t.Errorf("%s has %s, not %s", analyst, got, want)
		}
	}
	wantStatements(t, "Eight were rescued | tide 1 attributes | tide 1 denies")
	clitest.Contains(t, want(t, cli.ExitDone, "matrix", "--project", "P.assay").Out, "mixed")
}

func TestAStatementIsListedWithWhatDiffers(t *testing.T) {
	inCoverage(t)
	newStatement(t, "Eight were rescued", "tide", "1", "echo", "1", "blatt", "1")
	s := statements(t, "P.assay")[0]
	if s.State != "contradicted" || s.Outlets != 3 || s.Independent != 3 || len(s.Conflicts) == 0 {
		t.Errorf("%+v", s)
	}
	tide := show(t, "tide")
	if m := s.Mentions[2]; m.Article != tide.ID || m.Text != tide.Sentences[1].Text || m.Span.Bytes != tide.Sentences[1].Span.Bytes || m.Outlet != "Tide Post" || m.Analyst != "ana" || m.Voice != "the harbour master" {
		t.Errorf("%+v", m)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "statements", "--project", "P.assay").Out,
		"contradicted, 3 outlets, at most 3 independent", "attributes Tide Post, tide.md 1: Eight people", "! number: Das Blatt “Acht”, The Echo “Nine”")
}

func TestTheMatrixIsPrintedAndWritten(t *testing.T) {
	inCoverage(t)
	clitest.Contains(t, want(t, cli.ExitDone, "matrix", "--project", "P.assay").Out, "no statements")
	id := newStatement(t, "=Eight", "tide", "1", "echo", "1")
	stated(t, cli.ExitDone, "gap", id, "Das Blatt", "left-out")
	want(t, cli.ExitDone, "matrix", "--project", "P.assay", "--csv", "m.csv")
	table, err := os.ReadFile("m.csv")
	if err != nil || string(table) != "\uFEFFstatement,state,outlets,independent_at_most,id,Das Blatt,The Echo,Tide Post\r\n"+
		"'=Eight,contradicted,2,2,"+id+",left out,asserts; figures differ,attributes; figures differ\r\n" {
		t.Errorf("the table is %q (%v)", table, err)
	}
	type matrix struct {
		Outlets    []struct{ Name string }
		Statements []struct {
			ID, Title string
			Cells     []struct {
				Outlet, Stance string
				LeftOut        bool
				Differs        []string
				Mentions       int
			}
		}
	}
	m := clitest.Unmarshal[matrix](t, want(t, cli.ExitDone, "matrix", "--project", "P.assay", "--json"))
	if got := fmt.Sprint(m); got != "{[{Das Blatt} {The Echo} {Tide Post}] [{"+id+" =Eight [{Das Blatt  true [] 0} {The Echo asserts false [figures] 1} {Tide Post attributes false [figures] 1}]}]}" {
		t.Errorf("the matrix is %s", got)
	}
	want(t, cli.ExitUsage, "matrix", "--project", "P.assay", "--csv", "P.assay")
	want(t, cli.ExitUsage, "matrix", "--project", "P.assay", "--csv", "")
	want(t, cli.ExitUsage, "matrix", "--project", "P.assay", "--csv", "x.csv", "--json")
}

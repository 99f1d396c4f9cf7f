package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

// dated is marked with a date or a time of publication.
func dated(title, outlet, at, body string) string {
	return strings.Replace(marked(title, outlet, "en", body), "language: en\n", "language: en\ndate: "+at+"\n", 1)
}

// inTime makes a project with articles of known and unknown times.
func inTime(t *testing.T) {
	t.Helper()
	clitest.InFolder(t)
	const aground = "The ferry Alma ran aground near Ostra."
	clitest.Write(t, "news/tide.md", dated("Ferry stranded", "Tide Post", "2031-03-10T15:21+01:00", aground+" It rained."))
	clitest.Write(t, "news/echo.md", dated("Alma aground", "The Echo", "2031-03-10T16:47+02:00", aground+" It rained hard."))
	clitest.Write(t, "news/more.md", dated("Alma afloat", "The Echo", "2031-03-15T10:00+02:00", aground+" It floats."))
	clitest.Write(t, "news/blatt.md", dated("A day", "Das Blatt", "2031-03-10", aground+" It is cold."))
	clitest.Write(t, "news/wind.md", dated("No zone", "Windward", "2031-03-12T09:00", aground))
	clitest.Write(t, "news/none.md", marked("No date", "Calendar", "en", aground+" It is said."))
	want(t, cli.ExitDone, "import", "--project", "P.assay", "news")
}

type overTime struct {
	Articles []struct {
		Article, File, Title, Outlet, Published, Precision, Zone, From, To, VersionOf string
	}
	Statements []struct {
		ID, Title   string
		Outlets     int
		Firsts      []string
		Appearances []struct {
			Rank, Last                                                                           int
			Tied                                                                                 bool
			Lag                                                                                  *struct{ Least, Most int64 }
			Outlet, Article, File, Title, Stance, Text, Published, Precision, First, Gone, Until string
			Index                                                                                int
			Span                                                                                 struct{ Bytes [2]int }
		}
	}
}

func timelineJSON(t *testing.T, args ...string) overTime {
	t.Helper()
	return clitest.Unmarshal[overTime](t, want(t, cli.ExitDone, append([]string{"timeline", "--project", "P.assay", "--json"}, args...)...))
}

// articles returns the articles, each with what is known of its time.
func (o overTime) articles() string {
	var out []string
	for _, a := range o.Articles {
		out = append(out, fmt.Sprintf("%s %s %s %s %s", a.File, a.Precision, a.Zone, a.From, a.To))
	}
	return strings.Join(out, "\n")
}

// appearances returns the appearances of the first statement.
func (o overTime) appearances() string {
	var out []string
	for _, a := range o.Statements[0].Appearances {
		place := "-"
		if a.Lag != nil {
			place = fmt.Sprintf("%d-%d +%d-%d", a.Rank, a.Last, a.Lag.Least, a.Lag.Most)
		}
		out = append(out, fmt.Sprintf("%s %d %s %s", a.File, a.Index, a.Stance, place))
	}
	return strings.Join(out, "\n")
}

func TestTheTimelineIsPrinted(t *testing.T) {
	inTime(t)
	id := newStatement(t, "Aground", "tide", "0", "echo", "0", "more", "0", "blatt", "0", "wind", "0", "none", "0")
	stated(t, cli.ExitDone, "add", id, "tide", "1", "--stance", "denies")

	got := timelineJSON(t)
	if got.articles() != "blatt.md day  2031-03-09T10:00:00Z 2031-03-11T12:00:00Z\n"+
		"tide.md minute +01:00 2031-03-10T14:21:00Z 2031-03-10T14:22:00Z\n"+
		"echo.md minute +02:00 2031-03-10T14:47:00Z 2031-03-10T14:48:00Z\n"+
		"wind.md minute  2031-03-11T19:00:00Z 2031-03-12T21:01:00Z\n"+
		"more.md minute +02:00 2031-03-15T08:00:00Z 2031-03-15T08:01:00Z\n"+
		"none.md unknown   " {
		t.Errorf("the articles are\n%s", got.articles())
	}
	if got.appearances() != "blatt.md 0 asserts 1-3 +0-1298\n"+
		"tide.md 0 asserts 1-2 +0-1701\n"+
		"tide.md 1 denies -\n"+
		"echo.md 0 asserts 2-3 +26-1727\n"+
		"wind.md 0 asserts 4-4 +1719-4319\n"+
		"more.md 0 asserts -\n"+
		"none.md 0 asserts -" {
		t.Errorf("the appearances are\n%s", got.appearances())
	}
	s := got.Statements[0]
	if s.ID != id || s.Title != "Aground" || s.Outlets != 4 || !slices.Equal(s.Firsts, []string{"Tide Post", "Das Blatt"}) || !s.Appearances[0].Tied || s.Appearances[4].Tied {
		t.Errorf("%+v", s)
	}
	tide := show(t, "tide")
	if a := s.Appearances[1]; a.Article != tide.ID || a.Text != tide.Sentences[0].Text || a.Span.Bytes != tide.Sentences[0].Span.Bytes || a.Title != "Ferry stranded" || a.Published != "2031-03-10T15:21+01:00" {
		t.Errorf("%+v", a)
	}

	r := want(t, cli.ExitDone, "timeline", "--project", "P.assay")
	clitest.Contains(t, r.ErrOut, "1 of 6 articles have no date of publication")
	var lines []string
	for line := range strings.Lines(r.Out) {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	clitest.Contains(t, strings.Join(lines, "\n"),
		"2031-03-10 (day) Das Blatt A day blatt.md", "2031-03-12 09:00 (no zone) Windward", "(no date) Calendar",
		"1-2 Tide Post first, or 0–29 h later 2031-03-10 15:21 +01:00 tide.md 0",
		"2-3 The Echo 26 min – 29 h later", "4 Windward 28–72 h later", "– Calendar asserts (no date) none.md 0")
}

func TestATimelineOfOneStatementOrOutlet(t *testing.T) {
	inTime(t)
	first := newStatement(t, "Aground", "tide", "0", "echo", "0", "more", "0")
	newStatement(t, "Rain", "tide", "1")
	if got := timelineJSON(t, "--statement", "aground"); len(got.Statements) != 1 || got.Statements[0].ID != first || len(got.Articles) != 3 {
		t.Errorf("%+v", got)
	}
	got := timelineJSON(t, "--outlet", " the  echo")
	if got.appearances() != "echo.md 0 asserts 2-2 +26-26\nmore.md 0 asserts -" || len(got.Statements) != 1 || len(got.Articles) != 2 {
		t.Errorf("%s in %+v", got.appearances(), got)
	}
	if got := timelineJSON(t, "--statement", "rain", "--outlet", "the echo"); len(got.Statements) != 0 || len(got.Articles) != 0 {
		t.Errorf("%+v", got)
	}
	if got := timelineJSON(t, "--outlet", "Windward"); len(got.Statements) != 0 || len(got.Articles) != 1 {
		t.Errorf("%+v", got)
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "timeline", "--project", "P.assay", "--statement", "nothing").ErrOut, "nothing")
	clitest.Contains(t, want(t, cli.ExitFailed, "timeline", "--project", "P.assay", "--outlet", "nobody").ErrOut, "nobody")
}

func TestTheTimelineIsWrittenToFiles(t *testing.T) {
	inTime(t)
	newStatement(t, "Aground", "tide", "0", "echo", "0")
	marks := func(file string) (n int) {
		t.Helper()
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		d := xml.NewDecoder(f)
		for {
			token, err := d.Token()
			if err == io.EOF {
				return n
			}
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := token.(xml.StartElement); ok && slices.Contains(e.Attr, xml.Attr{Name: xml.Name{Local: "class"}, Value: "mark"}) {
				n++
			}
		}
	}
	run := func(code int, args ...string) clitest.Result {
		t.Helper()
		return want(t, code, append([]string{"timeline", "--project", "P.assay"}, args...)...)
	}
	run(cli.ExitDone, "--svg", "all.svg")
	run(cli.ExitDone, "--svg", "one.svg", "--statement", "aground")
	run(cli.ExitDone, "--svg", "echo.svg", "--outlet", "the echo")
	if all, one, echo := marks("all.svg"), marks("one.svg"), marks("echo.svg"); all != 5 || one != 2 || echo != 2 {
		t.Errorf("%d, %d and %d marks", all, one, echo)
	}
	run(cli.ExitDone, "--csv", "t.csv")
	table, err := os.ReadFile("t.csv")
	if err != nil || strings.Count(string(table), "\r\n") != 7 || strings.Count(string(table), "\nAground,") != 2 {
		t.Errorf("the table is %q (%v)", table, err)
	}
	for _, args := range [][]string{{"--svg", "P.assay"}, {"--csv", "P.assay"}, {"--svg", ""}, {"--csv", ""}, {"--csv", "a", "--svg", "b"}, {"--svg", "x.svg", "--json"}, {"extra"}} {
		run(cli.ExitUsage, args...)
	}
	clitest.Absent(t, "x.svg")
	clitest.Contains(t, run(cli.ExitFailed, "--svg", "missing/x.svg").ErrOut, "missing/x.svg")
}

func TestATimelineOfNothing(t *testing.T) {
	inProject(t)
	undo(t) // the import
	r := want(t, cli.ExitDone, "timeline", "--project", "P.assay", "--json")
	clitest.Contains(t, r.ErrOut, "the project has no articles")
	if got := clitest.Unmarshal[overTime](t, r); len(got.Articles) != 0 || got.Statements == nil {
		t.Errorf("%s", r.Out)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "timeline", "--project", "P.assay").Out, "no articles")
	want(t, cli.ExitDone, "timeline", "--project", "P.assay", "--svg", "t.svg")
	want(t, cli.ExitDone, "timeline", "--project", "P.assay", "--csv", "t.csv")
}

func TestATimelineWithoutDates(t *testing.T) {
	inCoverage(t)
	newStatement(t, "Aground", "tide", "0", "echo", "0")
	r := want(t, cli.ExitDone, "timeline", "--project", "P.assay")
	clitest.Contains(t, r.ErrOut, "no article has a date of publication")
	clitest.Contains(t, r.Out, "Aground", "(no date)", "asserts")
	if got := timelineJSON(t); got.Statements[0].Outlets != 0 || len(got.Statements[0].Firsts) != 0 || got.Statements[0].Appearances[0].Lag != nil {
		t.Errorf("%+v", got)
	}
	want(t, cli.ExitDone, "timeline", "--project", "P.assay", "--svg", "t.svg")
}

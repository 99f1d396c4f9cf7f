package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

type quotedLine struct {
	Start, End               int
	Kind, Speaker, Cue, Text string
	Open                     bool
}

// quotesIn returns what "quotes" prints for the arguments.
func quotesIn(t *testing.T, args ...string) []quotedLine {
	t.Helper()
	var all []quotedLine
	for line := range strings.Lines(want(t, cli.ExitDone, append([]string{"quotes"}, args...)...).Out) {
		var q quotedLine
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		all = append(all, q)
	}
	return all
}

func TestQuotesPrintsOneObjectALine(t *testing.T) {
	clitest.InFolder(t)
	all := quotesIn(t, "press/harbour.txt")
	if len(all) != 1 {
		t.Fatalf("%+v", all)
	}
	q := all[0]
	if q.Speaker != "Ana Ré" || q.Cue != "said" || q.Kind != "speech" || q.Open {
		t.Errorf("%+v", q)
	}
	if got := harbour[q.Start:q.End]; got != "“We saw it coming,”" || got != q.Text {
		t.Errorf("the span is %q, the text %q", got, q.Text)
	}
}

// The offsets are in bytes of the file, whose encoding may need fewer bytes than
// UTF-8.
func TestQuotesGivesOffsetsIntoTheFile(t *testing.T) {
	clitest.InFolder(t)
	all := quotesIn(t, "press/more/mill.txt")
	if len(all) != 1 || mill[all[0].Start:all[0].End] != "\x93At last,\x94" || all[0].Speaker != "its owner" {
		t.Errorf("%+v", all)
	}
}

func TestQuotesPrintsOnlySpeechWithoutAll(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "film.txt", "They saw the film “Night Ferry” by the “old” quay.\n")
	if all := quotesIn(t, "film.txt"); len(all) != 0 {
		t.Errorf("%+v", all)
	}
	all := quotesIn(t, "--all", "film.txt")
	if len(all) != 2 || all[0].Kind != "title" || all[1].Kind != "scare" {
		t.Errorf("%+v", all)
	}
}

func TestQuotesOfBadInput(t *testing.T) {
	clitest.InFolder(t)
	for name, content := range map[string]string{
		"empty": "", "nul": "a\x00“b\x00c”", "broken": "\xff\xfe\"\xed\xa0\x80\"\xc3", "marks": strings.Repeat("“", 100_000), "one": strings.Repeat("'", 100_000),
	} {
		clitest.Write(t, name, content)
		if r := assayctl(t, "quotes", name); r.Code != cli.ExitDone && r.Code != cli.ExitFailed {
			t.Errorf("%s: exits with %d", name, r.Code)
		}
	}
	want(t, cli.ExitFailed, "quotes", "no such file")
	want(t, cli.ExitUsage, "quotes")
}

type suggestedJSON struct {
	ID, Heading string
	Suggestions []struct {
		Index                              int
		Span                               struct{ Start, End int }
		Label, Code, Speaker, Reason, Text string
	}
}

func TestSuggestGivesReasons(t *testing.T) {
	inProject(t)
	got := clitest.Unmarshal[suggestedJSON](t, want(t, cli.ExitDone, "suggest", "--project", "P.assay", "harbour.txt", "--json"))
	sentences := show(t, "harbour.txt").Sentences
	labels := map[string]string{}
	for _, s := range got.Suggestions {
		labels[s.Text] = s.Label
		if s.Reason == "" || s.Code == "" {
			t.Errorf("%+v has no reason", s)
		}
		if sentences[s.Index].Text != s.Text || sentences[s.Index].Span.Bytes != [2]int{s.Span.Start, s.Span.End} {
			t.Errorf("sentence %d is %q, not %q", s.Index, sentences[s.Index].Text, s.Text)
		}
	}
	if labels["“We saw it coming,” said Ana Ré, the harbour master."] != "quote" {
		t.Errorf("%+v", got)
	}
	text := want(t, cli.ExitDone, "suggest", "--project", "P.assay", "harbour.txt")
	clitest.Contains(t, text.Out, "quote", "It quotes “Ana Ré”")
}

func TestSuggestChangesNothing(t *testing.T) {
	inProject(t)
	before, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	first := want(t, cli.ExitDone, "suggest", "-p", "P.assay", "ferry.txt", "--json")
	again := want(t, cli.ExitDone, "suggest", "-p", "P.assay", "ferry.txt", "--json")
	if first.Out != again.Out {
		t.Error("two runs suggest different things")
	}
	after, err := os.ReadFile("P.assay")
	if err != nil || string(after) != string(before) {
		t.Errorf("the project has changed (%v)", err)
	}
	want(t, cli.ExitFailed, "suggest", "-p", "P.assay", "nothing")
	want(t, cli.ExitUsage, "suggest", "ferry.txt")
}

package main

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

type matchJSON struct {
	A, B struct {
		Article, File string
		Index         int
		Span          struct{ Bytes [2]int }
	}
	Score     float64
	Same      bool
	Conflicts []struct{ Kind, A, B string }
}

func matches(t *testing.T, args ...string) (all []matchJSON) {
	t.Helper()
	for line := range strings.Lines(want(t, cli.ExitDone, append([]string{"match"}, args...)...).Out) {
		var one matchJSON
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		all = append(all, one)
	}
	return all
}

func TestMatchPrintsWhatSaysTheSameAndWhatConflicts(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"post.txt":  "The harbour\n\nThe storm tore the pier of Halm apart on Friday night. Mayor Lena Okray said the repairs would cost 240,000 crowns and take three weeks.\n",
		"radio.txt": "The pier\n\nThe pier of Halm was torn apart by the storm on Friday night. The repairs would cost 310,000 crowns and take three weeks, said mayor Lena Okray.\n",
		"other.txt": "Football\n\nThe second team of Grenn won its match with two goals. Nobody was hurt.\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want(t, cli.ExitDone, "import", "--project", "P.assay", ".")
	texts := map[string][]string{}
	spans := map[string][2]int{}
	for _, file := range []string{"post.txt", "radio.txt", "other.txt"} {
		for i, s := range show(t, file).Sentences {
			texts[file] = append(texts[file], s.Text)
			if i == 0 {
				spans[file] = s.Span.Bytes
			}
		}
	}
	said := map[string]bool{}
	for _, m := range matches(t, "--project", "P.assay") {
		a, b := texts[m.A.File][m.A.Index], texts[m.B.File][m.B.Index]
		if m.A.File == m.B.File || m.A.File == "other.txt" || m.B.File == "other.txt" {
			t.Errorf("%q is paired with %q", a, b)
		}
		if m.Score < 0 || m.Score > 1 || !m.Same && len(m.Conflicts) == 0 {
			t.Errorf("%+v", m)
		}
		if m.A.Index == 0 && m.A.Span.Bytes != spans[m.A.File] {
			t.Errorf("the first sentence of %s is at %v, want %v", m.A.File, m.A.Span.Bytes, spans[m.A.File])
		}
		switch {
		case strings.Contains(a, "torn apart") || strings.Contains(b, "torn apart"):
			said["storm"] = m.Same && len(m.Conflicts) == 0
		case strings.Contains(a+b, "310,000"):
			for _, c := range m.Conflicts {
				said["cost"] = c.Kind == "number" && strings.Contains(c.A+c.B, "310,000") && strings.Contains(c.A+c.B, "240,000")
			}
		}
	}
	if !said["storm"] || !said["cost"] {
		t.Errorf("found %v", said)
	}
	before := matches(t, "--project", "P.assay")
	if _, err := os.Stat("P.assay-matches"); err != nil {
		t.Errorf("the file of matches: %v", err)
	}
	if again := matches(t, "--project", "P.assay"); !reflect.DeepEqual(again, before) {
		t.Errorf("found %v, and %v again", before, again)
	}
	want(t, cli.ExitUsage, "match")
	clitest.Contains(t, want(t, cli.ExitFailed, "match", "--project", "no.assay").ErrOut, "no.assay")
}

// What is kept beside the project may be behind, but what is printed never is.
func TestWhatIsComparedFollowsTheArticles(t *testing.T) {
	inCoverage(t)
	newStatement(t, "Aground", "tide", "0")
	compared := func() (all []string) {
		for _, command := range []string{"match", "propose", "matrix", "variants", "origins", "statements"} {
			args := []string{command, "--project", "P.assay"}
			if command != "match" {
				args = append(args, "--json")
			}
			all = append(all, want(t, cli.ExitDone, args...).Out)
		}
		return all
	}
	before := compared()
	for name, change := range map[string]func(*model.Document) edit.Change{
		"merged": merged(t), "set aside": setAside(0), "last set aside": setAside(2),
		"removed": func(doc *model.Document) edit.Change {
			return edit.Change{Verb: edit.GoBack, Analyst: "ana", Edits: edit.Removing(doc.ID)}
		},
	} {
		altered(t, "echo", change)
		after := compared()
		if err := os.Remove("P.assay-matches"); err != nil {
			t.Fatal(err)
		}
		if made := compared(); !slices.Equal(after, made) {
			t.Errorf("%s: %q, but %q when all is compared again", name, after, made)
		}
		if slices.Equal(after, before) {
			t.Errorf("%s: nothing changed", name)
		}
		undo(t)
		if undone := compared(); !slices.Equal(undone, before) {
			t.Errorf("%s: %q after the undo, not %q", name, undone, before)
		}
	}
}

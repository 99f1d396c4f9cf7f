package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/storage"
)

func TestListCountsWhatAnyoneTagged(t *testing.T) {
	inProject(t)
	for _, line := range []string{"ana 0 claim", "ana 1 quote", "bo 1 claim", "bo 2 claim"} {
		f := strings.Fields(line)
		want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", f[0], "harbour", f[1], f[2])
	}
	want(t, cli.ExitDone, "note", "--project", "P.assay", "--analyst", "ana", "ferry", "0", "Says who?")
	tagged, notes := 0, 0
	for _, row := range list(t) {
		tagged += row.Tagged
		notes += row.Notes
	}
	if tagged != 3 || notes != 1 {
		t.Errorf("%d tagged, %d notes", tagged, notes)
	}
	for _, row := range list(t, "--analyst", "bo") {
		if row.File == "harbour.txt" && row.Tagged != 2 {
			t.Errorf("bo tagged %d", row.Tagged)
		}
	}
	clitest.Contains(t, want(t, cli.ExitDone, "list", "--project", "P.assay").Out, "3/", "1 note", "Harbour wall gives way")
}

func TestTagNoteUndoAndRedo(t *testing.T) {
	inProject(t)
	tag := func(code int, args ...string) clitest.Result {
		return want(t, code, append([]string{"tag", "--project", "P.assay", "--analyst", "ana"}, args...)...)
	}
	labels := func() (out []string) {
		for _, s := range show(t, "harbour").Sentences {
			for _, a := range s.Annotations {
				out = append(out, a.Analyst+" "+a.Label)
			}
		}
		return out
	}
	expect := func(want string) {
		t.Helper()
		if got := strings.Join(labels(), ", "); got != want {
			t.Errorf("labels %q, not %q", got, want)
		}
	}
	tag(cli.ExitDone, "harbour.txt", "1", "claim")
	tag(cli.ExitDone, "harbour", "1", "quote")
	clitest.Contains(t, tag(cli.ExitDone, "harbour", "1", "quote").Out, "unchanged")
	expect("ana quote")
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	expect("ana claim")
	want(t, cli.ExitDone, "redo", "--project", "P.assay")
	expect("ana quote")
	tag(cli.ExitDone, "harbour", "1", "none")
	expect("")
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	expect("ana quote")

	want(t, cli.ExitDone, "note", "--project", "P.assay", "--analyst", "bo", "--grade", "b2", "harbour", "2", "Not checked.")
	notes := show(t, "harbour").Sentences[2].Notes
	if len(notes) != 1 || notes[0].Analyst != "bo" || notes[0].Text != "Not checked." || notes[0].Grade.Source != "B" || notes[0].Grade.Information != "2" {
		t.Errorf("%+v", notes)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "show", "--project", "P.assay", "harbour").Out, "= quote (ana)", "[B2] Not checked. (bo)")

	for range 4 {
		want(t, cli.ExitDone, "undo", "--project", "P.assay")
	}
	if rows := list(t); len(rows) != 0 {
		t.Errorf("the import was not taken back: %+v", rows)
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "undo", "--project", "P.assay").ErrOut, "nothing to undo")
	want(t, cli.ExitDone, "redo", "--project", "P.assay")
	if rows := list(t); len(rows) != 3 {
		t.Errorf("%d articles after redo", len(rows))
	}
	for range 3 {
		want(t, cli.ExitDone, "redo", "--project", "P.assay")
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "redo", "--project", "P.assay").ErrOut, "nothing to redo")
}

func TestShowGivesSpansInBothUnits(t *testing.T) {
	inProject(t)
	a := show(t, "harbour")
	if a.File != "harbour.txt" || a.Language != "en" || a.Heading == "" {
		t.Errorf("%+v", a)
	}
	runes := []rune(harbour)
	for i, s := range a.Sentences {
		b, c := s.Span.Bytes, s.Span.CodePoints
		if s.Index != i || harbour[b[0]:b[1]] != s.Text || string(runes[c[0]:c[1]]) != s.Text || !strings.HasPrefix(s.ID, a.ID+":") {
			t.Errorf("sentence %d: %+v", i, s)
		}
	}
}

func TestAnArticleIsFoundByIDPrefixAndName(t *testing.T) {
	inProject(t)
	clitest.Write(t, "other/ferry.txt", "Another ferry. It sails at nine.\n")
	clitest.Write(t, "other/ferry.text", "A third ferry. It never sails.\n")
	want(t, cli.ExitDone, "import", "--project", "P.assay", "other")
	id := show(t, "harbour.txt").ID
	for _, name := range []string{id, id[:15], strings.ToUpper(id[:12]), "harbour", "harbour.txt", "ferry.text"} {
		want(t, cli.ExitDone, "show", "--project", "P.assay", name)
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "show", "--project", "P.assay", "ferry.txt").ErrOut, "more than one article matches", "(ferry.txt)")
	r := want(t, cli.ExitFailed, "show", "--project", "P.assay", "ferry")
	if strings.Count(r.ErrOut, "(ferry.t") != 3 {
		t.Errorf("it says %s", r.ErrOut)
	}
	for _, name := range []string{"", "nothing", "zzzz", id + "0"} {
		clitest.Contains(t, want(t, cli.ExitFailed, "show", "--project", "P.assay", name).ErrOut, "no such article", "assayctl list")
	}
}

func TestStatsCountEverything(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "0", "claim")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "bo", "harbour", "0", "quote")
	type counts struct {
		Articles, Sentences, Tagged, Untagged, Notes int
		Labels                                       map[string]int
		Analysts                                     []struct {
			Name   string
			Tagged int
		}
	}
	s := clitest.Unmarshal[counts](t, want(t, cli.ExitDone, "stats", "--project", "P.assay", "--json"))
	if s.Articles != 3 || s.Tagged != 1 || s.Untagged != s.Sentences-1 || s.Labels["claim"] != 1 || s.Labels["quote"] != 1 || s.Labels["background"] != 0 || len(s.Analysts) != 3 {
		t.Errorf("%+v", s)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "stats", "--project", "P.assay").Out, "articles   3", "by ana   1 claim")
}

func TestUsageErrorsExitWithTwo(t *testing.T) {
	inProject(t)
	for _, line := range []string{
		"", "frobnicate", "list", "list --project", "list --project P.assay --colour", "list --project P.assay extra",
		"import --project P.assay", "import press", "show --project P.assay", "tag --project P.assay --analyst ana harbour 1",
		"tag --project P.assay harbour 1 claim", "tag --project P.assay --analyst ana harbour one claim",
		"tag --project P.assay --analyst ana harbour -- -1 claim", "tag --project P.assay --analyst ana harbour 1.5 claim",
		"tag --project P.assay --analyst= harbour 1 claim", "note --project P.assay --analyst ana harbour 1",
		"note --project P.assay --analyst ana --grade 2B harbour 1 text", "note --project P.assay --analyst ana --grade G harbour 1 text",
		"load --project P.assay", "load set.json", "list --project=", "segment", "export --project P.assay set.json",
	} {
		args := strings.Fields(line)
		var out, errOut bytes.Buffer
		code := run(context.Background(), args, strings.NewReader(""), &out, &errOut)
		if code != cli.ExitUsage {
			t.Errorf("assayctl %s exits with %d\n%s%s", line, code, out.String(), errOut.String())
		}
		if code == cli.ExitUsage && (out.Len() > 0 || strings.Count(errOut.String(), "\n") != 1 || !strings.Contains(errOut.String(), "--help")) {
			t.Errorf("assayctl %s says %q and %q", line, out.String(), errOut.String())
		}
	}
	want(t, cli.ExitUsage, "note", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "  ")
}

func TestWhatIsNotThereExitsWithOne(t *testing.T) {
	inProject(t)
	for _, c := range []struct{ line, says string }{
		{"tag --project P.assay --analyst ana harbour 99 claim", "the article has 4 sentences, numbered from 0"},
		{"tag --project P.assay --analyst ana harbour 1 rumour", "the project's labels are claim, quote, background"},
		{"note --project P.assay --analyst ana nothing 1 text", "no such article"},
		{"list --project missing.assay", "assayctl import"},
		{"load --project Q.assay missing.json", "missing.json"},
		{"verify --project press", "folder"},
	} {
		clitest.Contains(t, want(t, cli.ExitFailed, strings.Fields(c.line)...).ErrOut, c.says)
	}
	clitest.Absent(t, "Q.assay")
	clitest.Absent(t, "missing.assay")
}

func TestHelpAndVersionExitWithZero(t *testing.T) {
	clitest.Contains(t, want(t, cli.ExitDone, "--version").Out, "assayctl ")
	help := want(t, cli.ExitDone, "--help").Out
	for _, cmd := range newRoot().Commands() {
		clitest.Contains(t, help, cmd.Name())
		clitest.Contains(t, want(t, cli.ExitDone, cmd.Name(), "--help").Out, cmd.Long)
	}
}

func TestAProjectThatIsOpenElsewhereIsLeftAlone(t *testing.T) {
	inProject(t)
	p, err := storage.Open("P.assay", storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := want(t, cli.ExitFailed, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	clitest.Contains(t, r.ErrOut, "open in another window", "close it there")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestInterruptedWorkStopsCleanly(t *testing.T) {
	inProject(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, line := range []string{
		"import --project Q.assay press", "export --project P.assay -o out.json", "segment press/ferry.txt",
	} {
		r := clitest.Run(t, ctx, newRoot(), strings.Fields(line)...)
		if r.Code != cli.ExitFailed || !strings.Contains(r.ErrOut, "interrupted") {
			t.Errorf("%s: exits with %d, says %s", line, r.Code, r.ErrOut)
		}
	}
	clitest.Absent(t, "Q.assay")
	clitest.Absent(t, "out.json")
}

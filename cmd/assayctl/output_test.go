package main

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model"
)

// unfit reports whether a character is unsafe on a terminal.
func unfit(r rune) bool { return unicode.IsControl(r) && r != '\n' || model.Hidden(r) }

// Commands print no unsafe characters, whatever an article, a note or a name
// contains. JSON escapes them. A CSV file is not for terminals and keeps them.
func TestNoCommandPrintsWhatCannotBeSeen(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("ASSAY_ANALYST", "te\u202est")
	const spoofed = "The \u202ewall\u2066 of\u2028the \u009bold\u200b har\u00adbour\x7f gave\u200f way."
	clitest.Write(t, "a\u202eb.txt", "Head\u202eline\n\n"+spoofed+" “We\u2067 saw it,” said Ana\u061c Ré.\n")
	want(t, cli.ExitDone, "import", "-p", "P\u202e.assay", "a\u202eb.txt")
	in := func(args ...string) []string { return append([]string{args[0], "-p", "P\u202e.assay"}, args[1:]...) }
	id := clitest.Unmarshal[[]listed](t, want(t, cli.ExitDone, in("list", "--json")...))[0].ID
	want(t, cli.ExitDone, in("tag", "--analyst", "a\u202en", id, "1", "claim")...)
	want(t, cli.ExitDone, in("note", "--analyst", "a\u202en", id, "1", "no\u2069te")...)
	for _, args := range [][]string{
		in("list"), in("show", id), in("log"), in("stats"), in("search", "wall"), in("suggest", id), in("verify"),
		in("tag", "--analyst", "a\u202en", id, "1", "claim"), in("tag", "--analyst", "x", id, "1", "no\u202ene"),
		in("show", "no\u202ene"), in("search", "date:\u202e"), in("list", "--no\u202ene"), in("search", "wall", "--csv", "no\u202ene/x.csv"),
		in("import", "a\u202eb.txt"), in("import", "--dry-run", "a\u202eb.txt"), in("import", "no\u202ene.txt"),
		in("export", "-o", "P\u202e.json"), in("load", "P\u202e.json"), in("load", "a\u202eb.txt"), in("backup"), in("backup", "--list"), in("compact"),
		in("undo"), in("redo"),
		{"segment", "a\u202eb.txt"},
		{"quotes", "a\u202eb.txt"},
		{"segment", "no\u202ene.txt"},
		in("list", "--json"), in("show", "--json", id), in("log", "--json"), in("stats", "--json"), in("search", "--json", "wall"),
		in("suggest", "--json", id), in("import", "--json", "a\u202eb.txt"), in("import", "--dry-run", "--json", "a\u202eb.txt"),
		in("load", "--json", "P\u202e.json"), in("backup", "--list", "--json"), in("verify", "--json"),
	} {
		r := assayctl(t, args...)
		for _, out := range []string{r.Out, r.ErrOut} {
			if at := strings.IndexFunc(out, unfit); at >= 0 {
				t.Errorf("assayctl %q prints %q", args, out[max(0, at-20):min(len(out), at+20)])
			}
		}
	}

	a := clitest.Unmarshal[shownArticle](t, want(t, cli.ExitDone, in("show", "--json", id)...))
	if text := a.Sentences[1].Text + "\u2028" + a.Sentences[2].Text; text != spoofed || a.Sentences[1].Annotations[0].Analyst != "an" {
		t.Errorf("JSON says %+q", text)
	}
	r := want(t, cli.ExitDone, in("search", "--csv", "-", "harbour")...)
	rows, err := csv.NewReader(strings.NewReader(r.Out)).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][12] != a.Sentences[2].Text || rows[1][5] != "a\u202eb.txt" {
		t.Errorf("the table is %q (%v)", rows, err)
	}
}

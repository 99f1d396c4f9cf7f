package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

// written returns the text of a file.
func written(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAReportIsWrittenInEachFormat(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	for ending, begins := range map[string]string{".docx": "PK", ".pdf": "%PDF-", ".html": "<!", ".md": "# ", ".xlsx": "PK"} {
		r := want(t, cli.ExitDone, "report", "--project", "P.assay", "-o", "r"+ending)
		if r.Out != "r"+ending+" written\n" {
			t.Errorf("%s: it says %q", ending, r.Out)
		}
		for line := range strings.Lines(r.ErrOut) { // a slow machine sees progress
			if !strings.Contains(line, "writing r"+ending+": ") {
				t.Errorf("%s: it warns %q", ending, line)
			}
		}
		if got := written(t, "r"+ending); !strings.HasPrefix(got, begins) {
			t.Errorf("r%s begins with %.10q", ending, got)
		}
		if ending == ".xlsx" {
			continue
		}
		want(t, cli.ExitDone, "marked", "--project", "P.assay", "-o", "m"+ending)
		want(t, cli.ExitDone, "marked", "--project", "P.assay", "--article", "harbour", "-o", "m"+ending)
		if got := written(t, "m"+ending); !strings.HasPrefix(got, begins) {
			t.Errorf("m%s begins with %.10q", ending, got)
		}
	}
	clitest.Contains(t, written(t, "m.md"), "Harbour wall gives way", "Claim")
}

func TestAReportHasWhatTheFlagsSay(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "bo", "harbour", "2", "claim")
	args := []string{"report", "--project", "P.assay", "-o", "r.md"}
	with := func(more ...string) string {
		t.Helper()
		want(t, cli.ExitDone, append(args[:len(args):len(args)], more...)...)
		return written(t, "r.md")
	}
	text := with("--parts", "method,title", "--language", "de", "--title", "Die Mauer", "--question", "Hielt sie?", "--author", "Ana Bo")
	clitest.Contains(t, text, "# Die Mauer", "Hielt sie?", "Ana Bo", "Vorgehen", "ana: 1 Satz mit Label; bo: 1 Satz mit Label")
	if strings.Contains(text, "Anhang") {
		t.Errorf("there is an annex in\n%s", text)
	}
	if text := with("--parts", "method", "--redact", "analysts,notes"); strings.Contains(text, "ana ") || !strings.Contains(text, "Analyst ") {
		t.Errorf("redacted:\n%s", text)
	}
	clitest.Contains(t, with("--parts", "method", "--analyst", "bo", "--filter", "harbour"), "bo labelled 1 sentence", "They were selected by: harbour")
	clitest.Write(t, "t.json", `{"format":"assay.report-template","version":1,"parts":["annex"],"language":"uk","title":"З шаблону"}`)
	clitest.Contains(t, with("--template", "t.json"), "# З шаблону", "Додаток: статті")
	clitest.Contains(t, with("--template", "t.json", "--title", "Given"), "# Given", "Додаток: статті")
}

func TestAReportOfOneStatement(t *testing.T) {
	inProject(t)
	for _, title := range []string{"The wall gave way", "The ferry sailed"} {
		want(t, cli.ExitDone, "statement", "--project", "P.assay", "--analyst", "ana", "new", title, "harbour", "0")
	}
	want(t, cli.ExitDone, "judge", "--project", "P.assay", "--analyst", "ana", "The wall gave way", "--verdict", "confirmed", "--cite-mentions")
	want(t, cli.ExitDone, "report", "--project", "P.assay", "-o", "r.md", "--statement", "The wall gave way")
	text := written(t, "r.md")
	clitest.Contains(t, text, "1. The wall gave way", "**confirmed", "Evidence for")
	if strings.Contains(text, "The ferry sailed") {
		t.Errorf("the other statement is in\n%s", text)
	}
}

func TestBadReportsLeaveNoFile(t *testing.T) {
	inProject(t)
	clitest.Write(t, "bad.json", "{}")
	for _, c := range []struct {
		line, says string
		code       int
	}{
		{"report --project P.assay", "required flag", cli.ExitUsage},
		{"report --project P.assay -o r", "no ending", cli.ExitUsage},
		{"report --project P.assay -o r.odt", "choose one of", cli.ExitUsage},
		{"report --project P.assay -o P.assay", "choose one of", cli.ExitUsage},
		{"report --project P.assay -o missing/r.docx", "does not exist", cli.ExitFailed},
		{"report --project P.assay -o r.md --parts preface", "no part", cli.ExitUsage},
		{"report --project P.assay -o r.md --parts annex,annex", "there twice", cli.ExitUsage},
		{"report --project P.assay -o r.md --redact outlets", "cannot be left out", cli.ExitUsage},
		{"report --project P.assay -o r.xlsx --redact notes", "a spreadsheet has all statements", cli.ExitFailed},
		{"report --project P.assay -o r.md --language tlh", "must be one of", cli.ExitUsage},
		{"report --project P.assay -o r.md --analyst nobody", "there is no analyst", cli.ExitFailed},
		{"report --project P.assay -o r.md --statement nothing", "no such statement", cli.ExitFailed},
		{"report --project P.assay -o r.md --filter /(", "--filter", cli.ExitUsage},
		{"report --project P.assay -o r.md --filter zzzz", "no article has a hit", cli.ExitFailed},
		{"report --project P.assay -o r.md --template bad.json", "not a template", cli.ExitFailed},
		{"report --project P.assay -o r.md --template none.json", "none.json", cli.ExitFailed},
		{"report --project P.assay -o r.md extra", "unexpected argument", cli.ExitUsage},
		{"marked --project P.assay", "required flag", cli.ExitUsage},
		{"marked --project P.assay -o r.xlsx", "choose one of", cli.ExitUsage},
		{"marked --project P.assay -o r.md --article nothing", "no such article", cli.ExitFailed},
		{"marked --project P.assay -o r.md --article harbour --filter x", "cannot be given together", cli.ExitUsage},
		{"marked --project P.assay -o r.md --redact texts", "cannot be left out of it", cli.ExitUsage},
	} {
		clitest.Contains(t, want(t, c.code, strings.Fields(c.line)...).ErrOut, c.says)
	}
	for _, path := range []string{"r.md", "r.odt", "r.xlsx", "missing"} {
		clitest.Absent(t, path)
	}
}

func TestACancelledReportLeavesNoFile(t *testing.T) {
	inProject(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, command := range []string{"report", "marked"} {
		r := clitest.Run(t, ctx, newRoot(), command, "--project", "P.assay", "-o", "r.html")
		if r.Code == cli.ExitDone {
			t.Errorf("%s was not cancelled", command)
		}
		clitest.Absent(t, "r.html")
	}
}

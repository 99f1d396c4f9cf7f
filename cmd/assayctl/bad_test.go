package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

func TestBadProjectsAreLeftAsTheyAre(t *testing.T) {
	inProject(t)
	good, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	// The version is a number of one byte after the key "format".
	newer := bytes.ReplaceAll(good, []byte("format\x02"), []byte("format\x07"))
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "set.json")
	for name, c := range map[string]struct{ content, says string }{
		"text":      {harbour + strings.Repeat(ferry, 900), "not an Assay project"},
		"empty":     {"", "empty"},
		"newer":     {string(newer), "newer version"},
		"cut short": {string(good[:len(good)/3]), "damaged"},
		"noise":     {"\x00\x01" + strings.Repeat("\xed\xda\x0c\xed", 5000), "not an Assay project"},
	} {
		t.Run(name, func(t *testing.T) {
			clitest.Write(t, "bad.assay", c.content)
			for _, line := range []string{
				"import --project bad.assay press", "list --project bad.assay", "show --project bad.assay harbour",
				"tag --project bad.assay --analyst ana harbour 0 claim", "note --project bad.assay --analyst ana harbour 0 x",
				"undo --project bad.assay", "redo --project bad.assay", "stats --project bad.assay",
				"export --project bad.assay -o out.json", "load --project bad.assay set.json", "verify --project bad.assay",
			} {
				clitest.Contains(t, want(t, cli.ExitFailed, strings.Fields(line)...).ErrOut, "bad.assay", c.says)
			}
			clitest.Absent(t, "out.json")
			if now, err := os.ReadFile("bad.assay"); err != nil || string(now) != c.content {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
}

func TestBadSetsLeaveNothingBehind(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	good := want(t, cli.ExitDone, "export", "--project", "P.assay").Out
	for name, c := range map[string]struct{ content, says string }{
		"broken":         {strings.Replace(good, `"index": 1,`, `"index": 1;`, 1), "line "},
		"cut":            {good[:len(good)/2], "ends in the middle"},
		"empty":          {"", "the file is empty"},
		"article":        {harbour, "not an annotation set"},
		"other JSON":     {`{"name": "left-pad", "version": "1.3.0"}`, "not an annotation set"},
		"other format":   {strings.Replace(good, "assay.annotation-set", "elsewhere.set", 1), "elsewhere.set"},
		"newer":          {strings.Replace(good, `"version": 2`, `"version": 3`, 1), "newer version"},
		"other text":     {strings.ReplaceAll(good, "gave way on Tuesday", "gave way on Fridays"), "does not match its hash"},
		"unknown label":  {strings.Replace(good, `"label": "claim"`, `"label": "rumour"`, 1), `label "rumour"`},
		"a letter twice": {strings.Replace(good, `"letter": "Q"`, `"letter": "C"`, 1), `"C" is taken`},
		"a command":      {strings.Replace(good, `"letter": "Q"`, `"letter": "J"`, 1), "runs a command"},
		"a name twice":   {strings.Replace(good, `"name": "Quote"`, `"name": "CLAIM"`, 1), `is taken by "Claim"`},
		"binary":         {"\x00\x01\x02\xff", "not an annotation set"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.content == good {
				t.Fatal("the set was not made bad")
			}
			clitest.Write(t, "bad.json", c.content)
			clitest.Contains(t, want(t, cli.ExitFailed, "load", "--project", "new.assay", "bad.json").ErrOut, "bad.json", c.says)
			clitest.Absent(t, "new.assay")
			want(t, cli.ExitFailed, "load", "--project", "P.assay", "bad.json")
			if now := want(t, cli.ExitDone, "export", "--project", "P.assay").Out; withoutTime(now) != withoutTime(good) {
				t.Error("the project was changed")
			}
		})
	}
}

func withoutTime(set string) string {
	before, rest, _ := strings.Cut(set, `"exported"`)
	_, after, _ := strings.Cut(rest, "\n")
	return before + after
}

// fullPipe is a standard output whose reader has closed it.
type fullPipe struct{}

func (fullPipe) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}
}

func TestAReaderThatHasHadEnoughIsNoNews(t *testing.T) {
	inProject(t)
	for _, line := range []string{
		"list --project P.assay", "export --project P.assay", "show --project P.assay harbour", "segment press/ferry.txt", "stats --project P.assay --json",
	} {
		var errOut bytes.Buffer
		code := run(context.Background(), strings.Fields(line), strings.NewReader(""), fullPipe{}, &errOut)
		if code != cli.ExitFailed || errOut.Len() > 0 {
			t.Errorf("%s: exits with %d and says %q", line, code, errOut.String())
		}
	}
}

func TestMessagesCannotChangeTheTerminal(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "press/clear.txt", "Red \x1b[31malert in the harbour. It was over soon.\n")
	for _, r := range []clitest.Result{
		assayctl(t, "import", "--project", "P.assay", "press"),
		assayctl(t, "list", "--project", "P.assay"),
		assayctl(t, "show", "--project", "P.assay", "clear"),
		assayctl(t, "show", "--project", "P.assay", "\x1b[2J"),
	} {
		if strings.Contains(r.Out+r.ErrOut, "\x1b") {
			t.Errorf("a control character came through: %q %q", r.Out, r.ErrOut)
		}
	}
}

func TestTheCorpusCanBeImportedAndCarriedOver(t *testing.T) {
	corpus, err := filepath.Abs("../../../shared/corpus")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(corpus, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Skipf("there is no corpus in %s", corpus)
	}
	clitest.InFolder(t)
	want(t, cli.ExitDone, "import", "--project", "P.assay", corpus)
	rows := list(t)
	if len(rows) != len(files) {
		t.Fatalf("%d articles of %d files", len(rows), len(files))
	}
	for i, row := range rows {
		a := show(t, row.ID)
		if len(a.Sentences) != row.Sentences || row.Sentences == 0 || row.File != filepath.Base(files[i]) {
			t.Errorf("%s: %d sentences of %d", row.File, len(a.Sentences), row.Sentences)
		}
		want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", row.ID, "0", "claim")
	}
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json")
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "P.json")
	want(t, cli.ExitDone, "export", "--project", "Q.assay", "-o", "Q.json")
	first, second := setFile(t, "P.json"), setFile(t, "Q.json")
	for field := range first {
		if field != "exported" && !bytes.Equal(first[field], second[field]) {
			t.Errorf("%s differs after the round trip:\n%.300s\n%.300s", field, first[field], second[field])
		}
	}
	want(t, cli.ExitDone, "verify", "--project", "Q.assay")
}

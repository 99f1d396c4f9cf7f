package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
)

// badInputs writes files that cannot be imported.
func badInputs(t *testing.T) {
	t.Helper()
	noise := make([]byte, 5000)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(r.UintN(256))
	}
	write(t, "bad/binary.txt", string(noise))
	write(t, "bad/empty.txt", "")
	write(t, "bad/picture.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10")
	write(t, "none/table.csv", "a,b\n1,2\n")
	write(t, "huge.txt", strings.Repeat("x", 65<<20))
}

func TestImportOfOnlyBadFilesLeavesNothingBehind(t *testing.T) {
	inFolder(t)
	badInputs(t)
	for path, says := range map[string]string{
		"bad":            "refused bad",
		"bad/binary.txt": "the file is not text",
		"bad/empty.txt":  "the file is empty",
		"none":           "nothing here can be imported",
		"missing.txt":    "no such file",
		"huge.txt":       "too large",
	} {
		r := want(t, cli.ExitFailed, "import", "--project", "new.assay", filepath.FromSlash(path))
		contains(t, r.errOut, says, "nothing was imported into new.assay")
		absent(t, "new.assay")
	}
	r := want(t, cli.ExitPartial, "import", "--project", "new.assay", "bad", "none", "missing.txt", "press")
	contains(t, r.errOut, "binary.txt", "empty.txt", "picture.txt", "none", "missing.txt", "5 inputs were refused")
	if n := strings.Count(r.out, "added"); n != 3 {
		t.Errorf("%d added", n)
	}
	contains(t, want(t, cli.ExitFailed, "import", "--project", "new.assay", "bad").errOut, "nothing was imported")
	want(t, cli.ExitDone, "verify", "--project", "new.assay")
}

func TestImportOfAnUnreadableFile(t *testing.T) {
	inFolder(t)
	write(t, "locked.txt", ferry)
	if err := os.Chmod("locked.txt", 0); err != nil {
		t.Fatal(err)
	}
	if file, err := os.Open("locked.txt"); err == nil {
		_ = file.Close()
		t.Skip("this user may read everything")
	}
	contains(t, want(t, cli.ExitFailed, "import", "--project", "new.assay", "locked.txt").errOut, "refused locked.txt: permission denied")
	absent(t, "new.assay")
}

func TestOneLineOfFiftyMegabytesIsRefusedAndCostsNothing(t *testing.T) {
	inFolder(t)
	line := "The queue at the ferry grew longer and nobody knew why, "
	write(t, "long.txt", strings.Repeat(line, 50<<20/len(line)))
	contains(t, want(t, cli.ExitFailed, "import", "--project", "P.assay", "long.txt").errOut, "refused long.txt: the file is too large")
	absent(t, "P.assay")
}

func TestOneLineOfMegabytesIsImported(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	inFolder(t)
	line := "The queue at the ferry grew longer and nobody knew why, "
	write(t, "long.txt", strings.Repeat(line, 20<<20/len(line)))
	want(t, cli.ExitDone, "import", "--project", "P.assay", "long.txt")
	if rows := list(t); len(rows) != 1 || rows[0].Sentences == 0 {
		t.Errorf("%+v", rows)
	}
	want(t, cli.ExitDone, "verify", "--project", "P.assay")
}

func TestBadProjectsAreLeftAsTheyAre(t *testing.T) {
	inProject(t)
	good, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	// The version is a number of one byte after the key "format".
	newer := bytes.ReplaceAll(good, []byte("format\x01"), []byte("format\x07"))
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "set.json")
	for name, c := range map[string]struct{ content, says string }{
		"text":      {harbour + strings.Repeat(ferry, 900), "not an Assay project"},
		"empty":     {"", "empty"},
		"newer":     {string(newer), "newer version"},
		"cut short": {string(good[:len(good)/3]), "damaged"},
		"noise":     {"\x00\x01" + strings.Repeat("\xed\xda\x0c\xed", 5000), "not an Assay project"},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, "bad.assay", c.content)
			for _, line := range []string{
				"import --project bad.assay press", "list --project bad.assay", "show --project bad.assay harbour",
				"tag --project bad.assay --analyst ana harbour 0 claim", "note --project bad.assay --analyst ana harbour 0 x",
				"undo --project bad.assay", "redo --project bad.assay", "stats --project bad.assay",
				"export --project bad.assay -o out.json", "load --project bad.assay set.json", "verify --project bad.assay",
			} {
				contains(t, want(t, cli.ExitFailed, strings.Fields(line)...).errOut, "bad.assay", c.says)
			}
			absent(t, "out.json")
			if now, err := os.ReadFile("bad.assay"); err != nil || string(now) != c.content {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
}

func TestBadSetsLeaveNothingBehind(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	good := want(t, cli.ExitDone, "export", "--project", "P.assay").out
	for name, c := range map[string]struct{ content, says string }{
		"broken":        {strings.Replace(good, `"index": 1,`, `"index": 1;`, 1), "line "},
		"cut":           {good[:len(good)/2], "ends in the middle"},
		"empty":         {"", "the file is empty"},
		"article":       {harbour, "not an annotation set"},
		"other JSON":    {`{"name": "left-pad", "version": "1.3.0"}`, "not an annotation set"},
		"other format":  {strings.Replace(good, "assay.annotation-set", "elsewhere.set", 1), "elsewhere.set"},
		"newer":         {strings.Replace(good, `"version": 1`, `"version": 2`, 1), "newer version"},
		"other text":    {strings.ReplaceAll(good, "gave way on Tuesday", "gave way on Fridays"), "does not match its hash"},
		"unknown label": {strings.Replace(good, `"label": "claim"`, `"label": "rumour"`, 1), `label "rumour"`},
		"other labels":  {strings.Replace(good, `"key": "quote"`, `"key": "speech"`, 1), `label "speech"`},
		"binary":        {"\x00\x01\x02\xff", "not an annotation set"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.content == good {
				t.Fatal("the set was not made bad")
			}
			write(t, "bad.json", c.content)
			contains(t, want(t, cli.ExitFailed, "load", "--project", "new.assay", "bad.json").errOut, "bad.json", c.says)
			absent(t, "new.assay")
			want(t, cli.ExitFailed, "load", "--project", "P.assay", "bad.json")
			if now := want(t, cli.ExitDone, "export", "--project", "P.assay").out; withoutTime(now) != withoutTime(good) {
				t.Error("the project was changed")
			}
		})
	}
}

// withoutTime returns a set without the time of its export.
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
	inFolder(t)
	write(t, "press/clear.txt", "Red \x1b[31malert in the harbour. It was over soon.\n")
	for _, r := range []result{
		assayctl(t, "import", "--project", "P.assay", "press"),
		assayctl(t, "list", "--project", "P.assay"),
		assayctl(t, "show", "--project", "P.assay", "clear"),
		assayctl(t, "show", "--project", "P.assay", "\x1b[2J"),
	} {
		if strings.Contains(r.out+r.errOut, "\x1b") {
			t.Errorf("a control character came through: %q %q", r.out, r.errOut)
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
	inFolder(t)
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

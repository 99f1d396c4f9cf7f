package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
)

type loggedJSON struct {
	ID             uint64
	Time           time.Time
	Analyst, Verb  string
	Undone         bool
	Undoes, Redoes []uint64
	Edits          []struct {
		Kind, Article, Outlet, Analyst, Note string
		Span                                 *struct{ Bytes [2]int }
		Before, After                        any
	}
}

func logJSON(t *testing.T, args ...string) []loggedJSON {
	t.Helper()
	return clitest.Unmarshal[[]loggedJSON](t, want(t, cli.ExitDone, append([]string{"log", "--project", "P.assay", "--json"}, args...)...))
}

func TestLogSaysWhoChangedWhatAndWhen(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "0", "claim")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "0", "quote")
	want(t, cli.ExitDone, "note", "--project", "P.assay", "--analyst", "Ada", "ferry", "0", "Who says so?\nNobody.")
	want(t, cli.ExitDone, "undo", "--project", "P.assay", "--analyst", "Ines")

	all := logJSON(t)
	if len(all) != 5 {
		t.Fatalf("there are %d changes", len(all))
	}
	undo, note, tag, imported := all[0], all[1], all[2], all[4]
	if undo.ID != 5 || len(undo.Undoes) != 1 || undo.Undoes[0] != 4 || undo.Undone || undo.Redoes == nil {
		t.Errorf("the undo is %+v", undo)
	}
	if !note.Undone || note.Analyst != "Ada" || note.Edits[0].Kind != "note" || note.Edits[0].Before != nil || note.Edits[0].Note == "" {
		t.Errorf("the note is %+v", note)
	}
	e := tag.Edits[0]
	if tag.Verb != "tag" || e.Kind != "annotation" || e.Analyst != "Ines" || e.Span == nil || e.Span.Bytes[1] == 0 ||
		e.Before.(map[string]any)["label"] != "claim" || e.After.(map[string]any)["label"] != "quote" {
		t.Errorf("the label is %+v", tag)
	}
	if len(imported.Edits) != 3 || imported.Edits[0].Kind != "presence" || imported.Edits[0].After != true {
		t.Errorf("the import is %+v", imported)
	}

	text := want(t, cli.ExitDone, "log", "--project", "P.assay").Out
	clitest.Contains(t, text, "5  ", "Ines  undo: note (4)", "Ada  note, undone later", `note none → "Who says so? Nobody."`,
		"(harbour.txt) [", "] claim → quote, for Ines", "none → claim", "import", "(mill.txt) added to the project")
	if strings.Index(text, "5  ") > strings.Index(text, "1  ") {
		t.Error("the newest is not first")
	}
}

func TestLogSaysWhatWasDividedInWords(t *testing.T) {
	for verb, want := range map[edit.Verb]string{
		edit.Split: "split a sentence", edit.Merge: "merged two sentences", edit.SetAside: "set aside",
		edit.Accept: "accepted suggested labels",
	} {
		if got := describe(edit.Change{Verb: verb}, false); got != want {
			t.Errorf("%q is described as %q, want %q", verb, got, want)
		}
	}
	if got, want := describe(edit.Change{Verb: edit.Split, Undoes: []uint64{4}}, true), "undo: split a sentence (4), undone later"; got != want {
		t.Errorf("an undo is described as %q, want %q", got, want)
	}
}

func TestLogIsLimitedAndPaged(t *testing.T) {
	inProject(t)
	for _, label := range []string{"claim", "quote", "background"} {
		want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "0", label)
	}
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "ferry", "0", "claim")
	for _, c := range []struct {
		args string
		want []uint64
	}{
		{"", []uint64{5, 4, 3, 2, 1}},
		{"--limit 2", []uint64{5, 4}},
		{"--limit 2 --before 4", []uint64{3, 2}},
		{"--limit 0 --before 2", []uint64{1}},
		{"--before 1", nil},
		{"--article ferry", []uint64{5, 1}},
		{"--article harbour --limit 2", []uint64{4, 3}},
	} {
		var got []uint64
		for _, l := range logJSON(t, strings.Fields(c.args)...) {
			got = append(got, l.ID)
		}
		if len(got) != len(c.want) {
			t.Errorf("%q gives %v, not %v", c.args, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%q gives %v, not %v", c.args, got, c.want)
			}
		}
	}
	want(t, cli.ExitUsage, "log", "--project", "P.assay", "--limit", "-1")
	want(t, cli.ExitUsage, "log", "--project", "P.assay", "x")
	want(t, cli.ExitFailed, "log", "--project", "P.assay", "--article", "nobody")
}

func TestABackupIsMadeListedAndRestored(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "0", "claim")
	made := clitest.Unmarshal[struct {
		Path  string
		Bytes int64
	}](t, want(t, cli.ExitDone, "backup", "--project", "P.assay", "--json"))
	if info, err := os.Stat(made.Path); err != nil || info.Size() != made.Bytes {
		t.Errorf("the backup is %+v (%v)", made, err)
	}
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "1", "quote")

	r := want(t, cli.ExitDone, "restore", "--project", "P.assay")
	clitest.Contains(t, r.Out, "P.assay: restored from "+made.Path)
	if n := len(logJSON(t)); n != 2 {
		t.Errorf("there are %d changes", n)
	}

	// Restoring the file that the restore kept undoes the restore.
	type row struct{ Path, Occasion string }
	rows := clitest.Unmarshal[[]row](t, want(t, cli.ExitDone, "backup", "--project", "P.assay", "--list", "--json"))
	if len(rows) != 2 || rows[0].Occasion+rows[1].Occasion != "before restoreby hand" && rows[0].Occasion+rows[1].Occasion != "by handbefore restore" {
		t.Fatalf("the backups are %v", rows)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "backup", "--project", "P.assay", "--list").Out, "before restore", "P.assay.backups")
	for _, b := range rows {
		if b.Occasion == "before restore" {
			want(t, cli.ExitDone, "restore", "--project", "P.assay", filepath.Base(b.Path))
		}
	}
	if n := len(logJSON(t)); n != 3 {
		t.Errorf("there are %d changes", n)
	}
}

func TestADamagedBackupIsPassedOver(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "0", "claim")
	good := backupNow(t)
	later := strings.Replace(good, ".assay.backups"+string(filepath.Separator)+"P 2", ".assay.backups"+string(filepath.Separator)+"P 3", 1)
	data, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	clitest.Write(t, later, spoiled(data))

	clitest.Contains(t, want(t, cli.ExitFailed, "restore", "--project", "P.assay", later).ErrOut, "damaged", "restore another")
	clitest.Contains(t, want(t, cli.ExitDone, "restore", "--project", "P.assay").Out, good)
}

// spoiled returns a project's file with one letter of the text of harbour changed.
func spoiled(data []byte) string {
	return string(bytes.ReplaceAll(data, []byte("harbour master"), []byte("harbour mister")))
}

func backupNow(t *testing.T) string {
	t.Helper()
	return clitest.Unmarshal[struct{ Path string }](t, want(t, cli.ExitDone, "backup", "--project", "P.assay", "--json")).Path
}

func TestADamagedProjectIsRestored(t *testing.T) {
	inProject(t)
	backupNow(t)
	if err := os.Truncate("P.assay", 5000); err != nil {
		t.Fatal(err)
	}
	want(t, cli.ExitFailed, "list", "--project", "P.assay")
	want(t, cli.ExitDone, "restore", "--project", "P.assay")
	if n := len(list(t)); n != 3 {
		t.Errorf("%d articles", n)
	}
}

func TestRestoreRefusesWithoutABackup(t *testing.T) {
	inProject(t)
	clitest.Contains(t, want(t, cli.ExitFailed, "restore", "--project", "P.assay").ErrOut, "no good backup", "recover")
	clitest.Contains(t, want(t, cli.ExitFailed, "restore", "--project", "P.assay", "x.assay").ErrOut, "backup --list")
	want(t, cli.ExitUsage, "restore", "--project", "P.assay", "a", "b")
	want(t, cli.ExitUsage, "restore")
	if out := want(t, cli.ExitDone, "backup", "--project", "P.assay", "--list", "--json").Out; out != "[]\n" {
		t.Errorf("no backups: %q", out)
	}
}

func TestCompactSaysWhatItSaved(t *testing.T) {
	inProject(t)
	clitest.Contains(t, want(t, cli.ExitDone, "compact", "--project", "P.assay").Out, "P.assay: ", " bytes before, ", " after")
	if n := len(list(t)); n != 3 {
		t.Errorf("%d articles", n)
	}
	want(t, cli.ExitFailed, "compact", "--project", "none.assay")
	clitest.Absent(t, "none.assay")
}

func TestAnOpenProjectNamesItsHolder(t *testing.T) {
	inProject(t)
	p, err := storage.Open("P.assay", storage.Options{Generator: "Assay 9"})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for _, args := range [][]string{{"list"}, {"verify"}, {"compact"}, {"backup"}, {"restore"}, {"log"}, {"undo"}} {
		start := time.Now()
		r := assayctl(t, append(args, "--project", "P.assay")...)
		if r.Code != cli.ExitFailed || time.Since(start) > time.Minute {
			t.Errorf("%v exits with %d after %v", args, r.Code, time.Since(start))
		}
		if args[0] != "restore" {
			clitest.Contains(t, r.ErrOut, "Assay 9 on ", "(process ", "since ")
		}
	}
}

func TestRecoverSavesWhatIsReadable(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "0", "claim")
	r := want(t, cli.ExitDone, "recover", "P.assay", "-o", "whole.assay")
	clitest.Contains(t, r.Out, "whole.assay: 3 articles, 1 annotation, 0 notes, 2 changes")
	want(t, cli.ExitDone, "verify", "--project", "whole.assay")

	data, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	clitest.Write(t, "D.assay", spoiled(data))
	r = want(t, cli.ExitPartial, "recover", "D.assay", "-o", "R.assay", "--json")
	report := clitest.Unmarshal[results.Recovery](t, r)
	if report.Saved.Articles != 2 || len(report.Missing) == 0 {
		t.Fatalf("recovered: %+v", report)
	}
	clitest.Contains(t, r.ErrOut, report.Missing[0])
	want(t, cli.ExitDone, "verify", "--project", "R.assay")

	want(t, cli.ExitFailed, "recover", "D.assay", "-o", "R.assay")
	want(t, cli.ExitUsage, "recover", "D.assay")
	want(t, cli.ExitUsage, "recover", "-o", "x.assay")
}

func TestLogDescribesARecovery(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "0", "claim")
	want(t, cli.ExitDone, "note", "--project", "P.assay", "--analyst", "Ada", "ferry", "0", "Who says so?")
	data, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	clitest.Write(t, "D.assay", string(bytes.ReplaceAll(data, []byte("Who says so?"), []byte("Who says no?"))))
	want(t, cli.ExitPartial, "recover", "D.assay", "-o", "R.assay")
	clitest.Contains(t, want(t, cli.ExitDone, "log", "--project", "R.assay").Out, "a change that could not be recovered from the damaged file")
	last := clitest.Unmarshal[[]loggedJSON](t, want(t, cli.ExitDone, "log", "--project", "R.assay", "--json"))
	if len(last) < 3 || last[len(last)-3].Verb != "lost" {
		t.Errorf("as JSON the verb is %+v", last)
	}
}

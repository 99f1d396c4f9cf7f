package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestADamagedProjectIsNotBackedUpAndSaysWhatIsLeft(t *testing.T) {
	inProject(t)
	list := func() string { return want(t, cli.ExitDone, "backup", "--project", "P.assay", "--list").Out }
	sound := read(t, "P.assay")
	defer func() { clitest.Write(t, "P.assay", string(sound)) }()
	text := []byte("The ferry")
	damaged := bytes.Clone(sound)
	at := bytes.LastIndex(damaged, text)
	if at < 0 {
		t.Fatal("the text is not in the file")
	}
	damaged[at+4] ^= 1
	clitest.Write(t, "P.assay", string(damaged))
	clitest.Contains(t, want(t, cli.ExitFailed, "backup", "--project", "P.assay").ErrOut, "damaged", "there is no backup of it", "recover")

	clitest.Write(t, "P.assay", string(sound))
	want(t, cli.ExitDone, "backup", "--project", "P.assay")
	before := list()
	clitest.Write(t, "P.assay", string(damaged))
	for range 21 {
		clitest.Contains(t, want(t, cli.ExitFailed, "backup", "--project", "P.assay").ErrOut, "damaged", "newest good backup, of 1 in all", "restore")
	}
	if after := list(); after != before {
		t.Errorf("the backups were\n%s and are\n%s", before, after)
	}
	want(t, cli.ExitDone, "restore", "--project", "P.assay")
	clitest.Contains(t, list(), "before restore, damaged")
	clitest.Contains(t, want(t, cli.ExitDone, "backup", "--project", "P.assay", "--list", "--json").Out, `"damaged": true`)
}

// A backup dated in the future was made while the clock was wrong, so it may be
// older than the others.
func TestRestorePrefersABackupThatIsNotOfTheFuture(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "backup", "--project", "P.assay")
	made, err := filepath.Glob("P.assay.backups/*")
	if err != nil || len(made) != 1 {
		t.Fatal(made, err)
	}
	if err := os.Rename(made[0], "P.assay.backups/P 2999-01-01 000000Z by hand.assay"); err != nil {
		t.Fatal(err)
	}
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "0", "claim")
	want(t, cli.ExitDone, "backup", "--project", "P.assay")
	if out := want(t, cli.ExitDone, "restore", "--project", "P.assay").Out; strings.Contains(out, "2999") {
		t.Errorf("it says %s", out)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "stats", "--project", "P.assay").Out, "1 claim")
}

func TestAProjectCalledByEightyChineseCharactersHasEverything(t *testing.T) {
	clitest.InFolder(t)
	name := strings.Repeat("新", 80)
	project := name + ".assay"
	set := strings.Repeat("港", 83) + ".json"
	if err := os.WriteFile(set, nil, 0o600); err != nil {
		t.Skip(err)
	}
	for _, args := range [][]string{
		{"import", "press"},
		{"tag", "--analyst", "Ines", "harbour", "0", "claim"},
		{"backup"},
		{"compact"},
		{"restore"},
		{"export", "-o", set},
		{"search", "ferry", "--csv", strings.Repeat("ж", 125) + ".csv"},
		{"verify"},
	} {
		want(t, cli.ExitDone, append([]string{args[0], "--project", project}, args[1:]...)...)
	}
	want(t, cli.ExitDone, "recover", project, "-o", strings.Repeat("回", 83)+".assay")
	if left, _ := filepath.Glob(".assay-*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
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
	list := func() string { return want(t, cli.ExitDone, "backup", "--project", "P.assay", "--list").out }
	sound := read(t, "P.assay")
	defer func() { write(t, "P.assay", string(sound)) }()
	text := []byte("The ferry")
	damaged := bytes.Clone(sound)
	at := bytes.LastIndex(damaged, text)
	if at < 0 {
		t.Fatal("the text is not in the file")
	}
	damaged[at+4] ^= 1
	write(t, "P.assay", string(damaged))
	contains(t, want(t, cli.ExitFailed, "backup", "--project", "P.assay").errOut, "damaged", "there is no backup of it", "recover")

	write(t, "P.assay", string(sound))
	want(t, cli.ExitDone, "backup", "--project", "P.assay")
	before := list()
	write(t, "P.assay", string(damaged))
	for range 21 {
		contains(t, want(t, cli.ExitFailed, "backup", "--project", "P.assay").errOut, "damaged", "newest good backup, of 1 in all", "restore")
	}
	if after := list(); after != before {
		t.Errorf("the backups were\n%s and are\n%s", before, after)
	}
	want(t, cli.ExitDone, "restore", "--project", "P.assay")
	contains(t, list(), "before restore, damaged")
	contains(t, want(t, cli.ExitDone, "backup", "--project", "P.assay", "--list", "--json").out, `"damaged": true`)
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
	if out := want(t, cli.ExitDone, "restore", "--project", "P.assay").out; strings.Contains(out, "2999") {
		t.Errorf("it says %s", out)
	}
	contains(t, want(t, cli.ExitDone, "stats", "--project", "P.assay").out, "1 claim")
}

func TestLinksOutOfAFolderAreFollowedWhenAsked(t *testing.T) {
	inFolder(t)
	write(t, "private/letter.txt", "A letter to a friend. Nobody else was meant to read it.")
	for link, to := range map[string]string{"press/letter.txt": "../private/letter.txt", "press/more/private": "../../private"} {
		if err := os.Symlink(to, link); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	for _, dry := range [][]string{{"--dry-run"}, nil} {
		r := want(t, cli.ExitPartial, append([]string{"import", "--project", "P.assay", "press"}, dry...)...)
		contains(t, r.errOut, "press/letter.txt", "press/more/private", "leads out of the folder", "--follow-links")
		if strings.Contains(r.out, "A letter") {
			t.Errorf("it was imported: %s", r.out)
		}
	}
	if r := want(t, cli.ExitDone, "import", "--project", "Q.assay", "--follow-links", "press"); !strings.Contains(r.out, "A letter") {
		t.Errorf("it was not imported: %s", r.out)
	}
}

func TestAProjectCalledByEightyChineseCharactersHasEverything(t *testing.T) {
	inFolder(t)
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

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/places"
)

// atHome points the program to settings in a new folder, and returns the path of the file
// of profiles there.
func atHome(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	folder, err := places.Config(places.AppID)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(folder, "profiles.json")
}

// profilesFile returns the content of a file of profiles.
func profilesFile(profiles ...string) string {
	return `{"format": "assay-profiles", "version": 1, "profiles": [` + strings.Join(profiles, ", ") + `]}`
}

// wantKept compares the library: "outlet grade basis".
func wantKept(t *testing.T, want ...string) {
	t.Helper()
	var got []string
	for _, p := range keptProfiles(t) {
		got = append(got, strings.TrimSpace(p.Outlet+" "+p.Grade+" "+p.Basis))
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("the profiles are %q, want %q", got, want)
	}
}

func keptProfiles(t *testing.T) []record.StoredProfile {
	t.Helper()
	return clitest.Unmarshal[struct{ Profiles []record.StoredProfile }](t, want(t, cli.ExitDone, "profile", "--json")).Profiles
}

const (
	march = `"date": "2031-03-14T09:00:00Z"`
	april = `"date": "2031-04-14T09:00:00Z"`
)

func TestProfilesAreImportedAndExported(t *testing.T) {
	clitest.InFolder(t)
	kept := atHome(t)
	wantKept(t)
	if _, err := os.Stat(filepath.Dir(kept)); err == nil {
		t.Error("listing made a folder")
	}
	clitest.Write(t, "in.json", "\uFEFF"+profilesFile(`{"outlet": "Tide Post", "kind": "daily", "grade": "B", "basis": "Corrects.", `+march+`}`, `{"outlet": "Tellwire"}`))
	clitest.Contains(t, want(t, cli.ExitDone, "profile", "--import", "in.json").Out, "Tide Post: added\n", "Tellwire: added\n")
	wantKept(t, "Tellwire", "Tide Post B Corrects.")
	clitest.Contains(t, want(t, cli.ExitDone, "profile").Out, "Tide Post  B  daily  -  -  2031-03-14\n", "Tellwire   -  -      -  -  -\n")
	clitest.Contains(t, want(t, cli.ExitDone, "profile", "--import", "in.json").Out, "Tide Post: unchanged\n")

	clitest.Contains(t, want(t, cli.ExitDone, "profile", "--export", "out.json").Out, "out.json: 2 profiles\n")
	out, err := os.ReadFile("out.json")
	if err != nil || strings.Contains(string(out), "Corrects") || !strings.Contains(string(out), "Tide Post") {
		t.Errorf("%s, %v", out, err)
	}
	want(t, cli.ExitDone, "profile", "--export", "out.json", "--basis", "--outlet", " tide POST")
	out, err = os.ReadFile("out.json")
	if err != nil || !strings.Contains(string(out), "Corrects") || strings.Contains(string(out), "Tellwire") {
		t.Errorf("%s, %v", out, err)
	}
	if got := want(t, cli.ExitDone, "profile", "--json", "--outlet", "Tide Post").Out; got != string(out) {
		t.Errorf("it prints %s, and exports %s", got, out)
	}
}

func TestAnImportReplacesOlderProfilesOnly(t *testing.T) {
	clitest.InFolder(t)
	atHome(t)
	clitest.Write(t, "mine.json", profilesFile(`{"outlet": "Tide Post", "grade": "B", "basis": "Corrects.", `+march+`}`, `{"outlet": "Tellwire", "grade": "A", `+april+`}`))
	clitest.Write(t, "theirs.json", profilesFile(`{"outlet": "tide post", "grade": "C", `+april+`}`, `{"outlet": "Tellwire", "grade": "E", `+march+`}`, `{"outlet": "Radio Aldmoor"}`))
	want(t, cli.ExitDone, "profile", "--import", "mine.json")
	clitest.Contains(t, want(t, cli.ExitDone, "profile", "--import", "theirs.json").Out,
		"tide post: replaced yours\n", "Tellwire: differs, but yours is as new or newer; use --replace", "Radio Aldmoor: added\n")
	wantKept(t, "Radio Aldmoor", "Tellwire A", "tide post C Corrects.")
	want(t, cli.ExitDone, "profile", "--undo-import")
	wantKept(t, "Tellwire A", "Tide Post B Corrects.")
	want(t, cli.ExitDone, "profile", "--undo-import")
	wantKept(t, "Radio Aldmoor", "Tellwire A", "tide post C Corrects.")
	clitest.Contains(t, want(t, cli.ExitDone, "profile", "--import", "theirs.json", "--replace", "--outlet", "Tellwire").Out, "Tellwire: replaced yours\n")
	wantKept(t, "Radio Aldmoor", "Tellwire E", "tide post C Corrects.")
}

func TestAWrongFileOfProfilesChangesNothing(t *testing.T) {
	clitest.InFolder(t)
	kept := atHome(t)
	clitest.Write(t, "mine.json", profilesFile(`{"outlet": "Tide Post", "grade": "B"}`))
	want(t, cli.ExitDone, "profile", "--import", "mine.json")
	before, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	for content, says := range map[string]string{
		"": "empty", "{": "ends in the middle", `{"format": "assay-profiles", "version": 3}`: "newer version",
		`{"format": "assay-codebook", "version": 1, "labels": []}`:          "assay-codebook",
		profilesFile(`{"outlet": "New"}`, `{"outlet": "X", "grade": "B2"}`): `profile 2 ("X")`, profilesFile(`{"outlet": "New"}`, `{"outlet": " new"}`): "same outlet",
	} {
		clitest.Write(t, "bad.json", content)
		clitest.Contains(t, want(t, cli.ExitFailed, "profile", "--import", "bad.json").ErrOut, says, "bad.json")
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "profile", "--import", "none.json").ErrOut, "none.json")
	if after, err := os.ReadFile(kept); err != nil || string(after) != string(before) {
		t.Errorf("%s, %v", after, err)
	}
}

func TestDamagedProfilesArePutAsideOnce(t *testing.T) {
	clitest.InFolder(t)
	kept := atHome(t)
	clitest.Write(t, kept, "{")
	clitest.Contains(t, want(t, cli.ExitDone, "profile", "--json").ErrOut, "damaged", "profiles.json.broken")
	if r := want(t, cli.ExitDone, "profile", "--json"); r.ErrOut != "" {
		t.Errorf("it says %q again", r.ErrOut)
	}
	if data, err := os.ReadFile(kept + ".broken"); err != nil || string(data) != "{" {
		t.Errorf("%q, %v", data, err)
	}
}

func TestProfilesAreAppliedToAProjectAndKeptFromIt(t *testing.T) {
	clitest.InFolder(t)
	atHome(t)
	for file, outlet := range map[string]string{"a.html": "Tide Post", "b.html": "The Quay Courier"} {
		clitest.Write(t, "web/"+file, `<html><head><title>Rain</title><meta property="og:site_name" content="`+outlet+`"></head><body><article><h1>Rain</h1><p>Rain fell on `+outlet+`. It stopped at noon.</p></article></body></html>`)
	}
	want(t, cli.ExitDone, "import", "--project", "P.assay", "web")
	clitest.Write(t, "mine.json", profilesFile(`{"outlet": "Tide Post", "grade": "B", "basis": "Corrects.", `+march+`}`, `{"outlet": "Elsewhere", "grade": "A"}`))
	want(t, cli.ExitDone, "profile", "--import", "mine.json")

	out := want(t, cli.ExitDone, "profile", "--project", "P.assay", "--analyst", "ana", "--apply", "--grade").Out
	clitest.Contains(t, out, "Tide Post: added\n", "tide post: graded B\n")
	if strings.Contains(out, "Elsewhere") {
		t.Errorf("it says %q", out)
	}
	if again := want(t, cli.ExitDone, "profile", "--project", "P.assay", "--analyst", "ana", "--apply", "--grade").Out; again != "Tide Post: unchanged\n" {
		t.Errorf("again it says %q", again)
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "profile", "--project", "P.assay", "--analyst", "ana", "--apply", "--outlet", "Elsewhere").ErrOut, "Elsewhere")
	clitest.Contains(t, want(t, cli.ExitFailed, "profile", "--project", "P.assay", "--analyst", "ana", "--apply", "--outlet", "Nobody").ErrOut, "no profile", "Nobody")
	want(t, cli.ExitDone, "verify", "--project", "P.assay")

	want(t, cli.ExitDone, "profile", "--undo-import")
	wantKept(t)
	clitest.Contains(t, want(t, cli.ExitDone, "profile", "--project", "P.assay", "--keep").Out, "Tide Post: added\n")
	wantKept(t, "Tide Post B Corrects.")

	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	if got := want(t, cli.ExitDone, "profile", "--project", "P.assay", "--keep").Out; got != "no profiles\n" {
		t.Errorf("after undo it says %q", got)
	}
}

func TestFlagsOfProfilesThatDoNotFitAreRefused(t *testing.T) {
	clitest.InFolder(t)
	atHome(t)
	for args, says := range map[string]string{
		"--export a.json --import b.json": "together", "--export a.txt": ".json", "--import=": "missing", "--json --basis": "--export",
		"--replace": "--import", "--grade --json": "--apply", "--apply": "--project", "--apply --project P.assay": "--analyst",
		"--project P.assay": "--apply", "--outlet=": "missing", "--undo-import --outlet A": "together", "x": "unexpected",
	} {
		clitest.Contains(t, want(t, cli.ExitUsage, append([]string{"profile"}, strings.Fields(args)...)...).ErrOut, says)
	}
}

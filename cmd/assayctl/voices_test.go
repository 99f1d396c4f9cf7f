package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

// voicesIn returns the voices of a project: "name|aliases|kind|direct indirect mixed".
func voicesIn(t *testing.T, project string, more ...string) (all []string) {
	t.Helper()
	type uses struct{ Direct, Indirect, Mixed int }
	type voice struct {
		Name    string
		Aliases []string
		Kind    string
		Grade   string
		Count   map[string]uses
		Total   uses
	}
	for _, v := range clitest.Unmarshal[[]voice](t, want(t, cli.ExitDone, append([]string{"voices", "--project", project, "--json"}, more...)...)) {
		var sum uses
		for _, u := range v.Count {
			sum.Direct, sum.Indirect, sum.Mixed = sum.Direct+u.Direct, sum.Indirect+u.Indirect, sum.Mixed+u.Mixed
		}
		if sum != v.Total || v.Aliases == nil {
			t.Errorf("%+v has other sums", v)
		}
		all = append(all, v.Name+"|"+strings.Join(v.Aliases, ",")+"|"+v.Kind+"|"+strings.Repeat("d", v.Total.Direct)+strings.Repeat("i", v.Total.Indirect)+strings.Repeat("m", v.Total.Mixed))
	}
	return all
}

func wantVoices(t *testing.T, want ...string) {
	t.Helper()
	if got := voicesIn(t, "P.assay"); !slices.Equal(got, want) {
		t.Errorf("the voices are %q, want %q", got, want)
	}
}

func TestSentencesAreAttributed(t *testing.T) {
	inProject(t)
	wantVoices(t)
	clitest.Contains(t, phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", " Lena  Okray", "--mode", "indirect", "--cue", "said", "--via", "Tide Post").Out,
		"sentence 0: Lena Okray, indirect, “said”, via Tide Post (attributed)")
	clitest.Contains(t, phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", "LENA OKRAY", "--mode", "indirect", "--cue", "said", "--via", "Tide Post").Out, "(unchanged)")
	clitest.Contains(t, phrased(t, cli.ExitDone, "attribute", "harbour", "1", "--voice", "lena okray").Out, "Lena Okray, direct (attributed)") // the text proposes the mode
	wantVoices(t, "Lena Okray|||di")
	clitest.Contains(t, want(t, cli.ExitDone, "show", "--project", "P.assay", "harbour").Out, "> Lena Okray, indirect, “said”, via Tide Post (ana)")
	clitest.Contains(t, want(t, cli.ExitDone, "search", "--project", "P.assay", `voice:"lena okray"`).ErrOut, "2 sentences in 1 article")
	clitest.Contains(t, want(t, cli.ExitDone, "search", "--project", "P.assay", `voice:nobody`).ErrOut, `no voice "nobody"`)
	clitest.Contains(t, phrased(t, cli.ExitDone, "attribute", "harbour", "1", "--remove").Out, "nobody (removed)")
	clitest.Contains(t, phrased(t, cli.ExitDone, "attribute", "harbour", "1", "--remove").Out, "nobody (unchanged)")
	wantVoices(t, "Lena Okray|||i")
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	wantVoices(t, "Lena Okray|||di")
	if got := voicesIn(t, "P.assay", "--analyst", "zoe"); !slices.Equal(got, []string{"Lena Okray|||"}) {
		t.Errorf("zoe attributed %q", got)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "voices", "--project", "P.assay").Out, "Lena Okray", "1 direct", "1 indirect", "0 mixed")
	clitest.Contains(t, want(t, cli.ExitDone, "log", "--project", "P.assay").Out, "attribute", "remove attribution", "none → Lena Okray, indirect, “said”, via Tide Post, for ana")
}

func TestVoicesAreJoinedAndDivided(t *testing.T) {
	inProject(t)
	for i, name := range []string{"Lena Okray", "Mayor Okray", "the mayor"} {
		phrased(t, cli.ExitDone, "attribute", "harbour", []string{"0", "1", "2"}[i], "--voice", name, "--mode", "indirect")
	}
	clitest.Contains(t, phrased(t, cli.ExitDone, "voices", "join", "mayor okray", "lena okray").Out, "join voices: Mayor Okray → Lena Okray")
	phrased(t, cli.ExitDone, "voices", "alias", "Lena Okray", "L. Okray")
	phrased(t, cli.ExitDone, "voices", "kind", "mayor okray", "official")
	wantVoices(t, "Lena Okray|L. Okray,Mayor Okray|official|ii", "the mayor|||i")
	clitest.Contains(t, want(t, cli.ExitDone, "search", "--project", "P.assay", `voice:"mayor okray"`).ErrOut, "2 sentences in 1 article")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "voices", "join", "L. Okray", "lena okray").ErrOut, "a voice cannot be another name of itself")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "voices", "join", "lena okray", "mayor okray").ErrOut, "a voice cannot be another name of itself")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "voices", "alias", "lena okray", "LENA OKRAY").ErrOut, "a voice cannot be another name of itself")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "voices", "alias", "lena okray", "The Mayor").ErrOut, "another voice has this name; join the two")
	clitest.Contains(t, phrased(t, cli.ExitDone, "voices", "alias", "lena okray", "l. okray").Out, "(unchanged)")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "voices", "delete", "mayor okray").ErrOut, "the voice is in use")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "voices", "divide", "lena okray").ErrOut, "it is not another name of a voice")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "voices", "divide", "the mayor", "mayor okray").ErrOut, "there is no such voice")
	phrased(t, cli.ExitDone, "voices", "divide", "lena okray", "mayor okray")
	wantVoices(t, "Lena Okray|L. Okray|official|i", "Mayor Okray|||i", "the mayor|||i")
	phrased(t, cli.ExitDone, "voices", "kind", "lena okray", "none")
	phrased(t, cli.ExitDone, "voices", "delete", "l. okray")
	clitest.Contains(t, phrased(t, cli.ExitDone, "voices", "rename", "the mayor", "the new mayor").Out, "the mayor → the new mayor")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "voices", "rename", "the new mayor", "Lena Okray").ErrOut, "another voice has this name; join the two")
	wantVoices(t, "Lena Okray|||i", "Mayor Okray|||i", "the new mayor|||i")
	for range 5 {
		want(t, cli.ExitDone, "undo", "--project", "P.assay")
	}
	wantVoices(t, "Lena Okray|L. Okray,Mayor Okray||ii", "the mayor|||i")
}

// What is refused is explained and changes nothing.
func TestAttributionsThatAreRefused(t *testing.T) {
	inProject(t)
	phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", "Ann")
	for _, c := range []struct {
		code    int
		command []string
		says    string
	}{
		{cli.ExitUsage, []string{"attribute", "harbour", "1"}, "--voice or --remove is missing"},
		{cli.ExitUsage, []string{"attribute", "harbour", "1", "--voice", ""}, "the voice's name is missing"},
		{cli.ExitUsage, []string{"attribute", "harbour", "1", "--voice", strings.Repeat("x", 10_000)}, "at most 255 can be kept"},
		{cli.ExitUsage, []string{"attribute", "harbour", "1", "--voice", "a\x1bb"}, "has control characters in it"},
		{cli.ExitUsage, []string{"attribute", "harbour", "1", "--voice", "Ann", "--mode", "sung"}, "must be one of direct, indirect, mixed"},
		{cli.ExitUsage, []string{"attribute", "harbour", "1", "--voice", "Ann", "--remove"}, "cannot be given together"},
		{cli.ExitUsage, []string{"attribute", "harbour", "-1", "--voice", "Ann"}, ""},
		{cli.ExitUsage, []string{"attribute", "harbour", "x", "--voice", "Ann"}, "is not a sentence index"},
		{cli.ExitFailed, []string{"attribute", "harbour", "99", "--voice", "Ann"}, "there is no such sentence"},
		{cli.ExitFailed, []string{"attribute", "nowhere", "1", "--voice", "Ann"}, "there is no such article"},
		{cli.ExitUsage, []string{"voices", "kind", "Ann", "king"}, "must be one of official"},
		{cli.ExitFailed, []string{"voices", "join", "Ann", "Bo"}, `voice "Bo": there is no such voice`},
		{cli.ExitUsage, []string{"voices", "join", "Ann"}, "INTO is missing"},
		{cli.ExitUsage, []string{"voices", "divide"}, "ALIAS is missing"},
	} {
		clitest.Contains(t, phrased(t, c.code, c.command...).ErrOut, c.says)
	}
	wantVoices(t, "Ann|||i")
	if log := want(t, cli.ExitDone, "log", "--project", "P.assay").Out; strings.Count(log, "ana  attribute") != 1 {
		t.Errorf("the history has %s", log)
	}
}

func TestTheTableOfSpeakersIsWritten(t *testing.T) {
	inProject(t)
	phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", "=Ann()", "--mode", "mixed")
	want(t, cli.ExitDone, "voices", "--project", "P.assay", "--csv", "voices.csv")
	table, err := os.ReadFile("voices.csv")
	if err != nil || !strings.HasPrefix(string(table), "\uFEFFvoice,other_names,kind,grade,total,direct,indirect,mixed,") ||
		!strings.Contains(string(table), "\n'=Ann(),,,,1,0,0,1,0,0,1\r\n(total),,,,1,0,0,1,0,0,1\r\n") {
		t.Errorf("the table is %q (%v)", table, err)
	}
	want(t, cli.ExitUsage, "voices", "--project", "P.assay", "--csv", "P.assay")
	want(t, cli.ExitUsage, "voices", "--project", "P.assay", "--csv", "x.csv", "--json")
}

func TestAttributionsTravelInASet(t *testing.T) {
	inProject(t)
	phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", "Mayor Okray", "--mode", "mixed", "--cue", "=told")
	phrased(t, cli.ExitDone, "voices", "alias", "Mayor Okray", "the mayor")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json")
	raw, err := os.ReadFile("P.json")
	if err != nil || !strings.Contains(string(raw), `"voice": "Mayor Okray", "mode": "mixed", "cue": "=told"`) {
		t.Errorf("the set is %s (%v)", raw, err)
	}
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "P.json")
	if got := voicesIn(t, "Q.assay"); !slices.Equal(got, []string{"Mayor Okray|the mayor||m"}) {
		t.Errorf("the other project has %q", got)
	}
	want(t, cli.ExitDone, "search", "--project", "P.assay", "--csv", "found.csv", "voice:*")
	table, err := os.ReadFile("found.csv")
	if err != nil || !strings.Contains(string(table), ",voice,mode,cue,via") || !strings.Contains(string(table), ",Mayor Okray,mixed,'=told,") {
		t.Errorf("the table is %s (%v)", table, err)
	}
}

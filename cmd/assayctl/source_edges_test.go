package main

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

// logOf returns what "log" prints.
func logOf(t *testing.T) string {
	t.Helper()
	return want(t, cli.ExitDone, "log", "--project", "P.assay", "--limit", "0").Out
}

// What is no grade is refused everywhere with the same words, and changes nothing.
func TestWhatIsNoGradeIsRefused(t *testing.T) {
	inProject(t)
	before := logOf(t)
	for _, typed := range []string{"G", "g", "B7", "B0", "", " ", "B 2", "BB", "22", "2B", "B2C", "none2", "B²", "Б", "0", "-", "B2\n", "B\x1b"} {
		if typed != "B2\n" { // white space around a grade does not matter
			for _, on := range [][]string{{"--article", "harbour", "--sentence", "0"}, {"--article", "harbour"}, {"--outlet", "Nowhere"}, {"--voice", "Nobody"}} {
				clitest.Contains(t, phrased(t, cli.ExitUsage, append(append([]string{"grade"}, on...), typed)...).ErrOut, "use A to F for the source, 1 to 6 for the information, or both")
			}
		}
		if typed != "" && typed != "B2\n" {
			clitest.Contains(t, phrased(t, cli.ExitUsage, "note", "harbour", "0", "Two saw it.", "--grade", typed).ErrOut, "use A to F for the source, 1 to 6 for the information, or both")
		}
	}
	for _, typed := range []string{"2", "b2", " B2 ", "f6"} {
		for _, on := range []string{"--article", "--outlet", "--voice"} {
			clitest.Contains(t, phrased(t, cli.ExitUsage, "grade", on, "harbour", typed).ErrOut, "only the grade of a sentence has a digit")
		}
	}
	if after := logOf(t); after != before {
		t.Errorf("the history has\n%s", after)
	}
}

// A half that is typed leaves the other one.
func TestGradesAreTypedInHalves(t *testing.T) {
	inProject(t)
	for _, c := range []struct{ typed, want string }{{"2", "2"}, {"b", "B2"}, {" b2 ", "B2 (unchanged)"}, {"F", "F2"}, {"6", "F6"}, {"None", "none"}, {"NONE", "none (unchanged)"}} {
		clitest.Contains(t, phrased(t, cli.ExitDone, "grade", "--article", "harbour", "--sentence", "0", c.typed).Out, "sentence 0: "+c.want+"\n")
	}
	phrased(t, cli.ExitDone, "grade", "--article", "harbour", "--sentence", "0", "B2", "--basis", "Two saw it.")
	phrased(t, cli.ExitDone, "note", "harbour", "0", "A third denies it.", "--grade", "4")
	clitest.Contains(t, showsOf(t), "^ B4 (ana)", "* [B4] A third denies it. (ana)")
	clitest.Contains(t, logOf(t), `grade B2 "Two saw it." → B4 by a note, for ana`)
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	clitest.Contains(t, showsOf(t), "^ B2 (ana)")
}

func TestSentencesThatAreNotThereAreRefused(t *testing.T) {
	inProject(t)
	sentences := 0
	for _, a := range list(t) {
		if strings.HasPrefix(a.File, "harbour") {
			sentences = a.Sentences
		}
	}
	before := logOf(t)
	for _, command := range [][]string{{"grade", "--article", "harbour", "B", "--sentence"}, {"attribute", "harbour", "--voice", "Ann", "--"}} {
		for index, code := range map[string]int{
			"-1": cli.ExitUsage, "": cli.ExitUsage, "1.5": cli.ExitUsage, "99999999999999999999": cli.ExitUsage, strings.Repeat("9", 6): cli.ExitFailed,
			strconv.Itoa(sentences): cli.ExitFailed,
		} {
			args := append([]string{command[0], "--project", "P.assay", "--analyst", "ana"}, append(command[1:], index)...)
			if r := want(t, code, args...); !strings.Contains(r.ErrOut, "sentence") {
				t.Errorf("%q says %s", args, r.ErrOut)
			}
		}
	}
	if after := logOf(t); after != before {
		t.Errorf("the history has\n%s", after)
	}
}

// Undoing, and going on, with voices that are joined into each other in turn.
func TestVoicesCannotBeJoinedInACircle(t *testing.T) {
	inProject(t)
	for i, name := range []string{"A", "B", "C"} {
		phrased(t, cli.ExitDone, "attribute", "harbour", []string{"0", "1", "2"}[i], "--voice", name, "--mode", "direct")
	}
	refused := func(from, into string) {
		t.Helper()
		clitest.Contains(t, phrased(t, cli.ExitFailed, "voices", "join", from, into).ErrOut, "a voice cannot be another name of itself")
	}
	refused("A", "A")
	refused("a", " A ")
	phrased(t, cli.ExitDone, "voices", "join", "A", "B")
	refused("B", "A")
	refused("A", "B")
	phrased(t, cli.ExitDone, "voices", "join", "A", "C") // A is B now, so both are C
	wantVoices(t, "C|A,B||ddd")
	refused("C", "A")
	refused("C", "B")
	refused("B", "A")
	phrased(t, cli.ExitDone, "voices", "divide", "A")
	wantVoices(t, "C|B||dd", "A|||d")
	phrased(t, cli.ExitDone, "voices", "join", "C", "A")
	wantVoices(t, "A|B,C||ddd")
	refused("A", "B")
}

// The letter of a voice follows the voice through joining and dividing.
func TestGradesOfVoicesThatAreJoined(t *testing.T) {
	inProject(t)
	shows := func(lines ...string) {
		t.Helper()
		clitest.Contains(t, showsOf(t), lines...)
	}
	phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", "Ann")
	phrased(t, cli.ExitDone, "attribute", "harbour", "1", "--voice", "The mayor")
	phrased(t, cli.ExitDone, "grade", "--voice", "the MAYOR", "D", "--basis", "Guesses.")
	finds := func(query string, sentences string) {
		t.Helper()
		clitest.Contains(t, want(t, cli.ExitDone, "search", "--project", "P.assay", "--analyst", "ana", query).ErrOut, sentences)
	}
	finds("grade:D", "1 sentence ")
	phrased(t, cli.ExitDone, "voices", "join", "the mayor", "ann")
	finds("grade:D", "2 sentences ")
	clitest.Contains(t, phrased(t, cli.ExitDone, "grade", "--voice", "the mayor", "B").Out, "voice Ann: B\n") // an alias stands for its voice
	finds("grade:B", "2 sentences ")
	finds("grade:D", "0 sentences")
	shows("^ B (ana, letter of the voice)")
	phrased(t, cli.ExitDone, "voices", "divide", "the mayor")
	finds("grade:B", "1 sentence ")
	finds("grade:D", "1 sentence ")
	phrased(t, cli.ExitDone, "grade", "--voice", "ann", "none")
	finds("grade:B", "0 sentences")
}

func TestTheHistoryOfSourcesReadsAsEnglish(t *testing.T) {
	inProject(t)
	phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", "Ann", "--mode", "direct", "--cue", "said")
	phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", "Ann", "--mode", "direct", "--cue", "told")
	phrased(t, cli.ExitDone, "voices", "alias", "Ann", "the mayor")
	phrased(t, cli.ExitDone, "voices", "kind", "Ann", "official")
	phrased(t, cli.ExitDone, "grade", "--voice", "ann", "B", "--basis", "Was there.")
	phrased(t, cli.ExitDone, "grade", "--voice", "ann", "B", "--basis", "Was there twice.")
	phrased(t, cli.ExitDone, "voices", "divide", "the mayor")
	phrased(t, cli.ExitDone, "voices", "rename", "the mayor", "the new mayor")
	phrased(t, cli.ExitDone, "voices", "delete", "the new mayor")
	phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--remove")
	clitest.Contains(t, logOf(t),
		"attribution none → Ann, direct, “said”, for ana", "attribution Ann, direct, “said” → Ann, direct, “told”, for ana",
		"voice ann: none → Ann\n", "voice the mayor: none → the mayor, joined into ann\n", "voice ann: Ann → Ann (official)\n",
		`grade ann: none → B "Was there.", for ana`, `grade ann: B "Was there." → B "Was there twice.", for ana`,
		"voice the mayor: the mayor, joined into ann → the mayor\n", "voice the mayor: the mayor → the new mayor\n", "voice the mayor: the new mayor → none\n",
		"attribution Ann, direct, “told” → none, for ana",
		"ana  set kind of voice", "ana  divide voice")
}

// A damaged voice in a set is refused or resolved. In both cases nothing that the project
// has is lost.
func TestSetsWithDamagedVoices(t *testing.T) {
	inProject(t)
	phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", "Ann", "--mode", "direct")
	phrased(t, cli.ExitDone, "attribute", "harbour", "1", "--voice", "Bo", "--mode", "direct")
	phrased(t, cli.ExitDone, "voices", "join", "Bo", "Ann")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json")
	raw, err := os.ReadFile("P.json")
	if err != nil {
		t.Fatal(err)
	}
	cbor := regexp.MustCompile(`,\s*"cbor": "[^"]*"`)
	set := cbor.ReplaceAllString(string(raw), "")
	self, circle := "a voice that is its own alias", "voices joined into each other"
	for name, c := range map[string]struct{ from, to, refused, voices string }{
		"as it is":                             {voices: "Ann|Bo||dd"},
		"a voice without a name":               {`{"name": "Bo", "into": "ann"}`, `{"name": "", "into": "ann"}`, "the voice's name is missing", ""},
		"a voice of an unknown kind":           {`"into": "ann"`, `"kind": "king", "into": "ann"`, `"king" is not a kind of voice`, ""},
		"an unknown mode":                      {`"name": "Bo", "mode": "direct"`, `"name": "Bo", "mode": "sung"`, `"sung" is not a mode of speech`, ""},
		"an attribution without a voice":       {`{"voice": "bo", `, `{`, "the attribution names no voice", ""},
		"an attribution to a voice not listed": {`{"voice": "bo", `, `{"voice": "gone", `, "", "Ann|Bo||d Bo|||d"}, // it keeps the name
		"an alias of a voice not listed":       {`"into": "ann"`, `"into": "nobody"`, "", "Ann|||d Bo|||d"},
		self:                                   {`"into": "ann"`, `"into": "bo"`, "", "Ann|||d Bo|||d"},
		circle:                                 {`{"name": "Ann"}`, `{"name": "Ann", "into": "bo"}`, "", "Ann|Bo||dd"},
	} {
		damaged := strings.Replace(set, c.from, c.to, 1)
		if damaged == set && c.from != "" {
			t.Errorf("%s: nothing is damaged", name)
		}
		project := name + ".assay"
		clitest.Write(t, name+".json", damaged)
		if c.refused != "" {
			clitest.Contains(t, want(t, cli.ExitFailed, "load", "--project", project, name+".json").ErrOut, c.refused)
			if _, err := os.Stat(project); err == nil {
				t.Errorf("%s: there is a project", name)
			}
			continue
		}
		want(t, cli.ExitDone, "load", "--project", project, name+".json")
		if got := strings.Join(voicesIn(t, project), " "); got != c.voices {
			t.Errorf("%s: the voices are %s", name, got)
		}
		want(t, cli.ExitDone, "verify", "--project", project)
	}

	// The next change mends the list.
	inCopy := func(project string, code int, command ...string) clitest.Result {
		t.Helper()
		return want(t, code, append(command, "--project", project+".assay", "--analyst", "ana")...)
	}
	clitest.Contains(t, inCopy(self, cli.ExitFailed, "voices", "divide", "bo").ErrOut, "it is not another name of a voice")
	inCopy(self, cli.ExitDone, "voices", "join", "ann", "bo")
	inCopy(circle, cli.ExitFailed, "voices", "join", "bo", "ann")
	inCopy(circle, cli.ExitDone, "voices", "divide", "bo")
	for project, voices := range map[string]string{self: "Bo|Ann||dd", circle: "Ann|||d Bo|||d"} {
		if got := strings.Join(voicesIn(t, project+".assay"), " "); got != voices {
			t.Errorf("%s, mended: the voices are %s", project, got)
		}
		want(t, cli.ExitDone, "verify", "--project", project+".assay")
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/intake/coding"
)

func TestExportLoadExportLosesNothing(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "bo", "mill", "1", "quote")
	want(t, cli.ExitDone, "note", "--project", "P.assay", "--analyst", "bo", "ferry", "0", "From <where>?")
	clitest.Contains(t, want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json").ErrOut, "P.json: 3 articles")
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "P.json")
	want(t, cli.ExitDone, "verify", "--project", "Q.assay")
	want(t, cli.ExitDone, "export", "--project", "Q.assay", "-o", "Q.json")
	first, second := setFile(t, "P.json"), setFile(t, "Q.json")
	for _, own := range []string{"project", "exported"} {
		delete(first, own)
		delete(second, own)
	}
	for name := range first {
		if !bytes.Equal(first[name], second[name]) {
			t.Errorf("%s differ:\n%s\n%s", name, first[name], second[name])
		}
	}
	again := want(t, cli.ExitDone, "load", "--project", "P.assay", "P.json")
	clitest.Contains(t, again.Out, "3 unchanged")
}

// setFile reads a set, validates it and returns its fields.
func setFile(t *testing.T, path string) map[string]json.RawMessage {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	exchangetest.Validate(t, raw)
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	return fields
}

func TestExportOfOneArticleAndWithoutText(t *testing.T) {
	inProject(t)
	r := want(t, cli.ExitDone, "export", "--project", "P.assay", "--article", "mill", "--article", "mill.txt", "--no-text")
	exchangetest.Validate(t, []byte(r.Out))
	if strings.Contains(r.Out, "owner") || strings.Count(r.Out, `"sha256"`) != 1 {
		t.Errorf("it gives\n%s", r.Out)
	}
	clitest.Contains(t, want(t, cli.ExitUsage, "export", "--project", "P.assay", "-o", "P.assay").ErrOut, "the project itself")
	want(t, cli.ExitFailed, "export", "--project", "P.assay", "-o", "no/such/folder/set.json")
}

func TestLoadRefusesWhatDoesNotFitAndLoadsTheRest(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "export", "--project", "P.assay", "--no-text", "-o", "bare.json")
	want(t, cli.ExitDone, "import", "--project", "Q.assay", "press/ferry.txt")
	r := want(t, cli.ExitPartial, "load", "--project", "Q.assay", "bare.json")
	clitest.Contains(t, r.ErrOut, "refused article", "harbour.txt", "mill.txt", "import it first", "2 inputs were refused")
	clitest.Contains(t, want(t, cli.ExitFailed, "load", "--project", "R.assay", "bare.json").ErrOut, "no article of the set")
	clitest.Absent(t, "R.assay")
}

func TestALabelledSetIsLoadedWhereItsArticlesAre(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	r := want(t, cli.ExitDone, "export", "--project", "P.assay", "--labelled", "-o", "labelled.json")
	clitest.Contains(t, r.ErrOut, "3 articles, 1 sentence, 1 annotation")
	setFile(t, "labelled.json")
	clitest.Contains(t, want(t, cli.ExitFailed, "load", "--project", "R.assay", "labelled.json").ErrOut, "no article of the set")
	clitest.Absent(t, "R.assay")
	want(t, cli.ExitDone, "import", "--project", "Q.assay", "press/harbour.txt")
	r = want(t, cli.ExitPartial, "load", "--project", "Q.assay", "labelled.json")
	clitest.Contains(t, r.ErrOut, "ferry.txt", "mill.txt", "only its labelled sentences; import it first", "2 inputs were refused")
	clitest.Contains(t, want(t, cli.ExitDone, "stats", "--project", "Q.assay").Out, "1 tagged")
}

func TestVerifyFindsATextThatWasChanged(t *testing.T) {
	clitest.InFolder(t)
	want(t, cli.ExitDone, "import", "--project", "P.assay", "press/harbour.txt")
	raw, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	clitest.Write(t, "P.assay", string(bytes.ReplaceAll(raw, []byte("No one was hurt"), []byte("No 1ne was hurt"))))
	r := want(t, cli.ExitFailed, "verify", "--project", "P.assay")
	clitest.Contains(t, r.Out, "article “Harbour wall gives way” (", "): its text was changed on the disk")
	clitest.Contains(t, r.ErrOut, "1 problem found")
}

func TestSegmentGivesOffsetsIntoTheFile(t *testing.T) {
	clitest.InFolder(t)
	const text = "Café — open. 🚢 came; “yes.” And went.\r\n\r\nDone."
	for name, encoding := range map[string]string{
		"a.txt": "utf-8", "b.txt": "utf-8-bom", "c.txt": "utf-16le-bom", "d.txt": "utf-16be-bom",
	} {
		raw, err := coding.Encode(text, encoding)
		if err != nil {
			t.Fatal(err)
		}
		clitest.Write(t, name, string(raw))
	}
	clitest.Write(t, "e.txt", mill)
	const russian = "Паром опоздал на три часа. Никто на причале не знал почему. Утром он пришёл вовремя."
	raw, err := coding.Encode(russian, "koi8-r")
	if err != nil {
		t.Fatal(err)
	}
	clitest.Write(t, "f.txt", string(raw))
	r := want(t, cli.ExitDone, "segment", "a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt")
	lines := 0
	for line := range strings.Lines(r.Out) {
		lines++
		var s segmentLine
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		raw, _ := os.ReadFile(s.File)
		_, encoding, err := coding.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		// A part of a file has no byte order mark.
		want, err := coding.Encode(s.Text, strings.TrimSuffix(encoding, "-bom"))
		if err != nil {
			t.Fatal(err)
		}
		if got := raw[s.Start:s.End]; !bytes.Equal(got, want) {
			t.Errorf("%s (%s): bytes %d-%d are %q, not %q", s.File, encoding, s.Start, s.End, got, s.Text)
		}
	}
	if lines < 4*3+2+3 {
		t.Errorf("%d lines", lines)
	}
	clitest.Write(t, "empty.txt", "")
	clitest.Contains(t, want(t, cli.ExitPartial, "segment", "a.txt", "empty.txt", "missing.txt").ErrOut, "refused empty.txt: the file is empty", "refused missing.txt")
	want(t, cli.ExitFailed, "segment", "empty.txt")
}

// loadedJSON is what "load --json" prints.
type loadedJSON struct {
	Added []struct {
		ID, File string
		Similar  []struct {
			File  string
			Alike float64
		}
	}
	Changed, Unchanged []struct{ ID, File string }
	Refused            []struct{ ID, File, Reason string }
	Annotations, Notes int
	Conflicts          int
	Future             struct {
		Annotations, Notes int
		Latest             string
		Analysts           []string
	}
}

func TestLoadSaysAsJSONWhatBecameOfTheSet(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "-p", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	clitest.Write(t, "dos.txt", strings.ReplaceAll(harbour, "\n", "\r\n"))
	want(t, cli.ExitDone, "import", "-p", "Q.assay", "dos.txt")
	want(t, cli.ExitDone, "export", "-p", "P.assay", "-o", "P.json")

	got := clitest.Unmarshal[loadedJSON](t, want(t, cli.ExitDone, "load", "-p", "Q.assay", "--json", "P.json"))
	if len(got.Added) != 3 || got.Annotations != 1 || got.Notes != 0 || got.Conflicts != 0 || got.Changed == nil || got.Refused == nil || got.Future.Analysts == nil {
		t.Errorf("%+v", got)
	}
	like := 0
	for _, a := range got.Added {
		if like += len(a.Similar); a.Similar == nil || len(a.Similar) > 0 && (a.File != "harbour.txt" || a.Similar[0].File != "dos.txt" || a.Similar[0].Alike != 1) {
			t.Errorf("%+v", a)
		}
	}
	if like != 1 {
		t.Errorf("%d articles are like others", like)
	}
	want(t, cli.ExitDone, "undo", "-p", "Q.assay")
	want(t, cli.ExitDone, "load", "-p", "Q.assay", "P.json")
	got = clitest.Unmarshal[loadedJSON](t, want(t, cli.ExitDone, "load", "-p", "Q.assay", "--json", "P.json"))
	if len(got.Unchanged) != 3 || len(got.Added)+len(got.Changed) != 0 {
		t.Errorf("%+v", got)
	}
	want(t, cli.ExitDone, "export", "-p", "P.assay", "--no-text", "-o", "bare.json")
	refused := clitest.Unmarshal[loadedJSON](t, want(t, cli.ExitFailed, "load", "-p", "R.assay", "--json", "bare.json"))
	if len(refused.Refused) != 3 || refused.Refused[0].Reason == "" || refused.Refused[0].File == "" {
		t.Errorf("%+v", refused)
	}
	clitest.Absent(t, "R.assay")
}

func TestLoadSaysWhatIsNearlyThereAndWhatIsOfTheFuture(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "-p", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	clitest.Write(t, "dos.txt", strings.ReplaceAll(harbour, "\n", "\r\n"))
	want(t, cli.ExitDone, "import", "-p", "Q.assay", "dos.txt")
	raw := want(t, cli.ExitDone, "export", "-p", "P.assay").Out
	future := regexp.MustCompile(`"time": "[^"]*"`).ReplaceAllString(raw, `"time": "2931-01-02T03:04:05Z"`)
	clitest.Write(t, "future.json", future)
	r := want(t, cli.ExitDone, "load", "-p", "Q.assay", "future.json")
	clitest.Contains(t, r.Out, "articles: 3 added, 0 changed, 0 unchanged, 0 refused; 1 annotation and 0 notes written, 0 conflicts found\n")
	clitest.Contains(t, r.ErrOut, "(harbour.txt) is 100% similar to dos.txt", "1 annotation and 0 notes are dated in the future (up to 2931-01-02T03:04:05Z, by ana)")
	got := clitest.Unmarshal[loadedJSON](t, want(t, cli.ExitDone, "load", "-p", "Q.assay", "--json", "future.json")).Future
	if got.Annotations != 1 || got.Notes != 0 || got.Latest != "2931-01-02T03:04:05Z" || len(got.Analysts) != 1 {
		t.Errorf("%+v", got)
	}
}

// A label dated in the future can be corrected, even after it was cleared. The
// correction also wins in the project that the label came from.
func TestALabelOfTheFutureIsCorrected(t *testing.T) {
	for _, between := range []string{"", "none"} {
		inProject(t)
		want(t, cli.ExitDone, "tag", "-p", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
		raw := want(t, cli.ExitDone, "export", "-p", "P.assay").Out
		clitest.Write(t, "future.json", regexp.MustCompile(`"time": "[^"]*"`).ReplaceAllString(raw, `"time": "2931-01-02T03:04:05Z"`))
		want(t, cli.ExitDone, "load", "-p", "P.assay", "future.json")
		want(t, cli.ExitDone, "load", "-p", "theirs.assay", "future.json")
		if between != "" {
			want(t, cli.ExitDone, "tag", "-p", "P.assay", "--analyst", "ana", "harbour", "1", between)
		}
		want(t, cli.ExitDone, "tag", "-p", "P.assay", "--analyst", "ana", "harbour", "1", "quote")
		want(t, cli.ExitDone, "load", "-p", "P.assay", "future.json")
		want(t, cli.ExitDone, "export", "-p", "P.assay", "-o", "P.json")
		want(t, cli.ExitDone, "load", "-p", "theirs.assay", "P.json")
		for _, p := range []string{"P.assay", "theirs.assay"} {
			a := clitest.Unmarshal[shownArticle](t, want(t, cli.ExitDone, "show", "-p", p, "--json", "harbour"))
			if got := a.Sentences[1].Annotations; len(got) != 1 || got[0].Label != "quote" {
				t.Errorf("%s has %+v", p, got)
			}
		}
	}
}

func TestImportOfAConvertedArticleIsVerifiedAndExported(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "clips.csv", "Story,Headline\nThe ferry was late.,Ferry late\nThe ferry was early.,Ferry early\n")
	want(t, cli.ExitDone, "import", "--project", "P.assay", "--column", "text=Story", "clips.csv")
	want(t, cli.ExitDone, "verify", "--project", "P.assay")
	r := want(t, cli.ExitDone, "export", "--project", "P.assay")
	clitest.Contains(t, r.Out, `"format": "csv"`, `clips.csv#2`, `"Ferry early`)
	want(t, cli.ExitUsage, "import", "--project", "P.assay", "--column", "nonsense", "clips.csv")
	clitest.Contains(t, want(t, cli.ExitFailed, "import", "--project", "P.assay", "--column", "text=Body", "clips.csv").ErrOut, "clips.csv")
}

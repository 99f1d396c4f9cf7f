package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/intake"
)

func TestExportLoadExportLosesNothing(t *testing.T) {
	inProject(t)
	want(t, exitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "1", "claim")
	want(t, exitDone, "tag", "--project", "P.assay", "--analyst", "bo", "mill", "1", "quote")
	want(t, exitDone, "note", "--project", "P.assay", "--analyst", "bo", "ferry", "0", "From <where>?")
	contains(t, want(t, exitDone, "export", "--project", "P.assay", "-o", "P.json").errOut, "P.json: 3 articles")
	want(t, exitDone, "load", "--project", "Q.assay", "P.json")
	want(t, exitDone, "verify", "--project", "Q.assay")
	want(t, exitDone, "export", "--project", "Q.assay", "-o", "Q.json")
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
	again := want(t, exitDone, "load", "--project", "P.assay", "P.json")
	contains(t, again.out, "3 unchanged")
}

// setFile reads a set, checks it and gives its fields.
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
	r := want(t, exitDone, "export", "--project", "P.assay", "--article", "mill", "--article", "mill.txt", "--no-text")
	exchangetest.Validate(t, []byte(r.out))
	if strings.Contains(r.out, "owner") || strings.Count(r.out, `"sha256"`) != 1 {
		t.Errorf("it gives\n%s", r.out)
	}
	contains(t, want(t, exitUsage, "export", "--project", "P.assay", "-o", "P.assay").errOut, "the project itself")
	want(t, exitFailed, "export", "--project", "P.assay", "-o", "no/such/folder/set.json")
}

func TestLoadRefusesWhatDoesNotFitAndLoadsTheRest(t *testing.T) {
	inProject(t)
	want(t, exitDone, "export", "--project", "P.assay", "--no-text", "-o", "bare.json")
	want(t, exitDone, "import", "--project", "Q.assay", "press/ferry.txt")
	r := want(t, exitRefused, "load", "--project", "Q.assay", "bare.json")
	contains(t, r.errOut, "refused article", "harbour.txt", "mill.txt", "import it first", "2 inputs were refused")
	contains(t, want(t, exitFailed, "load", "--project", "R.assay", "bare.json").errOut, "nothing of the set")
	absent(t, "R.assay")
}

func TestVerifyFindsATextThatWasChanged(t *testing.T) {
	inFolder(t)
	want(t, exitDone, "import", "--project", "P.assay", "press/harbour.txt")
	raw, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	write(t, "P.assay", string(bytes.ReplaceAll(raw, []byte("No one was hurt"), []byte("No 1ne was hurt"))))
	r := want(t, exitFailed, "verify", "--project", "P.assay")
	contains(t, r.out, "article “Harbour wall gives way” (", "): its text was changed on the disk")
	contains(t, r.errOut, "problems found")
}

func TestSegmentGivesOffsetsIntoTheFile(t *testing.T) {
	inFolder(t)
	const text = "Café — open. 🚢 came; “yes.” And went.\r\n\r\nDone."
	for name, encoding := range map[string]string{
		"a.txt": "utf-8", "b.txt": "utf-8-bom", "c.txt": "utf-16le-bom", "d.txt": "utf-16be-bom",
	} {
		raw, err := intake.Encode(text, encoding)
		if err != nil {
			t.Fatal(err)
		}
		write(t, name, string(raw))
	}
	write(t, "e.txt", mill)
	r := want(t, exitDone, "segment", "a.txt", "b.txt", "c.txt", "d.txt", "e.txt")
	lines := 0
	for line := range strings.Lines(r.out) {
		lines++
		var s segmentLine
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		raw, _ := os.ReadFile(s.File)
		_, encoding, err := intake.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		// Without the mark the piece has the encoding that has none.
		want, err := intake.Encode(s.Text, strings.TrimSuffix(encoding, "-bom"))
		if err != nil {
			t.Fatal(err)
		}
		if got := raw[s.Start:s.End]; !bytes.Equal(got, want) {
			t.Errorf("%s (%s): bytes %d-%d are %q, not %q", s.File, encoding, s.Start, s.End, got, s.Text)
		}
	}
	if lines < 4*3+2 {
		t.Errorf("%d lines", lines)
	}
	write(t, "empty.txt", "")
	contains(t, want(t, exitRefused, "segment", "a.txt", "empty.txt", "missing.txt").errOut, "refused empty.txt: the file is empty", "refused missing.txt")
	want(t, exitFailed, "segment", "empty.txt")
}

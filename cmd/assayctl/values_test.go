package main

import (
	"os"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

const composedName, decomposedName = "Jos\u00e9", "Jose\u0301"

// analystsOf returns the names of the analysts who labelled something in the
// project, sorted.
func analystsOf(t *testing.T, project string) (names []string) {
	t.Helper()
	s := clitest.Unmarshal[struct {
		Analysts []struct {
			Name   string
			Tagged int
		}
	}](t, want(t, cli.ExitDone, "stats", "--project", project, "--json"))
	for _, a := range s.Analysts {
		if a.Tagged > 0 {
			names = append(names, a.Name)
		}
	}
	return names
}

func TestANameIsOneAnalystInEveryForm(t *testing.T) {
	inProject(t)
	for i, name := range []string{decomposedName, composedName, " " + composedName + "\t", "Jo\u200bs\u00e9", "\u2067" + decomposedName + "\u2069", "Jos\u00e9\u00a0"} {
		want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", name, "harbour", "1", []string{"claim", "quote"}[i%2])
	}
	want(t, cli.ExitDone, "search", "--project", "P.assay", "--analyst", decomposedName, "--tag", "background", "wall")
	if names := analystsOf(t, "P.assay"); len(names) != 1 || names[0] != composedName {
		t.Errorf("the analysts are %q", names)
	}
	want(t, cli.ExitDone, "undo", "--project", "P.assay", "--analyst", " ana ")
	clitest.Contains(t, want(t, cli.ExitDone, "log", "--project", "P.assay", "--limit", "1").Out, "  ana  ")
	t.Setenv("ASSAY_ANALYST", decomposedName)
	want(t, cli.ExitDone, "redo", "--project", "P.assay")
	clitest.Contains(t, want(t, cli.ExitDone, "log", "--project", "P.assay", "--limit", "1").Out, "  "+composedName+"  ")
	r := want(t, cli.ExitDone, "list", "--project", "P.assay", "--json", "--analyst", decomposedName)
	clitest.Contains(t, r.Out, `"tagged": 2`)
}

// If an older version stored another form of a name, the project keeps that form,
// so that an analyst is not counted as two.
func TestANameStaysAsTheProjectHasIt(t *testing.T) {
	inProject(t)
	p, err := storage.Open("P.assay", cli.Options(false))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := cli.OpenArticle(p, "harbour")
	if err != nil {
		t.Fatal(err)
	}
	p.Enqueue(edit.Change{Verb: edit.GoBack, Edits: []edit.Edit{edit.Of(record.OnSentence(doc.ID, doc.Sentences()[0].Span, decomposedName), nil, &model.Annotation{Analyst: decomposedName, Label: model.Claim})}})
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{composedName, decomposedName} {
		clitest.Contains(t, want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", name, "harbour", "0", "claim").Out, "claim (unchanged)")
		want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", name, "harbour", "1", "quote")
	}
	if names := analystsOf(t, "P.assay"); len(names) != 1 || names[0] != decomposedName {
		t.Errorf("the analysts are %q", names)
	}
}

func TestNamesThatNoSetMayHaveAreRefused(t *testing.T) {
	inProject(t)
	for _, c := range []struct{ name, says string }{
		{"K\x1b[31m", "control characters"},
		{"a\x07", "control characters"},
		{"a\xff", "not UTF-8"},
		{" \u200b ", "is missing"},
		{strings.Repeat("x", 2000), "2,000 bytes, and at most 1,024"},
	} {
		for _, args := range [][]string{
			{"tag", "harbour", "0", "claim"},
			{"note", "harbour", "0", "Text."},
			{"undo"},
			{"redo"},
			{"list"},
			{"search", "wall"},
			{"import", "press"},
			{"load", "none.json"},
		} {
			args = append([]string{args[0], "--project", "P.assay", "--analyst", c.name}, args[1:]...)
			clitest.Contains(t, want(t, cli.ExitUsage, args...).ErrOut, "--analyst", "the analyst's name", c.says)
		}
	}
	t.Setenv("ASSAY_ANALYST", "K\x1b[31m")
	clitest.Contains(t, want(t, cli.ExitFailed, "undo", "--project", "P.assay").ErrOut, "$ASSAY_ANALYST", "control characters")
}

func TestControlCharactersDoNotGetIntoNotes(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "note", "--project", "P.assay", "--analyst", "ana", "harbour", "0", "a\x1b[31mred\a\b\x7f\u009b \u202ertl\r\nnext\tone")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "set.json")
	data, err := os.ReadFile("set.json")
	if err != nil {
		t.Fatal(err)
	}
	clitest.Contains(t, string(data), `"text": "a[31mred `+"\u202e"+`rtl\nnext\tone"`)
	clitest.Contains(t, want(t, cli.ExitUsage, "note", "--project", "P.assay", "--analyst", "ana", "harbour", "0", "\x1b\x07").ErrOut, "the text of the note is empty")
	clitest.Contains(t, want(t, cli.ExitUsage, "note", "--project", "P.assay", "--analyst", "ana", "harbour", "0", strings.Repeat("w", 1<<20+1)).ErrOut, "shorten it")
}

func TestArticlesAreFoundByEitherFormOfTheirNames(t *testing.T) {
	clitest.InFolder(t)
	const composed, decomposed = "Caf\u00e9", "Cafe\u0301"
	clitest.Write(t, "a/"+decomposed+".txt", harbour)
	clitest.Write(t, "a/\u1112\u1161\u11ab.txt", ferry)
	clitest.Write(t, "a/na\u00efve.txt", "Naive prose. More of it.\n")
	want(t, cli.ExitDone, "import", "--project", "P.assay", "a")
	for _, name := range []string{composed, decomposed, composed + ".txt", decomposed + ".txt"} {
		clitest.Contains(t, want(t, cli.ExitDone, "show", "--project", "P.assay", name).Out, "Harbour wall")
	}
	clitest.Contains(t, want(t, cli.ExitDone, "show", "--project", "P.assay", "\ud55c").Out, "ferry")
	clitest.Contains(t, want(t, cli.ExitDone, "show", "--project", "P.assay", "nai\u0308ve").Out, "Naive prose")

	// If both files exist, the exact name decides.
	clitest.Write(t, "b/"+composed+".txt", "Another text. It is short.\n")
	want(t, cli.ExitDone, "import", "--project", "P.assay", "b")
	clitest.Contains(t, want(t, cli.ExitDone, "show", "--project", "P.assay", composed).Out, "Another text")
	clitest.Contains(t, want(t, cli.ExitDone, "show", "--project", "P.assay", decomposed).Out, "Harbour wall")
}

// A refused set creates no project and changes none.
func TestARefusedSetLeavesNothingBehind(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "Ines", "harbour", "1", "claim")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "good.json")
	good, err := os.ReadFile("good.json")
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile("P.assay")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string][2]string{
		"a control character":   {`"Ines"`, `"I\u001b"`},
		"a name of 40 kB":       {`"Ines"`, `"` + strings.Repeat("I", 40_000) + `"`},
		"a year beyond 9999":    {`"importedAt": "2`, `"importedAt": "12`},
		"a year before 0":       {`"created": "2`, `"created": "-2`},
		"a colour that is none": {`#E69F00`, `#E69F0`},
		"a letter that is none": {`"letter": "C"`, `"letter": "☃"`},
		"a date that is none":   {`"metadata": {`, `"metadata": {"published": "2026-13-45", `},
		"a language of 100 kB":  {`"language": "en"`, `"language": "` + strings.Repeat("e", 100_000) + `"`},
	} {
		bad := strings.Replace(string(good), c[0], c[1], 1)
		if bad == string(good) {
			t.Fatalf("%s: %q is not in the set", name, c[0])
		}
		clitest.Write(t, "bad.json", bad)
		for _, project := range []string{"new.assay", "P.assay"} {
			r := assayctl(t, "load", "--project", project, "bad.json")
			if r.Code != cli.ExitFailed || len(r.ErrOut) > 1000 {
				t.Errorf("%s: exits with %d: %.300s", name, r.Code, r.ErrOut)
			}
		}
		clitest.Absent(t, "new.assay")
	}
	if now, err := os.ReadFile("P.assay"); err != nil || string(now) != string(before) {
		t.Errorf("the project was changed (%v)", err)
	}
}

func TestASetWithALongProjectNameMakesAProjectThatOpens(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "good.json")
	good, err := os.ReadFile("good.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, length := range []int{256, 3768, 100_000} {
		clitest.Write(t, "long.json", strings.Replace(string(good), `"name": "P"`, `"name": "`+strings.Repeat("日", length/3)+`"`, 1))
		want(t, cli.ExitDone, "load", "--project", "long.assay", "long.json")
		for _, command := range []string{"list", "stats", "verify", "compact", "export"} {
			want(t, cli.ExitDone, command, "--project", "long.assay")
		}
		want(t, cli.ExitDone, "recover", "long.assay", "-o", "saved.assay")
		for _, file := range []string{"long.assay", "saved.assay"} {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
	}
}

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
)

func TestVersionsInTheWrongOrderArePutRight(t *testing.T) {
	inProject(t)
	inWeirFiles(t)
	in(t, cli.ExitDone, "import", "u3.html")
	in(t, cli.ExitDone, "import", "--as-version-of", "u3", "u1.html")
	in(t, cli.ExitDone, "import", "--as-version-of", "u1", "u2.html")
	tagSentence(t, "ana", "u2", 1, "claim")
	tagSentence(t, "bo", "u2", 4, "quote")
	wantVersions(t, "u1", "u3.html 0 0 0", "u1.html 0 0 0", "u2.html* 2 0 0")
	before := everything(t)
	out := in(t, cli.ExitDone, "version order", "--analyst", "ana", "u1", "u2", "u3").Out
	clitest.Contains(t, out, "order versions: ", " (current)\n", "carried: 1 record; left behind: 1")
	wantVersions(t, "u1", "u1.html 0 0 0", "u2.html 1 0 0 | quote bo 4 gone", "u3.html* 1 0 0")
	in(t, cli.ExitDone, "undo")
	if everything(t) != before {
		t.Error("undo is not exact")
	}
	for _, args := range [][]string{{"u1", "u2"}, {"u1", "u2", "harbour"}, {"u1", "u2", "u2"}, {"harbour", "ferry"}} {
		clitest.Contains(t, in(t, cli.ExitFailed, "version order", append([]string{"--analyst", "ana"}, args...)...).ErrOut, "not versions of one article")
	}
	in(t, cli.ExitUsage, "version order", "--analyst", "ana")
}

func TestAVersionBecomesAnArticleOfItsOwn(t *testing.T) {
	inWeirProject(t)
	tagSentence(t, "ana", "v1", 1, "claim")
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html")
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v3.html")
	before := everything(t)
	in(t, cli.ExitDone, "version separate", "--analyst", "ana", "v2")
	wantVersions(t, "v1", "v1.html 0 0 0", "v3.html* 1 0 0")
	wantVersions(t, "v2", "v2.html* 0 0 0")
	in(t, cli.ExitDone, "undo")
	if everything(t) != before {
		t.Error("undo is not exact")
	}
	clitest.Contains(t, in(t, cli.ExitFailed, "version separate", "--analyst", "ana", "harbour").ErrOut, "not versions of one article")
	clitest.Contains(t, in(t, cli.ExitFailed, "version add", "--analyst", "ana", "v2", "v1").ErrOut, "already versions of one article")
	clitest.Contains(t, in(t, cli.ExitFailed, "version add", "--analyst", "ana", "v1", "v1").ErrOut, "they are the same text")
	clitest.Contains(t, in(t, cli.ExitFailed, "version add", "--analyst", "ana", "nobody", "v1").ErrOut, "there is no such article")
	in(t, cli.ExitUsage, "version")
	in(t, cli.ExitUsage, "version add", "--analyst", "ana", "v2")
}

func TestWhatIsLeftIsPlacedByHand(t *testing.T) {
	inWeirProject(t)
	tagSentence(t, "ana", "v1", 3, "claim")
	tagSentence(t, "bo", "v1", 3, "quote")
	in(t, cli.ExitDone, "note", "--analyst", "bo", "v1", "3", "Who says?")
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html")
	before := everything(t)
	place := func(code int, analyst string, args ...string) clitest.Result {
		t.Helper()
		return in(t, code, "version place", append([]string{"--analyst", analyst}, args...)...)
	}
	clitest.Contains(t, place(cli.ExitDone, "bo", "v1", "3", "v2", "0").Out, "place: ", "carried: 2 records")
	wantVersions(t, "v1", "v1.html 1 0 0 | claim ana 3 gone", "v2.html* 1 1 0")
	if got := labelsIn(t, "v2"); !slices.Equal(got, []string{"0 quote bo"}) {
		t.Errorf("the labels are %q", got)
	}
	clitest.Contains(t, place(cli.ExitFailed, "bo", "v1", "3", "v2", "0").ErrOut, "nothing of bo is left on sentence 3")
	tagSentence(t, "ana", "v2", 0, "quote")
	clitest.Contains(t, place(cli.ExitDone, "ana", "v1", "3", "v2", "0").Out, "carried: 0 records; left behind: 1", "has another one there")
	in(t, cli.ExitDone, "undo")
	in(t, cli.ExitDone, "undo")
	if everything(t) != before {
		t.Error("undo is not exact")
	}
	for _, c := range []struct {
		code int
		args []string
		want string
	}{
		{cli.ExitFailed, []string{"v2", "0", "v1", "3"}, "is not the current version of article"},
		{cli.ExitFailed, []string{"v1", "3", "harbour", "0"}, "not versions of one article"},
		{cli.ExitFailed, []string{"v1", "3", "v2", "90"}, "no such sentence"},
		{cli.ExitFailed, []string{"v1", "90", "v2", "0"}, "no such sentence"},
		{cli.ExitUsage, []string{"v1", "x", "v2", "0"}, "not a sentence index"},
		{cli.ExitUsage, []string{"v1", "3", "v2"}, "SENTENCE is missing"},
	} {
		clitest.Contains(t, place(c.code, "bo", c.args...).ErrOut, c.want)
	}
}

func TestACorrectedTextIsMarked(t *testing.T) {
	inWeirProject(t)
	tagSentence(t, "ana", "v1", 1, "claim")
	clitest.Write(t, "mended.txt", strings.Replace(weirFirst, "Eight boats", "Eighty boats", 1))
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "--corrected", "mended.txt")
	wantVersions(t, "v1", "v1.html 0 0 0", "mended.txt*c 1 0 0")
	clitest.Contains(t, in(t, cli.ExitDone, "versions", "v1").Out, "(current, corrected by an analyst)")
	clitest.Contains(t, in(t, cli.ExitDone, "log", "--limit", "1").Out, "correct text")
}

// divided splits a sentence of an article after some bytes.
func divided(t *testing.T, name string, index, after int) {
	t.Helper()
	changeProject(t, func(p *storage.Project) edit.Change {
		doc, err := cli.OpenArticle(p, name)
		if err != nil {
			t.Fatal(err)
		}
		u := doc.Sentences()[index]
		c, err := edit.Splitting(doc, doc.UnitAt(u.Span.Start), u.Span.Start+after)
		if err != nil {
			t.Fatal(err)
		}
		return c
	})
}

func changeProject(t *testing.T, change func(*storage.Project) edit.Change) {
	t.Helper()
	p, err := storage.Open("P.assay", cli.Options(false))
	if err != nil {
		t.Fatal(err)
	}
	c := change(p)
	c.Analyst, c.At = "ana", time.Now().UTC()
	p.Enqueue(c)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestASentenceDividedByHandIsDividedInTheNewVersion(t *testing.T) {
	inWeirProject(t)
	divided(t, "v1", 2, len("Nobody was hurt "))
	tagSentence(t, "ana", "v1", 2, "claim")
	tagSentence(t, "bo", "v1", 3, "quote")
	before := everything(t)
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html")
	wantVersions(t, "v1", "v1.html 0 0 0", "v2.html* 2 0 0")
	s := show(t, "v2").Sentences
	if len(s) != 7 || s[4].Text != "Nobody was hurt" || !slices.Equal(labelsIn(t, "v2"), []string{"4 claim ana", "5 quote bo"}) {
		t.Errorf("%+v", s)
	}
	in(t, cli.ExitDone, "undo")
	if everything(t) != before {
		t.Error("undo is not exact")
	}
}

func TestRemovedVersionsAreListedAndNotCurrent(t *testing.T) {
	inWeirProject(t)
	tagSentence(t, "ana", "v1", 1, "claim")
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html")
	id := show(t, "v2").ID
	changeProject(t, func(p *storage.Project) edit.Change {
		a, err := cli.FindArticle(p, "v2")
		if err != nil {
			t.Fatal(err)
		}
		return edit.Change{Verb: edit.Remove, Edits: edit.Removing(a.ID)}
	})
	wantVersions(t, "v1", "v1.html* 0 0 0", "v2.htmlx 1 0 0 | claim ana 1 later")
	clitest.Contains(t, in(t, cli.ExitDone, "versions", "v1").Out, "(removed)")
	clitest.Contains(t, in(t, cli.ExitDone, "diff", "v1").Out, id)
	for _, name := range []string{"v2", id, "nobody"} {
		clitest.Contains(t, in(t, cli.ExitFailed, "versions", name).ErrOut, "there is no such article")
		clitest.Contains(t, in(t, cli.ExitFailed, "import", "--as-version-of", name, "v3.html").ErrOut, "there is no such article")
	}
	in(t, cli.ExitDone, "import", "v2.html") // puts it back, as the version that it was
	wantVersions(t, "v1", "v1.html 0 0 0", "v2.html* 1 0 0")
}

func TestTinyAndHugeTextsAreVersions(t *testing.T) {
	inProject(t)
	clitest.Write(t, "a.txt", "a")
	clitest.Write(t, "b.txt", "b")
	in(t, cli.ExitDone, "import", "a.txt")
	tagSentence(t, "ana", "a.txt", 0, "claim")
	clitest.Contains(t, in(t, cli.ExitDone, "import", "--as-version-of", "a.txt", "b.txt").ErrOut, "no sentence in common")
	wantVersions(t, "a.txt", "a.txt 1 0 0 | claim ana 0 gone", "b.txt* 0 0 0")

	var long strings.Builder
	for i := 0; long.Len() < 5<<20; i++ {
		fmt.Fprintf(&long, "at mark %d the water rose and keeper %d went home ", i, i*i%9973)
	}
	line := long.String()
	clitest.Write(t, "long.txt", line)
	clitest.Write(t, "longer.txt", strings.Replace(line, "mark 20000 the", "mark 20000 slowly the", 1))
	in(t, cli.ExitDone, "import", "long.txt")
	tagSentence(t, "ana", "long", 0, "claim")
	in(t, cli.ExitDone, "import", "--as-version-of", "long", "longer.txt")
	wantVersions(t, "long", "long.txt 0 0 0", "longer.txt* 1 0 0")
	d := clitest.Unmarshal[record.Diff](t, in(t, cli.ExitDone, "diff", "--json", "longer"))
	if d.Counts != (record.DiffCounts{Changed: 1}) {
		t.Errorf("%+v", d.Counts)
	}
}

func TestDifferencesOfVersions(t *testing.T) {
	inWeirProject(t)
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html")
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v3.html")
	d := clitest.Unmarshal[record.Diff](t, in(t, cli.ExitDone, "diff", "--json", "v2"))
	if d.Counts != (record.DiffCounts{Same: 3, Changed: 1, Moved: 1, Added: 1, Dropped: 1}) || len(d.Differences) != 4 {
		t.Fatalf("%+v", d)
	}
	var kinds []string
	for _, one := range d.Differences {
		kinds = append(kinds, one.Kind)
		if one.Kind == "changed" && (one.TextA[one.WordsA[0][0]:one.WordsA[0][1]] != "Eight" || one.Emphasis.A[0].Text != "Eight" || one.Emphasis.B[0].Text != "Nine" || *one.A != 1 || *one.B != 1) {
			t.Errorf("%+v", one)
		}
		if (one.A == nil) != (one.SpanA == nil) || (one.B == nil) != (one.SpanB == nil) || one.WordsA == nil || one.Emphasis.B == nil {
			t.Errorf("%+v", one)
		}
	}
	if slices.Sort(kinds); !slices.Equal(kinds, []string{"added", "changed", "dropped", "moved"}) {
		t.Errorf("the kinds are %q", kinds)
	}
	text := in(t, cli.ExitDone, "diff", "v2").Out
	clitest.Contains(t, text, "--- ", "+++ ", "[-Eight-] boats", "{+Nine+} boats", "-     3", "↕     2     4  Nobody", "3 same, 1 changed, 1 moved, 1 added, 1 dropped\n")
	if first := in(t, cli.ExitDone, "diff", "v1").Out; first != text {
		t.Errorf("the oldest is compared\n%s", first)
	}
	all := clitest.Unmarshal[record.Diff](t, in(t, cli.ExitDone, "diff", "--all", "--json", "v1", "v3"))
	if len(all.Differences) != all.Counts.Same+all.Counts.Changed+all.Counts.Moved+all.Counts.Added+all.Counts.Dropped || all.Counts.Same == 0 {
		t.Errorf("%+v", all.Counts)
	}
	clitest.Contains(t, in(t, cli.ExitDone, "diff", "v1", "harbour").Out, "0 same")
	clitest.Contains(t, in(t, cli.ExitFailed, "diff", "harbour").ErrOut, "no other version")
	clitest.Contains(t, in(t, cli.ExitFailed, "diff", "nobody").ErrOut, "there is no such article")
	in(t, cli.ExitUsage, "diff")
	in(t, cli.ExitUsage, "diff", "v1", "v2", "v3")
}

func TestVersionsTravelInSetsAndSurviveARecovery(t *testing.T) {
	inWeirProject(t)
	tagSentence(t, "ana", "v1", 1, "claim")
	tagSentence(t, "bo", "v1", 3, "quote")
	in(t, cli.ExitDone, "export", "-o", "before.json")
	want(t, cli.ExitDone, "load", "--project", "copy.assay", "before.json")
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html")
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "--corrected", "v3.html")
	versions := in(t, cli.ExitDone, "versions", "--json", "v1").Out
	in(t, cli.ExitDone, "export", "-o", "set.json")
	for _, project := range []string{"fresh.assay", "copy.assay"} {
		want(t, cli.ExitDone, "load", "--project", project, "set.json")
		if got := want(t, cli.ExitDone, "versions", "--project", project, "--json", "v1").Out; got != versions {
			t.Errorf("%s has\n%s\nwant\n%s", project, got, versions)
		}
		want(t, cli.ExitDone, "verify", "--project", project)
	}
	want(t, cli.ExitDone, "recover", "P.assay", "-o", "R.assay")
	if got := want(t, cli.ExitDone, "versions", "--project", "R.assay", "--json", "v1").Out; got != versions {
		t.Errorf("the recovered project has\n%s\nwant\n%s", got, versions)
	}
	in(t, cli.ExitDone, "version separate", "--analyst", "ana", "v3")
	in(t, cli.ExitDone, "export", "-o", "separate.json")
	want(t, cli.ExitDone, "load", "--project", "copy.assay", "separate.json")
	for _, name := range []string{"v1", "v3"} {
		if got, want := versionsOf(t, "copy.assay", name), versionsOf(t, "P.assay", name); !slices.Equal(got, want) {
			t.Errorf("the copy has the versions %q, want %q", got, want)
		}
	}
}

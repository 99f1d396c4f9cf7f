package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/cmd/assayctl/record"
)

// The versions of an invented article. The sentences of the first are: 0 failed, 1 boats, 2 hurt,
// 3 mayor, 4 closed, 5 council.
const (
	weirFirst = "The weir above the mill failed on Monday night. Eight boats were lost, the keeper said.\n\n" +
		"Nobody was hurt when the water came through the lower lock. The mayor had gone to bed early.\n\n" +
		"The lock stays closed until the divers have looked at the gate. The council will meet on Friday to talk about the cost."
	weirSecond = "The weir above the mill failed on Monday night. Nine boats were lost, the keeper said.\n\n" +
		"The lock stays closed until the divers have looked at the gate. The council will meet on Friday to talk about the cost.\n\n" +
		"Nobody was hurt when the water came through the lower lock.\n\n" +
		"An earlier version of this article misstated the number of boats."
	weirThird = "The weir above the mill failed on Monday night. Nine boats were lost, the keeper said.\n\n" +
		"The lock is open again. The council will meet on Friday to talk about the cost."
)

// weirPage returns a page with a text. at is the time of publication, or "".
func weirPage(text, address, at string) string {
	var head strings.Builder
	if address != "" {
		fmt.Fprintf(&head, `<link rel="canonical" href="%s">`, address)
	}
	if at != "" {
		fmt.Fprintf(&head, `<meta property="article:published_time" content="%s">`, at)
	}
	return `<html><head><meta charset="utf-8">` + head.String() + `<meta property="og:site_name" content="The Quay Post"><title>Weir fails</title></head>` +
		`<body><article><h1>Weir fails</h1><p>` + strings.ReplaceAll(text, "\n\n", "</p><p>") + `</p></article></body></html>`
}

const weirAddress = "https://quaypost.example/weir"

// inWeirProject writes the versions as v1.html to v3.html and imports the first into P.assay.
func inWeirProject(t *testing.T) {
	t.Helper()
	inProject(t)
	clitest.Write(t, "v1.html", weirPage(weirFirst, weirAddress, "2031-04-02T10:00:00Z"))
	clitest.Write(t, "v2.html", weirPage(weirSecond, "http://www.quaypost.example/weir/?utm_source=letter", "2031-04-02T14:00:00Z"))
	clitest.Write(t, "v3.html", weirPage(weirThird, weirAddress, "2031-04-03T09:00:00Z"))
	want(t, cli.ExitDone, "import", "--project", "P.assay", "v1.html")
}

// in runs a command in P.assay.
func in(t *testing.T, code int, command string, args ...string) clitest.Result {
	t.Helper()
	return want(t, code, append(append(strings.Fields(command), "--project", "P.assay"), args...)...)
}

func tagSentence(t *testing.T, analyst, name string, index int, label string) {
	t.Helper()
	in(t, cli.ExitDone, "tag", "--analyst", analyst, name, fmt.Sprint(index), label)
}

// versionsOf returns the versions of an article: "v1.html* 2 1 0" has two labels, one note and no
// mention, and is current. What is left follows: "| quote bo 3 gone".
func versionsOf(t *testing.T, project, name string) (all []string) {
	t.Helper()
	out := clitest.Unmarshal[record.ArticleVersions](t, want(t, cli.ExitDone, "versions", "--project", project, "--json", name))
	for _, v := range out.Versions {
		line := v.File
		for _, mark := range []struct {
			set  bool
			mark string
		}{{v.Current, "*"}, {v.Corrected, "c"}, {v.Removed, "x"}} {
			if mark.set {
				line += mark.mark
			}
		}
		if v.Current != (v.Article == out.Article) || v.Notices == nil || v.Left == nil || len(v.SHA256) != 64 {
			t.Errorf("%+v of %s", v, out.Article)
		}
		line += fmt.Sprintf(" %d %d %d", v.Annotations, v.Notes, v.Mentions)
		for _, l := range v.Left {
			line += fmt.Sprintf(" | %s %s %d %s", l.Content, l.Analyst, l.Index, l.Reason)
		}
		all = append(all, line)
	}
	return all
}

func wantVersions(t *testing.T, name string, want ...string) {
	t.Helper()
	if got := versionsOf(t, "P.assay", name); !slices.Equal(got, want) {
		t.Errorf("the versions are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// labelsIn returns the labels of an article: "1 claim ana".
func labelsIn(t *testing.T, name string) (all []string) {
	t.Helper()
	for _, s := range show(t, name).Sentences {
		for _, a := range s.Annotations {
			all = append(all, fmt.Sprintf("%d %s %s", s.Index, a.Label, a.Analyst))
		}
	}
	return all
}

// everything returns what the commands print of P.assay and all articles in it.
func everything(t *testing.T) string {
	t.Helper()
	all := in(t, cli.ExitDone, "list", "--json").Out + in(t, cli.ExitDone, "statements", "--json").Out + in(t, cli.ExitDone, "voices", "--json").Out
	for _, a := range list(t) {
		all += in(t, cli.ExitDone, "show", "--json", a.ID).Out + in(t, cli.ExitDone, "versions", "--json", a.ID).Out
	}
	return all
}

// newestChange returns the time of the newest change.
func newestChange(t *testing.T) string {
	t.Helper()
	return clitest.Unmarshal[[]record.Change](t, in(t, cli.ExitDone, "log", "--json", "--limit", "1"))[0].Time.String()
}

func TestNewerVersionsAreOfferedAndNotTaken(t *testing.T) {
	inWeirProject(t)
	id := show(t, "v1").ID
	remark := fmt.Sprintf("v2.html: looks like a newer version of %s “Weir fails” (same address); add --as-version-of %s to import it as one\n", id, id)
	for _, dry := range []bool{true, false} {
		var more []string
		if dry {
			more = []string{"--dry-run"}
			set := clitest.Unmarshal[clitest.DryRun](t, in(t, cli.ExitDone, "import", "--dry-run", "--json", "v2.html"))
			if v := set.Articles[0].VersionOf; v == nil || string(v.Article) != id || v.Why != "address" || v.Title != "Weir fails" || v.Alike <= 0.2 || v.Alike >= 1 {
				t.Errorf("%+v", v)
			}
			set = clitest.Unmarshal[clitest.DryRun](t, in(t, cli.ExitDone, "import", "--dry-run", "--json", "v1.html", "press"))
			for _, a := range set.Articles {
				if a.VersionOf != nil {
					t.Errorf("%s is offered as a version of %+v", a.File, a.VersionOf)
				}
			}
		}
		out := in(t, cli.ExitDone, "import", append(more, "v2.html")...).Out
		if !strings.HasSuffix(out, remark) {
			t.Errorf("dry run %v: it prints\n%swant at the end\n%s", dry, out, remark)
		}
	}
	wantVersions(t, "v1", "v1.html* 0 0 0")
	wantVersions(t, "v2", "v2.html* 0 0 0")
	added := clitest.Unmarshal[struct{ Added []record.Added }](t, in(t, cli.ExitDone, "import", "--json", "v3.html")).Added
	if len(added) != 1 || added[0].VersionOf == nil || added[0].VersionOf.Why != "address" {
		t.Errorf("%+v", added)
	}
}

func TestAnImportAsAVersionCarriesTheWork(t *testing.T) {
	inWeirProject(t)
	tagSentence(t, "ana", "v1", 1, "claim")
	tagSentence(t, "bo", "v1", 1, "quote")
	tagSentence(t, "bo", "v1", 3, "quote")
	tagSentence(t, "ana", "v1", 2, "background")
	in(t, cli.ExitDone, "note", "--analyst", "ana", "v1", "3", "Who says?")
	in(t, cli.ExitDone, "note", "--analyst", "ana", "v1", "2", "Ask the keeper.")
	statement := strings.TrimSpace(in(t, cli.ExitDone, "statement new", "--analyst", "ana", "Boats were lost", "v1", "1").Out)
	before, log := everything(t), newestChange(t)
	times := in(t, cli.ExitDone, "show", "--json", "v1").Out
	r := in(t, cli.ExitDone, "import", "--as-version-of", "v1", "--analyst", "cy", "v2.html")
	clitest.Contains(t, r.Out, "added  ", "carried: 5 records; left behind: 2",
		"annotation quote (bo) on sentence 3 of", "“The mayor had gone to bed early.”: the current version lacks the sentence", "note Who says? (ana) on sentence 3 of")
	if strings.Contains(r.Out, "looks like") || r.ErrOut != "" {
		t.Errorf("%s%s", r.Out, r.ErrOut)
	}
	wantVersions(t, "v1", "v1.html 1 1 0 | quote bo 3 gone | Who says? ana 3 gone", "v2.html* 3 1 1")
	if got := labelsIn(t, "v2"); !slices.Equal(got, []string{"1 claim ana", "1 quote bo", "4 background ana"}) {
		t.Errorf("the labels are %q", got)
	}
	for _, s := range show(t, "v2").Sentences {
		for _, a := range s.Annotations {
			if !strings.Contains(times, a.Time) {
				t.Errorf("%+v is dated as new work", a)
			}
		}
	}
	clitest.Contains(t, in(t, cli.ExitDone, "statements").Out, "Boats were lost")
	after := everything(t)
	clitest.Contains(t, in(t, cli.ExitDone, "versions", "v2").Out, "  (current)\n", "   left: annotation quote (bo) on sentence 3 “The mayor", "   corrected: “An earlier version of this article")

	clitest.Contains(t, in(t, cli.ExitDone, "undo").Out, "2 changes")
	if got := everything(t); got != before {
		t.Errorf("after undo\n%s\nwant\n%s", got, before)
	}
	in(t, cli.ExitDone, "redo")
	if got := everything(t); got != after {
		t.Errorf("after redo\n%s\nwant\n%s", got, after)
	}
	in(t, cli.ExitDone, "undo")
	if got := everything(t); got != before {
		t.Error("the second undo differs from the first")
	}
	if newestChange(t) == log || statement == "" {
		t.Error("nothing was logged")
	}
}

func TestAnImportAsAVersionAsJSON(t *testing.T) {
	inWeirProject(t)
	tagSentence(t, "ana", "v1", 3, "claim")
	tagSentence(t, "ana", "v1", 1, "claim")
	out := clitest.Unmarshal[struct {
		Added, Known []record.ArticleFile
		Version      record.Carried
	}](t, in(t, cli.ExitDone, "import", "--json", "--as-version-of", "v1", "v2.html"))
	v := out.Version
	if len(out.Added) != 1 || len(out.Known) != 0 || len(v.Order) != 2 || v.Current != out.Added[0].ID || v.Carried != 1 || v.Shared != 5 || len(v.Left) != 1 ||
		v.Left[0].Kind != "annotation" || v.Left[0].Reason != "gone" || v.Left[0].To != nil || v.Left[0].Article != v.Order[0] || v.Left[0].Index != 3 {
		t.Errorf("%+v", out)
	}
}

func TestBothVersionsMayHaveWork(t *testing.T) {
	inWeirProject(t)
	in(t, cli.ExitDone, "import", "v2.html")
	tagSentence(t, "ana", "v1", 0, "claim")
	tagSentence(t, "ana", "v1", 1, "claim")
	tagSentence(t, "ana", "v1", 5, "background")
	tagSentence(t, "bo", "v2", 0, "quote")
	tagSentence(t, "ana", "v2", 1, "quote")
	tagSentence(t, "ana", "v2", 3, "background")
	before := everything(t)
	out := in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html").Out
	clitest.Contains(t, out, "already in the project", "left behind: 1", "the current version has another one there")
	wantVersions(t, "v2", "v1.html 1 0 0 | claim ana 1 taken", "v2.html* 4 0 0")
	if got := labelsIn(t, "v2"); !slices.Equal(got, []string{"0 claim ana", "0 quote bo", "1 quote ana", "3 background ana"}) {
		t.Errorf("the labels are %q", got)
	}
	in(t, cli.ExitDone, "undo")
	if got := everything(t); got != before {
		t.Errorf("after undo\n%s\nwant\n%s", got, before)
	}
}

func TestAVersionIsRefusedPlainly(t *testing.T) {
	inWeirProject(t)
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html")
	clitest.Write(t, "two/v3.html", weirPage(weirThird, weirAddress, ""))
	clitest.Write(t, "two/other.txt", "The choir sang in the market hall. Nobody left before the end.")
	clitest.Write(t, "bad.pdf", "%PDF-1.7\n")
	before, log := everything(t), newestChange(t)
	for _, c := range []struct {
		code int
		args []string
		want string
	}{
		{cli.ExitFailed, []string{"--as-version-of", "v1", "v1.html"}, "itself; nothing was changed"},
		{cli.ExitFailed, []string{"--as-version-of", "v1", "v2.html"}, "or a version of it; nothing was changed"},
		{cli.ExitFailed, []string{"--as-version-of", "v2", "v1.html"}, "or a version of it; nothing was changed"},
		{cli.ExitFailed, []string{"--as-version-of", "v1", "two"}, "2 articles were read, and --as-version-of takes one; nothing was imported"},
		{cli.ExitFailed, []string{"--as-version-of", "v1", "bad.pdf"}, "no article was read"},
		{cli.ExitFailed, []string{"--as-version-of", "nobody", "v3.html"}, "there is no such article"},
		{cli.ExitUsage, []string{"--as-version-of", "", "v3.html"}, "--as-version-of needs an article"},
		{cli.ExitUsage, []string{"--corrected", "v3.html"}, "--corrected needs --as-version-of"},
		{cli.ExitUsage, []string{"--as-version-of", "v1", "--dry-run", "v3.html"}, "cannot be given together"},
	} {
		clitest.Contains(t, in(t, c.code, "import", c.args...).ErrOut, c.want)
	}
	clitest.Contains(t, want(t, cli.ExitFailed, "import", "--project", "none.assay", "--as-version-of", "v1", "v3.html").ErrOut, "there is no project")
	if everything(t) != before || newestChange(t) != log {
		t.Error("something was changed")
	}
}

func TestAVersionOfAnotherArticleIsDoubted(t *testing.T) {
	inWeirProject(t)
	tagSentence(t, "ana", "v1", 1, "claim")
	clitest.Write(t, "other.txt", "The choir sang in the market hall. Nobody left before the end.")
	r := in(t, cli.ExitDone, "import", "--as-version-of", "v1", "other.txt")
	clitest.Contains(t, r.ErrOut, "no sentence in common")
	wantVersions(t, "v1", "v1.html 1 0 0 | claim ana 1 gone", "other.txt* 0 0 0")
	in(t, cli.ExitDone, "undo")
	wantVersions(t, "v1", "v1.html* 1 0 0")
}

func TestAnOlderVersionTakesItsPlaceBefore(t *testing.T) {
	inProject(t)
	inWeirFiles(t)
	in(t, cli.ExitDone, "import", "v2.html")
	tagSentence(t, "ana", "v2", 1, "claim")
	r := in(t, cli.ExitDone, "import", "--as-version-of", "v2", "v1.html")
	clitest.Contains(t, r.ErrOut, "is older than", "placed before it")
	wantVersions(t, "v1", "v1.html 0 0 0", "v2.html* 1 0 0")
	in(t, cli.ExitDone, "import", "v3.html")
	in(t, cli.ExitDone, "version add", "--analyst", "ana", "v3", "v1")
	wantVersions(t, "v1", "v1.html 0 0 0", "v2.html 0 0 0", "v3.html* 1 0 0")
}

func TestACorrectionOfAnEarlierVersionIsNotCalledOlder(t *testing.T) {
	inWeirProject(t)
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html")
	clitest.Write(t, "mended.txt", weirFirst+" Nobody spoke.")
	r := in(t, cli.ExitDone, "import", "--as-version-of", "v1", "--corrected", "mended.txt")
	clitest.Contains(t, r.ErrOut, "corrects an earlier version, so "+show(t, "v2").ID+" stays the current one")
	wantVersions(t, "v2", "v1.html 0 0 0", "mended.txtc 0 0 0", "v2.html* 0 0 0")
	in(t, cli.ExitDone, "version separate", "--analyst", "ana", "mended")
	r = in(t, cli.ExitDone, "version add", "--analyst", "ana", "--corrected", "mended", "v1")
	clitest.Contains(t, r.ErrOut, "corrects an earlier version")
}

// inWeirFiles writes the versions without times, as v1.html to v3.html.
func inWeirFiles(t *testing.T) {
	t.Helper()
	for i, text := range []string{weirFirst, weirSecond, weirThird} {
		clitest.Write(t, fmt.Sprintf("v%d.html", i+1), weirPage(text, weirAddress, fmt.Sprintf("2031-04-0%dT10:00:00Z", i+1)))
		clitest.Write(t, fmt.Sprintf("u%d.html", i+1), weirPage(text, weirAddress, ""))
	}
}

func TestANameStandsForTheCurrentVersion(t *testing.T) {
	inWeirProject(t)
	clitest.Write(t, "newer/v1.html", weirPage(weirSecond, weirAddress, "2031-04-02T14:00:00Z"))
	clitest.Write(t, "other/v1.html", weirPage("The choir sang in the market hall. Nobody left before the end.", "", ""))
	tagSentence(t, "ana", "v1", 0, "claim")
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "newer/v1.html")
	for _, name := range []string{"v1", "v1.html"} {
		if got := labelsIn(t, name); !slices.Equal(got, []string{"0 claim ana"}) {
			t.Errorf("%s has the labels %q", name, got)
		}
	}
	in(t, cli.ExitDone, "import", "other/v1.html")
	clitest.Contains(t, in(t, cli.ExitFailed, "show", "v1.html").ErrOut, "more than one article matches")
}

func TestOneArticleBesideRefusedFilesIsAVersion(t *testing.T) {
	inWeirProject(t)
	clitest.Write(t, "newer/v2.html", weirPage(weirSecond, weirAddress, ""))
	clitest.Write(t, "newer/scan.pdf", "%PDF-1.7\n")
	clitest.Write(t, "newer/same.html", weirPage(weirSecond, weirAddress, ""))
	in(t, cli.ExitPartial, "import", "--as-version-of", "v1", "newer")
	if got := versionsOf(t, "P.assay", "v1"); len(got) != 2 {
		t.Errorf("the versions are %q", got)
	}
}

func TestWorkThatCameLaterIsListedAndCarried(t *testing.T) {
	inWeirProject(t)
	in(t, cli.ExitDone, "export", "-o", "first.json")
	in(t, cli.ExitDone, "import", "--as-version-of", "v1", "v2.html")
	want(t, cli.ExitDone, "load", "--project", "copy.assay", "first.json")
	want(t, cli.ExitDone, "tag", "--project", "copy.assay", "--analyst", "bo", "v1", "1", "quote")
	want(t, cli.ExitDone, "note", "--project", "copy.assay", "--analyst", "bo", "v1", "3", "Why?")
	want(t, cli.ExitDone, "export", "--project", "copy.assay", "-o", "copy.json")
	in(t, cli.ExitDone, "load", "copy.json")
	wantVersions(t, "v2", "v1.html 1 1 0 | quote bo 1 later | Why? bo 3 gone", "v2.html* 0 0 0")
	clitest.Contains(t, in(t, cli.ExitDone, "versions", "v2").Out, "left: annotation quote (bo) on sentence 1 “Eight boats were lost, the keeper said.”: its place in the current version is free")
	in(t, cli.ExitDone, "version order", "--analyst", "ana", "v1", "v2")
	wantVersions(t, "v2", "v1.html 0 1 0 | Why? bo 3 gone", "v2.html* 1 0 0")
}

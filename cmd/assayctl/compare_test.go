package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
)

// altered applies a change that assayctl has no command for.
func altered(t *testing.T, article string, change func(doc *model.Document) edit.Change) {
	t.Helper()
	p, err := storage.Open("P.assay", cli.Options(false))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := cli.OpenArticle(p, article)
	if err == nil {
		err = cli.Commit(context.Background(), p, change(doc))
	}
	if closed := p.Close(); err != nil || closed != nil {
		t.Fatal(err, closed)
	}
}

// merged joins the first two sentences of an article.
func merged(t *testing.T) func(*model.Document) edit.Change {
	return func(doc *model.Document) edit.Change {
		i := slices.IndexFunc(doc.Units, func(u model.Unit) bool { return u.Kind == model.UnitSentence })
		c, err := edit.Merging(doc, i, edit.First, "ana")
		if err != nil {
			t.Fatal(err)
		}
		c.Analyst = "ana"
		return c
	}
}

func setAside(index int) func(*model.Document) edit.Change {
	return func(doc *model.Document) edit.Change {
		before := doc.Sentences()[index]
		after := before
		after.Kind = model.UnitResidue
		return edit.Change{Verb: edit.SetAside, Analyst: "ana", Edits: []edit.Edit{
			edit.Units{Article: doc.ID, Before: []model.Unit{before}, After: []model.Unit{after}},
		}}
	}
}

func TestMentionsWithoutASentenceAreListedAndDoNotCount(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Aground", "tide", "0", "echo", "0", "blatt", "0")
	bo := []string{"statement", "--project", "P.assay", "--analyst", "bo"}
	want(t, cli.ExitDone, append(bo, "add", id, "echo", "0", "--stance", "asserts")...)
	want(t, cli.ExitDone, append(bo, "add", id, "echo", "1", "--stance", "denies")...)
	altered(t, "tide", setAside(0))
	altered(t, "echo", merged(t))
	altered(t, "blatt", func(doc *model.Document) edit.Change {
		return edit.Change{Verb: edit.GoBack, Analyst: "ana", Edits: edit.Removing(doc.ID)}
	})
	s := statements(t, "P.assay")[0]
	var got []string
	for _, m := range s.Mentions {
		got = append(got, fmt.Sprintf("%s %d %s %s %s", m.File, m.Index, m.Analyst, m.Stance, m.Note))
	}
	if strings.Join(got, "\n") != "echo.md -1 bo asserts the sentence was divided or merged\n"+
		"echo.md 0 ana asserts \n"+
		"echo.md -1 bo denies the sentence was divided or merged\n"+
		"tide.md -1 ana asserts the sentence was set aside" || s.Outlets != 1 || s.Independent != 1 || s.Elsewhere != 1 || s.State != "uniform" {
		t.Errorf("%+v\n%s", s, strings.Join(got, "\n"))
	}
	clitest.Contains(t, want(t, cli.ExitDone, "statements", "--project", "P.assay").Out,
		"1 mention in removed articles", "(ana; the sentence was set aside)")
	clitest.Contains(t, want(t, cli.ExitDone, "matrix", "--project", "P.assay").Out, "detached")
	clitest.Contains(t, stated(t, cli.ExitFailed, "add", id, "blatt", "0").ErrOut, "there is no such article")
}

func TestAStatementWithoutMentionsIsListed(t *testing.T) {
	inCoverage(t)
	id := newStatement(t, "Aground", "tide", "0")
	stated(t, cli.ExitDone, "drop", id, "tide", "0")
	if all := statements(t, "P.assay"); len(all) != 1 || all[0].ID != id || len(all[0].Mentions) != 0 || all[0].Independent != 0 || all[0].State != "uniform" {
		t.Errorf("%+v", all)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "matrix", "--project", "P.assay").Out, "Aground", "0 outlets, at most 0 independent")
}

type proposal struct {
	listedStatement
	Statement string
}

func proposals(t *testing.T, more ...string) []proposal {
	t.Helper()
	return clitest.Unmarshal[[]proposal](t, want(t, cli.ExitDone, append([]string{"propose", "--project", "P.assay", "--json"}, more...)...))
}

func TestStatementsAreProposed(t *testing.T) {
	inCoverage(t)
	const aground = "The ferry Alma ran aground near Ostra on Monday | echo 0 asserts | tide 0 asserts"
	all := proposals(t)
	at := slices.IndexFunc(all, func(p proposal) bool { return p.String() == aground })
	if at < 0 {
		t.Fatalf("proposed are %v", all)
	}
	if p := all[at]; p.ID != "" || p.Statement != "" || p.Outlets != 2 || p.Independent != 2 || p.Mentions[0].Analyst != "" || p.Mentions[0].Outlet != "The Echo" {
		t.Errorf("%+v", p)
	}
	clitest.Contains(t, want(t, cli.ExitDone, "propose", "--project", "P.assay").Out, "The ferry Alma ran aground near Ostra on Monday\n    uniform, 2 outlets, at most 2 independent")

	id := newStatement(t, "Aground", "tide", "0")
	i := slices.IndexFunc(proposals(t), func(p proposal) bool { return p.Statement == id })
	if i < 0 || proposals(t)[i].String() != "Aground | echo 0 asserts" {
		t.Errorf("proposed are %v", proposals(t))
	}
	if all := proposals(t, "--analyst", "bo"); !slices.ContainsFunc(all, func(p proposal) bool { return p.String() == aground }) {
		t.Errorf("proposed to bo are %v", all)
	}
	stated(t, cli.ExitDone, "add", id, "echo", "0")
	for _, p := range proposals(t) {
		if strings.Contains(p.String(), "echo 0") || p.Statement != "" {
			t.Errorf("%s is proposed", p)
		}
	}
}

func TestDismissedSentencesAreNotProposed(t *testing.T) {
	inCoverage(t)
	before := len(proposals(t))
	altered(t, "tide", func(doc *model.Document) edit.Change {
		on := model.Subject{Article: doc.ID, Sentence: doc.Sentences()[0].Span}
		c := edit.Comparing{Analyst: "ana"}.Dismissing([]model.Subject{on}, true)
		c.Analyst = "ana"
		return c
	})
	if all := proposals(t); len(all) != before-1 {
		t.Errorf("proposed are %v", all)
	}
	if all := proposals(t, "--analyst", "bo"); len(all) != before {
		t.Errorf("proposed to bo are %v", all)
	}
}

func TestOneOutletCannotBeCompared(t *testing.T) {
	clitest.InFolder(t)
	for i, body := range []string{"The ferry Alma ran aground near Ostra on Monday.", "The ferry Alma ran aground near Ostra on Monday. It rained."} {
		clitest.Write(t, fmt.Sprintf("news/%d.md", i), marked("Ferry", "Tide Post", "en", body))
	}
	want(t, cli.ExitDone, "import", "--project", "P.assay", "news")
	for _, command := range []string{"propose", "variants"} {
		r := want(t, cli.ExitDone, command, "--project", "P.assay", "--json")
		clitest.Contains(t, r.ErrOut, "all articles are from Tide Post; comparing needs articles of at least two outlets")
		if strings.TrimSpace(r.Out) != "[]" {
			t.Errorf("%s prints %s", command, r.Out)
		}
	}
	newStatement(t, "Aground", "0.md", "0", "1.md", "0")
	r := want(t, cli.ExitDone, "matrix", "--project", "P.assay")
	clitest.Contains(t, r.ErrOut, "all articles are from Tide Post")
	clitest.Contains(t, r.Out, "Aground", "1 outlet, at most 1 independent")
}

func TestAProjectWithoutArticlesHasNothingToCompare(t *testing.T) {
	inProject(t)
	undo(t) // the import
	for _, command := range []string{"statements", "propose", "variants", "origins"} {
		if r := want(t, cli.ExitDone, command, "--project", "P.assay", "--json"); strings.TrimSpace(r.Out) != "[]" {
			t.Errorf("%s prints %s", command, r.Out)
		}
	}
	clitest.Contains(t, want(t, cli.ExitDone, "matrix", "--project", "P.assay").ErrOut, "the project has no articles")
}

func TestVariantsOfAQuotation(t *testing.T) {
	inCoverage(t)
	type utterance struct {
		Wording, Voice string
		Outlets, Of    int
		Statements     []string
		Variants       []struct {
			Article, File, Outlet, Text string
			Index                       int
			Span                        struct{ Bytes [2]int }
			Flagged                     bool
			Differences                 []struct {
				Kind, Text, Was string
				Span            struct{ Bytes [2]int }
			}
		}
	}
	id := newStatement(t, "No warning", "tide", "2", "echo", "2")
	for _, args := range [][]string{nil, {id}, {"no warning"}} {
		all := clitest.Unmarshal[[]utterance](t, want(t, cli.ExitDone, append([]string{"variants", "--project", "P.assay", "--json"}, args...)...))
		if len(all) != 1 || len(all[0].Variants) != 2 || all[0].Of != 2 || all[0].Outlets != 1 || len(all[0].Statements) != 1 || all[0].Statements[0] != id {
			t.Fatalf("%q: %+v", args, all)
		}
		flagged := 0
		for _, v := range all[0].Variants {
			if !v.Flagged {
				continue
			}
			flagged++
			if d := v.Differences; len(d) != 1 || d[0].Kind != "replaced" || !strings.HasPrefix(v.Text[d[0].Span.Bytes[0]:], d[0].Text) {
				t.Errorf("%+v", v)
			}
		}
		if flagged != 1 {
			t.Errorf("%d variants are flagged: %+v", flagged, all)
		}
	}
	clitest.Contains(t, want(t, cli.ExitDone, "variants", "--project", "P.assay").Out, "Lena Okray: “We had no warning", "1 of 2 outlets", "(changed)", "the same words")
	clitest.Contains(t, want(t, cli.ExitFailed, "variants", "--project", "P.assay", "nothing").ErrOut, "there is no such statement")
}

type listedOrigin struct {
	Article, File, Outlet string
	Origin                struct{ Kind, Name string }
	Proposed              bool
	Because               []struct {
		Kind, Name, Text, Of string
		Span                 *struct{ Bytes [2]int }
	}
	Family int
}

func originsIn(t *testing.T, project string) string {
	t.Helper()
	var lines []string
	for _, o := range clitest.Unmarshal[[]listedOrigin](t, want(t, cli.ExitDone, "origins", "--project", project, "--json")) {
		line := strings.TrimSuffix(o.File, ".md") + " " + strings.TrimSpace(o.Origin.Kind+" "+o.Origin.Name)
		if o.Proposed {
			line += "?"
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestOriginsAreProposedAndSet(t *testing.T) {
	inCoverage(t)
	const body = "The ferry Alma ran aground near Ostra on Monday. Ten people were taken from the deck of the ferry by two boats. Both boats belong to the rescue station of the old harbour, which was closed for repairs last winter. The ferry was built in 1987 and carries forty cars. Its owner had no comment on the matter on Monday evening."
	clitest.Write(t, "more/bay.md", marked("Ferry", "Bay Times", "en", "OSTRA (Reuters) - "+body))
	clitest.Write(t, "more/cove.md", marked("Ferry", "Cove Herald", "en", strings.Replace(body, "forty cars", "sixty cars", 1)))
	want(t, cli.ExitDone, "import", "--project", "P.assay", "more")
	id := newStatement(t, "Ten were taken off", "bay", "1", "cove", "1")
	if s := statements(t, "P.assay")[0]; s.Independent != 1 || s.Outlets != 2 {
		t.Errorf("%+v", s)
	}
	expect := func(want string) {
		t.Helper()
		if got := originsIn(t, "P.assay"); got != want {
			t.Errorf("the origins are\n%s\nnot\n%s", got, want)
		}
	}
	const proposed = "bay agency Reuters?\nblatt \ncove agency Reuters?\necho \ntide "
	expect(proposed)
	clitest.Contains(t, want(t, cli.ExitDone, "origins", "--project", "P.assay").Out, "dateline “Reuters”", "proposed, family 1", "near-identical to ", "unknown")

	set := func(code int, args ...string) clitest.Result {
		t.Helper()
		return want(t, code, append([]string{"origins", "set", "--project", "P.assay", "--analyst", "ana"}, args...)...)
	}
	for _, c := range []struct{ args, says, after string }{
		{"cove own", "own reporting", "bay agency Reuters?\nblatt \ncove own\necho \ntide "},
		{"cove blatt thomson  REUTERS", "agency Reuters", "bay agency Reuters?\nblatt agency Reuters\ncove agency Reuters\necho \ntide "},
		{"echo tide post", "outlet Tide Post", "bay agency Reuters?\nblatt \ncove agency Reuters?\necho outlet Tide Post\ntide "},
		{"echo outlet:AFP", "outlet AFP", "bay agency Reuters?\nblatt \ncove agency Reuters?\necho outlet AFP\ntide "},
		{"echo agency:Ostra Wire", "agency Ostra Wire", "bay agency Reuters?\nblatt \ncove agency Reuters?\necho agency Ostra Wire\ntide "},
	} {
		words := strings.Fields(c.args)
		n := 1
		if words[1] == "blatt" {
			n = 2
		}
		args := append(slices.Clone(words[:n]), strings.Join(words[n:], " "))
		clitest.Contains(t, set(cli.ExitDone, args...).Out, c.says)
		expect(c.after)
		clitest.Contains(t, set(cli.ExitDone, args...).Out, "(unchanged)")
		undo(t)
		expect(proposed)
	}
	set(cli.ExitDone, "cove", "own")
	if s := statements(t, "P.assay")[0]; s.Independent != 2 || s.ID != id {
		t.Errorf("%+v", s)
	}
	set(cli.ExitDone, "cove", "Unknown")
	expect(proposed)
	set(cli.ExitDone, "tide", "AP")
	for _, c := range []struct {
		code int
		args []string
		says string
	}{
		{cli.ExitUsage, []string{"tide", ""}, "the origin's name is missing"},
		{cli.ExitUsage, []string{"tide", "agency: "}, "the origin's name is missing"},
		{cli.ExitUsage, []string{"tide", strings.Repeat("x", 10_000)}, "at most 1,024 can be kept"},
		{cli.ExitUsage, []string{"tide"}, "ORIGIN is missing"},
		{cli.ExitFailed, []string{"nowhere", "own"}, "there is no such article"},
	} {
		clitest.Contains(t, set(c.code, c.args...).ErrOut, c.says)
	}
	want(t, cli.ExitDone, "origins", "--project", "P.assay", "--analyst", "ana", "set", "blatt", "own") // the flags first
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json")
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "P.json")
	if a, b := originsIn(t, "P.assay"), originsIn(t, "Q.assay"); a != b || !strings.Contains(a, "tide agency Associated Press") {
		t.Errorf("the other project has\n%s\nnot\n%s", b, a)
	}
}

func TestArticlesInThreeLanguagesAreCompared(t *testing.T) {
	inCoverage(t)
	clitest.Write(t, "more/uk.md", marked("Пором", "Берег", "uk", "Пором «Алма» сів на мілину біля Остри в понеділок. Вісім людей врятовано."))
	want(t, cli.ExitDone, "import", "--project", "P.assay", "more")
	newStatement(t, "Eight were rescued", "tide", "1", "blatt", "1", "uk", "1")
	s := statements(t, "P.assay")[0]
	if s.Outlets != 3 || s.Independent != 3 || s.Mentions[2].Outlet != "Берег" {
		t.Errorf("%+v", s)
	}
	proposals(t)
}

package main

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// sets makes a change to the article in harbour.txt without a command: no command sets
// sentences aside or removes articles.
func sets(t *testing.T, verb edit.Verb, change func(*model.Document) []edit.Edit) {
	t.Helper()
	p, err := storage.Open("P.assay", cli.Options(false))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	doc, err := cli.OpenArticle(p, "harbour")
	if err != nil {
		t.Fatal(err)
	}
	p.Enqueue(edit.Change{Analyst: "ana", Verb: verb, Edits: change(doc)})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// setsAside sets the sentence with a text in harbour.txt aside, or includes it again.
func setsAside(t *testing.T, text string, kind model.UnitKind) {
	t.Helper()
	sets(t, edit.SetAside, func(doc *model.Document) []edit.Edit {
		unit := slices.IndexFunc(doc.Units, func(u model.Unit) bool { return u.Span.Of(doc.Text) == text })
		after := doc.Units[unit]
		after.Kind = kind
		return []edit.Edit{edit.Units{Article: doc.ID, Before: doc.Units[unit : unit+1], After: []model.Unit{after}}}
	})
}

// counted is what "stats --json" counts of sources.
type counted struct {
	Attributed, Graded int
	Analysts           []struct {
		Name               string
		Attributed, Graded int
	}
}

func wantCounted(t *testing.T, attributed, graded int) (all counted) {
	t.Helper()
	all = clitest.Unmarshal[counted](t, want(t, cli.ExitDone, "stats", "--project", "P.assay", "--json"))
	if all.Attributed != attributed || all.Graded != graded {
		t.Errorf("it counts %+v, want %d attributed and %d graded", all, attributed, graded)
	}
	return all
}

func TestStatsCountAttributionsAndGradesOfSentences(t *testing.T) {
	inProject(t)
	wantCounted(t, 0, 0)
	by := func(analyst string, args ...string) {
		t.Helper()
		want(t, cli.ExitDone, append(args, "--project", "P.assay", "--analyst", analyst)...)
	}
	by("ana", "attribute", "harbour", "0", "--voice", "Ann")
	by("bo", "attribute", "harbour", "0", "--voice", "Bo")
	by("bo", "attribute", "ferry", "0", "--voice", "Bo")
	by("ana", "grade", "--article", "harbour", "--sentence", "1", "B2")
	by("bo", "grade", "--article", "harbour", "--sentence", "2", "3")
	by("bo", "grade", "--article", "harbour", "E") // sentences inherit it, and are not graded
	by("bo", "grade", "--voice", "Bo", "D")
	for _, a := range wantCounted(t, 2, 2).Analysts {
		want, ok := map[string][2]int{"ana": {1, 1}, "bo": {2, 1}}[a.Name]
		if got := [2]int{a.Attributed, a.Graded}; ok && got != want {
			t.Errorf("%s has %v, want %v", a.Name, got, want)
		}
	}
	clitest.Contains(t, want(t, cli.ExitDone, "stats", "--project", "P.assay").Out,
		"2 attributed, 2 graded, 0 mentioned\n", "by ana   0 claim", "; 1 attributed, 1 graded, 0 mentioned\n", "; 2 attributed, 1 graded, 0 mentioned\n")

	setsAside(t, show(t, "harbour").Sentences[1].Text, model.UnitResidue)
	wantCounted(t, 2, 1)
	sets(t, edit.Remove, func(doc *model.Document) []edit.Edit { return edit.Removing(doc.ID) })
	wantCounted(t, 1, 0)
	for range 2 {
		want(t, cli.ExitDone, "undo", "--project", "P.assay")
	}
	wantCounted(t, 2, 2)
	by("bo", "attribute", "ferry", "0", "--remove")
	wantCounted(t, 1, 2)
}

// A sentence counts once, however many statements an analyst made it a mention of.
func TestStatsCountMentions(t *testing.T) {
	inProject(t)
	mention := func(analyst string, n int, stance model.Stance, ids ...model.StatementID) {
		t.Helper()
		sets(t, edit.Mention, func(doc *model.Document) (edits []edit.Edit) {
			for _, id := range ids {
				m := &record.Mention{Statement: id, Analyst: analyst, Title: "The harbour closed", Stance: stance, At: time.Date(2026, 5, 6, 7, 8, 9, 0, time.UTC)}
				edits = append(edits, edit.Of(record.MentionOn(model.Subject{Article: doc.ID, Sentence: doc.Sentences()[n].Span}, analyst, id), nil, m))
			}
			return edits
		})
	}
	mention("ana", 0, model.Asserts, "s1", "s2")
	mention("ana", 1, model.Denies, "s1")
	mention("bo", 0, model.Doubts, "s2")
	out := want(t, cli.ExitDone, "stats", "--project", "P.assay").Out
	clitest.Contains(t, out, "0 graded, 2 mentioned\n", "by ana   0 claim", "; 0 attributed, 0 graded, 2 mentioned\n", "; 0 attributed, 0 graded, 1 mentioned\n")

	found := want(t, cli.ExitDone, "search", "--project", "P.assay", `statement:"the harbour*" stance:denies`)
	clitest.Contains(t, found.ErrOut, "1 sentence in 1 article")
	clitest.Contains(t, want(t, cli.ExitDone, "search", "--project", "P.assay", "statement:nothing").ErrOut, `the project has no statement "nothing"`)
	clitest.Contains(t, want(t, cli.ExitUsage, "search", "--project", "P.assay", "stance:maybe").ErrOut, "“maybe” is not a stance")
}

// A sentence that is set aside keeps its attribution and its grade, and has no index. So
// the commands change the sentence that has the index now.
func TestWhatIsSaidOfASentenceThatIsSetAsideStays(t *testing.T) {
	inProject(t)
	phrased(t, cli.ExitDone, "attribute", "harbour", "1", "--voice", "Ann", "--mode", "direct")
	phrased(t, cli.ExitDone, "grade", "--article", "harbour", "--sentence", "1", "B2", "--basis", "Two saw it.")
	before := show(t, "harbour")
	setsAside(t, before.Sentences[1].Text, model.UnitResidue)
	if left := show(t, "harbour"); left.Sentences[1].Text != before.Sentences[2].Text {
		t.Fatalf("the second sentence is %+v", left.Sentences[1])
	}
	clitest.Contains(t, phrased(t, cli.ExitDone, "attribute", "harbour", "1", "--remove").Out, "sentence 1: nobody (unchanged)")
	clitest.Contains(t, phrased(t, cli.ExitDone, "grade", "--article", "harbour", "--sentence", "1", "none").Out, "sentence 1: none (unchanged)")
	phrased(t, cli.ExitDone, "attribute", "harbour", "1", "--voice", "Bo", "--mode", "mixed")
	phrased(t, cli.ExitDone, "grade", "--article", "harbour", "--sentence", "1", "D")

	index := strconv.Itoa(len(before.Sentences) - 1) // beyond the end now
	clitest.Contains(t, phrased(t, cli.ExitFailed, "grade", "--article", "harbour", "--sentence", index, "A").ErrOut, "there is no such sentence")
	clitest.Contains(t, phrased(t, cli.ExitFailed, "attribute", "harbour", index, "--voice", "Ann").ErrOut, "there is no such sentence")

	setsAside(t, before.Sentences[1].Text, model.UnitSentence)
	out := showsOf(t)
	clitest.Contains(t, out, "^ B2 (ana)", "^ D (ana)")
	for _, voice := range []string{"Ann, direct", "Bo, mixed"} {
		if strings.Count(out, voice) != 1 {
			t.Errorf("%q is not shown once:\n%s", voice, out)
		}
	}
	clitest.Contains(t, logOf(t), `none → B2 "Two saw it.", for ana`)
}

// The letters in force are in "show --json" as in a set.
func TestAShownArticleHasTheGradesOfASet(t *testing.T) {
	inProject(t)
	phrased(t, cli.ExitDone, "attribute", "harbour", "0", "--voice", "Ann")
	phrased(t, cli.ExitDone, "attribute", "harbour", "1", "--voice", "The mayor")
	phrased(t, cli.ExitDone, "voices", "join", "The mayor", "Ann")
	phrased(t, cli.ExitDone, "grade", "--voice", "Ann", "D")
	phrased(t, cli.ExitDone, "grade", "--article", "harbour", "B", "--basis", "Careful.")
	phrased(t, cli.ExitDone, "grade", "--article", "harbour", "--sentence", "1", "2")
	want(t, cli.ExitDone, "grade", "--project", "P.assay", "--analyst", "bo", "--article", "harbour", "--sentence", "2", "F")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "P.json")
	raw, err := os.ReadFile("P.json")
	if err != nil {
		t.Fatal(err)
	}
	type graded struct {
		ID        string
		Grades    []map[string]string
		Sentences []struct {
			Attributions, Grades []map[string]any
		}
	}
	var set graded
	for _, a := range clitest.Unmarshal[struct{ Articles []graded }](t, clitest.Result{Out: string(raw)}).Articles {
		if a.ID == show(t, "harbour").ID {
			set = a
		}
	}
	shown := clitest.Unmarshal[graded](t, want(t, cli.ExitDone, "show", "--project", "P.assay", "--json", "harbour"))
	if !reflect.DeepEqual(shown, set) {
		t.Errorf("it shows\n%v\nand exports\n%v", shown, set)
	}
	if own := shown.Grades; len(own) != 1 || own[0]["grade"] != "B" || own[0]["basis"] != "Careful." {
		t.Errorf("the article has the grades %v", own)
	}
	letters := func(n int) (all []string) {
		for _, g := range shown.Sentences[n].Grades {
			all = append(all, fmt.Sprint(g["analyst"], " ", g["letter"], " from ", g["from"]))
		}
		return all
	}
	for n, want := range [][]string{{"ana D from voice"}, {"ana D from voice"}, {"ana B from article", "bo F from sentence"}} {
		if got := letters(n); !slices.Equal(got, want) {
			t.Errorf("sentence %d has the letters %q, want %q", n, got, want)
		}
	}
}

package importing

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/listing"
)

// readArticles returns articles with the ids and the files id.txt.
func readArticles(ids string) (all []readArticle) {
	for _, id := range strings.Split(ids, "") {
		a := model.Article{ID: model.ArticleID(id), ImportPath: "press/" + id + ".txt"}
		a.Metadata = model.Metadata{Title: "Title " + id, Published: "2031-04-02"}
		all = append(all, readArticle{Article: a})
	}
	return all
}

// landing returns a landing of articles whose ids are letters.
func landing(added, known string) (l storage.Landing) {
	for _, id := range added {
		l.Added = append(l.Added, model.ArticleID(id))
	}
	for _, id := range known {
		l.Known = append(l.Known, model.ArticleID(id))
	}
	return l
}

func TestArticlesAreReportedInOrderWhenTheyAreOnTheDisk(t *testing.T) {
	for _, c := range []struct {
		name     string
		read     string
		landings []storage.Landing
		want     string // at the end: "+a" if a is printed as added, "=a" if as known
		waiting  int    // before the end
	}{
		{"nothing", "", nil, "", 0},
		{"not on the disk", "ab", nil, "", 2},
		{"all added", "abc", []storage.Landing{landing("abc", "")}, "+a +b +c", 0},
		{"in order of reading", "abc", []storage.Landing{landing("cb", "a")}, "=a +b +c", 0},
		{"the same bytes twice", "aba", []storage.Landing{landing("ab", "")}, "+a +b =a", 0},
		{"two transactions", "abcd", []storage.Landing{landing("ab", ""), landing("cd", "")}, "+a +b +c +d", 0},
		{"the second transaction is not complete", "abcd", []storage.Landing{landing("ab", ""), landing("", "c")}, "+a +b =c", 2},
		{"only known", "ab", []storage.Landing{landing("", "ab"), landing("", "")}, "=a =b", 0},
	} {
		for _, asJSON := range []bool{false, true} {
			t.Run(fmt.Sprint(c.name, " as JSON: ", asJSON), func(t *testing.T) {
				var out strings.Builder
				r := newReport(&out, asJSON, nil)
				if c.read != "" {
					r.waiting = readArticles(c.read)
				}
				for _, l := range c.landings {
					r.landed(l)
				}
				if len(r.waiting) != c.waiting {
					t.Errorf("%d articles are waiting, want %d", len(r.waiting), c.waiting)
				}
				if asJSON {
					wantInJSON(t, r, &out, c.want)
					return
				}
				if err := r.end(nil); err != nil {
					t.Fatal(err)
				}
				var want strings.Builder
				for _, word := range strings.Fields(c.want) {
					what := map[byte]string{'+': "added", '=': "already in the project"}[word[0]]
					fmt.Fprintf(&want, "%s %s 2031-04-02 - Title %s\n", what, word[1:], word[1:])
				}
				var got strings.Builder
				for line := range strings.Lines(out.String()) {
					fmt.Fprintln(&got, strings.Join(strings.Fields(line), " "))
				}
				if got.String() != want.String() {
					t.Errorf("it prints\n%swant\n%s", got.String(), want.String())
				}
			})
		}
	}
}

// wantInJSON ends a report with one refused file and checks its lists.
func wantInJSON(t *testing.T, r *report, out *strings.Builder, want string) {
	t.Helper()
	if err := r.end([]listing.Refusal{{Path: "x.txt", Err: errors.New("open x.txt: denied")}}); err != nil {
		t.Fatal(err)
	}
	printed := clitest.Unmarshal[struct {
		Added   []record.Added
		Known   []record.ArticleFile
		Refused []record.Refused
	}](t, clitest.Result{Out: out.String()})
	var got []string
	for _, a := range printed.Added {
		got = append(got, "+"+string(a.ID))
	}
	for _, a := range printed.Known {
		got = append(got, "="+string(a.ID))
	}
	var added, known []string // a document lists the added articles first
	for _, word := range strings.Fields(want) {
		if word[0] == '+' {
			added = append(added, word)
		} else {
			known = append(known, word)
		}
	}
	if list := strings.Join(append(added, known...), " "); strings.Join(got, " ") != list {
		t.Errorf("it lists %q, want %q", got, list)
	}
	if printed.Known == nil || len(printed.Refused) != 1 || printed.Refused[0] != (record.Refused{File: "x.txt", Reason: "denied"}) {
		t.Errorf("%+v", printed)
	}
}

func TestALineEndsWithTheMostSimilarArticle(t *testing.T) {
	similar := []record.Similar{{ArticleFile: record.ArticleFile{File: "b.txt"}, Alike: 0.9}, {Alike: 0.8}}
	for _, c := range []struct {
		added bool
		want  string
	}{{true, "90% similar to b.txt\n"}, {false, "Title a\n"}} {
		var out strings.Builder
		r := newReport(&out, false, nil)
		a := readArticles("a")[0]
		a.similar = similar
		r.print(a, c.added)
		if err := r.end(nil); err != nil || !strings.HasSuffix(out.String(), c.want) {
			t.Errorf("added %v: %q (%v), want %q at the end", c.added, out.String(), err, c.want)
		}
	}
}

// fullDisk refuses all writes.
type fullDisk struct{}

var errFull = errors.New("full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestAReportThatCannotBePrintedSaysSoAtTheEnd(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		r := newReport(fullDisk{}, asJSON, nil)
		r.waiting = readArticles("ab")
		r.landed(landing("ab", ""))
		if err := r.end(nil); !errors.Is(err, errFull) {
			t.Errorf("JSON %v: %v", asJSON, err)
		}
	}
}

func TestTheOutcomeDependsOnWhatWasReadAndRefused(t *testing.T) {
	failure := errors.New("failure")
	refusals := make([]listing.Refusal, 2)
	for _, c := range []struct {
		reading reading
		err     error
		dry     bool
		want    string
	}{
		{reading{}, nil, false, ""},
		{reading{read: 3}, nil, false, ""},
		{reading{read: 3, refused: refusals}, failure, false, "failure"},
		{reading{read: 3, refused: refusals}, nil, false, "2 inputs were refused"},
		{reading{read: 3, refused: refusals[:1]}, nil, true, "1 input was refused"},
		{reading{refused: refusals}, nil, false, "nothing was imported into P.assay"},
		{reading{refused: refusals}, nil, true, "an import would add no articles"},
	} {
		got := ""
		if err := c.reading.outcome(c.err, "P.assay", c.dry); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%d read, %d refused, dry run %v: %q, want %q", c.reading.read, len(c.reading.refused), c.dry, got, c.want)
		}
	}
}

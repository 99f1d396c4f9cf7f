package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/ui/uitest"
)

// flooded holds articles of five outlets on one event. All outlets but one agree on when it
// began. They contradict each other about the cellars, the Courier changes a word of the mayor,
// and the Bell reprints the agency's article with one changed sentence.
func flooded() map[string]string {
	return map[string]string{
		"post.txt": "Pumping station fails and Old Ferry Quarter floods\n\nBy Ida Holm, Larnet Post, 14 March 2031\n\n" +
			"The pumping station at Larnet failed shortly before midnight on Thursday. " +
			"Water from the canal then ran into the Old Ferry Quarter and filled 212 cellars. " +
			"The mayor of Larnet, Greta Olsund, said the pumps “were checked from end to end only three weeks ago”. " +
			"No one was injured. The tram depot in Weaver Street will stay closed until Monday.\n",
		"courier.txt": "Canal water fills cellars in Larnet\n\nBy Tomas Brandt, Coastal Courier, 14 March 2031\n\n" +
			"The pumping station in Larnet failed shortly before midnight on Thursday. " +
			"Canal water ran into the Old Ferry Quarter and filled 340 cellars. " +
			"Greta Olsund, the mayor of Larnet, said the pumps “were checked from end to end barely three weeks ago”. " +
			"A baker in Quay Lane lost all his flour. The tram depot in Weaver Street will stay closed until Monday, the operator said.\n",
		"tellwire.txt": "Larnet quarter floods after pumps fail\n\nLARNET, 14 March 2031 (Tellwire) – " + wired("carried nine residents"),
		"evening.html": `<!DOCTYPE html><html lang="en"><head><title>Nine carried out of flooded quarter</title>` +
			`<meta property="og:site_name" content="Evening Bell"><meta property="article:published_time" content="2031-03-14T18:00:00Z"></head>` +
			"<body><article><h1>Nine carried out of flooded quarter</h1><p>LARNET (Tellwire) – " + wired("took nine people") + "</p></article></body></html>",
		"herald.txt": "Who looked after the pumps?\n\nBy Nils Arvin, Harbour Herald, 15 March 2031\n\n" +
			"Nobody at the canal authority would say on Friday who had looked after the pumps. " +
			"Greta Olsund, the mayor, had said that the pumps “were checked from end to end only three weeks ago”. " +
			"The fire brigade denied that 212 cellars in the Old Ferry Quarter were filled with water from the canal. " +
			"Two workers were injured when a generator fell over. The canal authority has begun an inquiry into the failure.\n",
	}
}

// wired returns the agency's article, with the words that the Bell changes.
func wired(carried string) string {
	return "The pumping station at Larnet failed shortly before midnight on Thursday, the fire brigade said. " +
		"Water from the canal ran into the Old Ferry Quarter and filled 212 cellars, according to the fire brigade. " +
		"Firefighters " + carried + " out of their houses by boat. Schools in the quarter reopened on Friday afternoon. " +
		"The canal authority has begun an inquiry into the failure."
}

// laid writes articles into a new folder and returns its path.
func laid(t *testing.T, articles map[string]string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "Larnet")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range articles {
		lay(t, folder, name, text)
	}
	return folder
}

// comparing is a real window in which outlets are compared by keys.
type comparing struct {
	*uitest.App
	t    *testing.T
	shot func(name string)
}

// startComparing imports the articles of a folder and shows Compare. The presses of the App
// count from the preview of the import.
func startComparing(t *testing.T, folder, name string) *comparing {
	t.Helper()
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	out, home := outFolder(t), t.TempDir()
	preferIn(t, home, map[string]any{"still": true, "analyst": "R. Vance"})
	c := &comparing{t: t, App: display.Start(t, program(t), home, folder)}
	c.shot = func(state string) { c.Picture(filepath.Join(out, name+"-"+state+".png"), 1440, 900) }
	c.begin(5)
	return c
}

// begin imports the articles of the preview that opens at the start, and shows Compare.
func (c *comparing) begin(articles int) {
	c.t.Helper()
	c.See("the preview", func(s uitest.State) bool { return s.Dialog && s.Offered != nil })
	c.Press("Return")
	c.See("the articles", func(s uitest.State) bool {
		return s.Articles == articles && s.Article != "" && !s.Dialog && s.Saved == "Saved"
	})
	c.Press("ctrl+2")
	c.See("the proposals", func(s uitest.State) bool { return s.View == "view.compare" && s.Proposals > 0 })
}

// press presses a key and waits until a screen reader would read all the words.
func (c *comparing) press(key string, words ...string) {
	c.t.Helper()
	c.Press(key)
	c.hear(words...)
}

func (c *comparing) hear(words ...string) {
	c.t.Helper()
	c.See(fmt.Sprintf("the words %q", words), func(s uitest.State) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(s.Spoken, w) })
	})
}

// take takes the current proposal as a statement.
func (c *comparing) take() {
	c.t.Helper()
	before := c.Now()
	c.Press("Return")
	c.See("one more statement", func(s uitest.State) bool {
		return s.Statements == before.Statements+1 && s.Mentions > before.Mentions && s.Proposals == before.Proposals-1
	})
}

// toCell moves in the current row of the matrix to an outlet, and waits for the words of its
// cell.
func (c *comparing) toCell(outlet string, words ...string) {
	c.t.Helper()
	c.Press("Home")
	for c.See("a cell", func(s uitest.State) bool { return s.Spoken != "" }); !strings.Contains(c.Now().Spoken, outlet); {
		before := c.Now().Spoken
		c.Press("Right")
		c.See("the next cell", func(s uitest.State) bool { return s.Spoken != before })
	}
	c.hear(words...)
}

// leave quits the program when everything is saved, and returns the path of the project.
func (c *comparing) leave() string {
	c.t.Helper()
	path := c.See("everything saved", func(s uitest.State) bool { return s.Saved == "Saved" }).Project
	c.Press("ctrl+q")
	if code := c.Exit(); code != 0 {
		c.t.Errorf("the exit code is %d, want 0", code)
	}
	verify(c.t, path)
	return path
}

// TestOutletsAreComparedByKeysInARealWindow compares five outlets from the import to the matrix
// and back to the text, without the mouse. Afterwards the command line lists what was entered.
func TestOutletsAreComparedByKeysInARealWindow(t *testing.T) {
	c := startComparing(t, laid(t, flooded()), "compare")
	c.hear("Proposals  1 of 7", "340 cellars", "5 outlets")
	c.shot("1-proposals")
	c.walkProposals()
	t.Logf("by keys alone: from the import to a matrix of %d statements took %d keys, of which 4 put a sentence out, chose a stance and dismissed a proposal", c.Now().Statements, c.Presses())
	c.shot("2-matrix")
	c.workInMatrix()
	c.workInMentions()
	c.mentionInRead()
	checkCompared(t, c.leave())
}

// walkProposals takes all proposals but one, and goes to the matrix. It puts a sentence out of
// one and chooses a stance in it.
func (c *comparing) walkProposals() {
	c.t.Helper()
	c.take() // the cellars
	c.hear("The pumping station")
	c.take()
	c.hear("an inquiry", "in the proposal")
	c.press("space", "left out of the proposal")
	c.press("Down", "in the proposal")
	c.press("t", "attributes")
	c.take()
	c.hear("three weeks ago")
	c.take()
	c.hear("nine")
	before := c.Now()
	c.Press("Delete")
	c.See("the proposal dismissed", func(s uitest.State) bool {
		return s.Proposals == before.Proposals-1 && s.Statements == before.Statements
	})
	c.take() // the schools
	c.take() // the trams
	c.See("no proposals", func(s uitest.State) bool { return s.Proposals == 0 })
	c.hear("The tram depot", "uniform", "row 6 of 6")
}

// workInMatrix sets a stance, marks a gap and renames a statement.
func (c *comparing) workInMatrix() {
	c.t.Helper()
	c.press("Home", "340 cellars", "contradicted", "row 1 of 6")
	c.toCell("Harbour Herald", "denies")
	c.press("d", "doubts")
	c.press("End", "Harbour Herald", "not found")
	c.press("minus", "leaves it out")
	c.press("Home", "row 1 of 6")
	c.Press("F2")
	c.See("the title", func(s uitest.State) bool { return s.Dialog && s.Writing })
	c.Press("ctrl+a")
	c.Type("Cellars were filled")
	c.Press("Return")
	c.See("the new title", func(s uitest.State) bool { return !s.Dialog && strings.HasPrefix(s.Spoken, "Cellars were filled") })
	c.shot("3-stance-and-gap")
}

// workInMentions looks at the mentions and variants of a statement, and goes to Read and back.
func (c *comparing) workInMentions() {
	c.t.Helper()
	c.press("Tab", "mention 1 of 5")
	c.press("Right", "mention 2 of 5")
	c.shot("4-mentions")
	was := c.Now().Spoken
	c.Press("Return")
	c.See("the sentence in Read", func(s uitest.State) bool { return s.View == "view.read" && strings.HasPrefix(s.Sentence, "Water from") })
	c.Press("alt+Left")
	c.See("the mention again", func(s uitest.State) bool { return s.View == "view.compare" && s.Spoken == was })
	c.Press("shift+Tab")
	c.hear("Cellars were filled")
	for !strings.Contains(c.Now().Spoken, "three weeks ago") {
		before := c.Now().Spoken
		c.Press("Down")
		c.See("the next statement", func(s uitest.State) bool { return s.Spoken != before })
	}
	c.Press("q")
	c.See("the variants", func(s uitest.State) bool { return s.Dialog })
	c.shot("5-variants")
	c.Press("Escape")
	c.See("the matrix", func(s uitest.State) bool { return !s.Dialog && s.View == "view.compare" })
}

// mentionInRead makes a sentence in Read a statement, undoes that and does it again.
func (c *comparing) mentionInRead() {
	c.t.Helper()
	c.Press("ctrl+1")
	c.See("Read", func(s uitest.State) bool { return s.View == "view.read" })
	c.Press("slash")
	c.See("the filter", func(s uitest.State) bool { return s.Writing })
	c.Type("looked after")
	c.Press("Return")
	c.See("the article of the Herald", func(s uitest.State) bool { return !s.Writing && strings.HasPrefix(s.Sentence, "Nobody") })
	before := c.Now()
	c.Press("l")
	c.See("the statements", func(s uitest.State) bool { return s.Dialog && s.Writing })
	c.Type("Nobody answers for the pumps")
	c.shot("6-in-read")
	c.Press("Return")
	added := func(s uitest.State) bool {
		return !s.Dialog && s.Statements == before.Statements+1 && s.Mentions == before.Mentions+1
	}
	c.See("the statement", added)
	c.Press("ctrl+z")
	c.See("the statement undone", func(s uitest.State) bool { return s.Statements == before.Statements && s.Mentions == before.Mentions })
	c.Press("ctrl+y")
	c.See("the statement again", added)
	c.Press("ctrl+2")
	c.See("Compare", func(s uitest.State) bool { return s.View == "view.compare" && s.Proposals == 0 })
}

// checkCompared checks what the command line lists of the statements in a project.
func checkCompared(t *testing.T, path string) {
	t.Helper()
	var all []struct {
		Title, State string
		Mentions     []struct{ Outlet, Stance, Analyst string }
		Gaps         []string
	}
	out, err := exec.Command("go", "run", "../assayctl", "statements", "--project", path, "--json").Output()
	if err != nil {
		t.Fatalf("list the statements: %v", err)
	}
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range all {
		got = append(got, "", s.Title+": "+s.State)
		for _, m := range s.Mentions {
			if got = append(got, m.Outlet+" "+m.Stance); m.Analyst != "R. Vance" {
				t.Errorf("%s has a mention by %q", s.Title, m.Analyst)
			}
		}
		for _, outlet := range s.Gaps {
			got = append(got, outlet+" leaves it out")
		}
	}
	if got := strings.Join(got, "\n"); got != wantCompared {
		t.Errorf("the statements are%s\nwant%s", got, wantCompared)
	}
}

// wantCompared lists the statements that the scenario leaves, with the stances of their mentions.
const wantCompared = `
Cellars were filled: contradicted
Coastal Courier asserts
Evening Bell attributes
Tellwire attributes
Harbour Herald doubts
Larnet Post asserts

The pumping station at Larnet failed shortly before midnight on Thursday: uniform
Coastal Courier asserts
Evening Bell attributes
Tellwire attributes
Larnet Post asserts

The canal authority has begun an inquiry into the failure: uniform
Evening Bell attributes
Harbour Herald asserts

The pumps “were checked from end to end only three weeks ago”: differing
Coastal Courier attributes
Harbour Herald attributes
Larnet Post attributes

Schools in the quarter reopened on Friday afternoon: uniform
Evening Bell asserts
Tellwire asserts

The tram depot in Weaver Street will stay closed until Monday: uniform
Coastal Courier attributes
Larnet Post asserts
Harbour Herald leaves it out

Nobody answers for the pumps: uniform
Harbour Herald asserts`

// TestTheCorpusIsComparedByKeysInARealWindow takes everything that is proposed for the corpus
// beside the repository.
func TestTheCorpusIsComparedByKeysInARealWindow(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "corpus")
	if found, _ := filepath.Glob(filepath.Join(folder, "*.txt")); len(found) != 5 {
		t.Skipf("%s does not have the five articles of the corpus", folder)
	}
	c := startComparing(t, folder, "corpus")
	proposals := c.Now().Proposals
	for c.Now().Proposals > 0 {
		c.take()
	}
	c.hear(fmt.Sprintf("row %d of %d", proposals, proposals))
	t.Logf("by keys alone: from the import of five articles to a matrix of %d proposals took %d keys", proposals, c.Presses())
	if want := proposals + 2; c.Presses() > want {
		t.Errorf("%d proposals took %d keys, want at most %d", proposals, c.Presses(), want)
	}
	c.shot("matrix")
	c.leave()
}

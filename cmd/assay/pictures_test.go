package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/ui/uitest"
)

// TestPictures takes pictures of many states of the window, in several looks and
// sizes, for people to review. It writes them into the folder ASSAY_PICTURES. If
// ASSAY_LOOKS is set, it takes only the looks that are named there.
func TestPictures(t *testing.T) {
	folder := os.Getenv("ASSAY_PICTURES")
	if folder == "" {
		t.Skip("`make pictures` runs this test")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	bin := program(t)
	for _, l := range pictureLooks {
		if wanted := os.Getenv("ASSAY_LOOKS"); wanted != "" && !strings.Contains(" "+wanted+" ", " "+l.name+" ") {
			continue
		}
		t.Run(l.name, func(t *testing.T) {
			a := &album{t: t, display: uitest.NewDisplay(t, 1920, 1080), bin: bin, folder: folder, look: l, home: t.TempDir()}
			a.prefer()
			a.states()
		})
	}
}

var pictureLooks = []pictureLook{
	{"light", 1, map[string]any{"colours": "light"}, usualSizes},
	{"dark", 1, map[string]any{"colours": "dark"}, usualSizes},
	{"high-light", 1, map[string]any{"colours": "light", "contrast": true}, usualSizes},
	{"high-dark", 1, map[string]any{"colours": "dark", "contrast": true}, usualSizes},
	{"serif", 1, map[string]any{"colours": "light", "text.serif": true}, usualSizes[1:2]},
	{"small", 0.8, map[string]any{"colours": "light"}, [][2]int{{800, 600}}},
	{"large", 2, map[string]any{"colours": "light"}, [][2]int{{1024, 700}, {1440, 900}}},
}

var usualSizes = [][2]int{{1024, 700}, {1440, 900}, {1920, 1080}}

// pictureLook holds the preferences and the window sizes for a series of pictures.
type pictureLook struct {
	name   string
	scale  float64
	prefer map[string]any
	sizes  [][2]int
}

// album takes the pictures in one look.
type album struct {
	t       *testing.T
	display *uitest.Display
	bin     string
	folder  string
	home    string
	look    pictureLook
	app     *uitest.App
}

// prefer writes the preferences of the look. It turns animations off, because
// pictures wait until the window stops changing, and a caret would blink.
func (a *album) prefer() {
	a.t.Helper()
	all := map[string]any{"still": true, "analyst": "R. Vance", "text.scale": a.look.scale}
	for k, v := range a.look.prefer {
		all[k] = v
	}
	preferIn(a.t, a.home, all)
}

// preferIn writes the program's preferences into a home folder.
func preferIn(t testing.TB, home string, all map[string]any) {
	t.Helper()
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(home, ".config", "fyne", appID)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "preferences.json"), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func (a *album) shot(state string) {
	a.t.Helper()
	for _, size := range a.look.sizes {
		a.app.Picture(filepath.Join(a.folder, fmt.Sprintf("%s-%s-%d.png", state, a.look.name, size[0])), size[0], size[1])
	}
}

func (a *album) start(args ...string) { a.app = a.display.Start(a.t, a.bin, a.home, args...) }

// open filters the articles by words, opens the first one, and clears the filter.
func (a *album) open(words string) {
	a.t.Helper()
	before := a.app.Now().Article
	a.app.Press("slash")
	a.app.See("the filter", func(s uitest.State) bool { return s.Writing })
	a.app.Type(words)
	a.app.Press("Return")
	a.app.See("the article with "+words, func(s uitest.State) bool { return s.Article != before })
	a.app.Press("slash")
	a.app.See("the filter", func(s uitest.State) bool { return s.Writing })
	a.app.Press("Escape", "Escape")
	a.app.See("the article", func(s uitest.State) bool { return !s.Writing })
}

// dialog opens a dialog with a key, takes a picture of it and closes it.
func (a *album) dialog(key, state string) {
	a.t.Helper()
	a.app.Press(key)
	a.app.See(state, func(s uitest.State) bool { return s.Dialog })
	a.shot(state)
	a.app.Press("Escape")
	a.app.See("the article", func(s uitest.State) bool { return !s.Dialog && !s.Writing })
}

// states takes the pictures of one look.
func (a *album) states() {
	t := a.t
	a.start()
	a.shot("00-welcome")
	a.app.Kill()

	a.start(a.articles())
	a.app.See("the preview", func(s uitest.State) bool { return s.Dialog })
	a.shot("01-recognised")
	a.app.Press("Return")
	first := a.app.See("the articles", func(s uitest.State) bool { return s.Articles == 8 && s.Article != "" && !s.Dialog })
	project := first.Project
	for i, key := range []string{"1", "2", "1", "3", "2"} {
		a.app.Press(key)
		a.app.See("the label", func(s uitest.State) bool { return s.Total == i+1 })
	}
	a.app.Press("k", "k")
	a.app.Press("n")
	a.app.See("a note", func(s uitest.State) bool { return s.Writing })
	a.shot("02-writing")
	a.app.Type("Only this outlet has the figure; the district office has not confirmed it. Compare with the evening bulletin.")
	a.app.Press("Escape")
	a.app.See("the note saved", func(s uitest.State) bool { return !s.Writing && s.Saved == "Saved" })
	a.shot("03-reading")

	a.app.Press("slash")
	a.app.See("the filter", func(s uitest.State) bool { return s.Writing })
	a.app.Type("zebra")
	a.shot("04-filtered-to-nothing")
	a.app.Press("Escape", "Escape")
	a.app.See("the article", func(s uitest.State) bool { return !s.Writing })

	a.dialog("F1", "05-keys")
	a.dialog("ctrl+comma", "06-preferences")
	a.dialog("ctrl+shift+h", "07-history")
	a.dialog("ctrl+e", "08-export")
	a.dialog("ctrl+shift+d", "09-codebook")
	a.dialog("F2", "09-meanings")

	a.open("Katharina")
	a.shot("10-long-title")
	a.open("the water rose")
	a.shot("11-nothing-known")
	a.open("advertisement")
	a.app.Press("x")
	a.app.See("no sentence", func(s uitest.State) bool { return s.Sentences == 0 })
	a.shot("12-no-sentences")

	a.finish()
	a.shot("13-done")
	a.judge()

	whole, err := os.ReadFile(project)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(project); err != nil {
		t.Fatal(err)
	}
	a.app.Press("0")
	a.app.See("the failed save", func(s uitest.State) bool { return s.Saved == "Not saved" })
	a.shot("14-not-saved")
	a.app.Kill()

	if err := os.WriteFile(project, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	damage(t, project)
	a.start(project)
	a.app.See("the offer to rescue the project", func(s uitest.State) bool { return s.Dialog && s.Focus != "" })
	a.shot("15-rescue")
	a.app.Kill()

	a.compare()
	a.versions()

	a.start(manyFiles(t, 3000))
	a.app.See("the import in progress", func(s uitest.State) bool { return s.Dialog })
	a.app.Shot(filepath.Join(a.folder, "16-loading-"+a.look.name+".png"))
	a.app.Kill()
	a.refusals()
}

// judge takes pictures of grading, of attributing and of Sources.
func (a *album) judge() {
	a.t.Helper()
	a.app.Press("Home", "w")
	a.app.See("the field for the voice", func(s uitest.State) bool { return s.Dialog && s.Writing })
	a.shot("20-attributing")
	a.app.Type("Katharina")
	a.app.Press("Return")
	a.app.See("the article", func(s uitest.State) bool { return !s.Dialog })
	a.app.Press("r", "b", "2", "r", "c", "r", "e")
	a.shot("21-grading")
	a.app.Press("Escape")
	a.app.Press("ctrl+k")
	a.app.See("the palette", func(s uitest.State) bool { return s.Dialog && s.Writing })
	a.app.Type("checklist")
	a.app.Press("Return")
	a.shot("22-checklist")
	a.app.Press("Escape")
	a.app.See("the article", func(s uitest.State) bool { return !s.Dialog })
	a.app.Press("ctrl+3")
	a.shot("23-voices")
	a.app.Press("bracketright", "Down")
	a.shot("24-outlets")
	a.dialog("p", "25-profile")
	a.app.Press("bracketright")
	a.shot("26-contradictions")
	a.app.Press("ctrl+1")
}

// compare takes pictures of Compare with five outlets, and of the matrix with twenty.
func (a *album) compare() {
	a.t.Helper()
	c := a.comparing(flooded())
	a.shot("27-proposals")
	c.walkProposals()
	a.shot("28-matrix")
	c.press("Home", "row 1 of 6")
	c.press("Tab", "mention 1 of 5")
	a.shot("29-mentions")
	c.press("shift+Tab", "row 1 of 6")
	c.press("End", "row 6 of 6")
	c.press("Up", "row 5 of 6")
	c.press("Up", "row 4 of 6")
	c.Press("q")
	c.See("the variants", func(s uitest.State) bool { return s.Dialog })
	a.shot("30-variants")
	a.app.Kill()

	c = a.comparing(twentyOutlets())
	for c.Now().Proposals > 0 {
		c.take()
	}
	a.shot("31-twenty-outlets")
	a.app.Kill()
}

// versions takes pictures of an article with a newer version, of its timeline, and of a text that
// is being corrected.
func (a *album) versions() {
	a.t.Helper()
	a.start(sampleFolder(a.t))
	v := &versioning{comparing: &comparing{App: a.app, t: a.t, shot: a.shot}}
	v.addSample()
	v.annotate()
	v.add(newerVersion(a.t), "32-newer-version")
	a.shot("33-newest")
	v.Press("ctrl+shift+a", "Right", "Down", "Return")
	v.See("the older version", func(s uitest.State) bool { return s.Article == v.old })
	a.shot("34-earlier")
	v.Press("ctrl+shift+v")
	v.See("the differences", func(s uitest.State) bool { return s.View == "view.versions" && s.Differs > 0 })
	a.shot("35-differences")
	v.Press("t")
	a.shot("36-left-behind")
	v.Press("Escape", "ctrl+2", "y")
	v.See("the timeline", func(s uitest.State) bool { return s.Timeline == "statement" })
	for _, of := range []struct{ key, display string }{{"a", "articles"}, {"l", "list"}, {"t", "statement"}} {
		v.Press(of.key)
		v.See("the timeline as "+of.display, func(s uitest.State) bool { return s.Timeline == of.display })
		a.shot("37-timeline-" + of.display)
	}
	v.Press("ctrl+1")
	v.openBy("four people were killed")
	a.dialog("ctrl+shift+m", "38-correcting")
	a.app.Kill()
}

// comparing starts the program with articles, and shows Compare.
func (a *album) comparing(articles map[string]string) *comparing {
	a.t.Helper()
	a.start(laid(a.t, articles))
	c := &comparing{App: a.app, t: a.t, shot: a.shot}
	c.begin(len(articles))
	return c
}

// twentyOutlets returns the articles of flooded with those of further outlets.
func twentyOutlets() map[string]string {
	articles := flooded()
	for i := range 20 - len(articles) {
		name := fmt.Sprintf("%s %s", []string{"Upper", "Lower", "Old", "New", "Little"}[i%5], []string{"Larnet Mirror", "Quay Bulletin", "Canal Times"}[i/5])
		articles[fmt.Sprintf("more-%02d.txt", i)] = fmt.Sprintf("Report %d from the Old Ferry Quarter\n\nBy Staff, %s, 15 March 2031\n\n"+
			"The pumping station at Larnet failed shortly before midnight on Thursday, officials said. "+
			"Water from the canal filled %d cellars in the Old Ferry Quarter. The tram depot in Weaver Street will stay closed until Monday.\n", i+1, name, 212+i%3)
	}
	return articles
}

// refusals takes pictures of three dialogs. The first has only bad files, the
// second has bad files among good ones, and the third reports a file that was
// deleted after the preview.
func (a *album) refusals() {
	a.t.Helper()
	bad, mixed := a.t.TempDir(), a.t.TempDir()
	for name, content := range map[string]string{
		"locked.zip": lockedZIP(a.t), "scanned.pdf": scannedPDF(), "empty.txt": "", "figures.csv": "a,b\n1,2\n",
	} {
		lay(a.t, bad, name, content)
		lay(a.t, mixed, name, content)
	}
	for _, name := range []string{"article.docx", "article.html", "articles.csv", "articles.zip"} {
		lay(a.t, mixed, name, written(a.t, name))
	}
	lay(a.t, mixed, "passing.txt", bulletin("The gate at Vask"))
	offered := func(s uitest.State) bool { return s.Offered != nil }

	a.start(bad)
	a.app.See("the files that cannot be added", offered)
	a.shot("17-nothing-to-add")
	a.app.Kill()

	a.start(mixed)
	a.app.See("the articles that can be added and the files that cannot", offered)
	a.shot("18-some-refused")
	if err := os.Remove(filepath.Join(mixed, "passing.txt")); err != nil {
		a.t.Fatal(err)
	}
	a.app.Press("Return")
	a.app.See("the report of what was not added", func(s uitest.State) bool { return s.Dialog && s.Articles > 0 && s.Focus == "Close" })
	a.shot("19-not-everything-added")
	a.app.Kill()
}

// finish tags every sentence.
func (a *album) finish() {
	a.t.Helper()
	for {
		s := a.app.Now()
		if s.Tagged == s.Sentences {
			a.app.Press("space")
			next := a.app.See("the next article or the end", func(n uitest.State) bool {
				return n.Article != s.Article || strings.HasPrefix(n.Notice, "Every sentence of the project is tagged.")
			})
			if next.Article == s.Article {
				return
			}
			continue
		}
		a.app.Press("1")
		a.app.See("the label", func(n uitest.State) bool { return n.Total == s.Total+1 })
	}
}

// articles writes the sample corpus and articles that are hard to lay out. It
// returns the folder.
func (a *album) articles() string {
	a.t.Helper()
	folder := sampleFolder(a.t)
	for name, text := range map[string]string{
		"06-long-title.txt": "date 2031-03-14 By Anna-Katharina von Hohenstein and Maximilian Oberlechner, The Joint Gazette of Upper and Lower Brenholt\n\n" +
			"Endless talks on the reopening of the Kesmere sluice bridge between district office, water authority and three parishes end in a fourth adjournment\n\n" +
			"The talks were adjourned on Thursday. “Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft” was the only word agreed on.\n\nNobody gave a date.\n",
		"07-nothing-known.txt": "the water rose in the night and was gone by noon. nobody had seen it come. some say the sluice was open.\n",
		"08-one-line.txt":      "advertisement for boots, to be read by nobody.\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			a.t.Fatal(err)
		}
	}
	return folder
}

// manyFiles writes n small articles and returns the folder.
func manyFiles(t *testing.T, n int) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "Archive")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		text := fmt.Sprintf("Bulletin %d\nThe Archive\n\nThe gauge stood at %d on the day. It fell later. Nobody was hurt.\n", i, i)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%05d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

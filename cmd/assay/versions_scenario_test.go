package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/assets"
	"assay.app/assay/ui/uitest"
)

// versioning is a real window in which an article gets newer versions.
type versioning struct {
	*comparing
	again    func(path string) *uitest.App // starts the program with a project
	assayctl string
	old      string // id of the first version
}

// startVersioning imports the sample corpus and shows its first article.
func startVersioning(t *testing.T, name string) *versioning {
	t.Helper()
	if testing.Short() {
		t.Skip("short tests do not open a real window")
	}
	display := uitest.NewDisplay(t, 1440, 900)
	bin, out, home := program(t), outFolder(t), t.TempDir()
	preferIn(t, home, map[string]any{"still": true, "analyst": "R. Vance"})
	v := &versioning{
		comparing: &comparing{t: t, App: display.Start(t, bin, home, sampleFolder(t))},
		again:     func(path string) *uitest.App { return display.Start(t, bin, home, path) },
		assayctl:  filepath.Join(t.TempDir(), "assayctl"),
	}
	v.shot = func(state string) { v.Picture(filepath.Join(out, name+"-"+state+".png"), 1440, 900) }
	if out, err := exec.Command("go", "build", "-o", v.assayctl, "../assayctl").CombinedOutput(); err != nil {
		t.Fatalf("build assayctl: %v\n%s", err, out)
	}
	v.addSample()
	v.shot("0-articles")
	return v
}

// addSample adds the articles of the preview that opens at the start.
func (v *versioning) addSample() {
	v.t.Helper()
	v.See("the preview", func(s uitest.State) bool { return s.Offered != nil })
	v.Press("Return")
	v.old = v.See("five articles", func(s uitest.State) bool {
		return s.Articles == 5 && s.Article != "" && !s.Dialog && s.Saved == "Saved" && strings.HasPrefix(s.Sentence, "At least three")
	}).Article
}

// newerVersion returns the path of a newer version of the article.
func newerVersion(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", "versions", "01-tellwire.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// to goes down to the sentence that begins with words.
func (v *versioning) to(words string) {
	v.t.Helper()
	v.Press("Home")
	v.See("the first sentence", func(s uitest.State) bool { return strings.HasPrefix(s.Sentence, "At least") })
	for !strings.HasPrefix(v.Now().Sentence, words) {
		was := v.Now().Unit
		v.Press("j")
		v.See("the next sentence", func(s uitest.State) bool { return s.Unit > was })
	}
}

// choose presses a key that opens a dialog with a field, types words and chooses the result.
func (v *versioning) choose(key, words string) {
	v.t.Helper()
	v.Press(key)
	v.See("a field", func(s uitest.State) bool { return s.Dialog && s.Writing })
	v.Type(words)
	v.Press("Return")
	v.See("the choice", func(s uitest.State) bool { return !s.Dialog })
}

// annotate labels six sentences of the article and the one that will be withdrawn. It adds a
// note, a phrase, an attribution, and mentions of three statements.
func (v *versioning) annotate() {
	v.t.Helper()
	for i, key := range []string{"1", "1", "2", "3", "1", "2"} {
		v.Press(key)
		v.See("the label", func(s uitest.State) bool { return s.Total == i+1 })
	}
	v.to("At least three")
	v.Press("n")
	v.See("the note", func(s uitest.State) bool { return s.Writing })
	v.Type("Officials only so far.")
	v.Press("Escape")
	v.See("the note saved", func(s uitest.State) bool { return !s.Writing && s.Notes == 1 })
	v.choose("l", "People were killed")
	v.to("About 240")
	v.Press("t")
	v.See("the phrase", func(s uitest.State) bool { return s.Writing })
	v.Type("evacuation")
	v.Press("Return")
	v.See("the phrase added", func(s uitest.State) bool { return !s.Writing && strings.HasPrefix(s.Notice, "Added “evacuation”") })
	v.choose("w", "Lena Okray")
	v.to("Rain had raised")
	v.Press("3")
	v.See("the label", func(s uitest.State) bool { return s.Total == 7 })
	v.to("Several residents")
	v.Press("1")
	v.See("the label", func(s uitest.State) bool { return s.Total == 8 })
	v.to("Several residents")
	v.choose("l", "Sirens were not heard")
	v.See("two statements", func(s uitest.State) bool { return s.Statements == 2 && s.Mentions == 2 && s.Saved == "Saved" })
}

// add imports a file as a newer version of an article, by keys.
func (v *versioning) add(path, shot string) uitest.State {
	v.t.Helper()
	v.Press("ctrl+i")
	v.See("the file dialog", func(s uitest.State) bool { return s.Dialog && s.Writing })
	v.Press("ctrl+a")
	v.Type(path)
	v.Press("Return")
	v.See("the preview", func(s uitest.State) bool { return s.Offered != nil && len(s.Offered.New) == 1 })
	v.Press("v")
	v.shot(shot)
	v.Press("Return")
	return v.See("the newer version", func(s uitest.State) bool {
		return !s.Dialog && strings.HasPrefix(s.Notice, "1 article added, 1 as a newer version: ") && s.Saved == "Saved"
	})
}

// set returns the annotation set of the project, without the time of the export and the stamps of
// changes. It reads a copy, because the window has the project open.
func (v *versioning) set() string {
	v.t.Helper()
	path := v.See("everything saved", func(s uitest.State) bool { return s.Saved == "Saved" }).Project
	whole, err := os.ReadFile(path)
	if err != nil {
		v.t.Fatal(err)
	}
	folder := v.t.TempDir()
	out, err := exec.Command(v.assayctl, "export", "--project", lay(v.t, folder, filepath.Base(path), string(whole))).Output()
	if err != nil {
		v.t.Fatalf("export: %v", err)
	}
	var set map[string]any
	if err := json.Unmarshal(out, &set); err != nil {
		v.t.Fatal(err)
	}
	delete(set, "exported")
	unstamp(set)
	indented, err := json.MarshalIndent(set, "", " ")
	if err != nil {
		v.t.Fatal(err)
	}
	return string(indented)
}

// unstamp removes the stamps from a set, and the records which say that an article was added or
// removed. It orders records by their content instead of their stamps.
func unstamp(in any) {
	switch in := in.(type) {
	case map[string]any:
		delete(in, "stamp")
		for key, value := range in {
			unstamp(value)
			if list, ok := value.([]any); ok && key == "records" {
				list = slices.DeleteFunc(list, func(r any) bool { return r.(map[string]any)["kind"] == "presence" })
				in[key] = list
				slices.SortFunc(list, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
			}
		}
	case []any:
		for _, value := range in {
			unstamp(value)
		}
	}
}

// TestANewerVersionIsWorkedByKeysInARealWindow imports a newer version of an annotated article,
// walks what it changes, places what is left behind, and looks at the withdrawn statement in
// Compare. Then it imports a version older than the first.
func TestANewerVersionIsWorkedByKeysInARealWindow(t *testing.T) {
	v := startVersioning(t, "versions")
	v.annotate()
	before := v.set()
	s := v.add(newerVersion(t), "1-preview")
	current := s.Article
	if want := "1 article added, 1 as a newer version: 14 labels and notes carried, 3 left behind."; !strings.HasPrefix(s.Notice, want) {
		t.Errorf("the notice is %q, want %q", s.Notice, want)
	}
	if s.Articles != 5 || s.Versions != 2 || current == v.old || s.Tagged != 7 || s.Total != 7 || s.Notes != 1 || s.Mentions != 2 {
		t.Errorf("the newer version is %+v", s)
	}
	if !strings.HasPrefix(s.Sentence, "Sirens along") {
		t.Errorf("the reader is at %q, want the sentence before the withdrawn one", s.Sentence)
	}
	v.shot("2-newest")

	v.Press("ctrl+z")
	v.See("the old version alone", func(s uitest.State) bool {
		return s.Article == v.old && s.Versions == 1 && s.Articles == 5 && s.Tagged == 8
	})
	if after := v.set(); after != before {
		t.Errorf("the undo leaves another set:\n%s", firstDifference(before, after))
	}
	v.Press("ctrl+shift+z")
	v.See("the newer version again", func(s uitest.State) bool {
		return s.Articles == 5 && s.Versions == 2 && s.Total == 7 && s.Saved == "Saved"
	})

	v.unfold(current)
	v.walk()
	v.left()
	v.withdrawn()
	v.older(current)

	path := v.leave()
	v.checkVersions(path, current)
	v.App = v.again(path)
	v.See("the project", func(s uitest.State) bool {
		return s.Articles == 5 && s.Total == 8 && s.Statements == 2 && s.Mentions == 2
	})
	v.openBy("four people were killed")
	v.See("three versions", func(s uitest.State) bool { return s.Article == current && s.Versions == 3 })
	v.Press("ctrl+shift+v")
	v.See("what is left", func(s uitest.State) bool { return s.View == "view.versions" && s.Left == 2 })
	v.Press("Escape")
	v.leave()
}

// firstDifference returns the first lines that differ.
func firstDifference(a, b string) string {
	before, after := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range before {
		if i >= len(after) || before[i] != after[i] {
			const around = 4
			from := max(0, i-around)
			return fmt.Sprintf("line %d:\n%s\nbecame\n%s", i, strings.Join(before[from:min(i+around, len(before))], "\n"), strings.Join(after[from:min(i+around, len(after))], "\n"))
		}
	}
	return fmt.Sprintf("more follows: %q", after[len(before):])
}

// openBy opens the first article that a filter finds.
func (v *versioning) openBy(words string) {
	v.t.Helper()
	v.Press("slash")
	v.See("the filter", func(s uitest.State) bool { return s.Writing })
	v.Type(words)
	v.Press("Return")
	v.See("the article", func(s uitest.State) bool { return !s.Writing })
	v.Press("slash")
	v.See("the filter", func(s uitest.State) bool { return s.Writing })
	v.Press("Escape", "Escape")
	v.See("the article", func(s uitest.State) bool { return !s.Writing })
}

// unfold opens the older version from the list of articles, and then the newest one again.
func (v *versioning) unfold(current string) {
	v.t.Helper()
	v.openBy("four people were killed")
	v.See("the newest version", func(s uitest.State) bool { return s.Article == current })
	v.Press("ctrl+shift+a")
	v.See("the list", func(s uitest.State) bool { return s.Focus == "Articles" })
	v.Press("Right", "Down")
	v.shot("3-unfolded")
	v.Press("Return")
	v.See("the older version", func(s uitest.State) bool { return s.Article == v.old && s.Versions == 2 && s.Tagged == 1 })
	v.shot("4-earlier")
	v.Press("ctrl+shift+a", "Left", "Return")
	v.See("the newest version", func(s uitest.State) bool { return s.Article == current })
}

// walk walks the differences, opens one of them in Read and comes back.
func (v *versioning) walk() {
	v.t.Helper()
	v.Press("ctrl+shift+v")
	v.See("the differences", func(s uitest.State) bool { return s.View == "view.versions" && s.Left == 3 && s.Differs == 13 })
	v.hear("changed", "At least three", "At least four")
	v.shot("5-differences")
	v.press("j", "changed", "About 240", "About 260")
	v.press("j", "changed", "She said the dead")
	v.press("j", "moved", "Rain had raised")
	v.press("j", "moved", "62 millimetres")
	v.press("j", "changed", "gate No. 3")
	v.press("j", "dropped", "Several residents")
	v.press("j", "changed", "Environment Minister")
	v.press("k", "dropped", "Several residents")
	v.press("j", "changed", "Environment Minister")
	v.press("j", "changed", "30 days")
	v.press("j", "added", "Prosecutors")
	v.Press("Return")
	v.See("the sentence in Read", func(s uitest.State) bool {
		return s.View == "view.read" && strings.HasPrefix(s.Sentence, "Prosecutors")
	})
	v.Press("alt+Left")
	v.See("the difference again", func(s uitest.State) bool {
		return s.View == "view.versions" && strings.Contains(s.Spoken, "Prosecutors") && s.Differs == 13
	})
	v.press("a", "Prosecutors", "of 23")
	v.shot("6-all-sentences")
	v.press("a", "Prosecutors", "of 16")
}

// left places the label that is left behind by hand, and removes the attribution. It undoes both.
func (v *versioning) left() {
	v.t.Helper()
	v.press("t", "Several residents", "row 1 of 3")
	v.shot("7-left")
	count := func(n int) {
		v.t.Helper()
		v.See(fmt.Sprintf("%d left", n), func(s uitest.State) bool { return !s.Dialog && s.Left == n && s.Saved == "Saved" })
	}
	v.Press("p")
	v.See("the sentences", func(s uitest.State) bool { return s.Dialog && s.Writing })
	v.shot("8-placing")
	v.Type("no siren")
	v.Press("Return")
	count(2)
	v.Press("ctrl+z")
	count(3)
	v.Press("ctrl+shift+z")
	count(2)
	v.Press("Delete")
	count(1)
	v.Press("ctrl+z")
	count(2)
	v.Press("Escape")
	v.See("Read", func(s uitest.State) bool { return s.View == "view.read" && s.Tagged == 8 })
}

// withdrawn looks at the withdrawn statement in the matrix and in the timeline. Letters work while
// a button has the focus, too.
func (v *versioning) withdrawn() {
	v.t.Helper()
	v.Press("ctrl+2")
	v.See("Compare", func(s uitest.State) bool { return s.View == "view.compare" && s.Spoken != "" && s.Proposals >= 0 })
	v.hear("row 1 of 2")
	if !strings.HasPrefix(v.Now().Spoken, "Sirens") {
		v.press("Down", "Sirens were not heard", "row 2 of 2")
	}
	for !strings.Contains(v.Now().Spoken, "Tellwire") {
		was := v.Now().Spoken
		v.Press("Right")
		v.See("the next cell", func(s uitest.State) bool { return s.Spoken != was })
	}
	v.hear("attributes", "withdrawn")
	v.press("Tab", "Tellwire", "said on 12 March 2031, gone on 13 March 2031")
	v.shot("9-withdrawn")
	v.Press("y")
	v.See("the timeline", func(s uitest.State) bool { return s.Timeline == "statement" })
	v.hear("Tellwire", "gone 13 March 2031")
	v.shot("10-timeline")
	for _, of := range []struct{ key, display string }{{"a", "articles"}, {"l", "list"}, {"t", "statement"}} {
		v.Press("Tab")
		v.See("a button", func(s uitest.State) bool { return s.Focus == "Open" || s.Focus == "Matrix" })
		v.Press(of.key)
		v.See("the timeline as "+of.display, func(s uitest.State) bool { return s.Timeline == of.display })
	}
	v.Press("l")
	v.hear("Tellwire", "At least three", "row 1 of 6")
	v.shot("11-list")
	v.Press("y")
	v.See("the matrix", func(s uitest.State) bool { return s.Timeline == "" })
	v.Press("ctrl+1")
	v.See("Read", func(s uitest.State) bool { return s.View == "view.read" })
}

// older imports a version that is older than the first. It becomes the first one, and the work
// stays on the newest.
func (v *versioning) older(current string) {
	v.t.Helper()
	text, err := fs.ReadFile(assets.Sample(), "01-tellwire.txt")
	if err != nil {
		v.t.Fatal(err)
	}
	early := strings.NewReplacer("2031-03-12", "2031-03-11", "March 12", "March 11", "At least three", "At least two", "About 240", "Some 200").Replace(string(text))
	s := v.add(lay(v.t, v.t.TempDir(), "early.txt", early), "12-older")
	if want := "1 article added, 1 as a newer version: "; !strings.HasPrefix(s.Notice, want) || s.Articles != 5 || s.Total != 8 {
		v.t.Errorf("the older version is %+v", s)
	}
	v.openBy("four people were killed")
	v.See("the newest version", func(s uitest.State) bool { return s.Article == current && s.Versions == 3 && s.Tagged == 8 })
	v.Press("ctrl+shift+v")
	v.See("the differences", func(s uitest.State) bool { return s.View == "view.versions" && s.Left == 2 && s.Differs == 13 })
	v.Press("t")
	v.hear("before: At least three", "now: At least four")
	v.press("Left", "before: At least two", "now: At least three")
	v.shot("13-three-versions")
	v.press("Right", "before: At least two", "now: At least four")
	v.press("bracketright", "before: At least three", "now: At least four")
	v.Press("Escape")
	v.See("Read", func(s uitest.State) bool { return s.View == "view.read" })
}

// checkVersions checks what the command line lists of the versions.
func (v *versioning) checkVersions(path, current string) {
	v.t.Helper()
	var got struct {
		Versions []struct {
			Article, Published string
			Current            bool
			Annotations, Notes int
			Notices            []struct{ Text string }
			Left               []struct{ Kind, Text, Reason string }
		}
	}
	out, err := exec.Command(v.assayctl, "versions", "--project", path, "--json", v.old).Output()
	if err != nil {
		v.t.Fatalf("list the versions: %v", err)
	}
	if err := json.Unmarshal(out, &got); err != nil {
		v.t.Fatal(err)
	}
	var lines []string
	for _, of := range got.Versions {
		lines = append(lines, fmt.Sprintf("%s %t: %d annotations, %d notes, %d notices", of.Published, of.Current, of.Annotations, of.Notes, len(of.Notices)))
		for _, l := range of.Left {
			lines = append(lines, l.Kind+" "+l.Reason+": "+l.Text)
		}
	}
	const want = `2031-03-11 false: 0 annotations, 0 notes, 0 notices
2031-03-12 false: 0 annotations, 0 notes, 0 notices
attribution gone: Several residents told Tellwire that they heard none.
mention gone: Several residents told Tellwire that they heard none.
2031-03-13 true: 8 annotations, 1 notes, 1 notices`
	if got := strings.Join(lines, "\n"); got != want {
		v.t.Errorf("the versions are\n%s\nwant\n%s", got, want)
	}
	if last := got.Versions[len(got.Versions)-1].Article; last != current {
		v.t.Errorf("the current version is %s, want %s", last, current)
	}
}

// TestATextIsCorrectedByKeysInARealWindow mends a word of an annotated article. The labels go
// over, the old text stays, and one undo reverses the correction.
func TestATextIsCorrectedByKeysInARealWindow(t *testing.T) {
	v := startVersioning(t, "correcting")
	v.annotate()
	before := v.set()
	v.to("Some 1.4")
	v.Press("ctrl+shift+m")
	v.See("the text", func(s uitest.State) bool { return s.Dialog && s.Focus == "Corrected text" })
	v.Press("Delete", "Delete", "Delete") // the caret is at the beginning of the paragraph
	v.Type("One")
	v.shot("1-typed")
	v.Press("ctrl+Return")
	s := v.See("the corrected text", func(s uitest.State) bool {
		return !s.Dialog && strings.HasPrefix(s.Notice, "Text corrected: ") && s.Saved == "Saved"
	})
	if s.Article == v.old || s.Versions != 2 || s.Articles != 5 || s.Tagged != 8 || s.Sentences != 19 || s.Mentions != 2 || !strings.HasPrefix(s.Sentence, "Some 1.4") {
		t.Errorf("the corrected article is %+v", s)
	}
	v.shot("2-corrected")
	current := s.Article
	v.Press("ctrl+shift+v")
	v.See("the difference", func(s uitest.State) bool { return s.View == "view.versions" && s.Left == 0 && s.Differs == 1 })
	v.hear("changed", "before: The operator", "now: One operator")
	v.shot("3-differences")
	v.Press("Escape")
	v.See("Read", func(s uitest.State) bool { return s.View == "view.read" })

	v.Press("ctrl+z")
	v.See("the old text", func(s uitest.State) bool {
		return s.Article == v.old && s.Versions == 1 && s.Tagged == 8 && s.Saved == "Saved"
	})
	if after := v.set(); after != before {
		t.Errorf("the undo leaves another set:\n%s", firstDifference(before, after))
	}
	v.Press("ctrl+shift+z")
	v.See("the corrected text again", func(s uitest.State) bool { return s.Versions == 2 && s.Saved == "Saved" })
	path := v.leave()
	out, err := exec.Command(v.assayctl, "versions", "--project", path, "--json", current).Output()
	if err != nil {
		t.Fatalf("list the versions: %v", err)
	}
	if n := strings.Count(string(out), `"corrected": true`); n != 1 || !strings.Contains(string(out), v.old) {
		t.Errorf("%d versions are corrected texts:\n%s", n, out)
	}
}

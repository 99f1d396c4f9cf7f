package main

import (
	"archive/zip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/ui/uitest"
)

// The judgement that the scenario makes.
const (
	judgedStatement = "Sirens were not heard"
	judgedReason    = "Residents say so. The operator says otherwise."
	judgedRival     = "The sirens had no power"
)

// judging is a real window in which statements are judged and a report is written.
type judging struct{ *versioning }

// prepare labels two sentences, takes a proposal as a statement and makes two sentences of Read
// mentions of another one.
func (v *judging) prepare() {
	v.t.Helper()
	for i, key := range []string{"1", "2"} {
		v.Press(key)
		v.See("the label", func(s uitest.State) bool { return s.Total == i+1 })
	}
	v.Press("ctrl+2")
	v.See("the proposals", func(s uitest.State) bool { return s.View == "view.compare" && s.Proposals > 0 })
	v.hear("Proposals  1 of")
	v.take()
	v.Press("ctrl+1")
	v.See("Read", func(s uitest.State) bool { return s.View == "view.read" })
	taken := v.Now().Mentions
	for i, words := range []string{"Several residents", "Sirens along"} {
		v.to(words)
		v.choose("l", judgedStatement)
		v.See("a mention", func(s uitest.State) bool { return s.Statements == 2 && s.Mentions == taken+i+1 })
	}
	v.Press("ctrl+2")
	v.See("the statements", func(s uitest.State) bool { return s.View == "view.compare" && s.Spoken != "" })
}

// toJudgement goes from the row of the statement in Compare to its judgement.
func (v *judging) toJudgement() {
	v.t.Helper()
	v.hear("Proposals  1 of")
	v.Press("Tab")
	for v.hear(", row ", " of 2"); !strings.HasPrefix(v.Now().Spoken, judgedStatement); {
		was := v.Now().Spoken
		v.Press("Down")
		v.See("the next row", func(s uitest.State) bool { return s.Spoken != was })
	}
	v.Press("c")
	v.See("the judgement", func(s uitest.State) bool { return s.View == "view.judge" && s.Cited == 0 })
	v.hear(judgedStatement)
}

// judge judges the statement, cites a sentence for it and one against it, and supersedes that
// judgement with another one.
func (v *judging) judge() {
	v.t.Helper()
	v.Press("2")
	v.See("a judgement", func(s uitest.State) bool { return s.Judgements == 1 && s.Cited == 0 })
	v.hear("likely", "incomplete")
	v.Press("bracketright", "bracketright", "bracketright", "c", "c")
	v.hear("unlikely")
	v.Press("r")
	v.See("the reason", func(s uitest.State) bool { return s.Writing && s.Focus != "" })
	v.Type(judgedReason)
	v.shot("1-judged")
	v.Press("Escape")
	v.See("the statements", func(s uitest.State) bool { return !s.Writing && s.View == "view.judge" })
	v.Press("Right")
	v.See("the evidence", func(s uitest.State) bool { return strings.Contains(s.Spoken, "level 1") })
	v.cite("Several residents", "f", "cited for", 1)
	v.cite("Sirens along", "a", "cited against", 2)
	v.Press("Right")
	v.hear("open")
	v.shot("2-cited")
	v.Press("Tab")
	v.hear(judgedStatement, "2 sentences cited")

	v.press("k", "row 1 of 2") // another statement ends the sitting
	v.press("j", judgedStatement, "row 2 of 2")
	v.See("the evidence", func(s uitest.State) bool { return s.Cited == 2 })
	v.Press("n", "3")
	v.See("the later judgement", func(s uitest.State) bool { return s.Judgements == 2 && s.Cited == 2 })
	v.hear("disputed")
	v.shot("3-superseded")
}

// cite cites the sentence that begins with words.
func (v *judging) cite(words, key, says string, cited int) {
	v.t.Helper()
	v.Press("Home")
	for v.hear("row 1 of"); !strings.HasPrefix(v.Now().Spoken, words); {
		was := v.Now().Spoken
		v.Press("Down")
		v.See("the next node", func(s uitest.State) bool { return s.Spoken != was })
	}
	v.Press(key)
	v.See("the citation", func(s uitest.State) bool {
		return s.Cited == cited && strings.HasPrefix(s.Spoken, words) && strings.Contains(s.Spoken, says)
	})
}

// rate adds an explanation, and rates the statement against it.
func (v *judging) rate() {
	v.t.Helper()
	v.Press("m")
	v.hear("Rival Explanations")
	v.Press("plus")
	v.See("the title", func(s uitest.State) bool { return s.Dialog && s.Writing })
	v.Type(judgedRival)
	v.Press("Return")
	v.See("the explanation", func(s uitest.State) bool { return !s.Dialog && s.View == "view.judge" })
	v.hear(judgedRival+": not rated", "row 2 of 2")
	v.Press("i")
	v.hear(judgedRival+": inconsistent", "1 inconsistent")
	v.shot("4-explanations")
	v.Press("m")
	v.See("the judgements", func(s uitest.State) bool { return s.Cited >= 0 })
}

// figures reads a bar, opens what it counts, adds a label and sees it counted.
func (v *judging) figures() {
	v.t.Helper()
	v.Press("ctrl+4")
	v.See("the figures", func(s uitest.State) bool { return s.View == "view.figures" })
	v.hear("Tellwire, Claim: 1")
	v.shot("5-figures")
	v.Press("Return")
	v.See("the sentence that the bar counts", func(s uitest.State) bool { return s.Dialog && s.Found == "1 sentence in 1 article." })
	v.Press("Escape")
	v.See("the figures", func(s uitest.State) bool { return !s.Dialog && s.View == "view.figures" })
	v.Press("ctrl+1")
	v.See("Read", func(s uitest.State) bool { return s.View == "view.read" })
	v.to("She said")
	v.Press("1")
	v.See("one label more", func(s uitest.State) bool { return s.Total == 3 })
	v.Press("ctrl+4")
	v.hear("Tellwire, Claim: 2")
}

// report saves the report in a format, through the dialog of Save, and returns the file.
func (v *judging) report(name string) string {
	v.t.Helper()
	path := filepath.Join(v.t.TempDir(), name)
	v.Press("ctrl+shift+r")
	v.See("the report", func(s uitest.State) bool { return s.Dialog && s.Writing })
	v.shot("6-report-" + filepath.Ext(name)[1:])
	v.Press("ctrl+Return")
	v.See("the dialog of Save", func(s uitest.State) bool { return s.Dialog && s.Writing && s.Focus != "Title" })
	v.Press("ctrl+a")
	v.Type(path)
	v.Press("Return")
	v.Await("the file", func() bool { _, err := os.Stat(path); return err == nil })
	v.See("the end of the writing", func(s uitest.State) bool { return s.Dialog && s.Focus == "Open" })
	v.shot("7-saved-" + filepath.Ext(name)[1:])
	v.Press("Escape")
	v.See("the window", func(s uitest.State) bool { return !s.Dialog })
	return path
}

// TestAStatementIsJudgedAndReportedByKeysInARealWindow judges a statement, rates it, looks at
// figures and saves reports. The program is killed in between. In the end all is undone and done
// again.
func TestAStatementIsJudgedAndReportedByKeysInARealWindow(t *testing.T) {
	v := &judging{startVersioning(t, "judging")}
	v.prepare()
	before := v.set()
	v.toJudgement()
	v.judge()
	v.rate()
	judged := v.set()

	path := v.Now().Project
	v.Kill()
	v.App = v.again(path)
	v.See("the project", func(s uitest.State) bool { return s.Articles == 5 && s.Total == 2 && s.Statements == 2 })
	if after := v.set(); after != judged {
		t.Errorf("the program that was killed leaves another set:\n%s", firstDifference(judged, after))
	}
	v.figures()
	for _, name := range []string{"report.docx", "report.html"} {
		text := reported(t, v.report(name))
		for _, want := range []string{judgedStatement, "disputed", "heard none", "Tellwire"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not have %q", name, want)
			}
		}
	}
	full := v.set()

	done := []string{"Judge Statement", "Cite Sentence", "Cite Sentence", "Judge Statement", "New Explanation", "Rate Explanation", "Tag as Claim"}
	undone := slices.Clone(done)
	slices.Reverse(undone)
	undone[len(undone)-1] = "Edit Judgement" // the last change of the batch
	v.each("ctrl+z", "Undone: ", undone)
	if before, after := present(t, before), present(t, v.set()); after != before {
		t.Errorf("the undo leaves another set:\n%s", firstDifference(before, after))
	}
	v.each("ctrl+shift+z", "Redone: ", done)
	if after := v.set(); after != full {
		t.Errorf("the redo leaves another set:\n%s", firstDifference(full, after))
	}
	v.leave()
}

// each presses a key once for each of the changes, and waits for the notice of each.
func (v *judging) each(key, says string, changes []string) {
	v.t.Helper()
	for _, change := range changes {
		was := v.See("everything saved", func(s uitest.State) bool { return s.Saved == "Saved" })
		v.Press(key)
		v.See(says+change, func(s uitest.State) bool {
			return s != was && strings.HasPrefix(s.Notice, says+change) && s.Saved == "Saved"
		})
	}
}

// present returns a set without the records that were removed, of which a set has the stamps.
func present(t *testing.T, set string) string {
	t.Helper()
	var decoded any
	if err := json.Unmarshal([]byte(set), &decoded); err != nil {
		t.Fatal(err)
	}
	dropRemoved(decoded)
	out, err := json.MarshalIndent(decoded, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// dropRemoved drops the records without a value, and lists of records that are then empty.
func dropRemoved(in any) {
	switch in := in.(type) {
	case map[string]any:
		for key, value := range in {
			dropRemoved(value)
			if list, ok := value.([]any); ok && key == "records" {
				list = slices.DeleteFunc(list, func(r any) bool { return r.(map[string]any)["value"] == nil })
				if in[key] = list; len(list) == 0 {
					delete(in, key)
				}
			}
		}
	case []any:
		for _, value := range in {
			dropRemoved(value)
		}
	}
}

// reported returns the content of a report: HTML, or the main part of a Word document.
func reported(t *testing.T, path string) string {
	t.Helper()
	if filepath.Ext(path) != ".docx" {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

package value

import (
	"os"
	"strings"
	"testing"
)

func TestTheLimitsAreDocumented(t *testing.T) {
	manual, err := os.ReadFile("../../docs/values.md")
	if err != nil {
		t.Fatal(err)
	}
	longest := map[string]string{}
	for line := range strings.Lines(string(manual)) {
		if cells := strings.Split(line, "|"); len(cells) == 6 {
			for what := range strings.SplitSeq(cells[1], ",") {
				longest[strings.TrimSpace(what)] = strings.TrimSpace(cells[3])
			}
		}
	}
	for kind, what := range map[Kind]string{
		Analyst: "analyst's name", Outlet: "outlet's name", Title: "title", Byline: "byline", Dateline: "dateline", Section: "section", RecordID: "provider's id of an article",
		Project: "project's name", ProjectID: "project's id", Note: "note", NoteID: "note's id", Published: "date", PublishedAt: "time of publication", Retrieved: "time of retrieval", Archive: "archive's address",
		URL: "address", Language: "language", LabelKey: "label's key", LabelName: "label's name", Letter: "label's letter",
		Color: "label's colour", Group: "label's group", Definition: "definition", Use: "when to use a label", Avoid: "when not to use it", Example: "example", Phrase: "phrase", Voice: "voice's name", Cue: "cue",
		Basis: "basis of a grade", Remark: "remark on a checklist", Owner: "owner of an outlet", Country: "country of an outlet", Genre: "kind of an outlet", Policy: "corrections policy", Statement: "statement's title", Verdict: "verdict", Reasoning: "text of a judgement", Explanation: "explanation", OriginName: "origin's name", ArticleID: "article's id", Path: "path of an imported file",
	} {
		if want := thousands(kind.Longest()); longest[what] != want {
			t.Errorf("the longest %s is documented as %q, and is %s", what, longest[what], want)
		}
	}
	if want := thousands(MostLabels) + " labels, " + thousands(MostExamples) + " examples each"; longest["codebook"] != want {
		t.Errorf("a codebook is documented as %q, and has at most %s", longest["codebook"], want)
	}
}

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
)

// labelsOf returns the labels of a project as "codebook --json" prints them, by key.
func labelsOf(t *testing.T, project string) map[model.LabelKey]record.Label {
	t.Helper()
	out := map[model.LabelKey]record.Label{}
	for _, l := range listedLabels(t, project) {
		out[l.Key] = l
	}
	return out
}

func listedLabels(t *testing.T, project string) []record.Label {
	t.Helper()
	return clitest.Unmarshal[struct{ Labels []record.Label }](t, want(t, cli.ExitDone, "codebook", "--project", project, "--json")).Labels
}

// shown returns a project's labels in their order, each with its digit, its mark if it is
// retired, and the number of its annotations: "claim 1 3".
func shown(t *testing.T, project string) (out []string) {
	t.Helper()
	for _, l := range listedLabels(t, project) {
		digit := "retired"
		if l.Digit != nil {
			digit = fmt.Sprint(*l.Digit)
		}
		out = append(out, fmt.Sprintf("%s %s %d", l.Key, digit, l.Annotations))
	}
	return out
}

func wantBook(t *testing.T, labels ...string) {
	t.Helper()
	if got := shown(t, "P.assay"); !reflect.DeepEqual(got, labels) {
		t.Errorf("the labels are %q, want %q", got, labels)
	}
}

// revise runs "codebook VERB" for ana, and fails the test unless it says all parts.
func revise(t *testing.T, code int, verb string, args []string, says ...string) {
	t.Helper()
	r := want(t, code, append([]string{"codebook", verb, "--project", "P.assay", "--analyst", "ana"}, args...)...)
	clitest.Contains(t, r.Out+r.ErrOut, says...)
}

// tagged tags the first sentences of the harbour article for two analysts.
func tagged(t *testing.T) {
	t.Helper()
	for _, by := range []string{"ana", "bo"} {
		for i, label := range []string{"claim", "quote", "claim"} {
			want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", by, "harbour", fmt.Sprint(i), label)
		}
	}
}

func TestTheCodebookIsListed(t *testing.T) {
	inProject(t)
	tagged(t)
	revise(t, cli.ExitDone, "add", []string{"Wire copy", "--group", "Form"}, "label wire-copy: added\n")
	revise(t, cli.ExitDone, "retire", []string{"quote", "--keep"}, "label quote: retired; 2 annotations kept\n")
	out := want(t, cli.ExitDone, "codebook", "--project", "P.assay").Out
	clitest.Contains(t, out,
		"claim       C  1  #E69F00  Claim       -     4 annotations\n",
		"quote       Q  -  #56B4E9  Quote       -     2 annotations  retired\n",
		"wire-copy   -  3  #D55E00  Wire copy   Form  0 annotations\n")
	// Each label has all fields, in the form that the help promises.
	raw := clitest.Unmarshal[struct{ Labels []map[string]any }](t, want(t, cli.ExitDone, "codebook", "--project", "P.assay", "--json"))
	for _, l := range raw.Labels {
		for _, field := range []string{"key", "name", "letter", "digit", "color", "group", "definition", "use", "avoid", "examples", "counterExamples", "retired", "defined", "annotations"} {
			if _, has := l[field]; !has || len(l) != 14 {
				t.Errorf("%s is missing in %v", field, l)
			}
		}
	}
	claim := labelsOf(t, "P.assay")["claim"]
	if d := model.DefaultCodebook()[0]; claim.Definition != d.Definition || claim.Use != d.Use || claim.Avoid != d.Avoid || !reflect.DeepEqual(claim.Examples, d.Examples) || claim.Defined != nil {
		t.Errorf("claim is %+v", claim)
	}
}

func TestALabelIsAddedWithWhatIsGiven(t *testing.T) {
	inProject(t)
	revise(t, cli.ExitDone, "add", []string{
		"Risk  to life", "--key", "risk", "--letter", "v", "--color", "#abcdef", "--group", "Harm", "--definition", "What may happen.", "--use", "If likely.",
		"--avoid", "If past.", "--example", "It may flood.", "--example", "It may burn.", "--counter-example", "It flooded.", "--at", "2",
	}, "label risk: added")
	wantBook(t, "claim 1 0", "risk 2 0", "quote 3 0", "background 4 0")
	l := labelsOf(t, "P.assay")["risk"]
	if l.Name != "Risk  to life" || l.Letter != "V" || l.Color != "#ABCDEF" || l.Group != "Harm" || l.Definition != "What may happen." || l.Use != "If likely." ||
		l.Avoid != "If past." || !reflect.DeepEqual(l.Examples, []string{"It may flood.", "It may burn."}) || !reflect.DeepEqual(l.CounterExamples, []string{"It flooded."}) {
		t.Errorf("the label is %+v", l)
	}
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "0", "risk")
	for i := range 9 {
		revise(t, cli.ExitDone, "add", []string{fmt.Sprintf("Label %d", i)})
	}
	colors := map[string]bool{}
	for _, l := range labelsOf(t, "P.assay") {
		if l.Key != "risk" {
			colors[l.Color] = true
		}
	}
	if len(colors) != 12 {
		t.Errorf("12 labels have %d colours", len(colors))
	}
	if last := labelsOf(t, "P.assay")["label-8"]; last.Digit != nil {
		t.Errorf("the thirteenth label has the digit %d", *last.Digit)
	}
}

func TestALabelIsRenamedDescribedAndMoved(t *testing.T) {
	inProject(t)
	tagged(t)
	old := func() string {
		return want(t, cli.ExitDone, "search", "--project", "P.assay", "definition:old").ErrOut
	}
	revise(t, cli.ExitDone, "rename", []string{"CLAIM", "Assertion"}, "label claim: renamed to Assertion\n")
	revise(t, cli.ExitDone, "describe", []string{"assertion", "--letter", "", "--color", "#000000", "--group", "G", "--example", "", "--counter-example", "No."}, "label claim: changed\n")
	l := labelsOf(t, "P.assay")["claim"]
	if l.Name != "Assertion" || l.Letter != "" || l.Color != "#000000" || l.Group != "G" || len(l.Examples) > 0 || !reflect.DeepEqual(l.CounterExamples, []string{"No."}) || l.Defined != nil || l.Annotations != 4 {
		t.Errorf("the label is %+v", l)
	}
	if n := old(); !strings.Contains(n, " 0 sentences") {
		t.Errorf("under an old definition: %s", n)
	}
	revise(t, cli.ExitDone, "describe", []string{"claim", "--definition", "Another.", "--minor"})
	if l := labelsOf(t, "P.assay")["claim"]; l.Definition != "Another." || l.Defined != nil {
		t.Errorf("after a minor change the label is %+v", l)
	}
	revise(t, cli.ExitDone, "describe", []string{"claim", "--definition", "Quite another."})
	if l := labelsOf(t, "P.assay")["claim"]; l.Defined == nil || time.Since(*l.Defined) > time.Hour {
		t.Errorf("the definition is dated %v", l.Defined)
	}
	if n := old(); !strings.Contains(n, " 2 sentences") {
		t.Errorf("under an old definition: %s", n)
	}
	revise(t, cli.ExitDone, "describe", []string{"b", "--at", "1"}, "label background: changed")
	wantBook(t, "background 1 0", "claim 2 4", "quote 3 2")
	clitest.Contains(t, want(t, cli.ExitDone, "log", "--project", "P.assay", "--limit", "1").Out, "change codebook")
	revise(t, cli.ExitDone, "describe", []string{"background", "--at", "1"}, "label background: unchanged")
}

func TestARetiredLabelsAnnotationsBecomeWhatIsSaid(t *testing.T) {
	inProject(t)
	tagged(t)
	revise(t, cli.ExitFailed, "retire", []string{"claim"}, "4 annotations have the label \"Claim\"", "--keep", "--to", "--remove")
	wantBook(t, "claim 1 4", "quote 2 2", "background 3 0")
	for _, c := range []struct {
		args []string
		says string
		want []string
	}{
		{[]string{"claim", "--keep"}, "label claim: retired; 4 annotations kept", []string{"claim retired 4", "quote 1 2", "background 2 0"}},
		{[]string{"claim", "--to", "background"}, "label claim: retired; 4 annotations got background", []string{"claim retired 0", "quote 1 2", "background 2 4"}},
		{[]string{"claim", "--remove"}, "label claim: retired; 4 annotations removed", []string{"claim retired 0", "quote 1 2", "background 2 0"}},
		{[]string{"background"}, "label background: retired\n", []string{"claim 1 4", "quote 2 2", "background retired 0"}},
	} {
		revise(t, cli.ExitDone, "retire", c.args, c.says)
		wantBook(t, c.want...)
		clitest.Contains(t, want(t, cli.ExitDone, "undo", "--project", "P.assay").Out, "retire label")
		wantBook(t, "claim 1 4", "quote 2 2", "background 3 0")
	}
	revise(t, cli.ExitDone, "retire", []string{"claim", "--keep"})
	r := want(t, cli.ExitFailed, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "0", "claim")
	clitest.Contains(t, r.ErrOut, `label "claim" is retired`, "quote, background")
	if strings.Contains(want(t, cli.ExitFailed, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "0", "x").ErrOut, "claim") {
		t.Error("a label that cannot be assigned is offered")
	}
	revise(t, cli.ExitDone, "retire", []string{"claim"}, "label claim: unchanged")
	revise(t, cli.ExitDone, "add", []string{"Cost", "--letter", "c"})
	revise(t, cli.ExitFailed, "retire", []string{"claim", "--back"}, `letter "C" is taken by "Cost"`)
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	revise(t, cli.ExitDone, "retire", []string{"claim", "--back"}, "label claim: brought back\n")
	wantBook(t, "claim 1 4", "quote 2 2", "background 3 0")
}

func TestLabelsAreJoinedInOneChange(t *testing.T) {
	inProject(t)
	tagged(t)
	revise(t, cli.ExitDone, "join", []string{"claim", "q"}, "label claim: joined; 4 annotations got quote\n")
	wantBook(t, "claim retired 0", "quote 1 6", "background 2 0")
	if s := show(t, "harbour").Sentences[0].Annotations; len(s) != 2 || s[0].Label != "quote" || s[1].Label != "quote" {
		t.Errorf("the annotations are %+v", s)
	}
	revise(t, cli.ExitFailed, "join", []string{"quote", "claim"}, `label "Claim" is retired`)
	clitest.Contains(t, want(t, cli.ExitDone, "undo", "--project", "P.assay").Out, "undone: join labels by ana")
	wantBook(t, "claim 1 4", "quote 2 2", "background 3 0")
	clitest.Contains(t, want(t, cli.ExitDone, "redo", "--project", "P.assay").Out, "redone: join labels by ana")
	wantBook(t, "claim retired 0", "quote 1 6", "background 2 0")
}

func TestBadRevisionsChangeNothing(t *testing.T) {
	inProject(t)
	tagged(t)
	before := want(t, cli.ExitDone, "codebook", "--project", "P.assay", "--json").Out
	changes := want(t, cli.ExitDone, "log", "--project", "P.assay").Out
	for _, c := range []struct {
		code int
		verb string
		args []string
		says string
	}{
		{cli.ExitFailed, "add", []string{"Claim"}, `assayctl: the label's name "Claim" is taken by "Claim"`},
		{cli.ExitFailed, "add", []string{"Cla\u200bim"}, `name "Claim" is taken by "Claim"`},
		{cli.ExitFailed, "add", []string{"New", "--key", "none"}, `key "none" means that a sentence has no label`},
		{cli.ExitFailed, "add", []string{"New", "--letter", "с"}, `letter "С" is taken by "Claim"`},
		{cli.ExitUsage, "add", []string{"\u200b"}, "name is missing"},
		{cli.ExitFailed, "add", []string{" cLAIM "}, `is taken by "Claim"`},
		{cli.ExitFailed, "add", []string{"New", "--key", "claim"}, `key "claim" is taken`},
		{cli.ExitFailed, "add", []string{"New", "--key", "claim", "--at", "1"}, `key "claim" is taken`},
		{cli.ExitFailed, "add", []string{"New", "--letter", "q"}, `letter "Q" is taken by "Quote"`},
		{cli.ExitFailed, "add", []string{"New", "--letter", "т"}, `letter "Т" runs a command`},
		{cli.ExitFailed, "add", []string{"New", "--letter", "n"}, `letter "N" runs a command`},
		{cli.ExitUsage, "add", []string{"New", "--letter", "xy"}, "write one letter"},
		{cli.ExitUsage, "add", []string{"New", "--color", "red"}, "write it as #RRGGBB"},
		{cli.ExitUsage, "add", []string{"New", "--key", ""}, "key is missing"},
		{cli.ExitUsage, "add", []string{"New", "--at", "0"}, "from 1"},
		{cli.ExitUsage, "add", []string{" "}, "name is missing"},
		{cli.ExitUsage, "add", []string{strings.Repeat("n", 300)}, "300 bytes"},
		{cli.ExitUsage, "add", nil, "LABEL is missing"},
		{cli.ExitFailed, "rename", []string{"claim", "QUOTE"}, `assayctl: label claim: the label's name "QUOTE" is taken by "Quote"`},
		{cli.ExitFailed, "rename", []string{"rumour", "x"}, "the project's labels are claim, quote, background"},
		{cli.ExitUsage, "rename", []string{"claim", ""}, "name is missing"},
		{cli.ExitUsage, "rename", []string{"claim"}, "NEWNAME is missing"},
		{cli.ExitFailed, "describe", []string{"claim", "--letter", "b"}, `letter "B" is taken`},
		{cli.ExitUsage, "describe", []string{"claim", "--color", "#12345"}, "#RRGGBB"},
		{cli.ExitUsage, "describe", []string{"claim"}, "nothing to change"},
		{cli.ExitUsage, "describe", []string{"claim", "--minor"}, "nothing to change"},
		{cli.ExitUsage, "describe", []string{"claim", "--at", "-1"}, "from 1"},
		{cli.ExitUsage, "retire", []string{"claim", "--keep", "--remove"}, "--keep and --remove cannot be given together"},
		{cli.ExitUsage, "retire", []string{"claim", "--to", "claim"}, "same label"},
		{cli.ExitFailed, "retire", []string{"claim", "--to", ""}, "no such label"},
		{cli.ExitFailed, "join", []string{"claim", "rumour"}, `label "rumour"`},
		{cli.ExitUsage, "join", []string{"claim", "Claim"}, "same label"},
	} {
		revise(t, c.code, c.verb, c.args, c.says)
	}
	for line, says := range map[string]string{
		"codebook add --project P.assay New":                                `"analyst" not set`,
		"codebook --project P.assay --json --export b.json":                 "--json and --export cannot be given together",
		"codebook --project P.assay --import b.json":                        "--import needs --analyst",
		"codebook --project P.assay --analyst ana --import=":                "the name of the file is missing",
		"codebook --project P.assay --retire-missing":                       "--retire-missing needs --import",
		"codebook --project P.assay --export b.csv":                         ".json or .qdc",
		"codebook --project P.assay --export b":                             ".json or .qdc",
		"codebook --project P.assay more":                                   `unexpected argument "more"`,
		"import --project P.assay --codebook b.json press":                  "P.assay exists",
		"import --project P.assay --codebook b.json --dry-run --json press": "P.assay exists",
	} {
		clitest.Contains(t, want(t, cli.ExitUsage, strings.Fields(line)...).ErrOut, says)
	}
	if after := want(t, cli.ExitDone, "codebook", "--project", "P.assay", "--json").Out; after != before {
		t.Errorf("the codebook has changed:\n%s", after)
	}
	if after := want(t, cli.ExitDone, "log", "--project", "P.assay").Out; after != changes {
		t.Errorf("the history has changed:\n%s", after)
	}
}

func TestACodebookIsCarriedToAnotherProject(t *testing.T) {
	for _, file := range []string{"book.json", "book.qdc", "P.assay", "set.json"} {
		t.Run(file, func(t *testing.T) {
			inProject(t)
			revise(t, cli.ExitDone, "add", []string{"Wire copy", "--letter", "v", "--group", "Form", "--use", "If credited.\nOr not.", "--example", "(AP)", "--at", "1"})
			revise(t, cli.ExitDone, "describe", []string{"quote", "--definition", "Mine.\nKey: X"})
			switch file {
			case "set.json":
				want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", file)
			case "book.json", "book.qdc":
				clitest.Contains(t, want(t, cli.ExitDone, "codebook", "--project", "P.assay", "--export", file).Out, file+": 4 labels\n")
			}
			want(t, cli.ExitDone, "import", "--project", "New.assay", "--codebook", file, "--dry-run", "press")
			clitest.Absent(t, "New.assay")
			want(t, cli.ExitDone, "import", "--project", "New.assay", "--codebook", file, "press")
			want(t, cli.ExitDone, "tag", "--project", "New.assay", "--analyst", "bo", "harbour", "0", "wire-copy")
			got, from := labelsOf(t, "New.assay"), labelsOf(t, "P.assay")
			for key, l := range from {
				l.Defined = nil
				if key == "wire-copy" {
					l.Annotations = 1
				}
				if g := got[key]; !reflect.DeepEqual(stripped(g), stripped(l)) {
					t.Errorf("%s is %+v, want %+v", key, g, l)
				}
			}
			want(t, cli.ExitDone, "export", "--project", "New.assay", "-o", "new.json")
			want(t, cli.ExitDone, "load", "--project", "Copy.assay", "new.json")
			if a, b := shown(t, "New.assay"), shown(t, "Copy.assay"); !reflect.DeepEqual(a, b) {
				t.Errorf("a loaded copy has the labels %q, not %q", b, a)
			}
			want(t, cli.ExitDone, "verify", "--project", "New.assay")
		})
	}
}

func TestASetWithLabelsThatTheProjectLacksIsRefusedWithTheWayOut(t *testing.T) {
	inProject(t)
	want(t, cli.ExitDone, "import", "--project", "Q.assay", "press")
	revise(t, cli.ExitDone, "add", []string{"Wire copy"})
	revise(t, cli.ExitDone, "add", []string{"Rumour"})
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "0", "rumour")
	want(t, cli.ExitDone, "export", "--project", "P.assay", "-o", "set.json")
	before := want(t, cli.ExitDone, "export", "--project", "Q.assay").Out
	r := want(t, cli.ExitFailed, "load", "--project", "Q.assay", "set.json")
	clitest.Contains(t, r.ErrOut, `label "wire-copy", label "rumour" of the set`, `"codebook add --key" adds`, `"codebook --import" takes over`)
	if after := want(t, cli.ExitDone, "export", "--project", "Q.assay").Out; withoutTime(after) != withoutTime(before) {
		t.Errorf("the project has changed:\n%s", after)
	}
	want(t, cli.ExitDone, "codebook", "--project", "Q.assay", "--analyst", "bo", "--import", "set.json")
	want(t, cli.ExitDone, "load", "--project", "Q.assay", "set.json")
	if l := labelsOf(t, "Q.assay")["rumour"]; l.Annotations != 1 {
		t.Errorf("the label is %+v", l)
	}
}

func TestARetiredLabelIsNotSuggested(t *testing.T) {
	inProject(t)
	suggested := func() string { return want(t, cli.ExitDone, "suggest", "--project", "P.assay", "harbour").Out }
	clitest.Contains(t, suggested(), "  claim ")
	revise(t, cli.ExitDone, "retire", []string{"claim"})
	if out := suggested(); strings.Contains(out, "  claim ") {
		t.Errorf("it suggests\n%s", out)
	}
}

// stripped returns a label without the time of its definition.
func stripped(l record.Label) string {
	l.Defined = nil
	raw, _ := json.Marshal(l)
	return string(raw)
}

const smaller = `{"format": "assay-codebook", "version": 1, "labels": [
	{"key": "speech", "name": " QUOTE", "letter": "q", "color": "#0072B2", "definition": "Words."},
	{"key": "risk", "name": "Risk", "letter": "V", "color": "#D55E00"},
	{"key": "claim", "name": "Assertion", "letter": "C", "color": "#E69F00"}]}`

func TestAnImportedCodebookReplacesTheProjectsInOneChange(t *testing.T) {
	inProject(t)
	tagged(t)
	clitest.Write(t, "b.json", smaller)
	imports := func(code int, says string, args ...string) {
		t.Helper()
		r := want(t, code, append([]string{"codebook", "--project", "P.assay", "--analyst", "bo", "--import", "b.json"}, args...)...)
		clitest.Contains(t, r.Out+r.ErrOut, says)
	}
	imports(cli.ExitDone, "labels: 1 added, 2 changed, 1 removed\n")
	wantBook(t, "quote 1 2", "risk 2 0", "claim 3 4")
	if l := labelsOf(t, "P.assay")["quote"]; l.Name != "QUOTE" || l.Color != "#0072B2" || l.Definition != "Words." || l.Defined == nil {
		t.Errorf("the label matched by its name is %+v", l)
	}
	imports(cli.ExitDone, "labels: unchanged\n")
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	wantBook(t, "claim 1 4", "quote 2 2", "background 3 0")

	// A codebook that drops a used label changes nothing unless it is to be retired.
	want(t, cli.ExitDone, "tag", "--project", "P.assay", "--analyst", "ana", "harbour", "0", "background")
	imports(cli.ExitFailed, `b.json has no label "Background", which 1 annotation has; nothing was changed; use --retire-missing to retire it`)
	wantBook(t, "claim 1 3", "quote 2 2", "background 3 1")
	imports(cli.ExitDone, "labels: 1 added, 2 changed, 0 removed, 1 retired\n", "--retire-missing")
	wantBook(t, "quote 1 2", "risk 2 0", "claim 3 3", "background retired 1")
	imports(cli.ExitDone, "labels: unchanged") // what is retired already, may be missing
	want(t, cli.ExitDone, "undo", "--project", "P.assay")
	wantBook(t, "claim 1 3", "quote 2 2", "background 3 1")
}

func TestABadCodebookFileChangesNothing(t *testing.T) {
	inProject(t)
	tagged(t)
	many := make([]string, 10_000)
	for i := range many {
		many[i] = fmt.Sprintf(`{"key": "k%d"}`, i)
	}
	for name, c := range map[string]struct{ content, says string }{
		"damaged":       {smaller[:200], "damaged"},
		"prose":         {harbour, "not a codebook"},
		"empty":         {"", "empty"},
		"10,000 labels": {`{"format": "assay-codebook", "version": 1, "labels": [` + strings.Join(many, ",") + "]}", "more than 1,000"},
		"a colour":      {strings.Replace(smaller, "#0072B2", "blue", 1), `colour "blue"`},
		"one key":       {strings.Replace(smaller, `"risk"`, `"claim"`, 1), `key "claim" is taken`},
		"one name":      {strings.Replace(smaller, "Assertion", "RISK", 1), `name "RISK" is taken by "Risk"`},
		"one letter":    {strings.Replace(smaller, `"V"`, `"C"`, 1), `letter "C" is taken by "Risk"`},
		"a command":     {strings.Replace(smaller, `"V"`, `"N"`, 1), `letter "N" runs a command`},
	} {
		clitest.Write(t, "bad.json", c.content)
		for _, line := range []string{
			"codebook --project P.assay --analyst ana --import bad.json",
			"import --project New.assay --codebook bad.json press",
		} {
			clitest.Contains(t, want(t, cli.ExitFailed, strings.Fields(line)...).ErrOut, "bad.json", c.says)
		}
		clitest.Absent(t, "New.assay")
		if got := shown(t, "P.assay"); !reflect.DeepEqual(got, []string{"claim 1 4", "quote 2 2", "background 3 0"}) {
			t.Errorf("%s: the labels are %q", name, got)
		}
	}
	want(t, cli.ExitFailed, "codebook", "--project", "P.assay", "--analyst", "ana", "--import", "none.json")
	want(t, cli.ExitFailed, "codebook", "--project", "P.assay", "--export", "none/b.json")
	want(t, cli.ExitUsage, "codebook", "--project", "P.assay", "--analyst", "", "--import", "")
	if err := os.Rename("P.assay", "P.json"); err != nil {
		t.Fatal(err)
	}
	clitest.Contains(t, want(t, cli.ExitUsage, "codebook", "--project", "P.json", "--export", "P.json").ErrOut, "the project itself")
	if err := os.Rename("P.json", "P.assay"); err != nil {
		t.Fatal(err)
	}
}

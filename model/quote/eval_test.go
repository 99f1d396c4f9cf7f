package quote

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"text/tabwriter"
	"time"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

var (
	evaluate = flag.Bool("eval", false, "measure the finder on the gold data and print a table")
	show     = flag.String("show", "", "with -eval: print every wrong and missed quotation of this gold file, such as dev_gum")
)

// sharedData is the folder of the gold data. The texts are real and must not be
// shipped, so the folder may be absent.
const sharedData = "../../../shared/data/quotes"

// goldFiles are the gold files with limits in percent: the minimum F1 if other marks
// classified as speech count as wrong, and the maximum share of those marks.
var goldFiles = []struct {
	name          string
	floor, others float64
}{
	{"dev_polnear", 98.0, 15},
	{"dev_gum", 71.0, 15},
}

// goldText is one line of a gold file. Its spans are byte offsets, which
// UnmarshalJSON converts from the code points of the file.
type goldText struct {
	ID     string       `json:"id"`
	Text   string       `json:"text"`
	Quotes []model.Span `json:"-"`
	Others []model.Span `json:"-"` // marks that are not speech
	Ignore []model.Span `json:"-"`
}

func (g *goldText) UnmarshalJSON(line []byte) error {
	type plain goldText
	in := struct {
		*plain
		Quotes    [][2]int `json:"quotes"`
		Nonquotes [][2]int `json:"nonquotes"`
		Ignore    [][2]int `json:"ignore"`
	}{plain: (*plain)(g)}
	if err := json.Unmarshal(line, &in); err != nil {
		return err
	}
	at := make([]int, 0, utf8.RuneCountInString(g.Text)+1)
	for i := range g.Text {
		at = append(at, i)
	}
	at = append(at, len(g.Text))
	bytes := func(pairs [][2]int) []model.Span {
		var all []model.Span
		for _, s := range pairs {
			all = append(all, model.Span{Start: at[s[0]], End: at[s[1]]})
		}
		return all
	}
	g.Quotes, g.Others, g.Ignore = bytes(in.Quotes), bytes(in.Nonquotes), bytes(in.Ignore)
	return nil
}

// readGold reads a gold file. It skips the test if the file is absent.
func readGold(t testing.TB, name string) []goldText {
	t.Helper()
	file, err := os.Open(filepath.Join(sharedData, name+".jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no gold data: %s is absent", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []goldText
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var one goldText
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, one)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// score counts the quotations with the right span, all that were found, all in the
// gold data, the other marks classified as speech, and all other marks.
type score struct{ right, found, gold, taken, others int }

func (s score) precision() float64 { return percent(s.right, s.found) }
func (s score) recall() float64    { return percent(s.right, s.gold) }
func (s score) f1() float64        { return percent(2*s.right, s.found+s.gold) }
func (s score) share() float64     { return percent(s.taken, s.others) }

// strict returns the F1 if other marks classified as speech count as wrong.
func (s score) strict() float64 { return percent(2*s.right, s.found+s.taken+s.gold) }

func percent(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

// method finds the spans of direct speech in a text.
type method func(text string) []model.Span

// rules is the method of this package.
func rules(text string) []model.Span {
	var all []model.Span
	for q := range All("en", text, segment.Paragraphs(text)) {
		if q.Kind == Speech {
			all = append(all, q.Span)
		}
	}
	return all
}

// expression is a simple alternative to the rules: a regular expression whose
// matches stay within a line.
var expression = regexp.MustCompile(`“[^”\n]*”|"[^"\n]*"|‘[^’\n]*’|«[^»\n]*»`)

func byExpression(text string) []model.Span {
	var all []model.Span
	for _, m := range expression.FindAllStringIndex(text, -1) {
		all = append(all, model.Span{Start: m[0], End: m[1]})
	}
	return all
}

func measure(texts []goldText, find method, report func(kind string, g goldText, s model.Span)) score {
	var sum score
	for _, g := range texts {
		gold, others := map[model.Span]bool{}, map[model.Span]bool{}
		for _, s := range g.Quotes {
			if !touches(s, g.Ignore) {
				gold[s] = true
			}
		}
		for _, s := range g.Others {
			if !touches(s, g.Ignore) {
				others[s] = true
			}
		}
		sum.gold += len(gold)
		sum.others += len(others)
		for _, s := range find(g.Text) {
			switch {
			case touches(s, g.Ignore):
			case gold[s]:
				sum.found++
				sum.right++
				delete(gold, s)
			case others[s]:
				sum.taken++
				report("TAKEN", g, s)
			default:
				sum.found++
				report("WRONG", g, s)
			}
		}
		for s := range gold {
			report("MISSED", g, s)
		}
	}
	return sum
}

func touches(s model.Span, all []model.Span) bool {
	for _, o := range all {
		if s.Overlaps(o) {
			return true
		}
	}
	return false
}

func silent(string, goldText, model.Span) {}

func printed(kind string, g goldText, s model.Span) {
	fmt.Printf("%s\t%.200q\n", kind, g.Text[max(0, s.Start-70):s.Start]+"⟦"+s.Of(g.Text)+"⟧"+g.Text[s.End:min(len(g.Text), s.End+60)])
}

func TestGoldQuotations(t *testing.T) {
	for _, file := range goldFiles {
		t.Run(file.name, func(t *testing.T) {
			got := measure(readGold(t, file.name), rules, silent)
			if got.strict() < file.floor || got.share() > file.others {
				t.Errorf("strict F1 is %.2f, must stay above %.2f; %.1f%% of the other marks are taken, must stay below %.0f%%",
					got.strict(), file.floor, got.share(), file.others)
			}
		})
	}
}

// TestEval prints the quality and the speed of finding quotations. It runs only
// with the flag -eval.
func TestEval(t *testing.T) {
	if !*evaluate {
		t.Skip("run with -args -eval to measure")
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "gold\tmethod\tP\tR\tF1\tF1 strict\tother marks taken\tMB/s\t")
	for _, file := range goldFiles {
		texts := readGold(t, file.name)
		for _, m := range []struct {
			name string
			find method
		}{{"assay", rules}, {"regexp", byExpression}} {
			report := silent
			if file.name == *show && m.name == "assay" {
				report = printed
			}
			s := measure(texts, m.find, report)
			fmt.Fprintf(table, "%s\t%s\t%.2f\t%.2f\t%.2f\t%.2f\t%d of %d\t%.0f\t\n",
				file.name, m.name, s.precision(), s.recall(), s.f1(), s.strict(), s.taken, s.others, speedOf(texts, m.find))
		}
	}
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
}

// speedOf returns the speed of a method in MB/s, the best of five runs.
func speedOf(texts []goldText, find method) float64 {
	var best float64
	for range 5 {
		size, start := 0, time.Now()
		for _, g := range texts {
			find(g.Text)
			size += len(g.Text)
		}
		best = max(best, float64(size)/1e6/time.Since(start).Seconds())
	}
	return best
}

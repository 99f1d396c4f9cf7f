package segment

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"
	"text/tabwriter"
	"time"
)

var (
	evaluate = flag.Bool("eval", false, "measure the segmenter on the gold data and print a table")
	show     = flag.String("show", "", "with -eval: print every wrong and missed boundary of this gold file, such as en_wsj")
)

// goldFiles are the gold files and the F1, in percent, that must be kept.
var goldFiles = []struct {
	name  string
	floor float64
}{
	{"en_ewt", 91.5},
	{"en_gum", 97.9},
	{"en_wsj", 98.9},
	{"en_partut", 96.3},
	{"uk_iu", 98.0},
	{"ru_taiga", 71.5},
	{"fr_gsd", 98.5},
	{"de_gsd", 98.5},
	{"es_ancora", 99.3},
	{"ja_gsd", 99.4},
	{"zh_gsdsimp", 99.5},
}

// TestGoldBoundaries keeps what has been reached.
func TestGoldBoundaries(t *testing.T) {
	for _, file := range goldFiles {
		t.Run(file.name, func(t *testing.T) {
			got := scoreOf(readGold[goldDocument](t, "sentences/"+file.name+".jsonl"), nil)
			if got.f1() < file.floor {
				t.Errorf("boundary F1 is %.2f, must stay above %.2f", got.f1(), file.floor)
			}
		})
	}
}

// TestGoldenRules keeps the golden rules of sentence splitting, all of them.
func TestGoldenRules(t *testing.T) {
	for _, rule := range readGold[goldRule](t, "golden/golden_en.jsonl") {
		if got := foldedSentences("en", rule.Text); !slices.Equal(got, rule.folded()) {
			t.Errorf("%s\n got  %q\n want %q", rule.ID, got, rule.Sentences)
		}
	}
}

// TestEval prints how well and how fast the segmenter does.
func TestEval(t *testing.T) {
	if !*evaluate {
		t.Skip("run with -args -eval to measure")
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "gold\tP\tR\tF1\tMB/s\t")
	for _, file := range goldFiles {
		docs := readGold[goldDocument](t, "sentences/"+file.name+".jsonl")
		var report reporter
		if file.name == *show {
			report = printError
		}
		sum := scoreOf(docs, report)
		fmt.Fprintf(table, "%s\t%.2f\t%.2f\t%.2f\t%.0f\t\n",
			file.name, sum.precision(), sum.recall(), sum.f1(), speedOf(docs))
	}
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	rules := readGold[goldRule](t, "golden/golden_en.jsonl")
	passed := 0
	for _, rule := range rules {
		passed += count(slices.Equal(foldedSentences("en", rule.Text), rule.folded()))
	}
	fmt.Printf("golden rules: %d of %d\n", passed, len(rules))
}

// printError shows a wrong or missed boundary and what stands around it.
func printError(kind string, p goldParagraph, at int) {
	const left, right = 60, 50
	fmt.Printf("%s\t%s ⏐ %s\n", kind, fold(p.text[max(0, at-left):at]), fold(p.text[at:min(len(p.text), at+right)]))
}

// scoreOf adds up the boundaries of all documents.
func scoreOf(docs []goldDocument, report reporter) score {
	var sum score
	for _, d := range docs {
		for _, p := range goldParagraphs(d) {
			one := judge(p, Sentences(p.lang, p.text), report)
			sum.right += one.right
			sum.found += one.found
			sum.gold += one.gold
		}
	}
	return sum
}

// speedOf measures Segment on the documents in MB/s, the best of a few runs.
func speedOf(docs []goldDocument) float64 {
	var best float64
	for range 5 {
		size, start := 0, time.Now()
		for _, d := range docs {
			For(d.Lang).Segment(d.Text)
			size += len(d.Text)
		}
		best = max(best, float64(size)/1e6/time.Since(start).Seconds())
	}
	return best
}

package segment

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"
	"text/tabwriter"
	"time"

	"assay.app/assay/model/segment/segmenttest"
)

var (
	evaluate = flag.Bool("eval", false, "measure the segmenter on the gold data and print a table")
	show     = flag.String("show", "", "with -eval: print every wrong and missed boundary of this gold file, such as en_wsj")
)

// goldFiles are the gold files and the F1, in percent, that each must reach.
var goldFiles = []struct {
	name  string
	floor float64
}{
	{"en_ewt", 93.2},
	{"en_gum", 98.1},
	{"en_wsj", 99.1},
	{"en_partut", 96.4},
	{"uk_iu", 98.3},
	{"ru_taiga", 72.2},
	{"fr_gsd", 98.6},
	{"de_gsd", 98.6},
	{"es_ancora", 99.4},
	{"ja_gsd", 99.6},
	{"zh_gsdsimp", 99.6},
}

func TestGoldBoundaries(t *testing.T) {
	for _, file := range goldFiles {
		t.Run(file.name, func(t *testing.T) {
			got := scoreOf(segmenttest.Read[segmenttest.Document](t, "sentences/"+file.name+".jsonl"), nil)
			if got.F1() < file.floor {
				t.Errorf("boundary F1 is %.2f, must stay above %.2f", got.F1(), file.floor)
			}
		})
	}
}

func TestGoldenRules(t *testing.T) {
	for _, rule := range segmenttest.Read[segmenttest.Rule](t, "golden/golden_en.jsonl") {
		if got := segmenttest.Folded(Sentences, "en", rule.Text); !slices.Equal(got, rule.Folded()) {
			t.Errorf("%s\n got  %q\n want %q", rule.ID, got, rule.Sentences)
		}
	}
}

// TestEval prints the quality and the speed of the segmenter. It runs only with the
// flag -eval.
func TestEval(t *testing.T) {
	if !*evaluate {
		t.Skip("run with -args -eval to measure")
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "gold\tP\tR\tF1\tMB/s\t")
	for _, file := range goldFiles {
		docs := segmenttest.Read[segmenttest.Document](t, "sentences/"+file.name+".jsonl")
		var report segmenttest.Reporter
		if file.name == *show {
			report = printError
		}
		sum := scoreOf(docs, report)
		fmt.Fprintf(table, "%s\t%.2f\t%.2f\t%.2f\t%.0f\t\n",
			file.name, sum.Precision(), sum.Recall(), sum.F1(), speedOf(docs))
	}
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	rules := segmenttest.Read[segmenttest.Rule](t, "golden/golden_en.jsonl")
	fmt.Printf("golden rules: %d of %d\n", segmenttest.Passed(rules, Sentences), len(rules))
}

func printError(kind string, p segmenttest.Paragraph, at int) {
	const left, right = 60, 50
	fmt.Printf("%s\t%s ⏐ %s\n", kind, segmenttest.Fold(p.Text[max(0, at-left):at]), segmenttest.Fold(p.Text[at:min(len(p.Text), at+right)]))
}

func scoreOf(docs []segmenttest.Document, report segmenttest.Reporter) segmenttest.Score {
	return segmenttest.Measure(docs, Sentences, report)
}

// speedOf returns the speed of Segment on the documents in MB/s, the best of five
// runs.
func speedOf(docs []segmenttest.Document) float64 {
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

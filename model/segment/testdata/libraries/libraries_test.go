// Package libraries measures the segmenter and two other libraries on the same
// texts, in the same process:
//
//	go test -v .
package libraries

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	uax "github.com/clipperhouse/uax29/v2/sentences"
	punkt "github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/english"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/model/segment/segmenttest"
)

// goldFiles lists the gold files and whether each is in English, the only language
// for which neurosnap/sentences has a model.
var goldFiles = []struct {
	name    string
	english bool
}{
	{"en_ewt", true},
	{"en_gum", true},
	{"en_wsj", true},
	{"en_partut", true},
	{"uk_iu", false},
	{"ru_taiga", false},
	{"fr_gsd", false},
	{"de_gsd", false},
	{"es_ancora", false},
	{"ja_gsd", false},
	{"zh_gsdsimp", false},
}

type library struct {
	name    string
	split   segmenttest.Splitter
	english bool // it divides only English
}

// libraries returns the segmenters to compare, that of Assay first.
func libraries(t *testing.T) []library {
	t.Helper()
	trained, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		t.Fatal(err)
	}
	return []library{
		{"assay", segment.Sentences, false},
		{"clipperhouse/uax29", byUnicode, false},
		{"neurosnap/sentences", func(_, text string) []model.Span { return byPunkt(trained, text) }, true},
	}
}

// byUnicode divides at the boundaries of Unicode Standard Annex #29. The standard
// ends sentences at line breaks, but within these paragraphs line breaks are
// spaces.
func byUnicode(_, text string) []model.Span {
	text = strings.NewReplacer("\n", " ", "\r", " ").Replace(text)
	var all []model.Span
	for s := uax.FromString(text); s.Next(); {
		all = append(all, model.Span{Start: s.Start(), End: s.End()})
	}
	return all
}

// byPunkt divides with the trained model of Punkt. It searches the text for each
// sentence, because the offsets that Punkt returns do not match it.
func byPunkt(trained *punkt.DefaultSentenceTokenizer, text string) []model.Span {
	var all []model.Span
	from := 0
	for _, s := range trained.Tokenize(text) {
		body := strings.TrimSpace(s.Text)
		at := strings.Index(text[from:], body)
		if body == "" || at < 0 {
			continue
		}
		all = append(all, model.Span{Start: from + at, End: from + at + len(body)})
		from += at + len(body)
	}
	return all
}

func TestBesideLibraries(t *testing.T) {
	rules := segmenttest.Read[segmenttest.Rule](t, "golden/golden_en.jsonl")
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "gold\tlibrary\tP\tR\tF1\tMB/s\t")
	for _, file := range goldFiles {
		docs := segmenttest.Read[segmenttest.Document](t, "sentences/"+file.name+".jsonl")
		for _, l := range libraries(t) {
			if l.english && !file.english {
				continue
			}
			s := segmenttest.Measure(docs, l.split, nil)
			fmt.Fprintf(table, "%s\t%s\t%.2f\t%.2f\t%.2f\t%.1f\t\n",
				file.name, l.name, s.Precision(), s.Recall(), s.F1(), speedOf(docs, l.split))
		}
	}
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	for _, l := range libraries(t) {
		fmt.Printf("golden rules, %s: %d of %d\n", l.name, segmenttest.Passed(rules, l.split), len(rules))
	}
}

// speedOf returns the speed of a splitter on the documents in MB/s, the best of
// three runs.
func speedOf(docs []segmenttest.Document, split segmenttest.Splitter) float64 {
	var best float64
	for range 3 {
		size, start := 0, time.Now()
		for _, d := range docs {
			split(d.Lang, d.Text)
			size += len(d.Text)
		}
		best = max(best, float64(size)/1e6/time.Since(start).Seconds())
	}
	return best
}

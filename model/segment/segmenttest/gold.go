// Package segmenttest measures a division into sentences against gold data, and has
// texts and checks for the tests of segment and its subpackages.
package segmenttest

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"assay.app/assay/model"
)

// sharedData is the folder of the gold data, relative to the folder of the test or
// a folder above it. The texts are real and must not be shipped, so the folder may
// be absent.
const sharedData = "shared/data"

// find returns the path of a file of the gold data. It looks in the folder of the
// test and in every folder above it. It skips the test if there is no such file.
func find(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		path := filepath.Join(dir, sharedData, name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skipf("no gold data: %s is absent", name)
		}
		dir = up
	}
}

// Document is one line of a gold file: a text and its sentences, as byte offsets
// into it.
type Document struct {
	Lang      string   `json:"lang"`
	Text      string   `json:"text"`
	Sentences [][2]int `json:"sentences_bytes"`
}

// Rule is one golden rule: a text and the sentences it consists of.
type Rule struct {
	ID        string   `json:"id"`
	Text      string   `json:"text"`
	Sentences []string `json:"sentences"`
}

// Folded returns the sentences, each as Fold returns it.
func (r Rule) Folded() []string {
	all := make([]string, len(r.Sentences))
	for i, s := range r.Sentences {
		all[i] = Fold(s)
	}
	return all
}

// Score counts sentence boundaries: those found that are right, all those found,
// and those of the gold data.
type Score struct{ Right, Found, Gold int }

func (s Score) Precision() float64 { return percent(s.Right, s.Found) }
func (s Score) Recall() float64    { return percent(s.Right, s.Gold) }
func (s Score) F1() float64        { return percent(2*s.Right, s.Found+s.Gold) }

func percent(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

// Read reads a file of JSON lines of the gold data and returns the values of its
// lines. It skips the test if the file is absent.
func Read[T any](t testing.TB, name string) []T {
	t.Helper()
	f, err := os.Open(find(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var one T
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, one)
	}
	if err := lines.Err(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return all
}

// Paragraph is a paragraph of a gold document. Ends holds the byte offsets in Text
// where its sentences end, except the last one.
type Paragraph struct {
	Lang, Text string
	Ends       []int
}

// Paragraphs divides a document after each empty line.
func Paragraphs(d Document) []Paragraph {
	var all []Paragraph
	start := 0
	for _, part := range strings.SplitAfter(d.Text, "\n\n") {
		p := Paragraph{Lang: d.Lang, Text: part}
		for _, s := range d.Sentences {
			if start < s[1] && s[1] <= start+len(part) {
				p.Ends = append(p.Ends, s[1]-start)
			}
		}
		if len(p.Ends) > 0 {
			p.Ends = p.Ends[:len(p.Ends)-1]
		}
		all = append(all, p)
		start += len(part)
	}
	return all
}

// Reporter is called for each wrong or missed boundary. kind is "WRONG" or
// "MISSED", and at is the byte offset of the boundary in the text of p.
type Reporter func(kind string, p Paragraph, at int)

// Judge compares the boundaries found in a paragraph with the gold ones and returns
// the score. White space at a boundary makes no difference. The reporter may be
// nil.
func Judge(p Paragraph, spans []model.Span, report Reporter) Score {
	if report == nil {
		report = func(string, Paragraph, int) {}
	}
	inner := spans[:max(0, len(spans)-1)]
	found, gold := map[int]bool{}, map[int]bool{}
	for _, s := range inner {
		found[solid(p.Text, s.End)] = true
	}
	got := Score{Found: len(found), Gold: len(p.Ends)}
	for _, end := range p.Ends {
		gold[solid(p.Text, end)] = true
		if found[solid(p.Text, end)] {
			got.Right++
		} else {
			report("MISSED", p, end)
		}
	}
	for _, s := range inner {
		if !gold[solid(p.Text, s.End)] {
			report("WRONG", p, s.End)
		}
	}
	return got
}

// solid returns the number of characters in text[:end] that are not white space.
func solid(text string, end int) int {
	n := 0
	for _, r := range text[:end] {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// Fold replaces each run of white space with one space, and removes the white space
// at the ends.
func Fold(s string) string { return strings.Join(strings.Fields(s), " ") }

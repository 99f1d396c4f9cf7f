package suggest

import (
	"archive/tar"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

var (
	evaluate = flag.Bool("eval", false, "measure the suggestions on the gold labels and print tables")
	show     = flag.String("show", "", "with -eval: print every wrong, unwanted and missed suggestion of this half")
)

// archived is the archive of the articles that testdata/gold.tsv labels. The texts
// are real and must not be shipped, so the archive may be absent.
const archived = "../../../shared/data/news-13k.tar.gz"

// none is the gold label of a sentence that should get no suggestion.
const none model.LabelKey = "none"

// halves are the two parts of the gold labels. The rules were written with the
// first, and measured on the second.
var halves = []string{"tune", "held"}

// goldArticle is an article with its gold labels, one for each unit.
type goldArticle struct {
	half string
	doc  *model.Document
	gold []model.LabelKey
}

// readGold returns the labelled articles. It skips the test if the archive is
// absent.
func readGold(t *testing.T) []*goldArticle {
	t.Helper()
	table, err := os.Open("testdata/gold.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	lines := csv.NewReader(table)
	lines.Comma = '\t'
	rows, err := lines.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	byFile := map[string]*goldArticle{}
	var all []*goldArticle
	for _, row := range rows[1:] {
		a := byFile[row[0]]
		if a == nil {
			a = &goldArticle{half: row[4], doc: &model.Document{}}
			a.doc.Metadata.Language = "en"
			byFile[row[0]] = a
			all = append(all, a)
		}
		start, err1 := strconv.Atoi(row[1])
		end, err2 := strconv.Atoi(row[2])
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		a.doc.Units = append(a.doc.Units, model.Unit{Span: model.Span{Start: start, End: end}})
		a.gold = append(a.gold, model.LabelKey(row[3]))
	}
	readTexts(t, byFile)
	for file, a := range byFile {
		if a.doc.Text == "" {
			t.Fatalf("%s has no %s", archived, file)
		}
		a.doc.Paragraphs = segment.Paragraphs(a.doc.Text)
	}
	return all
}

// readTexts sets the texts of articles, which are named by their files.
func readTexts(t *testing.T, byFile map[string]*goldArticle) {
	t.Helper()
	file, err := os.Open(archived)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no articles to measure on: %s is absent", archived)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for archive := tar.NewReader(unzipped); ; {
		head, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if a := byFile[head.Name]; a != nil {
			text, err := io.ReadAll(archive)
			if err != nil {
				t.Fatal(err)
			}
			a.doc.Text = string(text)
		}
	}
}

// tally counts suggestions, and those with the gold label.
type tally struct{ made, right int }

// interval returns the 95 % interval of the share of right suggestions, by
// E. B. Wilson's score method (1927), in percent.
func (c tally) interval() (low, high float64) {
	if c.made == 0 {
		return 0, 100
	}
	const z = 1.959964
	n := float64(c.made)
	p := float64(c.right) / n
	middle, width := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return 100 * (middle - width) / (1 + z*z/n), 100 * (middle + width) / (1 + z*z/n)
}

func (c tally) String() string {
	if c.made == 0 {
		return "0\t\t\t"
	}
	low, high := c.interval()
	return fmt.Sprintf("%d\t%d\t%.0f %%\t%.0f–%.0f", c.made, c.right, percent(c.right, c.made), low, high)
}

// scores are the counts for one half.
type scores struct {
	rules            map[Code]tally
	labels           map[model.LabelKey]tally
	all              tally
	unwanted, missed int // suggestions where the gold has none; labels not suggested
	articles         int
	labelled         map[model.LabelKey]int
}

// byHand returns the keys to label the half without suggestions: one a sentence.
func (s *scores) byHand() int {
	sum := 0
	for _, n := range s.labelled {
		sum += n
	}
	return sum
}

// keys returns the keys with suggestions: one for each article accepts all, each
// wrong or unwanted one takes two to find and correct, and each missed one takes
// one.
func (s *scores) keys() int { return s.articles + 2*(s.all.made-s.all.right) + s.missed }

func (s *scores) saved() float64 { return 100 * (1 - float64(s.keys())/float64(s.byHand())) }

func measure(all []*goldArticle, half string, report func(what string, text string, want model.LabelKey, got Suggestion)) *scores {
	s := &scores{rules: map[Code]tally{}, labels: map[model.LabelKey]tally{}, labelled: map[model.LabelKey]int{}}
	for _, a := range all {
		if a.half != half {
			continue
		}
		s.articles++
		made := map[int]Suggestion{}
		for _, got := range For(a.doc, model.DefaultCodebook()) {
			made[got.Unit] = got
		}
		for i, want := range a.gold {
			if want != none {
				s.labelled[want]++
			}
			got, ok := made[i]
			text := strings.Join(strings.Fields(a.doc.Units[i].Span.Of(a.doc.Text)), " ")
			if !ok {
				if want != none {
					s.missed++
					report("missed", text, want, got)
				}
				continue
			}
			right := 0
			if got.Label == want {
				right = 1
			} else {
				report("wrong", text, want, got)
			}
			if want == none {
				s.unwanted++
			}
			add := func(c tally) tally { return tally{c.made + 1, c.right + right} }
			s.all = add(s.all)
			s.rules[got.Reason.Code] = add(s.rules[got.Reason.Code])
			s.labels[got.Label] = add(s.labels[got.Label])
		}
	}
	return s
}

func silent(string, string, model.LabelKey, Suggestion) {}

func printed(what, text string, want model.LabelKey, got Suggestion) {
	fmt.Printf("%-7s want %-10s got %-10s %-16s %-14q %s\n", what, want, got.Label, got.Reason.Code, got.Reason.Words, text)
}

// TestGoldSuggestions holds the aims: on the half that the rules were not written
// with, and for every rule on both.
func TestGoldSuggestions(t *testing.T) {
	all := readGold(t)
	held := measure(all, "held", silent)
	if share := percent(held.all.right, held.all.made); share < 75 {
		t.Errorf("%.1f %% of the suggestions are right, must be at least 75 %%", share)
	}
	if held.saved() < 30 {
		t.Errorf("suggestions save %.1f %% of the keys, must save at least 30 %%", held.saved())
	}
	for _, half := range halves {
		for code, c := range measure(all, half, silent).rules {
			if 3*c.right < 2*c.made {
				t.Errorf("%s is right in %d of %d cases of %s, must be right in two of three", code, c.right, c.made, half)
			}
		}
	}
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }

// TestEval prints how many suggestions are right, by rule and by label, and the
// keys that they save. It runs only with the flag -eval.
func TestEval(t *testing.T) {
	if !*evaluate {
		t.Skip("run with -args -eval to measure")
	}
	all := readGold(t)
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "half\trule or label\tsuggested\tright\tshare\t95 %\tin the gold\t")
	var keys strings.Builder
	for _, half := range halves {
		report := silent
		if half == *show {
			report = printed
		}
		s := measure(all, half, report)
		for c := Code(0); c.String() != "unknown"; c++ {
			fmt.Fprintf(table, "%s\t%s\t%s\t\t\n", half, c, s.rules[c])
		}
		for _, label := range []model.LabelKey{model.Quote, model.Background, model.Claim} {
			fmt.Fprintf(table, "%s\t%s\t%s\t%d\t\n", half, label, s.labels[label], s.labelled[label])
		}
		fmt.Fprintf(table, "%s\tall\t%s\t%d\t\n", half, s.all, s.byHand())
		fmt.Fprintf(&keys, "%s: %d keys instead of %d in %d articles (%.1f %% fewer): %d wrong, %d unwanted, %d missed\n",
			half, s.keys(), s.byHand(), s.articles, s.saved(), s.all.made-s.all.right-s.unwanted, s.unwanted, s.missed)
	}
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	fmt.Print(keys.String())
}

// The gold labels are usable without the texts.
func TestGoldIsWellFormed(t *testing.T) {
	text, err := os.ReadFile("testdata/gold.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	halfOf, end := map[string]string{}, map[string]int{}
	for _, line := range lines[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 5 || !slices.Contains(halves, f[4]) ||
			!slices.Contains([]model.LabelKey{model.Claim, model.Quote, model.Background, none}, model.LabelKey(f[3])) {
			t.Fatalf("%q", line)
		}
		if half, seen := halfOf[f[0]]; seen && half != f[4] {
			t.Errorf("%s is in both halves", f[0])
		}
		start, _ := strconv.Atoi(f[1])
		if start < end[f[0]] {
			t.Errorf("%q overlaps the sentence before it", line)
		}
		halfOf[f[0]] = f[4]
		end[f[0]], _ = strconv.Atoi(f[2])
	}
	if len(lines) < 301 {
		t.Errorf("%d labelled sentences, want at least 300", len(lines)-1)
	}
}

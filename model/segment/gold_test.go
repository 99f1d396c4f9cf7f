package segment

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"assay.app/assay/model"
)

// sharedData is where the gold data lies: real texts that may be measured but
// not shipped, so a checkout may well be without them.
const sharedData = "../../../shared/data"

// goldDocument is one line of a gold file: a text and its sentences in bytes.
type goldDocument struct {
	Lang      string   `json:"lang"`
	Text      string   `json:"text"`
	Sentences [][2]int `json:"sentences_bytes"`
}

// goldRule is one golden rule: a text and what its sentences read.
type goldRule struct {
	ID        string   `json:"id"`
	Text      string   `json:"text"`
	Sentences []string `json:"sentences"`
}

// folded gives the sentences with every run of white space one space.
func (r goldRule) folded() []string {
	all := make([]string, len(r.Sentences))
	for i, s := range r.Sentences {
		all[i] = fold(s)
	}
	return all
}

// score counts boundaries: rightly found, found, and there to be found.
type score struct{ right, found, gold int }

func (s score) precision() float64 { return percent(s.right, s.found) }
func (s score) recall() float64    { return percent(s.right, s.gold) }
func (s score) f1() float64        { return percent(2*s.right, s.found+s.gold) }

func percent(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

// readGold reads a file of JSON lines below sharedData, and skips the test
// when the data is not there.
func readGold[T any](t testing.TB, name string) []T {
	t.Helper()
	f, err := os.Open(filepath.Join(sharedData, name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no gold data: %s is absent", name)
	}
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

// goldParagraph is a paragraph of a gold document with the ends of its
// sentences, in bytes from its start; the last end is left out.
type goldParagraph struct {
	lang, text string
	ends       []int
}

// goldParagraphs cuts a document at its blank lines.
func goldParagraphs(d goldDocument) []goldParagraph {
	var all []goldParagraph
	start := 0
	for _, part := range strings.SplitAfter(d.Text, "\n\n") {
		p := goldParagraph{lang: d.Lang, text: part}
		for _, s := range d.Sentences {
			if start < s[1] && s[1] <= start+len(part) {
				p.ends = append(p.ends, s[1]-start)
			}
		}
		if len(p.ends) > 0 {
			p.ends = p.ends[:len(p.ends)-1]
		}
		all = append(all, p)
		start += len(part)
	}
	return all
}

// reporter is told of each wrong or missed boundary, at a byte of a paragraph.
type reporter func(kind string, p goldParagraph, at int)

// judge compares the boundaries found in a paragraph with the gold ones, both
// counted in characters that are not white space.
func judge(p goldParagraph, spans []model.Span, report reporter) score {
	if report == nil {
		report = func(string, goldParagraph, int) {}
	}
	inner := spans[:max(0, len(spans)-1)]
	found, gold := map[int]bool{}, map[int]bool{}
	for _, s := range inner {
		found[solid(p.text, s.End)] = true
	}
	got := score{found: len(found), gold: len(p.ends)}
	for _, end := range p.ends {
		gold[solid(p.text, end)] = true
		if found[solid(p.text, end)] {
			got.right++
		} else {
			report("MISSED", p, end)
		}
	}
	for _, s := range inner {
		if !gold[solid(p.text, s.End)] {
			report("WRONG", p, s.End)
		}
	}
	return got
}

// solid counts the characters of text[:end] that are not white space.
func solid(text string, end int) int {
	n := 0
	for _, r := range text[:end] {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// fold makes every run of white space one space.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// foldedSentences divides a paragraph into folded sentences.
func foldedSentences(lang, paragraph string) []string {
	var all []string
	for _, s := range Sentences(lang, paragraph) {
		all = append(all, fold(s.Of(paragraph)))
	}
	return all
}

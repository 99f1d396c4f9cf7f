package match

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"assay.app/assay/model"
)

// The texts of the gold data are real and must not be shipped, so they may be absent.
const (
	archived = "../../../shared/data/news-13k.tar.gz"
	ecbDocs  = "../../../shared/data/neardup/ecbplus_dev_docs.jsonl"
	ecbPairs = "../../../shared/data/neardup/ecbplus_dev_pairs.jsonl"
)

// verdict is what the gold data say of a pair of sentences.
type verdict uint8

const (
	different verdict = iota
	same
	open // one may say either; such pairs are not counted
)

// goldSet is a set of articles with gold pairs.
type goldSet struct {
	name  string
	texts []Text
	skip  map[Ref]bool // sentences whose pairs are not counted
	gold  map[[2]Ref]verdict
	clash map[[2]Ref]bool // pairs that contradict each other

	within map[model.ArticleID]string // if not nil, only pairs of articles with equal values count
}

// ordered returns a pair of sentences with the lesser one first.
func ordered(a, b Ref) [2]Ref {
	if compareRefs(b, a) < 0 {
		return [2]Ref{b, a}
	}
	return [2]Ref{a, b}
}

func openData(t *testing.T, path string) *os.File {
	t.Helper()
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no texts to measure on: %s is absent", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// goldRow is a line of testdata/gold.tsv. Two sentences say the same if they share a
// word of same, and may do so if they share one of may. They contradict each other if
// one has a word of conflict with + and the other has it with -.
type goldRow struct {
	ref                 Ref
	span                model.Span // in bytes of the article
	half                string
	same, may, conflict []string
}

func readRows(t *testing.T) (rows []goldRow) {
	t.Helper()
	table, err := os.Open("testdata/gold.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	lines := csv.NewReader(table)
	lines.Comma = '\t'
	all, err := lines.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all[1:] {
		start, err1 := strconv.Atoi(l[1])
		end, err2 := strconv.Atoi(l[2])
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		r := goldRow{
			ref: Ref{Article: model.ArticleID(l[0])}, span: model.Span{Start: start, End: end}, half: l[3],
			same: strings.Fields(l[4]), may: strings.Fields(l[5]), conflict: strings.Fields(l[6]),
		}
		if n := len(rows); n > 0 && rows[n-1].ref.Article == r.ref.Article {
			r.ref.Index = rows[n-1].ref.Index + 1
		}
		rows = append(rows, r)
	}
	return rows
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

func clashes(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool {
		name, side := w[:len(w)-1], w[len(w)-1]
		return side == '+' && slices.Contains(b, name+"-") || side == '-' && slices.Contains(b, name+"+")
	})
}

// readGold returns the halves of testdata/gold.tsv with their texts.
func readGold(t *testing.T) []*goldSet {
	t.Helper()
	rows := readRows(t)
	articles := readArticles(t, rows)
	var sets []*goldSet
	for _, half := range []string{"tune", "held"} {
		set := &goldSet{name: half, skip: map[Ref]bool{}, gold: map[[2]Ref]verdict{}, clash: map[[2]Ref]bool{}}
		for i, r := range rows {
			if r.half != half {
				continue
			}
			if r.ref.Index == 0 {
				set.texts = append(set.texts, Text{ID: r.ref.Article, Language: "en"})
			}
			last := &set.texts[len(set.texts)-1]
			last.Sentences = append(last.Sentences, r.span.Of(articles[r.ref.Article]))
			if slices.Contains(r.same, "skip") {
				set.skip[r.ref] = true
			}
			for _, s := range rows[:i] {
				if s.half != half || s.ref.Article == r.ref.Article {
					continue
				}
				switch pair := ordered(s.ref, r.ref); {
				case set.skip[s.ref] || set.skip[r.ref]:
				case share(r.same, s.same):
					set.gold[pair] = same
				case share(append(r.same, r.may...), append(s.same, s.may...)):
					set.gold[pair] = open
				}
				if clashes(r.conflict, s.conflict) {
					set.clash[ordered(s.ref, r.ref)] = true
				}
			}
		}
		sets = append(sets, set)
	}
	return sets
}

// readArticles returns the texts of the articles of the rows.
func readArticles(t *testing.T, rows []goldRow) map[model.ArticleID]string {
	t.Helper()
	file := openData(t, archived)
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[model.ArticleID]string{}
	for _, r := range rows {
		texts[r.ref.Article] = ""
	}
	left := len(texts)
	for archive := tar.NewReader(unzipped); left > 0; {
		head, err := archive.Next()
		if err != nil {
			t.Fatalf("%s lacks %d articles: %v", archived, left, err)
		}
		if _, wanted := texts[model.ArticleID(head.Name)]; !wanted {
			continue
		}
		text, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		texts[model.ArticleID(head.Name)] = string(text)
		left--
	}
	return texts
}

// eachLine calls visit with each line of a file of JSON.
func eachLine[T any](t *testing.T, path string, visit func(T)) {
	t.Helper()
	file := openData(t, path)
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var one T
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		visit(one)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// ecbRef is a sentence as ECB+ names it: [article, index].
type ecbRef Ref

func (r *ecbRef) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&r.Article, &r.Index})
}

// readECB returns all articles of ECB+ as one set, as if they were one project. Only
// pairs of annotated sentences count. A pair is the same if its label says so.
func readECB(t *testing.T) *goldSet {
	t.Helper()
	set := &goldSet{name: "ECB+", skip: map[Ref]bool{}, gold: map[[2]Ref]verdict{}}
	type document struct {
		ID        model.ArticleID
		Sentences []string
		Annotated []int
	}
	eachLine(t, ecbDocs, func(d document) {
		set.texts = append(set.texts, Text{ID: d.ID, Language: "en", Sentences: d.Sentences})
		for i := range d.Sentences {
			set.skip[Ref{d.ID, i}] = !slices.Contains(d.Annotated, i)
		}
	})
	type labelled struct {
		A, B  ecbRef
		Label string
	}
	eachLine(t, ecbPairs, func(p labelled) {
		if p.Label == "same" {
			set.gold[ordered(Ref(p.A), Ref(p.B))] = same
		}
	})
	return set
}

package parquet

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

func open(t testing.TB, p *storage.Project) *peer.Corpus {
	t.Helper()
	c, err := peer.Open(context.Background(), p, peer.Options{Now: func() time.Time { return peertest.Epoch }, Generator: "Assay 1.2.3"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// folder writes a project with one of Formats and returns the folder.
func folder(t testing.TB, c *peer.Corpus, write func(context.Context, bundle.Folder, *peer.Corpus) error) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "tables")
	if err := bundle.WriteFolder(dir, func(to bundle.Folder) error { return write(context.Background(), to, c) }); err != nil {
		t.Fatal(err)
	}
	return dir
}

// rows reads a table.
func rows[T any](t testing.TB, path string) []T {
	t.Helper()
	all, err := parquet.ReadFile[T](path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return all
}

// pages returns the articles of a project.
func pages(t testing.TB, c *peer.Corpus) (all []*peer.Page) {
	t.Helper()
	for p, err := range c.Pages(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func TestRandomProjectsAreWhollyInTheTables(t *testing.T) {
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 1))
		c := open(t, peertest.Project(t, rng, rng.IntN(4), 1+rng.IntN(30)))
		dir := folder(t, c, write)
		sentences := rows[sentenceRow](t, filepath.Join(dir, "sentences.parquet"))
		articles := rows[articleRow](t, filepath.Join(dir, "articles.parquet"))
		annotations := rows[annotationRow](t, filepath.Join(dir, "annotations.parquet"))
		mentions := rows[mentionRow](t, filepath.Join(dir, "mentions.parquet"))
		var wantSentences []sentenceRow
		var wantAnnotations []annotationRow
		var wantMentions []mentionRow
		for i, p := range pages(t, c) {
			want := pageOf(&c.Project, p)
			got := articles[i]
			if got.Text != p.Text || got.Title != p.Metadata.Title || time.Unix(int64(*got.Published)*86400, 0).UTC().Format(time.DateOnly) != p.Metadata.Published || !got.Imported.Equal(p.Imported) {
				t.Errorf("seed %d: %+v is not %+v", seed, got, want.article)
			}
			wantSentences = append(wantSentences, want.sentences...)
			wantAnnotations = append(wantAnnotations, want.annotations...)
			wantMentions = append(wantMentions, want.mentions...)
			for k, u := range p.Units {
				row := want.sentences[k]
				if chars := []rune(p.Text); string(chars[row.StartChar:row.EndChar]) != row.Text || p.Text[row.StartByte:row.EndByte] != row.Text || row.Text != u.Span.Of(p.Text) {
					t.Errorf("seed %d: the offsets of %+v are wrong", seed, row)
				}
			}
		}
		if !reflect.DeepEqual(sentences, wantSentences) && len(sentences)+len(wantSentences) > 0 {
			t.Errorf("seed %d: sentences differ", seed)
		}
		if len(annotations) < len(wantAnnotations) || !sameRows(annotations[:len(wantAnnotations)], wantAnnotations) {
			t.Errorf("seed %d: annotations differ", seed)
		}
		if !slices.Equal(mentions, wantMentions) {
			t.Errorf("seed %d: mentions differ", seed)
		}
		had, count := c.Amounts(), map[string]int{}
		for _, a := range annotations {
			count[a.Kind+" "+a.On]++
		}
		for kind, features := range map[string][]model.Feature{
			"label sentence": {model.Labels, model.FurtherLabels}, "note sentence": {model.SentenceNotes}, "note article": {model.ArticleNotes},
			"note outlet": {model.OutletNotes}, "phrase sentence": {model.SentencePhrases}, "phrase article": {model.ArticlePhrases},
			"grade sentence": {model.SentenceGrades}, "attribution sentence": {model.Attributions},
		} {
			want := 0
			for _, f := range features {
				want += had.Of(f)
			}
			if count[kind] != want {
				t.Errorf("seed %d: %d rows %q, want %d", seed, count[kind], kind, want)
			}
		}
	}
}

// sameRows compares rows, but for the locations of times.
func sameRows(a, b []annotationRow) bool {
	return slices.EqualFunc(a, b, func(a, b annotationRow) bool {
		same := a.Created.Equal(b.Created) && a.Updated.Equal(b.Updated)
		a.Created, a.Updated = b.Created, b.Updated
		return same && a == b
	})
}

func TestJudgementsAreInTheTables(t *testing.T) {
	dir := folder(t, open(t, peertest.Judged(t)), write)
	judgements := rows[judgementRow](t, filepath.Join(dir, "judgements.parquet"))
	if len(judgements) != 5 {
		t.Fatalf("%d judgements", len(judgements))
	}
	j := judgements[0]
	if j.Title != "The wall gave way" || j.Verdict != "confirmed" || j.Likelihood != "very likely" || !j.Stands || j.Analyst != "ana" ||
		j.Reason != "Two sources." || !j.Judged.Equal(peertest.After(50)) {
		t.Errorf("%+v", j)
	}
	if judgements[1].Stands || judgements[1].Likelihood != "" {
		t.Errorf("%+v", judgements[1])
	}
	citations := rows[citationRow](t, filepath.Join(dir, "citations.parquet"))
	if len(citations) != 4 || citations[0].Judgement != j.Judgement || citations[0].Sentence != citations[0].Article+":24-72" && citations[1].Sentence != citations[1].Article+":24-72" {
		t.Errorf("%+v", citations)
	}
	if statements := rows[statementRow](t, filepath.Join(dir, "statements.parquet")); len(statements) != 4 || statements[3].Title != "The port is closed" {
		t.Errorf("%+v", statements)
	}
	articles := rows[articleRow](t, filepath.Join(dir, "articles.parquet"))
	if a := articles[0]; a.PublishedUTC.UTC().Format("2006-01-02T15:04") != "2026-03-03T09:30" || a.PublishedAt != "2026-03-03T10:30+01:00" {
		t.Errorf("%+v", a)
	}
	if a := articles[1]; !a.PublishedUTC.IsZero() || a.Origin != "agency" || a.OriginName != "Tide Wire" {
		t.Errorf("%+v", a)
	}
	if book := rows[labelRow](t, filepath.Join(dir, "codebook.parquet")); len(book) != 3 || len(book[0].Examples) != 2 {
		t.Errorf("%+v", book)
	}
	var found []string
	for _, a := range rows[annotationRow](t, filepath.Join(dir, "annotations.parquet")) {
		if a.Kind == "grade" || a.Kind == "check" {
			found = append(found, a.On+" "+a.Kind+" "+a.Value+" "+a.Name+a.Text+a.Outlet+a.Voice)
		}
	}
	slices.Sort(found)
	if want := []string{
		"article check  By the dateline.The Quay Post", "article check date partlyThe Quay Post", "article grade C Öland Echo", "outlet grade A Corrects its mistakes.The Quay Post",
		"sentence grade B2 Two people saw it.The Quay Post", "voice grade F Ana Ré",
	}; !slices.Equal(found, want) {
		t.Errorf("%q", found)
	}
}

func TestWorkOnOldSentencesIsInTheTables(t *testing.T) {
	p := peertest.Judged(t)
	article := pages(t, open(t, p))[0]
	whole := article.Units[1].Unit // with labels, notes, grades and mentions
	first, second := whole, whole
	first.Span.End, second.Span.Start = whole.Span.Start+len("The wall"), whole.Span.Start+len("The wall ")
	peertest.Apply(t, p, edit.Units{Article: article.ID, Before: []model.Unit{whole}, After: []model.Unit{first, second}})
	c := open(t, p)
	dir := folder(t, c, write)
	detached, known := 0, map[string]bool{}
	for _, s := range rows[sentenceRow](t, filepath.Join(dir, "sentences.parquet")) {
		known[s.Sentence] = true
		if s.Kind == "detached" {
			detached++
			if s.Index != nil || s.Paragraph != nil || s.Text == "" {
				t.Errorf("%+v", s)
			}
		}
	}
	if detached == 0 {
		t.Error("nothing is detached")
	}
	for _, a := range rows[annotationRow](t, filepath.Join(dir, "annotations.parquet")) {
		if a.Sentence != "" && !known[a.Sentence] {
			t.Errorf("%+v is on an unknown sentence", a)
		}
	}
}

func TestAnEmptyProjectMakesEmptyTables(t *testing.T) {
	c := open(t, peertest.Empty(t))
	for _, f := range Formats() {
		dir := folder(t, c, f.Bundle)
		found, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
		if more, err2 := filepath.Glob(filepath.Join(dir, "data", "*.parquet")); len(more) > 0 {
			found, err = more, errors.Join(err, err2)
		}
		if err != nil || len(found) != 8 {
			t.Fatalf("%s: %q, %v", f.Key, found, err)
		}
		for _, path := range found {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			if want := filepath.Base(path) == "codebook.parquet"; (file.NumRows() > 0) != want {
				t.Errorf("%s: %s has %d rows", f.Key, path, file.NumRows())
			}
		}
	}
}

func TestEqualProjectsMakeEqualFiles(t *testing.T) {
	p := peertest.Judged(t)
	for _, f := range Formats() {
		if a, b := peertest.Export(t, f, p), peertest.Export(t, f, p); !bytes.Equal(a, b) {
			t.Errorf("%s: two exports differ", f.Key)
		}
	}
}

func TestRowsAreWrittenInGroups(t *testing.T) {
	table := newTable("x", "Assay 1", statementRow.size)
	defer table.close()
	var all []statementRow
	for i := range 3000 {
		all = append(all, statementRow{Index: int32(i), Title: strings.Repeat("a", 1<<13)})
	}
	if err := table.Add(all); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := table.copyTo(&out); err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil || len(file.RowGroups()) != 3 || file.NumRows() != 3000 {
		t.Errorf("%d groups, %d rows, %v", len(file.RowGroups()), file.NumRows(), err)
	}
}

func TestNothingTemporaryIsLeft(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	c := open(t, peertest.Judged(t))
	folder(t, c, write)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := bundle.WriteFolder(filepath.Join(t.TempDir(), "x"), func(to bundle.Folder) error { return write(ctx, to, c) })
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if left, err := os.ReadDir(temp); err != nil || slices.ContainsFunc(left, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), "assay-") }) {
		t.Errorf("%v, %v", left, err)
	}
}

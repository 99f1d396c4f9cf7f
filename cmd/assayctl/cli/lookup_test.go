package cli

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// named returns an article that was imported from a file.
func named(path, text string) *model.Document {
	doc := storagetest.Document(text)
	doc.ImportPath = path
	return doc
}

// withArticles returns a project with an article for each path.
func withArticles(t *testing.T, paths ...string) (p *storage.Project, ids []model.ArticleID) {
	t.Helper()
	p = storagetest.New(t)
	for i, path := range paths {
		doc := named(path, fmt.Sprintf("Text %d is short. It ends here.", i))
		storagetest.Import(t, p, doc)
		ids = append(ids, doc.ID)
	}
	return p, ids
}

func TestArticlesAreFoundByIDAndFileName(t *testing.T) {
	const composed, decomposed = "Caf\u00e9", "Cafe\u0301"
	p, ids := withArticles(t, "press/ferry.txt", "press/ferry.md", "mill.txt", `C:\press\quay.txt`, "a/"+decomposed+".txt", "a/na\u00efve.txt", "a/page.html#2", "b/mill.txt")
	for _, c := range []struct {
		name string
		want int // the index of the article
	}{
		{string(ids[0]), 0},
		{strings.ToUpper(string(ids[2])), 2},
		{string(ids[3][:15]), 3},
		{"ferry.txt", 0},
		{"ferry.md", 1},
		{"quay", 3},
		{"quay.txt", 3},
		{decomposed, 4},
		{composed, 4},
		{composed + ".txt", 4},
		{"nai\u0308ve", 5},
		{"page.html#2", 6},
	} {
		if a, err := FindArticle(p, c.name); err != nil || a.ID != ids[c.want] {
			t.Errorf("%q is %s from %s (%v), want %s", c.name, a.ID, a.ImportPath, err, ids[c.want])
		}
	}
	for _, name := range []string{"", "nothing", "Ferry.txt", "press/ferry.txt", string(ids[0]) + "0"} {
		if a, err := FindArticle(p, name); !errors.Is(err, model.ErrNoArticle) {
			t.Errorf("%q is %s (%v)", name, a.ImportPath, err)
		}
	}
	for name, files := range map[string][]string{"ferry": {"(ferry.txt)", "(ferry.md)"}, "mill.txt": {string(ids[2]) + " (mill.txt)", string(ids[7]) + " (mill.txt)"}} {
		_, err := FindArticle(p, name)
		if !errors.Is(err, model.ErrAmbiguous) {
			t.Errorf("%q: %v", name, err)
			continue
		}
		for _, file := range files {
			if !strings.Contains(err.Error(), file) {
				t.Errorf("%q: %q is not in %q", name, file, err)
			}
		}
	}
}

// If there are files in both forms, the exact name decides.
func TestTheExactFormOfAFileNameComesFirst(t *testing.T) {
	const composed, decomposed = "Caf\u00e9.txt", "Cafe\u0301.txt"
	p, ids := withArticles(t, composed, decomposed)
	for i, name := range []string{composed, decomposed} {
		if a, err := FindArticle(p, name); err != nil || a.ID != ids[i] {
			t.Errorf("%+q is %s (%v)", name, a.ImportPath, err)
		}
	}
}

func TestAnAmbiguousNameListsAtMostEightArticles(t *testing.T) {
	paths := make([]string, 11)
	for i := range paths {
		paths[i] = fmt.Sprintf("%d/same.txt", i)
	}
	p, _ := withArticles(t, paths...)
	_, err := FindArticle(p, "same.txt")
	if err == nil || strings.Count(err.Error(), "(same.txt)") != 8 || !strings.HasSuffix(err.Error(), ", 3 more") {
		t.Errorf("%v", err)
	}
}

// plainFind is FindArticle as a loop over the corpus. It returns the articles that match.
func plainFind(t *testing.T, p *storage.Project, name string) []model.Article {
	t.Helper()
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	digits, composed := strings.ToLower(name), norm.NFC.String(name)
	stem := func(a model.Article) string {
		file := model.BaseName(a.ImportPath)
		return strings.TrimSuffix(file, filepath.Ext(file))
	}
	for _, matches := range []func(model.Article) bool{
		func(a model.Article) bool { return string(a.ID) == digits },
		func(a model.Article) bool { return model.BaseName(a.ImportPath) == name },
		func(a model.Article) bool { return norm.NFC.String(model.BaseName(a.ImportPath)) == composed },
		func(a model.Article) bool { return strings.HasPrefix(string(a.ID), digits) || stem(a) == name },
		func(a model.Article) bool { return norm.NFC.String(stem(a)) == composed },
	} {
		found := slices.DeleteFunc(slices.Clone(all), func(a model.Article) bool { return a.Removed || !matches(a) })
		if name != "" && len(found) > 0 {
			return found
		}
	}
	return nil
}

func TestTheIndexFindsWhatTheCorpusHas(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	parts := []string{"a", "b", ".", ".", "#2", "caf\u00e9", "cafe\u0301", "/", "0", strings.Repeat("long", 70)}
	anything := func() string {
		var b strings.Builder
		for range rng.IntN(5) {
			b.WriteString(parts[rng.IntN(len(parts))])
		}
		return b.String()
	}
	p := storagetest.New(t)
	var docs []*model.Document
	for n := range 300 {
		docs = append(docs, named("press/"+anything(), fmt.Sprintf("Text %d is short.", n)))
	}
	storagetest.Import(t, p, docs...)
	for n := range 30 {
		err := Commit(t.Context(), p, edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[n*7].ID, Before: true}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for _, doc := range docs {
		names = append(names, anything(), string(doc.ID), string(doc.ID[:1+rng.IntN(5)]), model.BaseName(doc.ImportPath))
	}
	for _, name := range names {
		want := plainFind(t, p, name)
		got, err := FindArticle(p, name)
		switch {
		case len(want) == 0 && !errors.Is(err, model.ErrNoArticle), len(want) > 1 && !errors.Is(err, model.ErrAmbiguous),
			len(want) == 1 && (err != nil || got.ID != want[0].ID):
			t.Errorf("%+q is %s (%v), want %d articles", name, got.ID, err, len(want))
		case len(want) > 1 && err.Error() != ambiguous(name, want).Error():
			t.Errorf("%+q: %v, want %v", name, err, ambiguous(name, want))
		}
	}
}

func TestAnAmbiguousNameOfManyArticlesIsNotCountedOut(t *testing.T) {
	var docs []*model.Document
	for n := range storage.MostFound + 20 {
		docs = append(docs, named(fmt.Sprintf("set.jsonl#%d", n), fmt.Sprintf("Text %d is short.", n)))
	}
	p := storagetest.New(t)
	storagetest.Import(t, p, docs...)
	_, err := FindArticle(p, "set")
	if !errors.Is(err, model.ErrAmbiguous) || !strings.HasSuffix(err.Error(), ", at least 992 more") {
		t.Errorf("%v", err)
	}
	if a, err := FindArticle(p, "set.jsonl#1017"); err != nil || a.ID != docs[1017].ID {
		t.Errorf("%s (%v)", a.ImportPath, err)
	}
}

func TestSentencesAreFoundByIndex(t *testing.T) {
	for _, c := range []struct {
		text  string
		index int
		want  string // the sentence, or a part of the error
	}{
		{"One. Two.", 0, "One."},
		{"One. Two.", 1, "Two."},
		{"One. Two.", 2, "the article has 2 sentences, numbered from 0"},
		{"One.", 1, "the article has 1 sentence, numbered from 0"},
	} {
		doc := storagetest.Document(c.text)
		u, err := SentenceAt(doc, c.index)
		if err == nil && u.Span.Of(doc.Text) != c.want {
			t.Errorf("sentence %d of %q is %q", c.index, c.text, u.Span.Of(doc.Text))
		}
		if err != nil && (!errors.Is(err, model.ErrNoSentence) || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("sentence %d of %q: %v", c.index, c.text, err)
		}
	}
}

func TestLabelsAreFoundInTheCodebook(t *testing.T) {
	p := storagetest.New(t)
	for _, name := range []string{"claim", "quote", "background"} {
		if key, err := FindLabel(p, name); err != nil || string(key) != name {
			t.Errorf("%q is %q (%v)", name, key, err)
		}
	}
	for _, name := range []string{"", "rumour", "Claim", NoLabel} {
		_, err := FindLabel(p, name)
		if !errors.Is(err, model.ErrNoLabel) || !strings.Contains(err.Error(), `the project's labels are claim, quote, background; "none" removes a label`) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

package rehearse_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/intaketest"
	"assay.app/assay/storage/intake/listing"
	"assay.app/assay/storage/intake/rehearse"
	"assay.app/assay/storage/storagetest"
)

const bridge = "The bridge over the weir failed again on Tuesday, the second time this spring, and eleven families had to leave their homes. " +
	"The mayor said nobody had been warned of it, although the keeper of the lock had written to the council in January.\n\n" +
	"The council meets on Friday.\n"

func folder(t *testing.T, texts map[string]string) []listing.File {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, refused, err := listing.Find(t.Context(), []string{dir})
	if err != nil || refused != nil {
		t.Fatal(refused, err)
	}
	return files
}

// each rehearses files and returns the article of each, by file name.
func each(t *testing.T, r *rehearse.Rehearsal, files []listing.File) map[string]rehearse.Article {
	t.Helper()
	out := map[string]rehearse.Article{}
	for a, err := range r.Each(t.Context(), files, intake.Options{}, func(r listing.Refusal) { t.Error(r.Path, r.Err) }) {
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(a.ImportPath)] = a
	}
	return out
}

// project returns a project with these texts, imported as "old 0", "old 1" and so
// on.
func project(t *testing.T, texts ...string) *storage.Project {
	t.Helper()
	p := storagetest.New(t)
	docs := make([]*model.Document, len(texts))
	for i, text := range texts {
		docs[i] = intaketest.Document(t, text, fmt.Sprint("old ", i), intake.Options{})
	}
	storagetest.Import(t, p, docs...)
	return p
}

func TestAnArticleThatWasRemovedCanBeAddedAgain(t *testing.T) {
	p := project(t, bridge)
	d, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.Remove, Edits: edit.Removing(d[0].ID)})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := rehearse.New(t.Context(), p, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	if a := each(t, r, folder(t, map[string]string{"a.txt": bridge}))["a.txt"]; a.Known || len(a.Similar) != 0 {
		t.Errorf("the removed article: %+v", a)
	}
}

func TestArticlesAreComparedWithTheProjectAndWithEachOther(t *testing.T) {
	p := project(t, bridge)
	told := 0
	r, err := rehearse.New(t.Context(), p, func(done, total int) { told = 100*done + total })
	if err != nil || told != 101 {
		t.Fatalf("%v; told were %d", err, told)
	}
	got := each(t, r, folder(t, map[string]string{
		"a same.txt":    bridge,
		"b near.txt":    strings.Replace(bridge, "eleven", "twelve", 1),
		"c nearer.txt":  strings.Replace(bridge, "eleven", "twelve", 1) + "\n",
		"d another.txt": "The ferry was late on Tuesday because of fog, and nobody on the quay had been told when the next one would come.",
		"e twin.txt":    "The ferry was late on Tuesday because of fog, and nobody on the quay had been told when the next one would come.",
	}))
	if a := got["a same.txt"]; !a.Known || a.Twin != "" {
		t.Errorf("the same bytes: %+v", a)
	}
	if a := got["b near.txt"]; a.Known || len(a.Similar) == 0 || !a.Similar[0].InProject || a.Similar[0].Article.ImportPath != "old 0" || a.Similar[0].Alike < 0.5 {
		t.Errorf("nearly the same: %+v", a.Similar)
	}
	if a := got["c nearer.txt"]; len(a.Similar) < 2 || a.Similar[0].InProject || filepath.Base(a.Similar[0].Article.ImportPath) != "b near.txt" || a.Similar[0].Alike != 1 {
		t.Errorf("nearer to another file: %+v", a.Similar)
	}
	if a := got["d another.txt"]; a.Known || a.Twin != "" || len(a.Similar) != 0 {
		t.Errorf("another: %+v", a)
	}
	if a := got["e twin.txt"]; a.Known || filepath.Base(a.Twin) != "d another.txt" || len(a.Similar) != 0 {
		t.Errorf("the same bytes as another file: %+v", a)
	}
}

func TestWhatIsReadOnceMoreIsNotComparedWithItself(t *testing.T) {
	r, err := rehearse.New(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	files := folder(t, map[string]string{"a.txt": bridge, "b.txt": strings.Replace(bridge, "eleven", "twelve", 1)})
	each(t, r, files)
	if got := each(t, r, files[:1])["a.txt"]; got.Twin == "" {
		t.Errorf("it is %+v", got)
	}
	r.Forget(func(path string) bool { return path == files[0].Path })
	if got := each(t, r, files[:1])["a.txt"]; got.Twin != "" || len(got.Similar) != 1 {
		t.Errorf("forgotten, it is %+v", got)
	}
}

func TestARehearsalShowsHowAnArticleBegins(t *testing.T) {
	r, err := rehearse.New(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := each(t, r, folder(t, map[string]string{
		"a.txt": bridge, "long.txt": strings.Repeat("The water rose and rose ", 100) + ".",
		"many.txt":  strings.Repeat("The water rose. ", 100),
		"aside.txt": "The gate\nstood open.\n\nShare this article\n\nIt was late.",
	}))
	if a := got["a.txt"]; len(a.Opening()) != 2 || a.Opening()[1] != "The council meets on Friday." || a.Sentences() != 3 {
		t.Errorf("%d sentences, %q", a.Sentences(), a.Opening())
	}
	wholeWord := regexp.MustCompile(` (The|water|rose|and)…$`)
	if a := got["long.txt"]; len(a.Opening()) != 1 || len(a.Opening()[0]) > 600 || len(a.Opening()[0]) < 500 || !wholeWord.MatchString(a.Opening()[0]) {
		t.Errorf("%q", a.Opening())
	}
	if a := got["many.txt"]; !strings.HasSuffix(strings.Join(a.Opening(), "\n"), "The water rose. …") || len(strings.Join(a.Opening(), "\n")) > 600 {
		t.Errorf("%q", a.Opening())
	}
	if a := got["aside.txt"]; len(a.Asides()) != 1 || a.Asides()[0].Span.Of(a.Text) != "Share this article" || slices.Contains(a.Opening(), "Share this article") {
		t.Errorf("%v, %q", a.Asides(), a.Opening())
	}
}

func TestARehearsalEndsWhenItIsTold(t *testing.T) {
	p := project(t, bridge, bridge+"Two.", bridge+"Three.")
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := rehearse.New(ctx, p, func(int, int) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("reading the project ends with %v", err)
	}
	r, err := rehearse.New(t.Context(), p, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	var last error
	n := 0
	for _, err := range r.Each(ctx, folder(t, map[string]string{"a.txt": "One.", "b.txt": "Two."}), intake.Options{}, func(listing.Refusal) {}) {
		last = err
		n++
	}
	if n != 1 || !errors.Is(last, context.Canceled) {
		t.Errorf("reading files ends after %d with %v", n, last)
	}
}

// In an export of a press database, an article is below the provider's head; on its
// web page it has other surroundings. Near duplicates are found by the text alone.
func TestAnArticleInAnExportIsFoundToBeThatOfItsPage(t *testing.T) {
	const ferry = "The ferry to the lower quay will run until Sunday only, the harbour office said, since its engine has to be taken apart. " +
		"A replacement was hired from the island company, whose boats are older but have passed every inspection since the accident.\n\n" +
		"Passengers with season tickets get half of the fare back.\n"
	record := func(title, body string) string {
		return title + "\n\nThe Weir Post\n\nMarch 4, 2031 Tuesday\n\nCopyright 2031 The Weir Post All Rights Reserved\n\nLength: 90 words\n\nBody\n\n" +
			body + "\nLoad-Date: March 5, 2031\n\nEnd of Document\n\n"
	}
	r, err := rehearse.New(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := each(t, r, folder(t, map[string]string{
		"export.txt": record("Bridge fails again", bridge) + record("Ferry stops on Sunday", ferry),
		"page.html": "<title>Bridge fails again | The Weir Post</title><article><h1>Bridge fails again</h1><p>" +
			strings.ReplaceAll(bridge, "\n\n", "</p><p>") + "</p></article><footer>Terms of use</footer>",
		"twice.txt": record("Bridge fails again", bridge) + record("Ferry stops on Sunday", ferry),
	}))
	if len(got) != 5 {
		t.Fatalf("there are %d articles", len(got))
	}
	if s := got["page.html"].Similar; len(s) != 1 || filepath.Base(s[0].Article.ImportPath) != "export.txt#1" {
		t.Errorf("the page is similar to %+v", s)
	}
	if twin := got["twice.txt#2"].Twin; filepath.Base(twin) != "export.txt#2" {
		t.Errorf("the same record of another export is a twin of %q", twin)
	}
}

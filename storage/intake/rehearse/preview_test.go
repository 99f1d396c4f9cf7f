package rehearse_test

import (
	"archive/zip"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/rehearse"
)

const weir = `date 2031-04-02 By Ann Doe, The Quay Post

Bridge fails a second time

PORT TOWN, April 2 (Wire) – The bridge over the weir failed again on Tuesday, the second time this spring, and eleven families had to leave their homes. The mayor said nobody had been warned.

“We heard a crack and then the lights went out,” said Tom Reed, who keeps the lock.

Share this article

The council will meet on Friday to decide whether the old ferry is to be brought back.
`

// empty returns an empty project that can restore the bytes of imported files.
func empty(t *testing.T) *storage.Project {
	t.Helper()
	p, err := storage.Create(filepath.Join(t.TempDir(), "p.assay"), storage.Options{Encode: coding.Encode, Index: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func folderOf(t *testing.T, contents map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range contents {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func encoded(t *testing.T, text, encoding string) string {
	t.Helper()
	raw, err := coding.Encode(text, encoding)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func sentences(d *model.Document) (out []string) {
	for _, u := range d.Units {
		if u.Kind == model.UnitSentence {
			out = append(out, u.Span.Of(d.Text))
		}
	}
	return out
}

func TestAnImportAddsWhatThePreviewShowed(t *testing.T) {
	folder := folderOf(t, map[string]string{"clips.csv": "story,kopf\nThe gate stood open. It was late.,Gate\n", "weir.txt": weir})
	archive := filepath.Join(folder, "more.zip")
	out, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	for name, text := range map[string]string{"in/a.txt": encoded(t, "Το φράγμα άνοιξε ξανά.", "windows-1253"), "in/b.txt": "The ferry was late. Nobody knew why."} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	p := empty(t)
	ctx, quiet := t.Context(), func(draft.Step) {}
	preview, again, err := rehearse.Preview(ctx, rehearse.Request{Project: p, Paths: []string{folder}}, quiet)
	if err != nil || len(preview.Drafts) != 4 {
		t.Fatalf("%+v, %v", preview, err)
	}
	for i, d := range preview.Drafts {
		if strings.HasSuffix(d.Path, "a.txt") {
			found, err := again.Again(ctx, draft.Rereading{Sources: []draft.Source{d.Source()}, Encoding: "windows-1253"}, quiet)
			if err != nil || len(found.Drafts) != 1 {
				t.Fatalf("%+v, %v", found, err)
			}
			preview.Drafts[i] = found.Drafts[0]
		}
		for a := range d.Asides {
			d.Asides[a].Restored = true
		}
		preview.Drafts[i].Article.Metadata.Outlet = "The Wire"
	}
	report, err := rehearse.Import(ctx, p, "Ines", preview, quiet)
	if err != nil || report.Added != 4 || len(report.Refused) != 0 {
		t.Fatalf("%+v, %v", report, err)
	}
	for _, d := range preview.Drafts {
		doc, err := p.Document(d.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(sentences(doc)); n != d.Sentences+len(d.Restored()) || doc.Metadata != d.Article.Metadata || doc.Encoding != d.Article.Encoding {
			t.Errorf("%s: %d sentences, %+v, %s; the preview showed %d, %+v", d.Path, n, doc.Metadata, doc.Encoding, d.Sentences, d.Article.Metadata)
		}
	}
}

// The same article is added to projects with tagged headlines and to projects
// without. One preview is made without a project.
func TestHeadlinesAreReadAsTheProjectWantsThem(t *testing.T) {
	folder := t.TempDir()
	text := "The weir gave way again\n\nThe weir gave way on Monday. Nobody was near it.\n"
	if err := os.WriteFile(filepath.Join(folder, "a.txt"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, quiet := t.Context(), func(draft.Step) {}
	for _, c := range []struct{ without, tagged, restored bool }{
		{}, {tagged: true}, {restored: true}, {without: true},
	} {
		p := empty(t)
		var err error
		if c.tagged {
			err = p.SetTagsHeadlines(true)
		}
		asked := rehearse.Request{Project: p, Paths: []string{folder}}
		if c.without {
			asked.Project = nil
		}
		preview, _, err2 := rehearse.Preview(ctx, asked, quiet)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		d, want := preview.Drafts[0], 2
		if c.tagged {
			want = 3
		}
		if d.Sentences != want || len(d.Asides) != 3-want {
			t.Errorf("%+v: the preview shows %d sentences and %+v", c, d.Sentences, d.Asides)
		}
		if c.restored {
			d.Asides[0].Restored = true
			want++
		}
		if report, err := rehearse.Import(ctx, p, "Ines", preview, quiet); err != nil || report.Added != 1 {
			t.Fatalf("%+v, %v", report, err)
		}
		doc, err := p.Document(d.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(sentences(doc)); n != want || doc.Metadata.Title != "The weir gave way again" {
			t.Errorf("%+v: %d sentences below %q, want %d", c, n, doc.Metadata.Title, want)
		}
		if on, err := p.TagsHeadlines(); err != nil || on != c.tagged {
			t.Errorf("%+v: afterwards it tags headlines: %v (%v)", c, on, err)
		}
	}
}

func TestAPreviewThatIsStoppedLeavesNothing(t *testing.T) {
	p := empty(t)
	ctx, cancel := context.WithCancel(t.Context())
	folder := folderOf(t, map[string]string{"a.txt": "The gate stood open.", "b.txt": "The gate was shut.", "c.txt": "The gate was gone."})
	preview, _, err := rehearse.Preview(ctx, rehearse.Request{Project: p, Paths: []string{folder}}, func(draft.Step) { cancel() })
	if preview != nil || err == nil {
		t.Errorf("it returns %+v, %v", preview, err)
	}
	whole, again, err := rehearse.Preview(t.Context(), rehearse.Request{Project: p, Paths: []string{folder}}, func(draft.Step) {})
	if err != nil {
		t.Fatal(err)
	}
	if found, err := again.Again(ctx, draft.Rereading{Drafts: whole.Drafts}, func(draft.Step) {}); found != nil || err == nil {
		t.Errorf("reading again returns %+v, %v", found, err)
	}
	if rows, err := p.Summaries("Ines"); err != nil || len(rows) != 0 {
		t.Errorf("the project has %d articles, %v", len(rows), err)
	}
}

// courier is one article as several programs save it. The copies have the same text.
func courier(t *testing.T) (folder string) {
	t.Helper()
	const text = "The weir at Lenz gave way on Monday.\n\nNobody was near it, the keeper said."
	return folderOf(t, map[string]string{
		"a.txt":  text,
		"b.md":   "---\ntitle: Weir gives way\nsource: Lenz Courier\ndate: 2031-04-02\n---\n\n" + text + "\n",
		"c.html": "<title>Weir gives way</title><article><h1>Weir gives way</h1><p>" + strings.ReplaceAll(text, "\n\n", "</p><p>") + "</p></article>",
		"d.txt":  text,
	})
}

func TestTheOrderOfFilesNeverChangesWhichCopyIsAdded(t *testing.T) {
	folder := courier(t)
	names := []string{"a.txt", "b.md", "c.html", "d.txt"}
	for range 12 {
		rand.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		var paths []string
		for _, name := range names {
			paths = append(paths, filepath.Join(folder, name))
		}
		p, _, err := rehearse.Preview(t.Context(), rehearse.Request{Paths: paths}, func(draft.Step) {})
		if err != nil {
			t.Fatal(err)
		}
		got := map[model.ArticleID]string{}
		for _, d := range p.Wanted() {
			if other, twice := got[d.Article.ID]; twice {
				t.Errorf("%q: %s and %s are both added", names, other, d.Path)
			}
			got[d.Article.ID] = filepath.Base(d.Path)
		}
		for _, d := range p.Drafts {
			want := "b.md"
			if d.Article.ID != p.Drafts[slices.Index(names, "b.md")].Article.ID {
				want = got[d.Article.ID]
			}
			if got[d.Article.ID] != want {
				t.Errorf("%q: of the copies of %s, %s is added", names, filepath.Base(d.Path), got[d.Article.ID])
			}
		}
		if n := len(p.Wanted()) + p.Duplicates(); n != len(names) || p.Duplicates() < 2 {
			t.Errorf("%q: %d are added, %d are duplicates", names, len(p.Wanted()), p.Duplicates())
		}
	}
}

func TestSeveralArticlesOfAFileAreDividedAgainTogether(t *testing.T) {
	folder := folderOf(t, map[string]string{
		"clips.csv": "text,title\nThe gate stood open. It was late.,One\nThe mill was shut. It rained.,Two\nThe ferry was late. Nobody came.,Three\n",
		"weir.txt":  weir,
	})
	reads := 0
	p, again, err := rehearse.Preview(t.Context(), rehearse.Request{Paths: []string{folder}}, func(draft.Step) {})
	if err != nil || len(p.Drafts) != 4 {
		t.Fatalf("%+v, %v", p, err)
	}
	changed := []*draft.Article{p.Drafts[0], p.Drafts[2], p.Drafts[3]}
	for _, d := range changed {
		d.Article.Metadata.Language = "uk"
	}
	found, err := again.Again(t.Context(), draft.Rereading{Drafts: changed}, func(s draft.Step) {
		if s.Total == 0 && s.Done == 0 && !strings.Contains(s.Path, "#") {
			reads++
		}
	})
	if err != nil || len(found.Drafts) != 3 {
		t.Fatalf("%+v, %v", found, err)
	}
	if reads > 3 { // two files, and the first article of a plain text is the file itself
		t.Errorf("the files were read %d times", reads)
	}
	p.Replace(draft.Rereading{Drafts: changed}, found)
	for i, d := range p.Drafts {
		want := "uk"
		if i == 1 {
			want = ""
		}
		if d.Divided != want {
			t.Errorf("%s is divided as %q, want %q", d.Path, d.Divided, want)
		}
	}
}

func TestAPastedTextKeepsAnotherPath(t *testing.T) {
	folder := folderOf(t, map[string]string{"weir.txt": weir})
	p := empty(t)
	preview, _, err := rehearse.Preview(t.Context(), rehearse.Request{Project: p, Paths: []string{folder}}, func(draft.Step) {})
	if err != nil {
		t.Fatal(err)
	}
	preview.Drafts[0].Kept = "Pasted text.txt"
	if report, err := rehearse.Import(t.Context(), p, "Ines", preview, func(draft.Step) {}); err != nil || report.Added != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	doc, err := p.Document(preview.Drafts[0].Article.ID)
	if err != nil || doc.ImportPath != "Pasted text.txt" {
		t.Errorf("it is stored as %q (%v)", doc.ImportPath, err)
	}
}

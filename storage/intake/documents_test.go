package intake_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/listing"
)

// documents reads the paths. It returns each refusal as "name: why".
func documents(t *testing.T, opts intake.Options, paths ...string) (docs []*model.Document, refused []string) {
	t.Helper()
	refuse := func(r listing.Refusal) {
		refused = append(refused, filepath.Base(r.Path)+": "+r.Err.Error())
	}
	files, not, err := listing.Find(context.Background(), paths)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range not {
		refuse(r)
	}
	return slices.Collect(intake.Documents(context.Background(), files, opts, refuse)), refused
}

// tarGZ packs entries, which are alternating names and contents.
func tarGZ(t *testing.T, entries ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for i := 0; i < len(entries); i += 2 {
		err := w.WriteHeader(&tar.Header{Name: entries[i], Mode: 0o644, Size: int64(len(entries[i+1])), Typeflag: tar.TypeReg})
		if err == nil {
			_, err = w.Write([]byte(entries[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const gate = "The lower gate failed on Monday, flooding two streets, the mill and the old tannery."

func TestDocumentsComeInOrderWhateverTheProcessors(t *testing.T) {
	dir := t.TempDir()
	var entries, want []string
	for i := range 300 {
		name := fmt.Sprintf("%03d.txt", i)
		content := fmt.Sprintf("Gate %d failed.%s", i, strings.Repeat(" It was closed again.", i%7*50))
		write(t, dir, name, content)
		entries = append(entries, name, content)
	}
	write(t, dir, "300.tar.gz", tarGZ(t, entries...))
	for i := range 301 {
		want = append(want, fmt.Sprintf("%03d.txt", i))
	}
	want = append(want[:300], want[:300]...)
	for _, processors := range []int{1, 4} {
		before := runtime.GOMAXPROCS(processors)
		docs, refused := documents(t, intake.Options{}, dir)
		runtime.GOMAXPROCS(before)
		var got []string
		for _, d := range docs {
			got = append(got, filepath.Base(d.ImportPath))
		}
		if !slices.Equal(got, want) || refused != nil {
			t.Errorf("on %d: %d documents, %q; want %d in order", processors, len(got), refused, len(want))
		}
		for i := range 300 {
			if docs[i].ID != docs[300+i].ID || docs[i].Text != docs[300+i].Text {
				t.Errorf("%s is another one out of the archive", got[i])
			}
		}
	}
}

func TestConvertedDocumentsSayWhatTheyWereMadeFrom(t *testing.T) {
	page := `<html lang="en"><head><meta charset="windows-1252"><title>Gate fails</title><meta name="date" content="Wed, 02 Apr 2031 08:00:00 +0200"></head><body><article><h1>Gate fails</h1><p>` + gate + "</p><p>The caf\xe9 on the corner was flooded, too, and so were its cellar, its kitchen and its yard.</p></article></body></html>"
	path := filepath.Join(t.TempDir(), "saved")
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	docs, refused := documents(t, intake.Options{}, path)
	if len(docs) != 1 || refused != nil {
		t.Fatalf("%d documents, %q", len(docs), refused)
	}
	d := docs[0]
	ofPage, ofText := sha256.Sum256([]byte(page)), sha256.Sum256([]byte(d.Text))
	if want := (model.Source{Format: "html", SHA256: hex.EncodeToString(ofPage[:]), Encoding: "windows-1252"}); d.Source != want {
		t.Errorf("the source is %+v, want %+v", d.Source, want)
	}
	if d.ID != model.ArticleIDOf(ofText) || d.SHA256 != hex.EncodeToString(ofText[:]) || d.Encoding != coding.UTF8 || d.Size != len(d.Text) {
		t.Errorf("%+v does not go by its text", d.Article)
	}
	if d.Metadata.Title != "Gate fails" || d.Metadata.Published != "2031-04-02" || d.Metadata.Language != "en" || !strings.Contains(d.Text, "café") {
		t.Errorf("%+v: %q", d.Metadata, d.Text)
	}
	if len(d.Paragraphs) != 3 || len(d.Units) != 3 {
		t.Errorf("%d paragraphs, %d units", len(d.Paragraphs), len(d.Units))
	}
}

func TestRowsOfTablesAreArticles(t *testing.T) {
	for name, content := range map[string]string{
		"csv":   "Headline,Body,Source,Date\nGate fails,\"" + gate + "\",The Echo,2 April 2031\nGate holds,It held.,The Post,2031-04-03\n",
		"tsv":   "title\ttext\tpublisher\tdate\nGate fails\t" + gate + "\tThe Echo\t20310402\nGate holds\tIt held.\tThe Post\t2031-04-03\n",
		"jsonl": `{"headline":"Gate fails","body":"` + gate + `","source":{"name":"The Echo"},"date":"2031-04-02T10:00:00Z"}` + "\n" + `{"headline":"Gate holds","body":"It held.","source":"The Post","date":"2031-04-03"}` + "\n",
		"json":  `{"articles":[{"title":"Gate fails","content":"` + gate + `","outlet":"The Echo","published":"2031-04-02"},{"title":"Gate holds","content":"It held.","outlet":"The Post","published":"2031-04-03"},{"title":"none"}]}`,
	} {
		dir := t.TempDir()
		write(t, dir, "clips."+name, content)
		docs, refused := documents(t, intake.Options{}, dir)
		if len(docs) != 2 || refused != nil {
			t.Errorf("%s: %d documents, %q", name, len(docs), refused)
			continue
		}
		first, m := docs[0], docs[0].Metadata
		if first.Text != "Gate fails\n\n"+gate || m.Title != "Gate fails" || m.Outlet != "The Echo" || m.Published != "2031-04-02" || first.Source.Format != name {
			t.Errorf("%s: %+v of %+v: %q", name, m, first.Source, first.Text)
		}
		if !strings.Contains(filepath.Base(first.ImportPath), "clips."+name+"#") || docs[1].Metadata.Published != "2031-04-03" {
			t.Errorf("%s: %s, %+v", name, first.ImportPath, docs[1].Metadata)
		}
	}
}

func TestColumnsCanBeSaid(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "clips.csv", "a;b;c\nThe Echo;Gate fails;"+gate+"\n")
	_, refused := documents(t, intake.Options{}, dir)
	if len(refused) != 1 || !strings.Contains(refused[0], "no column") {
		t.Errorf("refused: %q", refused)
	}
	opts := intake.Options{}
	opts.Columns.Text, opts.Columns.Title, opts.Columns.Outlet = "C", "#2", "a"
	docs, refused := documents(t, opts, dir)
	if len(docs) != 1 || refused != nil || docs[0].Metadata.Title != "Gate fails" || docs[0].Metadata.Outlet != "The Echo" || docs[0].Text != "Gate fails\n\n"+gate {
		t.Errorf("%+v, %q", docs, refused)
	}
}

func TestNothingOfAHarmfulArchiveIsGiven(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.tgz", tarGZ(t, "a.txt", gate, "../b.txt", gate))
	write(t, dir, "b.tgz", tarGZ(t, "a.txt", gate, "b.txt", strings.Repeat("again ", 1<<14)))
	write(t, dir, "c.tgz", tarGZ(t, "a.txt", gate)[:60])
	write(t, dir, "d.tgz", tarGZ(t, "a.png", gate))
	opts := intake.Options{}
	opts.Limits.Slack, opts.Limits.Ratio = 1<<10, 20
	docs, refused := documents(t, opts, dir)
	if len(docs) != 0 || len(refused) != 4 {
		t.Fatalf("%d documents, %q", len(docs), refused)
	}
	for i, says := range []string{"a.tgz: read", "times its size", "is cut off", "no files in this archive"} {
		if !strings.Contains(refused[i], says) {
			t.Errorf("%q does not say %q", refused[i], says)
		}
	}
}

func TestABadFileInAnArchiveIsNamedAndTheOthersAreRead(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.tgz", tarGZ(t, "in/a.txt", gate, "in/b.txt", "\x00\x01\x02", "in/c.html", "<p>"+gate+"</p>", "style.css", "p {}"))
	docs, refused := documents(t, intake.Options{}, dir)
	if len(docs) != 2 || len(refused) != 1 || !strings.HasPrefix(refused[0], "b.txt: ") {
		t.Errorf("%d documents, %q", len(docs), refused)
	}
}

func TestDocumentsStopWhenAskedTo(t *testing.T) {
	dir := t.TempDir()
	for i := range 600 {
		write(t, dir, fmt.Sprintf("%03d.txt", i), fmt.Sprint("Gate ", i, " failed."))
	}
	files, _, err := listing.Find(context.Background(), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range intake.Documents(ctx, files, intake.Options{}, func(listing.Refusal) {}) {
		if n++; n == 10 {
			cancel()
		}
	}
	if n != 10 {
		t.Errorf("%d documents came though it was cancelled after 10", n)
	}
	n = 0
	for range intake.Documents(context.Background(), files, intake.Options{}, func(listing.Refusal) {}) {
		if n++; n == 10 {
			break
		}
	}
	if n != 10 {
		t.Errorf("%d documents", n)
	}
}

func TestPagesSavedByABrowserComeWithoutTheirPictures(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "page.html", "<p>"+gate+"</p>")
	write(t, dir, "page_files/frame.html", "<p>An advertisement</p>")
	write(t, dir, "notes_files/a.txt", gate)
	got, refusals := find(t, dir, dir)
	if want := []string{"notes_files/a.txt", "page.html"}; !slices.Equal(got, want) || refusals != nil {
		t.Errorf("%q, %v; want %q", got, refusals, want)
	}
}

func TestAFileThatIsCalledATableNeedsOnlyAColumnOfTexts(t *testing.T) {
	const table = "nr,story\n1,The gate stood open.\n"
	dir := t.TempDir()
	write(t, dir, "a.csv", table)
	write(t, dir, "a.txt", table)
	docs, refused := documents(t, intake.Options{}, filepath.Join(dir, "a.csv"), filepath.Join(dir, "a.txt"))
	if len(docs) != 2 || docs[0].Text != "The gate stood open." || docs[1].Text != table || refused != nil {
		t.Errorf("%+v, %q", docs, refused)
	}
}

// find runs Find and returns the paths it found, relative to dir.
func find(t *testing.T, dir string, paths ...string) ([]string, []listing.Refusal) {
	t.Helper()
	files, refusals, err := listing.Find(t.Context(), paths)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		name, err := filepath.Rel(dir, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.ToSlash(name))
	}
	return names, refusals
}

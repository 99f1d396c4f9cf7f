package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/listing"
)

// refused reads a file and returns the reason for its refusal, or nil if it is
// accepted.
func refused(t *testing.T, name, content string) (why error) {
	t.Helper()
	files := []listing.File{{Path: write(t, t.TempDir(), name, content), Size: int64(len(content))}}
	for range intake.Documents(context.Background(), files, intake.Options{}, func(r listing.Refusal) { why = r.Err }) {
		continue
	}
	return why
}

// zipOf returns a ZIP of entries, which are alternating names and contents.
func zipOf(t *testing.T, entries ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: entries[i], Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(w, entries[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The text inside an element must not be collected again for each element around
// it.
func TestAPageCostsNoMoreForElementsWithinElements(t *testing.T) {
	const deep, times = 400, 50
	words := strings.Repeat("The lower gate of the weir failed on Monday, they said. ", 20_000)
	for name, c := range map[string]struct{ open, inner string }{
		"authors":      {`<div class="author">`, ""},
		"marks":        {"<sup>", `<a href="#a">1</a>`},
		"blocks links": {"<div>", `<a href="/">` + words + "</a>"},
	} {
		page := "<html><body><p>" + words + "</p>" + strings.Repeat(c.open, deep) + c.inner + "<p>" + words + "</p>"
		if used := allocated(func() { _ = refused(t, "a.html", page) }); used > uint64(times*len(page)) {
			t.Errorf("%s: %d bytes for a page of %d", name, used, len(page))
		}
	}
}

func TestABookHasNoChapterTwiceAndNotTooManyTags(t *testing.T) {
	const chapters = 9
	var items, refs strings.Builder
	entries := []string{
		"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>`,
		"c.opf", "",
	}
	for i := range chapters {
		fmt.Fprintf(&items, `<item id="i%d" href="%d.xhtml"/><item id="again%d" href="%d.xhtml"/>`, i, i, i, i)
		fmt.Fprintf(&refs, `<itemref idref="i%d"/><itemref idref="again%d"/>`, i, i)
		entries = append(entries, fmt.Sprintf("%d.xhtml", i), "<html><body><p>Brine came in over the lower gate.</p>")
	}
	entries[5] = "<package><manifest>" + items.String() + "</manifest><spine>" + refs.String() + "</spine></package>"
	path := write(t, t.TempDir(), "a.epub", zipOf(t, entries...))
	docs, refusals := documents(t, intake.Options{}, path)
	if len(docs) != 1 || strings.Count(docs[0].Text, "Brine") != chapters || len(refusals) > 0 {
		t.Fatalf("%d articles, %v; want one with %d chapters", len(docs), refusals, chapters)
	}
	for i := 7; i < len(entries); i += 2 {
		entries[i] = strings.Repeat("<i>", 500_000)
	}
	if err := refused(t, "b.epub", zipOf(t, entries...)); !errors.Is(err, model.ErrTooLarge) && !errors.Is(err, model.ErrDamaged) {
		t.Errorf("chapters with too many tags: %v", err)
	}
}

func TestAFileOfTooManyLinesIsRefused(t *testing.T) {
	const lines = 2<<20 + 1
	for name, content := range map[string]string{
		"a.txt": strings.Repeat("a\n", lines),
		"a.rtf": `{\rtf1 ` + strings.Repeat("a\\par\n", lines) + "}",
		"a.csv": "text,title\n" + strings.Repeat("\""+strings.Repeat("a\n", lines/10)+"\",a\n", 11),
	} {
		if err := refused(t, name, content); !errors.Is(err, model.ErrTooLarge) || !strings.Contains(err.Error(), "lines") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := intake.Parse([]byte(strings.Repeat("a\n", lines)), "a.txt", intake.Options{}); !errors.Is(err, model.ErrTooLarge) {
		t.Errorf("Parse: %v", err)
	}
}

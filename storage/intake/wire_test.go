package intake_test

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
)

// newsArchive has articles of two outlets, one of which breaks its lines at about
// 65 columns. It is not part of the project.
const newsArchive = "../../../shared/data/news-13k.tar.gz"

// TestWireCopyIsJoinedIntoParagraphs examines every line break in the archive's
// wire copy. A break must hardly ever divide a sentence that clearly continues, and
// the lines of tables must not be joined.
func TestWireCopyIsJoinedIntoParagraphs(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads ten thousand reports")
	}
	reports, joined, torn, tables := 0, 0, 0, 0
	eachReport(t, func(path string, raw []byte) {
		doc, err := intake.Parse(raw, path, intake.Options{})
		if errors.Is(err, model.ErrEmptyFile) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		reports++
		for i, p := range doc.Paragraphs {
			text := p.Of(doc.Text)
			if i > 0 && goesOn(doc.Paragraphs[i-1].Of(doc.Text), text) {
				torn++
			}
			for line := range strings.Lines(text) {
				if strings.Contains(strings.TrimSpace(line), "    ") && len(line) < len(text) {
					tables++
				}
			}
			joined += strings.Count(text, "\n")
		}
	})
	t.Logf("%d reports: %d breaks joined, %d sentences torn, %d lines of tables joined", reports, joined, torn, tables)
	if reports < 10_000 || joined < 90_000 {
		t.Errorf("%d reports, in which %d breaks are joined", reports, joined)
	}
	if torn*500 > joined {
		t.Errorf("%d sentences are torn at the end of a line, and %d are not", torn, joined)
	}
	if tables > 0 {
		t.Errorf("%d lines of tables are joined with others", tables)
	}
}

// goesOn reports whether two lines clearly belong to one sentence: the first ends
// with a lower case letter or a comma, and the second begins with a lower case
// letter.
func goesOn(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return (unicode.IsLower(last) || last == ',') && unicode.IsLower(first)
}

// eachReport calls do for each article of wire copy in the archive.
func eachReport(t *testing.T, do func(path string, raw []byte)) {
	t.Helper()
	file, err := os.Open(newsArchive)
	if err != nil {
		t.Skip("the archive of articles is not here: ", err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Typeflag != tar.TypeReg || !strings.Contains(h.Name, "reuters/") {
			continue
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		do(h.Name, raw)
	}
}

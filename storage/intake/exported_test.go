package intake_test

import (
	"os"
	"strings"
	"testing"

	"assay.app/assay/storage/intake"
)

const clipping = "Gate fails\n\nThe Echo\n\nApril 2, 2031 Wednesday\n\nCopyright 2031 The Echo Ltd All Rights Reserved\n\nLength: 20 words\n\nByline: Ann Doe\n\nBody\n\n" + gate + "\n\nLoad-Date: April 9, 2031\n\nEnd of Document\n\n"

func TestRecordsOfAnExportAreArticles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "export.txt", clipping+strings.ReplaceAll(clipping, "Gate fails", "Gate holds"))
	docs, refused := documents(t, intake.Options{}, dir)
	if len(docs) != 2 || refused != nil {
		t.Fatalf("%d documents, %q", len(docs), refused)
	}
	m := docs[1].Metadata
	if m.Title != "Gate holds" || m.Outlet != "The Echo" || m.Byline != "Ann Doe" || m.Published != "2031-04-02" || !strings.HasSuffix(docs[1].ImportPath, "export.txt#2") || docs[1].Source.Format != "text" {
		t.Errorf("%+v of %s, %+v", m, docs[1].ImportPath, docs[1].Source)
	}
	sentences := 0
	for _, u := range docs[1].Units {
		if u.Kind.String() == "sentence" {
			sentences++
		}
	}
	if sentences != 2 {
		t.Errorf("%d sentences", sentences)
	}
}

// TestNoArticleOfTheSharedArchiveIsDivided reads articles that are not part of the
// project.
func TestNoArticleOfTheSharedArchiveIsDivided(t *testing.T) {
	const path = "../../../shared/data/news-13k.tar.gz"
	if _, err := os.Stat(path); err != nil {
		t.Skip("there is no shared archive beside the project: ", err)
	}
	docs, refused := documents(t, intake.Options{}, path)
	for _, d := range docs {
		if strings.Contains(d.ImportPath, "#") {
			t.Errorf("%s is divided", d.ImportPath)
		}
	}
	if len(docs) == 0 || len(refused) > 0 {
		t.Errorf("%d documents, %q", len(docs), refused)
	}
}

package refi_test

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/peer/peertest"
)

// unpacked returns the files of a ZIP archive.
func unpacked(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(content)
	}
	return files
}

func TestASentenceIsASelectionOfItsArticle(t *testing.T) {
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, "🌊 rose. The wall fell <at> noon.\r\n", "wall.txt")
	doc.Metadata.Outlet = "The Quay Post"
	exchangetest.Import(t, p, doc)
	exchangetest.Apply(t, p,
		exchangetest.Label(doc, 1, "ana", model.Claim, exchangetest.After(1)),
		exchangetest.Note(model.OnSentence(doc.ID, doc.Sentences()[1].Span), "n1", "ana", "Who\nsays so?", exchangetest.After(2)),
	)
	files := unpacked(t, peertest.Export(t, format(t, "qdpx"), p))
	document := files["project.qde"]
	if len(files) != 2 {
		t.Errorf("the archive has %d files", len(files))
	}
	_, at, _ := strings.Cut(document, `plainTextPath="internal://`)
	source, _, _ := strings.Cut(at, `"`)
	if files["sources/"+source] != doc.Text {
		t.Errorf("sources/%s is %q", source, files["sources/"+source])
	}
	for _, says := range []string{
		`name="The wall fell &lt;at&gt; noon." startPosition="8" endPosition="32"`,
		`creationDateTime="2026-03-04T05:07:07Z"`, `<User guid="`, `name="ana"`, `<PlainTextContent>Who&#xA;says so?</PlainTextContent>`, `<TextValue>The Quay Post</TextValue>`,
	} {
		if !strings.Contains(document, says) {
			t.Errorf("the document does not have %s:\n%s", says, document)
		}
	}
}

func TestAProjectWithoutArticlesIsAValidDocument(t *testing.T) {
	document := unpacked(t, peertest.Export(t, format(t, "qdpx"), exchangetest.NewProject(t)))["project.qde"]
	if strings.Contains(document, "<Sources") || strings.Contains(document, "<Users") || !strings.HasSuffix(document, "</CodeBook>\n</Project>\n") {
		t.Errorf("%s", document)
	}
}

func BenchmarkWrite(b *testing.B) {
	p := peertest.Project(b, rand.New(rand.NewPCG(1, 1)), 40, 400)
	f := format(b, "qdpx")
	size := 0
	for _, text := range unpacked(b, peertest.Export(b, f, p)) {
		size += len(text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		peertest.Export(b, f, p)
	}
}

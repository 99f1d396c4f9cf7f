package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/storage/report/content"
)

// unpacked returns the streams of a PDF one after another, unpacked.
func unpacked(t testing.TB, raw []byte) string {
	t.Helper()
	var out strings.Builder
	for rest := raw; ; {
		_, after, found := bytes.Cut(rest, []byte("\nstream\n"))
		if !found {
			return out.String()
		}
		data, next, _ := bytes.Cut(after, []byte("\nendstream\n"))
		rest = next
		if z, err := zlib.NewReader(bytes.NewReader(data)); err == nil {
			if plain, err := io.ReadAll(z); err == nil {
				data = plain
			}
		}
		out.Write(data)
		out.WriteByte('\n')
	}
}

func TestLinksLeadBothWays(t *testing.T) {
	raw, _ := write(t, everything(), options(t, true))
	all := unpacked(t, raw)
	for what, want := range map[string]string{
		"to the note":              "/Dest(note-n1)",
		"back from the note":       "/Dest(noteref-n1)",
		"to a table":               "/Dest(counts)",
		"from the contents":        "/Dest(first)",
		"to an address":            "/URI(https://example.org/a?b=c)",
		"the place of the note":    "(note-n1)[",
		"the place before it":      "(noteref-n1)[",
		"the place of the table":   "(counts)[",
		"the language":             "/Lang(en)",
		"a bookmark":               "/Title(What is known)/Parent",
		"the picture's text":       "/Alt(Statements by outlet)",
		"the table's text":         "/Alt(Counts of gates)",
		"the title in XMP":         `<rdf:li xml:lang="x-default">Harbour gates</rdf:li>`,
		"the authors in XMP":       "<rdf:li>Rae Lind</rdf:li>",
		"the date in XMP":          "<xmp:CreateDate>2026-11-29T10:00:00Z</xmp:CreateDate>",
		"the date of the document": "/CreationDate(D:20261129100000Z)",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%s: %q is missing", what, want)
		}
	}
}

func TestUnsafeAddressesAreNoLinks(t *testing.T) {
	doc := document(content.Paragraph{Text: []content.Run{
		{Text: "a", Link: "javascript:app.alert(1)"}, {Text: "b", Link: "file:///etc/passwd"}, {Text: "c", Link: "https://пошта.example/ї (x)"},
	}})
	raw, _ := write(t, doc, options(t, true))
	all := unpacked(t, raw)
	if strings.Contains(all, "javascript") || strings.Contains(all, "file:") {
		t.Error("an unsafe address is a link")
	}
	if strings.Count(all, "/URI(") != 1 {
		t.Errorf("%d links, want 1", strings.Count(all, "/URI("))
	}
}

func TestThePageLabelsCountAllPages(t *testing.T) {
	raw, result := write(t, everything(), options(t, true))
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	file := filepath.Join(t.TempDir(), "labels.pdf")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	squeezed := strings.ReplaceAll(string(out), " ", "")
	for n := range result.Pages {
		if want := fmt.Sprintf("%d/%d", n+1, result.Pages); !strings.Contains(squeezed, want) {
			t.Errorf("%s is on no page", want)
		}
	}
}

func TestTheStructureHasHeadingsTablesAndFigures(t *testing.T) {
	raw, _ := write(t, everything(), options(t, true))
	program, err := exec.LookPath("pdfinfo")
	if err != nil {
		t.Skip("pdfinfo is not installed")
	}
	file := filepath.Join(t.TempDir(), "tags.pdf")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "-struct-text", file).CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"H1", "H2", "P (block)", "Table", "TR", "TH", "TD", "Figure", "Link", "Note", "TOCI", "BlockQuote", "\"What is known\"", "\"A60\"", "Error"} {
		if strings.Contains(string(out), want) != (want != "Error") {
			t.Errorf("%s: %v", want, want == "Error")
		}
	}
	if t.Failed() {
		t.Logf("%.3000s", out)
	}
}

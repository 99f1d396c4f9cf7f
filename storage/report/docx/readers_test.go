package docx

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/storage/report/content/contenttest"
)

// saved writes the example to a file.
func saved(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rich.docx")
	if err := os.WriteFile(path, written(t, contenttest.Rich()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// python returns a Python that has python-docx, or skips the test.
func python(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import docx").Run() == nil {
			return name
		}
	}
	t.Skip("python-docx is not installed (Debian: python3-docx)")
	return ""
}

// TestPythonReadsIt compares what python-docx finds with the content.
func TestPythonReadsIt(t *testing.T) {
	const script = `
import docx, json, sys
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
d = docx.Document(sys.argv[1])
def text(p): # older versions leave links out of paragraph.text
    return " ".join("".join("\n" if t.tag == qn("w:br") else t.text or "" for t in p._p.iter(qn("w:t"), qn("w:br"))).split())
out = []
for child in d.element.body.iterchildren():
    if child.tag == qn("w:tbl"):
        for row in Table(child, d).rows:
            for cell in row.cells: out += [text(p) for p in cell.paragraphs]
    elif child.tag == qn("w:p"): out.append(text(Paragraph(child, d)))
out = [t for t in out if t]
headings = [p.style.name for p in d.paragraphs if p.style.name.startswith("Heading")]
p = d.core_properties
print(json.dumps({"texts": out, "headings": headings, "properties": [p.author, p.subject, p.language, p.created.isoformat()]}))
`
	out, err := exec.Command(python(t), "-c", script, saved(t)).Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		t.Fatalf("%v: %s", err, exit.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	var found struct{ Texts, Headings, Properties []string }
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	blocks, _ := contenttest.Texts(contenttest.Rich())
	if !slices.Equal(found.Texts, blocks) {
		t.Errorf("got  %q\nwant %q", found.Texts, blocks)
	}
	if want := []string{"Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 2", "Heading 1", "Heading 1"}; !slices.Equal(found.Headings, want) {
		t.Errorf("the headings are %q", found.Headings)
	}
	if got := strings.Join(found.Properties, "|"); !strings.HasPrefix(got, "Ines; Олена; <b>Kim</b>|The pier|en|2026-03-04T05:06:07") {
		t.Error(got)
	}
}

func TestPandocReadsIt(t *testing.T) {
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("pandoc is not installed")
	}
	out, err := exec.Command("pandoc", "--fail-if-warnings", "-f", "docx", "-t", "html", "--wrap=none", saved(t)).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, part := range []string{
		`<h1 id="summary">Summary</h1>`, `<strong>likely</strong>`, `href="#_quote_1"`, `<span id="_quote_1" class="anchor"></span>“The pier opens`,
		`role="doc-noteref"`, `>Outlets</th>`, `dir="rtl"`, `alt="Bars: Gazette 12, الرصيف 7"`, "&lt;script&gt;alert(1)",
	} {
		if !strings.Contains(string(out), part) {
			t.Errorf("%s is missing", part)
		}
	}
	if t.Failed() {
		t.Logf("%s", out)
	}
}

package layout_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

// drawn is a line of text on a page: its start and its font size, in points.
type drawn struct {
	x, y, size float64
	text       string
}

// pdfOf builds a PDF from pages of lines.
func pdfOf(pages ...[]drawn) []byte {
	var drawings []string
	for _, lines := range pages {
		var c strings.Builder
		for _, l := range lines {
			fmt.Fprintf(&c, "BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n", l.size, l.x, l.y, strings.NewReplacer("(", `\(`, ")", `\)`, "–", "\x96").Replace(l.text))
		}
		drawings = append(drawings, c.String())
	}
	return formattest.PDFPages(drawings...)
}

// column places lines one below the other.
func column(x, y float64, lines ...string) (out []drawn) {
	for i, line := range lines {
		out = append(out, drawn{x, y - 12*float64(i), 10, line})
	}
	return out
}

func TestPDFLinesBecomeParagraphs(t *testing.T) {
	first := append([]drawn{{50, 780, 8, "The Vask Echo – 2 April 2031"}, {50, 740, 20, "Gate fails again"}},
		column(50, 700, "The lower gate failed on Monday, and flood-", "ed two streets. The well-known mill, a well-",
			"known one, stood under water.", "  ")...)
	first = append(first, column(50, 650, "No one was hurt, said the master of the weir,", "who had warned of it and was not heard, and")...)
	first = append(first, drawn{290, 20, 8, "1"})
	second := append([]drawn{{50, 780, 8, "The Vask Echo – 2 April 2031"}}, column(50, 740, "went on to say so.")...)
	second = append(second, drawn{290, 20, 8, "2"})
	got := formattest.Only(t, "pdf", pdfOf(first, second))
	formattest.Same(t, "the text", got.Text, "Gate fails again\n\nThe lower gate failed on Monday, and flooded two streets. The well-known mill, a well-known one, stood under water.\n\nNo one was hurt, said the master of the weir, who had warned of it and was not heard, and went on to say so.")
	formattest.Same(t, "the title", got.Metadata.Title, "Gate fails again")
}

func TestPDFColumnsAreReadOneAfterAnother(t *testing.T) {
	left := column(50, 700, "The lower gate failed on Monday,", "flooding two streets, the mill", "and the old tannery by the")
	right := column(320, 700, "bridge. No one was hurt, said", "the master of the weir, who had", "warned of it.")
	page := []drawn{{50, 750, 18, "Gate fails again in spring, as it did before"}}
	for i := range left { // as some programs draw them: line by line across the page
		page = append(page, left[i], right[i])
	}
	got := formattest.Only(t, "pdf", pdfOf(page))
	formattest.Same(t, "the text", got.Text, "Gate fails again in spring, as it did before\n\nThe lower gate failed on Monday, flooding two streets, the mill and the old tannery by the bridge. No one was hurt, said the master of the weir, who had warned of it.")
}

func TestPDFWithoutATextLayerIsRefused(t *testing.T) {
	_, _, _, err := formattest.Read(pdfOf(nil, nil), article.Options{})
	if !errors.Is(err, model.ErrEmptyFile) || !strings.Contains(err.Error(), "OCR") {
		t.Errorf("%v", err)
	}
}

func TestPDFOfShapesWithoutCharactersIsRefused(t *testing.T) {
	raw := bytes.Replace(pdfOf(column(50, 700, "They are shapes.")), []byte("/Subtype /Type1"), []byte("/Subtype /Type0 /DescendantFonts [<< >>]"), 1)
	raw = bytes.Replace(raw, []byte("/WinAnsiEncoding"), []byte("/Identity-H"), 1)
	_, _, _, err := formattest.Read(raw, article.Options{})
	if !errors.Is(err, model.ErrEmptyFile) || !strings.Contains(err.Error(), "shapes") {
		t.Errorf("%v", err)
	}
}

func TestPDFFootnotesAndWhatIsMarkedAsideLeaveTheText(t *testing.T) {
	first := append(column(50, 700, "The lower gate failed on Monday, and flooded two streets and", "the mill. No one was hurt, said the master of the weir, who"), drawn{50, 100, 7, "1 He said so on Tuesday too, and to"}, drawn{50, 92, 7, "another paper."})
	second := column(50, 740, "had warned of it.")
	got := formattest.Only(t, "pdf", pdfOf(first, second))
	formattest.Same(t, "the text", got.Text, "The lower gate failed on Monday, and flooded two streets and the mill. No one was hurt, said the master of the weir, who had warned of it.\n\n1 He said so on Tuesday too, and to another paper.")
	marked := bytes.Replace(pdfOf(append(first, drawn{300, 30, 10, "Seen on Monday"})), []byte("BT /F1 10 Tf 1 0 0 1 300"), []byte("/Artifact BMC BT /F1 10 Tf 1 0 0 1 300"), 1)
	if got := formattest.Only(t, "pdf", marked); strings.Contains(got.Text, "Seen") {
		t.Errorf("what is marked aside is in %q", got.Text)
	}
}

// A page printed by a browser has footnote marks five sixths as large as the text,
// and headings of the third level hardly larger than the text.
func TestPDFOfAPrintedPageKeepsItsMarksAndHeadings(t *testing.T) {
	lines := []drawn{
		{50, 700, 12, "Nobody knows"},
		{122, 704, 10, "1"},
		{130, 700, 12, "what comes next, and the town waits."},
		{50, 672, 14, "More"},
		{50, 640, 12, "The weir was built in 1971, by hand, they say, in the town."},
	}
	formattest.Same(t, "the text", formattest.Only(t, "pdf", pdfOf(lines)).Text, "Nobody knows¹ what comes next, and the town waits.\n\nMore\n\nThe weir was built in 1971, by hand, they say, in the town.")
}

func TestPDFWithAPasswordIsRefused(t *testing.T) {
	raw := bytes.Replace(pdfOf(column(50, 700, "No.")), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /ID [(0123456789abcdef) (0123456789abcdef)] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O ("+strings.Repeat("o", 32)+") /U ("+strings.Repeat("u", 32)+") >>"), 1)
	_, _, _, err := formattest.Read(raw, article.Options{})
	if !errors.Is(err, model.ErrEncrypted) || !strings.HasPrefix(err.Error(), "the file is locked with a password;") {
		t.Errorf("%v", err)
	}
}

func FuzzPDF(f *testing.F) {
	formattest.Fuzz(f, pdfOf(column(50, 700, "It failed-", "ed."), column(50, 700, "So.")))
}

package layout_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"assay.app/assay/storage/intake/format/formattest"
)

// streamed builds a stream and compresses it if pack is set.
func streamed(keys, data string, pack bool) string {
	if pack {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		_, _ = w.Write([]byte(data)) // a buffer accepts everything
		_ = w.Close()
		keys, data = keys+" /Filter /FlateDecode", b.String()
	}
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", keys, len(data), data)
}

const (
	pdfRoot  = "<< /Type /Catalog /Pages 2 0 R >>"
	pdfPages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	pdfPage  = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>"
	// pdfUnicode is a font whose codes are UTF-16 units, as its ToUnicode map
	// states. Its letters are half an em wide.
	pdfUnicode = "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Face /Encoding /Identity-H /DescendantFonts [<< /Subtype /CIDFontType2 /DW 500 >>] /ToUnicode 6 0 R >>"
	pdfMap     = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange"
)

// inUnicode returns a PDF of one page, drawn in pdfUnicode.
func inUnicode(content string) []byte {
	return formattest.PDF(pdfRoot, pdfPages, pdfPage, pdfUnicode, streamed("", content, false), streamed("", pdfMap, false))
}

// hex returns a text in UTF-16 as a hexadecimal string of a drawing.
func hex(s string) string {
	var b strings.Builder
	b.WriteByte('<')
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}

// pdfLine returns the drawing of a text in pdfUnicode.
func pdfLine(x, y, size float64, text string) string {
	return fmt.Sprintf("BT /F %g Tf 1 0 0 1 %g %g Tm %s Tj ET\n", size, x, y, hex(text))
}

const (
	gateTitle = "Lower gate fails"
	gateOne   = "The lower gate of the weir failed on Monday, said"
	gateTwo   = "the office, and two streets were flooded."
	gateText  = gateTitle + "\n\n" + gateOne + " " + gateTwo
)

// Each case is a technique that several PDF producers share.
func TestPDFsOfManyProducersGiveTheirText(t *testing.T) {
	winAnsi := "<< /Type /Font /Subtype /Type1 /BaseFont /Face /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [" + strings.Repeat("500 ", 256) + "] >>"
	plainly := fmt.Sprintf("BT /F 20 Tf 50 740 Td (%s) Tj ET BT /F 10 Tf 12 TL 50 700 Td (%s) Tj T* (%s) Tj ET", gateTitle, gateOne, gateTwo)
	for name, raw := range map[string][]byte{
		"objects in streams, as Word and Acrobat": inObjectStream([]string{pdfRoot, pdfPages, pdfPage, winAnsi}, streamed("", plainly, true)),
		"kerning for spaces, as TeX":              formattest.PDF(pdfRoot, pdfPages, pdfPage, winAnsi, streamed("", kerned(20, 740, gateTitle)+kerned(10, 700, gateOne)+kerned(10, 688, gateTwo), true)),
		"letters as drawings, as old TeX and plotters": formattest.PDF(pdfRoot, pdfPages, pdfPage,
			"<< /Type /Font /Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FontBBox [0 0 50 100] /CharProcs << >> /Encoding << /Differences [0] >> /FirstChar 0 /LastChar 255 /Widths ["+strings.Repeat("50 ", 256)+"] /ToUnicode 6 0 R >>",
			streamed("", plainly, false), streamed("", "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange", true)),
		"numbers of glyphs, as browsers": inUnicode(pdfLine(50, 740, 20, gateTitle) + pdfLine(50, 700, 10, gateOne) + pdfLine(50, 688, 10, gateTwo)),
		"a turned page in units of its own, as scanners and CAD": formattest.PDF(pdfRoot, pdfPages, strings.Replace(pdfPage, "/MediaBox [0 0 600 800]", "/MediaBox [0 0 800 600] /Rotate 90 /UserUnit 2", 1), winAnsi,
			streamed("", "0 1 -1 0 800 0 cm\n"+plainly, false)),
		"tagged, as LibreOffice and InDesign": formattest.PDF(pdfRoot, pdfPages, pdfPage, winAnsi, streamed("",
			"/Artifact << /Type /Pagination >> BDC BT /F 8 Tf 50 780 Td (The Vask Echo) Tj ET EMC /H1 << /MCID 0 >> BDC BT /F 20 Tf 50 740 Td ("+gateTitle+") Tj ET EMC /P << /MCID 1 >> BDC BT /F 10 Tf 12 TL 50 700 Td ("+gateOne+") Tj T* /Span << /ActualText <FEFF007400680065> >> BDC (xxx) Tj EMC ( office, and two streets were flooded.) Tj ET EMC", false)),
		"letter by letter, as page makers": formattest.PDF(pdfRoot, pdfPages, pdfPage, winAnsi, streamed("", singly(20, 740, gateTitle)+singly(10, 700, gateOne)+singly(10, 688, gateTwo), false)),
		"out of order, as form fillers":    formattest.PDF(pdfRoot, pdfPages, pdfPage, winAnsi, streamed("", "q BT /F 10 Tf 50 688 Td ("+gateTwo+") Tj ET Q BT /F 10 Tf 50 700 Td ("+gateOne+") Tj ET BT /F 1 Tf 20 0 0 20 50 740 Tm ("+gateTitle+") Tj ET", false)),
		"a form on each page, as printers": formattest.PDF(pdfRoot, pdfPages, strings.Replace(pdfPage, "/Font << /F 4 0 R >>", "/XObject << /X 6 0 R >>", 1), winAnsi, streamed("", "q 1 0 0 1 0 100 cm /X Do Q", false), streamed("/Subtype /Form /Matrix [1 0 0 1 0 -100] /Resources << /Font << /F 4 0 R >> >>", plainly, true)),
		"drawn twice to be bold":           formattest.PDF(pdfRoot, pdfPages, pdfPage, winAnsi, streamed("", plainly+" 1 0 0 1 0.2 0 cm "+plainly, false)),
	} {
		got := formattest.Only(t, "pdf", raw)
		formattest.Same(t, name, got.Text, gateText)
		formattest.Same(t, name+": the title", got.Metadata.Title, gateTitle)
	}
}

// inObjectStream builds a PDF whose objects 1 to 4 are in an object stream and
// whose cross-reference table is a stream. The drawing is object 5, which precedes
// both in the file.
func inObjectStream(objects []string, drawing string) []byte {
	var numbers, bodies strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&numbers, "%d %d ", i+1, bodies.Len())
		bodies.WriteString(o + " ")
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n")
	drawn := b.Len()
	fmt.Fprintf(&b, "5 0 obj\n%s\nendobj\n", drawing)
	packed := b.Len()
	fmt.Fprintf(&b, "6 0 obj\n%s\nendobj\n", streamed(fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(objects), numbers.Len()), numbers.String()+bodies.String(), true))
	table := b.Len()
	var rows bytes.Buffer
	row := func(kind byte, at, more int) {
		rows.WriteByte(kind)
		_ = binary.Write(&rows, binary.BigEndian, uint16(at)) // a buffer accepts everything
		rows.WriteByte(byte(more))
	}
	row(0, 0, 255)
	for i := range objects {
		row(2, 6, i)
	}
	row(1, drawn, 0)
	row(1, packed, 0)
	row(1, table, 0)
	fmt.Fprintf(&b, "7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", streamed("/Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R", rows.String(), true), table)
	return b.Bytes()
}

// kerned returns the drawing of a line without spaces. It moves words apart, and
// the rest of each word slightly closer to its first letter.
func kerned(size, y float64, text string) string {
	var b strings.Builder
	for i, word := range strings.Fields(text) {
		if i > 0 {
			b.WriteString(" -310 ")
		}
		fmt.Fprintf(&b, "(%s) 15 (%s)", word[:1], word[1:])
	}
	return fmt.Sprintf("BT /F %g Tf 50 %g Td [%s] TJ ET\n", size, y, b.String())
}

// singly returns the drawing of a line in which each letter is placed by itself.
func singly(size, y float64, text string) string {
	var b strings.Builder
	for i, r := range text {
		if r != ' ' {
			fmt.Fprintf(&b, "BT /F %g Tf 1 0 0 1 %g %g Tm (%c) Tj ET\n", size, 50+0.5*size*float64(i), y, r)
		}
	}
	return b.String()
}

// toTheLeft returns the drawing of a line, letter by letter from the right, in
// reading order.
func toTheLeft(right, y, size float64, text string) string {
	var b strings.Builder
	for _, r := range text {
		right -= size / 2
		b.WriteString(pdfLine(right, y, size, string(r)))
	}
	return b.String()
}

func reversed(s string) string {
	out := ""
	for _, r := range s {
		out = string(r) + out
	}
	return out
}

func TestPDFOfTextThatRunsToTheLeft(t *testing.T) {
	const head, one, two, three = "הנמל דוחה", "מועצת הנמל דחתה את ההצבעה ביום", "שישי, לבקשת שני חברים.", "הדוח יימסר בעוד שבוע."
	const text = head + "\n\n" + one + " " + two + "\n\n" + three
	at := func(size float64, s string) float64 { return 500 - size/2*float64(len([]rune(s))) }
	seen := func(y, size float64, s string) string { return pdfLine(at(size, s), y, size, reversed(s)) }
	read := func(y, size float64, s string) string { return pdfLine(at(size, s), y, size, s) }
	right := func(y, size float64, s string) string { return toTheLeft(500, y, size, s) }
	for name, draw := range map[string]func(y, size float64, s string) string{
		"as the eye sees it":                 seen,
		"in the order of reading, leftwards": right,
		"in the order of reading, rightward": read,
	} {
		got := formattest.Only(t, "pdf", inUnicode(draw(740, 20, head)+draw(700, 10, one)+draw(688, 10, two)+draw(660, 10, three)))
		formattest.Same(t, name, got.Text, text)
		formattest.Same(t, name+": the title", got.Metadata.Title, head)
	}
	columns := seen(700, 10, one) + seen(688, 10, two)
	for i, line := range []string{"בעמודה שנייה נאמר", "שהשער ייבנה מחדש."} {
		columns = pdfLine(60, 700-12*float64(i), 10, reversed(line)) + columns
	}
	formattest.Same(t, "columns", formattest.Only(t, "pdf", inUnicode(columns)).Text, one+" "+two+"\n\nבעמודה שנייה נאמר שהשער ייבנה מחדש.")
	arabic := seen(700, 10, "فتحت المدينة") + pdfLine(300, 688, 10, "\uFEF6\uFEDF\uFE8D") // the letters of a ligature keep their order
	if got := formattest.Only(t, "pdf", inUnicode(arabic)).Text; !strings.HasPrefix(got, "فتحت المدينة") || strings.ContainsAny(got, "\uFEF6\uFEDF") {
		t.Errorf("Arabic is read as %q", got)
	}
	points := pdfLine(50, 700, 10, "\u05DC\u05E9") + strings.Replace(pdfLine(57.5, 700, 10, "\u05B8"), "Tm", "Tm 0 Tz", 1)
	formattest.Same(t, "vowel points", formattest.Only(t, "pdf", inUnicode(points)).Text, "\u05E9\u05B8\u05DC")
}

func TestPDFSpreadHeadlinesAreClosedUp(t *testing.T) {
	spread := func(size, by float64, text string) string {
		return fmt.Sprintf("BT /F %g Tf %g Tc 50 740 Td %s Tj 0 Tc ET\n", size, by, hex(text))
	}
	under := pdfLine(50, 700, 10, gateOne) + pdfLine(50, 688, 10, gateTwo)
	for name, c := range map[string]struct{ content, want string }{
		"a little":           {spread(20, 3, "HARBOUR VOTE"), "HARBOUR VOTE"},
		"more":               {spread(20, 6, "HARBOUR VOTE PUT OFF"), "HARBOUR VOTE PUT OFF"},
		"half its size":      {spread(20, 10, "HARBOUR VOTE PUT OFF"), "HARBOUR VOTE PUT OFF"},
		"its size":           {spread(14, 14, "HARBOUR VOTE"), "HARBOUR VOTE"},
		"drawn with spaces":  {pdfLine(50, 740, 16, "H A R B O U R   V O T E"), "HARBOUR VOTE"},
		"with a short line":  {spread(20, 6, "HARBOUR VOTE") + strings.Replace(spread(20, 6, "OFF"), "740", "716", 1), "HARBOUR VOTE\n\nOFF"},
		"Cyrillic":           {spread(20, 6, "Голосування відкладено"), "Голосування відкладено"},
		"with a figure":      {spread(20, 6, "VOTE 2031"), "VOTE 2031"},
		"figures of a table": {pdfLine(50, 740, 20, "1 2 3 4 5"), "1 2 3 4 5"},
		"one-letter words":   {pdfLine(50, 740, 20, "Plan B or I go"), "Plan B or I go"},
	} {
		got := formattest.Only(t, "pdf", inUnicode(c.content+under))
		formattest.Same(t, name, got.Text, c.want+"\n\n"+gateOne+" "+gateTwo)
	}
}

func TestPDFSignsAreCharacters(t *testing.T) {
	for _, c := range []struct{ font, text, want string }{
		{"/Subtype /Type1 /BaseFont /Symbol", "a\\263b", "α≥β"},
		{"/Subtype /TrueType /BaseFont /ABCDEF+SymbolMT /Encoding /WinAnsiEncoding", "\\256", "→"},
		{"/Subtype /TrueType /BaseFont /ABCDEF+Wingdings-Regular /Encoding /WinAnsiEncoding", "J\\374", "☺✔"},
		{"/Subtype /Type1 /BaseFont /ZapfDingbats", "4n", "✔■"},
		{"/Subtype /TrueType /BaseFont /ABCDEF+Wingdings-Regular /ToUnicode 6 0 R", "\\247", "▪"},
		{"/Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 /fi /f_f_l /ff /ffi /longst] >>", "ABCDE", "fifflffffist"},
	} {
		raw := formattest.PDF(pdfRoot, pdfPages, pdfPage, "<< /Type /Font "+c.font+" >>", streamed("", "BT /F 10 Tf 50 700 Td ("+c.text+") Tj ET", false),
			streamed("", "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <FF> <0020> endbfrange", false))
		formattest.Same(t, c.font, formattest.Only(t, "pdf", raw).Text, c.want)
	}
}

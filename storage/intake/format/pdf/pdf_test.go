package pdf_test

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"assay.app/assay/storage/intake/format/formattest"
	"assay.app/assay/storage/intake/format/pdf"
)

// The objects of a PDF with one page are catalog, pages, page, a font and the
// content stream.
const (
	catalog = "<< /Type /Catalog /Pages 2 0 R >>"
	pages   = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	courier = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
)

var page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 4 0 R /N << /Subtype /TrueType /Encoding /WinAnsiEncoding /FirstChar 46 /Widths [" + narrow + "] >> >> /XObject << /X 6 0 R >> >> /Contents 5 0 R >>"

// narrow holds the widths of a font in which every letter is as narrow as an i.
var narrow = strings.Repeat("222 ", 80)

// streamOf builds a stream. It compresses the data if keys has "/Filter
// /FlateDecode".
func streamOf(keys, data string) string {
	if strings.Contains(keys, "FlateDecode") {
		data = deflated(data)
	}
	return packedStream(keys, data)
}

// packedStream builds a stream from data that is already compressed.
func packedStream(keys, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", keys, len(data), data)
}

func deflated(data string) string { return deflatedTimes(data, 1) }

// deflatedTimes compresses a piece repeated n times. It compresses the piece once
// and repeats the block, because compressing dozens of mebibytes is slow. The
// checksum is wrong.
func deflatedTimes(piece string, n int) string {
	var b bytes.Buffer
	w, err := zlib.NewWriterLevel(&b, 9)
	if err == nil {
		_, err = w.Write([]byte(piece))
	}
	if err == nil && n > 1 {
		err = w.Flush()
	}
	block := b.String()
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err)
	}
	if n == 1 {
		return b.String()
	}
	const header = 2 // bytes of zlib
	return block + strings.Repeat(block[header:], n-1) + b.String()[len(block):]
}

// drawing builds a PDF of one page with this content stream.
func drawing(content string, more ...string) []byte {
	return formattest.PDF(append([]string{catalog, pages, page, courier, streamOf("", content)}, more...)...)
}

// read returns the text of all pages, with a line for each page, and their letters.
func read(raw []byte) (text string, letters []pdf.Letter, err error) {
	f, err := pdf.Open(raw, nil)
	if err != nil {
		return "", nil, err
	}
	pages, err := f.Pages()
	if err != nil {
		return "", nil, err
	}
	var b strings.Builder
	for i, p := range pages {
		on, _, err := p.Letters()
		if err != nil {
			return "", nil, err
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, l := range on {
			b.WriteString(l.Text)
		}
		letters = append(letters, on...)
	}
	return b.String(), letters, nil
}

func TestDrawingsGiveTheirLetters(t *testing.T) {
	form := streamOf("/Subtype /Form /Matrix [1 0 0 1 0 -20]", "BT /F 10 Tf 100 100 Td (in a form) Tj ET")
	for name, c := range map[string]struct {
		content string
		want    string
	}{
		"a line":            {"BT /F 10 Tf 1 0 0 1 50 700 Tm (Gate \\(7\\) fa\\151ls) Tj ET", "Gate (7) fails"},
		"with distances":    {"BT /F 10 Tf 50 700 Td [(Ga) -20 (te) 10.5 <21>] TJ ET", "Gate!"},
		"next lines":        {"BT /F 10 Tf 12 TL 50 700 Td (a) ' (b) ' 1 2 (c) \" T* (d) Tj ET", "abcd"},
		"a form":            {"q /X Do Q", "in a form"},
		"a picture":         {"BI /W 1 /H 1 ID (Tj EI\nEIEI BT EI BT /F 10 Tf 50 700 Td (a) Tj ET", "a"},
		"one without space": {"BI /W 1 /H 1 ID \x00\x7f(\xc1EI Q BT /F 10 Tf 50 700 Td (a) Tj ET", "a"},
		"an end within":     {"BI /W 1 /H 1 ID \x81 EI \x02\xfe(\x93\n EI\nBT /F 10 Tf 50 700 Td (a) Tj ET", "a"},
		"one in letters":    {"BI /F /A85 /W 1 /H 1 ID 9jqo^BlbD-EI\nBleB1DJ+*+F~>\nEI BT /F 10 Tf 50 700 Td (a) Tj ET", "a"},
		"the last thing":    {"BT /F 10 Tf 50 700 Td (a) Tj ET BI /W 1 /H 1 ID \x81\nEI", "a"},
		"twice to be bold":  {"BT /F 10 Tf 50 700 Td (ab) Tj ET BT /F 10 Tf 50.01 700 Td (ab) Tj ET", "ab"},
		"of two sizes":      {"BT /F 20 Tf 100 700 Td (a) Tj ET BT /F 10 Tf 50 350 Td (ab) Tj ET", "aab"},
		"narrow letters":    {"BT /N 10 Tf 50 700 Td (ill..) Tj ET", "ill.."},
		"off the page":      {"BT /F 10 Tf 50 900 Td (a) Tj 0 -200 Td (b) Tj ET", "b"},
		"what it means":     {"BT /F 10 Tf 50 700 Td /Span << /ActualText <FEFF007800790079> >> BDC (fl) Tj EMC (.) Tj ET", "xyy."},
		"mistakes":          {"Q Q ] >> (a BT", ""},
		"more of them":      {"[> BT /F 10 Tf 50 700 Td (a) Tj << /A > ET", "a"},
		"after the mistake": {") ET BT /F 10 Tf 50 700 Td [(a) [ << /A /B TJ ET BT (b) Tj", "ab"},
	} {
		text, _, err := read(drawing(c.content, form))
		if err != nil || text != c.want {
			t.Errorf("%s: %q, %v; want %q", name, text, err, c.want)
		}
	}
}

func TestLettersStandWhereTheyAreDrawn(t *testing.T) {
	_, letters, err := read(drawing("2 0 0 2 10 20 cm BT /F 10 Tf 50 100 Td 3 Ts (ab) Tj ET"))
	if err != nil || len(letters) != 2 {
		t.Fatalf("%v, %v", letters, err)
	}
	if a, b := letters[0], letters[1]; a.X != 110 || a.Y != 226 || a.Size != 20 || a.Width != 12 || b.X != 122 {
		t.Errorf("%+v", letters)
	}
	_, letters, err = read(drawing("BT /F 10 Tf 0 1 -1 0 300 400 Tm (up) Tj ET"))
	if err != nil || len(letters) != 2 || letters[0].Turn != 1 || letters[0].Y != letters[1].Y || letters[1].X <= letters[0].X {
		t.Errorf("a line that goes up: %+v, %v", letters, err)
	}
	turned := bytes.Replace(drawing("BT /F 10 Tf 0 1 -1 0 300 400 Tm (up) Tj ET"), []byte("/Parent 2 0 R"), []byte("/Rotate 90   "), 1)
	if _, letters, err = read(turned); err != nil || len(letters) != 2 || letters[0].Turn != 0 {
		t.Errorf("on a page that is turned: %+v, %v", letters, err)
	}
}

func TestFontsSayWhatTheirCodesMean(t *testing.T) {
	cmap := streamOf("", "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <0041> endbfchar 2 beginbfrange <0010> <0012> <0430> <0020> <0021> [<00660069> <0062>] endbfrange")
	for name, c := range map[string]struct{ font, text, want string }{
		"Windows":         {courier, "\\223a\\224", "“a”"},
		"by names":        {"<< /Subtype /Type1 /Encoding << /Differences [65 /eacute /afii10017 /uni0456 /f_i /Scaron /germandbls /g7] >> >>", "ABCDEFG", "éАіfiŠßG"},
		"standard":        {"<< /Subtype /Type1 >>", "it's \\256", "it’s ﬁ"},
		"of two bytes":    {"<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /DW 500 >>] /ToUnicode 6 0 R >>", "\\000\\003\\000\\021\\000\\040", "Aбfi"},
		"of an encoding":  {"<< /Subtype /Type0 /Encoding /GBK-EUC-H /DescendantFonts [<< >>] >>", "\\302\\345a", "洛a"},
		"UTF-16":          {"<< /Subtype /Type0 /Encoding /UniGB-UCS2-H /DescendantFonts [<< >>] >>", "\\124\\015", "名"},
		"only of numbers": {"<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>", "\\000\\003", ""},
	} {
		raw := formattest.PDF(catalog, pages, page, c.font, streamOf("", "BT /F 10 Tf 50 700 Td ("+c.text+") Tj ET"), cmap)
		if text, _, err := read(raw); err != nil || text != c.want {
			t.Errorf("%s: %q, %v; want %q", name, text, err, c.want)
		}
	}
}

func TestFiltersAreUndone(t *testing.T) {
	const content = "BT /F 10 Tf 50 700 Td (abc) Tj ET"
	rows := "\x02" + content[:11] + "\x01" + content[11:12]
	for i := 12; i < 22; i++ {
		rows += string([]byte{content[i] - content[i-1]})
	}
	rows += "\x00" + content[22:]
	for name, s := range map[string]string{
		"Flate":        streamOf("/Filter /FlateDecode", content),
		"in hex":       streamOf("/Filter [/ASCIIHexDecode]", fmt.Sprintf("%x>", content)),
		"run lengths":  streamOf("/Filter /RL", string(rune(len(content)-1))+content+"\x80"),
		"in base 85":   streamOf("/Filter [/A85 /AHx]", base85(fmt.Sprintf("%x", content))),
		"a wrong size": strings.Replace(streamOf("", content), "/Length", "/Length 3 /L", 1),
		"rows of PNG":  streamOf("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 11 >>", rows),
	} {
		if text, _, err := read(formattest.PDF(catalog, pages, page, courier, s)); err != nil || text != "abc" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

func TestTablesThatAreWrongAreMadeAnew(t *testing.T) {
	whole := drawing("BT /F 10 Tf 50 700 Td (abc) Tj ET")
	packed := "%PDF-1.5\n4 0 obj\n" + courier + "\nendobj\n5 0 obj\n" + streamOf("", "BT /F 10 Tf 50 700 Td (abc) Tj ET") + "\nendobj\n7 0 obj\n" +
		streamOf("/Type /ObjStm /N 3 /First 20 /Filter /FlateDecode", fmt.Sprintf("%-20s", fmt.Sprintf("1 0 2 %d 3 %d", len(catalog), len(catalog)+len(pages)))+catalog+pages+page) + "\nendobj\n8 0 obj\n<< /Type /XRef /Root 1 0 R >>\nstream\n\nendstream\nendobj\n"
	for name, raw := range map[string][]byte{
		"as it should be":    whole,
		"no table":           whole[:bytes.Index(whole, []byte("xref\n"))],
		"a wrong offset":     bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n1"), 1),
		"offsets that moved": bytes.Replace(whole, []byte("%PDF-1.7\n"), []byte("%PDF-1.7\n% more than there was\n"), 1),
		"something before":   append([]byte("HTTP/1.1 200 OK\r\n\r\n"), whole...),
		"something after":    append(bytes.Clone(whole), strings.Repeat("\x00", 900)...),
		"another version":    bytes.Replace(whole, []byte("%PDF-1.7"), []byte("%PDF-2.0"), 1),
		"objects in streams": []byte(packed),
	} {
		if text, _, err := read(raw); err != nil || text != "abc" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

func TestFilesThatNeedAPasswordAreLockedAndOthersAreNot(t *testing.T) {
	for name, want := range map[string]error{"locked": pdf.ErrLocked, "restricted": nil} {
		raw, err := os.ReadFile(filepath.Join("..", "testdata", "real", name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		text, _, err := read(raw)
		if !errors.Is(err, want) || want == nil && !strings.Contains(text, "Марек") {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

// allocated returns how many bytes do allocates in total.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestHarmfulFilesCostLittle(t *testing.T) {
	nought := deflatedTimes(strings.Repeat("\x00", 1<<20), 48)
	bomb := packedStream("/Filter /FlateDecode", nought)
	fills := "BT /F 10 Tf 50 700 Td (" + strings.Repeat("a", 1000) + ") Tj ET "
	table := func(keys, data string) []byte {
		s := formattest.PDF(catalog, pages, page, courier)
		at := bytes.Index(s, []byte("xref\n"))
		return fmt.Appendf(bytes.Clone(s[:at]), "9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF", packedStream("/Type /XRef /Root 1 0 R "+keys, data), at)
	}
	var laughs []string
	for i := range 12 {
		laughs = append(laughs, streamOf(fmt.Sprintf("/Subtype /Form /Resources << /XObject << /X %d 0 R >> /Font << /F 4 0 R >> >>", 7+i), strings.Repeat("/X Do ", 100)+fills))
	}
	const most = 900 << 20 // total bytes allocated; far less is held at a time
	for name, raw := range map[string][]byte{
		"an endless size":          table("/Size 99999999999 /W [1 8 8]", "\x01"),
		"an endless index":         table("/Size 9 /W [1 1 1] /Index [0 99999999999]", "\x01\x01\x01"),
		"numbers of no width":      table("/Size 9 /W [0 0 0] /Index [0 99999999999]", "\x01"),
		"numbers of endless width": table("/Size 9 /W [1 99999999999 1]", "\x01"),
		"a table of noughts":       table("/Size 9 /W [1 1 1] /Filter /FlateDecode", nought),
		"a table before itself":    bytes.Replace(drawing("("), []byte("/Root"), fmt.Appendf(nil, "/Prev %d /Root", bytes.Index(drawing("("), []byte("xref"))), 1),
		"a length that is itself":  formattest.PDF(catalog, pages, page, courier, "<< /Length 5 0 R >>\nstream\n(\nendstream"),
		"pages in themselves":      formattest.PDF(catalog, "<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 99999999 >>", "<< /Kids [2 0 R 3 0 R] /Parent 3 0 R >>"),
		"a page that is many":      formattest.PDF(catalog, "<< /Type /Pages /Kids ["+strings.Repeat("<<>> ", 20000)+"] >>"),
		"objects in themselves":    formattest.PDF("1 0 R", "2 0 R", "[3 0 R]"),
		"arrays in one another":    formattest.PDF(strings.Repeat("[", 1<<20)),
		"dictionaries so":          formattest.PDF(strings.Repeat("<</A ", 1<<18)),
		"a drawing that unpacks":   formattest.PDF(catalog, pages, page, courier, bomb),
		"a drawing that goes on":   formattest.PDF(catalog, pages, strings.Replace(page, "5 0 R", "["+strings.Repeat("5 0 R ", 9999)+"]", 1), courier, streamOf("/Filter /FlateDecode", strings.Repeat(fills, 1000))),
		"unpacked again and again": formattest.PDF(catalog, pages, page, courier, streamOf("/Filter ["+strings.Repeat("/FlateDecode ", 8)+"]", "x")),
		"a map that unpacks":       formattest.PDF(catalog, pages, page, "<< /Subtype /Type0 /ToUnicode 6 0 R >>", streamOf("", fills), bomb),
		"widths without an end":    formattest.PDF(catalog, pages, page, "<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /W [0 99999999999 1] >>] >>", streamOf("", fills)),
		"forms in forms":           drawing("/X Do", laughs...),
		"a form in itself":         drawing("/X Do", streamOf("/Subtype /Form", "/X Do /X Do")),
		"states without an end":    drawing(strings.Repeat("q ", 1<<20)),
		"a million operands":       drawing(strings.Repeat("1 ", 1<<20)),
		"a stream of objects":      formattest.PDF(catalog, pages, page, "", streamOf("", "("), packedStream("/Type /ObjStm /N 99999999 /First 0 /Filter /FlateDecode", deflatedTimes(strings.Repeat("1 1 ", 1<<18), 32))),
		"words that begin objects": []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj<</Type/ObjStm>>stream\n", 9999)),
	} {
		var text string
		var err error
		cost := allocated(func() { text, _, err = read(raw) })
		if cost > most || len(text) > 1<<21 {
			t.Errorf("%s: of %d bytes come %d letters, for %d MiB of memory", name, len(raw), len(text), cost>>20)
		}
		if err != nil && !errors.Is(err, pdf.ErrDamaged) && !errors.Is(err, pdf.ErrTooMuch) {
			t.Errorf("%s: an error without a name: %v", name, err)
		}
		t.Logf("%s: %d bytes, %d letters, %d MiB, %v", name, len(raw), len(text), cost>>20, err)
	}
}

// FuzzOpen checks that reading any file returns valid letters or one of the errors
// of the package.
func FuzzOpen(f *testing.F) {
	f.Add(drawing("BT /F 10 Tf 50 700 Td [(a) -300 (b)] TJ ET /X Do", streamOf("/Subtype /Form /Filter /FlateDecode", "BT (x) ' ET")))
	f.Add([]byte("%PDF-1.5\n7 0 obj\n" + streamOf("/Type /ObjStm /N 2 /First 8 ", "1 0 2 9 <</A 1>> "+pages) + "\nendobj\n8 0 obj\n<< /Type /XRef /Root 1 0 R /Encrypt << /Filter /Standard /V 4 >> >>\nstream\n\nendstream\nendobj\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, letters, err := read(raw)
		if err != nil && !errors.Is(err, pdf.ErrDamaged) && !errors.Is(err, pdf.ErrTooMuch) && !errors.Is(err, pdf.ErrLocked) {
			t.Errorf("an error without a name: %v", err)
		}
		for _, l := range letters {
			if l.Text == "" || !(l.Size > 0) {
				t.Errorf("%+v", l)
			}
		}
	})
}

// FuzzDrawing checks that reading ends for every drawing and map.
func FuzzDrawing(f *testing.F) {
	f.Add("BT /F 10 Tf 50 700 Td [(a) -300 (b)] TJ ET q /X Do Q BI ID EI /Span <</ActualText (x)>> BDC (y) Tj EMC", "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <10> <0041> endbfrange")
	f.Add("[>", "<</A >")
	f.Fuzz(func(t *testing.T, content, cmap string) {
		font := "<< /Subtype /Type0 /Encoding 6 0 R /ToUnicode 6 0 R /DescendantFonts [<< /W [1 [500] 2 9 300] >>] >>"
		if _, _, err := read(formattest.PDF(catalog, pages, page, font, streamOf("", content), streamOf("/Subtype /Form", cmap))); err != nil && !errors.Is(err, pdf.ErrTooMuch) && !errors.Is(err, pdf.ErrDamaged) {
			t.Error(err)
		}
	})
}

func base85(s string) string {
	out := make([]byte, ascii85.MaxEncodedLen(len(s)))
	return string(out[:ascii85.Encode(out, []byte(s))]) + "~>"
}

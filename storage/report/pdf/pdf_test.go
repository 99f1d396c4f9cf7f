package pdf_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/intake/format/article"
	reader "assay.app/assay/storage/intake/format/pdf"
	"assay.app/assay/storage/intake/format/pdf/layout"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/pdf"
	"assay.app/assay/storage/typeset"
)

// options are those with the fonts that Assay has, alone or with those of the system.
func options(t testing.TB, alone bool) pdf.Options {
	t.Helper()
	read := func(name string) func(bool) []byte {
		return func(bold bool) []byte {
			look := "Regular"
			if bold {
				look = "Bold"
			}
			raw, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "fonts", name+"-"+look+".ttf"))
			if err != nil {
				t.Fatal(err)
			}
			return raw
		}
	}
	return pdf.Options{Fonts: typeset.Sources{Sans: read("NotoSans"), Serif: read("NotoSerif"), Alone: alone}}
}

func blocks(all ...content.Block) iter.Seq2[content.Block, error] {
	return func(yield func(content.Block, error) bool) {
		for _, b := range all {
			if !yield(b, nil) {
				return
			}
		}
	}
}

func rows(all ...[]content.Cell) iter.Seq2[[]content.Cell, error] {
	return func(yield func([]content.Cell, error) bool) {
		for _, r := range all {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func row(texts ...string) []content.Cell {
	out := make([]content.Cell, len(texts))
	for i, t := range texts {
		out[i] = content.Cell{Text: []content.Run{content.Plain(t)}}
	}
	return out
}

func paragraph(text string) content.Paragraph {
	return content.Paragraph{Text: []content.Run{content.Plain(text)}}
}

// document returns a document of blocks.
func document(all ...content.Block) *content.Document {
	return &content.Document{
		Title: "Harbour gates", Language: "en", Program: "Assay test", Created: time.Date(2026, 11, 29, 10, 0, 0, 0, time.UTC),
		Authors: []string{"Rae Lind"}, Subject: "A report", Blocks: blocks(all...),
		Words: content.Words{
			Contents: "Contents", Notes: "Notes", Back: "Back", Continued: "(continued)",
			Page: func(page, of int) string { return fmt.Sprintf("%d / %d", page, of) },
		},
	}
}

func write(t testing.TB, doc *content.Document, opts pdf.Options) ([]byte, pdf.Result) {
	t.Helper()
	var out bytes.Buffer
	result, err := pdf.Write(context.Background(), &out, doc, opts)
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("ASSAY_PICTURES"); dir != "" {
		name := strings.NewReplacer("/", "-", " ", "-").Replace(t.Name()) + ".pdf"
		if err := os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes(), result
}

// text returns the text of a PDF as Assay imports it.
func text(t testing.TB, raw []byte) string {
	t.Helper()
	texts, _, err := layout.Read(article.Input{Raw: raw}, article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return texts[0].Text
}

// checked checks a PDF with qpdf if it is installed.
func checked(t testing.TB, raw []byte) {
	t.Helper()
	program, err := exec.LookPath("qpdf")
	if err != nil {
		t.Log("qpdf is not installed; the file is not checked")
		return
	}
	file := filepath.Join(t.TempDir(), "checked.pdf")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(program, "--check", file).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}

func chart() *scene.Scene {
	return &scene.Scene{
		Title: "Statements by outlet", Width: 360, Height: 120,
		Items: []scene.Item{
			{Shape: scene.Text, X: 120, Y: 30, Text: "Вісник порту", Size: 10, Anchor: scene.End},
			{Shape: scene.Rect, X: 130, Y: 20, W: 180, H: 14, Fill: scene.Color{Role: scene.Series}},
			{Shape: scene.Text, X: 135, Y: 31, Text: "18", Size: 9, Fill: scene.Color{Role: scene.OnFill}},
			{Shape: scene.Text, X: 120, Y: 60, Text: "Gazette", Size: 10, Anchor: scene.End},
			{Shape: scene.Rect, X: 130, Y: 50, W: 90, H: 14, Fill: scene.Color{Role: scene.Series, Number: 1}, Hatched: true},
			{Shape: scene.Line, X: 130, Y: 10, H: 90, Size: 0.75, Fill: scene.Color{Role: scene.Grid}},
			{Shape: scene.Text, X: 340, Y: 90, Text: "turned", Size: 9, Turned: true, Fill: scene.Color{Role: scene.Muted}},
		},
	}
}

// everything is a document with all kinds of blocks.
func everything() *content.Document {
	note := &content.Note{ID: "n1", Text: []content.Run{content.Plain("The Gazette, 3 May, paragraph 2.")}}
	long := strings.Repeat("The port office counted the boats twice and wrote the sum on the gate. ", 9)
	var many [][]content.Cell
	for i := range 60 {
		many = append(many, row(fmt.Sprintf("A%d", i+1), "The north gate opened before noon, the clerk wrote.", fmt.Sprint(i*i)))
	}
	many[2][1].Fill, many[3][2].Fill = "#E69F00", "#0B3C8C"
	doc := document(
		content.Heading{Level: 1, ID: "first", Text: []content.Run{content.Plain("What is known")}},
		content.Paragraph{Look: content.Lead, Text: []content.Run{content.Plain("A short lead in larger letters.")}},
		content.Paragraph{Text: []content.Run{
			content.Plain(long),
			{Text: "bold", Bold: true},
			content.Plain(" and "),
			{Text: "italic", Italic: true},
			content.Plain(", "),
			{Text: "an address", Link: "https://example.org/a?b=c"},
			content.Plain(" and "),
			{Text: "the table", Link: "#counts"},
			{Text: ".", Note: note},
			content.Plain(" "),
			{Text: "marked as a claim", Fill: "#E69F00"},
			content.Plain(" and "),
			{Text: "on dark", Fill: "#332288"},
			content.Plain("."),
		}},
		content.Paragraph{Look: content.Quote, ID: "q1", Text: []content.Run{content.Plain("“" + long + "”")}},
		content.Paragraph{Look: content.Caption, Text: []content.Run{content.Plain("Gazette, 3 May 2026")}},
		content.Paragraph{Look: content.Warning, Text: []content.Run{content.Plain("This judgement cites no mention.")}},
		content.List{Items: [][]content.Run{{content.Plain("first item")}, {content.Plain(long)}}},
		content.List{Numbered: true, Items: [][]content.Run{{content.Plain("one")}, {content.Plain("two")}}},
		content.Heading{Level: 2, ID: "second", Text: []content.Run{content.Plain("Figures")}},
		content.Picture{ID: "chart", Scene: chart(), Caption: []content.Run{content.Plain("Statements by outlet.")}},
		content.Table{ID: "counts", Title: "Counts", Summary: "Counts of gates", Columns: []content.Column{{Title: "Key", Width: 1}, {Title: "Text", Width: 4}, {Title: "Number", Width: 1, Align: content.Trailing}}, Rows: rows(many...)},
		content.Heading{Level: 1, ID: "marked", Text: []content.Run{content.Plain("Marked text")}},
		content.Paragraph{Text: []content.Run{{Text: "The gate opened. ", Fill: "#56B4E9"}, content.Plain(long)}, Side: []content.Run{{Text: " Q ", Fill: "#56B4E9"}, content.Plain(" quote; B2"), {Text: "note: seen at the gate", Break: true, Italic: true}}},
		content.Paragraph{Text: []content.Run{content.Plain(long)}, Side: []content.Run{content.Plain("C claim, single source")}},
		content.Paragraph{Look: content.Small, Text: []content.Run{{Text: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Mono: true}}},
	)
	doc.Subtitle = "Five outlets on one morning"
	doc.Outline = []content.Entry{{Level: 1, ID: "first", Title: "What is known"}, {Level: 2, ID: "second", Title: "Figures"}, {Level: 1, ID: "marked", Title: "Marked text"}}
	return doc
}

func TestADocumentIsReadBack(t *testing.T) {
	raw, result := write(t, everything(), options(t, true))
	checked(t, raw)
	if result.Missing > 0 || result.Pages < 4 {
		t.Errorf("%+v", result)
	}
	got := text(t, raw)
	at := 0
	for _, want := range []string{
		"Harbour gates", "Five outlets on one morning", "Rae Lind", "Contents", "What is known", "Figures", "Marked text",
		"What is known", "A short lead in larger letters.", "The port office counted the boats twice and wrote the sum on the gate.", "bold and italic, an address",
		"marked as a claim and on dark.", "Gazette, 3 May 2026", "This judgement cites no mention.", "first item", "two", "Figures", "Statements by outlet.",
		"Counts", "A60", "Marked text", "The gate opened.", "Notes", "The Gazette, 3 May, paragraph 2.",
	} {
		found := strings.Index(got[at:], want)
		if found < 0 {
			t.Fatalf("%q is not after byte %d of\n%s", want, at, got)
		}
		at += found
	}
}

func TestTheSameDocumentHasTheSameBytes(t *testing.T) {
	one, _ := write(t, everything(), options(t, true))
	two, _ := write(t, everything(), options(t, true))
	if !bytes.Equal(one, two) {
		t.Error("the bytes differ")
	}
}

func TestAnEmptyDocumentIsAPage(t *testing.T) {
	raw, result := write(t, &content.Document{Blocks: blocks()}, options(t, true))
	checked(t, raw)
	if result.Pages != 1 {
		t.Errorf("%d pages", result.Pages)
	}
}

func TestHostileDocuments(t *testing.T) {
	var columns []content.Column
	var titles []string
	for i := range 40 {
		columns = append(columns, content.Column{Title: fmt.Sprintf("Column %d", i), Width: float64(i % 3)})
		titles = append(titles, "a longer text in a narrow column")
	}
	word := strings.Repeat("abcdefghij", 500)
	for name, doc := range map[string]*content.Document{
		"a long title":             {Title: strings.Repeat("Gate ", 60), Blocks: blocks(paragraph("x"))},
		"a long word":              document(paragraph(word), content.Heading{Level: 1, Text: []content.Run{content.Plain(word)}}),
		"forbidden characters":     document(paragraph("a\x00b\x01\ufffe\xff\u202e)("), content.Heading{Level: 9, ID: "(\\", Text: []content.Run{content.Plain("\x02 ) \\")}}),
		"forty columns":            document(content.Table{Columns: columns, Rows: rows(row(titles...), row(titles...), row("few"))}),
		"a tall row":               document(content.Table{Columns: columns[:2], Rows: rows(row("x", strings.Repeat(word+" ", 8)), row("y", "z"))}),
		"a tall head":              document(content.Table{Columns: []content.Column{{Title: word + word}}, Rows: rows(row("x"), row("y"))}),
		"a table without columns":  document(content.Table{Rows: rows(row("x"))}),
		"a table without rows":     document(content.Table{Columns: columns[:3]}),
		"a picture without size":   document(content.Picture{}, content.Picture{Scene: &scene.Scene{}}),
		"a huge picture":           document(content.Picture{Scene: &scene.Scene{Width: 1e9, Height: 3, Title: "huge"}}, content.Picture{Scene: &scene.Scene{Width: 3, Height: 1e9}}),
		"a long side":              document(content.Paragraph{Text: []content.Run{content.Plain("short")}, Side: []content.Run{content.Plain(strings.Repeat(word+" ", 6))}}, paragraph("after")),
		"odd links":                document(content.Paragraph{Text: []content.Run{{Text: "a", Link: "javascript:x"}, {Text: "b", Link: "#"}, {Text: "c", Link: "#no-such-place"}, {Text: "d", Link: "http://[::1"}, {Text: "e", Link: "https://пошта.example/ї (x)"}}}),
		"empty paragraphs":         document(content.Paragraph{}, content.Heading{}, content.List{Items: [][]content.Run{nil, {}}}, content.List{}, content.Paragraph{Side: []content.Run{{}}}),
		"breaks":                   document(content.Break{}, content.Break{}, paragraph("x"), content.Break{}, content.Break{}),
		"a contents without goals": {Title: "x", Outline: []content.Entry{{Level: 0, ID: "", Title: "nowhere"}, {Level: 7, ID: "gone", Title: strings.Repeat("long ", 400)}, {Level: 1, ID: "", Title: ""}}, Blocks: blocks(paragraph("x"))},
	} {
		t.Run(name, func(t *testing.T) {
			raw, _ := write(t, doc, options(t, true))
			checked(t, raw)
		})
	}
}

func TestErrorsAreReturned(t *testing.T) {
	broken := errors.New("broken")
	fails := func(yield func(content.Block, error) bool) {
		_ = yield(paragraph("x"), nil) && yield(nil, broken)
	}
	if _, err := pdf.Write(context.Background(), &bytes.Buffer{}, &content.Document{Blocks: fails}, options(t, true)); !errors.Is(err, broken) {
		t.Errorf("of a block: %v", err)
	}
	failing := func(yield func([]content.Cell, error) bool) { yield(nil, broken) }
	if _, err := pdf.Write(context.Background(), &bytes.Buffer{}, document(content.Table{Columns: make([]content.Column, 1), Rows: failing}), options(t, true)); !errors.Is(err, broken) {
		t.Errorf("of a row: %v", err)
	}
	if _, err := pdf.Write(context.Background(), full{broken}, everything(), options(t, true)); !errors.Is(err, broken) {
		t.Errorf("of the writer: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := pdf.Write(ctx, &bytes.Buffer{}, everything(), options(t, true)); !errors.Is(err, context.Canceled) {
		t.Errorf("of the context: %v", err)
	}
}

// full is a writer that fails.
type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

// scripts are paragraphs in several scripts, with the language of each.
var scripts = []struct{ language, text string }{
	{"ar", "فتحت البوابة الشمالية للميناء في الساعة 9:30 صباحاً، وقالت الصحيفة (Harbour Gazette) إن 12 قارباً دخلت."},
	{"he", "השער הצפוני של הנמל נפתח בשעה 9:30, והעיתון (Harbour Gazette) כתב ש-12 סירות נכנסו."},
	{"fa", "دروازهٔ شمالی بندر ساعت ۹:۳۰ باز شد و ۱۲ قایق وارد شدند."},
	{"zh", "港口北门于上午九点三十分开启，《海港报》称共有12艘船进入。"},
	{"ja", "港の北門は午前9時30分に開き、「ハーバー新聞」によると12隻が入港した。"},
	{"ko", "항구의 북문이 오전 9시 30분에 열렸고 배 12척이 들어왔다."},
	{"uk", "Північна брама порту відчинилася о 9:30, і зайшло 12 човнів."},
	{"el", "Η βόρεια πύλη του λιμανιού άνοιξε στις 9:30."},
	{"hi", "बंदरगाह का उत्तरी द्वार सुबह साढ़े नौ बजे खुला।"},
	{"th", "ประตูทิศเหนือของท่าเรือเปิดเมื่อเวลา 9:30 น."},
	{"vi", "Cổng phía bắc của cảng mở lúc 9 giờ 30."},
}

// TestScriptsAreReadBack draws with the fonts of this computer, and skips scripts that have none.
func TestScriptsAreReadBack(t *testing.T) {
	for _, s := range scripts {
		t.Run(s.language, func(t *testing.T) {
			doc := document(content.Paragraph{Text: []content.Run{{Text: s.text, Language: s.language}}})
			doc.Language, doc.Title, doc.Authors, doc.Words.Page = s.language, "", nil, nil
			raw, result := write(t, doc, options(t, false))
			checked(t, raw)
			if result.Missing > 0 {
				t.Skipf("no font on this computer has %d of the characters", result.Missing)
			}
			if got := strings.TrimSpace(text(t, raw)); got != s.text {
				t.Errorf("read back as\n%s\nwant\n%s", got, s.text)
			}
		})
	}
}

func TestMissingCharactersAreCountedAndStayInTheText(t *testing.T) {
	raw, result := write(t, document(paragraph("The 港口 gate")), options(t, true))
	if result.Missing != 2 {
		t.Errorf("%d characters are missing, want 2", result.Missing)
	}
	if got := text(t, raw); !strings.Contains(got, "The 港口 gate") {
		t.Errorf("read back as %q", got)
	}
}

// arabic is a document that runs from right to left.
func arabic() *content.Document {
	doc := document(
		content.Heading{Level: 1, ID: "a", Text: []content.Run{content.Plain("ما نعرفه")}},
		content.Paragraph{Text: []content.Run{
			content.Plain(scripts[0].text + " "),
			{Text: "ادعاء", Fill: "#E69F00"},
			content.Plain(" "),
			{Text: "رابط", Link: "https://example.org/"},
			{Text: ".", Note: &content.Note{ID: "n", Text: []content.Run{content.Plain("الصحيفة، الفقرة 2.")}}},
		}, Side: []content.Run{{Text: " Q ", Fill: "#56B4E9"}, content.Plain(" اقتباس")}},
		content.Paragraph{Look: content.Quote, Text: []content.Run{content.Plain(scripts[0].text)}},
		content.Paragraph{Look: content.Quote, Text: []content.Run{{Text: "A quotation in English stays to the left.", Language: "en"}}},
		content.List{Numbered: true, Items: [][]content.Run{{content.Plain("الأول")}, {content.Plain("الثاني")}}},
		content.Table{Title: "الأعداد", Columns: []content.Column{{Title: "المفتاح", Width: 1}, {Title: "النص", Width: 3}, {Title: "العدد", Width: 1, Align: content.Trailing}}, Rows: rows(row("A1", scripts[0].text, "12"), row("A2", "港口日报", "7"))},
	)
	doc.Title, doc.Language, doc.Outline = "بوابات الميناء", "ar", []content.Entry{{Level: 1, ID: "a", Title: "ما نعرفه"}}
	doc.Words.Contents, doc.Words.Notes = "المحتويات", "ملاحظات"
	return doc
}

func TestADocumentFromRightToLeft(t *testing.T) {
	raw, result := write(t, arabic(), options(t, false))
	checked(t, raw)
	if result.Missing > 0 {
		t.Skipf("no font on this computer has %d of the characters", result.Missing)
	}
	got := text(t, raw)
	for _, want := range []string{"بوابات الميناء", "المحتويات", "ما نعرفه", "فتحت البوابة الشمالية للميناء", "A quotation in English stays to the left.", "الأول", "港口日报", "ملاحظات"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

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

func FuzzWrite(f *testing.F) {
	for _, s := range scripts {
		f.Add(s.text, s.language, "#a", "#E69F00")
	}
	f.Add("a\x00\ufffe\xff\n\n\u2028 \u202e(", "x-", "https://example.org", "#12345")
	opts := options(f, true)
	f.Fuzz(func(t *testing.T, words, language, link, fill string) {
		run := content.Run{Text: words, Link: link, Fill: fill, Language: language, ID: words, Bold: true}
		doc := document(
			content.Heading{Level: 2, ID: link, Text: []content.Run{run}},
			content.Paragraph{Look: content.Quote, Text: []content.Run{run, content.Plain(words)}, Side: []content.Run{run}},
			content.Table{Title: words, Columns: []content.Column{{Title: words}, {Title: "b"}}, Rows: rows(row(words, language))},
			content.Picture{Scene: &scene.Scene{Title: words, Width: 100, Height: 50, Items: []scene.Item{{Text: words, Shape: scene.Text, Size: 9}}}},
		)
		doc.Title, doc.Language = words, language
		doc.Outline = []content.Entry{{Level: 1, ID: link, Title: words}}
		var out bytes.Buffer
		if _, err := pdf.Write(context.Background(), &out, doc, opts); err != nil {
			t.Fatal(err)
		}
		file, err := reader.Open(out.Bytes(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if pages, err := file.Pages(); err != nil || len(pages) == 0 {
			t.Fatalf("%d pages, %v", len(pages), err)
		}
	})
}

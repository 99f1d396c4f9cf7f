package spreadsheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"assay.app/assay/model"
)

// FuzzCellText checks that any text becomes XML that readers turn back into the text, apart from
// what the rules for cells change.
func FuzzCellText(f *testing.F) {
	for _, text := range []string{
		"", "=1+1", "a\x00b", "\uFFFE\uFFFF\uFFFD", "_x000D_ _x00_ _X005f_", "a\r\nb\rc\t", "<&>\"'", "\xff\xc0", "🚢\u202e\u200f", "]]>",
		strings.Repeat("🚢", 20000), strings.Repeat("a", 32767), strings.Repeat("a", 32768), "_x005F_x000D_",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		b, c := appendText(nil, text)
		var got string
		if err := xml.Unmarshal([]byte("<t>"+string(b)+"</t>"), &got); err != nil {
			t.Fatalf("%.80q: %v", b, err)
		}
		want := normal(strings.ToValidUTF8(text, "\uFFFD"))
		want = strings.Map(func(r rune) rune {
			if forbidden(r) {
				return '\uFFFD'
			}
			return r
		}, want)
		// Excelize undoes the escapes, as Excel does.
		file := excelize.NewFile()
		defer file.Close()
		plainText := strings.ReplaceAll(got, "_x005F_", "_")
		switch n := len(utf16.Encode([]rune(want))); {
		case c.cut != (n > MaxUnits) && !strings.Contains(text, "\xff") && text == strings.ToValidUTF8(text, ""):
			t.Errorf("cut is %v of %d units", c.cut, n)
		case c.cut:
			if n := len(utf16.Encode([]rune(plainText))); n > MaxUnits || !strings.HasSuffix(got, cutMark) {
				t.Errorf("after cutting it has %d units and ends in %q", n, got[max(0, len(got)-20):])
			}
		case !strings.Contains(want, "_x005F_") && len(strings.ToValidUTF8(text, "")) == len(text) && plainText != want:
			t.Errorf("%q became %q, read as %q", text, b, plainText)
		}
		if len(text) < 1000 && text != "" && plain(text) {
			if c.replaced > 0 || c.cut || string(b) != text {
				t.Errorf("%q is plain, but became %q", text, b)
			}
		}
	})
}

func TestAnAddressIsALinkOnlyIfItCanBeOpened(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/x?y=1#z":   "https://a.example/x?y=1#z",
		"http://a.example/ü b":        "http://a.example/%C3%BC%20b",
		"https://a.example/a\"b<c>":   "https://a.example/a%22b%3Cc%3E",
		"javascript:alert(1)":         "",
		"file:///etc/passwd":          "",
		"//a.example":                 "",
		"https://user:word@a.example": "",
		"https://a.example/100%":      "",
		"https://münchen.example/":    "",
		"https://a.example/#a#b":      "",
		"a.example":                   "",
		"":                            "",
		"https://a.example/" + strings.Repeat("a", 2000): "",
	} {
		if got, ok := linkable(address); got != want || ok != (want != "") {
			t.Errorf("%q leads to %q (%v), not %q", address, got, ok, want)
		}
	}
}

// pair are the two columns of a sheet that only tests have.
var pair = []Column{{"n", 10, Number}, {"text", 10, Wrapped}}

func TestAFullSheetContinuesInAnother(t *testing.T) {
	var out bytes.Buffer
	b, err := NewBook(&out, model.DefaultCodebook())
	if err != nil {
		t.Fatal(err)
	}
	b.maxRows = 4 // headings and three
	s := b.Sheet("Sentences", pair)
	for i := range 8 {
		s.Row()
		s.Number(i)
		s.Text(fmt.Sprint("row ", i))
		s.EndRow()
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(Properties{Title: "p\x00"}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var got []string
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			got = append(got, name+" "+row[0])
		}
	}
	want := "Sentences n,Sentences 0,Sentences 1,Sentences 2,Sentences 2 n,Sentences 2 3,Sentences 2 4,Sentences 2 5,Sentences 3 n,Sentences 3 6,Sentences 3 7"
	if strings.Join(got, ",") != want || b.Losses().Further != 2 {
		t.Errorf("%d further sheets: %q", b.Losses().Further, got)
	}
}

func TestARowWithoutAllItsCellsIsAnError(t *testing.T) {
	b, err := NewBook(io.Discard, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := b.Sheet("Sentences", pair)
	s.Row()
	s.Number(1)
	s.EndRow()
	if s.Close() == nil {
		t.Error("a row with one cell for two columns was written")
	}
}

func TestColoursBehindTextAreReadable(t *testing.T) {
	for _, color := range append(model.LabelColors(), "#000000", "#0000FF", "#FFFFFF") {
		var r, g, b int
		if _, err := fmt.Sscanf(tint(color), "%02X%02X%02X", &r, &g, &b); err != nil {
			t.Fatal(err)
		}
		if contrast := (luminance(r, g, b) + 0.05) / 0.05; contrast < 4.5 {
			t.Errorf("black text on %s of %s has a contrast of %.1f", tint(color), color, contrast)
		}
	}
	for _, bad := range []string{"", "red", "#12345", "#GGGGGG"} {
		if tint(bad) != "FFFFFF" {
			t.Errorf("%q gives %s", bad, tint(bad))
		}
	}
}

func TestCellsAreNamedAsInSpreadsheets(t *testing.T) {
	for column, want := range map[int]string{0: "A7", 25: "Z7", 26: "AA7", 701: "ZZ7", 702: "AAA7", 16383: "XFD7"} {
		if got := cellName(column, 7); got != want {
			t.Errorf("column %d is %s, not %s", column, got, want)
		}
	}
}

func TestTheFilesOfTheArchiveHaveNoTimeOfTheirOwn(t *testing.T) {
	var out bytes.Buffer
	b, err := NewBook(&out, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Sheet("About", pair).Close(); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(Properties{}); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.File {
		if !file.Modified.Equal(written) {
			t.Errorf("%s is of %s", file.Name, file.Modified)
		}
	}
}

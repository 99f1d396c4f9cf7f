package content_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plain ‘text’ 新 👩‍👧", "plain ‘text’ 新 👩‍👧"},
		{"a\x00b\x1b[0m\u009bc\ufffe\uffff", "ab[0mc"},
		{"a\r\nb\rc\nd\te\u2028f", "a b c d e f"},
		{"a\xffb\ufffd", "a\ufffdb\ufffd"},
		{"a \u202eb", "a \u202eb\u202c"},
		{"a \u2067b\u202ac", "a \u2067b\u202ac\u202c\u2069"},
		{"a\u2069\u202c b", "a b"},
		{"\u2067a\u2069 b", "\u2067a\u2069 b"},
		{"a\u200fb", "a\u200fb"},
	} {
		if got := content.Clean(c.text); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\u202e\x00\r\n\xff")
	f.Fuzz(func(t *testing.T, text string) {
		clean := content.Clean(text)
		if !utf8.ValidString(clean) || content.Clean(clean) != clean || strings.ContainsAny(clean, "\n\r\t") {
			t.Errorf("Clean(%q) = %q", text, clean)
		}
		var escaped strings.Builder
		if err := xml.EscapeText(&escaped, []byte(clean)); err != nil {
			t.Fatal(err)
		}
		var back struct {
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal([]byte("<a>"+escaped.String()+"</a>"), &back); err != nil || back.Text != clean {
			t.Errorf("XML has %q instead of %q: %v", back.Text, clean, err)
		}
	})
}

func TestPieces(t *testing.T) {
	for _, c := range []struct {
		text string
		base content.Direction
		want string
	}{
		{"plain, 12", content.LeftToRight, "L:plain, 12"},
		{"שלום Lee, 12!", content.LeftToRight, "R:שלום |L:Lee|R:, 12!"},
		{"He said שלום שלום, twice.", content.RightToLeft, "L:He said |R:שלום שלום|L:, twice."},
		{"12 (3)", content.RightToLeft, "R:12 (3)"},
		{"12 (3)", content.Neutral, "L:12 (3)"},
		{"a ب", content.LeftToRight, "L:a |R:ب"},
		{"", content.LeftToRight, ""},
	} {
		var got []string
		for _, p := range content.Pieces(c.text, c.base) {
			got = append(got, map[content.Direction]string{content.LeftToRight: "L:", content.RightToLeft: "R:"}[p.Direction]+p.Text)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("Pieces(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzPieces(f *testing.F) {
	f.Add("a שלום 12 b", true)
	f.Fuzz(func(t *testing.T, text string, right bool) {
		base, all := content.LeftToRight, ""
		if right {
			base = content.RightToLeft
		}
		last := content.Neutral
		for _, p := range content.Pieces(text, base) {
			if p.Direction == last || p.Direction == content.Neutral || p.Text == "" {
				t.Errorf("Pieces(%q) has a piece %+v after one of direction %d", text, p, last)
			}
			last = p.Direction
			all += p.Text
		}
		if all != text {
			t.Errorf("the pieces of %q are %q", text, all)
		}
	})
}

func TestTarget(t *testing.T) {
	for _, c := range []struct{ link, place, address string }{
		{"#quote-1", "quote-1", ""},
		{"#", "", ""},
		{"#a b", "", ""},
		{"#-own", "", ""},
		{"https://a.example/x y?q=ü#f#g", "", "https://a.example/x%20y?q=%C3%BC#f%23g"},
		{" HTTP://A.example", "", "http://A.example"},
		{"https://user:secret@a.example:8443/x", "", "https://a.example:8443/x"},
		{"https://[::1]/x", "", "https://[::1]/x"},
		{"https://пірс.example/%zz%20", "", "https://пірс.example/%25zz%20"},
		{"javascript:alert(1)", "", ""},
		{"java\nscript:alert(1)", "", ""},
		{"data:text/html,x", "", ""},
		{"file:///etc/passwd", "", ""},
		{"//a.example", "", ""},
		{"https://", "", ""},
		{"https://a.example\"onclick=1", "", ""},
		{"", "", ""},
	} {
		if place, address := content.Target(c.link); place != c.place || address != c.address {
			t.Errorf("Target(%q) = %q, %q, want %q, %q", c.link, place, address, c.place, c.address)
		}
	}
}

func FuzzTarget(f *testing.F) {
	f.Add("https://a.example/x?y#z")
	f.Fuzz(func(t *testing.T, link string) {
		_, address := content.Target(link)
		if address == "" {
			return
		}
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsAny(address, "\"<> \\^`{|}\n") {
			t.Errorf("Target(%q) = %q: %v", link, address, err)
		}
		if _, again := content.Target(address); again != address {
			t.Errorf("%q becomes %q", address, again)
		}
	})
}

func TestColours(t *testing.T) {
	for _, c := range []struct{ color, want string }{
		{"#e69f00", "E69F00"}, {"#12", ""}, {"red;}", ""}, {"", ""}, {"#00000\"", ""}, {"#+00000", ""}, {"E69F00", ""}, {"#E69F000", ""},
	} {
		if got := content.Fill(c.color); got != c.want {
			t.Errorf("Fill(%q) = %q, want %q", c.color, got, c.want)
		}
	}
	least := math.Inf(1)
	for n := range 1 << 12 {
		fill := fmt.Sprintf("%02X%02X%02X", n>>8*17, (n>>4&15)*17, (n&15)*17)
		ink := content.InkOn(fill)
		dark, light := luminance(t, ink), luminance(t, fill)
		if dark > light {
			dark, light = light, dark
		}
		least = min(least, (light+0.05)/(dark+0.05))
	}
	if least < 4.5 {
		t.Errorf("the least contrast is %.2f", least)
	}
}

// luminance returns the relative luminance of a colour, after WCAG 2.2.
func luminance(t *testing.T, color string) float64 {
	var parts [3]int
	if _, err := fmt.Sscanf(color, "%02X%02X%02X", &parts[0], &parts[1], &parts[2]); err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i, share := range []float64{0.2126, 0.7152, 0.0722} {
		v := float64(parts[i]) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += share * v
	}
	return sum
}

func TestLanguages(t *testing.T) {
	for _, c := range []struct {
		tag, want string
		script    content.Script
	}{
		{"en", "en", content.Alphabet},
		{"zh-Hans", "zh-Hans", content.EastAsian},
		{"ja-Latn", "ja-Latn", content.Alphabet},
		{"he", "he", content.RightLeft},
		{"az-Arab-IR", "az-Arab-IR", content.RightLeft},
		{"", "", content.Alphabet},
		{"e\"n", "", content.Alphabet},
		{"en--", "", content.Alphabet},
		{"1a", "", content.Alphabet},
	} {
		if got := content.Tag(c.tag); got != c.want || content.ScriptOf(c.tag) != c.script {
			t.Errorf("%q: %q, %d", c.tag, got, content.ScriptOf(c.tag))
		}
	}
}

func TestPageLine(t *testing.T) {
	for _, c := range []struct {
		page func(int, int) string
		want string
	}{
		{nil, "N| / |C"},
		{func(page, of int) string { return fmt.Sprintf("Seite %d von %d.", page, of) }, "Seite |N| von |C|."},
		{func(page, of int) string { return fmt.Sprintf("共%d页，第%d页", of, page) }, "共|C|页，第|N|页"},
		{func(int, int) string { return "none" }, "N| / |C"},
	} {
		var got []string
		content.Words{Page: c.page}.PageLine(func(part content.PagePart, text string) {
			got = append(got, map[content.PagePart]string{content.PageNow: "N", content.PageCount: "C"}[part]+text)
		})
		if strings.Join(got, "|") != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestSharesAddUpToOne(t *testing.T) {
	for _, widths := range [][]float64{{1, 2, 3}, {0, 0}, {1, -1, math.NaN(), math.Inf(1)}, {1e-9, 1e9}} {
		columns := make([]content.Column, len(widths))
		for i, w := range widths {
			columns[i].Width = w
		}
		sum := 0.0
		for _, s := range content.Shares(columns) {
			if !(s > 0) {
				t.Errorf("%v have a share of %v", widths, s)
			}
			sum += s
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("the shares of %v add up to %v", widths, sum)
		}
	}
}

func TestFaultsAreSeen(t *testing.T) {
	run := func(r content.Run) content.Block { return content.Paragraph{Text: []content.Run{r}} }
	for name, block := range map[string]content.Block{
		"link to nothing": run(content.Run{Text: "x", Link: "#nothing"}),
		"no link":         run(content.Run{Text: "x", Link: "javascript:1"}),
		"note in note":    run(content.Run{Note: &content.Note{ID: "a", Text: []content.Run{{Note: &content.Note{ID: "b"}}}}}),
		"two of one ID":   content.List{Items: [][]content.Run{{{ID: "a"}, {ID: "A"}}}},
		"invalid ID":      content.Paragraph{ID: "a b"},
		"level":           content.Heading{ID: "a", Level: 5},
		"no columns":      content.Table{},
		"cells":           content.Table{Columns: make([]content.Column, 2), Rows: contenttest.Rows(contenttest.Cells("a"))},
		"broken rows":     content.Table{Columns: make([]content.Column, 1), Rows: func(yield func([]content.Cell, error) bool) { yield(nil, io.EOF) }},
		"no title":        content.Picture{},
		"unknown":         nil,
	} {
		if faults := contenttest.Check(contenttest.Document(block)); len(faults) != 1 {
			t.Errorf("%s: %q", name, faults)
		}
	}
	d := contenttest.Document()
	d.Outline = []content.Entry{{Level: 1, ID: "a"}}
	if faults := contenttest.Check(d); len(faults) != 1 {
		t.Error(faults)
	}
}

func TestTheExampleHasOnlyTheFaultItIsMeantToHave(t *testing.T) {
	faults := contenttest.Check(contenttest.Rich())
	if len(faults) != 1 || !strings.Contains(faults[0], "javascript") {
		t.Error(faults)
	}
	if faults := contenttest.Check(contenttest.Annex(100)); len(faults) > 0 {
		t.Error(faults)
	}
}

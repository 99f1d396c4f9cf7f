package html

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
)

func svg(w io.Writer, s *scene.Scene) error {
	_, err := io.WriteString(w, `<svg xmlns="http://www.w3.org/2000/svg"></svg>`)
	return err
}

func written(t testing.TB, d *content.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, d, Options{SVG: svg}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// parsed is what a parser of HTML finds in a page.
type parsed struct {
	blocks, notes []string
	ids, links    []string
	names         map[string]bool // of elements
	attributes    map[string]bool
}

// parse reads a page as browsers do.
func parse(t testing.TB, page string) *parsed {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	p := &parsed{names: map[string]bool{}, attributes: map[string]bool{}}
	p.walk(root, false)
	return p
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (p *parsed) walk(n *html.Node, inNotes bool) {
	if n.Type == html.ElementNode {
		p.names[n.Data] = true
		for _, a := range n.Attr {
			p.attributes[a.Key] = true
		}
		if id := attribute(n, "id"); id != "" {
			p.ids = append(p.ids, id)
		}
		if n.Data == "a" {
			p.links = append(p.links, attribute(n, "href"))
		}
		class := attribute(n, "class")
		switch {
		case n.Data == "nav" || n.Data == "head":
			p.all(n)
			return
		case class == "notes":
			inNotes = true
		case slices.Contains([]string{"p", "h1", "h2", "h3", "h4", "h5", "li", "td", "th", "caption", "figcaption", "blockquote"}, n.Data), class == "side":
			p.add(n, inNotes)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c, inNotes)
	}
}

// all finds the elements in n without their texts.
func (p *parsed) all(n *html.Node) {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		p.names[d.Data] = true
		if id := attribute(d, "id"); id != "" {
			p.ids = append(p.ids, id)
		}
		if d.Data == "a" {
			p.links = append(p.links, attribute(d, "href"))
		}
	}
}

func (p *parsed) add(n *html.Node, inNotes bool) {
	text := contenttest.Even(shown(n))
	switch {
	case text == "":
	case !inNotes:
		p.blocks = append(p.blocks, text)
	case n.Data == "li":
		p.notes = append(p.notes, text)
	}
}

// shown returns the text of an element without what the writer added.
func shown(n *html.Node) string {
	switch {
	case n.Type == html.TextNode:
		return n.Data
	case n.Type == html.ElementNode && n.Data == "br":
		return "\n"
	case n.Type == html.ElementNode && slices.Contains([]string{"sign", "back", "unseen"}, attribute(n, "class")):
		return ""
	}
	out := ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out += shown(c)
	}
	return out
}

func TestAllTextIsThereInItsOrder(t *testing.T) {
	p := parse(t, written(t, contenttest.Rich()))
	blocks, notes := contenttest.Texts(contenttest.Rich())
	if !slices.Equal(p.blocks, blocks) {
		t.Errorf("got  %q\nwant %q", p.blocks, blocks)
	}
	if !slices.Equal(p.notes, notes) {
		t.Errorf("got  %q\nwant %q", p.notes, notes)
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	p := parse(t, written(t, contenttest.Rich()))
	if sorted := slices.Sorted(slices.Values(p.ids)); len(slices.Compact(sorted)) != len(p.ids) {
		t.Error("an ID is there twice")
	}
	for _, link := range p.links {
		place, inside := strings.CutPrefix(link, "#")
		if inside && !slices.Contains(p.ids, place) {
			t.Errorf("a link leads to %s, which is not there", link)
		}
		if !inside && !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") {
			t.Errorf("a link leads to %q", link)
		}
	}
}

func TestThePageIsQuiet(t *testing.T) {
	page := written(t, contenttest.Rich())
	p := parse(t, page)
	for _, name := range []string{"script", "img", "link", "iframe", "object", "base", "form", "video"} {
		if p.names[name] {
			t.Errorf("the page has an element %s", name)
		}
	}
	for key := range p.attributes {
		if strings.HasPrefix(key, "on") || key == "src" {
			t.Errorf("the page has an attribute %s", key)
		}
	}
	for _, part := range []string{"url(", "red;", "<style> ", "@import"} {
		if strings.Contains(strings.ReplaceAll(page, "url(x)", ""), part) {
			t.Errorf("the page has %s", part)
		}
	}
	if !strings.Contains(page, `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`) {
		t.Error("the page does not forbid what it does not need")
	}
}

func TestTheLineOfPagesCannotEndTheStyle(t *testing.T) {
	d := contenttest.Document()
	d.Words.Page = func(int, int) string { return `</style><script>1"\2` }
	page := written(t, d)
	if parse(t, page).names["script"] || !strings.Contains(page, `"\00003c/style\00003e\00003cscript\00003e" counter(page) "\000022\00005c" counter(pages)`) {
		t.Error(page)
	}
}

func TestForeignDirectionsAreIsolated(t *testing.T) {
	page := written(t, contenttest.Document(content.Paragraph{Text: []content.Run{content.Plain("He said "), {Text: "نعم!", Language: "ar"}, content.Plain(".")}}))
	if !strings.Contains(page, `<p dir="auto">He said <span lang="ar" dir="auto">نعم!</span>.</p>`) {
		t.Error(page)
	}
}

func TestAPageFromRightToLeft(t *testing.T) {
	d := contenttest.Document(content.Table{Columns: []content.Column{{Title: "כלי"}, {Title: "מספר", Align: content.Trailing}}, Rows: contenttest.Rows(contenttest.Cells("Gazette", "12"))})
	d.Language = "he"
	page := written(t, d)
	for _, part := range []string{`<html lang="he" dir="rtl">`, `<tr><td dir="auto">Gazette</td><td class="trailing">12</td></tr>`} {
		if !strings.Contains(page, part) {
			t.Errorf("%s is missing", part)
		}
	}
}

func TestErrorsAreReturned(t *testing.T) {
	one := []content.Column{{Title: "One"}}
	for name, block := range map[string]content.Block{
		"row":     content.Table{Columns: one, Rows: func(yield func([]content.Cell, error) bool) { yield(nil, io.ErrUnexpectedEOF) }},
		"cells":   content.Table{Columns: one, Rows: contenttest.Rows(contenttest.Cells("a", "b"))},
		"columns": content.Table{Rows: contenttest.Rows()},
		"unknown": nil,
	} {
		if err := Write(context.Background(), io.Discard, contenttest.Document(block), Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Write(ctx, io.Discard, contenttest.Annex(10), Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	r, w := io.Pipe()
	r.CloseWithError(io.ErrClosedPipe)
	if err := Write(context.Background(), w, contenttest.Annex(2000), Options{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

func FuzzText(f *testing.F) {
	for _, text := range []string{"", "a & b", "</style><script>", "\x00\xff", "שלום 12 abc", "\u202eabc", "<!--", "&#0;", `" onclick="x`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := parse(t, written(t, contenttest.Everywhere(text)))
		blocks, notes := contenttest.Texts(contenttest.Everywhere(text))
		if !slices.Equal(p.blocks, blocks) {
			t.Errorf("got  %q\nwant %q", p.blocks, blocks)
		}
		if !slices.Equal(p.notes, notes) {
			t.Errorf("got  %q\nwant %q", p.notes, notes)
		}
	})
}

func BenchmarkAnnex(b *testing.B) {
	for b.Loop() {
		if err := Write(context.Background(), io.Discard, contenttest.Annex(13013), Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(13013*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

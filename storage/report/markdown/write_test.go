package markdown

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"

	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/content/contenttest"
)

func written(t testing.TB, d *content.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// shownPage is what a reader of Markdown shows.
type shownPage struct {
	blocks, notes []string
	names         map[string]int // how many elements of each name
	links, ids    []string
}

// read renders Markdown, with addresses made links as GitHub does, and takes the texts.
func read(t testing.TB, text string) *shownPage {
	t.Helper()
	var b bytes.Buffer
	m := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := m.Convert([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	root, err := nethtml.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	p := &shownPage{names: map[string]int{}}
	p.walk(root, false)
	return p
}

func attribute(n *nethtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (p *shownPage) walk(n *nethtml.Node, inNotes bool) {
	if n.Type == nethtml.ElementNode {
		p.names[n.Data]++
		inNotes = inNotes || attribute(n, "class") == "footnotes"
		if n.Data == "a" && attribute(n, "href") != "" && attribute(n, "role") == "" {
			p.links = append(p.links, attribute(n, "href"))
		}
		if id := attribute(n, "id"); id != "" && n.Data == "a" {
			p.ids = append(p.ids, id)
		}
		if slices.Contains([]string{"p", "h1", "h2", "h3", "h4", "h5", "td", "th", "li"}, n.Data) {
			if text := contenttest.Even(shown(n, true)); text != "" && inNotes {
				p.notes = append(p.notes, text)
			} else if text != "" {
				p.blocks = append(p.blocks, text)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c, inNotes)
	}
}

// shown returns the text of an element, without blocks inside it and signs of notes.
func shown(n *nethtml.Node, top bool) string {
	switch {
	case n.Type == nethtml.TextNode:
		return n.Data
	case n.Type != nethtml.ElementNode:
		return ""
	case n.Data == "br":
		return "\n"
	case attribute(n, "role") != "", !top && slices.Contains([]string{"p", "ul", "ol", "li"}, n.Data):
		return ""
	}
	out := ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out += shown(c, false)
	}
	return out
}

// expected returns the texts that a reader should show: those of the document, with the titles of
// pictures and without its contents.
func expected(d *content.Document) (blocks, notes []string) { return contenttest.Texts(d) }

func TestAllTextIsThereInItsOrder(t *testing.T) {
	text := written(t, contenttest.Rich())
	p := read(t, text)
	d := contenttest.Rich()
	blocks, notes := expected(d)
	// The contents follow the title, the subtitle and who made it.
	contents := []string{"Contents"}
	for _, e := range d.Outline {
		contents = append(contents, e.Title)
	}
	blocks = slices.Insert(blocks, 3, contents...)
	// The title of the picture stands in its place.
	at := slices.Index(blocks, "Sentences by outlet.")
	blocks = slices.Insert(blocks, at, contenttest.Scene().Title)
	if !slices.Equal(p.blocks, blocks) {
		t.Errorf("got  %q\nwant %q\n%s", p.blocks, blocks, text)
	}
	if !slices.Equal(p.notes, notes) {
		t.Errorf("got  %q\nwant %q\n%s", p.notes, notes, text)
	}
}

func TestOnlyTheDocumentMakesMarkup(t *testing.T) {
	p := read(t, written(t, contenttest.Rich()))
	for name, most := range map[string]int{"script": 0, "img": 0, "pre": 0, "hr": 1 /* above the notes */, "del": 0, "dl": 0, "blockquote": 1, "table": 3, "ol": 4, "h1": 1} {
		if p.names[name] > most {
			t.Errorf("there are %d elements %s, not at most %d", p.names[name], name, most)
		}
	}
	for _, link := range p.links {
		place, inside := strings.CutPrefix(link, "#")
		if inside && !slices.Contains(p.ids, place) {
			t.Errorf("a link leads to %s, which is not there", link)
		}
		if !inside && link != "https://gazette.example/pier?id=1&x=%22y%22%20z#top" && link != "http://archive.example/1" {
			t.Errorf("a link leads to %q", link)
		}
	}
}

func TestEmphasis(t *testing.T) {
	for _, c := range []struct {
		runs []content.Run
		want string
	}{
		{[]content.Run{{Text: "a "}, {Text: " bold ", Bold: true}, {Text: "b"}}, "a  **bold** b"},
		{[]content.Run{{Text: "both", Bold: true, Italic: true}}, "***both***"},
		{[]content.Run{{Text: "x"}, {Text: "“no”", Bold: true}, {Text: "y"}}, "x“no”y"},
		{[]content.Run{{Text: "one", Bold: true}, {Text: "two", Bold: true}}, "**one**two"},
		{[]content.Run{{Text: "abc", Mono: true}, {Text: "d`e", Mono: true}}, "`abc`d\\`e"},
		{[]content.Run{{Text: "12"}, {Text: ". May"}}, `12\. May`},
		{[]content.Run{{Text: "May 12. Also 3.5 - yes"}}, `May 12. Also 3.5 - yes`},
		{[]content.Run{{Text: "- a"}, {Text: "- b", Break: true}}, "\\- a\\\n\\- b"},
		{[]content.Run{{Text: "here", Link: "https://a.example/x(1)"}}, "[here](https://a.example/x%281%29)"},
	} {
		p := &page{}
		if got := p.text("", c.runs, false); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
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
		if err := Write(context.Background(), io.Discard, contenttest.Document(block)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Write(ctx, io.Discard, contenttest.Annex(10)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	r, w := io.Pipe()
	r.CloseWithError(io.ErrClosedPipe)
	if err := Write(context.Background(), w, contenttest.Annex(2000)); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

func FuzzText(f *testing.F) {
	for _, text := range []string{
		"", "a & b", "# h", "1) a", "- a", "***", "a*b*c", "[x](y)", "www.a.example", "http://a.example", "a@b.example", "|", "\\", "`", "&copy;",
		"\u202eabc", "<!--", ":ship:", "    code", "a\r\nb", "$x$", "\u00a0", "a  ", "=", "+", "“a”", "!", "~~a~~", "[ ] a", ": a",
	} {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		d := func() *content.Document {
			runs := []content.Run{
				{Text: one, Bold: true},
				{Text: two, Italic: true},
				{Text: one},
				{Text: two, Mono: true},
				{Text: one, Link: "https://a.example/"},
				{Text: two, Break: true},
				{Text: one, Bold: true, Italic: true, Note: &content.Note{ID: "n", Text: []content.Run{content.Plain(two), {Text: one, Bold: true}}}},
			}
			d := contenttest.Document(
				content.Heading{Level: 1, ID: "h", Text: runs[:5]},
				content.Paragraph{Look: content.Quote, Text: runs},
				content.Paragraph{Text: runs[2:3], Side: runs[1:3]},
				content.Table{Title: two, Columns: []content.Column{{Title: one}}, Rows: contenttest.Rows([]content.Cell{{Text: runs[:6]}})},
			)
			d.Title, d.Subtitle = one, two
			return d
		}
		text := written(t, d())
		p := read(t, text)
		blocks, notes := expected(d())
		if !slices.Equal(p.blocks, blocks) {
			t.Errorf("got  %q\nwant %q\n%s", p.blocks, blocks, text)
		}
		if !slices.Equal(p.notes, notes) {
			t.Errorf("got  %q\nwant %q\n%s", p.notes, notes, text)
		}
		for _, link := range p.links {
			if link != "https://a.example/" {
				t.Errorf("a link leads to %q\n%s", link, text)
			}
		}
	})
}

func BenchmarkAnnex(b *testing.B) {
	for b.Loop() {
		if err := Write(context.Background(), io.Discard, contenttest.Annex(13013)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(13013*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

package format

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"assay.app/assay/model"
)

// isHTML reports whether a file begins as a web page does.
func isHTML(front []byte) bool {
	if bytes.HasPrefix(front, []byte("\xFF\xFE<\x00")) || bytes.HasPrefix(front, []byte("\xFE\xFF\x00<")) {
		front = bytes.ReplaceAll(front[2:], []byte{0}, nil)
	}
	front = bytes.TrimPrefix(front, []byte("\xEF\xBB\xBF"))
	s := front[:min(len(front), 4<<10)]
	if !bytes.HasPrefix(bytes.TrimLeft(s, " \t\r\n\f"), []byte("<")) {
		return false
	}
	s = bytes.ToLower(s)
	for {
		s = bytes.TrimLeft(s, " \t\r\n\f")
		end := []byte(nil)
		switch {
		case bytes.HasPrefix(s, []byte("<!--")):
			end = []byte("-->")
		case bytes.HasPrefix(s, []byte("<?xml")):
			end = []byte("?>")
		}
		if end == nil {
			break
		}
		_, after, ok := bytes.Cut(s, end)
		if !ok {
			return false
		}
		s = after
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<head ", "<body>", "<body ", "<title>", "<meta ", "<article", "<h1", "<p>", "<p ", "<div"} {
		if bytes.HasPrefix(s, []byte(tag)) {
			return true
		}
	}
	return false
}

// decodeHTML gives a page in UTF-8. Bytes that are valid UTF-8 are that,
// whatever the page says: who saves a page may convert it and leave what it
// says of itself. Else a byte order mark is believed, then the page, then it is
// Windows-1252.
func decodeHTML(raw []byte) (text, encoding string, err error) {
	if utf8.Valid(raw) && !bytes.ContainsAny(raw, "\x00\x1B") {
		return string(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))), "utf-8", nil
	}
	e, name, _ := charset.DetermineEncoding(raw, "")
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return "", "", fmt.Errorf("%w: it is not written in %s as it says", model.ErrDamaged, name)
	}
	return strings.TrimPrefix(string(out), "\uFEFF"), name, nil
}

func readHTML(in Input, _ Options) ([]Text, string, error) {
	text, encoding, err := decodeHTML(in.Raw)
	if err != nil {
		return nil, "", err
	}
	t, err := pageText(text)
	return []Text{t}, encoding, err
}

// maxTags is how many tags a page may have; each takes some memory.
const maxTags = 1 << 20

// parsePage takes a page apart, unless it would take far too much memory.
func parsePage(page string) (*html.Node, error) {
	var seen attributes
	if len(page) > 2*maxAttributes { // each has a letter and a space
		seen.pass([]byte(page))
	}
	switch {
	case strings.Count(page, "<") > maxTags:
		return nil, fmt.Errorf("%w: the page has more than %d tags; save its text as a .txt file", model.ErrTooLarge, maxTags)
	case seen.count > maxAttributes:
		return nil, fmt.Errorf("%w: the tags of the page have more than %d attributes; save its text as a .txt file", model.ErrTooLarge, maxAttributes)
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("%w: the page cannot be taken apart (%v); save its text as a .txt file", model.ErrDamaged, err)
	}
	return root, nil
}

// pageText finds the article in a page.
func pageText(page string) (Text, error) {
	root, err := parsePage(page)
	if err != nil {
		return Text{}, err
	}
	said := said(root)
	body := ""
	if said.office {
		body = officeBody(root)
		said.meta.Byline = "" // whoever the program belongs to
	} else {
		body = articleBody(root, cmp.Or(said.meta.Title, firstHeading(root)))
	}
	if len(said.body) > 2*len(body) { // scripts would have filled the page in
		body = said.body
	}
	if said.meta.Title == "" {
		said.meta.Title = firstHeading(root)
	}
	return Text{Text: headed(said.meta.Title, body), Metadata: said.meta}, nil
}

// officeBody gives the text of a page that an office has saved, which is all of
// it but what stands on every page.
func officeBody(root *html.Node) string {
	out := &paragraphs{}
	var marginal []*html.Node
	each(root, func(n *html.Node) bool {
		if n.Data == "div" && (attr(n, "title") == "header" || attr(n, "title") == "footer") {
			marginal = append(marginal, n)
		}
		return true
	})
	for _, n := range marginal {
		n.Parent.RemoveChild(n)
	}
	write(root, out, false)
	return out.text()
}

// each calls visit for every element under n, in the order of the page; what
// lies in an element is left out when visit gives false.
func each(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || visit(c) {
			each(c, visit)
		}
	}
}

// attr gives an attribute of an element, or "".
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf gives all text under n, white space collapsed.
func textOf(n *html.Node) string {
	var b strings.Builder
	gather(n, &b)
	return plain(b.String())
}

// shortText gives the text under n, white space collapsed, if that is short: at
// most so many bytes, tags counted too. Elements lie in one another, so that
// each of many could otherwise hold nearly all of a page.
func shortText(n *html.Node, most int) (text string, short bool) {
	size := 0
	var fits func(*html.Node) bool
	fits = func(n *html.Node) bool {
		if size += 1 + len(n.Data); size > most {
			return false
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !fits(c) {
				return false
			}
		}
		return true
	}
	if !fits(n) {
		return "", false
	}
	return textOf(n), true
}

func gather(n *html.Node, b *strings.Builder) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case n.Type == html.ElementNode && unseen[n.Data]:
		return
	case n.Type == html.ElementNode && (n.Data == "br" || isBlock[n.Data]):
		b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		gather(c, b)
	}
}

// longestHeading is how long the mark-up of a heading may be, in bytes.
const longestHeading = 16 << 10

// firstHeading gives the first heading of the first level.
func firstHeading(root *html.Node) (heading string) {
	each(root, func(n *html.Node) bool {
		if n.Data == "h1" && heading == "" {
			heading, _ = shortText(n, longestHeading)
		}
		return heading == ""
	})
	return heading
}

package format

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"assay.app/assay/model"
)

// isHTML reports whether a file begins as a web page does.
func isHTML(front []byte) bool {
	if order := wide(front); order != "" {
		front = bytes.ReplaceAll(bytes.TrimPrefix(front, []byte(order)), []byte{0}, nil)
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

// wide returns the byte order mark of a page in UTF-16 that begins with a tag,
// whether or not it has that mark; "" for other bytes.
func wide(front []byte) string {
	for order, tag := range map[string]string{"\xFF\xFE": "<\x00", "\xFE\xFF": "\x00<"} {
		if bytes.HasPrefix(bytes.TrimPrefix(front, []byte(order)), []byte(tag)) {
			return order
		}
	}
	return ""
}

// decodeHTML gives a page in UTF-8. Bytes that are valid UTF-8 are that,
// whatever the page says: who saves a page may convert it and leave what it
// says of itself. Else a byte order mark is believed, then the page, and if it
// says nothing, or wrongly that it is UTF-8, the encoding is guessed.
func decodeHTML(raw []byte, opts Options) (text, encoding string, err error) {
	if opts.Encoding != "" && opts.Decode != nil {
		text, encoding, err = opts.Decode(raw, opts.Encoding)
		return strings.TrimPrefix(text, "\uFEFF"), encoding, err
	}
	if utf8.Valid(raw) && !bytes.ContainsAny(raw, "\x00\x1B") {
		return textOfBytes(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))), "utf-8", nil
	}
	e, name, certain := charset.DetermineEncoding(raw, "")
	if (!certain || name == "utf-8") && opts.Decode != nil && (bytes.IndexByte(raw, 0) < 0 || wide(raw) != "") && len(raw) <= maxText {
		if text, encoding, err = opts.Decode(raw, ""); err == nil {
			return text, encoding, nil
		}
	}
	text, err = decoded(raw, e)
	if errors.Is(err, model.ErrTooLarge) {
		return "", "", err
	}
	if err != nil {
		return "", "", fmt.Errorf("%w: it is not written in %s as it says", model.ErrDamaged, name)
	}
	return strings.TrimPrefix(text, "\uFEFF"), name, nil
}

// textOfBytes returns bytes as a string. They must not be altered afterwards.
func textOfBytes(raw []byte) string { return unsafe.String(unsafe.SliceData(raw), len(raw)) }

// decoded decodes bytes, as long as no more than maxText comes of them. It does so
// twice, so that the text is held once and nothing else is.
func decoded(raw []byte, e encoding.Encoding) (string, error) {
	in := func() io.Reader { return e.NewDecoder().Reader(bytes.NewReader(raw)) }
	size, err := io.Copy(io.Discard, io.LimitReader(in(), maxText+1))
	if err != nil {
		return "", err
	}
	if size > maxText {
		return "", errTooLong
	}
	out := make([]byte, size)
	_, err = io.ReadFull(in(), out)
	return textOfBytes(out), err
}

func readHTML(in Input, opts Options) ([]Text, string, error) {
	text, encoding, err := decodeHTML(in.Raw, opts)
	if err != nil {
		return nil, "", err
	}
	texts, err := pageTexts(text, opts)
	if len(texts) == 1 {
		texts[0].Metadata = saved(text, texts[0].Metadata)
	}
	return texts, encoding, err
}

// maxTags is how many tags a page may have; each takes some memory.
const maxTags = 1 << 19

// What the tree of a page takes, in bytes: an element or a text, and an attribute.
const (
	nodeBytes      = 112
	attributeBytes = 64
)

// withPage takes a page apart and calls use with its tree, unless that would take
// far too much memory.
func withPage(page string, opts Options, use func(root *html.Node)) error {
	var seen attributes
	if len(page) > 2*maxAttributes { // each has a letter and a space
		seen.pass([]byte(page))
	}
	tags := strings.Count(page, "<")
	switch {
	case tags > maxTags:
		return fmt.Errorf("%w: the page has more than %d tags; save its text as a .txt file", model.ErrTooLarge, maxTags)
	case seen.count > maxAttributes:
		return fmt.Errorf("%w: the tags of the page have more than %d attributes; save its text as a .txt file", model.ErrTooLarge, maxAttributes)
	}
	again := reopened(page, tags)
	if again > 2*maxTags {
		return fmt.Errorf("%w: the tags of the page are left open far too often; save its text as a .txt file", model.ErrTooLarge)
	}
	nodes := 2*tags + again // an element, and the text after it
	return opts.within(int64(nodeBytes*nodes+attributeBytes*(seen.count+again)+2*len(page)), func() error {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			return fmt.Errorf("%w: the page cannot be taken apart (%v); save its text as a .txt file", model.ErrDamaged, err)
		}
		use(root)
		return nil
	})
}

// pageText finds the article in a page.
func pageText(page string, opts Options) (t Text, err error) {
	err = withPage(page, opts, func(root *html.Node) { t = articleIn(root) })
	return t, err
}

// articleIn finds the article in the tree of a page.
func articleIn(root *html.Node) Text {
	said := said(root)
	body := ""
	if said.office {
		body = officeBody(root)
		said.meta.Byline = "" // whoever the program belongs to
	} else {
		cutOthers(root, cmp.Or(said.meta.Title, firstHeading(root)))
		said.shownIn(root)
		body = articleBody(root, cmp.Or(said.meta.Title, firstHeading(root)))
	}
	if len(said.body) > 2*len(body) { // scripts would have filled the page in
		body = said.body
	}
	if said.meta.Title == "" {
		said.meta.Title = firstHeading(root)
	}
	return Text{Text: headed(said.meta.Title, body), Metadata: said.meta}
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
	var p paragraphs
	gather(n, &p)
	return p.text()
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

func gather(n *html.Node, p *paragraphs) {
	switch {
	case n.Type == html.TextNode:
		p.write(n.Data)
	case n.Type == html.ElementNode && unseen[n.Data]:
		return
	case n.Type == html.ElementNode && (n.Data == "br" || isBlock[n.Data]):
		p.write(" ")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		gather(c, p)
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

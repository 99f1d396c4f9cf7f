package format

import (
	"cmp"

	"golang.org/x/net/html"
)

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

// Package page finds the articles in a web page and the metadata that the page states.
package page

import (
	"cmp"

	"golang.org/x/net/html"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

func Read(in article.Input, opts article.Options) ([]article.Text, string, error) {
	text, encoding, err := markup.Decode(in.Raw, opts)
	if err != nil {
		return nil, "", err
	}
	texts, err := PageTexts(text, opts)
	if len(texts) == 1 {
		texts[0].Metadata = saved(text, texts[0].Metadata)
	}
	return texts, encoding, err
}

// PageText returns the article in a page.
func PageText(page string, opts article.Options) (t article.Text, err error) {
	err = markup.With(page, opts, func(root *html.Node) { t = articleIn(root) })
	return t, err
}

func articleIn(root *html.Node) article.Text {
	said := Describe(root)
	body := ""
	if said.office {
		body = officeBody(root)
		said.Meta.Byline = "" // it may name the owner of the program
	} else {
		cutOthers(root, cmp.Or(said.Meta.Title, firstHeading(root)))
		said.AddShown(root)
		body = articleBody(root, cmp.Or(said.Meta.Title, firstHeading(root)))
	}
	if len(said.body) > 2*len(body) { // scripts fill in the text of such a page
		body = said.body
	}
	if said.Meta.Title == "" {
		said.Meta.Title = firstHeading(root)
	}
	return article.Text{Text: article.WithTitle(said.Meta.Title, body), Metadata: said.Meta}
}

// officeBody returns the text of a page that an office program saved, without
// headers and footers.
func officeBody(root *html.Node) string {
	out := &article.Paragraphs{}
	var marginal []*html.Node
	markup.Each(root, func(n *html.Node) bool {
		if n.Data == "div" && (markup.Attr(n, "title") == "header" || markup.Attr(n, "title") == "footer") {
			marginal = append(marginal, n)
		}
		return true
	})
	for _, n := range marginal {
		n.Parent.RemoveChild(n)
	}
	markup.Write(root, out, false)
	return out.Text()
}

// firstHeading returns the text of the first h1 with text, or "".
func firstHeading(root *html.Node) (heading string) {
	markup.Each(root, func(n *html.Node) bool {
		if n.Data == "h1" && heading == "" {
			heading, _ = markup.ShortText(n, article.LongestHeading)
		}
		return heading == ""
	})
	return heading
}

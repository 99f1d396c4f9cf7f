// Package markup decodes web pages, parses them into trees of bounded size, and
// writes the text of their elements.
package markup

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
)

// maxTags is the maximum number of tags in a page.
const maxTags = 1 << 19

// The estimated memory for an element or text, and for an attribute, in the tree of
// a page, in bytes.
const (
	nodeBytes      = 112
	attributeBytes = 64
)

// With parses a page and calls use with its tree. It returns an error, without
// calling use, if the tree would take too much memory or the page cannot be parsed.
func With(page string, opts article.Options, use func(root *html.Node)) error {
	var seen attributes
	if len(page) > 2*maxAttributes { // each takes at least a letter and a space
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
		return fmt.Errorf("%w: far too many tags of the page are never closed; save its text as a .txt file", model.ErrTooLarge)
	}
	nodes := 2*tags + again // an element and the text after it
	return opts.Within(int64(nodeBytes*nodes+attributeBytes*(seen.count+again)+2*len(page)), func() error {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			return fmt.Errorf("%w: the page cannot be parsed (%v); save its text as a .txt file", model.ErrDamaged, err)
		}
		use(root)
		return nil
	})
}

// Each calls visit for the elements under n, in the order of the page. It skips the
// content of an element if visit returns false.
func Each(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || visit(c) {
			Each(c, visit)
		}
	}
}

// Attr returns the value of an attribute of an element, or "".
func Attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// TextOf returns the text under n with white space collapsed. It skips the elements
// in Unseen.
func TextOf(n *html.Node) string {
	var p article.Paragraphs
	gather(n, &p)
	return p.Text()
}

// ShortText is like TextOf, but returns "" and false if the content of n, measured
// roughly, exceeds most bytes.
func ShortText(n *html.Node, most int) (text string, short bool) {
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
	return TextOf(n), true
}

func gather(n *html.Node, p *article.Paragraphs) {
	switch {
	case n.Type == html.TextNode:
		p.Write(n.Data)
	case n.Type == html.ElementNode && Unseen[n.Data]:
		return
	case n.Type == html.ElementNode && (n.Data == "br" || IsBlock[n.Data]):
		p.Write(" ")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		gather(c, p)
	}
}

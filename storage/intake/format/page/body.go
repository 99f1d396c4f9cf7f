package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// Finding the article in a page
//
// A page is a tree, and the article is the branch that holds the long
// paragraphs. First what is never part of it is taken out: scripts, menus,
// forms, what calls itself navigation, sharing or advertisement. Then each
// paragraph of some length gives points to the elements around it, most to the
// nearest; commas count, for prose has them, and words in links count against
// it. The element with the most points is the article, and with it the siblings
// that have points too.
//
//	body ─┬─ nav            taken out
//	      ├─ main ─┬─ h1
//	      │        ├─ div.share      taken out
//	      │        └─ div ─┬─ p ▲    ◀ the article
//	      │                └─ p ▲
//	      └─ aside          taken out
//
// The idea is that of Arc90's Readability, which browsers' reading views come
// from. The Go versions of that are either given up by their authors or bring
// along some thirty modules, so the part that is needed here is written anew.
// The cost is in proportion to the page.

// articleBody gives the paragraphs of the article in a page, which has a title.
// Where that finds nothing, it is all text of the page.
func articleBody(root *html.Node, title string) string {
	f := finder{points: map[*html.Node]float64{}}
	f.look(root, false)
	best := f.best()
	if best == nil {
		best = root
	}
	out := &article.Paragraphs{}
	l := leader{body: best, title: letters(title), out: out}
	l.look(root)
	markup.Write(best, out, true)
	if text := out.Text(); text != "" {
		return text
	}
	out = &article.Paragraphs{}
	markup.Write(root, out, false)
	return out.Text()
}

// finder counts points.
type finder struct {
	points map[*html.Node]float64
	order  []*html.Node // the elements with points, in the order of the page
	marked *html.Node   // what the page itself marks as the article's body
}

// paragraphRunes is how long a paragraph must be to count.
const paragraphRunes = 25

// look goes through the tree and counts.
func (f *finder) look(n *html.Node, within bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || markup.PageBranch(c) {
			continue
		}
		if markup.Attr(c, "itemprop") == "articleBody" && f.marked == nil {
			f.marked = c
		}
		counts := !within && isParagraph(c)
		if counts {
			f.count(c)
		}
		f.look(c, within || counts)
	}
}

// isParagraph reports whether n holds text and no other blocks.
func isParagraph(n *html.Node) bool {
	switch n.Data {
	case "p", "pre", "blockquote":
		return true
	case "div", "section", "td", "li", "article":
	default:
		return false
	}
	holds := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && markup.IsBlock[c.Data] {
			return false
		}
		holds = holds || c.Type == html.TextNode && strings.TrimSpace(c.Data) != ""
	}
	return holds
}

// count gives the points of a paragraph to the elements around it.
func (f *finder) count(n *html.Node) {
	text, linked := markup.TextOf(n), linkBytes(n)
	runes := utf8.RuneCountInString(text)
	if runes < paragraphRunes || 2*linked > len(text) {
		return
	}
	commas := strings.Count(text, ",") + strings.Count(text, "，") + strings.Count(text, "、") + strings.Count(text, "،")
	points := 1 + float64(commas) + min(float64(runes)/100, 3)
	points *= 1 - float64(linked)/float64(len(text))
	from := n.Parent
	if n.Data != "p" && n.Data != "blockquote" && n.Data != "li" {
		from = n // text with line breaks and no paragraphs
	}
	for level, share := 0, 1.0; level < 4 && from != nil && from.Type == html.ElementNode; level++ {
		f.give(from, points*share)
		from, share = from.Parent, share*0.6
	}
}

func (f *finder) give(n *html.Node, points float64) {
	if _, known := f.points[n]; !known {
		f.order = append(f.order, n)
		switch {
		case n.Data == "article" || n.Data == "main" || markup.Attr(n, "role") == "main":
			points += 10
		case markup.ArticleLike.MatchString(markup.Attr(n, "class") + " " + markup.Attr(n, "id")):
			points += 5
		}
	}
	f.points[n] += points
}

// best gives the element with the most points, and takes its parent where
// siblings have points too: an article in several parts. Of equals the first wins.
func (f *finder) best() *html.Node {
	if f.marked != nil && len(markup.TextOf(f.marked)) > 4*paragraphRunes {
		return f.marked
	}
	var best *html.Node
	for _, n := range f.order {
		if best == nil || f.points[n] > f.points[best] {
			best = n
		}
	}
	for best != nil && best.Parent != nil && best.Parent.Data != "html" && best.Data != "article" {
		others := 0.0
		for s := best.Parent.FirstChild; s != nil; s = s.NextSibling {
			if s != best {
				others += f.points[s]
			}
		}
		if others < f.points[best]/4 {
			break
		}
		best = best.Parent
	}
	return best
}

// linkBytes is how much of the text under n is in links.
func linkBytes(n *html.Node) int {
	size := 0
	markup.Each(n, func(c *html.Node) bool {
		if c.Data == "a" {
			size += len(markup.TextOf(c))
			return false
		}
		return true
	})
	return size
}

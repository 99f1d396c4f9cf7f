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
// A page is a tree, and the article is the branch with the long paragraphs. The
// finder skips what looks like another part of the page: scripts, menus, forms, and
// parts named navigation, sharing or advertisement. Each paragraph of some length
// gives points to the elements around it, most to the nearest. A paragraph with
// many commas gives more points, because prose has commas; one with words in links
// gives fewer. Unless the page marks the article's body, the article is the element
// with the most points, or an element around it if the siblings have many points
// too.
//
//	body ─┬─ nav            skipped
//	      ├─ main ─┬─ h1
//	      │        ├─ div.share      skipped
//	      │        └─ div ─┬─ p ▲    ◀ the article
//	      │                └─ p ▲
//	      └─ aside          skipped
//
// The idea comes from Arc90's Readability.

// articleBody returns the paragraphs of the article in a page with this title. If
// it finds none, it returns the text of the whole page.
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

type finder struct {
	points map[*html.Node]float64
	order  []*html.Node // elements with points, in page order
	marked *html.Node   // the element that the page marks as the article's body
}

// paragraphRunes is the minimum length of a paragraph that counts, in runes.
const paragraphRunes = 25

// look counts the points of the elements under n. within reports whether n is
// inside a paragraph.
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

// isParagraph reports whether n is a paragraph by its name, or a block that holds
// text and no other blocks.
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

// count adds the points of a paragraph to the elements around it. It ignores short
// paragraphs, and those that consist mostly of links.
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
		from = n // text with line breaks instead of paragraphs
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

// best returns the element that the page marks as the article's body, if it has
// enough text. Otherwise it returns the element with the most points, the first
// among equals. While the siblings of that element together have at least a quarter
// of its points, the article has several parts, and best climbs to the parent.
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

// linkBytes returns how many bytes of the text under n are in links.
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

package format

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
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

// apart are elements that are not part of an article.
var apart = set("nav aside form button select textarea input dialog menu footer figcaption label fieldset")

// otherwise are names of parts of a page, in their class or id, that are not part of
// an article.
var otherwise = set(`share sharing social related recommend recommended recommendations promo promoted newsletter subscribe subscription
	signup comment comments disqus breadcrumb breadcrumbs cookie cookies consent gdpr sidebar advert adverts advertisement advertisements ad ads sponsor
	sponsored navbar nav navigation menu footer masthead toolbar popup modal banner paywall tags taglist more-stories most-read most-popular
	trending teaser outbrain taboola skip skip-link skiplink copyright pagination pager print author-bio byline timestamp dateline-meta
	read-more sr-only visually-hidden screen-reader-text`)

var (
	articleLike = regexp.MustCompile(`(?i)article|body|content|entry|story|post|main|text`)
	hiding      = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)
	roles       = set("navigation banner contentinfo complementary search dialog menu menubar toolbar alert alertdialog tablist")
)

// pageBranch reports whether n is a part of the page that is no article.
func pageBranch(n *html.Node) bool {
	if unseen[n.Data] || apart[n.Data] || roles[attr(n, "role")] || attr(n, "aria-hidden") == "true" || hiding.MatchString(attr(n, "style")) {
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	if n.Data == "body" || n.Data == "html" || n.Data == "main" || attr(n, "itemprop") == "articleBody" {
		return false
	}
	return isCalled(attr(n, "class"), otherwise) || isCalled(attr(n, "id"), otherwise)
}

// isCalled reports whether one of the names is among the words of a class or
// id, whatever its capitals: "share" is in "article-share top". A name may have
// up to three words, with hyphens. An expression for all names takes far longer,
// and long classes are not rare.
func isCalled(class string, names map[string]bool) bool {
	class = strings.ToLower(class)
	isEnd := func(i int) bool { return i == len(class) || strings.IndexByte("-_ \t\r\n\f", class[i]) >= 0 }
	for from := 0; from < len(class); from++ {
		if from > 0 && !isEnd(from-1) {
			continue
		}
		for end, words := from, 0; end <= len(class) && words < 3; end++ {
			if !isEnd(end) {
				continue
			}
			if words++; names[class[from:end]] {
				return true
			}
		}
	}
	return false
}

// articleBody gives the paragraphs of the article in a page, which has a title.
// Where that finds nothing, it is all text of the page.
func articleBody(root *html.Node, title string) string {
	f := finder{points: map[*html.Node]float64{}}
	f.look(root, false)
	best := f.best()
	if best == nil {
		best = root
	}
	out := &paragraphs{}
	l := leader{body: best, title: letters(title), out: out}
	l.look(root)
	write(best, out, true)
	if text := out.text(); text != "" {
		return text
	}
	out = &paragraphs{}
	write(root, out, false)
	return out.text()
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
		if c.Type != html.ElementNode || pageBranch(c) {
			continue
		}
		if attr(c, "itemprop") == "articleBody" && f.marked == nil {
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
		if c.Type == html.ElementNode && isBlock[c.Data] {
			return false
		}
		holds = holds || c.Type == html.TextNode && strings.TrimSpace(c.Data) != ""
	}
	return holds
}

// count gives the points of a paragraph to the elements around it.
func (f *finder) count(n *html.Node) {
	text, linked := textOf(n), linkBytes(n)
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
		case n.Data == "article" || n.Data == "main" || attr(n, "role") == "main":
			points += 10
		case articleLike.MatchString(attr(n, "class") + " " + attr(n, "id")):
			points += 5
		}
	}
	f.points[n] += points
}

// best gives the element with the most points, and takes its parent where
// siblings have points too: an article in several parts. Of equals the first wins.
func (f *finder) best() *html.Node {
	if f.marked != nil && len(textOf(f.marked)) > 4*paragraphRunes {
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
	each(n, func(c *html.Node) bool {
		if c.Data == "a" {
			size += len(textOf(c))
			return false
		}
		return true
	})
	return size
}

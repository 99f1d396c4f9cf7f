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
// The idea is that of Arc90's Readability, on which browsers' reading views are
// based. Its maintained Go port (codeberg.org/readeck/go-readability/v2) has
// 8,700 lines and brings two modules that Assay does not use otherwise. Only the
// search for the article is needed here. Its cost is proportional to the size of
// the page.

// unseen are elements that show no text of the page.
var unseen = set("script style noscript template iframe object svg canvas math audio video map head")

// apart are elements that are not part of an article.
var apart = set("nav aside form button select textarea input dialog menu footer figcaption label fieldset")

// isBlock are elements that begin and end a paragraph.
var isBlock = set("p div section article main header footer h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tr td th figure figcaption hr address body center aside nav form details summary")

func set(names string) map[string]bool {
	s := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		s[name] = true
	}
	return s
}

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

// write writes the text under n, a paragraph for each block. With choosy,
// parts that are no article and lists of links are left out.
func write(n *html.Node, out *paragraphs, choosy bool) {
	w := writer{out: out, choosy: choosy}
	if choosy {
		w.links = map[*html.Node]bool{}
		w.weigh(n)
	}
	w.write(n)
}

// writer writes the text of a page.
type writer struct {
	out    *paragraphs
	choosy bool
	links  map[*html.Node]bool   // the blocks of hardly anything but links
	skip   func(*html.Node) bool // if set, what else is left out
}

func (w *writer) write(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.out.write(c.Data)
		case c.Type != html.ElementNode || unseen[c.Data] || isNoteMark(c) || w.skip != nil && w.skip(c) || w.choosy && (pageBranch(c) || w.links[c]):
		case c.Data == "br":
			if next := nextSeen(c); next != nil && next.Data == "br" {
				w.out.end()
			} else {
				w.out.write(" ")
			}
		case isBlock[c.Data]:
			w.out.end()
			w.write(c)
			w.out.end()
		default:
			w.write(c)
		}
	}
}

// weigh finds the blocks of hardly anything but links, and gives how many bytes
// that can be seen are under n, in all and in links.
func (w *writer) weigh(n *html.Node) (all, linked int) {
	if n.Type == html.TextNode {
		return len(n.Data) - strings.Count(n.Data, " ") - strings.Count(n.Data, "\n") - strings.Count(n.Data, "\t"), 0
	}
	if n.Type == html.ElementNode && unseen[n.Data] {
		return 0, 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		more, of := w.weigh(c)
		all, linked = all+more, linked+of
	}
	if n.Data == "a" {
		linked = all
	}
	if linked > 0 && 5*linked > 4*all && isBlock[n.Data] && !strings.HasPrefix(n.Data, "h") {
		w.links[n] = true
	}
	return all, linked
}

// noteSign is what the mark of a footnote looks like in the text: digits, stars, letters in
// brackets.
var noteSign = regexp.MustCompile(`^[\[(]?(?:[0-9]{1,3}|[*†‡§]{1,3}|[a-z])[\])]?$`)

// noteMarkup is how long the mark-up of a note's mark may be, in bytes.
const noteMarkup = 256

// isNoteMark reports whether n is the mark of a footnote, or at the footnote
// that leads back to it.
func isNoteMark(n *html.Node) bool {
	if n.Data != "a" && n.Data != "sup" {
		return false
	}
	if text, short := shortText(n, noteMarkup); !short || !noteSign.MatchString(text) {
		return false
	}
	if n.Data == "a" {
		return leadsToNote(n)
	}
	var link *html.Node
	each(n, func(c *html.Node) bool {
		if c.Data == "a" && link == nil {
			link = c
		}
		return true
	})
	return link != nil && leadsToNote(link)
}

func leadsToNote(link *html.Node) bool {
	return strings.HasPrefix(attr(link, "href"), "#") || strings.Contains(attr(link, "epub:type"), "noteref")
}

// nextSeen gives the next sibling that is not white space.
func nextSeen(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type != html.TextNode || strings.TrimSpace(s.Data) != "" {
			return s
		}
	}
	return nil
}

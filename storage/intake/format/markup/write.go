package markup

import (
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
)

// Unseen holds the names of elements whose content is not read as text.
var Unseen = article.WordSet("script style noscript template iframe object svg canvas math audio video map head")

// IsBlock holds the names of elements that begin and end a paragraph.
var IsBlock = article.WordSet("p div section article main header footer h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tr td th figure figcaption hr address body center aside nav form details summary")

// Write writes the text under n in paragraphs. If choosy is true, it skips blocks
// of links and the elements that PageBranch reports.
func Write(n *html.Node, out *article.Paragraphs, choosy bool) {
	w := Writer{Out: out, choosy: choosy}
	if choosy {
		w.links = map[*html.Node]bool{}
		w.weigh(n)
	}
	w.Write(n)
}

// Writer writes the text of elements.
type Writer struct {
	Out    *article.Paragraphs
	choosy bool
	links  map[*html.Node]bool   // blocks that hold almost only links
	Skip   func(*html.Node) bool // if set, reports whether to skip an element
}

func (w *Writer) Write(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.Out.Write(c.Data)
		case c.Type != html.ElementNode || Unseen[c.Data] || isNoteMark(c) || w.Skip != nil && w.Skip(c) || w.choosy && (PageBranch(c) || w.links[c]):
		case c.Data == "br":
			if next := NextSeen(c); next != nil && next.Data == "br" {
				w.Out.End()
			} else {
				w.Out.Write(" ")
			}
		case IsBlock[c.Data]:
			w.Out.End()
			w.Write(c)
			w.Out.End()
		default:
			w.Write(c)
		}
	}
}

// weigh finds the blocks that hold almost only links. It returns the size of all
// text under n and the size of its text in links, in bytes without white space.
func (w *Writer) weigh(n *html.Node) (all, linked int) {
	if n.Type == html.TextNode {
		return len(n.Data) - strings.Count(n.Data, " ") - strings.Count(n.Data, "\n") - strings.Count(n.Data, "\t"), 0
	}
	if n.Type == html.ElementNode && Unseen[n.Data] {
		return 0, 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		more, of := w.weigh(c)
		all, linked = all+more, linked+of
	}
	if n.Data == "a" {
		linked = all
	}
	if linked > 0 && 5*linked > 4*all && IsBlock[n.Data] && !strings.HasPrefix(n.Data, "h") {
		w.links[n] = true
	}
	return all, linked
}

// noteSign matches a footnote mark: a number, signs such as * or †, or one letter,
// with or without brackets.
var noteSign = pattern.Compile(`^[\[(]?(?:[0-9]{1,3}|[*†‡§]{1,3}|[a-z])[\])]?$`)

// noteMarkup is the maximum size of the markup of a footnote mark, in bytes.
const noteMarkup = 256

// isNoteMark reports whether n looks like a footnote mark, or like the link from a
// footnote back to its mark.
func isNoteMark(n *html.Node) bool {
	if n.Data != "a" && n.Data != "sup" {
		return false
	}
	if text, short := ShortText(n, noteMarkup); !short || !noteSign.MatchString(text) {
		return false
	}
	if n.Data == "a" {
		return leadsToNote(n)
	}
	var link *html.Node
	Each(n, func(c *html.Node) bool {
		if c.Data == "a" && link == nil {
			link = c
		}
		return true
	})
	return link != nil && leadsToNote(link)
}

func leadsToNote(link *html.Node) bool {
	return strings.HasPrefix(Attr(link, "href"), "#") || strings.Contains(Attr(link, "epub:type"), "noteref")
}

// NextSeen returns the next sibling that is not white space, or nil.
func NextSeen(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type != html.TextNode || strings.TrimSpace(s.Data) != "" {
			return s
		}
	}
	return nil
}

// apart are the elements that are not part of an article.
var apart = article.WordSet("nav aside form button select textarea input dialog menu footer figcaption label fieldset")

// otherwise are words in the class or id of elements that are not part of an
// article.
var otherwise = article.WordSet(`share sharing social related recommend recommended recommendations promo promoted newsletter subscribe subscription
	signup comment comments disqus breadcrumb breadcrumbs cookie cookies consent gdpr sidebar advert adverts advertisement advertisements ad ads sponsor
	sponsored navbar nav navigation menu footer masthead toolbar popup modal banner paywall tags taglist more-stories most-read most-popular
	trending teaser outbrain taboola skip skip-link skiplink copyright pagination pager print author-bio byline timestamp dateline-meta
	read-more sr-only visually-hidden screen-reader-text`)

var (
	ArticleLike = pattern.Compile(`(?i)article|body|content|entry|story|post|main|text`)
	Hiding      = pattern.Compile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)
	roles       = article.WordSet("navigation banner contentinfo complementary search dialog menu menubar toolbar alert alertdialog tablist")
)

// PageBranch reports whether n is hidden or looks like a part of the page outside
// the article.
func PageBranch(n *html.Node) bool {
	if Unseen[n.Data] || apart[n.Data] || roles[Attr(n, "role")] || Attr(n, "aria-hidden") == "true" || Hiding.MatchString(Attr(n, "style")) {
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	if n.Data == "body" || n.Data == "html" || n.Data == "main" || Attr(n, "itemprop") == "articleBody" {
		return false
	}
	return IsCalled(Attr(n, "class"), otherwise) || IsCalled(Attr(n, "id"), otherwise)
}

// IsCalled reports whether one of the names is among the words of a class or id,
// ignoring the case of the class: "share" is in "article-share top". A name is in
// lower case and may have up to three words joined by hyphens.
func IsCalled(class string, names map[string]bool) bool {
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

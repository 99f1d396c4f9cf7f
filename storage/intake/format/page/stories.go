package page

import (
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// upNext matches a line that announces another story.
var upNext = pattern.Compile(`^(?i:(?:read |up )?next(?: (?:up|article|story|post|read))?|(?:read|see|watch) (?:also|more|next|this next)|also (?:in|read)(?: .{1,40})?|more (?:from|in|on|stories|news)(?: .{1,40})?|(?:you )?(?:may|might) also like|don[’']t miss|keep reading|continue with|related(?: (?:articles?|stor(?:y|ies)))?|recommended(?: for you)?|previous (?:article|story|post)|nächster (?:artikel|beitrag)|weitere (?:artikel|meldungen|themen|nachrichten)|lesen sie (?:auch|weiter)|mehr (?:aus|zum|von)(?: .{1,40})?|article suivant|(?:à )?lire (?:aussi|ensuite|également)|à suivre|siguiente (?:artículo|noticia)|lea (?:también|a continuación)|más noticias|читайте (?:також|далі|также|далее)|наступна (?:новина|стаття)|далі|следующая (?:новость|статья)|ещё по теме)\s*[:>»→….]*$`)

// otherStories returns the parts of a page that are separate stories beside the one
// with this title. title is in the form that letters returns.
func (p proseCount) otherStories(root *html.Node, title string) (found []*html.Node) {
	if title == "" {
		return nil
	}
	headline := headingOf(root, title)
	if headline == nil {
		return nil
	}
	if text, _ := markup.ShortText(headline, article.LongestHeading); !sameTitle(letters(text), title) {
		return nil
	}
	found = p.storiesAfter(headline)
	own := headline
	for own.Parent != nil && own.Data != "body" && p[own] < leastProse {
		own = own.Parent
	}
	for ; own.Parent != nil && own.Data != "body" && own.Data != "html"; own = own.Parent {
		for s := own.Parent.FirstChild; s != nil; s = s.NextSibling {
			if s != own && s.Type == html.ElementNode && p.isOtherStory(s, own, headline) {
				found = append(found, s)
			}
		}
	}
	return found
}

// isOtherStory reports whether s, a sibling of the element own, is a separate
// story. It must have enough text and a heading other than the headline. It is a
// separate story if its heading has the level of the headline, if a line announces
// it, or if it has the name and class of own and hasHead reports true.
func (p proseCount) isOtherStory(s, own, headline *html.Node) bool {
	if markup.PageBranch(s) {
		return false
	}
	var top *html.Node
	markup.Each(s, func(n *html.Node) bool {
		if top == nil && isHeading(n) {
			top = n
		}
		return top == nil
	})
	if top == nil || p[s] < 2*paragraphRunes {
		return false
	}
	if text, _ := markup.ShortText(top, article.LongestHeading); letters(text) == "" || isSame(text, headline) {
		return false
	}
	if top.Data == headline.Data {
		return true
	}
	if announced(s) {
		return true
	}
	return s.Data == own.Data && markup.Attr(s, "class") == markup.Attr(own, "class") && hasHead(s, top)
}

func isSame(text string, headline *html.Node) bool {
	own, _ := markup.ShortText(headline, article.LongestHeading)
	return article.SameWords(text, own)
}

// announced reports whether the line before an element, or its first line,
// announces another story.
func announced(n *html.Node) bool {
	for b := n.PrevSibling; b != nil; b = b.PrevSibling {
		text := strings.TrimSpace(b.Data)
		if b.Type == html.ElementNode {
			text, _ = markup.ShortText(b, 512)
		}
		if b.Type == html.ElementNode || b.Type == html.TextNode {
			if text == "" {
				continue
			}
			if upNext.MatchString(text) {
				return true
			}
			break
		}
	}
	lines := openingLines(n)
	return len(lines) > 0 && upNext.MatchString(lines[0])
}

var storyData = pattern.Compile(`^data-.*(?:url|href|link|path|slug|permalink)$`)

// hasHead reports whether an element has a type or an address of its own, a linked
// heading, or a byline.
func hasHead(s, top *html.Node) (has bool) {
	if markup.Attr(s, "itemtype") != "" {
		return true
	}
	for _, a := range s.Attr {
		if storyData.MatchString(a.Key) {
			return true
		}
	}
	markup.Each(top, func(n *html.Node) bool {
		has = has || n.Data == "a" && markup.Attr(n, "href") != "" && !strings.HasPrefix(markup.Attr(n, "href"), "#")
		return !has
	})
	if has {
		return true
	}
	if lines := openingLines(s); len(lines) > 1 && byWord.MatchString(lines[1]) && len(lines[1]) < 80 {
		return true
	}
	return false
}

// storiesAfter returns the siblings after this headline that belong to the next
// story, for pages that enclose neither story in an element. After enough text, the
// next story begins at an announcement, or at an h1 that is announced or has a
// byline below it.
func (p proseCount) storiesAfter(headline *html.Node) (found []*html.Node) {
	before, cutting := 0, false
	for s := headline.NextSibling; s != nil; s = s.NextSibling {
		if s.Type != html.ElementNode {
			continue
		}
		if !cutting && before >= leastProse {
			cutting = isHeading(s) && s.Data == headline.Data && s.Data == "h1" && (announced(s) || bylineBelow(s)) ||
				announcesHeading(s)
		}
		if cutting {
			found = append(found, s)
			continue
		}
		before += p[s]
	}
	return found
}

func bylineBelow(n *html.Node) bool {
	next := markup.NextSeen(n)
	if next == nil || next.Type != html.ElementNode {
		return false
	}
	text, short := markup.ShortText(next, 512)
	return short && len(text) < 120 && (byWord.MatchString(text) || isByline(next) || next.Data == "time")
}

// announcesHeading reports whether an element announces the h1 or h2 that follows
// it.
func announcesHeading(n *html.Node) bool {
	text, short := markup.ShortText(n, 512)
	if !short || !upNext.MatchString(text) {
		return false
	}
	next := markup.NextSeen(n)
	return next != nil && (next.Data == "h1" || next.Data == "h2")
}

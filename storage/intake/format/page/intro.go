package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// leader writes what leads into an article: many pages have its first paragraph
// beside the headline, outside the branch that holds the others.
type leader struct {
	body  *html.Node
	title string // its letters
	out   *article.Paragraphs
	below bool // the headline was passed
}

// leadRunes is how long a paragraph between headline and article must be. Dates,
// sections and the time it takes to read are shorter.
const leadRunes = 60

// look goes through the page up to the article, and reports whether it has not
// come there yet.
func (l *leader) look(n *html.Node) (goOn bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c == l.body {
			return false
		}
		switch {
		case c.Type != html.ElementNode || markup.PageBranch(c):
			continue
		case c.Data == "h1":
			heading, _ := markup.ShortText(c, article.LongestHeading)
			l.below = l.title != "" && letters(heading) == l.title
			continue
		case l.below && isParagraph(c) && !holds(c, l.body):
			l.paragraph(c)
			continue
		}
		if !l.look(c) {
			return false
		}
	}
	return true
}

func (l *leader) paragraph(n *html.Node) {
	text, short := markup.ShortText(n, article.LongestHeading)
	if !short || utf8.RuneCountInString(text) < leadRunes || 2*linkBytes(n) > len(text) {
		return
	}
	l.out.End()
	markup.Write(n, l.out, true)
	l.out.End()
}

// holds reports whether an element lies in n.
func holds(n, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == n {
			return true
		}
	}
	return false
}

// letters gives the letters and digits of a text, in small letters: headlines
// are said with one kind of quotation marks and shown with another.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

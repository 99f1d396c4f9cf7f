package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// leader writes the lead of an article. On some pages the first paragraph is next
// to the headline, outside the branch with the other paragraphs.
type leader struct {
	body  *html.Node
	title string // as letters returns it
	out   *article.Paragraphs
	below bool // the last h1 was the headline
}

// leadRunes is the minimum length of a paragraph between headline and article, in
// runes. Dates, sections and reading times are usually shorter.
const leadRunes = 60

// look walks the page up to the article. It returns false when it reaches the
// article.
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

// holds reports whether inner is n or is inside n.
func holds(n, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == n {
			return true
		}
	}
	return false
}

// letters returns the letters and digits of a text in lower case. The metadata and
// the page often write one headline with different quotation marks.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

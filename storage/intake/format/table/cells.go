package table

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
	"assay.app/assay/storage/intake/format/page"
)

// CellText returns the text in a cell, which may be HTML.
func CellText(s string, opts article.Options) string {
	s = unescaped(s)
	if markup.Is([]byte(s[:min(len(s), 64)])) && strings.Contains(s, "</") {
		if t, err := page.PageText(s, opts); err == nil {
			return t.Text
		}
	}
	if hasMarkup(s) {
		text := ""
		err := markup.With(s, opts, func(root *html.Node) {
			var p article.Paragraphs
			markup.Write(root, &p, false)
			text = p.Text()
		})
		if err == nil {
			return text
		}
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == 0 || r == '\uFEFF' {
			return -1
		}
		return r
	}, s))
}

// withoutMarkup returns the text of a cell, which may contain tags and character
// references. A long cell keeps its tags.
func withoutMarkup(s string) string {
	if s = unescaped(s); hasMarkup(s) && len(s) < article.LongestHeading {
		if root, err := html.Parse(strings.NewReader(s)); err == nil {
			return markup.TextOf(root)
		}
	}
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}

// unescaped restores tags that are escaped in a cell, such as "&lt;p&gt;".
func unescaped(s string) string {
	if strings.Contains(s, "&lt;") && !hasMarkup(s) {
		if tags := html.UnescapeString(s); hasMarkup(tags) {
			return tags
		}
	}
	return s
}

// cellTags are the tags expected in cells.
var cellTags = article.WordSet("p br div span a b i u em strong sup sub h1 h2 h3 h4 h5 h6 ul ol li blockquote img figure figcaption table tr td th tbody article section font hr pre small html body head script style iframe")

// hasMarkup reports whether a text contains one of cellTags.
func hasMarkup(s string) bool {
	for {
		_, rest, ok := strings.Cut(s, "<")
		if !ok {
			return false
		}
		s = rest
		rest = strings.TrimPrefix(rest, "/")
		end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if end <= 0 || end > 10 || !cellTags[strings.ToLower(rest[:end])] {
			continue
		}
		if c := rest[end]; c == '>' || c == '/' || (c == ' ' || c == '\n') && strings.IndexByte(rest, '>') > 0 {
			return true
		}
	}
}

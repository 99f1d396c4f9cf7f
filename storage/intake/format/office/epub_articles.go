package office

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
	"assay.app/assay/storage/intake/format/page"
)

// Which parts of a book are articles
//
// An issue of a magazine has one article per file; an article may be split into
// files at its headings; a book has chapters. The headings show which it is:
//
//	Gate fails (h1) | Brine in the basin (h1) | Letters (h1)   three articles
//	Gate fails (h1) | What is known (h2) | no heading          one article
//	1. Introduction (h1) | 2. Methods (h1)                     one article
//
// An article begins with each file that has a heading of the highest level, if at
// least two files have one and at most half of these headings are numbered. Other
// files continue the previous article. Text before the first article, such as an
// imprint, is a separate article if it is long; otherwise it is left out.

// chapter is one file of a book.
type chapter struct {
	text    string
	heading string // at its beginning
	level   int    // of the heading, from 1; 0 if there is none
	passed  bool   // not part of the book's text, such as a cover
	meta    model.Metadata
}

// numbered matches headings with a number, as the chapters of a book have.
var numbered = pattern.Compile(`^(?i:chapter|part|section|kapitel|teil|abschnitt|chapitre|partie|capítulo|parte|розділ|частина|глава|часть|§)?\s*(?:[0-9]+|[IVXLC]+)(?:[.):–—\s-]|$)`)

// aboutBook lists the values of epub:type and role that mark a file as not part of the
// book's text.
var aboutBook = article.WordSet("cover toc landmarks page-list index titlepage halftitlepage doc-toc doc-cover doc-index doc-pagelist")

func chapterOf(root *html.Node) (c chapter) {
	markup.Each(root, func(n *html.Node) bool {
		if n.Data == "nav" {
			return false
		}
		for kind := range strings.FieldsSeq(markup.Attr(n, "epub:type") + " " + markup.Attr(n, "role")) {
			c.passed = c.passed || aboutBook[kind]
		}
		if c.level == 0 && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			c.heading = markup.TextOf(n)
			if c.heading != "" {
				c.level = int(n.Data[1] - '0')
			}
		}
		return true
	})
	out := &article.Paragraphs{}
	markup.Write(root, out, false)
	c.text = out.Text()
	// A heading after much text is not the heading of the file.
	if at := strings.Index(c.text, c.heading); at > len(c.heading)+200 {
		c.heading, c.level = "", 0
	}
	said := page.Describe(root)
	said.AddShown(root)
	c.meta = model.Metadata{Title: c.heading, Byline: said.Meta.Byline, Published: said.Meta.Published}
	return c
}

// few is the maximum length of text that is left out before the first article, in
// runes.
const few = 200

// articles returns the articles of a book; meta is the metadata in its package
// file.
func articles(chapters []chapter, meta model.Metadata) []article.Text {
	highest := highestLevel(chapters)
	if highest == 0 {
		var all []string
		for _, c := range chapters {
			if !c.passed || len(chapters) == 1 {
				all = append(all, c.text)
			}
		}
		return []article.Text{{Text: article.WithTitle(meta.Title, strings.Join(all, "\n\n")), Metadata: meta}}
	}
	var texts []article.Text
	front := article.Text{Metadata: meta}
	for _, c := range chapters {
		switch {
		case c.passed:
		case c.level == highest:
			own := page.Join(c.meta, meta)
			own.Outlet = cmp.Or(meta.Outlet, meta.Title)
			own.Byline = c.meta.Byline // the editor of the issue did not write all of it
			texts = append(texts, article.Text{Text: c.text, Metadata: own})
		case len(texts) > 0:
			texts[len(texts)-1].Text += "\n\n" + c.text
		default:
			front.Text = strings.TrimPrefix(front.Text+"\n\n"+c.text, "\n\n")
		}
	}
	if utf8.RuneCountInString(front.Text) > few {
		texts = append([]article.Text{front}, texts...)
	}
	for i := range texts {
		texts[i].Part = "#" + strconv.Itoa(i+1)
	}
	return texts
}

// highestLevel returns the level of the headings at which articles begin, or 0 if
// the book is one article.
func highestLevel(chapters []chapter) int {
	count, numbers := [7]int{}, [7]int{}
	for _, c := range chapters {
		if c.passed || c.level == 0 {
			continue
		}
		count[c.level]++
		if numbered.MatchString(c.heading) {
			numbers[c.level]++
		}
	}
	for level := 1; level < len(count); level++ {
		if count[level] > 0 {
			if count[level] < 2 || 2*numbers[level] > count[level] {
				return 0
			}
			return level
		}
	}
	return 0
}

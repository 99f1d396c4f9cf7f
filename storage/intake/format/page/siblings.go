package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
	"assay.app/assay/storage/intake/record"
)

// A page of many articles
//
// Databases save search results as a sequence of elements of one form. Each element
// has a headline, a date with a year and paragraphs, and shares its name and class
// with the others. News pages have such elements too: the next story, posts of a
// live blog, teasers. So elements are records only if
//
//	the page's own title is not that of one of them,
//	there is hardly any other prose on the page, and
//	most of them state their word count, have a copyright line, or are lists of fields.
//
// If no headline stands above all of them and their headlines differ, the third
// condition may also be that
//
//	most of them name their source, or
//	they have different days, and an author each or different outlets beside the date.
//
// If the page's title is that of one element, the page is about that element.

// PageTexts returns the articles in a page. If it leaves out blocks that look like
// articles, an error says so.
func PageTexts(page string, opts article.Options) (texts []article.Text, err error) {
	var left error
	err = markup.With(page, opts, func(root *html.Node) {
		s := newSiblings(root)
		if s.isExport() {
			texts = s.texts(s.like, 0)
			return
		}
		t := articleIn(root)
		if s.marks > 0 {
			out := &article.Paragraphs{}
			markup.Write(root, out, false)
			t.Whole = out.Text()
		}
		texts, left = s.withOthers([]article.Text{t}, opts)
	})
	if err == nil {
		err = left
	}
	return texts, err
}

// siblings finds the similar elements of a page.
type siblings struct {
	root  *html.Node
	page  likeness
	marks int // number of texts that end or count records
	forms map[string][]sibling
	order []string
	like  []sibling // the elements of the form with the most text
	live  bool      // the page is a live blog
}

type sibling struct {
	node *html.Node
	likeness
	undated bool // may be a record whose date is missing
}

// newSiblings finds the form of elements that has the most text in the page.
func newSiblings(root *html.Node) *siblings {
	s := &siblings{root: root, forms: map[string][]sibling{}}
	s.page = s.look(root)
	most := 0
	for _, form := range s.order {
		all, sum := withDates(s.forms[form]), 0
		for _, one := range all {
			sum += one.bytes + recordBytes*one.codes
		}
		if len(all) > 1 && sum > most {
			s.like, most = all, sum
		}
	}
	s.forms = nil
	return s
}

// withDates removes elements that lack a date, unless they are at most a third of
// all.
func withDates(all []sibling) []sibling {
	undated := 0
	for _, one := range all {
		if one.undated {
			undated++
		}
	}
	if 3*undated <= len(all) {
		return all
	}
	return slices.DeleteFunc(all, func(one sibling) bool { return one.undated })
}

// holders are the elements that can hold an article.
var holders = article.WordSet("article div section li table tbody dl")

// look counts the contents of an element, and collects elements that may be
// records. An element around several records is not a record.
func (s *siblings) look(n *html.Node) (l likeness) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			l.bytes += len(strings.TrimSpace(c.Data))
			if len(c.Data) < 120 && record.IsMark(c.Data) {
				s.marks++
			}
			continue
		case c.Type != html.ElementNode:
			continue
		case c.Data == "script":
			s.live = s.live || c.FirstChild != nil && strings.Contains(c.FirstChild.Data, "LiveBlogPosting")
			continue
		case markup.Unseen[c.Data] || isButton[c.Data] || markup.Hiding.MatchString(markup.Attr(c, "style")):
			continue
		}
		inner := s.look(c)
		if inner.titles == 0 && isTitle(c) && inner.bytes > 0 && inner.bytes <= longestTitle {
			inner.titles = 1
		}
		inner.leaf(c)
		l.add(inner)
	}
	if !holders[n.Data] || l.records > 1 {
		return l
	}
	if is := l.isRecord(); is || l.isRecordBut() {
		if is {
			l.records = 1
		}
		form := formOf(n)
		if s.forms[form] == nil {
			s.order = append(s.order, form)
		}
		s.forms[form] = append(s.forms[form], sibling{n, l, !is})
	}
	return l
}

// formOf returns what elements of one form share: the name of the element around
// them, their own name, and their class without digits.
func formOf(n *html.Node) string {
	class := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, markup.Attr(n, "class"))
	if len(class) > longestTitle {
		class = class[:longestTitle]
	}
	around := ""
	if n.Parent != nil {
		around = n.Parent.Data
	}
	return around + ">" + n.Data + "." + class
}

// longestTitle is the maximum length of a headline, in bytes.
const longestTitle = 300

var (
	titleClass  = pattern.Compile(`(?i)(?:^|[-_ ]|doc|en|article)(?:title|titre|titel|headline|hed|t[ií]tulo)(?:$|[-_ ]|[A-Z])|titreArticle|headline$`)
	sourceClass = pattern.Compile(`(?i)source|publication|outlet|newspaper|publisher|journal|medium|provider`)
	authorClass = pattern.Compile(`(?i)author|auteur|byline|autor`)
	dayForm     = pattern.Compile(`\b\d{1,2}(?:st|nd|rd|th|er)?\b.{1,16}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}`)
	sourceForm  = pattern.Compile(`(?i)^(?:source|quelle|fuente|publication)\s?:`)
	markForm    = pattern.Compile(`(?i)\b\d[\d,. ]* (?:words|mots|wörter|palabras)\b|©|^copyright\b`)
	// exportTitle matches the titles of pages of search results.
	exportTitle = pattern.Compile(`(?i)\b(?:search|results?|exports?|saved|press (?:review|clippings?)|media (?:review|monitoring)|clippings?|documents?|articles?|files|factiva|lexis\w*|nexis\w*|proquest|europresse|` +
		`pressespiegel|suchergebnis\w*|treffer|ergebnisse|dokumente|revue de presse|résultats?|recherche|panorama de presse|resultados|búsqueda|revista de prensa|prensa)\b`)
	liveForm = pattern.Compile(`(?i)\b(?:live ?blog|live updates|as it happened|liveticker|newsblog|en direct|en vivo|minuto a minuto)\b|\blive\b`)
	isButton = article.WordSet("nav button form select textarea input dialog menu")
)

// isExport reports whether the similar elements are records of an export.
func (s *siblings) isExport() bool {
	if len(s.like) < 2 || s.live {
		return false
	}
	prose, sources, marked, authors := 0, 0, 0, 0
	days, titles, outlets := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, one := range s.like {
		prose += one.prose
		sources += min(one.source, 1)
		authors += min(one.author, 1)
		if one.marks > 0 || one.codes >= 5 || one.labels >= 3 {
			marked++
		}
		day := dayIn(one.node)
		days[day], titles[letters(titleIn(one.node))] = true, true
		if outlet := article.Plain(dayForm.ReplaceAllString(day, "")); strings.Contains(outlet, " ") {
			outlets[outlet] = true
		}
	}
	if s.page.prose-prose > 1 || s.about() >= 0 {
		return false
	}
	most := func(n int) bool { return 5*n >= 4*len(s.like) }
	switch {
	case most(marked):
		return true
	case liveForm.MatchString(pageTitle(s.root)), s.isHeaded(), !most(len(titles)):
		return false
	case most(sources):
		return true
	}
	return len(days) > 1 && prose >= 2*len(s.like) && (most(authors) || 2*len(outlets) > len(s.like))
}

// isHeaded reports whether an h1 outside the similar elements has a text that
// exportTitle does not match.
func (s *siblings) isHeaded() (headed bool) {
	markup.Each(s.root, func(n *html.Node) bool {
		if headed || slices.ContainsFunc(s.like, func(one sibling) bool { return one.node == n }) {
			return false
		}
		if n.Data == "h1" {
			text, _ := markup.ShortText(n, longestTitle)
			headed = text != "" && !exportTitle.MatchString(text)
		}
		return !headed
	})
	return headed
}

// about returns the index of the element whose headline matches the title of the
// page, or -1.
func (s *siblings) about() int {
	said := letters(Describe(s.root).Meta.Title)
	for i, one := range s.like {
		if title := letters(titleIn(one.node)); len(title) > 8 && (strings.HasPrefix(said, title) || len(said) > 8 && strings.HasPrefix(title, said)) {
			return i
		}
	}
	return -1
}

func pageTitle(root *html.Node) (title string) {
	markup.Each(root, func(n *html.Node) bool {
		if n.Data == "title" && title == "" && n.Namespace == "" {
			title = markup.TextOf(n)
		}
		return title == ""
	})
	return title + " " + firstHeading(root)
}

func titleIn(n *html.Node) (title string) {
	markup.Each(n, func(c *html.Node) bool {
		if title == "" && isTitle(c) {
			title, _ = markup.ShortText(c, article.LongestHeading)
		}
		return title == ""
	})
	return title
}

// dayIn returns the first date in an element: the day of a time element, or a short
// text with a day and a year.
func dayIn(n *html.Node) (day string) {
	markup.Each(n, func(c *html.Node) bool {
		if day != "" {
			return false
		}
		if c.Data == "time" && len(markup.Attr(c, "datetime")) >= len("2031-05-06") {
			day = markup.Attr(c, "datetime")[:len("2031-05-06")]
		} else if isLeaf(c) && !isTitle(c) {
			if text, short := markup.ShortText(c, longestTitle); short && dayForm.MatchString(text) {
				day = text
			}
		}
		return day == ""
	})
	return day
}

// texts returns an article for each record, including its title and other header
// lines. before is the number of articles before them.
func (s *siblings) texts(records []sibling, before int) (texts []article.Text) {
	for i, one := range records {
		markup.Each(one.node, func(n *html.Node) bool {
			if text, short := markup.ShortText(n, longestTitle); names[n.Data] && short && !strings.HasSuffix(text, ":") && record.IsLabel(text) {
				n.AppendChild(&html.Node{Type: html.TextNode, Data: ":"})
			}
			return true
		})
		out := &article.Paragraphs{}
		w := markup.Writer{Out: out, Skip: isNoText}
		w.Write(one.node)
		t := article.Text{Text: out.Text(), Part: "#" + strconv.Itoa(before+i+1), Record: fmt.Sprintf("%d of %d", before+i+1, before+len(records))}
		t.Metadata = model.Metadata{Title: titleIn(one.node)}
		markup.Each(one.node, func(n *html.Node) bool {
			if n.Data == "time" && t.Metadata.Published == "" {
				t.Metadata.Published = markup.Attr(n, "datetime")
			}
			if class := markup.Attr(n, "class"); t.Metadata.Byline == "" && class != "" && authorClass.MatchString(class) {
				if by, short := markup.ShortText(n, longestTitle); short && len(by) < 120 {
					t.Metadata.Byline = by
				}
			}
			return true
		})
		texts = append(texts, t)
	}
	return texts
}

// isNoText reports whether an element of a record is not part of its text.
func isNoText(n *html.Node) bool {
	return isButton[n.Data] || markup.Hiding.MatchString(markup.Attr(n, "style"))
}

// left returns the similar elements whose first paragraph is not in t. It returns
// nil if t has none of these paragraphs.
func (s *siblings) left(t article.Text) (others []sibling) {
	if len(s.like) < 2 {
		return nil
	}
	for _, one := range s.like {
		if first := proseIn(one.node); first != "" && !strings.Contains(t.Text, first) {
			others = append(others, one)
		}
	}
	if len(others) == len(s.like) {
		return nil
	}
	return others
}

// WithBlocks returns the article in the tree of a page. If opts.AllBlocks is set,
// the other blocks that look like articles follow. Otherwise, if there are any, an
// error reports that they were left out.
func WithBlocks(root *html.Node, opts article.Options) ([]article.Text, error) {
	s := newSiblings(root)
	return s.withOthers([]article.Text{articleIn(root)}, opts)
}

// withOthers appends the other articles of a page to texts if opts.AllBlocks is
// set. Otherwise, if there are any, it returns an error that counts them.
func (s *siblings) withOthers(texts []article.Text, opts article.Options) ([]article.Text, error) {
	others := s.left(texts[0])
	if opts.AllBlocks {
		return append(texts, s.texts(others, 1)...), nil
	}
	return texts, leftBlocks(len(others))
}

// leftBlocks returns the error for n blocks of a page that look like articles and
// were left out, or nil if n is 0.
func leftBlocks(n int) error {
	if n == 0 {
		return nil
	}
	more := strconv.Itoa(n) + " more blocks look like articles"
	if n == 1 {
		more = "1 more block looks like an article"
	}
	return article.LeftOut{Part: "more articles", Err: fmt.Errorf("%w: %s", model.ErrIncomplete, more), Blocks: n}
}

// proseIn returns the first long paragraph in an element, or "".
func proseIn(n *html.Node) (text string) {
	markup.Each(n, func(c *html.Node) bool {
		if text == "" && markup.IsBlock[c.Data] && isLeaf(c) && !isTitle(c) {
			if all := markup.TextOf(c); len(all) >= proseBytes {
				text = all
			}
		}
		return text == ""
	})
	return text
}

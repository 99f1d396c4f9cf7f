package page

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// Description is the metadata that a page states.
type Description struct {
	Meta model.Metadata
	body string // the article's text in JSON-LD, if any

	office bool // saved by an office program, so all of it is text

	bylines, times []shown // in page order
}

// shown is the value that an element shows for a field of an article.
type shown struct {
	at    *html.Node
	value string
}

// Describe reads the metadata of a page. JSON-LD takes precedence over Open Graph
// and other meta elements. Describe collects shown authors and dates but does not
// use them, since they may belong to a comment or another story: see AddShown.
func Describe(root *html.Node) Description {
	var s Description
	var data linkedData
	meta := map[string]string{}
	page := model.Metadata{}
	markup.Each(root, func(n *html.Node) bool {
		switch n.Data {
		case "html":
			page.Language = markup.Attr(n, "lang")
		case "script":
			if strings.EqualFold(strings.TrimSpace(markup.Attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				data.read(n.FirstChild.Data)
			}
		case "meta":
			name := strings.ToLower(cmp.Or(markup.Attr(n, "property"), markup.Attr(n, "name"), markup.Attr(n, "itemprop")))
			if name == "datepublished" && markup.Attr(n, "itemprop") != "" { // it belongs to the element around it
				s.shows(&s.times, n, markup.Attr(n, "content"))
				break
			}
			if value := article.Plain(markup.Attr(n, "content")); name != "" && meta[name] == "" {
				meta[name] = value
			}
		case "link":
			if markup.Attr(n, "rel") == "canonical" && page.URL == "" {
				page.URL = markup.Attr(n, "href")
			}
		case "title":
			// the title in an SVG drawing names a shape
			if page.Title == "" && n.Namespace == "" {
				page.Title = markup.TextOf(n)
			}
		case "time":
			s.shows(&s.times, n, markup.Attr(n, "datetime"))
		}
		if isByline(n) {
			s.shows(&s.bylines, n, markup.Attr(n, "content"))
		}
		return true
	})
	s.office = officeMade.MatchString(meta["generator"])
	page = Join(fromMeta(meta), page)
	heading := ""
	if h := headingOf(root, letters(page.Title)); h != nil {
		heading, _ = markup.ShortText(h, article.LongestHeading)
	}
	var titles []string
	for _, title := range []string{page.Title, heading} {
		if title = letters(title); title != "" {
			titles = append(titles, title)
		}
	}
	s.Meta, s.body = data.about(page, titles)
	s.Meta = Join(s.Meta, page, model.Metadata{Outlet: article.Plain(data.site)})
	s.Meta.Title = withoutSite(s.Meta.Title, s.Meta.Outlet, heading)
	return s
}

// shows records a field that an element shows: value, or the element's text if
// value is empty.
func (s *Description) shows(all *[]shown, n *html.Node, value string) {
	const longest = 200 // bytes
	if len(*all) == maxShown {
		return
	}
	if value == "" {
		value, _ = markup.ShortText(n, article.LongestHeading)
	}
	if value != "" && len(value) < longest {
		*all = append(*all, shown{n, value})
	}
}

// maxShown is the maximum number of bylines, and of dates, that are considered in a
// page.
const maxShown = 1 << 10

// AddShown adds the shown author and date if the page states none. It skips parts
// of the page that are about other texts. Comments and other stories must already
// have been removed from the tree.
func (s *Description) AddShown(root *html.Node) {
	headline := headingOf(root, letters(s.Meta.Title))
	first := func(all []shown) (value string) {
		for _, one := range all {
			if !isOwn(one.at, root, headline) {
				continue
			}
			if markup.Attr(one.at, "itemprop") != "" { // the attribute states the field
				return one.value
			}
			value = cmp.Or(value, one.value)
		}
		return value
	}
	if s.Meta.Byline == "" {
		s.Meta.Byline = WithoutBy(first(s.bylines))
	}
	if s.Meta.Published == "" {
		s.Meta.Published = first(s.times)
	}
}

// others are words in the class or id of elements that show authors and dates of
// other texts.
var others = article.WordSet(`comment comments discussion disqus respond responses replies reply related recommend recommended recommendations teaser teasers promo
	trending most-read most-popular more-stories sidebar read-more latest ticker carousel newsletter outbrain taboola`)

// isOwn reports whether an element belongs to the article of the page. headline is
// nil if the page has none.
func isOwn(n, root, headline *html.Node) bool {
	within := headline
	for within != nil && within.Data != "article" {
		within = within.Parent
	}
	for ; n != root; n = n.Parent {
		if n == nil {
			return false
		}
		kind := markup.Attr(n, "itemtype")
		switch {
		case n.Data == "nav", n.Data == "aside" && !isByline(n), strings.HasSuffix(kind, "Comment"), strings.HasSuffix(kind, "Review"):
			return false
		case n.Data == "article" && within != nil && n != within && !holds(n, within):
			return false
		case n.Data != "body" && n.Data != "html" && (markup.IsCalled(markup.Attr(n, "class"), others) || markup.IsCalled(markup.Attr(n, "id"), others)):
			return false
		}
	}
	return true
}

// headingOf returns the first heading that matches title, which is in the form that
// letters returns. If none matches, headingOf returns the first h1, or nil.
func headingOf(root *html.Node, title string) (found *html.Node) {
	var first *html.Node
	markup.Each(root, func(n *html.Node) bool {
		if found != nil || !isHeading(n) {
			return found == nil
		}
		if n.Data == "h1" && first == nil {
			first = n
		}
		if text, _ := markup.ShortText(n, article.LongestHeading); title != "" && sameTitle(letters(text), title) {
			found = n
		}
		return false
	})
	if found == nil {
		return first
	}
	return found
}

func isHeading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
}

// Join merges metadata. It takes each field that a page can state from the first
// argument that has it.
func Join(all ...model.Metadata) (m model.Metadata) {
	for _, one := range all {
		m.Title = cmp.Or(m.Title, one.Title)
		m.Outlet = cmp.Or(m.Outlet, one.Outlet)
		m.Byline = cmp.Or(m.Byline, one.Byline)
		m.Dateline = cmp.Or(m.Dateline, one.Dateline)
		m.Published = cmp.Or(m.Published, one.Published)
		m.URL = cmp.Or(m.URL, one.URL)
		m.Language = cmp.Or(m.Language, one.Language)
		m.Section = cmp.Or(m.Section, one.Section)
	}
	return m
}

// fromMeta reads the meta elements, keyed by their names in lower case.
func fromMeta(meta map[string]string) model.Metadata {
	first := func(names string) string {
		for name := range strings.FieldsSeq(names) {
			if meta[name] != "" {
				return meta[name]
			}
		}
		return ""
	}
	m := model.Metadata{
		Title:     first("og:title twitter:title dc.title dcterms.title citation_title headline parsely-title sailthru.title"),
		Outlet:    first("og:site_name dc.publisher dcterms.publisher publisher citation_journal_title application-name"),
		Byline:    first("author article:author dc.creator dcterms.creator citation_author parsely-author sailthru.author byl"),
		Published: first("article:published_time og:article:published_time datepublished date pubdate publishdate publish-date dc.date dcterms.date dc.date.issued dcterms.created citation_publication_date parsely-pub-date sailthru.date"),
		URL:       first("og:url"),
		Language:  first("og:locale content-language dc.language"),
		Section:   first("article:section og:article:section parsely-section"),
	}
	m.Byline = WithoutBy(m.Byline)
	if strings.Contains(m.Byline, "://") { // Open Graph requires an address there
		m.Byline = ""
	}
	m.Language, _, _ = strings.Cut(m.Language, "_")
	return m
}

var (
	bylineNames = article.WordSet("byline author writer")
	byWord      = pattern.Compile(`^(?i:by|von|par|por|текст|автор:?)\s+`)
)

// officeMade matches the names of office programs that save documents as pages.
var officeMade = pattern.Compile(`^(?i:LibreOffice|OpenOffice|NeoOffice|Microsoft Word|Abiword|Collabora)`)

// isByline reports whether an element shows the author of the article.
func isByline(n *html.Node) bool {
	return markup.Attr(n, "rel") == "author" || markup.Attr(n, "itemprop") == "author" || markup.IsCalled(markup.Attr(n, "class"), bylineNames)
}

func WithoutBy(by string) string { return byWord.ReplaceAllString(article.Plain(by), "") }

// withoutSite removes the site's name from a title: "Bridge fails | The Paper". A
// title that begins with the heading becomes the heading.
func withoutSite(title, outlet, heading string) string {
	if heading != "" && title != heading && strings.HasPrefix(title, heading) {
		return heading
	}
	for _, bar := range []string{" | ", " – ", " — ", " - ", " · ", " :: "} {
		if at := strings.LastIndex(title, bar); at > 0 && outlet != "" && article.SameWords(title[at+len(bar):], outlet) {
			return title[:at]
		}
	}
	return title
}

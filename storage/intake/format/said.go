package format

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/model"
)

// statement is what a page says of itself.
type statement struct {
	meta model.Metadata
	body string // the article's text in JSON-LD, which some pages bring along

	office bool // an office has saved it, so that all of it is text
}

// said reads what a page says of itself: JSON-LD first, for it is made for
// machines, then Open Graph and other meta elements, then what is shown.
func said(root *html.Node) statement {
	var s statement
	meta := map[string]string{}
	shown := model.Metadata{}
	each(root, func(n *html.Node) bool {
		switch n.Data {
		case "html":
			shown.Language = attr(n, "lang")
		case "script":
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				s.linked(n.FirstChild.Data)
			}
		case "meta":
			name := strings.ToLower(cmp.Or(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))
			if value := plain(attr(n, "content")); name != "" && meta[name] == "" {
				meta[name] = value
			}
		case "link":
			if attr(n, "rel") == "canonical" && shown.URL == "" {
				shown.URL = attr(n, "href")
			}
		case "title":
			// in a drawing it names a shape
			if shown.Title == "" && n.Namespace == "" {
				shown.Title = textOf(n)
			}
		case "time":
			if shown.Published == "" {
				written, _ := shortText(n, longestHeading)
				shown.Published = cmp.Or(attr(n, "datetime"), written)
			}
		}
		if shown.Byline == "" && isByline(n) {
			written, _ := shortText(n, longestHeading)
			if by := cmp.Or(attr(n, "content"), written); len(by) < 200 {
				shown.Byline = byless(by)
			}
		}
		return true
	})
	s.office = officeMade.MatchString(meta["generator"])
	s.meta = join(s.meta, fromMeta(meta), shown)
	s.meta.Title = withoutSite(s.meta.Title, s.meta.Outlet, firstHeading(root))
	return s
}

// join takes each field from the first that has it.
func join(all ...model.Metadata) (m model.Metadata) {
	for _, one := range all {
		m.Title = cmp.Or(m.Title, one.Title)
		m.Outlet = cmp.Or(m.Outlet, one.Outlet)
		m.Byline = cmp.Or(m.Byline, one.Byline)
		m.Dateline = cmp.Or(m.Dateline, one.Dateline)
		m.Published = cmp.Or(m.Published, one.Published)
		m.URL = cmp.Or(m.URL, one.URL)
		m.Language = cmp.Or(m.Language, one.Language)
	}
	return m
}

// fromMeta reads the meta elements, by their names in small letters.
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
	}
	m.Byline = byless(m.Byline)
	if strings.Contains(m.Byline, "://") { // Open Graph wants an address there
		m.Byline = ""
	}
	m.Language, _, _ = strings.Cut(m.Language, "_")
	return m
}

var (
	bylineNames = set("byline author writer")
	byWord      = regexp.MustCompile(`^(?i:by|von|par|por|текст|автор:?)\s+`)
)

// officeMade are the programs that save documents as pages.
var officeMade = regexp.MustCompile(`^(?i:LibreOffice|OpenOffice|NeoOffice|Microsoft Word|Abiword|Collabora)`)

// isByline reports whether an element shows who wrote the article.
func isByline(n *html.Node) bool {
	return attr(n, "rel") == "author" || attr(n, "itemprop") == "author" || isCalled(attr(n, "class"), bylineNames)
}

func byless(by string) string { return byWord.ReplaceAllString(plain(by), "") }

// withoutSite takes the site's name off a title: "Bridge fails | The Paper".
func withoutSite(title, outlet, heading string) string {
	if heading != "" && title != heading && strings.HasPrefix(title, heading) {
		return heading
	}
	for _, bar := range []string{" | ", " – ", " — ", " - ", " · ", " :: "} {
		if at := strings.LastIndex(title, bar); at > 0 && outlet != "" && sameWords(title[at+len(bar):], outlet) {
			return title[:at]
		}
	}
	return title
}

// maxLinked is how long a JSON-LD script may be, in bytes; what it is made into
// takes some fifty times as much.
const maxLinked = 1 << 20

// linked reads a JSON-LD script. One that cannot be read says nothing.
func (s *statement) linked(script string) {
	if len(script) > maxLinked {
		return
	}
	var value any
	if json.Unmarshal([]byte(strings.TrimSpace(script)), &value) == nil {
		s.thing(value, 0)
	}
}

// thing looks for an article in a value of JSON-LD.
func (s *statement) thing(value any, depth int) {
	if depth > 8 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			s.thing(one, depth+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			s.meta = join(s.meta, articleMeta(v))
			if body := str(v["articleBody"]); s.body == "" {
				s.body = lines(body)
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "itemListElement"} {
			s.thing(v[key], depth+1)
		}
	}
}

// lines makes paragraphs of the lines of a text.
func lines(text string) string {
	p := &paragraphs{}
	for line := range strings.SplitSeq(text, "\n") {
		p.write(line)
		p.end()
	}
	return p.text()
}

// isArticle reports whether a type of schema.org is one of articles.
func isArticle(kind any) bool {
	switch k := kind.(type) {
	case string:
		return strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "Posting") && k != "JobPosting" || k == "Report"
	case []any:
		for _, one := range k {
			if isArticle(one) {
				return true
			}
		}
	}
	return false
}

func articleMeta(v map[string]any) model.Metadata {
	return model.Metadata{
		Title:     plain(html.UnescapeString(cmp.Or(str(v["headline"]), str(v["name"])))),
		Outlet:    plain(named(v["publisher"])),
		Byline:    byless(named(v["author"])),
		Dateline:  plain(str(v["dateline"])),
		Published: cmp.Or(str(v["datePublished"]), str(v["dateCreated"])),
		URL:       cmp.Or(str(v["url"]), str(v["mainEntityOfPage"])),
		Language:  str(v["inLanguage"]),
	}
}

// str gives a text of JSON-LD, or the @id of a thing.
func str(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		id, _ := v["@id"].(string)
		return id
	}
	return ""
}

// named gives the name of a person or organisation, or the names of several.
func named(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		return named(v["name"])
	case []any:
		var names []string
		for _, one := range v {
			if name := named(one); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

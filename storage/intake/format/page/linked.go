package page

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
)

// Which article a page is about
//
// The JSON-LD of a page often describes more than its article: the site, the page,
// other stories, and the authors, to whom the article only refers.
//
//	{"@graph": [
//	  {"@type": "NewsArticle", "headline": "Bridge fails", "author": {"@id": "#ann"}},
//	  {"@type": "NewsArticle", "headline": "Rain expected", "author": {"name": "Bo"}},
//	  {"@type": "Person", "@id": "#ann", "name": "Ann"}]}
//
// So the objects of all scripts are collected first. Then the articles among them
// are compared with the address and the headline that the page states elsewhere,
// references are resolved, and only articles that agree are used. If none agrees,
// the first article is used, unless something contradicts it or it is in a list.

// maxLinked is the maximum size of all JSON-LD scripts of a page, in bytes.
const maxLinked = 1 << 20

// linkedData holds the data in the JSON-LD scripts of a page.
type linkedData struct {
	size     int // of the scripts, in bytes
	steps    int // values inspected for names
	articles []linkedArticle
	byID     map[string]map[string]any
	site     string // the name of the WebSite
}

type linkedArticle struct {
	fields map[string]any
	listed bool // in a list, which often holds other stories
}

// read reads a script. It ignores the script if it is invalid or if all scripts
// would exceed maxLinked.
func (l *linkedData) read(script string) {
	if l.size+len(script) > maxLinked {
		return
	}
	l.size += len(script)
	var value any
	if json.Unmarshal([]byte(strings.TrimSpace(script)), &value) == nil {
		l.gather(value, false, 0)
	}
}

// maxLinkedDepth is the maximum depth to which objects and references are followed.
const maxLinkedDepth = 8

// gather collects the objects in a value.
func (l *linkedData) gather(value any, listed bool, depth int) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			l.gather(one, listed, depth+1)
		}
	case map[string]any:
		l.identify(v)
		switch {
		case isArticle(v["@type"]):
			l.articles = append(l.articles, linkedArticle{v, listed})
		case isType(v["@type"], "WebSite"):
			l.site = cmp.Or(l.site, str(v["name"]))
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "creator", "publisher", "isPartOf", "provider"} {
			l.gather(v[key], listed, depth+1)
		}
		for _, key := range []string{"item", "itemListElement", "hasPart"} {
			l.gather(v[key], true, depth+1)
		}
	}
}

// identify records an object that others may refer to.
func (l *linkedData) identify(v map[string]any) {
	id, _ := v["@id"].(string)
	if id == "" || len(v) < 2 {
		return
	}
	if l.byID == nil {
		l.byID = map[string]map[string]any{}
	}
	known := l.byID[id]
	if known == nil {
		l.byID[id] = v
		return
	}
	for key, value := range v { // an object may be described in parts
		if known[key] == nil {
			known[key] = value
		}
	}
}

// about returns the metadata and the text that the scripts state for the article of
// the page. page is the metadata from other sources, and titles are its possible
// titles as letters returns them.
func (l *linkedData) about(page model.Metadata, titles []string) (meta model.Metadata, body string) {
	type candidate struct {
		linkedArticle
		agrees int
	}
	var all []candidate
	for _, a := range l.articles {
		all = append(all, candidate{a, l.agreement(a.fields, page.URL, titles)})
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.agrees, a.agrees) })
	for i, c := range all {
		if c.agrees < 0 || c.agrees == 0 && (i > 0 || c.listed) {
			break
		}
		meta = Join(meta, l.articleMeta(c.fields))
		if body == "" {
			body = lines(str(c.fields["articleBody"]))
		}
	}
	return meta, body
}

// agreement returns how well an article agrees with the address and the titles of
// the page. A positive number means that it is probably the article of the page, a
// negative one that it is probably another.
func (l *linkedData) agreement(v map[string]any, address string, titles []string) (points int) {
	switch title := letters(html.UnescapeString(cmp.Or(str(v["headline"]), str(v["name"])))); {
	case title == "" || len(titles) == 0:
	case slices.ContainsFunc(titles, func(t string) bool { return sameTitle(t, title) }):
		points += 2
	default:
		points--
	}
	if address == "" {
		return points
	}
	at := addressKey(address)
	for _, key := range []string{"mainEntityOfPage", "url", "@id", "isPartOf"} {
		other := l.address(v[key])
		if other == "" {
			continue
		}
		if addressKey(other) == at {
			return points + 2
		}
		if key == "url" || key == "mainEntityOfPage" {
			points-- // two such addresses cancel out a headline that agrees
		}
	}
	return points
}

// sameTitle reports whether two titles, in the form that letters returns, are
// equal, or one begins with the other, as a title with the name of the site does.
func sameTitle(a, b string) bool {
	const least = 16 // bytes; shorter titles begin many others
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) >= least && strings.HasPrefix(b, a)
}

// address returns the page address that a value refers to, or "".
func (l *linkedData) address(value any) string {
	s := str(value)
	if v, ok := value.(map[string]any); ok && s == "" {
		s = str(v["url"])
	}
	if !strings.Contains(s, "/") { // a name within the script
		return ""
	}
	return s
}

// addressKey returns an address in lower case without its scheme, "www.", query,
// fragment and final slashes.
func addressKey(address string) string {
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = strings.TrimPrefix(rest, "www.")
	}
	return strings.ToLower(strings.TrimRight(address, "/"))
}

// lines makes a paragraph of each line of a text.
func lines(text string) string {
	p := &article.Paragraphs{}
	for line := range strings.SplitSeq(text, "\n") {
		p.Write(line)
		p.End()
	}
	return p.Text()
}

// isArticle reports whether a schema.org type is a kind of article.
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

// isType reports whether a schema.org type, or one of several, is want.
func isType(kind any, want string) bool {
	if all, ok := kind.([]any); ok {
		return slices.Contains(all, any(want))
	}
	return kind == want
}

func (l *linkedData) articleMeta(v map[string]any) model.Metadata {
	by := cmp.Or(l.named(v["author"], 0), l.named(v["creator"], 0))
	return model.Metadata{
		Title:     article.Plain(html.UnescapeString(cmp.Or(str(v["headline"]), str(v["name"])))),
		Outlet:    article.Plain(html.UnescapeString(cmp.Or(l.named(v["publisher"], 0), l.named(v["sourceOrganization"], 0)))),
		Byline:    WithoutBy(html.UnescapeString(by)),
		Dateline:  article.Plain(str(v["dateline"])),
		Published: cmp.Or(str(v["datePublished"]), str(v["dateCreated"])),
		URL:       cmp.Or(l.address(v["url"]), l.address(v["mainEntityOfPage"])),
		Language:  str(v["inLanguage"]),
		Section:   article.Plain(html.UnescapeString(firstText(v["articleSection"]))),
	}
}

// firstText returns a text of JSON-LD, or the first of several.
func firstText(value any) string {
	if list, ok := value.([]any); ok && len(list) > 0 {
		value = list[0]
	}
	return str(value)
}

// str returns a text or number of JSON-LD, or the @value or @id of an object. Of a
// list it takes the first element.
func str(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case float64: // such as a date in seconds since 1970
		return strconv.FormatFloat(v, 'f', -1, 64)
	case map[string]any:
		if text, ok := v["@value"].(string); ok {
			return text
		}
		id, _ := v["@id"].(string)
		return id
	case []any:
		if len(v) > 0 {
			return str(v[0])
		}
	}
	return ""
}

// maxSteps is the maximum number of values of a page that are inspected for names.
// Lists that refer to lists could multiply without limit.
const maxSteps = 1 << 12

// named returns the name of a person or organisation, or the names of several. It
// resolves references.
func (l *linkedData) named(value any, depth int) string {
	if l.steps++; l.steps > maxSteps || depth > maxLinkedDepth {
		return ""
	}
	switch v := value.(type) {
	case string:
		if thing := l.byID[v]; thing != nil {
			return l.named(thing, depth+1)
		}
		if strings.Contains(v, "://") { // an address, not a name
			return ""
		}
		return v
	case map[string]any:
		if text, ok := v["@value"].(string); ok {
			return text
		}
		if list, ok := v["@list"]; ok {
			return l.named(list, depth+1)
		}
		if name := l.named(v["name"], depth+1); name != "" {
			return name
		}
		if name := strings.TrimSpace(str(v["givenName"]) + " " + str(v["familyName"])); name != "" {
			return name
		}
		id, _ := v["@id"].(string)
		if thing := l.byID[id]; thing != nil && depth < maxLinkedDepth/2 {
			return l.named(thing["name"], depth+1)
		}
	case []any:
		var names []string
		for _, one := range v {
			if name := l.named(one, depth+1); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

package page

import (
	"strings"

	"golang.org/x/net/html"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
	"assay.app/assay/storage/intake/record"
)

// likeness counts what an element contains, at any depth.
type likeness struct {
	bytes  int
	titles int
	dates  int
	prose  int // paragraphs
	source int // lines or classes that name a source
	marks  int // word counts and copyright lines
	author int // lines or classes that name an author
	codes  int // field codes, such as HD
	labels int // field names, such as "Title:"

	records int // elements that may be records, not counting those inside another
}

func (l *likeness) add(o likeness) {
	l.bytes += o.bytes
	l.titles += o.titles
	l.dates += o.dates
	l.prose += o.prose
	l.source += o.source
	l.marks += o.marks
	l.author += o.author
	l.codes += o.codes
	l.labels += o.labels
	l.records += o.records
}

// isRecord reports whether an element looks like a record of an export: an article
// with field codes, with field names, or with a title and a date.
func (l likeness) isRecord() bool {
	if l.codes >= 5 || l.labels >= 3 && l.dates > 0 && l.prose > 0 {
		return true
	}
	return l.titles > 0 && l.dates > 0 && l.prose > 0 && (l.bytes >= recordBytes || l.prose > 1)
}

// isRecordBut reports whether an element without records in it would be a record if
// it had a date.
func (l likeness) isRecordBut() bool {
	if l.dates > 0 || l.records > 0 {
		return false
	}
	l.dates = 1
	return l.isRecord()
}

// recordBytes is the minimum text of an article of one paragraph, in bytes.
const recordBytes = 200

func isTitle(n *html.Node) bool {
	switch n.Data {
	case "h1", "h2", "h3", "h4":
		return true
	}
	class := markup.Attr(n, "class")
	return class != "" && n.Data != "body" && titleClass.MatchString(class)
}

// isLeaf reports whether an element is not a table and has no block among its
// children.
func isLeaf(n *html.Node) bool {
	if n.Data == "table" {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && markup.IsBlock[c.Data] {
			return false
		}
	}
	return true
}

// leaf adds the element n itself to l, which already counts the content of n. An
// element may be a date, a source or an author. If it contains no blocks, it may
// also be a paragraph, a field name or code, a word count or a copyright line.
func (l *likeness) leaf(n *html.Node) {
	if n.Data == "time" {
		if l.dates == 0 && dayForm.MatchString(markup.Attr(n, "datetime")) {
			l.dates = 1
		}
		return
	}
	if class := markup.Attr(n, "class"); class != "" && l.bytes > 0 && l.bytes < longestTitle {
		if l.source == 0 && sourceClass.MatchString(class) {
			l.source++
		}
		if l.author == 0 && authorClass.MatchString(class) {
			l.author++
		}
	}
	if l.bytes == 0 || !markup.IsBlock[n.Data] && n.Data != "span" && n.Data != "b" || !isLeaf(n) {
		return
	}
	text, short := markup.ShortText(n, longestTitle)
	sentence := !short || article.EndsSentence(text)
	if short && l.labels == 0 && (names[n.Data] || strings.Contains(text, ":")) && record.IsLabel(text) {
		l.labels = 1
	}
	if l.bytes >= proseBytes && l.titles == 0 && l.labels == 0 && sentence {
		if 2*linkBytes(n) < l.bytes && n.Data != "span" && n.Data != "b" {
			l.prose++
		}
		return
	}
	if !short {
		return
	}
	if l.dates == 0 && (l.labels > 0 || !sentence) && dayForm.MatchString(text) {
		l.dates++
	}
	if l.source == 0 && sourceForm.MatchString(text) {
		l.source++
	}
	if l.marks == 0 && markForm.MatchString(text) {
		l.marks++
	}
	if l.author == 0 && len(text) < 120 && byWord.MatchString(text) {
		l.author++
	}
	if l.codes == 0 && len(text) <= 3 && record.IsCode(text) {
		l.codes++
	}
}

// names are the elements that hold names of fields.
var names = article.WordSet("th dt")

// proseBytes is the minimum length of a paragraph of an article, in bytes.
const proseBytes = 60

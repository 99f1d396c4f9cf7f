// Package record declares the records that assayctl prints as JSON, and makes them
// from other types.
package record

import (
	"encoding/json"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/intake/rehearse"
)

// The metadata of an article is declared in parts, because commands print different
// parts. Unknown values are empty.
type (
	titles struct {
		Title  string `json:"title"`
		Outlet string `json:"outlet"`
	}
	authors struct {
		Byline   string `json:"byline"`
		Dateline string `json:"dateline"`
	}
	dates struct {
		Published   string `json:"published"`
		PublishedAt string `json:"publishedAt"`
	}
	copies struct {
		Retrieved string `json:"retrieved"`
		Archive   string `json:"archive"`
	}
)

func titlesOf(m model.Metadata) titles   { return titles{m.Title, m.Outlet} }
func authorsOf(m model.Metadata) authors { return authors{m.Byline, m.Dateline} }
func datesOf(m model.Metadata) dates     { return dates{m.Published, m.PublishedAt} }
func copiesOf(m model.Metadata) copies   { return copies{m.Retrieved, m.Archive} }

// Listed is an article as "list --json" prints it.
type Listed struct {
	ID model.ArticleID `json:"id"`
	titles
	authors
	dates
	Section   string `json:"section"`
	Language  string `json:"language"`
	File      string `json:"file"`
	Sentences int    `json:"sentences"`
	Tagged    int    `json:"tagged"`
	Notes     int    `json:"notes"`

	Versions int             `json:"versions,omitempty"` // of the article, if there are several
	Newest   model.ArticleID `json:"newest,omitempty"`   // the newest version, if this is an earlier one
}

// ListedOf returns the record of an article with the given number of tagged
// sentences.
func ListedOf(s model.Summary, tagged int) Listed {
	m := s.Metadata
	return Listed{
		ID: s.ID, titles: titlesOf(m), authors: authorsOf(m), dates: datesOf(m),
		Section: m.Section, Language: m.Language, File: model.BaseName(s.ImportPath),
		Sentences: s.Progress.Sentences, Tagged: tagged, Notes: s.Progress.Notes,
	}
}

// Shown is an article as "show --json" prints it.
type Shown struct {
	ID      model.ArticleID `json:"id"`
	Heading string          `json:"heading"`
	titles
	authors
	dates
	copies
	Section    string          `json:"section"`
	URL        string          `json:"url"`
	Language   string          `json:"language"`
	File       string          `json:"file"`
	SHA256     string          `json:"sha256"`
	Encoding   string          `json:"encoding"`
	Source     json.RawMessage `json:"source,omitempty"`
	ImportedAt time.Time       `json:"importedAt"`
	Length     json.RawMessage `json:"length"`
	Paragraphs json.RawMessage `json:"paragraphs"`
	Sentences  json.RawMessage `json:"sentences"`
	Asides     json.RawMessage `json:"asides"`
	Detached   json.RawMessage `json:"detached,omitempty"`
	Notes      json.RawMessage `json:"notes"`
	Origin     json.RawMessage `json:"origin,omitempty"`
	Grades     json.RawMessage `json:"grades,omitempty"`
}

// ShownOf returns the record of a document, or an error if the document cannot be
// exported. The fields of raw JSON are as in an annotation set. lists are those of the
// project.
func ShownOf(doc *model.Document, lists exchange.Lists) (Shown, error) {
	inSet, err := exchange.MarshalArticle(doc, lists)
	if err != nil {
		return Shown{}, err
	}
	var s Shown
	if err := json.Unmarshal(inSet, &s); err != nil {
		return Shown{}, err
	}
	m := doc.Metadata
	s.Heading, s.titles, s.authors, s.dates, s.copies = doc.Heading(), titlesOf(m), authorsOf(m), datesOf(m), copiesOf(m)
	s.Section, s.URL, s.Language = m.Section, m.URL, m.Language
	return s, nil
}

// Rehearsed is an article as "import --dry-run --json" prints it.
type Rehearsed struct {
	ArticleFile
	Format   string `json:"format"`
	Encoding string `json:"encoding,omitempty"`
	RunnerUp string `json:"encodingRunnerUp,omitempty"` // the second likeliest encoding, if it was guessed
	titles
	authors
	dates
	copies
	Section   string        `json:"section"`
	Language  string        `json:"language"`
	URL       string        `json:"url,omitempty"`
	Sentences int           `json:"sentences"`
	Opening   string        `json:"opening"`
	Asides    []Aside       `json:"asides"`
	Known     bool          `json:"known"`
	Twin      string        `json:"-"` // import path of an earlier article in this import with the same text, or ""
	Similar   []Similar     `json:"similar"`
	VersionOf *VersionOf    `json:"versionOf,omitempty"` // the article that it is probably a newer version of
	Record    *model.Record `json:"record,omitempty"`    // the article's place in a file of several articles
}

// Aside is a unit of an article that is not a sentence.
type Aside struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// RehearsedOf returns the record of an article that was read in a dry run.
func RehearsedOf(article rehearse.Article) Rehearsed {
	doc, m := article.Document, article.Metadata
	r := Rehearsed{
		ArticleFile: ArticleFileOf(doc.Article), Format: "text", Encoding: doc.Encoding, RunnerUp: doc.RunnerUp,
		titles: titlesOf(m), authors: authorsOf(m), dates: datesOf(m), copies: copiesOf(m),
		Section: m.Section, Language: m.Language, URL: m.URL,
		Sentences: article.Sentences(), Opening: strings.Join(article.Opening(), " "), Asides: []Aside{},
		Known: article.Known || article.Twin != "", Similar: SimilarOf(article.Similar, 0),
		VersionOf: VersionOfOffer(article.Offer),
	}
	if !article.Known {
		r.Twin = article.Twin
	}
	if doc.Source != (model.Source{}) {
		r.Format, r.Encoding = doc.Source.Format, doc.Source.Encoding
	}
	if place := doc.Source.Record; place.N > 0 {
		r.Record = &place
	}
	for _, u := range article.Asides() {
		r.Asides = append(r.Asides, Aside{Kind: u.Kind.String(), Text: u.Span.Of(doc.Text)})
	}
	return r
}

// Found is an article as "search --json" prints it.
type Found struct {
	ID      model.ArticleID `json:"id"`
	Heading string          `json:"heading"`
	titles
	dates
	Section   string      `json:"section"`
	URL       string      `json:"url"`
	Sentences []FoundUnit `json:"sentences"`
}

// FoundUnit is a sentence or aside as in an annotation set, with the spans that
// matched the query.
type FoundUnit struct {
	ID          string          `json:"id,omitempty"`
	Kind        string          `json:"kind,omitempty"`
	Index       *int            `json:"index,omitempty"`
	Paragraph   int             `json:"paragraph"`
	Span        json.RawMessage `json:"span"`
	Text        string          `json:"text"`
	Marks       [][2]int        `json:"marks"` // in bytes of Text
	Annotations json.RawMessage `json:"annotations,omitempty"`
	Notes       json.RawMessage `json:"notes,omitempty"`
}

// FoundOf returns the record of the hits in a document, or an error if the document
// cannot be exported.
func FoundOf(doc *model.Document, found search.Found) (Found, error) {
	m := doc.Metadata
	out := Found{ID: doc.ID, Heading: doc.Heading(), titles: titlesOf(m), dates: datesOf(m), Section: m.Section, URL: m.URL}
	var hits search.Hits
	hits.Add(found)
	raw, err := exchange.MarshalFound(doc, &hits)
	if err != nil {
		return out, err
	}
	if err := json.Unmarshal(raw, &out.Sentences); err != nil {
		return out, err
	}
	marks := map[string][][2]int{}
	for _, s := range found.Sentences {
		list := [][2]int{}
		for _, mark := range s.Marks {
			list = append(list, [2]int{mark.Start, mark.End})
		}
		marks[s.Text] = list // equal texts have equal marks
	}
	for i := range out.Sentences {
		out.Sentences[i].Marks = marks[out.Sentences[i].Text]
	}
	return out, nil
}

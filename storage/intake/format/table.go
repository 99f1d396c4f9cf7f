package format

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"assay.app/assay/model"
)

// Columns says which columns of a table, or which fields of JSON objects, hold
// what; by the name in the first row, whatever its capitals, or by number from
// 1 ("#2"). An empty one is guessed; NoColumn is none.
type Columns struct {
	Text, Title, Published, Outlet, Byline, Dateline, URL, Language string
}

// columnNames are what columns are called, the likeliest first.
var columnNames = map[string]string{
	"text":      "text body content article articletext article_text fulltext full_text full text articlebody maintext story story_text inhalt volltext texte contenu texto contenido cuerpo текст зміст текст_статті description_full",
	"title":     "title headline heading titel überschrift titre título titulo заголовок назва subject name",
	"published": "published date publication_date publicationdate pubdate pub_date published_at publishdate publish_date datepublished date_published published_date article_date datum fecha дата timestamp time created_at created year_month_day",
	"outlet":    "outlet source publisher publication newspaper site site_name source_name sourcename medium media journal website quelle fuente источник джерело видання domain",
	"byline":    "byline author authors writer creator journalist autor auteur автор",
	"dateline":  "dateline location place ort lieu",
	"url":       "url link uri href permalink web_url webpage address",
	"language":  "language lang language_code sprache langue idioma мова язык",
}

// fields are the columns in the order in which they are looked for.
var fields = []string{"text", "title", "published", "outlet", "byline", "dateline", "url", "language"}

// mapping is which column holds each field, -1 where none does.
type mapping map[string]int

// Column gives the column that holds a field.
func (c Columns) Column(field string) string {
	switch field {
	case "text":
		return c.Text
	case "title":
		return c.Title
	case "published":
		return c.Published
	case "outlet":
		return c.Outlet
	case "byline":
		return c.Byline
	case "dateline":
		return c.Dateline
	case "url":
		return c.URL
	case "language":
		return c.Language
	}
	return ""
}

// columnKeys are the keys of columnNames. Most plain texts are asked whether
// their first line names columns, so they are worked out once.
var columnKeys = sync.OnceValue(func() map[string][]string {
	keys := map[string][]string{}
	for field, names := range columnNames {
		for name := range strings.FieldsSeq(names) {
			keys[field] = append(keys[field], columnKey(name))
		}
	}
	return keys
})

// guess finds the columns by their names. An error names a column that was
// asked for and is not there.
func guess(names []string, asked Columns) (mapping, error) {
	m, used := mapping{}, map[int]bool{}
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = columnKey(name)
	}
	at := func(want string) int {
		for i, key := range keys {
			if !used[i] && key == want {
				return i
			}
		}
		return -1
	}
	for _, field := range fields {
		if m[field] = -1; asked.Column(field) == "" {
			continue
		}
		if asked.Column(field) == NoColumn {
			continue
		}
		i := slices.Index(keys, columnKey(asked.Column(field)))
		if n, err := strconv.Atoi(strings.TrimPrefix(asked.Column(field), "#")); i < 0 && err == nil && n > 0 && n <= len(names) {
			i = n - 1
		}
		if i < 0 {
			return nil, fmt.Errorf("%w: it has no column %q, but %s", model.ErrDamaged, asked.Column(field), strings.Join(names, ", "))
		}
		m[field], used[i] = i, true
	}
	for _, field := range fields {
		if asked.Column(field) == NoColumn {
			continue
		}
		for _, key := range columnKeys()[field] {
			if m[field] >= 0 {
				break
			}
			if m[field] = at(key); m[field] >= 0 {
				used[m[field]] = true
			}
		}
	}
	return m, nil
}

// columnKey makes names comparable: "Full Text" is "full_text" is "fulltext".
func columnKey(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		return name // as are most that columns are known by
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', ' ', '-', '.', '\uFEFF':
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// article makes an article of a row; cell gives what is in one of its columns.
func (m mapping) article(cell func(column int) string, part string, opts Options) Text {
	value := func(field string) string {
		if i := m[field]; i >= 0 {
			return cell(i)
		}
		return ""
	}
	meta := model.Metadata{
		Title: plain(value("title")), Outlet: plain(value("outlet")), Byline: byless(value("byline")),
		Dateline: plain(value("dateline")), Published: plain(value("published")), URL: plain(value("url")),
		Language: plain(value("language")),
	}
	text := cellText(value("text"), opts)
	return Text{Text: headed(meta.Title, text), Metadata: meta, Part: part}
}

// cellText gives the text in a cell, which may be HTML.
func cellText(s string, opts Options) string {
	if isHTML([]byte(s[:min(len(s), 64)])) && strings.Contains(s, "</") {
		if t, err := pageText(s, opts); err == nil {
			return t.Text
		}
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == 0 || r == '\uFEFF' {
			return -1
		}
		return r
	}, s))
}

// tableOf tells whether a text is a table, and what divides its columns: its
// first row names at least two, one of them for the text, and its second has
// as many.
func tableOf(text string, opts Options) rune {
	end := strings.IndexAny(text, "\r\n")
	if end < 0 || end > 8<<10 {
		return 0
	}
	first := text[:end]
	for _, comma := range ",\t;|" {
		if !strings.ContainsRune(first, comma) {
			continue
		}
		r := firstRows(text, comma)
		names, err := r.Read()
		if err != nil || len(names) < 2 || !slices.ContainsFunc(names, isColumn) {
			continue
		}
		asked := opts.columns(names)
		m, err := guess(names, asked)
		named := 0
		for _, i := range m {
			if i >= 0 {
				named++
			}
		}
		if err != nil || m["text"] < 0 || named < 2 && asked.Text == "" {
			continue
		}
		if second, err := r.Read(); r.cut || errors.Is(err, io.EOF) || err == nil && len(second) == len(names) {
			return comma
		}
	}
	return 0
}

// isColumn reports whether a name is short enough for the first row of a table.
// It keeps plain texts, most of which have commas, from being looked at further.
func isColumn(name string) bool {
	const longest = 32
	return name != "" && len(name) <= longest && strings.Count(name, " ") < 3
}

// readTable reads a table.
func readTable(in Input, opts Options) (texts []Text, encoding string, err error) {
	err = opts.within(rowBytes(in.Text), func() error {
		texts, err = tableTexts(in.Text, opts)
		return err
	})
	return texts, in.Encoding, err
}

// tableTexts makes an article of each row of a table.
func tableTexts(text string, opts Options) ([]Text, error) {
	r := rows(text, tableOf(text, opts))
	names, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%w: its first row cannot be read (%v)", model.ErrDamaged, err)
	}
	m, err := guess(names, opts.columns(names))
	if err != nil {
		return nil, err
	}
	var texts []Text
	for n := 2; ; n++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return texts, nil
		}
		if errors.Is(err, model.ErrTooLarge) {
			return nil, fmt.Errorf("row %d: %w", n, err)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: row %d cannot be read (%v); nothing of the table was taken", model.ErrDamaged, n, err)
		}
		if len(row) > len(names) {
			return nil, fmt.Errorf("%w: row %d has %d columns and the first has %d; nothing of the table was taken", model.ErrDamaged, n, len(row), len(names))
		}
		if len(texts) >= maxTexts {
			return nil, errTooMany
		}
		texts = append(texts, m.article(func(i int) string {
			if i >= len(row) {
				return "" // short rows end with empty columns
			}
			return row[i]
		}, "#"+strconv.Itoa(n), opts))
	}
}

package object

import (
	"encoding/json"
	"strings"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/table"
)

// recordsIn returns the objects in a text, each of which may be an article. If an
// error comes with objects, it is that of table.LeftRows.Err.
func recordsIn(text string, opts article.Options) (records []string, err error) {
	kinds := mappings{}
	if s := strings.TrimSpace(article.Head(text, 64)); !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return nil, nil
	}
	v := values{text: text, kinds: kinds}
	for err == nil && v.next() {
		records, err = v.append(records, opts)
	}
	if err != nil {
		return nil, err
	}
	return records, v.left.Err(len(records))
}

// wholeElements appends the elements of a damaged list to records, up to the first
// that is not a valid object.
func wholeElements(list string, records []string) ([]string, error) {
	for one := range Elements(list) {
		if one == "" || one[0] != '{' || !json.Valid(article.BytesOf(one)) {
			break
		}
		if records = append(records, one); len(records) > article.MaxArticles {
			return nil, article.ErrTooMany
		}
	}
	return records, nil
}

// appendRecords appends the objects in a value: the rows of a columnar table, the
// objects of a list, or an object that is an article. For any other object it
// appends the objects that recordsWithin returns, or the object itself if there are
// none.
func appendRecords(records []string, value string, opts article.Options, kinds mappings) ([]string, error) {
	if rows, err := byColumns(value, opts, kinds); err != nil || len(rows) > 0 {
		return append(records, rows...), err
	}
	switch value[0] {
	case '[':
		for one := range Elements(value) {
			if one[0] == '{' {
				records = append(records, one)
			}
			if len(records) > article.MaxArticles {
				return nil, article.ErrTooMany
			}
		}
	case '{':
		own, err := hasOwnText(value, opts, kinds)
		if err != nil {
			return nil, err
		}
		if !own {
			within, _, err := recordsWithin(value, opts, kinds, 0)
			if err != nil || len(within) > 0 {
				return append(records, within...), err
			}
		}
		records = append(records, value)
	}
	if len(records) > article.MaxArticles {
		return nil, article.ErrTooMany
	}
	return records, nil
}

// hasOwnText reports whether an object is an article: it has a text itself, or in
// only one of the objects nested in it.
func hasOwnText(object string, opts article.Options, kinds mappings) (bool, error) {
	names, err := fieldsOf([]string{object})
	if err != nil {
		return false, err
	}
	m, err := kinds.of(names, opts.ColumnsFor(names))
	if err != nil || m["text"] < 0 || flat(FieldOf(object, names[m["text"]])) == "" {
		return false, nil
	}
	first, _, nested := strings.Cut(names[m["text"]], ".")
	if !nested {
		return true, nil
	}
	for name, value := range members(object) {
		if KindOf(value) != '{' || Unquoted(name) == first {
			continue
		}
		if names, err = fieldsOf([]string{value}); err != nil {
			return false, err
		}
		if m, err := kinds.of(names, opts.ColumnsFor(names)); err == nil && m["text"] >= 0 && !strings.Contains(names[m["text"]], ".") {
			return false, nil
		}
	}
	return true, nil
}

// recordsWithin returns the objects of the nested list that has the most text, and
// an estimate of the size of that text in bytes. Nested objects that are articles
// themselves count as one list. If no list has any text, it returns the first one
// with objects. If there is none, it returns no objects and -1.
func recordsWithin(object string, opts article.Options, kinds mappings, depth int) (records []string, most int, err error) {
	most = -1
	keep := func(found []string, bytes int) {
		if len(found) > 0 && bytes > most {
			records, most = found, bytes
		}
	}
	var articles []string // nested objects that are articles
	for _, value := range members(object) {
		var found []string
		bytes := 0
		switch KindOf(value) {
		case '[':
			if found, err = appendRecords(nil, value, opts, kinds); err != nil {
				return nil, 0, err
			}
			if bytes, err = textBytes(found, opts, kinds); err != nil {
				return nil, 0, err
			}
			keep(found, bytes)
		case '{':
			own, err := hasOwnText(value, opts, kinds)
			if err != nil {
				return nil, 0, err
			}
			if rows, err := byColumns(value, opts, kinds); err != nil {
				return nil, 0, err
			} else if len(rows) > 0 {
				keep(rows, len(value))
			} else if own {
				articles = append(articles, value)
			} else if depth < maxNested {
				found, bytes, err = recordsWithin(value, opts, kinds, depth+1)
				if err != nil {
					return nil, 0, err
				}
				keep(found, bytes)
			}
		}
	}
	if len(articles) > 0 {
		bytes, err := textBytes(articles, opts, kinds)
		if err != nil {
			return nil, 0, err
		}
		keep(articles, bytes)
	}
	return records, most, nil
}

// textBytes returns the total size, in bytes, of the articles among the first
// twenty objects.
func textBytes(records []string, opts article.Options, kinds mappings) (bytes int, err error) {
	const look = 20
	for _, object := range records[:min(len(records), look)] {
		own, err := hasOwnText(object, opts, kinds)
		if err != nil {
			return 0, err
		}
		if own {
			bytes += len(object)
		}
	}
	return bytes, nil
}

// mappings caches the mappings of objects, keyed by the names of their fields.
type mappings map[string]table.Mapping

func (k mappings) of(names []string, asked article.Columns) (table.Mapping, error) {
	key := strings.Join(names, "\x00")
	if m, ok := k[key]; ok {
		return m, nil
	}
	m, err := table.Guess(names, asked)
	if err == nil && len(k) < 1<<10 {
		k[key] = m
	}
	return m, err
}

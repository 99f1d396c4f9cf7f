package object

import (
	"strconv"
	"strings"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/table"
)

// values iterates over the JSON values in a text.
type values struct {
	text    string
	at, end int // of the current value, in bytes
	kinds   mappings
	left    table.LeftRows
	had     int  // number of objects so far
	broken  bool // the rest of the text cannot be read

	before        int // number of lines before the text
	line, counted int // line endings before the byte offset counted
}

// next moves to the next value. It returns false if there is none or the rest is
// not read.
func (v *values) next() bool {
	v.at = skipSpace(v.text, v.end)
	if v.at >= len(v.text) || len(v.left) >= table.MaxLeft || v.broken {
		return false
	}
	v.end = skipValue(v.text, v.at)
	return true
}

// append appends the objects in the current value. If the value is invalid, append
// adds the error with its line to left, and appends only the objects that can be
// read.
func (v *values) append(records []string, opts article.Options) ([]string, error) {
	n := len(records)
	records, err := v.found(records, opts)
	v.had += len(records) - n
	return records, err
}

func (v *values) found(records []string, opts article.Options) ([]string, error) {
	bad := invalid(v.text[v.at:v.end])
	if bad == nil {
		return appendRecords(records, v.text[v.at:v.end], opts, v.kinds)
	}
	first := v.had == 0 && len(v.left) == 0
	v.line += strings.Count(v.text[v.counted:v.at], "\n")
	v.counted = v.at
	v.left.Add(placed(v.text[v.at:v.end], v.before+v.line+1, bad))
	if v.text[v.at] == '[' {
		v.broken = true
		return wholeElements(v.text[v.at:v.end], records)
	}
	if first {
		if found, err := beforeCut(v.text[v.at:v.end], bad, opts, v.kinds); err != nil || len(found) > 0 {
			v.broken = true
			return found, err
		}
	}
	if next := strings.IndexByte(v.text[v.at:], '\n'); next >= 0 {
		v.end = v.at + next + 1
	} else {
		v.end = max(v.end, v.at+1)
	}
	return records, nil
}

// objects describes the objects of a file: the names of their fields, and how the
// fields map to those of an article.
type objects struct {
	names   []string
	asked   article.Columns
	columns table.Mapping
	dates   table.Dating
}

// dating returns how to read the dates of the objects.
func (o *objects) dating(found func() article.DateOrder) table.Dating {
	return table.DatingOf(o.names, o.columns, o.asked, found)
}

func objectsOf(names []string, opts article.Options) (*objects, error) {
	o := &objects{names: names, asked: opts.ColumnsFor(names)}
	var err error
	o.columns, err = table.Guess(names, o.asked)
	return o, err
}

func (o *objects) date(object string, dates *table.Dates) {
	if i := o.columns["published"]; i >= 0 {
		dates.Add(flat(FieldOf(object, o.names[i])))
	}
}

// of returns the field names and the mapping to use for an object. These are the
// file's. If they find no text in the object, and no column was chosen for the
// text, of returns the object's own.
func (o *objects) of(object string, kinds mappings) (fields []string, of table.Mapping, err error) {
	if o.asked.Text != "" || hasText(o.columns, object, o.names) {
		return o.names, o.columns, nil
	}
	if fields, err = fieldsOf([]string{object}); err == nil {
		of, err = kinds.of(fields, article.Columns{})
	}
	return fields, of, err
}

// texts makes articles of the objects that have a text; n is the number of articles
// before them.
func (o *objects) texts(text string, records []string, n int, opts article.Options) (texts []article.Text, err error) {
	kinds := mappings{}
	for _, object := range records {
		fields, of, err := o.of(object, kinds)
		if err != nil {
			return nil, err
		}
		if hasText(of, object, fields) {
			part := "#" + strconv.Itoa(n+len(texts)+1)
			t := of.Article(func(i int) string { return flat(FieldOf(object, fields[i])) }, part, o.dates, opts)
			t.Place = placeOf(object, text)
			texts = append(texts, t)
		}
	}
	return texts, nil
}

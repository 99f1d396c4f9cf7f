// Package object reads articles from JSON objects, which may be nested in lists and
// other objects.
package object

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/table"
)

// How JSON is read
//
// A file may hold much more than its articles, so no tree of it is built. The text
// is validated and then only scanned (scan.go): an object is usually a substring of
// the text, and its fields are read when they are needed.

// Read reads the articles in JSON: an object, a list of objects, an object that
// holds such a list, or a sequence of objects.
func Read(in article.Input, opts article.Options) ([]article.Text, string, error) {
	records, left := recordsIn(in.Text, opts)
	if len(records) == 0 && left != nil {
		return nil, "", left
	}
	names, err := fieldsOf(records)
	if err != nil {
		return nil, "", err
	}
	o, err := objectsOf(names, opts)
	if err != nil {
		return nil, "", err
	}
	o.dates = o.dating(func() article.DateOrder { return table.DateOrder(fieldIn(records, names, o.columns["published"])) })
	texts, err := o.texts(in.Text, records, 0, opts)
	if err != nil {
		return nil, "", err
	}
	if len(texts) == 0 {
		return nil, "", errNoTexts
	}
	return texts, in.Encoding, left
}

// Describe describes JSON objects as a table whose columns are their fields. found
// is false if the text holds no objects, and ok is false if they have too many
// fields.
func Describe(text string, opts article.Options) (t article.Table, ok, found bool) {
	objects, _ := recordsIn(text, opts)
	if len(objects) == 0 {
		return article.Table{}, false, false
	}
	names, err := fieldsOf(objects)
	if err != nil {
		return article.Table{}, false, true
	}
	t, asked := table.DescribeRow(names, cells(objects[0], names), opts), opts.ColumnsFor(names)
	if m, err := table.Guess(names, asked); err == nil {
		t.DateOrder = table.DatingOf(names, m, asked, func() article.DateOrder { return table.DateOrder(fieldIn(objects, names, m["published"])) }).Order.String()
	}
	return t, true, true
}

var errNoTexts = fmt.Errorf("%w; name a column \"text\", or choose the column", model.ErrNoTextColumn)

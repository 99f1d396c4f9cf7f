package search

import (
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// recordFilter is what a filter on records about a sentence looks at.
type recordFilter struct {
	of     model.Kind                 // the kind of the records
	passes func(f Filter, c any) bool // reports whether a content passes the filter
}

// recordFilters has the filters on records, apart from those on labels. It is all that
// such a filter needs besides its name.
var recordFilters = map[Kind]recordFilter{
	Note: {record.Note, Filter.note},
}

// note reports whether a note passes the filter, by its words or its grade.
func (f Filter) note(content any) bool {
	note := content.(*model.Note)
	grade := note.Grade.String()
	return slices.ContainsFunc(f.Values, func(v string) bool { return v == "*" || grade != "" && strings.EqualFold(v, grade) }) ||
		f.any(note.Text, filterValue.in)
}

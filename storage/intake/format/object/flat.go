package object

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/table"
)

// fieldsOf returns the sorted names of the fields of all objects. Fields of nested
// objects have dotted names: "data.text".
func fieldsOf(records []string) ([]string, error) {
	all := map[string]bool{}
	for _, object := range records {
		for name := range leaves(object, "", 0) {
			all[name] = true
			if len(all) > maxFields {
				return nil, errFields
			}
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}

// cells returns the values of the named fields of an object as a row of a table.
func cells(object string, names []string) []string {
	values := make(map[string]string, len(names))
	for name, value := range leaves(object, "", 0) {
		values[name] = value
	}
	row := make([]string, len(names))
	for i, name := range names {
		row[i] = flat(values[name])
	}
	return row
}

// leaves yields the fields of an object and of the objects nested in it. A nested
// object with a name is also a field itself.
func leaves(object, prefix string, depth int) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for quoted, value := range members(object) {
			name := prefix + Unquoted(quoted)
			within := KindOf(value) == '{' && depth < maxNested && !onlyName(value)
			if !within || isNamed(value) {
				if !yield(name, value) {
					return
				}
			}
			if !within {
				continue
			}
			for name, value := range leaves(value, name+".", depth+1) {
				if !yield(name, value) {
					return
				}
			}
		}
	}
}

// isNamed reports whether an object has one of the first four nameFields.
func isNamed(object string) bool {
	return slices.ContainsFunc(nameFields[:4], func(field string) bool { return FieldOf(object, field) != "" })
}

// onlyName reports whether an object is empty or has only a name.
func onlyName(object string) bool {
	n := 0
	for range members(object) {
		n++
	}
	return n == 0 || n == 1 && nameIn(object, 0) != ""
}

// flat returns a JSON value as the cell of a table. It returns "" for true, false
// and null.
func flat(value string) string {
	switch KindOf(value) {
	case '"':
		return Unquoted(value)
	case '0':
		return value
	case '{':
		return nameIn(value, 0)
	case '[':
		return flatList(value)
	}
	return ""
}

// flatList joins the texts and names in a list with commas, or as paragraphs if one
// of them is long.
func flatList(list string) string {
	const longest = 100 // maximum length of a name in bytes; paragraphs are longer
	apart := ", "
	var b strings.Builder
	for again := false; ; again = true {
		first := true
		for one := range Elements(list) {
			if !first {
				b.WriteString(apart)
			}
			first = false
			s := nameIn(one, 0)
			if len(s) > longest && !again {
				apart = "\n\n"
			}
			b.WriteString(s)
		}
		if again || apart == ", " {
			return b.String()
		}
		b.Reset()
	}
}

// maxNested is the maximum depth at which nested objects and names are read.
const maxNested = 8

// nameFields are the fields that hold the name or the text of a nested object, such
// as {"rendered": "…"}. Earlier ones take precedence.
var nameFields = []string{"name", "rendered", "main", "original", "text", "value", "#text", "_", "$date", "$numberLong"}

// nameIn returns the text of a string, the name in an object, or the names in a
// list joined with commas. It returns "" for other values.
func nameIn(value string, depth int) string {
	switch KindOf(value) {
	case '"':
		return Unquoted(value)
	case '{':
		for _, field := range nameFields {
			if depth == maxNested {
				break
			}
			if name := nameIn(FieldOf(value, field), depth+1); name != "" {
				return name
			}
		}
	case '[':
		var names []string
		for one := range Elements(value) {
			if depth == maxNested {
				break
			}
			if name := nameIn(one, depth+1); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// fieldIn yields the values of a field in the objects, or nothing if field is
// negative.
func fieldIn(records, names []string, field int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, object := range records {
			if field < 0 || !yield(flat(FieldOf(object, names[field]))) {
				return
			}
		}
	}
}

// maxFields is the maximum number of different fields of the objects in a file.
const maxFields = 1 << 16

var errFields = fmt.Errorf("%w: its objects have more than %d different fields", model.ErrTooLarge, maxFields)

// hasText reports whether an object has a value in the field that m maps to the
// text.
func hasText(m table.Mapping, object string, fields []string) bool {
	i := m["text"]
	return i >= 0 && flat(FieldOf(object, fields[i])) != ""
}

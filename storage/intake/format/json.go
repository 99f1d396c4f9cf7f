package format

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
)

// How JSON is read
//
// A list of articles may hold anything else besides, and a tree of all of it takes
// up to fifty times the memory of the file. So the text is checked once, and then
// only walked: an object is the stretch of text where it stands (json_walk.go), and a field is read when an article is made of it.

// isJSON reports whether a text is one value of JSON that holds objects.
func isJSON(text string) bool {
	s := strings.TrimSpace(head(text, 4<<10))
	if strings.HasPrefix(s, "[") {
		s = strings.TrimSpace(s[1:])
	}
	return strings.HasPrefix(s, "{") && opensObject(s) && (strings.HasPrefix(strings.TrimSpace(head(text, 16)), "[") || json.Valid(bytesOf(text)))
}

// isJSONLines reports whether every line, as far as a look goes, is an object.
func isJSONLines(text string) bool {
	s := strings.TrimSpace(head(text, 64))
	if !strings.HasPrefix(s, "{") || !opensObject(s) {
		return false
	}
	first, _, more := strings.Cut(strings.TrimLeft(text, " \t\r\n"), "\n")
	return more && json.Valid(bytesOf(first))
}

// opensObject reports whether s, which begins with a brace, goes on as JSON.
func opensObject(s string) bool {
	s = strings.TrimSpace(s[1:])
	return strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "}")
}

func head(s string, n int) string { return s[:min(len(s), n)] }

// maxFields is how many different fields the objects in a file may have.
const maxFields = 1 << 16

var errFields = fmt.Errorf("%w: its objects have more than %d different fields", model.ErrTooLarge, maxFields)

// readJSON reads an object, a list of them, an object that holds such a list,
// or objects one after another.
func readJSON(in Input, opts Options) ([]Text, string, error) {
	records, err := recordsIn(in.Text, opts)
	if err != nil {
		return nil, "", err
	}
	names, err := fieldsOf(records)
	if err != nil {
		return nil, "", err
	}
	asked := opts.columns(names)
	m, err := guess(names, asked)
	if err != nil {
		return nil, "", err
	}
	var texts []Text
	kinds := mappings{}
	for _, object := range records {
		fields, of := names, m
		if asked.Text == "" && !of.hasText(object, fields) { // objects of several kinds
			if fields, err = fieldsOf([]string{object}); err != nil {
				return nil, "", err
			}
			if of, err = kinds.of(fields, Columns{}); err != nil {
				return nil, "", err
			}
		}
		if of.hasText(object, fields) {
			part := "#" + strconv.Itoa(len(texts)+1)
			texts = append(texts, of.article(func(i int) string { return flat(fieldOf(object, fields[i])) }, part, opts))
		}
	}
	if len(texts) == 0 {
		return nil, "", fmt.Errorf("%w; call one \"text\", or say which it is", model.ErrNoTextColumn)
	}
	return texts, in.Encoding, nil
}

// hasText reports whether an object with such fields has a text.
func (m mapping) hasText(object string, fields []string) bool {
	i := m["text"]
	return i >= 0 && flat(fieldOf(object, fields[i])) != ""
}

// mappings are what the fields of objects hold, by their names: most objects
// have the same.
type mappings map[string]mapping

func (k mappings) of(names []string, asked Columns) (mapping, error) {
	key := strings.Join(names, "\x00")
	if m, ok := k[key]; ok {
		return m, nil
	}
	m, err := guess(names, asked)
	if err == nil && len(k) < 1<<10 {
		k[key] = m
	}
	return m, err
}

// recordsIn returns the objects in a text that may be articles.
func recordsIn(text string, opts Options) (records []string, err error) {
	kinds := mappings{}
	if s := strings.TrimSpace(head(text, 64)); !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return nil, nil
	}
	for at, end := skipSpace(text, 0), 0; at < len(text); at = skipSpace(text, end) {
		end = skipValue(text, at)
		value := text[at:end]
		if err := invalid(value); err != nil {
			line := 1 + strings.Count(text[:at], "\n")
			return nil, fmt.Errorf("%w: from line %d on it is not JSON (%v); nothing of it was taken", model.ErrDamaged, line, err)
		}
		if records, err = appendRecords(records, value, opts, kinds); err != nil {
			return nil, err
		}
	}
	return records, nil
}

// invalid returns why a text is no value of JSON.
func invalid(value string) error {
	if json.Valid(bytesOf(value)) {
		return nil
	}
	if err := json.Unmarshal(bytesOf(value), new(unread)); err != nil {
		return err
	}
	return errors.New("it is no value")
}

// unread is a value that is checked and not kept.
type unread struct{}

// UnmarshalJSON implements json.Unmarshaler.
func (unread) UnmarshalJSON([]byte) error { return nil }

// appendRecords appends the objects in a value: of a list each, of an object
// that has a text itself it alone, and of another those in the first of the
// lists that it holds.
func appendRecords(records []string, value string, opts Options, kinds mappings) ([]string, error) {
	switch value[0] {
	case '[':
		for one := range elements(value) {
			if one[0] == '{' {
				records = append(records, one)
			}
			if len(records) > maxTexts {
				return nil, errTooMany
			}
		}
	case '{':
		names, err := fieldsOf([]string{value})
		if err != nil {
			return nil, err
		}
		if m, err := kinds.of(names, opts.columns(names)); err != nil || m["text"] < 0 {
			for _, name := range names { // {"articles": [...]}
				list := fieldOf(value, name)
				if list[0] != '[' {
					continue
				}
				within, err := appendRecords(nil, list, opts, kinds)
				if err != nil || len(within) > 0 {
					return append(records, within...), err
				}
			}
		}
		records = append(records, value)
	}
	if len(records) > maxTexts {
		return nil, errTooMany
	}
	return records, nil
}

// fieldsOf returns the names of the fields that any of the objects has, in order.
func fieldsOf(records []string) ([]string, error) {
	all := map[string]bool{}
	for _, object := range records {
		for name := range members(object) {
			all[unquoted(name)] = true
			if len(all) > maxFields {
				return nil, errFields
			}
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}

// cells returns the fields of an object as a row of a table.
func cells(object string, names []string) []string {
	values := make(map[string]string, len(names))
	for name, value := range members(object) {
		values[unquoted(name)] = value
	}
	row := make([]string, len(names))
	for i, name := range names {
		row[i] = flat(values[name])
	}
	return row
}

// flat returns a value of JSON as the cell of a table.
func flat(value string) string {
	switch kindOf(value) {
	case '"':
		return unquoted(value)
	case '0':
		return value
	case '{':
		return nameIn(value, 0)
	case '[':
		return flatList(value)
	}
	return ""
}

// flatList joins the texts and names in a list.
func flatList(list string) string {
	const longest = 100 // of names, and not of paragraphs
	apart := ", "
	var b strings.Builder
	for again := false; ; again = true {
		first := true
		for one := range elements(list) {
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

// maxNested is how deep the name of a person or an organisation may lie.
const maxNested = 8

// nameIn returns a text, the name of a person or organisation, or the names of
// several.
func nameIn(value string, depth int) string {
	switch kindOf(value) {
	case '"':
		return unquoted(value)
	case '{':
		if depth < maxNested {
			return nameIn(fieldOf(value, "name"), depth+1)
		}
	case '[':
		var names []string
		for one := range elements(value) {
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

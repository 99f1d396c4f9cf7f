package format

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
)

// isJSON reports whether a text is one value of JSON that holds objects.
func isJSON(text string) bool {
	s := strings.TrimSpace(head(text, 4<<10))
	if strings.HasPrefix(s, "[") {
		s = strings.TrimSpace(s[1:])
	}
	return strings.HasPrefix(s, "{") && opensObject(s) && (strings.HasPrefix(strings.TrimSpace(head(text, 16)), "[") || json.Valid([]byte(text)))
}

// isJSONLines reports whether every line, as far as a look goes, is an object.
func isJSONLines(text string) bool {
	s := strings.TrimSpace(head(text, 64))
	if !strings.HasPrefix(s, "{") || !opensObject(s) {
		return false
	}
	first, _, more := strings.Cut(strings.TrimLeft(text, " \t\r\n"), "\n")
	return more && json.Valid([]byte(first))
}

// opensObject reports whether s, which begins with a brace, goes on as JSON.
func opensObject(s string) bool {
	s = strings.TrimSpace(s[1:])
	return strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "}")
}

func head(s string, n int) string { return s[:min(len(s), n)] }

// readJSON reads an object, a list of them, an object that holds such a list,
// or objects one after another.
func readJSON(in Input, opts Options) ([]Text, string, error) {
	records, err := recordsIn(in.Text, opts)
	if err != nil {
		return nil, "", err
	}
	if len(records) > maxTexts {
		return nil, "", errTooMany
	}
	names := fieldsOf(records)
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
			fields = slices.Sorted(maps.Keys(object))
			if of, err = kinds.of(fields, Columns{}); err != nil {
				return nil, "", err
			}
		}
		if of.hasText(object, fields) {
			texts = append(texts, of.article(func(i int) string { return flat(object[fields[i]]) }, "#"+strconv.Itoa(len(texts)+1)))
		}
	}
	if len(texts) == 0 {
		return nil, "", fmt.Errorf("%w; call one \"text\", or say which it is", model.ErrNoTextColumn)
	}
	return texts, in.Encoding, nil
}

// hasText reports whether an object with such fields has a text.
func (m mapping) hasText(object map[string]any, fields []string) bool {
	i := m["text"]
	return i >= 0 && flat(object[fields[i]]) != ""
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

// recordsIn gives the objects in a text that may be articles.
func recordsIn(text string, opts Options) (records []map[string]any, err error) {
	kinds := mappings{}
	if s := strings.TrimSpace(head(text, 64)); !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return nil, nil
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	for {
		var value any
		err := dec.Decode(&value)
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			line := 1 + strings.Count(text[:min(int(dec.InputOffset()), len(text))], "\n")
			return nil, fmt.Errorf("%w: from line %d on it is not JSON (%v); nothing of it was taken", model.ErrDamaged, line, err)
		}
		records = appendRecords(records, value, opts, kinds)
	}
}

// appendRecords appends the objects in a value: of a list each, of an object
// that has a text itself it alone, and of another those in the first of the
// lists that it holds.
func appendRecords(records []map[string]any, value any, opts Options, kinds mappings) []map[string]any {
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			if object, ok := one.(map[string]any); ok {
				records = append(records, object)
			}
		}
	case map[string]any:
		names := slices.Sorted(maps.Keys(v))
		if m, err := kinds.of(names, opts.columns(names)); err == nil && m["text"] >= 0 {
			return append(records, v)
		}
		for _, name := range names { // {"articles": [...]}
			if list, ok := v[name].([]any); ok {
				if within := appendRecords(nil, list, opts, kinds); len(within) > 0 {
					return append(records, within...)
				}
			}
		}
		return append(records, v)
	}
	return records
}

// fieldsOf gives the fields that any of the objects has, in order.
func fieldsOf(records []map[string]any) []string {
	all := map[string]bool{}
	for _, object := range records {
		for name := range object {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// cells gives the fields of an object as a row of a table.
func cells(object map[string]any, names []string) []string {
	row := make([]string, len(names))
	for i, name := range names {
		row[i] = flat(object[name])
	}
	return row
}

// flat gives a value of JSON as the cell of a table.
func flat(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case map[string]any:
		return named(v)
	case []any:
		parts := make([]string, 0, len(v))
		apart := ", "
		for _, one := range v {
			s, ok := one.(string)
			if !ok {
				s = named(one)
			}
			if len(s) > 100 { // paragraphs and not names
				apart = "\n\n"
			}
			parts = append(parts, s)
		}
		return strings.Join(parts, apart)
	}
	return ""
}

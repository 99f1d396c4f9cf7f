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
	dec := json.NewDecoder(strings.NewReader(in.Text))
	dec.UseNumber()
	var texts []Text
	for {
		var value any
		err := dec.Decode(&value)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line := 1 + strings.Count(in.Text[:min(int(dec.InputOffset()), len(in.Text))], "\n")
			return nil, "", fmt.Errorf("%w: from line %d on it is not JSON (%v); nothing of it was taken", model.ErrDamaged, line, err)
		}
		if texts, err = objects(value, opts.Columns, texts); err != nil {
			return nil, "", err
		}
	}
	if len(texts) == 0 {
		return nil, "", fmt.Errorf("%w; call one \"text\", or say which it is", model.ErrNoTextColumn)
	}
	return texts, in.Encoding, nil
}

// objects appends the articles in a value.
func objects(value any, asked Columns, texts []Text) ([]Text, error) {
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			if object, ok := one.(map[string]any); ok {
				var err error
				if texts, err = object1(object, asked, texts); err != nil {
					return nil, err
				}
			}
		}
	case map[string]any:
		before := len(texts)
		texts, err := object1(v, asked, texts)
		if err == nil && len(texts) > before {
			return texts, nil
		}
		for _, name := range slices.Sorted(maps.Keys(v)) { // {"articles": [...]}
			if list, ok := v[name].([]any); ok {
				return objects(list, asked, texts)
			}
		}
		return texts, err
	}
	return texts, nil
}

// object1 appends the article in an object. One without a text is passed over.
func object1(object map[string]any, asked Columns, texts []Text) ([]Text, error) {
	names := slices.Sorted(maps.Keys(object))
	m, err := guess(names, asked)
	if err != nil {
		return texts, err
	}
	if m["text"] < 0 {
		return texts, nil
	}
	row := make([]string, len(names))
	for i, name := range names {
		row[i] = flat(object[name])
	}
	return append(texts, m.article(row, "#"+strconv.Itoa(len(texts)+1))), nil
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

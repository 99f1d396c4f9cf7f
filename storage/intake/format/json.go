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
	o := objects{asked: opts.Columns, known: map[string]mapping{}}
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
		if err := o.take(value); err != nil {
			return nil, "", err
		}
	}
	if len(o.texts) == 0 {
		return nil, "", fmt.Errorf("%w: no object in it has a field with a text, such as \"text\" or \"body\"; say which one has", model.ErrNoArticles)
	}
	return o.texts, in.Encoding, nil
}

// objects gathers the articles in values.
type objects struct {
	asked Columns
	texts []Text
	known map[string]mapping // by the names of the fields: most objects have the same
}

// take takes the articles in a value.
func (o *objects) take(value any) error {
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			if object, ok := one.(map[string]any); ok {
				if _, err := o.one(object); err != nil {
					return err
				}
			}
		}
	case map[string]any:
		if taken, err := o.one(v); taken || err != nil {
			return err
		}
		for _, name := range slices.Sorted(maps.Keys(v)) { // {"articles": [...]}
			if list, ok := v[name].([]any); ok {
				return o.take(list)
			}
		}
	}
	return nil
}

// one takes the article in an object. One without a text is passed over.
func (o *objects) one(object map[string]any) (taken bool, err error) {
	names := slices.Sorted(maps.Keys(object))
	key := strings.Join(names, "\x00")
	m, ok := o.known[key]
	if !ok {
		if m, err = guess(names, o.asked); err != nil {
			return false, err
		}
		if len(o.known) < 1<<10 {
			o.known[key] = m
		}
	}
	if m["text"] < 0 {
		return false, nil
	}
	if len(o.texts) >= maxTexts {
		return false, errTooMany
	}
	row := make([]string, len(names))
	for i, name := range names {
		row[i] = flat(object[name])
	}
	o.texts = append(o.texts, m.article(row, "#"+strconv.Itoa(len(o.texts)+1)))
	return true, nil
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

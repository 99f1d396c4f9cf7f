package format

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
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
	if strings.HasPrefix(s, "[") { // rows
		return strings.HasPrefix(strings.TrimSpace(s[1:]), `"`) && json.Valid(bytesOf(text))
	}
	return strings.HasPrefix(s, "{") && opensObject(s) && (strings.HasPrefix(strings.TrimSpace(head(text, 16)), "[") || json.Valid(bytesOf(text)))
}

// isCutJSON reports whether a text is an object that holds a list of objects and is
// cut off or damaged further on.
func isCutJSON(text string) bool {
	s := strings.TrimSpace(head(text, 4<<10))
	if !strings.HasPrefix(s, "{") || !opensObject(s) {
		return false
	}
	lists := 0
	for in := json.NewDecoder(strings.NewReader(text)); ; {
		token, err := in.Token()
		if err != nil {
			return false
		}
		switch token {
		case json.Delim('['):
			lists++
		case json.Delim(']'):
			lists--
		case json.Delim('}'):
			if lists > 0 { // an object of a list ends
				return true
			}
		}
	}
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

// maxFields is how many different fields the objects in a file may have.
const maxFields = 1 << 16

var errFields = fmt.Errorf("%w: its objects have more than %d different fields", model.ErrTooLarge, maxFields)

// readJSON reads an object, a list of them, an object that holds such a list,
// or objects one after another.
func readJSON(in Input, opts Options) ([]Text, string, error) {
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
	o.dates = o.dating(func() order { return dateOrder(fieldIn(records, names, o.columns["published"])) })
	texts, err := o.texts(in.Text, records, 0, opts)
	if err != nil {
		return nil, "", err
	}
	if len(texts) == 0 {
		return nil, "", errNoTexts
	}
	return texts, in.Encoding, left
}

// fieldIn yields what objects have in a field.
func fieldIn(records, names []string, field int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, object := range records {
			if field < 0 || !yield(flat(fieldOf(object, names[field]))) {
				return
			}
		}
	}
}

// objectsIn describes JSON objects as a table, whose columns are their fields. It
// reports ok false if they have too many fields, and found false if the text holds
// no objects.
func objectsIn(text string, opts Options) (t Table, ok, found bool) {
	objects, _ := recordsIn(text, opts)
	if len(objects) == 0 {
		return Table{}, false, false
	}
	names, err := fieldsOf(objects)
	if err != nil {
		return Table{}, false, true
	}
	t, asked := tableFrom(names, cells(objects[0], names), opts), opts.columns(names)
	if m, err := guess(names, asked); err == nil {
		t.DateOrder = datingOf(names, m, asked, func() order { return dateOrder(fieldIn(objects, names, m["published"])) }).order.String()
	}
	return t, true, true
}

var errNoTexts = fmt.Errorf("%w; call one \"text\", or say which it is", model.ErrNoTextColumn)

// hasText reports whether an object with such fields has a text.
func hasText(m mapping, object string, fields []string) bool {
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

// recordsIn returns the objects in a text that may be articles. With objects there
// is an error where some lines were LeftOut.
func recordsIn(text string, opts Options) (records []string, err error) {
	kinds := mappings{}
	if s := strings.TrimSpace(head(text, 64)); !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return nil, nil
	}
	v := values{text: text, kinds: kinds}
	for err == nil && v.next() {
		records, err = v.append(records, opts)
	}
	if err != nil {
		return nil, err
	}
	return records, v.left.err(len(records))
}

// InvalidJSON returns why the first value in a text is no JSON, with its line and
// column, or nil.
func InvalidJSON(text string) error {
	at := skipSpace(text, 0)
	if at == len(text) {
		return nil
	}
	value := text[at:skipValue(text, at)]
	if bad := invalid(value); bad != nil {
		return fmt.Errorf("%w: %w", model.ErrDamaged, placed(value, 1+strings.Count(text[:at], "\n"), bad))
	}
	return nil
}

// placed says where what is no JSON stands; line is that of its beginning.
func placed(value string, line int, bad error) error {
	at := 0
	var syntax *json.SyntaxError
	if errors.As(bad, &syntax) {
		at = min(max(int(syntax.Offset)-1, 0), len(value))
	}
	before := value[:at]
	return rowError{line: line + strings.Count(before, "\n"), column: at - strings.LastIndexByte(before, '\n'), what: "this is not JSON: " + bad.Error()}
}

// wholeElements appends the objects of a list that can be read up to where it is
// broken.
func wholeElements(list string, records []string) ([]string, error) {
	for one := range elements(list) {
		if one == "" || one[0] != '{' || !json.Valid(bytesOf(one)) {
			break
		}
		if records = append(records, one); len(records) > MaxArticles {
			return nil, ErrTooMany
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
	if rows, err := byColumns(value, opts, kinds); err != nil || len(rows) > 0 {
		return append(records, rows...), err
	}
	switch value[0] {
	case '[':
		for one := range elements(value) {
			if one[0] == '{' {
				records = append(records, one)
			}
			if len(records) > MaxArticles {
				return nil, ErrTooMany
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
	if len(records) > MaxArticles {
		return nil, ErrTooMany
	}
	return records, nil
}

// hasOwnText reports whether an object is an article: it has a text, and not just
// as several objects in it have.
func hasOwnText(object string, opts Options, kinds mappings) (bool, error) {
	names, err := fieldsOf([]string{object})
	if err != nil {
		return false, err
	}
	m, err := kinds.of(names, opts.columns(names))
	if err != nil || m["text"] < 0 || flat(fieldOf(object, names[m["text"]])) == "" {
		return false, nil
	}
	first, _, nested := strings.Cut(names[m["text"]], ".")
	if !nested {
		return true, nil
	}
	for name, value := range members(object) {
		if kindOf(value) != '{' || unquoted(name) == first {
			continue
		}
		if names, err = fieldsOf([]string{value}); err != nil {
			return false, err
		}
		if m, err := kinds.of(names, opts.columns(names)); err == nil && m["text"] >= 0 && !strings.Contains(names[m["text"]], ".") {
			return false, nil
		}
	}
	return true, nil
}

// recordsWithin returns the objects in the list, anywhere in an object, that has
// most text in articles, and how many bytes that is. Of lists without any it is
// the first.
func recordsWithin(object string, opts Options, kinds mappings, depth int) (records []string, most int, err error) {
	most = -1
	keep := func(found []string, bytes int) {
		if len(found) > 0 && bytes > most {
			records, most = found, bytes
		}
	}
	var articles []string // that the object itself holds, by their names
	for _, value := range members(object) {
		var found []string
		bytes := 0
		switch kindOf(value) {
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

// textBytes returns how much of the first objects is text of articles.
func textBytes(records []string, opts Options, kinds mappings) (bytes int, err error) {
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

// fieldsOf returns the names of the fields that any of the objects has, in order.
// Those of objects within have dots: "data.text".
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

// cells returns the fields of an object as a row of a table.
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

// leaves yields the fields of an object, and those of objects in it. An object
// with a name is a field itself.
func leaves(object, prefix string, depth int) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for quoted, value := range members(object) {
			name := prefix + unquoted(quoted)
			within := kindOf(value) == '{' && depth < maxNested && !onlyName(value)
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

// isNamed reports whether an object is of a thing with a name, and not just one
// that has a text among others.
func isNamed(object string) bool {
	return slices.ContainsFunc(nameFields[:4], func(field string) bool { return fieldOf(object, field) != "" })
}

// onlyName reports whether an object has a name and nothing else.
func onlyName(object string) bool {
	n := 0
	for range members(object) {
		n++
	}
	return n == 0 || n == 1 && nameIn(object, 0) != ""
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

// nameFields hold the name of a person or an organisation, or a text that has an
// object of its own: {"rendered": "…"}.
var nameFields = []string{"name", "rendered", "main", "original", "text", "value", "#text", "_", "$date", "$numberLong"}

// nameIn returns a text, the name of a person or organisation, or the names of
// several.
func nameIn(value string, depth int) string {
	switch kindOf(value) {
	case '"':
		return unquoted(value)
	case '{':
		for _, field := range nameFields {
			if depth == maxNested {
				break
			}
			if name := nameIn(fieldOf(value, field), depth+1); name != "" {
				return name
			}
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

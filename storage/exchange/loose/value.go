// Package loose reads the JSON of other programs, in which one field may have values of several
// types: a text or a list of texts, a number or the same number as text.
package loose

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Value is a JSON value. The zero Value stands for null and for a field that is missing.
type Value struct{ v any }

// Get returns the first of several fields that the object has and that is not null. It returns the
// zero Value if there is none, or if the value is not an object.
func (v Value) Get(names ...string) Value {
	fields, _ := v.v.(map[string]any)
	for _, name := range names {
		if field := fields[name]; field != nil {
			return Value{field}
		}
	}
	return Value{}
}

// Keys returns the names of an object's fields, sorted.
func (v Value) Keys() []string {
	fields, _ := v.v.(map[string]any)
	keys := make([]string, 0, len(fields))
	for key := range fields {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// IsNull reports whether the value is null or missing.
func (v Value) IsNull() bool { return v.v == nil }

// IsObject reports whether the value is an object.
func (v Value) IsObject() bool {
	_, ok := v.v.(map[string]any)
	return ok
}

// IsList reports whether the value is a list.
func (v Value) IsList() bool {
	_, ok := v.v.([]any)
	return ok
}

// IsText reports whether the value is a string.
func (v Value) IsText() bool {
	_, ok := v.v.(string)
	return ok
}

// Text returns a string, or a number or a truth value as the file writes it. It returns "" for
// other values.
func (v Value) Text() string {
	switch of := v.v.(type) {
	case string:
		return of
	case json.Number:
		return of.String()
	case bool:
		return strconv.FormatBool(of)
	default:
		return ""
	}
}

// Int returns a whole number, and false if the value is not one. A string of digits is not one.
func (v Value) Int() (int, bool) {
	of, _ := v.v.(json.Number)
	if n, err := strconv.Atoi(of.String()); err == nil {
		return n, true
	}
	n, err := of.Float64()
	if err != nil || n != math.Trunc(n) || math.Abs(n) > 1<<52 {
		return 0, false
	}
	return int(n), true
}

// Is reports whether the value is true.
func (v Value) Is() bool { return v.v == true }

// List returns the elements of a list. Any other value is a list of one, and null an empty list.
func (v Value) List() []Value {
	switch of := v.v.(type) {
	case nil:
		return nil
	case []any:
		list := make([]Value, len(of))
		for i := range of {
			list[i] = Value{of[i]}
		}
		return list
	default:
		return []Value{v}
	}
}

// Texts returns the elements of a list as Text does, without those that are empty.
func (v Value) Texts() []string {
	var texts []string
	for _, one := range v.List() {
		if text := one.Text(); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// Time returns a time as RFC 3339 or ISO 8601 writes it, without a zone in UTC. It returns the zero
// time for anything else.
func (v Value) Time() time.Time {
	text := strings.TrimSpace(v.Text())
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", time.DateOnly} {
		if at, err := time.Parse(form, text); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}

// Object returns an object with the given fields, whose values are strings or Values.
func Object(fields map[string]any) Value {
	of := make(map[string]any, len(fields))
	for name, field := range fields {
		if v, ok := field.(Value); ok {
			field = v.v
		}
		of[name] = field
	}
	return Value{of}
}

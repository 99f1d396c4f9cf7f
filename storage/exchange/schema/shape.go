package schema

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// A codec for articles
//
// A set consists mostly of articles. With encoding/json, most of the time for writing and
// reading them goes into the JSON: it looks values up by reflection several times, copies
// what a MarshalJSON returns, and scans the text of every value three to five times. So
// articles have their own encoder and decoder: AppendArticle, LayOutArticle and
// ParseArticle. They follow the types of this package and their JSON tags, which are
// compiled once into shapes. To add a field to a record, declare it; no other code is
// needed.
//
// The encoder writes the same bytes as encoding/json. The decoder accepts only the usual
// form of an article. For anything else it returns false, and the caller decodes with
// encoding/json, which also describes the error. Fuzz tests compare both with
// encoding/json.
//
// jsontext, which could replace most of this, needs GOEXPERIMENT=jsonv2 in Go 1.26.

// shape is how a type is written in JSON.
type shape struct {
	kind   kind
	fields []field // of a record
	elem   *shape  // of a list, a range or a pointer
	typ    reflect.Type
	none   reflect.Value // an empty list, if the type is a list

	brackets string // of a range, a list or a record
	least    int    // the least length in bytes of the compact JSON of a value
}

// kind is a form of a JSON value.
type kind int

const (
	aText kind = iota
	aNumber
	aFlag
	aMoment
	aRange // a list of fixed length
	aList
	aRecord
	aPointer
	aRaw // JSON as it is
)

// field is a field of a record.
type field struct {
	name  string
	key   string // the name in quotation marks, and a colon
	index int    // in the Go type
	omit  string // omitempty, omitzero or ""
	shape *shape
}

// mostFields is the largest number of fields in a record: parser.record has a bit for
// each.
const mostFields = 64

var articleShape = shapeOf(reflect.TypeFor[Article]())

// shapeOf returns the shape of a type. It panics if the type has a part that it does not
// support, so that no field can be forgotten. Of the types with a MarshalJSON method it
// supports only Moment and json.RawMessage.
func shapeOf(t reflect.Type) *shape {
	s := &shape{typ: t}
	kind := t.Kind()
	if t != reflect.TypeFor[Moment]() && t != reflect.TypeFor[json.RawMessage]() && reflect.PointerTo(t).Implements(reflect.TypeFor[json.Marshaler]()) {
		kind = reflect.Invalid
	}
	switch kind {
	case reflect.String:
		s.kind, s.least = aText, len(`""`)
	case reflect.Int, reflect.Int64:
		s.kind, s.least = aNumber, len(`0`)
	case reflect.Bool:
		s.kind, s.least = aFlag, len(`true`)
	case reflect.Array:
		s.kind, s.elem, s.brackets = aRange, shapeOf(t.Elem()), "[]"
		s.least = len(s.brackets) + t.Len()*(s.elem.least+len(`,`)) - len(`,`)
	case reflect.Slice:
		if t == reflect.TypeFor[json.RawMessage]() {
			s.kind, s.least = aRaw, len(`0`)
			break
		}
		s.kind, s.elem, s.brackets = aList, shapeOf(t.Elem()), "[]"
		s.least, s.none = len(s.brackets), reflect.MakeSlice(t, 0, 0)
	case reflect.Pointer:
		s.kind, s.elem = aPointer, shapeOf(t.Elem())
		s.least = min(s.elem.least, len(`null`))
	case reflect.Struct:
		if t == reflect.TypeFor[Moment]() {
			s.kind, s.least = aMoment, len(`"0001-01-01T00:00:00Z"`)
			break
		}
		s.kind, s.brackets = aRecord, "{}"
		s.addFields()
	default:
		panic(fmt.Sprintf("schema: there is no codec for %v", t))
	}
	return s
}

// addFields adds the fields of a record.
func (s *shape) addFields() {
	if s.typ.NumField() > mostFields {
		panic(fmt.Sprintf("schema: %v has more than %d fields", s.typ, mostFields))
	}
	always := 0 // fields that are never omitted
	for i := range s.typ.NumField() {
		f := fieldOf(s.typ.Field(i), i)
		s.fields = append(s.fields, f)
		if f.omit == "" {
			always++
			s.least += len(f.key) + f.shape.least
		}
	}
	s.least += len(s.brackets) + max(0, always-1)*len(`,`)
}

func fieldOf(f reflect.StructField, index int) field {
	name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" || name == "-" || f.Anonymous || !f.IsExported() || !slices.Contains([]string{"", "omitempty", "omitzero"}, option) {
		panic(fmt.Sprintf("schema: there is no codec for the field %s with the tag %q", f.Name, f.Tag))
	}
	return field{name: name, key: `"` + name + `":`, index: index, omit: option, shape: shapeOf(f.Type)}
}

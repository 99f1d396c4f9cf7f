package schema

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// A codec of its own
//
// A set is mostly articles, and encoding/json takes most of the time of writing and
// reading one: it looks values up by reflection several times, copies what a
// MarshalJSON returns, and scans the text of every value three to five times. So
// articles have their own encoder and decoder, AppendArticle and ParseArticle. Both
// follow the types of this package and their JSON tags, which are compiled once into
// shapes. A field that is added to a record needs nothing else.
//
// The encoder writes the bytes that encoding/json writes. The decoder accepts only
// the usual form of an article. For anything else it reports false, and the caller
// decodes with encoding/json, which also knows what is wrong. Fuzz tests compare
// both with encoding/json.
//
// jsontext, which could replace most of this, needs GOEXPERIMENT=jsonv2 in Go 1.26.

// shape is how a type is written in JSON.
type shape struct {
	kind   kind
	fields []field // of a record
	elem   *shape  // of a list, a range or a pointer
	typ    reflect.Type
	none   reflect.Value // the empty list of a list
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

// mostFields is how many fields a record may have: parser.record has a bit for each.
const mostFields = 64

var articleShape = shapeOf(reflect.TypeFor[Article]())

// shapeOf returns the shape of a type. It panics if the type has a part that it does
// not know, so that no field can be forgotten.
func shapeOf(t reflect.Type) *shape {
	s := &shape{typ: t}
	switch t.Kind() {
	case reflect.String:
		s.kind = aText
	case reflect.Int, reflect.Int64:
		s.kind = aNumber
	case reflect.Bool:
		s.kind = aFlag
	case reflect.Array:
		s.kind, s.elem = aRange, shapeOf(t.Elem())
	case reflect.Slice:
		if t == reflect.TypeFor[json.RawMessage]() {
			s.kind = aRaw
			break
		}
		s.kind, s.elem, s.none = aList, shapeOf(t.Elem()), reflect.MakeSlice(t, 0, 0)
	case reflect.Pointer:
		s.kind, s.elem = aPointer, shapeOf(t.Elem())
	case reflect.Struct:
		if t == reflect.TypeFor[Moment]() {
			s.kind = aMoment
			break
		}
		s.kind = aRecord
		if t.NumField() > mostFields {
			panic(fmt.Sprintf("schema: %v has more than %d fields", t, mostFields))
		}
		for i := range t.NumField() {
			s.fields = append(s.fields, fieldOf(t.Field(i), i))
		}
	default:
		panic(fmt.Sprintf("schema: there is no codec for %v", t))
	}
	return s
}

func fieldOf(f reflect.StructField, index int) field {
	name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" || name == "-" || f.Anonymous || !f.IsExported() || !slices.Contains([]string{"", "omitempty", "omitzero"}, option) {
		panic(fmt.Sprintf("schema: there is no codec for the field %s with the tag %q", f.Name, f.Tag))
	}
	return field{name: name, key: `"` + name + `":`, index: index, omit: option, shape: shapeOf(f.Type)}
}

package schema

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
)

// described is an object of the JSON Schema of annotation sets.
type described struct {
	Properties map[string]json.RawMessage `json:"properties"`
	Required   []string                   `json:"required"`
	Items      *described                 `json:"items"`
	Defs       map[string]described       `json:"$defs"`
}

func TestTheSchemaDescribesEveryField(t *testing.T) {
	schema, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "annotation-set.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var whole described
	if err := json.Unmarshal(schema, &whole); err != nil {
		t.Fatal(err)
	}
	at := func(in described, field string) (inner described) {
		t.Helper()
		if err := json.Unmarshal(in.Properties[field], &inner); err != nil {
			t.Fatalf("%s: %v", field, err)
		}
		return inner
	}
	defs := whole.Defs
	for of, in := range map[any]described{
		Project{}: at(whole, "project"), Selection{}: at(whole, "selection"), &Label{}: defs["label"], &Outlet{}: defs["outlet"],
		&Article{}: defs["article"], model.Source{}: at(defs["article"], "source"), Length{}: at(defs["article"], "length"),
		model.Metadata{}: defs["metadata"], &Sentence{}: defs["sentence"], &Aside{}: defs["aside"], &Detached{}: defs["detached"],
		Annotation{}: *defs["annotations"].Items, Attribution{}: *defs["attributions"].Items, Mention{}: *defs["mentions"].Items, &Statement{}: defs["statement"],
		StatementMention{}: *at(defs["statement"], "mentions").Items, Gap{}: *at(defs["statement"], "gaps").Items, Origin{}: at(defs["article"], "origin"),
		&Voice{}: defs["voice"], Grade{}: *defs["grades"].Items, Note{}: *defs["notes"].Items, Span{}: defs["span"],
		&Stamp{}: defs["stamp"], Run{}: defs["run"], &Record{}: defs["record"],
	} {
		typ := reflect.TypeOf(of)
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		var all, required []string
		for i := range typ.NumField() {
			name, options, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			all = append(all, name)
			if options == "" {
				required = append(required, name)
			}
		}
		slices.Sort(all)
		slices.Sort(required)
		if got := slices.Sorted(maps.Keys(in.Properties)); !slices.Equal(got, all) {
			t.Errorf("the schema describes the fields %v of %v, not %v", got, typ, all)
		}
		if slices.Sort(in.Required); !slices.Equal(in.Required, required) {
			t.Errorf("the schema requires the fields %v of %v, not %v", in.Required, typ, required)
		}
	}
}

func TestBaseNameCutsTheFoldersOfAnySystem(t *testing.T) {
	for path, want := range map[string]string{
		"/press/a.txt": "a.txt", `C:\press\a.txt`: "a.txt", "a.txt": "a.txt", "": "", "press/": "", `\\host\share/a b.txt`: "a b.txt",
	} {
		if got := BaseName(path); got != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
}

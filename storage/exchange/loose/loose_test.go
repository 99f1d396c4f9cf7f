package loose

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
)

// visited returns what Walk visits, each element as its field "n" or its text.
func visited(data string, paths ...string) (all []string, err error) {
	err = Walk([]byte(data), paths, func(n int, e Value) error {
		all = append(all, fmt.Sprintf("%d:%s", n, e.Get("n").Text()+e.Text()))
		return nil
	})
	return all, err
}

func TestWalkVisitsTheElementsOfListsAndObjects(t *testing.T) {
	for name, c := range map[string]struct {
		data  string
		paths []string
		want  []string
	}{
		"a list":            {`[{"n":1}, "x", 3]`, nil, []string{"1:1", "2:x", "3:3"}},
		"an empty list":     {`[]`, nil, nil},
		"a byte order mark": {"\ufeff[1]", nil, []string{"1:1"}},
		"an object":         {`{"n":7}`, nil, []string{"1:7"}},
		"no such list":      {`{"n":7,"other":[1]}`, []string{"rows"}, []string{"1:7"}},
		"a named list":      {`{"total":2,"rows":[{"n":1},{"n":2}],"more":{"rows":[3]}}`, []string{"rows"}, []string{"1:1", "2:2"}},
		"an empty one":      {`{"rows":[]}`, []string{"rows"}, nil},
		"a nested list":     {`{"first":{"items":[1,2]}}`, []string{"items", "first.items"}, []string{"1:1", "2:2"}},
		"one for a list":    {`{"items":{"n":5}}`, []string{"items"}, []string{"1:5"}},
		"lines":             {"{\"n\":1}\n{\"n\":2}\n", nil, []string{"1:1", "2:2"}},
		"lists in lines":    {"[1]\n[2,3]", nil, []string{"1:1", "2:2", "3:3"}},
	} {
		got, err := visited(c.data, c.paths...)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

func TestWalkNamesTheLineOfDamage(t *testing.T) {
	for data, want := range map[string]string{
		"":                         "empty",
		"  \n":                     "empty",
		"[1,\n2":                   "line 2: it ends in the middle",
		"[1,\n2 3]":                "line 2",
		"[1] x":                    "line 1",
		`"text"`:                   "neither a list nor an object",
		"{\"rows\":[1,\n{}":        "line 2",
		`{"rows":[1}`:              "line 1",
		"[\"\xff\"]":               "UTF-8",
		"\xff\xfe[\x001\x00]\x00":  "UTF-8",
		"PK\x03\x04":               "neither",
		strings.Repeat("[", 20000): "exceeded max depth",
	} {
		_, err := visited(data, "rows")
		if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: error %v; want one with %q", data, err, want)
		}
	}
}

func TestWalkStopsAtTheFirstErrorOfVisit(t *testing.T) {
	stop := errors.New("stop")
	calls := 0
	err := Walk([]byte(`[1,2,3]`), nil, func(n int, _ Value) error {
		if calls++; n == 2 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || calls != 2 {
		t.Errorf("error %v after %d calls", err, calls)
	}
}

func TestValuesOfSeveralTypesAreRead(t *testing.T) {
	v, err := Parse([]byte(`{"text":"a","list":["a",null,"",2],"n":3,"whole":3.0,"half":2.5,"digits":"3","yes":true,"none":null,"at":"2026-03-04T05:06:07+01:00","day":"2026-03-04"}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Get("none", "text").Text(); got != "a" {
		t.Errorf("Get returns %q for the first field that is not null", got)
	}
	if got := v.Get("list").Texts(); !slices.Equal(got, []string{"a", "2"}) {
		t.Errorf("Texts of a list are %q", got)
	}
	if got := v.Get("text").Texts(); !slices.Equal(got, []string{"a"}) {
		t.Errorf("Texts of a text are %q", got)
	}
	for name, want := range map[string]bool{"n": true, "whole": true, "half": false, "digits": false, "none": false, "missing": false, "text": false} {
		if n, ok := v.Get(name).Int(); ok != want || ok && n != 3 {
			t.Errorf("Int of %s is %d, %t", name, n, ok)
		}
	}
	if got := v.Get("at").Time(); !got.Equal(time.Date(2026, 3, 4, 4, 6, 7, 0, time.UTC)) {
		t.Errorf("Time is %v", got)
	}
	if v.Get("day").Time().IsZero() || !v.Get("text").Time().IsZero() || !v.Get("yes").Is() || v.Get("n").Is() {
		t.Error("a date, a text or a truth value is misread")
	}
	if len(v.Get("missing").List()) != 0 || len(v.Get("text").List()) != 1 || !v.Get("list").IsList() || !v.IsObject() {
		t.Error("lists and objects are misread")
	}
}

func FuzzWalk(f *testing.F) {
	for _, seed := range []string{`[{"n":1},2]`, `{"rows":[1,{"rows":[]}]}`, `{"first":{"items":{}}}`, "[1]\n[2]", "[", "{\"a\":", "\ufeff{}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		_ = Walk(data, []string{"rows", "items", "first.items"}, func(_ int, e Value) error {
			e.List()
			e.Keys()
			e.Get("a").Time()
			return nil
		})
	})
}

func TestTheFieldsOfTheFirstObjectAreListed(t *testing.T) {
	for front, want := range map[string]string{
		`[{"id":1,"data":{"text":"a"},"list":[{"x":1}],"last":null},{"other":1}]`: "id data list last",
		`{"total":2,"rows":[{"id":`: "total rows",
		`[{"data":{"text":"cut`:     "data",
		`[]`:                        "",
		`["a"]`:                     "",
		`text`:                      "",
	} {
		if got := strings.Join(Fields([]byte(front)), " "); got != want {
			t.Errorf("%s: fields %q, want %q", front, got, want)
		}
	}
}

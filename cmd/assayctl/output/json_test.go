package output

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"assay.app/assay/storage/exchange/layout"
)

func TestJSONWrittenInPiecesIsLaidOutAsOneValue(t *testing.T) {
	long := strings.Repeat("a long text ", 12)
	type row struct {
		Name string `json:"name"`
		Text string `json:"text"`
	}
	type object struct {
		Rows []row `json:"rows"`
		None []row `json:"none"`
		N    row   `json:"n"`
	}
	rows := []row{{"a", "b"}, {"c", long}}
	for _, c := range []struct {
		name  string
		value any
		write func(w *bytes.Buffer) error
	}{
		{"a list", rows, func(w *bytes.Buffer) error {
			j := NewList(w)
			for _, r := range rows {
				j.Item(r)
			}
			return j.End()
		}},
		{"an empty list", []row{}, func(w *bytes.Buffer) error { return NewList(w).End() }},
		{"an empty object", struct{}{}, func(w *bytes.Buffer) error { return NewObject(w).End() }},
		{"an object", object{rows, []row{}, rows[1]}, func(w *bytes.Buffer) error {
			j := NewObject(w)
			j.BeginList("rows")
			for _, r := range rows {
				j.Item(r)
			}
			j.BeginList("none")
			j.Field("n", rows[1])
			return j.End()
		}},
	} {
		var got, want bytes.Buffer
		if err := c.write(&got); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if err := layout.Write(&want, c.value); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("%s is\n%s\nnot\n%s", c.name, &got, &want)
		}
	}
}

type fullDisk struct{ writes int }

var errFull = errors.New("full")

func (f *fullDisk) Write(p []byte) (int, error) { f.writes++; return 0, errFull }

func TestJSONEndsAtTheFirstError(t *testing.T) {
	disk := &fullDisk{}
	j := NewObject(disk)
	j.BeginList("a")
	if j.Err() != nil || disk.writes > 0 {
		t.Error("the beginning of a list is written before it has an item")
	}
	j.Item(1)
	j.Field("b", 2)
	if err := j.End(); !errors.Is(err, errFull) || disk.writes != 1 {
		t.Errorf("%v after %d writes", err, disk.writes)
	}
}

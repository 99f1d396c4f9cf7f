package output

import (
	"bytes"
	"cmp"
	"io"

	"assay.app/assay/storage/exchange/layout"
)

// JSON writes one JSON document piece by piece, so that long lists are not held in
// memory. The document is an object, some of whose fields are lists, or a single
// list. After the first error nothing more is written; End returns that error.
type JSON struct {
	w      io.Writer
	fields int    // the number of fields written so far
	inList bool   // between BeginList and its end
	list   string // the text to write before the opening bracket of the current list
	items  int    // the number of items of the current list
	object bool   // the document is an object
	err    error
}

// NewObject returns a JSON that writes an object to w.
func NewObject(w io.Writer) *JSON { return &JSON{w: w, object: true} }

// NewList returns a JSON that writes a list to w.
func NewList(w io.Writer) *JSON { return &JSON{w: w, inList: true} }

// Field writes a field of the object.
func (j *JSON) Field(name string, value any) {
	j.endList()
	j.write([]byte(j.before(name)))
	j.value(value, "  ")
}

// BeginList begins a field that is a list. The next call of Field, BeginList or End
// ends the list. Nothing is written before the first item or the end of the list.
func (j *JSON) BeginList(name string) {
	j.endList()
	j.list, j.inList, j.items = j.before(name), true, 0
}

// Item writes an element of the current list.
func (j *JSON) Item(value any) {
	j.beforeItem()
	j.value(value, j.indent())
}

// Raw writes an element of the current list that is already JSON.
func (j *JSON) Raw(value []byte) {
	j.beforeItem()
	j.write(value)
}

// End ends the document and returns the first error.
func (j *JSON) End() error {
	j.endList()
	switch {
	case !j.object:
		j.write([]byte("\n"))
	case j.fields == 0:
		j.write([]byte("{}\n"))
	default:
		j.write([]byte("\n}\n"))
	}
	return j.err
}

// Err returns the first error.
func (j *JSON) Err() error { return j.err }

// before returns the text to write before the value of the next field.
func (j *JSON) before(name string) string {
	before := ",\n  "
	if j.fields == 0 {
		before = "{\n  "
	}
	j.fields++
	return before + `"` + name + `": `
}

// indent returns the white space before an element of the current list.
func (j *JSON) indent() string {
	if j.object {
		return "    "
	}
	return "  "
}

func (j *JSON) beforeItem() {
	before := ","
	if j.items == 0 {
		before = j.list + "["
	}
	j.items++
	j.write([]byte(before + "\n" + j.indent()))
}

func (j *JSON) endList() {
	if !j.inList {
		return
	}
	j.inList = false
	if j.items == 0 {
		j.write([]byte(j.list + "[]"))
		return
	}
	j.write([]byte("\n" + j.indent()[2:] + "]"))
}

// value writes a value and indents every line after the first.
func (j *JSON) value(value any, indent string) {
	var one bytes.Buffer
	if err := layout.Write(&one, value); err != nil {
		j.err = cmp.Or(j.err, err)
		return
	}
	j.write(bytes.ReplaceAll(bytes.TrimSuffix(one.Bytes(), []byte("\n")), []byte("\n"), []byte("\n"+indent)))
}

func (j *JSON) write(text []byte) {
	if j.err == nil {
		_, j.err = j.w.Write(text)
	}
}

package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

// The budget of work for a file is workLeast, plus workPerByte for each byte.
const (
	workLeast   = 192 << 20
	workPerByte = 16
	maxKept     = 3 << 19 // values in cached objects
	maxMapped   = 1 << 19 // entries in the maps of all fonts
	keptStep    = 1 << 16 // memory is taken for this many values at a time
	keptBytes   = 48
	maxPages    = 5000
	maxTree     = 64 // depth of the page tree
)

// File is a PDF in memory.
type File struct {
	raw     []byte
	budget  budget
	table   map[int]entry
	trailer dict
	objects map[int]any // objects read so far
	kept    int         // values in objects
	opening map[int]bool
	packs   map[int]*pack
	fonts   map[ref]*font
	mapped  int // entries in the maps of all fonts

	packedBytes int  // unpacked bytes in packs
	key         *key // nil if the file is not encrypted
	rebuilt     bool
}

// Open reads the object table of a PDF and returns the file. Its errors wrap
// ErrDamaged, ErrLocked or ErrTooMuch. A file that needs a password only for
// changes can be read. If room is not nil, larger pieces of memory are taken from
// it until Close, but not the bytes of raw.
func Open(raw []byte, room Room) (*File, error) {
	f := &File{
		raw: raw, budget: budget{left: workLeast + workPerByte*len(raw), room: room},
		objects: map[int]any{}, opening: map[int]bool{}, packs: map[int]*pack{}, fonts: map[ref]*font{},
	}
	if at := bytes.Index(raw[:min(len(raw), 1024)], []byte("%PDF-")); at > 0 {
		f.raw = raw[at:] // offsets count from the header
	}
	err := f.readTable()
	if err == nil {
		err = f.unlock()
	}
	if err == nil && f.dict(f.dict(f.trailer["Root"])["Pages"]) == nil && !f.rebuilt {
		if err = f.rebuild(); err == nil {
			err = f.unlock()
		}
	}
	if spent := f.budget.err(); spent != nil {
		return nil, spent
	}
	return f, err
}

// Close gives the file's memory back to its room.
func (f *File) Close() {
	f.budget.release(&f.budget.page)
	f.budget.release(&f.budget.file)
}

// resolve follows references.
func (f *File) resolve(v any) any {
	for range 8 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.object(r.number)
	}
	return nil
}

func (f *File) dict(v any) dict {
	switch v := f.resolve(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *File) array(v any) array    { a, _ := f.resolve(v).(array); return a }
func (f *File) name(v any) name      { n, _ := f.resolve(v).(name); return n }
func (f *File) integer(v any) int    { n, _ := number(f.resolve(v)); return int(n) }
func (f *File) number(v any) float64 { n, _ := number(f.resolve(v)); return n }
func (f *File) stream(v any) *stream { s, _ := f.resolve(v).(*stream); return s }
func (f *File) numbers(v any) []float64 {
	list := f.array(v)
	out := make([]float64, len(list))
	for i, one := range list {
		out[i] = f.number(one)
	}
	return out
}

// object returns the object with a number, or nil if there is none.
func (f *File) object(n int) any {
	if v, ok := f.objects[n]; ok {
		return v
	}
	e, ok := f.table[n]
	if !ok || f.opening[n] || len(f.opening) > maxTree || f.budget.left < 0 {
		return nil
	}
	f.opening[n] = true
	defer delete(f.opening, n)
	var v any
	values := 0
	if e.pack > 0 {
		v, values = f.packed(e.pack, n)
	} else {
		v, values, ok = f.objectAt(e.at, n)
		if !ok && !f.rebuilt && f.rebuild() == nil {
			if e, ok = f.table[n]; ok && e.pack == 0 {
				v, values, _ = f.objectAt(e.at, n)
			}
		}
	}
	before := f.kept / keptStep
	if f.kept += values; f.kept > maxKept {
		f.budget.left = -1
		return nil
	}
	f.budget.keep((f.kept/keptStep - before) * keptStep * keptBytes)
	f.objects[n] = v
	return v
}

// objectAt reads the object that begins at a byte offset: "12 0 obj". It reports
// false unless object n begins there.
func (f *File) objectAt(at, n int) (v any, values int, ok bool) {
	if at < 0 || at >= len(f.raw) {
		return nil, 0, false
	}
	l := &lexer{src: f.raw, at: at, budget: &f.budget}
	number, generation, word := l.object(), l.object(), l.object()
	if number != n || word != keyword("obj") {
		return nil, 0, false
	}
	g, _ := generation.(int)
	l.refs = true
	v = l.object()
	if k, ok := v.(keyword); ok { // "12 0 obj endobj"
		return nil, l.values, k == "endobj"
	}
	self := ref{n, g}
	if d, ok := v.(dict); ok {
		if after := l.at; l.object() == keyword("stream") {
			v = &stream{dict: d, packed: f.body(l, d), in: self}
		} else {
			l.at = after
		}
	}
	if f.key != nil {
		v = f.key.decrypted(v, self)
	}
	return v, l.values, true
}

// body returns the bytes of a stream, which begin after its keyword. If the stated
// length is wrong, they end at the next "endstream".
func (f *File) body(l *lexer, d dict) []byte {
	at := l.at
	if at < len(f.raw) && f.raw[at] == '\r' {
		at++
	}
	if at < len(f.raw) && f.raw[at] == '\n' {
		at++
	}
	end := []byte("endstream")
	if length, ok := f.resolve(d["Length"]).(int); ok && length >= 0 && length <= len(f.raw)-at {
		rest := bytes.TrimLeft(f.raw[at+length:min(len(f.raw), at+length+16)], "\x00\t\n\f\r ")
		if bytes.HasPrefix(rest, end) {
			return f.raw[at : at+length]
		}
	}
	size := bytes.Index(f.raw[at:], end)
	if size < 0 {
		size = len(f.raw) - at
	}
	f.budget.pay(size)
	return f.raw[at : at+size]
}

// Pages returns the pages in order. Its errors wrap ErrDamaged or ErrTooMuch.
func (f *File) Pages() (pages []Page, err error) {
	root := f.dict(f.trailer["Root"])
	t := tree{file: f, seen: map[int]bool{}}
	t.node(root["Pages"], Page{file: f}, 0)
	if len(t.pages) == 0 { // the tree leads to no page
		t.seen = map[int]bool{}
		for _, n := range f.numbersOfObjects() {
			if d := f.dict(ref{number: n}); f.name(d["Type"]) == "Page" {
				t.node(ref{number: n}, Page{file: f}, 0)
			}
		}
	}
	if err := f.budget.err(); err != nil {
		return nil, err
	}
	switch {
	case len(t.pages) > maxPages:
		return nil, fmt.Errorf("%w: more than %d pages", ErrTooMuch, maxPages)
	case len(t.pages) == 0:
		return nil, fmt.Errorf("%w: it has no pages", ErrDamaged)
	}
	return t.pages, nil
}

func (f *File) numbersOfObjects() []int {
	all := make([]int, 0, len(f.table))
	for n := range f.table {
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}

// Page is a page of a File.
type Page struct {
	file      *File
	contents  any
	resources dict
	box       []float64 // left, bottom, right, top
	turn      int       // degrees, clockwise
}

// tree walks the page tree.
type tree struct {
	file  *File
	pages []Page
	seen  map[int]bool
}

// node adds a page, or the pages below a branch. Pages inherit attributes from the
// branches above them.
func (t *tree) node(v any, above Page, depth int) {
	if r, ok := v.(ref); ok {
		if t.seen[r.number] {
			return
		}
		t.seen[r.number] = true
	}
	f := t.file
	d := f.dict(v)
	if d == nil || depth > maxTree || len(t.pages) > maxPages || !f.budget.pay(16) {
		return
	}
	if own := f.dict(d["Resources"]); own != nil {
		above.resources = own
	}
	for _, key := range []name{"MediaBox", "CropBox"} {
		if box := f.numbers(d[key]); len(box) == 4 {
			above.box = box
		}
	}
	if d["Rotate"] != nil {
		above.turn = f.integer(d["Rotate"])
	}
	if kids := f.array(d["Kids"]); kids != nil && f.name(d["Type"]) != "Page" {
		for _, kid := range kids {
			t.node(kid, above, depth+1)
		}
		return
	}
	above.contents = d["Contents"]
	t.pages = append(t.pages, above)
}

// atoi returns the number that s begins with, and the number of its digits.
func atoi(s []byte) (n, size int) {
	for size < len(s) && size < 10 && s[size] >= '0' && s[size] <= '9' {
		size++
	}
	n, _ = strconv.Atoi(string(s[:size]))
	return n, size
}

// Language returns the language tag of the file, or "" if it has none.
func (f *File) Language() string {
	return unicodeOf(str(f.text(f.dict(f.trailer["Root"])["Lang"])))
}

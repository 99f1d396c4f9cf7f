package pdf

import (
	"bytes"
	"fmt"
)

// entry is the place of an object.
type entry struct {
	at   int // byte offset in the file if pack is 0
	pack int // number of the object stream that contains it, or 0
}

// maxEntries is the maximum number of objects in a file.
const maxEntries = 1 << 20

// readTable reads the object tables, from the newest to the oldest. If they are
// inconsistent, it rebuilds the table from the objects in the file.
func (f *File) readTable() error {
	f.table = map[int]entry{}
	tail := f.raw[max(0, len(f.raw)-4096):]
	mark := []byte("startxref")
	at := bytes.LastIndex(tail, mark)
	if at < 0 {
		return f.rebuild()
	}
	l := &lexer{src: tail, at: at + len(mark), budget: &f.budget}
	next, ok := l.object().(int)
	seen := map[int]bool{}
	queue := []int{next}
	for ok && len(queue) > 0 {
		at, queue = queue[0], queue[1:]
		if seen[at] || at <= 0 && len(seen) > 0 {
			continue
		}
		seen[at] = true
		d := f.section(at)
		if d == nil {
			ok = false
			break
		}
		if f.trailer == nil {
			f.trailer = d
		}
		for _, key := range []name{"XRefStm", "Prev"} {
			if older, ok := number(d[key]); ok && len(seen)+len(queue) < 1024 {
				queue = append(queue, int(older))
			}
		}
	}
	if err := f.budget.err(); err != nil {
		return err
	}
	if !ok || f.trailer["Root"] == nil {
		return f.rebuild()
	}
	return nil
}

// section reads one table, written as text or as a stream. It returns the trailer
// dictionary, or nil if there is no table at the offset.
func (f *File) section(at int) dict {
	if at < 0 || at >= len(f.raw) {
		return nil
	}
	l := &lexer{src: f.raw, at: at, budget: &f.budget}
	switch first := l.object().(type) {
	case keyword:
		if first == "xref" {
			return f.written(l)
		}
	case int:
		v, _, ok := f.objectAt(at, first)
		if s, isStream := v.(*stream); ok && isStream && s.dict["Type"] == name("XRef") && f.streamed(s) {
			return s.dict
		}
	}
	return nil
}

// written reads a table in text form: "0 2", then lines "0000000017 00000 n". It
// returns the trailer dictionary, or nil if the table is invalid.
func (f *File) written(l *lexer) dict {
	for {
		first := l.object()
		if first == keyword("trailer") {
			l.refs = true
			d, _ := l.object().(dict)
			return d
		}
		n, ok := first.(int)
		count, ok2 := l.object().(int)
		if !ok || !ok2 || n < 0 {
			return nil
		}
		for i := range max(0, min(count, maxEntries)) {
			l.values = 0
			at, ok := l.object().(int)
			_, ok2 := l.object().(int)
			kind, ok3 := l.object().(keyword)
			if !ok || !ok2 || !ok3 {
				return nil
			}
			if kind == "n" && at > 0 && !f.enter(n+i, entry{at: at}) {
				return nil
			}
		}
	}
}

// enter records the place of an object unless a newer table has one. It reports
// false if the table is full or the budget is spent.
func (f *File) enter(n int, e entry) bool {
	if _, known := f.table[n]; !known {
		if len(f.table) >= maxEntries {
			f.budget.left = -1
			return false
		}
		f.table[n] = e
	}
	return f.budget.pay(64)
}

// streamed reads a table in stream form: numbers of fixed width. It reports whether
// the table is valid.
func (f *File) streamed(s *stream) bool {
	data, err := f.unpacked(s)
	if err != nil {
		return false
	}
	var w [3]int
	for i, v := range array(asArray(s.dict["W"])) {
		n, _ := v.(int)
		if i >= len(w) || n < 0 || n > 8 {
			return false
		}
		w[i] = n
	}
	size, _ := s.dict["Size"].(int)
	index := asArray(s.dict["Index"])
	if index == nil {
		index = array{0, size}
	}
	width := w[0] + w[1] + w[2]
	for ; len(index) > 1 && width > 0; index = index[2:] {
		first, _ := index[0].(int)
		count, _ := index[1].(int)
		for i := 0; i < count && len(data) >= width && first >= 0; i++ {
			kind := 1
			if w[0] > 0 {
				kind = bigEndian(data[:w[0]])
			}
			second, third := bigEndian(data[w[0]:w[0]+w[1]]), bigEndian(data[w[0]+w[1]:width])
			data = data[width:]
			e := entry{at: second}
			switch kind {
			case 2:
				e = entry{pack: second, at: third}
			case 1:
			default:
				continue
			}
			if !f.enter(first+i, e) {
				return false
			}
		}
	}
	return true
}

func asArray(v any) array { a, _ := v.(array); return a }

func bigEndian(b []byte) (n int) {
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

// rebuild finds the objects by the words that begin them, "12 0 obj", and the
// trailers. If several objects have the same number, it takes the last.
func (f *File) rebuild() error {
	f.rebuilt = true
	f.table, f.objects, f.packs = map[int]entry{}, map[int]any{}, map[int]*pack{}
	f.budget.pay(2 * len(f.raw))
	word := []byte(" obj")
	for at := 0; ; {
		next := bytes.Index(f.raw[at:], word)
		if next < 0 {
			break
		}
		at += next + len(word)
		if n, from, ok := f.heading(at - len(word)); ok {
			if len(f.table) >= maxEntries {
				return ErrTooMuch
			}
			f.table[n] = entry{at: from}
		}
	}
	trailer := dict{}
	take := func(d dict) {
		for _, key := range []name{"Root", "Encrypt", "ID"} {
			if d[key] != nil {
				trailer[key] = d[key]
			}
		}
	}
	for at := 0; ; {
		next := bytes.Index(f.raw[at:], []byte("trailer"))
		if next < 0 {
			break
		}
		at += next + len("trailer")
		l := &lexer{src: f.raw, at: at, refs: true, budget: &f.budget}
		if d, ok := l.object().(dict); ok {
			take(d)
		}
	}
	f.trailer = trailer
	f.gather(take)
	if err := f.budget.err(); err != nil {
		return err
	}
	if f.trailer["Root"] == nil {
		return fmt.Errorf("%w: its table of objects is missing, and the objects do not make a document", ErrDamaged)
	}
	return nil
}

// gather inspects the objects that rebuild found. It adds the objects in object
// streams, and passes tables and the root to take.
func (f *File) gather(take func(dict)) {
	key := f.key
	f.key = nil // object and table streams are not encrypted, or the key is not known yet
	defer func() { f.key = key }()
	for _, n := range f.numbersOfObjects() {
		e := f.table[n]
		front := f.raw[e.at:min(len(f.raw), e.at+512)]
		f.budget.pay(len(front))
		if !bytes.Contains(front, []byte("/ObjStm")) && !bytes.Contains(front, []byte("/XRef")) && !bytes.Contains(front, []byte("/Catalog")) {
			continue
		}
		v, _, ok := f.objectAt(e.at, n)
		if !ok {
			continue
		}
		switch v := v.(type) {
		case dict:
			if v["Type"] == name("Catalog") {
				take(dict{"Root": ref{number: n}})
			}
		case *stream:
			switch v.dict["Type"] {
			case name("XRef"):
				take(v.dict)
			case name("ObjStm"):
				if p := f.openPack(n); p != nil {
					for inner := range p.offsets {
						f.enter(inner, entry{pack: n})
					}
				}
			}
		}
	}
}

// heading reads "12 0" backwards from a byte offset, and reports whether it is
// there.
func (f *File) heading(end int) (n, from int, ok bool) {
	digits := func(at int) int {
		for at > 0 && end-at < 24 && f.raw[at-1] >= '0' && f.raw[at-1] <= '9' {
			at--
		}
		return at
	}
	generation := digits(end)
	gap := generation
	for gap > 0 && isSpace(f.raw[gap-1]) && generation-gap < 4 {
		gap--
	}
	from = digits(gap)
	if generation == end || gap == generation || from == gap || from > 0 && isRegular(f.raw[from-1]) {
		return 0, 0, false
	}
	n, size := atoi(f.raw[from:gap])
	return n, from, size == gap-from
}

// pack is an unpacked object stream.
type pack struct {
	data    []byte
	offsets map[int]int // byte offsets in data, by object number
}

func (f *File) packed(in, n int) (v any, values int) {
	p := f.openPack(in)
	if p == nil {
		return nil, 0
	}
	at, ok := p.offsets[n]
	if !ok || at >= len(p.data) {
		return nil, 0
	}
	l := &lexer{src: p.data, at: at, refs: true, budget: &f.budget}
	v = l.object()
	if _, bad := v.(keyword); bad {
		v = nil
	}
	return v, l.values
}

// Limits for cached object streams: their number, their total size in bytes, and
// the number of objects in one.
const (
	maxPacks     = 8
	maxPacked    = maxStream
	maxInOnePack = 1 << 17
)

// openPack returns an object stream, unpacked and cached, or nil if it cannot be
// read.
func (f *File) openPack(in int) *pack {
	if p, ok := f.packs[in]; ok {
		return p
	}
	e, ok := f.table[in]
	if !ok || e.pack > 0 {
		return nil
	}
	s := f.stream(ref{number: in})
	if s == nil || f.name(s.dict["Type"]) != "ObjStm" {
		return nil
	}
	data, err := f.unpacked(s)
	if err != nil {
		return nil
	}
	p := &pack{data: data, offsets: map[int]int{}}
	first := f.integer(s.dict["First"])
	l := &lexer{src: data, budget: &f.budget}
	for range max(0, min(f.integer(s.dict["N"]), len(data)/2, maxInOnePack)) {
		l.values = 0
		n, ok := l.object().(int)
		at, ok2 := l.object().(int)
		if !ok || !ok2 || at < 0 || first < 0 {
			break
		}
		p.offsets[n] = first + at
	}
	if f.packedBytes += len(data); len(f.packs) >= maxPacks || f.packedBytes > maxPacked {
		clear(f.packs)
		f.packedBytes = len(data)
	}
	f.packs[in] = p
	return p
}

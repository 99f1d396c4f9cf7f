package pdf

import "errors"

// Objects are nil, bool, int, float64, str, name, ref, array, dict and *stream.
// Drawings also have keywords.
type (
	name    string
	str     string
	keyword string
	array   []any
	dict    map[name]any
	ref     struct{ number, generation int }
)

// stream is a dictionary with the bytes of a stream, before its filters are
// applied.
type stream struct {
	dict
	packed []byte
	in     ref // its own number, from which the key of an encrypted stream is derived
}

// Errors of this package. ErrDamaged is used for all faults that the others do not
// cover.
var (
	ErrDamaged = errors.New("damaged PDF")
	ErrLocked  = errors.New("PDF locked with a password")
	ErrTooMuch = errors.New("PDF that takes too much work or memory")
)

// Room limits the memory that a file may take.
type Room interface {
	// Take takes n bytes, and waits for them if necessary. If it returns an error,
	// the bytes must not be used.
	Take(n int64) error
	// Give gives back n of the bytes.
	Give(n int64)
}

// budget limits the work for one file. A unit is about one byte read. Once the
// budget is spent, reading ends with ErrTooMuch.
type budget struct {
	left int
	room Room // nil means memory is not counted

	page, file int64 // bytes taken from room for a page, and for the whole file
}

// hold takes n bytes of memory for a page.
func (b *budget) hold(n int) { b.take(n, &b.page) }

// keep takes n bytes of memory for the file.
func (b *budget) keep(n int) { b.take(n, &b.file) }

// take takes n bytes of memory. If the room refuses, the whole budget is spent.
func (b *budget) take(n int, held *int64) {
	if b.room == nil || b.left < 0 || n == 0 {
		return
	}
	if b.room.Take(int64(n)) != nil {
		b.left = -1
		return
	}
	*held += int64(n)
}

func (b *budget) release(held *int64) {
	if b.room != nil {
		b.room.Give(*held)
		*held = 0
	}
}

// pay spends n and reports whether the budget covers it.
func (b *budget) pay(n int) bool {
	b.left -= n
	return b.left >= 0
}

func (b *budget) err() error {
	if b.left < 0 {
		return ErrTooMuch
	}
	return nil
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

package pdf

import "errors"

// Objects are nil, bool, int, float64, str, name, ref, array, dict, *stream,
// and in drawings keyword.
type (
	name    string
	str     string
	keyword string
	array   []any
	dict    map[name]any
	ref     struct{ number, generation int }
)

// stream is a dictionary with bytes that are packed as it says.
type stream struct {
	dict
	packed []byte
	in     ref // the object it is, which the key of an encrypted one depends on
}

// Errors of this package. Everything else that is wrong with a file is
// ErrDamaged.
var (
	ErrDamaged = errors.New("damaged PDF")
	ErrLocked  = errors.New("PDF locked with a password")
	ErrTooMuch = errors.New("PDF that takes too much work or memory")
)

// Room is the memory that a file may take, in bytes.
type Room interface {
	// Take takes n bytes, and waits for them if need be. After an error they may
	// not be used.
	Take(n int64) error
	// Give gives n of the bytes back.
	Give(n int64)
}

// budget is what may be spent on a file. What is paid for is about a byte
// looked at; it makes errors, once it is spent, of everything.
type budget struct {
	left int
	room Room // nil where memory is not counted

	page, file int64 // bytes taken from room for a page, and for the whole file
}

// hold takes memory for a page.
func (b *budget) hold(n int) { b.take(n, &b.page) }

// keep takes memory for the file.
func (b *budget) keep(n int) { b.take(n, &b.file) }

// take takes memory, and spends the whole budget where there is none.
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

// release gives memory back.
func (b *budget) release(held *int64) {
	if b.room != nil {
		b.room.Give(*held)
		*held = 0
	}
}

// pay spends n and reports whether there was as much.
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

// number gives a number as a float.
func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

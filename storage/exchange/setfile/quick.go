package setfile

import (
	"context"
	"io"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/exchange/crew"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/schema"
)

// Reading a set quickly
//
//	                               ┌▶ worker: parse, check ┐
//	file ─ cut into articles ─ crew┤                       ├─▶ in order: compare ids
//	                               └▶ worker …             ┘
//
// The cutter finds the end of a value by brackets and quotation marks alone. The
// parser reports whether the value is JSON. Then the same checks follow as in read.
// An error only ends the attempt: read finds it again and names its line. So quick
// reading never refuses a set. It must not accept a set that read refuses, or return
// a different one. FuzzQuickReading compares the two.

// mostQuick is the approximate size in bytes of the largest value that is read quickly.
const mostQuick = 16 << 20

// readQuickly reads and checks a set. It returns false if anything about the set is
// unusual or wrong.
func readQuickly(r io.Reader) (*Set, bool) {
	q := &quick{
		cut: cutter{r: r, buf: make([]byte, 0, 64<<10)},
		set: newSetReader(&input{r: strings.NewReader(""), skim: &skimmer{}}), // the lines in its errors are wrong
	}
	if !q.read() || q.set.finish() != nil {
		return nil, false
	}
	return q.set.set, true
}

type quick struct {
	cut cutter
	set *setReader
}

// read reads the whole set. It reports whether it succeeded.
func (q *quick) read() bool {
	if !q.cut.next('{') {
		return false
	}
	for {
		if q.cut.peek() != '"' {
			return false
		}
		raw, ok := q.cut.value()
		name := strings.Trim(string(raw), `"`)
		if !ok || !q.cut.next(':') || !q.field(name) {
			return false
		}
		if q.cut.next('}') {
			return q.cut.atEnd()
		}
		if !q.cut.next(',') {
			return false
		}
	}
}

// field reads the value of a field. It reports whether it succeeded.
func (q *quick) field(name string) bool {
	if q.set.seen[name] {
		return false
	}
	q.set.seen[name] = true
	if name == "articles" {
		return q.set.known && q.articles()
	}
	raw, ok := q.cut.value()
	return ok && notUTF8(raw) < 0 && layout.HalfCharacter(raw) < 0 &&
		q.set.decode(name, raw) == nil && q.set.identify() == nil
}

// checked is an article that was parsed and checked by itself.
type checked struct {
	article Article
	notes   []string // the ids of its notes
	ok      bool
}

// articles reads the list of articles. It reports whether it succeeded.
func (q *quick) articles() bool {
	if !q.cut.next('[') {
		return false
	}
	ended := q.cut.next(']')
	work := crew.Work[string, checked]{
		Items: func(yield func(string) bool) {
			for !ended {
				raw, ok := q.cut.value()
				if !ok || !yield(string(raw)) {
					return
				}
				if ended = q.cut.next(']'); !ended && !q.cut.next(',') {
					return
				}
			}
		},
		Size: func(raw string) int64 { return 4 * int64(len(raw)) }, // with its record and document
		Worker: func() func(string) checked {
			names := codec.Interned{}
			return func(raw string) checked { return check(raw, names) }
		},
	}
	for c := range work.Results(context.Background()) {
		if !c.ok || q.set.check.articles[c.article.ID] {
			return false
		}
		q.set.check.articles[c.article.ID] = true
		for _, id := range c.notes {
			if q.set.check.notes[id] {
				return false
			}
			q.set.check.notes[id] = true
		}
		q.set.set.Articles = append(q.set.set.Articles, c.article)
	}
	return ended
}

// check parses and checks one article by itself.
func check(raw string, names codec.Interned) checked {
	record, ok := schema.ParseArticle(raw)
	if !ok {
		return checked{}
	}
	c := newChecker()
	c.names = names
	a, err := c.article(record)
	return checked{article: a, notes: slices.Collect(maps.Keys(c.notes)), ok: err == nil}
}

// cutter cuts a file into JSON values without decoding them.
type cutter struct {
	r   io.Reader
	err error  // of r
	buf []byte // read from r
	at  int    // buf[:at] has been cut off
}

// more fills buf, and reports whether there was more to read. It overwrites what was
// cut off. If nothing was cut off, buf grows to at most about mostQuick bytes.
func (c *cutter) more() bool {
	if c.at > 0 {
		c.buf = c.buf[:copy(c.buf, c.buf[c.at:])]
		c.at = 0
	}
	if len(c.buf) == cap(c.buf) {
		if len(c.buf) >= mostQuick {
			return false
		}
		c.buf = slices.Grow(c.buf, min(len(c.buf), mostQuick-len(c.buf)))
	}
	if c.err != nil {
		return false
	}
	n, err := io.ReadFull(c.r, c.buf[len(c.buf):cap(c.buf)])
	c.buf, c.err = c.buf[:len(c.buf)+n], err
	return n > 0
}

// peek skips white space and returns the next byte, or 0 at the end of the file.
func (c *cutter) peek() byte {
	for c.at < len(c.buf) || c.more() {
		switch b := c.buf[c.at]; b {
		case ' ', '\n', '\r', '\t':
			c.at++
		default:
			return b
		}
	}
	return 0
}

// next skips white space and then b. It reports whether b was there.
func (c *cutter) next(b byte) bool {
	if c.peek() != b {
		return false
	}
	c.at++
	return true
}

// atEnd reports whether only white space is left.
func (c *cutter) atEnd() bool {
	return c.peek() == 0 && c.at == len(c.buf) && (c.err == io.EOF || c.err == io.ErrUnexpectedEOF)
}

// value cuts off the next value, which is valid until the next call of a method. It
// returns false if the value has no end or is too large.
func (c *cutter) value() ([]byte, bool) {
	c.peek()
	for n, depth := 0, 0; ; {
		end := false
		if n, depth, end = valueLen(c.buf[c.at:], n, depth); end {
			c.at += n
			return c.buf[c.at-n : c.at], true
		}
		if !c.more() {
			return nil, false
		}
	}
}

// valueLen looks for the end of the value at the beginning of src. The bytes up to
// from have been looked at, and depth is how many brackets are open there. If the
// value does not end in src, valueLen returns the arguments for another call with
// more bytes. A number or a word ends before the next comma, colon, bracket or white
// space.
func valueLen(src []byte, from, depth int) (n, open int, end bool) {
	for i := from; i < len(src); i++ {
		switch src[i] {
		case '"':
			n := layout.StringEnd(src[i:])
			if n < 0 {
				return i, depth, false
			}
			if i += n - 1; depth == 0 {
				return i + 1, 0, true
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth <= 1 {
				return i + depth, 0, true
			}
			depth--
		case ',', ':', ' ', '\n', '\r', '\t':
			if depth == 0 {
				return i, 0, true
			}
		}
	}
	return len(src), depth, false
}

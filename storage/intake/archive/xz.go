package archive

import (
	"fmt"
	"io"
)

// maxWindow is the largest decompression window allowed, in bytes: that of xz -9.
const maxWindow = 64 << 20

// xzGuard passes an xz file through and checks its block headers. A block may ask
// for a window of up to 4 GiB, and the xz library allocates it before it has
// decoded one byte. All other faults are left to the library.
//
//	stream  header 12 │ block … block │ index │ footer 12 │ zeros, or a stream
//	block   size, filters, window │ chunks, an empty one │ padding │ check
type xzGuard struct {
	r       io.Reader
	skip    int64
	want    int
	got     []byte
	step    func([]byte) error // called with the next want bytes; nil after an unknown chunk, when checking stops
	check   int64              // length of the checksum after each block, in bytes
	size    int64              // bytes of the current block or index so far
	records int64              // numbers left in the index; -1 before the count is known
	value   int64              // the number being read, as far as it is known
	shift   uint
	limits  Limits
	window  int64  // largest window so far, in bytes
	close   func() // releases the memory of the window
}

func guardXZ(r io.Reader, limits Limits) *xzGuard {
	g := &xzGuard{r: r, limits: limits, close: func() {}}
	g.then(12, g.stream)
	return g
}

func (g *xzGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if wrong := g.pass(p[:n]); wrong != nil {
		return 0, wrong
	}
	return n, err
}

func (g *xzGuard) then(want int, step func([]byte) error) { g.want, g.step = want, step }

// pass checks the bytes that were read.
func (g *xzGuard) pass(p []byte) error {
	for len(p) > 0 && g.step != nil {
		if g.skip > 0 {
			n := min(g.skip, int64(len(p)))
			p, g.skip = p[n:], g.skip-n
			continue
		}
		n := min(g.want-len(g.got), len(p))
		g.got, p = append(g.got, p[:n]...), p[n:]
		if len(g.got) < g.want {
			return nil
		}
		got := g.got
		g.got = nil
		if err := g.step(got); err != nil {
			return err
		}
	}
	return nil
}

func (g *xzGuard) stream(b []byte) error {
	g.check = [16]int64{0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64}[b[7]&0x0F]
	g.then(1, g.block)
	return nil
}

// block takes the first byte of a block or of the index.
func (g *xzGuard) block(b []byte) error {
	if b[0] == 0 {
		g.size, g.records, g.value, g.shift = 1, -1, 0, 0
		g.then(1, g.index)
		return nil
	}
	g.size = 4 * (int64(b[0]) + 1)
	g.then(int(g.size)-1, g.header)
	return nil
}

// header takes the rest of a block header: the flags of optional sizes, the sizes,
// and the filters.
func (g *xzGuard) header(b []byte) error {
	at := 1
	number := func() (n uint64) {
		for shift := uint(0); at < len(b) && shift < 63; shift += 7 {
			c := b[at]
			at++
			if n |= uint64(c&0x7F) << shift; c < 0x80 {
				break
			}
		}
		return n
	}
	for _, flag := range []byte{0x40, 0x80} {
		if b[0]&flag != 0 {
			number()
		}
	}
	for range b[0]&3 + 1 {
		const lzma2 = 0x21
		filter, size := number(), number()
		if size > uint64(len(b)-at) {
			break
		}
		if filter == lzma2 && size == 1 {
			bits := b[at] & 0x3F
			if bits > 40 || uint64(2|bits&1)<<(bits/2+11) > maxWindow {
				return errWindow
			}
			if err := g.hold(int64(2|bits&1) << (bits/2 + 11)); err != nil {
				return err
			}
		}
		at += int(size)
	}
	g.then(1, g.chunk)
	return nil
}

// errWindow is returned for a window above maxWindow.
var errWindow = fmt.Errorf("%w: decompressing it takes more than %d MiB of memory; %s", ErrHarmful, maxWindow>>20, unpackYourself)

// hold reserves memory for a window, given in bytes, if it is larger than
// usualWindow and than all windows so far.
func (g *xzGuard) hold(window int64) error {
	if window <= max(g.window, usualWindow) {
		return nil
	}
	g.close()
	g.window, g.close = 0, func() {}
	give, err := g.limits.take(window)
	if err == nil {
		g.window, g.close = window, give
	}
	return err
}

// chunk takes the first byte of a chunk, which is its type.
func (g *xzGuard) chunk(b []byte) error {
	g.size++
	switch c := b[0]; {
	case c == 0:
		g.skip = (4-g.size%4)%4 + g.check
		g.then(1, g.block)
	case c < 3:
		g.then(2, g.stored)
	case c >= 0xC0:
		g.then(5, g.packed)
	case c >= 0x80:
		g.then(4, g.packed)
	default:
		g.step = nil
	}
	return nil
}

func (g *xzGuard) stored(b []byte) error { return g.content(len(b), b) }
func (g *xzGuard) packed(b []byte) error { return g.content(len(b), b[2:4]) }

// content skips the data of a chunk. The two bytes of size store its length minus
// one.
func (g *xzGuard) content(header int, size []byte) error {
	g.skip = int64(size[0])<<8 | int64(size[1]) + 1
	g.size += int64(header) + g.skip
	g.then(1, g.chunk)
	return nil
}

// index takes one byte of the index: a count of blocks, then two numbers for each.
func (g *xzGuard) index(b []byte) error {
	g.size++
	g.value |= int64(b[0]&0x7F) << g.shift
	if g.shift += 7; b[0] >= 0x80 {
		if g.shift > 56 {
			g.step = nil
		}
		return nil
	}
	if g.records < 0 {
		g.records = 2 * g.value
	} else {
		g.records--
	}
	if g.value, g.shift = 0, 0; g.records == 0 {
		const sum, footer = 4, 12
		g.skip = (4-g.size%4)%4 + sum + footer
		g.then(4, g.between)
	}
	return nil
}

// between takes the padding after a stream, or the beginning of the next stream.
func (g *xzGuard) between(b []byte) error {
	if string(b) == "\x00\x00\x00\x00" {
		return nil
	}
	g.then(8, func(rest []byte) error { return g.stream(append(b, rest...)) })
	return nil
}

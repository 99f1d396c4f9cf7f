package pdf

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
)

// maxStream is the maximum size of an unpacked stream in bytes.
const maxStream = 32 << 20

// smallStream is the size in bytes up to which a stream takes no memory from the
// room.
const smallStream = 1 << 20

// unpacked applies the filters of a stream. If the end of the stream is damaged, it
// returns the bytes before the damage.
func (f *File) unpacked(s *stream) ([]byte, error) {
	data := s.packed
	if f.key != nil {
		data = f.key.stream(f, s)
	}
	filters, parms := f.resolve(s.dict["Filter"]), f.resolve(s.dict["DecodeParms"])
	if one, ok := filters.(name); ok {
		filters, parms = array{one}, array{parms}
	}
	list, _ := filters.(array)
	each, _ := parms.(array)
	if len(list) > 8 {
		return nil, fmt.Errorf("%w: a stream has %d filters", ErrDamaged, len(list))
	}
	for i, filter := range list {
		var with dict
		if i < len(each) {
			with = f.dict(each[i])
		}
		var err error
		if data, err = f.unpack(f.name(filter), data, with); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func (f *File) unpack(filter name, data []byte, with dict) ([]byte, error) {
	switch filter {
	case "FlateDecode", "Fl":
		return f.readRows(inflater(data), with)
	case "LZWDecode", "LZW":
		early := with["EarlyChange"] == nil || f.integer(with["EarlyChange"]) != 0
		return f.readRows(&lzw{src: data, early: early}, with)
	case "ASCIIHexDecode", "AHx":
		l := &lexer{src: append([]byte("<"), data...), budget: &f.budget}
		return []byte(l.hex()), nil
	case "ASCII85Decode", "A85":
		if end := bytes.IndexByte(data, '~'); end >= 0 {
			data = data[:end]
		}
		return f.read(ascii85.NewDecoder(bytes.NewReader(data)))
	case "RunLengthDecode", "RL":
		return f.read(&runs{src: data})
	case "Crypt":
		return data, nil
	}
	return nil, fmt.Errorf("%w: a stream has the unknown filter %q", ErrDamaged, filter)
}

// read reads the output of a filter. It returns ErrTooMuch if the output is larger
// than maxStream or than the budget.
func (f *File) read(r io.Reader) ([]byte, error) {
	limit := max(0, min(maxStream, f.budget.left))
	data, err := io.ReadAll(io.LimitReader(r, int64(min(limit, smallStream))+1))
	for step := smallStream; err == nil && len(data) > step && step < limit; step *= 2 {
		f.budget.hold(2 * step) // the next part, and the old buffer while it grows
		if f.budget.left < 0 {
			return nil, ErrTooMuch
		}
		out := bytes.NewBuffer(data)
		_, err = out.ReadFrom(io.LimitReader(r, int64(min(limit, 2*step)+1-len(data))))
		data = out.Bytes()
	}
	if f.budget.pay(len(data)); len(data) > limit {
		f.budget.left = -1
		return nil, ErrTooMuch
	}
	if err != nil && len(data) == 0 {
		return nil, fmt.Errorf("%w: a stream cannot be decoded (%w)", ErrDamaged, err)
	}
	return data, nil
}

// inflater decompresses zlib data. It ignores the checksum, which may be wrong or
// missing.
func inflater(data []byte) io.Reader {
	if len(data) >= 2 && data[0]&0x0F == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
		data = data[2:]
	}
	return flate.NewReader(bytes.NewReader(data))
}

// readRows reads the output of a filter and undoes the predictor, which stores each
// row as differences.
func (f *File) readRows(r io.Reader, with dict) ([]byte, error) {
	data, err := f.read(r)
	predictor := f.integer(with["Predictor"])
	if err != nil || predictor < 2 {
		return data, err
	}
	or := func(key name, otherwise int) int {
		if with[key] == nil {
			return otherwise
		}
		return f.integer(with[key])
	}
	colors, bits, columns := or("Colors", 1), or("BitsPerComponent", 8), or("Columns", 1)
	if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, fmt.Errorf("%w: a stream has a predictor for %d columns", ErrDamaged, columns)
	}
	apart, row := max(1, colors*bits/8), (colors*bits*columns+7)/8
	if predictor == 2 {
		if bits == 8 {
			for from := 0; from < len(data); from += row {
				line := data[from:min(from+row, len(data))]
				for i := apart; i < len(line); i++ {
					line[i] += line[i-apart]
				}
			}
		}
		return data, nil
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		kind, line := data[0], data[1:min(1+row, len(data))]
		data = data[1+len(line):]
		unfilter(kind, line, above, apart)
		out = append(out, line...)
		copy(above, line)
	}
	return out, nil
}

// unfilter undoes one of PNG's filters in a row.
func unfilter(kind byte, line, above []byte, apart int) {
	for i := range line {
		var left, corner byte
		if i >= apart {
			left, corner = line[i-apart], above[i-apart]
		}
		switch kind {
		case 1:
			line[i] += left
		case 2:
			line[i] += above[i]
		case 3:
			line[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			line[i] += paeth(int(left), int(above[i]), int(corner))
		}
	}
}

func paeth(a, b, c int) byte {
	pa, pb, pc := abs(b-c), abs(a-c), abs(a+b-2*c)
	switch {
	case pa <= pb && pa <= pc:
		return byte(a)
	case pb <= pc:
		return byte(b)
	}
	return byte(c)
}

func abs(n int) int { return max(n, -n) }

// runs reads run lengths: n < 128 is followed by n+1 bytes, n > 128 by one byte
// that repeats 257-n times, and 128 is the end.
type runs struct {
	src     []byte
	pending []byte
}

func (r *runs) Read(p []byte) (int, error) {
	for len(r.pending) == 0 {
		if len(r.src) < 2 || r.src[0] == 128 {
			return 0, io.EOF
		}
		n := int(r.src[0])
		if n < 128 {
			end := min(2+n, len(r.src))
			r.pending, r.src = r.src[1:end], r.src[end:]
		} else {
			r.pending, r.src = bytes.Repeat(r.src[1:2], 257-n), r.src[2:]
		}
	}
	n := copy(p, r.pending)
	r.pending = r.pending[n:]
	return n, nil
}

// lzw reads LZW data as in TIFF and PDF: codes of 9 to 12 bits, the highest bit
// first, 256 to clear the table, 257 at the end.
type lzw struct {
	src   []byte
	early bool // codes grow by a bit one code early
	bits  uint32
	have  int
	width int
	table [4096]struct {
		before int16
		last   byte
		size   int16
	}
	next, previous int
	out            []byte
}

var errLZW = errors.New("a code that is not known yet")

func (z *lzw) Read(p []byte) (int, error) {
	for len(z.out) == 0 {
		if err := z.step(); err != nil {
			return 0, err
		}
	}
	n := copy(p, z.out)
	z.out = z.out[n:]
	return n, nil
}

func (z *lzw) step() error {
	if z.width == 0 {
		z.reset()
	}
	for z.have < z.width {
		if len(z.src) == 0 {
			return io.EOF
		}
		z.bits, z.src, z.have = z.bits<<8|uint32(z.src[0]), z.src[1:], z.have+8
	}
	z.have -= z.width
	code := int(z.bits >> z.have & (1<<z.width - 1))
	switch {
	case code == 256:
		z.reset()
		return nil
	case code == 257:
		return io.EOF
	case code > z.next || code == z.next && z.previous < 0:
		return errLZW
	}
	if z.previous >= 0 && z.next < len(z.table) {
		first := code
		if code == z.next {
			first = z.previous
		}
		e := &z.table[z.next]
		e.before, e.last, e.size = int16(z.previous), z.first(first), z.table[z.previous].size+1
		z.next++
	} else if code >= z.next {
		return errLZW
	}
	z.write(code)
	z.previous = code
	grown := z.next
	if z.early {
		grown++
	}
	for z.width < 12 && grown >= 1<<z.width {
		z.width++
	}
	return nil
}

func (z *lzw) reset() {
	for i := range 256 {
		z.table[i].last, z.table[i].size, z.table[i].before = byte(i), 1, -1
	}
	z.width, z.next, z.previous = 9, 258, -1
}

// first returns the first byte of a code's expansion.
func (z *lzw) first(code int) byte {
	for z.table[code].before >= 0 {
		code = int(z.table[code].before)
	}
	return z.table[code].last
}

func (z *lzw) write(code int) {
	size := int(z.table[code].size)
	z.out = make([]byte, size)
	for i := size - 1; i >= 0; i-- {
		z.out[i] = z.table[code].last
		code = int(z.table[code].before)
	}
}

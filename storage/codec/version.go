package codec

import (
	"encoding/binary"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

//  Versions
//
// A version is encoded as a list, before the content of a record and in the edits that
// bring it:
//
//	[counter, replica, seconds, nanoseconds, by?, run …]
//	run = replica, first counter, last counter minus the first, seconds and nanoseconds
//	      of the first, seconds and nanoseconds of the last
//
// by is a text, and omitted if it is empty. A replica is its number in the file or, in an
// edit, its id as a byte string. In memory a numbered replica is a record.Replica whose
// last four bytes are its number; package ledger knows the ids.

// Numbered returns the replica that stands for a number.
func Numbered(number uint32) (r record.Replica) {
	binary.BigEndian.PutUint32(r[4:], number)
	return r
}

// NumberOf is the inverse of Numbered.
func NumberOf(r record.Replica) uint32 { return binary.BigEndian.Uint32(r[4:]) }

const runNumbers = 7

// AppendVersion appends an encoded version to dst. It writes replicas as ids if ids is
// true, and otherwise as numbers, for which they must be numbered.
func AppendVersion(dst []byte, v record.Version, ids bool) []byte {
	replica := func(r record.Replica) {
		if ids {
			dst = append(append(dst, majorBytes<<5|byte(len(r))), r[:]...)
		} else {
			dst = appendHead(dst, majorNumber<<5, uint64(NumberOf(r)))
		}
	}
	n := 4 + runNumbers*len(v.Past)
	if v.By != "" {
		n++
	}
	dst = appendHead(dst, majorList<<5, uint64(n))
	dst = appendHead(dst, majorNumber<<5, v.Counter)
	replica(v.Replica)
	dst = appendInstant(dst, v.Stamp)
	if v.By != "" {
		dst = append(appendHead(dst, majorText<<5, uint64(len(v.By))), v.By...)
	}
	for _, run := range v.Past {
		replica(run.First.Replica)
		dst = appendHead(dst, majorNumber<<5, run.First.Counter)
		dst = appendHead(dst, majorNumber<<5, run.Last.Counter-run.First.Counter)
		dst = appendInstant(appendInstant(dst, run.First), run.Last)
	}
	return dst
}

func appendInstant(dst []byte, s record.Stamp) []byte {
	if s.Seconds < 0 {
		dst = appendHead(dst, majorNegative<<5, uint64(-1-s.Seconds))
	} else {
		dst = appendHead(dst, majorNumber<<5, uint64(s.Seconds))
	}
	return appendHead(dst, majorNumber<<5, uint64(s.Nanos))
}

// DecodeVersion decodes a version at the beginning of data, and returns what follows
// it. The error wraps ErrDamaged.
func DecodeVersion(data []byte) (v record.Version, rest []byte, err error) {
	p := numbers{data: data}
	n := p.head(majorList)
	v.Counter, v.Replica = p.head(majorNumber), p.replica()
	p.instant(&v.Stamp)
	n -= 4
	if n%runNumbers == 1 {
		v.By = p.text()
		n--
	}
	if p.odd || n%runNumbers != 0 || n > uint64(len(data)) {
		return record.Version{}, nil, model.Damaged("a version cannot be read")
	}
	if n > 0 {
		v.Past = make([]record.Run, 0, n/runNumbers)
	}
	for ; n > 0; n -= runNumbers {
		var run record.Run
		run.First.Replica = p.replica()
		run.Last.Replica = run.First.Replica
		run.First.Counter = p.head(majorNumber)
		run.Last.Counter = run.First.Counter + p.head(majorNumber)
		p.instant(&run.First)
		p.instant(&run.Last)
		v.Past = append(v.Past, run)
	}
	if p.odd {
		return record.Version{}, nil, model.Damaged("a version cannot be read")
	}
	return v, p.data, nil
}

// SplitRecord returns the time of the version at the beginning of a stored record,
// and the content after it, which is empty if the record was deleted. The error wraps
// ErrDamaged.
func SplitRecord(value []byte) (at time.Time, content []byte, err error) {
	p := numbers{data: value}
	n := p.head(majorList)
	p.head(majorNumber)
	p.replica()
	var s record.Stamp
	p.instant(&s)
	for n -= 4; n > 0 && !p.odd && n < uint64(len(value)); n-- {
		p.skip()
	}
	if p.odd || n != 0 {
		return at, nil, model.Damaged("the version of a record cannot be read")
	}
	return s.Time(), p.data, nil
}

// numbers reads items of CBOR, one after another. The first unexpected item sets odd;
// every item after it is read as 0 or empty.
type numbers struct {
	data []byte
	odd  bool
}

// head reads the head of an item, which must have the major type, and returns its
// number.
func (p *numbers) head(major byte) uint64 {
	if p.odd || len(p.data) == 0 || p.data[0]>>5 != major {
		p.odd = true
		return 0
	}
	low := p.data[0] & 31
	if low < 24 {
		p.data = p.data[1:]
		return uint64(low)
	}
	width := 1 << (low - 24)
	if low > 27 || len(p.data) < 1+width {
		p.odd = true
		return 0
	}
	n := uint64(0)
	for _, b := range p.data[1 : 1+width] {
		n = n<<8 | uint64(b)
	}
	p.data = p.data[1+width:]
	return n
}

func (p *numbers) bytes(major byte) []byte {
	n := p.head(major)
	if p.odd || n > uint64(len(p.data)) {
		p.odd = true
		return nil
	}
	out := p.data[:n]
	p.data = p.data[n:]
	return out
}

func (p *numbers) text() string { return string(p.bytes(majorText)) }

func (p *numbers) replica() (r record.Replica) {
	if len(p.data) > 0 && p.data[0]>>5 == majorBytes {
		id := p.bytes(majorBytes)
		p.odd = p.odd || len(id) != len(r)
		copy(r[:], id)
		return r
	}
	n := p.head(majorNumber)
	p.odd = p.odd || n > 1<<32-1
	return Numbered(uint32(n))
}

// The seconds of the first and the last time that can be stored, in the years 1 and 9999.
const (
	firstSecond = -62_135_596_800
	lastSecond  = 253_402_300_799
)

func (p *numbers) instant(s *record.Stamp) {
	if len(p.data) > 0 && p.data[0]>>5 == majorNegative {
		n := p.head(majorNegative)
		p.odd = p.odd || n > -1-firstSecond
		s.Seconds = -1 - int64(n)
	} else {
		n := p.head(majorNumber)
		p.odd = p.odd || n > lastSecond
		s.Seconds = int64(n)
	}
	n := p.head(majorNumber)
	p.odd = p.odd || n >= 1e9
	s.Nanos = int32(n)
}

// skip reads a number, a text or a byte string.
func (p *numbers) skip() {
	if len(p.data) == 0 {
		p.odd = true
		return
	}
	switch major := p.data[0] >> 5; major {
	case majorNumber, majorNegative:
		p.head(major)
	case majorText, majorBytes:
		p.bytes(major)
	default:
		p.odd = true
	}
}

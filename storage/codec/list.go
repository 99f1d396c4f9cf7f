package codec

import (
	"encoding/binary"
	"math"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

//  Listing a hundred thousand articles
//
// The list of a corpus decodes the record of every article. Reflection is slow and
// allocates memory for each text. So the form in which records are written (maps
// whose keys are ascending numbers, and texts and numbers of definite length) is
// decoded without reflection: the bytes are copied out of the file's memory once,
// as one string, and each text of the record is a substring of it. Unmarshal
// decodes any other form, and returns the error if the record is invalid.
// FuzzPlainArticle checks that the two agree.

// plainArticle decodes a record in the form in which records are written. It
// returns false for any other form.
func plainArticle(data []byte) (Article, bool) {
	var r Article
	p := plain{text: string(data)}
	p.fields(func(field uint64) {
		switch field {
		case 1:
			r.ID = model.ArticleID(p.string())
		case 2:
			r.Metadata = p.metadata()
		case 3:
			r.Excerpt = p.string()
		case 4:
			r.SHA256 = p.string()
		case 5:
			r.Encoding = p.string()
		case 6:
			r.Size = p.int()
		case 7:
			r.ImportPath = p.string()
		case 8:
			r.ImportedAt = record.Time(p.string())
		case 9:
			r.Removed = p.bool()
		case 10:
			r.Sentences = p.int()
		case 11:
			r.Notes = p.int()
		case 12:
			r.Source = p.source()
		default:
			p.odd = true
		}
	})
	return r, !p.odd && p.at == len(p.text)
}

func (p *plain) metadata() Metadata {
	var m Metadata
	p.fields(func(field uint64) {
		switch field {
		case 1:
			m.Title = p.string()
		case 2:
			m.Outlet = p.string()
		case 3:
			m.Byline = p.string()
		case 4:
			m.Dateline = p.string()
		case 5:
			m.Published = p.string()
		case 6:
			m.URL = p.string()
		case 7:
			m.Language = p.string()
		case 8:
			m.PublishedAt = p.string()
		case 9:
			m.Retrieved = p.string()
		case 10:
			m.Archive = p.string()
		case 11:
			m.Section = p.string()
		default:
			p.odd = true
		}
	})
	return m
}

func (p *plain) source() Source {
	var s Source
	p.fields(func(field uint64) {
		switch field {
		case 1:
			s.Format = p.string()
		case 2:
			s.SHA256 = p.string()
		case 3:
			s.Encoding = p.string()
		case 4:
			s.Record = p.place()
		default:
			p.odd = true
		}
	})
	return s
}

func (p *plain) place() placeRecord {
	var r placeRecord
	p.fields(func(field uint64) {
		switch field {
		case 1:
			r.N = p.int()
		case 2:
			r.Of = p.int()
		case 3:
			r.Start = p.int64()
		case 4:
			r.End = p.int64()
		case 5:
			r.ID = p.string()
		default:
			p.odd = true
		}
	})
	return r
}

// The major types of CBOR in records, which are the upper three bits of an item's
// first byte, and the encodings of false and true.
const (
	majorNumber   = 0
	majorNegative = 1
	majorBytes    = 2
	majorText     = 3
	majorList     = 4
	majorMap      = 5
	cborFalse     = 0xF4
	cborTrue      = 0xF5
)

// plain reads items of CBOR from text, one after another. The first unexpected item
// sets odd; every item after it is read as empty.
type plain struct {
	text string
	at   int
	odd  bool
}

// head reads the head of an item, which must have the major type, and returns its
// number.
func (p *plain) head(major byte) uint64 {
	if p.odd || p.at >= len(p.text) || p.text[p.at]>>5 != major {
		p.odd = true
		return 0
	}
	low := p.text[p.at] & 31
	p.at++
	if low < 24 {
		return uint64(low)
	}
	width := 1 << (low - 24)
	if low > 27 || len(p.text)-p.at < width {
		p.odd = true
		return 0
	}
	var number [8]byte
	copy(number[8-width:], p.text[p.at:p.at+width])
	p.at += width
	return binary.BigEndian.Uint64(number[:])
}

// fields reads a map and calls value with each key. value must read the value of
// the key. The keys must ascend, so none occurs twice.
func (p *plain) fields(value func(field uint64)) {
	last := uint64(0)
	for n := p.head(majorMap); n > 0 && !p.odd; n-- {
		field := p.head(majorNumber)
		if field <= last {
			p.odd = true
			return
		}
		last = field
		value(field)
	}
}

func (p *plain) string() string {
	n := p.head(majorText)
	if p.odd || n > uint64(len(p.text)-p.at) {
		p.odd = true
		return ""
	}
	p.at += int(n)
	return p.text[p.at-int(n) : p.at]
}

func (p *plain) int() int {
	n := p.head(majorNumber)
	if n > MaxOffset {
		p.odd = true
		return 0
	}
	return int(n)
}

// int64 reads a byte offset in a file, which may be larger than any offset in a
// text.
func (p *plain) int64() int64 {
	n := p.head(majorNumber)
	if n > math.MaxInt64 {
		p.odd = true
		return 0
	}
	return int64(n)
}

func (p *plain) bool() bool {
	if p.odd || p.at >= len(p.text) || p.text[p.at] != cborFalse && p.text[p.at] != cborTrue {
		p.odd = true
		return false
	}
	p.at++
	return p.text[p.at-1] == cborTrue
}

// Tallies decodes values of the progress bucket. Many articles have equal values,
// so it remembers the maps already decoded, by their encoded values.
type Tallies map[string]map[model.LabelKey]int

// mostTallies is the greatest number of values remembered.
const mostTallies = 1 << 12

// Decode is DecodeLabelled, but may return a map that it has returned before. The
// map must not be changed.
func (t Tallies) Decode(data []byte) (map[model.LabelKey]int, error) {
	if known := t[string(data)]; known != nil {
		return known, nil
	}
	counts, err := DecodeLabelled(data)
	if err == nil && len(t) < mostTallies {
		t[string(data)] = counts
	}
	return counts, err
}

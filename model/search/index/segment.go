package index

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"sort"
)

// headerLen is how many bytes the sizes take at the beginning of a segment.
const headerLen = 8 * 4

// MaxSentences is the most that a segment may have: sets of them take 2 MB then.
const MaxSentences = 1 << 24

// maxWord is more bytes than any term has.
const maxWord = 256

// Segment is a segment that lies somewhere, in a file perhaps, of which little
// is kept in memory: where each article and each block of terms begins. It
// does not change, and may be used by several goroutines.
type Segment struct {
	r         io.ReaderAt
	sentences int
	terms     int
	numbers   []uint64 // of the articles, growing
	first     []uint32 // by article, its first sentence; and the end
	heads     []head   // by block
	lists     section
	blocks    section
}

// section is a part of a segment.
type section struct{ at, size int64 }

// head is what is kept of a block.
type head struct {
	term  string // its first
	block uint32 // where it begins in blocks
	list  uint32 // where the first term's list begins in lists
}

// Open reads what is kept in memory of a segment of size bytes. Bytes that are
// no segment give ErrDamaged, or are found later, by the methods; they never
// make anything else go wrong.
func Open(r io.ReaderAt, size int64) (*Segment, error) {
	var header [headerLen]byte
	if size < headerLen {
		return nil, damaged("a segment has %d bytes", size)
	}
	if err := readAt(r, header[:], 0); err != nil {
		return nil, err
	}
	var n [8]int64
	sum := int64(headerLen)
	for i := range n {
		n[i] = int64(binary.LittleEndian.Uint32(header[4*i:]))
		if i >= 4 {
			sum += n[i]
		}
	}
	sentences, articles, terms, blocks := n[0], n[1], n[2], n[3]
	// Each article, term and block takes some bytes, so the sizes bound them.
	if sum != size || sentences > MaxSentences || 2*articles > n[4] || 3*blocks > n[5] || blocks != (terms+blockTerms-1)/blockTerms || 3*terms > n[7] {
		return nil, damaged("the sizes of a segment do not fit one another")
	}
	s := &Segment{r: r, sentences: int(sentences), terms: int(terms)}
	small := make([]byte, n[4]+n[5]) // no more than size
	if err := readAt(r, small, headerLen); err != nil {
		return nil, err
	}
	s.lists = section{headerLen + n[4] + n[5], n[6]}
	s.blocks = section{s.lists.at + n[6], n[7]}
	if err := s.readArticles(small[:n[4]], int(articles)); err != nil {
		return nil, err
	}
	return s, s.readHeads(small[n[4]:], int(blocks))
}

// readAt fills data from a place on.
func readAt(r io.ReaderAt, data []byte, at int64) error {
	if n, err := r.ReadAt(data, at); n < len(data) {
		return fmt.Errorf("read a segment of the index: %w", err)
	}
	return nil
}

// readArticles reads which articles have how many sentences.
func (s *Segment) readArticles(data []byte, count int) error {
	d := decoder{data: data}
	s.numbers, s.first = make([]uint64, count), make([]uint32, count+1)
	number, sentences := uint64(0), uint64(0)
	for i := range count {
		gap := d.uvarint()
		number += gap
		s.numbers[i] = number
		n := d.uvarint()
		if gap == 0 && i > 0 || n > uint64(s.sentences) {
			return damaged("the articles of a segment are not in order")
		}
		sentences += n
		if sentences > uint64(s.sentences) {
			break
		}
		s.first[i+1] = uint32(sentences)
	}
	if d.bad || len(d.data) > 0 || sentences != uint64(s.sentences) {
		return damaged("the articles of a segment have %d sentences and not %d", sentences, s.sentences)
	}
	return nil
}

// readHeads reads where the blocks begin.
func (s *Segment) readHeads(data []byte, count int) error {
	d := decoder{data: data}
	s.heads = make([]head, count)
	var before head
	for i := range s.heads {
		h := head{term: string(d.bytes(d.uvarint()))}
		block, list := d.uvarint(), d.uvarint()
		if d.bad || block > uint64(s.blocks.size) || list > uint64(s.lists.size) {
			return damaged("the heads of a segment lead out of it")
		}
		h.block, h.list = uint32(block), uint32(list)
		if i > 0 && (h.term <= before.term || h.block <= before.block || h.list <= before.list) || i == 0 && h.block|h.list != 0 {
			return damaged("the blocks of a segment are not in order")
		}
		s.heads[i], before = h, h
	}
	if len(d.data) > 0 {
		return damaged("there is something behind the heads of a segment")
	}
	return nil
}

// Sentences is how many sentences the segment has.
func (s *Segment) Sentences() int { return s.sentences }

// Articles is how many articles the segment has.
func (s *Segment) Articles() int { return len(s.numbers) }

// Article gives the i-th article's number and its sentences, [from,to).
func (s *Segment) Article(i int) (number uint64, from, to int) {
	return s.numbers[i], int(s.first[i]), int(s.first[i+1])
}

// Find gives which of the segment's articles has the number, or the first
// with a larger one, and whether it has it.
func (s *Segment) Find(number uint64) (int, bool) { return slices.BinarySearch(s.numbers, number) }

// Of gives which of the articles has a sentence.
func (s *Segment) Of(sentence int) int {
	return sort.Search(len(s.numbers), func(i int) bool { return int(s.first[i+1]) > sentence })
}

// decoder takes bytes apart. When they end too early it is bad from then on.
type decoder struct {
	data []byte
	bad  bool
}

func (d *decoder) uvarint() uint64 {
	if len(d.data) > 0 && d.data[0] < 0x80 {
		v := d.data[0]
		d.data = d.data[1:]
		return uint64(v)
	}
	v, size := binary.Uvarint(d.data)
	if size <= 0 {
		d.bad, d.data = true, nil
		return 0
	}
	d.data = d.data[size:]
	return v
}

func (d *decoder) bytes(n uint64) []byte {
	if n > uint64(len(d.data)) {
		d.bad, d.data = true, nil
		return nil
	}
	out := d.data[:n]
	d.data = d.data[n:]
	return out
}

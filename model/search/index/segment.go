package index

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"sort"
)

// headerLen is the length, in bytes, of the sizes at the beginning of a segment.
const headerLen = 8 * 4

// MaxSentences is the maximum number of sentences in a segment. A set of that many
// takes 2 MB.
const MaxSentences = 1 << 24

// maxWord is greater than the length of any term, in bytes.
const maxWord = 256

// Segment is a stored segment, for example in a file. Only the places of its
// articles and of its blocks of terms are in memory. It is immutable and may be
// used by several goroutines at once.
type Segment struct {
	r         io.ReaderAt
	sentences int
	terms     int
	numbers   []uint64 // the numbers of the articles, increasing
	first     []uint32 // by article, its first sentence; then the number of sentences
	heads     []head   // by block
	lists     section
	blocks    section
}

type section struct{ at, size int64 }

// head is the part of a block that is kept in memory.
type head struct {
	term  string // its first term
	block uint32 // the offset in blocks where it begins
	list  uint32 // the offset in lists where the list of its first term begins
}

// Open opens a segment of size bytes, and reads the parts of it that are kept in
// memory. If the bytes are damaged, Open and later lookups may return an error that
// wraps ErrDamaged, but they do not panic. Errors of r are wrapped.
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
	// Each article, head and term takes at least some bytes, so size bounds their
	// number.
	if sum != size || sentences > MaxSentences || 2*articles > n[4] || 3*blocks > n[5] || blocks != (terms+blockTerms-1)/blockTerms || 3*terms > n[7] {
		return nil, damaged("the sizes of a segment do not fit one another")
	}
	s := &Segment{r: r, sentences: int(sentences), terms: int(terms)}
	small := make([]byte, n[4]+n[5]) // at most size
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

// readAt fills data from the offset at on.
func readAt(r io.ReaderAt, data []byte, at int64) error {
	if n, err := r.ReadAt(data, at); n < len(data) {
		return fmt.Errorf("read a segment of the index: %w", err)
	}
	return nil
}

// readArticles reads the number of each article and how many sentences it has.
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

// Sentences returns the number of sentences in the segment.
func (s *Segment) Sentences() int { return s.sentences }

// Articles returns the number of articles in the segment.
func (s *Segment) Articles() int { return len(s.numbers) }

// Article returns the number and the sentences, [from,to), of the i-th article.
func (s *Segment) Article(i int) (number uint64, from, to int) {
	return s.numbers[i], int(s.first[i]), int(s.first[i+1])
}

// Find returns the index of the article with the number, and true. If the segment
// lacks that article, Find returns the index of the first article with a larger
// number, or the number of articles if there is none, and false.
func (s *Segment) Find(number uint64) (int, bool) { return slices.BinarySearch(s.numbers, number) }

// Of returns the index of the article that contains a sentence.
func (s *Segment) Of(sentence int) int {
	return sort.Search(len(s.numbers), func(i int) bool { return int(s.first[i+1]) > sentence })
}

// decoder decodes bytes. If they end too early, it sets bad and returns zero values
// from then on.
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

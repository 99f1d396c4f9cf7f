package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"slices"

	"assay.app/assay/model"
)

// Making a segment
//
// Each word of each sentence is looked up in a hash table for the number of its
// term, and the number is noted unless the sentence already has it. The notes list
// the sentences one after another, each as the numbers of its terms. The
// frequencies of the terms determine where their lists begin, and one more pass
// adds each sentence to the lists of its terms:
//
//	noted    0 1 2 │ 1 3 │ 0 1          by sentence
//	lists    0 2   │ 0 1 2 │ 0 │ 1      by term
//
// Most words have up to seven bytes. Such a word fits into a number together with
// its length, so one comparison in the table is enough. Everything is in a few
// large slices without pointers, which the next segment reuses, so that the garbage
// collector has little to scan while articles are imported.

// Builder makes segments, one after another.
type Builder struct {
	seed  [2]uint64
	table []slot // open addressing; the length is a power of two
	terms []term
	bytes []byte // the bytes of all terms

	noted     []uint32 // the terms of each sentence, one sentence after another
	begins    []uint32 // by sentence, the index in noted where it begins
	articles  []article
	unordered bool

	all   []uint32 // the lists, one after another
	from  []uint32 // by term, the index in all where its list begins; then len(all)
	order []sortable

	heads, lists, blocks, segment []byte
}

// slot is an entry of the hash table.
type slot struct {
	key  uint64 // a short word itself with its length; for a long word, a hash and 0xFF
	term uint32 // the number of the term, counted from 1; 0 if the slot is empty
	last uint32 // the last sentence that has the term, counted from 1
}

// term is the place of a term in Builder.bytes.
type term struct{ start, end uint32 }

type article struct {
	number    uint64
	sentences uint32
}

// sortable is a term with its first eight bytes as a number. The number decides
// most comparisons.
type sortable struct {
	first uint64
	term  uint32
}

const (
	blockTerms = 32 // terms in a block
	shortWord  = 7  // bytes that fit into a slot's key
	longWord   = 0xFF << 56
)

// NewBuilder returns a builder without sentences.
func NewBuilder() *Builder {
	return &Builder{seed: [2]uint64{rand.Uint64() | 1, rand.Uint64() | 1}, table: make([]slot, 1<<12)}
}

// Sentences returns the number of sentences added.
func (b *Builder) Sentences() int { return len(b.begins) }

// Size returns roughly how much memory the added sentences take, in bytes.
func (b *Builder) Size() int {
	const slot, term, number = 16, 8, 4
	return slot*len(b.table) + term*len(b.terms) + len(b.bytes) + number*(len(b.noted)+len(b.begins))
}

// Article begins an article; the sentences added next belong to it. Numbers must
// increase from article to article.
func (b *Builder) Article(number uint64) {
	if n := len(b.articles); n > 0 && b.articles[n-1].number >= number {
		b.unordered = true
	}
	b.articles = append(b.articles, article{number: number})
}

// Begin begins a sentence of the article. The words added next belong to it.
func (b *Builder) Begin() {
	b.articles[len(b.articles)-1].sentences++
	b.begins = append(b.begins, uint32(len(b.noted)))
}

// Word adds a folded word to the sentence. It has the form of the callback of
// token.Tokenizer, and ignores the span.
func (b *Builder) Word(word []byte, _ model.Span) {
	key := b.keyOf(word)
	mask := uint64(len(b.table) - 1)
	sentence := uint32(len(b.begins))
	for at := mix(key^b.seed[0], b.seed[1]) & mask; ; at = (at + 1) & mask {
		s := &b.table[at]
		if s.term == 0 {
			b.learn(word, s, key)
			return
		}
		if s.key != key || key >= longWord && !b.is(s.term-1, word) {
			continue
		}
		if s.last != sentence {
			s.last = sentence
			b.noted = append(b.noted, s.term-1)
		}
		return
	}
}

func (b *Builder) keyOf(word []byte) uint64 {
	if n := len(word); n <= shortWord {
		if cap(word) >= 8 {
			return binary.LittleEndian.Uint64(word[:8])&(1<<(8*n)-1) | uint64(n)<<56
		}
		var whole [8]byte
		copy(whole[:], word)
		return binary.LittleEndian.Uint64(whole[:]) | uint64(n)<<56
	}
	hash := uint64(len(word))
	for rest := word; len(rest) > 8; rest = rest[8:] {
		hash = mix(hash^binary.LittleEndian.Uint64(rest), b.seed[1])
	}
	// The last eight bytes, some of which may already be in the hash.
	hash = mix(hash^binary.LittleEndian.Uint64(word[len(word)-8:]), b.seed[0])
	return hash | longWord
}

// mix spreads the bits of two numbers over one.
func mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

func (b *Builder) is(number uint32, word []byte) bool {
	t := b.terms[number]
	return string(b.bytes[t.start:t.end]) == string(word)
}

// learn puts a new term into an empty slot and notes it for the sentence.
func (b *Builder) learn(word []byte, s *slot, key uint64) {
	start := uint32(len(b.bytes))
	b.bytes = append(b.bytes, word...)
	b.terms = append(b.terms, term{start, uint32(len(b.bytes))})
	n := uint32(len(b.terms))
	*s = slot{key: key, term: n, last: uint32(len(b.begins))}
	b.noted = append(b.noted, n-1)
	if 4*len(b.terms) > 3*len(b.table) {
		b.grow()
	}
}

func (b *Builder) grow() {
	old := b.table
	b.table = make([]slot, 2*len(old))
	mask := uint64(len(b.table) - 1)
	for _, s := range old {
		if s.term == 0 {
			continue
		}
		at := mix(s.key^b.seed[0], b.seed[1]) & mask
		for b.table[at].term != 0 {
			at = (at + 1) & mask
		}
		b.table[at] = s
	}
}

// Reset removes everything that was added.
func (b *Builder) Reset() {
	clear(b.table)
	b.terms, b.bytes, b.noted, b.begins = b.terms[:0], b.bytes[:0], b.noted[:0], b.begins[:0]
	b.articles, b.unordered = b.articles[:0], false
}

// Segment returns the segment of everything added, and resets the builder. The
// bytes are valid until the next call of Segment. Segment panics if the numbers of
// the articles did not increase.
func (b *Builder) Segment() []byte {
	if b.unordered {
		panic("index: articles are not in the order of their numbers")
	}
	b.sort()
	b.list()
	heads, lists, blocks := b.heads[:0], b.lists[:0], b.blocks[:0]
	last := []byte(nil)
	for i, o := range b.order {
		t := b.terms[o.term]
		word, shared := b.bytes[t.start:t.end], 0
		if i%blockTerms == 0 {
			heads = binary.AppendUvarint(heads, uint64(len(word)))
			heads = append(heads, word...)
			heads = binary.AppendUvarint(heads, uint64(len(blocks)))
			heads = binary.AppendUvarint(heads, uint64(len(lists)))
		} else {
			shared = common(last, word)
		}
		before := len(lists)
		lists = appendList(lists, b.all[b.from[o.term]:b.from[o.term+1]], len(b.begins))
		blocks = binary.AppendUvarint(blocks, uint64(shared))
		blocks = binary.AppendUvarint(blocks, uint64(len(word)-shared))
		blocks = append(blocks, word[shared:]...)
		blocks = binary.AppendUvarint(blocks, uint64(len(lists)-before))
		last = word
	}
	b.heads, b.lists, b.blocks = heads, lists, blocks
	b.segment = b.join(b.segment[:0], b.appendArticles(nil), heads, lists, blocks)
	b.Reset()
	return b.segment
}

// join writes the sizes and the parts of a segment.
func (b *Builder) join(out, articles, heads, lists, blocks []byte) []byte {
	for _, n := range []int{
		len(b.begins), len(b.articles), len(b.terms), (len(b.terms) + blockTerms - 1) / blockTerms,
		len(articles), len(heads), len(lists), len(blocks),
	} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	return append(append(append(append(out, articles...), heads...), lists...), blocks...)
}

func (b *Builder) appendArticles(dst []byte) []byte {
	last := uint64(0)
	for _, a := range b.articles {
		dst = binary.AppendUvarint(dst, a.number-last)
		dst = binary.AppendUvarint(dst, uint64(a.sentences))
		last = a.number
	}
	return dst
}

func (b *Builder) sort() {
	b.order = slices.Grow(b.order[:0], len(b.terms))
	for i, t := range b.terms {
		var first [8]byte
		copy(first[:], b.bytes[t.start:t.end])
		b.order = append(b.order, sortable{binary.BigEndian.Uint64(first[:]), uint32(i)})
	}
	slices.SortFunc(b.order, func(x, y sortable) int {
		if c := cmp.Compare(x.first, y.first); c != 0 {
			return c
		}
		s, t := b.terms[x.term], b.terms[y.term]
		return bytes.Compare(b.bytes[s.start:s.end], b.bytes[t.start:t.end])
	})
}

// list computes, by term, the sentences that have it. While the lists are filled,
// from[t+1] is the next free place of the list of term t. In the end that is where
// the next list begins.
func (b *Builder) list() {
	b.from = slices.Grow(b.from[:0], len(b.terms)+2)[:len(b.terms)+2]
	b.all = slices.Grow(b.all[:0], len(b.noted))[:len(b.noted)]
	clear(b.from)
	for _, t := range b.noted {
		b.from[t+2]++
	}
	for i := 2; i < len(b.from); i++ {
		b.from[i] += b.from[i-1]
	}
	for sentence, begin := range b.begins {
		end := len(b.noted)
		if sentence+1 < len(b.begins) {
			end = int(b.begins[sentence+1])
		}
		for _, t := range b.noted[begin:end] {
			b.all[b.from[t+1]] = uint32(sentence)
			b.from[t+1]++
		}
	}
}

// common returns the length, in bytes, of the common beginning of two words.
func common(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

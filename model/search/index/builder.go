package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"slices"
)

// Making a segment
//
// Each word of each sentence is looked up in a hash table, which gives the
// number of the term, and the number is noted if the sentence did not have it
// yet. So what is noted is the sentences one after another, each as the
// numbers of its terms; counting how often each term occurs tells where its
// list begins, and one more pass puts each sentence into the lists of its
// terms:
//
//	noted    0 1 2 │ 1 3 │ 0 1          by sentence
//	lists    0 2   │ 0 1 2 │ 0 │ 1      by term
//
// Everything lies in a few large slices without pointers, which the next
// segment uses again: the collector has nothing to go through while articles
// are being imported.

// Builder makes segments, one after another.
type Builder struct {
	seed  maphash.Seed
	table []slot // open addressing; a power of two
	terms []term
	bytes []byte // of the terms

	noted     []uint32 // terms, sentence after sentence
	ends      []uint32 // by sentence, its end in noted
	sentence  uint32   // the present one, counted from 1
	articles  []article
	unordered bool
}

// slot is a place of the hash table; term is counted from 1, 0 is empty.
type slot struct{ hash, term uint32 }

type term struct {
	start, end uint32 // in bytes
	last       uint32 // the last sentence that has it, counted from 1
	count      uint32 // sentences that have it
}

type article struct {
	number    uint64
	sentences uint32
}

// blockTerms is how many terms are in a block.
const blockTerms = 32

// NewBuilder makes a builder without any sentences.
func NewBuilder() *Builder {
	return &Builder{seed: maphash.MakeSeed(), table: make([]slot, 1<<12)}
}

// Sentences is how many sentences were added.
func (b *Builder) Sentences() int { return len(b.ends) }

// Article begins an article; what is added then is its sentences. Numbers must
// grow from one article to the next.
func (b *Builder) Article(number uint64) {
	if n := len(b.articles); n > 0 && b.articles[n-1].number >= number {
		b.unordered = true
	}
	b.articles = append(b.articles, article{number: number})
}

// Begin begins a sentence of the article; what is added then is its words.
func (b *Builder) Begin() {
	b.sentence++
	b.articles[len(b.articles)-1].sentences++
	b.ends = append(b.ends, uint32(len(b.noted)))
}

// Word adds a word, folded, to the sentence.
func (b *Builder) Word(word []byte) {
	hash := uint32(maphash.Bytes(b.seed, word))
	mask := uint32(len(b.table) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		s := b.table[at]
		if s.term == 0 {
			b.table[at] = slot{hash, b.learn(word)}
			if 2*len(b.terms) > len(b.table) {
				b.widen()
			}
			return
		}
		if s.hash != hash {
			continue
		}
		if t := &b.terms[s.term-1]; string(b.bytes[t.start:t.end]) == string(word) {
			if t.last != b.sentence {
				b.note(s.term-1, t)
			}
			return
		}
	}
}

// learn gives a new term its number, counted from 1, and notes it.
func (b *Builder) learn(word []byte) uint32 {
	start := uint32(len(b.bytes))
	b.bytes = append(b.bytes, word...)
	b.terms = append(b.terms, term{start: start, end: uint32(len(b.bytes))})
	n := uint32(len(b.terms))
	b.note(n-1, &b.terms[n-1])
	return n
}

func (b *Builder) note(number uint32, t *term) {
	t.last = b.sentence
	t.count++
	b.noted = append(b.noted, number)
	b.ends[len(b.ends)-1] = uint32(len(b.noted))
}

// widen doubles the hash table.
func (b *Builder) widen() {
	old := b.table
	b.table = make([]slot, 2*len(old))
	mask := uint32(len(b.table) - 1)
	for _, s := range old {
		if s.term == 0 {
			continue
		}
		at := s.hash & mask
		for b.table[at].term != 0 {
			at = (at + 1) & mask
		}
		b.table[at] = s
	}
}

// Reset forgets everything that was added.
func (b *Builder) Reset() {
	clear(b.table)
	b.terms, b.bytes, b.noted, b.ends = b.terms[:0], b.bytes[:0], b.noted[:0], b.ends[:0]
	b.articles, b.sentence, b.unordered = b.articles[:0], 0, false
}

// Segment gives the segment of what was added, and forgets it.
func (b *Builder) Segment() []byte {
	if b.unordered {
		panic("index: articles are not in the order of their numbers")
	}
	order, lists := b.sorted(), b.lists()
	articles := b.appendArticles(nil)
	var heads, posts, blocks []byte
	posts = make([]byte, 0, 2*len(b.noted))
	last := []byte(nil)
	for i, id := range order {
		t := b.terms[id]
		word := b.bytes[t.start:t.end]
		shared := 0
		if i%blockTerms != 0 {
			shared = common(last, word)
		}
		before := len(posts)
		posts = appendList(posts, lists[id][:t.count], len(b.ends))
		from := len(blocks)
		blocks = binary.AppendUvarint(blocks, uint64(shared))
		blocks = binary.AppendUvarint(blocks, uint64(len(word)-shared))
		blocks = append(blocks, word[shared:]...)
		blocks = binary.AppendUvarint(blocks, uint64(len(posts)-before))
		if i%blockTerms == 0 {
			heads = binary.AppendUvarint(heads, uint64(len(word)))
			heads = append(heads, word...)
			heads = binary.AppendUvarint(heads, uint64(from))
			heads = binary.AppendUvarint(heads, uint64(before))
		}
		last = word
	}
	segment := b.join(articles, heads, posts, blocks)
	b.Reset()
	return segment
}

// join puts the parts of a segment behind their sizes.
func (b *Builder) join(articles, heads, lists, blocks []byte) []byte {
	out := make([]byte, 0, headerLen+len(articles)+len(heads)+len(lists)+len(blocks))
	for _, n := range []int{
		len(b.ends), len(b.articles), len(b.terms), (len(b.terms) + blockTerms - 1) / blockTerms,
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

// sorted gives the terms' numbers in the order of the terms. Their first eight
// bytes as a number decide most comparisons.
func (b *Builder) sorted() []uint32 {
	type key struct {
		first uint64
		term  uint32
	}
	keys := make([]key, len(b.terms))
	for i, t := range b.terms {
		var first [8]byte
		copy(first[:], b.bytes[t.start:t.end])
		keys[i] = key{binary.BigEndian.Uint64(first[:]), uint32(i)}
	}
	slices.SortFunc(keys, func(x, y key) int {
		if c := cmp.Compare(x.first, y.first); c != 0 {
			return c
		}
		s, t := b.terms[x.term], b.terms[y.term]
		return bytes.Compare(b.bytes[s.start:s.end], b.bytes[t.start:t.end])
	})
	order := make([]uint32, len(keys))
	for i, k := range keys {
		order[i] = k.term
	}
	return order
}

// lists gives by term the sentences that have it.
func (b *Builder) lists() [][]uint32 {
	all, lists, at := make([]uint32, len(b.noted)), make([][]uint32, len(b.terms)), uint32(0)
	for i, t := range b.terms {
		lists[i] = all[at : at : at+t.count]
		at += t.count
	}
	from := uint32(0)
	for sentence, end := range b.ends {
		for _, t := range b.noted[from:end] {
			lists[t] = append(lists[t], uint32(sentence))
		}
		from = end
	}
	return lists
}

// common gives how many bytes two words begin with alike.
func common(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

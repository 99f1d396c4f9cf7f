package index

import (
	"encoding/binary"
	"math/bits"
)

// Bits is a set of the sentences of a segment.
type Bits []uint64

// NewBits returns an empty set for numbers below n.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

// All returns the set of all numbers below n.
func All(n int) Bits {
	b := NewBits(n)
	b.AddRange(0, n)
	return b
}

// Add adds a number, which must be below the set's bound.
func (b Bits) Add(i int) { b[i>>6] |= 1 << (i & 63) }

// Has reports whether a number is in the set.
func (b Bits) Has(i int) bool { return b[i>>6]&(1<<(i&63)) != 0 }

// AddRange adds the numbers [from,to).
func (b Bits) AddRange(from, to int) {
	for i := from; i < to; {
		if i&63 == 0 && i+64 <= to {
			b[i>>6] = ^uint64(0)
			i += 64
			continue
		}
		b.Add(i)
		i++
	}
}

// RemoveRange removes the numbers [from,to).
func (b Bits) RemoveRange(from, to int) {
	for i := from; i < to; i++ {
		b[i>>6] &^= 1 << (i & 63)
	}
}

// And keeps the numbers that are in both sets.
func (b Bits) And(other Bits) {
	for i := range b {
		b[i] &= other[i]
	}
}

// AndNot removes the numbers of the other set.
func (b Bits) AndNot(other Bits) {
	for i := range b {
		b[i] &^= other[i]
	}
}

// Or adds the numbers of the other set.
func (b Bits) Or(other Bits) {
	for i := range b {
		b[i] |= other[i]
	}
}

// Clear empties the set.
func (b Bits) Clear() { clear(b) }

// Count returns how many numbers are in the set.
func (b Bits) Count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// None reports whether the set is empty.
func (b Bits) None() bool { return b.Next(0) < 0 }

// Next returns the smallest number of the set that is at least from, or -1 if there
// is none.
func (b Bits) Next(from int) int {
	i := from >> 6
	if i >= len(b) {
		return -1
	}
	w := b[i] >> (from & 63) << (from & 63)
	for w == 0 {
		if i++; i == len(b) {
			return -1
		}
		w = b[i]
	}
	return i<<6 + bits.TrailingZeros64(w)
}

// addBytes adds a set stored as bytes, with the lowest numbers first. It must have
// no number beyond the bound of b.
func (b Bits) addBytes(data []byte) {
	i := 0
	for ; len(data) >= 8; i++ {
		b[i] |= binary.LittleEndian.Uint64(data)
		data = data[8:]
	}
	for k, c := range data {
		b[i] |= uint64(c) << (8 * k)
	}
}

// appendBytes appends the numbers below n in the form that addBytes reads.
func (b Bits) appendBytes(dst []byte, n int) []byte {
	at := len(dst)
	for _, w := range b {
		dst = binary.LittleEndian.AppendUint64(dst, w)
	}
	return dst[:at+(n+7)/8]
}

package index

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// ErrDamaged is returned for a segment whose bytes are invalid.
var ErrDamaged = errors.New("the index is damaged")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// dense reports whether a list of count sentences, in a segment of n sentences, is
// likely to be shorter as bits than as numbers. A number takes at least one byte.
func dense(count, n int) bool { return count > (n+7)/8 }

// appendList appends the list of some sentences, which must be sorted and below n.
func appendList(dst []byte, sentences []uint32, n int) []byte {
	if dense(len(sentences), n) {
		dst = binary.AppendUvarint(dst, uint64(len(sentences))<<1|1)
		set := NewBits(n)
		for _, s := range sentences {
			set.Add(int(s))
		}
		return set.appendBytes(dst, n)
	}
	dst = binary.AppendUvarint(dst, uint64(len(sentences))<<1)
	last := uint32(0)
	for _, s := range sentences {
		dst = binary.AppendUvarint(dst, uint64(s-last))
		last = s
	}
	return dst
}

// addLists adds all lists in data to a set of sentences below n.
func addLists(set Bits, n int, data []byte) error {
	for len(data) > 0 {
		head, size := binary.Uvarint(data)
		if size <= 0 || head>>1 > uint64(n) {
			return damaged("a list says that it has %d of %d sentences", head>>1, n)
		}
		data = data[size:]
		if head&1 == 1 {
			size := (n + 7) / 8
			if len(data) < size || n&7 != 0 && data[size-1]>>(n&7) != 0 {
				return damaged("a list has other bits than those of %d sentences", n)
			}
			set.addBytes(data[:size])
			data = data[size:]
			continue
		}
		var err error
		if data, err = addNumbers(set, uint64(n), data, int(head>>1)); err != nil {
			return err
		}
	}
	return nil
}

// addNumbers adds count numbers below n, each stored as the difference from the one
// before. It returns the rest of data.
func addNumbers(set Bits, n uint64, data []byte, count int) ([]byte, error) {
	number := uint64(0)
	for range count {
		if len(data) > 0 && data[0] < 0x80 { // most differences take one byte
			number += uint64(data[0])
			data = data[1:]
		} else {
			more, size := binary.Uvarint(data)
			if size <= 0 || more >= n {
				return nil, damaged("a list of %d numbers is cut off", count)
			}
			number += more
			data = data[size:]
		}
		if number >= n {
			return nil, damaged("a list has sentence %d of %d", number, n)
		}
		set.Add(int(number))
	}
	return data, nil
}

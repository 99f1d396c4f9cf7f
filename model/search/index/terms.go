package index

import (
	"cmp"
	"sort"
)

// Look looks words up in one segment. It reuses its memory, and is for one
// goroutine at a time.
type Look struct {
	s     *Segment
	block []byte
	lists []byte
	term  []byte
}

// NewLook returns a Look for a segment.
func NewLook(s *Segment) *Look { return &Look{s: s} }

// Word adds to the set the sentences that contain a word.
func (l *Look) Word(word string, set Bits) error {
	from, size, err := l.seek(word)
	if err != nil || size == 0 {
		return err
	}
	return l.add(from, from+size, set)
}

// Prefix adds to the set the sentences in which some word begins with prefix.
func (l *Look) Prefix(prefix string, set Bits) error {
	if prefix == "" {
		return l.add(0, l.s.lists.size, set)
	}
	from, _, err := l.seek(prefix)
	if err != nil {
		return err
	}
	to := l.s.lists.size
	if after := successor(prefix); after != "" {
		if to, _, err = l.seek(after); err != nil {
			return err
		}
	}
	return l.add(from, to, set)
}

// successor returns the smallest text greater than all texts that begin with
// prefix, or "" if there is none.
func successor(prefix string) string {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xFF {
			return prefix[:i] + string([]byte{prefix[i] + 1})
		}
	}
	return ""
}

// seek returns the offset in lists of the list of the first term that is not less
// than word, or the end of lists if there is none. size is the length of that list
// if the term is word itself, and otherwise 0.
func (l *Look) seek(word string) (at, size int64, err error) {
	heads := l.s.heads
	i := sort.Search(len(heads), func(i int) bool { return heads[i].term > word }) - 1
	if i < 0 {
		return 0, 0, nil
	}
	if err := l.readBlocks(i, i+1); err != nil {
		return 0, 0, err
	}
	at = int64(heads[i].list)
	err = l.eachIn(i, i+1, func(term []byte, _ int, list, n int64) bool {
		if string(term) >= word {
			if string(term) == word {
				size = n
			}
			return false
		}
		at = list + n
		return true
	})
	return at, size, err
}

// readBlocks reads the blocks [from,to).
func (l *Look) readBlocks(from, to int) error {
	end := l.s.blocks.size
	if to < len(l.s.heads) {
		end = int64(l.s.heads[to].block)
	}
	begin := int64(l.s.heads[from].block)
	return l.read(&l.block, l.s.blocks, begin, end)
}

// read fills the buffer with the bytes [from,to) of a section.
func (l *Look) read(buffer *[]byte, part section, from, to int64) error {
	if from < 0 || to < from || to > part.size {
		return damaged("a part of a segment is from %d to %d of %d", from, to, part.size)
	}
	if int64(cap(*buffer)) < to-from {
		*buffer = make([]byte, to-from, to-from+(to-from)/4)
	}
	*buffer = (*buffer)[:to-from]
	return readAt(l.s.r, *buffer, part.at+from)
}

// eachIn calls visit with each term of the blocks [from,to), which must be in
// l.block, until visit returns false. shared is the number of bytes in common with
// the term before; list and size are the offset and the length of its list.
func (l *Look) eachIn(from, to int, visit func(term []byte, shared int, list, size int64) bool) error {
	d := decoder{data: l.block}
	list := int64(l.s.heads[from].list)
	count := (to - from) * blockTerms
	if to == len(l.s.heads) {
		count = l.s.terms - from*blockTerms
	}
	l.term = l.term[:0]
	for range count {
		shared, rest := d.uvarint(), d.uvarint()
		if shared > uint64(len(l.term)) || rest > maxWord || shared+rest > maxWord {
			return damaged("a term has %d bytes of one of %d and %d more", shared, len(l.term), rest)
		}
		l.term = append(l.term[:shared], d.bytes(rest)...)
		size := int64(d.uvarint())
		if d.bad || size < 0 || size > l.s.lists.size-list {
			return damaged("a block of terms is cut off")
		}
		if !visit(l.term, int(shared), list, size) {
			return nil
		}
		list += size
	}
	return nil
}

// add adds the lists between two offsets to the set.
func (l *Look) add(from, to int64, set Bits) error {
	if from == to {
		return nil
	}
	if err := l.read(&l.lists, l.s.lists, from, to); err != nil {
		return err
	}
	return addLists(set, l.s.sentences, l.lists)
}

// Where calls wanted with each word of the segment, and adds to the set the
// sentences with a word for which wanted returns true. shared is the number of
// bytes that a word has in common with the one before.
func (l *Look) Where(wanted func(word []byte, shared int) bool, set Bits) error {
	if len(l.s.heads) == 0 {
		return nil
	}
	if err := l.readBlocks(0, len(l.s.heads)); err != nil {
		return err
	}
	var from, to int64 // adjacent lists are read together
	var failed error
	err := l.eachIn(0, len(l.s.heads), func(term []byte, shared int, list, size int64) bool {
		if !wanted(term, shared) {
			return true
		}
		if list != to {
			failed = l.add(from, to, set)
			from = list
		}
		to = list + size
		return failed == nil
	})
	if err := cmp.Or(failed, err); err != nil {
		return err
	}
	return l.add(from, to, set)
}

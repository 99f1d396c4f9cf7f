package index

import (
	"bytes"
	"context"
)

// StateAgain decodes a state of an index file and encodes it again. It returns nil
// if data is not a state.
func StateAgain(data []byte) []byte {
	s, ok := decodeState(data)
	if !ok {
		return nil
	}
	return s.encode()
}

// ReadFile reads the file of an index. It returns the number of its segments and
// states, and the number of bytes up to the end of the last complete chunk.
func ReadFile(data []byte, project string) (segments, states int, whole int64) {
	f := &File{project: project, parts: map[int64]int64{}}
	if err := f.readThrough(context.Background(), bytes.NewReader(data), int64(len(data))); err != nil {
		panic(err)
	}
	return len(f.parts), len(f.states), f.end
}

// Discard discards the index, as a search does if it cannot read it.
func (x *Index) Discard() { _ = x.lose(errBehind) }

// Known returns the address of what the index keeps in memory of articles and notes. It
// changes if they are read again.
func (x *Index) Known() *uint64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return &x.known.numbers[0]
}

package index

import (
	"bytes"
	"context"
)

// StateAgain decodes a state of an index file, and encodes it again; nil when it
// is none.
func StateAgain(data []byte) []byte {
	s, ok := decodeState(data)
	if !ok {
		return nil
	}
	return s.encode()
}

// ReadFile reads through the file of an index, and gives how many segments
// and states it has, and how much of it is whole.
func ReadFile(data []byte, project string) (segments, states int, whole int64) {
	f := &File{project: project, parts: map[int64]int64{}}
	if err := f.readThrough(context.Background(), bytes.NewReader(data), int64(len(data))); err != nil {
		panic(err)
	}
	return len(f.parts), len(f.states), f.end
}

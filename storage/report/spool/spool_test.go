package spool

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestAllComesBack(t *testing.T) {
	s, want := New(), ""
	if !s.Empty() {
		t.Error("a new spool is not empty")
	}
	s.WriteString("")
	if !s.Empty() {
		t.Error("a spool with an empty text is not empty")
	}
	for i := range 1000 {
		part := strings.Repeat("note ", i%7)
		want += part
		if _, err := s.WriteString(part); err != nil {
			t.Fatal(err)
		}
	}
	var got bytes.Buffer
	if n, err := s.WriteTo(&got); err != nil || n != int64(len(want)) || got.String() != want || s.Empty() {
		t.Errorf("%d bytes, %v", n, err)
	}
}

func TestTheErrorOfTheFileIsReturned(t *testing.T) {
	s := New()
	s.WriteString("text")
	r, w := io.Pipe()
	r.CloseWithError(io.ErrShortBuffer)
	if _, err := s.WriteTo(w); !errors.Is(err, io.ErrShortBuffer) {
		t.Error(err)
	}
}

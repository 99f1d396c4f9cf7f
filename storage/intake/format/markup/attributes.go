package markup

import (
	"fmt"
	"io"

	"assay.app/assay/model"
)

// maxAttributes is how many attributes a page may have: each takes some sixty bytes
// of memory, and three of a file.
const maxAttributes = 1 << 20

// attributes counts the attributes in mark-up that goes by, more or less: the
// words in its tags, but for those in quotes. Scripts may look like tags.
type attributes struct {
	count  int
	in     byte // where it is: 0 in text, '<' after that, 't' in a tag, or the quote that is open
	inWord bool
}

func (a *attributes) pass(p []byte) {
	for _, c := range p {
		switch a.in {
		case 0:
			if c == '<' {
				a.in = '<'
			}
		case '<':
			if a.in = 0; c|0x20 >= 'a' && c|0x20 <= 'z' {
				a.in, a.inWord = 't', true
			}
		case 't':
			a.tag(c)
		case c:
			a.in = 't'
		}
	}
}

// tag takes a byte within a tag.
func (a *attributes) tag(c byte) {
	switch c {
	case '>':
		a.in = 0
	case '"', '\'':
		a.in, a.inWord = c, false
	case ' ', '\t', '\n', '\r', '\f', '/':
		a.inWord = false
	default:
		if !a.inWord {
			a.count++
		}
		a.inWord = true
	}
}

// Spare fails where an element has far too many attributes.
type Spare struct {
	R    io.Reader
	Most int
	seen attributes
}

func (s *Spare) Read(p []byte) (int, error) {
	n, err := s.R.Read(p)
	for from := 0; from < n; {
		end := from
		for end < n && p[end] != '>' {
			end++
		}
		end = min(end+1, n)
		if s.seen.pass(p[from:end]); s.seen.count > s.Most {
			return 0, fmt.Errorf("%w: an element in it has more than %d attributes", model.ErrTooLarge, s.Most)
		}
		if s.seen.in == 0 {
			s.seen.count = 0
		}
		from = end
	}
	return n, err
}

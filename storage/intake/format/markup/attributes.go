package markup

import (
	"fmt"
	"io"

	"assay.app/assay/model"
)

// maxAttributes is the maximum number of attributes in a page.
const maxAttributes = 1 << 20

// attributes counts the attributes in markup roughly, as the words within tags and
// outside quotes. A comparison in a script, such as a<b, counts as a tag.
type attributes struct {
	count  int
	in     byte // the state: 0 in text, '<' after that character, 't' in a tag, or the open quote
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

// Spare reads from R and fails if a tag has more than Most attributes.
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

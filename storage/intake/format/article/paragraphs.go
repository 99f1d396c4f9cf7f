package article

import (
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// Paragraphs gathers the paragraphs of a text. White space is collapsed as it is
// written, so that no paragraph is held twice, however long it is.
type Paragraphs struct {
	B      []byte
	before int  // where b ended before the paragraph that is open
	from   int  // where that begins
	open   bool // something of a paragraph has been written
	space  bool // white space was written after it
	broken bool // what was written last is no UTF-8
	Many   int  // paragraphs that were written
}

// Write adds to the paragraph being written.
func (p *Paragraphs) Write(s string) {
	for s != "" {
		n := 0
		for n < len(s) && s[n] > ' ' && s[n] < 0x7F {
			n++
		}
		if n > 0 {
			p.add(s[:n])
			s = s[n:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			if !p.broken {
				p.add("\uFFFD")
				p.broken = true
			}
		case isUnwritten(r):
			p.broken = false
		case unicode.IsSpace(r):
			p.space, p.broken = true, false
		default:
			p.add(s[:size])
		}
		s = s[size:]
	}
}

// add adds a stretch without white space.
func (p *Paragraphs) add(s string) {
	switch {
	case !p.open:
		p.before, p.open = len(p.B), true
		if p.before > 0 {
			p.B = append(p.B, "\n\n"...)
		}
		p.from = len(p.B)
	case p.space:
		p.B = append(p.B, ' ')
	}
	p.B = append(p.B, s...)
	p.space, p.broken = false, false
}

// End ends the paragraph being written. An empty one leaves nothing.
func (p *Paragraphs) End() {
	if p.open {
		p.Many++
	}
	p.open, p.space, p.broken = false, false, false
}

// Line returns the paragraph being written.
func (p *Paragraphs) Line() string {
	if !p.open {
		return ""
	}
	return string(p.B[p.from:])
}

// Drop takes back the paragraph being written.
func (p *Paragraphs) Drop() {
	if p.open {
		p.B = p.B[:p.before]
	}
	p.open, p.space, p.broken = false, false, false
}

// Take takes over what was written to others, in paragraphs of its own.
func (p *Paragraphs) Take(others *Paragraphs) {
	if others.Size() == 0 {
		return
	}
	p.End()
	if len(p.B) > 0 {
		p.B = append(p.B, "\n\n"...)
	}
	others.End()
	p.B = append(p.B, others.B...)
	others.B = others.B[:0]
}

// Size is how much was written, in bytes.
func (p *Paragraphs) Size() int { return len(p.B) }

// Text ends the last paragraph and hands all of them over.
func (p *Paragraphs) Text() string {
	p.End()
	b := p.B
	p.B = nil
	return unsafe.String(unsafe.SliceData(b), len(b)) // nobody else has it
}

// isUnwritten reports whether r is a character that is not seen: a soft hyphen, a
// zero-width space or a control character.
func isUnwritten(r rune) bool {
	switch {
	case r == '\u00AD', r == '\u200B', r == '\uFEFF', r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0x7F:
		return true
	}
	return false
}

// Plain collapses the white space in s and takes out what is not written.
func Plain(s string) string {
	if isPlain(s) {
		return s
	}
	var p Paragraphs
	p.Write(s)
	return p.Text()
}

// isPlain reports whether plain has nothing to do, for texts in ASCII.
func isPlain(s string) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7F || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return s == "" || !space
}

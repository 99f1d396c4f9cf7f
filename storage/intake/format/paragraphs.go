package format

import (
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// paragraphs gathers the paragraphs of a text. White space is collapsed as it is
// written, so that no paragraph is held twice, however long it is.
type paragraphs struct {
	b      []byte
	before int  // where b ended before the paragraph that is open
	from   int  // where that begins
	open   bool // something of a paragraph has been written
	space  bool // white space was written after it
	broken bool // what was written last is no UTF-8
	many   int  // paragraphs that were written
}

// write adds to the paragraph being written.
func (p *paragraphs) write(s string) {
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
func (p *paragraphs) add(s string) {
	switch {
	case !p.open:
		p.before, p.open = len(p.b), true
		if p.before > 0 {
			p.b = append(p.b, "\n\n"...)
		}
		p.from = len(p.b)
	case p.space:
		p.b = append(p.b, ' ')
	}
	p.b = append(p.b, s...)
	p.space, p.broken = false, false
}

// end ends the paragraph being written. An empty one leaves nothing.
func (p *paragraphs) end() {
	if p.open {
		p.many++
	}
	p.open, p.space, p.broken = false, false, false
}

// line returns the paragraph being written.
func (p *paragraphs) line() string {
	if !p.open {
		return ""
	}
	return string(p.b[p.from:])
}

// drop takes back the paragraph being written.
func (p *paragraphs) drop() {
	if p.open {
		p.b = p.b[:p.before]
	}
	p.open, p.space, p.broken = false, false, false
}

// take takes over what was written to others, in paragraphs of its own.
func (p *paragraphs) take(others *paragraphs) {
	if others.size() == 0 {
		return
	}
	p.end()
	if len(p.b) > 0 {
		p.b = append(p.b, "\n\n"...)
	}
	others.end()
	p.b = append(p.b, others.b...)
	others.b = others.b[:0]
}

// size is how much was written, in bytes.
func (p *paragraphs) size() int { return len(p.b) }

// text ends the last paragraph and hands all of them over.
func (p *paragraphs) text() string {
	p.end()
	b := p.b
	p.b = nil
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

// plain collapses the white space in s and takes out what is not written.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	var p paragraphs
	p.write(s)
	return p.text()
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

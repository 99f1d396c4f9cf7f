package article

import (
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// Paragraphs collects the paragraphs of a text. Write collapses white space and
// removes invisible characters.
type Paragraphs struct {
	B      []byte
	before int // the length of B before the open paragraph
	from   int // where the open paragraph begins in B
	open   bool
	space  bool // white space was written after the last character
	broken bool // the last byte written was invalid UTF-8
	Many   int  // how many paragraphs End has ended
}

// Write appends s to the open paragraph. If none is open, Write starts one unless s
// is blank.
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

// add appends s, which must not contain white space.
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

// End ends the open paragraph, if any.
func (p *Paragraphs) End() {
	if p.open {
		p.Many++
	}
	p.open, p.space, p.broken = false, false, false
}

// Line returns the open paragraph, or "" if none is open.
func (p *Paragraphs) Line() string {
	if !p.open {
		return ""
	}
	return string(p.B[p.from:])
}

// Drop removes the open paragraph, if any.
func (p *Paragraphs) Drop() {
	if p.open {
		p.B = p.B[:p.before]
	}
	p.open, p.space, p.broken = false, false, false
}

// Take appends all paragraphs of others to p and empties others.
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

// Size returns the size of all paragraphs in bytes.
func (p *Paragraphs) Size() int { return len(p.B) }

// Text ends the open paragraph, returns all paragraphs and empties p.
func (p *Paragraphs) Text() string {
	p.End()
	b := p.B
	p.B = nil
	return unsafe.String(unsafe.SliceData(b), len(b)) // b has no other owner
}

// isUnwritten reports whether r is an invisible character: a soft hyphen, a
// zero-width space, a byte order mark, or an ASCII control character other than a
// tab or a line break.
func isUnwritten(r rune) bool {
	switch {
	case r == '\u00AD', r == '\u200B', r == '\uFEFF', r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0x7F:
		return true
	}
	return false
}

// Plain collapses and trims the white space in s, removes invisible characters, and
// replaces invalid UTF-8.
func Plain(s string) string {
	if isPlain(s) {
		return s
	}
	var p Paragraphs
	p.Write(s)
	return p.Text()
}

// isPlain reports whether s is ASCII that Plain would return unchanged.
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

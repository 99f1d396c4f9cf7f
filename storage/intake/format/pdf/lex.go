package pdf

import (
	"bytes"
	"strconv"
)

// Limits for one object: nesting depth and number of values.
const (
	maxDepth  = 64
	maxValues = 1 << 20
)

// dictValues is the cost of a dictionary in values, in addition to its entries.
const dictValues = 7

// lexer reads objects from bytes. It accepts malformed objects as far as they can
// be understood, because files have mistakes that viewers forgive.
type lexer struct {
	src    []byte
	at     int
	from   int  // where the last object or keyword began, including nested ones
	refs   bool // "1 0 R" is read as a reference; drawings have none
	budget *budget
	values int // number of values read since the last reset
	depth  int
}

// done is what lexer.object returns at the end of the input.
const done = keyword("")

var kinds = func() (k [256]byte) {
	for _, c := range "\x00\t\n\f\r " {
		k[c] = ' '
	}
	for _, c := range "()<>[]{}/%" {
		k[c] = '('
	}
	return k
}()

func isSpace(c byte) bool   { return kinds[c] == ' ' }
func isRegular(c byte) bool { return kinds[c] == 0 }

// space skips white space and comments.
func (l *lexer) space() {
	from := l.at
	for l.at < len(l.src) {
		switch c := l.src[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.src) && l.src[l.at] != '\n' && l.src[l.at] != '\r' {
				l.at++
			}
		default:
			l.budget.pay(l.at - from)
			return
		}
	}
	l.budget.pay(l.at - from)
}

// object reads the next object or keyword.
func (l *lexer) object() any {
	l.space()
	if l.values++; l.at >= len(l.src) || l.values > maxValues || !l.budget.pay(1) {
		l.at = len(l.src)
		return done
	}
	from := l.at
	l.from = from
	v := l.begun()
	l.budget.pay(max(0, l.at-from))
	return v
}

func (l *lexer) begun() any {
	c := l.src[l.at]
	switch c {
	case '/':
		return l.name()
	case '(':
		return l.text()
	case '[':
		return l.array()
	case '<':
		if l.at+1 < len(l.src) && l.src[l.at+1] == '<' {
			return l.dict()
		}
		return l.hex()
	case '>':
		if l.at+1 < len(l.src) && l.src[l.at+1] == '>' {
			l.at++
		}
		l.at++
		return keyword(">>")
	case ']', ')', '{', '}':
		l.at++
		return keyword(l.src[l.at-1 : l.at])
	}
	return l.word()
}

// word reads a number, a reference or a keyword.
func (l *lexer) word() any {
	from := l.at
	for l.at < len(l.src) && isRegular(l.src[l.at]) {
		l.at++
	}
	word := l.src[from:l.at]
	if c := word[0]; c <= '9' && (c >= '0' || c == '+' || c == '-' || c == '.') {
		if n, ok := l.number(word); ok {
			return n
		}
	}
	switch string(word) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return keyword(word)
}

func (l *lexer) number(word []byte) (any, bool) {
	if n, err := strconv.Atoi(string(word)); err == nil {
		if l.refs && n >= 0 {
			if r, ok := l.reference(n); ok {
				return r, true
			}
		}
		return n, true
	}
	f, err := strconv.ParseFloat(string(word), 64)
	if err != nil && len(word) > 1 && word[0] == '-' { // "--5", which some programs write
		if at := bytes.LastIndexByte(word, '-'); at == 1 {
			f, err = strconv.ParseFloat(string(word[1:]), 64)
		}
	}
	return f, err == nil && f == f && f < 1e15 && f > -1e15
}

// reference reads the rest of "12 0 R" after its first number. It reports false if
// this is not a reference.
func (l *lexer) reference(n int) (ref, bool) {
	at := l.at
	spaces := func() {
		for at < len(l.src) && isSpace(l.src[at]) {
			at++
		}
	}
	spaces()
	from := at
	for at < len(l.src) && at < from+5 && l.src[at] >= '0' && l.src[at] <= '9' {
		at++
	}
	generation, err := strconv.Atoi(string(l.src[from:at]))
	gap := at
	if spaces(); err != nil || at == gap || at >= len(l.src) || l.src[at] != 'R' || at+1 < len(l.src) && isRegular(l.src[at+1]) {
		return ref{}, false
	}
	l.at = at + 1
	return ref{n, generation}, true
}

func (l *lexer) name() name {
	l.at++
	from := l.at
	for l.at < len(l.src) && isRegular(l.src[l.at]) {
		l.at++
	}
	word := l.src[from:l.at]
	if bytes.IndexByte(word, '#') < 0 {
		return name(word)
	}
	var out []byte
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if b, err := strconv.ParseUint(string(word[i+1:i+3]), 16, 8); err == nil {
				out, i = append(out, byte(b)), i+2
				continue
			}
		}
		out = append(out, word[i])
	}
	return name(out)
}

// text reads a string in parentheses.
func (l *lexer) text() str {
	var out []byte
	deep := 1
	for l.at++; l.at < len(l.src); l.at++ {
		switch c := l.src[l.at]; c {
		case '(':
			deep++
		case ')':
			if deep--; deep == 0 {
				l.at++
				return str(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, l.src[l.at])
	}
	return str(out)
}

// escape appends the character of an escape sequence. It leaves l.at on the last
// byte of the sequence.
func (l *lexer) escape(out []byte) []byte {
	if l.at++; l.at >= len(l.src) {
		return out
	}
	c := l.src[l.at]
	if at := bytes.IndexByte([]byte("nrtbf"), c); at >= 0 {
		return append(out, "\n\r\t\b\f"[at])
	}
	switch {
	case c == '\r':
		if l.at+1 < len(l.src) && l.src[l.at+1] == '\n' {
			l.at++
		}
		return out
	case c == '\n':
		return out
	case c >= '0' && c <= '7':
		b := 0
		for i := 0; i < 3 && l.at < len(l.src) && l.src[l.at] >= '0' && l.src[l.at] <= '7'; i++ {
			b = b<<3 | int(l.src[l.at]-'0')
			l.at++
		}
		l.at--
		return append(out, byte(b))
	}
	return append(out, c)
}

func (l *lexer) hex() str {
	var out []byte
	half, odd := 0, false
	for l.at++; l.at < len(l.src); l.at++ {
		c := l.src[l.at]
		if c == '>' {
			l.at++
			break
		}
		digit := unhex(c)
		if digit < 0 {
			continue
		}
		if half = half<<4 | digit; odd {
			out = append(out, byte(half))
		}
		odd = !odd
	}
	if odd {
		out = append(out, byte(half<<4))
	}
	return str(out)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func (l *lexer) array() any {
	l.at++
	if l.depth++; l.depth > maxDepth {
		l.at = len(l.src)
	}
	defer func() { l.depth-- }()
	var out array
	for {
		v := l.object()
		if k, ok := v.(keyword); ok {
			if k != "]" && k != done && k.closes() {
				l.at = l.from
			} else if k != "]" && k != done {
				continue
			}
			return out
		}
		out = append(out, v)
	}
}

// closes reports whether a keyword ends an array or dictionary whose closing
// bracket is missing.
func (k keyword) closes() bool { return k == ">>" || isRegular(k[0]) }

func (l *lexer) dict() any {
	l.at += 2
	if l.depth++; l.depth > maxDepth {
		l.at = len(l.src)
	}
	defer func() { l.depth-- }()
	l.values += dictValues
	out := dict{}
	for {
		switch key := l.object().(type) {
		case name:
			v := l.object()
			if k, ok := v.(keyword); ok {
				if k != ">>" && k != done && k.closes() {
					l.at = l.from
				} else if k != ">>" && k != done {
					continue
				}
				return out
			}
			if _, twice := out[key]; !twice {
				out[key] = v
			}
		case keyword:
			if key != ">>" && key != done && key.closes() {
				l.at = l.from
			} else if key != ">>" && key != done {
				continue
			}
			return out
		}
	}
}

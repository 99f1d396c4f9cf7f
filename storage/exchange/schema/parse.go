package schema

import (
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"assay.app/assay/model/record"
)

// ParseArticle decodes an article from JSON. It returns false if the JSON is broken or
// unusual: if a field is unknown, repeated or null, if a number has a fraction or an
// exponent, or if the text is not UTF-8 or has half of a surrogate pair. Otherwise it
// returns the same article as encoding/json. The texts of sentences, asides and detached
// spans may share the memory of text; all other strings are copies.
func ParseArticle(text string) (Article, bool) {
	var a Article
	p := parser{text: text}
	p.value(articleShape, reflect.ValueOf(&a).Elem())
	p.space()
	if p.failed || p.at < len(text) || !utf8.ValidString(text) {
		return Article{}, false
	}
	if a.Text != nil {
		*a.Text = strings.Clone(*a.Text)
	}
	return a, true
}

// parser decodes a JSON value. Once it has failed, it is at the end of the text.
type parser struct {
	text   string
	at     int
	failed bool
}

func (p *parser) fail() {
	p.failed, p.at = true, len(p.text)
}

// space skips white space.
func (p *parser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\n', '\r', '\t':
			p.at++
		default:
			return
		}
	}
}

// next skips white space and then c. It reports whether c was there.
func (p *parser) next(c byte) bool {
	p.space()
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

// expect skips white space and then c, and fails if c is not there.
func (p *parser) expect(c byte) {
	if !p.next(c) {
		p.fail()
	}
}

func (p *parser) value(s *shape, v reflect.Value) {
	switch s.kind {
	case aText:
		v.SetString(strings.Clone(p.string()))
	case aNumber:
		v.SetInt(p.number())
	case aFlag:
		v.SetBool(p.flag())
	case aMoment:
		at, ok := record.ParseTime(p.string())
		if !ok {
			p.fail()
		}
		v.Addr().Interface().(*Moment).Time = at
	case aPointer:
		v.Set(reflect.New(s.elem.typ))
		if s.elem.kind == aText {
			v.Elem().SetString(p.string()) // not copied: see ParseArticle
			return
		}
		p.value(s.elem, v.Elem())
	case aRecord:
		p.record(s, v)
	case aRange:
		p.expect('[')
		for i := range v.Len() {
			if i > 0 {
				p.expect(',')
			}
			p.value(s.elem, v.Index(i))
		}
		p.expect(']')
	case aList:
		p.list(s, v)
	case aRaw:
		p.space()
		start := p.at
		p.skip(mostNested)
		v.SetBytes([]byte(p.text[min(start, p.at):p.at]))
	}
}

// mostNested is the greatest number of levels in a value that is kept as JSON.
const mostNested = 16

// skip parses any value with at most the given number of levels. A number has one level,
// and a list of numbers has two.
func (p *parser) skip(most int) {
	p.space()
	if p.failed || p.at == len(p.text) || most == 0 {
		p.fail()
		return
	}
	switch c := p.text[p.at]; c {
	case '"':
		p.string()
	case 't', 'f':
		p.flag()
	case '{', '[':
		p.skipParts(c+2, c == '{', most-1) // '{'+2 is '}', and '['+2 is ']'
	default:
		p.number()
	}
}

// skipParts parses the parts of a list or an object, up to its closing bracket.
func (p *parser) skipParts(end byte, named bool, most int) {
	p.at++
	if p.next(end) {
		return
	}
	for !p.failed {
		if named {
			p.string()
			p.expect(':')
		}
		p.skip(most)
		if p.next(end) {
			return
		}
		p.expect(',')
	}
}

func (p *parser) list(s *shape, v reflect.Value) {
	p.expect('[')
	v.Set(s.none)
	if p.next(']') {
		return
	}
	for n := 0; !p.failed; n++ {
		if n == v.Cap() {
			v.Grow(max(1, n))
		}
		v.SetLen(n + 1)
		p.value(s.elem, v.Index(n))
		if p.next(']') {
			return
		}
		p.expect(',')
	}
}

func (p *parser) record(s *shape, v reflect.Value) {
	p.expect('{')
	if p.next('}') {
		return
	}
	seen, after := uint64(0), -1
	for !p.failed {
		i := s.find(p.name(), after)
		p.expect(':')
		if p.failed || i < 0 || seen&(1<<i) != 0 {
			p.fail()
			return
		}
		seen, after = seen|1<<i, i
		p.value(s.fields[i].shape, v.Field(s.fields[i].index))
		if p.next('}') {
			return
		}
		p.expect(',')
	}
}

// find returns the index of the field with the given name, or -1. It looks first after
// the field with the index after, because fields are usually in order.
func (s *shape) find(name string, after int) int {
	for i := after + 1; i < len(s.fields); i++ {
		if s.fields[i].name == name {
			return i
		}
	}
	for i := 0; i <= after; i++ {
		if s.fields[i].name == name {
			return i
		}
	}
	return -1
}

// name parses the name of a field. A name with escapes matches no field.
func (p *parser) name() string {
	p.expect('"')
	n := max(0, strings.IndexByte(p.text[p.at:], '"'))
	name := p.text[p.at : p.at+n]
	p.at += n
	p.expect('"')
	return name
}

// string parses a string. Without escapes, the result is a part of the JSON.
func (p *parser) string() string {
	p.expect('"')
	start, escapes := p.at, false
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '"':
			text := p.text[start:p.at]
			p.at++
			if escapes {
				return p.unescaped(text)
			}
			return text
		case c == '\\':
			escapes = true
			p.at++
		case c < ' ':
			p.fail()
		}
	}
	p.fail()
	return ""
}

// unescaped replaces the escapes in a string.
func (p *parser) unescaped(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for !p.failed {
		at := strings.IndexByte(text, '\\')
		if at < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at])
		code := text[at+1]
		text = text[at+2:]
		switch at := strings.IndexByte(`"\/bfnrt`, code); {
		case at >= 0:
			b.WriteByte("\"\\/\b\f\n\r\t"[at])
		case code == 'u':
			unit := p.unit(&text)
			if utf16.IsSurrogate(unit) {
				if !strings.HasPrefix(text, `\u`) {
					p.fail()
					break
				}
				text = text[2:]
				if unit = utf16.DecodeRune(unit, p.unit(&text)); unit == utf8.RuneError {
					p.fail() // not a pair
				}
			}
			b.WriteRune(unit)
		default:
			p.fail()
		}
	}
	return ""
}

// unit parses the four hexadecimal digits at the beginning of text and removes them
// from it.
func (p *parser) unit(text *string) rune {
	if len(*text) < 4 {
		p.fail()
		return 0
	}
	unit, err := strconv.ParseUint((*text)[:4], 16, 16)
	if err != nil {
		p.fail()
	}
	*text = (*text)[4:]
	return rune(unit)
}

// number parses a whole number of at most 18 digits.
func (p *parser) number() int64 {
	negative := p.next('-')
	if !negative {
		p.space()
	}
	start, n := p.at, int64(0)
	for p.at < len(p.text) && p.text[p.at]-'0' <= 9 {
		n = 10*n + int64(p.text[p.at]-'0')
		p.at++
	}
	digits := p.at - start
	if digits == 0 || digits > 18 || digits > 1 && p.text[start] == '0' {
		p.fail()
	}
	if negative {
		return -n
	}
	return n
}

// flag parses true or false.
func (p *parser) flag() bool {
	p.space()
	for word, value := range map[string]bool{"true": true, "false": false} {
		if strings.HasPrefix(p.text[p.at:], word) {
			p.at += len(word)
			return value
		}
	}
	p.fail()
	return false
}

package pdf

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf16"
	"unicode/utf8"
)

// cmap maps the codes of a font to Unicode, or to glyph numbers.
type cmap struct {
	spaces []space
	chars  map[uint32]string // to Unicode
	ranges []span            // sorted by low
	wide   bool              // there are codes of more than one byte
}

// space is a range of codes of one length.
type space struct {
	bytes     int
	low, high uint32
}

// span maps the codes from low to high. They map to text, whose last UTF-16 unit
// grows with the code, or to glyph numbers, which begin at glyph.
type span struct {
	low, high uint32
	text      []uint16
	glyph     int
}

// maxCodes is the maximum number of entries in one map.
const maxCodes = 1 << 17

// cmapOf reads the PostScript program of a map. Only the lists in it matter. It
// returns nil if the stream cannot be unpacked.
func (f *File) cmapOf(s *stream) *cmap {
	data, err := f.unpacked(s)
	if err != nil {
		return nil
	}
	m := &cmap{chars: map[uint32]string{}}
	l := &lexer{src: data, budget: &f.budget}
	var args array
	for {
		l.values = 0
		v := l.object()
		k, ok := v.(keyword)
		if !ok {
			if len(args) < 1<<12 {
				args = append(args, v)
			}
			continue
		}
		if k == done || len(m.chars)+len(m.ranges) > maxCodes {
			break
		}
		m.list(k, args)
		args = args[:0]
	}
	if f.mapped += len(m.chars) + len(m.ranges); f.mapped > maxMapped {
		f.budget.left = -1
	}
	slices.SortStableFunc(m.ranges, func(a, b span) int { return cmp.Compare(a.low, b.low) })
	return m
}

// list reads one of the lists of a map; k is the keyword that ends it.
func (m *cmap) list(k keyword, args array) {
	switch k {
	case "endcodespacerange":
		for ; len(args) > 1; args = args[2:] {
			low, size := code(args[0])
			high, _ := code(args[1])
			if size > 0 && len(m.spaces) < 256 {
				m.spaces = append(m.spaces, space{size, low, high})
				m.wide = m.wide || size > 1
			}
		}
	case "endbfchar":
		for ; len(args) > 1; args = args[2:] {
			if low, size := code(args[0]); size > 0 {
				s, _ := args[1].(str)
				m.chars[low] = unicode16(s)
			}
		}
	case "endbfrange":
		for ; len(args) > 2; args = args[3:] {
			low, size := code(args[0])
			high, _ := code(args[1])
			if size == 0 || high < low {
				continue
			}
			switch to := args[2].(type) {
			case str:
				m.ranges = append(m.ranges, span{low: low, high: high, text: units(to)})
			case array:
				for i, one := range to {
					if s, ok := one.(str); ok && uint32(i) <= high-low {
						m.chars[low+uint32(i)] = unicode16(s)
					}
				}
			}
		}
	case "endcidrange":
		for ; len(args) > 2; args = args[3:] {
			low, size := code(args[0])
			high, _ := code(args[1])
			if glyph, ok := args[2].(int); ok && size > 0 && high >= low {
				m.ranges = append(m.ranges, span{low: low, high: high, glyph: glyph})
			}
		}
	case "endcidchar":
		for ; len(args) > 1; args = args[2:] {
			low, size := code(args[0])
			if glyph, ok := args[1].(int); ok && size > 0 {
				m.ranges = append(m.ranges, span{low: low, high: low, glyph: glyph})
			}
		}
	}
}

// find returns the span that contains a code, and reports whether there is one.
func (m *cmap) find(c uint32) (span, bool) {
	i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].low > c }) - 1
	for ; i >= 0; i-- {
		if c <= m.ranges[i].high {
			return m.ranges[i], true
		}
		if m.ranges[i].low+0x10000 < c {
			break
		}
		if i > 0 && m.ranges[i-1].high < c {
			break
		}
	}
	return span{}, false
}

// unicode returns the text of a code, or "" if the map does not have it.
func (m *cmap) unicode(c uint32) string {
	if s, ok := m.chars[c]; ok {
		return s
	}
	s, ok := m.find(c)
	if !ok || len(s.text) == 0 {
		return ""
	}
	text := slices.Clone(s.text)
	text[len(text)-1] += uint16(c - s.low)
	return string(utf16.Decode(text))
}

// code returns a string as a code, and its length in bytes. For other values it
// returns 0, 0.
func code(v any) (c uint32, bytes int) {
	s, ok := v.(str)
	if !ok || len(s) > 4 {
		return 0, 0
	}
	for i := range len(s) {
		c = c<<8 | uint32(s[i])
	}
	return c, len(s)
}

// next returns the first code of a text and its length in bytes.
func (m *cmap) next(text str) (c uint32, bytes int) {
	for i := range min(4, len(text)) {
		c = c<<8 | uint32(text[i])
		for _, s := range m.spaces {
			if s.bytes == i+1 && c >= s.low && c <= s.high {
				return c, i + 1
			}
		}
	}
	if len(text) > 1 && (m.wide || len(m.spaces) == 0) {
		return uint32(text[0])<<8 | uint32(text[1]), 2
	}
	return uint32(text[0]), 1
}

func units(s str) []uint16 {
	out := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s) && i < 64; i += 2 {
		out = append(out, uint16(s[i])<<8|uint16(s[i+1]))
	}
	if len(s) == 1 {
		out = append(out, uint16(s[0]))
	}
	return out
}

func unicode16(s str) string { return string(utf16.Decode(units(s))) }

// unicodeOf decodes a text string of a document: UTF-16 or UTF-8 after a byte order
// mark, otherwise Latin-1, which nearly equals PDFDocEncoding.
func unicodeOf(s str) string {
	switch {
	case len(s) > 1 && s[:2] == "\xFE\xFF":
		var out []uint16
		for i := 2; i+1 < len(s); i += 2 {
			out = append(out, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(out))
	case len(s) > 2 && s[:3] == "\xEF\xBB\xBF" && utf8.ValidString(string(s)):
		return string(s[3:])
	}
	out := make([]rune, len(s))
	for i := range len(s) {
		out[i] = rune(s[i])
	}
	return string(out)
}

package office

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"assay.app/assay/storage/intake/format/symbol"
)

// fontName handles a byte of a name in the font table. The name ends with a
// semicolon. Nested groups hold other names.
func (r *rtf) fontName(c byte) {
	const longest = 64
	switch {
	case len(r.stack) > r.fonts+1:
	case c == ';':
		if t := symbol.Of(string(r.name)); t != nil && len(r.signs) < rtfFonts {
			r.signs[r.state.font] = t
		}
		r.name = r.name[:0]
	case len(r.name) < longest && (c > ' ' || len(r.name) > 0):
		r.name = append(r.name, c)
	}
}

func (r *rtf) flush() {
	r.flushBytes()
	r.flushUnits()
}

func (r *rtf) flushUnits() {
	if len(r.units) > 0 {
		text := string(utf16.Decode(r.units))
		if signs := r.signs[r.state.font]; signs != nil {
			text = signs.Map(text)
		}
		r.target().Write(text)
		r.units = r.units[:0]
	}
}

// charsetPages maps the charset numbers of fonts to code pages. Other numbers mean
// the code page of the document.
var charsetPages = map[int]int{
	128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

const utf8Page = 65001

// codePages are the encodings of code pages. Others are read as Windows-1252.
var codePages = map[int]encoding.Encoding{
	437: charmap.CodePage437, 850: charmap.CodePage850, 866: charmap.CodePage866, 874: charmap.Windows874,
	932: japanese.ShiftJIS, 936: simplifiedchinese.GBK, 949: korean.EUCKR, 950: traditionalchinese.Big5,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253,
	1254: charmap.Windows1254, 1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257,
	1258: charmap.Windows1258, 10000: charmap.Macintosh, utf8Page: unicode.UTF8,
}

func (r *rtf) flushBytes() {
	if len(r.bytes) == 0 {
		return
	}
	if signs := r.signs[r.state.font]; signs != nil {
		for _, c := range r.bytes {
			r.target().Write(signs.Text(rune(c)))
		}
		r.bytes = r.bytes[:0]
		return
	}
	page := r.pages[r.state.font]
	if page == 0 {
		page = r.page
	}
	e := codePages[page]
	if e == nil {
		e = charmap.Windows1252
	}
	text, err := e.NewDecoder().Bytes(r.bytes)
	if err != nil {
		text = []byte(strings.ToValidUTF8(string(r.bytes), "\uFFFD"))
	}
	r.target().Write(string(text))
	r.bytes = r.bytes[:0]
}

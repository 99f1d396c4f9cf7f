package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/unicode/norm"

	"assay.app/assay/storage/intake/format/symbol"
)

// font maps the codes of a text to Unicode and widths.
type font struct {
	// for fonts with codes of one byte
	single bool
	texts  [256]string
	widths [256]float64 // relative to the font size

	// for fonts with longer codes
	codes    *cmap             // cuts texts into codes and maps codes to glyphs; if nil, codes have two bytes, or one below 0x80 with native
	native   encoding.Encoding // the encoding of the codes, if they have one
	utf16    bool              // the codes are UTF-16
	glyphs   map[int]float64   // widths by glyph number
	usual    float64           // width of all other glyphs
	vertical bool

	unicode *cmap         // from ToUnicode; nil if missing
	signs   *symbol.Table // nil unless this is a symbol font
}

// glyph is one code of a text.
type glyph struct {
	text  string
	bytes int
	width float64 // relative to the font size
	space bool
}

// next returns the first code of a text. The text must not be empty.
func (t *font) next(text str) glyph {
	g := t.first(text)
	if t.signs != nil {
		g.text = t.signs.Mapped(g.text)
	}
	return g
}

func (t *font) first(text str) (g glyph) {
	if t.single {
		c := text[0]
		g = glyph{text: t.texts[c], bytes: 1, width: t.widths[c], space: c == ' '}
		if t.unicode != nil {
			if s := t.unicode.unicode(uint32(c)); s != "" {
				g.text = s
			}
		}
		return g
	}
	var c uint32
	switch {
	case t.codes != nil:
		c, g.bytes = t.codes.next(text)
	case t.native != nil && text[0] < 0x80 || len(text) == 1:
		c, g.bytes = uint32(text[0]), 1
	default:
		c, g.bytes = uint32(text[0])<<8|uint32(text[1]), 2
	}
	number := int(c)
	if t.codes != nil {
		s, _ := t.codes.find(c)
		number = s.glyph + int(c-s.low)
	}
	g.width, g.space = t.usual, c == ' '
	if w, ok := t.glyphs[number]; ok && t.native == nil && !t.utf16 {
		g.width = w
	}
	switch {
	case t.unicode != nil:
		g.text = t.unicode.unicode(c)
	case t.utf16:
		g.text = unicode16(text[:g.bytes])
	case t.native != nil:
		if s, err := t.native.NewDecoder().String(string(text[:g.bytes])); err == nil {
			g.text = s
		}
	}
	return g
}

// font returns a font, cached if it is shared. It returns nil if v is not a font.
func (f *File) font(v any) *font {
	r, shared := v.(ref)
	if t, ok := f.fonts[r]; shared && ok {
		return t
	}
	d := f.dict(v)
	if d == nil {
		return nil
	}
	f.budget.pay(1 << 12)
	t := &font{signs: symbol.Of(string(f.name(d["BaseFont"])))}
	if s := f.stream(d["ToUnicode"]); s != nil {
		t.unicode = f.cmapOf(s)
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.composite(t, d)
	} else {
		f.simple(t, d)
	}
	if shared && len(f.fonts) < 1<<10 {
		f.fonts[r] = t
	}
	return t
}

func (f *File) simple(t *font, d dict) {
	t.single = true
	base := strings.ToLower(string(f.name(d["BaseFont"])))
	symbols := strings.Contains(base, "symbol") || strings.Contains(base, "dingbat") || t.signs != nil
	encoding := f.resolve(d["Encoding"])
	t.texts = tableOf(f.name(encoding))
	if t.signs != nil {
		t.texts = signTexts(t.signs)
	}
	if with, ok := encoding.(dict); ok {
		if t.signs == nil {
			t.texts = tableOf(f.name(with["BaseEncoding"]))
		}
		c := 0
		for _, v := range f.array(with["Differences"]) {
			switch v := f.resolve(v).(type) {
			case int:
				c = v
			case name:
				if c >= 0 && c < 256 {
					if text := meaning(string(v)); text != "" || !isNumbered(string(v)) {
						t.texts[c] = text
					}
				}
				c++
			}
		}
	} else if symbols && t.signs == nil && t.unicode == nil {
		t.texts = [256]string{' ': " "}
	}
	scale := 1.0 / 1000
	if f.name(d["Subtype"]) == "Type3" {
		if m := f.numbers(d["FontMatrix"]); len(m) == 6 && m[0] != 0 {
			scale = m[0]
		}
	}
	widths, first := f.array(d["Widths"]), f.integer(d["FirstChar"])
	missing := f.number(f.dict(d["FontDescriptor"])["MissingWidth"]) * scale
	for c := range t.widths {
		switch i := c - first; {
		case widths == nil:
			t.widths[c] = guessWidth(base, t.texts[c])
		case i >= 0 && i < len(widths):
			t.widths[c] = f.number(widths[i]) * scale
		default:
			t.widths[c] = missing
		}
	}
}

// signTexts returns the texts of all bytes in a symbol font.
func signTexts(signs *symbol.Table) (t [256]string) {
	for c := ' '; c <= 0xFF; c++ {
		t[c] = signs.Text(c)
	}
	return t
}

// native returns the encoding of a predefined CMap by name, or nil if it is not
// known.
func native(of string) encoding.Encoding {
	switch {
	case strings.HasPrefix(of, "GB"):
		return simplifiedchinese.GBK
	case strings.HasPrefix(of, "B5"), strings.HasPrefix(of, "ETen"):
		return traditionalchinese.Big5
	case strings.HasPrefix(of, "90ms"), strings.HasPrefix(of, "90pv"), strings.HasPrefix(of, "83pv"):
		return japanese.ShiftJIS
	case strings.HasPrefix(of, "EUC-"):
		return japanese.EUCJP
	case strings.HasPrefix(of, "KSC"):
		return korean.EUCKR
	}
	return nil
}

func (f *File) composite(t *font, d dict) {
	called := string(f.name(d["Encoding"]))
	if s := f.stream(d["Encoding"]); s != nil {
		t.codes = f.cmapOf(s)
		called = string(f.name(s.dict["CMapName"]))
	} else if !strings.HasPrefix(called, "Identity") {
		t.native = native(called)
		t.utf16 = strings.Contains(called, "UCS2") || strings.Contains(called, "UTF16")
	}
	t.vertical = strings.HasSuffix(called, "-V")
	below := f.array(d["DescendantFonts"])
	if len(below) == 0 {
		t.usual = 1
		return
	}
	cid := f.dict(below[0])
	t.usual = 1
	if cid["DW"] != nil {
		t.usual = f.number(cid["DW"]) / 1000
	}
	t.glyphs = map[int]float64{}
	list := f.array(cid["W"])
	for i := 0; i+1 < len(list) && len(t.glyphs) < 1<<16; {
		first := f.integer(list[i])
		if each := f.array(list[i+1]); each != nil {
			for j, w := range each {
				t.glyphs[first+j] = f.number(w) / 1000
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			break
		}
		w := f.number(list[i+2]) / 1000
		for n := first; n <= min(f.integer(list[i+1]), first+1<<16); n++ {
			t.glyphs[n] = w
		}
		i += 3
	}
	if f.mapped += len(t.glyphs); f.mapped > maxMapped {
		f.budget.left = -1
	}
}

// Widths from U+0020 on, in thousandths of the font size, of two faces that every
// PDF reader must supply. Files may omit them.
var (
	helvetica = []int16{278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584}
	times     = []int16{250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541}
)

// guessWidth returns the likely width of a letter in a face without widths,
// relative to the font size.
func guessWidth(base, text string) float64 {
	if strings.Contains(base, "courier") || strings.Contains(base, "mono") {
		return 0.6
	}
	table := helvetica
	if strings.Contains(base, "times") || strings.Contains(base, "roman") || strings.Contains(base, "serif") && !strings.Contains(base, "sans") {
		table = times
	}
	r, _ := utf8.DecodeRuneInString(norm.NFD.String(text)) // an accent adds no width
	switch {
	case r >= ' ' && int(r-' ') < len(table):
		return float64(table[r-' ']) / 1000
	case unicode.IsLetter(r):
		return 0.55
	}
	return 0.5
}

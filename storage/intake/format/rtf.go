package format

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"assay.app/assay/model"
)

// RTF is text with control words: \par ends a paragraph, braces hold groups
// whose settings end with them, \'e9 is a byte in the encoding of the font,
// \u8211 a UTF-16 unit with a stand-in after it. No Go library reads it; what
// is needed here is which groups hold text, and the encodings.

// rtfPassed are groups that hold no text of the document.
var rtfPassed = set(`fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf annotation listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl fldinst template bkmkstart bkmkend filetbl pgptbl nonshppict shprslt`)

// rtfMarks are control words that stand for characters.
var rtfMarks = map[string]string{
	"tab": " ", "line": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "cell": " ", "nestcell": " ",
}

// rtfRun is how much text is decoded at once, in bytes or UTF-16 units, and
// rtfFonts how many fonts have a code page of their own.
const (
	rtfRun   = 4 << 10
	rtfFonts = 1 << 14
)

// rtfState is what a group sets.
type rtfState struct {
	passed bool // no text of the document
	note   bool // of a footnote
	shape  bool // in a drawn thing, which may hold text
	box    bool // the text in it
	hidden bool // by \v, or deleted
	skip   int  // stand-ins after a \u
	font   int
}

// rtf reads one document.
type rtf struct {
	raw     []byte
	at      int
	state   rtfState
	stack   []rtfState
	out     paragraphs
	notes   paragraphs  // footnotes; they come last
	boxes   paragraphs  // what is in text boxes of the paragraph that is open
	bytes   []byte      // in the encoding of the font, not decoded yet
	units   []uint16    // UTF-16, not decoded yet
	pending int         // stand-ins to be left out
	page    int         // \ansicpg
	font    int         // \deff
	pages   map[int]int // the fonts' code pages
	inFonts bool        // in the font table
	fonts   int         // how deep its group lies
}

func readRTF(in Input, _ Options) ([]Text, string, error) {
	r := &rtf{raw: in.Raw, page: 1252, pages: map[int]int{}, state: rtfState{skip: 1}}
	for r.at < len(r.raw) {
		if err := r.step(); err != nil {
			return nil, "", err
		}
		if r.out.size()+r.notes.size()+r.boxes.size() > maxText {
			return nil, "", errTooLong
		}
		if len(r.stack) == 0 && r.at > 1 {
			break // what follows the last brace is no part of it
		}
	}
	r.flush()
	r.out.end()
	r.out.take(&r.boxes)
	r.out.take(&r.notes)
	encoding := "windows-" + strconv.Itoa(r.page)
	if r.page == utf8Page {
		encoding = "utf-8"
	}
	return []Text{{Text: r.out.text()}}, encoding, nil
}

func (r *rtf) step() error {
	c := r.raw[r.at]
	r.at++
	switch c {
	case '{':
		if len(r.stack) >= maxDepth {
			return fmt.Errorf("%w: its groups lie absurdly deep in one another", model.ErrDamaged)
		}
		r.flush()
		r.stack, r.pending = append(r.stack, r.state), 0
	case '}':
		r.flush()
		if n := len(r.stack); n > 0 {
			if r.state.note && !r.stack[n-1].note {
				r.notes.end()
			}
			if r.state.box && !r.stack[n-1].box {
				r.boxes.end()
			}
			r.state, r.stack = r.stack[n-1], r.stack[:n-1]
			if r.inFonts && n <= r.fonts {
				r.inFonts = false
			}
		}
		r.pending = 0
	case '\\':
		r.control()
	case '\r', '\n':
	default:
		r.char(c)
	}
	return nil
}

// char takes a byte of text.
func (r *rtf) char(c byte) {
	if r.pending > 0 {
		r.pending--
		return
	}
	if r.state.passed || r.state.hidden {
		return
	}
	r.flushUnits()
	r.bytes = append(r.bytes, c)
	if c <= ' ' && len(r.bytes) >= rtfRun || len(r.bytes) >= maxToken { // no character ends in a space
		r.flushBytes()
	}
}

// put takes text that needs no decoding.
func (r *rtf) put(s string) {
	if r.pending > 0 {
		r.pending--
		return
	}
	if !r.state.passed && !r.state.hidden {
		r.flush()
		r.target().write(s)
	}
}

// target is where the text goes.
func (r *rtf) target() *paragraphs {
	switch {
	case r.state.note:
		return &r.notes
	case r.state.box:
		return &r.boxes
	}
	return &r.out
}

// control takes a control word or symbol, after its back stroke.
func (r *rtf) control() {
	if r.at >= len(r.raw) {
		return
	}
	c := r.raw[r.at]
	if c|0x20 >= 'a' && c|0x20 <= 'z' {
		r.word()
		return
	}
	r.at++
	switch c {
	case '\'':
		if r.at+2 <= len(r.raw) {
			if b, err := strconv.ParseUint(string(r.raw[r.at:r.at+2]), 16, 8); err == nil {
				r.at += 2
				r.char(byte(b))
			}
		}
	case '*':
		r.state.passed = true
	case '~':
		r.put("\u00A0")
	case '_':
		r.put("\u2011")
	case '-':
	case '\r', '\n':
		r.paragraph()
	default:
		r.char(c)
	}
}

func (r *rtf) paragraph() {
	r.flush()
	if r.state.passed {
		return
	}
	to := r.target()
	to.end()
	if to == &r.out {
		to.take(&r.boxes)
	}
}

// word takes a control word: letters, a number, one space.
func (r *rtf) word() {
	from := r.at
	for r.at < len(r.raw) && r.raw[r.at]|0x20 >= 'a' && r.raw[r.at]|0x20 <= 'z' {
		r.at++
	}
	name, digits := string(r.raw[from:r.at]), r.at
	if r.at < len(r.raw) && r.raw[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.raw) && r.raw[r.at] >= '0' && r.raw[r.at] <= '9' {
		r.at++
	}
	value, given := number(string(r.raw[digits:r.at]), 0), r.at > digits
	if r.at < len(r.raw) && r.raw[r.at] == ' ' {
		r.at++
	}
	r.apply(name, value, given)
}

func (r *rtf) apply(name string, value int, given bool) {
	switch name {
	case "par", "sect", "page", "row", "column", "nestrow":
		r.paragraph()
	case "u":
		r.unit(value)
	case "uc":
		r.state.skip = max(0, min(value, 8))
	case "bin":
		r.at += max(0, min(value, len(r.raw)-r.at))
	case "ansicpg":
		r.page = value
	case "deff":
		r.font, r.state.font = value, value
	case "plain":
		r.flush()
		r.state.hidden, r.state.font = false, r.font
	case "shp":
		r.state.shape = r.state.shape || !r.state.passed
	case "shptxt":
		r.flush()
		r.state.box, r.state.passed = true, !r.state.shape
	case "v", "deleted":
		r.flush()
		r.state.hidden = value != 0 || !given
	case "f":
		r.flush()
		r.state.font = value
	case "fcharset":
		if r.inFonts && len(r.pages) < rtfFonts {
			r.pages[r.state.font] = charsetPages[value]
		}
	case "footnote":
		r.flush()
		r.state.note, r.state.passed = true, len(r.stack) > 0 && r.stack[len(r.stack)-1].passed
	case "fonttbl":
		r.inFonts, r.fonts = true, len(r.stack)
		r.state.passed = true
	default:
		if mark, ok := rtfMarks[name]; ok {
			r.put(mark)
		}
		if rtfPassed[name] {
			r.flush()
			r.state.passed = true
		}
	}
}

// unit takes a UTF-16 unit, which is written as a signed number.
func (r *rtf) unit(value int) {
	if !r.state.passed && !r.state.hidden {
		r.flushBytes()
		r.units = append(r.units, uint16(value))
		if len(r.units) >= rtfRun && !utf16.IsSurrogate(rune(uint16(value))) {
			r.flushUnits()
		}
	}
	r.pending = r.state.skip
}

func (r *rtf) flush() {
	r.flushBytes()
	r.flushUnits()
}

func (r *rtf) flushUnits() {
	if len(r.units) > 0 {
		r.target().write(string(utf16.Decode(r.units)))
		r.units = r.units[:0]
	}
}

// charsetPages are the code pages of the numbers that fonts give. Those that
// are left out mean that of the document.
var charsetPages = map[int]int{
	128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

// utf8Page is the number of UTF-8 as a code page.
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
	r.target().write(string(text))
	r.bytes = r.bytes[:0]
}

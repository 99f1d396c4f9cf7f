package office

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf16"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/symbol"
)

// RTF is text with control words: \par ends a paragraph, braces enclose groups,
// which limit the effect of settings, \'e9 is a byte in the encoding of the font,
// and \u8211 is a UTF-16 unit with a substitute after it.

// rtfPassed are groups that hold no text of the document.
var rtfPassed = article.WordSet(`fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf annotation listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl template bkmkstart bkmkend filetbl pgptbl nonshppict shprslt`)

// rtfMarks are the texts of control words for characters and white space.
var rtfMarks = map[string]string{
	"tab": " ", "line": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "cell": " ", "nestcell": " ",
}

// rtfRun is about how much text is collected before it is decoded, in bytes or
// UTF-16 units. rtfFonts is the maximum number of fonts with a code page, and of
// symbol fonts.
const (
	rtfRun   = 4 << 10
	rtfFonts = 1 << 14
)

// rtfState holds the settings of a group.
type rtfState struct {
	passed bool // not text of the document
	note   bool // a footnote
	shape  bool // a drawing, which may hold text
	box    bool // the text in a drawing
	hidden bool // hidden by \v or \deleted
	upr    bool // the older of two versions of a text; the newer one follows in \ud
	inst   bool // the instruction of a field
	shown  bool // the instruction of the field shows a text, so its result is skipped
	skip   int  // number of substitutes after a \u
	font   int
}

type rtf struct {
	raw     []byte
	at      int
	state   rtfState
	stack   []rtfState
	out     article.Paragraphs
	notes   article.Paragraphs // footnotes; they come last
	boxes   article.Paragraphs // text boxes of the open paragraph
	inst    article.Paragraphs // the instruction of the open field
	bytes   []byte             // in the encoding of the font, not yet decoded
	units   []uint16           // UTF-16, not yet decoded
	pending int                // number of substitutes to skip
	page    int                // code page of the document, from \ansicpg
	font    int                // default font, from \deff
	pages   map[int]int        // code pages of the fonts
	signs   map[int]*symbol.Table
	name    []byte // of the font being read
	inFonts bool   // in the font table
	fonts   int    // depth of the font table's group
	ud      int    // byte offset of the next \ud, once searched; the size of the file if there is none
}

func ReadRTF(in article.Input, _ article.Options) ([]article.Text, string, error) {
	r := &rtf{raw: in.Raw, page: 1252, pages: map[int]int{}, signs: map[int]*symbol.Table{}, state: rtfState{skip: 1}}
	for r.at < len(r.raw) {
		if err := r.step(); err != nil {
			return nil, "", err
		}
		if r.out.Size()+r.notes.Size()+r.boxes.Size()+r.inst.Size() > article.MaxText {
			return nil, "", article.ErrTooLong
		}
		if len(r.stack) == 0 && r.at > 1 {
			break // text after the last brace does not count
		}
	}
	r.flush()
	r.out.End()
	r.out.Take(&r.boxes)
	r.out.Take(&r.notes)
	encoding := "windows-" + strconv.Itoa(r.page)
	if r.page == utf8Page {
		encoding = "utf-8"
	}
	return []article.Text{{Text: r.out.Text()}}, encoding, nil
}

func (r *rtf) step() error {
	c := r.raw[r.at]
	r.at++
	switch c {
	case '{':
		if len(r.stack) >= maxDepth {
			return fmt.Errorf("%w: its groups are nested too deeply", model.ErrDamaged)
		}
		r.flush()
		r.stack, r.pending = append(r.stack, r.state), 0
	case '}':
		r.close()
	case '\\':
		r.control()
	case '\r', '\n':
	default:
		r.char(c)
	}
	return nil
}

func (r *rtf) close() {
	r.flush()
	r.pending = 0
	n := len(r.stack)
	if n == 0 {
		return
	}
	was := r.state
	r.state, r.stack = r.stack[n-1], r.stack[:n-1]
	if was.note && !r.state.note {
		r.notes.End()
	}
	if was.box && !r.state.box {
		r.boxes.End()
	}
	if was.inst && !r.state.inst {
		r.instructed()
	}
	if r.inFonts && n <= r.fonts {
		r.inFonts = false
	}
}

// instructed writes the text that the instruction of a field shows, if any.
func (r *rtf) instructed() {
	if s := shownByField(r.inst.Text()); s != "" && !r.state.passed && !r.state.hidden {
		r.target().Write(s)
		r.state.shown = true
	}
}

func (r *rtf) char(c byte) {
	if r.pending > 0 {
		r.pending--
		return
	}
	if r.inFonts {
		r.fontName(c)
	}
	if r.state.passed || r.state.hidden {
		return
	}
	r.flushUnits()
	r.bytes = append(r.bytes, c)
	if c <= ' ' && len(r.bytes) >= rtfRun || len(r.bytes) >= maxToken { // a byte up to the space is never part of a longer character, so none is split there
		r.flushBytes()
	}
}

// put writes text that needs no decoding.
func (r *rtf) put(s string) {
	if r.pending > 0 {
		r.pending--
		return
	}
	if !r.state.passed && !r.state.hidden {
		r.flush()
		r.target().Write(s)
	}
}

// target returns the paragraphs to which text is written.
func (r *rtf) target() *article.Paragraphs {
	switch {
	case r.state.inst:
		return &r.inst
	case r.state.note:
		return &r.notes
	case r.state.box:
		return &r.boxes
	}
	return &r.out
}

// control reads a control word or symbol after its backslash.
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
	if r.state.passed || r.state.inst {
		return
	}
	to := r.target()
	to.End()
	if to == &r.out {
		to.Take(&r.boxes)
	}
}

// word reads and applies a control word: letters, an optional number, an optional
// space.
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
		r.state.note, r.state.passed = true, r.passedAround()
	case "upr":
		r.flush()
		r.state.upr = !r.state.passed && r.udFollows()
		r.state.passed = r.state.passed || r.state.upr
	case "ud":
		r.flush()
		r.state.passed, r.state.upr = r.state.passed && !r.state.upr, false
	case "fldinst":
		r.flush()
		r.state.passed = r.passedAround() || r.state.inst
		r.state.inst = !r.state.passed
	case "fldrslt":
		r.state.passed = r.state.passed || r.state.shown
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

// passedAround reports whether the enclosing group is skipped.
func (r *rtf) passedAround() bool {
	return len(r.stack) > 0 && r.stack[len(r.stack)-1].passed
}

// udFollows reports whether a \ud follows. Without one, an \upr holds the only
// version of the text. Each byte of the file is searched at most once.
func (r *rtf) udFollows() bool {
	if r.ud < r.at {
		r.ud = len(r.raw)
		if i := bytes.Index(r.raw[r.at:], []byte(`\ud`)); i >= 0 {
			r.ud = r.at + i
		}
	}
	return r.ud < len(r.raw)
}

// unit handles a UTF-16 unit, which is written as a signed number.
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

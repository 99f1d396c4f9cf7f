package mail

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/office"
)

// Messages sent as Outlook rich text
//
// Outlook can send a message as a file winmail.dat in the format TNEF
// ([MS-OXTNEF]): a signature, then a sequence of attributes, each with a level (the
// message or an attached file), an id, its length, its bytes and a checksum. Some
// attributes are lists of MAPI properties. The text of the message is an attribute,
// or a property in plain text, HTML or compressed RTF.

var tnefSignature = []byte("\x78\x9F\x3E\x22")

// IsTNEF reports whether a file begins with the signature of TNEF.
func IsTNEF(raw []byte) bool { return bytes.HasPrefix(raw, tnefSignature) }

// Ids of attributes (tnef) and of properties (mapi), types of properties, and
// limits. A name follows each property id from mapiNamed on.
const (
	tnefSubject     = 0x8004
	tnefBody        = 0x800C
	tnefFile        = 0x800F
	tnefFileTitle   = 0x8010
	tnefFileBegins  = 0x9002
	tnefProps       = 0x9003
	tnefFileProps   = 0x9005
	tnefCodePage    = 0x9007
	mapiSubject     = 0x0037
	mapiBody        = 0x1000
	mapiRTF         = 0x1009
	mapiHTML        = 0x1013
	mapiFileName    = 0x3704
	mapiLongName    = 0x3707
	mapiCodePage    = 0x3FDE
	maxTNEFFiles    = maxParts
	maxMAPIProps    = 1 << 16
	mapiNamed       = 0x8000
	mapiMany        = 0x1000
	mapiUnicode     = 0x1F
	mapiFileContent = 0x3701
)

type tnefMail struct {
	subject, plain string
	html, rtf      []byte
	codePage       string // of text that is not Unicode
	files          []attachment

	blocks []article.Text // separate articles in the text
	left   error          // error that names the blocks left out
}

// TNEF reads the text of a message in TNEF, and the articles in its attachments.
func (r Reader) TNEF(in article.Input, opts article.Options) ([]article.Text, string, error) {
	m := parseTNEF(in.Raw)
	c := &mailbag{formats: r.Formats, attached: m.files}
	t, err := m.text(opts)
	if err != nil {
		return nil, "", err
	}
	var texts []article.Text
	if t.Text != "" {
		t.Text = article.WithTitle(m.subject, t.Text)
		t.Metadata = model.Metadata{Title: m.subject}
		texts = append(texts, t)
	}
	texts = append(texts, m.blocks...)
	attached, left := c.attachments(opts, 0)
	left = errors.Join(m.left, left)
	if texts = append(texts, attached...); len(texts) == 0 && left == nil {
		left = errRichText
	}
	return texts, "", left
}

// errRichText is the error for a message in rich text whose text cannot be read.
var errRichText = fmt.Errorf("%w: the mail was sent as Outlook rich text (winmail.dat), and no text was found in it; have the mail sent again as HTML or plain text", model.ErrDamaged)

// errTwice is the reason for leaving out the text of a winmail.dat if the message
// has another version of it.
var errTwice = fmt.Errorf("%w: it repeats the mail as Outlook rich text; only the other version was imported", model.ErrBinary)

// openRichText replaces each winmail.dat among the attachments with the files in
// it. If the message has no text itself, openRichText returns the text of the first
// winmail.dat that has one.
func (c *mailbag) openRichText(opts article.Options) (t article.Text, err error) {
	var all []attachment
	for _, a := range c.attached {
		if !IsTNEF(a.raw) {
			all = append(all, a)
			continue
		}
		m := parseTNEF(a.raw)
		all = append(all, m.files...)
		if c.hasText() || t.Text != "" {
			a.refused = errTwice
			all = append(all, a)
			continue
		}
		if t, err = m.text(opts); err != nil {
			return t, err
		}
		c.blocks, c.left = m.blocks, m.left
		if t.Text == "" && len(m.files) == 0 {
			a.refused = errRichText
			all = append(all, a)
		}
	}
	c.attached = all
	return t, nil
}

// text returns the text of a message, or "" if none can be read.
func (m *tnefMail) text(opts article.Options) (t article.Text, err error) {
	if strings.TrimSpace(m.plain) != "" {
		c := &mailbag{plain: []plainPart{{text: m.plain}}}
		return c.choose(opts)
	}
	if len(m.html) > 0 {
		page, _, err := decodeAs(m.html, m.codePage, opts)
		if err != nil {
			return t, err
		}
		texts, err := mailPage(page, false, opts)
		if len(texts) == 0 {
			return t, err
		}
		if texts[0].Text != "" {
			m.blocks, m.left = texts[1:], err
			return article.Text{Text: texts[0].Text}, nil
		}
	}
	if len(m.rtf) > 0 {
		err = opts.Within(maxRTF(m.rtf), func() error {
			texts, _, err := office.ReadRTF(article.Input{Raw: uncompressedRTF(m.rtf)}, opts)
			if err == nil && len(texts) > 0 {
				t = article.Text{Text: texts[0].Text}
			}
			return err
		})
	}
	return t, err
}

// parseTNEF reads the attributes of a message up to the first that is cut off.
func parseTNEF(raw []byte) *tnefMail {
	m := &tnefMail{codePage: "windows-1252"}
	r := tnefReader{raw[min(len(raw), len(tnefSignature)+2):]}
	body := []byte(nil)
	for len(r.rest) > 0 {
		r.bytes(1) // the level, which the ids imply
		id := int(r.number() & 0xFFFF)
		data, ok := r.bytes(int(r.number()))
		if !ok {
			break
		}
		r.bytes(2) // a checksum
		switch id {
		case tnefSubject:
			m.subject = cmp.Or(m.subject, m.decode(data))
		case tnefBody:
			body = data
		case tnefCodePage:
			if len(data) >= 4 {
				m.codePage = codePageName(int(binary.LittleEndian.Uint32(data)))
			}
		case tnefProps:
			m.properties(data, nil)
		case tnefFileBegins:
			if len(m.files) < maxTNEFFiles {
				m.files = append(m.files, attachment{kind: "application/octet-stream"})
			}
		case tnefFile, tnefFileTitle, tnefFileProps:
			if len(m.files) > 0 {
				m.file(&m.files[len(m.files)-1], id, data)
			}
		}
	}
	m.plain = cmp.Or(m.plain, m.decode(body))
	kept := m.files[:0]
	for _, f := range m.files {
		if len(f.raw) > 0 && !isDecoration(f.kind, f.name) {
			kept = append(kept, f)
		}
	}
	m.files = kept
	return m
}

// file reads an attribute of an attached file.
func (m *tnefMail) file(f *attachment, id int, data []byte) {
	switch id {
	case tnefFile:
		f.raw = data
	case tnefFileTitle:
		f.name = cmp.Or(f.name, path.Base(strings.ReplaceAll(m.decode(data), `\`, "/")))
	case tnefFileProps:
		m.properties(data, f)
	}
}

// decode decodes text in the code page of the message. It removes zero bytes at the
// end.
func (m *tnefMail) decode(raw []byte) string {
	raw = bytes.TrimRight(raw, "\x00")
	if len(raw) == 0 {
		return ""
	}
	text, _, _ := decodeAs(raw, m.codePage, article.Options{})
	return text
}

// properties reads MAPI properties of the message, or of an attached file.
func (m *tnefMail) properties(raw []byte, f *attachment) {
	r := tnefReader{raw}
	for n := min(r.number(), maxMAPIProps); n > 0 && len(r.rest) > 0; n-- {
		tag := r.number()
		kind, id := tag&0xFFFF, tag>>16
		if id >= mapiNamed {
			r.bytes(16)
			if r.number() == 0 {
				r.number()
			} else {
				r.padded(int(r.number()))
			}
		}
		value, ok := r.value(kind)
		if !ok {
			return
		}
		m.property(id, kind, value, f)
	}
}

func (m *tnefMail) property(id, kind uint32, value []byte, f *attachment) {
	text := func() string {
		if kind&0xFFF == mapiUnicode {
			s, _, _ := decodeAs(value, "utf-16le", article.Options{})
			return strings.TrimRight(s, "\x00")
		}
		return m.decode(value)
	}
	switch {
	case f != nil:
		switch id {
		case mapiLongName:
			f.name = path.Base(strings.ReplaceAll(text(), `\`, "/"))
		case mapiFileName:
			f.name = cmp.Or(f.name, text())
		case mapiFileContent:
			if len(f.raw) == 0 {
				f.raw = value
			}
		}
	case id == mapiSubject:
		m.subject = article.Plain(text())
	case id == mapiBody:
		m.plain = text()
	case id == mapiHTML:
		m.html = value
	case id == mapiRTF:
		m.rtf = value
	case id == mapiCodePage && len(value) >= 4:
		m.codePage = codePageName(int(binary.LittleEndian.Uint32(value)))
	}
}

// codePageName returns the name of the encoding of a Windows code page, or
// windows-1252 if it is unknown.
func codePageName(n int) string {
	switch {
	case n == 65001:
		return "utf-8"
	case n >= 1250 && n <= 1258:
		return "windows-" + strconv.Itoa(n)
	case n > 28590 && n < 28606:
		return "iso-8859-" + strconv.Itoa(n-28590)
	}
	return cmp.Or(map[int]string{
		866: "ibm866", 874: "windows-874", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5",
		20866: "koi8-r", 21866: "koi8-u", 50220: "iso-2022-jp", 50221: "iso-2022-jp", 51932: "euc-jp", 54936: "gb18030",
	}[n], "windows-1252")
}

// tnefReader reads numbers and bytes from the front of a slice. A number past its
// end is zero.
type tnefReader struct{ rest []byte }

func (r *tnefReader) bytes(n int) (b []byte, ok bool) {
	if n < 0 || n > len(r.rest) {
		b, r.rest = r.rest, nil
		return b, false
	}
	b, r.rest = r.rest[:n], r.rest[n:]
	return b, true
}

// padded reads n bytes and skips their padding to a multiple of four.
func (r *tnefReader) padded(n int) (b []byte, ok bool) {
	b, ok = r.bytes(n)
	r.bytes(min(-n&3, len(r.rest)))
	return b, ok
}

func (r *tnefReader) number() uint32 {
	b, ok := r.bytes(4)
	if !ok {
		return 0
	}
	return binary.LittleEndian.Uint32(b)
}

// value reads the value of a property, the last if there are several.
func (r *tnefReader) value(kind uint32) (value []byte, ok bool) {
	many, size := uint32(1), 4
	switch kind &^ mapiMany {
	case 0x0D, 0x1E, mapiUnicode, 0x102:
		many, size = r.number(), -1
	case 5, 6, 7, 0x14, 0x40:
		size = 8
	case 0x48:
		size = 16
	}
	if kind&mapiMany != 0 && size > 0 {
		many = r.number()
	}
	ok = true
	for ; many > 0 && ok && len(r.rest) > 0; many-- {
		n := size
		if n < 0 {
			n = int(r.number())
		}
		value, ok = r.padded(n)
	}
	return value, ok
}

package coding_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
)

// inUTF16 encodes text in UTF-16, after a prefix.
func inUTF16(prefix, text string, order binary.AppendByteOrder) []byte {
	raw := []byte(prefix)
	for _, u := range utf16.Encode([]rune(text)) {
		raw = order.AppendUint16(raw, u)
	}
	return raw
}

func TestDecodeRecognisesEncodings(t *testing.T) {
	const english = "The gates – “all nine” – stood open.\r\nNobody knew why.\n"
	const ukrainian = "Міст не розвели вчасно. Ніхто не постраждав, сказав речник порту.\n"
	for name, c := range map[string]struct {
		raw            []byte
		text, encoding string
	}{
		"utf-8":                      {[]byte(english), english, coding.UTF8},
		"utf-8 with a mark":          {[]byte("\xEF\xBB\xBF" + english), english, coding.UTF8BOM},
		"utf-16 little, marked":      {inUTF16("\xFF\xFE", english, binary.LittleEndian), english, coding.UTF16LEBOM},
		"utf-16 big, marked":         {inUTF16("\xFE\xFF", english, binary.BigEndian), english, coding.UTF16BEBOM},
		"utf-16 little":              {inUTF16("", english, binary.LittleEndian), english, coding.UTF16LE},
		"utf-16 big":                 {inUTF16("", english, binary.BigEndian), english, coding.UTF16BE},
		"utf-16 little, Ukrainian":   {inUTF16("", ukrainian, binary.LittleEndian), ukrainian, coding.UTF16LE},
		"utf-16 big, Ukrainian":      {inUTF16("", ukrainian, binary.BigEndian), ukrainian, coding.UTF16BE},
		"utf-16 with a pair":         {inUTF16("", "It rose \U0001F30A over the sill.", binary.LittleEndian), "It rose \U0001F30A over the sill.", coding.UTF16LE},
		"windows-1252":               {[]byte("The caf\xe9 \x96 \x93closed\x94."), "The café – “closed”.", coding.Windows1252},
		"windows-1252, undefined":    {[]byte("The caf\xe9 \x81\x8d closed. It will open."), "The café \u0081\u008d closed. It will open.", coding.Windows1252},
		"a stray control character":  {[]byte("The gates stood open.\x03"), "The gates stood open.\x03", coding.UTF8},
		"a mark in front of another": {[]byte("\xEF\xBB\xBF\xEF\xBB\xBFOpen."), "\uFEFFOpen.", coding.UTF8BOM},
		"only carriage returns":      {[]byte("One.\rTwo.\r"), "One.\rTwo.\r", coding.UTF8},
	} {
		text, encoding, err := coding.Decode(c.raw)
		if err != nil || text != c.text || encoding != c.encoding {
			t.Errorf("%s: %q, %q, %v; want %q, %q", name, text, encoding, err, c.text, c.encoding)
			continue
		}
		back, err := coding.Encode(text, encoding)
		if err != nil || !bytes.Equal(back, c.raw) {
			t.Errorf("%s: encoded to %q, %v; want %q", name, back, err, c.raw)
		}
	}
}

func TestDecodeRefusesWhatIsNotText(t *testing.T) {
	noise := make([]byte, 4096)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	for name, c := range map[string]struct {
		raw  string
		want error
		says string
	}{
		"nothing":             {"", model.ErrEmptyFile, ""},
		"white space":         {" \r\n\t\u00a0\u2028", model.ErrEmptyFile, "white space"},
		"a mark alone":        {"\xEF\xBB\xBF", model.ErrEmptyFile, ""},
		"a utf-16 mark alone": {"\xFF\xFE", model.ErrEmptyFile, ""},
		"zero-width spaces":   {"\u200b\ufeff\u200b", model.ErrEmptyFile, ""},
		"a NUL":               {"The gates\x00 stood open.", model.ErrBinary, "not text"},
		"a control character": {"\x01", model.ErrBinary, ""},
		"control characters":  {"\x01\x02\x03\x04\x05 ok", model.ErrBinary, ""},
		"noise":               {string(noise), model.ErrBinary, ""},
		"a PDF":               {"%PDF-1.7\n1 0 obj\n", model.ErrBinary, "PDF"},
		"an RTF":              {`{\rtf1\ansi The gates}`, model.ErrBinary, "RTF"},
		"a DOCX":              {"PK\x03\x04\x14\x00\x00\x00word/document.xml", model.ErrBinary, "Word"},
		"a ZIP":               {"PK\x03\x04\x14\x00\x00\x00notes.txt", model.ErrBinary, "ZIP"},
		"a PNG":               {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", model.ErrBinary, "PNG"},
		"a JPEG":              {"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00", model.ErrBinary, "JPEG"},
		"a gzip":              {"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", model.ErrBinary, "gzip"},
		"an SQLite database":  {"SQLite format 3\x00\x10\x00", model.ErrBinary, "SQLite"},
		"a program":           {"\x7fELF\x02\x01\x01\x00\x00\x00", model.ErrBinary, "program"},
		"UTF-32":              {"\xFF\xFE\x00\x00T\x00\x00\x00h\x00\x00\x00", model.ErrBinary, "UTF-32"},
		"a project":           {"\x00\x00\x00\x00\x00\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\xED\xDA\x0C\xED", model.ErrBinary, "open it"},
		"half a pair":         {"\xFF\xFEA\x00\x00\xD8", model.ErrDamaged, "byte 4"},
		"an odd byte":         {"\xFF\xFEA\x00B", model.ErrDamaged, "byte 4"},
		"marked, not UTF-8":   {"\xEF\xBB\xBFcaf\xe9 closed", model.ErrDamaged, "byte 6"},
		"UTF-8 cut off":       {"Міст не розвели вчасно.\xd0", model.ErrDamaged, "byte 42"},
	} {
		text, _, err := coding.Decode([]byte(c.raw))
		if !errors.Is(err, c.want) || text != "" {
			t.Errorf("%s: %q, %v; want %v", name, text, err, c.want)
		} else if !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %q does not say %q", name, err, c.says)
		}
	}
}

func TestWindows1252KeepsEveryByte(t *testing.T) {
	for b := 1; b < 256; b++ {
		// "\xe9 " makes the text invalid UTF-8, and the letters keep it from
		// looking binary.
		raw := []byte("caf\xe9 closed " + string([]byte{byte(b)}) + " until spring")
		text, encoding, err := coding.Decode(raw)
		if err != nil || encoding != coding.Windows1252 {
			t.Errorf("byte %#x: %q, %v", b, encoding, err)
			continue
		}
		if back, err := coding.Encode(text, encoding); err != nil || !bytes.Equal(back, raw) {
			t.Errorf("byte %#x: %q, %v", b, back, err)
		}
	}
}

func TestEncodeRefusesWhatItCannotHold(t *testing.T) {
	for _, c := range []struct{ text, encoding string }{
		{"Міст", coding.Windows1252}, {"open", "ebcdic"}, {"open", ""}, {"\xff", coding.UTF8}, {"\xff", coding.UTF16LE},
	} {
		if raw, err := coding.Encode(c.text, c.encoding); err == nil {
			t.Errorf("%q as %q: %q", c.text, c.encoding, raw)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		"", "The gates stood open.", "\xEF\xBB\xBFopen", "caf\xe9 \x81", "\xFF\xFEA\x00", "\xFE\xFF\x00A", "A\x00b\x00c\x00.\x00",
		"\x00A\x00b\x00c\x00.", "%PDF-1.7", "PK\x03\x04", "\xFF\xFE\x00\x00", "Міст\xd0", " \n", "a\x00", "\xFF\xFE\x3d\xd8\x0a\xde",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, encoding, err := coding.Decode(raw)
		if err != nil {
			if !errors.Is(err, model.ErrEmptyFile) && !errors.Is(err, model.ErrBinary) && !errors.Is(err, model.ErrDamaged) {
				t.Fatalf("an error without a name: %v", err)
			}
			return
		}
		if !utf8.ValidString(text) {
			t.Fatalf("%s: not UTF-8: %q", encoding, text)
		}
		back, err := coding.Encode(text, encoding)
		if err != nil || !bytes.Equal(back, raw) {
			t.Fatalf("%s: %q became %q, %v", encoding, raw, back, err)
		}
	})
}

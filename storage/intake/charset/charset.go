// Package charset detects the encoding of bytes that do not declare one.
package charset

import (
	"bytes"
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Windows1252 is the name of the single-byte encoding of Western European
// languages.
const Windows1252 = "windows-1252"

// ISO2022JP is the name of a seven-bit encoding of Japanese. It is never guessed,
// because its escape sequences identify it; see Shifts.
const ISO2022JP = "iso-2022-jp"

// Shifts reports whether raw contains an escape sequence with which ISO2022JP
// begins two-byte characters.
func Shifts(raw []byte) bool {
	return bytes.Contains(raw, []byte("\x1B$B")) || bytes.Contains(raw, []byte("\x1B$@"))
}

// page is a single-byte encoding. prior is the logarithm of how common it is
// compared with Windows-1252. An encoding in pages with prior 0 is never guessed.
type page struct {
	name  string
	is    *charmap.Charmap
	prior float32
}

var pages = []page{
	{"windows-1250", charmap.Windows1250, -2},
	{"windows-1251", charmap.Windows1251, -2},
	{"windows-1253", charmap.Windows1253, -3},
	{"windows-1254", charmap.Windows1254, -3},
	{"windows-1255", charmap.Windows1255, -3},
	{"windows-1256", charmap.Windows1256, -3},
	{"windows-1257", charmap.Windows1257, -4},
	{"windows-1258", charmap.Windows1258, -4},
	{"koi8-r", charmap.KOI8R, -3},
	{"koi8-u", charmap.KOI8U, -3.5},
	{"iso-8859-1", charmap.ISO8859_1, 0},
	{"iso-8859-2", charmap.ISO8859_2, -3},
	{"iso-8859-3", charmap.ISO8859_3, 0},
	{"iso-8859-4", charmap.ISO8859_4, 0},
	{"iso-8859-5", charmap.ISO8859_5, -4},
	{"iso-8859-6", charmap.ISO8859_6, -4},
	{"iso-8859-7", charmap.ISO8859_7, -4},
	{"iso-8859-8", charmap.ISO8859_8, -5},
	{"iso-8859-9", charmap.ISO8859_9, -5},
	{"iso-8859-10", charmap.ISO8859_10, 0},
	{"iso-8859-13", charmap.ISO8859_13, -6},
	{"iso-8859-14", charmap.ISO8859_14, 0},
	{"iso-8859-15", charmap.ISO8859_15, -5},
	{"iso-8859-16", charmap.ISO8859_16, -6},
	{"ibm437", charmap.CodePage437, -7},
	{"ibm850", charmap.CodePage850, -6},
	{"ibm852", charmap.CodePage852, -6},
	{"ibm866", charmap.CodePage866, -4},
	{"macintosh", charmap.Macintosh, -4},
}

// eastern is a multi-byte encoding. One with prior 0 is never guessed. Lead bytes
// up to commonTo begin the common characters.
type eastern struct {
	name     string
	is       encoding.Encoding
	commonTo byte
	ranks    map[rune]float32 // the logarithms of the frequencies of the commonest characters
	prior    float32
}

var easterns = []eastern{
	{"gb18030", simplifiedchinese.GB18030, 0xD7, simplified, -4},
	{"big5", traditionalchinese.Big5, 0xC6, traditional, -4},
	{"shift_jis", japanese.ShiftJIS, 0x97, japaneseRanks, -4},
	{"euc-jp", japanese.EUCJP, 0xCF, japaneseRanks, -5},
	{"euc-kr", korean.EUCKR, 0xC8, hangul, -4},
	{ISO2022JP, japanese.ISO2022JP, 0, nil, 0},
}

// Names returns the names of the known encodings except Windows-1252 and those of
// Unicode.
func Names() (names []string) {
	for _, p := range pages {
		names = append(names, p.name)
	}
	for _, e := range easterns {
		names = append(names, e.name)
	}
	return names
}

// Page returns the single-byte encoding with that name, or nil.
func Page(name string) *charmap.Charmap {
	if name == Windows1252 {
		return charmap.Windows1252
	}
	for _, p := range pages {
		if p.name == name {
			return p.is
		}
	}
	return nil
}

// Eastern returns the multi-byte encoding with that name, or nil.
func Eastern(name string) encoding.Encoding {
	for _, e := range easterns {
		if e.name == name {
			return e.is
		}
	}
	return nil
}

// Encode returns text in the multi-byte encoding with that name, which Eastern must
// know. Big5 has two codes for some characters: x/text writes those of its Hong
// Kong supplement, and Encode writes the common ones.
func Encode(text, name string) ([]byte, error) {
	encoder := Eastern(name).NewEncoder()
	if name != "big5" {
		return encoder.Bytes([]byte(text))
	}
	raw := make([]byte, 0, len(text))
	from := 0
	for i, r := range text {
		code, twice := commonBig5()[r]
		if !twice {
			continue
		}
		before, err := encoder.Bytes([]byte(text[from:i]))
		if err != nil {
			return nil, err
		}
		raw = append(append(raw, before...), code...)
		from = i + len(string(r))
	}
	rest, err := encoder.Bytes([]byte(text[from:]))
	return append(raw, rest...), err
}

// commonBig5 maps characters to their common codes where x/text writes another one.
var commonBig5 = sync.OnceValue(func() map[rune][]byte {
	codes := map[rune][]byte{}
	for lead := 0xA1; lead <= 0xF9; lead++ {
		for trail := 0x40; trail < 0xFF; trail++ {
			code := []byte{byte(lead), byte(trail)}
			text, err := traditionalchinese.Big5.NewDecoder().Bytes(code)
			if r := []rune(string(text)); err == nil && len(r) == 1 && r[0] != '\uFFFD' {
				if again, err := traditionalchinese.Big5.NewEncoder().Bytes(text); err == nil && !bytes.Equal(again, code) && codes[r[0]] == nil {
					codes[r[0]] = code
				}
			}
		}
	}
	return codes
})

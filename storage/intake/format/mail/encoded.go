package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// encodedWord matches an encoded word in the header of a message (RFC 2047). Some
// programs leave spaces in it.
var encodedWord = pattern.Compile(`=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=`)

// words decodes the encoded words in a header. It decodes consecutive words of one
// charset together, because some programs split a character between two words.
func words(s string) string {
	found := encodedWord.FindAllStringSubmatchIndex(s, -1)
	if found == nil {
		if strings.IndexByte(s, escape) >= 0 {
			s, _, _ = decodeAs([]byte(s), "", article.Options{})
		}
		return s
	}
	var b strings.Builder
	var open []byte // bytes of encoded words to decode together
	label, at := "", 0
	end := func() {
		if len(open) > 0 {
			text, _, _ := decodeAs(open, label, article.Options{})
			b.WriteString(text)
		}
		open = open[:0]
	}
	for _, m := range found {
		between, of := s[at:m[0]], s[m[2]:m[3]]
		apart := strings.TrimSpace(between) != ""
		if apart || !strings.EqualFold(of, label) {
			end()
		}
		if apart || at == 0 { // white space between two encoded words is dropped
			b.WriteString(between)
		}
		label, at = of, m[1]
		open = append(open, wordBytes(s[m[4]], s[m[6]:m[7]])...)
	}
	end()
	b.WriteString(s[at:])
	return b.String()
}

// wordBytes decodes the bytes of an encoded word.
func wordBytes(how byte, word string) []byte {
	if how|0x20 == 'b' {
		word = strings.TrimRight(strings.ReplaceAll(word, " ", ""), "=")
		raw, _ := base64.RawStdEncoding.DecodeString(word) // on an error, the bytes before the damage
		return raw
	}
	raw := make([]byte, 0, len(word))
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case c == '_':
			c = ' '
		case c == '=' && i+2 < len(word) && isHex(word[i+1]) && isHex(word[i+2]):
			c = unhex(word[i+1])<<4 | unhex(word[i+2])
			i += 2
		}
		raw = append(raw, c)
	}
	return raw
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// decodeAs decodes text in the encoding named by label. If the text has the escape
// sequences of an ISO-2022 encoding, it uses that encoding. If label is empty or
// us-ascii, it detects the encoding. If decoding fails, it treats the text as UTF-8
// and replaces invalid bytes. Any error wraps model.ErrTooLarge.
func decodeAs(raw []byte, label string, opts article.Options) (text, name string, err error) {
	if e, name := shifting(raw); e != nil {
		if text, err = markup.DecodeIn(raw, e); err == nil || errors.Is(err, model.ErrTooLarge) {
			return text, name, err
		}
	}
	if label == "" || strings.EqualFold(label, "us-ascii") {
		if text, name, err = markup.Decode(raw, opts.Guessing()); err == nil || errors.Is(err, model.ErrTooLarge) {
			return text, name, err
		}
	}
	if e, name := charset.Lookup(label); e != nil && e != encoding.Replacement {
		if text, err = markup.DecodeIn(raw, e); err == nil || errors.Is(err, model.ErrTooLarge) {
			return text, name, err
		}
	}
	return strings.ToValidUTF8(string(raw), "\uFFFD"), "utf-8", nil
}

const escape = 0x1B

// The escape sequences by which seven-bit text is recognised (RFC 1468, 1557 and
// 1922).
var (
	japaneseShifts = [][]byte{[]byte("\x1B$B"), []byte("\x1B$@"), []byte("\x1B(J"), []byte("\x1B(I"), []byte("\x1B$(D")}
	koreanShift    = []byte("\x1B$)C")
	chineseShift   = []byte("\x1B$)A")
)

// shifting returns the encoding of seven-bit text that has one of these escape
// sequences, and its name. It returns nil for other text.
func shifting(raw []byte) (e encoding.Encoding, name string) {
	if bytes.IndexByte(raw, escape) < 0 || bytes.ContainsFunc(raw, func(r rune) bool { return r >= 0x80 }) {
		return nil, ""
	}
	for _, s := range japaneseShifts {
		if bytes.Contains(raw, s) {
			return japanese.ISO2022JP, "iso-2022-jp"
		}
	}
	switch {
	case bytes.Contains(raw, koreanShift):
		return shiftedOut{korean.EUCKR, koreanShift}, "iso-2022-kr"
	case bytes.Contains(raw, chineseShift):
		return shiftedOut{simplifiedchinese.GBK, chineseShift}, "iso-2022-cn"
	}
	return nil, ""
}

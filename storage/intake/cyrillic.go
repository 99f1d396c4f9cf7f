package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Telling Cyrillic by its letters
//
// In Western Europe few letters of a text have an accent, in Cyrillic text
// nearly all are above 7F. And of the letters of Russian, Ukrainian or
// Bulgarian prose some seven in ten are о е а и н т с р в л к and і. Read in the wrong one of
// the Cyrillic encodings these become other letters, or capitals: KOI8 has small
// letters where Windows-1251 has capitals. So where most letters are above 7F
// and three in five of them are those in one encoding, it is that one.

const (
	cyrillicBytes  = 8 << 10 // what is looked at
	cyrillicLeast  = 24      // letters
	cyrillicCommon = "оеаинтсрвлкі"
)

// cyrillic names the Cyrillic encoding that raw, which is not UTF-8, is plainly
// written in, or "".
func cyrillic(raw []byte) string {
	raw = raw[:min(len(raw), cyrillicBytes)]
	high, latin := 0, 0
	for _, c := range raw {
		switch {
		case c >= utf8.RuneSelf:
			high++
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			latin++
		}
	}
	if high < cyrillicLeast || high < 2*latin {
		return ""
	}
	best, most := "", 0
	for _, name := range []string{"windows-1251", koi8Russian, "ibm866", "iso-8859-5"} {
		letters, common := 0, 0
		for _, c := range raw {
			if r := pageRune(c, pageOf(name)); c >= utf8.RuneSelf && unicode.Is(unicode.Cyrillic, r) {
				letters++
				if strings.ContainsRune(cyrillicCommon, r) {
					common++
				}
			}
		}
		// The rest are dashes, quotation marks and no-break spaces.
		if 5*common > 3*letters && 4*letters > 3*high && common > most {
			best, most = name, common
		}
	}
	if best == koi8Russian && slices.ContainsFunc(raw, func(c byte) bool { return strings.IndexByte(koi8Ukrainian, c) >= 0 }) {
		return "koi8-u"
	}
	return best
}

// KOI8-U has the letters of Ukrainian where KOI8-R has lines of tables.
const (
	koi8Russian   = "koi8-r"
	koi8Ukrainian = "\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD"
)

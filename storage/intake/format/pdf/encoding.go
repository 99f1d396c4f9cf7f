package pdf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// standard is the upper half of Adobe's standard encoding, from 0xA1 on. A space
// stands for an unassigned code.
const standard = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß"

// tableOf returns the texts of all bytes in an encoding, which is Adobe's standard
// encoding unless called names another.
func tableOf(called name) (t [256]string) {
	var table *charmap.Charmap
	switch called {
	case "WinAnsiEncoding":
		table = charmap.Windows1252
	case "MacRomanEncoding":
		table = charmap.Macintosh
	}
	for c := ' '; c < 0x7F; c++ {
		t[c] = string(c)
	}
	if table != nil {
		for c := 0x80; c < 0x100; c++ {
			if r := table.DecodeByte(byte(c)); r != utf8.RuneError && r >= 0xA0 {
				t[c] = string(r)
			}
		}
		return t
	}
	t['\''], t['`'] = "’", "‘"
	c := 0xA1
	for _, r := range standard {
		if r != ' ' {
			t[c] = string(r)
		}
		c++
	}
	return t
}

// named lists glyphs whose text cannot be derived from their Adobe name: the text,
// a space, the name.
const named = `  space   nbspace ! exclam " quotedbl # numbersign $ dollar % percent & ampersand ' quotesingle ( parenleft ) parenright * asterisk + plus , comma - hyphen - sfthyphen . period / slash : colon ; semicolon < less = equal > greater ? question @ at [ bracketleft \ backslash ] bracketright ^ asciicircum _ underscore ` + "` grave" + ` { braceleft | bar } braceright ~ asciitilde 0 zero 1 one 2 two 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine
¡ exclamdown ¢ cent £ sterling ¤ currency ¥ yen ¦ brokenbar § section ¨ dieresis © copyright ª ordfeminine « guillemotleft ¬ logicalnot ® registered ¯ macron ° degree ± plusminus ´ acute µ mu ¶ paragraph · periodcentered · middot ¸ cedilla º ordmasculine » guillemotright ¼ onequarter ½ onehalf ¾ threequarters ¿ questiondown × multiply ÷ divide
Æ AE æ ae Ø Oslash ø oslash Œ OE œ oe ß germandbls Ð Eth ð eth Þ Thorn þ thorn Ł Lslash ł lslash Đ Dcroat đ dcroat Đ Dslash đ dmacron ı dotlessi ŋ eng Ŋ Eng ĸ kgreenlandic ŀ ldot Ŀ Ldot ƒ florin
‘ quoteleft ’ quoteright ‚ quotesinglbase “ quotedblleft ” quotedblright „ quotedblbase ‹ guilsinglleft › guilsinglright – endash — emdash ‒ figuredash ― afii00208 … ellipsis • bullet † dagger ‡ daggerdbl ‰ perthousand ⁄ fraction − minus € Euro € euro ™ trademark № afii61352 ˆ circumflex ˜ tilde ˘ breve ˙ dotaccent ˚ ring ˝ hungarumlaut ˛ ogonek ˇ caron ﬁ fi ﬂ fl ﬀ ff ﬃ ffi ﬄ ffl ﬅ longst ∞ infinity ≠ notequal ≤ lessequal ≥ greaterequal ≈ approxequal ∂ partialdiff ∑ summation ∏ product ∫ integral √ radical ◊ lozenge ′ minute ″ second → arrowright ← arrowleft ↑ arrowup ↓ arrowdown ■ filledbox □ H22073 ● H18533
Ґ afii10050 Ђ afii10051 Ѓ afii10052 Є afii10053 Ѕ afii10054 І afii10055 Ї afii10056 Ј afii10057 Љ afii10058 Њ afii10059 Ћ afii10060 Ќ afii10061 Ў afii10062 Џ afii10145 ґ afii10098 ђ afii10099 ѓ afii10100 є afii10101 ѕ afii10102 і afii10103 ї afii10104 ј afii10105 љ afii10106 њ afii10107 ћ afii10108 ќ afii10109 ў afii10110 џ afii10193
Α Alpha Β Beta Γ Gamma Δ Delta Ε Epsilon Ζ Zeta Η Eta Θ Theta Ι Iota Κ Kappa Λ Lambda Μ Mu Ν Nu Ξ Xi Ο Omicron Π Pi Ρ Rho Σ Sigma Τ Tau Υ Upsilon Φ Phi Χ Chi Ψ Psi Ω Omega α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda ν nu ξ xi ο omicron π pi ρ rho ς sigma1 σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega`

// glyphs maps the names in named, and those of Cyrillic letters, to their texts.
var glyphs = func() map[string]string {
	m := map[string]string{}
	fields := strings.Split(strings.ReplaceAll(named, "\n", " "), " ")
	m["space"], m["nbspace"] = " ", " "
	for i := 0; i+1 < len(fields); {
		if utf8.RuneCountInString(fields[i]) != 1 {
			i++
			continue
		}
		m[fields[i+1]] = fields[i]
		i += 2
	}
	for i, r := range []rune("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ") {
		m["afii"+strconv.Itoa(10017+i)] = string(r)
	}
	for i, r := range []rune("абвгдеёжзийклмнопрстуфхцчшщъыьэюя") {
		m["afii"+strconv.Itoa(10065+i)] = string(r)
	}
	return m
}()

// accents are the suffixes in the names of accented letters.
var accents = []struct{ name, mark string }{
	{"grave", "\u0300"},
	{"acute", "\u0301"},
	{"circumflex", "\u0302"},
	{"tilde", "\u0303"},
	{"macron", "\u0304"},
	{"breve", "\u0306"},
	{"dotaccent", "\u0307"},
	{"dieresis", "\u0308"},
	{"tonos", "\u0301"},
	{"ring", "\u030A"},
	{"hungarumlaut", "\u030B"},
	{"caron", "\u030C"},
	{"commaaccent", "\u0327"},
	{"cedilla", "\u0327"},
	{"ogonek", "\u0328"},
	{"dot", "\u0307"},
	{"horn", "\u031B"},
}

// meaning returns the text of a glyph name, or "" if the name is unknown.
func meaning(of string) string {
	of, _, _ = strings.Cut(of, ".") // "a.sc" is an a
	if s, ok := glyphs[of]; ok {
		return s
	}
	if len(of) == 1 {
		return of
	}
	if parts := strings.Split(of, "_"); len(parts) > 1 { // "f_i"
		whole := ""
		for _, part := range parts {
			if len(part) > 16 || len(parts) > 8 {
				return ""
			}
			whole += meaning(part)
		}
		return whole
	}
	for _, front := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(of, front); ok && len(hex) >= 4 && len(hex) <= 6 {
			if r, err := strconv.ParseUint(hex, 16, 32); err == nil && utf8.ValidRune(rune(r)) {
				return string(rune(r))
			}
		}
	}
	for _, a := range accents {
		base, ok := strings.CutSuffix(of, a.name)
		if !ok || base == "" {
			continue
		}
		if letter, known := glyphs[base]; known {
			base = letter
		}
		if utf8.RuneCountInString(base) == 1 {
			return norm.NFC.String(base + a.mark)
		}
	}
	return ""
}

// isNumbered reports whether a name is only a number, perhaps after letters: "g12",
// "a3". Such a name does not say which letter the glyph is, so the letter of the
// base encoding is kept.
func isNumbered(s string) bool {
	digits := strings.TrimLeft(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	_, err := strconv.Atoi(digits)
	return err == nil
}

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Letters that readers see as the same
//
// Unicode decomposes most of them: é is e and an accent, ﬁ is f and i, １ is 1. The
// table below has those that it does not decompose, such as letters with a stroke
// or a hook, Arabic letters with two spellings, and apostrophes that are letters.
// It has no capitals, because capitals are first converted to lower case. The
// models are Lucene's ASCIIFoldingFilter and ArabicNormalizer. But the Urdu ے is
// kept, because it distinguishes words from those with ی.

// alike lists, by their folded form, the letters and signs that decomposition does
// not simplify.
var alike = map[string]string{
	// Latin letters that Unicode names as a letter “with” something else, and small
	// capitals.
	"a": "ᴀᶏⱥɑəɚᶐᶕ", "b": "ƀƃɓʙᵬᶀꞗᴃ", "c": "ƈȼɕᴄꞓꞔ\U0001df1d", "d": "đƌȡɖɗᴅᵭᶁᶑꟈðᴆꝺ\U0001df25",
	"e": "ɇᴇᶒⱸꬴǝɛᶓꬳ", "f": "ƒᵮᶂꜰꞙꝼ", "g": "ǥɠɢʛᶃꞡɡᵹ", "h": "ħɦʜⱨꞕ", "i": "ɨɪᶖ\U0001df1aıɩᵻᵼ",
	"j": "ɉʝᴊȷɟʄ", "k": "ƙᴋᶄⱪꝁꝃꝅꞣ", "l": "łƚȴɫɬɭʟᴌᶅⱡꝉꞎꬷꬸꬹ\U0001df04\U0001df11\U0001df13\U0001df26", "m": "ɱᴍᵯᶆꬺ",
	"n": "ƞȵɲɳɴᵰᶇꞑꞥꬻŋꬼ\U0001df14\U0001df27", "o": "øᴏⱺꝋꝍ\U0001df1bɔᴐᶗɵᴓꬿ", "p": "ƥᴘᵱᵽᶈꝑꝓꝕ", "q": "ɋʠꝗꝙꞯĸ",
	"r": "ɍɼɽɾʀᵲᵳᶉꝛꞧꭆꭇꭉ\U0001df16ꞃ\U0001df28", "s": "ȿʂᵴᶊꜱꞩꟊ\U0001df1eẜẝꞅ\U0001df29", "t": "ŧƫƭȶʈᴛᵵⱦ\U0001df09ꞇ\U0001df2a",
	"u": "ᴜᶙꞹꭎꭒʉʊᵾᵿ", "v": "ʋᴠᶌⱱⱴꝟ", "w": "ᴡⱳ", "x": "ᶍꭖꭗꭘꭙ", "y": "ƴɏʏỿꭚ", "z": "ƶȥɀʐʑᴢᵶᶎⱬʒʓᶚ",
	"aa": "ꜳ", "ae": "æᴁ", "ao": "ꜵ", "au": "ꜷ", "av": "ꜹꜻ", "ay": "ꜽ", "hv": "ƕ", "oe": "œɶ", "oo": "ꝏ", "ou": "ȣᴕ",
	"ss": "ß", "th": "þᵺꝥꝧ", "tz": "ꜩ", "ue": "ᵫ", "vy": "ꝡ",

	"σ": "ς", "г": "ґ",
	"ا": "ٱٲٳ", "ي": "ىی", "ك": "کڪ", "ه": "ةہھۃە", // in أ إ آ ؤ ئ ۀ ۂ the hamza is removed as an accent
	"וו": "װ", "וי": "ױ", "יי": "ײ",
	// Readers take these for one vowel, though Unicode decomposes them into two.
	"\u0e33": "\u0e33", "\u0eb3": "\u0eb3",

	"'": "’‘‚‛′‵‹›`´΄᾽᾿῾՚׳❛❜" + apostrophes,
	`"`: "“”„‟«»″‶״〝〞〟❝❞⹂" + doubleApostrophes,
	"-": "‐‑‒–—―−",
	// Invisible characters, and the tatweel, which only makes a word look longer.
	"": "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0640",
}

// apostrophes and doubleApostrophes are letters in Unicode that people type as
// apostrophes or quotation marks: the ʻokina, the ʾalif and the ʿayn of
// transcriptions, the saltillo, the prime of a soft sign.
const (
	apostrophes       = "ʹʻʼʽʾʿˀˁˈˊˋꞌꜣꜥߴߵՙ"
	doubleApostrophes = "ʺˮ"
)

// foldedLetters maps the letters of alike to their folded forms.
var foldedLetters = func() map[rune]string {
	table := map[rune]string{}
	for to, letters := range alike {
		for _, r := range letters {
			table[r] = to
		}
	}
	return table
}()

// isApostropheLetter reports whether a letter is folded to an apostrophe or a
// quotation mark.
func isApostropheLetter(r rune) bool {
	r = unicode.ToLower(r)
	return strings.ContainsRune(apostrophes, r) || strings.ContainsRune(doubleApostrophes, r)
}

// FoldRune appends the folded form of a code point beyond ASCII to dst. Folding the
// result again does not change it.
func FoldRune(dst []byte, r rune) []byte {
	if p, ok := foldedLetters[r]; ok {
		return append(dst, p...)
	}
	var letter [utf8.UTFMax]byte
	n := utf8.EncodeRune(letter[:], r)
	parts := norm.NFKD.Properties(letter[:n]).Decomposition()
	if parts == nil {
		parts = letter[:n]
	}
	for len(parts) > 0 {
		p, size := utf8.DecodeRune(parts)
		parts = parts[size:]
		small := unicode.ToLower(p)
		if s, ok := foldedLetters[small]; ok { // such as the æ that remains of “ǽ”
			dst = append(dst, s...)
			continue
		}
		switch {
		case unicode.IsSpace(p):
			dst = append(dst, ' ')
		case unicode.IsDigit(p):
			dst = append(dst, '0'+digitValue(p))
		case !accent(p):
			dst = utf8.AppendRune(dst, small)
		}
	}
	return dst
}

// digitValue returns the value of a decimal digit of any script. Unicode lists the
// ten digits of a script in order, so the value is the distance from the first
// digit, modulo ten where several sets of digits are adjacent.
func digitValue(r rune) byte {
	n := 0
	for unicode.IsDigit(r - 1) {
		r--
		n++
	}
	return byte(n % 10)
}

// accent reports whether r is a mark that comparisons ignore: an accent, or a vowel
// point of Arabic, Hebrew or Syriac. The voicing marks of Japanese and the vowel
// signs of Indian scripts distinguish words, so they are kept.
func accent(r rune) bool {
	return unicode.Is(unicode.Mn, r) && r != '\u3099' && r != '\u309a' &&
		unicode.In(r, unicode.Inherited, unicode.Hebrew, unicode.Arabic, unicode.Syriac)
}

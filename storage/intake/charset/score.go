package charset

import (
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// candidate is an encoding, the text to which it decodes a sample, and the
// logarithm of the likelihood of that text.
type candidate struct {
	name, text string
	score      float32
}

// letter is a character of a sample, prepared for scoring.
type letter struct {
	lower rune    // 0 for anything but a letter
	cost  float32 // independent of the language, such as that of a capital or a mark
}

// alphabet maps the bytes of an encoding to letters.
type alphabet struct {
	runes   [256]rune
	letters [256]letter
}

var alphabets = sync.OnceValue(func() map[string]*alphabet {
	all := map[string]*alphabet{}
	for _, p := range append([]page{{Windows1252, Page(Windows1252), 0}}, pages...) {
		a := &alphabet{}
		for c := range a.runes {
			a.runes[c] = p.is.DecodeByte(byte(c))
			if a.runes[c] == utf8.RuneError {
				a.runes[c] = rune(c)
			}
			a.letters[c] = letterOf(a.runes[c])
		}
		all[p.name] = a
	}
	return all
})

// onPage scores a single-byte encoding.
func onPage(s []byte, p page) candidate {
	var text strings.Builder
	letters := make([]letter, 0, len(s))
	var scripts [arabic + 1]int
	runes, known := alphabets()[p.name].runes, alphabets()[p.name].letters
	for i, c := range s {
		r, l := runes[c], known[c]
		text.WriteRune(r)
		if r >= utf8.RuneSelf && l.lower != 0 {
			scripts[scriptOf(l.lower)]++
		}
		if i > 0 && l.lower != 0 && letters[i-1].lower != 0 && scriptOf(l.lower) != scriptOf(letters[i-1].lower) {
			l.cost += costMixed
		}
		if l.lower != 0 && i > 0 && unicode.IsUpper(r) {
			l.cost += capital(letters[i-1], runes[s[i-1]])
		}
		letters = append(letters, l)
	}
	within(letters)
	best := float32(math.Inf(-1))
	for _, lang := range languages() {
		if lang.script == latin || scripts[lang.script] > 0 {
			best = max(best, lang.score(letters))
		}
	}
	return candidate{p.name, text.String(), best + p.prior}
}

// capital returns the cost of a capital letter that follows the character r. before
// is the letter of r.
func capital(before letter, r rune) float32 {
	switch {
	case before.lower == 0:
		return -1
	case unicode.IsUpper(r):
		return -1
	}
	return -6
}

// Costs of characters, as logarithms of their likelihood.
const (
	costControl  = -12
	costMark     = -8 // a sign that is rare in prose
	costSign     = -6.5
	costQuote    = -4.5
	costWithin   = -4 // added for a mark between two letters
	costMixed    = -5 // letters of two scripts in one word
	costForeign  = -10
	costBorrowed = -9 // a letter used only by other languages of the script
)

func letterOf(r rune) letter {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return letter{lower: r + 'a' - 'A'}
		}
		if 'a' <= r && r <= 'z' {
			return letter{lower: r}
		}
		return letter{}
	case r == 'ª' || r == 'º' || r == 'ƒ' || r == 'ˆ':
		return letter{cost: costMark}
	case r == 'İ':
		return letter{lower: 'i', cost: -3}
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return letter{lower: folded(unicode.ToLower(r))}
	case 0x200B <= r && r <= 0x200F: // invisible characters
		return letter{cost: costMark - 2}
	case unicode.IsControl(r) || r == utf8.RuneError:
		return letter{cost: costControl}
	case r == '’' || r == '\u00A0':
		return letter{cost: costQuote}
	case r == '–' || r == '—':
		return letter{cost: costQuote - 0.2}
	case r == '‚':
		return letter{cost: costSign}
	case strings.ContainsRune("“”„‘«»…", r):
		return letter{cost: costQuote - 0.1} // unlike ’, these do not occur inside words
	case strings.ContainsRune("€£§°©®™•·№½×´\u00AD،؛؟", r):
		return letter{cost: costSign}
	case 0x2500 <= r && r < 0x25A0:
		return letter{cost: costMark - 1}
	}
	return letter{cost: costMark}
}

// folded returns the letter that r is counted as. Encodings without the Romanian
// letters with commas have letters with cedillas instead.
func folded(r rune) rune {
	switch r {
	case 'ș':
		return 'ş'
	case 'ț':
		return 'ţ'
	}
	return r
}

// within raises the cost of marks next to letters, most of all between two letters.
// It exempts ASCII marks, apostrophes and no-break spaces, dashes between two
// letters or between none, and quotation marks next to one letter.
func within(letters []letter) {
	for i := range letters {
		if letters[i].lower != 0 || letters[i].cost >= costQuote {
			continue
		}
		before, after := i > 0 && letters[i-1].lower != 0, i+1 < len(letters) && letters[i+1].lower != 0
		dash := letters[i].cost == costQuote-0.2
		switch quote := letters[i].cost > costSign; {
		case dash && before == after: // free on both sides or on neither
		case dash:
			letters[i].cost += costWithin / 2
		case before && after:
			letters[i].cost += costWithin
		case (before || after) && !quote:
			letters[i].cost += costWithin / 2
		}
	}
}

// score returns the logarithm of the likelihood of a text in a language.
func (l *language) score(letters []letter) (sum float32) {
	before := boundary
	for _, c := range letters {
		sum += c.cost
		at := boundary
		if c.lower != 0 {
			at = 0
			if c.lower < maxLetter {
				at = int(l.index[c.lower])
			}
		}
		switch {
		case at == 0:
			sum += l.foreign(c.lower)
			at = boundary
		case at != boundary || before != boundary:
			sum += l.follow[before][at]
		}
		before = at
	}
	return sum
}

// foreign returns the cost of a letter outside the alphabet.
func (l *language) foreign(r rune) float32 {
	switch {
	case scriptOf(r) != l.script:
		return costForeign - 2
	case strings.ContainsRune("éèáíóúüöäñçàâêîôïøåßëãœ", r):
		return costBorrowed
	}
	return costForeign
}

// inEastern scores a multi-byte encoding. It returns false if the bytes are not
// valid in it.
func inEastern(s []byte, e eastern) (candidate, bool) {
	text := ""
	for cut := 0; ; cut++ { // the sample may end inside a character
		decoded, err := e.is.NewDecoder().Bytes(s[:max(len(s)-cut, 0)])
		if text = string(decoded); err == nil && !strings.ContainsRune(text, utf8.RuneError) {
			break
		}
		if cut == 3 {
			return candidate{}, false
		}
	}
	english := languages()[0]
	sum, before, ideograph := e.prior, boundary, false
	at := 0
	for _, r := range text {
		if at >= len(s) { // some codes of Big5 stand for two characters
			break
		}
		lead := s[at]
		at += sizeIn(e.name, s[at:])
		if lead >= utf8.RuneSelf || r >= utf8.RuneSelf {
			if sum += e.cost(r, lead); before != boundary {
				sum += costMixed / 2
			}
			before, ideograph = boundary, unicode.IsLetter(r)
			continue
		}
		l := letterOf(r)
		next := boundary
		if l.lower != 0 {
			if next = int(english.index[l.lower]); ideograph {
				sum += costMixed / 2
			}
		}
		ideograph = false
		if next != boundary || before != boundary {
			sum += english.follow[before][next]
		}
		before = next
	}
	return candidate{e.name, text, sum}, true
}

// sizeIn returns the length of the first character, in bytes.
func sizeIn(encoding string, s []byte) int {
	switch {
	case s[0] < utf8.RuneSelf:
		return 1
	case encoding == "shift_jis" && 0xA1 <= s[0] && s[0] <= 0xDF:
		return 1
	case encoding == "euc-jp" && s[0] == 0x8F:
		return 3
	case encoding == "gb18030" && len(s) > 1 && '0' <= s[1] && s[1] <= '9':
		return 4
	}
	return min(2, len(s))
}

// cost returns the cost of a multi-byte character.
func (e eastern) cost(r rune, lead byte) float32 {
	if c, ok := e.ranks[r]; ok {
		return c
	}
	switch {
	case 0x3000 <= r && r <= 0x3011, 0xFF01 <= r && r <= 0xFF1F && !unicode.IsDigit(r):
		return -4 // punctuation
	case 0xFF10 <= r && r <= 0xFF5A, r == '“', r == '”', r == '‘', r == '’', r == '…', r == '—', r == '·', r == '・':
		return -6
	case unicode.Is(unicode.Hangul, r) && lead <= e.commonTo:
		return -8
	case unicode.In(r, unicode.Hiragana, unicode.Katakana) && r < 0xFF00:
		if _, japanese := e.ranks['の']; japanese {
			return -8
		}
		return -13
	case unicode.Is(unicode.Han, r) && lead <= e.commonTo && (e.name != "gb18030" || lead >= 0xB0):
		return -9
	}
	return -13
}

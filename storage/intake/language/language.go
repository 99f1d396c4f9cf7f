// Package language recognises the language of a text.
package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"

	"assay.app/assay/storage/intake/anchored"
)

// languages has the tags of the languages that are recognised by their stop words,
// in alphabetical order.
var languages = [...]string{"de", "en", "es", "fr", "ru", "uk"}

// stopWords maps very common words to the index of their language.
var stopWords = func() map[string]int {
	index := map[string]int{}
	for lang, words := range [len(languages)]string{
		"der und das ist nicht sich auf eine dem auch wird ein mit von zu den im dass bei einer nach wurde sind wie über",
		"the of and to that was for with his her which were have from are they been has this said will would had not but who",
		"el los las una por con del para como más pero sus fue este ha según sobre entre también y desde hasta dijo está esta",
		"les des est une dans qui pour pas sur au avec il ce sont par plus été aux cette mais ont et du elle selon",
		"и что как это был от также его было после он для но или их при сказал были которые который она",
		"та що від які який це для але також його було про після під він був й із яка сказав",
	} {
		for w := range strings.FieldsSeq(words) {
			index[w] = lang
		}
	}
	return index
}()

// longestStop is an upper bound for the length of a stop word, in bytes.
const longestStop = 16

// stopShapes holds the lengths and first bytes of stop words. It saves looking up
// most other words.
var stopShapes = func() (shapes [longestStop + 1][256]bool) {
	for word := range stopWords {
		shapes[len(word)][word[0]] = true
	}
	return shapes
}()

// common inspects at most languageBytes bytes of a text. A language needs at least
// stopFew of its stop words in the text, and at least one in stopShare words.
const (
	languageBytes = 8 << 10
	stopShare     = 12
	stopFew       = 3
)

// Of returns the BCP 47 tag of the language of text, or "" if no language clearly
// fits.
//
// Six languages are recognised by their most common words, and Ukrainian and
// Russian also by their letters. If none of the six clearly fits, whatlanggo
// compares trigrams with those of other languages. Of inspects only the beginning
// of text.
func Of(text string) string {
	if lang := common(text); lang != "" {
		return lang
	}
	return byTrigrams(text)
}

// byTrigrams inspects at most trigramBytes of a text. It returns "" for texts of
// fewer than trigramLeast bytes, because a few words prove nothing, and for results
// with a confidence below trigramLowest.
const (
	trigramBytes  = 2 << 10
	trigramLeast  = 60
	trigramLowest = 0.8
	figureShare   = 12 // a text with more than one digit in this many bytes is treated as a table
)

// figures maps digits to '0' and other runes to themselves.
func figures(r rune) rune {
	if unicode.IsDigit(r) {
		return '0'
	}
	return r
}

func byTrigrams(text string) string {
	text = anchored.Head(text, trigramBytes)
	digits := strings.Count(strings.Map(figures, text), "0")
	if len(text) < trigramLeast || digits > len(text)/figureShare {
		return ""
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{
		// By trigrams, Afrikaans is too close to Dutch for either to be certain.
		Blacklist: map[whatlanggo.Lang]bool{whatlanggo.Afr: true},
	})
	if info.Confidence < trigramLowest {
		return ""
	}
	return info.Lang.Iso6391()
}

// common returns one of the six languages, or "" if none clearly fits.
func common(text string) string {
	text = anchored.Head(text, languageBytes)
	total, count := countStopWords(text)
	const ru, uk = 4, 5
	count[uk] += strings.Count(text, "і") + strings.Count(text, "ї") + strings.Count(text, "є")
	count[ru] += strings.Count(text, "ы") + strings.Count(text, "э") + strings.Count(text, "ё")
	best, second := 0, 0
	for lang, n := range count {
		if n > count[best] {
			best = lang
		}
	}
	for lang, n := range count {
		if lang != best {
			second = max(second, n)
		}
	}
	if n := count[best]; n < stopFew || n*stopShare < total || n < 2*second {
		return ""
	}
	return languages[best]
}

// Lowered maps ASCII letters to lower case and all other bytes to 0.
var Lowered = func() (table [256]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		table[c], table[c-'a'+'A'] = c, c
	}
	return table
}()

// countStopWords counts the words of text, and for each language its stop words. It
// ignores case.
func countStopWords(text string) (total int, count [len(languages)]int) {
	var word [longestStop + utf8.UTFMax]byte
	n := 0 // bytes of the word so far, or enough to show that it is no stop word
	for i := 0; i < len(text); {
		c, width := Lowered[text[i]], 1
		switch {
		case c != 0:
			if n <= longestStop {
				word[n] = c
				n++
			}
		case text[i] >= utf8.RuneSelf:
			var r rune
			if r, width = utf8.DecodeRuneInString(text[i:]); unicode.IsLetter(r) {
				if n <= longestStop {
					n += utf8.EncodeRune(word[n:], unicode.ToLower(r))
				}
				break
			}
			fallthrough
		default:
			if n > 0 {
				total++
				countWord(word[:n], &count)
			}
			n = 0
		}
		i += width
	}
	if n > 0 {
		total++
		countWord(word[:n], &count)
	}
	return total, count
}

// countWord counts a word if it is a stop word.
func countWord(word []byte, count *[len(languages)]int) {
	if len(word) > longestStop || !stopShapes[len(word)][word[0]] {
		return
	}
	if lang, ok := stopWords[string(word)]; ok {
		count[lang]++
	}
}

// Package language names the language of a text.
package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"

	"assay.app/assay/storage/intake/anchored"
)

// languages are those that are told by their words, in the order of their tags.
var languages = [...]string{"de", "en", "es", "fr", "ru", "uk"}

// stopWords gives the language, by its place in the list, that a very common
// word belongs to. Words that several of the languages share are left out.
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

// longestStop is as many bytes as any stop word has, or more.
const longestStop = 16

// stopShapes says which lengths and first bytes stop words have. It spares most
// other words being looked up.
var stopShapes = func() (shapes [longestStop + 1][256]bool) {
	for word := range stopWords {
		shapes[len(word)][word[0]] = true
	}
	return shapes
}()

// What Language looks at: so much of the text, in bytes, and so many words
// that must be stop words, one in stopShare.
const (
	languageBytes = 8 << 10
	stopShare     = 12
	stopFew       = 3
)

// Language guesses the language of text and gives its BCP 47 tag, or "" where
// none fits clearly.
//
// The tag chooses the rules by which sentences are divided and is shown to be
// corrected. The six languages that most articles are in are told by words
// that only one of them has, Ukrainian and Russian by their letters too: they
// are told apart with certainty, in one pass over the first 8 KiB. Where none
// of them is clear, the trigrams of whatlanggo decide among some eighty, if
// they are sure.
func Of(text string) string {
	if lang := common(text); lang != "" {
		return lang
	}
	return byTrigrams(text)
}

// What byTrigrams looks at, and how sure it must be. A few words prove nothing.
const (
	trigramBytes  = 2 << 10
	trigramLeast  = 60
	trigramLowest = 0.8
	figureShare   = 12 // a text with more digits than one in so many bytes is a table
)

// figures makes every digit a nought.
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
		// By trigrams it is too near to Dutch for either to be sure of.
		Blacklist: map[whatlanggo.Lang]bool{whatlanggo.Afr: true},
	})
	if info.Confidence < trigramLowest {
		return ""
	}
	return info.Lang.Iso6391()
}

// common tells the six languages apart.
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

// Lowered gives the ASCII letters in lower case, and 0 for everything else.
var Lowered = func() (table [256]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		table[c], table[c-'a'+'A'] = c, c
	}
	return table
}()

// countStopWords counts the words of text, and for each of the languages those
// that only it has. Words go by their letters in lower case.
func countStopWords(text string) (total int, count [len(languages)]int) {
	var word [longestStop + utf8.UTFMax]byte
	n := 0 // bytes of the word so far, or enough of them to be no stop word
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

// countWord counts one word, if it is a stop word.
func countWord(word []byte, count *[len(languages)]int) {
	if len(word) > longestStop || !stopShapes[len(word)][word[0]] {
		return
	}
	if lang, ok := stopWords[string(word)]; ok {
		count[lang]++
	}
}

package match

import (
	"strings"
	"unicode/utf8"

	"assay.app/assay/model/quote/lexicon"
	"assay.app/assay/model/search/token"
)

// class is how frequent a word is in its language, rarest last. Weights depend on the
// class of a word and on nothing that is counted in a project, so that a sentence
// weighs the same whatever other articles there are.
type class uint8

const (
	function   class = iota // "the", "was"
	usual                   // among the 220 most frequent stems: "report"
	ordinary                // among the 550 most frequent
	familiar                // among the 1,000 most frequent
	rare                    // any other
	classCount = iota
)

// weightOf is the weight of a word of each class, in 1/64. Function words count a little:
// the more of them two sentences share, the more of their wording is the same. The weights
// were chosen by hand on the half "tune" of the gold data.
var weightOf = [classCount]uint8{16, 32, 40, 48, 64}

// vocabulary has the words of one language.
type vocabulary struct {
	words   *lexicon.Words
	classes map[string]class    // by stem; any other is rare
	numbers map[string]float64  // by folded word
	signals map[string][]signal // by folded word
	english bool
	known   bool // the language has word lists
	plural  bool // a final s is usually a plural
}

// skipped are the roles of words in the lexicon that say nothing by themselves.
const skipped = lexicon.Article | lexicon.Pronoun | lexicon.Aux | lexicon.Prep | lexicon.Coord | lexicon.Relative | lexicon.To | lexicon.That | lexicon.Break

var vocabularies = prepareVocabularies()

func prepareVocabularies() map[string]*vocabulary {
	all := map[string]*vocabulary{}
	for lang, l := range languages {
		v := &vocabulary{
			words: lexicon.Of(lang), classes: map[string]class{}, numbers: map[string]float64{},
			signals: factWordsOf[lang].signals(), english: lang == "en", known: true, plural: l.plural,
		}
		for c := len(l.classes) - 1; c >= 0; c-- {
			for _, w := range strings.Fields(l.classes[c]) {
				v.classes[v.stem(token.Fold(w))] = max(class(c), l.least)
			}
		}
		for w, role := range v.words.Roles {
			if role&skipped != 0 && role&lexicon.Cue == 0 {
				v.classes[v.stem(token.Fold(w))] = function
			}
		}
		for _, w := range strings.Fields(l.function) {
			v.classes[v.stem(token.Fold(w))] = function
		}
		for i, w := range strings.Fields(l.numbers) {
			if w != "_" {
				for _, form := range strings.Split(w, "|") {
					v.numbers[token.Fold(form)] = numberValues[i]
				}
			}
		}
		all[lang] = v
	}
	return all
}

// neutral serves the languages without word lists.
var neutral = &vocabulary{words: &lexicon.Words{}}

// vocabularyOf returns the words of the language of a BCP 47 tag.
func vocabularyOf(tag string) *vocabulary {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	if v, ok := vocabularies[base]; ok {
		return v
	}
	return neutral
}

// stemLength is how many letters of a long word count.
const stemLength = 6

// stem returns the part of a folded word that its inflected forms share: the first
// six letters of a word of seven or more, and "gate" of "gates".
func (v *vocabulary) stem(word string) string {
	if v.english {
		word = bare(word)
	}
	if len(word) > stemLength {
		at, n := 0, 0
		for at < len(word) && n < stemLength {
			_, size := utf8.DecodeRuneInString(word[at:])
			at += size
			n++
		}
		if n == stemLength && at < len(word) {
			return word[:at]
		}
	}
	if v.plural && len(word) >= 4 && word[len(word)-1] == 's' && word[len(word)-2] != 's' {
		return word[:len(word)-1]
	}
	return word
}

// bare returns an English word without the endings of verbs and plurals: "sound" of
// "sounded", "clos" of "close", "closes" and "closing", "stop" of "stopped".
func bare(word string) string {
	const least = 4 // letters that are left
	if n := len(word) - 3; n >= 3 && (word[n:] == "ied" || word[n:] == "ies") {
		return word[:n] + "y"
	}
	for _, ending := range []string{"ing", "ed", "es", "s", "e"} {
		if len(word) < least+len(ending) || !strings.HasSuffix(word, ending) || ending == "s" && strings.HasSuffix(word, "ss") {
			continue
		}
		word = word[:len(word)-len(ending)]
		if n := len(word); len(ending) > 1 && word[n-1] == word[n-2] && !strings.ContainsRune("aeiousl", rune(word[n-1])) {
			word = word[:n-1]
		}
		break
	}
	return word
}

// class returns the class of a stem. A word of a language without lists is a function
// word if it is short.
func (v *vocabulary) class(stem string) class {
	if v.known {
		if c, ok := v.classes[stem]; ok {
			return c
		}
		if len(stem) == 1 {
			return function
		}
		return rare
	}
	switch n := utf8.RuneCountInString(stem); {
	case stem[0] >= utf8.RuneSelf && n <= 2 && len(stem) >= 3*n: // ideographs
		return ordinary
	case n <= 2:
		return function
	case n <= 3:
		return usual
	}
	return rare
}

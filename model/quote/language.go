package quote

import "strings"

// language holds, for one language, the words that the rules look up. Each list
// holds words in small letters, separated by white space.
type language struct {
	cues     string // verbs of saying: "said"
	softCues string // verbs and nouns that mean saying only right beside a quotation: "motto"
	sayings  string // nouns for a statement, after its owner: "Ana's claim"
	phrases  string // phrases before a speaker, with "_" for a space: "according_to"
	pronouns string // words for speakers without a name: "she"
	articles string // words that can begin a speaker: "the"
	fillers  string // words between a speaker and the verb: "also", "has"
	breaks   string // words that cannot be part of a speaker: "that", "but"
	openers  string // words that can stand before the speaker: "But", "Yesterday"
	titles   string // abbreviations such as titles, without the full stop
	naming   string // words before a name, or before a word mentioned as a word: "called", "entitled"
	works    string // kinds of things that have titles, and broadcasters: "film", "bbc"
	small    string // words with small letters in titles: "of"
}

// role is a part that a word may play in an attribution. A word can have several.
type role uint16

const (
	isCue role = 1 << iota
	isSoftCue
	isSaying
	isPronoun
	isArticle
	isFiller
	isBreak
	isOpener
	isTitle
	isNaming
	isWork
	isSmall
)

// words holds the lists of one language as tables.
type words struct {
	roles   map[string]role
	phrases [][]string
}

func (l language) prepare() *words {
	w := &words{roles: map[string]role{}}
	for _, list := range []struct {
		words string
		role  role
	}{
		{l.cues, isCue},
		{l.softCues, isSoftCue},
		{l.sayings, isSaying},
		{l.pronouns, isPronoun},
		{l.articles, isArticle},
		{l.fillers, isFiller},
		{l.breaks, isBreak},
		{l.openers, isOpener},
		{l.titles, isTitle},
		{l.naming, isNaming},
		{l.works, isWork},
		{l.small, isSmall},
	} {
		for _, word := range strings.Fields(list.words) {
			w.roles[word] |= list.role
		}
	}
	for _, p := range strings.Fields(l.phrases) {
		w.phrases = append(w.phrases, strings.Split(p, "_"))
	}
	return w
}

// prepared maps the first subtag of a language tag to the words of the language.
var prepared = map[string]*words{
	"en": english.prepare(),
	"uk": ukrainian.prepare(),
	"ru": russian.prepare(),
	"de": german.prepare(),
	"fr": french.prepare(),
	"es": spanish.prepare(),
}

// languageOf returns the words for a BCP 47 tag, or the English words if its
// language has none.
func languageOf(tag string) *words {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	if w, ok := prepared[base]; ok {
		return w
	}
	return prepared["en"]
}

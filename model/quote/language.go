package quote

import "strings"

// language has the words of one language that the rules for speakers need, as lists
// separated by spaces, in small letters.
type language struct {
	cues     string // verbs of saying: "said"
	softCues string // verbs and nouns that mean saying only right beside a quotation: "notes"
	sayings  string // nouns for a statement, after its owner: "Ana's claim"
	phrases  string // phrases before a speaker, with "_" for a space: "according_to"
	pronouns string // the words for speakers without a name
	articles string // words that begin the naming of a speaker: "the"
	fillers  string // words between a speaker and the verb: "also", "has"
	breaks   string // words that end the naming of a speaker: "that", "but"
	openers  string // words with a capital before the naming: "But", "Yesterday"
	titles   string // abbreviations before a name, without the full stop
	naming   string // words before a name, or before a word as such: "called", "entitled"
	works    string // kinds of things that have titles: "film"
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

// words is a language in tables for lookup.
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

// prepared maps the first part of a language tag to its words.
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

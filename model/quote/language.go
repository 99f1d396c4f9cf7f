package quote

import "strings"

// language holds, for one language, the words that the rules look up. Each list
// holds words in small letters, separated by white space.
type language struct {
	cues      string // verbs of saying: "said"
	verbs     string // regular English verbs of saying in the infinitive: "add"
	manners   string // regular English verbs that only sometimes mean saying: "smile"
	calls     string // forms of verbs that give something a name: "called", before "the plan a “waste”"
	uses      string // forms of verbs before "the phrase “…”": "used"
	generics  string // pronouns for nobody in particular, and of the author: "you", "i"
	pasts     string // endings of verbs in the tense of narration, and whole such verbs: "ed", "said"
	softCues  string // verbs and nouns that mean saying only right beside a quotation: "motto"
	sayings   string // nouns for a statement, after its owner: "Ana's claim"
	links     string // verbs before a noun for what was said: "came", as in "came the reply"
	replies   string // such nouns: "reply"
	froms     string // words between such a noun and the speaker: "from"
	joins     string // words between two speakers: "and"
	texts     string // kinds of texts that a colon introduces: "statement"
	phrases   string // phrases before a speaker, with "_" for a space: "according_to"
	pronouns  string // words for speakers without a name: "she"
	articles  string // words that can begin a speaker: "the"
	fillers   string // words between a speaker and the verb: "also", "has"
	breaks    string // words that cannot be part of a speaker: "that", "but"
	openers   string // words that can stand before the speaker: "But", "Yesterday"
	titles    string // abbreviations such as titles, without the full stop
	naming    string // words before a name, or before a word mentioned as a word: "called", "entitled"
	works     string // kinds of things that have titles, and broadcasters: "film", "bbc"
	small     string // words with small letters in titles: "of"
	finites   string // irregular verbs in the past: "took"
	auxes     string // auxiliary verbs, finite: "has"
	preps     string // prepositions: "in"
	relatives string // words that begin a relative clause: "which"
	coords    string // words that join verbs of one subject: "and"
	counts    string // articles that can stand for a speaker: "two", "some"
	thats     string // words before reported speech: "that"
	to        string // the word before an infinitive: "to"
	gerund    string // the ending of participles such as "saying"; empty if there are none
	salutes   string // words that begin a letter: "dear"
	farewells string // words that end a letter: "sincerely"
	dashes    bool   // a dash before a paragraph introduces speech
}

// role is a part that a word may play in an attribution. A word can have several.
type role uint32

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
	isLink
	isReply
	isFrom
	isJoin
	isSalute
	isFarewell
	isText
	isCall
	isUse
	isGeneric
	isManner // a verb that only sometimes means saying: "smiled"
	isBase   // the infinitive of a verb of saying: "report"
	isNoun   // a verb of saying that may be a noun: "report", "reports"
	isAux    // a finite verb that is no verb of saying
	isPrep
	isRelative
	isCoord
	isCount
	isTo
	isThat
)

// words holds the lists of one language as tables.
type words struct {
	roles   map[string]role
	pasts   []string
	dashes  bool
	bare    bool // a noun needs no article
	gerund  string
	phrases [][]string
}

func (l language) prepare() *words {
	w := &words{roles: map[string]role{}, pasts: strings.Fields(l.pasts), dashes: l.dashes, bare: l.articles == "", gerund: l.gerund}
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
		{l.links, isLink},
		{l.replies, isReply},
		{l.froms, isFrom},
		{l.joins, isJoin},
		{l.calls, isCall},
		{l.uses, isUse},
		{l.generics, isGeneric},
		{l.texts, isText},
		{l.auxes, isAux},
		{l.finites, isAux},
		{l.preps, isPrep},
		{l.relatives, isRelative},
		{l.coords, isCoord},
		{l.counts, isCount},
		{l.thats, isThat},
		{l.to, isTo},
		{l.salutes, isSalute},
		{l.farewells, isFarewell},
	} {
		for _, word := range strings.Fields(list.words) {
			w.roles[word] |= list.role
		}
	}
	for _, verb := range strings.Fields(l.verbs) {
		forms := inflect(verb)
		w.roles[verb] |= isCue | isBase | isNoun
		w.roles[forms[0]] |= isNoun
		for _, form := range forms {
			w.roles[form] |= isCue
		}
	}
	for _, verb := range strings.Fields(l.manners) {
		w.roles[verb] |= isSoftCue | isManner
		for _, form := range inflect(verb) {
			w.roles[form] |= isSoftCue | isManner
		}
	}
	for _, p := range strings.Fields(l.phrases) {
		w.phrases = append(w.phrases, strings.Split(p, "_"))
	}
	return w
}

// inflect returns the other forms of a regular English verb: "adds", "added",
// "adding". If the last consonant may be doubled, it returns both spellings.
func inflect(verb string) []string {
	last, before := verb[len(verb)-1], verb[len(verb)-2]
	vowel := func(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
	third, stem := verb+"s", verb
	switch {
	case last == 'e' && before == 'e':
		return []string{third, verb + "d", verb + "ing"}
	case last == 'e':
		stem = verb[:len(verb)-1]
	case last == 'y' && !vowel(before):
		stem = verb[:len(verb)-1]
		return []string{stem + "ies", stem + "ied", verb + "ing"}
	case last == 's', strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"):
		third = verb + "es"
	}
	forms := []string{third, stem + "ed", stem + "ing"}
	if !vowel(last) && vowel(before) {
		forms = append(forms, verb+string(last)+"ed", verb+string(last)+"ing")
	}
	return forms
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

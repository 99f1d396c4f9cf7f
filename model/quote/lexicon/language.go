package lexicon

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
	links     string // verbs before a noun for a statement: "came", as in "came the reply"
	replies   string // nouns after links: "reply"
	froms     string // words between replies and the speaker: "from"
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

// Role is a part that a word may play in an attribution. A word can have several.
type Role uint32

// The roles. Those without a comment have the words of the list of the same name; see
// language.
const (
	Cue Role = 1 << iota
	SoftCue
	Saying
	Pronoun
	Article
	Filler
	Break
	Opener
	Title
	Naming
	Work
	Small
	Link
	Reply
	From
	Join
	Salute
	Farewell
	Text
	Call
	Use
	Generic
	Manner // a verb that only sometimes means saying: "smiled"
	Base   // the infinitive of a verb of saying: "report"
	Noun   // a verb of saying that may be a noun: "report", "reports"
	Aux    // a finite verb that is not a verb of saying
	Prep
	Relative
	Coord
	Count
	To
	That
)

// Words holds the lists of one language as tables.
type Words struct {
	Roles   map[string]Role // by the word in small letters, with ' for an apostrophe
	Pasts   []string        // endings of verbs in the tense of narration, and whole such verbs
	Dashes  bool            // a dash before a paragraph introduces speech
	Bare    bool            // a noun needs no article
	Gerund  string          // the ending of participles such as "saying"; empty if there are none
	Phrases [][]string      // the words of phrases before a speaker: "according to"
}

func (l language) prepare() *Words {
	w := &Words{Roles: map[string]Role{}, Pasts: strings.Fields(l.pasts), Dashes: l.dashes, Bare: l.articles == "", Gerund: l.gerund}
	for _, list := range []struct {
		words string
		role  Role
	}{
		{l.cues, Cue},
		{l.softCues, SoftCue},
		{l.sayings, Saying},
		{l.pronouns, Pronoun},
		{l.articles, Article},
		{l.fillers, Filler},
		{l.breaks, Break},
		{l.openers, Opener},
		{l.titles, Title},
		{l.naming, Naming},
		{l.works, Work},
		{l.small, Small},
		{l.links, Link},
		{l.replies, Reply},
		{l.froms, From},
		{l.joins, Join},
		{l.calls, Call},
		{l.uses, Use},
		{l.generics, Generic},
		{l.texts, Text},
		{l.auxes, Aux},
		{l.finites, Aux},
		{l.preps, Prep},
		{l.relatives, Relative},
		{l.coords, Coord},
		{l.counts, Count},
		{l.thats, That},
		{l.to, To},
		{l.salutes, Salute},
		{l.farewells, Farewell},
	} {
		for _, word := range strings.Fields(list.words) {
			w.Roles[word] |= list.role
		}
	}
	for _, verb := range strings.Fields(l.verbs) {
		forms := inflect(verb)
		w.Roles[verb] |= Cue | Base | Noun
		w.Roles[forms[0]] |= Noun
		for _, form := range forms {
			w.Roles[form] |= Cue
		}
	}
	for _, verb := range strings.Fields(l.manners) {
		w.Roles[verb] |= SoftCue | Manner
		for _, form := range inflect(verb) {
			w.Roles[form] |= SoftCue | Manner
		}
	}
	for _, p := range strings.Fields(l.phrases) {
		w.Phrases = append(w.Phrases, strings.Split(p, "_"))
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
var prepared = map[string]*Words{
	"en": english.prepare(),
	"uk": ukrainian.prepare(),
	"ru": russian.prepare(),
	"de": german.prepare(),
	"fr": french.prepare(),
	"es": spanish.prepare(),
}

// Of returns the words for a BCP 47 tag, or the English words if its
// language has none.
func Of(tag string) *Words {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	if w, ok := prepared[base]; ok {
		return w
	}
	return prepared["en"]
}

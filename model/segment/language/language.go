// Package language holds the rules that differ between languages: lists of
// abbreviations, of first words and of verbs of saying, and a few switches.
package language

import (
	"strings"
	"sync"

	"assay.app/assay/model/segment/char"
)

// language is what one language adds to the general rules. Its lists are words
// separated by white space, without a final full stop. A word with a capital
// matches only with that capital or all in capitals; other words match in any case.
type language struct {
	titles      string // abbreviations before a name, and others after which the sentence continues
	numbers     string // before a number
	names       string // after or inside a name
	cites       string // in references to laws and courts
	units       string // units, states and other words that may end a sentence
	clocks      string // times of day: "a.m."
	afterTimes  string // words that continue a time of day: "EST", "Monday"
	starters    string // words that often begin sentences
	timeOpeners string // words that begin a phrase of time: "at", "on"
	headings    string // words before the number of a heading: "figure"
	offices     string // words with a capital after the name of a company: "Chairman"
	exclaimed   string // names with an exclamation or question mark
	semicolon   bool   // ";" ends a question
	nouns       bool   // all nouns have capitals

	speech        string // verbs of saying that also mean other things: "call"
	speechOnly    string // verbs used mainly for saying: "ask"
	speechFollows string // words that continue a verb of saying: "to", "with"

	ordinals       bool   // "3." is an ordinal number
	beforeOrdinals string // words before an ordinal number; if empty, any word may precede one
}

// Rules are the rules of one language. The lists are tables.
type Rules struct {
	Kinds, AfterTimes, Starters, TimeOpeners, Headings, Offices, Exclaimed Table
	Speech, SpeechOnly, SpeechFollows                                      Table

	Ordinals, Semicolon, Nouns bool
	BeforeOrdinals             Table
}

// international lists abbreviations that the rules of every language have.
const international = `dr prof st mr mrs ms jr sr vs cf al ca ph.d`

// etcetera often ends a sentence.
const etcetera = `etc`

// firms are abbreviations in the names of companies. The rules of every language
// have them.
const firms = `inc corp co cos ltd llc plc bros b.v n.v s.p.a s.r.l pty pte`

// interjections can look like abbreviations, but a sentence may end with them.
const interjections = `huh eh hm hmm mm mmm mhm shh sh pst psst grr brr tsk pfft zzz`

// brands are names written with an exclamation mark. The rules of every language
// have them.
const brands = `Yahoo Yum Jeopardy Joomla Wham`

// languages maps the first subtag of a language tag to a function that returns the
// rules. They are prepared when a text first needs them.
var languages = func() map[string]func() *Rules {
	all := map[string]func() *Rules{}
	for tags, l := range map[string]language{
		"en":             english,
		"de":             german,
		"nl af":          dutch,
		"sv":             swedish,
		"da no nb nn is": scandinavian,
		"fr":             french,
		"es ca gl":       spanish,
		"it":             italian,
		"pt":             portuguese,
		"ro":             romanian,
		"uk":             ukrainian,
		"ru be bg kk ky": russian,
		"pl":             polish,
		"cs sk":          czech,
		"tr az":          turkish,
		"el":             greek,
		"ar fa ur":       arabic,
		"hi mr ne bn":    hindi,
		"ja zh ko":       eastern,
	} {
		r := sync.OnceValue(l.prepare)
		for _, tag := range strings.Fields(tags) {
			all[tag] = r
		}
	}
	return all
}()

// For returns the rules for a BCP 47 tag, or those of English if its language has
// none.
func For(lang string) *Rules {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(lang), "_", "-"), "-")
	if rules, ok := languages[base]; ok {
		return rules()
	}
	return languages["en"]()
}

// prepare makes tables of the lists. If a word is in several lists of
// abbreviations, the one added last counts.
func (l language) prepare() *Rules {
	r := &Rules{
		Kinds:       Table{},
		AfterTimes:  Set(l.afterTimes),
		Starters:    Set(l.starters),
		TimeOpeners: Set(l.timeOpeners),
		Headings:    Set(l.headings),
		Offices:     Set(l.offices),
		Exclaimed:   Set(l.exclaimed + " " + brands),
		Semicolon:   l.semicolon,
		Nouns:       l.nouns,

		Speech:        Set(l.speech),
		SpeechOnly:    Set(l.speechOnly),
		SpeechFollows: Set(l.speechFollows),

		Ordinals:       l.ordinals,
		BeforeOrdinals: Set(l.beforeOrdinals),
	}
	r.Kinds.add(international, Name)
	r.Kinds.add(firms, Firm)
	r.Kinds.add(etcetera, Unit)
	r.Kinds.add(interjections, Unit)
	r.Kinds.add(l.units, Unit)
	r.Kinds.add(l.titles, Title)
	r.Kinds.add(l.numbers, Number)
	r.Kinds.add(l.cites, Cite)
	r.Kinds.add(l.names, Name)
	r.Kinds.add(l.clocks, Clock)
	return r
}

// KindOf returns the kind of the word before a full stop.
func (r *Rules) KindOf(w string) Kind {
	if char.IsInitial(w) {
		if k, ok := r.Kinds[w]; ok {
			return k
		}
		return Initial
	}
	if k := r.Kinds.Get(w); k != Plain {
		if _, exact := r.Kinds[w]; k == Title && !exact && char.IsShouted(w) {
			return Plain // "CA." is not "ca."
		}
		return k
	}
	if char.IsDotted(w) {
		return Name
	}
	if r.Nouns && strings.HasSuffix(w, "str") {
		return Number // a street: "Hauptstr. 5"
	}
	return Clipped(w)
}

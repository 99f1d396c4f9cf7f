package segment

import (
	"strings"
	"unicode/utf8"
)

// kind says what a full stop after a word may mean.
type kind uint8

const (
	plain   kind = iota
	title        // goes with what comes after it: "Mr.", "Gen.", "e.g."
	number       // goes with a number after it: "No.", "p.", "Nov."
	name         // belongs to a name or ends one: "Jr.", "U.S."
	firm         // ends the name of a company: "Inc.", "Corp."
	cite         // stands in references to laws and courts: "Fed. R. Civ. P. 12"
	initial      // a single capital
	unit         // may be the last word like any other, but abbreviates: "ft."
	clock        // "a.m.", "p.m."
	listed       // is in the table, for tables that are only sets
)

// language is what one language adds to the general way of dividing, written
// as lists of words separated by spaces, without the full stop that ends them.
// A word with a capital here must have one in the text; others may.
type language struct {
	titles    string // before a name, or anything else that goes on
	numbers   string // before a number
	names     string // after or inside a name
	cites     string // in references to laws and courts
	units     string // units, states and the like
	clocks    string // times of day
	zones     string // words that go on after a time of day: "EST", "Monday"
	starters  string // words that begin a sentence when they have a capital
	fronts    string // words that begin a phrase of time: "at", "on"
	headings  string // words before the number of a heading: "figure"
	offices   string // words that follow the name of a company with a capital: "Chairman"
	exclaimed string // names that are written with an exclamation or question mark
	semicolon bool   // ";" ends a question
	nouns     bool   // all nouns have capitals

	speech        string // verbs of saying that also mean other things: "call"
	speechOnly    string // verbs of nothing but saying
	speechFollows string // words that go on after a verb of saying: "to", "with"

	ordinals      bool   // "3." is an ordinal number
	ordinalFronts string // words before an ordinal number; none where any can be
}

// rules is a language made ready for looking up.
type rules struct {
	kinds, zones, starters, fronts, headings, offices, exclaimed table
	speech, speechOnly, speechFollows                            table

	ordinals, semicolon, nouns bool
	ordinalFronts              table
}

// international abbreviations stand in the texts of every language.
const international = `dr prof st mr mrs ms jr sr vs cf al ca ph.d`

// etcetera ends a list, and often the sentence.
const etcetera = `etc`

// firms are the forms of companies, which stand in the texts of every language.
const firms = `inc corp co cos ltd llc plc bros b.v n.v s.p.a s.r.l pty pte`

// interjections have no vowel but are words.
const interjections = `huh eh hm hmm mm mmm mhm shh sh pst psst grr brr tsk pfft zzz`

// languages holds the rules by the first part of a language tag.
var languages = func() map[string]*rules {
	all := map[string]*rules{}
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
		r := l.prepare()
		for _, tag := range strings.Fields(tags) {
			all[tag] = r
		}
	}
	return all
}()

// rulesFor finds the rules of the language of a BCP 47 tag.
func rulesFor(lang string) *rules {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(lang), "_", "-"), "-")
	if r, ok := languages[base]; ok {
		return r
	}
	return languages["en"]
}

// prepare makes the lists of a language into tables.
func (l language) prepare() *rules {
	r := &rules{
		kinds:     table{},
		zones:     set(l.zones),
		starters:  set(l.starters),
		fronts:    set(l.fronts),
		headings:  set(l.headings),
		offices:   set(l.offices),
		exclaimed: set(l.exclaimed + " " + brands),
		semicolon: l.semicolon,
		nouns:     l.nouns,

		speech:        set(l.speech),
		speechOnly:    set(l.speechOnly),
		speechFollows: set(l.speechFollows),

		ordinals:      l.ordinals,
		ordinalFronts: set(l.ordinalFronts),
	}
	r.kinds.add(international, name)
	r.kinds.add(firms, firm)
	r.kinds.add(etcetera, unit)
	r.kinds.add(interjections, unit)
	r.kinds.add(l.units, unit)
	r.kinds.add(l.titles, title)
	r.kinds.add(l.numbers, number)
	r.kinds.add(l.cites, cite)
	r.kinds.add(l.names, name)
	r.kinds.add(l.clocks, clock)
	return r
}

func (t table) add(words string, k kind) {
	for _, w := range strings.Fields(words) {
		t[w] = k
		if shout := strings.ToUpper(w); w != strings.ToLower(w) && utf8.RuneCountInString(w) > 1 {
			t[shout] = k
		}
	}
}

func set(words string) table {
	t := table{}
	t.add(words, listed)
	return t
}

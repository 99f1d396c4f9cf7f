// Package language holds what differs between languages when sentences are
// divided: lists of abbreviations, of first words and of verbs of saying.
package language

import (
	"strings"

	"assay.app/assay/model/segment/char"
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

// Rules is a language made ready for looking up.
type Rules struct {
	Kinds, Zones, Starters, Fronts, Headings, Offices, Exclaimed table
	Speech, SpeechOnly, SpeechFollows                            table

	Ordinals, Semicolon, Nouns bool
	OrdinalFronts              table
}

// international abbreviations stand in the texts of every language.
const international = `dr prof st mr mrs ms jr sr vs cf al ca ph.d`

// etcetera ends a list, and often the sentence.
const etcetera = `etc`

// firms are the forms of companies, which stand in the texts of every language.
const firms = `inc corp co cos ltd llc plc bros b.v n.v s.p.a s.r.l pty pte`

// interjections have no vowel but are words.
const interjections = `huh eh hm hmm mm mmm mhm shh sh pst psst grr brr tsk pfft zzz`

// brands are single names that are no other words, in every language.
const brands = `Yahoo Yum Jeopardy Joomla Wham`

// languages holds the rules by the first part of a language tag.
var languages = func() map[string]*Rules {
	all := map[string]*Rules{}
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

// For finds the rules of the language of a BCP 47 tag.
func For(lang string) *Rules {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(lang), "_", "-"), "-")
	if r, ok := languages[base]; ok {
		return r
	}
	return languages["en"]
}

// prepare makes the lists of a language into tables.
func (l language) prepare() *Rules {
	r := &Rules{
		Kinds:     table{},
		Zones:     Set(l.zones),
		Starters:  Set(l.starters),
		Fronts:    Set(l.fronts),
		Headings:  Set(l.headings),
		Offices:   Set(l.offices),
		Exclaimed: Set(l.exclaimed + " " + brands),
		Semicolon: l.semicolon,
		Nouns:     l.nouns,

		Speech:        Set(l.speech),
		SpeechOnly:    Set(l.speechOnly),
		SpeechFollows: Set(l.speechFollows),

		Ordinals:      l.ordinals,
		OrdinalFronts: Set(l.ordinalFronts),
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

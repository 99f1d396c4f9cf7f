// Package matchtest makes up the coverage of one event by many outlets, for tests and
// benchmarks.
package matchtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
)

// The coverage of an event
//
// An event is a list of facts. A fact has a subject, an action, an object, a place, a
// number and perhaps a voice, and each is said in one of several forms:
//
//	The Vilka water board closed 14 pumping stations near Ostrana on Friday.
//	On Friday 14 pumping stations near Ostrana were closed by the Vilka water board.
//	“We closed 14 pumping stations near Ostrana,” the Vilka water board said.
//
// An article tells some facts, the well-known ones most often, and its other sentences
// are noise: words of a made-up vocabulary, in frames of their own. Of every five
// articles one is a reprint of an article before it, with a few sentences changed, left
// out or added. A seed always makes the same coverage.
const (
	// SentencesAnArticle is the mean number of sentences of an article.
	SentencesAnArticle = 50
	factShare          = 0.6
	reprintShare       = 0.2
)

// Article is an article in English, as its sentences.
type Article struct {
	ID        model.ArticleID
	Sentences []string
}

// Coverage returns a number of articles about one event. IDs order them as they are
// returned.
func Coverage(seed uint64, articles int) []Article {
	return Event(seed, 0, articles)
}

// Event is Coverage for one of many events, whose articles have different IDs and other
// facts.
func Event(seed uint64, event, articles int) []Article {
	c := coverage{Rand: rand.New(rand.NewPCG(seed, uint64(event)))}
	for range 3000 {
		c.words = append(c.words, c.word())
	}
	for range 400 + articles/4 {
		c.facts = append(c.facts, c.fact())
	}
	var all []Article
	for i := range articles {
		t := Article{ID: model.ArticleID(fmt.Sprintf("%04d-%011d", event, i))}
		if i > 0 && c.Float64() < reprintShare {
			t.Sentences = c.reprint(all[c.IntN(i)].Sentences)
		} else {
			t.Sentences = c.article()
		}
		all = append(all, t)
	}
	return all
}

type coverage struct {
	*rand.Rand
	words []string
	facts []fact
}

type fact struct {
	subject, object, place, day string
	number                      int
	verb                        [3]string // as in "closed", "were closed", and another word for it
	voice                       string
}

var verbs = [][3]string{
	{"closed", "were closed", "shut down"},
	{"destroyed", "were destroyed", "wrecked"},
	{"inspected", "were inspected", "examined"},
	{"repaired", "were repaired", "restored"},
	{"seized", "were seized", "confiscated"},
	{"delivered", "were delivered", "handed over"},
	{"evacuated", "were evacuated", "cleared"},
	{"promised", "were promised", "pledged"},
	{"rejected", "were rejected", "turned down"},
	{"found", "were found", "discovered"},
	{"flooded", "were flooded", "swamped"},
	{"bought", "were bought", "acquired"},
}

var things = strings.Fields(`stations bridges houses lorries generators boats blankets tents pumps wells farms shops schools
	warehouses gates barriers cameras barrels letters permits roofs cellars buses engines`)

var days = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

func pick[T any](c *coverage, list []T) T { return list[c.IntN(len(list))] }

// word returns a made-up word of two to four syllables.
func (c *coverage) word() string {
	var b strings.Builder
	for range 2 + c.IntN(3) {
		b.WriteByte("bdfgklmnprstvz"[c.IntN(14)])
		b.WriteByte("aeiou"[c.IntN(5)])
		if c.IntN(3) == 0 {
			b.WriteByte("lnrst"[c.IntN(5)])
		}
	}
	return b.String()
}

func (c *coverage) name() string {
	w := pick(c, c.words)
	return strings.ToUpper(w[:1]) + w[1:]
}

func (c *coverage) fact() fact {
	return fact{
		subject: "the " + c.name() + " " + pick(c, []string{"council", "water board", "ministry", "fire service", "company"}),
		object:  pick(c, c.words) + " " + pick(c, things), place: c.name(), day: pick(c, days),
		number: 3 + c.IntN(400), verb: pick(c, verbs), voice: c.name() + " " + c.name(),
	}
}

// say says a fact in one of its forms.
func (c *coverage) say(f *fact) string {
	extra := ""
	if c.IntN(3) == 0 {
		extra = " after a night of " + pick(c, c.words)
	}
	var s string
	switch c.IntN(6) {
	case 0:
		s = fmt.Sprintf("%s %s %d %s near %s on %s%s.", f.subject, f.verb[0], f.number, f.object, f.place, f.day, extra)
	case 1:
		s = fmt.Sprintf("on %s %d %s near %s %s by %s%s.", f.day, f.number, f.object, f.place, f.verb[1], f.subject, extra)
	case 2:
		s = fmt.Sprintf("“We %s %d %s near %s,” %s said%s.", f.verb[0], f.number, f.object, f.place, f.voice, extra)
	case 3:
		s = fmt.Sprintf("%s said that %s had %s %d %s around %s%s.", f.voice, f.subject, f.verb[2], f.number, f.object, f.place, extra)
	case 4:
		s = fmt.Sprintf("in %s, %s %s almost %d %s, according to %s.", f.place, f.subject, f.verb[2], f.number, f.object, f.voice)
	default:
		s = fmt.Sprintf("%s%s, %d %s %s.", f.place, extra, f.number, f.object, f.verb[1])
	}
	if s[0] < utf8.RuneSelf {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// noise returns a sentence that says nothing about the event.
func (c *coverage) noise() string {
	var b strings.Builder
	b.WriteString(pick(c, []string{"Meanwhile", "Nobody", "Some neighbours", c.name(), "An old " + pick(c, c.words)}))
	for range 5 + c.IntN(14) {
		b.WriteByte(' ')
		if c.IntN(3) == 0 {
			b.WriteString(pick(c, []string{"of", "the", "and", "with", "in", "for", "a", "was", "has"}))
		} else {
			b.WriteString(pick(c, c.words))
		}
	}
	b.WriteByte('.')
	return b.String()
}

func (c *coverage) sentence() string {
	if c.Float64() >= factShare {
		return c.noise()
	}
	n := len(c.facts)
	u := c.Float64()
	return c.say(&c.facts[int(u*u*float64(n))])
}

func (c *coverage) article() (all []string) {
	for range SentencesAnArticle/2 + c.IntN(SentencesAnArticle+1) {
		all = append(all, c.sentence())
	}
	return all
}

func (c *coverage) reprint(of []string) (all []string) {
	for _, s := range of {
		switch c.IntN(20) {
		case 0:
			all = append(all, c.sentence())
		case 1:
		default:
			all = append(all, s)
		}
	}
	return all
}

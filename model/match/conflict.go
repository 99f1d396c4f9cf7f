package match

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
)

// ConflictKind is how two sentences contradict each other.
type ConflictKind uint8

// The kinds of conflicts.
const (
	Month     ConflictKind = iota // "in February" and "in mid-March"
	Weekday                       // "on Friday" and "on Monday"
	Date                          // "12 March" and "13 March"
	Period                        // "three weeks" and "a year"; hours and months are no conflict
	Number                        // different numbers of one noun: "240 residents" and "about 400 residents"
	Degree                        // "most residents" and "more residents"
	Negation                      // one side negates what the other says, or denies what it confirms
	Direction                     // opposites: "rose" and "fell"
)

var conflictNames = [...]string{"month", "weekday", "date", "period", "number", "degree", "negation", "direction"}

// String returns the name of the kind, or "unknown".
func (k ConflictKind) String() string {
	if int(k) < len(conflictNames) {
		return conflictNames[k]
	}
	return "unknown"
}

// ConflictKinds returns all kinds.
func ConflictKinds() []ConflictKind {
	return []ConflictKind{Month, Weekday, Date, Period, Number, Degree, Negation, Direction}
}

// ParseConflictKind returns the kind with a name. It returns an error for any other.
func ParseConflictKind(name string) (ConflictKind, error) {
	if i := slices.Index(conflictNames[:], name); i >= 0 {
		return ConflictKind(i), nil
	}
	return 0, fmt.Errorf("no kind of conflict: %q", name)
}

// Conflict says where two sentences contradict each other. The spans are in bytes of the
// first and of the second sentence. It is a hint, never a judgement.
type Conflict struct {
	Kind ConflictKind
	A, B model.Span
}

// gate is the condition for reporting a kind of conflict between two sentences: their least
// base score, and the least weight, in 1/64, of the words that stand around both facts.
type gate struct {
	base  float64
	least int
}

// gates were chosen by looking at every conflict in testdata/gold.tsv, in the sample corpus
// and in some of ECB+.
var gates = [...]gate{
	Month: {-2.7, 64}, Weekday: {-1.5, 85}, Date: {-2.7, 50}, Period: {-2.7, 50}, Number: {-2.7, 75}, Degree: {-3, 30},
	Negation: {-1.2, 100}, Direction: {-2, 80},
}

// Conflicts returns how two sentences in the languages of two BCP 47 tags contradict
// each other, in the order of the kinds, at most one of each. It compares the sentences
// whatever they are about; Index.Pairs reports conflicts only between sentences on the
// same matter. Languages without word lists have none.
func Conflicts(langA, a, langB, b string) []Conflict {
	r := newReader()
	x := r.read(Text{Language: langA, Sentences: []string{a}})
	y := r.read(Text{Language: langB, Sentences: []string{b}})
	c := contradiction{a: &x[0], b: &y[0], open: true}
	return c.all()
}

// contradiction compares the facts of two sentences.
type contradiction struct {
	a, b  *reading
	base  float64 // the score of the two sentences
	open  bool    // no gates
	least int     // the weight of the words that the surroundings of two facts share at least
}

func (c *contradiction) all() (all []Conflict) {
	if len(c.a.facts) == 0 && len(c.b.facts) == 0 {
		return nil
	}
	for _, k := range ConflictKinds() {
		if !c.open {
			if c.base < gates[k].base {
				continue
			}
			c.least = gates[k].least
		}
		var a, b *fact
		switch k {
		case Month:
			a, b = c.values(monthFact, dateFact)
		case Weekday:
			a, b = c.values(weekdayFact)
		case Date:
			a, b = c.dates()
		case Period:
			a, b = c.periods()
		case Number:
			a, b = c.numbers()
		case Degree:
			a, b = c.degrees()
		case Negation:
			most := c.least
			c.least = most * 3 / 5
			if a, b = c.opposed(denialFact, affirmFact); a == nil {
				c.least = most
				if one, ok := c.negation(); ok {
					all = append(all, one)
				}
			}
		case Direction:
			a, b = c.opposed(upFact, downFact)
		}
		if a != nil {
			all = append(all, Conflict{k, a.span, b.span})
		}
	}
	return all
}

// pairs calls visit with the pairs of facts of the given kinds until it returns true.
func (c *contradiction) pairs(visit func(a, b *fact) bool, kinds ...factKind) bool {
	for i := range c.a.facts {
		f := &c.a.facts[i]
		if !slices.Contains(kinds, f.kind) {
			continue
		}
		for j := range c.b.facts {
			if g := &c.b.facts[j]; slices.Contains(kinds, g.kind) && visit(f, g) {
				return true
			}
		}
	}
	return false
}

// groupWeight is the weight of a group of words that mean nearly the same.
const groupWeight = 40

// shared returns the weight of the words that the surroundings of two facts share.
func (c *contradiction) shared(f, g *fact) (sum int) {
	for _, h := range f.near {
		if h == 0 || !slices.Contains(g.near[:], h) {
			continue
		}
		if at, ok := c.a.find(h); ok {
			sum += int(c.a.terms[at].weight)
		} else {
			sum += groupWeight
		}
	}
	return sum
}

// values returns two facts with different values if the sentences have no value in
// common.
func (c *contradiction) values(kinds ...factKind) (a, b *fact) {
	best := -1
	if c.pairs(func(f, g *fact) bool {
		if f.value == g.value {
			return true
		}
		if s := c.shared(f, g); s > best && s >= c.least && !f.spoken && !g.spoken {
			best, a, b = s, f, g
		}
		return false
	}, kinds...) {
		return nil, nil
	}
	return a, b
}

// dates returns two days of one month if the sentences have no date in common.
func (c *contradiction) dates() (a, b *fact) {
	best := -1
	if c.pairs(func(f, g *fact) bool {
		if f.value == g.value && f.low == g.low {
			return true
		}
		if s := c.shared(f, g); f.value == g.value && s > best && s >= c.least {
			best, a, b = s, f, g
		}
		return false
	}, dateFact) {
		return nil, nil
	}
	return a, b
}

func compatible(f, g *fact) bool { return f.low <= g.high && g.low <= f.high }

// periods returns two lengths of time that exclude each other, if none agree.
func (c *contradiction) periods() (a, b *fact) {
	const day = 3 // in unitDays
	best := -1
	if c.pairs(func(f, g *fact) bool {
		if compatible(f, g) {
			return true
		}
		least := c.least
		near := f.value == g.value || f.value >= day && g.value >= day
		if !near && f.value > 0 && g.value > 0 && f.value < day && g.value < day { // minutes and hours
			near, least = true, 3*least/2
		}
		if s := c.shared(f, g); near && s > best && s >= least {
			best, a, b = s, f, g
		}
		return false
	}, periodFact) {
		return nil, nil
	}
	return a, b
}

// anchored returns the weight of the words that two numbers of one thing share: those
// around them, and what they count if that is more than a measure.
func (c *contradiction) anchored(f, g *fact) int {
	sum := c.shared(f, g)
	if f.fate != 0 && f.fate == g.fate {
		sum += groupWeight
	}
	for _, h := range f.about {
		if at, ok := c.a.find(h); ok && h != 0 && !f.sum && slices.Contains(g.about[:], h) && !slices.Contains(measures, h) {
			sum += int(c.a.terms[at].weight)
		}
	}
	return sum
}

// sameMatter reports whether two numbers may be of one thing: of one noun, unless it is
// people to whom different things happened, or of all that died.
func sameMatter(f, g *fact) bool {
	switch {
	case f.fate == ageFate || g.fate == ageFate:
		return f.fate == g.fate && sharesHead(f, g)
	case f.fate == g.fate && f.fate != 0:
		return true
	case f.fate != 0 && g.fate != 0:
		return false
	}
	return sharesHead(f, g)
}

// sharesHead reports whether two facts are about one thing.
func sharesHead(f, g *fact) bool {
	for _, h := range f.about {
		if h != 0 && slices.Contains(g.about[:], h) {
			return true
		}
	}
	return false
}

// numbers returns two numbers of one noun that exclude each other, if no numbers of it
// agree.
func (c *contradiction) numbers() (a, b *fact) {
	best := -1
	if c.pairs(func(f, g *fact) bool {
		if !sameMatter(f, g) {
			return false
		}
		if compatible(f, g) {
			return true
		}
		least := c.least
		if f.sum {
			least *= 2
		}
		if s := c.anchored(f, g); s > best && s >= least {
			best, a, b = s, f, g
		}
		return false
	}, numberFact) {
		return nil, nil
	}
	return a, b
}

// degrees returns "most" of one sentence and "more" of the other.
func (c *contradiction) degrees() (a, b *fact) {
	c.pairs(func(f, g *fact) bool {
		if f.kind != g.kind && sharesHead(f, g) {
			a, b = f, g
			return true
		}
		return false
	}, mostFact, moreFact)
	if a == nil || c.has(c.a, b.kind, b) || c.has(c.b, a.kind, a) {
		return nil, nil
	}
	return a, b
}

// has reports whether a sentence has a fact of a kind with the value, or about the same.
func (c *contradiction) has(s *reading, kind factKind, like *fact) bool {
	return slices.ContainsFunc(s.facts, func(f fact) bool {
		return f.kind == kind && f.value == like.value && (f.about == [3]uint32{} || sharesHead(&f, like))
	})
}

// opposed returns two facts of opposite kinds and one value, of which neither sentence
// has both.
func (c *contradiction) opposed(kind, opposite factKind) (a, b *fact) {
	best := -1
	c.pairs(func(f, g *fact) bool {
		if f.kind == g.kind || f.value != g.value || c.has(c.a, g.kind, g) || c.has(c.b, f.kind, f) {
			return false
		}
		if s := c.shared(f, g); s > best && s >= c.least {
			best, a, b = s, f, g
		}
		return false
	}, kind, opposite)
	return a, b
}

// negation returns a negation in one sentence of what the other says without one.
func (c *contradiction) negation() (one Conflict, ok bool) {
	if f, at := c.negated(c.a, c.b); f != nil {
		return Conflict{Negation, f.span, at}, true
	}
	if f, at := c.negated(c.b, c.a); f != nil {
		return Conflict{Negation, at, f.span}, true
	}
	return one, false
}

// negated returns a fact of s that negates a word of other, which negates nothing, and
// where that word is. If the language of other has no word lists, nobody knows what it negates.
func (c *contradiction) negated(s, other *reading) (f *fact, at model.Span) {
	if !other.known {
		return nil, at
	}
	if slices.ContainsFunc(other.facts, func(f fact) bool { return f.kind == notFact || f.kind == denialFact }) {
		return nil, at
	}
	for i := range s.facts {
		f := &s.facts[i]
		if f.kind != notFact || f.spoken {
			continue
		}
		shared := 0
		for _, h := range f.near {
			if k, found := other.find(h); found && h != 0 {
				shared += int(other.terms[k].weight)
			}
		}
		for _, h := range f.about {
			for _, w := range other.words {
				if h == 0 || w.hash != h || w.weight == 0 {
					continue
				}
				if shared >= c.least {
					return f, w.span()
				}
			}
		}
	}
	return nil, at
}

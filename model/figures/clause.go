package figures

import (
	"bytes"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/search/token"
)

// clause is the part of a query for a value, if the language can say it.
type clause struct {
	text string
	ok   bool
}

type clauseKey struct {
	Dimension
	number int32
}

// clause returns the part of a query for a value, "" if it needs none, or false if the language
// cannot say it exactly. It remembers the clauses until the project changes.
func (c *Counts) clause(d Dimension, number int32) (string, bool) {
	key := clauseKey{d, number}
	known, ok := c.clauses[key]
	if !ok {
		known.text, known.ok = c.newClause(d, number)
		if c.clauses == nil {
			c.clauses = map[clauseKey]clause{}
		}
		c.clauses[key] = known
	}
	return known.text, known.ok
}

func (c *Counts) newClause(d Dimension, number int32) (string, bool) {
	switch d {
	case Whole, Article: // an article is opened by its id
		return "", true
	case Label:
		return c.labelClause(number)
	case Outlet:
		return c.beginning("outlet", number, c.outlets.names, "")
	case Origin:
		switch {
		case number == none:
			return "origin:unknown", true
		case c.origins.keys[number] == "":
			return "origin:own", true
		}
		return c.originClause(number)
	case Published:
		if number == none {
			return "-date:*", true
		}
		return "date:" + c.days.keys[number], true
	case Voice:
		return c.voiceClause(number)
	case Speaker:
		if number == none {
			return "-voice:*", true
		}
		s := c.speakers.keys[number]
		voice, ok := c.voiceClause(s.voice)
		outlet, fine := c.clause(Outlet, s.outlet)
		return voice + " " + outlet, ok && fine
	case Letter:
		if number == none {
			return "-grade:*", true
		}
		return "grade:" + string(rune(number)), true
	case Digit:
		if number == none {
			return "-info:*", true
		}
		return "info:" + string(rune(number)), true
	case Statement:
		if number == none {
			return "-statement:*", true
		}
		return c.statementClause(number)
	case Work:
		clause, ok := map[int32]string{workLabelled: "tagged", workAttributed: "voice:*", workMentioned: "statement:*"}[number]
		return clause, ok // grade:* also finds what inherits a grade
	default: // Mode, Worked, Outlets, Independents
		return "", false
	}
}

func (c *Counts) labelClause(number int32) (string, bool) {
	if number == none {
		return "untagged", true
	}
	key := c.facts.Names.labels.ids[number]
	words := c.wordsOf(string(key))
	for _, l := range c.facts.Codebook {
		if l.Key == key {
			continue
		}
		for _, name := range []string{string(l.Key), l.Name, l.Letter} {
			if slices.EqualFunc(words, c.wordsOf(name), bytes.Equal) {
				return "", false
			}
		}
	}
	text, ok := quoted(string(key))
	return "label:" + text, ok
}

func (c *Counts) voiceClause(number int32) (string, bool) {
	if number == none {
		return "-voice:*", true
	}
	name := c.name(Voice, number)
	words, n := c.wordsOf(name), c.facts.Names
	for other, id := range n.voices.ids {
		if c.voiceRoots[other] == number {
			continue
		}
		called := n.called[id]
		if v := c.facts.Voices.Stored(id); v != nil {
			called = v.Name
		}
		if slices.EqualFunc(words, c.wordsOf(called), bytes.Equal) {
			return "", false
		}
	}
	text, ok := quoted(name)
	return "voice:" + text, ok
}

func (c *Counts) originClause(number int32) (string, bool) {
	switch strings.ToLower(c.origins.names[number]) {
	case ownOrigin, "unknown", "none", "*":
		return "", false
	}
	own := "" // own reporting may name an outlet, which the filter also finds
	for _, o := range c.facts.origins {
		if o.Kind == model.OwnReporting && o.Name != "" {
			own = "-origin:own"
		}
	}
	return c.beginning("origin", number, c.origins.names, own)
}

func (c *Counts) statementClause(number int32) (string, bool) {
	id := c.facts.Names.statements.ids[number]
	words := c.wordsOf(string(id))
	for other, oid := range c.facts.Names.statements.ids {
		if c.statementRoots[other] != number && slices.EqualFunc(words, c.wordsOf(c.facts.Names.titled[oid]), bytes.Equal) {
			return "", false
		}
	}
	text, ok := quoted(string(id))
	return "statement:" + text, ok
}

// beginning returns the clause of a filter that finds names by the beginnings of their words: a name
// is excluded if the filter would find it, too.
func (c *Counts) beginning(filter string, number int32, names []string, also string) (string, bool) {
	if number == none {
		return "-" + filter + ":*", true
	}
	name := names[number]
	text, ok := quoted(name)
	if !ok {
		return "", false
	}
	words, without := c.wordsOf(name), []string(nil)
	for other, called := range names {
		if int32(other) == number || !findsIn(words, c.wordsOf(called)) {
			continue
		}
		its, fine := quoted(called)
		if !fine || findsIn(c.wordsOf(called), words) || len(without) == mostNamed {
			return "", false
		}
		without = append(without, its)
	}
	clause := filter + ":" + text
	if len(without) > 0 {
		clause += " -" + filter + ":" + strings.Join(without, ",")
	}
	if also != "" {
		clause += " " + also
	}
	return clause, true
}

// findsIn reports whether a filter on outlets or origins with these words finds a name.
func findsIn(words, name [][]byte) bool {
	for from := range name {
		if len(name)-from < len(words) {
			return false
		}
		matches := true
		for i, w := range words {
			last := i == len(words)-1
			matches = matches && (bytes.Equal(w, name[from+i]) || last && bytes.HasPrefix(name[from+i], w))
		}
		if matches {
			return true
		}
	}
	return false
}

// wordsOf returns the words of a name as filters compare them. It remembers them.
func (c *Counts) wordsOf(name string) [][]byte {
	words, known := c.words[name]
	if !known {
		words = cutWords(name)
		if c.words == nil {
			c.words = map[string][][]byte{}
		}
		c.words[name] = words
	}
	return words
}

// cutWords returns the words of a text as filters compare them.
func cutWords(text string) [][]byte {
	var out [][]byte
	for _, w := range new(token.QueryCutter).Cut(text) {
		out = append(out, bytes.Clone(w))
	}
	return out
}

// quoted returns a value for a filter, or false if a query cannot have it.
func quoted(name string) (string, bool) {
	if strings.ContainsAny(name, "\"“”„‟«»\n\r\t\x00") || strings.HasSuffix(name, "*") || len(cutWords(name)) == 0 {
		return "", false
	}
	text := `"` + name + `"`
	q, err := search.Parse("outlet:" + text)
	if err != nil || len(q.Filters) != 1 || len(q.Filters[0].Values) != 1 || q.Filters[0].Values[0] != name {
		return "", false
	}
	if plainWord(name) {
		return name, true
	}
	return text, true
}

// plainWord reports whether a value needs no quotes.
func plainWord(name string) bool {
	return strings.IndexFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') }) < 0
}

package figures

import (
	"bytes"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/search/token"
)

// Open is what a cell of a figure counts, for those who want to see it.
type Open struct {
	// Query finds what is counted, in the language of searches; it applies to all analysts whose
	// work is visible to the one who searches. It is "" if the language cannot say it.
	Query string
	// Hits is how many sentences and asides Query finds within Article, or in the whole selection
	// if Article is "". It is −1 if that is not known.
	Hits int

	Article    model.ArticleID     // set if one article is counted
	Statements []model.StatementID // those that are counted, if the figure counts statements
}

// Open returns what opens the cell in a row and a column.
func (f *Figure) Open(row, column int) Open {
	c, r, l := f.counts, f.Rows[row].number, f.Columns[column].number
	o := Open{Hits: -1}
	switch f.table.how {
	case byCoverage:
		o.Statements = c.coverage(r, l)
		return o
	case byStatement:
		for _, at := range c.inOrder() {
			if c.ofStatement(f.Cross.Rows, at) == r && c.ofStatement(f.Cross.Columns, at) == l {
				o.Statements = append(o.Statements, model.StatementID(c.facts.Names.statements.ids[at]))
			}
		}
		return o
	default:
	}
	var ok bool
	o.Query, ok = c.query(f, r, l)
	for d, number := range map[Dimension]int32{f.Cross.Rows: r, f.Cross.Columns: l} {
		if d == Article {
			o.Article = c.facts.articles[number].ID
		}
	}
	if !ok {
		o.Query = ""
		return o
	}
	if at := f.At(row, column); at >= 0 && f.table.how != byArticle {
		o.Hits = int(f.Cells[at].hits)
	}
	return o
}

// query returns the query for a cell, or false if the language cannot say it.
func (c *Counts) query(f *Figure, row, column int32) (string, bool) {
	var clauses []string
	add := func(clause string) {
		if clause != "" && !slices.Contains(clauses, clause) {
			clauses = append(clauses, clause)
		}
	}
	x, by := f.Cross, ""
	if x.Rows == Letter && x.Columns == Digit || x.Rows == Digit && x.Columns == Letter {
		if row == none || column == none {
			return "", false // a letter without a digit is that of every sentence of its outlet
		}
		letter, digit := row, column
		if x.Rows == Digit {
			letter, digit = column, row
		}
		add("grade:" + string(rune(letter)) + string(rune(digit)))
	} else {
		for _, side := range []struct {
			d      Dimension
			number int32
		}{{x.Rows, row}, {x.Columns, column}} {
			if side.d == Analyst {
				var ok bool
				if by, ok = c.byAnalysts([]uint32{uint32(side.number)}); !ok {
					return "", false
				}
				continue
			}
			clause, ok := c.clause(side.d, side.number)
			if !ok {
				return "", false
			}
			add(clause)
		}
	}
	if f.table.how == byArticle {
		return strings.Join(clauses, " "), true
	}
	if f.table.how == byFact {
		add(map[source]string{ofAnnotation: c.unless(x, Label, "tagged"), ofAttribution: c.unless(x, Voice, "voice:*"), ofMention: c.unless(x, Statement, "statement:*")}[f.table.of])
	}
	if f.table.how == bySentence && !c.positive(x, row, column) {
		return "", false // only clauses that say what is missing
	}
	if by == "" {
		var ok bool
		if by, ok = c.everybody(); !ok {
			return "", false
		}
	}
	add(by)
	return strings.Join(clauses, " "), true
}

// unless returns a clause that is needed unless a dimension is counted, which has one.
func (c *Counts) unless(x Cross, d Dimension, clause string) string {
	if x.Rows == d || x.Columns == d || d == Voice && (x.Rows == Speaker || x.Columns == Speaker) {
		return ""
	}
	return clause
}

// positive reports whether at least one side of a cell has a value.
func (c *Counts) positive(x Cross, row, column int32) bool {
	return row != none && x.Rows.source() > ofArticle || column != none && x.Columns.source() > ofArticle
}

// everybody returns the clause for the analysts who count.
func (c *Counts) everybody() (string, bool) {
	var some []uint32
	all := true
	for at := range c.facts.Names.analysts.ids {
		if c.counting(uint32(at)) {
			some = append(some, uint32(at))
		} else {
			all = false
		}
	}
	if all {
		return "analyst:*", true
	}
	return c.byAnalysts(some)
}

// mostNamed is the largest number of analysts that a query names.
const mostNamed = 20

// byAnalysts returns the clause for analysts, or false if their names mean others, too.
func (c *Counts) byAnalysts(some []uint32) (string, bool) {
	if len(some) == 0 || len(some) > mostNamed {
		return "", false
	}
	ids := c.facts.Names.analysts.ids
	var parts []string
	for _, at := range some {
		words := c.wordsOf(ids[at])
		text, ok := quoted(ids[at])
		if !ok {
			return "", false
		}
		for other := range ids {
			if !slices.Contains(some, uint32(other)) && slices.EqualFunc(words, c.wordsOf(ids[other]), bytes.Equal) {
				return "", false
			}
		}
		parts = append(parts, text)
	}
	slices.Sort(parts)
	return "analyst:" + strings.Join(parts, ","), true
}

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

package figures

import (
	"bytes"
	"slices"
	"strings"

	"assay.app/assay/model"
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

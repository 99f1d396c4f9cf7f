package figures

import (
	"fmt"

	"assay.app/assay/model"
)

// Dimension is something by which a figure counts: its rows or its columns.
type Dimension uint8

// The dimensions.
const (
	Whole        Dimension = iota // one value: everything
	Label                         // the label of an annotation
	Article                       // the article
	Outlet                        // the outlet of the article
	Origin                        // the origin of the article, as an analyst set it
	Voice                         // the voice to which a sentence is attributed
	Mode                          // direct, indirect or mixed speech
	Speaker                       // a voice in an outlet
	Published                     // the day on which the article was published
	Analyst                       // the analyst who made the record
	Worked                        // the day on which an annotation was made
	Letter                        // the letter of the grade in force
	Digit                         // the digit of the grade
	Statement                     // the statement of a mention
	Outlets                       // how many outlets have a mention of the statement
	Independents                  // how many independent sources the statement has at most
	Work                          // what was done: labelled, attributed, graded, mentioned
	Coverage                      // what an outlet does with a statement: said, left out, not found

	dimensions = int(Coverage) + 1
)

var dimensionNames = [...]string{
	"all", "label", "article", "outlet", "origin", "voice", "mode", "speaker", "day", "analyst", "workday",
	"letter", "digit", "statement", "outlets", "independents", "work", "coverage",
}

// String returns the name of the dimension in commands.
func (d Dimension) String() string {
	if int(d) < len(dimensionNames) {
		return dimensionNames[d]
	}
	return "unknown"
}

// ParseDimension returns the dimension with a name that String returns, or false.
func ParseDimension(name string) (Dimension, bool) {
	for d, known := range dimensionNames {
		if known == name {
			return Dimension(d), true
		}
	}
	return 0, false
}

// Dimensions returns the dimensions that can be set against each other: all but Coverage, which
// belongs to the figure "left-out".
func Dimensions() []Dimension {
	var all []Dimension
	for d := range dimensions - 1 {
		all = append(all, Dimension(d))
	}
	return all
}

// Ordered reports whether the values of the dimension have an order of their own. The values of
// the others are sorted by count and then by name.
func (d Dimension) Ordered() bool {
	switch d {
	case Label, Mode, Published, Worked, Letter, Digit, Outlets, Independents, Work, Coverage:
		return true
	default:
		return false
	}
}

// source is the kind of fact that has the values of a dimension.
type source uint8

const (
	anyFact source = iota // any fact
	ofArticle
	ofAnnotation
	ofAttribution
	ofGrade
	ofMention
	ofStatement // the number of outlets and of independent sources
	ofWork
	ofCoverage
)

func (d Dimension) source() source {
	switch d {
	case Label, Worked:
		return ofAnnotation
	case Voice, Mode, Speaker:
		return ofAttribution
	case Letter, Digit:
		return ofGrade
	case Statement, Outlets, Independents:
		return ofMention
	case Article, Outlet, Origin, Published:
		return ofArticle
	case Work:
		return ofWork
	case Coverage:
		return ofCoverage
	default: // Whole, Analyst
		return anyFact
	}
}

// Unit is what a figure counts.
type Unit uint8

// The units of counting.
const (
	Articles     Unit = iota // articles
	Annotations              // annotations: each analyst's label on a sentence counts
	Attributions             // attributions: each analyst's attribution of a sentence counts
	Mentions                 // mentions: each analyst's mention of a statement in a sentence counts
	Sentences                // sentences: each counts once in a cell, however many records it has
	Statements               // statements
)

var unitNames = [...]string{"articles", "annotations", "attributions", "mentions", "sentences", "statements"}

// String returns the name of the unit.
func (u Unit) String() string {
	if int(u) < len(unitNames) {
		return unitNames[u]
	}
	return "unknown"
}

// Cross is two dimensions against each other.
type Cross struct{ Rows, Columns Dimension }

// how is the way in which a table is counted.
type how uint8

const (
	byArticle   how = iota // articles, each with its row and its column
	byFact                 // records of one kind
	bySentence             // sentences, by the values of records of two kinds, or by grades
	byWork                 // sentences, by what was done with them
	byStatement            // statements
	byCoverage             // statements, for each outlet
)

// plan says how two dimensions are counted.
type plan struct {
	Cross
	how  how
	of   source // of byFact
	unit Unit
}

// planOf returns how two dimensions are counted. It returns an error that wraps model.ErrValue if
// they cannot be set against each other.
func planOf(c Cross) (plan, error) {
	p := plan{Cross: c}
	rows, columns := c.Rows.source(), c.Columns.source()
	statement := func(d Dimension) bool { return d == Whole || d.source() == ofMention }
	switch {
	case rows == ofCoverage || columns == ofCoverage:
		if c != (Cross{Outlet, Coverage}) {
			return p, fmt.Errorf("%w: coverage is counted only by outlet", model.ErrValue)
		}
		p.how, p.unit = byCoverage, Statements
	case c.Rows == c.Columns && c.Rows != Whole:
		return p, fmt.Errorf("%w: %v against itself", model.ErrValue, c.Rows)
	case rows == ofWork || columns == ofWork:
		other := rows
		if rows == ofWork {
			other = columns
		}
		if other != anyFact && other != ofArticle {
			return p, fmt.Errorf("%w: work is counted only by analyst, or by article, outlet, origin or day", model.ErrValue)
		}
		p.how, p.unit = byWork, Sentences
	case statement(c.Rows) && statement(c.Columns) && c != (Cross{}):
		p.how, p.unit = byStatement, Statements
	case aboutArticle(c.Rows) && aboutArticle(c.Columns) && c != (Cross{}):
		p.how, p.unit = byArticle, Articles
	default:
		p.records(rows, columns)
	}
	return p, nil
}

func aboutArticle(d Dimension) bool { return d == Whole || d.source() == ofArticle }

// records sets how records of one or two kinds are counted.
func (p *plan) records(rows, columns source) {
	plain := func(s source) bool { return s == anyFact || s == ofArticle }
	switch {
	case plain(rows) && plain(columns):
		p.of = ofAnnotation
	case plain(rows):
		p.of = columns
	case plain(columns), rows == columns:
		p.of = rows
	}
	switch p.of {
	case ofAnnotation:
		p.how, p.unit = byFact, Annotations
	case ofAttribution:
		p.how, p.unit = byFact, Attributions
	case ofMention:
		p.how, p.unit = byFact, Mentions
	default: // grades, which are inherited, and two kinds
		p.how, p.unit = bySentence, Sentences
	}
}

// UnitOf returns what the figure of two dimensions counts:
//
//   - articles, if both are about articles;
//   - statements, if both are about statements;
//   - annotations, attributions or mentions, if only records of this kind have the values;
//   - sentences otherwise. A sentence counts once in each cell whose two values it has, whichever
//     analysts gave them. One that has only the value of the row is in the column of no value, and
//     the other way round; but if one dimension is Label, only sentences with a label count.
//
// The error wraps model.ErrValue if the two cannot be set against each other.
func UnitOf(c Cross) (Unit, error) {
	p, err := planOf(c)
	return p.unit, err
}

package figures

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
)

// support is what stands behind a statement.
type support struct {
	listed                bool // it is in the list of statements, or has a mention that counts
	outlets, independents int32
}

// said is one mention as it counts for a statement.
type said struct {
	statement int32
	of        byte // see below
	by        int32
}

// The meanings of said.by.
const (
	saidInOutlet byte = iota // the column of an article in a comparison
	saidByOrigin             // a source of articles that assert the statement
	saidByVoice              // a voice
	saidByNobody             // a source of articles that attribute it to a voice that is not known
)

// support counts the outlets and the independent sources of each statement. Outlets are the
// columns of a comparison: an article without an outlet is one of its own. The rule for
// independent sources is that of compare.Independent, with the origins that analysts set and the
// voices of attributions. What Assay would propose needs texts.
func (c *Counts) support() {
	if c.supported {
		return
	}
	c.supported = true
	seen := map[said]bool{}
	c.roots()
	c.statements = make([]support, len(c.statementRoots))
	for _, id := range c.facts.Statements.All() {
		c.statements[c.facts.Names.Statement(id, "")].listed = true
	}
	for i := range c.facts.articles {
		if !c.included[i] {
			continue
		}
		a := &c.facts.articles[i]
		for k := range a.Mentions {
			m := &a.Mentions[k]
			if m.On != Sentence || !c.counting(m.Analyst) {
				continue
			}
			at := c.statementRoot(m.Statement)
			s := &c.statements[at]
			s.listed = true
			if one := (said{at, saidInOutlet, c.column[i]}); !seen[one] {
				seen[one] = true
				s.outlets++
			}
			if one, counts := c.independent(i, m); counts && !seen[one] {
				seen[one] = true
				s.independents++
			}
		}
	}
	for id, row := range c.given {
		if at := c.facts.Names.Statement(id, ""); int(at) < len(c.statements) {
			c.statements[at].outlets, c.statements[at].independents = row.outlets, row.independents
		}
	}
}

// Use makes the counts take the numbers of outlets and of independent sources from a comparison,
// which also knows what Assay proposes. It is for a table of the same request.
func (c *Counts) Use(t *compare.Table) {
	c.given = map[model.StatementID]support{}
	for i := range t.Rows {
		row := &t.Rows[i]
		c.given[row.ID] = support{outlets: int32(row.Outlets), independents: int32(row.Independent.Count)}
	}
	c.stale = true
}

// independent returns the source of a mention, or false if the mention denies or doubts.
func (c *Counts) independent(i int, m *Mention) (said, bool) {
	statement := c.statementRoot(m.Statement)
	switch m.Stance {
	case stanceAsserts:
		return said{statement, saidByOrigin, c.source[i]}, true
	case stanceAttributes:
		a := &c.facts.articles[i]
		at, _ := slices.BinarySearchFunc(a.Attributions, m.Place, func(f Attribution, p Place) int { return f.compare(p) })
		for ; at < len(a.Attributions) && a.Attributions[at].key() == m.key(); at++ {
			if f := &a.Attributions[at]; f.Analyst == m.Analyst {
				return said{statement, saidByVoice, c.voiceRoot(f.Voice)}, true
			}
		}
		return said{statement, saidByNobody, c.source[i]}, true
	default:
		return said{}, false
	}
}

// ofStatement returns the value of a statement in a dimension.
func (c *Counts) ofStatement(d Dimension, statement int32) int32 {
	switch d {
	case Statement:
		return statement
	case Outlets:
		return c.statements[statement].outlets
	case Independents:
		return c.statements[statement].independents
	default:
		return 0
	}
}

func (c *Counts) byStatement(t *counted) {
	for at := range c.statements {
		if c.statements[at].listed {
			t.add(c.ofStatement(t.Rows, int32(at)), c.ofStatement(t.Columns, int32(at)), amount{1, 0})
		}
	}
}

// The values of Coverage.
const (
	coverageSaid int32 = iota
	coverageLeftOut
	coverageNotFound
)

// byCoverage counts, for each outlet with a name, the statements that it says, leaves out, and
// those that nobody found in it. A mention with any stance says that the outlet is not silent; it
// outweighs a gap.
func (c *Counts) byCoverage(t *counted) {
	gaps := map[speaker]bool{} // of a statement in an outlet
	for key := range c.facts.gaps {
		if outlet, known := c.outlets.number[key.Outlet]; known && c.asked.Counted(key.Analyst) {
			gaps[speaker{outlet, c.statementRoot(c.facts.Names.Statement(model.StatementID(key.ID), ""))}] = true
		}
	}
	found := map[speaker]bool{}
	for i := range c.facts.articles {
		if !c.included[i] || c.outlet[i] == none {
			continue
		}
		for k := range c.facts.articles[i].Mentions {
			if m := &c.facts.articles[i].Mentions[k]; m.On == Sentence && c.counting(m.Analyst) {
				found[speaker{c.outlet[i], c.statementRoot(m.Statement)}] = true
			}
		}
	}
	for outlet := range c.outlets.keys {
		for at := range c.statements {
			if !c.statements[at].listed {
				continue
			}
			column := coverageNotFound
			switch key := (speaker{int32(outlet), int32(at)}); {
			case found[key]:
				column = coverageSaid
			case gaps[key]:
				column = coverageLeftOut
			}
			t.add(int32(outlet), column, amount{1, 0})
		}
	}
}

// coverage returns the statements in a cell of the table of outlets and coverage, in their order.
func (c *Counts) coverage(outlet, column int32) []model.StatementID {
	var out []model.StatementID
	said, left := map[int32]bool{}, map[int32]bool{}
	for i := range c.facts.articles {
		if !c.included[i] || c.outlet[i] != outlet {
			continue
		}
		for k := range c.facts.articles[i].Mentions {
			if m := &c.facts.articles[i].Mentions[k]; m.On == Sentence && c.counting(m.Analyst) {
				said[c.statementRoot(m.Statement)] = true
			}
		}
	}
	for key := range c.facts.gaps {
		if key.Outlet == c.outlets.keys[outlet] && c.asked.Counted(key.Analyst) {
			left[c.statementRoot(c.facts.Names.Statement(model.StatementID(key.ID), ""))] = true
		}
	}
	for _, at := range c.inOrder() {
		value := coverageNotFound
		switch {
		case said[at]:
			value = coverageSaid
		case left[at]:
			value = coverageLeftOut
		}
		if value == column {
			out = append(out, model.StatementID(c.facts.Names.statements.ids[at]))
		}
	}
	return out
}

// inOrder returns the numbers of the listed statements: those of the project's list in its order,
// then those that only mentions have.
func (c *Counts) inOrder() []int32 {
	var out []int32
	listed := map[int32]bool{}
	for _, id := range c.facts.Statements.All() {
		at := int32(c.facts.Names.Statement(id, ""))
		out, listed[at] = append(out, at), true
	}
	var rest []int32
	for at := range c.statements {
		if c.statements[at].listed && !listed[int32(at)] {
			rest = append(rest, int32(at))
		}
	}
	ids := c.facts.Names.statements.ids
	slices.SortFunc(rest, func(a, b int32) int { return compareIDs(ids[a], ids[b]) })
	return append(out, rest...)
}

func compareIDs[ID ~string](a, b ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

package figures

import "slices"

// What the articles add to tables.

// byFact counts the records of one kind. A record counts if its span is a sentence; a search also
// finds units that were set aside, and each sentence once.
func (c *Counts) byFact(t *counted, i int, by int32) {
	a := &c.facts.articles[i]
	row, column := c.ofArticle(t.Rows, i), c.ofArticle(t.Columns, i)
	sum := tally{table: &t.table, by: by}
	switch t.of {
	case ofAnnotation:
		rows, columns := t.Rows.source() != ofArticle && t.Rows != Whole, t.Columns.source() != ofArticle && t.Columns != Whole
		for k := range a.Annotations {
			f := &a.Annotations[k]
			if !c.counting(f.Analyst) {
				continue
			}
			cell := pair{row, column}
			if rows {
				cell.row = c.ofAnnotated(t.Rows, f)
			}
			if columns {
				cell.column = c.ofAnnotated(t.Columns, f)
			}
			sum.add(&f.Place, cell)
		}
	case ofAttribution:
		for k := range a.Attributions {
			if f := &a.Attributions[k]; c.counting(f.Analyst) {
				sum.add(&f.Place, pair{c.ofAttributed(t.Rows, i, f), c.ofAttributed(t.Columns, i, f)})
			}
		}
	case ofMention:
		for k := range a.Mentions {
			if f := &a.Mentions[k]; c.counting(f.Analyst) {
				sum.add(&f.Place, pair{c.ofMentioned(t.Rows, i, f), c.ofMentioned(t.Columns, i, f)})
			}
		}
	default: // counted by sentence
	}
	sum.flush()
}

// tally sums what one article adds to a table, because most of its records are in few cells.
type tally struct {
	table *table
	by    int32
	cells []tallied
	room  [8]tallied

	last uint64 // the span of the last record
	seen pairs  // the cells in which it counts
}

type tallied struct {
	pair
	amount
}

// mostTallied is how many cells a tally has at most.
const mostTallied = 8

func (s *tally) add(p *Place, cell pair) {
	if p.On == Detached {
		return
	}
	if key := p.key(); key != s.last {
		s.last, s.seen = key, s.seen[:0]
	}
	n := amount{}
	if p.On == Sentence {
		n.count = s.by
	}
	if !slices.Contains(s.seen, cell) {
		s.seen = append(s.seen, cell)
		n.hits = s.by
	}
	for i := range s.cells {
		if s.cells[i].pair == cell {
			s.cells[i].amount.add(n)
			return
		}
	}
	if len(s.cells) == mostTallied {
		s.flush()
	}
	if s.cells == nil {
		s.cells = s.room[:0]
	}
	s.cells = append(s.cells, tallied{cell, n})
}

func (s *tally) flush() {
	for i := range s.cells {
		s.table.add(s.cells[i].row, s.cells[i].column, s.cells[i].amount)
	}
	s.cells = s.cells[:0]
}

// ofAnnotated returns the value of an annotation in a dimension that is not about articles.
func (c *Counts) ofAnnotated(d Dimension, f *Annotation) int32 {
	switch d {
	case Label:
		return int32(f.Label)
	case Worked:
		if f.Day == NoDay {
			return none
		}
		return c.worked.of(f.Day, "")
	case Analyst:
		return int32(f.Analyst)
	default:
		return none
	}
}

func (c *Counts) ofAttributed(d Dimension, i int, f *Attribution) int32 {
	switch d {
	case Voice:
		return c.voiceRoot(f.Voice)
	case Mode:
		return int32(f.Mode)
	case Speaker:
		key := speaker{c.outlet[i], c.voiceRoot(f.Voice)}
		return c.speakers.of(key, "")
	case Analyst:
		return int32(f.Analyst)
	default:
		return c.ofArticle(d, i)
	}
}

func (c *Counts) ofMentioned(d Dimension, i int, f *Mention) int32 {
	switch d {
	case Statement:
		return c.statementRoot(f.Statement)
	case Outlets:
		return c.statements[c.statementRoot(f.Statement)].outlets
	case Independents:
		return c.statements[c.statementRoot(f.Statement)].independents
	case Analyst:
		return int32(f.Analyst)
	default:
		return c.ofArticle(d, i)
	}
}

// bySentence counts sentences by the values of all records on them.
func (c *Counts) bySentence(t *counted, i int, by int32) {
	w := t.wants()
	if t.uses(Letter) && !t.uses(Label) && !t.uses(Digit) { // a letter of the article or the outlet is that of all sentences
		for _, analyst := range c.graders {
			w.units = w.units || c.inherited(i, analyst) != 0
		}
	}
	one := t.uses(Analyst) || t.uses(Letter) && t.uses(Digit)
	var cells pairs
	var rows, columns set
	c.facts.articles[i].each(w, func(b *bundle) {
		cells = cells[:0]
		if one {
			c.byOneAnalyst(t, i, b, &cells)
		} else {
			rows, columns = c.ofBundle(t.Rows, i, b, rows[:0]), c.ofBundle(t.Columns, i, b, columns[:0])
			t.combine(rows, columns, &cells)
		}
		n := amount{hits: by}
		if b.On == Sentence {
			n.count = by
		}
		t.addSentence(cells, n)
	})
}

// combine adds the cells of a sentence with these values in its row and its column.
func (p plan) combine(rows, columns set, cells *pairs) {
	given := len(rows) > 0 && p.Rows.source() > ofArticle || len(columns) > 0 && p.Columns.source() > ofArticle
	if !given || p.Rows == Label && len(rows) == 0 || p.Columns == Label && len(columns) == 0 {
		return
	}
	if len(rows) == 0 {
		rows = append(rows, none)
	}
	if len(columns) == 0 {
		columns = append(columns, none)
	}
	for _, r := range rows {
		for _, l := range columns {
			cells.put(pair{r, l})
		}
	}
}

// byOneAnalyst adds the cells whose two values one analyst gave: a letter and a digit, or a half of
// a grade and the analyst. With a letter and a digit, the analyst graded the sentence itself.
func (c *Counts) byOneAnalyst(t *counted, i int, b *bundle, cells *pairs) {
	c.eachGrader(i, b, func(analyst uint32, letter, digit byte) {
		value := func(d Dimension) int32 {
			switch d {
			case Letter:
				return half(letter)
			case Digit:
				return half(digit)
			case Analyst:
				return int32(analyst)
			default:
				return none
			}
		}
		graded := false
		switch letters, digits := t.uses(Letter), t.uses(Digit); {
		case letters && digits:
			graded = b.gradedBy(analyst)
		case letters:
			graded = letter != 0
		default:
			graded = digit != 0
		}
		if graded {
			cells.put(pair{value(t.Rows), value(t.Columns)})
		}
	})
}

// wants returns which facts decide where a sentence counts.
func (p plan) wants() wanted {
	of := func(s source) bool { return p.Rows.source() == s || p.Columns.source() == s }
	letters := p.uses(Letter)
	return wanted{
		annotations: of(ofAnnotation), attributions: of(ofAttribution) || letters,
		grades: of(ofGrade), mentions: of(ofMention),
	}
}

// gradedBy reports whether an analyst graded the sentence itself.
func (b *bundle) gradedBy(analyst uint32) bool {
	return slices.ContainsFunc(b.grades, func(g Grade) bool { return g.Analyst == analyst })
}

// half returns the value of half a grade.
func half(h byte) int32 {
	if h == 0 {
		return none
	}
	return int32(h)
}

// ofBundle adds the values in a dimension of everything on a span.
func (c *Counts) ofBundle(d Dimension, i int, b *bundle, to set) set {
	switch d {
	case Label, Worked:
		for k := range b.annotations {
			if f := &b.annotations[k]; c.counting(f.Analyst) {
				to.put(c.ofAnnotated(d, f))
			}
		}
	case Voice, Mode, Speaker:
		for k := range b.attributions {
			if f := &b.attributions[k]; c.counting(f.Analyst) {
				to.put(c.ofAttributed(d, i, f))
			}
		}
	case Statement, Outlets, Independents:
		for k := range b.mentions {
			if f := &b.mentions[k]; c.counting(f.Analyst) {
				to.put(c.ofMentioned(d, i, f))
			}
		}
	case Letter, Digit:
		c.eachGrader(i, b, func(_ uint32, letter, digit byte) {
			if v := half(letter); d == Letter && v != none {
				to.put(v)
			}
			if v := half(digit); d == Digit && v != none {
				to.put(v)
			}
		})
	default:
		to.put(c.ofArticle(d, i))
	}
	return to
}

// eachGrader calls visit with the grade in force for each analyst who counts and graded the
// sentence, or whose grade of its voice, article or outlet may apply. Only sentences have grades.
func (c *Counts) eachGrader(i int, b *bundle, visit func(analyst uint32, letter, digit byte)) {
	if b.On != Sentence {
		return
	}
	var who [8]uint32
	all := append(who[:0], c.graders...)
	for k := range b.grades {
		if by := b.grades[k].Analyst; c.counting(by) && !contains(all, by) {
			all = append(all, by)
		}
	}
	for k := range b.attributions {
		if by := b.attributions[k].Analyst; c.counting(by) && !contains(all, by) {
			all = append(all, by)
		}
	}
	for _, analyst := range all {
		var own *Grade
		var said *Attribution
		for k := range b.grades {
			if b.grades[k].Analyst == analyst {
				own = &b.grades[k]
			}
		}
		for k := range b.attributions {
			if b.attributions[k].Analyst == analyst {
				said = &b.attributions[k]
			}
		}
		digit := byte(0)
		if own != nil {
			digit = own.Digit
		}
		visit(analyst, c.letter(i, analyst, own, said), digit)
	}
}

// The values of Work.
const (
	workLabelled int32 = iota
	workAttributed
	workGraded
	workMentioned
)

// byWork counts sentences by what was done with them.
func (c *Counts) byWork(t *counted, i int, by int32) {
	var cells pairs
	c.facts.articles[i].each(wanted{annotations: true, attributions: true, grades: true, mentions: true}, func(b *bundle) {
		cells = cells[:0]
		done := func(analyst uint32, work int32) {
			if !c.counting(analyst) {
				return
			}
			value := func(d Dimension) int32 {
				switch d {
				case Work:
					return work
				case Analyst:
					return int32(analyst)
				default:
					return c.ofArticle(d, i)
				}
			}
			cells.put(pair{value(t.Rows), value(t.Columns)})
		}
		for k := range b.annotations {
			done(b.annotations[k].Analyst, workLabelled)
		}
		for k := range b.attributions {
			done(b.attributions[k].Analyst, workAttributed)
		}
		for k := range b.grades {
			done(b.grades[k].Analyst, workGraded)
		}
		for k := range b.mentions {
			done(b.mentions[k].Analyst, workMentioned)
		}
		n := amount{hits: by}
		if b.On == Sentence {
			n.count = by
		}
		t.addSentence(cells, n)
	})
}

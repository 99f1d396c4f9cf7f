package paragraph

import "assay.app/assay/model"

// wrapping is the width, in columns, at which a program broke a text into lines, or
// 0 if no such width was found.
//
// Wire copy and e-mail are hard-wrapped: their lines break every 60 to 80 columns,
// even in the middle of a sentence. A blank line or an indent shows where a
// paragraph begins. Other texts have one short paragraph on each line and no blank
// lines. The two differ in where lines end, because a program breaks a line only
// where the next word no longer fits.
//
//	The river rose for a third day and the town council asked   57 columns
//	families near the old mill to leave their homes before      54 and no room for "nightfall."
//	nightfall.
//
// A break is full if the first word of the next line would have exceeded the width.
// The width is usually that of the longest line of the block. But escaped
// characters make some lines longer, so the widths of shorter lines are tried too
// while only a few lines are longer. A block of at least three lines counts as
// wrapped if at least three quarters of its breaks are full, fewer than half of the
// full breaks end a sentence, and many lines after a break begin with a small
// letter. Most poems, lists of headlines, tables and paragraphs of one line each
// fail at least one of these tests. Once a block has proved a width, the other
// blocks of the text are measured against it.
//
// Wire copy marks paragraphs by an indent, so a line that begins further left than
// the line before continues it. The first line below a headline is often short,
// because a dateline was removed from it.
//
//	COUNCIL TO REBUILD SEA WALL
//	  The council of Portholm                    the dateline is missing
//	  voted on Monday to rebuild the wall that keeps the quay dry,
//	  four months after a storm.
//	      Work will begin in May, said the mayor, who lives near to  further right
//	  it and has seen the water come.                                further left
type wrapping int

const (
	narrowest = 55  // columns; narrower blocks are treated as verse, lists or tables
	widest    = 100 // columns; longer lines are treated as paragraphs
)

// lines are the measured lines of a block.
type lines struct {
	spans    []model.Span
	measures []measure
	base     int  // the smallest indent of any line but the first
	indents  bool // an indent marks paragraphs: some line after the second begins further left than the line before
	proven   wrapping
}

// measureBlocks measures the lines of each block of more than one line, and sets
// proven to the width that the block proves, if any.
func measureBlocks(text string, blocks []block) []lines {
	all := make([]lines, len(blocks))
	for i, b := range blocks {
		all[i].spans = b
		if len(b) > 1 {
			all[i].measure(text)
			all[i].proven = all[i].wrapping()
		}
	}
	return all
}

func (l *lines) measure(text string) {
	l.measures = make([]measure, len(l.spans))
	for i, span := range l.spans {
		m := measureLine(text, span)
		l.measures[i] = m
		if i == 1 || i > 1 && m.indent < l.base {
			l.base = m.indent
		}
		l.indents = l.indents || i > 1 && m.indent < l.measures[i-1].indent
	}
}

// findWrapping returns the first width that a block has proved, or 0 if there is
// none.
func findWrapping(blocks []lines) wrapping {
	for i := range blocks {
		if w := blocks[i].proven; w > 0 {
			return w
		}
	}
	return 0
}

// wrapping returns the width at which the block was wrapped, or 0 if it does not
// prove one.
func (l *lines) wrapping() wrapping {
	const (
		fewest = 3
		longer = 8 // one line in eight, and always one, may be longer than the width
	)
	if len(l.spans) < fewest {
		return 0
	}
	w := 0
	for _, m := range l.measures {
		if w = max(w, m.width); w > widest {
			return 0
		}
	}
	for w >= narrowest {
		if l.wrappedAt(wrapping(w)) {
			return wrapping(w)
		}
		next, above := 0, 0
		for _, m := range l.measures {
			if m.width < w {
				next = max(next, m.width)
			} else {
				above++
			}
		}
		if above > max(1, len(l.spans)/longer) {
			return 0
		}
		w = next
	}
	return 0
}

// wrappedAt reports whether the breaks of the block look like those of a program
// that breaks lines at width w.
func (l *lines) wrappedAt(w wrapping) bool {
	breaks, full, finals, small := 0, 0, 0, 0
	for i, next := range l.measures[1:] {
		this := l.measures[i]
		isFull := this.isFull(next, w)
		switch {
		case next.indent > this.indent, next.bullet, next.numbered:
			continue // a paragraph begins there whatever the width
		case this.table || next.table:
			continue // tables are not wrapped
		case !isFull && l.isFirstBelowHeadline(i):
			small += count(next.small)
			continue
		case !isFull && (next.indent > l.base || !this.final && next.small):
			continue // a paragraph of one line, or a line cut short by hand; neither proves anything
		}
		breaks++
		full += count(isFull)
		finals += count(isFull && this.final)
		small += count(next.small)
	}
	share := 2 // at most this many full breaks for each line that begins with a small letter
	if l.indents {
		share = 4
	}
	return full >= 2 && full*4 >= breaks*3 && finals*2 < full && small*share >= full
}

// isFirstBelowHeadline reports whether line i is the first one below a headline
// that begins further left.
func (l *lines) isFirstBelowHeadline(i int) bool {
	return i == 1 && l.measures[1].indent > l.measures[0].indent
}

// join appends the paragraphs of one block to dst.
func (w wrapping) join(dst []model.Span, l *lines) []model.Span {
	dst = append(dst, l.spans[0])
	for i, line := range l.spans[1:] {
		if w.continues(l, i) {
			dst[len(dst)-1].End = line.End
		} else {
			dst = append(dst, line)
		}
	}
	return dst
}

// continues reports whether line i+1 continues the paragraph of line i. A block
// that has not proved the width itself needs more signs than one that has.
func (w wrapping) continues(l *lines, i int) bool {
	this, next := l.measures[i], l.measures[i+1]
	switch {
	case this.width > widest || next.width > widest, next.bullet, this.table || next.table:
		return false
	case !this.final && next.small && l.goesOn(i):
		return true
	case w == 0:
		return false
	}
	full, near := this.isFull(next, w), this.width*5 >= int(w)*4
	switch {
	case l.proven == 0:
		return full && !this.final && next.small && next.indent <= this.indent
	case next.numbered && (this.final || !full):
		return false
	case next.indent > this.indent:
		return full && !this.final && (this.bullet || this.numbered)
	case l.indents && next.indent > l.base:
		return full && !this.final && next.small
	case full:
		return true
	case l.isFirstBelowHeadline(i) && (l.indents || !this.final):
		return next.width*5 >= int(w)*4
	}
	return !this.final && (next.small || near || next.indent < this.indent)
}

// goesOn reports whether indents alone show that line i, which ends in the middle
// of a sentence, continues on the next line. They do if line i is indented further
// than the next, or if both have the same indent and the headline begins further
// left. Line i must also be longer than most lines of verse; for the first line
// below a headline it is enough if the next line is.
func (l *lines) goesOn(i int) bool {
	const least = 45 // columns without the indent; most lines of verse are shorter
	this, next := l.measures[i], l.measures[i+1]
	switch {
	case this.indent > next.indent:
		return this.width-this.indent >= least
	case this.indent < next.indent, i == 0, l.base <= l.measures[0].indent:
		return false
	}
	return this.width-this.indent >= least || i == 1 && next.width-next.indent >= least
}

// isFull reports whether the first word of next would not have fitted on the line m
// at width w.
func (m measure) isFull(next measure, w wrapping) bool {
	return m.width+1+next.word > int(w)
}

package quote

import (
	"slices"
	"strings"

	"assay.app/assay/model"
)

// pair is a quotation as delimited by its marks. One of the marks may be missing:
// see open and lost.
type pair struct {
	span   model.Span
	inner  model.Span // without the marks
	family family
	open   bool // no mark closes it
	goes   bool // it continues in the next paragraph
	lost   bool // its opening mark is missing
}

// opened is an opening mark that is not closed yet.
type opened struct {
	mark
	maybe mark // for a single mark: a later mark that closes it or is an apostrophe after an s
	inner int  // the number of pairs that were complete when it opened
	count int  // the number of double marks up to it
}

// pairer matches the marks of a paragraph. It keeps a stack, as for brackets, and
// tolerates the usual mistakes with quotation marks: see close and finish.
type pairer struct {
	text     string
	p        model.Span
	stack    []opened
	pairs    []pair
	stray    mark // the last mark that closed nothing
	lone     bool // stray is set, and no other double mark has followed
	value    bool // within the value of an attribute, as in <a title="…">
	count    int  // double marks so far
	unopened mark // the first double mark of the paragraph, if it closed nothing
}

// read matches all marks of the paragraph p. carried is a mark that the paragraph
// before left open for this one to close; it may be nil.
func (a *pairer) read(text string, p model.Span, carried *mark) {
	*a = pairer{text: text, p: p, stack: a.stack[:0], pairs: a.pairs[:0]}
	if carried != nil {
		a.stack = append(a.stack, opened{mark: *carried})
	}
	for i := p.Start; ; {
		m, ok := nextMark(text, p, i)
		if !ok {
			return
		}
		i = m.end
		if !a.isValue(m) {
			a.take(m)
		}
	}
}

// isValue reports whether the mark delimits the value of an attribute in an HTML
// tag that was left in the text.
func (a *pairer) isValue(m mark) bool {
	if m.family != double {
		return false
	}
	if a.value {
		a.value = false
		return true
	}
	a.value = m.plain && m.at > a.p.Start && a.text[m.at-1] == '='
	return a.value
}

func (a *pairer) take(m mark) {
	if m.family == double {
		a.count++
	}
	if m.side == either {
		m.side = opens
		if a.find(m.family) >= 0 {
			m.side = closes
		}
	}
	if m.side == opens {
		a.closeSingle()
		a.lone = a.lone && m.family != double
		a.stack = append(a.stack, opened{mark: m, inner: len(a.pairs), count: a.count})
		return
	}
	a.close(m)
}

// deepest limits how many open marks a search looks at.
const deepest = 8

// find returns the index on the stack of the innermost mark of the family, or -1.
// It looks at no more than deepest marks, so that its cost is bounded.
func (a *pairer) find(f family) int {
	for i := len(a.stack) - 1; i >= 0 && i >= len(a.stack)-deepest; i-- {
		if a.stack[i].family == f {
			return i
		}
	}
	return -1
}

// close ends the innermost quotation of the mark's family, and drops the marks that
// opened inside it and were not closed. A single mark may instead be the apostrophe
// of "the workers’ rights".
func (a *pairer) close(m mark) {
	i := a.find(m.family)
	switch {
	case i < 0:
		a.closeNothing(m)
		return
	case m.family == single && a.find(double) > i:
		return // it would close across a quotation that is still open
	case m.family == single && a.possessive(m):
		if a.stack[i].maybe.end == 0 {
			a.stack[i].maybe = m
		}
		return
	}
	a.join(i, m)
	if m.family == double {
		a.lone = false
	}
}

// join makes a pair of the mark at index i of the stack and m.
func (a *pairer) join(i int, m mark) {
	o := a.stack[i]
	a.stack = a.stack[:i]
	a.add(o.mark, m)
}

// add adds a pair unless there is only white space between the marks.
func (a *pairer) add(o, m mark) {
	if strings.TrimSpace(a.text[o.end:m.at]) == "" {
		return
	}
	a.pairs = append(a.pairs, pair{
		span: model.Span{Start: o.at, End: m.end}, inner: model.Span{Start: o.end, End: m.at}, family: o.family,
	})
}

// possessive reports whether the mark may be the apostrophe of a plural possessive:
// it follows an s and precedes a space and a small letter.
func (a *pairer) possessive(m mark) bool {
	if m.at == 0 || a.text[m.at-1] != 's' || m.end+1 >= a.p.End || a.text[m.end] != ' ' {
		return false
	}
	c := a.text[m.end+1]
	return 'a' <= c && c <= 'z'
}

// closeSingle closes the innermost open quotation with its maybe mark, if it has
// one. It is called when another quotation opens before a better closing mark was
// found.
func (a *pairer) closeSingle() {
	if n := len(a.stack) - 1; n >= 0 && a.stack[n].maybe.end > 0 {
		a.join(n, a.stack[n].maybe)
	}
}

// closeNothing handles a closing mark with nothing to close. Two such straight
// double marks in a row are one quotation if a space follows the first:
//
//	he said," It is late", and left
func (a *pairer) closeNothing(m mark) {
	const longest = 1 << 10
	if m.family != double {
		return
	}
	if a.count == 1 {
		a.unopened = m
	}
	if a.lone && a.stray.plain && m.at-a.stray.end < longest && !a.inches(a.stray) && !a.inches(m) && a.spaced(a.stray) {
		a.add(a.stray, m)
		a.lone, a.unopened = false, mark{}
		return
	}
	a.stray, a.lone = m, true
}

func (a *pairer) spaced(m mark) bool {
	return m.end < a.p.End && neighbourOf(rune(a.text[m.end])) == gap
}

// inches reports whether the mark may be a unit of measure, as in 6'3", because it
// follows a digit.
func (a *pairer) inches(m mark) bool {
	return m.plain && m.at > 0 && '0' <= a.text[m.at-1] && a.text[m.at-1] <= '9'
}

// outermost returns the pairs that begin at or after byte end and are not inside
// another, in order.
func (a *pairer) outermost(end int) []pair {
	slices.SortFunc(a.pairs, func(x, y pair) int {
		if x.span.Start != y.span.Start {
			return x.span.Start - y.span.Start
		}
		return y.span.End - x.span.End
	})
	out := a.pairs[:0]
	for _, q := range a.pairs {
		if q.span.Start >= end {
			out = append(out, q)
			end = q.span.End
		}
	}
	a.pairs = out
	return out
}

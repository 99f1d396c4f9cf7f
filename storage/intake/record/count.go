package record

import "strings"

// counted divides a text at lines that count the records.
func (e *export) counted() []part {
	var marks []int
	strong := e.strong
	for i, l := range e.lines {
		if l.kind == countLine && (!l.weak || !strong) {
			if !l.weak && !strong {
				strong, marks = true, nil
			}
			marks = append(marks, i)
		}
	}
	if len(marks) == 0 || !strong && len(marks) < 2 {
		return nil
	}
	taken := marks[:0]
	for k, i := range marks {
		next := len(e.lines)
		if k+1 < len(marks) {
			next = marks[k+1]
		}
		if e.counts(taken, i, next) {
			taken = append(taken, i)
		}
	}
	if len(taken) == 0 || !strong && (len(taken) < 2 || 5*len(taken) < 4*len(marks)) || len(taken) == 1 && e.lines[taken[0]].n > 1 && e.lines[taken[0]].of == 0 {
		return nil
	}
	parts := e.partsFrom(taken)
	if e.taken = taken; !e.window {
		e.missing = append(e.missing, missingCounts(e.marks(taken), e.number(len(e.lines)-1))...)
	}
	return parts
}

// counts reports whether line i counts a record that ends before line next. before
// has the counting lines accepted so far.
func (e *export) counts(before []int, i, next int) bool {
	if i == 0 && e.going {
		return true
	}
	l, score := e.lines[i], e.evidence(i+1, next)
	fits := l.n == 1
	if k := len(before); k > 0 {
		last := e.lines[before[k-1]]
		fits = l.n == last.n+1 && l.of == last.of || l.n == 1 && (last.of == 0 || last.n == last.of || score >= 2)
	}
	switch {
	case strings.HasPrefix(e.at(i), "Item") && e.isOtherLabel(i+1): // it is an item of an agenda
		return false
	case l.weak:
		return fits && score >= 2
	case fits:
		return score >= 1
	}
	return score >= 2
}

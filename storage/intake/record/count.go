package record

import "strings"

// counted divides at lines that count the records.
func (e *export) counted() []part {
	var marks []int
	strong := false
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
	e.checkCounts(taken)
	return parts
}

// counts reports whether line i counts a record, which ends before line next.
// Those before it were taken.
func (e *export) counts(before []int, i, next int) bool {
	l, score := e.lines[i], e.evidence(i+1, next)
	fits := l.n == 1
	if k := len(before); k > 0 {
		last := e.lines[before[k-1]]
		fits = l.n == last.n+1 && l.of == last.of || l.n == 1 && (last.of == 0 || last.n == last.of || score >= 2)
	}
	switch {
	case strings.HasPrefix(e.at(i), "Item") && e.isOtherLabel(i+1): // of an agenda
		return false
	case l.weak:
		return fits && score >= 2
	case fits:
		return score >= 1
	}
	return score >= 2
}

// checkCounts notes which articles are not there, by the count of the export.
func (e *export) checkCounts(marks []int) {
	for k := 0; k < len(marks); {
		next, of := 1, int(e.lines[marks[k]].of)
		for first := k; k < len(marks) && (k == first || e.lines[marks[k]].n > e.lines[marks[k-1]].n) && int(e.lines[marks[k]].of) == of; k++ {
			n := int(e.lines[marks[k]].n)
			e.lackCounted(marks[k], next, n-1, of)
			next = n + 1
		}
		end := len(e.lines) - 1
		if k < len(marks) {
			end = marks[k]
		}
		e.lackCounted(end, next, of, of)
	}
}

// lackCounted notes at line i that the articles from first to last are not there.
func (e *export) lackCounted(i, first, last, of int) {
	switch {
	case first > last || of == 0:
	case first == last:
		e.lack(i, "the export counts %d articles, and number %d is not in the file; export it again", of, first)
	default:
		e.lack(i, "the export counts %d articles, and numbers %d to %d are not in the file; export them again", of, first, last)
	}
}

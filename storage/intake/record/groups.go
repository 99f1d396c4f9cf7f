package record

import "strings"

// ruled divides a text at rules across the page. It ignores a rule within an
// article, because no head follows it.
func (e *export) ruled() []part {
	var rules []int
	for i, l := range e.lines {
		if l.kind == ruleLine {
			rules = append(rules, i)
		}
	}
	if len(rules) == 0 {
		return nil
	}
	var starts []int
	records, all := 0, 0
	for k := -1; k < len(rules); k++ {
		from, to := 0, len(e.lines)
		if k >= 0 {
			from = rules[k] + 1
		}
		if k+1 < len(rules) {
			to = rules[k+1]
		}
		if from == to || !e.hasText(from, to) {
			continue
		}
		all++
		if e.evidence(from, to) >= 3 && e.hasTitle(from, to) {
			records++
			starts = append(starts, from)
		}
	}
	if records < 2 || 2*records <= all {
		return nil
	}
	return e.partsFrom(starts)
}

// labelled divides a text at groups of labels that recur.
func (e *export) labelled() []part {
	var starts []int
	var seen []uint16 // fields of each group, as bits
	for i := 0; i < len(e.lines); i++ {
		if e.lines[i].kind != labelLine {
			continue
		}
		end, fields := e.group(i)
		const dated, titled, named, signed = 1 << dateField, 1 << titleField, 1 << outletField, 1 << bylineField
		if fields&dated != 0 && fields&(titled|named|signed) != 0 {
			from := i
			if fields&titled == 0 {
				from = e.titleBefore(i)
			}
			if from >= 0 && e.hasDate(i, end) {
				starts, seen = append(starts, from), append(seen, fields)
			}
		}
		i = end - 1
	}
	if len(starts) < 2 {
		return nil
	}
	common := seen[0]
	for _, fields := range seen[1:] {
		common &= fields
	}
	parts := e.partsFrom(starts)
	with := 0
	for _, p := range parts {
		if e.hasText(p.from, p.to) {
			with++
		}
	}
	if common&(common-1) == 0 || 5*with < 4*len(parts) {
		return nil
	}
	return parts
}

// group returns the end of the group of labels that begins at line i, and its
// fields as a bit set. Unlabelled lines between labels, such as long values, are
// part of the group.
func (e *export) group(i int) (end int, fields uint16) {
	for end = i; end < len(e.lines) && end-i < 40; end++ {
		l := e.lines[end]
		if l.kind == labelLine {
			if l.field == titleField && fields&(1<<titleField) != 0 {
				return end, fields
			}
			if l.field != timeField { // event notices have those as well
				fields |= 1 << l.field
			}
			if l.field == bodyField {
				return end + 1, fields
			}
			continue
		}
		if next := end + 1; l.kind != plainLine || e.isProse(end) || next >= len(e.lines) || e.lines[next].kind != labelLine {
			return end, fields
		}
	}
	return end, fields
}

// titleBefore returns the line above a group of labels if it may be a title, or -1.
func (e *export) titleBefore(i int) int {
	if i == 0 || e.lines[i-1].kind != plainLine || e.isProse(i-1) || strings.HasSuffix(e.at(i-1), ".") || len(e.at(i-1)) > titleBytes {
		return -1
	}
	if i > 1 && !e.lines[i-1].gap && e.lines[i-2].kind == plainLine {
		return -1 // it is the last line of a paragraph
	}
	return i - 1
}

// headed divides a text at headlines above a line with outlet and date, if most of
// the outlets differ, as in a press review without marks.
func (e *export) headed() []part {
	var starts []int
	outlets := map[string]bool{}
	for i := e.cover; i+2 < len(e.lines); i++ {
		if outlet := e.headedBy(i); outlet != "" {
			starts, outlets[outlet] = append(starts, i), true
		}
	}
	if len(starts) < 2 || !e.window && (2*len(outlets) <= len(starts) || e.hasText(e.cover, starts[0])) {
		return nil
	}
	return e.partsFrom(starts)
}

// headedBy returns the outlet in the line below headline i, or "" if line i is not
// such a headline.
func (e *export) headedBy(i int) string {
	title, below := e.at(i), e.at(i+1)
	switch {
	case e.lines[i].kind != plainLine, e.lines[i+1].kind != plainLine, e.isProse(i), len(title) > titleBytes, ends(title) && !strings.HasSuffix(title, "?"):
		return ""
	case i > e.cover && !e.isProse(i-1) && e.lines[i-1].kind == plainLine, e.dateLine(title), !e.dateLine(below), words(title) < 3:
		return ""
	}
	if !e.isProse(i+2) && (i+3 >= len(e.lines) || !e.isProse(i+3)) {
		return ""
	}
	day, from, to := e.findDate(below)
	if outlet := outletBeside(below[:from], below[to:]); day != "" && words(outlet) > 1 || pressWord.MatchString(outlet) {
		return outlet
	}
	return ""
}

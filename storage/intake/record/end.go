package record

import "strings"

// ended divides a text after the lines that end a record.
func (e *export) ended() []part {
	var ends []int
	for i, l := range e.lines {
		if l.kind == endLine {
			ends = append(ends, i+1)
		}
	}
	return e.partsTo(ends)
}

// cutOff is what is missing if the last record has no end.
const cutOff = "the last article is cut off: the line that ends the others is missing; export it again"

// closed divides a text after the lines that providers put below each article: its
// number, where it appeared, its copyright.
func (e *export) closed() []part {
	var ends []int
	prose := false
	for i := 0; i < len(e.lines); i++ {
		if prose = prose || e.isProse(i); !prose || !e.closes(i) {
			continue
		}
		for i+1 < len(e.lines) && e.goesOnClosing(i+1) {
			i++
		}
		ends, prose = append(ends, i+1), false
	}
	single := len(ends) == 1 && ends[0] == len(e.lines) && e.evidence(0, ends[0]) >= 4
	if len(ends) < 2 && !single {
		return nil
	}
	parts := e.partsTo(ends)
	if len(parts) < 2 && !single {
		return nil
	}
	for _, p := range parts {
		if !e.window && e.evidence(p.from, p.to) >= 2 && !e.hasTitle(p.from, p.to) {
			return nil
		}
	}
	return parts
}

// closes reports whether line i alone may close a record.
func (e *export) closes(i int) bool {
	l, s := e.lines[i], e.at(i)
	switch l.kind {
	case plainLine:
		return isNumbered(s) || isAppeared(s)
	case labelLine, codeLine:
		return l.field == numberField
	}
	return false
}

// isNumbered reports whether a line is the number of a document.
func isNumbered(s string) bool {
	return strings.HasPrefix(s, "Document") && documentForm.MatchString(s)
}

// isAppeared reports whether a line says where an article appeared.
func isAppeared(s string) bool {
	return len(s) > 12 && len(s) <= titleBytes && (s[0] == 'C' || s[0] == 'T' || s[0] == 'D' || s[0] == 'E') && appearedForm.MatchString(s)
}

// goesOnClosing reports whether line i belongs to the lines that close a record if
// the line above does.
func (e *export) goesOnClosing(i int) bool {
	switch l := e.lines[i]; l.kind {
	case ruleLine, endLine:
		return true
	case labelLine:
		return l.field == tailField || l.field == urlField || l.field == numberField || l.field == languageField || l.field == otherField
	}
	return e.closes(i) || isCopyright(e.at(i))
}

// partsTo returns the parts that end before the lines in ends, which are in order.
// A part without a head continues the part before it. The text before the first
// part with a head is an article whose head is missing.
func (e *export) partsTo(ends []int) (parts []part) {
	from, headless := 0, part{}
	for _, end := range ends {
		switch {
		case e.evidence(from, end) >= 2:
			parts = append(parts, part{from, end})
		case len(parts) > 0: // the line is quoted in the text of an article
			parts[len(parts)-1].to = end
		case headless.to == 0 && e.hasText(from, end) && !e.isCover(part{from, end}):
			headless = part{from, end}
		default:
			continue
		}
		from = end
	}
	if len(parts) == 0 {
		return nil
	}
	if headless.to > 0 {
		e.lack(headless.from, "the first article has no head: title, outlet and date are missing; export it again")
		parts = append([]part{headless}, parts...)
	}
	switch rest := len(e.lines); {
	case e.more:
	case from < rest && e.lines[from].field == coverField: // these are the search terms of the export
	case e.evidence(from, rest) >= 2:
		parts = append(parts, part{from, rest})
		e.lack(rest-1, cutOff)
	case e.hasText(from, rest):
		parts[len(parts)-1].to = rest
	}
	return parts
}

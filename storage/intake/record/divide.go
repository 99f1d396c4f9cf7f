package record

import (
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
)

// How an export is divided
//
// A provider puts the same things around each article of an export, in the same
// order. The text is read as lines, each with a form, and seven rules look for
// forms that recur. The first rule whose parts look like records divides the text:
//
//	counted   "Document 2 of 40"     begins a record
//	ended     "End of Document"      ends a record
//	coded     HD, WC, PD, SN, LP …   a record begins at its headline's code
//	closed    "Document TARN00002…"  number, source and copyright below a record
//	ruled     _____________________  a rule between two records
//	labelled  Title: … Date: …       a group of labels begins a record
//	headed    The Paper, 3 May 2031  headline, outlet and date above each text
//
// A form alone proves nothing: reports are numbered, and articles contain rules and
// quote end lines. So the lines between two marks must usually also have the head
// of a record, such as a date with labels, a copyright line or an outlet. A record
// may contain an export of another form that was pasted after it, so the rules that
// look for marks of a provider are also tried on each record.

// Date reads the date at the beginning of s. It returns the day as 2031-05-06, or
// with the time of day as 2031-05-06T14:05Z, and the length of the date in bytes.
// day is "" if the day is uncertain, and size is 0 if there is no date.
type Date func(s string) (day string, size int)

// Export is the result of dividing a text: its records, and what it lacks.
type Export struct {
	Records []Record
	Missing []Missing
}

// Record is one article of an export. All spans are byte offsets in the text of the
// export.
type Record struct {
	Span     model.Span
	Asides   []Aside // the stretches of Span that are not the article, in order
	Metadata model.Metadata
	Number   string // the provider's number of the article; "" if unknown

	date string // as written
}

// Aside is a stretch of a record that is not part of the article.
type Aside struct {
	Span model.Span
	Tail bool // it follows the article
}

// Missing describes something that an export lacks.
type Missing struct {
	Line int // line number in the text, from 1
	What string
	Left model.Span // text left out that may be an article; zero if there is none
}

// export is a text being divided.
type export struct {
	text     string
	lines    []line
	date     Date
	cover    int // number of lines of the cover page
	missing  []Missing
	numeric  numericDates
	said     model.Metadata // known metadata of a single record
	numbered lineCount
	known    scored
	bare     part // lines known to have no prose

	// For a window of a larger text; see parts.go.
	window bool  // this is a window
	going  bool  // it begins with a record
	more   bool  // the text continues after it
	strong bool  // lines count the records and state the total
	order  *bool // outlets come before headlines; nil if not known yet
	taken  []int // counting lines, if the window is divided by them
}

// lineCount is a byte offset, and the number of line breaks before it.
type lineCount struct{ at, number int }

// part is a record: the lines [from,to).
type part struct{ from, to int }

// Divide divides a text into the records of an export, or of several exports pasted
// one after the other. It returns false if the text is not an export. The caller
// must hold LineBytes of memory for each line.
func Divide(text string, date Date) (Export, bool) {
	whole := newExport(text, date)
	var x Export
	for _, section := range whole.sections() {
		e := whole.within(section)
		parts := e.parts()
		if len(parts) == 0 && e.evidence(0, len(e.lines)) >= 2 && len(e.lines) < len(whole.lines) {
			parts = []part{{e.cover, len(e.lines)}}
		}
		part := e.read(parts)
		x.Records = append(x.Records, part.Records...)
		x.Missing = append(x.Missing, part.Missing...)
	}
	return x, len(x.Records) > 0
}

// parts divides the lines by the first rule that fits.
func (e *export) parts() []part {
	parts, rule := e.byRule()
	if rule < 0 {
		return nil
	}
	parts, missing := e.pasted(parts)
	e.missing = append(e.missing, missing...)
	return parts
}

// rules are the rules that divide a text, most reliable first. Those before index
// markless look for marks of a provider.
var rules = []func(*export) []part{
	(*export).counted, (*export).ended, (*export).coded, (*export).closed,
	(*export).ruled, (*export).labelled, (*export).headed,
}

const markless = 4

// byRule divides the lines by the first rule that fits, and returns its index, or
// -1 if none fits.
func (e *export) byRule() (parts []part, rule int) {
	for rule, divide := range rules {
		e.missing = nil
		if parts := divide(e); len(parts) > 0 {
			return e.withoutCover(parts), rule
		}
	}
	e.missing = nil
	return nil, -1
}

// pasted returns the parts, and divides those that contain other records by the
// rules that look for marks. It also returns what the inner exports lack.
func (e *export) pasted(parts []part) (all []part, missing []Missing) {
	for _, p := range parts {
		inner, best := e.within(p), []part{p}
		inner.cover, inner.numbered = 0, e.numbered
		for _, rule := range rules[:markless] {
			inner.missing = nil
			if found := rule(inner); len(found) > len(best) && found[0].from == 0 {
				best = best[:0]
				for _, f := range found {
					best = append(best, part{p.from + f.from, p.from + f.to})
				}
				e.missing = slices.DeleteFunc(e.missing, func(m Missing) bool { // a record of another form follows it
					return m.What == cutOff && m.Line >= e.number(p.from)
				})
				missing = append(missing, inner.missing...)
				break
			}
		}
		e.numbered = inner.numbered
		all = append(all, best...)
	}
	return all, missing
}

// within returns a part of an export as an export of its own.
func (e *export) within(p part) *export {
	inner := &export{text: e.text, lines: e.lines[p.from:p.to], date: e.date}
	inner.cover = inner.coverEnd()
	return inner
}

// sections divides a text at each cover page below an article if the lines from
// there can be divided: another export was pasted there.
func (e *export) sections() (sections []part) {
	var covers []int
	prose := false
	for i, l := range e.lines {
		if prose = prose || e.isProse(i); !prose || l.field != coverField {
			continue
		}
		for k := i + 1; k < len(e.lines) && k <= i+coverGap; k++ {
			if e.lines[k].field == coverField && len(covers) < maxCovers {
				covers, prose = append(covers, i), false
				break
			}
		}
	}
	end := len(e.lines)
	for _, from := range slices.Backward(covers) {
		if p := (part{from, end}); len(e.within(p).parts()) > 0 {
			sections, end = append(sections, p), from
		}
	}
	sections = append(sections, part{0, end})
	slices.Reverse(sections)
	return sections
}

// coverGap is the maximum distance between two labels of a cover page, in lines.
const coverGap = 4

// maxCovers is the maximum number of cover pages below articles that are
// considered.
const maxCovers = 3

// One reads a text that is known to be a single record. known is metadata from
// elsewhere, such as the page that contains the text.
func One(text string, date Date, known model.Metadata) Record {
	e := newExport(text, date)
	e.cover, e.said = 0, known
	if len(e.lines) > 0 {
		if x := e.read([]part{{0, len(e.lines)}}); len(x.Records) > 0 {
			return x.Records[0]
		}
	}
	return Record{Span: model.Span{End: len(text)}, Metadata: known}
}

func newExport(text string, date Date) *export {
	e := &export{text: text, date: date, lines: linesOf(text)}
	e.cover = e.coverEnd()
	return e
}

func linesOf(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	eachLine(text, func(l line) bool {
		lines = append(lines, l)
		return true
	})
	return lines
}

// at returns the text of line i.
func (e *export) at(i int) string { return e.text[e.lines[i].start:e.lines[i].end] }

// value returns the text of line i after its label.
func (e *export) value(i int) string { return e.at(i)[e.lines[i].value:] }

// number returns the number of line i in the text, from 1.
func (e *export) number(i int) int {
	at := int(e.lines[i].start)
	from, to := min(at, e.numbered.at), max(at, e.numbered.at)
	lines := strings.Count(e.text[from:to], lineEnd(e.text))
	if at < e.numbered.at {
		lines = -lines
	}
	e.numbered = lineCount{at, e.numbered.number + lines}
	return e.numbered.number + 1
}

// maxMissing is the maximum number of Missing entries.
const maxMissing = 100

// lack records that something is missing at line i.
func (e *export) lack(i int, format string, args ...any) {
	if len(e.missing) == maxMissing {
		return
	}
	e.missing = append(e.missing, Missing{Line: e.number(i), What: fmt.Sprintf(format, args...)})
}

// leave records that the lines of p were left out although they may be an article.
func (e *export) leave(p part, format string, args ...any) {
	e.lack(p.from, format, args...)
	if last := len(e.missing) - 1; e.missing[last].Line == e.number(p.from) {
		e.missing[last].Left = model.Span{Start: int(e.lines[p.from].start), End: int(e.lines[p.to-1].end)}
	}
}

// coded divides lists of coded fields at the code of the headline.
func (e *export) coded() []part {
	var titles []int
	known := 0
	for i, l := range e.lines {
		if l.kind != codeLine {
			continue
		}
		if l.field == titleField && (len(titles) == 0 || known > 1) {
			titles, known = append(titles, i), 0
		}
		if l.field != tailField {
			known++
		}
	}
	if len(titles) == 0 {
		return nil
	}
	var first []string // codes before the headline in the first record
	for i := titles[0] - 1; i >= 0 && e.lines[i].kind == codeLine && len(first) < 4; i-- {
		first = append(first, e.code(i))
	}
	first = append(first, "SE", "CLM", "TY", "%0")
	starts := titles[:0]
	for _, i := range titles {
		to := i
		for to > 0 && e.lines[to-1].kind == codeLine && slices.Contains(first, e.code(to-1)) {
			to--
		}
		starts = append(starts, to)
	}
	parts := e.partsFrom(starts)
	if len(parts) == 0 || !slices.ContainsFunc(parts, e.isList) {
		return nil
	}
	return parts
}

// code returns the field code at the beginning of line i, which must be a codeLine.
func (e *export) code(i int) string {
	code, _, _ := strings.Cut(strings.TrimRight(e.at(i)[:e.lines[i].value], " \t\u00a0-:"), " ")
	return code
}

// isList reports whether a part is a list of coded fields: it has at least four
// different fields, among them a headline, and a date or an outlet.
func (e *export) isList(p part) bool {
	var has [coverField + 1]bool
	n := 0
	for _, l := range e.lines[p.from:p.to] {
		if l.kind == codeLine && !has[l.field] {
			has[l.field] = true
			n++
		}
	}
	return n >= 4 && has[titleField] && (has[dateField] || has[outletField])
}

// partsFrom returns the parts that begin at the lines in starts, which are in
// order. The lines above the first of them are a part as well if they look like a
// record.
func (e *export) partsFrom(starts []int) []part {
	parts := make([]part, 0, len(starts)+1)
	for k, from := range starts {
		to := len(e.lines)
		if k+1 < len(starts) {
			to = starts[k+1]
		}
		parts = append(parts, part{from, to})
	}
	if len(parts) > 0 && e.going {
		parts[0].from = 0
	}
	if len(parts) > 0 && parts[0].from > 0 {
		if first := (part{0, parts[0].from}); e.evidence(first.from, first.to) >= 2 && e.hasText(first.from, first.to) && !e.isCover(first) {
			parts = append([]part{first}, parts...)
		} else if e.hasText(first.from, first.to) && !e.isCover(first) {
			e.leave(first, "%d lines before the first article were left out because they do not look like one", first.to)
		}
	}
	return parts
}

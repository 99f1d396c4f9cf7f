package record

import (
	"strings"

	"assay.app/assay/model"
)

// How an export that does not fit in memory is divided
//
// The front of the text shows which rule divides it, and whether outlets come before
// headlines. Then the text is read in windows, and the same rule divides each. The
// last record of a window may continue after it, so the next window begins with
// that record:
//
//	text     cover  record  record  record  reco|rd  record  …
//	window   ───────────────────────────────────
//	done     ───────────────────────
//	window                          ─────────────────────────────
//
// If the rule finds too little in a window, the caller tries a larger one. If it
// finds too little in the last window of an export, the caller goes back to the
// window before and tries both together. As long as the front is like the rest, the
// records are the same as if the whole text were divided at once.

// Section is one export in a text: the text itself, or one of several that were
// pasted one after the other. It is a value that may be copied and used again.
type Section struct {
	Size    int  // bytes of its text, if Ends is true
	Ends    bool // it ends within the front that was passed to Begin
	Records int  // so far
	Parts   int  // so far, including those without a text

	date   Date
	rule   int // -1 if the section is a single record
	cover  int // bytes of the cover page
	line   int // number of the line on the cover page that states the total
	total  int // number of articles stated there
	strong bool
	order  *bool
	first  bool // nothing has been read yet

	prose   bool // prose has been read
	gap     bool // an empty line comes before the next record
	marks   []mark
	last    int // number of the last line read
	numeric numericDates
	ruled   []Missing // found by the rule
	inner   []Missing // found in exports within records
	missing []Missing // found by reading the records
	sure    bool      // no other export can follow, or its start is known
	refused []int64   // cover pages that do not begin an export
}

// Begin recognises the export at the beginning of a text and returns it as a Section.
// front is the beginning of the text, or of what follows an earlier section; last
// reports whether front is all of it. Begin returns false if no export begins there.
func Begin(front string, last bool, date Date) (Section, bool) {
	whole := newExport(front, date)
	sections := whole.sections()
	e := whole.within(sections[0])
	s := Section{date: date, first: true, gap: true, sure: last, Ends: last, Size: len(front)}
	if len(sections) > 1 {
		s.Ends, s.sure = true, true
		s.Size = whole.lineStart(sections[1].from)
	}
	parts, rule := e.byRule()
	if s.rule = rule; len(parts) == 0 {
		if len(sections) == 1 || e.evidence(0, len(e.lines)) < 2 {
			return s, false
		}
		parts = []part{{e.cover, len(e.lines)}}
	}
	if e.cover > 0 {
		s.cover = int(e.lines[e.cover-1].end)
		s.line, s.total = e.total()
	}
	for _, l := range e.lines {
		s.strong = s.strong || l.kind == countLine && !l.weak
	}
	if rule >= 0 {
		parts, _ = e.pasted(parts)
	}
	e.read(parts)
	s.order = e.order
	return s, true
}

// lineStart returns the byte offset at which line i begins, including white space.
func (e *export) lineStart(i int) int {
	return strings.LastIndex(e.text[:e.lines[i].start], lineEnd(e.text)) + 1
}

// Cut is the result of Take for a window.
type Cut struct {
	Done    int          // bytes of the window with complete records; 0 if the window is too small
	Parts   []model.Span // byte offsets in the window
	Records int          // records with a text in the section so far
	Cover   int          // byte offset in the window where another export may begin, or -1
}

// marginLines is how many lines must follow the start of a record before that start
// is certain.
const marginLines = 64

// Take divides a window, which begins after everything done so far. at is its byte
// offset in the text, and line the number of its first line; last reports whether
// the section ends with it. The caller must hold LineBytes for each line. Take
// returns false if the window ends the section and has too little to be divided on
// its own.
func (s *Section) Take(window string, at int64, line int, last bool) (c Cut, ok bool) {
	c.Cover = -1
	e := &export{text: window, date: s.date, window: true, going: !s.first, more: !last, strong: s.strong, order: s.order}
	e.lines = linesOf(window)
	if len(e.lines) == 0 {
		if last {
			c.Done = len(window)
		}
		return c, true
	}
	if e.lines[0].gap = s.gap; s.first {
		for e.cover < len(e.lines) && int(e.lines[e.cover].start) < s.cover {
			e.cover++
		}
	}
	certain := len(e.lines)
	if !last {
		if certain -= marginLines; certain <= e.cover {
			return c, true
		}
	}
	if cover := e.nextCover(certain, at, s); cover >= 0 {
		c.Cover = e.lineStart(cover)
		return c, true
	}
	parts := e.divided(s.rule, last)
	if last {
		if len(parts) == 0 && !s.first {
			return c, false
		}
		if len(parts) == 0 {
			parts = []part{{e.cover, len(e.lines)}}
		}
		c.Done = len(window)
	} else {
		n := 0
		for n < len(parts) && parts[n].from < certain {
			n++
		}
		if n--; n <= 0 {
			return c, true
		}
		next := parts[n].from
		parts = parts[:n]
		for len(e.taken) > 0 && e.taken[len(e.taken)-1] >= next {
			e.taken = e.taken[:len(e.taken)-1]
		}
		c.Done = e.lineStart(next)
		for i := 0; i < next && !s.prose; i++ {
			s.prose = e.isProse(i)
		}
		s.gap = e.lines[next].gap
	}
	var inner []Missing
	if s.rule >= 0 {
		parts, inner = e.pasted(parts)
	}
	s.take(e, parts, inner, line-1)
	for _, p := range parts {
		c.Parts = append(c.Parts, e.spanOf(p))
	}
	c.Records = s.Records
	return c, true
}

// divided divides a window by a rule. If the window begins with a record, so does
// the first part.
func (e *export) divided(rule int, last bool) []part {
	if rule < 0 {
		if last {
			return []part{{e.cover, len(e.lines)}}
		}
		return nil
	}
	parts := e.withoutCover(rules[rule](e))
	if len(parts) > 0 && e.going {
		parts[0].from = 0
	}
	return parts
}

// take reads the records of a window. inner are the entries about what is missing
// from exports within them, and before is the number of lines before the window.
func (s *Section) take(e *export, parts []part, inner []Missing, before int) {
	behind := func(all []Missing, more []Missing) []Missing {
		for _, m := range more {
			if len(all) < maxMissing {
				m.Line += before
				all = append(all[:len(all):len(all)], m)
			}
		}
		return all
	}
	s.ruled, s.inner = behind(s.ruled, e.missing), behind(s.inner, inner)
	e.missing = nil
	for _, m := range e.marks(e.taken) {
		m.line += before
		s.marks = append(s.marks, m)
	}
	x := e.read(parts)
	s.missing = behind(s.missing, x.Missing)
	s.numeric.dayFirst = s.numeric.dayFirst || e.numeric.dayFirst
	s.numeric.monthFirst = s.numeric.monthFirst || e.numeric.monthFirst
	s.last = before + e.number(len(e.lines)-1)
	s.Records += len(x.Records)
	s.Parts += len(parts)
	if s.first {
		s.line += before
	}
	s.first = false
}

// Missing returns what the section lacks, once all of it has been taken.
func (s *Section) Missing() []Missing {
	ruled := append(s.ruled[:len(s.ruled):len(s.ruled)], missingCounts(s.marks, s.last)...)
	if s.total > s.Parts && len(ruled) == 0 {
		ruled = append(ruled, missingTotal(s.line, s.total, s.Parts))
	}
	all := append(append(ruled, s.inner...), s.missing...)
	return all[:min(len(all), maxMissing)]
}

// Refuse records that the cover page found by Take does not begin an export. at is
// its byte offset in the text.
func (s *Section) Refuse(at int64) { s.refused = append(s.refused, at) }

// Close records that the section ends where another export begins.
func (s *Section) Close() { s.sure = true }

// nextCover returns the line at which another export may begin, or -1.
func (e *export) nextCover(certain int, at int64, s *Section) int {
	if s.sure || len(s.refused) >= maxCovers {
		return -1
	}
	prose := s.prose
	for i := range certain {
		l := e.lines[i]
		if prose = prose || e.isProse(i); !prose || l.field != coverField {
			continue
		}
		for k := i + 1; k < len(e.lines) && k <= i+coverGap; k++ {
			if e.lines[k].field != coverField {
				continue
			}
			known := false
			for _, r := range s.refused {
				known = known || r == at+int64(e.lineStart(i))
			}
			if !known {
				return i
			}
			prose = false
			break
		}
	}
	return -1
}

// spanOf returns the span of a part, from its first line to its last, without the
// white space around it.
func (e *export) spanOf(p part) model.Span {
	return model.Span{Start: int(e.lines[p.from].start), End: int(e.lines[p.to-1].end)}
}

// Read reads the records in text, the part of a window that Take was done with.
// parts are the spans that Take returned for the window.
func (s *Section) Read(text string, parts []model.Span) Export {
	e := &export{text: text, date: s.date, window: true, order: s.order, numeric: s.numeric}
	e.lines = linesOf(text)
	all := make([]part, 0, len(parts))
	i := 0
	for _, p := range parts {
		for i < len(e.lines) && int(e.lines[i].start) < p.Start {
			i++
		}
		from := i
		for i < len(e.lines) && int(e.lines[i].end) <= p.End {
			i++
		}
		if i > from {
			all = append(all, part{from, i})
		}
	}
	return e.read(all)
}

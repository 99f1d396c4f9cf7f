package record

import (
	"strings"

	"assay.app/assay/model"
)

// How an export is divided that is too large to be held
//
// Its front shows which rule divides it, and whether outlets stand above headlines.
// Then it is gone through in windows. The same rule divides each; the last record of
// a window may go on behind it, so the next window begins with that:
//
//	text     cover  record  record  record  reco|rd  record  …
//	window   ───────────────────────────────────
//	done     ───────────────────────
//	window                          ─────────────────────────────
//
// A window in which the rule finds too little asks for a larger one. Where a window
// ends the export, and it has too little to itself, the caller takes back the one
// before and tries both together. So the records are those that dividing the whole
// text finds, as long as the front is like the rest.

// Section is one export in a text: the text itself, or one of several that were
// pasted one behind the other. It is a value that may be copied and used again.
type Section struct {
	Size    int // bytes of its text, if Ends is true
	Ends    bool
	Records int // so far
	Parts   int // so far, those without a text included

	date   Date
	rule   int // -1: it is one record
	cover  int // bytes of the cover page
	line   int // of the cover page that says how many articles there are
	total  int // how many
	strong bool
	order  *bool
	first  bool // nothing was read yet

	prose   bool // there was some
	gap     bool // before the next record
	marks   []mark
	last    int // line that was taken
	numeric numericDates
	ruled   []Missing // by the rule
	inner   []Missing // of exports within records
	missing []Missing // by reading the records
	sure    bool      // no other export can follow, or it is known where
	refused []int64   // cover pages that begin no export
}

// Begin looks at the front of a text, or of what follows a section; last reports
// whether that is all of it. It reports false where it is no export.
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

// lineStart returns the byte at which a line begins, white space included.
func (e *export) lineStart(i int) int {
	return strings.LastIndex(e.text[:e.lines[i].start], lineEnd(e.text)) + 1
}

// Cut is what Take found in a window.
type Cut struct {
	Done    int          // bytes of the window with whole records; 0: it is too small
	Parts   []model.Span // in bytes of the window
	Records int          // how many of them have a text
	Cover   int          // where another export may begin, in bytes of the window, or -1
}

// marginLines is how many lines must stand behind the beginning of a record before it
// is certain to be one.
const marginLines = 64

// Take divides a window, which is what follows all that was done; at is the byte of
// the text, and line the number of the line, at which it begins; last reports whether
// the section ends with it. The caller must hold LineBytes for each of its lines. It
// reports false if the window ends the section and has too little to be divided by
// itself.
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

// divided divides a window by a rule. Where it begins with a record there is nothing
// before the first part.
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

// take reads the records of a window; inner is what is missing of exports in them, and
// before is how many lines were before it.
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

// Missing returns what of the section is not there, when all of it was taken.
func (s *Section) Missing() []Missing {
	ruled := append(s.ruled[:len(s.ruled):len(s.ruled)], missingCounts(s.marks, s.last)...)
	if s.total > s.Parts && len(ruled) == 0 {
		ruled = append(ruled, missingTotal(s.line, s.total, s.Parts))
	}
	all := append(append(ruled, s.inner...), s.missing...)
	return all[:min(len(all), maxMissing)]
}

// Refuse says that no export begins at a cover page that Take found; at is the byte of
// the text.
func (s *Section) Refuse(at int64) { s.refused = append(s.refused, at) }

// Close says that the section ends where another export begins.
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

// spanOf returns the span of a part, white space around it included but for that
// before its first line.
func (e *export) spanOf(p part) model.Span {
	return model.Span{Start: int(e.lines[p.from].start), End: int(e.lines[p.to-1].end)}
}

// Read reads the records at parts of a text, as Take found them in a window of it.
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

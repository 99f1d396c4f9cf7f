package record

import (
	"sort"

	"assay.app/assay/model"
)

// At returns the articles of a text that an analyst divided into spans. Spans are
// byte offsets, in order, and do not overlap; a span of white space is not an
// article. If an article has the head of a record, At reads it; the others have no
// metadata. At reports text outside all spans as missing. The caller must hold
// LineBytes of memory for each line.
func At(text string, spans []model.Span, date Date) Export {
	e := newExport(text, date)
	e.cover = 0
	parts := make([]part, 0, len(spans))
	for _, s := range spans {
		if p := (part{e.lineAt(s.Start), e.lineAt(s.End)}); p.from < p.to {
			parts = append(parts, p)
		}
	}
	var headed []part
	for _, p := range parts {
		if e.evidence(p.from, p.to) >= 2 {
			headed = append(headed, p)
		}
	}
	read := map[int]Record{}
	for _, rec := range e.read(headed).Records {
		read[rec.Span.Start] = rec
	}
	x := Export{Records: make([]Record, 0, len(parts))}
	for _, p := range parts {
		span := model.Span{Start: int(e.lines[p.from].start), End: int(e.lines[p.to-1].end)}
		rec, ok := read[span.Start]
		if !ok {
			rec = Record{Span: span}
		}
		x.Records = append(x.Records, rec)
	}
	e.outside(parts)
	x.Missing = e.missing
	return x
}

// lineAt returns the index of the first line that begins at or after a byte offset,
// or the number of lines if there is none.
func (e *export) lineAt(offset int) int {
	return sort.Search(len(e.lines), func(i int) bool { return int(e.lines[i].start) >= offset })
}

// outside records text that is in none of the parts as missing, except the cover
// page.
func (e *export) outside(parts []part) {
	e.missing = nil
	from := e.coverEnd()
	for _, p := range append(parts, part{from: len(e.lines)}) {
		if left := (part{from, p.from}); from < p.from && e.hasText(left.from, left.to) {
			e.leave(left, "%d lines are in none of the articles", left.to-left.from)
		}
		from = max(from, p.to)
	}
}

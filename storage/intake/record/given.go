package record

import (
	"sort"

	"assay.app/assay/model"
)

// At returns the articles at spans of a text, which an analyst has divided. Spans are
// in bytes, in order, and do not overlap; one without any letters is no article. Of an
// article that has a record's head the head is read; the others are left to be
// recognised as any text is. Text outside all spans is missing. The caller must hold
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

// lineAt returns the first line that begins at an offset, in bytes, or behind it.
func (e *export) lineAt(offset int) int {
	return sort.Search(len(e.lines), func(i int) bool { return int(e.lines[i].start) >= offset })
}

// outside notes text that is in none of the parts, but for the cover page.
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

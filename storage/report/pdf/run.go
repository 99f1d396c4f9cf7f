package pdf

import (
	"strconv"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/pdf/paper"
	"assay.app/assay/storage/typeset"
)

// setText is a shaped text with what belongs to each of its spans.
type setText struct {
	*typeset.Text
	spans []typeset.Span
	more  []more
}

// more is what a span has beside its text and its style.
type more struct {
	color  scene.RGB
	fill   scene.RGB
	filled bool
	link   string
	tip    string // what the link is, for those who cannot see it
	id     string
}

// set shapes runs in a style. Notes get their numbers.
func (f *flow) set(runs []content.Run, style typeset.Style, color scene.RGB) *setText {
	s := &setText{}
	if style.Language == "" {
		style.Language = f.doc.Language
	}
	for i := range runs {
		f.addRun(s, &runs[i], style, color)
	}
	s.Text = f.fonts.Shape(s.spans, typeset.Direction(f.left))
	return s
}

// addRun appends a run and the number of its note.
func (f *flow) addRun(s *setText, r *content.Run, style typeset.Style, color scene.RGB) {
	m := more{color: color, id: r.ID}
	if r.Muted {
		m.color = f.light.Muted
	}
	text := content.Clean(r.Text)
	if m.link = target(r.Link); m.link != "" {
		m.color = f.light.Accent
		m.tip = text
	}
	if m.fill, m.filled = scene.ParseRGB(r.Fill); m.filled {
		m.color = scene.Readable(m.fill)
	}
	style.Bold = style.Bold || r.Bold
	style.Italic = style.Italic || r.Italic
	if r.Language != "" {
		style.Language = r.Language
	}
	if r.Break {
		text = "\n" + text
	}
	s.spans, s.more = append(s.spans, typeset.Span{Text: text, Style: style}), append(s.more, m)
	if r.Note == nil {
		return
	}
	number := f.note(r.Note)
	style.Rise, style.Size = style.Size*0.35, style.Size*0.65
	style.Bold, style.Italic = false, false
	s.spans = append(s.spans, typeset.Span{Text: strconv.Itoa(number), Style: style})
	s.more = append(s.more, more{color: f.light.Accent, link: "#note-" + r.Note.ID, tip: strconv.Itoa(number), id: "noteref-" + r.Note.ID})
}

// stretch is a part of a line with the same span.
type stretch struct {
	span        int
	from, to    int // of the pieces
	left, right float64
}

func stretches(l typeset.Line, x float64) (out []stretch) {
	x -= l.Before
	for i := range l.Pieces {
		p := &l.Pieces[i]
		if n := len(out); n > 0 && out[n-1].span == p.Span {
			out[n-1].to, out[n-1].right = i+1, x+p.Width
		} else {
			out = append(out, stretch{p.Span, i, i + 1, x, x + p.Width})
		}
		x += p.Width
	}
	return out
}

// lead is the height of a line for each point of its size.
const lead = 1.42

// drawLine draws a line between two ends, with its top at y: backgrounds, text, links and places.
// Its side follows from the direction of the paragraph. The page is marked with the element.
func (f *flow) drawLine(s *setText, l typeset.Line, left, right, y, height float64, e *paper.Element) {
	x := left
	if l.Left {
		x = right - l.Width
	}
	f.drawLineAt(s, l, x, y, height, e)
}

// drawLineAt draws a line whose left end is at x.
func (f *flow) drawLineAt(s *setText, l typeset.Line, x, y, height float64, e *paper.Element) {
	size := height / lead
	base := y + height*0.5 + size*0.35
	parts := stretches(l, x)
	for _, p := range parts {
		from, to := max(p.left, x), min(p.right, x+l.Width) // without white space at the end
		if m := &s.more[p.span]; m.filled && to > from {
			f.page.Aside()
			f.page.Rect(from-1, base-size*0.98, to-from+2, size*1.28, m.fill)
		}
	}
	for _, p := range parts {
		m := &s.more[p.span]
		f.page.Place(m.id, y)
		mark := e
		if m.link != "" {
			mark = e.Child("Link")
			f.page.Link(p.left, base-size, p.right-p.left, size*1.3, m.link, m.tip, mark)
		}
		f.page.Mark(mark)
		part := typeset.Line{Pieces: l.Pieces[p.from:p.to]}
		f.missing += f.page.Text(part, p.left, base, func(int) scene.RGB { return m.color })
		if mark != e {
			mark.End()
		}
	}
}

// target returns where a link leads: "#" and a place, an address, or "" if it leads nowhere.
func target(link string) string {
	place, address := content.Target(link)
	if place != "" {
		return "#" + place
	}
	return paper.External(address)
}

package pdf

import (
	"strconv"
	"strings"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/pdf/paper"
	"assay.app/assay/storage/typeset"
)

// look is how a paragraph is set.
type look struct {
	style  typeset.Style
	color  scene.RGB
	before float64 // the gap before
	indent float64 // at the side where lines begin
	bar    bool    // a line at that side
	barred scene.RGB
}

func (f *flow) lookOf(l content.Look) look {
	ink, muted := f.light.Ink, f.light.Muted
	switch l {
	case content.Lead:
		return look{style: typeset.Style{Size: 11.5}, color: ink, before: 7}
	case content.Quote:
		return look{style: typeset.Style{Size: 10, Serif: true}, color: ink, before: 7, indent: 14, bar: true, barred: f.light.Grid}
	case content.Caption:
		return look{style: typeset.Style{Size: 8.5}, color: muted, before: 2}
	case content.Small:
		return look{style: typeset.Style{Size: 8.5}, color: muted, before: 5}
	case content.Warning:
		return look{style: typeset.Style{Size: 10, Bold: true}, color: ink, before: 8, indent: 14, bar: true, barred: f.light.Series[1]}
	default:
		return look{style: typeset.Style{Size: 10}, color: ink, before: 6}
	}
}

// headingSizes are the sizes of headings of the levels 1 to 4.
var headingSizes = [...]float64{18, 14, 11.5, 10}

func (f *flow) heading(h content.Heading) {
	level := min(max(h.Level, 1), len(headingSizes))
	if level == 1 {
		f.flushSide()
		f.narrow = false
	}
	l := look{style: typeset.Style{Size: headingSizes[level-1], Bold: true}, color: f.light.Ink, before: 8 + headingSizes[level-1]*0.7}
	s := f.set(h.Text, l.style, l.color)
	e := f.file.Document().Child("H" + strconv.Itoa(level))
	left, right := f.column()
	lines := s.Lines(right - left)
	height := float64(len(lines)) * l.style.Size * lead
	f.space(l.before, height+60) // some lines of what follows
	f.headings++
	place := h.ID
	if place == "" {
		place = "heading." + strconv.Itoa(f.headings) // IDs have no points
	}
	if title := plainText(h.Text); title != "" {
		f.file.Bookmark(paper.Bookmark{Level: level, Title: title, Place: place})
	}
	f.page.Place(place, f.y-4)
	f.lines(s, lines, l, e)
	e.End()
	f.gap = 2
}

// plainText returns the text of runs on one line.
func plainText(runs []content.Run) string {
	return clean(strings.ReplaceAll(content.Text(runs), "\n", " "))
}

func (f *flow) paragraph(p content.Paragraph) {
	l := f.lookOf(p.Look)
	if len(p.Side) > 0 {
		f.narrow = true
	}
	s := f.set(p.Text, l.style, l.color)
	left, right := f.column()
	lines := s.Lines(right - left - l.indent)
	kind := "P"
	if p.Look == content.Quote {
		kind = "BlockQuote"
	}
	e := f.file.Document().Child(kind)
	height := l.style.Size * lead
	f.space(l.before, height*float64(min(len(lines), 2)))
	if len(p.Side) > 0 {
		f.atSide(p.Side)
	}
	f.page.Place(p.ID, f.y)
	f.lines(s, lines, l, e)
	e.End()
}

// atSide sets what stands at the side of a paragraph that begins here. It begins below what stands
// there already.
func (f *flow) atSide(runs []content.Run) {
	style := typeset.Style{Size: 8}
	s := f.set(runs, style, f.light.Ink)
	left, right := f.sideColumn()
	lines := s.Lines(right - left)
	if len(lines) == 0 {
		return
	}
	e := f.file.Document().Child("Note")
	placed := make([]placedLine, len(lines))
	for i, l := range lines {
		placed[i] = placedLine{s, l, e, style.Size * lead, i == len(lines)-1}
	}
	if len(f.side) > 0 { // what came before has no room here either
		f.side = append(f.side, placed...)
		return
	}
	f.drawSide(placed, max(f.y+1, f.sideLow))
}

// lines draws the lines of a paragraph, on several pages if they must. Neither its first nor its
// last line stands alone on a page.
func (f *flow) lines(s *setText, lines []typeset.Line, l look, e *paper.Element) {
	height := l.style.Size * lead
	for len(lines) > 0 {
		fit := int((f.low() - f.y + 0.01) / height)
		switch {
		case fit >= len(lines):
			fit = len(lines)
		case fit == len(lines)-1 && fit > 2:
			fit--
		case fit < 1 && f.fresh():
			fit = 1
		}
		if fit > 0 {
			f.drawLines(s, lines[:fit], l, height, e)
			lines = lines[fit:]
		}
		if len(lines) > 0 {
			f.next()
		}
	}
}

// drawLines draws lines that have room on the page.
func (f *flow) drawLines(s *setText, lines []typeset.Line, l look, height float64, e *paper.Element) {
	left, right := f.column()
	if s.Left {
		right -= l.indent
	} else {
		left += l.indent
	}
	if l.bar {
		x := left - l.indent + 3
		if s.Left {
			x = right + l.indent - 3
		}
		f.page.Aside()
		f.page.Line(x, f.y+1, x, f.y+height*float64(len(lines))-1, 2, l.barred)
	}
	for _, line := range lines {
		f.drawLine(s, line, left, right, f.y, height, e)
		f.y += height
	}
}

func (f *flow) list(list content.List) {
	l := f.lookOf(content.Body)
	l.before, l.indent = 2.5, 18
	all := f.file.Document().Child("L")
	for i, item := range list.Items {
		label := "•"
		if list.Numbered {
			label = strconv.Itoa(i+1) + "."
		}
		s := f.set(item, l.style, l.color)
		left, right := f.column()
		lines := s.Lines(right - left - l.indent)
		if len(lines) == 0 {
			continue
		}
		height := l.style.Size * lead
		before := l.before
		if i == 0 {
			before = 6
		}
		f.space(before, height*float64(min(len(lines), 2)))
		li := all.Child("LI")
		f.drawLabel(label, s.Left, left, right, height, l, li)
		body := li.Child("LBody")
		f.lines(s, lines, l, body)
		body.End()
		li.End()
	}
	all.End()
}

// drawLabel draws the sign or the number of an item.
func (f *flow) drawLabel(label string, leftwards bool, left, right, height float64, l look, li *paper.Element) {
	e := li.Child("Lbl")
	s := f.set([]content.Run{content.Plain(label)}, l.style, l.color)
	line := s.Lines(1000)[0]
	x := left + l.indent - line.Width - 5
	if leftwards {
		x = right - l.indent + 5
	}
	f.drawLineAt(s, line, x, f.y, height, e)
	e.End()
}

package pdf

import (
	"strconv"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/pdf/paper"
	"assay.app/assay/storage/typeset"
)

// title writes the title of the document, its subtitle, and by whom and when it was made.
func (f *flow) title() {
	part := func(text, kind string, size, before float64, bold bool, color scene.RGB) {
		if text = clean(text); text == "" {
			return
		}
		l := look{style: typeset.Style{Size: size, Bold: bold}, color: color, before: before}
		s := f.set([]content.Run{content.Plain(text)}, l.style, l.color)
		left, right := f.column()
		e := f.file.Document().Child(kind)
		f.space(l.before, size*lead)
		f.lines(s, s.Lines(right-left), l, e)
		e.End()
	}
	size := 26.0
	if n := len(f.doc.Title); n > 120 {
		size = 16
	}
	part(f.doc.Title, "Title", size, 0, true, f.light.Ink)
	part(f.doc.Subtitle, "P", 13, 6, false, f.light.Muted)
	part(f.doc.Made, "P", 10, 8, false, f.light.Muted)
	f.gap = 18
}

// entry is an entry of the table of contents whose page number is not known yet.
type entry struct {
	id      string
	page    *paper.Page
	element *paper.Element
	left    float64
	right   float64
	base    float64
	size    float64
	bold    bool
}

// numberRoom is the width of page numbers in the table of contents.
const numberRoom = 34.0

// contents writes the table of contents without page numbers, and begins the page after it.
func (f *flow) contents() {
	if len(f.doc.Outline) == 0 {
		return
	}
	f.holding = true
	if word := clean(f.doc.Words.Contents); word != "" {
		l := look{style: typeset.Style{Size: 14, Bold: true}, color: f.light.Ink, before: 26}
		s := f.set([]content.Run{content.Plain(word)}, l.style, l.color)
		left, right := f.column()
		e := f.file.Document().Child("P")
		f.space(l.before, 60)
		f.lines(s, s.Lines(right-left), l, e)
		e.End()
		f.gap = 4
	}
	toc := f.file.Document().Child("TOC")
	for _, en := range f.doc.Outline {
		f.contentsEntry(en, toc)
	}
	f.tocs = toc
	f.finish()
	f.holding = false
	f.begin(false)
}

func (f *flow) contentsEntry(en content.Entry, toc *paper.Element) {
	level := min(max(en.Level, 1), 4)
	style := typeset.Style{Size: 10, Bold: level == 1}
	before := 1.5
	if level == 1 {
		before = 5
	}
	left, right := f.column()
	inset := float64(level-1) * 14
	s := f.set([]content.Run{{Text: clean(en.Title)}}, style, f.light.Ink)
	lines := s.Lines(max(right-left-inset-numberRoom, 40))
	if len(lines) == 0 {
		return
	}
	height := style.Size * lead
	f.space(before, height*float64(min(len(lines), 3)))
	item := toc.Child("TOCI")
	from, to := left+inset, right-numberRoom
	if f.left {
		from, to = left+numberRoom, right-inset
	}
	for i, line := range lines {
		if f.y+height > f.low() && !f.fresh() {
			f.next()
		}
		f.drawLine(s, line, from, to, f.y, height, item)
		if en.ID != "" {
			link := item.Child("Link")
			f.page.Link(left+inset, f.y, right-left-inset, height, "#"+en.ID, clean(en.Title), link)
			link.End()
		}
		if i == len(lines)-1 {
			f.entries = append(f.entries, entry{
				id: en.ID, page: f.page, element: item, left: left, right: right,
				base: f.y + height*0.5 + style.Size*0.35, size: style.Size, bold: style.Bold,
			})
		}
		f.y += height
	}
}

// fillContents writes the page numbers into the table of contents, and its pages.
func (f *flow) fillContents() {
	for _, en := range f.entries {
		if number, ok := f.file.PageOf(en.id); ok {
			line := f.fonts.Line(strconv.Itoa(number), typeset.Style{Size: en.size, Bold: en.bold})
			x := en.right - line.Width
			if f.left {
				x = en.left
			}
			en.page.Mark(en.element)
			en.page.Text(line, x, en.base, func(int) scene.RGB { return f.light.Ink })
		}
		en.element.End()
	}
	if f.tocs != nil {
		f.tocs.End()
	}
	for _, p := range f.held {
		p.Finish()
	}
}

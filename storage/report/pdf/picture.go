package pdf

import "assay.app/assay/storage/report/content"

// picture draws a picture with its caption below. It is made smaller if it is wider than the text
// or higher than most of a page.
func (f *flow) picture(p content.Picture) {
	if p.Scene == nil || !(p.Scene.Width > 0 && p.Scene.Height > 0) {
		return
	}
	f.flushSide()
	left, right := f.column()
	l := f.lookOf(content.Caption)
	caption := f.set(p.Caption, l.style, l.color)
	lines := caption.Lines(right - left)
	below := float64(len(lines))*l.style.Size*lead + 4
	scale := min(1, (right-left)/p.Scene.Width, (f.low()-marginTop-min(below, 200))*0.95/p.Scene.Height)
	w, h := p.Scene.Width*scale, p.Scene.Height*scale
	f.space(10, h+min(below, 200))
	x := left
	if f.left {
		x = right - w
	}
	f.page.Place(p.ID, f.y)
	e := f.file.Document().Child("Figure").Describe(clean(p.Scene.Title))
	e.Attributes("/O/Layout/BBox[" + f.page.Box(x, f.y, w, h) + "]")
	f.page.Mark(e)
	f.missing += f.page.Scene(p.Scene, x, f.y, scale, f.fonts, f.light)
	f.y += h + 4
	e.End()
	if len(lines) > 0 {
		c := f.file.Document().Child("Caption")
		f.lines(caption, lines, l, c)
		c.End()
	}
	f.gap = 10
}

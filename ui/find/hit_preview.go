package find

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/reader"
)

// preview shows a hit and the text around it. Fyne can wrap text in several styles,
// but always lays out the parts from left to right. If part of the text is written
// from right to left, preview breaks the text into lines itself.
type preview struct {
	widget.RichText
	content *fyne.Container // the text or the lines
	lines   *fyne.Container
	shown   previewed
}

// previewed identifies the content of a preview. It is compared to avoid setting
// the same content again.
type previewed struct {
	hit, round int
	doc        *model.Document
}

func newPreview() *preview {
	p := &preview{shown: previewed{hit: -1}}
	p.Wrapping = fyne.TextWrapWord
	p.Scroll = container.ScrollNone // the RichText's own scroller would keep showing the first text
	p.ExtendBaseWidget(p)
	p.lines = container.New(layout.NewCustomPaddedVBoxLayout(2))
	p.content = container.NewStack(p, container.New(layout.NewCustomPaddedLayout(0, 0, theme.InnerPadding(), theme.InnerPadding()), p.lines))
	return p
}

// The largest number of bytes shown of a hit, and of the text before or after it.
const (
	previewHit   = 1500
	previewAside = 300
)

// showPreview shows the current hit, or nothing if there are no hits.
func (v *searchView) showPreview() {
	if len(v.Hits()) == 0 {
		if v.preview.shown.hit >= 0 {
			v.preview.shown = previewed{hit: -1}
			v.preview.Segments, v.preview.lines.Objects = nil, nil
			v.preview.Refresh()
			v.preview.content.Refresh()
		}
		return
	}
	at := min(v.At(), len(v.Hits())-1)
	h := v.Hits()[at]
	now := previewed{at, v.round, v.Document(h.Article)}
	if now == v.preview.shown {
		return
	}
	v.preview.shown = now
	v.preview.set(h, now.doc)
}

// set shows a hit. doc is nil until the article has been read.
func (p *preview) set(h finding.Hit, doc *model.Document) {
	p.Segments, p.lines.Objects = nil, nil
	earlier, later := neighbours(h, doc)
	earlier, later = tail(earlier, previewAside), head(later, previewAside)
	text, marks := h.Text, h.Marks
	if len(text) > previewHit {
		text, marks = control.AroundMark(text, marks, previewHit/4)
		text = head(text, previewHit)
	}
	if parts, _ := reader.Arranged(earlier+text+later, nil); parts != nil {
		p.inLines(earlier, nil, look.ColorDim)
		p.inLines(text, marks, theme.ColorNameForeground)
		p.inLines(later, nil, look.ColorDim)
		p.Refresh()
		p.content.Refresh()
		return
	}
	p.add(earlier, look.ColorDim, false)
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End > len(text) {
			continue
		}
		p.add(text[at:m.Start], theme.ColorNameForeground, false)
		p.add(m.Of(text), theme.ColorNamePrimary, true)
		at = m.End
	}
	p.add(text[at:], theme.ColorNameForeground, false)
	p.add(later, look.ColorDim, false)
	p.Refresh()
	p.content.Refresh()
}

// inLines adds text in lines. It breaks the text at spaces and line feeds if it is
// too wide for one line.
func (p *preview) inLines(text string, marks []model.Span, ink fyne.ThemeColorName) {
	room := p.content.Size().Width - 2*theme.InnerPadding()
	measure := control.NewMarkedText(theme.SizeNameText).Measure
	line := func(from, to int) {
		m := control.NewMarkedText(theme.SizeNameText)
		var in []model.Span
		for _, mark := range marks {
			if mark.Start < to && mark.End > from {
				in = append(in, model.Span{Start: max(mark.Start, from) - from, End: min(mark.End, to) - from})
			}
		}
		m.Set(text[from:to], in, ink)
		p.lines.Add(m)
	}
	from, space := 0, -1
	for i := range len(text) + 1 {
		if i < len(text) && text[i] != ' ' && text[i] != '\n' {
			continue
		}
		if space > from && measure(control.OneLine(text[from:i]), true) > room {
			line(from, space)
			from = space + 1
		}
		space = i
	}
	if strings.TrimSpace(text[from:]) != "" {
		line(from, len(text))
	}
}

func (p *preview) add(text string, ink fyne.ThemeColorName, strong bool) {
	if text == "" {
		return
	}
	p.Segments = append(p.Segments, &widget.TextSegment{Text: control.OneLine(text), Style: widget.RichTextStyle{
		Inline: true, ColorName: ink, SizeName: theme.SizeNameText, TextStyle: fyne.TextStyle{Bold: strong},
	}})
}

// neighbours returns the text to show before and after a hit, with separators. For
// a sentence, it returns the previous and the next unit of the article, if there
// are any. For a note on a sentence, it returns that sentence as the text after the
// hit. It returns nothing for other notes, or if doc is nil.
func neighbours(h finding.Hit, doc *model.Document) (earlier, later string) {
	if doc == nil || h.Span == (model.Span{}) {
		return "", ""
	}
	at := doc.UnitAt(h.Span.Start)
	switch {
	case at < 0:
		return "", ""
	case h.Note:
		return "", "   —   " + doc.Units[at].Span.Of(doc.Text)
	}
	if at > 0 {
		earlier = doc.Units[at-1].Span.Of(doc.Text) + " "
	}
	if at+1 < len(doc.Units) {
		later = " " + doc.Units[at+1].Span.Of(doc.Text)
	}
	return earlier, later
}

// head shortens s to at most the given number of bytes without cutting a rune, and
// appends an ellipsis. It returns s unchanged if s is not longer than that.
func head(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most] + "…"
}

// tail removes the beginning of s, so that at most the given number of bytes is
// left and no rune is cut, and puts an ellipsis in its place. It returns s
// unchanged if s is not longer than that.
func tail(s string, most int) string {
	if len(s) <= most {
		return s
	}
	at := len(s) - most
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at++
	}
	return "…" + s[at:]
}

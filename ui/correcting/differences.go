package correcting

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/compare/wording"
)

// differences shows the old and the corrected text of a piece. Words that differ are bold and
// underlined; figures and dates have another colour, too.
type differences struct {
	content *container.Scroll
	text    *widget.RichText
}

func newDifferences() *differences {
	d := &differences{text: widget.NewRichText()}
	d.text.Wrapping = fyne.TextWrapWord
	d.content = container.NewVScroll(d.text)
	return d
}

// show shows two texts, and the words of each that the other lacks.
func (d *differences) show(old, now string, inOld, inNow []wording.Difference) {
	switch {
	case old == now:
		d.text.Segments = []widget.RichTextSegment{plain(lang.L("The paragraph is as it was."))}
	case strings.TrimSpace(now) == "":
		d.text.Segments = append([]widget.RichTextSegment{heading(lang.L("Dropped"))}, marked(old, nil)...)
	default:
		segments := append([]widget.RichTextSegment{heading(lang.L("Before"))}, marked(old, inOld)...)
		segments = append(segments, heading(lang.L("Now")))
		d.text.Segments = append(segments, marked(now, inNow)...)
	}
	d.text.Refresh()
	d.content.ScrollToTop()
}

func plain(text string) widget.RichTextSegment {
	return &widget.TextSegment{Text: text, Style: widget.RichTextStyle{ColorName: theme.ColorNamePlaceHolder}}
}

func heading(text string) widget.RichTextSegment {
	return &widget.TextSegment{Text: text, Style: widget.RichTextStyle{ColorName: theme.ColorNamePlaceHolder, SizeName: theme.SizeNameCaptionText}}
}

// marked returns a text as a paragraph in which some words are emphasised.
func marked(text string, emphasis []wording.Difference) (all []widget.RichTextSegment) {
	add := func(part string, style widget.RichTextStyle) {
		style.Inline = true
		if part != "" {
			all = append(all, &widget.TextSegment{Text: part, Style: style})
		}
	}
	at := 0
	for _, e := range emphasis {
		if e.Span.Start < at || e.Span.End > len(text) {
			continue
		}
		add(text[at:e.Span.Start], widget.RichTextStyle{ColorName: theme.ColorNameForeground})
		style := widget.RichTextStyle{ColorName: theme.ColorNamePrimary, TextStyle: fyne.TextStyle{Bold: true, Underline: true}}
		if e.Kind == wording.Figure {
			style.ColorName = theme.ColorNameError
		}
		add(e.Span.Of(text), style)
		at = e.Span.End
	}
	add(text[at:], widget.RichTextStyle{ColorName: theme.ColorNameForeground})
	return append(all, &widget.TextSegment{Style: widget.RichTextStyle{}}) // ends the paragraph
}

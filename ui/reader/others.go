package reader

import (
	"fmt"
	"image/color"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/segment"
	"assay.app/assay/ui/look"
)

// The labels of other analysts are in circles in the right margin. The analyst's
// own are in squares in the left margin. The name of the other analyst is to the
// right of the circle. If a line has several of these labels, only the initials are
// shown. The sign ≠ before the name means that the label differs from the analyst's
// own.

// marginOthers is the width of the right margin if it has labels of other analysts.
const marginOthers = 128

// othersAfter is the distance between the text and the labels of other analysts.
// The note mark is drawn there.
const othersAfter = 34

// others draws the labels of other analysts beside a line. It draws them for the
// units that begin on the line.
func (r *renderer) others(heads []int, marks map[int]Mark, l placed) {
	p := r.page
	if !p.view.Others {
		return
	}
	var all []OtherMark
	var units [][]int // for each mark
	for i, unit := range heads {
		for _, m := range marks[unit].Others {
			all, units = append(all, m), append(units, heads[i:i+1])
		}
	}
	size := theme.Size(look.SizeSmall)
	x := p.column + p.metrics.Width + othersAfter + gradeRoom()
	end := p.Size().Width - 4
	for i, m := range all {
		who := initials(m.Who)
		if len(all) == 1 {
			who = m.Who
		}
		if m.Differs {
			who = "≠ " + who
		}
		room := end - x - size*1.5 - 4
		more := fmt.Sprintf("+%d", len(all)-i)
		if needs := fyne.MeasureText(who, size, fyne.TextStyle{}).Width; len(all) > 1 && needs > room {
			r.text(more, look.Current(look.ColorDim), size, fyne.TextStyle{}, r.captionAt(x, l, end-x, size))
			return
		}
		x = r.circle(m, x, l, units[i])
		who = shortened(who, room, size)
		r.text(who, look.Current(look.ColorDim), size, fyne.TextStyle{}, r.captionAt(x, l, room, size))
		x += fyne.MeasureText(who, size, fyne.TextStyle{}).Width + 8
	}
}

// circle draws the letter of another analyst's label, and returns the left edge for
// the text beside it.
func (r *renderer) circle(m OtherMark, x float32, l placed, units []int) float32 {
	size := theme.Size(look.SizeSmall)
	w := size * 1.5
	pad := (l.line - w) / 2
	at := box{x, l.top + pad, x + w, l.top + pad + w}
	r.addPoint(letterPoint, at, units)
	bg := r.rect(color.Transparent, at)
	bg.StrokeColor, bg.StrokeWidth, bg.CornerRadius = look.Current(look.ColorAside), 1+theme.Size(look.SizeEdge), w/2
	if m.Color != nil {
		bg.FillColor = look.Tint(m.Color, look.Variant())
	}
	t := r.text(m.Letter, look.Current(theme.ColorNameForeground), size, fyne.TextStyle{}, at)
	t.Alignment = fyne.TextAlignCenter
	return x + w + 4
}

func (r *renderer) captionAt(x float32, l placed, width, size float32) box {
	pad := (l.line - size*1.5) / 2
	return box{x, l.top + pad, x + width, l.top + pad + size*1.5}
}

// initials returns the first characters of the first two words of a name, in upper
// case.
func initials(name string) string {
	var out strings.Builder
	for i, word := range strings.Fields(name) {
		if i == 2 {
			break
		}
		first := len(word)
		if bounds := segment.Characters(word); len(bounds) > 0 {
			first = bounds[0]
		}
		out.WriteString(strings.ToUpper(word[:first]))
	}
	return out.String()
}

// shortened returns text if it fits. Otherwise it returns the longest beginning
// that fits together with an ellipsis.
func shortened(text string, room, size float32) string {
	fits := func(s string) bool { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width <= room }
	if fits(text) {
		return text
	}
	for text != "" {
		_, last := utf8.DecodeLastRuneInString(text)
		if text = text[:len(text)-last]; fits(text + "…") {
			break
		}
	}
	return text + "…"
}

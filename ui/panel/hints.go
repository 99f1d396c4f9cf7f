package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// hintLabel shows key hints. If there is too little room, it leaves out hints from the
// end, but not the last one, which leads to all keys. A tooltip shows the whole text.
type hintLabel struct {
	TipLabel
	whole string
}

// between separates two hints.
const between = " · "

func newHintLabel(tips *Tips) *hintLabel {
	l := &hintLabel{TipLabel: TipLabel{tips: tips}}
	l.Truncation = fyne.TextTruncateEllipsis
	l.ExtendBaseWidget(l)
	return l
}

func (l *hintLabel) set(text string) {
	if text != l.whole {
		l.whole = text
		l.fit(true)
	}
}

// Resize implements fyne.CanvasObject.
func (l *hintLabel) Resize(size fyne.Size) {
	changed := size.Width != l.Size().Width
	l.TipLabel.Resize(size)
	if changed {
		l.fit(false)
	}
}

// fit shows as many hints as there is room for.
func (l *hintLabel) fit(refresh bool) {
	hints := strings.Split(l.whole, between)
	text := l.whole
	room := l.Size().Width - 2*theme.InnerPadding()
	for len(hints) > 2 && fyne.MeasureText(text, theme.CaptionTextSize(), l.TextStyle).Width > room {
		hints = append(hints[:len(hints)-2], hints[len(hints)-1])
		text = strings.Join(hints, between)
	}
	if text != l.Text || refresh {
		l.SetText(text)
	}
}

// MouseIn implements desktop.Hoverable.
func (l *hintLabel) MouseIn(*desktop.MouseEvent) {
	if l.cut() || l.Text != l.whole {
		l.tips.Below(l, l.whole)
	}
}

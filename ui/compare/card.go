package compare

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/differences"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// card shows a mention in its paragraph. A click makes the mention current, and a click on the
// current one opens it.
type card struct {
	widget.BaseWidget
	of      *mentions
	at      int
	back    *canvas.Rectangle
	sign    *canvas.Text
	outlet  *control.MarkedText
	detail  *control.MarkedText
	passage *differences.Passage
	scroll  *container.Scroll
	shown   shown
}

// shown identifies what a card shows, so that it is laid out again only if that changes.
type shown struct {
	article  model.ArticleID
	sentence model.Span
	whole    bool // the paragraph is known
	version  int  // of what is emphasised
}

var (
	_ fyne.Tappable          = (*card)(nil)
	_ fyne.SecondaryTappable = (*card)(nil)
)

func newCard(of *mentions) *card {
	k := &card{
		of: of, at: -1, back: canvas.NewRectangle(color.Transparent), sign: newText(), passage: differences.NewPassage(),
		outlet: control.NewMarkedText(theme.SizeNameText), detail: control.NewMarkedText(theme.SizeNameCaptionText),
	}
	k.sign.TextStyle.Bold, k.outlet.Bold = true, true
	k.scroll = container.NewVScroll(control.BesideBar(k.passage))
	k.ExtendBaseWidget(k)
	return k
}

// cardLines returns the two lines above the text of a mention: the outlet with the date, and since
// and until when it was said, the stance with the voice, the analyst, remarks and the grade.
func (c *Controller) cardLines(r *compare.Row, i int, flagged bool) []string {
	m := &r.Mentions[i]
	where := outletName(c.table.Outlets[m.Column])
	if sum, ok := c.win.Session().Summary(m.Article); ok && sum.Metadata.Published != "" {
		where += " · " + words.DayOf(sum.Metadata.Published)
	}
	does := []string{words.Stance(m.Stance)}
	if m.VoiceName != "" {
		does[0] = lang.L("{{.Stance}} to {{.Voice}}", map[string]any{"Stance": words.Stance(m.Stance), "Voice": m.VoiceName})
		if m.Stance != model.Attributes {
			does[0] = words.Stance(m.Stance) + " · " + m.VoiceName
		}
	}
	if text := words.Life(c.days(m)); text != "" {
		does = append([]string{text}, does...) // a narrow card cuts off the end
	}
	if m.Analyst != c.win.Session().Analyst() {
		does = append(does, c.win.Session().Called(m.Analyst))
	}
	if m.Index < 0 {
		does = append(does, lang.L("not a sentence any more"))
	}
	if flagged {
		does = append(does, lang.L("changes quoted words"))
	}
	if doc := c.view.mentions.docs.of(m.Article); doc != nil {
		if g := c.win.Session().InForce(doc, m.Sentence); !g.IsZero() {
			does = append(does, g.Grade.String())
		}
	}
	return []string{where, strings.Join(does, " · ")}
}

// set shows a mention.
func (k *card) set(r *compare.Row, i int) {
	k.at = i
	m := &r.Mentions[i]
	var ink fyne.ThemeColorName
	k.sign.Text, ink = stanceSign(m.Stance)
	if m.Index < 0 {
		k.sign.Text, ink = detachedSign, look.ColorDim
	}
	if m.Gone != "" {
		k.sign.Text += withdrawnSign
	}
	k.sign.Color, k.sign.TextSize = look.Current(ink), theme.TextSize()
	flagged := k.of.flagged[i]
	lines := k.of.of.cardLines(r, i, flagged)
	if k.of.chosen[on(m)] {
		lines[0] = "✓ " + lines[0]
	}
	k.outlet.Set(lines[0], nil, theme.ColorNameForeground)
	ink = look.ColorDim
	if flagged {
		ink = theme.ColorNameError
	}
	k.detail.Set(lines[1], nil, ink)
	k.setText(m, i)
	k.Refresh()
}

// setText shows the text, if another one was shown.
func (k *card) setText(m *compare.Mention, i int) {
	doc := k.of.docs.of(m.Article)
	now := shown{m.Article, m.Sentence, doc != nil && m.Sentence.End <= len(doc.Text), k.of.version}
	var emphasis []wording.Difference
	if i < len(k.of.emphasis) {
		emphasis = k.of.emphasis[i]
	}
	if now == k.shown {
		return
	}
	k.scroll.ScrollToTop()
	k.shown = now
	if !now.whole {
		k.passage.Set(m.Text, model.Span{End: len(m.Text)}, emphasis)
		return
	}
	text, sentence := paragraph(doc, m.Sentence)
	k.passage.Set(text, sentence, emphasis)
}

// Tapped implements fyne.Tappable.
func (k *card) Tapped(*fyne.PointEvent) {
	again := k.of.focused && k.of.at == k.at
	k.of.of.win.Focus(k.of)
	k.of.move(k.at)
	if again {
		k.of.of.open()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (k *card) TappedSecondary(e *fyne.PointEvent) {
	k.of.of.win.Focus(k.of)
	k.of.move(k.at)
	k.of.of.openMenu(e.AbsolutePosition)
}

// CreateRenderer implements fyne.Widget.
func (k *card) CreateRenderer() fyne.WidgetRenderer { return &cardRenderer{k} }

type cardRenderer struct{ k *card }

// cardPad is the space inside a card, in device-independent pixels.
const cardPad = 8

func (r *cardRenderer) Destroy() {}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	k := r.k
	return []fyne.CanvasObject{k.back, k.sign, k.outlet, k.detail, k.scroll}
}

func (r *cardRenderer) MinSize() fyne.Size { return fyne.NewSize(80, 60) }

func (r *cardRenderer) Layout(size fyne.Size) {
	k := r.k
	k.back.Resize(size)
	line, small := k.outlet.MinSize().Height, k.detail.MinSize().Height
	widest := assertsSign
	if strings.HasSuffix(k.sign.Text, withdrawnSign) {
		widest += withdrawnSign
	}
	lead := fyne.MeasureText(widest, theme.TextSize(), k.sign.TextStyle).Width + 6
	k.sign.Move(fyne.NewPos(cardPad, cardPad))
	k.sign.Resize(fyne.NewSize(lead, line))
	k.outlet.Move(fyne.NewPos(cardPad+lead, cardPad))
	k.outlet.Resize(fyne.NewSize(max(0, size.Width-2*cardPad-lead), line))
	k.detail.Move(fyne.NewPos(cardPad, cardPad+line))
	k.detail.Resize(fyne.NewSize(max(0, size.Width-2*cardPad), small))
	top := cardPad + line + small + 4
	k.scroll.Move(fyne.NewPos(cardPad, top))
	k.scroll.Resize(fyne.NewSize(max(0, size.Width-2*cardPad), max(0, size.Height-top-cardPad)))
}

func (r *cardRenderer) Refresh() {
	k := r.k
	k.back.FillColor, k.back.StrokeColor, k.back.StrokeWidth = look.Current(look.ColorPaper), look.Current(theme.ColorNameSeparator), 1
	k.back.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	if k.at == k.of.at {
		k.back.StrokeColor = look.Current(theme.ColorNameInputBorder)
		if k.of.focused {
			k.back.StrokeColor, k.back.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
		}
	}
	r.Layout(k.Size())
	canvas.Refresh(k)
}

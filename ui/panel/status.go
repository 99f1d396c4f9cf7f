package panel

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/look"
)

// Status is the bar at the bottom: progress, a word on what just happened,
// the keys that work, and whether the work is saved.
type Status struct {
	Content fyne.CanvasObject

	session *session.Session
	article *widget.Label
	corpus  *widget.Label
	bar     *progressBar
	notice  *TipLabel
	keys    *TipLabel
	saved   *widget.Label
	dot     *canvas.Circle
}

// NewStatus makes the bar for a session.
func NewStatus(s *session.Session, tips *Tips) *Status {
	small := func() *widget.Label {
		l := widget.NewLabel("")
		l.SizeName = theme.SizeNameCaptionText
		return l
	}
	st := &Status{
		session: s, article: small(), corpus: small(), saved: small(),
		notice: NewTipLabel(tips), keys: NewTipLabel(tips),
		bar: newProgressBar(s.Codebook()),
		dot: canvas.NewCircle(color.Transparent),
	}
	st.notice.SizeName, st.keys.SizeName = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	st.keys.Alignment = fyne.TextAlignTrailing
	st.notice.TextStyle.Bold = true
	barBox := container.New(layout.NewGridWrapLayout(fyne.NewSize(96, 20)), st.bar)
	dotBox := container.NewCenter(container.New(layout.NewGridWrapLayout(fyne.NewSize(8, 8)), st.dot))
	left := container.NewHBox(container.NewCenter(barBox), st.article, st.corpus)
	right := container.NewHBox(dotBox, st.saved)
	st.Content = container.New(layout.NewCustomPaddedLayout(0, 0, edge, 0),
		container.NewBorder(nil, nil, left, right, container.NewStack(st.notice, st.keys)))
	st.SetNotice("")
	st.Refresh()
	st.RefreshSave()
	return st
}

// Refresh shows the progress as it is now.
func (st *Status) Refresh() {
	total := st.session.Total()
	if doc := st.session.Document(); doc != nil {
		sum, _ := st.session.Summary(doc.ID)
		st.article.SetText("Article " + st.tally(sum.Progress))
		st.bar.set(sum.Progress)
	} else {
		st.article.SetText("")
		st.bar.set(total)
	}
	st.corpus.SetText(fmt.Sprintf("Corpus %d/%d", total.Tagged(), total.Sentences))
}

// tally writes how many sentences carry which label: "7/23 · C 3 · Q 2 · B 2".
func (st *Status) tally(p model.Progress) string {
	parts := []string{fmt.Sprintf("%d/%d", p.Tagged(), p.Sentences)}
	for _, l := range st.session.Codebook() {
		parts = append(parts, fmt.Sprintf("%s %d", l.Letter, p.Labelled[l.Key]))
	}
	return strings.Join(parts, " · ")
}

// SetNotice says what just happened, in place of the keys; with nothing to
// say the keys show again.
func (st *Status) SetNotice(text string) {
	st.notice.SetText(text)
	st.notice.Hidden = text == ""
	st.keys.Hidden = text != ""
	st.corpus.Show()
	st.Content.Refresh()
	if text != "" && st.notice.cut() {
		st.corpus.Hide() // what just happened needs the room more
		st.Content.Refresh()
	}
}

// Notice is what just happened, in words, or "".
func (st *Status) Notice() string { return st.notice.Text }

// SetKeys says which keys work now.
func (st *Status) SetKeys(text string) {
	if text != st.keys.Text {
		st.keys.SetText(text)
	}
}

// SavedText is what the bar says about saving.
func (st *Status) SavedText() string { return st.saved.Text }

// RefreshSave shows whether the work is saved.
func (st *Status) RefreshSave() {
	text, ink := "Saved", look.Current(theme.ColorNameSuccess)
	switch st.session.Save().State {
	case session.Saving:
		text, ink = "Saving…", look.Current(look.ColorDim)
	case session.Failed:
		text, ink = "Not saved", look.Current(theme.ColorNameError)
	}
	st.saved.SetText(text)
	st.dot.FillColor = ink
	st.dot.Refresh()
}

package panel

import (
	"cmp"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
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
	after   func(time.Duration, func()) (cancel func())
	later   func() // calls off the word on saving that is to come; nil for none
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
		bar:   newProgressBar(s.Codebook()),
		dot:   canvas.NewCircle(color.Transparent),
		after: tips.after,
	}
	st.notice.SizeName, st.keys.SizeName = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	st.keys.Alignment = fyne.TextAlignTrailing
	st.notice.TextStyle.Bold = true
	barBox := container.New(layout.NewGridWrapLayout(fyne.NewSize(96, 20)), st.bar)
	dotBox := container.NewCenter(container.New(layout.NewGridWrapLayout(fyne.NewSize(8, 8)), st.dot))
	left := container.NewHBox(container.NewCenter(barBox), st.article, st.corpus)
	right := container.NewHBox(dotBox, container.New(roomFor{savedWord(session.Saved), savedWord(session.Saving), savedWord(session.Failed)}, st.saved))
	st.Content = container.New(layout.NewCustomPaddedLayout(0, 0, edge, 0),
		container.NewBorder(nil, nil, left, right, container.NewStack(st.notice, st.keys)))
	st.SetNotice("")
	st.Refresh()
	st.say(s.Save().State)
	return st
}

// Refresh shows the progress as it is now.
func (st *Status) Refresh() {
	total := st.session.Total()
	if doc := st.session.Document(); doc != nil {
		sum, _ := st.session.Summary(doc.ID)
		st.article.SetText(lang.L("Article {{.Tally}}", map[string]any{"Tally": st.tally(sum.Progress)}))
		st.bar.set(sum.Progress)
	} else {
		st.article.SetText("")
		st.bar.set(total)
	}
	st.corpus.SetText(lang.L("Corpus {{.Done}}/{{.Total}}", map[string]any{"Done": words.Number(total.Tagged()), "Total": words.Number(total.Sentences)}))
}

// mostCounted is how many labels a tally counts.
const mostCounted = 4

// tally returns how many sentences have which label: "7/23 · C 3 · Q 2 · B 2".
// If the codebook is longer than that, it counts the most frequent labels.
func (st *Status) tally(p model.Progress) string {
	parts := []string{fmt.Sprintf("%d/%d", p.Tagged(), p.Sentences)}
	counted, more := st.session.Codebook(), false
	if len(counted) > mostCounted {
		counted, more = mostFrequent(counted, p)
	}
	for _, l := range counted {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s %d", shortName(l), p.Labelled[l.Key])))
	}
	if more {
		parts = append(parts, "…")
	}
	return strings.Join(parts, " · ")
}

// mostFrequent returns the most frequent labels that sentences have, in the order
// of the codebook, and whether there are more.
func mostFrequent(book model.Codebook, p model.Progress) (out model.Codebook, more bool) {
	order := slices.DeleteFunc(slices.Clone(book), func(l model.Label) bool { return p.Labelled[l.Key] == 0 })
	slices.SortStableFunc(order, func(a, b model.Label) int { return p.Labelled[b.Key] - p.Labelled[a.Key] })
	most := order[:min(mostCounted, len(order))]
	for _, l := range book {
		if _, among := most.Find(l.Key); among {
			out = append(out, l)
		}
	}
	return out, len(order) > len(most)
}

// shortName returns the letter of a label, or its name if it has no letter.
func shortName(l model.Label) string {
	return cmp.Or(l.Letter, l.Name, string(l.Key))
}

// SetNotice says what just happened, in place of the keys; with nothing to
// say the keys show again.
func (st *Status) SetNotice(text string) {
	if text == st.notice.Text && text == "" && !st.keys.Hidden {
		return // as it is at most keys
	}
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

// What is said about saving at each key would be two more frames for it: one
// with “Saving…” and one with “Saved”. So the word goes with the change, in one
// frame, comes back once there is time for it, and “Saving…” is said where the
// disk is slow. What is not on the disk is never said to be.
const (
	calmBefore = 250 * time.Millisecond // “Saved” after the last change
	slowAfter  = 150 * time.Millisecond // is how long a save takes that is told of
)

// RefreshSave shows whether the work is saved.
func (st *Status) RefreshSave() {
	if st.later != nil {
		st.later()
		st.later = nil
	}
	state := st.session.Save().State
	word := savedWord(state)
	switch {
	case state == session.Failed || st.saved.Text == word:
		st.say(state)
	case state == session.Saving:
		st.unsay()
		st.later = st.after(slowAfter, func() { st.say(state) })
	default:
		st.later = st.after(calmBefore, func() { st.say(state) })
	}
}

// say says that the work is in a state, which it is.
func (st *Status) say(state session.SaveState) {
	ink := look.Current(theme.ColorNameSuccess)
	switch state {
	case session.Saving:
		ink = look.Current(look.ColorDim)
	case session.Failed:
		ink = look.Current(theme.ColorNameError)
	}
	st.later = nil
	st.show(savedWord(state), ink)
}

// unsay says nothing about saving, where it was not said to go on.
func (st *Status) unsay() { st.show("", look.Current(look.ColorDim)) }

func (st *Status) show(word string, ink color.Color) {
	st.saved.SetText(word)
	st.dot.FillColor = ink
	st.dot.Refresh()
}

func savedWord(state session.SaveState) string {
	switch state {
	case session.Saving:
		return lang.L("Saving…")
	case session.Failed:
		return lang.L("Not saved")
	}
	return lang.L("Saved")
}

// roomFor lays out a label in caption size, with room for each of the words
// that it may say: another word then moves nothing, which would be one more
// frame.
type roomFor []string

// MinSize implements fyne.Layout.
func (words roomFor) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	for _, word := range words {
		w := fyne.MeasureText(word, theme.CaptionTextSize(), fyne.TextStyle{}).Width + 2*theme.InnerPadding()
		size.Width = max(size.Width, w)
	}
	return size
}

// Layout implements fyne.Layout.
func (words roomFor) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

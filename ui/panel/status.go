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

// Status is the bar at the bottom of the window. It shows the progress, a notice or
// the most useful keys, and whether the work is saved.
type Status struct {
	Content fyne.CanvasObject
	Calm    time.Duration // the delay of “Saved” after a save

	session *session.Session
	article *widget.Label
	project *widget.Label
	bar     *progressBar
	notice  *TipLabel
	keys    *hintLabel
	why     *TipLabel // see Explain
	saved   *widget.Label
	dot     *canvas.Circle
	after   func(time.Duration, func()) (cancel func())
	later   func() // cancels the pending update of saved; nil if none is pending
	fading  func() // cancels the end of the notice; nil if there is no notice
}

// NewStatus returns the status bar of a session.
func NewStatus(s *session.Session, tips *Tips) *Status {
	small := func() *widget.Label {
		l := widget.NewLabel("")
		l.SizeName = theme.SizeNameCaptionText
		return l
	}
	st := &Status{
		Calm:    calmBefore,
		session: s, article: small(), project: small(), saved: small(),
		notice: NewTipLabel(tips), keys: newHintLabel(tips), why: NewTipLabel(tips),
		bar:   newProgressBar(s.Codebook),
		dot:   canvas.NewCircle(color.Transparent),
		after: tips.after,
	}
	for _, l := range []*TipLabel{st.notice, &st.keys.TipLabel, st.why} {
		l.SizeName = theme.SizeNameCaptionText
	}
	st.keys.Alignment = fyne.TextAlignTrailing
	st.notice.TextStyle.Bold = true
	barBox := container.New(layout.NewGridWrapLayout(fyne.NewSize(96, 20)), st.bar)
	dotBox := container.NewCenter(container.New(layout.NewGridWrapLayout(fyne.NewSize(8, 8)), st.dot))
	left := container.NewHBox(container.NewCenter(barBox), st.article, st.project)
	right := container.NewHBox(dotBox, container.New(roomFor{savedWord(session.Saved), savedWord(session.Saving), savedWord(session.Failed)}, st.saved))
	st.Content = container.New(layout.NewCustomPaddedLayout(0, 0, panePadding, 0),
		container.NewBorder(nil, nil, left, right, container.NewStack(st.notice, st.keys, st.why)))
	st.SetNotice("")
	st.Refresh()
	st.say(s.Save().State)
	return st
}

// Refresh updates the progress.
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
	st.project.SetText(lang.L("Project {{.Done}}/{{.Total}}", map[string]any{"Done": words.Number(total.Tagged()), "Total": words.Number(total.Sentences)}))
}

// mostCounted is the largest number of labels in a tally.
const mostCounted = 4

// tally returns how many sentences are tagged, and how many have each label, as in
// "7/23 · C 3 · Q 2 · B 2". If the codebook has more than mostCounted labels, only
// the most frequent ones are counted. A retired label is counted only if sentences have it.
func (st *Status) tally(p model.Progress) string {
	parts := []string{fmt.Sprintf("%d/%d", p.Tagged(), p.Sentences)}
	counted, more := slices.DeleteFunc(slices.Clone(st.session.Codebook()), func(l model.Label) bool {
		return l.Retired && p.Labelled[l.Key] == 0
	}), false
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

// mostFrequent returns the most frequent labels, at most mostCounted, in the order
// of the codebook. It also reports whether sentences have any other labels.
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

// shortName returns the letter of a label or, if it has none, its name or key.
func shortName(l model.Label) string {
	return cmp.Or(l.Letter, l.Name, string(l.Key))
}

// noticeStay is how long a notice is shown if nothing else happens. By then it has been
// read, and it may soon be no longer true.
const noticeStay = 12 * time.Second

// SetNotice shows a text about what just happened, and hides the keys. The text goes
// after noticeStay. An empty text shows the keys again.
func (st *Status) SetNotice(text string) {
	if text == st.notice.Text && text == "" && !st.keys.Hidden {
		return // nothing changes, as after most key presses
	}
	if st.fading != nil {
		st.fading()
		st.fading = nil
	}
	st.notice.SetText(text)
	if text != "" {
		st.fading = st.after(noticeStay, func() {
			st.fading = nil
			st.SetNotice("")
		})
	}
	st.arrange()
}

// Explain shows why something cannot be chosen, above the notice and the keys. An empty
// text ends that.
func (st *Status) Explain(why string) {
	if why != st.why.Text {
		st.why.SetText(why)
		st.arrange()
	}
}

// arrange shows the reason, the notice or the keys. If the text is too long, it takes the
// room of the project's progress.
func (st *Status) arrange() {
	shown := &st.keys.TipLabel
	switch {
	case st.why.Text != "":
		shown = st.why
	case st.notice.Text != "":
		shown = st.notice
	}
	for _, l := range []*TipLabel{st.notice, &st.keys.TipLabel, st.why} {
		l.Hidden = l != shown
	}
	st.project.Show()
	st.Content.Refresh()
	if st.keys.Hidden && shown.cut() {
		st.project.Hide()
		st.Content.Refresh()
	}
}

// Notice returns the notice that is shown, or "" if there is none.
func (st *Status) Notice() string { return st.notice.Text }

// SetKeys sets the text about the keys. It is shown when there is no notice.
func (st *Status) SetKeys(text string) { st.keys.set(text) }

// SavedText returns what the bar says about saving.
func (st *Status) SavedText() string { return st.saved.Text }

// Showing “Saving…” and then “Saved” would cost two more frames for each key.
// Instead, the frame that shows a change removes the word, and “Saved” appears
// after a pause. “Saving…” appears only if a save takes long. The bar does not say
// “Saved” while there is unsaved work.
const (
	calmBefore = 250 * time.Millisecond // the delay of “Saved” after a save, unless Calm is set
	slowAfter  = 150 * time.Millisecond // a save that takes longer shows “Saving…”
)

// RefreshSave updates what the bar says about saving.
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
		st.later = st.after(st.Calm, func() { st.say(state) })
	}
}

// say shows the word for a state, which must be the current state of saving.
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

// unsay removes the word about saving.
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

// roomFor lays out a label in caption size, with room for the widest of several
// texts. So a change from one of these texts to another does not move the objects
// beside the label.
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

package panel

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/session"
	"assay.app/assay/model/suggest"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/words"
)

// suggested shows the label suggested for the current sentence with the reason, and
// who is quoted. A click accepts the label.
type suggested struct {
	widget.BaseWidget
	back    *canvas.Rectangle
	lines   *fyne.Container
	label   *widget.Label
	reason  *widget.Label
	speaker *widget.Label
	accept  func()
	offers  bool // a label is suggested
	hovered bool
}

var (
	_ fyne.Tappable      = (*suggested)(nil)
	_ fyne.Accessible    = (*suggested)(nil)
	_ desktop.Hoverable  = (*suggested)(nil)
	_ desktop.Cursorable = (*suggested)(nil)
)

func newSuggested(accept func()) *suggested {
	s := &suggested{
		back: canvas.NewRectangle(color.Transparent), label: widget.NewLabel(""), reason: caption(), speaker: caption(), accept: accept,
	}
	s.label.TextStyle.Bold = true
	s.label.Wrapping = fyne.TextWrapWord
	s.lines = container.New(closeLines{}, s.label, s.reason, s.speaker)
	s.ExtendBaseWidget(s)
	return s
}

// show updates the text for the current sentence. The parameters accept and why are
// keys, or "" if unbound.
func (s *suggested) show(of *session.Session, accept, why string) {
	label, reason, speaker := "", "", ""
	voice := proposedVoice(of, of.Cursor())
	if found, ok := of.Suggestion(); ok {
		l, _ := of.Codebook().Find(found.Label)
		what := l.Name
		if voice != "" {
			what += " · " + voice
		}
		label = lang.L("Suggested: {{.Label}}", map[string]any{"Label": what})
		if accept != "" {
			label = lang.L("Suggested: {{.Label}} (press {{.Key}} to accept)", map[string]any{"Label": what, "Key": accept})
		}
		reason = ReasonBrief(found.Reason)
		if why != "" {
			reason += " · " + withKey(lang.L("Why?"), why)
		}
	}
	switch who := of.Speaker(); {
	case of.Attribution() != nil, voice != "" && label != "": // shown elsewhere
	case voice != "":
		speaker = lang.L("Speaker: {{.Speaker}}", map[string]any{"Speaker": voice})
	case who != "":
		speaker = lang.L("Speaker: {{.Speaker}}", map[string]any{"Speaker": named(who)})
	}
	s.say(label, reason, speaker)
}

// showSeveral says for how many of the selected units a label is suggested.
func (s *suggested) showSeveral(of *session.Session, units []int, accept string) {
	n := 0
	for _, unit := range units {
		if _, ok := of.SuggestionIn(of.Document(), unit); ok {
			n++
		}
	}
	label := ""
	switch {
	case n > 0 && accept != "":
		label = words.N("{{.Count}} suggestions (press {{.Key}} to accept)", n, map[string]any{"Key": accept})
	case n > 0:
		label = words.N("{{.Count}} suggestions", n)
	}
	s.say(label, "", "")
}

func (s *suggested) say(label, reason, speaker string) {
	s.offers = label != ""
	s.label.SetText(label)
	s.reason.SetText(reason)
	s.speaker.SetText(speaker)
	for _, l := range []*widget.Label{s.label, s.reason, s.speaker} {
		l.Hidden = l.Text == ""
	}
	s.Hidden = label == "" && speaker == ""
	s.Refresh()
}

// Tapped implements fyne.Tappable.
func (s *suggested) Tapped(*fyne.PointEvent) {
	leave(s)
	if s.offers {
		s.accept()
	}
}

// MouseIn implements desktop.Hoverable.
func (s *suggested) MouseIn(e *desktop.MouseEvent) { s.hovered = !dragging(e); s.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (s *suggested) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *suggested) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor implements desktop.Cursorable.
func (s *suggested) Cursor() desktop.Cursor {
	if s.offers {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// AccessibilityLabel implements fyne.Accessible.
func (s *suggested) AccessibilityLabel() string {
	return strings.TrimSpace(s.label.Text + " " + s.reason.Text + " " + s.speaker.Text)
}

// AccessibilityRole implements fyne.Accessible.
func (s *suggested) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (s *suggested) CreateRenderer() fyne.WidgetRenderer { return &suggestedRenderer{s} }

type suggestedRenderer struct{ s *suggested }

func (r *suggestedRenderer) Destroy()           {}
func (r *suggestedRenderer) MinSize() fyne.Size { return r.s.lines.MinSize() }

func (r *suggestedRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.back, r.s.lines}
}

func (r *suggestedRenderer) Layout(size fyne.Size) {
	r.s.back.Resize(size)
	r.s.lines.Resize(size)
}

// Refresh draws a suggestion as a box with a frame, and a speaker alone as text.
func (r *suggestedRenderer) Refresh() {
	s := r.s
	s.back.CornerRadius = theme.Size(theme.SizeNameButtonRadius)
	s.back.FillColor, s.back.StrokeWidth = color.Transparent, 0
	if s.offers {
		s.back.StrokeColor, s.back.StrokeWidth = look.Current(theme.ColorNameInputBorder), theme.Size(theme.SizeNameInputBorder)
		if s.hovered {
			s.back.FillColor = look.Current(theme.ColorNameHover)
		}
	}
	r.Layout(s.Size())
	canvas.Refresh(s)
}

// named returns a speaker as named in a sentence. A pronoun at the beginning of a sentence
// loses its capital, in the languages whose quotations are recognised.
func named(speaker string) string {
	switch lower := strings.ToLower(speaker); lower {
	case "he", "she", "they", "it", "we", "er", "sie", "wir", "ich", "il", "elle", "ils", "elles", "nous", "je", "on",
		"él", "ella", "ellos", "ellas", "nosotros", "yo", "він", "вона", "вони", "воно", "ми", "я", "он", "она", "они", "мы":
		return lower
	}
	return speaker
}

// closeLines stacks labels as closely as the lines of one label.
type closeLines struct{}

// Layout implements fyne.Layout.
func (closeLines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h - 2*theme.InnerPadding() + theme.LineSpacing()
	}
}

// MinSize implements fyne.Layout.
func (closeLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		size.Width = max(size.Width, least.Width)
		if size.Height > 0 {
			size.Height += theme.LineSpacing() - 2*theme.InnerPadding()
		}
		size.Height += least.Height
	}
	return size
}

// ReasonText returns a sentence that explains a suggestion, or "" for an unknown
// reason.
func ReasonText(r suggest.Reason) string {
	words := map[string]any{"Words": r.Words, "Speaker": r.Speaker}
	switch r.Code {
	case suggest.DirectSpeech:
		if r.Speaker == "" {
			return lang.L("It quotes someone: {{.Words}}", words)
		}
		return lang.L("It quotes “{{.Speaker}}”: {{.Words}}", words)
	case suggest.SpeechGoesOn:
		if r.Speaker == "" {
			return lang.L("It continues an earlier quotation.")
		}
		return lang.L("It continues an earlier quotation of “{{.Speaker}}”.", words)
	case suggest.OlderYear:
		return lang.L("It is about {{.Words}}, before the article’s year.", words)
	case suggest.EarlierMonth:
		return lang.L("It is about an earlier month: “{{.Words}}”.", words)
	case suggest.EarlierTime:
		return lang.L("It is about an earlier time: “{{.Words}}”.", words)
	case suggest.Pluperfect:
		return lang.L("It is about what had happened before: “{{.Words}}”.", words)
	case suggest.Perfect:
		return lang.L("It is about what has happened so far: “{{.Words}}”.", words)
	case suggest.Follows:
		return lang.L("It links the news with earlier events: “{{.Words}}”.", words)
	case suggest.ReportedSpeech:
		if r.Speaker == "" {
			return lang.L("It reports what someone said: “{{.Words}}”.", words)
		}
		return lang.L("It reports what “{{.Speaker}}” said: “{{.Words}}”.", words)
	case suggest.CheckableFigure:
		return lang.L("It contains a figure that can be checked: “{{.Words}}”.", words)
	case suggest.CheckableDate:
		return lang.L("It contains a date that can be checked: “{{.Words}}”.", words)
	case suggest.Lead:
		return lang.L("It opens the article and states its news.")
	case suggest.Statement:
		return lang.L("It states something that can be checked.")
	}
	return ""
}

// ReasonBrief returns the reason for a suggestion in a few words, or "" for an
// unknown reason.
func ReasonBrief(r suggest.Reason) string {
	words := map[string]any{"Words": r.Words}
	switch r.Code {
	case suggest.DirectSpeech:
		return lang.L("Words in quotation marks")
	case suggest.SpeechGoesOn:
		return lang.L("Continues a quotation")
	case suggest.OlderYear:
		return lang.L("Earlier year: {{.Words}}", words)
	case suggest.EarlierMonth:
		return lang.L("Earlier month: “{{.Words}}”", words)
	case suggest.EarlierTime:
		return lang.L("Earlier time: “{{.Words}}”", words)
	case suggest.Pluperfect:
		return lang.L("Had happened before: “{{.Words}}”", words)
	case suggest.Perfect:
		return lang.L("So far: “{{.Words}}”", words)
	case suggest.Follows:
		return lang.L("Earlier events: “{{.Words}}”", words)
	case suggest.ReportedSpeech:
		return lang.L("Reported speech: “{{.Words}}”", words)
	case suggest.CheckableFigure:
		return lang.L("Figure: “{{.Words}}”", words)
	case suggest.CheckableDate:
		return lang.L("Date: “{{.Words}}”", words)
	case suggest.Lead:
		return lang.L("Opens the article")
	case suggest.Statement:
		return lang.L("Can be checked")
	}
	return ""
}

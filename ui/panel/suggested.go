package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/session"
	"assay.app/assay/model/suggest"
)

// suggested shows the label suggested for the current sentence, the key that
// accepts it, the reason, and who is quoted.
type suggested struct {
	content *fyne.Container
	label   *widget.Label
	reason  *widget.Label
	speaker *widget.Label
}

func newSuggested() *suggested {
	s := &suggested{label: caption(), reason: caption(), speaker: caption()}
	s.label.TextStyle.Bold = true
	s.content = container.New(closeLines{}, s.label, s.reason, s.speaker)
	return s
}

// show updates the text for the current sentence. The parameters accept and why are
// keys, or "" if unbound.
func (s *suggested) show(of *session.Session, accept, why string) {
	label, reason, speaker := "", "", ""
	if found, ok := of.Suggestion(); ok {
		l, _ := of.Codebook().Find(found.Label)
		label = lang.L("Suggested: {{.Label}}", map[string]any{"Label": l.Name})
		if accept != "" {
			label = lang.L("Suggested: {{.Label}} (press {{.Key}} to accept)", map[string]any{"Label": l.Name, "Key": accept})
		}
		reason = withKey(ReasonBrief(found.Reason), why)
	}
	if who := of.Speaker(); who != "" {
		speaker = lang.L("Speaker: {{.Speaker}}", map[string]any{"Speaker": named(who)})
	}
	s.label.SetText(label)
	s.reason.SetText(reason)
	s.speaker.SetText(speaker)
	for _, l := range []*widget.Label{s.label, s.reason, s.speaker} {
		l.Hidden = l.Text == ""
	}
	s.content.Hidden = label == "" && speaker == ""
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
	case suggest.ReportedSpeech:
		return lang.L("It reports what “{{.Speaker}}” said: “{{.Words}}”.", words)
	case suggest.OlderYear:
		return lang.L("It is about {{.Words}}, before the article’s year.", words)
	case suggest.EarlierTime:
		return lang.L("It is about an earlier time: “{{.Words}}”.", words)
	case suggest.CheckableFigure:
		return lang.L("It gives a figure that can be checked: “{{.Words}}”.", words)
	case suggest.CheckableDate:
		return lang.L("It gives a date that can be checked: “{{.Words}}”.", words)
	case suggest.CheckableAct:
		return lang.L("It describes an action that can be checked: “{{.Words}}”.", words)
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
	case suggest.ReportedSpeech:
		return lang.L("Reported speech: “{{.Words}}”", words)
	case suggest.OlderYear:
		return lang.L("Earlier year: {{.Words}}", words)
	case suggest.EarlierTime:
		return lang.L("Earlier time: “{{.Words}}”", words)
	case suggest.CheckableFigure:
		return lang.L("Figure: “{{.Words}}”", words)
	case suggest.CheckableDate:
		return lang.L("Date: “{{.Words}}”", words)
	case suggest.CheckableAct:
		return lang.L("Action: “{{.Words}}”", words)
	}
	return ""
}

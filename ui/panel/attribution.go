package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/words"
)

// attribution shows who says the current sentence, according to the analyst and, if their
// layers are shown, to others.
type attribution struct {
	content *fyne.Container
	session *session.Session
	voice   *widget.Label
	about   *widget.Label
	others  *widget.Label
	ask     *action
	remove  *action
}

func newAttribution(s *session.Session, ask, remove func()) *attribution {
	a := &attribution{session: s, voice: title(""), about: caption(), others: caption()}
	a.ask = newAction("", theme.AccountIcon(), ask)
	a.remove = newAction("", theme.DeleteIcon(), remove)
	a.content = container.NewVBox(container.New(closeLines{}, a.voice, a.about), a.others, a.ask, a.remove)
	return a
}

func (a *attribution) setKeys(ask, remove string) {
	a.ask.SetText(withKey(lang.L("Who says it…"), ask))
	a.remove.SetText(withKey(lang.L("Remove who says it"), remove))
}

// show shows the attribution of the current sentence, or what the selected ones have in
// common, and returns the name of the voice, or "".
func (a *attribution) show() (voice string) {
	about := ""
	own := a.session.Attribution()
	if own != nil {
		voice = a.session.Voices().Called(own)
		about = aboutVoice(a.session, own)
	}
	setText(a.voice, voice)
	setText(a.about, about)
	var others []string
	for _, o := range a.session.OthersAttributions() {
		others = append(others, a.session.Called(o.Analyst)+" · "+a.session.Voices().Called(o)+" · "+aboutVoice(a.session, o))
	}
	setText(a.others, strings.Join(others, "\n"))
	a.remove.Hidden = own == nil
	return voice
}

// aboutVoice describes an attribution: the kind of its voice, the mode, the cue, the outlet
// that the voice spoke to, and whether the voice is a guess.
func aboutVoice(s *session.Session, a *record.Attribution) string {
	var parts []string
	if v, ok := s.Voices().Find(a.Voice); ok && v.Kind != "" {
		parts = append(parts, words.VoiceKind(v.Kind))
	}
	parts = append(parts, words.SpeechMode(a.Mode))
	if a.Cue != "" {
		parts = append(parts, "“"+a.Cue+"”")
	}
	if a.Via != "" {
		parts = append(parts, lang.L("via {{.Outlet}}", map[string]any{"Outlet": a.Via}))
	}
	if a.Guess {
		parts = append(parts, lang.L("guess"))
	}
	return strings.Join(parts, " · ")
}

// proposedVoice returns the proposed attribution of a unit of the open article in words, such
// as "Lena Okray said", or "".
func proposedVoice(s *session.Session, unit int) string {
	if s.Document() == nil {
		return ""
	}
	found, ok := s.ProposedAttribution(s.Document(), unit)
	if !ok {
		return ""
	}
	text := strings.TrimSpace(found.Voice + " " + found.Cue)
	if found.Guess {
		text = lang.L("{{.Voice}} (guess)", map[string]any{"Voice": text})
	}
	return text
}

package words

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
)

// VoiceKind returns the name of a kind of voice, or "" for the empty kind.
func VoiceKind(k model.VoiceKind) string {
	switch k {
	case model.VoiceOfficial:
		return lang.L("official")
	case model.VoiceExpert:
		return lang.L("expert")
	case model.VoiceWitness:
		return lang.L("witness")
	case model.VoiceParty:
		return lang.L("party")
	case model.VoiceDocument:
		return lang.L("document")
	case model.VoiceOutlet:
		return lang.L("outlet")
	case model.VoiceAnonymous:
		return lang.L("anonymous")
	}
	return string(k)
}

// SpeechMode returns the name of a mode of speech.
func SpeechMode(m model.SpeechMode) string {
	switch m {
	case model.Direct:
		return lang.L("direct")
	case model.Indirect:
		return lang.L("indirect")
	case model.Mixed:
		return lang.L("mixed")
	}
	return string(m)
}

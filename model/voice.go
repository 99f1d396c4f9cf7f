package model

// VoiceID identifies a voice in all copies of a project.
type VoiceID string

// Voice is a person, body or document that articles quote or report, as lists show it.
type Voice struct {
	ID   VoiceID
	Name string
	Kind VoiceKind
}

// VoiceKind says what a voice is. It is empty if unknown.
type VoiceKind string

// The kinds of voices.
const (
	VoiceOfficial  VoiceKind = "official" // speaks for a government, an authority or a court
	VoiceExpert    VoiceKind = "expert"   // speaks from knowledge of the subject
	VoiceWitness   VoiceKind = "witness"  // saw or lived through it
	VoiceParty     VoiceKind = "party"    // has a stake in it, such as a firm, a campaign or a party to a dispute
	VoiceDocument  VoiceKind = "document" // a report, a letter, a filing, data
	VoiceOutlet    VoiceKind = "outlet"   // another outlet or an agency
	VoiceAnonymous VoiceKind = "anonymous"
)

// VoiceKinds returns the kinds of voices, in the order in which they are offered.
func VoiceKinds() []VoiceKind {
	return []VoiceKind{VoiceOfficial, VoiceExpert, VoiceWitness, VoiceParty, VoiceDocument, VoiceOutlet, VoiceAnonymous}
}

// SpeechMode says how a sentence reports what a voice says.
type SpeechMode string

// The modes of speech.
const (
	Direct   SpeechMode = "direct"   // in the voice's own words, in quotation marks or as a block
	Indirect SpeechMode = "indirect" // in the article's words
	Mixed    SpeechMode = "mixed"    // in the article's words, with parts in the voice's own
)

// SpeechModes returns the modes of speech, in the order in which they are offered.
func SpeechModes() []SpeechMode { return []SpeechMode{Direct, Indirect, Mixed} }

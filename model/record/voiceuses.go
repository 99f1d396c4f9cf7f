package record

import "assay.app/assay/model"

// VoiceUses counts what refers to a voice.
type VoiceUses struct {
	Sentences int // sentences attributed to it
	Removed   int // sentences in removed articles
	Others    int // sentences attributed by analysts who are not counted
	Grades    int // grades of it by any analyst
}

// Count returns the number of records that refer to the voice.
func (u VoiceUses) Count() int { return u.Sentences + u.Removed + u.Others + u.Grades }

// Plus returns the sum of both uses.
func (u VoiceUses) Plus(v VoiceUses) VoiceUses {
	return VoiceUses{u.Sentences + v.Sentences, u.Removed + v.Removed, u.Others + v.Others, u.Grades + v.Grades}
}

// Minus returns u without v.
func (u VoiceUses) Minus(v VoiceUses) VoiceUses {
	return VoiceUses{u.Sentences - v.Sentences, u.Removed - v.Removed, u.Others - v.Others, u.Grades - v.Grades}
}

// VoiceUseOf returns the voice to which a record refers, and how it is counted for an
// analyst, or for everybody if of is empty. removed says whether the article of the record
// was removed. VoiceUseOf returns false if the record refers to no voice.
func VoiceUseOf(key model.Key, content any, of string, removed bool) (model.VoiceID, VoiceUses, bool) {
	switch content := content.(type) {
	case *Attribution:
		switch {
		case content == nil:
			return "", VoiceUses{}, false
		case of != "" && key.Analyst != of:
			return content.Voice, VoiceUses{Others: 1}, true
		case removed:
			return content.Voice, VoiceUses{Removed: 1}, true
		}
		return content.Voice, VoiceUses{Sentences: 1}, true
	case *Grade:
		if content != nil && content.On == GradedVoice {
			return content.Voice, VoiceUses{Grades: 1}, true
		}
	}
	return "", VoiceUses{}, false
}

package record

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// Voice is a voice of the project's list, or another name of one.
type Voice struct {
	Name string          `cbor:"1,keyasint,omitempty" json:"name"`
	Kind model.VoiceKind `cbor:"2,keyasint,omitempty" json:"kind,omitempty"`
	Into model.VoiceID   `cbor:"3,keyasint,omitempty" json:"into,omitempty"` // the voice that it is another name of
}

func (v Voice) joinedInto() model.VoiceID { return v.Into }

// VoiceKey returns the key of a voice of the project's list.
func VoiceKey(id model.VoiceID) model.Key { return model.Key{Kind: VoiceKind, ID: string(id)} }

// VoiceIDOf returns the id of a new voice. Names that value.Folded does not distinguish
// have the same id.
func VoiceIDOf(name string) model.VoiceID { return model.VoiceID(value.Folded(name)) }

func voices() *Declaration {
	return Declare(Spec[Voice]{
		Kind: VoiceKind, Name: "voice",
		Keyed: func(k model.Key) bool { return k.ID != "" && k == VoiceKey(model.VoiceID(k.ID)) },
		Check: func(before, after *Voice) error {
			if err := value.Voice.Check(after.Name); err != nil {
				return err
			}
			return checkVoiceKind(after.Kind)
		},
		Accept: func(v *Voice) (*Voice, error) {
			name, err := value.Voice.Accept(v.Name)
			if err == nil {
				err = checkVoiceKind(v.Kind)
			}
			return &Voice{Name: name, Kind: v.Kind, Into: v.Into}, err
		},
		Text: func(v *Voice) string {
			text := v.Name
			if v.Kind != "" {
				text += " (" + string(v.Kind) + ")"
			}
			if v.Into != "" {
				text += ", joined into " + model.Excerpt(string(v.Into))
			}
			return text
		},
	})
}

func checkVoiceKind(kind model.VoiceKind) error {
	if kind != "" && !slices.Contains(model.VoiceKinds(), kind) {
		return fmt.Errorf("%w: %q is not a kind of voice", model.ErrValue, kind)
	}
	return nil
}
